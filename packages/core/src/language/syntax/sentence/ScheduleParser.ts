import { oneOf, said } from "../../diagnostic/Phrase.ts"
import { nearest } from "../../diagnostic/Suggest.ts"
import { type Cursor, didYouMean, isWord, miss, missEnd, missWords, peek, place, replace, since, take, takeWord, takeWords } from "../Cursor.ts"
import type { DateLiteral, TimeLiteral } from "../tree/Literal.ts"
import type { Covers, DateRange, EventSource, Every, Weekday } from "../tree/Time.ts"
import { rhythmOf } from "../Habits.ts"
import { timeSpan } from "./DeadlineParser.ts"
import { expression } from "./ExpressionParser.ts"
import { date, time } from "./LiteralParser.ts"
import { whereOf } from "./QueryParser.ts"
import { ref } from "./RefParser.ts"

/** When things happen by themselves: schedules (language §10), events of waits and holds, ranges of dates. */
export const weekdays: ReadonlyArray<Weekday> = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday"
]

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December"
]

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** `Monday` or `Mon`. */
export const weekdayOf = (text: string): Weekday | undefined =>
  weekdays.find((day) => capital(day) === text || capital(day).slice(0, 3) === text)

const aRhythm = said(
  "`day`, `working day`, a weekday such as `Monday`, `week`, `month`, `quarter`, `year`, or `2 times a week`",
  "`day`、`working day`、星期几（如 `Monday`）、`week`、`month`、`quarter`、`year`，或 `2 times a week`"
)

export const every = (cursor: Cursor): Every | undefined => {
  const first = cursor.index
  const span = () => since(cursor, first)
  const count = peek(cursor)
  if (count?.kind === "number") return timesASpan(cursor, first)
  if (takeWords(cursor, "working", "day")) {
    const at = times(cursor)
    return at === undefined ? undefined : { kind: "every-working-day", at, span: span() }
  }
  if (takeWord(cursor, "day") !== undefined) {
    const at = times(cursor)
    return at === undefined ? undefined : { kind: "every-day", at, span: span() }
  }
  if (takeWord(cursor, "week") !== undefined) return { kind: "every-week", span: span() }
  if (takeWord(cursor, "quarter") !== undefined) return quarter(cursor, first)
  if (takeWord(cursor, "month") !== undefined) return month(cursor, first)
  if (takeWord(cursor, "year") !== undefined) return year(cursor, first)
  const weekday = count?.kind === "word" ? weekdayOf(count.text) : undefined
  if (weekday !== undefined) {
    take(cursor)
    const at = times(cursor)
    return at === undefined ? undefined : { kind: "every-weekday", weekday, at, span: span() }
  }
  const meant = count?.kind === "word" ? rhythmOf(count.text) : undefined
  if (count !== undefined && meant !== undefined) {
    const at = peek(cursor, 1)?.kind === "time" && !/week$|month|quarter|year/.test(meant) ? " at" : ""
    return miss(cursor, aRhythm, didYouMean(`${meant}${at}`), replace(cursor, count, `${meant}${at}`))
  }
  const near = count?.kind === "word" ? nearest(count.text, [...weekdays.map(capital), "day", "week", "month", "quarter", "year"], 1)[0] : undefined
  return count === undefined || near === undefined
    ? miss(cursor, aRhythm)
    : miss(cursor, aRhythm, didYouMean(near), replace(cursor, count, near))
}

const timesASpan = (cursor: Cursor, first: number): Every | undefined => {
  const count = peek(cursor)
  if (count === undefined || !/^[1-9]\d{0,3}$/.test(count.text)) return miss(cursor, aRhythm)
  take(cursor)
  if (!takeWords(cursor, "times", "a")) return miss(cursor, oneOf(["times a"]))
  const of = timeSpan(cursor)
  return of === undefined ? undefined : { kind: "times-a-span", times: Number(count.text), of, span: since(cursor, first) }
}

const month = (cursor: Cursor, first: number): Every | undefined => {
  if (takeWord(cursor, "on") === undefined) return { kind: "every-month", day: undefined, span: since(cursor, first) }
  if (takeWords(cursor, "last", "day")) return { kind: "every-month", day: "last", span: since(cursor, first) }
  const number = peek(cursor)
  if (number?.kind === "number" && /^(?:[1-9]|[12]\d|3[01])$/.test(number.text)) {
    return miss(cursor, oneOf(["day", "last day"]), didYouMean(`day ${number.text}`), replace(cursor, number, `day ${number.text}`))
  }
  if (takeWord(cursor, "day") === undefined) return miss(cursor, oneOf(["day", "last day"]))
  const day = dayOfMonth(cursor)
  return day === undefined ? undefined : { kind: "every-month", day, span: since(cursor, first) }
}

const quarter = (cursor: Cursor, first: number): Every | undefined => {
  if (takeWord(cursor, "on") === undefined) return { kind: "every-quarter", day: undefined, span: since(cursor, first) }
  if (!takeWords(cursor, "last", "day")) return miss(cursor, oneOf(["last day"]))
  return { kind: "every-quarter", day: "last", span: since(cursor, first) }
}

const year = (cursor: Cursor, first: number): Every | undefined => {
  if (takeWord(cursor, "on") === undefined) return { kind: "every-year", on: undefined, span: since(cursor, first) }
  const token = peek(cursor)
  const index = token === undefined ? -1 : months.indexOf(token.text)
  if (index < 0) {
    const near = token?.kind === "word" ? nearest(token.text, months, 1)[0] : undefined
    return miss(cursor, said("the name of a month, such as `April`", "月份名称，如 `April`"), near === undefined ? undefined : didYouMean(near))
  }
  take(cursor)
  const day = dayOfMonth(cursor)
  return day === undefined ? undefined : { kind: "every-year", on: { month: index + 1, day }, span: since(cursor, first) }
}

const dayOfMonth = (cursor: Cursor): number | undefined => {
  const token = peek(cursor)
  if (token === undefined || !/^(?:[1-9]|[12]\d|3[01])$/.test(token.text)) {
    return miss(cursor, said("a day of the month (1 to 31)", "几号（1 至 31）"))
  }
  take(cursor)
  return Number(token.text)
}

/** `at 09:00 and 17:00`, or nothing. */
const times = (cursor: Cursor): ReadonlyArray<TimeLiteral> | undefined => {
  const all: Array<TimeLiteral> = []
  if (takeWord(cursor, "at") === undefined) return all
  do {
    const at = time(cursor)
    if (at === undefined) return undefined
    all.push(at)
  } while (takeWord(cursor, "and") !== undefined)
  return all
}

export const covers = (cursor: Cursor): Covers | undefined => {
  const first = cursor.index
  if (takeWord(cursor, "today") !== undefined) return { kind: "covers", which: "this", of: "day", span: since(cursor, first) }
  for (const which of ["this", "last", "next"] as const) {
    if (takeWord(cursor, which) === undefined) continue
    const of = timeSpan(cursor)
    return of === undefined ? undefined : { kind: "covers", which, of, span: since(cursor, first) }
  }
  return missWords(cursor, ["today", "this", "last", "next"])
}

/** `EVENT where EXPR`. */
export const eventSource = (cursor: Cursor): EventSource | undefined => {
  const first = cursor.index
  const event = ref(cursor, said("the name of an event", "一个事件的名称"))
  if (event === undefined) return undefined
  const where = whereOf(cursor, expression)
  if (where === "broken") return undefined
  if (where === undefined && peek(cursor) !== undefined) {
    return missEnd(cursor, ["where"])
  }
  return { kind: "event-source", event, where, span: since(cursor, first) }
}

/** `its end`, or an event. */
export const holdEnd = (cursor: Cursor) => {
  const first = cursor.index
  if (isWord(cursor, "its") && isWord(cursor, "end", 1)) {
    cursor.index += 2
    return { kind: "its-end" as const, span: since(cursor, first) }
  }
  return eventSource(cursor)
}

/** `2026-01-01 to 2026-12-31`. */
export const dateRange = (cursor: Cursor): DateRange | undefined => {
  const first = cursor.index
  const from = date(cursor)
  if (from === undefined) return undefined
  if (takeWord(cursor, "to") === undefined) return missWords(cursor, ["to"])
  const token = peek(cursor)
  const to: DateLiteral | undefined = date(cursor)
  if (to === undefined || token === undefined) return undefined
  if (to.date < from.date) {
    cursor.report.add("sentence-syntax", place(cursor, token), {
      expected: said("a day that is not before the first one", "不早于起始日的日期"),
      found: token.text
    })
    return undefined
  }
  return { kind: "date-range", from, to, span: since(cursor, first) }
}
