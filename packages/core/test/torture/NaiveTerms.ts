/**
 * When a term is due, counted by somebody with a wall calendar and none of the functions that derive: calendar days,
 * weeks and months day by day, working days by whether a day opens, working hours minute by minute, and what stands
 * between. He knows the two calendars of the office of these tests and the State Council's days of 2026, in Shanghai,
 * and says nothing beyond that year (engine §3.1, §3.2; I-9, I-13).
 */
import type { Deadline } from "@frontdesk/core/domain/Deadline"
import type { Instant, Term, TimeConventions } from "@frontdesk/core/domain/Time"
import type { Value } from "@frontdesk/core/domain/Value"
import { sources } from "../case/Office.ts"

const MINUTE = 60_000
const DAY = 86_400_000
/** Shanghai has no summer time. */
const AHEAD = 8 * 3_600_000

export interface Stretch {
  readonly from: Instant
  readonly to: Instant | null
}

/** In order; where several stand at once it stands once. */
export const joined = (all: ReadonlyArray<Stretch>): ReadonlyArray<Stretch> => {
  const found: Array<Stretch> = []
  for (const { from, to } of all.filter(({ from, to }) => to === null || to > from).toSorted((one, other) => one.from - other.from)) {
    const last = found.at(-1)
    if (last === undefined || (last.to !== null && last.to < from)) found.push({ from, to })
    else found[found.length - 1] = { from: last.from, to: last.to === null || to === null ? null : Math.max(last.to, to) }
  }
  return found
}

/** Days by number; 0 is 1970-01-01, a Thursday. */
const dayOf = (at: Instant): number => Math.floor((at + AHEAD) / DAY)
const begin = (day: number): Instant => day * DAY - AHEAD
const written = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
export const numbered = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY
const weekday = (day: number): number => (day + 3) % 7
const LAST = numbered("2026-12-31")

const { holidays, makeUpDays } = sources["cn-state-council"]
const holiday = new Set(holidays)
const makeUp = new Set(makeUpDays)
const WORKDAY = [[510, 720], [810, 1050]] as const

/** When a day opens and closes, in minutes after midnight. */
const hours = (calendar: string, day: number): ReadonlyArray<readonly [number, number]> => {
  if (holiday.has(written(day))) return []
  if (makeUp.has(written(day)) || weekday(day) < 5) return WORKDAY
  return weekday(day) === 5 && calendar === "office" ? [[540, 720]] : []
}
const isOpen = (calendar: string, day: number): boolean => hours(calendar, day).length > 0
const closing = (calendar: string, day: number): Instant => begin(day) + (hours(calendar, day).at(-1)?.[1] ?? 1440) * MINUTE
const opening = (calendar: string, day: number): Instant => begin(day) + (hours(calendar, day)[0]?.[0] ?? 0) * MINUTE
const openFrom = (calendar: string, day: number): number => {
  let found = day
  while (!isOpen(calendar, found)) found++
  return found
}

/** He would have to know more. */
export const UNKNOWN = "unknown"
/** When it is due; `null` while it stands. */
type Due = Instant | null | typeof UNKNOWN

const within = (due: Due): Due => (typeof due === "number" && dayOf(due - 1) > LAST ? UNKNOWN : due)
const stoodAt = (at: Instant, stands: ReadonlyArray<Stretch>): Stretch | undefined => stands.find(({ from, to }) => from <= at && (to === null || at < to))

/** Day after day: one that begins while the clock runs counts. Then the end goes on as long as something stands at it. */
const days = (anchor: Instant, n: number, stands: ReadonlyArray<Stretch>, begins: (day: number) => Instant | null, end: (from: Instant | null, day: number) => Instant): Due => {
  let day = dayOf(anchor)
  for (let left = n; left > 0; ) {
    day++
    if (day > LAST) return UNKNOWN
    const at = begins(day)
    if (at === null) continue
    const stood = stoodAt(at, stands)
    if (stood === undefined) left--
    else if (stood.to === null) return null
  }
  let due = end(n === 0 ? anchor : null, day)
  let reached = n === 0 ? anchor : (begins(day) ?? begin(day))
  for (const { from, to } of stands) {
    if (to !== null && to <= reached) continue
    if (Math.max(from, anchor) > due) break
    if (to === null) return null
    reached = to
    due = Math.max(due, end(to, dayOf(to)))
  }
  return due
}

/** Minute after minute; what is not a whole minute is what the first or the last is short of. */
const minutes = (anchor: Instant, length: number, stands: ReadonlyArray<Stretch>, calendar: string): Due => {
  let left = length
  for (let day = dayOf(anchor); day <= LAST; day++) {
    for (const [from, to] of hours(calendar, day)) {
      for (let minute = from; minute < to; minute++) {
        // what of this minute runs: not before the anchor, not while it stands
        const next = begin(day) + (minute + 1) * MINUTE
        let at = Math.max(begin(day) + minute * MINUTE, anchor)
        while (at < next) {
          const stood = stoodAt(at, stands)
          if (stood !== undefined) {
            if (stood.to === null) return null
            at = Math.min(next, stood.to)
            continue
          }
          const until = Math.min(next, ...stands.flatMap((one) => (one.from > at ? [one.from] : [])))
          if (until - at >= left) return stoodAt(at + left, stands) === undefined ? at + left : UNKNOWN
          left -= until - at
          at = until
        }
      }
    }
  }
  return UNKNOWN
}

/** The day so many months later, or the last of a shorter month. */
const monthsLater = (day: number, months: number): number => {
  const [year = 0, month = 0, date = 0] = written(day).split("-").map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return Math.floor(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, last)) / DAY)
}

const unitOf = { "calendar-day": 1, week: 7 } as const
type Family = "days" | "working-day" | "working-hour"
const familyOf = ({ unit }: Term): Family | undefined =>
  unit === "calendar-day" || unit === "week" || unit === "month" || unit === "year" ? "days" : unit === "working-day" || unit === "working-hour" ? unit : undefined

/** A term from its anchor, lengthened by terms of its own kind. */
export const term = (anchor: Instant, terms: readonly [Term, ...ReadonlyArray<Term>], stands: ReadonlyArray<Stretch>, time: TimeConventions): Due => {
  const [first] = terms
  const family = familyOf(first)
  const calendar = first.calendar ?? time.calendar
  if (family === undefined || !knows(calendar, time) || terms.some((one) => familyOf(one) !== family || (family !== "days" && (one.calendar ?? time.calendar) !== calendar))) return UNKNOWN
  const sum = (of: (one: Term) => number): number => terms.reduce((all, one) => all + of(one), 0)
  if (family === "working-hour") return within(minutes(anchor, sum(({ n }) => n) * 60 * MINUTE, stands, calendar))
  if (family === "working-day") {
    return within(days(anchor, sum(({ n }) => n), stands, (day) => (isOpen(calendar, day) ? opening(calendar, day) : null), (from, day) => {
      const late = !isOpen(calendar, day) || (from !== null && from > closing(calendar, day))
      return closing(calendar, late ? openFrom(calendar, day + 1) : day)
    }))
  }
  const after = dayOf(anchor)
  const months = sum(({ n, unit }) => (unit === "month" ? n : unit === "year" ? 12 * n : 0))
  const n = monthsLater(after, months) + sum(({ n, unit }) => n * (unitOf[unit as keyof typeof unitOf] ?? 0)) - after
  return within(days(anchor, n, stands, begin, (_, day) => begin(moved(day, time) + 1)))
}

/** Where the handbook says so, a due day moves to one that opens. */
const moved = (day: number, time: TimeConventions): number => (time.holidays === "stay" ? day : openFrom(time.calendar, day))
const knows = (calendar: string, { zone }: TimeConventions): boolean => zone === "Asia/Shanghai" && (calendar === "office" || calendar === "weekdays")

/** The end of the day it is, or of the next that opens, by the handbook's conventions. */
const sameDay = (anchor: Instant, stands: ReadonlyArray<Stretch>, time: TimeConventions): Due => {
  const { afterClosing, calendar, dayEnds } = time
  const end = (from: Instant): Instant => {
    const day = dayOf(from)
    const before = isOpen(calendar, day) && from <= closing(calendar, day)
    if (before) return dayEnds === "closing" ? closing(calendar, day) : begin(day + 1)
    if (afterClosing === "same-day") return begin(day + 1)
    const next = openFrom(calendar, day + 1)
    return dayEnds === "closing" ? closing(calendar, next) : begin(next + 1)
  }
  let due = end(anchor)
  for (const { from, to } of stands) {
    if (to !== null && to <= anchor) continue
    if (Math.max(from, anchor) > due) break
    if (to === null) return null
    due = end(to)
  }
  return due
}

type Edge = Extract<Deadline, { readonly kind: "edge" }>["at"]

/** Ends and beginnings of spans, days of a month, openings and closings: nothing moves them. */
const edge = (anchor: Instant, at: Edge): Due => {
  const day = dayOf(anchor)
  const [year = 0, month = 0, date = 0] = written(day).split("-").map(Number)
  const of = (y: number, m: number, d: number): number => Math.floor(Date.UTC(y, m - 1, d) / DAY)
  switch (at.edge) {
    case "start":
    case "end": {
      const quarter = month - ((month - 1) % 3)
      const [first, next] = at.span === "day" ? [day, day + 1]
        : at.span === "week" ? [day - weekday(day), day - weekday(day) + 7]
        : at.span === "month" ? [of(year, month, 1), of(year, month + 1, 1)]
        : at.span === "quarter" ? [of(year, quarter, 1), of(year, quarter + 3, 1)]
        : [of(year, 1, 1), of(year + 1, 1, 1)]
      return begin(at.edge === "start" ? first : next)
    }
    case "day-of-month": {
      const last = (m: number): number => of(year, m + 1, 1) - of(year, m, 1)
      const here = Math.min(at.day, last(month))
      return begin(here >= date ? of(year, month, here) + 1 : of(year, month + 1, Math.min(at.day, last(month + 1))) + 1)
    }
    default:
      if (at.calendar !== "office" && at.calendar !== "weekdays") return UNKNOWN
      for (let other = day; other <= LAST; other++) {
        for (const [from, to] of hours(at.calendar, other)) {
          const found = begin(other) + (at.edge === "next-opening" ? from : to) * MINUTE
          // a break at noon is a closing too
          if (found > anchor) return found
        }
      }
      return UNKNOWN
  }
}

/** Back from an agreed moment, or the moment itself; a date means the end of its day. */
const agreed = (of: Value | undefined, before: Term | null, time: TimeConventions): Due => {
  if (typeof of !== "number" && typeof of !== "string") return UNKNOWN
  const day = typeof of === "number" ? dayOf(of - 1) : numbered(of)
  const at = typeof of === "number" ? of : begin(day + 1)
  if (before === null) return at
  const { n, unit } = before
  const calendar = before.calendar ?? time.calendar
  if (!knows(calendar, time) || written(day) < "2026-02-01") return UNKNOWN
  if (unit === "calendar-day" || unit === "week") return begin(day - n * unitOf[unit] + 1)
  if (unit === "month" || unit === "year") return begin(monthsLater(day, -n * (unit === "year" ? 12 : 1)) + 1)
  if (unit === "working-day") {
    let found = day
    for (let left = n; left > 0; ) if (isOpen(calendar, --found)) left--
    return closing(calendar, found)
  }
  if (unit === "working-hour") {
    let left = n * 60
    for (let other = dayOf(at); ; other--) {
      for (const [from, to] of hours(calendar, other).toReversed()) {
        for (let minute = to - 1; minute >= from; minute--) {
          // a minute that is not over then does not count in whole
          if (begin(other) + minute * MINUTE >= at) continue
          if (begin(other) + (minute + 1) * MINUTE > at) return UNKNOWN
          if (--left === 0) return begin(other) + minute * MINUTE
        }
      }
    }
  }
  return UNKNOWN
}

/** Any deadline he knows how to count; `more` was given in addition. `value` reads what an agreed moment says. */
export const due = (
  deadline: Deadline,
  anchor: Instant,
  more: ReadonlyArray<Term>,
  stands: ReadonlyArray<Stretch>,
  time: TimeConventions,
  value: (of: Extract<Deadline, { readonly kind: "moment" }>["moment"]) => Value | undefined
): Due => {
  if (deadline.kind === "after") return "term" in deadline.term ? term(anchor, [deadline.term.term, ...more], stands, time) : UNKNOWN
  if (more.length > 0) return UNKNOWN
  switch (deadline.kind) {
    case "same-day":
      return knows(time.calendar, time) ? within(sameDay(anchor, stands, time)) : UNKNOWN
    case "edge":
      return within(edge(anchor, deadline.at))
    case "moment":
      return within(agreed(value(deadline.moment), null, time))
    case "before":
      return "term" in deadline.term ? within(agreed(value(deadline.moment), deadline.term.term, time)) : UNKNOWN
    default:
      return UNKNOWN
  }
}
