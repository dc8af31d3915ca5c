/**
 * Fields of type `report` (language §3.5): the rows of a register in a period, as they are when the task is offered.
 * Nobody fills them in; what was shown is what is kept when the task is done.
 */
import * as Comparison from "../domain/Comparison.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import type { Field } from "../domain/Field.ts"
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
  return Evaluate.rows(type.rows, scope).flatMap(({ row }) => {
    if (typeof row !== "object" || Array.isArray(row)) return []
    const cells = row as Values
    const inside = Comparison.within(cells[type.day], period, { ranks: scope.organisation.ranks, zone: scope.zone })
    return inside === true ? [line(type, cells)] : []
  })
}

const line = (type: Type, cells: Values): Values => {
  const found: { [column: string]: Value } = {}
  for (const { name } of type.columns) {
    const value = cells[name]
    if (value !== undefined) found[name] = value
  }
  return found
}
