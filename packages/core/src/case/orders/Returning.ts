/**
 * Return: steps from an earlier one on are cancelled and run again. The target is in the same or an enclosing list;
 * stages and chosen branches around it that are over are entered anew. Out of a parallel, each or repeat everything in
 * it is cancelled, and who may return only as `holder` may not do that (engine §4.1).
 */
import type { Actor } from "../../domain/People.ts"
import * as Cancel from "../Cancel.ts"
import type { Return } from "../Command.ts"
import * as List from "../List.ts"
import * as Nodes from "../Nodes.ts"
import * as Quiescence from "../Quiescence.ts"
import type { Refusal } from "../Refusal.ts"
import { around, emit, frame as frameOf } from "../Run.ts"
import type { Run } from "../Run.ts"
import type { StepPath, StepsFrame, TaskFrame } from "../State.ts"
import * as Right from "./Right.ts"

interface Way {
  /** the live list that goes back */
  readonly list: StepsFrame
  /** from the step in that list down to the target: containers that are over, then the target itself */
  readonly chain: ReadonlyArray<Nodes.Node>
}

export const back = (run: Run, command: Return): Refusal | null => {
  const { state } = run
  const declared = run.world.plan.orders.return
  const { actor, to } = command
  const target = to.split("#")[0] ?? to
  if (declared === undefined || !declared.to.includes(target)) return Right.illegal("return", "not-declared")
  const named = command.n === undefined ? undefined : Right.task(state, command.n)
  if (named !== undefined && "_tag" in named) return named
  const way = wayTo(run, to, target, named)
  const place = way?.list.node ?? named?.node ?? ""
  const held = Right.suspended(state) ?? Right.still(run, way?.chain.at(-1)?.step.node ?? place)
  if (held !== null) return held
  const mine = named ?? own(run, actor, way?.list)
  const refused = Right.order(run, "return", declared, actor, mine ?? null, command.reason)
  if (refused !== null || run.halted) return refused
  if (way === null) return Right.illegal("return", "not-earlier")
  const first = way.chain[0]
  if (first === undefined) return Right.illegal("return", "not-earlier")
  const others = { ...declared, by: { ...declared.by, of: declared.by.of.filter((who) => who.who !== "holder") } }
  if (mine !== undefined && Right.by(run, others, actor, mine) !== null) {
    const crossed = crosses(run, mine, way.list)
    if (crossed !== null) return Right.illegal("return", crossed)
  }
  const reason = command.reason ?? ""
  emit(run, { _tag: "Returned", from: mine?.n ?? null, to, reason, superseded: superseded(run, way) })
  Cancel.inside(run, way.list.id, "return", reason)
  run.returned = { path: to, by: actor.person, reason }
  for (const [index, node] of way.chain.entries()) {
    const inner = way.chain[index + 1]
    if (inner !== undefined) {
      run.detour = (run.detour ?? new Map()).set(node.step.node, { list: inner.list.name, index: inner.index })
    }
  }
  const outcome = List.go(run, way.list.id, first.index)
  run.detour = null
  run.returned = null
  if (outcome === "done") Quiescence.ended(run, way.list)
  return null
}

/** The nearest live list that the target stands in, directly or in a stage or branch that is over by now. */
const wayTo = (run: Run, to: StepPath, target: string, named: TaskFrame | undefined): Way | null => {
  const { state } = run
  const done = state.done[to]
  if (done === undefined || done.superseded === true) return null
  const items = to.split("#").slice(1).map(Number)
  for (const id of run.nodes.named.get(target) ?? []) {
    const chain: Array<Nodes.Node> = []
    for (let node = run.nodes.node.get(id); node !== undefined; ) {
      chain.unshift(node)
      const list = liveList(run, node.list, items)
      if (list !== undefined) {
        const at = state.frames.find((one) => one.parent === list.id)
        const reached = run.nodes.node.get(at?.node ?? "")?.index ?? node.list.steps.findIndex((one) => one.name === list.at)
        const inside = named === undefined || around(run, named).some((one) => one.id === list.id)
        if (reached > node.index && inside) return { list, chain }
        break
      }
      const owner = run.nodes.node.get(node.list.owner)
      // a branch that was not taken, an item, a round: never into these
      if (owner?.step.kind !== "stage" && owner?.step.kind !== "choose") break
      node = owner
    }
  }
  return null
}

const liveList = (run: Run, list: Nodes.List, items: ReadonlyArray<number>): StepsFrame | undefined =>
  run.state.frames.find(
    (one): one is StepsFrame =>
      one.kind === "steps" &&
      Nodes.listOf(run.nodes, one, frameOf(run, one.parent)) === list &&
      one.items.length === items.length &&
      one.items.every((item, depth) => item === items[depth])
  )

/** Without a number: the task the actor holds below the list that goes back. */
const own = (run: Run, actor: Actor, list: StepsFrame | undefined): TaskFrame | undefined =>
  run.state.frames.find(
    (one): one is TaskFrame =>
      one.kind === "task" &&
      Right.is(actor, one.chain[0] ?? one.holder) &&
      (list === undefined || around(run, one).some((above) => above.id === list.id))
  )

const crosses = (run: Run, task: TaskFrame, list: StepsFrame): "across-parallel" | "across-round" | null => {
  for (const above of around(run, task)) {
    if (above.id === list.id) return null
    if (above.kind === "parallel" || above.kind === "each") return "across-parallel"
    if (above.kind === "repeat") return "across-round"
  }
  return null
}

/** Everything done from the target on: absent for expressions until it is done again. */
const superseded = (run: Run, way: Way): ReadonlyArray<StepPath> => {
  const names = new Set<string>()
  for (const [depth, node] of way.chain.entries()) {
    const last = depth === way.chain.length - 1
    if (!last) names.add(node.step.name)
    for (const step of Nodes.under(node.list.steps.slice(last ? node.index : node.index + 1))) names.add(step.name)
  }
  const { items } = way.list
  return Object.entries(run.state.done).flatMap(([path, done]) => {
    const [name, ...numbers] = path.split("#")
    return name !== undefined &&
      names.has(name) &&
      done.superseded !== true &&
      items.every((item, depth) => Number(numbers[depth]) === item)
      ? [path]
      : []
  })
}

