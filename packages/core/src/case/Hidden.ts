/**
 * What stands in the place of a value that a reader may not see: it says that there is something, and of which class,
 * so that nobody takes it for empty. No value can be mistaken for it, because no name of a field begins with `~`.
 *
 * @since 0.1.0
 */
import type { Value, Values } from "../domain/Value.ts"

/** A confidential value, hidden from this reader. */
export interface Hidden {
  /** the class of the handbook it is under */
  readonly "~hidden": string
}

/** A value as somebody sees it. */
export type SeenValue = boolean | number | string | Hidden | ReadonlyArray<SeenValue> | { readonly [field: string]: SeenValue }

/** Values by field name, as somebody sees them. */
export type SeenValues = { readonly [field: string]: SeenValue }

/**
 * Anything that holds values of a case (its state, an entry, a row), as somebody sees it: wherever there is a value there
 * may be {@link Hidden}.
 */
export type Seen<A> = [A] extends [Values]
  ? [Values] extends [A] ? SeenValues : Parts<A>
  : [A] extends [Value] ? ([Value] extends [A] ? SeenValue : Parts<A>)
  : [A] extends [Value | null] ? ([Value | null] extends [A] ? SeenValue | null : Parts<A>)
  : Parts<A>

type Parts<A> = A extends object ? { readonly [K in keyof A]: Seen<A[K]> } : A

/** Where a text would have stood: an address, a message, a name a case is found by. */
export const text = "~hidden"

/**
 * The mark for a class.
 *
 * @since 0.1.0
 */
export const of = (name: string): Hidden => ({ "~hidden": name })

/**
 * Whether a value was hidden.
 *
 * @since 0.1.0
 */
export const is = (value: unknown): value is Hidden =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "~hidden")
