/**
 * The TypeScript types of what an action is given and gives, read from its declaration: values as a case keeps them
 * (`domain/Value.ts`). What says how an action is done is checked against what was promised.
 *
 * @since 0.1.0
 */
import type { Value } from "../domain/Value.ts"
import type { Plugin } from "./Plugin.ts"

type Scalars = {
  readonly "yes/no": boolean
  readonly tick: boolean
  readonly "whole-number": number
  readonly "date-time": number
  readonly appointment: number
  readonly period: { readonly start: string; readonly end: string }
  readonly term: Value
}

type Texts =
  | "text" | "long-text" | "number" | "percent" | "money" | "date" | "time" | "party" | "staff" | "person" | "unit"
  | "department" | "phone-number" | "attachment" | "any case"

type Own<P extends Plugin, W> = P["types"] extends infer T
  ? W extends keyof T ? (T[W] extends { readonly schema: { readonly Encoded: infer E } } ? E : Value) : Value
  : Value

type Of<P extends Plugin, W> = W extends ReadonlyArray<infer V>
  ? V
  : W extends keyof Scalars ? Scalars[W] : W extends Texts ? string : Own<P, W>

type One<P extends Plugin, F> = F extends { readonly list: infer L }
  ? ReadonlyArray<L extends string | ReadonlyArray<string> ? Of<P, L> : Values<P, L>>
  : F extends { readonly type: infer T } ? Of<P, T> : Of<P, F>

type Optional<F> = { [K in keyof F]: F[K] extends { readonly needed: false } ? K : never }[keyof F]

/** The values of some fields. */
export type Values<P extends Plugin, F> = {
  readonly [K in keyof F as K extends Optional<F> ? never : K]: One<P, F[K]>
} & { readonly [K in Optional<F>]?: One<P, F[K]> }

type Action<P extends Plugin, A> = A extends keyof P["actions"] ? P["actions"][A] : never
type In<D, K extends string> = K extends keyof D ? D[K] : {}

/** What the action `A` is given. */
export type Given<P extends Plugin, A> = Values<P, In<Action<P, A>, "with">>

/** What it answers when all went well. */
export type Gives<P extends Plugin, A> = Values<P, In<Action<P, A>, "gives">>

/** Each way it may fail, with what is known then. */
export type Fails<P extends Plugin, A> = {
  readonly [O in keyof In<Action<P, A>, "fails"> & string]: Values<P, In<In<Action<P, A>, "fails">[O], "gives">>
}
