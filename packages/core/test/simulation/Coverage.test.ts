/** What scenarios have shown of a procedure is read off what happened, branch by branch and rung by rung. */
import * as Coverage from "@frontdesk/core/simulation/Coverage"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { describe, expect, it } from "vitest"
import { playWritten } from "./ground.ts"

const procedure = `procedure: errand
version: 1
intake: { by: front-desk-receptionist, form: { way: [short, long, none], again: yes/no } }
steps:
  - decide: size
    first:
      - { when: way is short, then: small }
      - { then: big }
  - choose: by-way
    of: way
    cases:
      short:
        - task: go
          by: front-desk-receptionist
          due: 1 hour from its start
      long:
        - parallel: both
          join: all
          branches:
            walk:
              - task: go
                ladder:
                  desk: { by: front-desk-receptionist, due: 1 hour from its start }
                  boss: { by: cs-supervisor }
            pay:
              - compute: cost
                type: whole-number
                value: 2 + 3
      none: []
  - repeat: rounds
    when: again
    until: look.good
    at-most: 1
    beyond:
      - task: give-up
        by: cs-supervisor
    steps:
      - task: look
        by: front-desk-receptionist
        form: { good: yes/no }
  - end: came
outcomes: { came: {}, broken-off: {} }
orders:
  terminate: { by: cs-supervisor, reason: required, ends: broken-off }
`

const scenario = (rows: string): string => `scenario: written
of: errand
given: { staff: { wang: front-desk-receptionist, li: cs-supervisor } }
rows:
${rows}`

const short = scenario(`  - { at: 2026-03-02 09:00, who: wang, opens: errand, with: { way: short, again: no } }
  - { at: 2026-03-02 09:30, who: wang, does: go, then: { ended: came } }
`)
const long = scenario(`  - { at: 2026-03-02 09:00, who: wang, opens: errand, with: { way: long, again: yes } }
  - { at: 2026-03-02 11:00, who: li, does: go }
  - { at: 2026-03-02 11:10, who: wang, does: look, with: { good: no }, then: { open: [give-up] } }
`)

/** The same, with something beside the choice: a list runs around both ways. */
const accompanied = procedure.replace(/  - choose: by-way\n([^]*?)(?=  - repeat)/, (choice) =>
  `  - parallel: at-work
    join: all
    branches:
      handling:
${choice.replace(/^/gm, "      ").trimEnd()}
    beside:
      calling:
        - task: call
          by: front-desk-receptionist
`)

const shown = (...texts: ReadonlyArray<string>) => shownOf(procedure, ...texts)

const shownOf = (procedure: string, ...texts: ReadonlyArray<string>) => {
  const reports = texts.map((text) => playWritten(text, "v3", "en", { "v3/errand.procedure.yaml": procedure }))
  for (const report of reports) expect(report.rows.flatMap((row) => row.mismatches)).toEqual([])
  const plan = reports[0]?.end.setting.procedures.get("v3/errand")?.plan as Plan
  const [covered] = Coverage.measure([plan], reports)
  return covered as Coverage.Covered
}

describe("coverage", () => {
  it("of the short way lacks the long one, the round, the rung that was passed and the order's outcome", () => {
    expect(shown(short)).toEqual({
      procedure: "v3/errand",
      steps: { all: 6, missing: ["by-way/long/both/walk/go", "by-way/long/both/pay/cost", "rounds/look", "rounds/beyond/give-up"] },
      branches: { all: 7, missing: ["size row 2", "by-way/long", "by-way/long/both/walk", "by-way/long/both/pay", "rounds/beyond"] },
      outcomes: { all: 2, missing: ["broken-off"] },
      rungs: { all: 2, missing: ["by-way/long/both/walk/go: desk", "by-way/long/both/walk/go: boss"] },
      deadlines: { all: 2, missing: ["by-way/long/both/walk/go: desk"] }
    })
  })
  it("of the long way lacks the step of the same name in the other branch", () => {
    const { branches, deadlines, outcomes, rungs, steps } = shown(long)
    expect(steps.missing).toEqual(["by-way/short/go"])
    expect(branches.missing).toEqual(["size row 1", "by-way/short"])
    expect(rungs.missing).toEqual([])
    // the desk's hour was missed: that too is to have been shown
    expect(deadlines.missing).toEqual(["by-way/short/go"])
    expect(outcomes.missing).toEqual(["came", "broken-off"])
  })
  it("of the long way, with a list around both, is that of the branch that ran", () => {
    const { deadlines } = shownOf(accompanied, long)
    expect(deadlines.missing).toEqual(["at-work/handling/by-way/short/go"])
  })
  it("of both together is all but what nobody ordered", () => {
    const both = shown(short, long)
    expect(Coverage.kinds.map((kind) => [kind, Coverage.total([both], kind)])).toEqual([
      ["steps", 1],
      ["branches", 1],
      ["outcomes", 0.5],
      ["rungs", 1],
      ["deadlines", 1]
    ])
  })
})
