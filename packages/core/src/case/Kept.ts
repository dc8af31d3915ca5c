/** Only values that something reads later enter the snapshot (engine §1.3); the entry keeps them all. */
import type { Values } from "../domain/Value.ts"
import type { Plan } from "../plan/Plan.ts"

const nothing: Values = {}

/** The fields of `values` that the plan reads after this step. */
export const of = (plan: Plan, step: string, values: Values): Values => {
  const fields = plan.kept[step]
  if (fields === undefined) return nothing
  const kept: { [field: string]: Values[string] } = {}
  for (const field of fields) {
    const value = values[field]
    if (value !== undefined) kept[field] = value
  }
  return kept
}
