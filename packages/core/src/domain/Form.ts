/**
 * Whether a filled form may be handed in (language §5): every field needed is there, every value is of its type and
 * within its limits, single values only by those who may give them, every signature by somebody who may sign.
 *
 * @since 0.1.0
 */
import type * as Evaluate from "./Evaluate.ts"
import type { Field } from "./Field.ts"
import type { Key } from "./People.ts"
import type { Values } from "./Value.ts"

/**
 * What is wrong with one field. Rows are named with their number: `problems.2.department`.
 *
 * @since 0.1.0
 */
export interface Issue {
  readonly field: string
  readonly why: "missing" | "wrong" | "value-not-allowed" | "signature-missing"
  /** what was expected, for `wrong` */
  readonly expected?: string
}

/**
 * Whose form it is: the step it belongs to (`intake` for the intake), and the keys of the person who hands it in
 * (none when another case opens this one: limits on who may give a value are then not asked).
 *
 * @since 0.1.0
 */
export interface Filling {
  readonly step: string
  readonly keys: ReadonlyArray<Key> | null
}

/**
 * All that is wrong with a form, in the order of its fields; empty when it may be handed in.
 *
 * @since 0.1.0
 */
export const check = (
  _fields: ReadonlyArray<Field>,
  _values: Values,
  _scope: Evaluate.Scope,
  _filling: Filling
): ReadonlyArray<Issue> => []
