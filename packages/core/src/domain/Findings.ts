/**
 * What is found in a form with papers, a checklist, or things that are filed: what is wrong with them, paper by paper
 * and item by item, and what they come to (C04, C43, C50).
 *
 * @since 0.1.0
 */
import * as Checklist from "./Checklist.ts"
import * as Evaluate from "./Evaluate.ts"
import type { Field, FieldType } from "./Field.ts"
import * as Filing from "./Filing.ts"
import * as Papers from "./Papers.ts"
import type { Said } from "./Written.ts"
import { isList, isObject } from "./Value.ts"
import type { Value, Values } from "./Value.ts"

/**
 * What is wrong with one field. Rows are named with their number: `problems.2.department`.
 *
 * @since 0.1.0
 */
export interface Issue {
  readonly field: string
  readonly why: "missing" | "wrong" | "value-not-allowed" | "signature-missing"
  /** what was expected, for `wrong`, as it reads behind "should be" */
  readonly expected?: Said
  /** the paper it is about: which one, in which manner, how many */
  readonly paper?: Papers.Paper
}

const issueOf = (path: string, why: Issue["why"], expected?: Said): ReadonlyArray<Issue> => [
  { field: path, why, ...(expected === undefined ? {} : { expected }) }
]
const fine: ReadonlyArray<Issue> = []

const said = (en: string, zh: string): Said => ({ en, zh })
const oneOf = (names: ReadonlyArray<string>): Said => said(`one of ${names.join(", ")}`, `其中之一：${names.join("、")}`)
const filed = (names: ReadonlyArray<string>): Said => said(`what is filed here: ${names.join(", ")}`, `这里归档的资料：${names.join("、")}`)

type Of<K extends FieldType["kind"]> = Extract<FieldType, { readonly kind: K }>

/** The list that holds for this person; `undefined` while nobody has said whose papers they are. */
const needsOf = ({ needs }: Of<"papers">, scope: () => Evaluate.Scope): ReadonlyArray<Papers.Paper> | undefined => {
  if (!("lists" in needs)) return needs
  const value = Evaluate.evaluate(needs.for, scope())
  return typeof value === "string" && Object.hasOwn(needs.lists, value) ? needs.lists[value] : undefined
}

/** Papers may be missing, that is what is asked; but what is shown must be of the list. */
const ofPapers = (type: Of<"papers">, value: Value, path: string, scope: () => Evaluate.Scope): ReadonlyArray<Issue> => {
  const needs = needsOf(type, scope)
  if (needs === undefined) return issueOf(path, "wrong", said("filled in after it is known whose papers they are", "先填明是谁的资料，再填写"))
  const shown = isObject(value) && isList(value["shown"] ?? false) ? (value["shown"] as ReadonlyArray<Value>) : []
  const listed = oneOf(needs.map(Papers.write))
  return shown.flatMap((one, i): ReadonlyArray<Issue> => {
    const paper = Papers.of(one)
    if (paper === undefined) return issueOf(`${path}.${i + 1}`, "wrong", listed)
    if (needs.some((need) => need.document === paper.document)) return fine
    return [{ field: `${path}.${paper.document}`, why: "wrong", expected: listed, paper }]
  })
}

/** Every item is looked at: one that was passed over is missing. */
const ofChecklist = (type: Of<"checklist">, value: Value, path: string): ReadonlyArray<Issue> => {
  const items = isObject(value) && isObject(value["items"] ?? false) ? (value["items"] as Values) : {}
  const known = new Set(type.items)
  return [
    ...type.items.flatMap((item) => {
      const it = Object.hasOwn(items, item) ? items[item] : undefined
      if (it === undefined) return issueOf(`${path}.${item}`, "missing")
      return Checklist.of(it) === undefined ? issueOf(`${path}.${item}`, "wrong", oneOf(Checklist.results)) : fine
    }),
    ...Object.keys(items).flatMap((item) => (known.has(item) ? fine : issueOf(`${path}.${item}`, "wrong", said("left out: the list has no such item", "不填：清单上没有这一项"))))
  ]
}

/** Each paper is in its place before the file is closed. */
const ofFiling = (type: Of<"filing">, value: Value, path: string, scope: () => Evaluate.Scope): ReadonlyArray<Issue> => {
  const ticked = new Set(isList(value) ? value : [])
  const parts = type.what.map((it) => ({ it, parts: Filing.parts(it, scope()) }))
  const known = new Set(parts.flatMap(({ it, parts: some }) => [it.name, ...some.map(({ name }) => name)]))
  return [
    ...parts.flatMap(({ it, parts: some }) =>
      ticked.has(it.name)
        ? fine
        : some.flatMap(({ name, paper }): ReadonlyArray<Issue> =>
            ticked.has(name) ? fine : [{ field: `${path}.${name}`, why: "missing", ...(paper !== undefined && { paper }) }]
          )
    ),
    ...[...ticked].flatMap((name) =>
      typeof name === "string" && known.has(name)
        ? fine
        : issueOf(path, "wrong", filed(parts.flatMap(({ parts: some }) => some.map((one) => one.name))))
    )
  ]
}

/** What is wrong with papers, a checklist or what is filed. */
export const issues = (
  type: Of<"papers"> | Of<"checklist"> | Of<"filing">,
  value: Value,
  path: string,
  scope: () => Evaluate.Scope
): ReadonlyArray<Issue> => {
  switch (type.kind) {
    case "papers":
      return ofPapers(type, value, path, scope)
    case "checklist":
      return ofChecklist(type, value, path)
    case "filing":
      return ofFiling(type, value, path, scope)
  }
}

const finds = new WeakMap<ReadonlyArray<Field>, boolean>()

/** Whether a form asks for papers or has a checklist: what these say is found when the form is handed in. */
export const any = (fields: ReadonlyArray<Field>): boolean => {
  const known = finds.get(fields)
  if (known !== undefined) return known
  const found = fields.some(({ type }) => finding(type))
  finds.set(fields, found)
  return found
}

const finding = (type: FieldType): boolean => {
  switch (type.kind) {
    case "papers":
    case "checklist":
      return true
    case "list":
      return finding(type.of)
    case "rows":
      return any(type.fields)
    default:
      return false
  }
}

const found = (type: FieldType, value: Value, scope: () => Evaluate.Scope): Value => {
  switch (type.kind) {
    case "papers": {
      const needs = needsOf(type, scope)
      const list = isObject(value) ? value["shown"] : undefined
      if (needs === undefined || list === undefined || !isList(list)) return value
      const shown = list.map(Papers.of)
      if (shown.includes(undefined)) return value
      const whole = Papers.together(shown.filter((it) => it !== undefined))
      const missing = Papers.missing(needs, whole)
      return { shown: whole, complete: missing.length === 0, missing }
    }
    case "checklist": {
      const items = isObject(value) ? value["items"] : undefined
      if (items === undefined || !isObject(items)) return value
      const checked = Object.entries(items).map(([item, it]) => [item, Checklist.of(it) ?? it] as const)
      const failed = checked.filter(([, it]) => isObject(it) && it["result"] === "fail").length
      return { items: Object.fromEntries(checked), failed }
    }
    case "list":
      return finding(type.of) && isList(value) ? value.map((one) => found(type.of, one, scope)) : value
    case "rows":
      return any(type.fields) && isList(value)
        ? value.map((row) => (isObject(row) ? settle(type.fields, row, scope) : row))
        : value
    default:
      return value
  }
}

/** The values of a form with what papers and checklists come to; what is not as it should be stays as it is. */
export const settle = (fields: ReadonlyArray<Field>, values: Values, scope: () => Evaluate.Scope): Values => {
  const all: { [field: string]: Value } = { ...values }
  for (const { name, type } of fields) {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined && finding(type)) all[name] = found(type, value, scope)
  }
  return all
}
