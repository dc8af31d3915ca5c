/**
 * The organisation around procedures: ranks, departments, roles, bodies (language §3, §3.2). Who holds which post is
 * the host's directory's business; this says what a post is, and which keys it brings.
 *
 * @since 0.1.0
 */
export interface Role {
  readonly rank: string
  /** its department; absent: the post exists in every department */
  readonly in?: string
  /** the department it heads; `each` for a post that heads the department it is held in */
  readonly heads?: string | { readonly each: true }
  readonly reportsTo?: string
  readonly standsIn?: string
}

export interface Organisation {
  /** lowest first */
  readonly ranks: ReadonlyArray<string>
  readonly departments: { readonly [name: string]: { readonly partOf?: string } }
  readonly roles: { readonly [name: string]: Role }
  readonly bodies: { readonly [name: string]: { readonly recordedBy: string } }
}

/** A post somebody holds: a role, and the department when the role has none of its own. */
export interface Post {
  readonly role: string
  readonly in?: string
}
