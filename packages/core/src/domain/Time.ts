/**
 * The words for time. An instant is milliseconds UTC; everything civil (a day, a clock on the wall) is
 * text in ISO form and only means something together with a zone. A term says its unit; there is no bare "2 days".
 *
 * @since 0.1.0
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/**
 * How far two machines' clocks may be apart without anybody taking notice, in milliseconds. What is said to have
 * happened this little after now happened now.
 */
export const skew = 5_000

/** A civil day, `2026-03-02`. */
export type LocalDate = string

/** A time of day, `09:00`; `24:00` is the end of the day. */
export type LocalTime = string

export const units = [
  "minute",
  "hour",
  "working-hour",
  "working-day",
  "calendar-day",
  "exact-day",
  "week",
  "month",
  "year"
] as const

/** What a term counts. See language §7.1. */
export type Unit = (typeof units)[number]

/** A length of time: so many of a unit; `calendar` is set for working units (lowering fills the default). */
export interface Term {
  readonly n: number
  readonly unit: Unit
  readonly calendar?: string
}

/** The conventions a handbook chooses (catalog A-1 … A-12), see language §3.1. */
export interface TimeConventions {
  readonly zone: string
  /** the calendar meant by `working …` when none is named */
  readonly calendar: string
  readonly dayEnds: "midnight" | "closing"
  readonly afterClosing: "same-day" | "next-opening-day"
  readonly holidays: "stay" | "next-working-day"
  readonly remindAt: LocalTime
}
