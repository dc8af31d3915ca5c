/**
 * A deadline as written (language §7.1), resolved and as plain data. `case/Derive.ts` derives its instant.
 *
 * @since 0.1.0
 */
import type { Expression } from "./Expression.ts"
import type { People } from "./People.ts"
import type { Term } from "./Time.ts"

/** A term that is written, or a parameter, field or decision of type term (which may be `at-once`). */
export type TermSource = { readonly term: Term } | { readonly value: Expression }

/** What a term counts from. The first anchor that is there is taken. */
export type Anchor =
  | { readonly from: "intake" }
  | { readonly from: "its-start" }
  | { readonly from: "start-of"; readonly step: string }
  | { readonly from: "step"; readonly step: string }
  /** a date or date-time value */
  | { readonly from: "value"; readonly value: Expression; readonly type: "date" | "date-time" }
  | { readonly from: "event" }

/** An agreed moment. A date means 24:00 of that day. */
export type Moment =
  | { readonly moment: "case-due" }
  | { readonly moment: "value"; readonly value: Expression; readonly type: "date" | "date-time" }

/**
 * An edge is of the span the anchor is in: `end of month from A` is 24:00 of the last day of A's month, `start of day
 * from A` 00:00 of A's day. `day 5 of month` is 24:00 of the first such day that is not before A's day (the last of a
 * month too short), so an anchor on the 5th means that 5th. A pause moves no edge.
 */
export type Edge =
  | { readonly edge: "end" | "start"; readonly span: "day" | "week" | "month" | "quarter" | "year" }
  | { readonly edge: "day-of-month"; readonly day: number }
  | { readonly edge: "next-opening" | "next-closing"; readonly calendar: string }

export type Deadline =
  | { readonly kind: "at-once" }
  | { readonly kind: "after"; readonly term: TermSource; readonly anchors: ReadonlyArray<Anchor> }
  | { readonly kind: "before"; readonly term: TermSource; readonly moment: Moment }
  | { readonly kind: "same-day"; readonly anchors: ReadonlyArray<Anchor> }
  | { readonly kind: "edge"; readonly at: Edge; readonly anchors: ReadonlyArray<Anchor> }
  | { readonly kind: "moment"; readonly moment: Moment }

export interface Reminder {
  readonly at:
    | { readonly when: "before"; readonly term: Term }
    | { readonly when: "due" }
    | { readonly when: "every-after"; readonly term: Term }
  readonly tell: People
  readonly message: string
  readonly during?: string
}

/** The long form; the short form is one with `within` only. */
export interface Due {
  readonly within: Deadline
  readonly or?: Deadline
  /** which of the two counts; only with `or`. A value comes from a parameter. */
  readonly take?: { readonly fixed: "earlier" | "later" | "requested" } | { readonly value: Expression }
  readonly remind: ReadonlyArray<Reminder>
}
