/**
 * A complaint as one step of your own durable workflow. The engine here is in memory; the same code runs on
 * `ClusterWorkflowEngine` with a database, where it also survives a restart.
 */
import { DateTime, Effect, Layer, Schedule, Schema } from "effect"
import * as Workflow from "effect/workflow/Workflow"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Back from "@frontdesk/core/target/workflow/Back"
import * as Body from "@frontdesk/core/target/workflow/Body"
import { Complaint } from "@frontdesk/procedures/v0b"

const Inspection = Workflow.make("Inspection", {
  payload: { building: Schema.String },
  success: Schema.String,
  idempotencyKey: ({ building }) => building
})

const inspection = Inspection.toLayer(
  Effect.fnUntraced(function* ({ building }) {
    const now = yield* DateTime.now
    const ended = yield* Complaint.workflow
      .execute({
        id: `inspection-${building}`,
        opener: "wang",
        intake: {
          complainant: "sun",
          unit: `${building}-201`,
          "received-at": now,
          "occurred-at": now,
          place: `stairwell of building ${building}`,
          "against-department": "repair-dept",
          course: "the lamp is dark",
          demand: "a new lamp",
          "harm-ongoing": false
        }
      })
      .pipe(Effect.catchTag("CaseWithdrawn", () => Effect.succeed({ _tag: "withdrawn" as const })), Effect.orDie)
    return `building ${building}: ${ended._tag}`
  })
)

const directory = DirectoryMemory.layer({
  organisations: [Complaint.compiled.plan.organisation],
  staff: {
    wang: [{ role: "front-desk-receptionist" }],
    he: [{ role: "responsible-person", in: "repair-dept" }]
  }
})
const desk = layer({ procedures: [Complaint] }).pipe(
  Layer.provide([CaseStoreMemory.layer, NotifierMemory.layer, directory])
)
const live = Layer.mergeAll(inspection, Body.layer(Complaint)).pipe(
  Layer.provideMerge(desk),
  Layer.provideMerge(Back.layer),
  Layer.provideMerge(WorkflowEngine.layerMemory)
)

/** People do their tasks at the desk; the workflow only hears how it ended. */
const peopleAtWork = Effect.gen(function* () {
  const desk = yield* Desk
  const { caseId } = yield* Effect.flatMap(desk.tasks({ person: "wang" }), ({ items: [first] }) =>
    first === undefined ? Effect.fail("nothing to do yet") : Effect.succeed(first)
  ).pipe(Effect.retry({ times: 100, schedule: Schedule.spaced("10 millis") }), Effect.orDie)
  yield* desk.complete(Complaint.task.classify, caseId, { "severe-impact": false, "our-fault": false }, "wang")
  yield* desk.complete(Complaint.task.solve, caseId, { result: "lamp changed", ours: true }, staff<"responsible-person">("he"))
  yield* desk.complete(Complaint.task.tell, caseId, { "told-by": "phone" }, "wang")
})

export const program = Effect.gen(function* () {
  yield* Inspection.execute({ building: "3" }, { discard: true })
  yield* peopleAtWork
  return yield* Inspection.execute({ building: "3" })
}).pipe(Effect.provide(live))

if (import.meta.main) console.log(await Effect.runPromise(program))
