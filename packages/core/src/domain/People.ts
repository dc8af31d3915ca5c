/**
 * Who may act, as plain data (language §7.2), and the keys it becomes in a case. A task is offered to *keys*; the
 * actor brings the keys he holds at that moment (engine, idea 3), so a decision never asks a directory.
 *
 * @since 0.1.0
 */
import type { Expression, Place, Who } from "./Expression.ts"
import type { Organisation } from "./Organisation.ts"
import type { Value } from "./Value.ts"

export type { Place, Who } from "./Expression.ts"

export interface People {
  /** `any`: one of them. `together`: one act, signed by a different person for each place. */
  readonly mode: "any" | "together"
  readonly of: ReadonlyArray<Who>
  readonly not: ReadonlyArray<Who>
}

/** A person of the host's directory or register of parties, by the host's own id. */
export type Person = string

/**
 * What a person holds and a task is offered to:
 * `person:wang` · `role:cs-supervisor` (a post with its own department) · `role:dept-head@engineering-dept` ·
 * `duty:…` the same, on duty now · `rank:manager@cs-dept`, `rank:manager` · `top:security-dept` (highest rank on duty) ·
 * `head:cs-dept` · `dept:cs-dept` (anybody in it or below it) · `body:owners-committee` · `superior:<key>` · `area:3-201`.
 */
export type Key =
  | `person:${string}`
  | `role:${string}`
  | `duty:${string}`
  | `rank:${string}`
  | `top:${string}`
  | `head:${string}`
  | `dept:${string}`
  | `body:${string}`
  | `superior:${string}`
  | `area:${string}`

/** Who acts: a person with the keys he brings now; `for` when he stands in for somebody; `via` the channel he uses. */
export interface Actor {
  readonly person: Person
  readonly keys: ReadonlyArray<Key>
  readonly for?: Person
  readonly via?: string
}

/**
 * How a sentence finds its people in a case. Answers that are not there yet are empty; the caller knows that it asked.
 *
 * @since 0.1.0
 */
export interface Resolver {
  readonly organisation: Organisation
  readonly opener: Person | undefined
  readonly holder: (of: string | null) => ReadonlyArray<Key>
  readonly doers: (step: string) => ReadonlyArray<Person>
  readonly value: (expression: Expression) => Value | undefined
  /** the keys somebody holds: a question to the directory */
  readonly keys: (person: Person) => ReadonlyArray<Key>
}

/**
 * The keys one `who` becomes; any of them fits.
 *
 * @since 0.1.0
 */
export const keys = (who: Who, resolver: Resolver): ReadonlyArray<Key> => {
  switch (who.who) {
    case "role": {
      const kind = who.onDuty ? "duty" : "role"
      const fixed = resolver.organisation.roles[who.role]?.in !== undefined
      if (fixed || who.in === undefined) return [`${kind}:${who.role}`]
      return departments(who.in, resolver).map((name): Key => `${kind}:${who.role}@${name}`)
    }
    case "rank":
      return who.ranks.flatMap((rank): ReadonlyArray<Key> =>
        who.in === undefined ? [`rank:${rank}`] : departments(who.in, resolver).map((name): Key => `rank:${rank}@${name}`)
      )
    case "highest-on-duty":
      return departments(who.in, resolver).map((name): Key => `top:${name}`)
    case "head":
      return departments(who.of, resolver).map((name): Key => `head:${name}`)
    case "superior":
      return [...new Set(keys(who.of, resolver).flatMap((key) =>
        key.startsWith("person:") ? postsOf(key, resolver).flatMap((post) => above(post, resolver.organisation)) : above(key, resolver.organisation)
      ))]
    case "department":
      return [`dept:${who.department}`]
    case "body":
      return [`body:${who.body}`]
    case "opener":
      return resolver.opener === undefined ? [] : [`person:${resolver.opener}`]
    case "holder":
      return resolver.holder(who.of)
    case "doer":
      return resolver.doers(who.step).map((person): Key => `person:${person}`)
    case "value":
      return texts(resolver.value(who.value)).map((person): Key => `person:${person}`)
    case "area":
      return texts(resolver.value(who.of)).map((unit): Key => `area:${unit}`)
  }
}

/** A text, or all texts of a list. */
const texts = (value: Value | undefined): ReadonlyArray<string> =>
  (Array.isArray(value) ? (value as ReadonlyArray<Value>) : [value]).filter((one) => typeof one === "string")

const departments = (place: Place, resolver: Resolver): ReadonlyArray<string> =>
  "department" in place ? [place.department] : texts(resolver.value(place.value))

const postsOf = (key: Key, resolver: Resolver): ReadonlyArray<Key> =>
  resolver.keys(key.slice("person:".length)).filter((held) => held.startsWith("role:"))

/**
 * Who is above a key: posts have a superior, a department or rank its head, a head the superior of his post. Who is above
 * a person only his posts say.
 *
 * @since 0.1.0
 */
export const above = (key: Key, organisation: Organisation): ReadonlyArray<Key> => {
  const [kind, name = ""] = [key.slice(0, key.indexOf(":")), key.slice(key.indexOf(":") + 1)]
  const roles = Object.entries(organisation.roles)
  switch (kind) {
    case "role":
    case "duty":
      return [`superior:role:${name}`]
    case "dept":
    case "top":
      return [`head:${name}`]
    case "rank":
      return name.includes("@") ? [`head:${name.slice(name.indexOf("@") + 1)}`] : []
    case "head":
      return roles.flatMap(([role, { heads }]): ReadonlyArray<Key> => {
        if (heads === undefined) return []
        return typeof heads === "object" ? [`superior:role:${role}@${name}`] : heads === name ? [`superior:role:${role}`] : []
      })
    case "body": {
      const recorder = organisation.bodies[name]?.recordedBy
      return recorder === undefined ? [] : [`superior:role:${recorder}`]
    }
    case "superior":
      return roles.flatMap(([role, { reportsTo }]): ReadonlyArray<Key> => {
        const [lower = "", department] = name.replace(/^role:/, "").split("@")
        const superior = organisation.roles[lower]?.reportsTo
        if (superior !== role || reportsTo === undefined) return []
        const own = organisation.roles[role]?.in
        return [own !== undefined || department === undefined ? `superior:role:${role}` : `superior:role:${role}@${department}`]
      })
    default:
      return []
  }
}

/**
 * Whether a sentence becomes the same keys in every case: it names posts, departments and bodies only.
 *
 * @since 0.1.0
 */
export const isFixed = ({ not, of }: People): boolean => of.every(isNamed) && not.every(isNamed)

const isNamed = (who: Who): boolean => {
  switch (who.who) {
    case "role":
    case "rank":
      return who.in === undefined || "department" in who.in
    case "highest-on-duty":
      return "department" in who.in
    case "head":
      return "department" in who.of
    case "department":
    case "body":
      return true
    case "superior":
    case "opener":
    case "holder":
    case "doer":
    case "value":
    case "area":
      return false
  }
}

/**
 * The keys a task is offered to: of all its people, whether one of them or all together.
 *
 * @since 0.1.0
 */
export const offer = (people: People, resolver: Resolver): ReadonlyArray<Key> => [
  ...new Set(people.of.flatMap((who) => keys(who, resolver)))
]

/**
 * The places of a `together` task, each with the keys that fit; none otherwise.
 *
 * @since 0.1.0
 */
export const places = (people: People, resolver: Resolver): ReadonlyArray<ReadonlyArray<Key>> =>
  people.mode === "together" ? people.of.map((who) => keys(who, resolver)) : []

/**
 * The persons `not` excludes. A role or department there excludes whoever holds it now: those keys are in `keys`.
 *
 * @since 0.1.0
 */
export const excluded = (
  people: People,
  resolver: Resolver
): { readonly persons: ReadonlyArray<Person>; readonly keys: ReadonlyArray<Key> } => {
  const all = [...new Set(people.not.flatMap((who) => keys(who, resolver)))]
  return { persons: persons(all), keys: all.filter((key) => !key.startsWith("person:")) }
}

/**
 * The persons named by keys.
 *
 * @since 0.1.0
 */
export const persons = (keys: ReadonlyArray<Key>): ReadonlyArray<Person> =>
  keys.filter((key) => key.startsWith("person:")).map((key) => key.slice("person:".length))

/**
 * Whether somebody with these keys fits an offer.
 *
 * @since 0.1.0
 */
export const fits = (held: ReadonlyArray<Key>, offered: ReadonlyArray<Key>): boolean =>
  offered.some((key) => held.includes(key))

/**
 * Whether somebody with these keys is one of the people, and none of those it excludes.
 *
 * @since 0.1.0
 */
export const entitled = (held: ReadonlyArray<Key>, people: People, resolver: Resolver): boolean =>
  fits(held, offer(people, resolver)) &&
  !fits(
    held,
    people.not.flatMap((who) => keys(who, resolver))
  )

/**
 * Seats all signers at distinct places, or `null` when that cannot be: for each signer the index of his place.
 * Complete when there are as many signers as places. Who signs first takes no place from another (engine §4.6).
 *
 * @since 0.1.0
 */
export const match = (
  places: ReadonlyArray<ReadonlyArray<Key>>,
  signers: ReadonlyArray<ReadonlyArray<Key>>
): ReadonlyArray<number> | null => {
  const taken: Array<number | undefined> = places.map(() => undefined)
  const seat = (signer: number, tried: Set<number>): boolean =>
    places.some((place, at) => {
      if (tried.has(at) || !fits(signers[signer] ?? [], place)) return false
      tried.add(at)
      const sitting = taken[at]
      if (sitting !== undefined && !seat(sitting, tried)) return false
      taken[at] = signer
      return true
    })
  return signers.every((_, signer) => seat(signer, new Set())) ? signers.map((_, signer) => taken.indexOf(signer)) : null
}
