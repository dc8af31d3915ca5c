/**
 * Civil days and wall clocks in an IANA zone. A day runs from its first instant to that of the next day, whether it has
 * 23, 24 or 25 hours; "24:00" of a day is 00:00 of the next. Only `Intl` knows the zones; what it said is kept, since
 * asking it is a thousand times dearer than adding. Days outside the years 1 to 9999 are clamped, so nothing throws.
 *
 * @since 0.1.0
 */
// `Date` only as arithmetic on a number that is given; nobody asks it for the time.
// @effect-diagnostics globalDate:off
import type { Instant, LocalDate } from "./Time.ts"

const minute = 60_000
const dayLength = 86_400_000
/** 0001-01-01 and 9999-12-31 as days since 1970 */
const first = -719_162
const last = 2_932_896

interface Zone {
  readonly format: Intl.DateTimeFormat
  /** offset at 00:00 UTC, by days since 1970 */
  readonly offsets: Map<number, number>
  /** instant of 00:00 of a local day, by days since 1970 */
  readonly starts: Map<number, Instant>
}
const zones = new Map<string, Zone>()
const kept = 20_000

const zoneOf = (zone: string): Zone => {
  let found = zones.get(zone)
  if (found === undefined) {
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric"
    })
    found = { format, offsets: new Map(), starts: new Map() }
    zones.set(zone, found)
  }
  return found
}

/** Into the range; what is no number at all is its beginning. */
const clamp = (n: number, low: number, high: number): number => (n > low ? Math.min(n, high) : low)

/** `00:00Z` of a civil day as a number; `Date.UTC` reads the years below 100 as 19xx. */
const utc = (year: number, month: number, day: number): number => {
  const at = Date.UTC(2000, month, day)
  return year >= 2000 && year <= 9999 ? Date.UTC(year, month, day) : new Date(at).setUTCFullYear(year, month, day)
}

const ask = (zone: Zone, at: Instant): number => {
  const seen: Record<string, number> = {}
  for (const part of zone.format.formatToParts(at)) seen[part.type] = Number(part.value)
  const { year = 1970, month = 1, day = 1, hour = 0, minute: minutes = 0, second = 0 } = seen
  const wall = utc(year, month - 1, day) + hour * 3_600_000 + minutes * minute + second * 1000
  return wall - Math.floor(at / 1000) * 1000
}

const offsetAtDay = (zone: Zone, day: number): number => {
  const known = zone.offsets.get(day)
  if (known !== undefined) return known
  const offset = ask(zone, day * dayLength)
  if (zone.offsets.size >= kept) zone.offsets.clear()
  zone.offsets.set(day, offset)
  return offset
}

/** Local minus UTC, ms. Between two equal midnights nothing changed. */
const offset = (zone: Zone, at: Instant): number => {
  const clamped = clamp(at, first * dayLength, last * dayLength)
  const day = Math.floor(clamped / dayLength)
  const before = offsetAtDay(zone, day)
  return before === offsetAtDay(zone, day + 1) ? before : ask(zone, clamped)
}

/** The instant a wall clock shows `wall` (ms as if UTC): the earlier one of two, the end of the gap for one of none. */
const instant = (zone: Zone, wall: number): Instant => {
  const before = offset(zone, wall - dayLength)
  const after = offset(zone, wall + dayLength)
  if (before === after) return wall - before
  if (offset(zone, wall - before) === before) return wall - before
  if (offset(zone, wall - after) === after) return wall - after
  let low = wall - Math.max(before, after)
  let high = wall - Math.min(before, after)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (offset(zone, middle) === before) low = middle
    else high = middle
  }
  return high
}

const numbers = new Map<LocalDate, number>()
const texts = new Map<number, LocalDate>()

/** Days since 1970-01-01. */
export const number = (day: LocalDate): number => {
  const known = numbers.get(day)
  if (known !== undefined) return known
  const found = utc(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / dayLength
  if (numbers.size >= kept) numbers.clear()
  numbers.set(day, found)
  return found
}

/** The civil day so many days after 1970-01-01. */
export const ofNumber = (days: number): LocalDate => {
  const known = texts.get(days)
  if (known !== undefined) return known
  const text = new Date(clamp(days, first, last) * dayLength).toISOString().slice(0, 10)
  if (texts.size >= kept) texts.clear()
  texts.set(days, text)
  return text
}

/**
 * Whether a text is a civil day of the years 1 to 9999: `2026-02-28`, not `2026-02-30`.
 *
 * @since 0.1.0
 */
export const valid = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith("0000") && ofNumber(number(text)) === text

/**
 * The civil day of an instant.
 *
 * @since 0.1.0
 */
export const of = (at: Instant, zone: string): LocalDate => ofNumber(Math.floor((at + offset(zoneOf(zone), at)) / dayLength))

/**
 * The day an instant *closes*: a due of Thursday 24:00 is Thursday's although the instant is Friday's first.
 *
 * @since 0.1.0
 */
export const closedBy = (at: Instant, zone: string): LocalDate => of(at - 1, zone)

/**
 * The first instant of a day; 00:00, or later where the clocks jump over midnight.
 *
 * @since 0.1.0
 */
export const start = (day: LocalDate, zone: string): Instant => {
  const known = zoneOf(zone)
  const days = number(day)
  const found = known.starts.get(days)
  if (found !== undefined) return found
  const at = instant(known, days * dayLength)
  if (known.starts.size >= kept) known.starts.clear()
  known.starts.set(days, at)
  return at
}

/**
 * 24:00 of a day, the first instant of the next.
 *
 * @since 0.1.0
 */
export const end = (day: LocalDate, zone: string): Instant => start(add(day, 1), zone)

/**
 * When the wall clock shows so many minutes since midnight: 1440 is the end of the day. A time that the clocks skip is
 * the instant they jump; of a time they show twice the first is meant.
 *
 * @since 0.1.0
 */
export const at = (day: LocalDate, minutes: number, zone: string): Instant => {
  if (minutes <= 0) return start(day, zone)
  if (minutes >= 1440) return end(day, zone)
  return instant(zoneOf(zone), number(day) * dayLength + Math.round(minutes * minute))
}

/**
 * What the wall clock shows: minutes since midnight, with their fraction.
 *
 * @since 0.1.0
 */
export const minutes = (at: Instant, zone: string): number => {
  const wall = at + offset(zoneOf(zone), at)
  return (wall - Math.floor(wall / dayLength) * dayLength) / minute
}

/** So many days later (or earlier). */
export const add = (day: LocalDate, days: number): LocalDate => ofNumber(number(day) + days)

/** Days from one day to another, negative when it is earlier. */
export const between = (from: LocalDate, to: LocalDate): number => number(to) - number(from)

/**
 * The same day so many months later, or the last day of that month.
 *
 * @since 0.1.0
 */
export const addMonths = (day: LocalDate, months: number): LocalDate => {
  const all = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(all / 12), ((all % 12) + 12) % 12]
  if (!(year >= 1 && year <= 9999)) return ofNumber(months < 0 ? first : last)
  const first1 = utc(year, month, 1) / dayLength
  return ofNumber(Math.min(first1 + Number(day.slice(8, 10)) - 1, utc(year, month + 1, 1) / dayLength - 1))
}

/** 0 is Monday, 6 Sunday. */
export const weekday = (day: LocalDate): number => (((number(day) + 3) % 7) + 7) % 7

export type Span = "day" | "week" | "month" | "quarter" | "year"

/** The first day of the week (Monday), month, quarter or year a day is in. */
export const firstOf = (day: LocalDate, span: Span): LocalDate => {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  switch (span) {
    case "day":
      return day
    case "week":
      return add(day, -weekday(day))
    case "month":
      return `${day.slice(0, 7)}-01`
    case "quarter":
      return `${year}-${String(month - ((month - 1) % 3)).padStart(2, "0")}-01`
    case "year":
      return `${year}-01-01`
  }
}

const months = { month: 1, quarter: 3, year: 12 } as const

/** The first day of the next week, month, quarter or year. */
export const firstOfNext = (day: LocalDate, span: Span): LocalDate => {
  const begin = firstOf(day, span)
  if (span === "day" || span === "week") return add(begin, span === "day" ? 1 : 7)
  return addMonths(begin, months[span])
}

/** The last day of the week (Sunday), month, quarter or year a day is in. */
export const lastOf = (day: LocalDate, span: Span): LocalDate => add(firstOfNext(day, span), -1)
