import { oneOf, said } from "../../diagnostic/Phrase.ts"
import { type Cursor, didYouMean, expectWord, isSign, miss, peek, place, replace, since, take, takeWord } from "../Cursor.ts"
import { weekdaysOf } from "../Habits.ts"
import type { Shown, Measure } from "../tree/Handbook.ts"
import type { OpenHours, Weekday } from "../tree/Time.ts"
import type { Path } from "../tree/Scenario.ts"
import { expression, unit } from "./ExpressionParser.ts"
import { time } from "./LiteralParser.ts"
import { rows, whereOf } from "./QueryParser.ts"
import { name, ref } from "./RefParser.ts"
import { weekdayOf, weekdays } from "./ScheduleParser.ts"

/** The small sentences of a handbook's registers and calendars, and the paths of scenarios. */

/** `ROWS where EXPR`, `sum E over ROWS where EXPR`: what a quota measures. */
export const measure = (cursor: Cursor): Measure | undefined => {
  const first = cursor.index
  let sum
  if (takeWord(cursor, "sum") !== undefined) {
    sum = unit(cursor)
    if (sum === undefined || expectWord(cursor, "over") === undefined) return undefined
  }
  const from = rows(cursor)
  if (from === undefined) return undefined
  const where = whereOf(cursor, expression)
  if (where === "broken") return undefined
  return { kind: "measure", sum, rows: from, where, span: since(cursor, first) }
}

/** `count`, `sum COLUMN`. */
export const shown = (cursor: Cursor): Shown | undefined => {
  const first = cursor.index
  if (takeWord(cursor, "count") !== undefined) return { kind: "show-count", span: since(cursor, first) }
  if (takeWord(cursor, "sum") === undefined) return miss(cursor, oneOf(["count", "sum COLUMN"]))
  const column = name(cursor, said("the name of a column", "一个栏目的名称"))
  return column === undefined ? undefined : { kind: "show-sum", column, span: since(cursor, first) }
}

const aDay = said("a weekday such as `Mon`, or a range such as `Mon-Fri`", "星期几，如 `Mon`，或范围，如 `Mon-Fri`")

/** The key of opening hours: `Sat`, `Mon-Fri`. */
export const days = (cursor: Cursor): ReadonlyArray<Weekday> | undefined => {
  const token = peek(cursor)
  const parts = (token?.text ?? "").split("-").map(weekdayOf)
  const [from, to] = parts
  if (token === undefined || parts.length > 2 || from === undefined || parts.length === 2 && to === undefined) {
    const meant = token === undefined ? undefined : weekdaysOf(token.text)
    return token === undefined || meant === undefined
      ? miss(cursor, aDay)
      : miss(cursor, aDay, didYouMean(meant), replace(cursor, token, meant))
  }
  take(cursor)
  const begin = weekdays.indexOf(from)
  const length = to === undefined ? 1 : (weekdays.indexOf(to) - begin + 7) % 7 + 1
  return Array.from({ length }, (_, i) => weekdays[(begin + i) % 7] ?? from)
}

/** `08:30-12:00 13:30-17:30`. */
export const hours = (cursor: Cursor): OpenHours["hours"] | undefined => {
  const all: Array<OpenHours["hours"][number]> = []
  while (peek(cursor) !== undefined) {
    const first = cursor.index
    const from = time(cursor)
    if (from === undefined) return undefined
    if (!isSign(cursor, "-")) {
      const between = peek(cursor)
      const until = said("`-` and the closing time", "`-` 加结束时刻")
      return between !== undefined && (between.text === "to" || "~～—–至到".includes(between.text))
        ? miss(cursor, until, didYouMean("-"), { ...replace(cursor, between, "-"), safe: true })
        : miss(cursor, until)
    }
    take(cursor)
    const until = peek(cursor)
    const to = time(cursor)
    if (to === undefined || until === undefined) return undefined
    const span = since(cursor, first)
    const before = all.at(-1)?.to.time ?? "00:00"
    if (to.time <= from.time || from.time < before) {
      cursor.report.add("sentence-syntax", to.time <= from.time ? place(cursor, until) : from.span, {
        expected: said("times in the order of the day", "按先后顺序排列的时刻"),
        found: to.time <= from.time ? to.time : from.time
      })
      return undefined
    }
    all.push({ from, to, span })
  }
  return all.length === 0 ? miss(cursor, said("opening hours such as `08:30-17:30`", "开放时间，如 `08:30-17:30`")) : all
}

/** `handle`, `objection/solve 1`. */
export const path = (cursor: Cursor): Path | undefined => {
  const first = cursor.index
  const parts: Array<Path["parts"][number]> = []
  do {
    const begin = cursor.index
    const found = ref(cursor, said("the name of a step", "一个步骤的名称"))
    if (found === undefined) return undefined
    let item: number | undefined
    const count = peek(cursor)
    if (count?.kind === "number") {
      if (!/^[1-9]\d{0,3}$/.test(count.text)) return miss(cursor, said("the number of an item, from 1 on", "第几项（从 1 起）"))
      item = Number(count.text)
      take(cursor)
    }
    parts.push({ ref: found, item, span: since(cursor, begin) })
    if (!isSign(cursor, "/")) break
    take(cursor)
  } while (peek(cursor) !== undefined || miss(cursor, said("the name of a step", "一个步骤的名称")) !== undefined)
  if (cursor.tokens.at(-1)?.text === "/") return undefined
  return { kind: "path", parts, span: since(cursor, first) }
}

