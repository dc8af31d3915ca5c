import { type Span, make } from "../source/Span.ts"
import type { SourceFile } from "../source/SourceFile.ts"

/**
 * YAML as the language knows it: maps, lists and scalars as they are written, each with its place.
 *
 * The `yaml` library stays behind `YamlTree`. There is no null and no number: a value that is left out is an
 * `Empty`, and `1.10` is the four characters that somebody wrote.
 */
export type YamlNode = YamlScalar | YamlMap | YamlList | YamlEmpty | YamlBroken

export interface YamlScalar {
  readonly kind: "scalar"
  readonly style: "plain" | "quoted" | "block"
  /** What it says, after quotes, escapes and line folding. */
  readonly text: string
  /** The content, without quotes; of a block from its first to its last letter. */
  readonly span: Span
  /** Quotes and block header included. */
  readonly outer: Span
  /** Where in the file each unit of `text` stands; undefined when it is the file's text letter by letter. */
  readonly offsets: ReadonlyArray<number> | undefined
  /** Inside `{ }` or `[ ]`. */
  readonly inFlow: boolean
  /** Something about it is told already and mended in `text`: that it cannot be read is not told as well. */
  readonly told?: boolean
}

export interface YamlPair {
  readonly key: YamlScalar
  readonly value: YamlNode
  /** From the key to the end of the value. */
  readonly span: Span
}

export interface YamlMap {
  readonly kind: "map"
  readonly pairs: ReadonlyArray<YamlPair>
  /** False when a pair could not be read and is left out: then no key may be called missing. */
  readonly complete: boolean
  readonly flow: boolean
  readonly span: Span
}

export interface YamlList {
  readonly kind: "list"
  readonly items: ReadonlyArray<YamlNode>
  readonly flow: boolean
  readonly span: Span
}

/** A key with nothing behind it. */
export interface YamlEmpty {
  readonly kind: "empty"
  readonly span: Span
}

/** What could not be read and is reported already. */
export interface YamlBroken {
  readonly kind: "broken"
  readonly span: Span
}

/** The place of a stretch of a scalar's text, in the file. */
export const within = (scalar: YamlScalar, start: number, end: number): Span => {
  const file: SourceFile = scalar.span.file
  const { offsets, span } = scalar
  if (offsets === undefined) return make(file, span.start + start, span.start + end)
  const from = offsets[start] ?? span.end
  if (end <= start) return make(file, from, from)
  return make(file, from, (offsets[end - 1] ?? span.end - 1) + 1)
}
