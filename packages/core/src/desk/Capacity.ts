/**
 * In which capacity somebody acts: for himself where he may, else in the place of an absent colleague he stands in for.
 * A decision knows one capacity at a time, so what a substitute does as himself is never written down as done for
 * another, and four eyes stay four.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { Actor, Key, Person } from "../domain/People.ts"
import type { Comer, Directory, DirectoryDown } from "../port/Directory.ts"
import type { Staff } from "./Handle.ts"
import type { DeskError } from "./Refused.ts"
import * as Refused from "./Refused.ts"

/** Who comes to the counter. Whoever says for whom he acts comes in that capacity only. */
export const of = (directory: Directory["Service"], by: Staff | Person): Effect.Effect<Comer, DirectoryDown> =>
  typeof by === "string" ? directory.actor(by) : Effect.map(directory.actor(by.person), (comer) => named(comer, by))

const named = (comer: Comer, by: Staff): Comer => {
  const { instead = [], ...own } = comer
  const via = by.via === undefined ? {} : { via: by.via }
  if (by.for !== undefined) return { ...(instead.find((one) => one.for === by.for) ?? own), for: by.for, ...via }
  return { ...own, ...via, ...(instead.length > 0 && { instead: instead.map((one) => ({ ...one, ...via })) }) }
}

/** All keys somebody brings, in any capacity: what a worklist is looked up by. */
export const keys = ({ instead, keys: own }: Comer): ReadonlyArray<Key> =>
  instead === undefined ? own : [...new Set([own, ...instead.map((one) => one.keys)].flat())]

/** The first capacity that is not refused; the refusal told is that of his own. */
export const first = <A>(
  comer: Comer,
  act: (actor: Actor) => Effect.Effect<A, DeskError>
): Effect.Effect<A, DeskError> => {
  const { instead, ...own } = comer
  if (instead === undefined) return act(comer)
  return instead.reduce(
    (tried, actor) =>
      Effect.catchIf(tried, Refused.isRefused, (refused) =>
        Effect.catchIf(act(actor), Refused.isRefused, () => Effect.fail(refused))
      ),
    act(own)
  )
}
