/** Random terms, derived by the engine and counted with the wall calendar of `NaiveTerms.ts`: from nasty instants, through nasty pauses. */
import type { Deadline } from "@frontdesk/core/domain/Deadline"
import type { Term, TimeConventions, Unit } from "@frontdesk/core/domain/Time"
import * as Office from "../case/Office.ts"
import { must, text } from "./Broken.ts"
import * as NaiveTerms from "./NaiveTerms.ts"
import { random } from "./Random.ts"
import type { Random } from "./Random.ts"

const HOUR = 3_600_000
const units: ReadonlyArray<Unit> = ["calendar-day", "week", "month", "working-day", "working-hour"]

/** Around openings, closings and midnights, and anywhere. */
const instant = (r: Random, days: number): number => {
  const day = Office.instant("2026-02-24") + r.below(days) * 24 * HOUR
  return day + r.pick([0, 8.5 * HOUR, 9 * HOUR, 12 * HOUR, 13.5 * HOUR, 17.5 * HOUR, r.below(24 * 60) * 60_000]) + r.pick([0, 0, -1, 1, 500])
}

const term = (r: Random): Term => {
  const unit = r.pick(units)
  return { n: unit === "month" ? 1 + r.below(2) : unit === "working-hour" ? 1 + r.below(30) : 1 + r.below(6), unit, ...(unit.startsWith("working") && { calendar: r.pick(["office", "weekdays"]) }) }
}

const deadline = (r: Random): Deadline => {
  const anchors = [{ from: "intake" as const }]
  const moment = { moment: "value" as const, type: "date-time" as const, value: Office.field("when") }
  return r.pick<() => Deadline>([
    () => ({ kind: "after", term: { term: term(r) }, anchors }),
    () => ({ kind: "after", term: { term: term(r) }, anchors }),
    () => ({ kind: "after", term: { term: term(r) }, anchors }),
    () => ({ kind: "same-day", anchors }),
    () => ({ kind: "edge", anchors, at: { edge: r.pick(["start", "end"]), span: r.pick(["day", "week", "month", "quarter", "year"]) } }),
    () => ({ kind: "edge", anchors, at: { edge: "day-of-month", day: 1 + r.below(31) } }),
    () => ({ kind: "edge", anchors, at: { edge: r.pick(["next-opening", "next-closing"]), calendar: r.pick(["office", "weekdays"]) } }),
    () => ({ kind: "before", term: { term: term(r) }, moment })
  ])()
}

/** Whether both say the same of the term of a seed; `null` where the wall calendar is not enough. */
export const compare = (seed: number): boolean | null => {
  const r = random(seed)
  const time: TimeConventions = {
    ...Office.time,
    calendar: r.pick(["office", "weekdays"]),
    dayEnds: r.pick(["midnight", "closing"]),
    afterClosing: r.pick(["same-day", "next-opening-day"]),
    holidays: r.pick(["stay", "next-working-day"])
  }
  const within = deadline(r)
  const anchor = instant(r, 230)
  const stands = Array.from({ length: r.below(4) }, () => {
    const from = anchor + Math.round((instant(r, 10) - Office.instant("2026-02-26")) / r.pick([1, 1, 3]))
    return { from, to: r.yes(0.07) ? null : from + r.pick([0, 60_000, 3 * HOUR, 20 * HOUR, 50 * HOUR]) + r.pick([0, 1]) }
  })
  const when = instant(r, 230)
  const more = r.yes(0.2) && within.kind === "after" && "term" in within.term ? [{ ...within.term.term, n: 1 + r.below(3) }] : []
  const wanted = NaiveTerms.due(within, anchor, more, NaiveTerms.joined(stands), time, () => when)
  if (wanted === NaiveTerms.UNKNOWN) return null
  const { due } = Office.derive(within, anchor, { time, stands, values: { when }, extra: more.map((by) => ({ by, who: "li", reason: "", at: anchor })) })
  must(due === wanted, `I-9 term ${seed}: ${text(within)} and ${text(more)} from ${Office.told(anchor)}, stood ${text(stands.map(({ from, to }) => [Office.told(from), Office.told(to)]))}, ${text(time)}: due ${Office.told(due)}, by the wall calendar ${Office.told(wanted)}`)
  return true
}
