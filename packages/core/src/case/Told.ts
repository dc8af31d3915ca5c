/**
 * Small phrases people read about a case, in English and Chinese: instants, terms, people, values. `Story` and everybody who explains a case use the same ones. Pure: a zone and words are given.
 *
 * @since 0.1.0
 */
import * as Checklist from "../domain/Checklist.ts"
import * as Day from "../domain/Day.ts"
import type { Key } from "../domain/People.ts"
import * as Terms from "../domain/Term.ts"
import type { Instant, Term } from "../domain/Time.ts"
import type { Field, FieldType } from "../domain/Field.ts"
import * as Papers from "../domain/Papers.ts"
import type { Value, Values } from "../domain/Value.ts"
import * as Written from "../domain/Written.ts"
import * as Hidden from "./Hidden.ts"
import type { Plan, Words } from "../plan/Plan.ts"

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

/** Names that no file gives: orders, a case that was called off, the hand-over task. */
const ours: { readonly [name: string]: { readonly en: string; readonly zh: string } } = {
  intake: { en: "Intake", zh: "受理登记" },
  cancelled: { en: "cancelled", zh: "已取消" },
  claim: { en: "claim", zh: "领取" },
  "give-back": { en: "give-back", zh: "退回" },
  transfer: { en: "transfer", zh: "转办" },
  delegate: { en: "delegate", zh: "委派" },
  return: { en: "return", zh: "驳回" },
  withdraw: { en: "withdraw", zh: "撤回" },
  terminate: { en: "terminate", zh: "终止" },
  urge: { en: "urge", zh: "催办" },
  extend: { en: "extend", zh: "延期" },
  suspend: { en: "suspend", zh: "暂停" },
  resume: { en: "resume", zh: "恢复" },
  "add-signer": { en: "add-signer", zh: "加签" },
  rebook: { en: "rebook", zh: "改约" },
  amend: { en: "amend", zh: "更正" },
  note: { en: "note", zh: "备注" }
}

/** What the engine tells by itself, where the procedure has no text of its own for it. */
export const message = (reader: Reader, name: string, step: string): string => {
  switch (name) {
    case "nobody":
      return pick(reader, `nobody is there for ${title(reader, step)}`, `“${title(reader, step)}”无人在岗`)
    case "urge":
      return pick(reader, `${title(reader, step)} is urged`, `催办“${title(reader, step)}”`)
    case "suspension-over":
      return pick(reader, "the suspension is over", "暂停期已满")
    default:
      return title(reader, name)
  }
}

/** The title of a name, or the name; an item of an `each` keeps its number: `solve#2` → `处理（第 2 项）`. */
export const title = (reader: Reader, name: string): string => {
  if (name === Hidden.text) return confidential(reader)
  const [bare = name, ...items] = name.split("#")
  const found = reader.words[reader.language]?.[bare] ?? ours[bare]?.[reader.language] ?? bare
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

export const term = (reader: Reader, it: Term): string => Terms.tell(it, reader.language)

/** `cs-supervisor`, `dept-head in engineering-dept`, `wang`: a key as people say it. */
export const key = (reader: Reader, of: Key): string => {
  const kind = of.slice(0, of.indexOf(":"))
  const rest = of.slice(of.indexOf(":") + 1)
  if (rest === Hidden.text) return confidential(reader)
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
      return pick(reader, `superior of ${key(reader, rest as Key)}`, `${key(reader, rest as Key)}的上级`)
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

/** Who is told something: all of them, a department as a whole. */
export const everybody = (reader: Reader, all: ReadonlyArray<Key>): string =>
  all.length === 0
    ? keys(reader, all)
    : all.map((one) => (one.startsWith("dept:") ? title(reader, one.slice("dept:".length)) : key(reader, one))).join(pick(reader, " and ", "、"))

/** A value as it reads in a sentence. */
export const value = (it: Value): string =>
  Hidden.is(it)
    ? "▒▒▒"
    : typeof it === "string"
    ? it
    : typeof it === "boolean"
      ? it
        ? "yes"
        : "no"
      : typeof it === "object" && !Array.isArray(it) && "by" in it && Object.keys(it).length === 1
        ? String(it.by)
        : JSON.stringify(it, (_, one: unknown) => (Hidden.is(one) ? "▒▒▒" : one))

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
  if (Hidden.is(it)) return confidential(reader)
  if (type.kind === "choice") return title(reader, String(it))
  if (type.kind === "department" || type.kind === "signature") return title(reader, value(it))
  if (type.kind === "yes-no" || type.kind === "tick" || type.kind === "term") return bare(reader, it)
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
  return reader.plan === undefined
    ? value(it)
    : Written.show(type, it, { zone: reader.zone, currency: reader.plan.currency, language: reader.language })
}

/** A value of which only itself is known, as a decision or a computation leaves it: a term is told as a term. */
export const bare = (reader: Reader, it: Value): string =>
  typeof it === "boolean"
    ? it
      ? pick(reader, "yes", "是")
      : pick(reader, "no", "否")
    : it === "at-once"
    ? pick(reader, "at once", "立即")
    : typeof it === "object" && "n" in it && typeof it["n"] === "number" && typeof it["unit"] === "string"
    ? term(reader, it as unknown as Term)
    : value(it)

/** What a reader may not see. */
export const confidential = (reader: Reader): string => pick(reader, "(confidential)", "（保密）")

/** A value of a field, as its type is read; as it is kept where the type is not known. */
export const fieldValue = (reader: Reader, type: FieldType | undefined, it: Value): string =>
  Hidden.is(it) ? confidential(reader) : type === undefined ? bare(reader, it) : one(reader, type, it)

/** The title of a field: some files give it one of its own at a step (`plan.plan`). */
export const fieldTitle = (reader: Reader, step: string, field: string): string =>
  reader.words[reader.language]?.[`${step.split("#")[0] ?? ""}.${field}`] ?? title(reader, field)

/** A filled form in one line, in the order it was filled: `result: solved, why: …`; `step` is whose form it is. */
export const values = (reader: Reader, given: Values, fields: ReadonlyArray<Field>, step = ""): string =>
  Object.entries(given)
    .flatMap(([name, it]) => {
      const type = fields.find((field) => field.name === name)?.type
      // what is filed is told file by file
      if (type?.kind === "filing") return []
      return `${fieldTitle(reader, step, name)}${pick(reader, ": ", "：")}${fieldValue(reader, type, it)}`
    })
    .join(pick(reader, ", ", "，"))
