/**
 * A date on which promises do not fit, told to a colleague: when the case begins, how long each step may take and which
 * days were counted, and what was due when. In English and Chinese.
 */
import * as Day from "../../domain/Day.ts"
import * as Calendar from "../../domain/Calendar.ts"
import type { Deadline } from "../../domain/Deadline.ts"
import * as Term from "../../domain/Term.ts"
import type { Instant, LocalDate, Term as Length, Unit } from "../../domain/Time.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Procedure } from "../model/Model.ts"
import type { Ruler } from "./Ruler.ts"
import { termOf } from "./Timeline.ts"

const weekdays: ReadonlyArray<readonly [string, string]> = [
  ["Mon", "周一"], ["Tue", "周二"], ["Wed", "周三"], ["Thu", "周四"], ["Fri", "周五"], ["Sat", "周六"], ["Sun", "周日"]
]

/** `Wed 2026-09-30 08:30`; midnight belongs to the day that ends. */
export const instant = (at: Instant, zone: string): Said => {
  const closes = Day.start(Day.of(at, zone), zone) === at
  const day = closes ? Day.closedBy(at, zone) : Day.of(at, zone)
  const minutes = closes ? 1440 : Math.floor(Day.minutes(at, zone))
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
  const [en = "", zh = ""] = weekdays[Day.weekday(day)] ?? []
  return said(`${en} ${day} ${clock}`, `${day}（${zh}）${clock}`)
}

const units: { readonly [unit in Unit]: readonly [string, string] } = {
  minute: ["minute", "分钟"],
  hour: ["hour", "小时"],
  "working-hour": ["working hour", "个工作小时"],
  "working-day": ["working day", "个工作日"],
  "calendar-day": ["calendar day", "个自然日"],
  "exact-day": ["exact day", "个 24 小时"],
  week: ["week", "周"],
  month: ["month", "个月"],
  year: ["year", "年"]
}

export const length = ({ n, unit }: Length): Said => {
  const [en, zh] = units[unit]
  return said(`${n} ${en}${n === 1 ? "" : "s"}`, `${n} ${zh}`)
}

/** `03-03, 03-04`, or `03-03 … 03-12` when there are many. */
const days = (all: ReadonlyArray<LocalDate>): Said => {
  const short = all.map((day) => day.slice(5))
  const many = `${short[0]} … ${short.at(-1)}`
  return short.length > 3 ? said(many, many) : said(short.join(", "), short.join("、"))
}

/** Days of a term shown at most; a longer one is told by its length. */
const most = 60

/** What a term counted from its anchor to its end: `3 working days: 10-08, 10-09, 10-10; closed 10-01 … 10-07`. */
export const counted = (
  deadline: Deadline,
  anchor: Instant | undefined,
  due: Instant,
  procedure: Procedure,
  ruler: Ruler
): Said => {
  if (deadline.kind !== "after" && deadline.kind !== "before") return named(deadline)
  const term = termOf(deadline.term, procedure)
  if (term === undefined || term === null) return named(deadline)
  const own = length(term)
  if (deadline.kind === "before") return said(`${own.en} before`, `提前 ${own.zh}`)
  const family = Term.family(term.unit)
  const { zone } = ruler.time
  if (anchor === undefined || (family !== "days" && family !== "open-days")) return own
  const [after, last] = [Day.of(anchor, zone), Day.closedBy(due, zone)]
  const between = Day.between(after, last)
  if (between > most || between < 1) return own
  const all = Array.from({ length: between }, (_, i) => Day.add(after, i + 1))
  const calendar = family === "open-days" || ruler.time.holidays !== "stay" ? ruler.calendar(term.calendar) : undefined
  const isOpen = (day: LocalDate) => calendar === undefined || Calendar.hours(calendar, day).length > 0
  if (family === "open-days") {
    const closed = all.filter((day) => !isOpen(day))
    const [counts, rest] = [days(all.filter(isOpen)), days(closed)]
    return said(
      `${own.en}: ${counts.en}${closed.length === 0 ? "" : `; closed ${rest.en}`}`,
      `${own.zh}：${counts.zh}${closed.length === 0 ? "" : `；休息 ${rest.zh}`}`
    )
  }
  return said(`${own.en}: ${days(all).en}`, `${own.zh}：${days(all).zh}`)
}

const spans: { readonly [span in Day.Span]: string } = { day: "当日", week: "当周", month: "当月", quarter: "当季", year: "当年" }

const named = (deadline: Deadline): Said => {
  if (deadline.kind === "same-day") return said("the same day", "当天")
  if (deadline.kind !== "edge") return said("the time that is set", "所定时间")
  const { at } = deadline
  switch (at.edge) {
    case "end":
    case "start":
      return said(`${at.edge} of ${at.span}`, `${spans[at.span]}${at.edge === "end" ? "末" : "初"}`)
    case "day-of-month":
      return said(`day ${at.day} of month`, `每月 ${at.day} 日`)
    case "next-opening":
      return said(`next opening of ${at.calendar}`, `${at.calendar} 下一次开放`)
    case "next-closing":
      return said(`next closing of ${at.calendar}`, `${at.calendar} 下一次关闭`)
  }
}
