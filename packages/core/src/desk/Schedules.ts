/**
 * The schedules a desk was given begin to run when it starts, each once for all desks on one store: the case of a
 * schedule has the schedule's own id, so whoever comes later finds it (engine §5.5). A handbook that has changed is
 * published by the first desk that starts with it: what was due before is opened as it was, then the case goes over.
 *
 * @since 0.1.0
 */
import { Cause, Effect } from "effect"
import type { Migrate, Open, Tick } from "../case/Command.ts"
import * as Schedule from "../case/Schedule.ts"
import type { CaseId } from "../case/State.ts"
import type { Instant } from "../domain/Time.ts"
import type { Digest } from "../plan/Plan.ts"
import type { StoreDown } from "../port/CaseStore.ts"
import type { Known } from "./Known.ts"
import type { Incidents } from "./Incidents.ts"
import type { Reply } from "./Job.ts"
import type { Reckoning } from "./Plans.ts"
import type { DeskTooOld, UnknownPlan } from "./Refused.ts"
import type { Send } from "./Send.ts"

export interface Options {
  /** all plans; those of procedures are passed over */
  readonly plans: ReadonlyArray<Reckoning>
  readonly load: (id: CaseId) => Effect.Effect<Known | null, StoreDown | DeskTooOld>
  /** a plan of this desk, or of the store */
  readonly plan: (digest: Digest) => Effect.Effect<Reckoning, UnknownPlan | StoreDown>
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

/** one tick makes up for a thousand times; more than these are never left to make up for */
const mostTicks = 4

/** Opens what is not open yet, and brings what is to the plan given. What cannot be is an incident: the desk does its other work all the same. */
export const begin = ({ incidents, load, now, plan: planOf, plans, send }: Options): Effect.Effect<void, StoreDown> =>
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
      const migrate = Effect.fnUntraced(function*(known: Known) {
        const before = yield* planOf(known.state.plan)
        if (before.plan.version > plan.version) {
          return tell(`it runs on version ${before.plan.version} of its handbook; this desk has version ${plan.version}`)
        }
        const stamp = now()
        let { wake } = known
        for (let n = 0; n < mostTicks && wake !== null && wake < stamp; n++) {
          const tick: Tick = { _tag: "Tick", caseId, id: `tick:${stamp}:${n}`, stamp }
          yield* send({ caseId, id: tick.id, named: false, remembered: false, stamp, make: () => tick })
          wake = (yield* load(caseId))?.wake ?? null
        }
        const id = `migrate:${digest}:${known.state.v}`
        const command: Migrate = { _tag: "Migrate", caseId, id, stamp, to: digest }
        const reply = yield* send({ caseId, id, named: true, remembered: true, stamp, moves: digest, make: () => command })
        if (reply._tag !== "Accepted") tell(why(reply))
      })
      return Effect.gen(function*() {
        const known = yield* load(caseId)
        if (known !== null) return known.state.plan === digest ? undefined : yield* migrate(known)
        const reply = yield* open
        if (reply._tag === "Accepted") return
        // another desk on this store was first
        if (reply._tag === "Refused" && reply.refusal._tag === "CaseExists") return
        if (reply._tag === "Failed" && reply.fault._tag === "StoreDown") return yield* reply.fault
        tell(why(reply))
      }).pipe(
        Effect.catchTags({
          DeskTooOld: () => Effect.sync(() => tell("written by a newer version")),
          UnknownPlan: (fault) => Effect.sync(() => tell(`no plan ${fault.plan}`))
        })
      )
    },
    { discard: true }
  )
