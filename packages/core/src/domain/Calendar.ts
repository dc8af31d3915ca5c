/**
 * A business calendar as plain data: a weekly pattern, exceptions by day, and the days it is known for. Asking beyond
 * `covered` is answered from the weekly pattern and marked provisional, never guessed in silence (architecture §5).
 *
 * @since 0.1.0
 */
import type { LocalDate } from "./Time.ts"

/** Open from `from` to `to`, minutes since midnight, `to` exclusive and at most 1440. */
export type Interval = readonly [from: number, to: number]

export interface Calendar {
  readonly name: string
  readonly zone: string
  /** seven lists, Monday first; an empty list is a closed day */
  readonly week: ReadonlyArray<ReadonlyArray<Interval>>
  /** holidays and own closing days are `[]`; make-up days and extra opening days carry their hours */
  readonly exceptions: { readonly [day: LocalDate]: ReadonlyArray<Interval> }
  /** first and last day that are known, both inclusive */
  readonly covered: { readonly from: LocalDate; readonly to: LocalDate }
}

/** All calendars of a handbook as published at one moment; `edition` only grows. */
export interface Calendars {
  readonly edition: number
  readonly byName: { readonly [name: string]: Calendar }
}

/** A calendar as the handbook writes it, before its source has given the holidays. */
export interface CalendarSpec {
  readonly name: string
  readonly week: ReadonlyArray<ReadonlyArray<Interval>>
  /** the name of a calendar source, or `none` */
  readonly holidays: string
  readonly covered: { readonly from: LocalDate; readonly to: LocalDate }
  readonly closed: ReadonlyArray<LocalDate>
  readonly alsoOpen: ReadonlyArray<LocalDate>
}
