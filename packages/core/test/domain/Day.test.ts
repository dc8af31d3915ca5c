import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Day from "@frontdesk/core/domain/Day"

const iso = (at: number) => new Date(at).toISOString()

describe("civil days", () => {
  it("add and go back, over leap days and years", () => {
    expect(Day.add("2024-02-28", 1)).toBe("2024-02-29")
    expect(Day.add("2025-12-31", 1)).toBe("2026-01-01")
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), fc.integer({ min: -5000, max: 5000 }), (from, n) => {
        const day = Day.ofNumber(from)
        expect(Day.between(day, Day.add(day, n))).toBe(n)
        expect(Day.weekday(Day.add(day, 7))).toBe(Day.weekday(day))
        expect(Day.valid(day)).toBe(true)
      })
    )
  })

  it("months end on the last day there is (A-5)", () => {
    expect(Day.addMonths("2026-01-31", 1)).toBe("2026-02-28")
    expect(Day.addMonths("2026-03-31", -1)).toBe("2026-02-28")
    expect(Day.addMonths("2026-11-30", 3)).toBe("2027-02-28")
    expect(Day.addMonths("2026-12-15", 1)).toBe("2027-01-15")
  })

  it("Monday is 0", () => {
    expect([Day.weekday("2026-03-02"), Day.weekday("2026-03-08"), Day.weekday("1969-12-31")]).toEqual([0, 6, 2])
  })

  it("spans begin and end", () => {
    expect(Day.firstOf("2026-03-05", "week")).toBe("2026-03-02")
    expect(Day.lastOf("2026-03-05", "week")).toBe("2026-03-08")
    expect(Day.lastOf("2026-02-05", "month")).toBe("2026-02-28")
    expect(Day.firstOf("2026-05-05", "quarter")).toBe("2026-04-01")
    expect(Day.lastOf("2026-11-05", "quarter")).toBe("2026-12-31")
    expect(Day.lastOf("2026-11-05", "year")).toBe("2026-12-31")
  })

  it("knows what is no day, and stops at the end of years instead of failing", () => {
    expect(["2026-02-30", "2026-13-01", "26-01-01", "0000-01-01", ""].map(Day.valid)).toEqual(Array(5).fill(false))
    expect(Day.add("9999-12-31", 10)).toBe("9999-12-31")
    expect(Day.addMonths("2026-01-01", 1e9)).toBe("9999-12-31")
    expect(Day.of(1e300, "Asia/Shanghai")).toBe("9999-12-31")
    expect(Day.of(Number.NaN, "Asia/Shanghai")).toBe("0001-01-01")
  })
})

describe("days on the clock", () => {
  it("begin at midnight of their zone", () => {
    expect(iso(Day.start("2026-03-02", "Asia/Shanghai"))).toBe("2026-03-01T16:00:00.000Z")
    expect(Day.of(Date.UTC(2026, 2, 1, 15, 59, 59, 999), "Asia/Shanghai")).toBe("2026-03-01")
    expect(Day.of(Date.UTC(2026, 2, 1, 16), "Asia/Shanghai")).toBe("2026-03-02")
    expect(Day.closedBy(Date.UTC(2026, 2, 1, 16), "Asia/Shanghai")).toBe("2026-03-01")
  })

  it("have 23 and 25 hours in Berlin", () => {
    const hours = (day: string) => (Day.end(day, "Europe/Berlin") - Day.start(day, "Europe/Berlin")) / 3_600_000
    expect([hours("2026-03-29"), hours("2026-03-30"), hours("2026-10-25")]).toEqual([23, 24, 25])
    // 02:30 does not exist: the instant the clocks jump; twice in October: the first
    expect(iso(Day.at("2026-03-29", 150, "Europe/Berlin"))).toBe("2026-03-29T01:00:00.000Z")
    expect(iso(Day.at("2026-10-25", 150, "Europe/Berlin"))).toBe("2026-10-25T00:30:00.000Z")
    // no midnight at all
    expect(iso(Day.start("2018-11-04", "America/Sao_Paulo"))).toBe("2018-11-04T03:00:00.000Z")
  })

  it.each(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo"])(
    "agree with Intl in %s",
    (zone) => {
      const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" })
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(1995, 0), max: Date.UTC(2035, 0) }), (at) => {
          const [day = "", clock = ""] = format.format(at).split(" ")
          expect(Day.of(at, zone)).toBe(day)
          const [hours = 0, minutes = 0] = clock.split(":").map(Number)
          expect(Math.floor(Day.minutes(at, zone))).toBe(hours * 60 + minutes)
          expect(Day.start(day, zone)).toBeLessThanOrEqual(at)
          expect(Day.end(day, zone)).toBeGreaterThan(at)
          expect(Day.of(Day.start(day, zone), zone)).toBe(day)
          expect(Day.of(Day.start(day, zone) - 1, zone)).toBe(Day.add(day, -1))
        }),
        { numRuns: 300 }
      )
    }
  )
})
