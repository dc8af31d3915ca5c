/**
 * The calendar source `cn-state-council`: public holidays and make-up working days of mainland China, as the State
 * Council announces them each November for the next year. The package `chinese-days` guesses "weekday = workday" for
 * years it has no data for, without a sign; here a year is known only when its National Day is announced, and nothing
 * is said about any other.
 *
 * @since 0.1.0
 */
import chineseDays from "chinese-days"
import * as Day from "../domain/Day.ts"
import type { LocalDate } from "../domain/Time.ts"
import type { CalendarSource, PublicDays } from "./CalendarSource.ts"

// oxlint-disable-next-line import/no-named-as-default-member -- Node sees no named exports in its CommonJS build
const { getDayDetail } = chineseDays

/** An announced day carries the festival, `National Day,国庆节,3`; every other one only its weekday. */
const announced = (day: LocalDate): boolean => getDayDetail(day).name.includes(",")

/** The years without a gap around 2024 that have data, found by asking once. */
const years = (): { readonly from: number; readonly to: number } => {
  let [from, to] = [2024, 2024]
  while (announced(`${from - 1}-10-01`)) from--
  while (announced(`${to + 1}-10-01`)) to++
  return { from, to }
}
let found: ReturnType<typeof years> | undefined

/**
 * The State Council's days between two days, both inclusive; `known` is what the data has of them.
 *
 * @since 0.1.0
 */
export const days = (from: LocalDate, to: LocalDate): PublicDays => {
  found ??= years()
  const known = {
    from: from > `${found.from}-01-01` ? from : `${found.from}-01-01`,
    to: to < `${found.to}-12-31` ? to : `${found.to}-12-31`
  }
  const holidays: Array<LocalDate> = []
  const makeUpDays: Array<LocalDate> = []
  for (let day = known.from; day <= known.to; day = Day.add(day, 1)) {
    if (announced(day)) (getDayDetail(day).work ? makeUpDays : holidays).push(day)
  }
  return { known, holidays, makeUpDays }
}

/**
 * The source a handbook names `cn-state-council`.
 *
 * @since 0.1.0
 */
export const source: CalendarSource = { name: "cn-state-council", days }
