/**
 * A case goes over to another plan of its procedure (engine §8). Every live frame finds its node in the new plan: under
 * its own name, or where the map says; or the step is left and its list goes on somewhere else (`skip-to`, which with
 * its own name begins it anew). What does not fit is told, all of it, and nothing is written. The entry holds the whole
 * new position, so that nobody needs either plan to fold it.
 *
 * @since 0.1.0
 */
import type { Field } from "../domain/Field.ts"
import * as Form from "../domain/Form.ts"
import type { Values } from "../domain/Value.ts"
import { canonical } from "../plan/Digest.ts"
import * as Calling from "../plan/difference/Calling.ts"
import type { NodeId, Plan } from "../plan/Plan.ts"
import * as Cancel from "./Cancel.ts"
import * as Clocks from "./Clocks.ts"
import type { Migrate } from "./Command.ts"
import type { Entry } from "./Entry.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import * as Held from "./Held.ts"
import * as Intake from "./Intake.ts"
import * as Kept from "./Kept.ts"
import * as List from "./List.ts"
import * as Nodes from "./Nodes.ts"
import * as People from "../domain/People.ts"
import * as Place from "./Place.ts"
import * as Quiescence from "./Quiescence.ts"
import type { Refusal } from "./Refusal.ts"
import { emit, frame as frameOf, over } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Schedule from "./Schedule.ts"
import * as Scope from "./Scope.ts"
import type { CaseState, Clock, Frame, StepPath, StepsFrame } from "./State.ts"
import * as Task from "./steps/Task.ts"
import * as Wait from "./steps/Wait.ts"

/** Where a node of the old plan is in the new one; `skip-to`: the step is left, its list goes on there. */
export type Moves = { readonly [node: NodeId]: NodeId | { readonly "skip-to": NodeId } }

/** The parts of a case that say where it stands. */
export type Position = Pick<CaseState, "frames" | "clocks" | "holds" | "stands" | "done" | "data" | "rows" | "links" | "early" | "listens">

/**
 * What finished steps gave, by their paths, corrections included: a plan may read what the one before it did not keep.
 *
 * @since 0.1.0
 */
export const answers = (journal: ReadonlyArray<Entry>): { readonly [path: StepPath]: Values } => {
  const found: { [path: StepPath]: Values } = {}
  for (const entry of journal) {
    switch (entry._tag) {
      case "Opened":
        found["intake"] = entry.values
        break
      case "Answered":
        found[entry.path] = entry.path === "intake" ? { ...found["intake"], ...entry.values } : entry.values
        break
      case "Decided":
      case "Computed":
      case "Did":
        found[entry.path] = entry.values
        break
      case "Amended":
        found[entry.path] = { ...found[entry.path], ...entry.after }
        break
    }
  }
  return found
}

/** Longest prefix first: what stands in a step that moved goes with it. */
const moved = (moves: Moves, node: NodeId): NodeId => {
  for (let at = node; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("/")))) {
    const to = moves[at]
    if (typeof to === "string") return `${to}${node.slice(at.length)}`
  }
  return node
}

/** The kind of step a frame belongs to. */
const kindOf = (frame: Frame): string => (frame.kind === "receipt" ? "notify" : frame.kind)

interface Left {
  /** the list that goes on */
  readonly list: number
  /** the frame that is left */
  readonly frame: Frame
  readonly to: NodeId
}

/** Everything a migration finds out before it writes. */
interface Found {
  readonly frames: Array<Frame>
  /** frames of whom others may act now */
  readonly offered: Array<number>
  readonly left: Array<Left>
  readonly issues: Array<string>
}

/** Takes an open case over to the plan it is decided with; `Migrate.to` is that plan's digest. */
export const migrate = (run: Run, command: Migrate): Refusal | null => {
  const { state, world: { before, plan } } = run
  if (state.plan === command.to) return null
  if (plan.procedure !== state.procedure) return invalid([`other-procedure ${plan.procedure}`])
  if (before === undefined) throw new Error("the plan a migrating case ran on was not given")
  // it belongs to the old plan and happens there first
  const due = state.clocks.some((clock) => clock.next !== null && clock.next.at < run.at && Held.eligible(state, clock))
  if (due || state.holds.some(({ until }) => until !== undefined && until < run.at)) return invalid(["due-first case"])
  const moves = command.map ?? {}
  const names = renamed(moves)
  const found = find(run, before, moves, names)
  const position = placed(run, command, names, moves, found)
  if (found.issues.length > 0) return invalid(found.issues)

  const { nodes } = run
  run.nodes = Nodes.of(before)
  for (const { frame } of found.left) Cancel.all(run, frame.id, "order", command.reason)
  run.nodes = nodes
  const { clocks, frames, ...rest } = position
  emit(run, {
    _tag: "Migrated",
    from: state.plan,
    to: command.to,
    clocks,
    listens: state.listens,
    position: { ...rest, frames },
    ...(command.reason !== undefined && { reason: command.reason })
  })
  Intake.listen(run)
  waiting(run)
  for (const id of found.offered) offer(run, id)
  recount(run, command)
  for (const { list, to } of found.left) {
    const frame = frameOf(run, list)
    const index = run.nodes.node.get(to)?.index
    if (frame?.kind !== "steps" || index === undefined || over(run)) continue
    if (List.go(run, list, index) === "done") Quiescence.ended(run, frame)
  }
  // what was stuck tries again on the new plan
  Quiescence.goOn(run)
  return null
}

const invalid = (issues: ReadonlyArray<string>): Refusal => ({ _tag: "MigrationInvalid", issues })

/** Steps are known by their bare names to whoever reads what they gave. */
const renamed = (moves: Moves): ReadonlyMap<string, string> =>
  new Map(Object.entries(moves).flatMap(([node, to]) => (typeof to === "string" ? [[Place.name(node), Place.name(to)]] : [])))

const find = (run: Run, before: Plan, moves: Moves, names: ReadonlyMap<string, string>): Found => {
  const { nodes, state, world: { plan } } = run
  const old = Nodes.of(before)
  const found: Found = { frames: [], offered: [], left: [], issues: [] }
  const there = new Map<number, Frame>()
  const lists = new Map<number, Nodes.List>()
  const gone = new Set<number>()
  const issue = (what: string, node: NodeId): void => void found.issues.push(`${what} ${node === "" ? "case" : node}`)
  const add = (frame: Frame): void => {
    there.set(frame.id, frame)
    found.frames.push(frame)
  }
  for (const frame of state.frames) {
    if (gone.has(frame.parent)) {
      gone.add(frame.id)
      continue
    }
    const up = there.get(frame.parent)
    if (frame.kind === "steps") {
      const owner = state.frames.find(({ id }) => id === frame.parent)
      const was = Nodes.listOf(old, frame, owner)
      const branch = owner?.kind === "choose" || owner?.kind === "parallel"
      const list = branch ? Place.name(moved(moves, frame.node)) : frame.list
      const now = up === undefined ? undefined : nodes.list.get(`${up.node}|${list.startsWith("#") ? "steps" : list}`)
      if (now === undefined) {
        issue("no-such-branch", frame.node)
        gone.add(frame.id)
        continue
      }
      const child = was?.steps.find(({ name }) => name === frame.at)?.node
      const to = child === undefined ? undefined : moves[child]
      const at = Place.name(typeof to === "object" ? to["skip-to"] : child === undefined ? frame.at : moved(moves, child))
      // a list that stands before its next step has no other frame to tell it
      const alone = !state.frames.some(({ parent }) => parent === frame.id)
      if (alone && !now.steps.some(({ name }) => name === at)) issue("step-removed", child ?? frame.at)
      unanswered(run, old, now, at, names, issue)
      lists.set(frame.id, now)
      add({ ...frame, node: now.place, list, at })
      continue
    }
    const skip = moves[frame.node]
    if (typeof skip === "object") {
      const target = nodes.node.get(skip["skip-to"])
      if (target === undefined || target.list !== lists.get(frame.parent)) issue("skip-to-elsewhere", skip["skip-to"])
      gone.add(frame.id)
      found.left.push({ list: frame.parent, frame, to: skip["skip-to"] })
      continue
    }
    const node = moved(moves, frame.node)
    const here = nodes.node.get(node)
    const root = node === "" || node === "intake"
    if (!root && (here === undefined || here.step.kind !== kindOf(frame) || (frame.kind === "receipt" && here.step.kind === "notify" && !here.step.receipt))) {
      issue(here === undefined ? "step-removed" : "other-kind", frame.node)
      gone.add(frame.id)
      continue
    }
    if (here !== undefined && here.list !== lists.get(frame.parent)) issue("step-moved-elsewhere", frame.node)
    switch (frame.kind) {
      case "task":
      case "stage": {
        const rungs = Nodes.rungs(plan, nodes, node)
        const rung = frame.called === null ? (frame.rung < rungs.length ? frame.rung : -1) : rungs.findIndex(({ name }) => name === frame.called)
        const now = rungs[rung]
        if (now === undefined) {
          issue(`rung-removed ${frame.called ?? ""}`.trim(), frame.node)
          add({ ...frame, node })
          break
        }
        const was = Calling.calling(Nodes.rungs(before, old, frame.node)[frame.rung]?.by ?? null, names)
        if (!Calling.mayStill(was, now.by)) issue("people-narrower", frame.node)
        else if (canonical(was) !== canonical(now.by)) found.offered.push(frame.id)
        add({ ...frame, node, rung })
        break
      }
      case "choose": {
        const branch = Place.name(moved(moves, `${frame.node}/${frame.branch}`))
        if (!nodes.list.has(`${node}|${branch}`)) issue("no-such-branch", `${frame.node}/${frame.branch}`)
        add({ ...frame, node, branch })
        break
      }
      case "parallel": {
        const step = old.node.get(frame.node)?.step
        const was = step === undefined ? [] : Nodes.lists(step).map(({ name }) => Place.name(moved(moves, `${frame.node}/${name}`)))
        const now = here === undefined ? [] : Nodes.lists(here.step).map(({ name }) => name)
        if (was.toSorted().join() !== now.toSorted().join()) issue("other-branches", frame.node)
        add({ ...frame, node, ended: frame.ended.map((name) => Place.name(moved(moves, `${frame.node}/${name}`))) })
        break
      }
      default:
        add({ ...frame, node })
    }
  }
  return found
}

/** Something below reads what a new step above would have given, and nobody was ever asked. */
const unanswered = (
  { nodes, state, world: { plan } }: Run,
  old: Nodes.Nodes,
  list: Nodes.List,
  at: string,
  names: ReadonlyMap<string, string>,
  issue: (what: string, node: NodeId) => void
): void => {
  const known = new Set([...old.named.keys()].map((name) => names.get(name) ?? name))
  const end = list.steps.findIndex(({ name }) => name === at)
  for (const step of Nodes.under(list.steps.slice(0, Math.max(0, end)))) {
    if (known.has(step.name) || state.done[step.name] !== undefined) continue
    if ((plan.kept[step.name]?.length ?? 0) > 0 && nodes.node.has(step.node)) issue("never-asked", step.node)
  }
}

/** Where everything of the case is in the new plan. */
const placed = (run: Run, { values = {} }: Migrate, names: ReadonlyMap<string, string>, moves: Moves, { frames, issues, left }: Found): Position => {
  const { state, world: { plan } } = run
  const path = (of: StepPath): StepPath => {
    const [name = of, ...items] = of.split("#")
    return Place.path(names.get(name) ?? name, items.map(Number))
  }
  const byPath = <A>(record: { readonly [path: StepPath]: A }): { readonly [path: StepPath]: A } =>
    Object.fromEntries(Object.entries(record).map(([of, one]) => [path(of), one]))
  const ids = new Set(frames.map(({ id }) => id))
  const gone = new Set(left.map(({ frame }) => frame.id))
  const data: { [path: StepPath]: Values } = {}
  for (const of of new Set([...Object.keys(state.data), ...Object.keys(state.done), ...Object.keys(values)])) {
    const step = path(of).replace(/#.*/, "")
    const given = { ...values[of], ...state.data[of] }
    const kept = Kept.of(plan, step, given)
    if (state.data[of] !== undefined || Object.keys(kept).length > 0) data[path(of)] = kept
    if (state.done[of]?.superseded !== true) issues.push(...wrong(plan, step, given, of === "intake" ? state.intake > 0 : state.done[of] !== undefined))
  }
  const clocks = state.clocks.flatMap((clock): ReadonlyArray<Clock> => {
    const frame = frames.find(({ id }) => id === clock.frame)
    if (frame === undefined || !ids.has(clock.frame) || gone.has(clock.frame)) return []
    const rung = frame.kind === "task" || frame.kind === "stage" ? frame.rung : clock.rung
    return [{ ...clock, node: frame.node, rung }]
  })
  return {
    frames,
    clocks,
    data,
    done: byPath(state.done),
    rows: Object.fromEntries(Object.entries(state.rows).map(([of, row]) => [path(of), { ...row, ...(row.of !== undefined && { of: path(row.of) }) }])),
    stands: state.stands.map((stand) => ({ ...stand, scope: moved(moves, stand.scope) })),
    holds: state.holds.map((hold) => {
      const { source } = hold
      if ("hold" in source && !plan.holds.some(({ name }) => name === source.hold)) issues.push(`hold-removed ${source.hold}`)
      return { ...hold, scope: moved(moves, hold.scope) }
    }),
    links: Object.fromEntries(Object.entries(state.links).map(([id, link]) => [id, { ...link, node: moved(moves, link.node) }])),
    early: Object.fromEntries(Object.entries(state.early).map(([node, early]) => [moved(moves, node), early])),
    listens: state.listens
  }
}

/** Values that the new plan reads and cannot: of another type, or never asked for. */
const wrong = (plan: Plan, step: string, values: Values, answered: boolean): ReadonlyArray<string> => {
  const form = step === "intake" ? plan.intake.form : formOf(plan, step)
  const place = { zone: plan.time.zone, currency: plan.currency }
  return form.flatMap((field): ReadonlyArray<string> => {
    if (plan.kept[step]?.includes(field.name) !== true) return []
    const value = values[field.name]
    if (value === undefined || value === null) return answered && field.needed === true ? [`never-asked ${step}.${field.name}`] : []
    return Form.fits(field.type, value, place) ? [] : [`other-type ${step}.${field.name}`]
  })
}

const formOf = (plan: Plan, step: string): ReadonlyArray<Field> => {
  const nodes = Nodes.of(plan)
  const found = nodes.node.get(nodes.named.get(step)?.[0] ?? "")?.step
  return found?.kind === "task" ? found.form : []
}

/** Waits listen as the new plan says. */
const waiting = (run: Run): void => {
  for (const frame of run.state.frames) {
    if (frame.kind !== "wait") continue
    const step = run.nodes.node.get(frame.node)?.step
    if (step?.kind !== "wait") continue
    const { event: was, ...rest } = frame
    const event = step.for === undefined ? undefined : Wait.address(run, step.for, frameOf(run, frame.parent) as StepsFrame)
    const until = step.until !== undefined
    if (event?.key === was?.key && until === frame.until) continue
    emit(run, { _tag: "Moved", frame: { ...rest, until, ...(event !== undefined && { event }) } })
  }
}

/** More people may than before; who has it keeps it. */
const offer = (run: Run, id: number): void => {
  const frame = frameOf(run, id)
  if (frame?.kind !== "task" && frame?.kind !== "stage") return
  const rung = Nodes.rungs(run.world.plan, run.nodes, frame.node)[frame.rung]
  const list = frameOf(run, frame.parent) ?? null
  if (rung === undefined) return
  if (frame.kind === "task") {
    const { barred: _, ...rest } = frame
    return void emit(run, { _tag: "Moved", frame: { ...rest, ...Task.offer(run, rung, list) } })
  }
  const holder = rung.by === null ? [] : People.offer(rung.by, Evaluate.resolver(Scope.of(run, list)))
  emit(run, { _tag: "Moved", frame: { ...frame, holder } })
}

/** `rederive`: the new terms from the old anchors. `keep`: what was promised stays promised, whatever the new term says. */
const recount = (run: Run, { actor, clocks, reason = "" }: Migrate): void => {
  for (const clock of run.state.clocks) {
    const found = Clocks.fresh(run, clock)
    if (found === null) {
      emit(run, { _tag: "Derived", clock: { ...clock, due: null, day: null, next: null }, why: "migrated", derivation: { term: "moment", anchor: { at: clock.anchor, of: "its-start" }, steps: [], due: null } })
      continue
    }
    const stays = clocks !== "rederive" && clock.due !== null && found.clock.due !== clock.due
    const extra = stays ? [...clock.extra, { by: { until: clock.due ?? 0 }, who: actor?.person ?? "system", reason, at: run.at }] : clock.extra
    const kept = stays ? Clocks.extended(run, clock, extra) : found
    if (kept === null || (!stays && Clocks.same(kept.clock, clock))) continue
    emit(run, { _tag: "Derived", clock: { ...kept.clock, extra }, why: "migrated", derivation: kept.from.derivation })
  }
  for (const frame of run.state.frames) Clocks.arm(run, frame)
  // what is due at this very instant has not happened yet
  Schedule.begin(run, run.at - 1)
}
