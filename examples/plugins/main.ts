/**
 * A gate house with plug-ins of its own. `gates.ts` says what there is; here is how the barrier is opened: asked again
 * under the same key when it does not answer, a declared failure when it is stuck, revoked when nobody wants it any more.
 */
import { Data, DateTime, Effect, Layer, Option } from "effect"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import * as Actions from "@frontdesk/core/port/Actions"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Delivery } from "./delivery.procedure.gen.ts"
import { gates } from "./gates.ts"

class Jammed extends Data.TaggedError("Jammed")<{ readonly fault: string }> {}
class Silent extends Data.TaggedError("Silent") {}

/** What the barrier was told, in order; what it answers is written on a list. */
export const barrier = (answers: Array<"opens" | "is silent" | "jams">) => {
  const told: Array<string> = []
  const open = (lane: "north" | "south", key: string) =>
    Effect.gen(function* () {
      told.push(`open ${lane} (${key})`)
      const answer = answers.shift() ?? "opens"
      if (answer === "is silent") return yield* new Silent()
      if (answer === "jams") return yield* new Jammed({ fault: "motor too hot" })
      return { "opened-at": yield* Effect.map(DateTime.now, DateTime.toEpochMillis) }
    })
  return { told, open }
}

/** The types of `gates` say what goes in, what comes out and which failures there are. */
export const actions = ({ open, told }: ReturnType<typeof barrier>) =>
  Actions.layer(
    Actions.implement(gates, {
      "open-gate": {
        run: ({ lane }, { key }) =>
          open(lane, key).pipe(
            Effect.catchTag("Jammed", ({ fault }) => Effect.fail(Actions.failed("jammed", { fault }))),
            Effect.catchTag("Silent", () => Effect.fail(new Actions.NotDone({ why: "the barrier does not answer" })))
          ),
        revoke: ({ key }) => Effect.sync(() => void told.push(`never mind (${key})`))
      }
    })
  )

const people = DirectoryMemory.layer({
  organisations: [Delivery.compiled.plan.organisation],
  staff: { wang: [{ role: "guard" }] }
})
const calendarSources = Object.entries(gates.calendars).map(([name, { days }]) => ({ name, days }))

/** A desk with that barrier, in memory. */
export const desk = (it: ReturnType<typeof barrier>, background = true) =>
  layer({ procedures: [Delivery], calendarSources, background }).pipe(
    Layer.provideMerge([CaseStoreMemory.layer, NotifierMemory.layer, people, actions(it)])
  )

const wang = staff<"guard">("wang")

export const opened = Effect.gen(function* () {
  const { open } = yield* Desk
  return yield* open(Delivery, { lane: "north", unit: "3-201", "before-unloading": { value: 12.5, unit: "kWh" } }, wang)
})

export const program = Effect.gen(function* () {
  const house = yield* Desk
  const { caseId } = yield* opened
  yield* house.drain
  yield* house.complete(Delivery.task["by-hand"], caseId, { opened: true }, wang)
  yield* house.event(Delivery.event["car-left"], { lane: "north" })
  yield* house.complete(Delivery.task.meter, caseId, { reading: { value: 15, unit: "kWh" } }, wang)
  return yield* house.outcome(Delivery, caseId)
}).pipe(Effect.provide(desk(barrier(["jams"]), false)))

if (import.meta.main) {
  const outcome = Option.getOrUndefined(await Effect.runPromise(program))
  console.log(outcome?._tag === "delivered" ? `delivered; the meter shows ${outcome.reading.value} ${outcome.reading.unit}` : outcome?._tag)
}

