/**
 * What an expression may need from outside its case: rows, and things about people. `decide` never looks anything up;
 * it answers with questions, the shell answers them and asks again (engine §2.9).
 *
 * @since 0.1.0
 */
import type { Register } from "./Expression.ts"
import type { Key, Person } from "./People.ts"
import type { Instant } from "./Time.ts"
import { isObject } from "./Value.ts"
import type { Value, Values } from "./Value.ts"

/** A question to the outside. Its canonical JSON is its key in {@link Facts}. */
export type Question =
  /** which keys does this person hold (for signatures and named persons)? → list of keys */
  | { readonly ask: "keys"; readonly person: Person }
  /** rows of a ledger, table or of the cases of a procedure → list of rows */
  | { readonly ask: "rows"; readonly of: Register }
  /** → rank name */
  | { readonly ask: "rank"; readonly person: Person }
  /** → person kind of a party */
  | { readonly ask: "kind"; readonly party: Person }
  /** → list of persons */
  | { readonly ask: "who"; readonly key: Key }
  /** → department name */
  | { readonly ask: "department"; readonly person: Person }
  | { readonly ask: "founded"; readonly body: string }

/** Answers by canonical question; `null` means there is none. */
export type Facts = { readonly [question: string]: Value | null }

/** A row as a query sees it. */
export interface FactRow {
  readonly at: Instant
  readonly values: Values
  /** of a ledger: the case that wrote it, and the number of the entry; a change may replace or fill rows of its own case */
  readonly case?: string
  readonly seq?: number
}

/** Whether a part of an answer is a row. */
export const isFactRow = (value: Value): value is Value & FactRow =>
  isObject(value) && typeof value["at"] === "number" && isObject(value["values"])

/** The key of a question in {@link Facts}: JSON with the keys in the order of the type above. */
export const key = (question: Question): string => JSON.stringify(question)
