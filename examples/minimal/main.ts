/** A desk inside your app, in forty lines: open a complaint, show the worklist, complete a task, meet a refusal. */
import { DateTime, Effect, Layer } from "effect"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Complaint } from "@frontdesk/procedures/v0b"

const people = DirectoryMemory.layer({
  organisations: [Complaint.compiled.plan.organisation],
  staff: { wang: [{ role: "front-desk-receptionist" }], chen: [{ role: "office-director" }] }
})
const live = layer({ procedures: [Complaint] }).pipe(Layer.provide([CaseStoreMemory.layer, NotifierMemory.layer, people]))

export const program = Effect.gen(function* () {
  const desk = yield* Desk
  const now = yield* DateTime.now
  const wang = staff<"front-desk-receptionist">("wang")
  const { caseId } = yield* desk.open(Complaint, {
    complainant: "sun",
    unit: "3-201",
    "received-at": now,
    "occurred-at": now,
    place: "lift of building 3",
    "against-department": "repair-dept",
    course: "the lift dropped",
    demand: "stop it",
    "harm-ongoing": false
  }, wang)
  yield* desk.complete(Complaint.task.classify, caseId, { "severe-impact": true, "our-fault": true }, wang)
  const { items } = yield* desk.tasks({ person: "wang" })
  yield* Effect.log(`wang has to ${items.map((task) => task.step).join(", ")}`)
  return yield* desk.complete(Complaint.task.classify, caseId, { "severe-impact": false, "our-fault": true }, wang).pipe(
    Effect.as("done twice?"),
    Effect.catchTag("TaskAlreadyCompleted", ({ by }) => Effect.succeed(`${by} has classified it already`))
  )
}).pipe(Effect.provide(live))

if (import.meta.main) console.log(await Effect.runPromise(program))
