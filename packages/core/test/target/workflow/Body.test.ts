/** The workflow of a procedure on the engine in memory, with a desk of three drawers in place of the real one. */
import { expect, it } from "@effect/vitest"
import { DateTime, Effect, Exit, Fiber, Layer, Queue, Schema } from "effect"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { TestClock } from "effect/testing"
import { describe } from "vitest"
import type { Refusal } from "@frontdesk/core/case/Refusal"
import { WorkflowBack } from "@frontdesk/core/port/WorkflowBack"
import * as Back from "@frontdesk/core/target/workflow/Back"
import * as Body from "@frontdesk/core/target/workflow/Body"
import * as Facade from "@frontdesk/core/target/workflow/Facade"
import type { Intake } from "../typescript/complaint.procedure.gen.ts"
import { Complaint } from "../typescript/complaint.procedure.gen.ts"

const intake: Intake = {
  complainant: "p-17",
  "received-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z"),
  "against-department": "cs-dept",
  "harm-ongoing": false
}
const run = { id: "mail-1", opener: "wang", intake }

/** Cases as a desk would keep them; `close` is what the last change of a case does. */
const drawers = (refuse: (caseId: string) => Refusal | null = () => null) => {
  const open = new Map<string, { readonly token: string; readonly intake: unknown; readonly opener: string }>()
  const ended = new Map<string, Back.Closing>()
  const opened = Effect.runSync(Queue.unbounded<string>())
  const asked = { open: 0, cancel: 0 }
  const door: Body.Door<never> = {
    open: ({ caseId, intake, opener, token }) =>
      Effect.gen(function* () {
        asked.open++
        const refused = refuse(caseId)
        if (refused === null) {
          open.set(caseId, { token, intake, opener })
          yield* Queue.offer(opened, caseId)
        }
        return refused
      }),
    ended: (caseId) => Effect.sync(() => ended.get(caseId) ?? null),
    cancel: (caseId) =>
      Effect.sync(() => {
        asked.cancel++
        if (!ended.has(caseId)) ended.set(caseId, { outcome: "cancelled", values: {} })
      })
  }
  const close = (caseId: string, closing: Back.Closing) =>
    Effect.gen(function* () {
      ended.set(caseId, closing)
      const back = yield* WorkflowBack
      yield* Effect.orDie(back.closed({ ...closing, caseId, token: open.get(caseId)!.token }))
    })
  return { door, open, ended, opened: Queue.take(opened), asked, close }
}

const engine = Layer.provideMerge(Back.layer, WorkflowEngine.layerMemory)
const ready = (desk: ReturnType<typeof drawers>) => Layer.provideMerge(Body.layerWith(Complaint, desk.door), engine)

describe("a procedure as a workflow", () => {
  it.effect("opens its case with the intake and ends with its outcome", () => {
    const desk = drawers()
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Complaint.workflow.execute(run))
      const caseId = yield* desk.opened
      expect(desk.open.get(caseId)).toMatchObject({ opener: "wang", intake })
      yield* desk.close(caseId, { outcome: "explained", values: { why: "not ours" } })
      expect(yield* Fiber.join(fiber)).toEqual({ _tag: "explained", why: "not ours" })
    }).pipe(Effect.provide(ready(desk)))
  })

  it.effect("is one case for one id, however often it is executed", () => {
    const desk = drawers()
    return Effect.gen(function* () {
      const first = yield* Complaint.workflow.execute(run, { discard: true })
      const second = yield* Complaint.workflow.execute(run, { discard: true })
      expect(second).toBe(first)
      const caseId = yield* desk.opened
      expect(caseId).toBe(Body.idOf("v0b/complaint", first))
      yield* desk.close(caseId, { outcome: "resolved", values: {} })
      yield* desk.close(caseId, { outcome: "explained", values: { why: "said twice, counts once" } })
      expect(yield* Complaint.workflow.execute(run)).toEqual({ _tag: "resolved" })
      expect(desk.asked.open).toBe(1)
    }).pipe(Effect.provide(ready(desk)))
  })

  it.effect("finds a case that ended before anybody waited", () => {
    const desk = drawers()
    return Effect.gen(function* () {
      const { door } = desk
      const early: Body.Door<never> = {
        ...door,
        open: (order) => Effect.tap(door.open(order), () => Effect.sync(() => desk.ended.set(order.caseId, { outcome: "resolved", values: {} })))
      }
      const ended = yield* Complaint.workflow
        .execute(run)
        .pipe(Effect.provide(Layer.provideMerge(Body.layerWith(Complaint, early), engine)))
      expect(ended).toEqual({ _tag: "resolved" })
    })
  })

  it.effect.each([
    ["withdrawn", { _tag: "CaseWithdrawn", outcome: "withdrawn" }],
    ["cancelled", { _tag: "CaseCancelled" }]
  ] as const)("fails when the case was %s", ([outcome, error]) => {
    const desk = drawers()
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Effect.flip(Complaint.workflow.execute(run)))
      const caseId = yield* desk.opened
      yield* desk.close(caseId, { outcome, values: {} })
      expect(yield* Fiber.join(fiber)).toMatchObject({ ...error, caseId })
    }).pipe(Effect.provide(ready(desk)))
  })

  it.effect("fails when the case may not be opened, with the refusal", () => {
    const desk = drawers(() => ({ _tag: "RoleNotAllowed", needs: ["role:front-desk-receptionist"] }))
    return Effect.gen(function* () {
      const failed = yield* Effect.flip(Complaint.workflow.execute(run))
      expect(failed).toMatchObject({ _tag: "OpenRefused", refusal: "role-not-allowed" })
      expect(failed._tag === "OpenRefused" && JSON.parse(failed.why)).toEqual({
        _tag: "RoleNotAllowed",
        needs: ["role:front-desk-receptionist"]
      })
    }).pipe(Effect.provide(ready(desk)))
  })

  it.effect("waits for a desk that is away, however long", () => {
    const desk = drawers()
    let tries = 0
    const away: Body.Door<"away"> = {
      ...desk.door,
      open: (order) => Effect.suspend(() => (++tries <= 25 ? Effect.fail("away" as const) : desk.door.open(order)))
    }
    return Effect.gen(function* () {
      yield* Complaint.workflow.execute(run, { discard: true })
      yield* TestClock.adjust("3 minutes")
      expect([desk.asked.open, tries]).toEqual([0, 20])
      yield* TestClock.adjust("3 minutes")
      yield* desk.close(yield* desk.opened, { outcome: "resolved", values: {} })
      expect(yield* Complaint.workflow.execute(run)).toEqual({ _tag: "resolved" })
      expect(desk.asked.open).toBe(1)
    }).pipe(Effect.provide(Layer.provideMerge(Body.layerWith(Complaint, away), engine)))
  })

  it.effect("can be interrupted while it waits for the desk: then its case is never opened", () => {
    const desk = drawers()
    const away: Body.Door<"away"> = { ...desk.door, open: () => Effect.fail("away" as const) }
    return Effect.gen(function* () {
      const executionId = yield* Complaint.workflow.execute(run, { discard: true })
      yield* TestClock.adjust("70 seconds")
      yield* Complaint.workflow.interrupt(executionId)
      expect(Exit.hasInterrupts(yield* Effect.exit(Complaint.workflow.execute(run)))).toBe(true)
      expect(desk.asked).toEqual({ open: 0, cancel: 1 })
    }).pipe(Effect.provide(Layer.provideMerge(Body.layerWith(Complaint, away), engine)))
  })

  it.effect("cancels its case when it is interrupted, and not when it ended", () => {
    const desk = drawers()
    return Effect.gen(function* () {
      const executionId = yield* Complaint.workflow.execute(run, { discard: true })
      const caseId = yield* desk.opened
      yield* Complaint.workflow.interrupt(executionId)
      const exit = yield* Effect.exit(Complaint.workflow.execute(run))
      expect(Exit.hasInterrupts(exit)).toBe(true)
      expect(desk.ended.get(caseId)).toEqual({ outcome: "cancelled", values: {} })
      expect(desk.asked.cancel).toBe(1)

      const other = { ...run, id: "mail-2" }
      const second = yield* Complaint.workflow.execute(other, { discard: true })
      yield* desk.close(yield* desk.opened, { outcome: "resolved", values: {} })
      yield* Complaint.workflow.execute(other)
      yield* Complaint.workflow.interrupt(second)
      expect(desk.asked.cancel).toBe(1)
    }).pipe(Effect.provide(ready(desk)))
  })

  it.effect("is one step of another workflow, which goes on with its outcome", () => {
    const Monthly = Workflow.make("monthly", {
      payload: { month: Schema.String },
      success: Schema.String,
      error: Facade.Failure,
      idempotencyKey: (it) => it.month
    })
    const desk = drawers()
    const body = Monthly.toLayer(({ month }) =>
      Effect.gen(function* () {
        const ended = yield* Complaint.workflow.execute({ ...run, id: month })
        return yield* Activity.make({ name: "file", success: Schema.String, execute: Effect.succeed(`${month} ${ended._tag}`) })
      })
    )
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(Monthly.execute({ month: "2026-03" }))
      yield* desk.close(yield* desk.opened, { outcome: "resolved", values: {} })
      expect(yield* Fiber.join(fiber)).toBe("2026-03 resolved")
    }).pipe(Effect.provide(Layer.provideMerge(body, ready(desk))))
  })
})

describe("the way back", () => {
  it.effect("buries what is not the token of a workflow", () =>
    Effect.gen(function* () {
      const back = yield* WorkflowBack
      const failed = yield* Effect.flip(back.closed({ token: "nonsense", caseId: "c", outcome: "resolved", values: {} }))
      expect(failed).toMatchObject({ _tag: "NotDelivered", permanent: true })
    }).pipe(Effect.provide(engine))
  )
})
