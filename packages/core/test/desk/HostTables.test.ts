/** A table of the host at a desk (language §3.4): its rows are asked for when a step reads them, and nothing is decided on a wrong table. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import * as TableCheck from "@frontdesk/core/desk/TableCheck"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as HostTablesMemory from "@frontdesk/core/port/HostTablesMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import type { Table } from "@frontdesk/core/plan/Plan"
import * as Office from "../case/Office.ts"
import { example } from "../simulation/registers.ts"

const found = compile({ files: Object.entries(example("v1c")).map(([path, text]) => ({ path, text })) })
const compiled = found.procedures.find(({ compiled: { plan } }) => plan.procedure === "v1c/violation")!.compiled
const values = Schema.Unknown as unknown as Form<Values>
const Violation: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "v1c/violation",
  compiled,
  intake: values,
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"],
  task: {}
}
const task = (step: string): TaskHandle<string, string, Values, string> => ({ procedure: "v1c/violation", step, form: values })

const people = DirectoryMemory.layer({
  organisations: [compiled.plan.organisation],
  staff: { li: [{ role: "cs-staff" }], tan: [{ role: "dept-head", in: "cs-dept" }], chen: [{ role: "office-manager" }] }
})

/** A slip of li's, up to the step that looks the points up. */
const slip = Effect.fnUntraced(function*(tables: ReadonlyArray<Values> | undefined) {
  yield* TestClock.setTime(Office.instant("2026-03-02 10:00"))
  const hosted = tables === undefined ? Layer.empty : HostTablesMemory.layer({ "v1c/fault-points": tables })
  const desk = Context.get(
    yield* Layer.build(
      Desks.layer({ procedures: [compiled], calendarSources: [ChineseDays.source], background: false, settle: 0 }).pipe(
        Layer.provide([CaseStoreMemory.layer, people, NotifierMemory.layer, hosted])
      )
    ),
    Desk
  )
  const { caseId } = yield* desk.open(Violation, { offender: "li", problem: "late", what: "迟到", day: "2026-03-02" }, "tan")
  yield* desk.complete(task("correct"), caseId, { correction: "已道歉" }, "li")
  yield* desk.complete(task("verify-superior"), caseId, { "superior-liable": false }, "chen")
  return (yield* desk.ledger({ ledger: "v1c/fault-ledger" })).map(({ columns }) => columns["points"])
})

describe("a table of the host", () => {
  it.effect("is asked when its row is needed", () =>
    Effect.map(slip([{ problem: "late", points: 3 }, { problem: "uniform", points: 2 }]), (points) => assert.deepStrictEqual(points, [3]))
  )
  it.effect("a row it has not is missing, and the procedure says what then", () =>
    Effect.map(slip([{ problem: "uniform", points: 2 }]), (points) => assert.deepStrictEqual(points, [1]))
  )
  it.effect("with a key twice nothing is decided", () =>
    Effect.map(Effect.flip(slip([{ problem: "late", points: 3 }, { problem: "late", points: 4 }])), (error) => {
      assert.strictEqual(error._tag, "DirectoryDown")
      assert.include(JSON.stringify(error), "row 2 has the key of an earlier one (problem)")
    })
  )
  it.effect("nobody has: nothing is decided either", () =>
    Effect.map(Effect.flip(slip(undefined)), (error) => assert.strictEqual(error._tag, "DirectoryDown"))
  )
})

describe("what is wrong with rows of a host", () => {
  const weights: Table = {
    columns: [
      { name: "item", type: { kind: "text" }, needed: true },
      { name: "weight", type: { kind: "number" }, needed: true }
    ],
    key: ["item"],
    addsUp: { weight: "100" }
  }
  it.each([
    [[{ item: "a", weight: "40.5" }, { item: "b", weight: "59.5" }], undefined],
    [[{ item: "a", weight: "40" }], "weight adds up to 40, not to 100"],
    [[{ item: "a" }], "row 1 has no weight"],
    [[{ item: "a", weight: "50" }, { item: "a", weight: "50" }], "row 2 has the key of an earlier one (item)"]
  ] as ReadonlyArray<readonly [ReadonlyArray<Values>, string | undefined]>)("%j: %s", (rows, problem) => {
    assert.strictEqual(TableCheck.problem(weights, rows), problem)
  })
})
