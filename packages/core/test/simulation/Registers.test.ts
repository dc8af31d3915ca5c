/**
 * Scenarios that ask about rows (language §3.4, §3.5, §7.3, §11): what they count, sum and split, played in the
 * simulation and at a desk with the same journals.
 */
import { Effect } from "effect"
import { describe, expect, it } from "@effect/vitest"
import type { Values } from "@frontdesk/core/domain/Value"
import * as Play from "@frontdesk/core/simulation/Play"
import * as Ledgers from "@frontdesk/core/simulation/Ledgers"
import { story, told } from "./ground.ts"
import { compare } from "./parity.ts"
import { scenarios } from "./registers.ts"

type Name = keyof typeof scenarios

const played = (name: Name): Play.Report => {
  const { ground, scenario, wrong } = scenarios[name]
  if (scenario === undefined) throw new Error(wrong)
  const report = Play.play(scenario, ground)
  expect(told(report).filter((line) => !line.startsWith("right"))).toEqual([])
  return report
}

const rows = (report: Play.Report, ledger: string): ReadonlyArray<Values> =>
  Ledgers.rows(report.end.log, ledger, Infinity).map(({ values }) => values)

const shown = (report: Play.Report, step: string): ReadonlyArray<unknown> =>
  report.end.log.flatMap(({ entry }) => 
    entry._tag === "Entered" && entry.frame.kind === "task" && entry.frame.node === step ? [entry.frame.reports] : []
  )

describe("monthly penalties (P65)", () => {
  const report = played("monthly penalties are summed by person, and split 70/30 where the superior is liable")
  it("7 points: 35 and 20 more, 70 % to the offender and 30 % to his superior; 3 points: 15 (R20, R21, R24)", () => {
    expect(rows(report, "v1c/fine-ledger")).toEqual([
      { who: "li", month: "2026-03-01", amount: "38.5", share: "own" },
      { who: "tan", month: "2026-03-01", amount: "16.5", share: "superior-share" },
      { who: "wang", month: "2026-03-01", amount: "15", share: "own" }
    ])
  })
  it("the same fault three times in a month is published, and the superior is pursued (R25)", () => {
    const opened = report.end.log.flatMap(({ entry }) => (entry._tag === "Sent" && entry.message.kind === "open" ? [entry.message] : []))
    expect(opened.filter((it) => it.procedure === "v1c/superior-liability").map((it) => it.values["because-of"])).toEqual(["wang"])
  })
})

describe("repeated complaints (C49)", () => {
  const report = played("the third complaint of one kind in three months goes to the chief")
  it("the week's report counts by subject, with what was filled in since", () => {
    expect(shown(report, "read")).toEqual([
      {
        numbers: [{ subject: "water", count: 4, "sum-cost": "400.5" }],
        "ended-ones": [
          { subject: "water", outcome: "solved", count: 2 },
          { subject: "water", outcome: "solved-again", count: 1 }
        ],
        altogether: [{ count: 4 }]
      }
    ])
  })
})

describe("a quota of checks (C34)", () => {
  const report = played("a check is opened while too few are done; who is short at the end of the month, is told")
  it("who is told, in both languages, with what was reached", () => {
    const notices = report.end.log.flatMap(({ entry }) => (entry._tag === "Sent" && entry.message.kind === "notice" ? [entry.message] : []))
    expect(notices.map(({ text, to }) => ({ to, text }))).toEqual([
      { to: ["role:boss"], text: { zh: "本月未达标：回访率，33.3%", en: "Missed this month: Share of checks, 33.3%" } }
    ])
  })
  it("tells its story", () => {
    expect(story(report, "en").join("\n")).toMatchSnapshot()
    expect(story(report, "zh").join("\n")).toMatchSnapshot()
  })
})

describe("weekly numbers (C42)", () => {
  it("are those of last week, Monday to Sunday, each group once", () => {
    const report = played("every Monday the demands of last week are counted by subject and result")
    expect(shown(report, "compile")).toEqual([
      {
        numbers: [
          { subject: "noise", result: "resolved", count: 2 },
          { subject: "repair", result: "resolved", count: 1 },
          { subject: "noise", result: "invalid", count: 1 }
        ]
      }
    ])
  })
})

describe("a desk does the same", () => {
  for (const [name, { ground, scenario, wrong }] of Object.entries(scenarios)) {
    it.effect(name, () => {
      expect(wrong).toBe("")
      return scenario === undefined ? Effect.void : compare(scenario, ground)
    })
    it.effect(`${name}, where somebody only comes now and then`, () =>
      scenario === undefined ? Effect.void : compare(scenario, ground, false)
    )
  }
})
