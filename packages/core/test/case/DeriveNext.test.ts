import { describe, expect, it } from "vitest"
import type { Reminder } from "@frontdesk/core/domain/Deadline"
import type { Unit } from "@frontdesk/core/domain/Time"
import * as Derive from "@frontdesk/core/case/Derive"
import { after, calendars, derive, instant, stand, term, time, told } from "./Office.ts"
import type { Given } from "./Office.ts"

const tell = { tell: { mode: "any", of: [], not: [] }, message: "chase" } as const
const before = (n: number, unit: Unit, during?: string): Reminder => ({
  at: { when: "before", term: term(n, unit) },
  ...tell,
  ...(during === undefined ? {} : { during })
})
const atDue: Reminder = { at: { when: "due" }, ...tell }
const every = (n: number, unit: Unit, during?: string): Reminder => ({
  ...before(n, unit, during),
  at: { when: "every-after", term: term(n, unit) }
})

const intake = "2026-03-02 10:00"
const next = (
  n: number,
  unit: Unit,
  remind: ReadonlyArray<Reminder>,
  happened: { readonly [rung: string]: ReadonlyArray<string> } = {},
  more: Given & { readonly armed?: string; readonly asOf?: string } = {}
) => {
  const found = Derive.next({
    derived: derive(after(n, unit), instant(intake), more),
    remind,
    happened: Object.fromEntries(Object.entries(happened).map(([rung, all]) => [rung, all.map((at) => instant(at))])),
    armed: instant(more.armed ?? intake),
    asOf: instant(more.asOf ?? intake),
    calendars,
    time
  })
  return found === null ? null : `${found.rung} ${told(found.at)}`
}

describe("what happens next on a clock", () => {
  it("days are told at remind-at, never at midnight (engine §3.5)", () => {
    // due Thursday 24:00
    expect(next(3, "calendar-day", [before(1, "calendar-day")])).toBe("remind:0 2026-03-04 09:00")
    expect(next(3, "calendar-day", [before(1, "working-day")])).toBe("remind:0 2026-03-04 09:00")
    expect(next(3, "calendar-day", [before(24, "hour")])).toBe("remind:0 2026-03-05 09:00")
    expect(next(3, "calendar-day", [before(90, "minute")])).toBe("remind:0 2026-03-05 22:30")
    const passed = { due: ["2026-03-05 24:00"] }
    expect(next(3, "calendar-day", [atDue], passed, { asOf: "2026-03-05 24:00" })).toBe("remind:0 2026-03-06 09:00")
    expect(next(3, "calendar-day", [every(1, "calendar-day")], passed)).toBe("remind:0 2026-03-06 09:00")
  })

  it("hours and minutes exactly, every so often until it stops", () => {
    expect(next(24, "hour", [before(2, "hour")])).toBe("remind:0 2026-03-03 08:00")
    const gone = { due: ["2026-03-03 10:00"] }
    expect(next(24, "hour", [every(30, "minute")], gone)).toBe("remind:0 2026-03-03 10:30")
    expect(next(24, "hour", [every(30, "minute")], { ...gone, "remind:0": ["2026-03-03 10:30", "2026-03-03 11:10"] })).toBe(
      "remind:0 2026-03-03 11:30"
    )
  })

  it("every minute goes on over midnight, once a day never falls on it", () => {
    const gone = { due: ["2026-03-03 10:00"] }
    expect(next(24, "hour", [every(1, "minute")], { ...gone, "remind:0": ["2026-03-03 10:01", "2026-03-03 23:59"] })).toBe(
      "remind:0 2026-03-03 24:00"
    )
    expect(next(24, "hour", [every(1, "minute")], { ...gone, "remind:0": ["2026-03-03 10:01", "2026-03-03 24:00"] })).toBe(
      "remind:0 2026-03-04 00:01"
    )
    expect(next(3, "calendar-day", [every(24, "hour")], { due: ["2026-03-05 24:00"] })).toBe("remind:0 2026-03-07 09:00")
  })

  it("finds its place again after a long silence", () => {
    const late = { armed: "2026-05-04 11:59", asOf: "2026-05-04 11:59" }
    expect(next(24, "hour", [every(30, "minute")], { due: ["2026-05-04 11:59"] }, late)).toBe("remind:0 2026-05-04 12:00")
    // the 42nd working day after Tuesday 03-03, over Tomb-sweeping and Labour Day
    expect(next(24, "hour", [every(2, "working-day")], { due: ["2026-05-04 11:59"] }, late)).toBe("remind:0 2026-05-06 09:00")
  })

  it("at one instant the reminder is told before the due passes the task on", () => {
    expect(next(24, "hour", [atDue])).toBe("remind:0 2026-03-03 10:00")
    expect(next(24, "hour", [atDue], { "remind:0": ["2026-03-03 10:00"] })).toBe("due 2026-03-03 10:00")
    expect(next(24, "hour", [], { due: ["2026-03-03 10:00"] })).toBe(null)
  })

  it("during opening hours only: at the next opening, or back before the due", () => {
    expect(next(60, "hour", [before(40, "hour", "office")])).toBe("remind:0 2026-03-03 08:30")
    // due Wednesday 06:00, told Tuesday's last minute
    expect(next(44, "hour", [before(1, "hour", "office")])).toBe("remind:0 2026-03-03 17:29")
    // nothing was open since it was armed
    expect(next(44, "hour", [before(1, "hour", "office")], {}, { armed: "2026-03-03 20:00" })).toBe("due 2026-03-04 06:00")
    expect(next(10, "hour", [every(30, "minute", "office")], { due: ["2026-03-02 20:00"] })).toBe("remind:0 2026-03-03 08:30")
  })

  it("armed when it was over already: the due happens at once, what came before it is not told", () => {
    const late = { armed: "2026-03-07 12:00", asOf: "2026-03-07 12:00" }
    expect(next(24, "hour", [before(2, "hour")], {}, late)).toBe("due 2026-03-03 10:00")
  })

  it("extended after a miss: it can be due again, and reminded again when that is still ahead", () => {
    const extra = [{ by: term(48, "hour"), who: "head", reason: "", at: 0 }]
    const happened = { "remind:0": ["2026-03-03 08:00"], due: ["2026-03-03 10:00"] }
    const asOf = "2026-03-03 12:00"
    expect(next(24, "hour", [before(2, "hour")], happened, { extra, asOf })).toBe("remind:0 2026-03-05 08:00")
    expect(next(24, "hour", [before(47, "hour")], happened, { extra, asOf })).toBe("due 2026-03-05 10:00")
  })

  it("nothing while it stands", () => {
    expect(next(24, "hour", [atDue], {}, { stands: [stand("2026-03-02 12:00", null)] })).toBe(null)
  })

  it("at once repeats from the start", () => {
    const found = Derive.next({
      derived: derive({ kind: "at-once" }, instant(intake)),
      remind: [every(10, "minute")],
      happened: { "remind:0": [instant("2026-03-02 10:10")] },
      armed: instant(intake),
      asOf: instant(intake),
      calendars,
      time
    })
    expect(told(found?.at ?? null)).toBe("2026-03-02 10:20")
  })
})
