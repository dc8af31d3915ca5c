import { said } from "../../diagnostic/Phrase.ts"
import { type Cursor, isSign, peek, place, since, take, takeWord } from "../Cursor.ts"
import { isDate, isTime } from "../Clock.ts"
import { dateAt, timeAt } from "../Habits.ts"
import type { DateLiteral, DateTimeLiteral, Literal, NumberLiteral, PercentLiteral, TimeLiteral } from "../tree/Literal.ts"
import { beginsTerm, takeAtOnce, term } from "./TermParser.ts"
import { miss, missMeant } from "../Cursor.ts"

/** Values written in the file. `undefined`: none begins here; `"broken"`: one begins and is told. */
export const literal = (cursor: Cursor): Literal | undefined | "broken" => {
  const first = cursor.index
  if (takeAtOnce(cursor)) return { kind: "term-literal", term: undefined, span: since(cursor, first) }
  if (takeWord(cursor, "yes") !== undefined) return { kind: "yes-no", value: true, span: since(cursor, first) }
  if (takeWord(cursor, "no") !== undefined) return { kind: "yes-no", value: false, span: since(cursor, first) }
  if (takeWord(cursor, "today") !== undefined) return { kind: "instant", instant: "today", span: since(cursor, first) }
  if (takeWord(cursor, "now") !== undefined) return { kind: "instant", instant: "now", span: since(cursor, first) }
  const token = peek(cursor)
  if (token?.kind === "date") return date(cursor) ?? "broken"
  if (token?.kind === "number") {
    if (beginsTerm(cursor)) {
      const found = term(cursor)
      return found === undefined ? "broken" : { kind: "term-literal", term: found, span: found.span }
    }
    return amount(cursor) ?? "broken"
  }
  const next = peek(cursor, 1)
  return isSign(cursor, "-") && next?.kind === "number" && next.joined ? amount(cursor) ?? "broken" : undefined
}

const amount = (cursor: Cursor): Literal | undefined => {
  const first = cursor.index
  const minus = isSign(cursor, "-") ? take(cursor) : undefined
  const number = take(cursor)
  if (number === undefined) return undefined
  const decimal = `${minus === undefined ? "" : "-"}${number.text}`
  if (isSign(cursor, "%")) {
    take(cursor)
    return { kind: "percent", decimal, span: since(cursor, first) }
  }
  const unit = peek(cursor)
  if (unit?.kind === "word" && /^[A-Z]{3}$/.test(unit.text)) {
    take(cursor)
    return {
      kind: "money",
      decimal,
      currency: { kind: "name", text: unit.text, span: place(cursor, unit) },
      span: since(cursor, first)
    }
  }
  return { kind: "number", decimal, span: since(cursor, first) }
}

export const aDate = said("a date such as `2026-03-04`", "一个日期，如 `2026-03-04`")
const anExistingDate = said("a day that exists", "一个存在的日期")
export const aTime = said("a time such as `09:00`", "一个时刻，如 `09:00`")
export const aPercent = said("a percentage such as `30%`", "一个百分比，如 `30%`")
export const aNumber = said("a number", "一个数字")

export const date = (cursor: Cursor): DateLiteral | undefined => {
  const token = peek(cursor)
  const meant = token === undefined || (token.kind === "date" && isDate(token.text)) ? undefined : dateAt(cursor.scalar.text.slice(token.start))
  if (meant !== undefined && (meant.instead === undefined || isDate(meant.instead)) && meant.instead !== token?.text) {
    return missMeant(cursor, meant, aDate, said("The year is missing.", "缺少年份。"), dateAt)
  }
  if (token?.kind !== "date") return miss(cursor, aDate)
  if (!isDate(token.text)) return miss(cursor, anExistingDate)
  take(cursor)
  return { kind: "date", date: token.text, span: place(cursor, token) }
}

export const time = (cursor: Cursor): TimeLiteral | undefined => {
  const token = peek(cursor)
  if (token?.kind !== "time" || !isTime(token.text)) {
    const meant = token === undefined ? undefined : timeAt(cursor.scalar.text.slice(token.start))
    return meant?.instead !== undefined && isTime(meant.instead) ? missMeant(cursor, meant, aTime, aTime) : miss(cursor, aTime)
  }
  take(cursor)
  return { kind: "time", time: token.text, span: place(cursor, token) }
}

export const dateTime = (cursor: Cursor): DateTimeLiteral | undefined => {
  const first = cursor.index
  const day = date(cursor)
  const clock = day === undefined ? undefined : time(cursor)
  return day === undefined || clock === undefined
    ? undefined
    : { kind: "date-time", date: day.date, time: clock.time, span: since(cursor, first) }
}

export const number = (cursor: Cursor): NumberLiteral | undefined => {
  const next = isSign(cursor, "-") ? peek(cursor, 1) : peek(cursor)
  if (next?.kind !== "number") return miss(cursor, aNumber)
  const first = cursor.index
  const minus = isSign(cursor, "-") ? take(cursor) : undefined
  take(cursor)
  return { kind: "number", decimal: `${minus === undefined ? "" : "-"}${next.text}`, span: since(cursor, first) }
}

export const percent = (cursor: Cursor): PercentLiteral | undefined => {
  const token = peek(cursor)
  if (token?.kind !== "number" || !isSign(cursor, "%", 1)) return miss(cursor, aPercent)
  const first = cursor.index
  cursor.index += 2
  return { kind: "percent", decimal: token.text, span: since(cursor, first) }
}
