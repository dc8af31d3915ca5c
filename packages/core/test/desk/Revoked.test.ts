/** What was asked of the host and given up: nothing waits behind it when nobody wants it any more. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Layer, Schema } from "effect"
import { TestClock } from "effect/testing"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import { Actions, NotDone } from "@frontdesk/core/port/Actions"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { gates } from "../gates.ts"
import { care } from "../simulation/registers.ts"

const visit = `procedure: visit
version: 1
intake: { by: clerk, form: { gate: [north, south] } }
steps:
  - do: let-in
    action: open-gate
    with: { gate: gate }
  - choose: how
    of: let-in.outcome
    cases: { done: [{ end: visited }], jammed: [{ end: visited }], unreachable: [{ end: visited }] }
orders: { withdraw: { by: opener, ends: withdrawn, reason: optional } }
outcomes: { visited: {}, withdrawn: {} }
`
const found = compile({ files: Object.entries({ ...care, "care/visit.procedure.yaml": visit }).map(([path, text]) => ({ path, text })), plugins: [gates] })
const compiled = found.procedures.find((one) => one.compiled.plan.procedure === "care/visit")!.compiled
const Visit: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "care/visit", compiled, intake: Schema.Unknown as unknown as Form<Values>, task: {},
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"]
}

/** A gate that nobody can open, and what it was asked. */
const office = (asked: Array<string>) =>
  Effect.map(
    Layer.build(layer({ procedures: [compiled], background: false, settle: 0 }).pipe(Layer.provide([
      NotifierMemory.layer,
      CaseStoreMemory.layer,
      DirectoryMemory.layer({ organisations: [compiled.plan.organisation], staff: { wang: [{ role: "clerk" }] } }),
      Layer.succeed(Actions, Actions.of({
        names: new Set(["open-gate"]),
        run: ({ caseId, key }) => Effect.andThen(Effect.sync(() => void asked.push(`run ${key}`)), Effect.fail(new NotDone({ why: `no gate for ${caseId}`, permanent: true }))),
        revoke: ({ key }) => Effect.sync(() => void asked.push(`revoke ${key}`)),
        wrong: () => undefined
      }))
    ]))),
    Context.get(Desk)
  )

describe("what was given up", () => {
  it.effect("is revoked with its case, and is no dead letter any more", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(Date.UTC(2026, 2, 2, 1))
      const asked: Array<string> = []
      const desk = yield* office(asked)
      yield* desk.open(Visit, { gate: "north" }, "wang", { caseId: "c" })
      yield* desk.open(Visit, { gate: "south" }, "wang", { caseId: "d" })
      yield* desk.drain
      assert.strictEqual((yield* desk.deadLetters()).items.length, 2)
      yield* desk.withdraw("c", {}, "wang")
      yield* desk.drain
      const [first] = asked.filter((one) => one.startsWith("run c"))
      assert.deepStrictEqual(asked.filter((one) => one.startsWith("revoke")), [first!.replace("run", "revoke")])
      // that of the other case is still an administrator's
      assert.deepStrictEqual((yield* desk.deadLetters()).items.map(({ caseId }) => caseId), ["d"])
      assert.strictEqual(asked.length, 3)
    }))
})
