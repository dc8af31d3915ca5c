/**
 * A directory of plain data: posts, duty, absence, parties. For tests, simulations and small hosts; it shows what a
 * host's own directory has to answer. Whoever stands in for an absent colleague brings his keys and acts for him.
 *
 * @since 0.1.0
 */
import { Clock, Context, Effect, Layer } from "effect"
import * as Keys from "../domain/Keys.ts"
import type { Organisation, Post } from "../domain/Organisation.ts"
import type { Actor, Key, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import { Directory } from "./Directory.ts"

export interface Roster {
  /** of each handbook the desk runs; a post counts in those that know its role */
  readonly organisations: ReadonlyArray<Organisation>
  readonly staff: { readonly [person: Person]: ReadonlyArray<Post> }
  /** who is not on duty, though not absent */
  readonly offDuty?: ReadonlyArray<Person>
  readonly absent?: { readonly [person: Person]: ReadonlyArray<{ readonly from: Instant; readonly to: Instant }> }
  /** person kinds of parties: `owner`, `tenant` … */
  readonly parties?: { readonly [party: Person]: string }
  readonly founded?: ReadonlyArray<string>
  readonly areas?: { readonly [person: Person]: ReadonlyArray<string> }
}

export class DirectoryMemory extends Context.Service<
  DirectoryMemory,
  {
    readonly roster: Effect.Effect<Roster>
    /** from now on this is how it is; orders given before keep the keys they brought */
    readonly update: (change: (roster: Roster) => Roster) => Effect.Effect<void>
  }
>()("@frontdesk/core/port/DirectoryMemory") {}

/** Everybody as of now, found once for each set of absent people. */
interface Now {
  readonly actors: ReadonlyMap<Person, Actor>
  readonly holders: ReadonlyMap<Key, ReadonlyArray<Person>>
}

const departmentOf = (organisation: Organisation, post: Post): string | undefined =>
  organisation.roles[post.role]?.in ?? post.in

/** Departments in which nobody on duty has a higher rank. */
const topOf = (
  organisation: Organisation,
  present: ReadonlyArray<readonly [Person, ReadonlyArray<Post>]>
): ReadonlyMap<Person, ReadonlyArray<string>> => {
  const best = new Map<string, { rank: number; readonly persons: Set<Person> }>()
  for (const [person, posts] of present) {
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

const index = (roster: Roster, away: ReadonlySet<Person>): Now => {
  const staff = Object.entries(roster.staff)
  const offDuty = new Set(roster.offDuty)
  const present = staff.filter(([person]) => !away.has(person))
  const absentPosts = staff.flatMap(([person, posts]) => (away.has(person) ? posts.map((post) => ({ person, post })) : []))
  const actors = new Map<Person, Actor>()
  for (const organisation of roster.organisations) {
    const top = topOf(organisation, present.filter(([person]) => !offDuty.has(person)))
    for (const [person, posts] of staff) {
      const standsIn = away.has(person)
        ? []
        : absentPosts.filter(({ post }) => {
            const substitute = organisation.roles[post.role]?.standsIn
            return (
              substitute !== undefined &&
              posts.some(
                (own) =>
                  own.role === substitute &&
                  (organisation.roles[substitute]?.in !== undefined || own.in === departmentOf(organisation, post))
              )
            )
          })
      const keys = Keys.of(organisation, {
        person,
        posts,
        onDuty: !away.has(person) && !offDuty.has(person),
        standsInFor: standsIn.map(({ post }) => post),
        topOf: top.get(person) ?? [],
        areas: roster.areas?.[person] ?? []
      })
      const before = actors.get(person)
      const principal = before?.for ?? standsIn[0]?.person
      actors.set(person, {
        person,
        keys: [...new Set([...(before?.keys ?? []), ...keys])],
        ...(principal !== undefined && { for: principal })
      })
    }
  }
  const holders = new Map<Key, Array<Person>>()
  for (const { keys, person } of actors.values()) {
    if (away.has(person)) continue
    for (const key of keys) holders.set(key, [...(holders.get(key) ?? []), person])
  }
  return { actors, holders }
}

/**
 * Both sides: the port, and the roster to change.
 *
 * @since 0.1.0
 */
export const layer = (initial: Roster): Layer.Layer<Directory | DirectoryMemory> =>
  Layer.effectContext(
    Effect.sync(() => {
      let roster = initial
      let found: { readonly away: string; readonly now: Now } | undefined

      const asOf = (at: Instant): Now => {
        const away = new Set(
          Object.entries(roster.absent ?? {}).flatMap(([person, spans]) =>
            spans.some(({ from, to }) => from <= at && at < to) ? [person] : []
          )
        )
        const key = [...away].join("\n")
        if (found?.away !== key) found = { away: key, now: index(roster, away) }
        return found.now
      }
      /** Where nobody is ever absent, it does not matter when it is. */
      const read = Effect.suspend(() => {
        if (roster.absent !== undefined) return Effect.map(Clock.currentTimeMillis, asOf)
        return Effect.succeed(found?.away === "" ? found.now : asOf(0))
      })
      const highest = (person: Person): { readonly rank?: string; readonly department?: string } => {
        for (const organisation of roster.organisations) {
          const posts = (roster.staff[person] ?? []).filter(({ role }) => organisation.roles[role] !== undefined)
          const [first] = [...posts].sort(
            (a, b) =>
              organisation.ranks.indexOf(organisation.roles[b.role]?.rank ?? "") -
              organisation.ranks.indexOf(organisation.roles[a.role]?.rank ?? "")
          )
          if (first === undefined) continue
          const rank = organisation.roles[first.role]?.rank
          const department = departmentOf(organisation, first)
          return { ...(rank !== undefined && { rank }), ...(department !== undefined && { department }) }
        }
        return {}
      }

      return Context.make(Directory, {
        actor: (person) =>
          Effect.map(read, ({ actors }) => actors.get(person) ?? { person, keys: [`person:${person}` as const] }),
        who: (keys) =>
          Effect.map(read, ({ holders }) => [
            ...new Set(
              keys.flatMap((key) => {
                const held = holders.get(key) ?? []
                // a party is no staff, but he is there
                return key.startsWith("person:") && roster.staff[key.slice(7)] === undefined ? [...held, key.slice(7)] : held
              })
            )
          ]),
        answer: (question) => {
          switch (question.ask) {
            case "keys":
              return Effect.map(read, ({ actors }) => actors.get(question.person)?.keys ?? [`person:${question.person}`])
            case "who":
              return Effect.map(read, ({ holders }) => holders.get(question.key) ?? [])
            case "rank":
              return Effect.sync(() => highest(question.person).rank ?? null)
            case "department":
              return Effect.sync(() => highest(question.person).department ?? null)
            case "kind":
              return Effect.sync(() => roster.parties?.[question.party] ?? null)
            case "founded":
              return Effect.sync(() => roster.founded?.includes(question.body) ?? false)
            case "quota":
              return Effect.succeed(null)
          }
        }
      }).pipe(
        Context.add(DirectoryMemory, {
          roster: Effect.sync(() => roster),
          update: (change) =>
            Effect.sync(() => {
              roster = change(roster)
              found = undefined
            })
        })
      )
    })
  )
