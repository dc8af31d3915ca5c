import type { Span } from "../../source/Span.ts"
import type { Literal } from "./Literal.ts"
import type { Name, Ref } from "./Node.ts"

/**
 * Expressions (language §7.3). Parentheses are not kept: the tree is the grouping. A broken expression is one
 * `Broken` as a whole, never a hole inside a sound one.
 */
export type Expression =
  | Or
  | And
  | Not
  | Compare
  | Is
  | Presence
  | WasDone
  | In
  | Arithmetic
  | Else
  | Apply
  | Query
  | Opener
  | DoerOf
  | PersonOf
  | Member
  | Ref
  | Literal

/** At least two operands; `a or b or c` is one node. */
export interface Or {
  readonly kind: "or"
  readonly operands: ReadonlyArray<Expression>
  readonly span: Span
}

export interface And {
  readonly kind: "and"
  readonly operands: ReadonlyArray<Expression>
  readonly span: Span
}

export interface Not {
  readonly kind: "not"
  readonly operand: Expression
  readonly span: Span
}

export interface Compare {
  readonly kind: "compare"
  readonly operator: "<" | "<=" | ">" | ">="
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}

/** `x is a or b`, `x is not a or b` (none of them). What stands on the right may be a value of a choice or a ref. */
export interface Is {
  readonly kind: "is"
  readonly subject: Expression
  readonly negated: boolean
  readonly values: readonly [Expression, ...ReadonlyArray<Expression>]
  readonly span: Span
}

/** `x is present`, `x is not missing`, `owners-committee is founded`. */
export interface Presence {
  readonly kind: "presence"
  readonly subject: Expression
  readonly negated: boolean
  readonly state: "present" | "missing" | "founded"
  readonly span: Span
}

/** `stop-harm was done`; a step, or one of a row (`each.recover was done`). */
export interface WasDone {
  readonly kind: "was-done"
  readonly step: Ref
  readonly span: Span
}

/** `each.day in month`, `x in list`. */
export interface In {
  readonly kind: "in"
  readonly item: Expression
  readonly container: Expression
  readonly span: Span
}

export interface Arithmetic {
  readonly kind: "arithmetic"
  readonly operator: "+" | "-" | "*" | "/"
  readonly left: Expression
  readonly right: Expression
  readonly span: Span
}

/** `a else b`: b where a is not there. `a else b else c` hangs to the right. */
export interface Else {
  readonly kind: "else"
  readonly value: Expression
  readonly fallback: Expression
  readonly span: Span
}

export type FunctionName = "half-up" | "up" | "down" | "rank" | "kind" | "open" | "month-of"

export interface Apply {
  readonly kind: "apply"
  readonly function: FunctionName
  readonly functionSpan: Span
  readonly argument: Expression
  readonly span: Span
}

export type Counting = "count" | "some" | "every"
export type Folding = "sum" | "list" | "most" | "larger-of" | "smaller-of"
export type Picking = "one" | "last"

/** `count ROWS where …`, `sum each.x over ROWS where …`, `last ROWS where …`. Inside, the row is `each`. */
export interface Query {
  readonly kind: "query"
  readonly query: Counting | Folding | Picking
  readonly querySpan: Span
  /** Only of a folding one. */
  readonly of: Expression | undefined
  readonly rows: Rows
  readonly where: Expression | undefined
  readonly span: Span
}

/** Rows of a ledger, a table or a list (`of: "ref"`), or `cases of P`. */
export type Rows =
  | { readonly kind: "rows"; readonly ref: Ref; readonly span: Span }
  | { readonly kind: "cases"; readonly procedure: Name; readonly span: Span }

export interface Opener {
  readonly kind: "opener"
  readonly span: Span
}

export interface DoerOf {
  readonly kind: "doer-of"
  readonly step: Ref
  readonly span: Span
}

/** `superior of x`, `head of x`, `department of x`. */
export interface PersonOf {
  readonly kind: "person-of"
  readonly relation: "superior" | "head" | "department"
  readonly of: Expression
  readonly span: Span
}

/** `(one fault-points where …).points`: names after a parenthesis. */
export interface Member {
  readonly kind: "member"
  readonly of: Expression
  readonly names: readonly [Name, ...ReadonlyArray<Name>]
  readonly span: Span
}
