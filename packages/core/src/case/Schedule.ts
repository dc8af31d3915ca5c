/**
 * The case of a handbook's schedule (engine §5.5). It has one clock and no frames; its state is the last time that came.
 * Each time opens another case, named after the period, so that it is opened once whatever runs how often; the opened
 * case counts from that instant, so a Monday nobody was there for shows as missed.
 */
import * as Evaluate from "../domain/Evaluate.ts"
import * as Recurrence from "../domain/Recurrence.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { Schedule } from "../plan/Plan.ts"
import * as Derive from "./Derive.ts"
import type { Derivation } from "./Entry.ts"
import { emit } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { CaseId, Clock } from "./State.ts"

const PREFIX = "schedule:"

/**
 * The id of a schedule's case, `schedule:v3/daily-review`, by the procedure of its plan, `v3/schedule:daily-review`;
 * so too that of what watches a quota.
 *
 * @since 0.1.0
 */
export const idOf = (procedure: string): CaseId => procedure.replace(/^(.*)\/(\w+:)/, "$2$1/")

/**
 * What the ids of the cases begin with that a schedule opens; a period follows: `v3/daily-review@2026-03-02`.
 *
 * @since 0.1.0
 */
export const opensAt = (schedule: CaseId): string => `${schedule.slice(PREFIX.length)}@`

/** It waits for the first time after now; nothing is made up for before. */
export const begin = (run: Run, schedule: Schedule): void => {
  const clock: Clock = {
    id: run.state.next,
    frame: 0,
    node: "",
    items: [],
    rung: 0,
    anchor: run.at,
    armed: run.at,
    extra: [],
    due: null,
    firstDue: null,
    day: null,
    provisional: false,
    happened: {},
    next: null
  }
  const armed = waiting(run, schedule, clock, run.at)
  emit(run, { _tag: "Armed", clock: armed, derivation: derivation(armed) })
}

/** The time has come. Of several that passed, `latest` wants the last only. */
export const fire = (run: Run, clock: Clock): void => {
  const { schedule } = run.world.plan
  if (schedule === undefined || clock.next === null) return
  const ground = groundOf(run)
  const planned = clock.next.at
  const first = Recurrence.next(schedule.every, planned - 1, ground)
  const to = Math.max(run.stamp, run.state.now)
  const last = schedule.afterDowntime === "latest" ? Recurrence.last(schedule.every, planned - 1, to, ground) : null
  const one = last ?? first
  // a day that was thought open and has become a holiday: nothing comes on it
  if (one === null || one.at >= to) {
    emit(run, { _tag: "Happened", clock: waiting(run, schedule, clock, planned), rung: "fire", act: "fire", stale: true })
    return
  }
  run.at = Math.max(one.at, run.state.now)
  const scope = Scope.of(run, null)
  const wanted = schedule.when === undefined || Evaluate.holds(schedule.when, scope)
  const values = valuesOf(schedule, one, scope)
  const due = dueOf(run, schedule, one.at)
  if (run.halted) return
  emit(run, { _tag: "Happened", clock: waiting(run, schedule, clock, one.at), rung: "fire", act: "fire" })
  if (!wanted) return
  const cases = Recurrence.count(schedule.every)
  for (let n = 1; n <= cases; n++) {
    const opened = `${opensAt(run.state.id)}${one.period}${cases === 1 ? "" : `.${n}`}`
    emit(run, {
      _tag: "Sent",
      lane: opened,
      message: {
        kind: "open",
        case: opened,
        procedure: schedule.opens,
        values,
        depth: run.state.depth + 1,
        received: one.at,
        ...(due !== null && { due })
      }
    })
  }
}

/** The calendars were published anew: the next time is found again, never in the past. */
export const reproject = (run: Run): void => {
  const { schedule } = run.world.plan
  const [clock] = run.state.clocks
  if (schedule === undefined || clock === undefined) return
  const found = waiting(run, schedule, clock, clock.anchor)
  if (found.next?.at === clock.next?.at || (found.next !== null && found.next.at < run.at)) return
  emit(run, { _tag: "Derived", clock: found, why: "edition", derivation: derivation(found) })
}

const groundOf = (run: Run): Recurrence.Ground => ({
  zone: run.world.plan.time.zone,
  calendars: run.world.calendars
})

const waiting = (run: Run, schedule: Schedule, clock: Clock, after: Instant): Clock => {
  const next = Recurrence.next(schedule.every, after, groundOf(run))
  return {
    ...clock,
    anchor: after,
    provisional: next?.provisional ?? false,
    next: next === null ? null : { at: next.at, rung: "fire" }
  }
}

const derivation = (clock: Clock): Derivation => ({
  term: "moment",
  anchor: { at: clock.anchor, of: "its-start" },
  steps: [],
  due: clock.next?.at ?? null
})

const valuesOf = (schedule: Schedule, one: Recurrence.Occurrence, scope: Evaluate.Scope): Values => {
  const values: { [field: string]: Values[string] } = {}
  for (const { field, value } of schedule.with) {
    const found = Evaluate.evaluate(value, scope)
    if (found !== undefined) values[field] = found
  }
  if (schedule.covers !== undefined) {
    const { end, start } = Recurrence.covered(schedule.covers, one.day)
    values[schedule.covers.field] = { start, end }
  }
  return values
}

const dueOf = (run: Run, schedule: Schedule, at: Instant): Instant | null =>
  schedule.due === undefined
    ? null
    : Derive.derive({
        due: schedule.due,
        scope: Scope.of(run, null),
        anchors: { itsStart: at, intake: at, step: () => undefined, startOf: () => undefined },
        stands: [],
        extra: [],
        calendars: run.world.calendars,
        time: run.world.plan.time,
        caseDue: null
      }).due
