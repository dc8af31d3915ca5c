/**
 * Who may act, as plain data (language §7.2), and the keys it becomes in a case. A task is offered to *keys*; the
 * actor brings the keys he holds at that moment (engine, idea 3), so a decision never asks a directory.
 *
 * @since 0.1.0
 */
import type { Expression } from "./Expression.ts"

/** A department by name, or one that a value names (a list of departments means any of them). */
export type Place = { readonly department: string } | { readonly value: Expression }

export type Who =
  | { readonly who: "role"; readonly role: string; readonly onDuty: boolean; readonly in?: Place }
  /** `ranks` are the rank named and all above it */
  | { readonly who: "rank"; readonly ranks: ReadonlyArray<string>; readonly in?: Place }
  | { readonly who: "highest-on-duty"; readonly in: Place }
  | { readonly who: "head"; readonly of: Place }
  | { readonly who: "superior"; readonly of: Who }
  | { readonly who: "department"; readonly department: string }
  | { readonly who: "body"; readonly body: string }
  | { readonly who: "opener" }
  /** of a task or stage; `null` is the bare `holder` of a task's reminders and orders; `case` the root stage */
  | { readonly who: "holder"; readonly of: string | null }
  | { readonly who: "doer"; readonly step: string }
  | { readonly who: "value"; readonly value: Expression }
  | { readonly who: "area"; readonly of: Expression }

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
