/**
 * Values as people write them in a form, a scenario or a journal: `600 CNY`, `yes`, `2026-03-04 24:00`. Reading is by
 * the type of the field; showing gives back what reads the same.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import type { FieldType } from "./Field.ts"
import type { Value } from "./Value.ts"

/**
 * What a written value means depends on the handbook's zone and currency.
 *
 * @since 0.1.0
 */
export interface Place {
  readonly zone: string
  readonly currency: string
}

/**
 * A scalar, list or map as YAML or JSON gave it becomes a {@link Value}; the failure says in words what was expected.
 *
 * @since 0.1.0
 */
export const read = (_type: FieldType, _written: unknown, _place: Place): Result.Result<Value, string> =>
  Result.fail("a value")

/**
 * A value in the form people write it.
 *
 * @since 0.1.0
 */
export const show = (_type: FieldType, value: Value, _place: Place): string => String(value)
