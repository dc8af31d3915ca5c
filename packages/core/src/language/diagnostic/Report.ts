import type { Span } from "../source/Span.ts"
import { order } from "../source/Span.ts"
import type { ArgsOf, Code } from "./Catalogue.ts"
import { make } from "./Diagnostic.ts"
import type { Diagnostic, More } from "./Diagnostic.ts"

/**
 * Where a floor of the compiler lays down what it found. A floor makes one, fills it and gives back
 * `diagnostics`; nothing else in the language is mutable.
 */
export interface Report {
  readonly diagnostics: ReadonlyArray<Diagnostic>
  readonly add: <C extends Code>(code: C, span: Span, args: ArgsOf<C>, more?: More) => void
}

export const empty = (): Report => {
  const diagnostics: Array<Diagnostic> = []
  return {
    diagnostics,
    add: (code, span, args, more) => {
      diagnostics.push(make(code, span, args, more) as Diagnostic)
    }
  }
}

/** Takes what is told and forgets it: for reading that only asks whether something can be read. */
export const silent: Report = { diagnostics: [], add: () => {} }

/** In the order of reading: by file and place, errors before warnings at one place. */
export const sorted = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> =>
  [...diagnostics].sort((a, b) => order(a.span, b.span) || weight[a.severity] - weight[b.severity])

const weight = { error: 0, warning: 1, information: 2 }
