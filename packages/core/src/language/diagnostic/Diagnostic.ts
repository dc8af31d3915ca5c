import type { Span } from "../source/Span.ts"
import { catalogue } from "./Catalogue.ts"
import type { ArgsOf, Code } from "./Catalogue.ts"
import type { Language, Said, Severity } from "./Entry.ts"
import { spaced } from "./Phrase.ts"

/**
 * A slip in a file of the process owner, as data: what it is (a code of the catalogue), where it is, and what
 * the message needs to say it well. Diagnostics are collected and never thrown; the words are put together
 * only when somebody reads them (`message`), in the reader's language.
 */
export interface Diagnostic<C extends Code = Code> {
  readonly code: C
  readonly severity: Severity
  /** The narrowest stretch that is wrong. */
  readonly span: Span
  readonly args: ArgsOf<C>
  /** Other places that belong to it: "first defined here". */
  readonly related: ReadonlyArray<Related>
  /** Changes that mend it; where several are offered, each is one way of it and the author chooses. */
  readonly fixes: ReadonlyArray<Fix>
}

export interface Related {
  readonly span: Span
  readonly message: Said
}

/** A change that mends it. `safe`: the meaning can only be the one intended, so `--fix` may apply it unasked. */
export interface Fix {
  readonly title: Said
  readonly safe: boolean
  readonly edits: ReadonlyArray<Edit>
}

export interface Edit {
  readonly span: Span
  readonly text: string
}

export interface More {
  readonly related?: ReadonlyArray<Related>
  readonly fix?: Fix | undefined
  readonly fixes?: ReadonlyArray<Fix>
}

/** Makes a diagnostic. The placeholders are those of the code: one too few does not compile. */
export const make = <C extends Code>(code: C, span: Span, args: ArgsOf<C>, more: More = {}): Diagnostic<C> => ({
  code,
  severity: catalogue[code].severity,
  span,
  args,
  related: more.related ?? [],
  fixes: more.fixes ?? (more.fix === undefined ? [] : [more.fix])
})

/** The sentence, in both languages. */
export const said = (diagnostic: Diagnostic): Said => {
  const message = catalogue[diagnostic.code].message as (args: unknown) => Said
  const { en, zh } = message(diagnostic.args)
  return { en, zh: spaced(zh) }
}

export const message = (diagnostic: Diagnostic, language: Language): string => said(diagnostic)[language]

/** What a plug-in's check said of itself. */
const plugged = (diagnostic: Diagnostic): ArgsOf<"plugin"> | undefined =>
  diagnostic.code === "plugin" ? (diagnostic.args as ArgsOf<"plugin">) : undefined

export const title = (diagnostic: Diagnostic, language: Language): string =>
  (plugged(diagnostic)?.title ?? catalogue[diagnostic.code].title)[language]

/** The code people and programs read: that of the catalogue, or `plugin/PLUGIN/CHECK`. */
export const code = (diagnostic: Diagnostic): string => plugged(diagnostic)?.code ?? diagnostic.code

/** Why the rule exists. */
export const docs = (diagnostic: Diagnostic): Said => plugged(diagnostic)?.docs ?? catalogue[diagnostic.code].docs

export const isError = (diagnostic: Diagnostic): boolean => diagnostic.severity === "error"
