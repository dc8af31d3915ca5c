/**
 * Schedules (engine §5.5). A handbook's schedule is a case of its own, with a clock or a topic and no frames; a
 * procedure's belongs to each of its open cases: clocks and topics of the root, also under a suspension. Each time one
 * comes it opens another case, named after the period or after what happened, so that it is opened once whatever runs
 * how often; the opened case counts from that instant, so a Monday nobody was there for shows as missed.
 */
import * as Day from "../domain/Day.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import * as People from "../domain/People.ts"
import * as Recurrence from "../domain/Recurrence.ts"
import type { Instant, LocalDate } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { Digest, Plan, Recurring, Schedule } from "../plan/Plan.ts"
import * as Clocks from "./Clocks.ts"
import * as Derive from "./Derive.ts"
import type { Derivation, Message } from "./Entry.ts"
import type { Refusal } from "./Refusal.ts"
import * as QuotaWatch from "./QuotaWatch.ts"
import { emit } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { Signal } from "./Signal.ts"
import type { CaseId, Clock, Frame, GivenReminder, Listening } from "./State.ts"
import * as Notify from "./steps/Notify.ts"
import * as Wait from "./steps/Wait.ts"

const PREFIX = "schedule:"

/** Of more times than these that passed while nothing ran, only the newest are made up for. */
export const MOST = 1000

/**
 * The id of the case of a handbook's schedule, `schedule:v3/daily-review`, by the procedure of its plan,
 * `v3/schedule:daily-review`; so too that of what watches a quota.
 *
 * @since 0.1.0
 */
export const idOf = (procedure: string): CaseId => procedure.replace(/^(.*)\/(\w+:)/, "$2$1/")

/**
 * What the ids of the cases begin with that a schedule opens; a period, or what happened, follows:
 * `v3/daily-review@2026-03-02`. `of` is the schedule's own case, or the case whose schedule `name` is.
 *
 * @since 0.1.0
 */
export const opensAt = (of: CaseId, name?: string): string =>
  name === undefined ? `${of.slice(PREFIX.length)}@` : `${of}/${name}@`

/**
 * The name of the procedure's schedule a clock belongs to; of other clocks, and a handbook's, `undefined`.
 *
 * @since 0.1.0
 */
export const nameOf = ({ node }: Pick<Clock, "node">): string | undefined =>
  node.startsWith(PREFIX) ? node.slice(PREFIX.length) : undefined

/** A schedule, and its name if it is a procedure's. */
interface One {
  readonly name?: string
  readonly schedule: Schedule
}

const none: ReadonlyArray<One> = []
const all = ({ schedule, schedules }: Plan): ReadonlyArray<One> =>
  schedule === undefined ? (schedules ?? none) : [{ schedule }]

const isRecurring = (schedule: Schedule): schedule is Recurring => "every" in schedule

/** They wait for the first time after an instant, mostly now; nothing is made up for before. */
export const begin = (run: Run, after: Instant = run.at): void => {
  for (const one of all(run.world.plan)) {
    if (!isRecurring(one.schedule)) continue
    const clock = waiting(run, one.schedule, Clocks.ofPlan(run, nodeOf(one), null), after)
    emit(run, { _tag: "Armed", clock, derivation: derivation(clock) })
  }
}

const nodeOf = ({ name }: One): string => (name === undefined ? "" : `${PREFIX}${name}`)

/** The topics that schedules wait for, from the intake to the end. */
export const listens = (run: Run): ReadonlyArray<Listening> =>
  all(run.world.plan).flatMap(({ name, schedule }) =>
    isRecurring(schedule) ? [] : [{ for: `${PREFIX}${name ?? ""}`, ...Wait.address(run, schedule.on, null) }]
  )

const ofClock = (run: Run, clock: Clock): (One & { readonly schedule: Recurring }) | undefined => {
  const name = nameOf(clock)
  const found = all(run.world.plan).find((one) => one.name === name)
  return found !== undefined && isRecurring(found.schedule) ? { ...found, schedule: found.schedule } : undefined
}

/** The time has come. Of several that passed, `latest` wants the last only, and nobody wants more than a thousand. */
export const fire = (run: Run, clock: Clock): void => {
  const found = ofClock(run, clock)
  if (found === undefined || clock.next === null) return
  const { schedule } = found
  const planned = clock.next.at
  const one = Recurrence.next(schedule.every, planned - 1, groundOf(run))
  // a day that was thought open has become a holiday: nothing comes on it
  if (one === null || one.at !== planned) return idle(run, waiting(run, schedule, clock, planned))
  const over = passed(run, schedule, clock, planned)
  // what else happens until then happens first: the case may be over by then
  if (over !== null) return idle(run, waiting(run, schedule, clock, over.first.at - 1), over.left)
  const scope = Scope.of(run, null)
  const wanted = schedule.when === undefined || Evaluate.holds(schedule.when, scope)
  const message = wanted && !run.halted ? opening(run, found, scope, one, one.period) : undefined
  if (run.halted) return
  const after = waiting(run, schedule, clock, planned)
  emit(run, { _tag: "Happened", clock: after, rung: "fire", act: "fire", ...(!wanted && { idle: true as const }) })
  if (message === undefined) return
  const cases = Recurrence.count(schedule.every)
  for (let n = 1; n <= cases; n++) {
    const id = cases === 1 ? message.case : `${message.case}.${n}`
    emit(run, { _tag: "Sent", lane: id, message: { ...message, case: id } })
  }
}

const idle = (run: Run, clock: Clock, left?: number): void => {
  const skipped = left === undefined || left === 0 ? {} : { left }
  emit(run, { _tag: "Happened", clock, rung: "fire", act: "fire", idle: true, ...skipped })
}

/** How many passed was asked at the first of them in a change; it is asked once. */
const caughtUp = (run: Run, { id }: Clock): boolean =>
  run.entries.findLast((entry) => entry._tag === "Happened" && entry.clock.id === id) !== undefined

/** Where to go on when more times passed than are made up for; `left`: those nobody asked to leave out. */
const passed = (
  run: Run,
  schedule: Recurring,
  clock: Clock,
  planned: Instant
): { readonly first: Recurrence.Occurrence; readonly left?: number } | null => {
  const to = Math.max(run.stamp, run.state.now)
  const ground = groundOf(run)
  if (schedule.afterDowntime === "all") return caughtUp(run, clock) ? null : Recurrence.newest(schedule.every, planned - 1, to, MOST, ground)
  const first = Recurrence.last(schedule.every, planned, to, ground)
  return first === null ? null : { first }
}

/** What happened outside, and new rows of ledgers: every schedule that waits for it opens its case. */
export const heard = (run: Run, signal: Extract<Signal, { readonly _tag: "Event" }>): void => {
  for (const one of all(run.world.plan)) {
    const { name, schedule } = one
    if (isRecurring(schedule) || schedule.on.topic !== signal.topic) continue
    const since = name === undefined ? run.state.opened : rootOf(run)?.since
    if (since === undefined || signal.at < since || !Wait.fits(run, schedule.on, null, signal.values)) continue
    // what the outside tells has no number of its own
    const source = signal.from === "outside" ? `outside:${run.state.v + 1}` : `${signal.from}:${signal.seq}`
    const day = Day.of(signal.at, run.world.plan.time.zone)
    const message = opening(run, one, Scope.of(run, null, signal.values), { at: signal.at, day }, source)
    if (run.halted) return
    emit(run, { _tag: "Sent", lane: message.case, message })
  }
}

const rootOf = (run: Run): Frame | undefined => run.state.frames.find((one) => one.node === "" && one.kind === "stage")

/** The calendars were published anew: the next times are found again, never in the past. */
export const reproject = (run: Run): void => {
  for (const clock of run.state.clocks) {
    const one = clock.next?.rung === "fire" ? ofClock(run, clock) : undefined
    if (one === undefined) continue
    const found = waiting(run, one.schedule, clock, clock.anchor)
    if (found.next?.at === clock.next?.at || (found.next !== null && found.next.at < run.at)) continue
    emit(run, { _tag: "Derived", clock: found, why: "edition", derivation: derivation(found) })
  }
}

/** Whether the case is that of a handbook's schedule or quota, which has no steps. */
export const isOne = ({ state, world: { plan } }: Run): boolean =>
  state.id.startsWith(PREFIX) || plan.schedule !== undefined || plan.missed !== undefined

/**
 * The handbook says it otherwise from now on: the case of its schedule or quota goes on with the new plan, for times and events
 * after now (engine §8).
 */
export const migrate = (run: Run, to: Digest): Refusal | null => {
  const { state, world: { plan } } = run
  if (state.plan === to) return null
  const { missed, schedule } = plan
  if ((schedule === undefined && missed === undefined) || plan.procedure !== state.procedure) {
    return { _tag: "MigrationInvalid", issues: [`${state.procedure} is neither a schedule nor a quota of a handbook`] }
  }
  // what is due at this very instant has not happened yet
  const after = run.at - 1
  const clocks =
    schedule === undefined
      ? missed === undefined ? [] : [QuotaWatch.waiting(run, missed, after)]
      : isRecurring(schedule) ? [waiting(run, schedule, Clocks.ofPlan(run, "", null), after)] : []
  emit(run, { _tag: "Migrated", from: state.plan, to, clocks, listens: listens(run) })
  return null
}

const groundOf = (run: Run): Recurrence.Ground => ({
  zone: run.world.plan.time.zone,
  calendars: run.world.calendars
})

const waiting = (run: Run, schedule: Recurring, clock: Clock, after: Instant): Clock => {
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

/** Times that asked too often are tried again, and those that passed meanwhile. */
export const freed = (run: Run, why: "resumed" | "migrated"): void => {
  for (const { stuck, ...clock } of run.state.clocks) {
    const one = stuck === undefined || clock.next !== null ? undefined : ofClock(run, clock)
    if (one === undefined) continue
    const found = waiting(run, one.schedule, clock, clock.anchor)
    emit(run, { _tag: "Derived", clock: found, why, derivation: derivation(found) })
  }
}

type Opening = Extract<Message, { readonly kind: "open" }>

/** The case one time opens, as the message that will open it. `key` is the end of its id. */
const opening = (
  run: Run,
  { name, schedule }: One,
  scope: Evaluate.Scope,
  one: { readonly at: Instant; readonly day: LocalDate },
  key: string
): Opening => ({
  kind: "open",
  case: `${opensAt(run.state.id, name)}${key}`,
  procedure: schedule.opens,
  values: valuesOf(schedule, one.day, scope),
  depth: run.state.depth + 1,
  ...(name !== undefined && { schedule: name }),
  received: one.at,
  ...promised(run, name, schedule, one.at, scope)
})

const valuesOf = (schedule: Schedule, day: LocalDate, scope: Evaluate.Scope): Values => {
  const values: { [field: string]: Values[string] } = {}
  for (const { field, value } of schedule.with) {
    const found = Evaluate.evaluate(value, scope)
    if (found !== undefined) values[field] = found
  }
  if (schedule.covers !== undefined) {
    const { end, start } = Recurrence.covered(schedule.covers, day)
    values[schedule.covers.field] = { start, end }
  }
  return values
}

/** The due of the opened case, found now and agreed from then on, and whom it reminds of what. */
const promised = (
  run: Run,
  name: string | undefined,
  schedule: Schedule,
  at: Instant,
  scope: Evaluate.Scope
): Pick<Opening, "due" | "remind"> => {
  if (schedule.due === undefined) return {}
  const { state, world } = run
  const itsOwn = name === undefined
  const { atOnce, due } = Derive.derive({
    due: schedule.due,
    scope,
    anchors: {
      itsStart: at,
      event: at,
      intake: itsOwn ? at : state.intake,
      step: (step) => Scope.doneOf(state, step, [])?.at,
      startOf: (step) => (Scope.liveOf(state, step, []) ?? Scope.doneOf(state, step, []))?.since
    },
    stands: [],
    extra: [],
    calendars: world.calendars,
    time: world.plan.time,
    caseDue: itsOwn ? null : (Scope.caseClock(state) ?? null)
  })
  if (due === null && !atOnce) return {}
  const remind = schedule.due.remind.map(({ at: when, during, message, tell }): GivenReminder => ({
    at: when,
    ...(during !== undefined && { during }),
    to: People.offer(tell, Evaluate.resolver(scope)),
    message,
    text: Notify.texts(run, message, scope)
  }))
  return { due: due ?? "at-once", ...(remind.length > 0 && { remind }) }
}
