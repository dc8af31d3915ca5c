/**
 * Fields of type `report` (language §3.5): the rows of a register in a period, as they are when the task is offered.
 * Nobody fills them in; what was shown is what is kept when the task is done.
 */
import * as Comparison from "../domain/Comparison.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import type { Field } from "../domain/Field.ts"
import * as Query from "../domain/Query.ts"
import type { Value, Values } from "../domain/Value.ts"

type Type = Extract<Field["type"], { readonly kind: "report" }>

/** What the reports of a form say now; the scope keeps the questions that are not answered yet. */
export const values = (form: ReadonlyArray<Field>, scope: Evaluate.Scope): Values => {
  const found: { [field: string]: Value } = {}
  for (const { name, type } of form) if (type.kind === "report") found[name] = rows(type, scope)
  return found
}

/** The fields somebody fills in. */
export const asked = (form: ReadonlyArray<Field>): ReadonlyArray<Field> =>
  has(form) ? form.filter(({ type }) => type.kind !== "report") : form

/** Whether a form shows reports. */
export const has = (form: ReadonlyArray<Field>): boolean => {
  for (const { type } of form) if (type.kind === "report") return true
  return false
}

const rows = (type: Type, scope: Evaluate.Scope): Value => {
  const period = Evaluate.evaluate(type.for, scope)
  const inside = Evaluate.rows(type.rows, scope).flatMap(({ row }) => {
    if (typeof row !== "object" || Array.isArray(row)) return []
    const cells = row as Values
    const fits = Comparison.within(cells[type.day], period, { ranks: scope.organisation.ranks, zone: scope.zone })
    return fits === true ? [cells] : []
  })
  return type.show === undefined ? inside.map((cells) => line(type.columns, cells)) : groups(type, type.show, inside)
}

const line = (columns: ReadonlyArray<Field>, cells: Values): Values => {
  const found: { [column: string]: Value } = {}
  for (const { name } of columns) {
    const value = cells[name]
    if (value !== undefined) found[name] = value
  }
  return found
}

/**
 * One row for each group, in the order in which the groups come first. Without columns to group by there is one row,
 * also of nothing: that there was none is worth a row.
 */
const groups = (type: Type, show: NonNullable<Type["show"]>, all: ReadonlyArray<Values>): ReadonlyArray<Values> => {
  const shown = new Set(show.map(({ column }) => column))
  const by = type.columns.filter(({ name }) => !shown.has(name))
  const found = new Map<string, { readonly head: Values; readonly rows: Array<Values> }>()
  if (by.length === 0) found.set(Query.keyOf({}), { head: {}, rows: [] })
  for (const cells of all) {
    const head = line(by, cells)
    const key = Query.keyOf(head)
    const group = found.get(key)
    if (group === undefined) found.set(key, { head, rows: [cells] })
    else group.rows.push(cells)
  }
  return [...found.values()].map(({ head, rows: members }) => {
    const line: { [column: string]: Value } = { ...head }
    for (const { column, of } of show) {
      const worth = of === undefined ? members.length : Query.sum(members.flatMap((it) => it[of] ?? []), kindOf(type, column))
      if (worth !== undefined) line[column] = worth
    }
    return line
  })
}

const kindOf = (type: Type, column: string): "whole-number" | "number" =>
  type.columns.find(({ name }) => name === column)?.type.kind === "whole-number" ? "whole-number" : "number"
