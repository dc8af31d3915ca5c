/** An open case goes over to a new version of its procedure, wherever it stands; what does not fit is told and nothing is written. */
import type { Moves } from "@frontdesk/core/case/Migration"
import * as Migration from "@frontdesk/core/case/Migration"
import * as Evolve from "@frontdesk/core/case/Evolve"
import { compile } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Plan } from "@frontdesk/core/plan/Plan"
import * as Difference from "@frontdesk/core/plan/Difference"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import { accepted, Case } from "./world.ts"

const handbook = `handbook: gen
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: office, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars: { office: { open: { Mon-Fri: 08:30-12:00 13:30-17:30, Sat: 09:00-12:00 }, holidays: cn-state-council, covered: 2026-01-01 to 2026-12-31 } }
ranks: [staff, supervisor, director]
departments: { property-center: {}, cs-dept: { part-of: property-center }, repair-dept: { part-of: property-center } }
roles:
  front-desk-receptionist: { rank: staff, in: cs-dept, reports-to: cs-supervisor }
  cs-supervisor: { rank: supervisor, in: cs-dept, heads: cs-dept, reports-to: office-director }
  repair-worker: { rank: staff, in: repair-dept, reports-to: cs-supervisor }
  office-director: { rank: director, in: property-center, heads: property-center }
events: { paid: { unit: unit }, noise: { unit: unit }, quiet: { unit: unit } }
`

const base = `procedure: lamp
version: 1
intake: { by: front-desk-receptionist, form: { unit: unit, urgent: yes/no } }
steps:
  - task: look
    by: front-desk-receptionist
    form: { answer: long-text, price: money, part: [lamp, wire] }
  - stage: work
    ladder:
      worker: { by: repair-worker, due: 6 calendar days from intake }
      boss: { by: cs-supervisor }
    steps:
      - parallel: both
        join: all
        branches:
          mending:
            - task: mend
              by: holder of work
              due: 1 calendar day from its start
          telling:
            - task: tell
              by: front-desk-receptionist
  - wait: payment
    for: paid where event.unit is unit
    until: 3 calendar days from work
  - task: close
    by: front-desk-receptionist
    when: look.part is lamp
  - end: mended
outcomes: { mended: {} }
holds:
  noise: { from: noise, where: event.unit is unit, until: quiet where event.unit is unit, stops: [work], clocks: pause }
orders:
  extend: { by: cs-supervisor, of: [mend], at-most: 9 calendar days, times: 3 }
  suspend: { by: cs-supervisor, clocks: pause, at-most: 20 calendar days }
  resume: { by: cs-supervisor }
`

const planOf = (text: string): Plan => {
  const { diagnostics, procedures } = compile({ files: [{ path: "gen/handbook.yaml", text: handbook }, { path: "gen/lamp.procedure.yaml", text }] })
  expect(diagnostics.filter(isError).map((it) => it.code)).toEqual([])
  const plan = procedures[0]?.compiled.plan
  if (plan === undefined) throw new Error("no plan")
  return plan
}
const v1 = planOf(base)
const edited = (from: string | RegExp, to: string): Plan => {
  expect(base).toMatch(from)
  return planOf(base.replace(from, to))
}

/** Opened on Monday at 9; the lamp was looked at: mend and tell are open. */
const opened = (plan = v1): Case => {
  const c = new Case(plan)
  c.opens("wang", "2026-03-02 09:00", { unit: "u1", urgent: false })
  return c
}
const working = (plan = v1): Case => {
  const c = opened(plan)
  c.does("wang", "2026-03-02 10:00", { _tag: "Complete", n: c.n("look"), values: { answer: "dark", price: "20.00", part: "lamp" } })
  return c
}

interface How {
  readonly map?: Moves
  readonly clocks?: "keep" | "rederive"
}
const send = (c: Case, plan: Plan, when: string, { clocks, map }: How = {}) => {
  Object.assign(c.world, { before: c.world.plan, plan })
  return c.send({
    ...c.envelope(when),
    _tag: "Migrate",
    to: "sha256:1",
    reason: "the handbook of March",
    values: Migration.answers(c.journal),
    ...(map !== undefined && { map }),
    ...(clocks !== undefined && { clocks })
  })
}
const migrated = (c: Case, plan: Plan, when: string, how: How = {}): Case => {
  accepted(send(c, plan, when, how))
  // the entry is the whole position: who has the journal alone gets the same case
  expect(Evolve.evolveAll(Evolve.none("c1"), c.journal)).toEqual(c.state)
  expect(c.state.plan).toBe("sha256:1")
  return c
}
const issues = (c: Case, plan: Plan, when: string, how: How = {}): ReadonlyArray<string> => {
  const before = c.state
  const result = send(c, plan, when, how)
  expect(c.state).toBe(before)
  if (Result.isSuccess(result) || result.failure._tag !== "MigrationInvalid") throw new Error(`not refused: ${JSON.stringify(result)}`)
  return result.failure.issues
}

describe("a case goes over", () => {
  it("and nothing changes for it when only later steps are others", () => {
    const c = migrated(working(), edited("  - end: mended", "  - task: call-back\n    by: front-desk-receptionist\n  - end: mended"), "2026-03-02 11:00")
    expect(c.open()).toEqual(["mend", "tell"])
    expect(c.due("mend")).toBe("2026-03-03 24:00")
    c.does("fei", "2026-03-02 12:00", { _tag: "Complete", n: c.n("mend"), values: {} })
    c.does("wang", "2026-03-02 12:00", { _tag: "Complete", n: c.n("tell"), values: {} })
    c.hears("2026-03-02 13:00", { _tag: "Event", topic: "paid", key: "", values: { unit: "u1" }, at: c.state.now })
    c.does("wang", "2026-03-02 14:00", { _tag: "Complete", n: c.n("close"), values: {} })
    expect(c.open()).toEqual(["call-back"])
  })

  it("when a branch of a parallel has another name, by the map that the difference suggests; the other branch goes on", () => {
    const plan = edited("telling:", "informing:")
    const map = Difference.suggested(Difference.between(v1, plan))
    const c = migrated(working(), plan, "2026-03-02 11:00", { map })
    expect(c.open()).toEqual(["mend", "tell"])
    c.does("wang", "2026-03-02 12:00", { _tag: "Complete", n: c.n("tell"), values: {} })
    c.does("fei", "2026-03-02 12:30", { _tag: "Complete", n: c.n("mend"), values: {} })
    expect(c.open()).toEqual([])
    expect(c.frame("payment")).toBeDefined()
  })

  it("to a step that has another name, which the map gives; what it is called by others goes along", () => {
    const plan = edited(/\bmend\b/g, "repair")
    expect(issues(working(), plan, "2026-03-02 11:00")).toEqual(["step-removed work/both/mending/mend"])
    const c = migrated(working(), plan, "2026-03-02 11:00", { map: { "work/both/mending/mend": "work/both/mending/repair" } })
    expect(c.open()).toEqual(["repair", "tell"])
    expect(c.due("repair")).toBe("2026-03-03 24:00")
    c.does("li", "2026-03-02 12:00", { _tag: "Extend", of: "repair", by: { n: 1, unit: "calendar-day" }, reason: "parts" })
    expect(c.due("repair")).toBe("2026-03-04 24:00")
  })

  it("with a whole part that moved", () => {
    const plan = edited(/\bwork\b/g, "labour")
    const c = migrated(working(), plan, "2026-03-02 11:00", { map: { work: "labour" } })
    expect(c.frame("labour")).toBeDefined()
    expect(c.open()).toEqual(["mend", "tell"])
    // the ladder runs on under its own name
    c.tick("2026-03-09 08:00")
    expect(c.task("mend").offer).toEqual(["role:cs-supervisor"])
  })

  it("and a step that is over is known by its new name", () => {
    const plan = edited(/\blook\b/g, "inspect")
    const c = migrated(working(), plan, "2026-03-02 11:00", { map: { look: "inspect" } })
    c.does("fei", "2026-03-02 12:00", { _tag: "Complete", n: c.n("mend"), values: {} })
    c.does("wang", "2026-03-02 12:00", { _tag: "Complete", n: c.n("tell"), values: {} })
    c.tick("2026-03-06 08:00")
    // `when: inspect.part is lamp`
    expect(c.open()).toEqual(["close"])
  })

  it("and reads what the old version did not keep", () => {
    const plan = edited("when: look.part is lamp", "when: look.price > 10 CNY")
    const c = migrated(working(), plan, "2026-03-02 11:00")
    expect(c.state.data["look"]).toEqual({ price: "20.00" })
  })
  it("with what a step said that nobody read until now", () => {
    const c = working(planOf(base.replace("look.part is lamp", "urgent")))
    expect(c.state.data["look"]).toBe(undefined)
    expect(migrated(c, v1, "2026-03-02 11:00").state.data["look"]).toEqual({ part: "lamp" })
  })
})

describe("its terms", () => {
  const longer = edited("1 calendar day from its start", "3 calendar days from its start")

  it("stay as promised", () => {
    const c = migrated(working(), longer, "2026-03-02 11:00", { clocks: "keep" })
    expect(c.due("mend")).toBe("2026-03-03 24:00")
    // also when all clocks are found again
    c.does("li", "2026-03-02 12:00", { _tag: "Suspend", reason: "rain" })
    c.does("li", "2026-03-02 15:00", { _tag: "Resume" })
    expect(c.due("mend")).toBe("2026-03-03 24:00")
  })
  it("or are found again from the old anchor", () => {
    const c = migrated(working(), longer, "2026-03-02 11:00", { clocks: "rederive" })
    expect(c.due("mend")).toBe("2026-03-05 24:00")
    expect(c.entries("Derived").at(-1)).toMatchObject({ why: "migrated" })
  })
  it("that are shorter now, and over, are missed at once", () => {
    const plan = edited("1 calendar day from its start", "30 minutes from its start")
    const c = migrated(working(), plan, "2026-03-02 11:00", { clocks: "rederive" })
    expect(c.due("mend")).toBe("2026-03-02 10:30")
    expect(c.entries("Happened").at(-1)).toMatchObject({ act: "missed", at: c.state.now })
  })
  it("begin where there was none, and go where there is none any more", () => {
    const plan = edited("          telling:\n            - task: tell\n              by: front-desk-receptionist", "          telling:\n            - task: tell\n              by: front-desk-receptionist\n              due: 2 hours from its start")
    const c = migrated(working(), plan, "2026-03-02 11:00")
    expect(c.due("tell")).toBe("2026-03-02 12:00")
    const without = edited("\n              due: 1 calendar day from its start", "")
    const d = migrated(working(), without, "2026-03-02 11:00", { clocks: "rederive" })
    expect(d.task("mend").due ?? null).toBeNull()
    d.tick("2026-03-09 08:00")
    expect(d.entries("Happened").filter(({ act }) => act === "missed")).toEqual([])
  })
  it("of a rung that happened do not happen again", () => {
    const c = working()
    c.tick("2026-03-09 08:00")
    expect(c.task("mend").offer).toEqual(["role:cs-supervisor"])
    const plan = edited("worker: { by: repair-worker, due: 6 calendar days from intake }", "worker: { by: repair-worker, due: 9 calendar days from intake }")
    migrated(c, plan, "2026-03-09 09:00", { clocks: "rederive" })
    c.tick("2026-03-13 08:00")
    expect(c.task("mend").offer).toEqual(["role:cs-supervisor"])
    expect(c.entries("Passed").length).toBe(1)
  })
  it("that are due come first, on the old version", () => {
    const c = working()
    expect(issues(c, longer, "2026-03-05 09:00")).toEqual(["due-first case"])
  })
})

describe("what does not fit", () => {
  it.each<readonly [string, string | RegExp, string, ReadonlyArray<string>]>([
    ["a step that is gone", /          telling:\n.*\n.*\n/, "          telling:\n            - task: inform\n              by: front-desk-receptionist\n", ["step-removed work/both/telling/tell"]],
    ["another kind of step", "- task: tell\n              by: front-desk-receptionist", "- wait: tell\n              until: 1 calendar day from its start", ["other-kind work/both/telling/tell"]],
    ["a branch more", "          telling:", "          paying:\n            - task: pay\n              by: front-desk-receptionist\n          telling:", ["other-branches work/both"]],
    ["somebody else's task", "              by: front-desk-receptionist\n  - wait", "              by: cs-supervisor\n  - wait", ["people-narrower work/both/telling/tell"]],
    ["a rung that is gone", "worker: { by: repair-worker, due: 6 calendar days from intake }", "man: { by: repair-worker, due: 6 calendar days from intake }", ["rung-removed worker work"]],
    ["a value of another type", "part: [lamp, wire] }\n", "part: [lamps, wires] }\n", ["other-type look.part"]],
    ["an answer nobody was asked for", /part: \[lamp, wire\] \}([^]*)look.part is lamp/, "part: [lamp, wire], sure: yes/no }$1look.sure", ["never-asked look.sure"]],
    ["a step before it that somebody reads", /  - stage: work([^]*)look.part is lamp/, "  - task: ask\n    by: front-desk-receptionist\n    form: { sure: yes/no }\n  - stage: work$1ask.sure", ["never-asked ask"]]
  ])("%s", (_, from, to, expected) => {
    const text = base.replace(from, to).replace("look.part is lamp", expected[0] === "other-type look.part" ? "look.part is lamps" : "look.part is lamp")
    expect(text).not.toBe(base)
    expect(issues(working(), planOf(text), "2026-03-02 11:00")).toEqual(expected)
  })

  it("is all told at once", () => {
    const text = base.replace("- task: tell", "- task: inform").replace("worker: {", "man: {")
    expect(issues(working(), planOf(text), "2026-03-02 11:00")).toEqual(["rung-removed worker work", "step-removed work/both/telling/tell"])
  })

  it("does not stop a case that has not come that far, or is past it", () => {
    const text = base.replace("- task: tell", "- task: inform")
    expect(migrated(opened(), planOf(text), "2026-03-02 09:30").open()).toEqual(["look"])
  })
})

describe("a step is left", () => {
  it("and its list goes on where the map says", () => {
    const text = base.replace("- task: tell\n", "- task: inform\n")
    const c = migrated(working(), planOf(text), "2026-03-02 11:00", { map: { "work/both/telling/tell": { "skip-to": "work/both/telling/inform" } } })
    expect(c.open()).toEqual(["mend", "inform"])
    expect(c.entries("Cancelled").at(-1)).toMatchObject({ why: "order", reason: "the handbook of March" })
  })
  it("or begins anew, for others", () => {
    const text = base.replace("              by: front-desk-receptionist\n  - wait", "              by: cs-supervisor\n  - wait")
    const c = migrated(working(), planOf(text), "2026-03-02 11:00", { map: { "work/both/telling/tell": { "skip-to": "work/both/telling/tell" } } })
    expect(c.task("tell").offer).toEqual(["role:cs-supervisor"])
  })
  it("but only within its own list", () => {
    const text = base.replace("- task: tell\n", "- task: inform\n")
    expect(issues(working(), planOf(text), "2026-03-02 11:00", { map: { "work/both/telling/tell": { "skip-to": "close" } } })).toContain("skip-to-elsewhere close")
  })
})

describe("a case that rests", () => {
  it("rests on in the part that moved, and goes on", () => {
    const c = working()
    c.hears("2026-03-02 10:30", { _tag: "Standing", topic: "noise", key: "", values: { unit: "u1" }, on: true })
    expect(c.state.holds.length).toBe(1)
    const plan = edited(/\bwork\b/g, "labour")
    migrated(c, plan, "2026-03-02 11:00", { map: { work: "labour" } })
    expect(c.state.holds).toMatchObject([{ scope: "labour" }])
    expect(c.refused("wang", "2026-03-02 12:00", { _tag: "Complete", n: c.n("tell"), values: {} })).toMatchObject({ _tag: "PartHeld" })
    c.hears("2026-03-03 11:00", { _tag: "Standing", topic: "noise", key: "", values: { unit: "u1" }, on: false })
    c.does("wang", "2026-03-03 12:00", { _tag: "Complete", n: c.n("tell"), values: {} })
    expect(c.due("mend")).not.toBe("2026-03-03 24:00")
  })
  it("cannot lose the hold it rests by", () => {
    const c = working()
    c.hears("2026-03-02 10:30", { _tag: "Standing", topic: "noise", key: "", values: { unit: "u1" }, on: true })
    const plan = edited(/holds:\n.*\n/, "")
    expect(issues(c, plan, "2026-03-02 11:00")).toEqual(["hold-removed noise"])
  })
  it("waits for what the new version waits for", () => {
    const c = working()
    c.does("fei", "2026-03-02 12:00", { _tag: "Complete", n: c.n("mend"), values: {} })
    c.does("wang", "2026-03-02 12:00", { _tag: "Complete", n: c.n("tell"), values: {} })
    const plan = edited("for: paid where event.unit is unit", "for: quiet where event.unit is unit")
    migrated(c, plan, "2026-03-02 13:00")
    c.hears("2026-03-02 14:00", { _tag: "Event", topic: "paid", key: "", values: { unit: "u1" }, at: c.state.now })
    expect(c.open()).toEqual([])
    c.hears("2026-03-02 15:00", { _tag: "Event", topic: "quiet", key: "", values: { unit: "u1" }, at: c.state.now })
    expect(c.open()).toEqual(["close"])
  })
})
