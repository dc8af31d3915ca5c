/**
 * What a developer's types need of a plan: its steps in document order, and by name the tasks, the decisions and the
 * outcomes its own `end` steps reach. Tasks of one name in branches of one `choose` are one task here (language §4.2).
 */
import * as Expressions from "../domain/Expression.ts"
import type { Expression, ExpressionType } from "../domain/Expression.ts"
import type { AnyStep, End, Plan, Task } from "../plan/Plan.ts"
import * as Steps from "../plan/Steps.ts"

export interface Outline {
  readonly steps: ReadonlyArray<AnyStep>
  /** names in document order */
  readonly tasks: ReadonlyMap<string, ReadonlyArray<Task>>
  /** the values a `decide` or `compute` can have: a closed choice, or a type */
  readonly values: ReadonlyMap<string, Worth>
  readonly ends: ReadonlyArray<string>
}

export type Worth = { readonly choice: ReadonlyArray<string> } | { readonly type: ExpressionType }

export const make = (plan: Plan): Outline => {
  const steps = Steps.all(plan)
  const tasks = new Map<string, Array<Task>>()
  const values = new Map<string, Worth>()
  for (const step of steps) {
    if (step.kind === "task") tasks.set(step.name, [...(tasks.get(step.name) ?? []), step])
    const then =
      step.kind === "decide" ? step.rows.map((it) => it.then) : step.kind === "compute" ? [step.value] : undefined
    const found = then === undefined ? undefined : worth(then)
    if (found !== undefined) values.set(step.name, join(values.get(step.name), found))
  }
  const reached = new Set(steps.filter((it): it is End => it.kind === "end").map((it) => it.outcome))
  return { steps, tasks, values, ends: Object.keys(plan.outcomes).filter((it) => reached.has(it)) }
}

/** Only what the expressions themselves say; a value that comes from a field or a parameter has no type of its own here. */
const worth = (then: ReadonlyArray<Expression>): Worth | undefined => {
  const types = new Set(then.map(Expressions.typeOf))
  const [only] = types
  if (types.size !== 1 || only === undefined) return undefined
  if (only !== "choice") return { type: only }
  const names = then.flatMap((it) => (it.op === "literal" && typeof it.value === "string" ? [it.value] : []))
  return names.length === then.length ? { choice: [...new Set(names)] } : undefined
}

const join = (before: Worth | undefined, now: Worth): Worth =>
  before !== undefined && "choice" in before && "choice" in now
    ? { choice: [...new Set([...before.choice, ...now.choice])] }
    : now
