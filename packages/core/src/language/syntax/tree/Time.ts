import type { Span } from "../../source/Span.ts"
import type { Expression } from "./Expression.ts"
import type { DateLiteral, Term, TimeLiteral } from "./Literal.ts"
import type { Broken, Entry, Listed, Maybe, Must, Name, Ref, Word } from "./Node.ts"
import type { People } from "./People.ts"

/** Sentences about time (language §7.1, §10): deadlines, reminders, ladders, schedules. */

/** A term that is written, or a ref to one (a parameter, field or decision). */
export type TermSource = Term | Ref

export type Deadline = AtOnce | FromDeadline | BeforeDeadline | SameDayDeadline | EdgeDeadline | MomentDeadline

export interface AtOnce {
  readonly kind: "at-once"
  readonly span: Span
}

/** `TERM from ANCHOR else ANCHOR`: counted from the first anchor that is there. */
export interface FromDeadline {
  readonly kind: "from"
  readonly term: TermSource
  readonly anchors: Anchors
  readonly span: Span
}

/** `TERM before MOMENT`. */
export interface BeforeDeadline {
  readonly kind: "before"
  readonly term: TermSource
  readonly moment: Moment
  readonly span: Span
}

/** `same day as ANCHOR`. */
export interface SameDayDeadline {
  readonly kind: "same-day"
  readonly anchors: Anchors
  readonly span: Span
}

/** `end of month from ANCHOR`, `next opening of office from ANCHOR`. */
export interface EdgeDeadline {
  readonly kind: "edge"
  readonly edge: Edge
  readonly anchors: Anchors
  readonly span: Span
}

/** A ref to an instant or date, or `case due`. */
export interface MomentDeadline {
  readonly kind: "moment"
  readonly moment: Moment
  readonly span: Span
}

export type TimeSpan = "day" | "week" | "month" | "quarter" | "year"

export type Edge =
  | { readonly kind: "start-of"; readonly of: TimeSpan; readonly span: Span }
  | { readonly kind: "end-of"; readonly of: TimeSpan; readonly span: Span }
  | { readonly kind: "day-of-month"; readonly day: number; readonly span: Span }
  | { readonly kind: "next-opening"; readonly calendar: Name; readonly span: Span }
  | { readonly kind: "next-closing"; readonly calendar: Name; readonly span: Span }

export type Anchors = readonly [Anchor, ...ReadonlyArray<Anchor>]

/** `intake`, `its start`, `start of STEP`, `event`; anything else is a ref (a step, or a value with an instant). */
export type Anchor =
  | { readonly kind: "intake"; readonly span: Span }
  | { readonly kind: "its-start"; readonly span: Span }
  | { readonly kind: "event"; readonly span: Span }
  | { readonly kind: "start-of-step"; readonly step: Ref; readonly span: Span }
  | Ref

export type Moment = { readonly kind: "case-due"; readonly span: Span } | Ref

/** The `due` of a task, rung, stage, intake, file or procedure. The short form has only `within`. */
export interface Due {
  readonly kind: "due"
  readonly within: Must<Deadline>
  readonly or: Maybe<Deadline>
  readonly take: Maybe<Take>
  readonly remind: Maybe<Listed<Reminder | Broken>>
  readonly span: Span
}

/** Which of `within` and `or` holds: a word, or a parameter that gives the word. */
export type Take = Word<"earlier" | "later" | "requested"> | Ref

export interface Reminder {
  readonly kind: "reminder"
  readonly at: Must<ReminderTime>
  readonly tell: Must<People>
  readonly with: Must<Name>
  readonly during: Maybe<Name>
  readonly span: Span
}

export type ReminderTime =
  | { readonly kind: "before-due"; readonly term: Term; readonly span: Span }
  | { readonly kind: "at-due"; readonly span: Span }
  | { readonly kind: "every-after-due"; readonly term: Term; readonly span: Span }

/** Rungs in order; the name of an entry is the rung. */
export interface Ladder {
  readonly kind: "ladder"
  readonly rungs: ReadonlyArray<Entry<Rung | Broken>>
  readonly span: Span
}

export interface Rung {
  readonly kind: "rung"
  readonly by: Must<People>
  readonly due: Maybe<Due>
  readonly span: Span
}

/** What makes a schedule fire (§10). `at` empty: 00:00. */
export type Every =
  | { readonly kind: "every-day"; readonly at: ReadonlyArray<TimeLiteral>; readonly span: Span }
  | { readonly kind: "every-working-day"; readonly at: ReadonlyArray<TimeLiteral>; readonly span: Span }
  | {
    readonly kind: "every-weekday"
    readonly weekday: Weekday
    readonly at: ReadonlyArray<TimeLiteral>
    readonly span: Span
  }
  | { readonly kind: "times-a-span"; readonly times: number; readonly of: TimeSpan; readonly span: Span }
  | { readonly kind: "every-week"; readonly span: Span }
  | { readonly kind: "every-month"; readonly day: number | "last" | undefined; readonly span: Span }
  | { readonly kind: "every-quarter"; readonly day: "last" | undefined; readonly span: Span }
  | {
    readonly kind: "every-year"
    readonly on: { readonly month: number; readonly day: number } | undefined
    readonly span: Span
  }

export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday"

/** `today`, `last week`, `next year`: the period a schedule's case covers. */
export interface Covers {
  readonly kind: "covers"
  readonly which: "this" | "last" | "next"
  readonly of: TimeSpan
  readonly span: Span
}

/** `for: EVENT where EXPR`; the ref is an event of the handbook, or `P.EVENT` announced by procedure P. */
export interface EventSource {
  readonly kind: "event-source"
  readonly event: Ref
  readonly where: Expression | undefined
  readonly span: Span
}

export interface DateRange {
  readonly kind: "date-range"
  readonly from: DateLiteral
  readonly to: DateLiteral
  readonly span: Span
}

/** `Mon-Fri: 08:30-12:00 13:30-17:30`. */
export interface OpenHours {
  readonly kind: "open-hours"
  readonly days: ReadonlyArray<Weekday>
  readonly daysSpan: Span
  readonly hours: ReadonlyArray<{ readonly from: TimeLiteral; readonly to: TimeLiteral; readonly span: Span }>
  readonly span: Span
}
