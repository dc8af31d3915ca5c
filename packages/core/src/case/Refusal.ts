/**
 * The one list of refusals (language §15.2): the code for people is the tag in small letters with hyphens. A refusal
 * is an answer, changes nothing, and carries the fact that decided.
 *
 * @since 0.1.0
 */
import type { Issue } from "../domain/Form.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"

export type FormIssue = Issue

export type OrderWhy =
  | "not-declared"
  | "not-now"
  | "wrong-state"
  | "already-holds"
  | "already-on-chain"
  | "chain-too-long"
  | "not-earlier"
  | "across-parallel"
  | "across-round"
  | "already-suspended"
  | "not-suspended"
  | "no-such-term"
  | "not-longer"
  | "nothing-to-amend"
  | "urged-recently"
  | "asks-too-often"

export type Refusal =
  | { readonly _tag: "NoSuchCase" }
  | { readonly _tag: "CaseExists"; readonly version: number }
  | { readonly _tag: "CaseEnded"; readonly outcome: string; readonly at: Instant }
  | { readonly _tag: "CaseVoid" }
  | { readonly _tag: "CaseSuspended"; readonly by: Person; readonly reason: string; readonly since: Instant }
  | { readonly _tag: "PartHeld"; readonly hold: string; readonly cases: ReadonlyArray<string> }
  | { readonly _tag: "NoSuchTask"; readonly n: number }
  | { readonly _tag: "NotOpenYet"; readonly step: string }
  | { readonly _tag: "TaskAlreadyCompleted"; readonly n: number; readonly by: Person | "system"; readonly at: Instant }
  | { readonly _tag: "TaskReturned"; readonly n: number; readonly by: Person | "system"; readonly reason: string }
  | { readonly _tag: "TaskReleased"; readonly n: number; readonly why: string }
  | { readonly _tag: "NotTheHolder"; readonly holder: ReadonlyArray<Key> }
  | { readonly _tag: "RoleNotAllowed"; readonly needs: ReadonlyArray<Key> }
  | { readonly _tag: "PersonExcluded"; readonly person: Person; readonly why: "not" | "acting-for" }
  | { readonly _tag: "SamePersonTwice"; readonly person: Person }
  | { readonly _tag: "PlaceTaken"; readonly missing: ReadonlyArray<ReadonlyArray<Key>> }
  | { readonly _tag: "FormRejected"; readonly issues: readonly [FormIssue, ...FormIssue[]] }
  | { readonly _tag: "OrderNotLegal"; readonly order: string; readonly why: OrderWhy }
  | { readonly _tag: "OverLimit"; readonly order: string; readonly left: number }
  | { readonly _tag: "ReasonMissing"; readonly order: string }
  | { readonly _tag: "InTheFuture"; readonly at: Instant }
  | { readonly _tag: "BackDatedTooFar"; readonly limit: Instant }
  | { readonly _tag: "NotWaiting" }
  | { readonly _tag: "CommandIdReused"; readonly version: number }
  | { readonly _tag: "DepthExceeded" }
  | { readonly _tag: "CaseTooLarge"; readonly bytes: number }
  | { readonly _tag: "MigrationInvalid"; readonly issues: ReadonlyArray<string> }

/** `NotTheHolder` → `not-the-holder`, as scenarios and people write it; of a command the name of its order. */
export const code = (of: { readonly _tag: string }): string =>
  of._tag.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
