/**
 * The steps of two versions side by side: which are new, gone, renamed, somewhere else or in another order; what changed
 * in those that are still there is said by `StepContent`.
 */
import { canonical } from "../Digest.ts"
import type { AnyStep, Branch, NodeId, Plan } from "../Plan.ts"
import * as Steps from "../Steps.ts"
import { calling } from "./Calling.ts"
import type { Change, Said } from "./Change.ts"
import { aligned, equal } from "./Change.ts"
import * as StepContent from "./StepContent.ts"

const parentOf = (node: NodeId): NodeId => node.slice(0, Math.max(0, node.lastIndexOf("/")))
const within = (node: NodeId, container: NodeId): boolean => node.startsWith(`${container}/`)

const needs = (step: AnyStep): Change["effect"] => (StepContent.waits(step) || Steps.inside(step).flat().some(StepContent.waits) ? "needs-map" : "safe")

/** The same step under another name: it asks the same on the same levels, or does the same. */
const alike = (before: AnyStep, after: AnyStep): boolean => {
  if (before.kind === "task" && after.kind === "task") {
    const shape = ({ form, rungs }: typeof before): unknown => [form.map(({ name }) => name), rungs.map(({ name }) => name)]
    return equal(shape(before), shape(after)) && (before.form.length > 0 || equal(before.rungs, after.rungs))
  }
  return equal(calling(StepContent.own(before), new Map([[before.name, after.name]])), StepContent.own(after))
}

/** Ends have no names of their own, only numbers: which is which is seen from what they say. */
const ends = (old: ReadonlyArray<AnyStep>, now: ReadonlyArray<AnyStep>): ReadonlyMap<NodeId, AnyStep> => {
  const found = new Map<NodeId, AnyStep>()
  const grouped = (steps: ReadonlyArray<AnyStep>): Map<string, Array<AnyStep>> => {
    const groups = new Map<string, Array<AnyStep>>()
    for (const step of steps) if (step.kind === "end") groups.set(step.outcome, [...(groups.get(step.outcome) ?? []), step])
    return groups
  }
  const after = grouped(now)
  for (const [outcome, steps] of grouped(old)) {
    const others = after.get(outcome) ?? []
    const key = (step: AnyStep): string => canonical([parentOf(step.node), StepContent.own(step)])
    for (const [i, j] of aligned(steps, others, key)) {
      const [was, is] = [i === undefined ? undefined : steps[i], j === undefined ? undefined : others[j]]
      if (was !== undefined && is !== undefined && parentOf(was.node) === parentOf(is.node)) found.set(was.node, is)
    }
    // one that is left over on both sides went elsewhere
    const taken = new Set(found.values())
    const left = others.filter((it) => !taken.has(it))
    for (const step of steps) {
      const to = found.has(step.node) ? undefined : left.shift()
      if (to !== undefined) found.set(step.node, to)
    }
  }
  return found
}

/** The named lists of steps in a step, which a case may be in. */
const branchesOf = (step: AnyStep): ReadonlyArray<Branch> =>
  step.kind === "parallel"
    ? [...step.branches, ...step.beside]
    : step.kind === "choose"
      ? [...step.cases, ...(step.otherwise === undefined ? [] : [{ name: "otherwise", steps: step.otherwise }])]
      : []

/** What became of each step. */
interface Fate {
  readonly step: AnyStep
  readonly now: AnyStep | undefined
  readonly change?: Change
}

const fates = (before: Plan, after: Plan): { readonly all: ReadonlyArray<Fate>; readonly branches: ReadonlyArray<Change> } => {
  const old = Steps.all(before)
  const now = Steps.all(after)
  const there = new Map(now.map((step) => [step.node, step]))
  const same = ends(old, now)
  const was = new Set(old.map((step) => step.node))
  const fresh = now.filter((step) => step.kind !== "end" && !was.has(step.node))
  const taken = new Set<NodeId>()
  const moves = new Map<NodeId, NodeId>()
  const moved = (node: NodeId): NodeId => {
    for (let at = node; at !== ""; at = parentOf(at)) {
      const to = moves.get(at)
      if (to !== undefined) return `${to}${node.slice(at.length)}`
    }
    return node
  }
  const branches: Array<Change> = []
  const reached = new Set<NodeId>()
  const all = old.map((step): Fate => {
    const found = fate(step)
    if (found.now !== undefined) {
      reached.add(found.now.node)
      branches.push(...branching(step, found.now))
    }
    return found
  })
  function fate(step: AnyStep): Fate {
    const expected = moved(step.node)
    if (step.kind === "end") {
      const here = same.get(step.node) ?? there.get(expected)
      if (here?.kind !== "end" || reached.has(here.node)) return { step, now: undefined }
      const elsewhere = parentOf(here.node) !== parentOf(expected)
      return { step, now: here, ...(elsewhere && { change: { effect: "safe", what: "step-moved", at: step.node, to: here.node } }) }
    }
    const here = there.get(expected)
    if (here !== undefined && !reached.has(expected)) return { step, now: here }
    const free = fresh.filter((one) => one.kind === step.kind && !taken.has(one.node) && !reached.has(one.node))
    const to =
      free.find((one) => one.name === step.name) ??
      free.find((one) => parentOf(one.node) === parentOf(expected) && alike(step, one))
    if (to === undefined) return { step, now: undefined }
    taken.add(to.node)
    moves.set(step.node, to.node)
    return { step, now: to, change: { effect: needs(step), what: to.name === step.name ? "step-moved" : "step-renamed", at: step.node, to: to.node } }
  }
  /** Branches that came, went, or are called otherwise: the same steps stand in them. */
  function branching(step: AnyStep, other: AnyStep): ReadonlyArray<Change> {
    if (step.kind !== other.kind) return []
    const [mine, theirs] = [branchesOf(step), branchesOf(other)]
    const gone = mine.filter(({ name }) => !theirs.some((it) => it.name === name))
    const come = theirs.filter(({ name }) => !mine.some((it) => it.name === name))
    const hard = step.kind === "parallel"
    const inside = ({ steps }: Branch): string => canonical(steps.map(({ kind, name }) => [kind, name]))
    const renamed = gone.flatMap((one) => {
      const to = come.find((it) => inside(it) === inside(one) && one.steps.length > 0)
      return to === undefined ? [] : [[one, to] as const]
    })
    for (const [one, to] of renamed) moves.set(`${step.node}/${one.name}`, `${other.node}/${to.name}`)
    return [
      ...renamed.map(([one, to]): Change => ({ effect: one.steps.some(StepContent.waits) ? "needs-map" : "safe", what: "branch-renamed", at: `${step.node}/${one.name}`, to: `${other.node}/${to.name}` })),
      ...gone.flatMap((one): ReadonlyArray<Change> => {
        if (renamed.some(([it]) => it === one)) return []
        return [{ effect: hard ? "breaks" : one.steps.some((it) => needs(it) !== "safe") ? "needs-map" : "safe", what: "branch-removed", at: `${step.node}/${one.name}` }]
      }),
      ...come.flatMap((one): ReadonlyArray<Change> => {
        if (renamed.some(([, it]) => it === one)) return []
        return [{ effect: hard ? "breaks" : "safe", what: "branch-added", at: `${other.node}/${one.name}` }]
      })
    ]
  }
  return { all, branches }
}

/**
 * Everything that changed in the steps, in the order of the file.
 *
 * @since 0.1.0
 */
export const between = (before: Plan, after: Plan): { readonly changes: ReadonlyArray<Change>; readonly names: ReadonlyMap<string, string> } => {
  const { all, branches } = fates(before, after)
  const names = new Map(
    all.flatMap(({ change, now, step }) => (change?.what === "step-renamed" && now !== undefined ? [[step.name, now.name] as const] : []))
  )
  const home = new Map(all.flatMap(({ now, step }) => (now === undefined ? [] : [[step.node, now.node] as const])))
  const reached = new Set(home.values())
  const gone = [
    ...branches.flatMap(({ at, what }) => (what === "branch-removed" ? [at] : [])),
    ...all.flatMap(({ now, step }) => (now === undefined ? [step.node] : []))
  ]
  const come = [
    ...branches.flatMap(({ at, what }) => (what === "branch-added" ? [at] : [])),
    ...Steps.all(after).flatMap(({ node }) => (reached.has(node) ? [] : [node]))
  ]
  /** told with what it stands in */
  const told = (node: NodeId, by: ReadonlyArray<NodeId>): boolean => by.some((it) => within(node, it))
  const inside = (node: NodeId, of: ReadonlyArray<NodeId>): Pick<Change, "with"> => {
    const those = of.filter((it) => within(it, node))
    return those.length === 0 ? {} : { with: those }
  }
  const kinds = new Map([...Steps.all(before), ...Steps.all(after)].map((step) => [step.node, step.kind]))
  return {
    names,
    changes: [
      ...branches.flatMap((change): ReadonlyArray<Change> => {
        if (change.what === "branch-renamed") return [change]
        const of = change.what === "branch-added" ? come : gone
        // with the whole step, or with a branch around it
        if (told(change.at, of)) return []
        return [{ ...change, ...inside(change.at, of.filter((it) => kinds.has(it))) }]
      }),
      ...all.flatMap(({ change, now, step }): ReadonlyArray<Change> => {
        if (now === undefined) {
          return told(step.node, gone) ? [] : [{ effect: needs(step), what: "step-removed", at: step.node, was: stepped(step), ...inside(step.node, gone) }]
        }
        return [...(change === undefined ? [] : [change]), ...StepContent.between(calling(step, names), now)]
      }),
      ...Steps.all(after).flatMap((step): ReadonlyArray<Change> =>
        reached.has(step.node) || told(step.node, come)
          ? []
          : [{ effect: "safe", what: "step-added", at: step.node, ...follows(after, step), now: stepped(step), ...inside(step.node, come) }]
      ),
      ...orders(before, after, home)
    ]
  }
}

const stepped = (step: AnyStep): Said => {
  const by = "rungs" in step ? step.rungs[0].by : null
  return { is: "step", kind: step.kind, ...(by !== null && { by }), ...(step.when !== undefined && { when: step.when }) }
}

/** What a new step comes after, in its own list. */
const follows = (plan: Plan, step: AnyStep): Pick<Change, "to"> => {
  const list = lists(plan).find(([, it]) => it.includes(step))?.[1] ?? []
  const before = list[list.indexOf(step) - 1]
  return before === undefined ? {} : { to: before.node }
}

const lists = (plan: Plan): ReadonlyArray<readonly [node: NodeId, list: ReadonlyArray<AnyStep>]> => [
  ["", plan.root.steps],
  ...Steps.all(plan).flatMap((step) => Steps.inside(step).map((list) => [step.node, list] as const))
]

/** Steps that stand in the same list, in another order: those that went past others. */
const orders = (before: Plan, after: Plan, home: ReadonlyMap<NodeId, NodeId>): ReadonlyArray<Change> => {
  const place = new Map(lists(after).flatMap(([, list]) => list.map((step) => [step.node, list] as const)))
  return lists(before).flatMap(([, list]): ReadonlyArray<Change> => {
    const old = list.flatMap((step) => home.get(step.node) ?? [])
    const first = old[0]
    if (first === undefined || old.length < 2) return []
    return [...new Set(old.map((node) => place.get(node)))].flatMap((there): ReadonlyArray<Change> => {
      if (there === undefined) return []
      const mine = old.filter((node) => place.get(node) === there)
      const theirs = there.flatMap((step) => (mine.includes(step.node) ? [step] : []))
      if (theirs.length !== mine.length || theirs.every(({ node }, i) => node === mine[i])) return []
      const stay = new Set(aligned(mine, theirs.map(({ node }) => node), (it) => it).flatMap(([i, j]) => (i !== undefined && j !== undefined && mine[i] === theirs[j]?.node ? [mine[i]] : [])))
      return theirs.flatMap((step): ReadonlyArray<Change> => {
        if (stay.has(step.node)) return []
        const last = there[there.indexOf(step) - 1]
        return [{ effect: needs(step), what: "step-order", at: step.node, ...(last !== undefined && { to: last.node }) }]
      })
    })
  })
}
