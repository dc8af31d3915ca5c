/**
 * Who reads a case, and what he may see of it: whether the case is there for him at all (`seen-by` of its procedure), and
 * which classes of confidentiality (`seen-by` of each class). One answer for everything that is read, told or listed.
 *
 * Without `seen-by` a case is there for whoever may open one, act in it or order something in it, and for whoever has. With
 * it, for those it names; and always for those who have a task of it before them.
 *
 * @since 0.1.0
 */
import * as Evaluate from "../domain/Evaluate.ts"
import type { FieldType } from "../domain/Field.ts"
import * as People from "../domain/People.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Plan } from "../plan/Plan.ts"
import * as Steps from "../plan/Steps.ts"
import * as Nodes from "./Nodes.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import * as Sealed from "./Sealed.ts"
import type { CaseState, Frame, TaskFrame } from "./State.ts"
import type { Asks, World } from "./World.ts"

/** Somebody with the keys he brings, in any capacity. */
export interface Reader {
  readonly person: Person
  readonly keys: ReadonlyArray<Key>
}

/** What one reader may see of one case. */
export interface Sight {
  readonly sealed: Sealed.Sealed
  /** whether the case is there for him */
  readonly there: boolean
  readonly sees: (name: string) => boolean
  /** he has this task before him now: what was filled in so far he may see, because he is asked for it */
  readonly asked: (task: TaskFrame) => boolean
  /** he is one of those */
  readonly fits: (keys: ReadonlyArray<Key>) => boolean
}

/**
 * What a reader may see of a case, or what has to be asked first.
 *
 * @since 0.1.0
 */
export const of = (world: World, state: CaseState, reader: Reader, at: Instant): Sight | Asks => {
  const run = asking(world, state, at)
  const resolver = Evaluate.resolver(Scope.of(run, null))
  const sight = sightOf(world.plan, state, reader, resolver)
  const [first, ...more] = run.asks?.values() ?? []
  return first === undefined ? sight : { _tag: "Asks", questions: [first, ...more], upTo: run.at }
}

/** Whether something has to be asked first. */
export const isAsks = (found: Sight | Asks): found is Asks => "_tag" in found

const sightOf = (plan: Plan, state: CaseState, reader: Reader, resolver: People.Resolver): Sight => {
  const own: Key = `person:${reader.person}`
  const held = reader.keys.includes(own) ? reader.keys : [own, ...reader.keys]
  const fits = (keys: ReadonlyArray<Key>): boolean => People.fits(held, keys)
  const live = new Set(state.frames.flatMap((frame) => (frame.kind === "task" && before(frame, reader.person, fits) ? [frame.n] : [])))
  const asked = ({ n }: TaskFrame): boolean => live.has(n)
  const about = parties(plan, state).has(reader.person)
  const seen = new Map<string, boolean>()
  for (const [name, people] of Object.entries(plan.classes ?? {})) seen.set(name, about || People.entitled(held, people, resolver))
  return {
    sealed: Sealed.of(plan),
    there: live.size > 0 || reads(plan, state, reader.person, held, resolver, fits),
    // a class that the handbook of the case does not have is nobody's to see
    sees: (name) => seen.get(name) ?? false,
    asked,
    fits
  }
}

const before = (task: TaskFrame, person: Person, fits: (keys: ReadonlyArray<Key>) => boolean): boolean => {
  if (task.excluded.includes(person) || fits([...(task.barred ?? [])])) return false
  if (task.holder !== undefined) return task.holder === person || task.chain.includes(person)
  return fits(task.offer) || task.places.some(fits)
}

const reads = (
  plan: Plan,
  state: CaseState,
  person: Person,
  held: ReadonlyArray<Key>,
  resolver: People.Resolver,
  fits: (keys: ReadonlyArray<Key>) => boolean
): boolean => {
  if (plan.seenBy !== undefined) return People.entitled(held, plan.seenBy, resolver)
  if (state.opener === person || state.gone.some(({ by }) => by === person)) return true
  if (Object.values(state.done).some(({ by }) => by !== "system" && by.includes(person))) return true
  if (state.frames.some((frame) => holds(frame, person, fits))) return true
  return acting(plan).some((people) => fits(People.offer(people, resolver)))
}

const holds = (frame: Frame, person: Person, fits: (keys: ReadonlyArray<Key>) => boolean): boolean =>
  frame.kind === "stage" ? fits(frame.holder) : frame.kind === "task" && (frame.chain.includes(person) || frame.signed.some(({ by }) => by === person))

const sentences = new WeakMap<Plan, ReadonlyArray<People.People>>()

/** Everybody who may open a case, do something in it, or order something. */
const acting = (plan: Plan): ReadonlyArray<People.People> => {
  let found = sentences.get(plan)
  if (found !== undefined) return found
  const rungs = [
    ...plan.root.rungs,
    ...Steps.all(plan).flatMap((step) => (step.kind === "task" || step.kind === "stage" ? step.rungs : []))
  ]
  const later = Steps.all(plan).flatMap((step) => (step.kind === "task" && step.recordLater !== undefined ? [step.recordLater.by] : []))
  const orders = Object.values(plan.orders as { readonly [order: string]: { readonly by: People.People; readonly to?: unknown } | undefined })
  found = [
    ...(plan.intake.by === null ? [] : [plan.intake.by]),
    ...rungs.flatMap(({ by }) => (by === null ? [] : [by])),
    ...later,
    ...orders.flatMap((order) => (order === undefined ? [] : [order.by]))
  ]
  sentences.set(plan, found)
  return found
}

/** The parties and persons that the fields of a case name, as far as it keeps them. */
const parties = (plan: Plan, state: CaseState): ReadonlySet<string> => {
  const found = new Set<string>()
  const add = (value: Value | undefined): void => {
    if (typeof value === "string") found.add(value)
    else if (Array.isArray(value)) for (const one of value as ReadonlyArray<Value>) add(one)
  }
  const person = (type: FieldType): boolean => (type.kind === "list" ? person(type.of) : type.kind === "party" || type.kind === "person")
  const forms = [
    { name: "intake", form: plan.intake.form },
    ...Steps.all(plan).flatMap((step) => (step.kind === "task" ? [step] : []))
  ]
  const names = new Map<string, Array<string>>()
  for (const { form, name } of forms) {
    for (const field of form) if (person(field.type)) names.set(name, [...(names.get(name) ?? []), field.name])
  }
  const inIntake = new Set(names.get("intake"))
  for (const [field, value] of state.subject) if (inIntake.has(field)) found.add(value)
  for (const [path, values] of Object.entries(state.data)) {
    for (const field of names.get(path.split("#")[0] ?? path) ?? []) add((values as Values)[field])
  }
  return found
}

/** A run that decides nothing: it only looks at the case, and keeps what it had to ask. */
const asking = (world: World, state: CaseState, at: Instant): Run => ({
  world,
  nodes: Nodes.of(world.plan),
  entries: [],
  stamp: at,
  command: "",
  heard: null,
  state,
  own: undefined,
  at: Math.max(at, state.now),
  by: "system",
  as: null,
  for: null,
  fuel: 0,
  halted: false,
  asks: null,
  places: 0,
  place: 0,
  home: 0,
  askedAt: [],
  stops: null,
  occurred: 0,
  used: [],
  detour: null,
  returned: null,
  enter: () => "over"
})
