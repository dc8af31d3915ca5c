/**
 * The case catches up before it listens: everything that was due strictly before an instant happens, each at its own
 * instant, whoever looks how late (engine §2.4). Ties: the older promise first.
 */
import * as Evaluate from "../domain/Evaluate.ts"
import * as People from "../domain/People.ts"
import type { Reminder } from "../domain/Deadline.ts"
import type { Instant } from "../domain/Time.ts"
import * as Clocks from "./Clocks.ts"
import * as Held from "./Held.ts"
import * as Holds from "./Holds.ts"
import * as Quiescence from "./Quiescence.ts"
import { ASKED, bySystem, emit, FUEL, frame as frameOf, over } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Rungs from "./Rungs.ts"
import * as QuotaWatch from "./QuotaWatch.ts"
import * as Schedule from "./Schedule.ts"
import * as Scope from "./Scope.ts"
import * as Signals from "./Signals.ts"
import type { CaseState, Clock, Hold } from "./State.ts"
import * as Notify from "./steps/Notify.ts"
import * as Wait from "./steps/Wait.ts"

/** A `Tick` makes at most so many things happen; the rest wakes the case again at once. */
export const LIMIT = 1000

type Occurrence =
  | { readonly what: "clock"; readonly clock: Clock; readonly at: Instant }
  | { readonly what: "hold"; readonly hold: Hold; readonly at: Instant }

/** Makes everything happen that is due before `to`; false if it was cut at `limit`. */
export const advance = (run: Run, to: Instant, limit: number): boolean =>
  !isDue(run.state, to) || bySystem(run, () => {
    for (let count = 0; !over(run); count++) {
      const next = first(run.state, to)
      if (next === null) break
      if (count >= limit) return false
      run.at = Math.max(next.at, run.state.now)
      run.home = -1 - run.occurred
      run.place = run.home
      run.fuel = FUEL
      const before = run.entries.length
      const stays = run.stops !== null && run.stops.has(run.place)
      const promised = stays ? null : Clocks.promised(run)
      if (stays) stay(run, next)
      else if (next.what === "hold") resume(run, next.hold)
      else happen(run, next.clock)
      Clocks.settle(run, promised)
      // nothing came of it: a clock without a frame, which no whole change leaves
      if (run.entries.length === before || run.asks !== null) break
      run.occurred++
    }
    return true
  })

/** Whether something is due before an instant; mostly nothing is. */
export const isDue = ({ clocks, holds }: CaseState, to: Instant): boolean => {
  for (const clock of clocks) if (clock.next !== null && clock.next.at < to) return true
  for (const hold of holds) if (hold.until !== undefined && hold.until < to) return true
  return false
}

const first = (state: CaseState, to: Instant): Occurrence | null => {
  let best: Occurrence | null = null
  let owner = 0
  const offer = (one: Occurrence, id: number): void => {
    if (one.at < to && (best === null || one.at < best.at || (one.at === best.at && id < owner))) {
      best = one
      owner = id
    }
  }
  for (const clock of state.clocks) {
    if (clock.next !== null && clock.next.at < to && Held.eligible(state, clock)) {
      offer({ what: "clock", clock, at: clock.next.at }, clock.id)
    }
  }
  for (const hold of state.holds) {
    if (hold.until !== undefined) offer({ what: "hold", hold, at: hold.until }, hold.id)
  }
  return best
}

const resume = (run: Run, hold: Hold): void => {
  Holds.release(run, [hold], Signals.apply)
  if ("person" in hold.source && !run.halted) {
    Notify.tell(run, [`person:${hold.source.person}`], "suspension-over", { frame: null })
  }
}

/** It asks too often: a clock stands still until the case was suspended and resumed, a suspension lasts until somebody ends it. */
const stay = (run: Run, one: Occurrence): void => {
  if (one.what === "clock") {
    emit(run, { _tag: "Stuck", node: one.clock.node, why: ASKED, clock: { ...one.clock, next: null, stuck: true } })
  } else {
    const { until: _, ...hold } = one.hold
    emit(run, { _tag: "Stuck", node: hold.scope, why: ASKED, hold })
  }
}

const happen = (run: Run, clock: Clock): void => {
  const rung = clock.next?.rung ?? "due"
  if (rung === "fire") return run.world.plan.missed === undefined ? Schedule.fire(run, clock) : QuotaWatch.fire(run, clock)
  const frame = frameOf(run, clock.frame)
  if (frame === undefined) return
  const earlier = clock.happened[rung]?.[0]
  const marked: Clock = {
    ...clock,
    happened: { ...clock.happened, [rung]: earlier === undefined ? [run.at] : [earlier, run.at] }
  }
  const unseen = run.stamp - run.at > Clocks.SHOWN_WITHIN ? { unseen: true as const } : {}
  if (rung === "wait") {
    emit(run, { _tag: "Happened", clock: { ...marked, next: null }, rung, act: "wait" })
    if (frame.kind === "wait" && Wait.expired(run, frame) === "done") Quiescence.ended(run, frame)
    return
  }
  if (rung === "due") due(run, marked, unseen)
  else remind(run, marked, rung)
}

/** The term is over. With a next rung the task passes; the last rung keeps it, missed. */
const due = (run: Run, clock: Clock, unseen: { readonly unseen?: true }): void => {
  const frame = frameOf(run, clock.frame)
  const missed = clock.missed ?? run.at
  const next = frame?.kind === "task" || frame?.kind === "stage" ? Rungs.after(run, frame) : undefined
  if (next === undefined || (frame?.kind !== "task" && frame?.kind !== "stage")) {
    const after = Clocks.fresh(run, { ...clock, missed })?.clock ?? { ...clock, missed, next: null }
    emit(run, { _tag: "Happened", clock: after, rung: "due", act: "missed", ...unseen })
    return
  }
  const lost = Clocks.duty(run, clock, "lost", run.at)
  const passing: Clock = { ...clock, missed, next: null }
  emit(run, {
    _tag: "Happened",
    clock: passing,
    rung: "due",
    act: "pass",
    duty: { ...lost, ...unseen },
    ...unseen
  })
  if (frame.kind === "task") Rungs.passTask(run, frame, next)
  else Rungs.passStage(run, frame, next)
  if (!over(run)) Clocks.pass(run, passing, frame.rung + 1)
}

/** Messages may depend on when they are sent, facts may not: what is told too late is marked stale. */
const remind = (run: Run, clock: Clock, rung: string): void => {
  const frame = frameOf(run, clock.frame)
  if (frame === undefined) return
  const after = Clocks.fresh(run, clock)?.clock ?? { ...clock, next: null }
  const { given, reminder } = Clocks.reminderOf(run, frame, clock, rung)
  const stale = reminder !== undefined && overtaken(run, clock, reminder)
  emit(run, { _tag: "Happened", clock: after, rung, act: "remind", ...(stale && { stale: true as const }) })
  if (reminder === undefined) return
  if (given !== undefined) return Notify.say(run, given.to, given, { frame, stale })
  const to = People.offer(reminder.tell, Evaluate.resolver(Scope.of(run, frame)))
  if (!over(run)) Notify.tell(run, to, reminder.message, { frame, stale })
}

/** Nobody needs to hear it any more: what it warned of is past, or it has been repeated since. */
const overtaken = (run: Run, clock: Clock, { at }: Reminder): boolean => {
  switch (at.when) {
    case "before":
      return clock.due !== null && clock.due < run.stamp
    case "every-after":
      return Clocks.endOf(run, at.term, run.at) < run.stamp
    case "due":
      return false
  }
}
