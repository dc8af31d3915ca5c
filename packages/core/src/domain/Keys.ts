/**
 * The keys a person brings when he acts: what his posts, his duty and his absent colleagues give him at this moment
 * (engine, idea 3). The host's directory says who holds which post; this says which keys a post is.
 *
 * @since 0.1.0
 */
import type { Organisation, Post } from "./Organisation.ts"
import type { Key, Person } from "./People.ts"

/**
 * What a directory knows about somebody now.
 *
 * @since 0.1.0
 */
export interface Holding {
  readonly person: Person
  readonly posts: ReadonlyArray<Post>
  /** absent: yes */
  readonly onDuty?: boolean
  /** posts of absent people he stands in for; who they are goes into `Actor.for` */
  readonly standsInFor?: ReadonlyArray<Post>
  /** departments in which he holds the highest rank on duty */
  readonly topOf?: ReadonlyArray<string>
  /** units he is in charge of */
  readonly areas?: ReadonlyArray<string>
}

/**
 * The key of a post: `role:cs-supervisor`, or `role:dept-head@engineering-dept` for a role without a department.
 *
 * @since 0.1.0
 */
export const ofPost = (organisation: Organisation, post: Post): `role:${string}` => {
  const role = organisation.roles[post.role]
  return role?.in !== undefined || post.in === undefined ? `role:${post.role}` : `role:${post.role}@${post.in}`
}

/** A department and all it is part of, nearest first. */
export const around = (organisation: Organisation, department: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  for (let at: string | undefined = department; at !== undefined && !found.includes(at); ) {
    found.push(at)
    at = organisation.departments[at]?.partOf
  }
  return found
}

/** Keys of the posts whose superior is the one who holds this post. */
const below = (organisation: Organisation, post: Post): ReadonlyArray<string> =>
  Object.entries(organisation.roles).flatMap(([name, role]) => {
    if (role.reportsTo !== post.role) return []
    const own = organisation.roles[post.role]?.in
    // a post of every department reports to the one in the same department, or to the one there is
    if (role.in === undefined) {
      const departments = own === undefined && post.in !== undefined ? [post.in] : Object.keys(organisation.departments)
      return departments.map((department) => `role:${name}@${department}`)
    }
    return own !== undefined || post.in === role.in ? [`role:${name}`] : []
  })

/**
 * All keys somebody brings. `person:…` first; the same key never twice.
 *
 * @since 0.1.0
 */
export const of = (organisation: Organisation, holding: Holding): ReadonlyArray<Key> => {
  const onDuty = holding.onDuty !== false
  const ofPosts = [...holding.posts, ...(holding.standsInFor ?? [])].flatMap((post): ReadonlyArray<Key> => {
    const role = organisation.roles[post.role]
    if (role === undefined) return []
    const key = ofPost(organisation, post)
    const department = role.in ?? post.in
    const departments = department === undefined ? [] : around(organisation, department)
    const headed = typeof role.heads === "object" ? post.in : role.heads
    return [
      key,
      ...(onDuty ? [`duty:${key.slice("role:".length)}` as const] : []),
      `rank:${role.rank}`,
      ...departments.map((name) => `rank:${role.rank}@${name}` as const),
      ...(headed === undefined ? [] : [`head:${headed}` as const]),
      ...departments.map((name) => `dept:${name}` as const),
      ...below(organisation, post).map((lower) => `superior:${lower}` as const),
      ...Object.entries(organisation.bodies)
        .filter(([, body]) => body.recordedBy === post.role)
        .map(([name]) => `body:${name}` as const)
    ]
  })
  return [
    ...new Set<Key>([
      `person:${holding.person}`,
      ...ofPosts,
      ...(onDuty ? (holding.topOf ?? []).map((name) => `top:${name}` as const) : []),
      ...(holding.areas ?? []).map((unit) => `area:${unit}` as const)
    ])
  ]
}
