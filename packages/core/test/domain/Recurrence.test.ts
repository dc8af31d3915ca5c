import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Day from "@frontdesk/core/domain/Day"
import * as Recurrence from "@frontdesk/core/domain/Recurrence"
import type { Covers, Ground } from "@frontdesk/core/domain/Recurrence"
import { sources, spec, zone } from "../case/Office.ts"

type Every = Recurrence.Recurrence

const office = Calendar.make(spec, zone, sources)
const ground: Ground = { zone, calendars: { edition: 1, byName: { [spec.name]: office } } }
const newYork: Ground = { zone: "America/New_York", calendars: { edition: 1, byName: {} } }

const instant = (text: string, where = zone): number => {
  const [day = "", time = "00:00"] = text.split(" ")
  return Day.at(day, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), where)
}
const wall = (at: number, where = zone): string => {
  const minutes = Day.minutes(at, where)
  return `${Day.of(at, where)} ${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
}

/** The next times after an instant, as people write them. */
const coming = (every: Every, after: string, n: number, where = ground): ReadonlyArray<string> => {
  const found: Array<string> = []
  let at = instant(after, where.zone)
  while (found.length < n) {
    const one = Recurrence.next(every, at, where)
    if (one === null) break
    found.push(`${one.period} ${wall(one.at, where.zone)}`)
    at = one.at
  }
  return found
}

const at = (...times: ReadonlyArray<string>) => ({ at: times })

describe("the next times after Friday 2026-02-27 09:00", () => {
  const rows: ReadonlyArray<readonly [string, Every, ReadonlyArray<string>]> = [
    ["day", { every: "day", ...at() }, ["2026-02-28 2026-02-28 00:00", "2026-03-01 2026-03-01 00:00"]],
    ["day at 18:00", { every: "day", ...at("18:00") }, ["2026-02-27 2026-02-27 18:00", "2026-02-28 2026-02-28 18:00"]],
    ["day at 09:00: that one is over", { every: "day", ...at("09:00") }, ["2026-02-28 2026-02-28 09:00"]],
    [
      "day at 17:00 and 09:30",
      { every: "day", ...at("17:00", "09:30") },
      ["2026-02-27T09:30 2026-02-27 09:30", "2026-02-27T17:00 2026-02-27 17:00", "2026-02-28T09:30 2026-02-28 09:30"]
    ],
    ["day at 24:00 keeps its day", { every: "day", ...at("24:00") }, ["2026-02-27 2026-02-28 00:00", "2026-02-28 2026-03-01 00:00"]],
    [
      "working day: the Saturday is a make-up day, the Sunday is not",
      { every: "working-day", calendar: spec.name, ...at("09:00") },
      ["2026-02-28 2026-02-28 09:00", "2026-03-02 2026-03-02 09:00"]
    ],
    ["Monday", { every: "weekday", weekday: 0, ...at() }, ["2026-W10 2026-03-02 00:00", "2026-W11 2026-03-09 00:00"]],
    ["Friday at 09:30", { every: "weekday", weekday: 4, ...at("09:30") }, ["2026-W09 2026-02-27 09:30", "2026-W10 2026-03-06 09:30"]],
    ["week", { every: "week" }, ["2026-W10 2026-03-02 00:00"]],
    ["2 times a week", { every: "times", times: 2, span: "week" }, ["2026-W10 2026-03-02 00:00"]],
    ["month", { every: "month" }, ["2026-03 2026-03-01 00:00", "2026-04 2026-04-01 00:00"]],
    ["month on day 27: that one is over", { every: "month", day: 27 }, ["2026-03 2026-03-27 00:00"]],
    ["month on day 31", { every: "month", day: 31 }, ["2026-02 2026-02-28 00:00", "2026-03 2026-03-31 00:00", "2026-04 2026-04-30 00:00"]],
    ["month on last day", { every: "month", day: "last" }, ["2026-02 2026-02-28 00:00", "2026-03 2026-03-31 00:00"]],
    ["quarter", { every: "quarter" }, ["2026-Q2 2026-04-01 00:00", "2026-Q3 2026-07-01 00:00"]],
    ["quarter on last day", { every: "quarter", day: "last" }, ["2026-Q1 2026-03-31 00:00", "2026-Q2 2026-06-30 00:00"]],
    ["year", { every: "year" }, ["2027 2027-01-01 00:00"]],
    ["year on April 5", { every: "year", on: { month: 4, day: 5 } }, ["2026 2026-04-05 00:00", "2027 2027-04-05 00:00"]],
    ["year on February 29", { every: "year", on: { month: 2, day: 29 } }, ["2026 2026-02-28 00:00", "2027 2027-02-28 00:00", "2028 2028-02-29 00:00"]]
  ]
  it.each(rows)("%s", (_, every, expected) => {
    expect(coming(every, "2026-02-27 09:00", expected.length)).toEqual(expected)
  })
})

it("passes over Golden Week on working days, and says when a holiday may still come", () => {
  const every: Every = { every: "working-day", calendar: spec.name, at: ["09:00"] }
  expect(coming(every, "2026-09-30 12:00", 2)).toEqual(["2026-10-08 2026-10-08 09:00", "2026-10-09 2026-10-09 09:00"])
  expect(Recurrence.next(every, instant("2026-09-30 12:00"), ground)?.provisional).toBe(false)
  const beyond = Day.add(office.covered.to, 1)
  expect(Recurrence.next(every, Day.end(beyond, zone), ground)?.provisional).toBe(true)
})

it("the weeks of a year belong to the year of their Thursday", () => {
  expect(["2026-01-01", "2027-01-01", "2027-01-04", "2024-12-30"].map((day) => Recurrence.period(day, "week"))).toEqual([
    "2026-W01",
    "2026-W53",
    "2027-W01",
    "2025-W01"
  ])
})

describe("where the clocks change", () => {
  it("a time that the clocks skip is the instant they jump", () => {
    expect(coming({ every: "day", at: ["02:30"] }, "2026-03-07 03:00", 2, newYork)).toEqual([
      "2026-03-08 2026-03-08 03:00",
      "2026-03-09 2026-03-09 02:30"
    ])
  })
  it("a time that comes twice is there once", () => {
    expect(coming({ every: "day", at: ["01:30"] }, "2026-10-31 02:00", 2, newYork)).toEqual([
      "2026-11-01 2026-11-01 01:30",
      "2026-11-02 2026-11-02 01:30"
    ])
  })
})

describe("what is covered on Monday 2026-03-09", () => {
  const rows: ReadonlyArray<readonly [Covers["which"], Covers["of"], string, string]> = [
    ["this", "day", "2026-03-09", "2026-03-09"],
    ["last", "day", "2026-03-08", "2026-03-08"],
    ["last", "week", "2026-03-02", "2026-03-08"],
    ["this", "week", "2026-03-09", "2026-03-15"],
    ["this", "month", "2026-03-01", "2026-03-31"],
    ["last", "month", "2026-02-01", "2026-02-28"],
    ["this", "quarter", "2026-01-01", "2026-03-31"],
    ["last", "quarter", "2025-10-01", "2025-12-31"],
    ["next", "year", "2027-01-01", "2027-12-31"]
  ]
  it.each(rows)("%s %s", (which, of, start, end) => {
    expect(Recurrence.covered({ which, of }, "2026-03-09")).toEqual({ start, end })
  })
})

describe("laws", () => {
  const span = fc.constantFrom("day" as const, "week" as const, "month" as const, "quarter" as const, "year" as const)
  const time = fc.integer({ min: 0, max: 1440 }).map((n) => `${String(Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}`)
  const times = fc.uniqueArray(time, { maxLength: 3 })
  const every: fc.Arbitrary<Every> = fc.oneof(
    times.map((list): Every => ({ every: "day", at: list })),
    times.map((list): Every => ({ every: "working-day", calendar: spec.name, at: list })),
    fc.tuple(fc.integer({ min: 0, max: 6 }), times).map(([weekday, list]): Every => ({ every: "weekday", weekday, at: list })),
    fc.tuple(fc.integer({ min: 1, max: 5 }), span).map(([n, of]): Every => ({ every: "times", times: n, span: of })),
    fc.constantFrom<Every>({ every: "week" }, { every: "quarter" }, { every: "quarter", day: "last" }, { every: "month", day: "last" }),
    fc.integer({ min: 1, max: 31 }).map((day): Every => ({ every: "month", day })),
    fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 })).map(([month, day]): Every => ({ every: "year", on: { month, day } }))
  )
  const begin = fc.integer({ min: instant("2026-01-01"), max: instant("2027-12-31") })

  it("times grow, no name comes twice, and none is left out for who looks between", () => {
    fc.assert(
      fc.property(every, begin, fc.double({ min: 0, max: 1, noNaN: true }), (of, from, part) => {
        const seen = new Set<string>()
        let before = from
        for (let n = 0; n < 12; n++) {
          const one = Recurrence.next(of, before, ground)
          if (one === null) return
          expect(one.at).toBeGreaterThan(before)
          expect(seen.has(one.period)).toBe(false)
          seen.add(one.period)
          const between = Math.floor(before + (one.at - before - 1) * part)
          expect(Recurrence.next(of, between, ground)).toEqual(one)
          before = one.at
        }
      }),
      { numRuns: 300 }
    )
  })

  it("the last before an instant is the one after which the next is not before it", () => {
    fc.assert(
      fc.property(every, begin, fc.integer({ min: 1, max: 60 * 86_400_000 }), (of, from, length) => {
        const found = Recurrence.last(of, from, from + length, ground)
        const next = Recurrence.next(of, found?.at ?? from, ground)
        expect(next === null || next.at >= from + length).toBe(true)
        expect(found === null || found.at < from + length).toBe(true)
      }),
      { numRuns: 200 }
    )
  })
})
