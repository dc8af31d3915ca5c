/**
 * Who reads a field, as far as a correction needs it: the steps whose terms count from it, and the ledgers whose rows
 * may be corrected. Read from a plan once and kept beside it.
 */
import type { AnyStep, NodeId, Plan, Record } from "../plan/Plan.ts"
import * as Steps from "../plan/Steps.ts"

export interface Uses {
  /** by `step.field`, the tasks, stages and waits with a term that reads it; `""` is the procedure's own */
  readonly terms: ReadonlyMap<string, ReadonlyArray<NodeId>>
  /** ledgers with a row or a cell that reads a field some order may change */
  readonly corrected: ReadonlySet<string>
}

const known = new WeakMap<Plan, Uses>()

/** The uses of a plan. */
export const of = (plan: Plan): Uses => {
  const before = known.get(plan)
  if (before !== undefined) return before
  const made = make(plan)
  known.set(plan, made)
  return made
}

/** A field's name among all fields of a plan. */
export const key = (step: string, field: string): string => `${step}.${field}`

/** Whether a sentence reads one of these fields. */
export const reads = (sentence: unknown, fields: ReadonlySet<string>): boolean => {
  if (typeof sentence !== "object" || sentence === null) return false
  if (Array.isArray(sentence)) return sentence.some((one) => reads(one, fields))
  const node = sentence as { readonly [key: string]: unknown }
  if (node["op"] === "field") return fields.has(key(String(node["step"]), String(node["field"])))
  return Object.values(node).some((one) => reads(one, fields))
}

const make = (plan: Plan): Uses => {
  const changeable = [...(plan.orders.rebook?.of ?? []), ...(plan.orders.amend?.of ?? [])]
  if (changeable.length === 0) return { terms: new Map(), corrected: new Set() }
  const fields = new Set(changeable.map(({ field, step }) => key(step, field)))
  const steps = Steps.all(plan)
  const terms = new Map<string, Array<NodeId>>()
  const promised: ReadonlyArray<readonly [NodeId, unknown]> = [
    ["", plan.root.rungs.map((rung) => rung.due)],
    ...steps.flatMap((step): ReadonlyArray<readonly [NodeId, unknown]> => [[step.node, termsOf(step)]])
  ]
  for (const [node, sentence] of promised) {
    for (const field of fields) {
      if (reads(sentence, new Set([field]))) terms.set(field, [...(terms.get(field) ?? []), node])
    }
  }
  const records = steps.filter((step): step is Record => step.kind === "record")
  return { terms, corrected: new Set(records.filter((step) => reads(step.cells, fields)).map((step) => step.ledger)) }
}

const termsOf = (step: AnyStep): unknown => {
  switch (step.kind) {
    case "task":
    case "stage":
      return step.rungs.map((rung) => rung.due)
    case "wait":
      return step.until
    default:
      return null
  }
}
