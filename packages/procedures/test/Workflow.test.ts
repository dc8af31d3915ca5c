/** A procedure of the handbook as one step of an app's own durable workflow, at a desk with people. */
import { expect, it } from "@effect/vitest"
import { DateTime, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { describe } from "vitest"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import * as Handle from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Back from "@frontdesk/core/target/workflow/Back"
import * as Body from "@frontdesk/core/target/workflow/Body"
import type { Intake } from "@frontdesk/procedures/v0b/complaint.procedure.gen"
import { Complaint } from "@frontdesk/procedures/v0b/complaint.procedure.gen"

const morning = DateTime.makeUnsafe("2026-03-02T02:00:00Z")
const intake: Intake = {
  complainant: "mrs-zhou",
  unit: "3-201",
  "received-at": morning,
  "occurred-at": morning,
  place: "stairwell",
  "against-department": "repair-dept",
  course: "the lamp was promised and not repaired",
  demand: "light",
  "harm-ongoing": false
}
const wang = Handle.staff<"front-desk-receptionist">("wang")
const sun = Handle.staff<"responsible-person">("sun")
const run = { id: "mail-2026-03-02-17", opener: "wang", intake }

const app = Body.layer(Complaint).pipe(
  Layer.provideMerge(
    layer({ procedures: [Complaint], background: false }).pipe(
      Layer.provide([
        CaseStoreMemory.layer,
        NotifierMemory.layer,
        DirectoryMemory.layer({
          organisations: [Complaint.compiled.plan.organisation],
          staff: {
            wang: [{ role: "front-desk-receptionist" }],
            sun: [{ role: "responsible-person", in: "repair-dept" }]
          },
          parties: { "mrs-zhou": "owner" }
        })
      ])
    )
  ),
  Layer.provideMerge(Back.layer),
  Layer.provideMerge(WorkflowEngine.layerMemory)
)

const begun = Effect.gen(function* () {
  yield* TestClock.setTime(DateTime.toEpochMillis(morning))
  const caseId = Body.idOf(Complaint.procedure, yield* Complaint.workflow.execute(run, { discard: true }))
  const desk = yield* Desk
  // the engine runs beside us
  yield* desk.case(caseId).pipe(Effect.tapError(() => Effect.yieldNow), Effect.retry({ times: 500 }))
  return caseId
})

describe("a complaint as a workflow", () => {
  it.effect("ends resolved when the people of the department solved it", () =>
    Effect.gen(function* () {
      const caseId = yield* begun
      const desk = yield* Desk
      yield* desk.complete(Complaint.task.classify, caseId, { "severe-impact": false, "our-fault": false }, wang)
      yield* TestClock.adjust("1 hour")
      yield* desk.complete(Complaint.task.solve, caseId, { result: "a new lamp", ours: true }, sun)
      yield* desk.complete(Complaint.task.tell, caseId, { "told-by": "phone" }, wang)
      yield* desk.drain
      expect(yield* Complaint.workflow.execute(run)).toEqual({ _tag: "resolved" })
    }).pipe(Effect.provide(app))
  )

  it.effect("fails as withdrawn when the complainant took it back", () =>
    Effect.gen(function* () {
      const caseId = yield* begun
      const desk = yield* Desk
      yield* desk.withdraw(caseId, {}, "mrs-zhou")
      yield* desk.drain
      expect(yield* Effect.flip(Complaint.workflow.execute(run))).toMatchObject({
        _tag: "CaseWithdrawn",
        caseId,
        outcome: "withdrawn"
      })
    }).pipe(Effect.provide(app))
  )

  it.effect("never begins when its opener may not open one", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(DateTime.toEpochMillis(morning))
      const failed = yield* Effect.flip(Complaint.workflow.execute({ ...run, opener: "sun" }))
      expect(failed).toMatchObject({ _tag: "OpenRefused", refusal: "role-not-allowed" })
    }).pipe(Effect.provide(app))
  )
})
