/**
 * What comes again and again (language §10): when the next time is, the name its period has, and the period that is
 * covered then. Always found from the civil day, never by adding milliseconds, so a day of 23 or 25 hours changes
 * nothing. Days a month does not have are its last.
 *
 * @since 0.1.0
 */
import * as Calendar from "./Calendar.ts"
import * as Day from "./Day.ts"
import type { Instant, LocalDate, LocalTime } from "./Time.ts"

/** `at` empty: 00:00. A weekday is 0 for Monday to 6 for Sunday, as `Day.weekday` says. */
export type Recurrence =
  | { readonly every: "day"; readonly at: ReadonlyArray<LocalTime> }
  | { readonly every: "working-day"; readonly calendar: string; readonly at: ReadonlyArray<LocalTime> }
  | { readonly every: "weekday"; readonly weekday: number; readonly at: ReadonlyArray<LocalTime> }
  /** so many cases at the start of each span */
  | { readonly every: "times"; readonly times: number; readonly span: Day.Span }
  | { readonly every: "week" }
  | { readonly every: "quarter"; readonly day?: "last" }
  | { readonly every: "month"; readonly day?: number | "last" }
  | { readonly every: "year"; readonly on?: { readonly month: number; readonly day: number } }

/** The days a case is about: `today`, `last week`, `next year`. */
export interface Covers {
  readonly which: "this" | "last" | "next"
  readonly of: Day.Span
}

/** A period of days, both included. */
export interface Period {
  readonly start: LocalDate
  readonly end: LocalDate
}

/** One time. `period` names it among all times of this recurrence: `2026-03-02`, `2026-W10`, `2026-03`, `2026-Q1`, `2026`. */
export interface Occurrence {
  readonly at: Instant
  /** the civil day it belongs to; at 24:00 not the day the instant is in */
  readonly day: LocalDate
  readonly period: string
  /** it counted on a day of which nobody knows yet whether it is a holiday */
  readonly provisional: boolean
}

/** Where it counts. */
export interface Ground {
  readonly zone: string
  readonly calendars: Calendar.Calendars
}

/**
 * The first time strictly after an instant; `null` when it never comes again. A wall clock's time that does not exist
 * on a day is the instant the clocks jump, one that comes twice is the first; two that fall together so are one.
 *
 * @since 0.1.0
 */
export const next = (recurrence: Recurrence, after: Instant, ground: Ground): Occurrence | null => {
  const { zone } = ground
  // a time of 24:00 belongs to the day before
  let day = firstDay(recurrence, Day.add(Day.of(after, zone), -1), ground)
  while (day !== null) {
    for (const minutes of times(recurrence)) {
      const at = Day.at(day.value, minutes, zone)
      if (at > after) {
        const { assumed, value } = day
        return { at, day: value, period: nameOf(recurrence, value, minutes), provisional: assumed !== null }
      }
    }
    const later = firstDay(recurrence, Day.add(day.value, 1), ground)
    // the end of all days that can be written
    if (later !== null && later.value <= day.value) return null
    day = later
  }
  return null
}

/**
 * The last time strictly before an instant and after another; `null` when there was none between.
 *
 * @since 0.1.0
 */
export const last = (recurrence: Recurrence, after: Instant, before: Instant, ground: Ground): Occurrence | null => {
  let found: Occurrence | null = null
  for (let one = next(recurrence, after, ground); one !== null && one.at < before; one = next(recurrence, one.at, ground)) {
    found = one
  }
  return found
}

/**
 * The newest times strictly after an instant and before another, `most` of them: the first of these, and how many came
 * before it. `null` when there are no more than that.
 *
 * @since 0.1.0
 */
export const newest = (
  recurrence: Recurrence,
  after: Instant,
  before: Instant,
  most: number,
  ground: Ground
): { readonly first: Occurrence; readonly left: number } | null => {
  // mostly it is clear without counting
  const days = Math.ceil((before - after) / 86_400_000) + 2
  if (days * times(recurrence).length <= most) return null
  const kept: Array<Occurrence> = []
  let count = 0
  for (let one = next(recurrence, after, ground); one !== null && one.at < before; one = next(recurrence, one.at, ground)) {
    kept[count++ % most] = one
  }
  const first = kept[count % most]
  return count <= most || first === undefined ? null : { first, left: count - most }
}

/**
 * The period that is covered by what happens on a day.
 *
 * @since 0.1.0
 */
export const covered = ({ of, which }: Covers, day: LocalDate): Period => {
  const within =
    which === "this" ? day : which === "next" ? Day.firstOfNext(day, of) : Day.add(Day.firstOf(day, of), -1)
  return { start: Day.firstOf(within, of), end: Day.lastOf(within, of) }
}

/**
 * The name of the period a day is in: `2026-03-02`, `2026-W10` (ISO weeks), `2026-03`, `2026-Q1`, `2026`.
 *
 * @since 0.1.0
 */
export const period = (day: LocalDate, span: Day.Span): string => {
  switch (span) {
    case "day":
      return day
    case "week": {
      // the year and number of a week are those of its Thursday
      const thursday = Day.add(Day.firstOf(day, "week"), 3)
      const week = Math.floor(Day.between(Day.firstOf(thursday, "year"), thursday) / 7) + 1
      return `${thursday.slice(0, 4)}-W${String(week).padStart(2, "0")}`
    }
    case "month":
      return day.slice(0, 7)
    case "quarter":
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
    case "year":
      return day.slice(0, 4)
  }
}

/**
 * How many cases one time opens.
 *
 * @since 0.1.0
 */
export const count = (recurrence: Recurrence): number => (recurrence.every === "times" ? recurrence.times : 1)

const written = ({ at }: { readonly at: ReadonlyArray<LocalTime> }): ReadonlyArray<number> =>
  at.length === 0 ? [0] : [...new Set(at.map(minutesOf))].sort((a, b) => a - b)

const minutesOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

const times = (recurrence: Recurrence): ReadonlyArray<number> => ("at" in recurrence ? written(recurrence) : [0])

const spanOf = (recurrence: Recurrence): Day.Span => {
  switch (recurrence.every) {
    case "day":
    case "working-day":
      return "day"
    case "weekday":
      return "week"
    case "times":
      return recurrence.span
    default:
      return recurrence.every
  }
}

/** With several times a day the time belongs to the name. */
const nameOf = (recurrence: Recurrence, day: LocalDate, minutes: number): string => {
  const name = period(day, spanOf(recurrence))
  if (times(recurrence).length < 2) return name
  const two = (n: number): string => String(n).padStart(2, "0")
  return `${name}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}

const sure = (value: LocalDate): Calendar.Found<LocalDate> => ({ value, assumed: null })

/** The first day of the recurrence that is not before `from`. */
const firstDay = (recurrence: Recurrence, from: LocalDate, ground: Ground): Calendar.Found<LocalDate> | null => {
  switch (recurrence.every) {
    case "day":
      return sure(from)
    case "working-day": {
      const calendar = Calendar.named(ground.calendars, recurrence.calendar)
      if (calendar === undefined) return null
      const { assumed, value } = Calendar.openDay(calendar, Day.add(from, -1), 1)
      return value === null ? null : { value, assumed }
    }
    case "weekday":
      return sure(Day.add(from, (recurrence.weekday - Day.weekday(from) + 7) % 7))
    case "times":
      return sure(atStart(from, recurrence.span))
    case "week":
      return sure(atStart(from, "week"))
    case "quarter":
      return sure(recurrence.day === "last" ? Day.lastOf(from, "quarter") : atStart(from, "quarter"))
    case "month":
      return sure(sameOrNext(from, "month", (first) => inMonth(first, recurrence.day ?? 1)))
    case "year": {
      const { day, month } = recurrence.on ?? { month: 1, day: 1 }
      return sure(sameOrNext(from, "year", (first) => inMonth(Day.addMonths(first, month - 1), day)))
    }
  }
}

const atStart = (from: LocalDate, span: Day.Span): LocalDate =>
  Day.firstOf(from, span) === from ? from : Day.firstOfNext(from, span)

const sameOrNext = (from: LocalDate, span: Day.Span, day: (first: LocalDate) => LocalDate): LocalDate => {
  const here = day(Day.firstOf(from, span))
  return here >= from ? here : day(Day.firstOfNext(from, span))
}

const inMonth = (first: LocalDate, day: number | "last"): LocalDate => {
  const end = Day.lastOf(first, "month")
  const wanted = day === "last" ? end : Day.add(first, day - 1)
  return wanted > end ? end : wanted
}
