/** A task for whom nobody is left: told when it is offered, and when the host says that its staff has changed. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { care } from "../simulation/registers.ts"

const read = `procedure: read
version: 1
intake: { by: boss, form: { unit: unit } }
steps:
  - task: look
    by: clerk
  - end: seen
outcomes: { seen: {} }
`
const found = compile({ files: Object.entries({ ...care, "care/read.procedure.yaml": read }).map(([path, text]) => ({ path, text })) })
const mine = found.procedures.map((one) => one.compiled)
const compiled = mine.find(({ plan }) => plan.procedure === "care/read")!
const Read: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "care/read", compiled, intake: Schema.Unknown as unknown as Form<Values>, task: {},
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"]
}
const staff = { wang: [{ role: "clerk" }], li: [{ role: "boss" }] }

const office = Effect.map(
  Layer.build(layer({ procedures: mine, background: false, settle: 0 }).pipe(
    Layer.provideMerge(NotifierMemory.layer),
    Layer.provideMerge(DirectoryMemory.layer({ organisations: [compiled.plan.organisation], staff })),
    Layer.provide(CaseStoreMemory.layer)
  )),
  (context) => ({
    desk: Context.get(context, Desk),
    roster: Context.get(context, DirectoryMemory.DirectoryMemory),
    notices: Effect.map(Context.get(context, NotifierMemory.NotifierMemory).notices, (all) => all.filter(({ message }) => message === "nobody"))
  })
)

describe("when people go", () => {
  it.effect("what is open and held by nobody is told to those above, once, when the host says so", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2026, 2, 2, 1))
      const { desk, notices, roster } = yield* office
      // more than a page of them
      for (let n = 0; n < 120; n++) yield* desk.open(Read, { unit: `3-${n}` }, "li", { caseId: `c-${n}` })
      const [held] = (yield* desk.tasks({ caseId: "c-7" })).items
      yield* desk.claim(held!, "wang")
      yield* desk.drain
      assert.strictEqual(yield* desk.staffChanged, 0)
      yield* roster.update((before) => ({ ...before, staff: { li: [{ role: "boss" }] } }))
      // nobody has said anything yet
      yield* desk.drain
      assert.deepStrictEqual(yield* notices, [])
      assert.strictEqual(yield* desk.staffChanged, 119)
      yield* desk.drain
      assert.strictEqual((yield* notices).length, 119)
      assert.deepInclude((yield* notices)[0], { to: ["superior:role:clerk"] })
      assert.isTrue((yield* desk.tasks({ caseId: "c-1" })).items[0]?.nobody)
      assert.isFalse((yield* desk.tasks({ caseId: "c-7" })).items[0]?.nobody)
      assert.strictEqual(yield* desk.staffChanged, 0)
      // who comes after them finds it in his worklist
      yield* roster.update((before) => ({ ...before, staff: { ...before.staff, mei: [{ role: "clerk" }] } }))
      assert.strictEqual((yield* desk.tasks({ person: "mei" }, undefined, 200)).items.length, 119)
    }))
})
