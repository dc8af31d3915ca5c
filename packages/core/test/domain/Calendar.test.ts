import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Day from "@frontdesk/core/domain/Day"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import { instant, sources, spec, told, zone } from "../case/Office.ts"

const office = Calendar.make(spec, zone, sources)

describe("cn-state-council", () => {
  it("knows the holidays and make-up days of 2026", () => {
    const { holidays, known, makeUpDays } = ChineseDays.days("2026-01-01", "2026-12-31")
    expect(known).toEqual({ from: "2026-01-01", to: "2026-12-31" })
    expect(holidays.filter((day) => day.startsWith("2026-10"))).toEqual(
      ["01", "02", "03", "04", "05", "06", "07"].map((day) => `2026-10-${day}`)
    )
    expect(makeUpDays).toEqual(["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
  })

  it("never says a word about a year it has no data for", () => {
    const far = ChineseDays.days("2026-06-01", "2199-12-31")
    expect(far.known.to < "2199").toBe(true)
    expect([...far.holidays, ...far.makeUpDays].every((day) => day <= far.known.to)).toBe(true)
    const beyond = ChineseDays.days("2190-01-01", "2199-12-31")
    expect(beyond.known.from > beyond.known.to).toBe(true)
    expect(ChineseDays.days("1990-01-01", "2004-01-01").known.from).toBe("2004-01-01")
  })
})

describe("a calendar", () => {
  it("is closed on holidays and works make-up days with the ordinary hours", () => {
    expect(Calendar.hours(office, "2026-10-01")).toEqual([])
    // Saturday's own hours are 09:00-12:00
    expect(Calendar.hours(office, "2026-10-17")).toEqual([[540, 720]])
    expect(Calendar.hours(office, "2026-10-10")).toEqual([[510, 720], [810, 1050]])
    expect(Calendar.hours(office, "2026-09-20")).toEqual([[510, 720], [810, 1050]])
  })

  it("the handbook's own days count more than the public ones", () => {
    const own = Calendar.make({ ...spec, alsoOpen: ["2026-10-02", "2026-03-08"], closed: ["2026-10-10", "2026-03-09"] }, zone, sources)
    expect(Calendar.hours(own, "2026-10-02")).toEqual([[510, 720], [810, 1050]])
    expect(Calendar.hours(own, "2026-03-08")).toEqual([[510, 720], [810, 1050]])
    expect([Calendar.hours(own, "2026-10-10"), Calendar.hours(own, "2026-03-09")]).toEqual([[], []])
  })

  it("knows only what both the handbook and the source cover; an unknown source covers nothing", () => {
    expect(Calendar.make({ ...spec, covered: { from: "2026-03-01", to: "2027-12-31" } }, zone, sources).covered).toEqual({
      from: "2026-03-01",
      to: "2026-12-31"
    })
    expect(Calendar.covers(Calendar.make({ ...spec, holidays: "moon" }, zone, sources), "2026-03-02")).toBe(false)
    expect(Calendar.covers(Calendar.make({ ...spec, holidays: "none" }, zone, {}), "2026-03-02")).toBe(true)
  })

  it("is open from the opening to just before the closing", () => {
    const at = (written: string) => Calendar.open(office, instant(written)).value
    expect(["08:29", "08:30", "12:00", "13:30", "17:30"].map((clock) => at(`2026-03-02 ${clock}`))).toEqual([
      false,
      true,
      false,
      true,
      false
    ])
  })

  it("finds openings and closings", () => {
    expect(told(Calendar.nextOpening(office, instant("2026-09-30 17:00")).value)).toBe("2026-10-08 08:30")
    expect(told(Calendar.nextOpening(office, instant("2026-03-02 08:30")).value)).toBe("2026-03-02 13:30")
    expect(told(Calendar.nextClosing(office, instant("2026-03-02 12:00")).value)).toBe("2026-03-02 17:30")
    expect(told(Calendar.closing(office, "2026-03-07"))).toBe("2026-03-07 12:00")
    expect(Calendar.opening(office, "2026-03-08")).toBe(null)
  })

  it("says which day it had to assume", () => {
    expect(Calendar.openDay(office, "2026-12-30", 1).assumed).toBe(null)
    expect(Calendar.openDay(office, "2026-12-30", 3)).toEqual({ value: "2027-01-02", assumed: "2027-01-01" })
    expect(Calendar.nextOpening(office, instant("2026-12-31 18:00")).assumed).toBe("2027-01-01")
    expect(Calendar.openDay(office, "2026-01-05", -2).assumed).toBe("2025-12-31")
  })

  it("that never opens says so instead of looking for ever", () => {
    const never = Calendar.make({ ...spec, week: [[], [], [], [], [], [], []], holidays: "none" }, zone, {})
    expect(Calendar.openDay(never, "2026-03-02", 1).value).toBe(null)
    expect(Calendar.nextOpening(never, 0).value).toBe(null)
    expect(Calendar.addOpenTime(never, 0, 1).value).toBe(null)
  })

  it("that is open around the clock counts every minute, over midnight too", () => {
    const always = Calendar.make({ ...spec, week: Array.from({ length: 7 }, () => [[0, 1440] as const]), holidays: "none" }, "Europe/Berlin", {})
    const from = Day.start("2026-03-28", "Europe/Berlin")
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), (n) => {
        expect(Calendar.addOpenTime(always, from, n * 60_000).value).toBe(from + n * 60_000)
      })
    )
  })

  it("open time and its addition are each other's inverse", () => {
    const instants = fc.integer({ min: 0, max: 300 * 1440 }).map((n) => instant("2026-01-05 00:00") + n * 60_000)
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 6000 }), (from, n) => {
        const to = Calendar.addOpenTime(office, from, n * 60_000).value ?? 0
        expect(Calendar.openTime(office, from, to).value).toBe(n * 60_000)
        const back = Calendar.subtractOpenTime(office, to, n * 60_000).value ?? 0
        expect(Calendar.openTime(office, back, to).value).toBe(n * 60_000)
      }),
      { numRuns: 300 }
    )
  })
})
