/**
 * The case of a quota (language §11, engine §5.5): it has one clock, the end of each span, and then tells whoever is to
 * know that the quota was not kept. What was counted is asked for as of that instant, with what ended before it.
 */
import * as Day from "../domain/Day.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import * as People from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Missed } from "../plan/Plan.ts"
import * as Clocks from "./Clocks.ts"
import { emit } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { Clock } from "./State.ts"
import * as Notify from "./steps/Notify.ts"

/** It waits for the end of the span that runs now. */
export const begin = (run: Run, missed: Missed): void => {
  const clock = waiting(run, missed, run.at)
  emit(run, {
    _tag: "Armed",
    clock,
    derivation: { term: "moment", anchor: { at: run.at, of: "its-start" }, steps: [], due: clock.next?.at ?? null }
  })
}

/** Its clock, for the first end of a span after an instant. */
export const waiting = (run: Run, { quota }: Missed, after: Instant): Clock =>
  Clocks.ofPlan(run, "", { at: endOf(run, quota, after), rung: "fire" })

/** A span is over; each is told of by itself, however late anybody looks. */
export const fire = (run: Run, clock: Clock): void => {
  const { missed, quotas } = run.world.plan
  const quota = missed === undefined ? undefined : quotas?.[missed.quota]
  if (missed === undefined || quota === undefined || clock.next === null) return
  const over = clock.next.at
  run.at = Math.max(over, run.state.now)
  const { zone } = run.world.plan.time
  const scope: Evaluate.Scope = { ...Scope.of(run, null), quotaDay: Day.closedBy(over, zone) }
  const standing = Evaluate.quota(quota, Day.closedBy(over, zone), scope)
  if (run.halted) return
  const to = standing.missed ? People.offer(missed.tell, Evaluate.resolver(scope)) : []
  const text = standing.missed ? Notify.texts(run, missed.with, scope) : {}
  if (run.halted) return
  emit(run, {
    _tag: "Happened",
    clock: { ...clock, anchor: over, next: { at: endOf(run, missed.quota, over), rung: "fire" } },
    rung: "fire",
    act: "fire"
  })
  if (!standing.missed) return
  emit(run, {
    _tag: "Sent",
    message: { kind: "notice", to, via: [], message: missed.with, text, receipt: false, about: { step: "case" } }
  })
}

const endOf = (run: Run, quota: string, after: Instant): Instant => {
  const { quotas, time: { zone } } = run.world.plan
  return Day.start(Day.firstOfNext(Day.of(after, zone), quotas?.[quota]?.per ?? "year"), zone)
}
