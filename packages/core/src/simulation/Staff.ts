/**
 * The people of a scenario at an instant, as a case of one organisation sees them. What follows from their posts, duty
 * and absence is worked out by `Roster`, as in production.
 *
 * @since 0.1.0
 */
import * as Day from "../domain/Day.ts"
import type { Organisation } from "../domain/Organisation.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Question } from "../domain/Question.ts"
import * as Roster from "../domain/Roster.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type { Given } from "../plan/Scenario.ts"

export type Staff = Roster.Present

/** Of each scenario and organisation the people as they were asked for last. */
const found = new WeakMap<Given, Map<Organisation, { readonly away: string; readonly present: Staff }>>()

/** Days of absence are whole days in the zone, both inclusive. */
export const at = (given: Given, organisation: Organisation, now: Instant, zone: string): Staff => {
  const day = Day.of(now, zone)
  const away = Object.keys(given.absent).filter((person) => {
    const absence = given.absent[person]
    return absence !== undefined && absence.from <= day && day <= absence.to
  })
  const key = JSON.stringify(away)
  let known = found.get(given)
  if (known === undefined) found.set(given, (known = new Map()))
  const last = known.get(organisation)
  if (last?.away === key) return last.present
  const { founded, offDuty, parties, staff } = given
  const present = Roster.at({ organisations: [organisation], staff, offDuty, parties, founded }, new Set(away))
  known.set(organisation, { away: key, present })
  return present
}

/** See {@link Roster.actors}. */
export const actors: (staff: Staff, person: Person) => Roster.Capacities = Roster.actors

/** All keys somebody brings now, in any capacity. */
export const keys: (staff: Staff, person: Person) => ReadonlyArray<Key> = Roster.keys

/** Everybody who is there and could act for one of these keys. */
export const who: (staff: Staff, offered: ReadonlyArray<Key>) => ReadonlyArray<Person> = Roster.who

/** Whether the scenario has staff for one of these keys at all, there or not. */
export const staffed = ({ roster }: Staff, offered: ReadonlyArray<Key>): boolean => {
  let keys = posts.get(roster)
  if (keys === undefined) posts.set(roster, (keys = Roster.posts(roster)))
  return offered.some((key) => keys.has(key))
}

/** Asked of every open task whenever something happened; a roster that `at` has made stays as it is. */
const posts = new WeakMap<Roster.Roster, ReadonlySet<Key>>()

/** Answers a question about people and things; `null`: there is none. */
export const answer = (staff: Staff, question: Exclude<Question, { readonly ask: "rows" }>): Value | null =>
  Roster.answer(staff, question)
