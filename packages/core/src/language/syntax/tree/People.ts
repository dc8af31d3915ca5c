import type { Span } from "../../source/Span.ts"
import type { Broken, Name, Ref } from "./Node.ts"

/**
 * People sentences (language §7.2). `any`: whoever of them comes first; `together`: one act signed by each.
 * One name, a list and `{ any: … }` all read as `any`.
 */
export interface People {
  readonly kind: "people"
  readonly as: "any" | "together"
  /** A sentence that is broken stands in its place, so that nobody counts the others as all there are. */
  readonly who: ReadonlyArray<Who | Broken>
  readonly not: ReadonlyArray<Who | Broken>
  readonly span: Span
}

export type Who =
  | Somebody
  | RankOrAbove
  | HighestOnDuty
  | HeadOf
  | SuperiorOf
  | OpenerWho
  | Holder
  | DoerOfStep
  | AreaOf

/** A role, department or body of the handbook, or a ref to a value that is one or more persons: the model tells. */
export interface Somebody {
  readonly kind: "somebody"
  readonly ref: Ref
  readonly onDuty: boolean
  readonly in: Ref | undefined
  readonly span: Span
}

/** `rank manager or above in cs-dept`. */
export interface RankOrAbove {
  readonly kind: "rank-or-above"
  readonly rank: Name
  readonly in: Ref | undefined
  readonly span: Span
}

/** `highest rank on duty in cs-dept`. */
export interface HighestOnDuty {
  readonly kind: "highest-on-duty"
  readonly in: Ref
  readonly span: Span
}

export interface HeadOf {
  readonly kind: "head-of"
  readonly place: Ref
  readonly span: Span
}

export interface SuperiorOf {
  readonly kind: "superior-of"
  readonly who: Who
  readonly span: Span
}

export interface OpenerWho {
  readonly kind: "opener"
  readonly span: Span
}

/** `holder` (of the task or stage at hand), `holder of sorting`, `holder of case` (a ref of the one name `case`). */
export interface Holder {
  readonly kind: "holder"
  readonly of: Ref | undefined
  readonly span: Span
}

export interface DoerOfStep {
  readonly kind: "doer-of"
  readonly step: Ref
  readonly span: Span
}

export interface AreaOf {
  readonly kind: "area-of"
  readonly unit: Ref
  readonly span: Span
}
