/**
 * What questions over rows come to, by somebody who counts them on paper: the rows of the outside and of the case's own
 * journal as they were then, a small reader of conditions, and sums in cents. Of decisions and calculated values that
 * are one question, of reports when their task is offered, and of what lies in an archive (engine §2.9, I-1, I-22).
 */
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Nodes from "@frontdesk/core/case/Nodes"
import type { CaseState } from "@frontdesk/core/case/State"
import type { Expression, Rows } from "@frontdesk/core/domain/Expression"
import type { Field } from "@frontdesk/core/domain/Field"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import { must, text } from "./Broken.ts"
import { Asking } from "./Outside.ts"

type Query = Extract<Expression, { readonly op: "query" }>
type Row = { readonly at: number; readonly values: Value }

/** What is too much for a reader on paper. */
const unknown: unique symbol = Symbol("unknown")
type Read = Value | undefined | typeof unknown

const at = (value: Read, path: ReadonlyArray<string>): Read => {
  let found = value
  for (const name of path) {
    if (found === unknown || typeof found !== "object" || Array.isArray(found)) return found === unknown ? unknown : undefined
    found = (found as Values)[name]
  }
  return found
}

/** Cents, or a whole number; both as numbers that are exact. */
const number = (value: Read): number | undefined =>
  typeof value === "number" ? value * 100 : typeof value === "string" && /^-?\d+(?:\.\d{1,2})?$/.test(value) ? Math.round(Number(value) * 100) : undefined

/** Where something is read: whose case, what its intake says now, the entry that says it. */
interface Ground {
  readonly c: Asking
  readonly intake: Values
  readonly entry: Entry
}

/** A value on a row: literals, the row's columns, what the intake says, comparisons, questions. */
const read = (of: Expression, row: Value, ground: Ground): Read => {
  switch (of.op) {
    case "literal":
      return of.value
    case "row":
      return at(row, of.path)
    case "field":
      return of.step === "intake" && of.path.length === 0 ? (Object.hasOwn(ground.intake, of.field) ? ground.intake[of.field] : unknown) : unknown
    case "is": {
      const left = read(of.left, row, ground)
      const any = of.any.map((one) => read(one, row, ground))
      if (left === unknown || any.includes(unknown)) return unknown
      return left === undefined ? undefined : any.some((one) => text(one ?? null) === text(left)) !== of.negated
    }
    case "and": {
      const all = of.of.map((one) => read(one, row, ground))
      return all.includes(unknown) ? unknown : all.every((one) => one === true)
    }
    case "compare": {
      const left = read(of.left, row, ground)
      const right = read(of.right, row, ground)
      if (left === unknown || right === unknown) return unknown
      const [a, b] = [number(left), number(right)]
      if (a === undefined || b === undefined) return unknown
      return of.relation === "<" ? a < b : of.relation === "<=" ? a <= b : of.relation === ">" ? a > b : a >= b
    }
    case "present": {
      const value = read(of.of, row, ground)
      return value === unknown ? unknown : (value !== undefined) !== of.negated
    }
    case "or": {
      const all = of.of.map((one) => read(one, row, ground))
      return all.includes(unknown) ? unknown : all.includes(true)
    }
    case "not": {
      const value = read(of.of, row, ground)
      return value === unknown ? unknown : value !== true
    }
    case "else": {
      const left = read(of.left, row, ground)
      return left === undefined ? read(of.right, row, ground) : left
    }
    case "get":
      return at(read(of.of, row, ground), [of.name])
    case "query":
      return asked(of, ground)
    default:
      return unknown
  }
}

const rowsOf = (of: Rows, { c, entry, ...more }: Ground): ReadonlyArray<Row> | undefined => {
  if (of.from === "items") return undefined
  if (of.from === "list") {
    const list = read(of.list, {}, { c, entry, ...more })
    return Array.isArray(list) ? (list as ReadonlyArray<Value>).map((values) => ({ at: 0, values })) : undefined
  }
  return c.rowsOf(of, entry.at, entry.seq)
}

const asked = (query: Query, ground: Ground): Read => {
  const rows = rowsOf(query.rows, ground)
  if (rows === undefined) return unknown
  const { value, where } = query
  const fits = rows.map(({ values }) => (where === undefined ? true : read(where, values, ground)))
  if (fits.includes(unknown)) return unknown
  const chosen = rows.filter((_, n) => fits[n] === true)
  const worth = chosen.map(({ values }) => (value === undefined ? undefined : read(value, values, ground)))
  if (worth.includes(unknown)) return unknown
  const numbers = worth.map((one) => number(one) ?? 0)
  const plain = (cents: number): Value => (query.type === "whole-number" ? cents / 100 : money(cents))
  switch (query.query) {
    case "count":
      return chosen.length
    case "some":
      return where === undefined ? unknown : chosen.length > 0
    case "every":
      return where === undefined ? unknown : chosen.length === rows.length
    case "sum":
      return plain(numbers.reduce((one, other) => one + other, 0))
    case "larger-of":
      return numbers.length === 0 ? undefined : plain(Math.max(...numbers))
    case "smaller-of":
      return numbers.length === 0 ? undefined : plain(Math.min(...numbers))
    case "one":
      return chosen[0]?.values
    case "last": {
      const newest = Math.max(...chosen.map((one) => one.at))
      const those = chosen.filter((one) => one.at === newest)
      return those.length > 1 ? unknown : those[0]?.values
    }
    case "most":
      return Math.max(0, ...worth.map((one) => worth.filter((other) => text(other ?? null) === text(one ?? null)).length))
    default:
      return unknown
  }
}

const money = (cents: number): string => String(cents / 100)
const equal = (found: Value | undefined, wanted: Value | undefined): boolean =>
  text(found ?? null) === text(wanted ?? null) || (number(found) !== undefined && number(found) === number(wanted))

/** Whether what an entry says of rows is so, where it asks no more than can be counted on paper. */
export const entry = (c: unknown, state: CaseState, one: Entry): void => {
  if (!(c instanceof Asking)) return
  const intake = state.data["intake"] ?? {}
  const ground = { c, intake, entry: one }
  const nodes = Nodes.of(c.world.plan)
  const step = (path: string) => nodes.node.get(nodes.named.get(path.replace(/#.*/, ""))?.[0] ?? "")?.step
  if (one._tag === "Computed") {
    const made = step(one.path)
    if (made?.kind !== "compute") return
    const wanted = read(made.value, {}, ground)
    if (wanted !== unknown) must(equal(one.values["value"], wanted), `I-22 ${one.path} is ${text(one.values["value"] ?? null)}, and counted on paper ${text(wanted ?? null)}`)
  } else if (one._tag === "Decided") {
    const made = step(one.path)
    if (made?.kind !== "decide") return
    const fits = made.rows.map(({ when }) => (when === undefined ? true : read(when, {}, ground)))
    const first = fits.findIndex((it) => it === true || it === unknown)
    if (fits[first] !== unknown) must((one.row ?? -1) === first, `I-22 ${one.path} takes row ${one.row}, and by hand ${first}`)
  } else if (one._tag === "Entered" && one.frame.kind === "task" && one.frame.reports !== undefined) {
    const task = nodes.node.get(one.frame.node)?.step
    for (const field of task?.kind === "task" ? task.form : []) {
      const wanted = field.type.kind === "report" ? reported(field.type, ground) : undefined
      if (wanted !== undefined) must(sameRows(one.frame.reports[field.name], wanted), `I-22 the report ${field.name} says ${text(one.frame.reports[field.name] ?? null)}, and made by hand ${text(wanted)}`)
    }
  } else if (one._tag === "Filed") filed(ground, one)
}

type Report = Extract<Field["type"], { readonly kind: "report" }>

const reported = (type: Report, ground: Ground): ReadonlyArray<Values> | undefined => {
  const { c, entry: one } = ground
  const period = read(type.for, {}, ground)
  if (period === unknown || typeof period !== "object") return undefined
  const { end, start } = period as { readonly start: string; readonly end: string }
  const dayOf = (value: Value | undefined): string => (typeof value === "number" ? new Date(value + 8 * 3_600_000).toISOString().slice(0, 10) : String(value ?? ""))
  const lines = c.rowsOf(type.rows, one.at, one.seq).map(({ values }) => values as Values).filter((row) => dayOf(row[type.day]) >= start && dayOf(row[type.day]) <= end)
  const cut = (row: Values, names: ReadonlyArray<string>): Values => Object.fromEntries(names.flatMap((name) => (row[name] === undefined ? [] : [[name, row[name]]])))
  const { show } = type
  if (show === undefined) return lines.map((row) => cut(row, type.columns.map(({ name }) => name)))
  const by = type.columns.map(({ name }) => name).filter((name) => show.every(({ column }) => column !== name))
  const groups = new Map<string, Array<Values>>()
  for (const row of lines) groups.set(text(cut(row, by)), [...(groups.get(text(cut(row, by))) ?? []), row])
  return [...groups].map(([head, rows]) => ({
    ...(JSON.parse(head) as Values),
    ...Object.fromEntries(show.map(({ column, of }) => {
      if (of === undefined) return [column, rows.length]
      const sum = rows.reduce((cents, row) => cents + (number(row[of]) ?? 0), 0)
      return [column, rows.some((row) => typeof row[of] === "string") ? money(sum) : sum / 100]
    }))
  }))
}

const sorted = (row: Values): string => text(Object.entries(row).map(([name, value]) => [name, number(value) ?? value]).toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)))
const sameRows = (found: Value | undefined, wanted: ReadonlyArray<Values>): boolean =>
  Array.isArray(found) && text((found as ReadonlyArray<Values>).map(sorted).toSorted()) === text(wanted.map(sorted).toSorted())

/** It lies under the unit, the departments, the person or the month it is about. */
const filed = (ground: Ground, one: Extract<Entry, { readonly _tag: "Filed" }>): void => {
  const nodes = Nodes.of(ground.c.world.plan)
  const step = nodes.node.get(nodes.named.get(one.path.replace(/#.*/, ""))?.[0] ?? "")?.step
  const files = step?.kind === "task" ? step.files?.find(({ archive }) => archive === one.archive) : undefined
  if (step?.kind !== "task" || files === undefined || files.by === "month" || files.by === "year") return
  const key = files.key === null ? unknown : read(files.key, {}, ground)
  if (key !== unknown) must(Array.isArray(key) ? (key as ReadonlyArray<Value>).includes(one.key) : key === one.key, `I-22 ${one.path} is filed under ${one.key}, and is about ${text(key ?? null)}`)
  const type = step.form.find(({ name }) => name === one.archive)?.type
  for (const paper of one.papers) must(type?.kind === "filing" && type.what.some(({ name }) => paper.name === name || paper.name.startsWith(`${name}.`)), `I-22 ${one.path} files ${paper.name}, which it does not name`)
  for (const what of type?.kind === "filing" ? type.what : []) {
    must(what.is === "papers" || one.papers.some(({ name }) => name === what.name), `I-22 ${one.path} does not file ${what.name}`)
  }
}
