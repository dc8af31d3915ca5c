/** What is read at the desk beside cases and tasks: reports of an open task, quotas, the end of a long case. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Option, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import { staff } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { care } from "../simulation/registers.ts"

const found = compile({ files: Object.entries(care).map(([path, text]) => ({ path, text })) })
const mine = [...found.procedures, ...found.schedules].map((it) => it.compiled)
const planOf = (procedure: string) => mine.find(({ plan }) => plan.procedure === procedure)!
const values = Schema.Unknown as unknown as Form<Values>
const task = (procedure: string, step: string): TaskHandle<string, string, Values, string> => ({ procedure, step, form: values })

const Fault: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "care/fault",
  compiled: planOf("care/fault"),
  intake: values,
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"],
  task: {}
}

const desk = Effect.map(
  Layer.build(layer({ procedures: mine, background: false, settle: 0 }).pipe(Layer.provide([
    CaseStoreMemory.layer,
    NotifierMemory.layer,
    DirectoryMemory.layer({ organisations: [planOf("care/fault").plan.organisation], staff: { wang: [{ role: "clerk" }], li: [{ role: "boss" }] } })
  ]))),
  Context.get(Desk)
)
const march = Date.UTC(2026, 2, 2, 1)
const [wang, li] = [staff<string>("wang"), staff<string>("li")]
const solved = Effect.fnUntraced(function*(desk: Desk["Service"], unit: string, subject: string) {
  const { caseId } = yield* desk.open(Fault, { unit, subject }, wang)
  yield* desk.complete(task("care/fault", "solve"), caseId, { cost: "10.00" }, wang)
  return caseId
})

describe("quotas", () => {
  it.effect("stand as what was counted in the span makes them stand", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(march)
      const at = yield* desk
      const [empty] = yield* at.quotas()
      assert.deepInclude(empty, { handbook: "care", quota: "checks", per: "month", behind: false, missed: false })
      assert.isUndefined(empty?.reached)
      // the second case: half of two is one, and none is checked
      for (const unit of ["3-201", "3-202", "3-203"]) yield* solved(at, unit, "lift")
      yield* at.drain
      const [behind] = yield* at.quotas({ quota: "checks" })
      assert.deepInclude(behind, { behind: true, missed: true, reached: "0" })
      const { items } = yield* at.tasks({ procedure: "care/check" })
      assert.isAbove(items.length, 1)
      for (const one of items.slice(0, 2)) yield* at.complete(task("care/check", "look"), one, { fine: true }, wang)
      yield* at.drain
      const [kept] = yield* at.quotas({ handbook: "care" })
      assert.deepInclude(kept, { behind: false, missed: false, reached: "66.7" })
      // April counts anew; March is still asked for by a day of it
      yield* TestClock.setTime(Date.UTC(2026, 3, 2, 1))
      assert.isUndefined((yield* at.quotas())[0]?.reached)
      assert.deepInclude((yield* at.quotas({ day: "2026-03-15" }))[0], { reached: "66.7" })
      assert.deepStrictEqual(yield* at.quotas({ handbook: "elsewhere" }), [])
    }))
})

describe("reports", () => {
  it.effect("of an open task are read as they were when it was offered; of a task that is gone they are refused", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(march)
      const at = yield* desk
      yield* solved(at, "3-201", "lift")
      yield* solved(at, "3-202", "lift")
      yield* solved(at, "3-202", "water")
      // the schedule opens it on Sunday at 18:00
      yield* TestClock.setTime(Date.UTC(2026, 2, 8, 10, 1))
      yield* at.drain
      const { items: [read] } = yield* at.tasks({ procedure: "care/overview" })
      const reports = yield* at.reports(read!)
      assert.sameDeepMembers(reports["numbers"] as Array<unknown>, [
        { subject: "lift", count: 2, "sum-cost": "20" },
        { subject: "water", count: 1, "sum-cost": "10" }
      ])
      yield* solved(at, "3-203", "lift")
      assert.deepStrictEqual(yield* at.reports(read!), reports)
      yield* at.complete(task("care/overview", "read"), read!, {}, li)
      assert.strictEqual((yield* Effect.flip(at.reports(read!)))._tag, "TaskAlreadyCompleted")
    }))
})

describe("a long case", () => {
  it.effect("tells how it ended, however much came after, and the rest of its history from an entry on", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(march)
      const at = yield* desk
      const caseId = yield* solved(at, "3-201", "lift")
      for (let i = 0; i < 150; i++) yield* at.note(caseId, `${i}`, wang)
      assert.deepStrictEqual(yield* at.outcome(Fault, caseId), Option.some({ _tag: "solved" }))
      const { version } = yield* at.case(caseId)
      assert.deepStrictEqual((yield* at.history(caseId, version - 2)).map(({ seq }) => seq), [version - 1, version])
    }))
})

/** One house, two handbooks: in the north the boss heads it, in the south the chief does. */
const handbook = (name: string, heads: string) => `handbook: ${name}
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Sun: 09:00-17:00 }, holidays: none, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff, chief]
departments: { house: {} }
roles:
  clerk: { rank: staff, in: house, reports-to: boss }
  boss: { rank: chief, in: house${heads === "boss" ? ", heads: house" : ""} }
  chief: { rank: chief, in: house${heads === "chief" ? ", heads: house" : ""} }
`
const look = `procedure: look
version: 1
intake: { by: clerk, form: { unit: unit } }
steps:
  - task: agree
    by: head of house
    form: { remark: text }
  - end: agreed
outcomes: { agreed: {} }
`

describe("a worklist over several handbooks", () => {
  it.effect("shows a person what his post may do in each of them, and nothing he would be refused", () =>
    Effect.gen(function*() {
      const files = ["north", "south"].flatMap((name) => [
        { path: `${name}/handbook.yaml`, text: handbook(name, name === "north" ? "boss" : "chief") },
        { path: `${name}/look.procedure.yaml`, text: look }
      ])
      const both = compile({ files }).procedures.map((it) => it.compiled)
      const at = Context.get(
        yield* Layer.build(layer({ procedures: both, background: false, settle: 0 }).pipe(Layer.provide([
          CaseStoreMemory.layer,
          NotifierMemory.layer,
          DirectoryMemory.layer({
            organisations: both.map(({ plan }) => plan.organisation),
            staff: { wang: [{ role: "clerk" }], li: [{ role: "boss" }], zhao: [{ role: "chief" }] }
          })
        ]))),
        Desk
      )
      for (const compiled of both) {
        yield* at.open({ ...Fault, procedure: compiled.plan.procedure, compiled }, { unit: "3-201" }, wang, { caseId: compiled.plan.procedure })
      }
      const seen = Effect.fnUntraced(function*(person: string) {
        const mine = yield* at.tasks({ person })
        const shown = yield* at.as(person).worklist({})
        assert.deepStrictEqual(shown.items, mine.items)
        return mine.items.map(({ caseId }) => caseId)
      })
      assert.deepStrictEqual(yield* seen("li"), ["north/look"])
      assert.deepStrictEqual(yield* seen("zhao"), ["south/look"])
      assert.strictEqual((yield* Effect.flip(at.complete(task("south/look", "agree"), "south/look", { remark: "fine" }, staff<string>("li"))))._tag, "RoleNotAllowed")
      assert.strictEqual((yield* at.tasks({ keys: ["head:house"] })).items.length, 2)
    }))
})
