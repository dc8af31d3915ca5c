/**
 * Where public holidays and make-up days come from, by the name a handbook writes (`cn-state-council`).
 *
 * @since 0.1.0
 */
import type { LocalDate } from "../domain/Time.ts"

/** Days that differ from the weekly pattern within `known`: public holidays and make-up working days. Plain data. */
export interface PublicDays {
  readonly known: { readonly from: LocalDate; readonly to: LocalDate }
  readonly holidays: ReadonlyArray<LocalDate>
  readonly makeUpDays: ReadonlyArray<LocalDate>
}

/** A calendar source is a pure function of the years asked for: the same answer for the same data, no clock. */
export interface CalendarSource {
  readonly name: string
  readonly days: (from: LocalDate, to: LocalDate) => PublicDays
}
