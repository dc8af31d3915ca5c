/**
 * The schedules a desk was given begin to run when it starts, each once for all desks on one store: the case of a
 * schedule has the schedule's own id, so whoever comes later finds it (engine §5.5).
 *
 * @since 0.1.0
 */
import { Cause, Effect } from "effect"
import type { Open } from "../case/Command.ts"
import * as Schedule from "../case/Schedule.ts"
import type { CaseId } from "../case/State.ts"
import type { Instant } from "../domain/Time.ts"
import type { StoreDown } from "../port/CaseStore.ts"
import type { Known } from "./CaseCache.ts"
import type { Incidents } from "./Incidents.ts"
import type { Reply } from "./Job.ts"
import type { Reckoning } from "./Plans.ts"
import type { DeskTooOld } from "./Refused.ts"
import type { Send } from "./Send.ts"

export interface Options {
  /** all plans; those of procedures are passed over */
  readonly plans: ReadonlyArray<Reckoning>
  readonly load: (id: CaseId) => Effect.Effect<Known | null, StoreDown | DeskTooOld>
  readonly send: Send
  readonly now: () => Instant
  readonly incidents: Incidents
}

const why = (reply: Exclude<Reply, { readonly _tag: "Accepted" }>): string => {
  switch (reply._tag) {
    case "Refused":
      return reply.refusal._tag
    case "Failed":
      return reply.fault._tag
    case "Died":
      return Cause.pretty(reply.cause)
  }
}

/** Opens what is not open yet. What cannot be is an incident: the desk does its other work all the same. */
export const begin = ({ incidents, load, now, plans, send }: Options): Effect.Effect<void, StoreDown> =>
  Effect.forEach(
    plans.filter(({ plan }) => plan.schedule !== undefined || plan.missed !== undefined),
    ({ digest, plan }) => {
      const caseId = Schedule.idOf(plan.procedure)
      const tell = (why: string): void => incidents.add({ at: now(), what: "schedule", caseId, why })
      const open = Effect.suspend(() => {
        const stamp = now()
        const { procedure } = plan
        const command: Open = { _tag: "Open", caseId, id: caseId, stamp, procedure, plan: digest, values: {}, depth: 0 }
        return send({ caseId, id: caseId, named: true, remembered: true, stamp, opens: digest, make: () => command })
      })
      return Effect.gen(function*() {
        const known = yield* load(caseId)
        if (known !== null) {
          // moving an open case to a new plan is not built: it goes on as it was, and somebody has to know
          if (known.state.plan !== digest) tell(`it runs on ${known.state.plan}, not on ${digest}`)
          return
        }
        const reply = yield* open
        if (reply._tag === "Accepted") return
        // another desk on this store was first
        if (reply._tag === "Refused" && reply.refusal._tag === "CaseExists") return
        if (reply._tag === "Failed" && reply.fault._tag === "StoreDown") return yield* reply.fault
        tell(why(reply))
      }).pipe(Effect.catchTag("DeskTooOld", () => Effect.sync(() => tell("written by a newer version"))))
    },
    { discard: true }
  )
