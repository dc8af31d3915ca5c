import { describe, expect, it } from "vitest"
import type { Deadline, Due } from "@frontdesk/core/domain/Deadline"
import type { Extension } from "@frontdesk/core/case/State"
import { after, derive, field, instant, stand, term, told } from "./Office.ts"
import type { Given } from "./Office.ts"

const due = (deadline: Due | Deadline, from: string, given?: Given) => told(derive(deadline, instant(from), given).due)
const extended = (by: Extension["by"]): Extension => ({ by, who: "head", reason: "", at: 0 })

describe("terms without a pause (catalog A-2 … A-6, D01 … D31)", () => {
  it.each<[string, Deadline, string, string]>([
    ["D01 within 60 minutes", after(60, "minute"), "2026-03-02 16:30", "2026-03-02 17:30"],
    ["D04 within 24 hours", after(24, "hour"), "2026-03-02 16:30", "2026-03-03 16:30"],
    ["D05 within 2 days", after(2, "calendar-day"), "2026-03-02 16:30", "2026-03-04 24:00"],
    ["D05 the anchor's day is not counted, however early", after(2, "calendar-day"), "2026-03-02 00:00", "2026-03-04 24:00"],
    ["A-2 24:00 is the first instant of the next day, whose day is then not counted", after(5, "calendar-day"), "2026-03-31 24:00", "2026-04-06 24:00"],
    ["A-11 the 5th after a month that was over at 24:00", { kind: "edge", at: { edge: "day-of-month", day: 5 }, anchors: [{ from: "intake" }] }, "2026-03-31 24:00", "2026-04-05 24:00"],
    ["D08 three months", after(3, "month"), "2026-03-02 10:00", "2026-06-02 24:00"],
    ["A-5 no such day in that month", after(1, "month"), "2026-01-31 10:00", "2026-02-28 24:00"],
    ["A-5 a year from a leap day", after(1, "year"), "2024-02-29 10:00", "2025-02-28 24:00"],
    ["D09 same day", { kind: "same-day", anchors: [{ from: "intake" }] }, "2026-03-02 23:59", "2026-03-02 24:00"],
    ["D11 within 10 days", after(10, "calendar-day"), "2026-03-02 10:00", "2026-03-12 24:00"],
    ["D16 within 72 hours", after(72, "hour"), "2026-03-06 10:00", "2026-03-09 10:00"],
    ["D18 within 1 week", after(1, "week"), "2026-03-02 16:30", "2026-03-09 24:00"],
    ["A-2 exact days", after(2, "exact-day"), "2026-03-02 16:30", "2026-03-04 16:30"],
    ["working days over a weekend", after(3, "working-day"), "2026-03-05 10:00", "2026-03-10 17:30"],
    ["working hours over lunch", after(4, "working-hour"), "2026-03-02 09:00", "2026-03-02 14:30"],
    ["working hours from the night", after(1, "working-hour"), "2026-03-06 20:00", "2026-03-09 09:30"],
    ["working hours that end with the day", after(2, "working-hour"), "2026-03-02 15:30", "2026-03-02 17:30"],
    ["D27 end of the month", { kind: "edge", at: { edge: "end", span: "month" }, anchors: [{ from: "intake" }] }, "2026-02-03 10:00", "2026-02-28 24:00"],
    ["D28 by the 5th", { kind: "edge", at: { edge: "day-of-month", day: 5 }, anchors: [{ from: "intake" }] }, "2026-03-01 00:00", "2026-03-05 24:00"],
    ["D30 the 1st of the next month, inclusive", { kind: "edge", at: { edge: "day-of-month", day: 1 }, anchors: [{ from: "intake" }] }, "2026-03-31 18:00", "2026-04-01 24:00"],
    ["D33 end of the quarter", { kind: "edge", at: { edge: "end", span: "quarter" }, anchors: [{ from: "intake" }] }, "2026-03-02 10:00", "2026-03-31 24:00"],
    ["D40 end of the week", { kind: "edge", at: { edge: "end", span: "week" }, anchors: [{ from: "intake" }] }, "2026-03-04 10:00", "2026-03-08 24:00"],
    ["next opening, after lunch", { kind: "edge", at: { edge: "next-opening", calendar: "office" }, anchors: [{ from: "intake" }] }, "2026-03-02 12:10", "2026-03-02 13:30"],
    ["next closing", { kind: "edge", at: { edge: "next-closing", calendar: "office" }, anchors: [{ from: "intake" }] }, "2026-03-02 13:31", "2026-03-02 17:30"]
  ])("%s", (_, deadline, from, expected) => {
    expect(due(deadline, from)).toBe(expected)
  })

  it("start of the day of an event lies before its anchor", () => {
    const start: Deadline = { kind: "edge", at: { edge: "start", span: "day" }, anchors: [{ from: "value", value: field("event-at"), type: "date-time" }] }
    const found = derive(start, instant("2026-03-02 10:00"), { values: { "event-at": instant("2026-05-10 14:00") } })
    expect([found.due, found.day]).toEqual([instant("2026-05-10 00:00"), "2026-05-10"])
  })

  it("counts back from the event's date, due at 24:00 (A-6: D23, D24, D25)", () => {
    const before = (n: number, unit: "week" | "calendar-day" | "hour" | "working-day"): Deadline => ({
      kind: "before",
      term: { term: term(n, unit) },
      moment: { moment: "value", value: field("event-at"), type: "date-time" }
    })
    const given = { values: { "event-at": instant("2026-05-10 14:00") } }
    const at = (deadline: Deadline) => due(deadline, "2026-03-02 10:00", given)
    expect(at(before(3, "week"))).toBe("2026-04-19 24:00")
    expect(at(before(1, "week"))).toBe("2026-05-03 24:00")
    expect(at(before(1, "calendar-day"))).toBe("2026-05-09 24:00")
    expect(at(before(2, "hour"))).toBe("2026-05-10 12:00")
    // Saturday 05-09 is a make-up day for Labour Day
    expect(at(before(2, "working-day"))).toBe("2026-05-08 17:30")
  })

  it("an agreed date is 24:00 of that day, an appointment its instant (D35, D36)", () => {
    const agreed: Deadline = { kind: "moment", moment: { moment: "value", value: field("agreed"), type: "date" } }
    expect(due(agreed, "2026-03-02 10:00", { values: { agreed: "2026-03-09" } })).toBe("2026-03-09 24:00")
    expect(due(agreed, "2026-03-02 10:00", { values: { agreed: instant("2026-03-09 15:00") } })).toBe("2026-03-09 15:00")
    expect(due(agreed, "2026-03-02 10:00")).toBe(null)
    const caseDue = { due: instant("2026-03-09 24:00"), day: "2026-03-09" }
    expect(due({ kind: "moment", moment: { moment: "case-due" } }, "2026-03-02 10:00", { caseDue })).toBe("2026-03-09 24:00")
  })

  it("takes the first anchor that is there", () => {
    const deadline = after(1, "calendar-day", { from: "step", step: "solve" }, { from: "intake" })
    expect(due(deadline, "2026-03-02 10:00")).toBe("2026-03-03 24:00")
    expect(due(deadline, "2026-03-02 10:00", { steps: { solve: instant("2026-03-06 11:00") } })).toBe("2026-03-07 24:00")
    const found = derive(deadline, instant("2026-03-02 10:00"), { steps: { solve: instant("2026-03-06 11:00") } })
    expect(found.derivation.anchor).toEqual({ at: instant("2026-03-06 11:00"), of: "solve" })
  })

  it("at once has no number (A-12), also when a parameter says so", () => {
    const found = derive({ kind: "after", term: { value: field("limit") }, anchors: [] }, 0, { values: { limit: "at-once" } })
    expect([found.due, found.atOnce]).toEqual([null, true])
    expect(derive({ kind: "at-once" }, 0).atOnce).toBe(true)
  })

  it("a parameter gives the term (D37)", () => {
    const deadline: Deadline = { kind: "after", term: { value: field("limit") }, anchors: [{ from: "intake" }] }
    expect(due(deadline, "2026-03-02 10:00", { values: { limit: { n: 48, unit: "hour" } } })).toBe("2026-03-04 10:00")
  })
})

describe("conventions of the handbook", () => {
  const sameDay: Deadline = { kind: "same-day", anchors: [{ from: "intake" }] }
  it.each<[string, string, "midnight" | "closing", "same-day" | "next-opening-day", string]>([
    ["in hours", "2026-03-02 10:00", "closing", "next-opening-day", "2026-03-02 17:30"],
    ["at the closing itself", "2026-03-02 17:30", "closing", "next-opening-day", "2026-03-02 17:30"],
    ["after closing", "2026-03-06 18:00", "closing", "next-opening-day", "2026-03-09 17:30"],
    ["on a closed day", "2026-03-08 10:00", "closing", "next-opening-day", "2026-03-09 17:30"],
    ["after closing, still that day", "2026-03-06 18:00", "closing", "same-day", "2026-03-06 24:00"],
    ["after closing, midnight of the next open day", "2026-03-06 18:00", "midnight", "next-opening-day", "2026-03-09 24:00"],
    ["after closing, midnight", "2026-03-06 18:00", "midnight", "same-day", "2026-03-06 24:00"]
  ])("A-4 same day: %s, %s (%s, %s)", (_, from, dayEnds, afterClosing, expected) => {
    expect(due(sameDay, from, { time: { dayEnds, afterClosing } })).toBe(expected)
  })

  it("A-7 moves day terms off a closed day only where the handbook says so, and never hours", () => {
    const move = { time: { holidays: "next-working-day" } } as const
    expect(due(after(3, "calendar-day"), "2026-03-05 10:00")).toBe("2026-03-08 24:00")
    expect(due(after(3, "calendar-day"), "2026-03-05 10:00", move)).toBe("2026-03-09 24:00")
    expect(due(after(1, "month"), "2026-09-01 10:00", move)).toBe("2026-10-08 24:00")
    expect(due(after(72, "hour"), "2026-03-05 10:00", move)).toBe("2026-03-08 10:00")
  })

  it("D14: two days, or what the resident asked for", () => {
    const long = (take: "earlier" | "later" | "requested"): Due => ({
      within: after(2, "calendar-day"),
      or: { kind: "moment", moment: { moment: "value", value: field("asked-for"), type: "date-time" } },
      take: { fixed: take },
      remind: []
    })
    const asked = { values: { "asked-for": instant("2026-03-10 12:00") } }
    const at = (take: "earlier" | "later" | "requested", given: Given = asked) => due(long(take), "2026-03-02 10:00", given)
    expect([at("earlier"), at("later"), at("requested")]).toEqual(["2026-03-04 24:00", "2026-03-10 12:00", "2026-03-10 12:00"])
    expect([at("earlier", {}), at("later", {}), at("requested", {})]).toEqual(Array(3).fill("2026-03-04 24:00"))
    const standing = { ...asked, stands: [stand("2026-03-03 10:00", null)] }
    expect([at("earlier", standing), at("later", standing)]).toEqual(["2026-03-10 12:00", null])
  })
})

describe("the real calendar of 2026", () => {
  it("Golden Week: working days skip it and count the make-up Saturday", () => {
    expect(due(after(3, "working-day"), "2026-09-29 10:00")).toBe("2026-10-09 17:30")
    expect(due(after(4, "working-day"), "2026-09-29 10:00")).toBe("2026-10-10 17:30")
    expect(due(after(16, "working-hour"), "2026-09-30 09:30")).toBe("2026-10-09 10:30")
  })

  it("Sunday 2026-09-20 is worked, so is Saturday 2026-02-28", () => {
    expect(due(after(2, "working-day"), "2026-09-18 10:00")).toBe("2026-09-21 17:30")
    expect(due(after(1, "working-day"), "2026-02-27 10:00")).toBe("2026-02-28 17:30")
  })

  it("beyond the data it assumes the week and says from which day", () => {
    const found = derive(after(3, "working-day"), instant("2026-12-30 10:00"))
    expect(told(found.due)).toBe("2027-01-04 17:30")
    expect(found.provisional).toBe(true)
    expect(found.derivation.provisional).toEqual({ from: "2027-01-01", calendar: "weekdays" })
    expect(derive(after(3, "calendar-day"), instant("2026-12-30 10:00")).provisional).toBe(false)
    expect(derive(after(1, "working-day"), instant("2026-12-30 10:00")).provisional).toBe(false)
  })
})

describe("pauses", () => {
  const three = after(3, "calendar-day")
  it.each<[string, ReadonlyArray<[string, string | null]>, string | null]>([
    ["two hours on one day give nothing", [["2026-03-03 15:00", "2026-03-03 17:00"]], "2026-03-05 24:00"],
    ["over one midnight gives a day", [["2026-03-03 15:00", "2026-03-04 11:00"]], "2026-03-06 24:00"],
    ["at the due: the end of the day it resumes", [["2026-03-05 15:00", "2026-03-08 10:00"]], "2026-03-08 24:00"],
    ["resumed on the stroke of its due: that is the next day", [["2026-03-05 15:00", "2026-03-05 24:00"]], "2026-03-06 24:00"],
    ["began after it was over", [["2026-03-06 00:01", "2026-03-09 10:00"]], "2026-03-05 24:00"],
    ["before the anchor", [["2026-02-27 10:00", "2026-03-02 09:00"]], "2026-03-05 24:00"],
    ["around the anchor: the days before it never counted", [["2026-03-01 10:00", "2026-03-04 09:00"]], "2026-03-07 24:00"],
    ["still standing", [["2026-03-03 15:00", null]], null]
  ])("3 calendar days from Monday 2026-03-02 10:00, %s", (_, stands, expected) => {
    expect(due(three, "2026-03-02 10:00", { stands: stands.map(([from, to]) => stand(from, to)) })).toBe(expected)
  })

  it.each<[string, ReadonlyArray<[string, string]>, string]>([
    ["stood at the opening for a minute: not counted", [["2026-03-03 08:30", "2026-03-03 08:31"]], "2026-03-05 17:30"],
    ["resumed at the very opening: counted", [["2026-03-03 08:00", "2026-03-03 08:30"]], "2026-03-04 17:30"],
    ["resumed at the very opening, then stood again: still counted", [["2026-03-03 08:00", "2026-03-03 08:30"], ["2026-03-03 15:00", "2026-03-03 16:00"]], "2026-03-04 17:30"],
    ["stood over a lunch: counted", [["2026-03-03 11:00", "2026-03-03 14:00"]], "2026-03-04 17:30"],
    ["stood at the due until Saturday, again on Monday", [["2026-03-04 15:00", "2026-03-07 10:00"], ["2026-03-09 10:00", "2026-03-09 11:00"]], "2026-03-09 17:30"]
  ])("2 working days from Monday 2026-03-02 10:00, %s", (_, stands, expected) => {
    const given = { stands: stands.map(([from, to]) => stand(from, to)) }
    expect(due(after(2, "working-day"), "2026-03-02 10:00", given)).toBe(expected)
  })

  it("hours keep the exact time left", () => {
    const stands = [stand("2026-03-02 16:00", "2026-03-02 18:00"), stand("2026-03-03 08:00", "2026-03-03 08:30")]
    expect(due(after(24, "hour"), "2026-03-02 10:00", { stands })).toBe("2026-03-03 12:30")
    expect(due(after(8, "working-hour"), "2026-03-02 09:30", { stands })).toBe("2026-03-03 11:30")
  })

  it("a fixed moment does not move", () => {
    const agreed: Deadline = { kind: "moment", moment: { moment: "value", value: field("agreed"), type: "date" } }
    const given = { values: { agreed: "2026-03-04" }, stands: [stand("2026-03-03 15:00", "2026-03-09 17:00")] }
    expect(due(agreed, "2026-03-02 10:00", given)).toBe("2026-03-04 24:00")
  })

  it("engine §10.5: suspended over Golden Week", () => {
    const at = (to: string) => due(after(3, "working-day"), "2026-09-29 10:00", { stands: [stand("2026-09-30 15:00", to)] })
    expect(at("2026-10-07 12:00")).toBe("2026-10-09 17:30")
    expect(at("2026-10-08 08:00")).toBe("2026-10-09 17:30")
    expect(at("2026-10-08 10:00")).toBe("2026-10-10 17:30")
  })

  it("engine §10.6: a change of tier keeps the pause, not the extension", () => {
    const stands = [stand("2026-03-03 09:00", "2026-03-05 09:00")]
    expect(due(after(2, "calendar-day"), "2026-03-02 10:00", { stands })).toBe("2026-03-06 24:00")
    const extra = [extended(term(24, "hour"))]
    expect(due(after(2, "calendar-day"), "2026-03-02 10:00", { stands, extra })).toBe("2026-03-07 24:00")
    expect(due(after(3, "calendar-day"), "2026-03-02 10:00", { stands })).toBe("2026-03-07 24:00")
  })

  it("engine §10.7: into the past, a day that was over before it stood", () => {
    const stands = [stand("2026-03-03 09:00", "2026-03-05 09:00")]
    expect(due({ kind: "same-day", anchors: [{ from: "intake" }] }, "2026-03-02 10:00", { stands })).toBe("2026-03-02 24:00")
  })

  it("engine §10.8: two holds that overlap are one stand", () => {
    const stands = [stand("2026-03-03 11:00", "2026-03-04 09:00"), stand("2026-03-03 10:00", "2026-03-03 12:00")]
    expect(due(after(2, "calendar-day"), "2026-03-02 10:00", { stands })).toBe("2026-03-05 24:00")
  })

  it("the fee notice of V2: ten midnights stood, ten days later", () => {
    const stands = [stand("2026-03-15 10:00", "2026-03-25 10:00")]
    expect(due(after(30, "calendar-day"), "2026-03-02 10:01", { stands })).toBe("2026-04-11 24:00")
  })

  it("tells the days: counted, closed, stood", () => {
    const found = derive(after(3, "working-day"), instant("2026-03-05 10:00"), { stands: [stand("2026-03-06 08:00", "2026-03-06 10:00")] })
    expect(found.derivation.steps.filter((step) => "day" in step)).toEqual([
      { what: "stood", day: "2026-03-06" },
      { what: "closed", day: "2026-03-07" },
      { what: "closed", day: "2026-03-08" },
      { what: "counted", day: "2026-03-09" },
      { what: "counted", day: "2026-03-10" },
      { what: "counted", day: "2026-03-11" }
    ])
  })
})

describe("extensions", () => {
  const at = (by: Extension["by"], deadline: Deadline = after(2, "calendar-day"), given: Given = {}) =>
    due(deadline, "2026-03-02 10:00", { ...given, extra: [...(given.extra ?? []), extended(by)] })

  it("of the same family lengthen the term, of another run on from its end, `until` replaces", () => {
    expect(at(term(3, "calendar-day"))).toBe("2026-03-07 24:00")
    expect(at(term(1, "week"))).toBe("2026-03-11 24:00")
    expect(at(term(5, "hour"))).toBe("2026-03-05 05:00")
    expect(at(term(2, "hour"), after(4, "hour"))).toBe("2026-03-02 16:00")
    expect(at(term(1, "month"), after(1, "month"))).toBe("2026-05-02 24:00")
    expect(at(term(2, "working-day"))).toBe("2026-03-06 17:30")
    expect(at({ until: instant("2026-03-20 12:00") })).toBe("2026-03-20 12:00")
    expect(at(term(1, "calendar-day"), { kind: "same-day", anchors: [{ from: "intake" }] })).toBe("2026-03-03 24:00")
    expect(at(term(1, "calendar-day"), after(2, "calendar-day"), { extra: [extended({ until: instant("2026-03-20 12:00") })] })).toBe("2026-03-21 24:00")
  })

  it("`until` also replaces what was given before it", () => {
    const extra = [extended(term(3, "calendar-day")), extended({ until: instant("2026-03-20 12:00") })]
    expect(at(term(2, "hour"), after(2, "calendar-day"), { extra })).toBe("2026-03-20 14:00")
  })

  it("later pauses apply to the extended remainder", () => {
    const given = { stands: [stand("2026-03-06 10:00", "2026-03-08 10:00")] }
    expect(at(term(3, "calendar-day"), after(2, "calendar-day"), given)).toBe("2026-03-09 24:00")
    expect(at(term(48, "hour"), after(2, "calendar-day"), given)).toBe("2026-03-08 24:00")
  })

  it("a rung never before the rung it follows", () => {
    expect(due(after(1, "hour"), "2026-03-02 10:00", { notBefore: instant("2026-03-03 10:00") })).toBe("2026-03-03 10:00")
  })
})
