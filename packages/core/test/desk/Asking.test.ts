/** What a case asks of the outside when nobody has looked after it for long: the desk answers in turns, whoever comes. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Result, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import { staff } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Run from "@frontdesk/core/simulation/Run"
import { care } from "../simulation/registers.ts"

const rounds = `procedure: rounds
version: 1
intake: { by: clerk, form: { unit: unit } }
steps:
  - repeat: months
    until: look.leaves
    no-limit-because: until they leave
    steps:
      - wait: a-week
        until: 7 calendar days from its start
      - compute: known
        type: whole-number
        value: count faults where each.unit is unit
      - task: look
        by: clerk
        form: { leaves: yes/no }
  - end: seen
schedules:
  daily:
    every: day at 08:00
    opens: glance
    with: { known: count faults where each.unit is unit }
outcomes: { seen: {} }
`
const glance = `procedure: glance
version: 1
intake: { form: { known: whole-number } }
steps:
  - task: read
    by: boss
  - end: read-it
outcomes: { read-it: {} }
`
const chain = `procedure: chain
version: 1
intake: { by: clerk, form: { unit: unit } }
steps:
  - task: begin
    by: clerk
${Array.from({ length: 18 }, (_, i) => `  - compute: known-${i}
    type: whole-number
    value: count book-${i} where each.unit is unit
`).join("")}  - end: seen
outcomes: { seen: {} }
`
const books = Array.from({ length: 18 }, (_, i) => `  book-${i}: { columns: { unit: unit } }`).join("\n")
const handbook = care["care/handbook.yaml"].replace("ledgers:\n", `ledgers:\n${books}\n`)
const found = compile({
  files: Object.entries({ ...care, "care/handbook.yaml": handbook, "care/rounds.procedure.yaml": rounds, "care/glance.procedure.yaml": glance, "care/chain.procedure.yaml": chain }).map(([path, text]) => ({ path, text }))
})
const mine = [...found.procedures, ...found.schedules].map((one) => one.compiled)
const values = Schema.Unknown as unknown as Form<Values>
const outcome = Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"]
const handle = (procedure: string): ProcedureHandle<string, Values, OutcomeShape, {}, string> => ({
  procedure, compiled: mine.find(({ plan }) => plan.procedure === procedure)!, intake: values, outcome, task: {}
})
const task = (procedure: string, step: string): TaskHandle<string, string, Values, string> => ({ procedure, step, form: values })
const wang = staff<string>("wang")

const desk = Effect.map(
  Layer.build(layer({ procedures: mine, background: false, settle: 0 }).pipe(Layer.provide([
    CaseStoreMemory.layer,
    NotifierMemory.layer,
    DirectoryMemory.layer({ organisations: [handle("care/fault").compiled.plan.organisation], staff: { wang: [{ role: "clerk" }], li: [{ role: "boss" }] } })
  ]))),
  Context.get(Desk)
)
const march = Date.UTC(2026, 2, 2, 1)
const day = 86_400_000

describe("an order that names a step, at a case that has slept", () => {
  it.effect("finds the task that its clocks open after asking the outside", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(march)
      const at = yield* desk
      const { caseId } = yield* at.open(handle("care/rounds"), { unit: "3-201" }, wang)
      yield* TestClock.setTime(march + 9 * day)
      yield* at.complete(task("care/rounds", "look"), caseId, { leaves: false }, wang)
      // and in the next round: the one before is done, which is not what is meant
      yield* TestClock.setTime(march + 20 * day)
      yield* at.complete(task("care/rounds", "look"), caseId, { leaves: true }, wang)
      assert.strictEqual((yield* at.case(caseId)).state.outcome, "seen")
    }))

  it.effect("also when the clocks ask more than one decision may: they happen first, in changes of their own", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(march)
      const at = yield* desk
      const { caseId } = yield* at.open(handle("care/rounds"), { unit: "3-201" }, wang)
      yield* TestClock.setTime(march + 60 * day)
      yield* at.complete(task("care/rounds", "look"), caseId, { leaves: false }, wang)
      assert.deepStrictEqual(yield* at.incidents, [])
      yield* at.drain
      assert.strictEqual((yield* at.cases({ procedure: "care/glance" })).items.length, 60)
    }))
})

describe("a decision that asks without end", () => {
  it.effect("goes as far as it comes; where it stays is in the journal, and told an administrator", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(march)
      const at = yield* desk
      const { caseId } = yield* at.open(handle("care/chain"), { unit: "3-201" }, wang)
      const { entries } = yield* at.complete(task("care/chain", "begin"), caseId, {}, wang)
      assert.strictEqual(entries.at(-1)?._tag, "Stuck")
      assert.strictEqual(entries.filter(({ _tag }) => _tag === "Computed").length, 16)
      assert.deepStrictEqual((yield* at.incidents).map(({ caseId, what }) => ({ caseId, what })), [{ caseId, what: "stuck" }])
      // and in a story it goes exactly as far
      const chain = handle("care/chain").compiled
      const given = { staff: {}, offDuty: [], parties: {}, founded: [], absent: {}, parameters: {}, rows: {} }
      const setting = { procedures: new Map([["care/chain", chain]]), calendars: new Map([["care/chain", Calendar.makeAll(chain.plan.calendars, chain.plan.time.zone, {}, 1)]]), given }
      const said = { caseId: "c", stamp: march, actor: { person: "wang", keys: ["role:clerk"] as const } }
      const played = Result.flatMap(
        Run.step(Run.begin(setting, march), { ...said, _tag: "Open", id: "1", procedure: "care/chain", plan: chain.digest, values: { unit: "3-201" }, depth: 0 }),
        (run) => Run.step(run, { ...said, _tag: "Complete", id: "2", n: run.cases.get("c")!.state.frames.find(({ kind }) => kind === "task")!.id, values: {} })
      )
      const told = Result.getOrThrow(played).cases.get("c")!.journal.map(({ _tag }) => _tag)
      assert.deepStrictEqual((yield* at.history(caseId)).map(({ _tag }) => _tag), told)
      assert.strictEqual((yield* at.case(caseId)).state.status, "open")
      assert.match((yield* at.explain(caseId)).en.join("\n"), /cannot go on at Known 16: what it asks/)
      assert.match((yield* at.explain(caseId)).zh.join("\n"), /停在“known-16”：向外查询没有尽头/)
    }))
})
