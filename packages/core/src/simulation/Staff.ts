/**
 * The people of a scenario as a directory: who brings which keys now, who could act. Staged data in, answers out; the
 * keys themselves come from the same `Keys.of` as in production. In a case of another handbook a person's posts count
 * where that handbook knows the role.
 *
 * @since 0.1.0
 */
import * as Day from "../domain/Day.ts"
import * as Keys from "../domain/Keys.ts"
import type { Organisation, Post } from "../domain/Organisation.ts"
import type { Actor, Key, Person } from "../domain/People.ts"
import type { Question } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type { Given } from "../plan/Scenario.ts"

/** The people as a case of one organisation sees them at an instant. */
export interface Staff {
  readonly given: Given
  readonly organisation: Organisation
  readonly day: string
}

export const at = (given: Given, organisation: Organisation, now: Instant, zone: string): Staff => ({
  given,
  organisation,
  day: Day.of(now, zone)
})

export const away = (staff: Staff, person: Person): boolean => {
  const absence = staff.given.absent[person]
  return absence !== undefined && absence.from <= staff.day && staff.day <= absence.to
}

const onDuty = (staff: Staff, person: Person): boolean => !away(staff, person) && !staff.given.offDuty.includes(person)

const departmentOf = (staff: Staff, post: Post): string | undefined =>
  staff.organisation.roles[post.role]?.in ?? post.in

const rankIn = (staff: Staff, person: Person, department: string): number =>
  Math.max(
    -1,
    ...(staff.given.staff[person] ?? []).map((post) => {
      const own = departmentOf(staff, post)
      return own !== undefined && Keys.around(staff.organisation, own).includes(department)
        ? staff.organisation.ranks.indexOf(staff.organisation.roles[post.role]?.rank ?? "")
        : -1
    })
  )

/** Departments in which nobody on duty has a higher rank. */
const topOf = (staff: Staff, person: Person): ReadonlyArray<string> =>
  Object.keys(staff.organisation.departments).filter((department) => {
    const own = rankIn(staff, person, department)
    const others = Object.keys(staff.given.staff).filter((other) => onDuty(staff, other))
    return own >= 0 && others.every((other) => rankIn(staff, other, department) <= own)
  })

const holding = (staff: Staff, person: Person): Keys.Holding => ({
  person,
  posts: staff.given.staff[person] ?? [],
  onDuty: onDuty(staff, person),
  topOf: onDuty(staff, person) ? topOf(staff, person) : []
})

/** Posts of absent colleagues he stands in for, by the colleague. */
const substitutes = (staff: Staff, person: Person): ReadonlyArray<readonly [Person, ReadonlyArray<Post>]> =>
  away(staff, person)
    ? []
    : Object.entries(staff.given.staff).flatMap(([absent, posts]) => {
        if (absent === person || !away(staff, absent)) return []
        const taken = posts.filter((post) => {
          const substitute = staff.organisation.roles[post.role]?.standsIn
          return (staff.given.staff[person] ?? []).some(
            (own) =>
              own.role === substitute &&
              (staff.organisation.roles[own.role]?.in !== undefined || own.in === departmentOf(staff, post))
          )
        })
        return taken.length === 0 ? [] : [[absent, taken] as const]
      })

/**
 * In which capacities somebody can act: first for himself, then in the place of each absent colleague. Never empty.
 *
 * @since 0.1.0
 */
export const actors = (staff: Staff, person: Person): readonly [Actor, ...Actor[]] => {
  const own = holding(staff, person)
  return [
    { person, keys: Keys.of(staff.organisation, own) },
    ...substitutes(staff, person).map(
      ([absent, posts]): Actor => ({
        person,
        keys: Keys.of(staff.organisation, { ...own, standsInFor: posts }),
        for: absent
      })
    )
  ]
}

/** All keys somebody brings now, in any capacity. */
export const keys = (staff: Staff, person: Person): ReadonlyArray<Key> => [
  ...new Set(actors(staff, person).flatMap((actor) => actor.keys))
]

/** Everybody who is there and could act for one of these keys. */
export const who = (staff: Staff, offered: ReadonlyArray<Key>): ReadonlyArray<Person> =>
  [...Object.keys(staff.given.staff), ...Object.keys(staff.given.parties)].filter(
    (person) => !away(staff, person) && keys(staff, person).some((key) => offered.includes(key))
  )

/** Whether the scenario has staff for one of these keys at all, there or not. */
export const staffed = (staff: Staff, offered: ReadonlyArray<Key>): boolean =>
  Object.keys(staff.given.staff).some((person) =>
    Keys.of(staff.organisation, { person, posts: staff.given.staff[person] ?? [], onDuty: true }).some((key) =>
      offered.includes(key)
    )
  )

/** Answers a question about people and things; `null`: there is none. */
export const answer = (staff: Staff, question: Exclude<Question, { readonly ask: "rows" }>): Value | null => {
  switch (question.ask) {
    case "keys":
      return keys(staff, question.person)
    case "who":
      return who(staff, [question.key])
    case "kind":
      return staff.given.parties[question.party] ?? null
    case "founded":
      return staff.given.founded.includes(question.body)
    case "rank": {
      const ranks = (staff.given.staff[question.person] ?? []).map((post) =>
        staff.organisation.ranks.indexOf(staff.organisation.roles[post.role]?.rank ?? "")
      )
      return staff.organisation.ranks[Math.max(-1, ...ranks)] ?? null
    }
    case "department":
      return (
        (staff.given.staff[question.person] ?? []).map((post) => departmentOf(staff, post)).find((it) => it !== undefined) ??
        null
      )
    case "quota":
      throw new Error(`Quotas cannot be asked yet (${question.quota})`)
  }
}
