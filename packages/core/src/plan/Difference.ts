/**
 * What changed from one version of a procedure to the next, from what to what, and what that means for cases that are
 * open (engine §8): `safe` changes count from the next step on; `needs-map` ones change the place, the term or the values
 * of something a case may be in the middle of, so a migration has to say what becomes of it; what `breaks` takes away what
 * others already rely on, and such cases stay on their version. `DifferenceTold` says it in sentences.
 *
 * @since 0.1.0
 */
import * as Calling from "./difference/Calling.ts"
import type { Change, Effect } from "./difference/Change.ts"
import { equal } from "./difference/Change.ts"
import * as Course from "./difference/Course.ts"
import * as Forms from "./difference/Forms.ts"
import * as House from "./difference/House.ts"
import * as Ladders from "./difference/Ladders.ts"
import * as Orders from "./difference/Orders.ts"
import * as Renames from "./difference/Renames.ts"
import * as Registers from "./difference/Registers.ts"
import * as Schedules from "./difference/Schedules.ts"
import * as Texts from "./difference/Texts.ts"
import type { NodeId, Plan } from "./Plan.ts"

export type { Change, Effect, FromTo, Said, What } from "./difference/Change.ts"
export { calling, mayStill } from "./difference/Calling.ts"
export { titles } from "./difference/Texts.ts"

/** What the version of a plan is compared by: its number is not what it does. */
const content = (plan: Plan): { readonly [key: string]: unknown } => {
  const { procedure: _procedure, version: _version, ...rest } = plan
  return rest
}

/** Follows from what is told: which values are read later, of whom a case is found, what others listen to. */
const derived = new Set(["format", "kept", "subject", "sealed", "announces"])

/**
 * Everything that changed from `before` to `after`, in the order of the file; empty when both do the same. What the
 * handbook calls otherwise everywhere is one change.
 *
 * @since 0.1.0
 */
export const between = (before: Plan, after: Plan): ReadonlyArray<Change> => {
  const { changes: naming, plan: was } = Renames.settled(before, after)
  const { changes: course, names } = Course.between(was, after)
  const here = <A>(what: A): A => Calling.calling(what, names)
  const found = [
    ...naming,
    ...course,
    ...Ladders.between("case", here(was.root.rungs), after.root.rungs),
    ...Orders.intake(here(was.intake), after.intake),
    ...Orders.outcomes(was.outcomes, after.outcomes),
    ...Orders.between(stepsOf(here(was.orders), names), after.orders),
    ...Orders.holds(here(was.holds), after.holds),
    ...Schedules.between({ ...was, ...(was.schedules !== undefined && { schedules: here(was.schedules) }) }, after),
    ...Forms.parameters(was.parameters, after.parameters),
    ...House.between(was, after),
    ...Registers.between(was, after),
    ...Texts.messages(here(was.messages), after.messages)
  ]
  const told = once(found.map((change) => Renames.asItWas(change, naming)))
  if (told.length > 0) return told
  const [one, other] = [content(before), content(after)]
  const rest = Object.keys({ ...one, ...other }).filter((key) => !equal(one[key], other[key]))
  const plain = rest.filter((key) => !derived.has(key))
  return (plain.length > 0 ? plain : rest).map((at): Change => ({ effect: "safe", what: "other", at }))
}

/** Orders name steps in lists of their own. */
const stepsOf = (orders: Plan["orders"], names: ReadonlyMap<string, string>): Plan["orders"] => {
  const named = (list: unknown): unknown => (Array.isArray(list) ? list.map((it: unknown) => (typeof it === "string" ? (names.get(it) ?? it) : it)) : list)
  return Object.fromEntries(
    Object.entries(orders).map(([key, order]) => {
      const { of, to, ...rest } = order as { readonly of?: unknown; readonly to?: unknown }
      return [key, { ...rest, ...(of !== undefined && { of: named(of) }), ...(to !== undefined && { to: named(to) }) }]
    })
  ) as Plan["orders"]
}

/** The same of the same: a list of papers that several forms ask for; other people in the place of others, in several steps. */
const once = (changes: ReadonlyArray<Change>): ReadonlyArray<Change> => {
  const found: Array<Change> = []
  for (const change of changes) {
    // what an outcome gives in addition, or no more, is told of the outcome
    if (change.part === "gives" && (change.was === undefined || change.now === undefined)) {
      const outcome = /(?:^|\/)end (\S+)(?: \d+)?$/.exec(change.at)?.[1] ?? ""
      if (changes.some((it) => it.what === "outcome-field" && it.at === `${outcome}.${change.of ?? ""}`)) continue
    }
    // what nobody sends any more, because something else is sent
    if (change.what === "message" && change.now === undefined && changes.some(({ part, was }) => part === "notify-message" && was?.is === "message" && was.message === change.at)) continue
    const shared = change.what === "papers" || change.what === "archive" ? found.find((it) => equal(it, change)) : undefined
    if (shared !== undefined) continue
    const swapped = change.what === "people-narrower" || change.what === "people-wider" ? found.findIndex((it) => it.what === change.what && equal([it.was, it.now], [change.was, change.now])) : -1
    const first = found[swapped]
    const opened = change.what === "intake-people" ? found.findIndex((it) => it.what.startsWith("people-") && equal([it.was, it.now], [change.was, change.now])) : -1
    const does = found[opened]
    if (does !== undefined) found[opened] = { ...does, with: [...(does.with ?? []), "intake"] }
    else if (first !== undefined) found[swapped] = { ...first, with: [...(first.with ?? []), change.at] }
    else found.push(change)
  }
  return found
}

/**
 * The worst of some changes: what an open case may have to expect.
 *
 * @since 0.1.0
 */
export const worst = (changes: ReadonlyArray<Change>): Effect =>
  changes.some(({ effect }) => effect === "breaks") ? "breaks" : changes.some(({ effect }) => effect === "needs-map") ? "needs-map" : "safe"

const places: ReadonlySet<string> = new Set(["step-renamed", "step-moved", "branch-renamed"])

/**
 * Where the renamed and moved steps went, as far as it can be seen: a beginning for the map of a migration.
 *
 * @since 0.1.0
 */
export const suggested = (changes: ReadonlyArray<Change>): { readonly [node: NodeId]: NodeId } =>
  Object.fromEntries(changes.flatMap(({ at, to, what }) => (to !== undefined && places.has(what) ? [[at, to]] : [])))
