/**
 * Schemas tied to types: a record names exactly the keys of its type, a union all its kinds, so a type and its schema
 * cannot drift apart without a compile error.
 *
 * @since 0.1.0
 */
import { Schema } from "effect"

export type Codec<T> = Schema.Codec<T>

type OptionalKey<T> = { [K in keyof T]-?: { readonly [_ in K]?: T[K] } extends Pick<T, K> ? K : never }[keyof T]
type RequiredKey<T> = Exclude<keyof T, OptionalKey<T>>

/** A record with exactly these keys. */
export const struct = <T>() =>
  (
    required: { readonly [K in RequiredKey<T>]: Codec<T[K]> },
    optional: { readonly [K in OptionalKey<T>]: Codec<Exclude<T[K], undefined>> }
  ): Codec<T> => {
    const fields: { [key: string]: Schema.Top } = { ...(required as { [key: string]: Codec<unknown> }) }
    for (const [key, codec] of Object.entries(optional)) fields[key] = Schema.optionalKey(codec as Codec<unknown>)
    return Schema.Struct(fields) as unknown as Codec<T>
  }

export type Of<T, D extends keyof T, K> = T extends unknown ? (K extends T[D] ? T : never) : never

/** One of several kinds, told apart by one key; each kind has its schema. */
export const kinds = <T>() =>
  <D extends keyof T>(_: D, of: { readonly [K in T[D] & string]: Codec<Of<T, D, K>> }): Codec<T> =>
    Schema.Union([...new Set(Object.values(of) as ReadonlyArray<Codec<T>>)]) as unknown as Codec<T>

/** One of these words, and all of them. */
export const words = <T extends string>(of: { readonly [K in T]: true }): Codec<T> =>
  Schema.Literals(Object.keys(of)) as unknown as Codec<T>

export const only = <const T extends string | number | boolean | null>(value: T): Codec<T> =>
  (value === null ? Schema.Null : Schema.Literal(value)) as unknown as Codec<T>

export const list = <T>(of: Codec<T>): Codec<ReadonlyArray<T>> => Schema.Array(of)
export const some = <T>(of: Codec<T>): Codec<readonly [T, ...T[]]> =>
  Schema.NonEmptyArray(of) as unknown as Codec<readonly [T, ...T[]]>
export const byName = <T>(of: Codec<T>): Codec<{ readonly [name: string]: T }> => Schema.Record(Schema.String, of)
export const either = <A, B>(a: Codec<A>, b: Codec<B>): Codec<A | B> => Schema.Union([a, b])
export const later = <T>(of: () => Codec<T>): Codec<T> => Schema.suspend(of)

export const text: Codec<string> = Schema.String
export const number: Codec<number> = Schema.Finite
export const yesNo: Codec<boolean> = Schema.Boolean
export const nothing = only(null)
