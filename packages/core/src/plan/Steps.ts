/**
 * Finding steps in a plan: all of them in the order of the file, and by name. Branches of one `choose` may carry a
 * name twice (language §4.2), so a name gives a list.
 *
 * @since 0.1.0
 */
import type { AnyStep, Plan } from "./Plan.ts"

/** The lists of steps directly inside a step. */
export const inside = (step: AnyStep): ReadonlyArray<ReadonlyArray<AnyStep>> => {
  switch (step.kind) {
    case "stage":
    case "each":
      return [step.steps]
    case "repeat":
      return [step.steps, step.beyond]
    case "choose":
      return [...step.cases.map((branch) => branch.steps), ...(step.otherwise === undefined ? [] : [step.otherwise])]
    case "parallel":
      return [...step.branches, ...step.beside].map((branch) => branch.steps)
    default:
      return []
  }
}

/** Asked again with each name that is looked for. */
const known = new WeakMap<Plan, ReadonlyArray<AnyStep>>()

/** Every step, a container before what is in it. */
export const all = (plan: Plan): ReadonlyArray<AnyStep> => {
  const before = known.get(plan)
  if (before !== undefined) return before
  const walk = (steps: ReadonlyArray<AnyStep>): ReadonlyArray<AnyStep> =>
    steps.flatMap((step) => [step, ...inside(step).flatMap(walk)])
  const found = walk(plan.root.steps)
  known.set(plan, found)
  return found
}

/** The steps of that name; several only in exclusive branches. */
export const named = (plan: Plan, name: string): ReadonlyArray<AnyStep> => all(plan).filter((step) => step.name === name)

/** Names of the branches of every `choose` and `parallel`. */
export const branches = (plan: Plan): ReadonlyArray<string> =>
  all(plan).flatMap((step) =>
    step.kind === "choose"
      ? step.cases.map((branch) => branch.name)
      : step.kind === "parallel"
        ? [...step.branches, ...step.beside].map((branch) => branch.name)
        : []
  )
