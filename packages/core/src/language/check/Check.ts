/**
 * The checks: each looks at a procedure whose names are resolved and gives what is wrong. A procedure without an
 * error, in a handbook without one, is `Checked`, and only this file can say so; nothing else is lowered.
 */
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { isError } from "../diagnostic/Diagnostic.ts"
import type { Procedure } from "../model/Model.ts"

declare const checked: unique symbol

/** What went through all checks without an error. */
export type Checked<T> = T & { readonly [checked]: true }

/** The procedure, if nothing that was found in it or in its handbook is an error. */
export const verdict = (
  procedure: Procedure,
  found: ReadonlyArray<Diagnostic>
): Checked<Procedure> | undefined => {
  const sound = procedure.sound && procedure.handbook.time !== undefined && procedure.handbook.currency !== undefined
  return sound && !found.some(isError) ? (procedure as Checked<Procedure>) : undefined
}
