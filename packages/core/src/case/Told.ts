/**
 * Small phrases people read about a case, in English and Chinese: instants, terms, people, how a due instant was
 * found. `Story` and everybody who explains a case use the same ones. Pure: a zone and words are given.
 *
 * @since 0.1.0
 */
import * as Checklist from "../domain/Checklist.ts"
import * as Day from "../domain/Day.ts"
import type { Key } from "../domain/People.ts"
import type { Instant, Term, Unit } from "../domain/Time.ts"
import type { Field, FieldType } from "../domain/Field.ts"
import * as Papers from "../domain/Papers.ts"
import type { Value, Values } from "../domain/Value.ts"
import * as Written from "../domain/Written.ts"
import type { Plan, Words } from "../plan/Plan.ts"
import type { Derivation, DerivationStep } from "./Entry.ts"

export type Language = "en" | "zh"

/** Who reads: his language, the wall clock he looks at, the titles of the procedure. */
export interface Reader {
  readonly language: Language
  readonly zone: string
  readonly words: Words
  /** says of what type values are; without it they are shown as they are kept */
  readonly plan?: Plan | undefined
}

export const pick = <A>(reader: Reader, en: A, zh: A): A => (reader.language === "zh" ? zh : en)

/** The title of a name, or the name; an item of an `each` keeps its number: `solve#2` → `处理（第 2 项）`. */
export const title = (reader: Reader, name: string): string => {
  const [bare = name, ...items] = name.split("#")
  const found = reader.words[reader.language]?.[bare] ?? (bare === "intake" ? pick(reader, "Intake", "受理登记") : bare)
  return items.length === 0 ? found : pick(reader, `${found} ${items.join(".")}`, `${found}（第${items.join(".")}项）`)
}

/** What the wall clock shows; midnight belongs to the day that ends: `2026-03-04 24:00`. */
export const instant = (at: Instant, zone: string): string => {
  const minutes = Day.minutes(at, zone)
  if (minutes === 0) return `${Day.closedBy(at, zone)} 24:00`
  const whole = Math.floor(minutes)
  const clock = `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`
  return `${Day.of(at, zone)} ${clock}`
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

export const term = (reader: Reader, { n, unit }: Term): string =>
  pick(reader, `${n} ${unit.replace("-", " ")}${n === 1 ? "" : "s"}`, `${n}${unitsZh[unit]}`)

/** `cs-supervisor`, `dept-head in engineering-dept`, `wang`: a key as people say it. */
export const key = (reader: Reader, key: Key): string => {
  const kind = key.slice(0, key.indexOf(":"))
  const rest = key.slice(key.indexOf(":") + 1)
  const [name = rest, place] = rest.split("@")
  const where = place === undefined ? "" : title(reader, place)
  const post = (en: string, zh: string): string =>
    pick(reader, where === "" ? en : `${en} in ${where}`, where === "" ? zh : `${where}的${zh}`)
  const it = title(reader, name)
  switch (kind) {
    case "person":
      return name
    case "duty":
      return post(`${it} on duty`, `当班的${it}`)
    case "rank":
      return post(`rank ${it}`, `${it}级`)
    case "top":
      return pick(reader, `highest rank on duty in ${it}`, `${it}当班职级最高者`)
    case "head":
      return pick(reader, `head of ${it}`, `${it}负责人`)
    case "superior":
      return pick(reader, `superior of ${name}`, `${name}的上级`)
    case "dept":
      return pick(reader, `anybody in ${it}`, `${it}任何人`)
    case "area":
      return pick(reader, `in charge of ${it}`, `${it}的责任人`)
    default:
      return post(it, it)
  }
}

export const keys = (reader: Reader, all: ReadonlyArray<Key>): string =>
  all.length === 0 ? pick(reader, "nobody", "无人") : all.map((one) => key(reader, one)).join(pick(reader, " or ", "或"))

/** A value as it reads in a sentence. */
export const value = (it: Value): string =>
  typeof it === "string"
    ? it
    : typeof it === "boolean"
      ? it
        ? "yes"
        : "no"
      : typeof it === "object" && !Array.isArray(it) && "by" in it && Object.keys(it).length === 1
        ? String(it.by)
        : JSON.stringify(it)

const documents = (reader: Reader, papers: Value | undefined): string =>
  (Array.isArray(papers) ? (papers as ReadonlyArray<Value>) : [])
    .flatMap((it) => Papers.of(it) ?? [])
    .map((it) => paper(reader, it))
    .join(pick(reader, ", ", "、"))

/** A paper under its title: `Owner id card (seen and copied)`. */
export const paper = (reader: Reader, it: Papers.Paper): string => Papers.tell(it, reader.language, title(reader, it.document))

/** What of a list was shown, and what is still missing. */
const shownPapers = (reader: Reader, { complete, missing, shown }: Values): string => {
  const all = documents(reader, shown)
  if (complete === true) return pick(reader, `all there: ${all}`, `齐全：${all}`)
  const lacking = documents(reader, missing)
  return pick(
    reader,
    `${all === "" ? "nothing" : all}; missing: ${lacking}`,
    `${all === "" ? "无" : all}；缺：${lacking}`
  )
}

/** How many items there were, and what failed. */
const checked = (reader: Reader, value: Values): string => {
  const items = typeof value["items"] === "object" ? Object.entries(value["items"]) : []
  const said = (name: string, it: Value): string => {
    const { comment } = Checklist.of(it) ?? {}
    return comment === undefined ? title(reader, name) : pick(reader, `${title(reader, name)} (${comment})`, `${title(reader, name)}（${comment}）`)
  }
  const of = (result: Checklist.Result): ReadonlyArray<string> =>
    items.flatMap(([name, it]) => (Checklist.of(it as Value)?.result === result ? [said(name, it as Value)] : []))
  const [failed, none] = [of("fail"), of("not-applicable")]
  const separator = pick(reader, ", ", "、")
  const parts = [
    failed.length === 0
      ? pick(reader, "nothing failed", "无不合格")
      : pick(reader, `failed: ${failed.join(separator)}`, `不合格：${failed.join(separator)}`),
    ...(none.length === 0 ? [] : [pick(reader, `not applicable: ${none.join(separator)}`, `不适用：${none.join(separator)}`)])
  ]
  return `${pick(reader, `${items.length} items, `, `共${items.length}项，`)}${parts.join(pick(reader, "; ", "；"))}`
}

/** What lies in a file: a paper under its title, else the form or field it is. */
export const filed = (reader: Reader, name: string, it?: Papers.Paper): string =>
  it === undefined ? title(reader, name.slice(name.lastIndexOf(".") + 1)) : paper(reader, it)

const one = (reader: Reader, type: FieldType, it: Value): string => {
  if (type.kind === "choice") return title(reader, String(it))
  if (type.kind === "department" || type.kind === "signature") return title(reader, value(it))
  if (type.kind === "yes-no" || type.kind === "tick") return it === true ? pick(reader, "yes", "是") : pick(reader, "no", "否")
  if ((type.kind === "date-time" || type.kind === "appointment") && typeof it === "number") return instant(it, reader.zone)
  if (type.kind === "list" && Array.isArray(it)) {
    return (it as ReadonlyArray<Value>).map((item) => one(reader, type.of, item)).join(pick(reader, "; ", "；"))
  }
  if (type.kind === "rows" && Array.isArray(it)) {
    return (it as ReadonlyArray<Value>).map((row) => one(reader, type, row)).join(pick(reader, "; ", "；"))
  }
  if (type.kind === "rows" && typeof it === "object") {
    return `(${values(reader, it as Values, type.fields)})`
  }
  if (type.kind === "papers" && typeof it === "object") return shownPapers(reader, it as Values)
  if (type.kind === "checklist" && typeof it === "object") return checked(reader, it as Values)
  if (type.kind === "report" && Array.isArray(it)) return pick(reader, `${it.length} row${it.length === 1 ? "" : "s"}`, `${it.length}行`)
  return reader.plan === undefined ? value(it) : Written.show(type, it, { zone: reader.zone, currency: reader.plan.currency })
}

/** A value of a field, as its type is read; as it is kept where the type is not known. */
export const fieldValue = (reader: Reader, type: FieldType | undefined, it: Value): string =>
  type === undefined ? value(it) : one(reader, type, it)

/** A filled form in one line, in the order it was filled: `result: solved, why: …`. */
export const values = (reader: Reader, given: Values, fields: ReadonlyArray<Field>): string =>
  Object.entries(given)
    .flatMap(([name, it]) => {
      const type = fields.find((field) => field.name === name)?.type
      // what is filed is told file by file
      if (type?.kind === "filing") return []
      return `${title(reader, name)}${pick(reader, ": ", "：")}${fieldValue(reader, type, it)}`
    })
    .join(pick(reader, ", ", "，"))

const takesZh = { earlier: "较早者", later: "较晚者", requested: "所要求的" } as const

/** Which of two terms counts, and what the other would have been. */
export const taken = (reader: Reader, take: keyof typeof takesZh, other: Instant | null): string => {
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
export const hours = (reader: Reader, time: number): string => {
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
