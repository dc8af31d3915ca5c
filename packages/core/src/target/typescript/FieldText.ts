/**
 * A field as TypeScript text: its type for people to read, and the schema that makes it (`FieldSchema.ts`).
 */
import * as Fields from "../../domain/Field.ts"
import type { Field, FieldType, Filed } from "../../domain/Field.ts"
import * as Papers from "../../domain/Papers.ts"
import * as Literal from "./Literal.ts"

/** What a field needs to know of its procedure. */
export interface Context {
  /** departments are a closed choice when the handbook names any */
  readonly departments: boolean
  /** plugged types by name: as what a module imports them, type and schema */
  readonly plugged: ReadonlyMap<string, { readonly type: string; readonly schema: string }>
}

/** Names of all plugged types in some fields. */
export const plugins = (fields: ReadonlyArray<Field>): ReadonlyArray<string> => fields.flatMap(({ type: of }) => pluginsOf(of))

const pluginsOf = (of: FieldType): ReadonlyArray<string> => {
  switch (of.kind) {
    case "plugin":
      return [of.name]
    case "list":
      return pluginsOf(of.of)
    case "rows":
      return plugins(of.fields)
    case "report":
      return plugins(of.columns)
    default:
      return []
  }
}

/** The fields of a form that somebody fills in, and those that only show something. */
export const asked = (fields: ReadonlyArray<Field>): ReadonlyArray<Field> => fields.filter((it) => it.type.kind !== "report")
export const shown = (fields: ReadonlyArray<Field>): ReadonlyArray<Field> => fields.filter((it) => it.type.kind === "report")

/** A field whose value has no agreed form yet. */
export interface Unknown {
  readonly field: string
  readonly kind: FieldType["kind"]
}

/** The first field a module cannot be made of, rows included. */
export const unknown = (fields: ReadonlyArray<Field>, context: Context): Unknown | undefined => {
  for (const field of fields) {
    const kind = unwritten(field.type, context)
    if (kind !== undefined) return { field: field.name, kind }
  }
  return undefined
}

/** A type as a module has it: of tasks that share a name it may be one of several. */
export type Shape =
  | Exclude<FieldType, { readonly kind: "list" | "rows" | "report" }>
  | { readonly kind: "list"; readonly of: Shape }
  | { readonly kind: "rows"; readonly fields: ReadonlyArray<Member> }
  | { readonly kind: "report"; readonly columns: ReadonlyArray<Member> }
  | { readonly kind: "either"; readonly of: readonly [Shape, ...ReadonlyArray<Shape>] }

/** A field as a module has it. */
export interface Member extends Pick<Field, "name" | "needed"> {
  readonly type: Shape
}

/**
 * One form out of those of tasks that share a name (branches of one `choose`): a field that not all of them need may be
 * absent, choices have the values of all, and where the types differ it is one or the other. Which form it really is, the
 * case knows.
 */
export const merge = (forms: ReadonlyArray<ReadonlyArray<Member>>, context: Context): ReadonlyArray<Member> => {
  const found = new Map<string, Member>()
  for (const field of forms.flat()) {
    const before = found.get(field.name)
    const all = forms.every((form) => form.some((it) => it.name === field.name && it.needed === true))
    const type = before === undefined ? field.type : both(before.type, field.type, context)
    found.set(field.name, { ...field, type, needed: all || (forms.length === 1 && field.needed) })
  }
  return [...found.values()]
}

/** The first field to which tasks of one name give types that nobody could tell apart, and which so has none. */
export const clash = (forms: ReadonlyArray<ReadonlyArray<Field>>): Unknown | undefined => {
  const before: Array<Field> = []
  for (const field of forms.flat()) {
    if (before.some((it) => it.name === field.name && !Fields.apart(it.type, field.type))) return { field: field.name, kind: field.type.kind }
    before.push(field)
  }
  return undefined
}

const both = (a: Shape, b: Shape, context: Context): Shape => {
  if (a.kind === "choice" && b.kind === "choice") return { kind: "choice", values: [...new Set([...a.values, ...b.values])] }
  if (schema(a, context) === schema(b, context)) return a
  if (a.kind === "rows" && b.kind === "rows") return { kind: "rows", fields: merge([a.fields, b.fields], context) }
  if (a.kind === "report" && b.kind === "report") return { kind: "report", columns: merge([a.columns, b.columns], context) }
  if (a.kind === "list" && b.kind === "list") return { kind: "list", of: both(a.of, b.of, context) }
  const [first, ...more] = a.kind === "either" ? a.of : [a]
  const all: readonly [Shape, ...ReadonlyArray<Shape>] = [first, ...more]
  const like = all.findIndex((it) => it.kind === b.kind && (b.kind === "choice" || b.kind === "rows" || b.kind === "list") || schema(it, context) === schema(b, context))
  if (like >= 0) return { kind: "either", of: all.map((it, i) => (i === like ? both(it, b, context) : it)) as unknown as typeof all }
  // the longer checklist first: one that has the items of another and more would be read as the shorter one
  const length = (it: Shape): number => (it.kind === "checklist" ? it.items.length : 0)
  return { kind: "either", of: [...all, b].sort((x, y) => length(y) - length(x)) as unknown as typeof all }
}

const unwritten = (type: FieldType, context: Context): FieldType["kind"] | undefined => {
  switch (type.kind) {
    case "plugin":
      return context.plugged.has(type.name) ? undefined : type.kind
    case "list":
      return unwritten(type.of, context)
    case "report":
      return unknown(type.columns, context)?.kind
    case "rows":
      return unknown(type.fields, context)?.kind
    default:
      return undefined
  }
}

/** All that can be ticked: papers together, and each that stays with the desk. */
const parts = (what: ReadonlyArray<Filed>): ReadonlyArray<string> =>
  what.flatMap((it) => [it.name, ...(it.is === "papers" ? it.documents.map((one) => `${it.name}.${one}`) : [])])

const literals = (values: ReadonlyArray<string>): string => values.map((it) => JSON.stringify(it)).join(" | ")

/** The TypeScript type of a value of this field type. */
export const type = (of: Shape, context: Context): string => {
  switch (of.kind) {
    case "either":
      return [...new Set(of.of.map((it) => type(it, context)))].join(" | ")
    case "yes-no":
      return "boolean"
    case "tick":
      return "true"
    case "whole-number":
      return "number"
    case "number":
    case "percent":
    case "money":
      return "BigDecimal.BigDecimal"
    case "date-time":
    case "appointment":
      return "DateTime.Utc"
    case "period":
      return "{ readonly start: string; readonly end: string }"
    case "term":
      return `Term | "at-once"`
    case "signature":
      return "{ readonly by: string; readonly evidence?: string }"
    case "choice":
      return literals(of.values)
    case "papers":
      return `FieldSchema.Papers<${literals(Papers.documents(of.needs))}>`
    case "paper":
      return "FieldSchema.Paper<string>"
    case "checklist":
      return `FieldSchema.Checklist<${literals(of.items)}>`
    case "filing":
      return `ReadonlyArray<${literals(parts(of.what))}>`
    case "department":
      return context.departments ? "Department" : "string"
    case "plugin":
      return context.plugged.get(of.name)?.type ?? "unknown"
    case "list":
      return `ReadonlyArray<${type(of.of, context)}>`
    case "rows":
      return `ReadonlyArray<${object(of.fields, context)}>`
    case "report":
      return `ReadonlyArray<${object(of.columns, context)}>`
    default:
      return "string"
  }
}

/** The schema of it, as an expression. */
export const schema = (of: Shape, context: Context): string => {
  switch (of.kind) {
    case "either":
      return `Schema.Union([${of.of.map((it) => schema(it, context)).join(", ")}])`
    case "yes-no":
      return "Schema.Boolean"
    case "tick":
      return "Schema.Literal(true)"
    case "whole-number":
      return "Schema.Int"
    case "number":
    case "percent":
    case "money":
      return "FieldSchema.decimal"
    case "date-time":
    case "appointment":
      return "FieldSchema.dateTime"
    case "date":
    case "time":
    case "period":
    case "term":
    case "signature":
      return `FieldSchema.${of.kind}`
    case "choice":
      return `Schema.Literals(${Literal.print(of.values, 1, 40)})`
    case "papers":
      return `FieldSchema.papers(${Literal.print(Papers.documents(of.needs), 1, 40)})`
    case "paper":
      return "FieldSchema.paper(Schema.String)"
    case "checklist":
      return `FieldSchema.checklist(${Literal.print(of.items, 1, 40)})`
    case "filing":
      return `Schema.Array(Schema.Literals(${Literal.print(parts(of.what), 1, 40)}))`
    case "department":
      return context.departments ? "Department" : "Schema.String"
    case "plugin":
      return context.plugged.get(of.name)?.schema ?? "Schema.Unknown"
    case "list":
      return `Schema.Array(${schema(of.of, context)})`
    case "rows":
      return `Schema.Array(${struct(of.fields, context, 1, 40)})`
    case "report":
      return `Schema.Array(${struct(of.columns, context, 1, 40)})`
    default:
      return "Schema.String"
  }
}

/** A key that may be absent: not needed, or needed only at times (which `case` tests). */
export const optional = (field: Member): boolean => field.needed !== true

/** An object type on one line. */
export const object = (fields: ReadonlyArray<Member>, context: Context): string =>
  fields.length === 0 ? "{}" : `{ ${members(fields, context).join("; ")} }`

/** `readonly unit: string`, one for each field. */
export const members = (fields: ReadonlyArray<Member>, context: Context): ReadonlyArray<string> =>
  fields.map((it) => `readonly ${Literal.key(it.name)}${optional(it) ? "?" : ""}: ${type(it.type, context)}`)

/** A `Schema.Struct`; `depth` and `before` as for a literal, `call` to begin with another constructor. */
export const struct = (
  fields: ReadonlyArray<Member>,
  context: Context,
  depth: number,
  before = 0,
  call = "Schema.Struct("
): string => {
  if (fields.length === 0) return `${call}{})`
  const entries = fields.map((it) => {
    const inner = schema(it.type, context)
    return `${Literal.key(it.name)}: ${optional(it) ? `Schema.optionalKey(${inner})` : inner}`
  })
  const line = `${call}{ ${entries.join(", ")} })`
  if (line.length + depth * 2 + before < Literal.WIDTH && !line.includes("\n")) return line
  const pad = "  ".repeat(depth + 1)
  return `${call}{\n${entries.map((it) => `${pad}${it}`).join(",\n")}\n${"  ".repeat(depth)}})`
}
