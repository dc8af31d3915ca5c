import { oneOf, said } from "../../diagnostic/Phrase.ts"
import { nearest } from "../../diagnostic/Suggest.ts"
import type { Fix } from "../../diagnostic/Diagnostic.ts"
import { between } from "../../source/Span.ts"
import { type Cursor, didYouMean, isWord, miss, peek, place, replace, since, take, takeWord, takeWords } from "../Cursor.ts"
import type { Token } from "../Lexer.ts"
import type { Term, TermUnit } from "../tree/Literal.ts"
import { counted, unitOf as unitFor } from "../Habits.ts"
import { name } from "./RefParser.ts"

/** Terms: `30 calendar days`, `1 working hour in office`. */
const simple: Readonly<Record<string, TermUnit>> = {
  minute: "minute",
  minutes: "minute",
  hour: "hour",
  hours: "hour",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  year: "year",
  years: "year"
}

const double: Readonly<Record<string, Readonly<Record<string, TermUnit>>>> = {
  working: { hour: "working-hour", hours: "working-hour", day: "working-day", days: "working-day" },
  calendar: { day: "calendar-day", days: "calendar-day" },
  exact: { day: "exact-day", days: "exact-day" }
}

/** Words that people write for a unit, and what the language calls it. */
const aliases: Readonly<Record<string, string>> = {
  h: "hours",
  hr: "hours",
  hrs: "hours",
  min: "minutes",
  mins: "minutes",
  business: "working",
  work: "working",
  workday: "working days",
  workdays: "working days",
  natural: "calendar",
  workinghours: "working hours"
}

const unitWords = ["calendar days", "working days", "exact days", "hours", "working hours", "minutes", "weeks", "months", "years"]

/** Does a term begin here? A number that is followed by a word which is no operator. */
export const beginsTerm = (cursor: Cursor): boolean => {
  const token = peek(cursor)
  const next = peek(cursor, 1)
  if (token?.kind !== "number" || next?.kind !== "word") return false
  if (simple[next.text] !== undefined || aliases[next.text] !== undefined || unitFor(next.text) !== undefined) return true
  if (isWord(cursor, "day", 1) || isWord(cursor, "days", 1)) return true
  return double[next.text] !== undefined
}

export const term = (cursor: Cursor): Term | undefined => {
  const first = cursor.index
  const count = peek(cursor)
  if (count === undefined || count.kind !== "number") {
    return miss(cursor, said("a term such as `3 working days`", "一个期限，如 `3 working days`"))
  }
  if (!/^\d{1,9}$/.test(count.text)) {
    const half = /^(\d{1,4})\.(5|25|75)$/.exec(count.text)
    const unit = peek(cursor, 1)
    // half an hour is thirty minutes
    if (half !== null && unit !== undefined && /^hours?$/.test(unit.text)) {
      const instead = `${Number(count.text) * 60} minutes`
      return miss(cursor, said("a whole number", "一个整数"), didYouMean(instead), {
        title: said(`Write \`${instead}\``, `改写为 \`${instead}\``), safe: false, edits: [{ span: between(place(cursor, count), place(cursor, unit)), text: instead }]
      })
    }
    return miss(cursor, said("a whole number", "一个整数"))
  }
  take(cursor)
  const unit = unitOf(cursor, count)
  if (unit === undefined) return undefined
  let calendar
  if (takeWord(cursor, "in") !== undefined) {
    calendar = name(cursor, said("the name of a calendar", "一个日历的名称"))
    if (calendar === undefined) return undefined
  }
  return { kind: "term", count: Number(count.text), unit, calendar, span: since(cursor, first) }
}

const unitOf = (cursor: Cursor, count: Token): TermUnit | undefined => {
  const token = peek(cursor)
  if (token === undefined || isWord(cursor, "from") || isWord(cursor, "before") || token.kind !== "word" && token.kind !== "unknown") {
    cursor.report.add("unit-missing", place(cursor, count), { count: count.text })
    return undefined
  }
  const one = simple[token.text]
  if (one !== undefined) {
    take(cursor)
    return one
  }
  if (isWord(cursor, "day") || isWord(cursor, "days")) return bareDays(cursor, count, token)
  const second = peek(cursor, 1)
  const two = second === undefined ? undefined : double[token.text]?.[second.text]
  if (two !== undefined) {
    cursor.index += 2
    return two
  }
  const alias = aliases[token.text]
  const chinese = token.kind === "word" ? unitFor(token.text) : undefined
  if (chinese === "day") return bareDays(cursor, count, token)
  if (chinese !== undefined) {
    const span = between(place(cursor, count), place(cursor, token))
    const instead = counted(count.text, chinese)
    cursor.report.add("sentence-syntax", span, {
      expected: said(`a term such as \`${instead}\``, `期限，如 \`${instead}\``),
      found: `${count.text}${token.joined ? "" : " "}${token.text}`
    }, { fix: { title: said(`Write \`${instead}\``, `改写为 \`${instead}\``), safe: true, edits: [{ span, text: instead }] } })
    return undefined
  }
  if (double[token.text] !== undefined) {
    take(cursor)
    return miss(cursor, oneOf(Object.keys(double[token.text] ?? {}).filter((word) => word.endsWith("s"))))
  }
  const near = alias ?? nearest(token.text, [...Object.keys(simple), ...Object.keys(double)], 1)[0]
  return miss(
    cursor,
    said(`a unit of time (${oneOf(unitWords).en})`, `时间单位（${oneOf(unitWords).zh}）`),
    near === undefined ? undefined : didYouMean(near),
    near === undefined ? undefined : replace(cursor, token, near)
  )
}

/** `2 days` is told, with its four meanings as fixes; the rest of the sentence is not judged. */
const bareDays = (cursor: Cursor, count: Token, unit: Token): undefined => {
  const span = between(place(cursor, count), place(cursor, unit))
  const n = count.text
  const s = n === "1" ? "" : "s"
  const hours = String(Number(n) * 24)
  const fix = (text: string, en: string, zh: string): Fix => ({
    title: said(`\`${text}\`: ${en}`, `\`${text}\`：${zh}`),
    safe: false,
    edits: [{ span, text }]
  })
  cursor.report.add("bare-days", span, { written: `${n}${unit.joined ? "" : " "}${unit.text}` }, {
    fixes: [
      fix(`${n} calendar day${s}`, "until 24:00 of the last day", "到最后一天的 24:00"),
      fix(`${n} working day${s}`, "closed days do not count, until closing", "休息日不计，到下班为止"),
      fix(`${n} exact day${s}`, "of 24 hours each, to the minute", "每天整 24 小时，精确到分"),
      fix(`${hours} hours`, "the same, said in hours", "同上，按小时写")
    ]
  })
  return undefined
}

/** `at once`. */
export const takeAtOnce = (cursor: Cursor): boolean => takeWords(cursor, "at", "once")

