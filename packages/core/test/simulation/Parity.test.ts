/**
 * One semantics: what a scenario says in the simulation is what a real desk does. Every scenario is played twice, by the
 * simulation and over the counter of a desk with a store, a relay and a directory of its own; then the journals of all
 * cases are compared entry by entry. Only how a command is called may differ: the simulation and the desk number theirs.
 */
import { Effect } from "effect"
import { describe, expect, it } from "@effect/vitest"
import * as duties from "./duties.ts"
import { compilation, groundOf, written } from "./ground.ts"
import { files as binder, scenario as bound } from "./binder.ts"
import { opening, untilTheFile } from "./movein.ts"
import { orders } from "./orders.ts"
import { compare } from "./parity.ts"

describe("a desk does what the scenarios of the handbooks say", () => {
  const ground = groundOf(compilation)
  for (const scenario of compilation.scenarios) {
    it.effect(`${scenario.of} ${scenario.name}`, () => compare(scenario, ground))
    it.effect(`${scenario.of} ${scenario.name}, at a desk that only wakes up when somebody comes`, () =>
      compare(scenario, ground, false)
    )
  }
})

const complaint = (given: string, harm: string, rows: string): string => `scenario: written
of: complaint
given:
  staff:
    wang: front-desk-receptionist
    li: cs-supervisor
    chen: office-director
    zhou: dept-supervisor in repair-dept
    fei: repair-worker
    he: security-guard
    rui: responsible-person in repair-dept
    ruo: responsible-person in repair-dept
  parties: { sun: owner }
${given}rows:
  - at: 2026-03-02 10:00
    who: wang
    opens: complaint
    with: { complainant: sun, unit: 3-201, received-at: 2026-03-02 10:00, occurred-at: 2026-03-02 09:50, place: 厨房, against-department: repair-dept, course: 水管爆裂, demand: 止水, harm-ongoing: ${harm} }
${rows}`

const minor = "  - { at: 2026-03-02 10:10, who: wang, does: classify, with: { severe-impact: no, our-fault: no } }\n"
const solved = "with: { result: 已修好, ours: yes }"

/** What the scenarios of the handbooks do not show yet. */
const more: {
  readonly [name: string]: readonly [text: string, folder: string, beside?: { readonly [path: string]: string }]
} = {
  "papers, a checklist and a file (P01)": [
    `${opening()}  - { at: 2026-03-02 09:05, who: wang, does: verify, with: { shown: [business-card original] }, refused: form-rejected }
  - at: 2026-03-02 09:10
    who: wang
    does: verify
    with: { shown: [owner-id-card seen-and-copied, move-in-notice original, purchase-contract seen, authorisation-letter original, delegate-id-card seen-and-copied] }
${untilTheFile}  - { at: 2026-03-02 15:00, who: wang, does: archive, with: { owner-archive: [issue] }, refused: form-rejected }
  - { at: 2026-03-02 15:10, who: wang, does: archive, with: { owner-archive: [verify.shown, register, register.agreements, issue] } }
`,
    "v0b"
  ],
  "a letter into several archives, and again after a return": [bound, "office", binder],
  "orders of all kinds": [
    complaint(
      "",
      "no",
      `${minor}  - { at: 2026-03-02 11:00, who: rui, orders: claim, of: solve }
  - { at: 2026-03-02 11:01, who: ruo, does: solve, ${solved}, refused: not-the-holder }
  - { at: 2026-03-02 11:05, who: rui, orders: give-back, of: solve }
  - { at: 2026-03-02 11:10, who: rui, orders: claim, of: solve }
  - { at: 2026-03-02 12:00, who: li, orders: urge, of: solve, with: { text: 请尽快 } }
  - { at: 2026-03-02 12:10, who: rui, orders: note, with: { text: 已联系 } }
  - { at: 2026-03-02 12:30, who: rui, orders: transfer, of: solve, with: { to: ruo, reason: 出差 } }
  - { at: 2026-03-03 09:00, who: chen, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 } }
  - { at: 2026-03-03 09:01, who: chen, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 }, refused: over-limit }
  - { at: 2026-03-05 24:00 }
  - { at: 2026-03-06 09:00, who: li, orders: return, with: { to: classify, reason: 等级有误 } }
  - { at: 2026-03-06 10:00, who: li, does: classify, with: { severe-impact: no, our-fault: yes } }
  - { at: 2026-03-06 10:30, who: wang, does: hand-over, with: { received-by: zhou } }
  - { at: 2026-03-07 09:00, who: sun, orders: withdraw, with: { reason: 已和解 } }
`
    ),
    "v0b"
  ],
  "duty, and nobody there": [
    complaint(
      "  on-duty: { fei: no, he: no }\n",
      "yes",
      `  - { at: 2026-03-02 10:03, who: fei, does: stop-harm, with: { measures: 关阀 }, refused: role-not-allowed }
  - { at: 2026-03-02 10:20, who: li, orders: urge, of: stop-harm }
`
    ),
    "v0b"
  ],
  "recorded later": [
    complaint(
      "",
      "yes",
      `  - { at: 2026-03-02 11:30, who: fei, does: stop-harm, done-at: 2026-03-02 10:10, with: { measures: 关阀, reason: 在现场抢修 } }
  - { at: 2026-03-02 11:40, who: li, does: classify, with: { severe-impact: no, our-fault: no } }
`
    ),
    "v0b"
  ],
  "the supervisor stands in for the absent director, and acts for himself where he can": [
    complaint(
      "  absent: { chen: 2026-03-02 to 2026-03-04 }\n",
      "no",
      `${minor}  - { at: 2026-03-02 12:00, who: li, orders: urge, of: solve, with: { text: 请尽快 } }
  - { at: 2026-03-03 09:00, who: li, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 } }
  - { at: 2026-03-05 09:00, who: li, orders: extend, of: solve, with: { by: 1 calendar day, reason: 等配件 }, refused: role-not-allowed }
`
    ),
    "v0b"
  ],
  "a notice sent after the dissatisfaction is held too": [
    `scenario: written
of: fee-objection
given:
  staff:
    chen: building-steward
    hu: dept-manager in environment-dept
  parties: { sun: owner }
rows:
  - { at: 2026-03-02 10:00, who: chen, opens: fee-objection, as: objection, with: { unit: 5-101, payer: sun, problems: [{ problem: 垃圾, department: environment-dept }], agreed-limit: 2026-03-15 18:00 } }
  - { at: 2026-03-02 11:00, who: chen, in: objection, does: solve-on-site, with: { solution: 加派清扫, satisfied: no } }
  - { at: 2026-03-03 10:00, who: chen, opens: fee-notice, as: notice, with: { payer: sun, unit: 5-101, owed: 600 CNY, owed-for: 一季度 } }
  - { at: 2026-03-03 10:01, in: notice, receipt: send-notice, then: { held: { notice/chasing: objection } } }
  - { at: 2026-03-20 10:00, who: hu, in: objection, does: solve 1, with: { what: 已清运, solved: yes } }
`,
    "v2"
  ],
  "the supervisor does the absent director's tasks": [
    complaint(
      "  absent: { chen: 2026-03-02 to 2026-03-04 }\n",
      "no",
      `  - { at: 2026-03-02 10:10, who: wang, does: classify, with: { severe-impact: yes, our-fault: yes } }
  - { at: 2026-03-02 11:00, who: wang, does: hand-over, with: { received-by: li } }
  - { at: 2026-03-03 09:00, who: li, orders: claim, of: solve }
  - { at: 2026-03-03 09:01, who: li, does: answer, with: { answer: 已停水, way: visit } }
  - { at: 2026-03-06 09:00, who: chen, does: solve, ${solved}, refused: not-the-holder }
  - { at: 2026-03-06 10:00, who: li, does: solve, ${solved} }
`
    ),
    "v0b"
  ]
}

describe("and what is written here, with all orders", () => {
  const all = [
    ...Object.entries(more),
    ...Object.entries(orders).map(([name, { folder, more: beside, text }]) => [name, [text, folder, beside]] as const)
  ]
  for (const [name, [text, folder, beside]] of all) {
    const { ground, scenario, wrong } = written(text, folder, beside)
    it.effect(name, () => {
      expect(wrong).toBe("")
      return scenario === undefined ? Effect.void : compare(scenario, ground)
    })
    it.effect(`${name}, at a desk that only wakes up when somebody comes`, () =>
      scenario === undefined ? Effect.void : compare(scenario, ground, false)
    )
  }
})

describe("several handbooks at one desk", () => {
  const sign = `procedure: sign-off
version: 1
intake: { by: building-steward, form: { unit: unit } }
steps:
  - task: approve
    by: head of cs-dept
    form: { agreed: yes/no, seen-by: signature of head of cs-dept }
  - end: done
outcomes: { done: {} }
`
  const { ground, scenario, wrong } = written(
    `scenario: written
of: sign-off
given:
  staff: { deng: building-steward, li: cs-supervisor, tan: cs-manager }
rows:
  - { at: 2026-03-02 10:00, who: deng, opens: sign-off, with: { unit: 3-201 } }
  - { at: 2026-03-02 11:00, who: li, does: approve, with: { agreed: yes, seen-by: tan }, refused: role-not-allowed }
  - { at: 2026-03-02 11:30, who: tan, does: approve, with: { agreed: yes, seen-by: li }, refused: signature-missing }
  - { at: 2026-03-02 12:00, who: tan, does: approve, with: { agreed: yes, seen-by: tan } }
`,
    "v2",
    { "v2/sign-off.procedure.yaml": sign }
  )
  // v0b makes the supervisor head of his department
  it.effect("a post counts as its case's handbook has it: there the supervisor heads no department", () => {
    expect(wrong).toBe("")
    return scenario === undefined ? Effect.void : compare(scenario, ground)
  })
})

describe("a week of recurring duties, and money above a threshold (S39, C31, C40)", () => {
  const { ground, scenario, wrong } = written(duties.week, "duties", duties.files)
  for (const [name, punctual] of [["a desk that is always there", true], ["a desk that only wakes up when somebody comes", false]] as const) {
    it.effect(name, () => {
      expect(wrong).toBe("")
      return scenario === undefined ? Effect.void : compare(scenario, ground, punctual)
    })
  }
})
