/**
 * What one procedure knows of another: how it is opened, how it can end, what it announces. Made for every procedure
 * of the workspace before any of them is read further, so that their order does not matter.
 */
import type { Field } from "../../domain/Field.ts"
import type { Span } from "../source/Span.ts"

export interface Signature {
  /** `HANDBOOK/NAME` */
  readonly id: string
  readonly name: string
  readonly span: Span
  readonly intake: ReadonlyArray<Field & { readonly span: Span; readonly conditional: boolean }>
  /** whether somebody may fill in the intake by hand, or the rest of it after a hand-over */
  readonly asksSomebody: boolean
  readonly outcomes: ReadonlyMap<string, ReadonlyArray<Field>>
  readonly announces: ReadonlyMap<string, ReadonlyArray<Field>>
  /** its tasks outside of any `each`, with their fields: what others may ask of its cases */
  readonly tasks: () => ReadonlyMap<string, ReadonlyArray<Field>>
  /** a part of it did not parse: nobody may say that something is missing in it */
  readonly incomplete: boolean
  /** fields (of the intake, an outcome, an event) of which only the name could be read */
  readonly unread: ReadonlySet<string>
}

/** Procedures by the name they have in a folder. `undefined`: there, but nothing of it could be read. */
export type Signatures = ReadonlyMap<string, Signature | undefined>
