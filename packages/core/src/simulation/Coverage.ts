/**
 * How much of its procedures a set of played scenarios has shown: which steps were reached, which branches taken, which
 * outcomes came, which rungs had it, which terms were kept or missed. Read off the journals of the run, so that it
 * counts what happened, not what a file says.
 *
 * @since 0.1.0
 */
import * as Evolve from "../case/Evolve.ts"
import type { Entry } from "../case/Entry.ts"
import * as Place from "../case/Place.ts"
import type { CaseState, StepPath } from "../case/State.ts"
import type { AnyStep, NodeId, Plan, Rung } from "../plan/Plan.ts"
import * as Steps from "../plan/Steps.ts"
import type { Report } from "./Play.ts"

/**
 * What is counted. A *step* is one that does something; what only holds others is shown by them. A *branch* is a way
 * of a `choose`, `parallel` or `repeat` that has steps, or a row of a `decide`. A *rung* belongs to a ladder of several.
 * A *deadline* is shown when a case kept or missed it.
 */
export const kinds = ["steps", "branches", "outcomes", "rungs", "deadlines"] as const
export type Kind = (typeof kinds)[number]

/** What there is of a kind, and what no scenario has shown; named as a scenario or a person would (`by-tier/major/sign`). */
export interface Share {
  readonly all: number
  readonly missing: ReadonlyArray<string>
}

/** Of one procedure. */
export type Covered = { readonly procedure: string } & { readonly [kind in Kind]: Share }

const silent = new Set<AnyStep["kind"]>(["stage", "choose", "parallel", "each", "repeat", "end"])

const ladders = (plan: Plan): ReadonlyArray<{ readonly node: NodeId; readonly rungs: ReadonlyArray<Rung> }> => [
  { node: "", rungs: plan.root.rungs },
  ...Steps.all(plan).flatMap((step) =>
    step.kind === "task" || step.kind === "stage" ? [{ node: step.node, rungs: step.rungs }] : []
  )
]

/** A rung as it is told: `handle: supervisor`, `case: desk`. */
const rungOf = (node: NodeId, name: string | null): string => `${node === "" ? "case" : node}${name === null ? "" : `: ${name}`}`

const branchesOf = (step: AnyStep): ReadonlyArray<string> => {
  const filled = (lists: ReadonlyArray<{ readonly name: string; readonly steps: ReadonlyArray<AnyStep> }>) =>
    lists.flatMap(({ name, steps }) => (steps.length === 0 ? [] : [`${step.node}/${name}`]))
  switch (step.kind) {
    case "choose":
      return filled([...step.cases, ...(step.otherwise === undefined ? [] : [{ name: "otherwise", steps: step.otherwise }])])
    case "parallel":
      return filled([...step.branches, ...step.beside])
    case "repeat":
      return filled([{ name: "beyond", steps: step.beyond }])
    case "decide":
      return step.rows.map((_, row) => rowOf(step.node, row))
    default:
      return []
  }
}

/** `tier row 2`; rows count from 1. */
const rowOf = (node: NodeId, row: number): string => `${node} row ${row + 1}`

/** Everything a procedure has of a kind. */
const there = (plan: Plan): { readonly [kind in Kind]: ReadonlySet<string> } => {
  const steps = Steps.all(plan)
  return {
    steps: new Set(steps.flatMap((step) => (silent.has(step.kind) ? [] : [step.node]))),
    branches: new Set(steps.flatMap(branchesOf)),
    outcomes: new Set(Object.keys(plan.outcomes)),
    rungs: new Set(ladders(plan).flatMap(({ node, rungs }) => (rungs.length < 2 ? [] : rungs.map(({ name }) => rungOf(node, name))))),
    deadlines: new Set(ladders(plan).flatMap(({ node, rungs }) => rungs.flatMap(({ due, name }) => (due === null ? [] : [rungOf(node, name)]))))
  }
}

/** The node of a step known by its path: of several with one name the one in the branch that runs. */
const nodeOf = (plan: Plan, state: CaseState, path: StepPath): NodeId | undefined => {
  const found = Steps.named(plan, path.replace(/#.*$/, ""))
  if (found.length < 2) return found[0]?.node
  // a list around all of them runs too: the one whose own list runs is the nearest
  const depth = (node: NodeId): number =>
    Math.max(0, ...state.frames.flatMap((frame) => (frame.kind === "steps" && Place.within(node, frame.node) ? [frame.node.length] : [])))
  return found.reduce<(typeof found)[number] | undefined>((best, one) => (best === undefined || depth(one.node) > depth(best.node) ? one : best), undefined)?.node
}

/** The rung of the case's own term that ends here: it was missed, or the case ended with it. No duty tells of it. */
const ofCase = (plan: Plan, state: CaseState, entry: Entry): ReadonlyArray<string | null> => {
  const over =
    entry._tag === "Happened" && entry.act === "missed"
      ? [entry.clock]
      : entry._tag === "Cancelled" && (entry.why === "end" || entry.why === "order")
        ? state.clocks.filter(({ frame }) => frame === entry.frame)
        : []
  return over.flatMap(({ node, rung }) => {
    const own = node === "" ? plan.root.rungs[rung] : undefined
    return own === undefined || own.due === null ? [] : [own.name]
  })
}

/** What one case has shown, put into `seen`. */
const look = (plan: Plan, journal: ReadonlyArray<Entry>, seen: { readonly [kind in Kind]: Set<string> }): void => {
  const first = journal[0]
  if (first === undefined) return
  let state = Evolve.none(first._tag === "Opened" ? first.id : "")
  for (const entry of journal) {
    const step = (path: StepPath): NodeId => {
      const node = nodeOf(plan, state, path) ?? path
      seen.steps.add(node)
      return node
    }
    const duty = "duty" in entry ? entry.duty : undefined
    if (duty !== undefined && (duty.how === "done" || duty.how === "lost")) {
      const node = duty.step === "case" ? "" : (nodeOf(plan, state, duty.step) ?? duty.step)
      seen.deadlines.add(rungOf(node, duty.rung))
    }
    for (const name of ofCase(plan, state, entry)) seen.deadlines.add(rungOf("", name))
    switch (entry._tag) {
      case "Entered":
      case "Held":
      case "Passed": {
        const { frame } = entry
        if (frame.kind === "steps") seen.branches.add(frame.list === "beyond" ? `${frame.node}/beyond` : frame.node)
        else if (frame.kind === "task" || frame.kind === "stage") seen.rungs.add(rungOf(frame.node, frame.called))
        if (frame.kind === "choose") seen.branches.add(`${frame.node}/${frame.branch}`)
        seen.steps.add(frame.node)
        break
      }
      case "Moved":
        if (entry.frame.kind === "repeat" && entry.frame.beyond) seen.branches.add(`${entry.frame.node}/beyond`)
        break
      case "Decided":
        if (entry.row !== undefined) seen.branches.add(rowOf(step(entry.path), entry.row))
        break
      case "Computed":
      case "Recorded":
      case "Filled":
      case "Announced":
        step(entry.path)
        break
      case "Linked":
        seen.steps.add(entry.node)
        break
      case "Sent":
        if (entry.path !== undefined) step(entry.path)
        break
      case "Ended":
        seen.outcomes.add(entry.outcome)
        break
    }
    state = Evolve.evolve(state, entry)
  }
}

/**
 * What the reports have shown of these plans, procedure by procedure in the order given. Cases of all scenarios count,
 * also those another case or a schedule opened.
 *
 * @since 0.1.0
 */
export const measure = (plans: ReadonlyArray<Plan>, reports: ReadonlyArray<Report>): ReadonlyArray<Covered> => {
  const seen = new Map(
    plans.map((plan) => [plan.procedure, { steps: new Set<string>(), branches: new Set<string>(), outcomes: new Set<string>(), rungs: new Set<string>(), deadlines: new Set<string>() }])
  )
  for (const { end } of reports) {
    for (const { compiled, journal } of end.cases.values()) {
      const own = seen.get(compiled.plan.procedure)
      if (own !== undefined) look(compiled.plan, journal, own)
    }
  }
  return plans.map((plan) => {
    const all = there(plan)
    const own = seen.get(plan.procedure)
    const share = (kind: Kind): Share => ({ all: all[kind].size, missing: [...all[kind]].filter((one) => own?.[kind].has(one) !== true) })
    return {
      procedure: plan.procedure,
      steps: share("steps"),
      branches: share("branches"),
      outcomes: share("outcomes"),
      rungs: share("rungs"),
      deadlines: share("deadlines")
    }
  })
}

/**
 * All procedures together, as a share of one; 1 where there is nothing to show.
 *
 * @since 0.1.0
 */
export const total = (covered: ReadonlyArray<Covered>, kind: Kind): number => {
  const all = covered.reduce((sum, one) => sum + one[kind].all, 0)
  const missing = covered.reduce((sum, one) => sum + one[kind].missing.length, 0)
  return all === 0 ? 1 : (all - missing) / all
}
