/**
 * In which capacity somebody acts: for himself where he may, else in the place of an absent colleague he stands in for.
 * A decision knows one capacity at a time, so what a substitute does as himself is never written down as done for
 * another, and four eyes stay four.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { Organisation } from "../domain/Organisation.ts"
import type { Actor, Key, Person } from "../domain/People.ts"
import type { Comer, Directory, DirectoryDown } from "../port/Directory.ts"
import type { Staff } from "./Handle.ts"
import type { DeskError } from "./Refused.ts"
import * as Refused from "./Refused.ts"

/** Who comes to the counter. Whoever says for whom he acts comes in that capacity only. */
export const of = (directory: Directory["Service"], by: Staff | Person): Effect.Effect<Comer, DirectoryDown> =>
  typeof by === "string" ? directory.actor(by) : Effect.map(directory.actor(by.person), (comer) => named(comer, by))

/** The same at once, where the directory has it at hand. */
export const now = ({ actor }: Directory["Service"], by: Staff | Person): Comer | undefined => {
  if (actor.now === undefined) return undefined
  if (typeof by === "string") return actor.now(by)
  const comer = actor.now(by.person)
  return comer && named(comer, by)
}

const named = (comer: Comer, by: Staff): Comer => {
  const { instead = [], within, ...own } = comer
  const more = { ...(by.via !== undefined && { via: by.via }), ...(within !== undefined && { within }) }
  if (by.for !== undefined) return { ...(instead.find((one) => one.for === by.for) ?? own), for: by.for, ...more }
  return { ...own, ...more, ...(instead.length > 0 && { instead: instead.map((one) => ({ ...one, ...(by.via !== undefined && { via: by.via }) })) }) }
}

/** All keys somebody brings, in any capacity: what a worklist is looked up by. */
export const keys = ({ instead, keys: own }: Comer): ReadonlyArray<Key> =>
  instead === undefined ? own : [...new Set([own, ...instead.map((one) => one.keys)].flat())]

/** Somebody as one handbook sees him. */
export const within = (comer: Comer, organisation: Organisation): Comer => comer.within?.(organisation) ?? comer

/** What somebody brings in one of his capacities, as a handbook sees it. */
const seen = (comer: Comer, actor: Actor, organisation: Organisation): ReadonlyArray<Key> => {
  const there = within(comer, organisation)
  const same = there === comer ? actor : actor.for === undefined ? there : there.instead?.find((one) => one.for === actor.for)
  return (same ?? there).keys
}

/** All his capacities, his own first; `organisation`: in the eyes of that handbook. */
export const all = (comer: Comer, organisation: Organisation | undefined): ReadonlyArray<Actor> => {
  const { instead = [], within: _, ...own } = comer
  return [own, ...instead].map((one) => (organisation === undefined ? one : { ...one, keys: seen(comer, one, organisation) }))
}

/**
 * The first capacity that is not refused; the refusal told is that of his own. `act` asks for the actor when it knows
 * the handbook of the case: what a post brings is its handbook's word.
 */
export const first = <A>(
  comer: Comer,
  act: (actor: (organisation: Organisation) => Actor) => Effect.Effect<A, DeskError>
): Effect.Effect<A, DeskError> => {
  if (comer.instead === undefined && comer.for === undefined) {
    const { person, via } = comer
    const own = (organisation: Organisation): Actor => {
      const { keys } = within(comer, organisation)
      return via === undefined ? { person, keys } : { person, keys, via }
    }
    return act(own)
  }
  const { instead = [], within: _, ...own } = comer
  const as = (actor: Actor) => (organisation: Organisation): Actor => ({ ...actor, keys: seen(comer, actor, organisation) })
  return instead.reduce(
    (tried, actor) =>
      Effect.catchIf(tried, Refused.isRefused, (refused) =>
        Effect.catchIf(act(as(actor)), Refused.isRefused, () => Effect.fail(refused))
      ),
    act(as(own))
  )
}
