/**
 * Every deadline of the catalog (requirements §2.12) and every convention (A-1 … A-12), as a process owner writes them:
 * each sentence is compiled, and its due is found on the days the State Council announced for 2026.
 */
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Day from "@frontdesk/core/domain/Day"
import type { Due } from "@frontdesk/core/domain/Deadline"
import * as Evaluate from "@frontdesk/core/domain/Evaluate"
import type { Expression } from "@frontdesk/core/domain/Expression"
import * as Recurrence from "@frontdesk/core/domain/Recurrence"
import type { Value } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Plan, Task } from "@frontdesk/core/plan/Plan"
import * as Steps from "@frontdesk/core/plan/Steps"
import * as plans from "./plans.ts"
import { at, Case } from "./world.ts"
import { derive, instant, scope, sources, told, zone } from "./Office.ts"

interface Conventions {
  readonly dayEnds?: "midnight" | "closing"
  readonly afterClosing?: "same day" | "next opening day"
  readonly holidays?: "do not move a due date" | "move a due date to the next working day"
}

const handbook = ({ afterClosing = "same day", dayEnds = "midnight", holidays = "do not move a due date" }: Conventions) => `handbook: office
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: office, day-ends: ${dayEnds}, after-closing: ${afterClosing}, holidays: ${holidays}, remind-at: 09:00 }
currency: CNY
calendars:
  office: { open: { Mon-Fri: 08:30-12:00 13:30-17:30 }, holidays: cn-state-council, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff]
departments: { house: {} }
roles: { clerk: { rank: staff, in: house } }
`

/** One task with the due; `told` is a step before it, whatever fields are at hand in the intake. */
const procedure = (due: string, when: string) => `procedure: promise
version: 1
parameters:
  take: { type: [earlier, later, requested], default: requested }
intake:
  by: clerk
  form:
    event-at: date-time
    agreed: { type: appointment, needed: no }
    until-day: { type: date, needed: no }
    asked-for: { type: date-time, needed: no }
    limit: term
    rings: whole-number
    cash: money
steps:
  - task: told
    by: clerk
  - task: promised
    when: ${when}
    by: clerk
    due: ${due}
  - end: done
outcomes: { done: {} }
`

const compiled = (due: string, conventions: Conventions = {}, when = "rings >= 0"): { readonly plan: Plan; readonly task: Task } => {
  const { diagnostics, procedures } = compile({
    files: [
      { path: "office/handbook.yaml", text: handbook(conventions) },
      { path: "office/promise.procedure.yaml", text: procedure(due, when) }
    ]
  })
  const plan = procedures[0]?.compiled.plan
  const task = plan === undefined ? undefined : Steps.named(plan, "promised")[0]
  if (plan === undefined || task?.kind !== "task") throw new Error(diagnostics.map((it) => said(it).en).join("\n"))
  return { plan, task }
}

interface Row {
  /** when the case began; `told` was done then too, where nothing else is said */
  readonly at: string
  readonly told?: string
  readonly values?: { readonly [field: string]: Value }
  readonly conventions?: Conventions
}

const derived = (due: string, { at, conventions = {}, told = at, values = {} }: Row) => {
  const { plan, task } = compiled(due, conventions)
  const term: Due = task.rungs[0].due!
  return derive(term, instant(at), {
    values,
    steps: { told: instant(told) },
    time: plan.time,
    calendars: Calendar.makeAll(plan.calendars, zone, sources, 1)
  })
}
const due = (sentence: string, row: Row) => told(derived(sentence, row).due)

const event = { "event-at": instant("2026-05-10 14:00") }

describe("the deadlines of the catalog, §2.12", () => {
  it.each<[id: string, what: string, sentence: string, row: Row, expected: string | null]>([
    ["D01", "repair, on the spot", "60 minutes from told", { at: "2026-03-02 16:30", told: "2026-03-02 16:40" }, "2026-03-02 17:40"],
    ["D01", "on the spot, a minute is a minute at night and in holidays", "60 minutes from told", { at: "2026-10-01 23:30" }, "2026-10-02 00:30"],
    ["D02", "simple repair", "20 minutes from told", { at: "2026-03-02 16:30", told: "2026-03-02 17:25" }, "2026-03-02 17:45"],
    ["D03", "urgent repair", "at once", { at: "2026-03-02 16:30" }, null],
    ["D04", "ticket returned", "24 hours from told", { at: "2026-09-30 16:40" }, "2026-10-01 16:40"],
    ["D05", "callback, safety", "2 calendar days from told", { at: "2026-09-29 10:00", told: "2026-09-30 11:00" }, "2026-10-02 24:00"],
    ["D06", "callback, leak", "3 calendar days from told", { at: "2026-02-26 09:00" }, "2026-03-01 24:00"],
    ["D07", "callback, other", "2 calendar days from told", { at: "2026-12-30 10:00" }, "2027-01-01 24:00"],
    ["D08", "dunning letter", "3 months from told", { at: "2026-11-30 10:00" }, "2027-02-28 24:00"],
    ["D09", "major complaint to the director", "same day as intake", { at: "2026-03-02 23:59" }, "2026-03-02 24:00"],
    ["D10", "major complaint, reply", "2 calendar days from intake", { at: "2026-03-02 00:00" }, "2026-03-04 24:00"],
    ["D11", "major complaint, solved", "10 calendar days from intake", { at: "2026-09-28 10:00" }, "2026-10-08 24:00"],
    ["D12", "important complaint handed over", "1 hour from intake", { at: "2026-03-02 16:30" }, "2026-03-02 17:30"],
    ["D13", "important complaint finished", "3 calendar days from intake", { at: "2026-03-06 10:00" }, "2026-03-09 24:00"],
    ["D14", "minor complaint, nothing asked for", "{ within: 2 calendar days from intake, or: asked-for, take: param.take }", { at: "2026-03-02 10:00" }, "2026-03-04 24:00"],
    ["D14", "minor complaint, the earlier", "{ within: 2 calendar days from intake, or: asked-for, take: earlier }", { at: "2026-03-02 10:00", values: { "asked-for": instant("2026-03-03 12:00") } }, "2026-03-03 12:00"],
    ["D14", "minor complaint, the later", "{ within: 2 calendar days from intake, or: asked-for, take: later }", { at: "2026-03-02 10:00", values: { "asked-for": instant("2026-03-03 12:00") } }, "2026-03-04 24:00"],
    ["D14", "minor complaint, as requested", "{ within: 2 calendar days from intake, or: asked-for, take: requested }", { at: "2026-03-02 10:00", values: { "asked-for": instant("2026-03-10 12:00") } }, "2026-03-10 12:00"],
    ["D15", "result told", "same day as told", { at: "2026-03-02 10:00", told: "2026-03-05 14:00" }, "2026-03-05 24:00"],
    ["D16", "sheet back", "72 hours from told", { at: "2026-09-30 14:00", told: "2026-09-30 15:00" }, "2026-10-03 15:00"],
    ["D17", "reception passes to the supervisor", "2 calendar days from intake", { at: "2026-03-02 16:30" }, "2026-03-04 24:00"],
    ["D18", "reception passes to the manager", "1 week from intake", { at: "2026-03-02 16:30" }, "2026-03-09 24:00"],
    ["D20", "undeliverable mail", "3 calendar days from intake", { at: "2026-02-13 10:00" }, "2026-02-16 24:00"],
    ["D21", "ordinary mail", "same day as intake", { at: "2026-02-14 08:00" }, "2026-02-14 24:00"],
    ["D22", "annual plan in the fourth quarter", "end of quarter from intake", { at: "2026-10-01 00:00" }, "2026-12-31 24:00"],
    ["D23", "activity, details", "3 weeks before event-at", { at: "2026-03-02 10:00", values: event }, "2026-04-19 24:00"],
    ["D24", "activity, preparation", "1 week before event-at", { at: "2026-03-02 10:00", values: event }, "2026-05-03 24:00"],
    ["D25", "activity, set-up", "1 calendar day before event-at", { at: "2026-03-02 10:00", values: event }, "2026-05-09 24:00"],
    ["D26", "activity, check", "same day as event-at", { at: "2026-03-02 10:00", values: event }, "2026-05-10 24:00"],
    ["D27", "penalty summary", "end of month from intake", { at: "2026-02-03 10:00" }, "2026-02-28 24:00"],
    ["D28", "penalties to finance, by the 5th", "day 5 of month from intake", { at: "2026-10-01 00:00" }, "2026-10-05 24:00"],
    ["D28", "opened on the 5th it is that 5th", "day 5 of month from intake", { at: "2026-10-05 23:00" }, "2026-10-05 24:00"],
    ["D29", "appraisal published", "end of month from its start", { at: "2026-02-28 00:00" }, "2026-02-28 24:00"],
    ["D30", "appraisal to the office by the 1st, inclusive", "day 1 of month from told", { at: "2026-03-31 18:00" }, "2026-04-01 24:00"],
    ["D31", "complaint V4", "24 hours from intake", { at: "2026-03-07 09:15" }, "2026-03-08 09:15"],
    ["D33", "procedure review", "end of quarter from intake", { at: "2026-03-02 10:00" }, "2026-03-31 24:00"],
    ["D34", "archive check", "end of month from its start", { at: "2026-04-01 00:00" }, "2026-04-30 24:00"],
    ["D35", "specialist's reply at the agreed time", "agreed", { at: "2026-03-02 10:00", values: { agreed: instant("2026-03-09 15:00") } }, "2026-03-09 15:00"],
    ["D36", "repair visit at the agreed time", "agreed", { at: "2026-03-02 10:00", values: { agreed: instant("2026-03-03 09:30") } }, "2026-03-03 09:30"],
    ["D37", "rectification, a day that was set", "until-day", { at: "2026-03-02 10:00", values: { "until-day": "2026-03-20" } }, "2026-03-20 24:00"],
    ["D37", "rectification, a term that was set", "limit from told", { at: "2026-03-02 10:00", values: { limit: { n: 3, unit: "working-day" } } }, "2026-03-05 17:30"],
    ["D38", "complaint dispatched by the day that was set", "until-day", { at: "2026-03-02 10:00", values: { "until-day": "2026-03-03" } }, "2026-03-03 24:00"],
    ["D39", "objection solved by the agreed time", "agreed", { at: "2026-03-02 10:00", values: { agreed: instant("2026-04-01 18:00") } }, "2026-04-01 18:00"],
    ["D40", "custody patrol, each week", "end of week from its start", { at: "2026-03-04 10:00" }, "2026-03-08 24:00"],
    ["D40", "custody patrol, before the heavy rain", "event-at", { at: "2026-05-09 10:00", values: event }, "2026-05-10 14:00"]
  ])("%s %s: %s", (id, _, sentence, row, expected) => {
    // an agreed moment may not be there; then nothing is due yet
    const written = ["agreed", "until-day"].includes(sentence) ? `{ within: 1 year from intake, or: ${sentence}, take: requested }` : sentence
    const found = derived(written, row)
    expect(told(found.due)).toBe(expected)
    expect(found.atOnce).toBe(id === "D03")
    expect(found.derivation.due).toBe(found.due)
  })

  const condition = (when: string, values: { readonly [field: string]: Value }) =>
    Evaluate.evaluate(compiled("at once", {}, when).task.when as Expression, scope(values))

  it("D19 a phone is answered within three rings: the third is in time, the fourth is not", () => {
    expect([3, 4].map((rings) => condition("rings > 3", { rings }))).toEqual([false, true])
  })

  it("D32 cash is deposited when it exceeds 2000: 2000 itself does not", () => {
    expect(["2000", "2000.01"].map((cash) => condition("cash > 2000 CNY", { cash }))).toEqual([false, true])
  })

  const ground = { zone, calendars: Calendar.makeAll(compiled("at once").plan.calendars, zone, sources, 1) }
  const days = (every: Recurrence.Recurrence, after: string, n: number): ReadonlyArray<string> => {
    const found: Array<string> = []
    for (let at = instant(after); found.length < n; ) {
      const one = Recurrence.next(every, at, ground)
      if (one === null) break
      found.push(one.day)
      at = one.at
    }
    return found
  }

  it.each<[string, Recurrence.Recurrence, string, ReadonlyArray<string>]>([
    ["D22 the year's plan is opened with its fourth quarter", { every: "year", on: { month: 10, day: 1 } }, "2026-03-02", ["2026-10-01", "2027-10-01"]],
    ["D27 every month's end", { every: "month", day: "last" }, "2026-02-03", ["2026-02-28", "2026-03-31", "2026-04-30"]],
    ["D33 every quarter", { every: "quarter" }, "2026-03-02", ["2026-04-01", "2026-07-01"]],
    ["D34 every month", { every: "month" }, "2026-03-02", ["2026-04-01", "2026-05-01"]],
    ["D40 every week", { every: "week" }, "2026-03-02", ["2026-03-09", "2026-03-16"]]
  ])("%s", (_, every, after, expected) => {
    expect(days(every, after, expected.length)).toEqual(expected)
  })
})

describe("the conventions of the catalog", () => {
  it("A-1 days are those of Shanghai, eight hours before UTC, all year", () => {
    expect(new Date(derived("2 calendar days from intake", { at: "2026-03-02 16:30" }).due!).toISOString()).toBe("2026-03-04T16:00:00.000Z")
    expect(new Date(derived("2 calendar days from intake", { at: "2026-07-02 16:30" }).due!).toISOString()).toBe("2026-07-04T16:00:00.000Z")
  })

  it("A-2 days within: the anchor's day is not counted, due at 24:00; exact and working days are other words", () => {
    const at = "2026-09-29 16:30"
    expect(due("2 calendar days from intake", { at })).toBe("2026-10-01 24:00")
    expect(due("2 exact days from intake", { at })).toBe("2026-10-01 16:30")
    expect(due("2 working days from intake", { at })).toBe("2026-10-08 17:30")
  })

  it("A-3 hours and minutes run exactly; working hours only while it is open", () => {
    expect(due("36 hours from intake", { at: "2026-09-30 16:30" })).toBe("2026-10-02 04:30")
    expect(due("90 minutes from intake", { at: "2026-03-02 23:00" })).toBe("2026-03-03 00:30")
    expect(due("3 working hours from intake", { at: "2026-09-30 16:30" })).toBe("2026-10-08 10:30")
    // over the lunch break of the make-up Saturday
    expect(due("3 working hours from intake", { at: "2026-10-10 10:30" })).toBe("2026-10-10 15:00")
  })

  it.each<[string, string, Conventions, string]>([
    ["24:00 of the day", "2026-03-02 20:00", {}, "2026-03-02 24:00"],
    ["closing of the day", "2026-03-02 10:00", { dayEnds: "closing" }, "2026-03-02 17:30"],
    ["after closing: the next opening day", "2026-09-30 18:00", { dayEnds: "closing", afterClosing: "next opening day" }, "2026-10-08 17:30"],
    ["on a make-up Saturday it is open", "2026-10-10 10:00", { dayEnds: "closing", afterClosing: "next opening day" }, "2026-10-10 17:30"]
  ])("A-4 same day: %s", (_, at, conventions, expected) => {
    expect(due("same day as intake", { at, conventions })).toBe(expected)
  })

  it("A-5 weeks are seven days; months end on the same day or the last there is", () => {
    expect(due("2 weeks from intake", { at: "2026-03-02 16:30" })).toBe("2026-03-16 24:00")
    expect(due("1 month from intake", { at: "2026-01-31 16:30" })).toBe("2026-02-28 24:00")
    expect(due("1 year from intake", { at: "2026-03-02 16:30" })).toBe("2027-03-02 24:00")
  })

  it("A-6 back from the event's date, due at 24:00 of that day; hours exactly, working days at closing", () => {
    const at = (sentence: string) => due(sentence, { at: "2026-03-02 10:00", values: event })
    expect(at("3 weeks before event-at")).toBe("2026-04-19 24:00")
    expect(at("1 month before event-at")).toBe("2026-04-10 24:00")
    expect(at("36 hours before event-at")).toBe("2026-05-09 02:00")
    // Saturday 05-09 is worked, 05-01 to 05-05 are not
    expect(at("4 working days before event-at")).toBe("2026-05-06 17:30")
    expect(at("5 working days before event-at")).toBe("2026-04-30 17:30")
    expect(at("2 working hours before event-at")).toBe("2026-05-09 15:30")
  })

  it("A-7 no roll over holidays, unless the handbook says so", () => {
    const row = { at: "2026-09-29 10:00" }
    expect(due("3 calendar days from intake", row)).toBe("2026-10-02 24:00")
    const moved = derived("3 calendar days from intake", { ...row, conventions: { holidays: "move a due date to the next working day" } })
    expect(told(moved.due)).toBe("2026-10-08 24:00")
    expect(moved.derivation.steps).toEqual([
      { what: "counted", day: "2026-09-30" },
      { what: "counted", day: "2026-10-01" },
      { what: "counted", day: "2026-10-02" },
      { what: "moved", from: "2026-10-02", to: "2026-10-08" }
    ])
    expect(due("72 hours from intake", { ...row, conventions: { holidays: "move a due date to the next working day" } })).toBe("2026-10-02 10:00")
  })

  it("A-8 done at the due instant is on time; a moment later the clock has happened", () => {
    const received = { owner: "sun", phone: "138", unit: "3-201", channel: "visit", "received-at": at("2026-03-02 16:30"), reason: "灯", "is-complaint": false, "directly-solvable": true }
    for (const [after, late] of [[0, false], [1, true]] as const) {
      const c = new Case(plans.reception)
      c.opens("wang", "2026-03-02 16:40", received)
      expect(c.due("handle")).toBe("2026-03-04 24:00")
      const [n, done] = [c.n("handle"), at("2026-03-04 24:00") + after]
      const told = late ? c.does("system", done, { _tag: "Tick" }) : c.does("wang", done, { _tag: "Complete", n, values: { handling: "换灯", result: "solved" } })
      expect(told.filter((one) => one._tag === "Happened").map((one) => one.at)).toEqual(late ? [at("2026-03-04 24:00")] : [])
      if (!late) expect(c.state.done["handle"]).toMatchObject({ late: false })
    }
  })

  it("A-9 more than excludes, at least includes", () => {
    const holds = (when: string, rings: number) => Evaluate.evaluate(compiled("at once", {}, when).task.when as Expression, scope({ rings }))
    expect(["rings > 3", "rings >= 3", "rings < 3", "rings <= 3"].map((when) => holds(when, 3))).toEqual([false, true, false, true])
  })

  it("A-10 money is rounded half up at the end only, shares of cases up", () => {
    const call = (name: "half-up" | "up", of: string, type: "money" | "whole-number"): Expression => ({ op: "call", name, type, of: { op: "literal", type: "number", value: of } })
    expect(Evaluate.evaluate(call("half-up", "10.005", "money"), scope())).toBe("10.01")
    expect(Evaluate.evaluate(call("up", "2.1", "whole-number"), scope())).toBe(3)
  })

  it("A-11 a Monday's review covers the week before and is due that Monday; a month ends on its last day", () => {
    expect(Recurrence.covered({ which: "last", of: "week" }, "2026-03-09")).toEqual({ start: "2026-03-02", end: "2026-03-08" })
    expect(Day.weekday("2026-03-09")).toBe(0)
    expect(due("same day as its start", { at: "2026-03-09 00:00" })).toBe("2026-03-09 24:00")
    expect(due("day 5 of month from intake", { at: "2026-03-01 00:00" })).toBe("2026-03-05 24:00")
    expect(due("end of month from intake", { at: "2026-02-28 23:59" })).toBe("2026-02-28 24:00")
  })

  it("A-12 at once has no number, and is never late", () => {
    expect(derived("at once", { at: "2026-03-02 10:00" })).toMatchObject({ due: null, atOnce: true, provisional: false })
    const limit = { at: "2026-03-02 10:00", values: { limit: "at-once" } }
    expect(derived("limit from intake", limit)).toMatchObject({ due: null, atOnce: true })
  })
})

describe("working days and hours over the holidays of 2026", () => {
  it.each<[string, string, string, string]>([
    ["Golden Week: seven days closed, the Saturday after it open", "3 working days from intake", "2026-09-29 10:00", "2026-10-09 17:30"],
    ["… the make-up Saturday counts", "4 working days from intake", "2026-09-29 10:00", "2026-10-10 17:30"],
    ["the Sunday before it is worked", "1 working day from intake", "2026-09-19 10:00", "2026-09-20 17:30"],
    ["Spring Festival: from the worked Saturday to the Tuesday after", "1 working day from intake", "2026-02-14 10:00", "2026-02-24 17:30"],
    ["Labour Day, and its Saturday", "4 working days from intake", "2026-04-30 10:00", "2026-05-09 17:30"],
    ["two intervals a day", "8 working hours from intake", "2026-03-02 11:00", "2026-03-03 11:30"],
    ["hours stop for Golden Week", "4 working hours from intake", "2026-09-30 16:30", "2026-10-08 11:30"],
    ["the end of a day is the end of its hours", "7 working hours from intake", "2026-03-02 09:00", "2026-03-02 17:30"],
    ["the next opening, after lunch", "next opening of office from intake", "2026-03-02 12:30", "2026-03-02 13:30"],
    ["the next opening, after Golden Week", "next opening of office from intake", "2026-09-30 17:00", "2026-10-08 08:30"],
    ["the next closing", "next closing of office from intake", "2026-10-09 17:30", "2026-10-10 12:00"]
  ])("%s: %s", (_, sentence, at, expected) => {
    expect(due(sentence, { at })).toBe(expected)
  })

  it("beyond what is known the week is assumed, and the first assumed day is named", () => {
    const found = derived("2 working days from intake", { at: "2026-12-31 10:00" })
    // nobody has said yet that New Year's Day of 2027 is a holiday
    expect(told(found.due)).toBe("2027-01-04 17:30")
    expect(found).toMatchObject({ provisional: true, derivation: { provisional: { from: "2027-01-01", calendar: "office" } } })
    expect(derived("next opening of office from intake", { at: "2026-12-31 18:00" }).derivation.provisional).toEqual({ from: "2027-01-01", calendar: "office" })
    expect(derived("10 calendar days from intake", { at: "2026-12-31 10:00" }).provisional).toBe(false)
    expect(derived("10 calendar days from intake", { at: "2026-12-31 10:00", conventions: { holidays: "move a due date to the next working day" } }).provisional).toBe(true)
  })
})
