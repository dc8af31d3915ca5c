import type { Span } from "../../source/Span.ts"

/**
 * What all syntax trees are made of.
 *
 * A tree says what was written, in decoded shape: keys are known keys, sentences are parsed, names carry their
 * place. Nothing is resolved (whether `tier` is a value or a step is for the model to say) and no default is
 * filled in. What is broken was reported by the syntax floor and stands in the tree as `Broken`: a later floor
 * passes over it in silence and so never reports a consequence of it.
 */
export interface Broken {
  readonly kind: "broken"
  readonly span: Span
}

/** A required part. Where it is missing or wrong that is reported, and a `Broken` stands in its place. */
export type Must<T> = T | Broken

/** A part that may be left out: `undefined` means that it is not written, `Broken` that it is written wrongly. */
export type Maybe<T> = T | Broken | undefined

export const isBroken = (node: unknown): node is Broken =>
  typeof node === "object" && node !== null && (node as { kind?: unknown }).kind === "broken"

/** The part, if it is written and sound. */
export const sound = <T>(node: T | Broken | undefined): T | undefined => isBroken(node) ? undefined : node as T | undefined

/** A name as written. A name that may not be used as one (`bad-name`, `reserved-name`) is reported and kept. */
export interface Name {
  readonly kind: "name"
  readonly text: string
  readonly span: Span
}

/**
 * Dotted names, never empty: `tier`, `solve.result`, `param.minor-term`, `quota.q.full`, `event.unit`. The first
 * may be one of the words that open a space of names (`case`, `intake`, `param`, `event`, `quota`, `each`).
 */
export interface Ref {
  readonly kind: "ref"
  readonly names: readonly [Name, ...ReadonlyArray<Name>]
  readonly span: Span
}

/** `solve.result` of a ref. */
export const dotted = (ref: Ref): string => ref.names.map((name) => name.text).join(".")

/** A text for people, as it reads after YAML has been unwrapped; the span is its content without quotes. */
export interface Text {
  readonly kind: "text"
  readonly text: string
  readonly span: Span
}

/** A whole number as written, e.g. of `version`, `at-most`, `times`. */
export interface Whole {
  readonly kind: "whole"
  readonly value: number
  readonly span: Span
}

/** One of a closed set of words, e.g. `join: all`, `clocks: pause`, `day-ends: midnight`. */
export interface Word<W extends string> {
  readonly kind: "word"
  readonly word: W
  readonly span: Span
}

/** One entry of a map that has our names as keys (◇). */
export interface Entry<T> {
  readonly name: Name
  readonly value: T
  /** From the key to the end of the value. */
  readonly span: Span
}

/** A map that has our names as keys, in the order of the file. A name written twice is reported and dropped. */
export interface Named<T> {
  readonly kind: "named"
  readonly entries: ReadonlyArray<Entry<T>>
  readonly span: Span
}

/** A list as written; items that are broken stand in it as `Broken` where `T` allows it, else are left out. */
export interface Listed<T> {
  readonly kind: "listed"
  readonly items: ReadonlyArray<T>
  readonly span: Span
}

/**
 * Values of a form as a file writes them (a scenario's `with`, the rows of a table, a parameter): text whose
 * type only the model knows. `Value.read` reads a text as a literal.
 */
export type Data = Text | DataList | DataMap | Broken

export interface DataList {
  readonly kind: "data-list"
  readonly items: ReadonlyArray<Data>
  readonly span: Span
}

export interface DataMap {
  readonly kind: "data-map"
  readonly entries: ReadonlyArray<Entry<Data>>
  readonly span: Span
}
