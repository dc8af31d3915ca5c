/** What a scenario stages besides its rows: duty, parameters, several cases, several signatures, work recorded later. */
import { describe, expect, it } from "vitest"
import { playWritten, wrongs } from "./ground.ts"

const complaint = (given: string, harm: string, rows: string, more = ""): string => `scenario: written
of: complaint
given:
  staff:
    wang: front-desk-receptionist
    li: cs-supervisor
    fei: repair-worker
    he: security-guard
    rui: responsible-person in repair-dept
  parties: { sun: owner }
${given}rows:
  - at: 2026-03-02 22:00
    who: wang
    opens: complaint
    with: { complainant: sun, unit: 3-201, received-at: 2026-03-02 22:00, occurred-at: 2026-03-02 21:50, place: 厨房, against-department: repair-dept, course: 水管爆裂, demand: 止水, harm-ongoing: ${harm}${more} }
${rows}`

describe("duty", () => {
  it("a task for people on duty is offered to those who are", () => {
    const text = complaint(
      "  on-duty: { fei: no }\n",
      "yes",
      `  - { at: 2026-03-02 22:03, who: fei, does: stop-harm, with: { measures: 关阀 }, refused: role-not-allowed }
  - { at: 2026-03-02 22:20, who: he, does: stop-harm, with: { measures: 关阀 }, then: { holders: { classify: wang }, closed: [stop-harm] } }`
    )
    expect(wrongs(playWritten(text, "v0b"))).toEqual([])
  })
  it("with nobody on duty it stays open and is marked", () => {
    const text = complaint(
      "  on-duty: { fei: no, he: no }\n",
      "yes",
      `  - { at: 2026-03-02 22:03, then: { holders: { stop-harm: nobody }, open: [stop-harm] } }`
    )
    expect(wrongs(playWritten(text, "v0b"))).toEqual([])
  })
})

it("work may be recorded later, with the time it was done and a reason", () => {
  const text = complaint(
    "",
    "yes",
    `  - { at: 2026-03-02 23:30, who: fei, does: stop-harm, done-at: 2026-03-02 22:10, with: { measures: 关阀 }, refused: reason-missing }
  - { at: 2026-03-02 23:31, who: fei, does: stop-harm, done-at: 2026-03-02 21:00, with: { measures: 关阀, reason: 在现场抢修 }, refused: back-dated-too-far }
  - { at: 2026-03-02 23:32, who: fei, does: stop-harm, done-at: 2026-03-02 22:10, with: { measures: 关阀, reason: 在现场抢修 }, then: { closed: [stop-harm], values: { stop-harm.measures: 关阀 } } }`
  )
  expect(wrongs(playWritten(text, "v0b"))).toEqual([])
})

describe("parameters", () => {
  const minor = (given: string, due: string): string =>
    complaint(
      given,
      "no",
      `  - { at: 2026-03-02 22:10, who: wang, does: classify, with: { severe-impact: no, our-fault: no }, then: { values: { tier: minor }, due: { solve: ${due} } } }`,
      ", asked-for: 2026-03-06 12:00"
    )
  it("are those of the handbook", () => {
    expect(wrongs(playWritten(minor("", "2026-03-06 12:00"), "v0b"))).toEqual([])
  })
  it("unless the scenario gives others", () => {
    expect(wrongs(playWritten(minor("  parameters: { minor-term: earlier }\n", "2026-03-04 24:00"), "v0b"))).toEqual([])
  })
})

it("several cases are told apart by their names", () => {
  const opens = (at: string, as: string): string =>
    `  - { at: ${at}, who: wang, opens: reception, as: ${as}, with: { owner: sun, phone: 13800000000, unit: 3-201, channel: visit, received-at: ${at}, reason: 灯不亮, is-complaint: no, directly-solvable: yes } }`
  const text = `scenario: written
of: reception
given: { staff: { wang: front-desk-receptionist }, parties: { sun: owner } }
rows:
${opens("2026-03-02 09:00", "one")}
${opens("2026-03-03 09:00", "two")}
  - { at: 2026-03-03 10:00, who: wang, in: two, does: handle, with: { handling: 已换, result: solved }, then: { ended: { two: resolved-by-receptionist }, open: [one/handle, handle], due: { one/handle: 2026-03-04 24:00 } } }`
  expect(wrongs(playWritten(text))).toEqual([])
})

it("several people sign one task, in the order they are named", () => {
  const procedure = `procedure: waiver
version: 1
intake: { by: front-desk-receptionist, form: { why: text } }
steps:
  - task: agree
    by: { together: [cs-supervisor, center-manager] }
    form: { amount: money }
  - end: agreed
outcomes: { agreed: {} }
words: { waiver: 减免, why: 原因, agree: 会签, amount: 金额, agreed: 同意 }
`
  const text = `scenario: written
of: waiver
given: { staff: { wang: front-desk-receptionist, li: cs-supervisor, zhao: center-manager } }
rows:
  - { at: 2026-03-02 09:00, who: wang, opens: waiver, with: { why: 漏水 } }
  - { at: 2026-03-02 09:10, who: [li, li], does: agree, with: { amount: 100 CNY }, refused: same-person-twice }
  - { at: 2026-03-02 09:11, who: [li, li], does: agree, with: { amount: 100 CNY }, refused: same-person-twice, then: { open: [agree] } }
  - { at: 2026-03-02 09:20, who: [wang], does: agree, with: { amount: 100 CNY }, refused: role-not-allowed }`
  expect(wrongs(playWritten(text, "v3", "en", { "v3/waiver.procedure.yaml": procedure }))).toEqual([])
  const signed = `${text.split("\n").slice(0, 5).join("\n")}
  - { at: 2026-03-02 09:10, who: [zhao, li], does: agree, with: { amount: 100 CNY }, then: { ended: agreed, values: { agree.amount: 100 CNY } } }`
  expect(wrongs(playWritten(signed, "v3", "en", { "v3/waiver.procedure.yaml": procedure }))).toEqual([])
})
