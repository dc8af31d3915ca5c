/**
 * What happens next on a clock (engine §3.5): its reminders and its due. Nobody is reminded at midnight: reminders
 * counted in days are told at the handbook's `remind-at` of their day, and so is one that would fall on 24:00.
 *
 * @since 0.1.0
 */
import * as Boxes from "../domain/Boxes.ts"
import * as Calendar from "../domain/Calendar.ts"
import * as Day from "../domain/Day.ts"
import type { Reminder } from "../domain/Deadline.ts"
import * as Terms from "../domain/Term.ts"
import type { Instant, LocalDate, Term, TimeConventions } from "../domain/Time.ts"
import type { Clock, RungId } from "./State.ts"

export interface Next {
  readonly at: Instant
  readonly rung: RungId
}

export interface Inputs {
  /** what `Derive.derive` found */
  readonly derived: {
    readonly due: Instant | null
    readonly day: LocalDate | null
    readonly standing: boolean
    readonly atOnce: boolean
  }
  readonly remind: ReadonlyArray<Reminder>
  /** those of the rung that runs: a pass begins with none */
  readonly happened: Clock["happened"]
  readonly armed: Instant
  /** the effective instant of the entry this is computed for: what has happened happens *again* only if it is ahead */
  readonly asOf: Instant
  readonly calendars: Calendar.Calendars
  readonly time: TimeConventions
}

const remindMinutes = ({ remindAt }: TimeConventions): number =>
  Number(remindAt.slice(0, 2)) * 60 + Number(remindAt.slice(3, 5))

/** An instant on the stroke of midnight is told at the next `remind-at`. */
const notAtMidnight = (at: Instant, time: TimeConventions): Instant => {
  const day = Day.of(at, time.zone)
  return Day.start(day, time.zone) === at ? Day.at(day, remindMinutes(time), time.zone) : at
}

const ground = ({ calendars, time }: Inputs): Terms.Ground => ({ calendars, calendar: time.calendar, zone: time.zone })

/** So much before or after a due: days from its day, told at `remind-at`; hours and minutes from its instant. */
const away = (term: Term, times: number, sign: 1 | -1, due: Instant, day: LocalDate, inputs: Inputs): Instant | null => {
  const whole = { ...term, n: term.n * times }
  const family = Terms.family(term.unit)
  if (family === "exact" || family === "open-time") return Terms.shift(due, whole, sign, ground(inputs)).value
  const found = Terms.shiftDay(day, whole, sign, ground(inputs)).value
  return found === null ? null : Day.at(found, remindMinutes(inputs.time), inputs.time.zone)
}

/** A whole minute before the last closing before `limit`: the last open moment somebody can be told at. */
const lastOpen = (calendar: Calendar.Calendar, limit: Instant, armed: Instant): Instant | null => {
  const { value } = Calendar.subtractOpenTime(calendar, limit, 60_000)
  return value === null || value <= armed ? null : value
}

/** Only while `during` is open: at the next opening, or, where that would be too late, back to the last open moment. */
const opened = (at: Instant, reminder: Reminder, inputs: Inputs): Instant | null => {
  const calendar = reminder.during === undefined ? undefined : Calendar.named(inputs.calendars, reminder.during)
  if (calendar === undefined || Calendar.open(calendar, at).value) return at
  const next = Calendar.nextOpening(calendar, at).value
  const { due } = inputs.derived
  if (reminder.at.when !== "before" || due === null || (next !== null && next < due)) return next
  return lastOpen(calendar, at, inputs.armed)
}

/** Repetitions are looked for this far before a clock is taken to be silent. */
const mostRepeats = 100_000

const instants = (reminder: Reminder, floor: (at: Instant) => boolean, inputs: Inputs): Instant | null => {
  const { at: when } = reminder
  const { armed, derived, time } = inputs
  // `at once` has no due: repetitions count from the start
  const due = derived.due ?? (derived.atOnce && when.when === "every-after" ? armed : null)
  if (due === null) return null
  const day = derived.day ?? Day.of(due, time.zone)
  const shown = (at: Instant | null) => (at === null ? null : opened(notAtMidnight(at, time), reminder, inputs))
  if (when.when === "due") {
    const at = shown(due)
    return at !== null && floor(at) ? at : null
  }
  if (when.when === "before") {
    const at = shown(away(when.term, 1, -1, due, day, inputs))
    return at !== null && at >= armed && floor(at) ? at : null
  }
  if (when.term.n <= 0) return null
  // every ten minutes also at midnight: moving one of them to the morning would put it behind its followers
  const family = Terms.family(when.term.unit)
  const length = family === "exact" ? Terms.shift(0, when.term, 1, ground(inputs)).value : null
  const byDay = length === null ? family !== "open-time" : length % (24 * 3_600_000) === 0
  const told = (times: number) => {
    const at = away(when.term, times, 1, due, day, inputs)
    return at === null ? null : byDay ? shown(at) : opened(at, reminder, inputs)
  }
  const ahead = (times: number) => {
    const at = told(times)
    return at !== null && at >= armed && floor(at)
  }
  // repetitions only move on, so the first that counts is found by halving
  let high = 1
  while (!ahead(high)) {
    if (high > mostRepeats) return null
    high *= 2
  }
  let low = Math.floor(high / 2)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (ahead(middle)) high = middle
    else low = middle
  }
  return told(high)
}

/**
 * What is next where nothing reminds: the due, if it is still to happen.
 *
 * @since 0.1.0
 */
export const nextDue = ({ due, standing }: Inputs["derived"], happened: Clock["happened"]): Next | null => {
  if (standing || due === null) return null
  const last = happened["due"]?.at(-1)
  return last === undefined || due > last ? atDue(due) : null
}
const atDue = (at: Instant): Next => ({ at, rung: "due" })
Boxes.share(atDue(Boxes.instant))

/**
 * The earliest of the reminders and the due that has not happened yet; at one instant reminders come first, in the
 * order of the file. `null`: nothing more, or the clock stands. A reminder whose time was over when the clock came
 * into being is not told; a due that was over happens at once.
 *
 * @since 0.1.0
 */
export const next = (inputs: Inputs): Next | null => {
  const { asOf, derived, happened } = inputs
  if (derived.standing) return null
  const ahead = nextDue(derived, happened)
  const pending = (rung: RungId) => (at: Instant) => {
    const last = happened[rung]?.at(-1)
    return last === undefined || (at > last && at >= asOf)
  }
  const candidates: Array<Next> = []
  inputs.remind.forEach((reminder, i) => {
    const rung: RungId = `remind:${i}`
    const at = instants(reminder, pending(rung), inputs)
    if (at !== null) candidates.push({ at, rung })
  })
  if (ahead !== null) candidates.push(ahead)
  return candidates.reduce<Next | null>((best, one) => (best === null || one.at < best.at ? one : best), null)
}
