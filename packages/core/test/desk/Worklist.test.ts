/** A person's worklist offers him what he may do, and nothing he would be refused for who he is or what he did before. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff as namedStaff } from "@frontdesk/core/desk/Handle"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { care } from "../simulation/registers.ts"

const eyes = `procedure: eyes
version: 1
intake: { by: clerk, form: { unit: unit } }
steps:
  - task: look
    by: clerk
  - task: look-again
    by: { any: [clerk, boss], not: doer of look }
  - task: clear
    by: { any: [clerk, worker in green-dept], not: green-dept }
  - task: agree
    by: { together: [clerk, boss] }
  - end: seen
outcomes: { seen: {} }
`

/** A deputy stands in for clerk and boss alike. */
const handbook = care["care/handbook.yaml"]
  .replace("  clerk: { rank: staff,", "  deputy: { rank: staff, in: house }\n  clerk: { rank: staff, stands-in: deputy,")
  .replace("  boss: { rank: chief,", "  boss: { rank: chief, stands-in: deputy,")
const found = compile({ files: Object.entries({ ...care, "care/handbook.yaml": handbook, "care/eyes.procedure.yaml": eyes }).map(([path, text]) => ({ path, text })) })
const mine = [...found.procedures, ...found.schedules].map((one) => one.compiled)
const { plan } = mine.find(({ plan }) => plan.procedure === "care/eyes")!
const values = Schema.Unknown as unknown as Form<Values>
const Eyes: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "care/eyes", compiled: mine.find((one) => one.plan === plan)!, intake: values, task: {},
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"]
}
const task = (step: string): TaskHandle<string, string, Values, string> => ({ procedure: "care/eyes", step, form: values })
const staff = { wang: [{ role: "clerk" }], mei: [{ role: "clerk" }], li: [{ role: "boss" }], gu: [{ role: "worker", in: "green-dept" }] }

const deskOf = (roster: DirectoryMemory.Roster) => Effect.map(
  Layer.build(layer({ procedures: mine, background: false, settle: 0 }).pipe(Layer.provide([
    CaseStoreMemory.layer,
    NotifierMemory.layer,
    DirectoryMemory.layer(roster)
  ]))),
  Context.get(Desk)
)
const desk = deskOf({ organisations: [plan.organisation], staff })

/** Who finds something to do. */
const whose = (at: Desk["Service"]) =>
  Effect.gen(function*() {
    const seen: Array<string> = []
    for (const person of Object.keys(staff)) {
      const listed = (yield* at.tasks({ person })).items.map(({ n }) => n)
      assert.deepStrictEqual((yield* at.as(person).worklist({})).items.map(({ n }) => n), listed)
      if (listed.length > 0) seen.push(person)
    }
    return seen
  })

/** Who comes: everybody for himself or as it falls out, and the deputy expressly in the place of either. */
const comers = [...Object.keys(staff), "dai", namedStaff("dai", { for: "wang" }), namedStaff("dai", { for: "li" })]

describe("what a worklist shows", () => {
  it.effect("is what the counter lets him take, in every capacity somebody comes in", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2026, 2, 2, 1))
      const away = [{ from: 0, to: 1e13 }]
      const at = yield* deskOf({
        organisations: [plan.organisation],
        staff: { ...staff, li: [{ role: "boss" }, { role: "clerk" }], dai: [{ role: "deputy" }] },
        absent: { wang: away, li: away }
      })
      let shown = 0
      let hidden = 0
      for (const [i, doer] of ["mei", namedStaff("dai", { for: "wang" }), "li"].entries()) {
        const { caseId } = yield* at.open(Eyes, { unit: "3-201" }, doer, { caseId: `eyes-${i}` })
        for (const step of ["look", "look-again", "clear"]) {
          const open = yield* at.case(caseId)
          const n = open.state.frames.find((frame) => frame.kind === "task")!.id
          for (const by of comers) {
            const listed = (yield* at.as(by).worklist({})).items.some((row) => row.caseId === caseId)
            const claimed = yield* Effect.result(at.claim({ caseId, n }, by))
            assert.strictEqual(listed, claimed._tag === "Success", `${step} ${JSON.stringify(by)}`)
            if (claimed._tag === "Success") yield* at.giveBack({ caseId, n }, by)
            if (listed) shown++
            else hidden++
          }
          yield* at.complete(task(step), caseId, {}, step === "look" ? doer : step === "look-again" && doer === "mei" ? "dai" : "mei")
        }
      }
      assert.deepStrictEqual({ shown, hidden }, { shown: 48, hidden: 15 })
    }))
})

describe("four eyes", () => {
  it.effect("who did the step before, who is of a department that is left out, who has signed: none of them is offered it", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2026, 2, 2, 1))
      const at = yield* desk
      const { caseId } = yield* at.open(Eyes, { unit: "3-201" }, "wang")
      assert.deepStrictEqual(yield* whose(at), ["wang", "mei"])
      yield* at.complete(task("look"), caseId, {}, "mei")
      assert.deepStrictEqual(yield* whose(at), ["wang", "li"])
      // and those who come all the same are told why not
      assert.strictEqual((yield* Effect.flip(at.complete(task("look-again"), caseId, {}, "mei")))._tag, "PersonExcluded")
      yield* at.complete(task("look-again"), caseId, {}, "li")
      assert.deepStrictEqual(yield* whose(at), ["wang", "mei"])
      yield* at.complete(task("clear"), caseId, {}, "wang")
      assert.deepStrictEqual(yield* whose(at), ["wang", "mei", "li"])
      yield* at.sign(task("agree"), caseId, undefined, "wang")
      assert.notInclude(yield* whose(at), "wang")
      yield* at.sign(task("agree"), caseId, undefined, "li")
      assert.strictEqual((yield* at.case(caseId)).state.status, "ended")
    }))

  it.effect("pages are as long as asked for, whoever is left out of what lies between", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2026, 2, 2, 1))
      const at = yield* desk
      for (let i = 0; i < 30; i++) {
        const { caseId } = yield* at.open(Eyes, { unit: `3-${i}` }, "wang", { caseId: `eyes-${String(i).padStart(2, "0")}` })
        yield* at.complete(task("look"), caseId, {}, i % 3 === 0 ? "mei" : "wang")
      }
      const seen: Array<string> = []
      let cursor: string | undefined
      do {
        const page = yield* at.tasks({ person: "mei" }, cursor, 7)
        assert.isTrue(page.items.length === 7 || page.next === null)
        seen.push(...page.items.map(({ caseId }) => caseId))
        cursor = page.next ?? undefined
      } while (cursor !== undefined)
      assert.strictEqual(seen.length, 20)
      assert.strictEqual(new Set(seen).size, 20)
    }))
})
