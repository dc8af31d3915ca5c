/**
 * Who reads a field, as far as a correction needs it: the steps whose terms count from it, and the ledgers whose rows
 * may be corrected; and which terms may find another anchor while they run. Read from a plan once and kept beside it.
 */
import type { Deadline, Due } from "../domain/Deadline.ts"
import type { AnyStep, NodeId, Plan, Record } from "../plan/Plan.ts"
import * as Steps from "../plan/Steps.ts"

export interface Uses {
  /** by `step.field`, the tasks, stages and waits with a term that reads it; `""` is the procedure's own */
  readonly terms: ReadonlyMap<string, ReadonlyArray<NodeId>>
  /** ledgers with a row or a cell that reads a field some order may change */
  readonly corrected: ReadonlySet<string>
  /** the tasks, stages and waits whose term counts from what may come or move while it runs: a step of another branch, the due of the case */
  readonly late: ReadonlySet<NodeId>
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

/** Whether a sentence, or a part of it, is so. */
const somewhere = (sentence: unknown, is: (part: { readonly [key: string]: unknown }) => boolean): boolean => {
  if (typeof sentence !== "object" || sentence === null) return false
  if (!Array.isArray(sentence) && is(sentence as { readonly [key: string]: unknown })) return true
  return Object.values(sentence).some((part) => somewhere(part, is))
}

/** Whether a sentence reads one of these fields. */
export const reads = (sentence: unknown, fields: ReadonlySet<string>): boolean =>
  somewhere(sentence, (part) => part["op"] === "field" && fields.has(key(String(part["step"]), String(part["field"]))))

type Promised = ReadonlyArray<readonly [NodeId, ReadonlyArray<Due | Deadline>]>

const make = (plan: Plan): Uses => {
  const steps = Steps.all(plan)
  const promised: Promised = [
    ["", plan.root.rungs.flatMap(dueOf)],
    ...steps.map((step) => [step.node, termsOf(step)] as const)
  ]
  const moves = plan.root.rungs.length > 1 || plan.orders.extend?.of.includes("case") === true
  const late = lateOf(promised, moves)
  const changeable = [...(plan.orders.rebook?.of ?? []), ...(plan.orders.amend?.of ?? [])]
  if (changeable.length === 0) return { terms: new Map(), corrected: new Set(), late }
  const fields = new Set(changeable.map(({ field, step }) => key(step, field)))
  const terms = new Map<string, Array<NodeId>>()
  for (const [node, sentence] of promised) {
    for (const field of fields) {
      if (reads(sentence, new Set([field]))) terms.set(field, [...(terms.get(field) ?? []), node])
    }
  }
  const records = steps.filter((step): step is Record => step.kind === "record")
  const corrected = new Set(records.filter((step) => reads(step.cells, fields)).map((step) => step.ledger))
  return { terms, corrected, late }
}

const dueOf = ({ due }: { readonly due: Due | null }): ReadonlyArray<Due> => (due === null ? [] : [due])

const termsOf = (step: AnyStep): ReadonlyArray<Due | Deadline> => {
  switch (step.kind) {
    case "task":
    case "stage":
      return step.rungs.flatMap(dueOf)
    case "wait":
      return step.until === undefined ? [] : [step.until]
    default:
      return []
  }
}

/** What a term counts from is certain when its clock is armed, but for `or` and for what has an `else`. */
const lateOf = (promised: Promised, moves: boolean): ReadonlySet<NodeId> => {
  const late = new Set(promised.filter(([, terms]) => terms.some(mayCome)).map(([node]) => node))
  // the case's own due may move then, or to its next rung, or with an extension: so does what counts back from it
  if (moves || late.has("")) for (const [node, terms] of promised) if (terms.some(fromCaseDue)) late.add(node)
  return late
}

const mayCome = (term: Due | Deadline): boolean => {
  const due: Pick<Due, "within" | "or"> = "within" in term ? term : { within: term }
  const several = "anchors" in due.within && due.within.anchors.length > 1
  return (several && ofAStep(due.within)) || ofAStep(due.or)
}

/** Whether it counts from a step or from what a step answers; what the intake gave is there from the beginning. */
const ofAStep = (sentence: unknown): boolean => somewhere(sentence, (part) => "step" in part && part["step"] !== "intake")

const fromCaseDue = (term: unknown): boolean =>
  somewhere(term, (part) => part["moment"] === "case-due" || part["op"] === "case-due")
