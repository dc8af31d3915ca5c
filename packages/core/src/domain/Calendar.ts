/**
 * A business calendar as plain data: a weekly pattern, exceptions by day, and the days it is known for. Asking beyond
 * `covered` is answered from the weekly pattern and marked provisional, never guessed in silence (architecture §5).
 *
 * @since 0.1.0
 */
import * as Day from "./Day.ts"
import type { Instant, LocalDate } from "./Time.ts"

/** Open from `from` to `to`, minutes since midnight, `to` exclusive and at most 1440. */
export type Interval = readonly [from: number, to: number]

export interface Calendar {
  readonly name: string
  readonly zone: string
  /** seven lists, Monday first; an empty list is a closed day */
  readonly week: ReadonlyArray<ReadonlyArray<Interval>>
  /** holidays and own closing days are `[]`; make-up days and extra opening days carry their hours */
  readonly exceptions: { readonly [day: LocalDate]: ReadonlyArray<Interval> }
  /** first and last day that are known, both inclusive */
  readonly covered: { readonly from: LocalDate; readonly to: LocalDate }
}

/** All calendars of a handbook as published at one moment; `edition` only grows. */
export interface Calendars {
  readonly edition: number
  readonly byName: { readonly [name: string]: Calendar }
}

/** A calendar as the handbook writes it, before its source has given the holidays. */
export interface CalendarSpec {
  readonly name: string
  readonly week: ReadonlyArray<ReadonlyArray<Interval>>
  /** the name of a calendar source, or `none` */
  readonly holidays: string
  readonly covered: { readonly from: LocalDate; readonly to: LocalDate }
  readonly closed: ReadonlyArray<LocalDate>
  readonly alsoOpen: ReadonlyArray<LocalDate>
  /** of a calendar lent by a handbook in another zone; absent: the zone of whoever counts in it */
  readonly zone?: string
}

/**
 * A calendar by its name, also by one that a value gives.
 *
 * @since 0.1.0
 */
export const named = ({ byName }: Calendars, name: string): Calendar | undefined =>
  Object.hasOwn(byName, name) ? byName[name] : undefined

/**
 * The hours of a day; none when it is closed. Beyond the coverage this is the weekly pattern: ask {@link covers}.
 *
 * @since 0.1.0
 */
export const hours = (calendar: Calendar, day: LocalDate): ReadonlyArray<Interval> =>
  calendar.exceptions[day] ?? calendar.week[Day.weekday(day)] ?? []

/**
 * Whether it is known if that day is a holiday.
 *
 * @since 0.1.0
 */
export const covers = (calendar: Calendar, day: LocalDate): boolean =>
  day >= calendar.covered.from && day <= calendar.covered.to

/**
 * An answer that looked at days, with the first of them that nobody knows yet: the weekly pattern was assumed.
 *
 * @since 0.1.0
 */
export interface Found<A> {
  readonly value: A
  readonly assumed: LocalDate | null
}

/** Days a walk goes on without meeting an open one, before it says "never". */
const horizon = 36_525

/** Remembers the first assumed day of a walk. */
const watch = (calendar: Calendar) => {
  let assumed: LocalDate | null = null
  return {
    see: (day: LocalDate): ReadonlyArray<Interval> => {
      if (!covers(calendar, day) && (assumed === null || day < assumed)) assumed = day
      return hours(calendar, day)
    },
    found: <A>(value: A): Found<A> => ({ value, assumed })
  }
}

/** The open stretches of a day as instants. */
const stretches = (calendar: Calendar, day: LocalDate, open: ReadonlyArray<Interval>) =>
  open.map(([from, to]) => [Day.at(day, from, calendar.zone), Day.at(day, to, calendar.zone)] as const)

/**
 * Whether it is open at this instant; at the very closing it is not any more.
 *
 * @since 0.1.0
 */
export const open = (calendar: Calendar, at: Instant): Found<boolean> => {
  const { found, see } = watch(calendar)
  const day = Day.of(at, calendar.zone)
  return found(stretches(calendar, day, see(day)).some(([from, to]) => from <= at && at < to))
}

/**
 * When a day opens, `null` when it is closed.
 *
 * @since 0.1.0
 */
export const opening = (calendar: Calendar, day: LocalDate): Instant | null => {
  const earliest = hours(calendar, day)[0]
  return earliest === undefined ? null : Day.at(day, earliest[0], calendar.zone)
}

/**
 * When a day closes for good, `null` when it is closed all day.
 *
 * @since 0.1.0
 */
export const closing = (calendar: Calendar, day: LocalDate): Instant | null => {
  const latest = hours(calendar, day).at(-1)
  return latest === undefined ? null : Day.at(day, latest[1], calendar.zone)
}

/**
 * The nth open day after (n > 0) or before (n < 0) a day. `null`: it never opens again within a century.
 *
 * @since 0.1.0
 */
export const openDay = (calendar: Calendar, from: LocalDate, n: number): Found<LocalDate | null> => {
  const { found, see } = watch(calendar)
  let left = Math.abs(n)
  let idle = 0
  for (let day = from; left > 0; ) {
    const following = Day.add(day, Math.sign(n))
    if (following === day || idle++ > horizon) return found(null)
    day = following
    if (see(day).length > 0) {
      left--
      idle = 0
    }
    if (left === 0) return found(day)
  }
  return found(from)
}

/** The first instant after `after` among those a day has. */
const nextOf = (calendar: Calendar, after: Instant, pick: 0 | 1): Found<Instant | null> => {
  const { found, see } = watch(calendar)
  let day = Day.of(after, calendar.zone)
  for (let walked = 0; walked <= horizon; walked++) {
    for (const stretch of stretches(calendar, day, see(day))) if (stretch[pick] > after) return found(stretch[pick])
    day = Day.add(day, 1)
  }
  return found(null)
}

/**
 * The first opening after an instant, also after a lunch break.
 *
 * @since 0.1.0
 */
export const nextOpening = (calendar: Calendar, after: Instant): Found<Instant | null> => nextOf(calendar, after, 0)

/**
 * The first closing after an instant, also for a lunch break.
 *
 * @since 0.1.0
 */
export const nextClosing = (calendar: Calendar, after: Instant): Found<Instant | null> => nextOf(calendar, after, 1)

/**
 * Open time between two instants, ms.
 *
 * @since 0.1.0
 */
export const openTime = (calendar: Calendar, from: Instant, to: Instant): Found<number> => {
  const { found, see } = watch(calendar)
  let sum = 0
  if (to <= from) return found(sum)
  const end = Day.closedBy(to, calendar.zone)
  for (let day = Day.of(from, calendar.zone); day <= end; ) {
    for (const [opens, closes] of stretches(calendar, day, see(day))) {
      sum += Math.max(0, Math.min(closes, to) - Math.max(opens, from))
    }
    const following = Day.add(day, 1)
    if (following === day) break
    day = following
  }
  return found(sum)
}

/**
 * The instant at which so much open time (ms) has passed: within opening hours or at their end. No time at all ends
 * where it begins, or at the next opening when it is closed then.
 *
 * @since 0.1.0
 */
export const addOpenTime = (calendar: Calendar, from: Instant, length: number): Found<Instant | null> => {
  const { found, see } = watch(calendar)
  let left = Math.max(0, length)
  // a closing at 24:00 belongs to the day before its instant
  let day = left === 0 ? Day.closedBy(from, calendar.zone) : Day.of(from, calendar.zone)
  for (let idle = 0; idle <= horizon; idle++) {
    for (const [opens, closes] of stretches(calendar, day, see(day))) {
      if (closes < from) continue
      const begin = Math.max(opens, from)
      if (closes - begin >= left) return found(begin + left)
      left -= closes - begin
      idle = 0
    }
    const following = Day.add(day, 1)
    if (following === day) break
    day = following
  }
  return found(null)
}

/**
 * The instant before which so much open time (ms) lies until `to`.
 *
 * @since 0.1.0
 */
export const subtractOpenTime = (calendar: Calendar, to: Instant, length: number): Found<Instant | null> => {
  const { found, see } = watch(calendar)
  let left = Math.max(0, length)
  let day = Day.of(to, calendar.zone)
  for (let idle = 0; idle <= horizon; idle++) {
    for (const [opens, closes] of stretches(calendar, day, see(day)).reverse()) {
      if (opens >= to) continue
      const end = Math.min(closes, to)
      if (end - opens >= left) return found(end - left)
      left -= end - opens
      idle = 0
    }
    const before = Day.add(day, -1)
    if (before === day) break
    day = before
  }
  return found(null)
}

/** What {@link make} needs of a calendar source: its days, by its name. */
export interface Sources {
  readonly [name: string]: {
    readonly known: { readonly from: LocalDate; readonly to: LocalDate }
    readonly holidays: ReadonlyArray<LocalDate>
    readonly makeUpDays: ReadonlyArray<LocalDate>
  }
}

/** The hours most days from Monday to Friday have; of equals those of the earlier day. */
const ordinary = (week: Calendar["week"]): ReadonlyArray<Interval> => {
  const days = week.slice(0, 5).filter((day) => day.length > 0)
  const count = (day: ReadonlyArray<Interval>) => days.filter((other) => String(other) === String(day)).length
  return days.reduce<ReadonlyArray<Interval>>((best, day) => (count(day) > count(best) ? day : best), [])
}

const byStart = (open: ReadonlyArray<Interval>): ReadonlyArray<Interval> => [...open].sort(([a], [b]) => a - b)

/**
 * A calendar from what the handbook writes and what its source knows. Public holidays are closed. A make-up day is a
 * working day: it has the hours most days from Monday to Friday have, also where the weekly pattern has shorter ones
 * for a Saturday (an office that never opens Monday to Friday keeps its own). The handbook's own days count more than
 * the public ones: `also-open` opens with the hours of its weekday, or the ordinary ones where it has none; `closed`
 * closes. Known is only what both the handbook and the source cover; a source that is not there covers nothing.
 *
 * @since 0.1.0
 */
export const make = (spec: CalendarSpec, zone: string, sources: Sources): Calendar => {
  const week = spec.week.map(byStart)
  const workday = ordinary(week)
  const own = (day: LocalDate) => week[Day.weekday(day)] ?? []
  const source = spec.holidays === "none" ? { known: spec.covered, holidays: [], makeUpDays: [] } : sources[spec.holidays]
  const from = source === undefined || source.known.from < spec.covered.from ? spec.covered.from : source.known.from
  const to = source === undefined ? Day.add(from, -1) : source.known.to > spec.covered.to ? spec.covered.to : source.known.to
  const inside = (day: LocalDate) => day >= from && day <= to
  const exceptions: { [day: LocalDate]: ReadonlyArray<Interval> } = {}
  for (const day of source?.holidays.filter(inside) ?? []) exceptions[day] = []
  for (const day of source?.makeUpDays.filter(inside) ?? []) exceptions[day] = workday.length > 0 ? workday : own(day)
  for (const day of spec.alsoOpen) exceptions[day] = own(day).length > 0 ? own(day) : workday
  for (const day of spec.closed) exceptions[day] = []
  return { name: spec.name, zone: spec.zone ?? zone, week, exceptions, covered: { from, to } }
}

/**
 * All calendars of a handbook, as of one publication.
 *
 * @since 0.1.0
 */
export const makeAll = (
  specs: ReadonlyArray<CalendarSpec>,
  zone: string,
  sources: Sources,
  edition: number
): Calendars => ({ edition, byName: Object.fromEntries(specs.map((spec) => [spec.name, make(spec, zone, sources)])) })
