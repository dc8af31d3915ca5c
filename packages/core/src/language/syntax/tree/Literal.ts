import type { Span } from "../../source/Span.ts"
import type { Name } from "./Node.ts"

/** Values that stand in the file itself. Decimals are exact and stay as they are written. */
export type Literal =
  | NumberLiteral
  | PercentLiteral
  | MoneyLiteral
  | TermLiteral
  | DateLiteral
  | DateTimeLiteral
  | TimeLiteral
  | YesNo
  | Instant

/** An exact decimal, as written: `5`, `0.30`. */
export interface NumberLiteral {
  readonly kind: "number"
  readonly decimal: string
  readonly span: Span
}

/** `70%`: `decimal` is `70`. */
export interface PercentLiteral {
  readonly kind: "percent"
  readonly decimal: string
  readonly span: Span
}

/** `600 CNY`. */
export interface MoneyLiteral {
  readonly kind: "money"
  readonly decimal: string
  readonly currency: Name
  readonly span: Span
}

/** `3 months`; also `at once`, the term of no length (`term` is undefined). */
export interface TermLiteral {
  readonly kind: "term-literal"
  readonly term: Term | undefined
  readonly span: Span
}

/** `2026-03-04`, a day that exists. */
export interface DateLiteral {
  readonly kind: "date"
  readonly date: string
  readonly span: Span
}

/** `2026-03-04 24:00`. Only where values are written (scenarios, parameters), not inside sentences. */
export interface DateTimeLiteral {
  readonly kind: "date-time"
  readonly date: string
  readonly time: string
  readonly span: Span
}

/** `18:00`, up to `24:00`. */
export interface TimeLiteral {
  readonly kind: "time"
  readonly time: string
  readonly span: Span
}

export interface YesNo {
  readonly kind: "yes-no"
  readonly value: boolean
  readonly span: Span
}

export interface Instant {
  readonly kind: "instant"
  readonly instant: "today" | "now"
  readonly span: Span
}

export type TermUnit =
  | "minute"
  | "hour"
  | "working-hour"
  | "working-day"
  | "calendar-day"
  | "exact-day"
  | "week"
  | "month"
  | "year"

/** `3 working days in office`. */
export interface Term {
  readonly kind: "term"
  readonly count: number
  readonly unit: TermUnit
  readonly calendar: Name | undefined
  readonly span: Span
}
