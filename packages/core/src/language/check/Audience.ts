/**
 * Whether whoever a people sentence can mean may see a class, by the handbook alone (language §12): every post that the
 * sentence reaches brings a key that the class names, by the very keys a reader brings to a desk. A party is taken for
 * the one it is about; of staff that a value names, nobody knows beforehand what it may see.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Organisation, Post } from "../../domain/Organisation.ts"
import * as Keys from "../../domain/Keys.ts"
import * as People from "../../domain/People.ts"
import type { Who } from "../../domain/People.ts"

/** What is known of the procedure a sentence stands in. */
export interface Around {
  readonly organisation: Organisation
  /** who may open it, and who is asked at a step or answers for a stage; `case` is the procedure itself */
  readonly opens: People.People | null
  readonly asks: (step: string) => ReadonlyArray<People.People | null>
  /** the people of the task or stage a bare `holder` stands in */
  readonly holder: People.People | null
  /** whether a value is somebody the case is about, not of the staff */
  readonly party: (value: Expression) => boolean
}

const DEEP = 5

/** Whether everybody it reaches may see what only `seenBy` may; nobody at all may. */
export const maySee = (to: People.People, seenBy: People.People, around: Around): boolean =>
  to.of.every((who) => one(who, seenBy, around, 0))

const one = (who: Who, seenBy: People.People, around: Around, deep: number): boolean => {
  const { organisation } = around
  const all = (people: ReadonlyArray<People.People | null>): boolean =>
    deep < DEEP && people.every((it) => it === null || it.of.every((inner) => one(inner, seenBy, { ...around, holder: null }, deep + 1)))
  const posts = (of: ReadonlyArray<Post>): boolean => of.every((post) => brings(organisation, post, seenBy))
  switch (who.who) {
    case "opener":
      return seenBy.of.some((it) => it.who === "opener") || all([around.opens])
    case "doer":
      return all(around.asks(who.step))
    case "holder":
      return who.of === null ? all([around.holder]) : all(around.asks(who.of))
    case "role":
      return posts(of(organisation, (role) => role === who.role).filter((post) => inPlace(organisation, post, who.in)))
    case "rank":
      return posts(of(organisation, (_, rank) => who.ranks.includes(rank)).filter((post) => inPlace(organisation, post, who.in)))
    case "highest-on-duty":
      return posts(of(organisation, () => true).filter((post) => inPlace(organisation, post, who.in)))
    case "department":
      return posts(of(organisation, () => true).filter((post) => inPlace(organisation, post, { department: who.department })))
    case "head":
      return posts(heads(organisation, "department" in who.of ? who.of.department : undefined))
    case "superior": {
      if (who.of.who !== "role") return false
      const above = organisation.roles[who.of.role]?.reportsTo
      return above !== undefined && posts(of(organisation, (role) => role === above))
    }
    case "body": {
      const by = organisation.bodies[who.body]?.recordedBy
      return People.fits([`body:${who.body}`], offered(seenBy, organisation)) || (by !== undefined && posts(of(organisation, (role) => role === by)))
    }
    case "value":
      return around.party(who.value)
    case "area":
      return false
  }
}

/** All posts of these roles; those without a department of their own in every department. */
const of = (organisation: Organisation, wanted: (role: string, rank: string) => boolean): ReadonlyArray<Post> =>
  Object.entries(organisation.roles).flatMap(([role, it]): ReadonlyArray<Post> => {
    if (!wanted(role, it.rank)) return []
    return it.in === undefined ? Object.keys(organisation.departments).map((name) => ({ role, in: name })) : [{ role }]
  })

const departmentOf = (organisation: Organisation, { in: department, role }: Post): string | undefined =>
  organisation.roles[role]?.in ?? department

/** A place that a value names may be any. */
const inPlace = (organisation: Organisation, post: Post, place: People.Place | undefined): boolean => {
  if (place === undefined || !("department" in place)) return true
  const own = departmentOf(organisation, post)
  return own !== undefined && Keys.around(organisation, own).includes(place.department)
}

const heads = (organisation: Organisation, department: string | undefined): ReadonlyArray<Post> =>
  of(organisation, () => true).filter((post) => {
    const { heads: headed } = organisation.roles[post.role] ?? {}
    const of = typeof headed === "object" ? post.in : headed
    return of !== undefined && (department === undefined || of === department)
  })

/** What a holder of the post brings even off duty. */
const brings = (organisation: Organisation, post: Post, seenBy: People.People): boolean => {
  const held = Keys.of(organisation, { person: "", posts: [post], onDuty: false })
  return People.entitled(held, seenBy, nobody(organisation))
}

const offered = (seenBy: People.People, organisation: Organisation): ReadonlyArray<People.Key> =>
  People.offer(seenBy, nobody(organisation))

/** Before there is a case. */
const nobody = (organisation: Organisation): People.Resolver => ({
  organisation,
  opener: undefined,
  holder: () => [],
  doers: () => [],
  value: () => undefined,
  keys: () => []
})
