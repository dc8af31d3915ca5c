/**
 * The people of an office at one moment, worked out from plain data: who is there, who is on duty, who stands in for
 * whom, who is the highest on duty, and which keys all that gives them (language §3). Directories of plain data and
 * simulations ask here, so that there is one truth about people.
 *
 * Somebody who stands in acts in one capacity at a time: for himself, or in the place of one absent colleague, and then
 * every act says so. What he may do as himself is never marked as done for another.
 *
 * @since 0.1.0
 */
import * as Keys from "./Keys.ts"
import type { Organisation, Post } from "./Organisation.ts"
import type { Actor, Key, Person } from "./People.ts"
import type { Question } from "./Question.ts"
import type { Value } from "./Value.ts"

/** Posts, duty and parties; who is absent is said with the moment. */
export interface Roster {
  /** a post counts in those organisations that know its role */
  readonly organisations: ReadonlyArray<Organisation>
  readonly staff: { readonly [person: Person]: ReadonlyArray<Post> }
  /** who is not on duty, though not absent */
  readonly offDuty?: ReadonlyArray<Person>
  /** person kinds of parties: `owner`, `tenant` … */
  readonly parties?: { readonly [party: Person]: string }
  readonly founded?: ReadonlyArray<string>
  /** units somebody is in charge of */
  readonly areas?: { readonly [person: Person]: ReadonlyArray<string> }
}

/** In which capacities somebody can act: first for himself, then in the place of each absent colleague. */
export type Capacities = readonly [Actor, ...Actor[]]

/** Everybody as of a moment. */
export interface Present {
  readonly roster: Roster
  readonly capacities: ReadonlyMap<Person, Capacities>
  /** who is there and brings a key, in any capacity */
  readonly holders: ReadonlyMap<Key, ReadonlyArray<Person>>
}

const departmentOf = (organisation: Organisation, post: Post): string | undefined =>
  organisation.roles[post.role]?.in ?? post.in

/** For each of these people the departments in which nobody of them has a higher rank. */
const tops = (
  organisation: Organisation,
  staff: ReadonlyArray<readonly [Person, ReadonlyArray<Post>]>
): ReadonlyMap<Person, ReadonlyArray<string>> => {
  const best = new Map<string, { readonly rank: number; readonly persons: Set<Person> }>()
  for (const [person, posts] of staff) {
    for (const post of posts) {
      const role = organisation.roles[post.role]
      const department = departmentOf(organisation, post)
      if (role === undefined || department === undefined) continue
      const rank = organisation.ranks.indexOf(role.rank)
      for (const name of Keys.around(organisation, department)) {
        const top = best.get(name)
        if (top === undefined || rank > top.rank) best.set(name, { rank, persons: new Set([person]) })
        else if (rank === top.rank) top.persons.add(person)
      }
    }
  }
  const found = new Map<Person, Array<string>>()
  for (const [name, { persons }] of best) {
    for (const person of persons) found.set(person, [...(found.get(person) ?? []), name])
  }
  return found
}

/** Of an absent colleague's posts those that somebody with these posts takes over. */
const taken = (organisation: Organisation, own: ReadonlyArray<Post>, absent: ReadonlyArray<Post>): ReadonlyArray<Post> =>
  absent.filter((post) => {
    const substitute = organisation.roles[post.role]?.standsIn
    return (
      substitute !== undefined &&
      own.some(
        ({ in: department, role }) =>
          role === substitute &&
          (organisation.roles[substitute]?.in !== undefined || department === departmentOf(organisation, post))
      )
    )
  })

const union = (all: ReadonlyArray<ReadonlyArray<Key>>): ReadonlyArray<Key> => [...new Set(all.flat())]

/**
 * Everybody while these people are absent.
 *
 * @since 0.1.0
 */
export const at = (roster: Roster, away: ReadonlySet<Person>): Present => {
  const staff = Object.entries(roster.staff)
  const offDuty = new Set(roster.offDuty)
  const onDuty = (person: Person): boolean => !away.has(person) && !offDuty.has(person)
  const working = staff.filter(([person]) => onDuty(person))
  const absent = staff.filter(([person]) => away.has(person))
  const organisations = roster.organisations.map((organisation) => ({ organisation, top: tops(organisation, working) }))
  const capacities = new Map<Person, Capacities>()
  const holders = new Map<Key, Array<Person>>()
  for (const [person, posts] of staff) {
    const bring = (standsInFor: (organisation: Organisation) => ReadonlyArray<Post>): ReadonlyArray<Key> =>
      union(
        organisations.map(({ organisation, top }) =>
          Keys.of(organisation, {
            person,
            posts,
            onDuty: onDuty(person),
            standsInFor: standsInFor(organisation),
            topOf: top.get(person) ?? [],
            areas: roster.areas?.[person] ?? []
          })
        )
      )
    const own: Actor = { person, keys: bring(() => []) }
    const instead = away.has(person)
      ? []
      : absent.flatMap(([colleague, theirs]): ReadonlyArray<Actor> =>
          roster.organisations.some((one) => taken(one, posts, theirs).length > 0)
            ? [{ person, keys: bring((one) => taken(one, posts, theirs)), for: colleague }]
            : []
        )
    const all: Capacities = [own, ...instead]
    capacities.set(person, all)
    if (away.has(person)) continue
    for (const key of union(all.map((one) => one.keys))) {
      const known = holders.get(key)
      if (known === undefined) holders.set(key, [person])
      else known.push(person)
    }
  }
  return { roster, capacities, holders }
}

/**
 * In which capacities somebody can act now; a stranger or a party only as himself.
 *
 * @since 0.1.0
 */
export const actors = (present: Present, person: Person): Capacities =>
  present.capacities.get(person) ?? [{ person, keys: [`person:${person}`] }]

/**
 * All keys somebody brings now, in any capacity.
 *
 * @since 0.1.0
 */
export const keys = (present: Present, person: Person): ReadonlyArray<Key> => {
  const [own, ...instead] = actors(present, person)
  return instead.length === 0 ? own.keys : union([own, ...instead].map((one) => one.keys))
}

/**
 * Who is there and could act for one of these keys. A party is no staff, but he is there.
 *
 * @since 0.1.0
 */
export const who = ({ holders, roster }: Present, offered: ReadonlyArray<Key>): ReadonlyArray<Person> => [
  ...new Set(
    offered.flatMap((key) => {
      const named = key.startsWith("person:") ? key.slice("person:".length) : undefined
      return named !== undefined && roster.staff[named] === undefined ? [named] : (holders.get(key) ?? [])
    })
  )
]

/**
 * All keys that the posts of the staff bring, whoever is there now.
 *
 * @since 0.1.0
 */
export const posts = ({ organisations, staff }: Roster): ReadonlySet<Key> =>
  new Set(
    Object.entries(staff).flatMap(([person, held]) =>
      organisations.flatMap((one) => Keys.of(one, { person, posts: held, onDuty: true }))
    )
  )

/** The highest post of somebody: its rank, and its department. */
const highest = ({ organisations, staff }: Roster, person: Person) => {
  for (const organisation of organisations) {
    const rankOf = (post: Post): number => organisation.ranks.indexOf(organisation.roles[post.role]?.rank ?? "")
    const [first] = (staff[person] ?? [])
      .filter(({ role }) => organisation.roles[role] !== undefined)
      .sort((a, b) => rankOf(b) - rankOf(a))
    if (first === undefined) continue
    return { rank: organisation.roles[first.role]?.rank, department: departmentOf(organisation, first) }
  }
  return undefined
}

/**
 * Answers a question about people and parties; `null`: there is none.
 *
 * @since 0.1.0
 */
export const answer = (
  present: Present,
  question: Exclude<Question, { readonly ask: "rows" }>
): Value | null => {
  const { roster } = present
  switch (question.ask) {
    case "keys":
      return keys(present, question.person)
    case "who":
      return who(present, [question.key])
    case "rank":
      return highest(roster, question.person)?.rank ?? null
    case "department":
      return highest(roster, question.person)?.department ?? null
    case "kind":
      return roster.parties?.[question.party] ?? null
    case "founded":
      return roster.founded?.includes(question.body) ?? false
  }
}
