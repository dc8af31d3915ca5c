/**
 * The laws of the fold against slow references that share nothing with it but the calendar's raw hours: days are walked
 * one by one, time minute by minute.
 */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Day from "@frontdesk/core/domain/Day"
import type { Deadline } from "@frontdesk/core/domain/Deadline"
import type { Instant, LocalDate, Unit } from "@frontdesk/core/domain/Time"
import { after, calendars, derive, instant, sources, spec, told, weekdays, zone } from "./Office.ts"

const minute = 60_000
type Stands = ReadonlyArray<{ readonly from: Instant; readonly to: Instant | null }>
const runs = { numRuns: 400 }

const first = instant("2026-02-01 00:00")
const anchors = fc.integer({ min: 0, max: 250 * 24 * 60 }).map((n) => first + n * minute)
/** One to three stands in the three weeks after an anchor, on whole minutes, often on the stroke of a day. */
const standsAfter = (anchor: Instant) =>
  fc
    .array(
      fc.tuple(fc.integer({ min: -2000, max: 30_000 }), fc.oneof(fc.integer({ min: 0, max: 6000 }), fc.constant(0)), fc.boolean()),
      { maxLength: 3 }
    )
    .map((all): Stands =>
      all.map(([begin, length, midnight]) => {
        const raw = anchor + begin * minute
        const from = midnight ? Day.start(Day.of(raw, zone), zone) : raw
        return { from, to: from + length * minute }
      })
    )
const cases = anchors.chain((anchor) => fc.tuple(fc.constant(anchor), standsAfter(anchor)))
const units = fc.constantFrom<Unit>("minute", "hour", "working-hour", "calendar-day", "working-day", "exact-day", "week", "month")
const terms = fc.record({ n: fc.integer({ min: 1, max: 12 }), unit: units })

const found = (deadline: Deadline, anchor: Instant, stands: Stands): Instant => {
  const { due } = derive(deadline, anchor, { stands })
  if (due === null) throw new Error("stands")
  return due
}
const stood = (at: Instant, stands: Stands) => stands.some(({ from, to }) => from <= at && (to === null || at < to))

/** Days: walk to the first end of day at which enough counted days are behind, and the clock runs. */
const slowDays = (
  n: number,
  anchor: Instant,
  stands: Stands,
  begin: (day: LocalDate) => Instant | null,
  end: (day: LocalDate) => Instant,
  left: (at: Instant) => boolean
): Instant => {
  const own = Day.of(anchor, zone)
  let counted = 0
  for (let day = Day.add(own, 1); ; day = Day.add(day, 1)) {
    const begins = begin(day)
    if (begins === null) continue
    if (!stood(begins, stands)) counted++
    if (counted < n) continue
    const at = end(day)
    // it stands at its very end, or nothing is left of that day: on to the day on which it is resumed
    if (!stood(at, stands) && left(at)) return at
  }
}

/** Exact time: one minute after another, those it stood left out, closed ones too. */
const slowMinutes = (minutes: number, anchor: Instant, stands: Stands, open: (at: Instant) => boolean): Instant => {
  let at = anchor
  let left = minutes
  while (left > 0) {
    if (open(at) && !stood(at, stands)) left--
    at += minute
  }
  while (stood(at, stands)) at += minute
  return at
}

describe("equal to an independent reference", () => {
  it("calendar days, walked day by day", () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 15 }), ([anchor, stands], n) => {
        // resumed on the stroke of midnight it is resumed on the new day
        const left = (at: Instant) => !stands.some(({ from, to }) => from < at && to === at)
        const slow = slowDays(n, anchor, stands, (day) => Day.start(day, zone), (day) => Day.end(day, zone), left)
        expect(told(found(after(n, "calendar-day"), anchor, stands))).toBe(told(slow))
      }),
      runs
    )
  })

  it("working days over the real holidays of 2026, walked day by day", () => {
    const office = calendars.byName["weekdays"]!
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 10 }), ([anchor, stands], n) => {
        const hours = (day: LocalDate) => Calendar.hours(office, day)
        const slow = slowDays(
          n,
          anchor,
          stands,
          (day) => (hours(day).length === 0 ? null : Day.start(day, zone) + hours(day)[0]![0] * minute),
          (day) => Day.start(day, zone) + hours(day).at(-1)![1] * minute,
          () => true
        )
        const fast = found(after(n, "working-day"), anchor, stands)
        // resumed after closing, the rest of the day is the next open one: the walk has met it already
        expect(told(fast)).toBe(told(slow))
      }),
      runs
    )
  })

  it("hours and working hours, minute by minute", () => {
    const office = calendars.byName["weekdays"]!
    const opens = (at: Instant) => {
      const day = Day.of(at, zone)
      const minutes = (at - Day.start(day, zone)) / minute
      return Calendar.hours(office, day).some(([from, to]) => from <= minutes && minutes < to)
    }
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 30 }), ([anchor, stands], n) => {
        expect(told(found(after(n, "hour"), anchor, stands))).toBe(told(slowMinutes(n * 60, anchor, stands, () => true)))
      }),
      { numRuns: 150 }
    )
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 12 }), ([anchor, stands], n) => {
        const fast = found(after(n, "working-hour"), anchor, stands)
        const slow = slowMinutes(n * 60, anchor, stands, opens)
        // stood over the very due and resumed while closed: the due is the next opening
        const settled = opens(slow) || opens(slow - minute) ? slow : (Calendar.nextOpening(office, slow).value ?? slow)
        expect(told(fast)).toBe(told(settled))
      }),
      { numRuns: 100 }
    )
  })
})

describe("laws of a pause", () => {
  const law = (check: (deadline: Deadline, anchor: Instant, stands: Stands) => void) =>
    fc.assert(fc.property(cases, terms, ([anchor, stands], { n, unit }) => check(after(n, unit), anchor, stands)), runs)

  it("never makes a due earlier", () =>
    law((deadline, anchor, stands) => {
      expect(found(deadline, anchor, stands)).toBeGreaterThanOrEqual(found(deadline, anchor, []))
    }))

  it("a longer pause never gives less", () =>
    law((deadline, anchor, stands) => {
      const longer = stands.map(({ from, to }) => ({ from, to: (to ?? from) + 90 * minute }))
      expect(found(deadline, anchor, longer)).toBeGreaterThanOrEqual(found(deadline, anchor, stands))
    }))

  it("split in two it gives the same", () =>
    law((deadline, anchor, stands) => {
      const split = stands.flatMap(({ from, to }) => {
        const middle = from + Math.floor(((to ?? from) - from) / 2)
        return [{ from: middle, to }, { from, to: middle }]
      })
      expect(found(deadline, anchor, split)).toBe(found(deadline, anchor, stands))
    }))

  it("of no length it is nothing", () =>
    law((deadline, anchor) => {
      const due = found(deadline, anchor, [])
      const nothing = [anchor, due, due - minute, due - 24 * 60 * minute].map((at) => ({ from: at, to: at }))
      expect(found(deadline, anchor, nothing)).toBe(due)
    }))
})

describe("laws of terms", () => {
  it("a longer term is never due earlier, a later anchor neither", () =>
    fc.assert(
      fc.property(cases, terms, fc.integer({ min: 0, max: 3000 }), ([anchor, stands], { n, unit }, later) => {
        const due = found(after(n, unit), anchor, stands)
        expect(found(after(n + 1, unit), anchor, stands)).toBeGreaterThanOrEqual(due)
        expect(found(after(n, unit), anchor + later * minute, [])).toBeGreaterThanOrEqual(found(after(n, unit), anchor, []))
      }),
      runs
    ))

  it("hours and working hours add up", () =>
    fc.assert(
      fc.property(anchors, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (anchor, a, b) => {
        for (const unit of ["hour", "working-hour"] as const) {
          expect(found(after(b, unit), found(after(a, unit), anchor, []), [])).toBe(found(after(a + b, unit), anchor, []))
        }
      }),
      runs
    ))

  it("working units never end in closed time", () =>
    fc.assert(
      fc.property(cases, fc.integer({ min: 1, max: 20 }), ([anchor, stands], n) => {
        const office = calendars.byName["weekdays"]!
        for (const unit of ["working-hour", "working-day"] as const) {
          const due = found(after(n, unit), anchor, stands)
          expect(Calendar.open(office, due).value || Calendar.open(office, due - 1).value).toBe(true)
        }
      }),
      runs
    ))
})

describe("a zone whose clocks change (Europe/Berlin)", () => {
  const berlin = Calendar.makeAll(
    [{ ...spec, holidays: "none" }, { ...weekdays, holidays: "none" }],
    "Europe/Berlin",
    sources,
    1
  )
  const at = (deadline: Deadline, from: string) => {
    const given = { calendars: berlin, time: { zone: "Europe/Berlin" } }
    return told(derive(deadline, instant(from, "Europe/Berlin"), given).due, "Europe/Berlin")
  }

  it("days are days and hours are hours when the night has 23 or 25 of them", () => {
    expect(at(after(1, "calendar-day"), "2026-03-28 10:00")).toBe("2026-03-29 24:00")
    expect(at(after(24, "hour"), "2026-03-28 10:00")).toBe("2026-03-29 11:00")
    expect(at(after(1, "exact-day"), "2026-10-24 10:00")).toBe("2026-10-25 09:00")
    expect(at(after(1, "calendar-day"), "2026-10-24 10:00")).toBe("2026-10-25 24:00")
    expect(at(after(1, "working-day"), "2026-03-27 10:00")).toBe("2026-03-30 17:30")
    expect(at(after(7, "working-hour", { from: "intake" }), "2026-03-27 10:00")).toBe("2026-03-30 09:30")
  })
})
