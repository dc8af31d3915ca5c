/**
 * A plan as the engine walks it: every step by its node, every list of steps by its owner. Built once a plan and kept
 * beside it; a plan never changes, so neither does this.
 */
import type { AnyStep, NodeId, Plan, Repeat, Rung, Wait } from "../plan/Plan.ts"
import type { Frame, StepsFrame } from "./State.ts"

/** One list of steps: which step owns it and under what name (see `StepsFrame`). */
export interface List {
  readonly owner: NodeId
  readonly name: string
  /** what `stops` calls it: a branch has a place of its own, other lists that of their owner */
  readonly place: NodeId
  readonly steps: ReadonlyArray<AnyStep>
}
export interface Node {
  readonly step: AnyStep
  readonly list: List
  readonly index: number
}
export interface Nodes {
  readonly node: ReadonlyMap<NodeId, Node>
  readonly list: ReadonlyMap<string, List>
  /** all nodes of a name: more than one only in branches of one `choose` */
  readonly named: ReadonlyMap<string, ReadonlyArray<NodeId>>
  /** waits that also take what came before them */
  readonly since: ReadonlyArray<Wait>
}

const known = new WeakMap<Plan, Nodes>()

/** The nodes of a plan. */
export const of = (plan: Plan): Nodes => {
  const before = known.get(plan)
  if (before !== undefined) return before
  const made = make(plan)
  known.set(plan, made)
  return made
}

/** The list that a frame of kind `steps` runs; `owner` is the frame it stands in. */
export const listOf = (nodes: Nodes, frame: StepsFrame, owner: Frame | undefined): List | undefined =>
  nodes.list.get(key(owner?.node ?? "", frame.list.startsWith("#") ? "steps" : frame.list))

/** The rungs of a task, a stage, the root (`""`) or the hand-over task (`intake`). */
export const rungs = (plan: Plan, nodes: Nodes, node: NodeId): ReadonlyArray<Rung> => {
  if (node === "") return plan.root.rungs
  const step = nodes.node.get(node)?.step
  if (step?.kind === "task" || step?.kind === "stage") return step.rungs
  return node === "intake" ? [{ name: null, by: plan.intake.by, due: plan.intake.due }] : []
}

/** The lists a step owns, in the order in which they are entered. */
export const lists = (step: AnyStep): ReadonlyArray<{ readonly name: string; readonly steps: ReadonlyArray<AnyStep> }> => {
  switch (step.kind) {
    case "stage":
    case "each":
      return [{ name: "steps", steps: step.steps }]
    case "repeat":
      return [
        { name: "steps", steps: step.steps },
        { name: "beyond", steps: step.beyond }
      ]
    case "choose":
      return step.otherwise === undefined ? step.cases : [...step.cases, { name: "otherwise", steps: step.otherwise }]
    case "parallel":
      return [...step.branches, ...step.beside]
    default:
      return []
  }
}

/** Every step in a list and below it. */
export const under = (steps: ReadonlyArray<AnyStep>): ReadonlyArray<AnyStep> =>
  steps.flatMap((step) => [step, ...lists(step).flatMap((list) => under(list.steps))])

const inside = new WeakMap<AnyStep, ReadonlySet<string>>()

/** The names of the steps in a round of a `repeat`. */
export const namesIn = (step: Repeat): ReadonlySet<string> => {
  const before = inside.get(step)
  if (before !== undefined) return before
  const names = new Set(under(step.steps).map((one) => one.name))
  inside.set(step, names)
  return names
}

const key = (owner: NodeId, name: string): string => `${owner}|${name}`

const make = (plan: Plan): Nodes => {
  const node = new Map<NodeId, Node>()
  const list = new Map<string, List>()
  const named = new Map<string, Array<NodeId>>()
  const since: Array<Wait> = []
  const walk = (owner: NodeId, name: string, place: NodeId, steps: ReadonlyArray<AnyStep>): void => {
    const here: List = { owner, name, place, steps }
    list.set(key(owner, name), here)
    for (const [index, step] of steps.entries()) {
      node.set(step.node, { step, list: here, index })
      named.set(step.name, [...(named.get(step.name) ?? []), step.node])
      if (step.kind === "wait" && step.since !== undefined && step.for !== undefined) since.push(step)
      const branching = step.kind === "choose" || step.kind === "parallel"
      for (const inner of lists(step)) {
        walk(step.node, inner.name, branching ? `${step.node}/${inner.name}` : step.node, inner.steps)
      }
    }
  }
  walk("", "steps", "", plan.root.steps)
  return { node, list, named, since }
}
