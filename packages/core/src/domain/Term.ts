/**
 * Terms counted on from a moment or back from one (language §7.1), without pauses; `case/Derive` adds those. Four
 * families count differently: exact time, open time, days, and open days.
 *
 * @since 0.1.0
 */
import * as Calendar from "./Calendar.ts"
import * as Day from "./Day.ts"
import type { Instant, LocalDate, Term, Unit } from "./Time.ts"
import type { Value } from "./Value.ts"
import { units } from "./Time.ts"

export type Family = "exact" | "open-time" | "days" | "open-days"

const families: { readonly [unit in Unit]: Family } = {
  minute: "exact",
  hour: "exact",
  "exact-day": "exact",
  "working-hour": "open-time",
  "calendar-day": "days",
  week: "days",
  month: "days",
  year: "days",
  "working-day": "open-days"
}

/** How a unit counts. */
export const family = (unit: Unit): Family => families[unit]

/**
 * A term as a value holds it; `undefined` for `at-once` and everything else.
 *
 * @since 0.1.0
 */
export const of = (value: Value | undefined): Term | undefined => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const { calendar, n, unit } = value as { readonly [field: string]: Value | undefined }
  if (typeof n !== "number" || !Number.isInteger(n) || n < 0 || !units.includes(unit as Unit)) return undefined
  return { n, unit: unit as Unit, ...(typeof calendar === "string" ? { calendar } : {}) }
}

const unitsZh: { readonly [unit in Unit]: string } = {
  minute: "分钟",
  hour: "小时",
  "working-hour": "个工作小时",
  "working-day": "个工作日",
  "calendar-day": "个自然日",
  "exact-day": "个24小时",
  week: "周",
  month: "个月",
  year: "年"
}

/**
 * A term as people say it: `2 calendar days`, `2个自然日`.
 *
 * @since 0.1.0
 */
export const tell = ({ n, unit }: Term, language: "en" | "zh"): string =>
  language === "zh" ? `${n}${unitsZh[unit]}` : `${n} ${unit.replace("-", " ")}${n === 1 ? "" : "s"}`

/**
 * Length of an exact term or, as open time, of working hours, in ms; 0 for days.
 *
 * @since 0.1.0
 */
export const length = ({ n, unit }: Term): number => {
  const each = unit === "minute" ? 60_000 : unit === "hour" || unit === "working-hour" ? 3_600_000 : 86_400_000
  return family(unit) === "exact" || family(unit) === "open-time" ? n * each : 0
}

/** Months of a month or year term, else 0. */
export const months = ({ n, unit }: Term): number => (unit === "month" ? n : unit === "year" ? 12 * n : 0)

/** Days of a day or week term, else 0. */
export const days = ({ n, unit }: Term): number => (unit === "calendar-day" ? n : unit === "week" ? 7 * n : 0)

/** Where terms are counted: the calendars by name, the one meant when none is named, the zone. */
export interface Ground {
  readonly calendars: Calendar.Calendars
  readonly calendar: string
  readonly zone: string
}

/** The calendar a term counts in. */
export const calendarOf = (term: Term, ground: Ground): Calendar.Calendar | undefined =>
  Calendar.named(ground.calendars, term.calendar ?? ground.calendar)

/**
 * The civil day so many days, weeks, months or open days after (`1`) or before (`-1`) a day. Exact terms and open time
 * have no answer here.
 *
 * @since 0.1.0
 */
export const shiftDay = (
  day: LocalDate,
  term: Term,
  sign: 1 | -1,
  ground: Ground
): Calendar.Found<LocalDate | null> => {
  switch (family(term.unit)) {
    case "days":
      return { value: Day.add(Day.addMonths(day, sign * months(term)), sign * days(term)), assumed: null }
    case "open-days": {
      const calendar = calendarOf(term, ground)
      return calendar === undefined ? { value: null, assumed: null } : Calendar.openDay(calendar, day, sign * term.n)
    }
    default:
      return { value: null, assumed: null }
  }
}

/**
 * The instant a term after or before another: exact time and open time exactly, days at the same time on the wall.
 *
 * @since 0.1.0
 */
export const shift = (at: Instant, term: Term, sign: 1 | -1, ground: Ground): Calendar.Found<Instant | null> => {
  switch (family(term.unit)) {
    case "exact":
      return { value: at + sign * length(term), assumed: null }
    case "open-time": {
      const calendar = calendarOf(term, ground)
      if (calendar === undefined) return { value: null, assumed: null }
      return (sign === 1 ? Calendar.addOpenTime : Calendar.subtractOpenTime)(calendar, at, length(term))
    }
    default: {
      const found = shiftDay(Day.of(at, ground.zone), term, sign, ground)
      if (found.value === null) return { value: null, assumed: found.assumed }
      return { value: Day.at(found.value, Day.minutes(at, ground.zone), ground.zone), assumed: found.assumed }
    }
  }
}

/**
 * Which of two terms is longer: negative, 0 or positive; `undefined` where nobody can say (a month and thirty days).
 *
 * @since 0.1.0
 */
export const compare = (left: Term, right: Term): number | undefined => {
  if (family(left.unit) === "days" && family(right.unit) === "days") {
    const [inDays, inMonths] = [days(left) - days(right), months(left) - months(right)]
    if (inMonths === 0) return inDays
    return inDays === 0 ? inMonths : undefined
  }
  if (family(left.unit) !== family(right.unit) || left.calendar !== right.calendar) return undefined
  return left.unit === "working-day" ? left.n - right.n : length(left) - length(right)
}
