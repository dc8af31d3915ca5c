/**
 * A task: a person does something. It is offered to keys; a single named person has it from the start. The hand-over
 * task `intake` is one too, offered for the rest of a form that another case began (language §4.1).
 */
import * as Boxes from "../../domain/Boxes.ts"
import * as Evaluate from "../../domain/Evaluate.ts"
import * as People from "../../domain/People.ts"
import type { Key, Person } from "../../domain/People.ts"
import type { Values } from "../../domain/Value.ts"
import type { Organisation } from "../../domain/Organisation.ts"
import type { NodeId, Rung } from "../../plan/Plan.ts"
import * as Clocks from "../Clocks.ts"
import * as Place from "../Place.ts"
import * as Report from "../Report.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame, TaskFrame } from "../State.ts"

const none: ReadonlyArray<never> = []

/** Offers the task of `node`; `parent` is the list it stands in, `null` for the hand-over task. */
export const enter = (run: Run, node: NodeId, first: Rung, parent: Frame | null): Outcome => {
  const { state } = run
  const id = state.next
  const items = parent?.items ?? []
  const path = Place.path(Place.name(node), items)
  const before = state.done[path]
  const again = before?.superseded === true ? before : undefined
  const offered = offer(run, first, parent)
  if (over(run)) return "over"
  const back = run.returned?.path === path ? run.returned : null
  if (back !== null) run.returned = null
  const holder = back === null ? only(offered) : entitled(run, offered, again?.by)
  if (over(run)) return "over"
  const reports = reportsOf(run, node, parent)
  if (over(run)) return "over"
  const draft = again === undefined ? undefined : without(state.data[path], reports)
  const { at: since } = run
  const up = parent?.id ?? 0
  const turn = (again?.turn ?? 0) + 1
  const called = first.name
  const { barred, excluded, offer: keys, places } = offered
  // written out for what most tasks are: nothing went before, nobody has it yet
  const frame: TaskFrame =
    barred === undefined && holder === undefined && draft === undefined && reports === undefined && back === null
      ? offeredOnce(id, up, node, items, since, turn, called, keys, excluded, places)
      : {
          kind: "task",
          id,
          parent: up,
          node,
          items,
          since,
          n: id,
          turn,
          rung: 0,
          called,
          ...offered,
          ...(holder !== undefined && { holder }),
          chain: none,
          signed: none,
          ...(draft !== undefined && { draft }),
          ...(reports !== undefined && { reports }),
          urged: none,
          ...(back !== null && { from: { by: back.by, reason: back.reason } })
        }
  Clocks.enter(run, frame)
  if (holder !== undefined) emit(run, { _tag: "Held", n: id, frame, how: back === null ? "only" : "return" })
  return "live"
}

const offeredOnce = (
  id: number,
  parent: number,
  node: NodeId,
  items: TaskFrame["items"],
  since: TaskFrame["since"],
  turn: number,
  called: string | null,
  offer: TaskFrame["offer"],
  excluded: TaskFrame["excluded"],
  places: TaskFrame["places"]
): TaskFrame => ({
  kind: "task",
  id,
  parent,
  node,
  items,
  since,
  n: id,
  turn,
  rung: 0,
  called,
  offer,
  excluded,
  places,
  chain: none,
  signed: none,
  urged: none
})
Boxes.share(offeredOnce(0, 0, "", none, Boxes.instant, 1, null, none, none, none))

/** Reports are shown anew, never taken from the last time. */
const without = (values: Values | undefined, reports: Values | undefined): Values | undefined =>
  values === undefined || reports === undefined
    ? values
    : Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(reports, name)))

/** What the reports of its form say when it is offered. */
const reportsOf = (run: Run, node: NodeId, parent: Frame | null): Values | undefined => {
  const step = run.nodes.node.get(node)?.step
  if (step?.kind !== "task" || !Report.has(step.form)) return undefined
  return Report.values(step.form, Scope.of(run, parent))
}

/** Whom a rung offers a task to, resolved now and from then on fixed. */
export const offer = (
  run: Run,
  rung: Rung,
  at: Frame | null
): Pick<TaskFrame, "offer" | "excluded" | "barred" | "places"> => {
  if (rung.by === null) return nobody
  const before = fixed.get(rung.by)
  if (before !== undefined && before.organisation === run.world.plan.organisation) return before.offered
  const offered = resolved(run, rung.by, at)
  if (People.isFixed(rung.by)) fixed.set(rung.by, { organisation: run.world.plan.organisation, offered })
  return offered
}

type Offered = Pick<TaskFrame, "offer" | "excluded" | "barred" | "places">

const nobody: Offered = { offer: [], excluded: [], places: [] }

/** Sentences that say the same in every case, by the sentence as it stands in the plan. */
const fixed = new WeakMap<People.People, { readonly organisation: Organisation; readonly offered: Offered }>()

const resolved = (run: Run, by: People.People, at: Frame | null): Offered => {
  const resolver = Evaluate.resolver(Scope.of(run, at))
  const { persons, keys } = People.excluded(by, resolver)
  return {
    offer: People.offer(by, resolver),
    excluded: persons,
    ...(keys.length > 0 && { barred: keys }),
    places: People.places(by, resolver)
  }
}

/** One named person has it from the start; nobody can be sole holder of what is done together. */
export const only = ({ offer: keys, places }: Pick<TaskFrame, "offer" | "places">): Person | undefined =>
  keys.length === 1 && places.length === 0 ? People.persons(keys)[0] : undefined

/** After a return: who did it last has it again, if he may still. */
const entitled = (
  run: Run,
  offered: Pick<TaskFrame, "offer" | "places">,
  by: ReadonlyArray<Person> | "system" | undefined
): Person | undefined => {
  const last = by === undefined || by === "system" || by.length !== 1 ? undefined : by[0]
  if (last === undefined || offered.places.length > 0) return only(offered)
  const keys: ReadonlyArray<Key> = [`person:${last}`, ...Evaluate.resolver(Scope.of(run, null)).keys(last)]
  return People.fits(keys, offered.offer) ? last : only(offered)
}
