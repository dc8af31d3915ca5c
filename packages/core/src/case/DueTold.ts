/**
 * How a due instant was found, told to people in English and Chinese: what was counted from where, which days counted,
 * when the clock stood, what was given in addition. In one line, or day by day.
 *
 * @since 0.1.0
 */
import type { Instant } from "../domain/Time.ts"
import type { Derivation, DerivationStep } from "./Entry.ts"
import { instant, pick, term, title } from "./Told.ts"
import type { Reader } from "./Told.ts"

const takesZh = { earlier: "较早者", later: "较晚者", requested: "所要求的" } as const

/** Which of two terms counts, and what the other would have been. */
const taken = (reader: Reader, take: keyof typeof takesZh, other: Instant | null): string => {
  const rest = other === null ? "" : instant(other, reader.zone)
  return pick(
    reader,
    `the ${take} of two terms${rest === "" ? "" : `, the other is ${rest}`}`,
    `两个期限取${takesZh[take]}${rest === "" ? "" : `，另一个为${rest}`}`
  )
}

const anchor = (reader: Reader, of: string): string => {
  switch (of) {
    case "intake":
      return pick(reader, "intake", "受理")
    case "its-start":
      return pick(reader, "its start", "本步骤开始")
    case "event":
      return pick(reader, "the event", "事件发生")
    case "value":
      return pick(reader, "the date given", "所填日期")
    default: {
      const step = of.startsWith("start of ") ? of.slice("start of ".length) : undefined
      return step === undefined ? title(reader, of) : pick(reader, `the start of ${title(reader, step)}`, `${title(reader, step)}开始`)
    }
  }
}

/** The days of a list, shortened where they follow one another: `03-03, 03-04` or `03-03 to 03-31`. */
const days = (reader: Reader, all: ReadonlyArray<string>): string => {
  const short = (day: string): string => day.slice(5)
  const first = all[0]
  const last = all.at(-1)
  if (first === undefined || last === undefined) return ""
  return all.length > 3
    ? pick(reader, `${short(first)} … ${short(last)}`, `${short(first)}至${short(last)}`)
    : all.map(short).join(pick(reader, ", ", "、"))
}

const edgesZh: { readonly [word: string]: string } = { day: "当日", week: "当周", month: "当月", quarter: "当季", year: "当年" }

/** `end of month`, `next opening of office` as people say it. */
const edge = (reader: Reader, written: string): string => {
  const [word = "", which = "", of = ""] = written.split(" ")
  if (word === "next") {
    const calendar = title(reader, written.slice(written.lastIndexOf(" ") + 1))
    const what = which === "opening" ? "开放" : "关闭"
    return pick(reader, `next ${which} of ${calendar}`, `${calendar}下一次${what}时刻`)
  }
  return pick(reader, written, word === "day" ? `每月${which}日` : `${edgesZh[of] ?? of}${word === "end" ? "末" : "初"}`)
}

/** A length of opening time: `2 h 30 min`. */
const hours = (reader: Reader, time: number): string => {
  const [whole, rest] = [Math.floor(time / 3_600_000), Math.round((time % 3_600_000) / 60_000)]
  const parts = [
    ...(whole > 0 ? [pick(reader, `${whole} h`, `${whole}小时`)] : []),
    ...(rest > 0 || whole === 0 ? [pick(reader, `${rest} min`, `${rest}分钟`)] : [])
  ]
  return parts.join(pick(reader, " ", ""))
}

/** How a due instant was found, in one line. */
export const derivation = (reader: Reader, found: Derivation): string => {
  const { anchor: from, steps } = found
  const kind =
    found.term === "at-once"
      ? pick(reader, "at once", "立即")
      : found.term === "same-day"
        ? pick(reader, "the same day", "当天")
        : found.term === "moment"
          ? pick(reader, "an agreed moment", "约定时间")
          : found.term === "edge"
            ? found.edge === undefined ? pick(reader, "a point of the calendar", "日历时点") : edge(reader, found.edge)
            : term(reader, found.term)
  const since =
    found.term === "moment" || found.term === "at-once"
      ? kind
      : found.before !== undefined
        ? pick(reader, `${kind} before ${instant(found.before, reader.zone)}`, `${instant(found.before, reader.zone)}前${kind}`)
      : pick(
          reader,
          `${kind} ${found.term === "same-day" ? "as" : "from"} ${anchor(reader, from.of)} (${instant(from.at, reader.zone)})`,
          found.term === "same-day"
            ? `与${anchor(reader, from.of)}（${instant(from.at, reader.zone)}）同日`
            : found.term === "edge"
              ? `按${anchor(reader, from.of)}（${instant(from.at, reader.zone)}）取${kind}`
              : `自${anchor(reader, from.of)}（${instant(from.at, reader.zone)}）起${kind}`
        )
  const of = (what: "counted" | "closed" | "stood"): ReadonlyArray<string> =>
    steps.flatMap((step) => (step.what === what && "day" in step ? [step.day] : []))
  const said: Array<string> = []
  const counted = of("counted")
  if (counted.length > 0) said.push(pick(reader, `counted ${days(reader, counted)}`, `计入${days(reader, counted)}`))
  const open = steps.flatMap((step) => (step.what === "open" ? [`${step.day.slice(5)} ${hours(reader, step.time)}`] : []))
  if (open.length > 0) said.push(pick(reader, `counted ${open.join(", ")}`, `计入${open.join("、")}`))
  const closed = of("closed")
  if (closed.length > 0) said.push(pick(reader, `closed on ${days(reader, closed)}`, `${days(reader, closed)}休息不计`))
  const stood = of("stood")
  if (stood.length > 0) said.push(pick(reader, `stood still on ${days(reader, stood)}`, `${days(reader, stood)}停表不计`))
  for (const step of steps) {
    // the days that did not count say it already
    if (step.what === "stood-for" && stood.length === 0) {
      const [start, end] = [instant(step.from, reader.zone), step.to === null ? "…" : instant(step.to, reader.zone)]
      said.push(pick(reader, `stood still ${start} to ${end}`, `${start}至${end}停表`))
    } else if (step.what === "extended") {
      const by = "until" in step.by ? instant(step.by.until, reader.zone) : term(reader, step.by)
      said.push(pick(reader, `extended: ${by}`, `延期：${by}`))
    } else if (step.what === "moved") {
      said.push(pick(reader, `moved from ${step.from} to ${step.to}`, `由${step.from}顺延至${step.to}`))
    } else if (step.what === "taken") said.push(taken(reader, step.take, step.other))
  }
  if (found.provisional !== undefined) {
    said.push(
      pick(
        reader,
        `provisional: the calendar ${found.provisional.calendar} is not known from ${found.provisional.from} on`,
        `暂定：日历${found.provisional.calendar}自${found.provisional.from}起未知`
      )
    )
  }
  return said.length === 0 ? since : pick(reader, `${since}; ${said.join("; ")}`, `${since}；${said.join("；")}`)
}

const stepLine = (reader: Reader, step: DerivationStep): string => {
  const told = (en: string, zh: string): string => pick(reader, en, zh)
  switch (step.what) {
    case "counted":
      return told(`${step.day}: counts`, `${step.day}：计入`)
    case "closed":
      return told(`${step.day}: closed, does not count`, `${step.day}：休息，不计`)
    case "stood":
      return told(`${step.day}: the clock stood when it began, does not count`, `${step.day}：当日开始时停表，不计`)
    case "stood-for": {
      const from = instant(step.from, reader.zone)
      const to = step.to === null ? told("now", "现在") : instant(step.to, reader.zone)
      return told(`stood still from ${from} to ${to}`, `${from}至${to}停表`)
    }
    case "extended": {
      const by = "until" in step.by ? instant(step.by.until, reader.zone) : term(reader, step.by)
      return told(`extended: ${by}`, `延期：${by}`)
    }
    case "taken":
      return taken(reader, step.take, step.other)
    case "open":
      return told(`${step.day}: ${hours(reader, step.time)} of opening time count`, `${step.day}：计入开放时间${hours(reader, step.time)}`)
    case "moved":
      return told(`moved from ${step.from} to ${step.to}`, `由${step.from}顺延至${step.to}`)
  }
}

/** How a due instant was found, day by day: what is counted from where, then a line for each day and change. */
export const dayByDay = (reader: Reader, found: Derivation): ReadonlyArray<string> => [
  derivation(reader, { ...found, steps: [] }),
  ...found.steps.map((step) => {
    const { provisional } = found
    const assumed = provisional !== undefined && "day" in step && step.day >= provisional.from
    return `${stepLine(reader, step)}${assumed ? pick(reader, " (assumed)", "（按每周时间推定）") : ""}`
  })
]
