/**
 * The types sentences are checked with (language §7.3): those of fields, and a few that only exist between two
 * words of a sentence (unrounded money, a rank, a row). `unknown` is what a part has that was already reported: it
 * fits everywhere, so that no slip is told twice.
 */
import type { ExpressionType } from "../../domain/Expression.ts"
import type { FieldType } from "../../domain/Field.ts"
import * as Papers from "../../domain/Papers.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { listEn, listZh } from "../diagnostic/Phrase.ts"

export type Plain =
  | "text"
  | "phone-number"
  | "attachment"
  | "yes-no"
  | "whole-number"
  | "number"
  | "percent"
  | "money"
  | "unrounded-money"
  | "date"
  | "time"
  | "date-time"
  | "period"
  | "term"
  | "rank"
  | "party"
  | "staff"
  | "person"
  | "department"
  | "unit"
  | "filing"
  | "report"
  | "signature"
  | "unknown"

export type Type =
  | { readonly kind: Plain }
  | { readonly kind: "choice"; readonly values: ReadonlyArray<string> }
  | { readonly kind: "case"; readonly procedure?: string }
  | { readonly kind: "list"; readonly of: Type }
  | { readonly kind: "row"; readonly members: Members }
  /** what was shown of a list, and one paper of it */
  | { readonly kind: "papers" | "paper"; readonly list: string; readonly documents: ReadonlyArray<string> }
  | { readonly kind: "checklist"; readonly items: ReadonlyArray<string> }
  | { readonly kind: "plugin"; readonly name: string; readonly comparable?: true }

/** What a row, form or event has by name. */
export type Members = ReadonlyMap<string, Member>

export interface Member {
  readonly type: Type
  /** whether it may be absent although the row is there */
  readonly optional: boolean
}

export const plain = (kind: Plain): Type => ({ kind })
export const unknown: Type = { kind: "unknown" }
export const yesNo: Type = { kind: "yes-no" }
export const choice = (values: ReadonlyArray<string>): Type => ({ kind: "choice", values })
export const list = (of: Type): Type => ({ kind: "list", of })

/** What a field's value is in a sentence. */
export const ofField = (type: FieldType): Type => {
  switch (type.kind) {
    case "long-text":
      return { kind: "text" }
    case "tick":
      return { kind: "yes-no" }
    case "appointment":
      return { kind: "date-time" }
    case "choice":
      return { kind: "choice", values: type.values }
    case "papers":
      return { kind: "papers", list: type.list, documents: Papers.documents(type.needs) }
    case "paper":
      return { kind: "paper", list: "", documents: [] }
    case "checklist":
      return { kind: "checklist", items: type.items }
    case "filing":
    case "report":
    case "signature":
      return { kind: type.kind }
    case "case":
      return type.procedure === undefined ? { kind: "case" } : { kind: "case", procedure: type.procedure }
    case "list":
      return { kind: "list", of: ofField(type.of) }
    case "rows":
      return { kind: "list", of: { kind: "row", members: membersOf(type.fields) } }
    case "plugin":
      return type
    default:
      return { kind: type.kind }
  }
}

export const membersOf = (
  fields: ReadonlyArray<{ readonly name: string; readonly type: FieldType; readonly needed: unknown }>
): Members => new Map(fields.map((field) => [field.name, { type: ofField(field.type), optional: field.needed !== true }]))

/** The wider of the plan's types, for the evaluator. */
export const toExpressionType = (type: Type): ExpressionType => {
  switch (type.kind) {
    case "phone-number":
    case "attachment":
    case "text":
      return "text"
    case "party":
    case "staff":
    case "person":
      return "person"
    case "papers":
    case "paper":
    case "checklist":
    case "filing":
    case "report":
    case "signature":
    case "plugin":
    case "unknown":
      return "other"
    default:
      return type.kind
  }
}

export const isPerson = (type: Type): boolean => type.kind === "party" || type.kind === "staff" || type.kind === "person"

export const isNumber = (type: Type): boolean => type.kind === "whole-number" || type.kind === "number"

/** Types whose values have no comparison (only `is present`). */
export const isText = (type: Type): boolean =>
  type.kind === "text" ||
  type.kind === "phone-number" ||
  type.kind === "attachment" ||
  type.kind === "signature" ||
  (type.kind === "plugin" && type.comparable !== true)

/** Whether a value of this type may stand where that one is wanted. */
export const fits = (value: Type, wanted: Type): boolean => {
  if (value.kind === "unknown" || wanted.kind === "unknown") return true
  if (value.kind === "choice" && wanted.kind === "choice") {
    return value.values.every((it) => wanted.values.includes(it))
  }
  if (value.kind === "list" && wanted.kind === "list") return fits(value.of, wanted.of)
  if (value.kind === "row" && wanted.kind === "row") {
    return [...wanted.members].every(([name, member]) => {
      const own = value.members.get(name)
      return own === undefined ? member.optional : fits(own.type, member.type) && (member.optional || !own.optional)
    })
  }
  if (value.kind === "case" && wanted.kind === "case") {
    return wanted.procedure === undefined || value.procedure === wanted.procedure
  }
  if ((value.kind === "papers" || value.kind === "paper") && value.kind === wanted.kind) return value.list === wanted.list
  if (value.kind === "checklist" && wanted.kind === "checklist") {
    return value.items.length === wanted.items.length && value.items.every((it) => wanted.items.includes(it))
  }
  if (value.kind === "plugin" && wanted.kind === "plugin") return value.name === wanted.name
  if (wanted.kind === "person") return isPerson(value)
  if (wanted.kind === "number") return isNumber(value)
  return value.kind === wanted.kind
}

/** Whether two values can be the same thing, for `is`. */
export const comparable = (a: Type, b: Type): boolean =>
  fits(a, b) ||
  fits(b, a) ||
  (isPerson(a) && isPerson(b)) ||
  (a.kind === "choice" && b.kind === "choice" && a.values.some((it) => b.values.includes(it)))

/** The one type both have, for branches that are alternatives; `undefined` when they have nothing in common. */
export const join = (a: Type, b: Type): Type | undefined => {
  if (a.kind === "choice" && b.kind === "choice") {
    return choice([...a.values, ...b.values.filter((it) => !a.values.includes(it))])
  }
  if (fits(a, b)) return b
  if (fits(b, a)) return a
  return isPerson(a) && isPerson(b) ? { kind: "person" } : undefined
}

const names: { readonly [K in Plain]: Said } = {
  text: { en: "a text", zh: "文字" },
  "phone-number": { en: "a phone number", zh: "电话号码" },
  attachment: { en: "an attachment", zh: "附件" },
  "yes-no": { en: "yes or no", zh: "是或否" },
  "whole-number": { en: "a whole number", zh: "整数" },
  number: { en: "a number", zh: "数字" },
  percent: { en: "a percentage", zh: "百分比" },
  money: { en: "an amount of money", zh: "金额" },
  "unrounded-money": { en: "an unrounded amount of money", zh: "未取整的金额" },
  date: { en: "a date", zh: "日期" },
  time: { en: "a time of day", zh: "时刻" },
  "date-time": { en: "a date with a time", zh: "日期时间" },
  period: { en: "a period", zh: "期间" },
  term: { en: "a length of time", zh: "时间长度" },
  rank: { en: "a rank", zh: "职级" },
  party: { en: "a party of the register", zh: "登记在册的住户或单位" },
  staff: { en: "a member of staff", zh: "员工" },
  person: { en: "a person", zh: "人员" },
  department: { en: "a department", zh: "部门" },
  unit: { en: "a unit", zh: "房号" },
  filing: { en: "what is filed", zh: "归档内容" },
  report: { en: "a report", zh: "报表" },
  signature: { en: "a signature", zh: "签字" },
  unknown: { en: "a value", zh: "一个值" }
}

/** A type in the words of the reader. */
export const describe = (type: Type): Said => {
  switch (type.kind) {
    case "choice":
      return {
        en: `a choice (${type.values.length > 8 ? `${listEn(type.values.slice(0, 8), "or").replace(" or ", ", ")} …` : listEn(type.values, "or")})`,
        zh: `选项（${type.values.length > 8 ? `${listZh(type.values.slice(0, 8), "或").replace(" 或 ", "、")} 等` : listZh(type.values, "或")}）`
      }
    case "case":
      return type.procedure === undefined
        ? { en: "a case", zh: "一个事项" }
        : { en: `a case of \`${type.procedure}\``, zh: `\`${type.procedure}\` 的一个事项` }
    case "list": {
      const of = describe(type.of)
      return { en: `a list (each item ${of.en})`, zh: `列表（每项为${of.zh}）` }
    }
    case "row":
      return {
        en: `a row with ${listEn([...type.members.keys()].slice(0, 6), "and")}`,
        zh: `一行记录（${listZh([...type.members.keys()].slice(0, 6), "和")}）`
      }
    case "papers":
      return { en: `papers of the list \`${type.list}\``, zh: `资料清单 \`${type.list}\` 的资料` }
    case "paper":
      return { en: "a paper", zh: "一份资料" }
    case "checklist":
      return {
        en: `a checklist (${listEn(type.items.slice(0, 6), "and")})`,
        zh: `检查表（${listZh(type.items.slice(0, 6), "和")}）`
      }
    case "plugin":
      return { en: `a \`${type.name}\``, zh: `\`${type.name}\` 类型的值` }
    default:
      return names[type.kind]
  }
}

/** A type as a file writes it after `type:`; `undefined`: no field can have it. */
export const written = (type: Type): string | undefined => {
  switch (type.kind) {
    case "yes-no":
      return "yes/no"
    case "unrounded-money":
      return "money"
    case "choice":
      return `[${type.values.join(", ")}]`
    case "case":
      return type.procedure === undefined ? "any case" : undefined
    case "text":
    case "phone-number":
    case "whole-number":
    case "number":
    case "percent":
    case "money":
    case "date":
    case "time":
    case "date-time":
    case "period":
    case "term":
    case "party":
    case "staff":
    case "person":
    case "department":
    case "unit":
      return type.kind
    default:
      return undefined
  }
}
