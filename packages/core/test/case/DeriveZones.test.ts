/**
 * Terms where the clocks change: against references that walk from one minute to the next and only ask `Intl` what the
 * wall clock shows. They share nothing with the engine: their own hours, their own holidays.
 */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import type { Deadline } from "@frontdesk/core/domain/Deadline"
import type { Instant, Unit } from "@frontdesk/core/domain/Time"
import { after, derive, field, instant, term, told, weekdays } from "./Office.ts"

const minute = 60_000
const closed = ["2026-03-09", "2026-03-30", "2026-10-26", "2026-11-02"]
const worked = ["2026-03-28", "2026-03-29", "2026-10-25", "2026-11-01", "2026-03-08"]

/** What hangs on the wall, by `Intl` alone. */
const wallOf = (zone: string) => {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
  const known = new Map<number, readonly [string, number]>()
  return (at: Instant): readonly [day: string, minutes: number] => {
    const whole = Math.floor(at / minute)
    const before = known.get(whole)
    if (before !== undefined) return before
    const [day = "", clock = ""] = format.format(whole * minute).split(" ")
    const [hours = 0, minutes = 0] = clock.split(":").map(Number)
    const found = [day, hours * 60 + minutes] as const
    known.set(whole, found)
    return found
  }
}

const opensOn = (day: string): boolean => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return worked.includes(day) || (!closed.includes(day) && weekday >= 1 && weekday <= 5)
}

/** By night too, up to the hour that comes twice (of a closing within it the first is meant: `Day.at`). */
const hours: ReadonlyArray<readonly [number, number]> = [[0, 60], [510, 720], [810, 1050]]

describe.each(["Europe/Berlin", "America/New_York", "Asia/Shanghai"])("in %s", (zone) => {
  const wall = wallOf(zone)
  const spec = { ...weekdays, week: weekdays.week.map((day) => (day.length === 0 ? [] : hours)), holidays: "own", name: "weekdays" }
  const calendars = Calendar.makeAll(
    [spec],
    zone,
    { own: { known: { from: "2026-01-01", to: "2026-12-31" }, holidays: closed, makeUpDays: worked } },
    1
  )
  const due = (deadline: Deadline, at: Instant, values = {}) => {
    const found = derive(deadline, at, { calendars, time: { zone }, values }).due
    if (found === null) throw new Error("no due")
    return found
  }
  const open = (at: Instant): boolean => {
    const [day, minutes] = wall(at)
    return opensOn(day) && hours.some(([from, to]) => from <= minutes && minutes < to)
  }
  /** minutes of a year, most of them within days of a night on which the clocks change */
  const anchors = fc
    .oneof(
      ...["2026-03-29", "2026-10-25", "2026-03-08", "2026-11-01"].map((day) =>
        fc.integer({ min: -4 * 1440, max: 3 * 1440 }).map((n) => Date.parse(`${day}T00:00:00Z`) + n * minute)
      ),
      fc.integer({ min: 20 * 1440, max: 330 * 1440 }).map((n) => Date.parse("2026-01-01T00:00:00Z") + n * minute)
    )
  const n = fc.integer({ min: 1, max: 9 })
  const each = (check: (at: Instant, n: number) => void) => fc.assert(fc.property(anchors, n, check), { numRuns: 120 })
  const say = (at: Instant) => told(at, zone)

  /** The next instant at which another day begins. */
  const midnight = (at: Instant): Instant => {
    const [day] = wall(at)
    let next = at - (at % (15 * minute)) + 15 * minute
    while (wall(next)[0] === day) next += 15 * minute
    return next
  }

  it("calendar days end when the wall clock's day ends, after n more days", () =>
    each((at, n) => {
      let end = midnight(at)
      for (let i = 0; i < n; i++) end = midnight(end)
      expect(say(due(after(n, "calendar-day"), at))).toBe(say(end))
    }))

  it("hours and exact days are so many minutes, whatever the wall clock does", () =>
    each((at, n) => {
      expect(due(after(n, "hour"), at)).toBe(at + n * 60 * minute)
      expect(due(after(n, "exact-day"), at)).toBe(at + n * 1440 * minute)
    }))

  it("working hours, one open minute after another", () =>
    each((at, n) => {
      let [end, left] = [at, n * 60]
      while (left > 0) {
        if (open(end)) left--
        end += minute
      }
      expect(say(due(after(n, "working-hour"), at))).toBe(say(end))
    }))

  it("working days end at the closing of the nth open day after", () =>
    each((at, n) => {
      let [day, left] = [midnight(at), n]
      while (!opensOn(wall(day)[0]) || --left > 0) day = midnight(day)
      let close = day
      for (let one = day, end = midnight(day); one < end; one += minute) if (open(one)) close = one + minute
      expect(say(due(after(n, "working-day"), at))).toBe(say(close))
    }))

  it("back from a moment: days to the end of that day, hours exactly, working hours only while it is open", () =>
    each((at, n) => {
      const before = (unit: Unit): Deadline => ({
        kind: "before",
        term: { term: term(n, unit) },
        moment: { moment: "value", value: field("event"), type: "date-time" }
      })
      const given = { event: at }
      // the day a moment on the stroke of midnight closes
      const [day] = wall(at - 1)
      const wanted = new Date(Date.parse(`${day}T00:00:00Z`) - n * 1440 * minute).toISOString().slice(0, 10)
      expect(say(due(before("calendar-day"), at, given))).toBe(`${wanted} 24:00`)
      expect(due(before("hour"), at, given)).toBe(at - n * 60 * minute)
      let [start, left] = [at, n * 60]
      while (left > 0) {
        start -= minute
        if (open(start)) left--
      }
      expect(say(due(before("working-hour"), at, given))).toBe(say(start))
    }))

  it("a later anchor and a longer term are never due earlier; working units never end in closed time", () =>
    fc.assert(
      fc.property(anchors, n, fc.integer({ min: 0, max: 3000 }), fc.constantFrom<Unit>("minute", "hour", "working-hour", "calendar-day", "working-day", "exact-day", "week", "month"), (at, n, later, unit) => {
        const end = due(after(n, unit), at)
        expect(due(after(n + 1, unit), at)).toBeGreaterThanOrEqual(end)
        expect(due(after(n, unit), at + later * minute)).toBeGreaterThanOrEqual(end)
        if (unit === "working-hour" || unit === "working-day") expect(open(end) || open(end - minute)).toBe(true)
      }),
      { numRuns: 300 }
    ))
})

/** Engine §3.2 to §3.4, each as it is written there. Monday is 2026-03-02. */
describe("the worked examples of the engine's page", () => {
  const three = after(3, "calendar-day")
  const found = (deadline: Deadline, from: string, ...stands: ReadonlyArray<readonly [string, string]>) =>
    told(derive(deadline, instant(from), { stands: stands.map(([from, to]) => ({ from: instant(from), to: instant(to) })) }).due)

  it("3 calendar days from Monday, stood Tuesday 15:00 to 17:00: Thursday 24:00, unchanged", () => {
    expect(found(three, "2026-03-02 10:00", ["2026-03-03 15:00", "2026-03-03 17:00"])).toBe("2026-03-05 24:00")
  })
  it("stood Tuesday 15:00 to Wednesday 11:00: Friday", () => {
    expect(found(three, "2026-03-02 10:00", ["2026-03-03 15:00", "2026-03-04 11:00"])).toBe("2026-03-06 24:00")
  })
  it("stood Tuesday 15:00 to Wednesday 23:00 gives a day back too", () => {
    expect(found(three, "2026-03-02 10:00", ["2026-03-03 15:00", "2026-03-04 23:00"])).toBe("2026-03-06 24:00")
  })
  it("the known abuse: two minutes over midnight give a day", () => {
    expect(found(three, "2026-03-02 10:00", ["2026-03-03 23:59", "2026-03-04 00:01"])).toBe("2026-03-06 24:00")
  })
  it("over Golden Week working days lose nothing; resumed before opening that day counts, after it does not", () => {
    const working = after(3, "working-day")
    expect(found(working, "2026-09-29 10:00")).toBe("2026-10-09 17:30")
    expect(found(working, "2026-09-29 10:00", ["2026-10-01 09:00", "2026-10-07 18:00"])).toBe("2026-10-09 17:30")
    expect(found(working, "2026-09-29 10:00", ["2026-10-01 09:00", "2026-10-08 08:29"])).toBe("2026-10-09 17:30")
    expect(found(working, "2026-09-29 10:00", ["2026-10-01 09:00", "2026-10-08 08:31"])).toBe("2026-10-10 17:30")
  })
  it("a pause before an anchor's clock was armed applies to it: a change of tier keeps what the case stood", () => {
    const minor: Deadline = after(2, "calendar-day", { from: "intake" })
    const major: Deadline = after(10, "calendar-day", { from: "intake" })
    const stood = ["2026-03-03 09:00", "2026-03-05 09:00"] as const
    expect(found(minor, "2026-03-02 10:00", stood)).toBe("2026-03-06 24:00")
    expect(found(major, "2026-03-02 10:00", stood)).toBe("2026-03-14 24:00")
  })
  it("an extension comes after the pauses before it, and later pauses apply to what it gave", () => {
    const extra = [{ by: term(3, "calendar-day"), who: "head", reason: "", at: 0 }]
    const stands = [["2026-03-03 15:00", "2026-03-04 11:00"], ["2026-03-08 22:00", "2026-03-09 02:00"]].map(([from = "", to = ""]) => ({
      from: instant(from),
      to: instant(to)
    }))
    const at = (all: typeof stands) => told(derive(three, instant("2026-03-02 10:00"), { stands: all, extra }).due)
    expect([at([]), at(stands.slice(0, 1)), at(stands)]).toEqual(["2026-03-08 24:00", "2026-03-09 24:00", "2026-03-10 24:00"])
  })
})
