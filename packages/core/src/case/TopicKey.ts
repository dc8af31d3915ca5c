/**
 * The address of an event or standing fact. An announcer does not know who listens by what: it speaks under the bare
 * topic and under one key for each of its text-like fields. A listener takes the key of its one equality, or the bare
 * topic, and tests the whole condition on arrival.
 *
 * @since 0.1.0
 */
import type { Value, Values } from "../domain/Value.ts"

/** `topic`, or `topic|field=value`. */
export const make = (topic: string, key?: { readonly field: string; readonly value: Value }): string =>
  key === undefined ? topic : `${topic}|${key.field}=${String(key.value)}`

/** All addresses under which a payload is announced. */
export const all = (topic: string, values: Values): ReadonlyArray<string> => [
  topic,
  ...Object.entries(values).flatMap(([field, value]) =>
    typeof value === "object" ? [] : [make(topic, { field, value })]
  )
]
