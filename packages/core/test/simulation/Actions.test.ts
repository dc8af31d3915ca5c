/** What a procedure asks of the host, played by the simulation and at a desk: the same entries. */
import { Effect } from "effect"
import { describe, expect, it } from "@effect/vitest"
import { gates } from "../gates.ts"
import { written } from "./ground.ts"
import { compare } from "./parity.ts"

describe("what the host does", () => {
  const visit = `procedure: visit
version: 1
intake:
  by: front-desk-receptionist
  form: { gate: [north, south], unit: unit, start: meter-reading }
steps:
  - do: let-in
    action: open-gate
    with: { gate: gate }
  - choose: how
    of: let-in.outcome
    cases:
      done:
        - do: read
          action: read-meter
          with: { unit: unit }
      jammed:
        - task: by-hand
          by: front-desk-receptionist
          form: { opened: tick }
        - end: turned-away
          gives: { fault: let-in.fault }
      unreachable:
        - end: no-answer
  - end: visited
    gives: { opened: let-in.opened-at }
orders:
  withdraw: { by: opener, ends: withdrawn, reason: optional }
  suspend: { by: front-desk-receptionist, clocks: pause, at-most: 10 calendar days, reason: required }
  resume: { by: front-desk-receptionist }
  return: { by: front-desk-receptionist, to: [let-in], reason: required }
outcomes:
  visited: { opened: date-time }
  turned-away: { fault: text }
  no-answer: {}
  withdrawn: {}
`
  const rows = (text: string): string => `scenario: written
of: visit
given: { staff: { wang: front-desk-receptionist } }
rows:
  - at: 2026-03-02 10:00
    who: wang
    opens: visit
    with: { gate: north, unit: 3-201, start: { value: 12.5, unit: kWh } }
    then: { waits: { let-in: answer }, open: [let-in] }
${text}`
  const all: { readonly [name: string]: string } = {
    "all goes well": `
  - { at: 2026-03-02 11:00, answers: let-in, with: { opened-at: 2026-03-02 10:59 }, then: { open: [read], closed: [let-in], values: { let-in.outcome: done, let-in.opened-at: 2026-03-02 10:59 } } }
  - { at: 2026-03-02 12:00, answers: read, with: { reading: { value: 13.75, unit: kWh } }, then: { ended: visited, gives: { opened: 2026-03-02 10:59 } } }
  - { at: 2026-03-02 13:00, answers: read, with: { reading: { value: 13.75, unit: kWh } }, refused: not-waiting }
`,
    "a declared failure": `
  - { at: 2026-03-02 11:00, answers: let-in, outcome: jammed, with: { fault: 电机故障 } }
  - { at: 2026-03-02 12:00, who: wang, does: by-hand, with: { opened: yes }, then: { ended: turned-away, gives: { fault: 电机故障 } } }
`,
    "what is answered while the case is suspended is taken when it goes on": `
  - { at: 2026-03-02 11:00, who: wang, orders: suspend, with: { reason: 停电 } }
  - { at: 2026-03-02 12:00, answers: let-in, with: { opened-at: 2026-03-02 10:59 }, then: { open: [let-in] } }
  - { at: 2026-03-03 09:00, who: wang, orders: resume, then: { open: [read], closed: [let-in] } }
`,
    "asked for again after a return": `
  - { at: 2026-03-02 11:00, answers: let-in, outcome: jammed, with: { fault: 电机故障 } }
  - { at: 2026-03-02 12:00, who: wang, orders: return, with: { to: let-in, reason: 已修好 }, then: { open: [let-in] } }
  - { at: 2026-03-02 13:00, answers: let-in, with: { opened-at: 2026-03-02 12:59 }, then: { open: [read] } }
`,
    "revoked by a withdrawal": `
  - { at: 2026-03-02 11:00, who: wang, orders: withdraw, then: { ended: withdrawn } }
`
  }
  for (const [name, text] of Object.entries(all)) {
    const { ground, scenario, wrong } = written(rows(text), "v3", { "v3/visit.procedure.yaml": visit }, [gates])
    it.effect(name, () => {
      expect(wrong).toBe("")
      return scenario === undefined ? Effect.void : compare(scenario, ground)
    })
    it.effect(`${name}, at a desk that only wakes up when somebody comes`, () =>
      scenario === undefined ? Effect.void : compare(scenario, ground, false)
    )
  }
})
