/**
 * Who may take a task that nobody holds (language §7.2): whoever brings a key it is offered to and is not left out by
 * `not`. A decision asks it of the capacity somebody acts in, a worklist of each he could act in: both ask here.
 *
 * @since 0.1.0
 */
import type { Actor, Key, Person } from "./People.ts"

/** What a task says of its people, in a case as in a list. */
export interface Offer {
  readonly offer: ReadonlyArray<Key>
  /** persons that `not` names */
  readonly excluded?: ReadonlyArray<Person>
  /** keys that `not` names: whoever brings one is left out too */
  readonly barred?: ReadonlyArray<Key>
}

/** Somebody in one capacity. */
export type Taker = Pick<Actor, "person" | "keys" | "for">

/** Who is left out: the person himself, or the one he acts for. */
export interface Excluded {
  readonly person: Person
  readonly why: "not" | "acting-for"
}

/**
 * The key by which somebody is asked: himself first, then his keys in their order; `undefined`: he is not.
 *
 * @since 0.1.0
 */
export const key = ({ offer }: Offer, { keys, person }: Taker): Key | undefined => {
  const self: Key = `person:${person}`
  return offer.includes(self) ? self : keys.find((one) => offer.includes(one))
}

/**
 * Four eyes: whom `not` leaves out, also when somebody else acts for him or he for somebody else.
 *
 * @since 0.1.0
 */
export const excluded = ({ barred, excluded }: Offer, taker: Taker): Excluded | undefined => {
  if (excluded?.includes(taker.person) === true || barred?.some((one) => taker.keys.includes(one)) === true) {
    return { person: taker.person, why: "not" }
  }
  return taker.for !== undefined && excluded?.includes(taker.for) === true
    ? { person: taker.for, why: "acting-for" }
    : undefined
}

/**
 * Both: whether he is asked, and not left out.
 *
 * @since 0.1.0
 */
export const takes = (task: Offer, taker: Taker): boolean =>
  excluded(task, taker) === undefined && key(task, taker) !== undefined
