/**
 * Terms, reminders, recurrences and opening hours as sentences.
 *
 * @since 0.1.0
 */
import type { Interval } from "../../domain/Calendar.ts"
import type { Anchor, Deadline, Due, Edge, Moment, Reminder, TermSource } from "../../domain/Deadline.ts"
import type { Covers, Recurrence } from "../../domain/Recurrence.ts"
import * as Term from "../../domain/Term.ts"
import type { Term as Length } from "../../domain/Time.ts"
import { people, rule } from "./RuleTold.ts"
import type { Teller } from "./Teller.ts"
import { list, pick, stepNamed, title } from "./Teller.ts"

/** A length with the calendar it counts in, where that is not the usual one. */
export const term = (teller: Teller, it: Length): string =>
  it.calendar === undefined || it.calendar === teller.plan.time.calendar
    ? Term.tell(it, teller.language)
    : pick(teller, `${Term.tell(it, "en")} of ${title(teller, it.calendar)}`, `${Term.tell(it, "zh")}（按${title(teller, it.calendar)}）`)

const source = (teller: Teller, it: TermSource): string => ("term" in it ? term(teller, it.term) : rule(teller, it.value))

export const anchor = (teller: Teller, it: Anchor): string => {
  switch (it.from) {
    case "intake":
      return pick(teller, "the intake", "受理")
    case "its-start":
      return pick(teller, "its start", "其开始")
    case "start-of":
      return pick(teller, `the start of ${stepNamed(teller, it.step)}`, `${stepNamed(teller, it.step)}开始`)
    case "step":
      return it.step === "intake" ? pick(teller, "the intake", "受理") : stepNamed(teller, it.step)
    case "value":
      return rule(teller, it.value)
    case "event":
      return pick(teller, "the event", "事件发生")
  }
}

const anchors = (teller: Teller, all: ReadonlyArray<Anchor>): string => all.map((one) => anchor(teller, one)).join(pick(teller, " or else ", "（没有则）"))

const moment = (teller: Teller, it: Moment): string => (it.moment === "case-due" ? pick(teller, "when the case is due", "事项到期时间") : rule(teller, it.value))

const spans = {
  day: ["day", "日", "每天"],
  week: ["week", "周", "每周"],
  month: ["month", "月", "每月"],
  quarter: ["quarter", "季度", "每季度"],
  year: ["year", "年", "每年"]
} as const

const edge = (teller: Teller, it: Edge): string => {
  switch (it.edge) {
    case "start":
    case "end":
      return pick(teller, `the ${it.edge} of the ${spans[it.span][0]}`, `当${spans[it.span][1]}${it.edge === "end" ? "末" : "初"}`)
    case "day-of-month":
      return pick(teller, `day ${it.day} of the month`, `当月${it.day}日`)
    case "next-opening":
    case "next-closing":
      return pick(teller, `the next ${it.edge.slice(5)} of ${title(teller, it.calendar)}`, `${title(teller, it.calendar)}下一次${it.edge === "next-opening" ? "开放" : "关闭"}`)
  }
}

export const deadline = (teller: Teller, it: Deadline): string => {
  switch (it.kind) {
    case "at-once":
      return pick(teller, "at once", "立即")
    case "after":
      return pick(teller, `${source(teller, it.term)} from ${anchors(teller, it.anchors)}`, `自${anchors(teller, it.anchors)}起${source(teller, it.term)}`)
    case "before":
      return pick(teller, `${source(teller, it.term)} before ${moment(teller, it.moment)}`, `${moment(teller, it.moment)}前${source(teller, it.term)}`)
    case "same-day":
      return pick(teller, `the same day as ${anchors(teller, it.anchors)}`, `与${anchors(teller, it.anchors)}同日`)
    case "edge":
      return pick(teller, `${edge(teller, it.at)} from ${anchors(teller, it.anchors)}`, `自${anchors(teller, it.anchors)}起${edge(teller, it.at)}`)
    case "moment":
      return pick(teller, `by ${moment(teller, it.moment)}`, `${moment(teller, it.moment)}前`)
  }
}

const takes = {
  earlier: ["the earlier of", "取较早者："],
  later: ["the later of", "取较晚者："],
  requested: ["as asked for, of", "按要求取："]
} as const

export const due = (teller: Teller, it: Due): string => {
  const first = deadline(teller, it.within)
  if (it.or === undefined) return first
  const second = deadline(teller, it.or)
  if (it.take === undefined) return list(teller, [first, second], "or")
  if ("fixed" in it.take) return pick(teller, `${takes[it.take.fixed][0]} ${first} and ${second}`, `${takes[it.take.fixed][1]}${first}，${second}`)
  return pick(teller, `${first} or ${second}, as ${rule(teller, it.take.value)} says`, `${first}或${second}（由${rule(teller, it.take.value)}决定）`)
}

export const reminder = (teller: Teller, it: Reminder): string => {
  const when =
    it.at.when === "due"
      ? pick(teller, "when it is due", "到期时")
      : it.at.when === "before"
        ? pick(teller, `${term(teller, it.at.term)} before it is due`, `到期前${term(teller, it.at.term)}`)
        : pick(teller, `every ${term(teller, it.at.term)} after it is due`, `逾期后每${term(teller, it.at.term)}`)
  const during = it.during === undefined ? "" : pick(teller, `, while ${title(teller, it.during)} is open`, `（限${title(teller, it.during)}）`)
  return pick(teller, `${when}, to ${people(teller, it.tell, "and")}, with \`${it.message}\`${during}`, `${when}向${people(teller, it.tell, "and")}发送\`${it.message}\`${during}`)
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const
const weekdaysZh = "一二三四五六日"

const at = (teller: Teller, times: ReadonlyArray<string>): string => (times.length === 0 ? "" : pick(teller, ` at ${list(teller, times)}`, list(teller, times)))

export const recurrence = (teller: Teller, it: Recurrence): string => {
  switch (it.every) {
    case "day":
      return pick(teller, `every day${at(teller, it.at)}`, `每天${at(teller, it.at)}`)
    case "working-day":
      return pick(teller, `every working day of ${title(teller, it.calendar)}${at(teller, it.at)}`, `${title(teller, it.calendar)}每个工作日${at(teller, it.at)}`)
    case "weekday":
      return pick(teller, `every ${weekdays[it.weekday] ?? ""}${at(teller, it.at)}`, `每周${weekdaysZh[it.weekday] ?? ""}${at(teller, it.at)}`)
    case "times":
      return pick(teller, `${it.times} times every ${spans[it.span][0]}`, `${spans[it.span][2]}${it.times}次`)
    case "week":
      return pick(teller, "every week", "每周")
    case "quarter":
      return it.day === "last" ? pick(teller, "the last day of every quarter", "每季度最后一天") : pick(teller, "every quarter", "每季度")
    case "month":
      return it.day === undefined
        ? pick(teller, "every month", "每月")
        : it.day === "last"
          ? pick(teller, "the last day of every month", "每月最后一天")
          : pick(teller, `day ${it.day} of every month`, `每月${it.day}日`)
    case "year":
      return it.on === undefined ? pick(teller, "every year", "每年") : pick(teller, `every year on ${it.on.month}/${it.on.day}`, `每年${it.on.month}月${it.on.day}日`)
  }
}

export const covers = (teller: Teller, { of, which }: Covers): string =>
  of === "day" ? { this: pick(teller, "that day", "当日"), last: pick(teller, "the day before", "前一日"), next: pick(teller, "the day after", "次日") }[which] :
  pick(teller, `${which} ${spans[of][0]}`, `${{ this: "本", last: "上", next: "下" }[which]}${spans[of][1]}`)

const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`

/** `Monday to Friday 08:30–17:30`: days with the same hours that follow one another together. */
export const hours = (teller: Teller, week: ReadonlyArray<ReadonlyArray<Interval>>): string => {
  const shown = week.map((day) => day.map(([from, to]) => `${clock(from)}–${clock(to)}`).join(pick(teller, ", ", "、")))
  const runs: Array<{ readonly first: number; readonly last: number; readonly open: string }> = []
  for (const [day, open] of shown.entries()) {
    const run = runs.at(-1)
    if (run !== undefined && run.open === open) runs[runs.length - 1] = { ...run, last: day }
    else runs.push({ first: day, last: day, open })
  }
  const day = (which: number): string => pick(teller, (weekdays[which] ?? "").slice(0, 3), `周${weekdaysZh[which] ?? ""}`)
  return runs
    .filter(({ open }) => open !== "")
    .map(({ first, last, open }) => `${first === last ? day(first) : pick(teller, `${day(first)}–${day(last)}`, `${day(first)}至${day(last)}`)} ${open}`)
    .join(pick(teller, "; ", "；"))
}
