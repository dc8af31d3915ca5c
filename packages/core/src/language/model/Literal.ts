/**
 * Values written in a file: as literals of sentences, and as plain text whose type the field says (parameters).
 */
import type { FieldType } from "../../domain/Field.ts"
import type { Term } from "../../domain/Time.ts"
import type { Value } from "../../domain/Value.ts"
import type * as Tree from "../syntax/tree/Literal.ts"
import type { Data } from "../syntax/tree/Node.ts"
import { find, namesOf } from "./Handbook.ts"
import type { Context, Typed } from "./Context.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import { said } from "../diagnostic/Phrase.ts"
import { plain, yesNo } from "./Type.ts"

/** A term as plain data; working units get the calendar that is meant when none is named. */
export const term = (tree: Tree.Term, context: Context): Term => {
  if (tree.calendar !== undefined) {
    const calendar = tree.calendar
    if (find(context.handbook.calendars, calendar.text) === "unknown") {
      context.report.add("unknown-name", calendar.span, {
        name: calendar.text,
        what: said("calendar", "日历"),
        nearest: nearest(calendar.text, namesOf(context.handbook.calendars))
      })
    }
    return { n: tree.count, unit: tree.unit, calendar: calendar.text }
  }
  const working = tree.unit === "working-day" || tree.unit === "working-hour"
  const calendar = context.handbook.time?.calendar
  return working && calendar !== undefined ? { n: tree.count, unit: tree.unit, calendar } : { n: tree.count, unit: tree.unit }
}

export const termValue = (it: Term): Value =>
  it.calendar === undefined ? { n: it.n, unit: it.unit } : { n: it.n, unit: it.unit, calendar: it.calendar }

/** What a literal means; `undefined` when that was reported. */
export const typed = (tree: Tree.Literal, context: Context): Typed | undefined => {
  const span = tree.span
  switch (tree.kind) {
    case "number":
      return tree.decimal.includes(".") || !Number.isSafeInteger(Number(tree.decimal))
        ? { expression: { op: "literal", type: "number", value: tree.decimal }, type: plain("number"), span }
        : {
            expression: { op: "literal", type: "whole-number", value: Number(tree.decimal) },
            type: plain("whole-number"),
            span
          }
    case "percent":
      return { expression: { op: "literal", type: "percent", value: tree.decimal }, type: plain("percent"), span }
    case "money": {
      const currency = context.handbook.currency
      if (currency !== undefined && tree.currency.text !== currency) {
        context.report.add("currency-unknown", tree.currency.span, { currency: tree.currency.text, expected: currency })
        return undefined
      }
      return { expression: { op: "literal", type: "money", value: tree.decimal }, type: plain("money"), span }
    }
    case "term-literal":
      return {
        expression: {
          op: "literal",
          type: "term",
          value: tree.term === undefined ? "at-once" : termValue(term(tree.term, context))
        },
        type: plain("term"),
        span
      }
    case "date":
      return { expression: { op: "literal", type: "date", value: tree.date }, type: plain("date"), span }
    case "date-time":
      return undefined
    case "time":
      return { expression: { op: "literal", type: "time", value: tree.time }, type: plain("time"), span }
    case "yes-no":
      return { expression: { op: "literal", type: "yes-no", value: tree.value }, type: yesNo, span }
    case "instant":
      return tree.instant === "today"
        ? { expression: { op: "today" }, type: plain("date"), span }
        : { expression: { op: "now" }, type: plain("date-time"), span }
  }
}

const decimal = /^-?\d+(\.\d+)?$/
const units: { readonly [unit: string]: Term["unit"] } = {
  minute: "minute",
  hour: "hour",
  "working hour": "working-hour",
  "working day": "working-day",
  "calendar day": "calendar-day",
  "exact day": "exact-day",
  week: "week",
  month: "month",
  year: "year"
}

/** The value a text stands for, read as a field of this type; `undefined` when it does not fit. */
export const read = (data: Data, type: FieldType, context: Context): Value | undefined => {
  if (data.kind === "broken") return undefined
  if (type.kind === "list") {
    if (data.kind !== "data-list") return undefined
    const items = data.items.map((it) => read(it, type.of, context))
    return items.some((it) => it === undefined) ? undefined : items.filter((it) => it !== undefined)
  }
  if (type.kind === "rows") {
    if (data.kind !== "data-list") return undefined
    const rows = data.items.map((it) => {
      if (it.kind !== "data-map") return undefined
      const row: { [field: string]: Value } = {}
      for (const entry of it.entries) {
        const field = type.fields.find((f) => f.name === entry.name.text)
        const value = field === undefined ? undefined : read(entry.value, field.type, context)
        if (value === undefined) return undefined
        row[entry.name.text] = value
      }
      return row
    })
    return rows.some((it) => it === undefined) ? undefined : rows.filter((it) => it !== undefined)
  }
  if (data.kind !== "text") return undefined
  const text = data.text.trim()
  switch (type.kind) {
    case "choice":
      return type.values.includes(text) ? text : undefined
    case "yes-no":
    case "tick":
      return text === "yes" ? true : text === "no" ? false : undefined
    case "whole-number":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined
    case "number":
      return decimal.test(text) ? text : undefined
    case "percent":
      return text.endsWith("%") && decimal.test(text.slice(0, -1).trim()) ? text.slice(0, -1).trim() : undefined
    case "money": {
      const [amount, currency, ...rest] = text.split(/ +/)
      return amount !== undefined && decimal.test(amount) && rest.length === 0 && currency === context.handbook.currency
        ? amount
        : undefined
    }
    case "date":
      return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : undefined
    case "time":
      return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text) ? text : undefined
    case "term": {
      if (text === "at once") return "at-once"
      const match = /^(\d{1,6}) +([a-z]+(?: [a-z]+)?)(?: +in +(\S+))?$/.exec(text)
      const written = match?.[2]?.replace(/s$/, "") ?? ""
      const unit = Object.hasOwn(units, written) ? units[written] : undefined
      if (match === null || unit === undefined) return undefined
      const working = unit === "working-day" || unit === "working-hour"
      const calendar = match[3] ?? (working ? context.handbook.time?.calendar : undefined)
      if (match[3] !== undefined && find(context.handbook.calendars, match[3]) === "unknown") return undefined
      return termValue(calendar === undefined ? { n: Number(match[1]), unit } : { n: Number(match[1]), unit, calendar })
    }
    case "text":
    case "long-text":
    case "phone-number":
    case "unit":
    case "party":
    case "staff":
    case "person":
      return text === "" ? undefined : text
    case "department":
      return context.handbook.departments.entries.has(text) ? text : undefined
    default:
      return undefined
  }
}
