/**
 * What a field can hold once it is written down: plain JSON, so it survives every store, message and wire.
 * How each field type is written:
 *
 * | type | value |
 * |---|---|
 * | text, long-text, phone-number, attachment, unit, department, party, staff, person, case, choice | string |
 * | yes-no, tick | boolean |
 * | whole-number | integer |
 * | number, percent, money | exact decimal as text, `"12.5"`; percent `70%` is `"70"`, money is in the plan's currency |
 * | date | `"2026-03-02"` · time `"09:00"` |
 * | date-time, appointment | {@link Instant} in ms |
 * | period | `{ start, end }`, dates, both inclusive |
 * | term | `{ n, unit, calendar? }` or `"at-once"` |
 * | signature | `{ by, evidence? }` |
 * | papers | `{ shown, complete, missing }`, papers are `{ document, manner, count }`; the last two are found when it is handed in |
 * | checklist | `{ items: { [item]: { result, comment?, photo? } }, failed }`; the last is found when it is handed in |
 * | filing | names of what is in its place |
 * | list | array of values, rows are objects |
 *
 * An absent value is an absent key, never null. How people write these is `Written.ts`.
 *
 * @since 0.1.0
 */
export type Value = boolean | number | string | ReadonlyArray<Value> | { readonly [field: string]: Value }

/** Values by field name. */
export type Values = { readonly [field: string]: Value }

/** Whether a value is a list. */
export const isList = (value: Value | undefined): value is ReadonlyArray<Value> => Array.isArray(value)

/** Whether a value has parts by name. */
export const isObject = (value: Value | undefined): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value)
