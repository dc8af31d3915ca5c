/**
 * Of which type a value is that a sentence, a decision or a step of a plan gives: how a written value is read, and how a
 * kept one is shown.
 *
 * @since 0.1.0
 */
import * as Expressions from "../domain/Expression.ts"
import type { Expression, ExpressionType } from "../domain/Expression.ts"
import type { Field, FieldType } from "../domain/Field.ts"
import type { Plan } from "./Plan.ts"
import * as Steps from "./Steps.ts"

const scalar: { readonly [type in ExpressionType]?: FieldType } = {
  "yes-no": { kind: "yes-no" },
  "whole-number": { kind: "whole-number" },
  number: { kind: "number" },
  percent: { kind: "percent" },
  money: { kind: "money" },
  date: { kind: "date" },
  time: { kind: "time" },
  "date-time": { kind: "date-time" },
  period: { kind: "period" },
  term: { kind: "term" }
}

/** What a sentence is worth, as far as reading a written value needs it. */
const typeOf = (plan: Plan, expression: Expression): FieldType => {
  switch (expression.op) {
    case "field":
      return typeAt(plan, expression.step, [expression.field, ...expression.path])
    case "else":
      return typeOf(plan, expression.left)
    case "get":
      return fieldAt(columnsOf(plan, expression.of), [expression.name])
    default: {
      const type = Expressions.typeOf(expression)
      return (type === undefined ? undefined : scalar[type]) ?? { kind: "text" }
    }
  }
}

/** The columns of a row that was looked up in a table or ledger. */
const columnsOf = (plan: Plan, row: Expression): ReadonlyArray<Field> => {
  if (row.op !== "query") return []
  const { rows } = row
  if (rows.from === "table") return plan.tables?.[rows.table]?.columns ?? []
  return rows.from === "ledger" ? (plan.ledgers[rows.ledger]?.columns ?? []) : []
}

const fieldAt = (fields: ReadonlyArray<Field>, path: ReadonlyArray<string>): FieldType => {
  const [first, ...rest] = path
  const type = fields.find((field) => field.name === first)?.type ?? { kind: "text" }
  return rest.length === 0 ? type : type.kind === "rows" ? fieldAt(type.fields, rest) : partOf(type, rest)
}

/** What papers and checklists come to. */
const partOf = ({ kind }: FieldType, [part]: ReadonlyArray<string>): FieldType => {
  if (kind === "papers") return part === "complete" ? { kind: "yes-no" } : { kind: "list", of: { kind: "paper" } }
  return kind === "checklist" ? { kind: "whole-number" } : { kind: "text" }
}

/** The type of a step's value: a field of its form, what a decision gives, or what a called case (of `others`) ends with. */
export const typeAt = (
  plan: Plan,
  step: string,
  path: ReadonlyArray<string>,
  others: ReadonlyMap<string, Plan> = new Map()
): FieldType => {
  if (step === "intake") return fieldAt(plan.intake.form, path)
  for (const found of Steps.named(plan, step)) {
    if (found.kind === "task") return fieldAt(found.form, path)
    if (found.kind === "do") {
      const action = plan.actions?.[found.action]
      return fieldAt([...(action?.gives ?? []), ...Object.values(action?.fails ?? {}).flat()], path)
    }
    const called = found.kind === "call" ? others.get(found.opens) : undefined
    if (called !== undefined) return fieldAt(Object.values(called.outcomes).flat(), path)
    if (found.kind === "compute") return typeOf(plan, found.value)
    if (found.kind === "decide" && found.rows[0] !== undefined) return typeOf(plan, found.rows[0].then)
  }
  return { kind: "text" }
}
