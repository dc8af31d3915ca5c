/** A store may keep an older snapshot of a case and give the entries that came since: the desk reads the same case. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import { staff } from "@frontdesk/core/desk/Handle"
import * as Snapshot from "@frontdesk/core/desk/Snapshot"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import type { EntryRow } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { care } from "../simulation/registers.ts"

type Store = CaseStore["Service"]

const mine = compile({ files: Object.entries(care).map(([path, text]) => ({ path, text })) }).procedures.map((it) => it.compiled)
const compiled = mine.find(({ plan }) => plan.procedure === "care/fault")!
const values = Schema.Unknown as unknown as Form<Values>
const solve: TaskHandle<string, string, Values, string> = { procedure: "care/fault", step: "solve", form: values }
const Fault: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "care/fault", compiled, intake: values, outcome: Schema.Unknown as never, task: {}
}
const wang = staff<string>("wang")

const entryOf = ({ body }: EntryRow) => JSON.parse(body) as Entry

/** Gives of every case a snapshot of its first `kept` entries; `as` changes the rows that came since. */
const lagging = (store: Store, kept: number, as: (row: EntryRow) => EntryRow = (row) => row): Store => ({
  ...store,
  load: (ids) =>
    Effect.flatMap(store.load(ids), Effect.forEach(Effect.fnUntraced(function*(stored) {
      if (stored === null) return null
      const rows = yield* store.journal(stored.caseId, 0, 999)
      const { caseId, format, plan, version } = stored
      const body = JSON.stringify(Evolve.evolveAll(Evolve.none(caseId), rows.slice(0, kept).map(entryOf)))
      return { caseId, format, plan, version, body, since: rows.slice(kept).map(as) }
    })))
})

const deskOn = (store: Store) =>
  Effect.map(
    Layer.build(layer({ procedures: mine, background: false, settle: 0 }).pipe(Layer.provide([
      Layer.succeed(CaseStore, store),
      NotifierMemory.layer,
      DirectoryMemory.layer({ organisations: [compiled.plan.organisation], staff: { wang: [{ role: "clerk" }] } })
    ]))),
    Context.get(Desk)
  )

describe("a case whose snapshot is older than itself", () => {
  for (const kept of [0, 1, 3]) {
    it.effect(`after ${kept} entries, is the same case: it is read, and goes on`, () =>
      Effect.gen(function*() {
        const store = yield* CaseStoreMemory.make
        const first = yield* deskOn(store)
        const { caseId } = yield* first.open(Fault, { unit: "3-201", subject: "lift" }, wang)
        yield* first.note(caseId, "seen", wang)

        const other = lagging(store, kept)
        const [whole, older] = [(yield* store.load([caseId]))[0]!, (yield* other.load([caseId]))[0]!]
        assert.isAbove(older.since!.length, 0)
        assert.deepEqual(JSON.parse(JSON.stringify(Snapshot.state(older))), JSON.parse(whole.body))

        const second = yield* deskOn(other)
        yield* second.complete(solve, caseId, { cost: "10.00" }, wang)
        assert.deepEqual(yield* (yield* deskOn(other)).case(caseId), yield* (yield* deskOn(store)).case(caseId))
      }))
  }

  it.effect("with entries of a newer desk, is not read", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      const { caseId } = yield* (yield* deskOn(store)).open(Fault, { unit: "3-201", subject: "lift" }, wang)
      const desk = yield* deskOn(lagging(store, 1, (row) => ({ ...row, v: 2 })))
      assert.deepInclude(yield* Effect.flip(desk.note(caseId, "seen", wang)), { _tag: "DeskTooOld", what: "format", stored: 2 })
    }))
})
