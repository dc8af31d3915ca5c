/**
 * Values as people write them in a form, a scenario or a journal: `600 CNY`, `yes`, `2026-03-04 24:00`. Reading is by
 * the type of the field; showing gives back what reads the same (a time that the clocks show twice reads as the first).
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import * as Checklist from "./Checklist.ts"
import * as Day from "./Day.ts"
import * as Decimal from "./Decimal.ts"
import type { FieldType, Filed } from "./Field.ts"
import * as Papers from "./Papers.ts"
import * as Term from "./Term.ts"
import type { Instant, Term as Length } from "./Time.ts"
import { units } from "./Time.ts"
import type { Value, Values } from "./Value.ts"

/**
 * What a written value means depends on the handbook's zone and currency.
 *
 * @since 0.1.0
 */
export interface Place {
  readonly zone: string
  readonly currency: string
  /** who reads: in his language, and papers, choices and departments under their titles; without it as a form has it */
  readonly language?: string
  readonly titles?: { readonly [name: string]: string }
}

/** One thing said in both languages. */
export interface Said {
  readonly en: string
  readonly zh: string
}

const both = (en: string, zh: string): Said => ({ en, zh })

/**
 * What a value of a type looks like, in words for a refusal.
 *
 * @since 0.1.0
 */
export const expected = (type: FieldType, place: Place): Said => {
  switch (type.kind) {
    case "yes-no":
    case "tick":
      return both("yes or no", "是或否")
    case "whole-number":
      return both("a whole number", "整数")
    case "number":
      return both("a number", "数字")
    case "percent":
      return both("a percentage, like 70%", "百分比，如 70%")
    case "money": {
      const places = Decimal.places(place.currency)
      return both(
        `an amount in ${place.currency}${places === 0 ? "" : ` with at most ${places} decimals`}`,
        `${place.currency} 金额${places === 0 ? "" : `，最多 ${places} 位小数`}`
      )
    }
    case "date":
      return both("a day, like 2026-03-02", "日期，如 2026-03-02")
    case "time":
      return both("a time of day, like 09:00", "时刻，如 09:00")
    case "date-time":
    case "appointment":
      return both("a day and time, like 2026-03-02 16:30", "日期和时刻，如 2026-03-02 16:30")
    case "period":
      return both("a first and a last day, like 2026-03-01 to 2026-03-31", "起止日期，如 2026-03-01 to 2026-03-31")
    case "term":
      return both("a length of time with its unit, like 48 hours or 2 working days, or at once", "带单位的时间长度，如 48 hours 或 2 working days，或 at once")
    case "choice":
      return both(`one of ${type.values.join(", ")}`, `其中之一：${type.values.join("、")}`)
    case "signature":
      return both("who signed", "签字人")
    case "list": {
      const each = expected(type.of, place)
      return both(`a list, each ${each.en}`, `列表，每项为${each.zh}`)
    }
    case "rows": {
      const names = type.fields.map(({ name }) => name)
      return both(`rows of ${names.join(", ")}`, `若干行，每行填写${names.join("、")}`)
    }
    case "report":
      return both("nothing: it is filled in by itself", "不用填写：由系统自动填入")
    case "plugin":
      return both(`a ${type.name}`, type.name)
    case "papers": {
      const some = Papers.all(type.needs).slice(0, 2).map(Papers.write)
      return both(`papers of the list, like ${some.join(", ")}`, `清单上的资料，如 ${some.join("、")}`)
    }
    case "paper":
      return both("a document and its manner, like owner-id-card seen-and-copied", "资料及其形式，如 owner-id-card seen-and-copied")
    case "filing": {
      const names = type.what.map(({ name }) => name)
      return both(`what is in its place: ${names.join(", ")}`, `已归位的资料：${names.join("、")}`)
    }
    case "checklist":
      return both(
        `${Checklist.results.join(", ")} for each of ${type.items.join(", ")}`,
        `逐项填写 ${Checklist.results.join("、")}：${type.items.join("、")}`
      )
    case "party":
    case "staff":
    case "person":
      return both("a person", "人员")
    case "unit":
      return both("a unit", "房号")
    case "department":
      return both("a department", "部门")
    case "phone-number":
      return both("a phone number", "电话号码")
    case "case":
      return both("a case", "事项")
    case "attachment":
      return both("a file", "附件")
    default:
      return both("a text", "文字")
  }
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const timePattern = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/

/**
 * Whether a text is a time of day; `24:00` is the end of it.
 *
 * @since 0.1.0
 */
export const isTime = (text: string): boolean => timePattern.test(text)

const written = /^(\d{4}-\d\d-\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/
const absolute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/

const instantOf = (text: string, zone: string): Instant | undefined => {
  if (absolute.test(text)) {
    const at = Date.parse(text)
    return Number.isNaN(at) ? undefined : at
  }
  const [, day = "", hours = "", minutes = "", seconds = "0", fraction = "0"] = written.exec(text) ?? []
  if (!Day.valid(day) || !isTime(`${hours}:${minutes}`) || Number(seconds) > 59) return undefined
  const rest = Number(seconds) * 1000 + Number(fraction.padEnd(3, "0"))
  return Day.at(day, Number(hours) * 60 + Number(minutes), zone) + rest
}

const termPattern = /^(\d+) +([a-z]+(?: +[a-z]+)?) *$/

const termOf = (text: string): Value | undefined => {
  if (text === "at once" || text === "at-once") return "at-once"
  const [, front = text, calendar] = /^(.*\S) +in +([a-z][a-z0-9-]*)$/.exec(text) ?? []
  const [, n = "", words = ""] = termPattern.exec(front) ?? []
  const name = words.replace(/ +/, "-")
  const unit = units.find((unit) => unit === name || `${unit}s` === name)
  if (unit === undefined || !Number.isSafeInteger(Number(n))) return undefined
  if (calendar !== undefined && !unit.startsWith("working")) return undefined
  return { n: Number(n), unit, ...(calendar === undefined ? {} : { calendar }) }
}

const amount = (written: unknown): Decimal.Decimal | undefined =>
  typeof written === "number" || typeof written === "string" ? Decimal.of(written) : undefined

/** `undefined` when it is not of that type; {@link read} puts that into words. */
const scalar = (type: FieldType, written: unknown, { currency, zone }: Place): Value | undefined => {
  const text = typeof written === "string" ? written.trim() : typeof written === "number" ? String(written) : undefined
  switch (type.kind) {
    case "yes-no":
    case "tick":
      return typeof written === "boolean" ? written : text === "yes" ? true : text === "no" ? false : undefined
    case "choice": {
      const name = typeof written === "boolean" ? (written ? "yes" : "no") : text
      return name !== undefined && type.values.includes(name) ? name : undefined
    }
    case "whole-number":
      return text !== undefined && /^-?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? Number(text) : undefined
    case "number": {
      const found = amount(text)
      return found === undefined ? undefined : Decimal.write(found)
    }
    case "percent": {
      const found = amount(text?.replace(/ *%$/, ""))
      return found === undefined ? undefined : Decimal.write(found)
    }
    case "money": {
      const [, number = "", of = currency] = /^(\S+)(?: +([A-Z]{3}))?$/.exec(text ?? "") ?? []
      const found = of === currency ? amount(number) : undefined
      const exact = found === undefined ? undefined : Decimal.write(found)
      return exact !== undefined && (exact.split(".")[1] ?? "").length <= Decimal.places(currency) ? exact : undefined
    }
    case "date":
      return text !== undefined && Day.valid(text) ? text : undefined
    case "time":
      return text !== undefined && isTime(text) ? text : undefined
    case "date-time":
    case "appointment":
      if (typeof written === "number") return Number.isSafeInteger(written) ? written : undefined
      return text === undefined ? undefined : instantOf(text, zone)
    case "period": {
      const [start, end] = isObject(written) ? [written["start"], written["end"]] : (text ?? "").split(/ +to +/)
      if (typeof start !== "string" || typeof end !== "string" || !Day.valid(start) || !Day.valid(end)) return undefined
      return start <= end ? { start, end } : undefined
    }
    case "term":
      if (isObject(written)) {
        const term = Term.of(written as Values)
        return term === undefined ? undefined : { ...term }
      }
      return text === undefined ? undefined : termOf(text)
    case "signature": {
      if (!isObject(written)) return text === undefined || text === "" ? undefined : { by: text }
      const { by, evidence } = written
      if (typeof by !== "string" || by === "") return undefined
      return typeof evidence === "string" ? { by, evidence } : { by }
    }
    case "papers":
      return papersOf(written)
    case "paper":
      return paperOf(written)
    case "checklist":
      return checklistOf(type.items, written)
    case "filing":
      return Array.isArray(written) && written.every((it) => typeof it === "string" && named(type.what, it))
        ? [...new Set<string>(written)]
        : undefined
    case "report":
    case "plugin":
    case "list":
    case "rows":
      return undefined
    default:
      return text === "" ? undefined : text
  }
}

const paperOf = (written: unknown): Papers.Paper | undefined =>
  typeof written === "string" ? Papers.read(written) : Papers.of(written as Value)

/** As the handbook writes them, `[owner-id-card seen-and-copied]`, or as they are kept. */
const papersOf = (written: unknown): Value | undefined => {
  const list = isObject(written) ? written["shown"] : written
  if (!Array.isArray(list)) return undefined
  const shown = list.map(paperOf)
  return shown.includes(undefined) ? undefined : { shown: shown.filter((it) => it !== undefined) }
}

/** `{ walls: pass, floors: { result: fail, comment: … } }`, or as it is kept. */
const checklistOf = (known: ReadonlyArray<string>, written: unknown): Value | undefined => {
  if (!isObject(written)) return undefined
  const kept = !known.includes("items") && isObject(written["items"]) ? written["items"] : written
  const items: { [item: string]: Value } = {}
  for (const [item, it] of Object.entries(kept)) {
    const checked = Checklist.of(it as Value)
    if (checked === undefined || !known.includes(item)) return undefined
    items[item] = checked
  }
  return { items }
}

/** Papers are named together, or one by one: `verify.shown`, `verify.shown.owner-id-card`. */
const named = (what: ReadonlyArray<Filed>, text: string): boolean =>
  what.some((it) => it.name === text || (it.is === "papers" && it.documents.some((one) => `${it.name}.${one}` === text)))

const readRow = (
  type: Extract<FieldType, { readonly kind: "rows" }>,
  written: unknown,
  place: Place
): Result.Result<Values, string> => {
  if (!isObject(written)) return Result.fail(expected(type, place).en)
  const row: { [field: string]: Value } = {}
  for (const [name, cell] of Object.entries(written)) {
    const field = type.fields.find((field) => field.name === name)
    if (field === undefined) return Result.fail(`no field ${name}, only ${type.fields.map(({ name }) => name).join(", ")}`)
    const value = read(field.type, cell, place)
    if (Result.isFailure(value)) return Result.fail(`in ${name}, ${value.failure}`)
    row[name] = value.success
  }
  return Result.succeed(row)
}

/**
 * A scalar, list or map as YAML or JSON gave it becomes a {@link Value}; the failure says in words what was expected.
 *
 * @since 0.1.0
 */
export const read = (type: FieldType, written: unknown, place: Place): Result.Result<Value, string> => {
  if (type.kind !== "list" && type.kind !== "rows") {
    const value = scalar(type, written, place)
    return value === undefined ? Result.fail(expected(type, place).en) : Result.succeed(value)
  }
  if (!Array.isArray(written)) return Result.fail(expected(type, place).en)
  const values: Array<Value> = []
  for (const item of written) {
    const value = type.kind === "list" ? read(type.of, item, place) : readRow(type, item, place)
    if (Result.isFailure(value)) return Result.fail(value.failure)
    values.push(value.success)
  }
  return Result.succeed(values)
}

const two = (n: number): string => String(n).padStart(2, "0")

/**
 * An instant as the wall clock of the zone shows it, `2026-03-02 16:30`; seconds only where there are any.
 *
 * @since 0.1.0
 */
export const showInstant = (at: Instant, zone: string): string => {
  const minutes = Math.floor(Day.minutes(at, zone))
  const rest = ((at % 60_000) + 60_000) % 60_000
  const seconds = rest === 0 ? "" : `:${two(Math.floor(rest / 1000))}`
  const fraction = rest % 1000 === 0 ? "" : `.${String(rest % 1000).padStart(3, "0")}`
  return `${Day.of(at, zone)} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${seconds}${fraction}`
}

/**
 * A due instant: the end of a day is `24:00` of that day (A-2).
 *
 * @since 0.1.0
 */
export const showDue = (at: Instant, zone: string): string => {
  const day = Day.closedBy(at, zone)
  return Day.end(day, zone) === at ? `${day} 24:00` : showInstant(at, zone)
}

/**
 * A term in words: `48 hours`, `1 working day in office`.
 *
 * @since 0.1.0
 */
const said = ({ language }: Place, en: string, zh: string): string => (language === "zh" ? zh : en)

export const showTerm = ({ calendar, n, unit }: Length): string => {
  const words = unit.replace("-", " ")
  return `${n} ${words}${n === 1 ? "" : "s"}${calendar === undefined ? "" : ` in ${calendar}`}`
}

const showMoney = (value: Value, { currency }: Place): string => {
  const [whole = "", fraction] = String(value).split(".")
  return `${whole}${fraction === undefined ? "" : `.${fraction.padEnd(Decimal.places(currency), "0")}`} ${currency}`
}

const separator = ({ language }: Place): string => (language === "zh" ? "、" : ", ")

const showPaper = (value: Value, { language = "en", titles }: Place): string => {
  const paper = Papers.of(value)
  return paper === undefined ? String(value) : Papers.tell(paper, language, titles?.[paper.document])
}

/**
 * A value in the form people write it.
 *
 * @since 0.1.0
 */
export const show = (type: FieldType, value: Value, place: Place): string => {
  switch (type.kind) {
    case "yes-no":
    case "tick":
      return value === true ? said(place, "yes", "是") : said(place, "no", "否")
    case "choice":
    case "department":
      return place.titles?.[String(value)] ?? String(value)
    case "percent":
      return `${String(value)}%`
    case "money":
      return showMoney(value, place)
    case "date-time":
    case "appointment":
      return typeof value === "number" ? showInstant(value, place.zone) : String(value)
    case "period":
      return isObject(value) ? `${String(value["start"])}${said(place, " to ", "至")}${String(value["end"])}` : String(value)
    case "term": {
      const term = Term.of(value)
      if (term === undefined) return said(place, "at once", "立即")
      return place.language === "zh" ? Term.tell(term, "zh") : showTerm(term)
    }
    case "signature":
      return isObject(value) ? String(value["by"]) : String(value)
    case "paper":
      return showPaper(value, place)
    case "papers": {
      const shown = isObject(value) ? value["shown"] : undefined
      return Array.isArray(shown) ? shown.map((it) => showPaper(it as Value, place)).join(separator(place)) : String(value)
    }
    case "checklist":
      return isObject(value) && isObject(value["items"])
        ? Object.entries(value["items"]).map(([item, it]) => `${item}: ${Checklist.of(it as Value)?.result ?? ""}`).join(", ")
        : String(value)
    case "filing":
      return Array.isArray(value) ? value.join(", ") : String(value)
    case "list":
      if (type.of.kind === "paper" && Array.isArray(value)) return value.map((it) => showPaper(it as Value, place)).join(separator(place))
      return Array.isArray(value) ? value.map((one) => show(type.of, one, place)).join(", ") : String(value)
    case "rows": {
      const cells = (row: Values) =>
        type.fields.flatMap(({ name, type }) => (row[name] === undefined ? [] : [`${name}: ${show(type, row[name], place)}`]))
      const rows: ReadonlyArray<Value> = Array.isArray(value) ? value : []
      return rows.map((row) => (isObject(row) ? cells(row as Values).join(", ") : String(row))).join("; ")
    }
    default:
      return typeof value === "object" ? JSON.stringify(value) : String(value)
  }
}

