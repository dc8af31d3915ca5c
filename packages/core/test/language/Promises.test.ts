/**
 * What the checks say of promises, played by the case engine: on the date they tell everybody is on time and the promise
 * is broken all the same; where they say nothing it is kept, whatever day the case begins.
 */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import type { Instant, Term, Unit } from "@frontdesk/core/domain/Time"
import { compile } from "@frontdesk/core/language/compile"
import { said } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { sources } from "../case/Office.ts"
import { at, Case } from "../case/world.ts"
import { inFile, office, whole } from "./fixtures.ts"

const handbook = `handbook: office
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: desk, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  desk: { open: { Mon-Fri: 08:30-12:00 13:30-17:30 }, holidays: cn-state-council, covered: 2026-01-01 to 2026-12-31 }
ranks: [staff]
departments: { house: {} }
roles: { front-desk-receptionist: { rank: staff, in: house } }
`

interface Given {
  readonly whole: Term
  readonly first: Term
  readonly second: Term
  readonly from: "its start" | "intake" | "a"
}

/** Two tasks one after the other in a stretch, with these words for their terms. */
const procedure = (from: Given["from"], whole: string, first: string, second: string): string => `procedure: work
version: 1
intake:
  by: front-desk-receptionist
  form: { whole: term, first: term, second: term }
steps:
  - stage: s
    due: ${whole} from intake
    steps:
      - task: a
        by: front-desk-receptionist
        due: ${first} from its start
      - task: b
        by: front-desk-receptionist
        due: ${second} from ${from}
  - end: done
outcomes: { done: {} }
`
const words = ({ n, unit }: Term): string => `${n} ${unit.replace("-", " ")}${n === 1 ? "" : "s"}`

const compiled = (text: string) =>
  compile({
    files: [{ path: "handbook.yaml", text: handbook }, { path: "work.procedure.yaml", text }],
    publicDays: (name) => (name === "cn-state-council" ? sources["cn-state-council"] : undefined)
  })

const written = ({ first, from, second, whole }: Given): string => procedure(from, words(whole), words(first), words(second))

const told = (given: Given): string | undefined => {
  const found = compiled(written(given)).diagnostics.find((it) => it.code === "deadline-impossible" || it.code === "born-late")
  return found === undefined ? undefined : said(found).en
}

/** The same with terms from the intake: the checks cannot know them, so there is a plan whatever they are. */
const plans = new Map<Given["from"], Plan>()
const planOf = (from: Given["from"]): Plan => {
  const plan = plans.get(from) ?? compiled(procedure(from, "whole", "first", "second")).procedures[0]?.compiled.plan
  if (plan === undefined) throw new Error("no plan")
  plans.set(from, plan)
  return plan
}

/** Everybody takes the time he is given and no more. What was broken: `s`, or `b` that began after its due. */
const played = ({ first, from, second, whole }: Given, begins: Instant): ReadonlyArray<string> => {
  const plan = planOf(from)
  const c = new Case(plan)
  c.world.calendars = Calendar.makeAll(plan.calendars, plan.time.zone, sources, 1)
  c.opens("wang", begins, { whole: { ...whole }, first: { ...first }, second: { ...second } })
  const broken: Array<string> = []
  let now = begins
  for (const step of ["a", "b"]) {
    const { due } = c.state.clocks.find((it) => it.node.endsWith(`/${step}`))!
    if (due !== null && due < now) broken.push(step)
    now = Math.max(now, (due ?? now) - 1_000)
    const entries = c.does("wang", now, { _tag: "Complete", n: c.n(step), values: {} })
    if (entries.some((it) => it._tag === "Happened" && it.clock.node === "s")) broken.push("s")
  }
  return broken
}

const terms = (max: number) => fc.record({ n: fc.integer({ min: 1, max }), unit: fc.constantFrom<Unit>("working-day", "calendar-day", "working-hour", "hour", "week") })
const given = fc.record({ whole: terms(12), first: terms(4), second: terms(6), from: fc.constantFrom("its start" as const, "intake" as const, "a" as const) })

describe("promises that do not fit", () => {
  it("are broken in the engine on the very date that is told", () => {
    let found = 0
    fc.assert(
      fc.property(given, (it) => {
        const sentence = told(it)
        if (sentence === undefined) return
        found++
        const [, day = "", clock = ""] = /opened on \w+ (\S+) (\d\d:\d\d)/.exec(sentence) ?? []
        expect(played(it, at(`${day} ${clock}`)), sentence).not.toEqual([])
      }),
      { numRuns: 120 }
    )
    expect(found).toBeGreaterThan(20)
  })

  it("where nothing is told nothing is broken, whatever open day it begins", () => {
    const days = fc.constantFrom("2026-02-13", "2026-02-14", "2026-03-02", "2026-03-06", "2026-04-30", "2026-06-18", "2026-09-24", "2026-09-30", "2026-10-10", "2026-11-20")
    let silent = 0
    fc.assert(
      fc.property(given, days, fc.constantFrom("08:30", "17:29"), (it, day, clock) => {
        if (told(it) !== undefined) return
        silent++
        expect(played(it, at(`${day} ${clock}`)), written(it)).toEqual([])
      }),
      { numRuns: 120 }
    )
    expect(silent).toBeGreaterThan(20)
  })
})

/** A stretch of three calendar days from the intake, with these steps in it. */
const inside = (...steps: ReadonlyArray<string>): string =>
  `steps:\n  - stage: s\n    due: 3 calendar days from intake\n    steps:\n${steps.join("")}  - end: done\n`
const doing = (name: string, due: string, when?: string): string =>
  `      - task: ${name}\n        by: clerk\n        due: ${due}\n${when === undefined ? "" : `        when: ${when}\n`}`
const two = "2 calendar days from its start"
const codes = (text: string) =>
  inFile(office(whole(text))).map((it) => it.code).filter((it) => it === "deadline-impossible" || it === "born-late")

describe("ways through a procedure", () => {
  it.each<[string, string]>([
    ["one after the other", inside(doing("t", two), doing("u", two))],
    ["only in one branch", inside(doing("t", two), `      - choose: c\n        of: kind\n        cases:\n          small: []\n          large:\n            - task: u\n              by: clerk\n              due: ${two}\n`)],
    ["both under one condition", inside(doing("t", two, "urgent"), doing("u", two, "urgent"))],
    ["under conditions that have nothing to do with each other", inside(doing("t", two, "urgent"), doing("u", two, "kind is small"))],
    ["after an end that is not taken", inside("      - end: done\n        when: urgent\n", doing("t", two), doing("u", two))],
    ["a wait before it", inside("      - wait: w\n        until: 4 calendar days from intake\n", doing("t", "1 hour from its start"))],
    ["the longer of two branches", inside(`      - parallel: p\n        join: all\n        branches:\n          a:\n            - task: t\n              by: clerk\n              due: 4 calendar days from intake\n          b:\n            - task: u\n              by: clerk\n              due: 1 hour from intake\n`)],
    ["the first round of a repeat", inside(`      - repeat: r\n        until: t.ok\n        no-limit-because: until it is right\n        steps:\n          - task: t\n            by: clerk\n            due: 4 calendar days from its start\n            form: { ok: yes/no }\n`)]
  ])("%s: told", (_, text) => {
    expect(codes(text)).toEqual(["deadline-impossible"])
  })

  it.each<[string, string]>([
    ["either the one or the other", inside(doing("t", two, "urgent"), doing("u", two, "not urgent"))],
    ["two values of one choice", inside(doing("t", two, "kind is small"), doing("u", two, "kind is large"))],
    [
      "a decision made of what the other asks: nobody can tell here whether they go together",
      `steps:\n  - decide: how\n    first:\n      - { when: urgent, then: fast }\n      - { then: slow }\n${inside(doing("t", two, "how is fast"), doing("u", two, "not urgent")).replace("steps:\n", "")}`
    ],
    ["amounts that cannot both be", inside(doing("t", two, "fee > 5 CNY"), doing("u", two, "fee < 3 CNY"))],
    ["side by side", inside(`      - parallel: p\n        join: all\n        branches:\n          a:\n            - task: t\n              by: clerk\n              due: ${two}\n          b:\n            - task: u\n              by: clerk\n              due: ${two}\n`)],
    ["whichever comes first", inside(`      - parallel: p\n        join: any\n        branches:\n          a:\n            - task: t\n              by: clerk\n              due: 9 calendar days from intake\n          b:\n            - task: u\n              by: clerk\n              due: 1 hour from intake\n`)],
    ["beside it, never waited for", inside(`      - parallel: p\n        join: all\n        branches:\n          a:\n            - task: t\n              by: clerk\n              due: 1 hour from intake\n        beside:\n          b:\n            - task: u\n              by: clerk\n              due: 9 calendar days from intake\n`)],
    ["an agreed date", inside(doing("t", "day"), doing("u", two))],
    ["a term of its own or what was asked for", inside(doing("t", "{ within: 9 calendar days from intake, or: day, take: earlier }"))],
    ["at once takes no time", inside(doing("t", "at once"), doing("u", "3 calendar days from intake"))],
    ["just as much as there is", inside(doing("t", "1 calendar day from its start"), doing("u", two))],
    ["a term beyond the days that are known", inside(doing("t", "300 working days from intake"))],
    ["counted from somebody who has no term", "steps:\n  - task: t\n    by: clerk\n  - wait: w\n    until: 5 calendar days from its start\n  - task: u\n    by: clerk\n    due: 1 calendar day from t\n  - end: done\n"]
  ])("%s: nothing is said", (_, text) => {
    expect(codes(text)).toEqual([])
  })

  it("one conflict is told once, where it is spoilt first", () => {
    const both = `due: 3 calendar days from intake\nby: manager\n${inside(doing("t", two), doing("u", two))}`
    expect(codes(both)).toEqual(["deadline-impossible"])
  })
})
