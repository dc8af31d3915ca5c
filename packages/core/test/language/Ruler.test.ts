/** What the checks say of a term and what the case engine says of it: the same, or nothing. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import type { Deadline, Edge } from "@frontdesk/core/domain/Deadline"
import type { Instant, TimeConventions, Unit } from "@frontdesk/core/domain/Time"
import { rulers } from "@frontdesk/core/language/check/Ruler"
import type { Handbook } from "@frontdesk/core/language/model/Handbook"
import * as Day from "@frontdesk/core/domain/Day"
import { derive, field, sources, spec, term, time, told, weekdays } from "../case/Office.ts"

const anyTime = (zone: string): fc.Arbitrary<TimeConventions> =>
  fc.record({
    zone: fc.constant(zone),
    calendar: fc.constantFrom("office", "weekdays"),
    dayEnds: fc.constantFrom("midnight" as const, "closing" as const),
    afterClosing: fc.constantFrom("same-day" as const, "next-opening-day" as const),
    holidays: fc.constantFrom("stay" as const, "next-working-day" as const),
    remindAt: fc.constant(time.remindAt)
  })

const deadline: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ n: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom<Unit>("minute", "hour", "working-hour", "working-day", "calendar-day", "exact-day", "week", "month", "year") }).chain(
    ({ n, unit }) =>
      fc.constantFrom<Deadline>(
        { kind: "after", term: { term: term(n, unit) }, anchors: [{ from: "intake" }] },
        { kind: "before", term: { term: term(n, unit) }, moment: { moment: "value", value: field("at"), type: "date-time" } }
      )
  ),
  fc.constant<Deadline>({ kind: "same-day", anchors: [{ from: "intake" }] }),
  fc
    .oneof(
      fc.record({ edge: fc.constantFrom("end" as const, "start" as const), span: fc.constantFrom("day" as const, "week" as const, "month" as const, "quarter" as const, "year" as const) }),
      fc.record({ edge: fc.constant("day-of-month" as const), day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({ edge: fc.constantFrom("next-opening" as const, "next-closing" as const), calendar: fc.constantFrom("office", "weekdays") })
    )
    .map((at: Edge): Deadline => ({ kind: "edge", at, anchors: [{ from: "intake" }] }))
)

const minute = 60_000
const begin = Date.UTC(2025, 11, 20)

describe.each(["Asia/Shanghai", "Europe/Berlin", "America/New_York"])("terms laid on the calendars of 2026 in %s", (zone) => {
  const calendars = Calendar.makeAll([spec, weekdays], zone, sources, 1)
  const handbookOf = (conventions: TimeConventions) =>
    ({
      time: conventions,
      calendars: { complete: true, entries: new Map([spec, weekdays].map((it) => [it.name, { value: it }])) }
    }) as unknown as Handbook

  it("end where the engine ends them, or nobody knows yet", () => {
    let known = 0
    let unknown = 0
    const instants = fc.integer({ min: 0, max: 390 * 1440 }).map((n): Instant => begin + n * minute)
    fc.assert(
      fc.property(anyTime(zone), deadline, instants, (conventions, of, at) => {
        const ruler = rulers((name) => (name === "cn-state-council" ? sources["cn-state-council"] : undefined))(handbookOf(conventions))!
        const engine = derive(of, at, { calendars, time: conventions, values: { at } })
        const found =
          of.kind === "after" && "term" in of.term
            ? ruler.after(at, of.term.term)
            : of.kind === "before" && "term" in of.term
              ? ruler.before(at, Day.closedBy(at, zone), of.term.term)
              : of.kind === "same-day"
                ? ruler.sameDay(at)
                : of.kind === "edge"
                  ? ruler.edge(at, of.at)
                  : undefined
        if (found === undefined) {
          // the engine assumed a day too, or stood at the edge of what is known
          unknown++
          return engine.provisional || at < Date.UTC(2026, 0, 3)
        }
        known++
        expect(told(found, zone)).toBe(told(engine.due, zone))
        return !engine.provisional
      }),
      { numRuns: 1500 }
    )
    expect(known).toBeGreaterThan(unknown)
  })

  it("a calendar whose source nobody has is not guessed", () => {
    const ruler = rulers(() => undefined)(handbookOf({ ...time, zone }))!
    expect(ruler.after(Date.UTC(2026, 2, 2), term(1, "working-day"))).toBe(undefined)
    expect(ruler.after(Date.UTC(2026, 2, 2), term(1, "calendar-day"))).toBeDefined()
    expect(ruler.days.length).toBeGreaterThan(200)
  })
})
