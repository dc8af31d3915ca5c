/** How a scenario is played, and how a wrong one is told. */
import * as Play from "@frontdesk/core/simulation/Play"
import type { Expected } from "@frontdesk/core/plan/Scenario"
import { describe, expect, it } from "vitest"
import { effort } from "../language/effort.ts"
import { compilation, groundOf, playWritten, story, told, wrongs } from "./ground.ts"

const head = `scenario: written
of: reception
given:
  staff: { wang: front-desk-receptionist, li: cs-supervisor, zhao: center-manager, mei: front-desk-receptionist }
  parties: { sun: owner }
`
const opened = (then = "", at = "2026-03-02 16:40"): string => `rows:
  - at: ${at}
    who: wang
    opens: reception
    with:
      owner: sun
      phone: 13800000000
      unit: 3-201
      channel: visit
      received-at: ${at}
      reason: 楼道灯不亮
      is-complaint: no
      directly-solvable: no
      department: engineering-dept
${then}`

const row = (text: string): string => `${text}\n`

describe("instants", () => {
  it("who acts at the due instant acts before its clock", () => {
    const report = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-04 24:00, who: wang, does: handle, with: { handling: 换灯, result: solved }, then: { ended: resolved-by-department, late: { handle: no } } }`)
    )
    expect(told(report).slice(1)).toEqual(["right 2026-03-04 24:00 wang does handle"])
  })

  it("a row without an act passes just beyond its instant, so the clock has happened", () => {
    const report = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-04 23:59, then: { holders: { handle: front-desk-receptionist }, late: { handle: no } } }`) +
        row(`  - { at: 2026-03-04 24:00, then: { holders: { handle: cs-supervisor }, late: { handle: [receptionist] } } }`) +
        row(`  - { at: 2026-03-05 00:00, who: li, does: handle, with: { handling: 换灯, result: solved }, then: { ended: resolved-by-supervisor } }`)
    )
    // 00:00 of the 5th is the instant that has just gone by: the supervisor acts after its clock
    expect(wrongs(report)).toEqual([])
  })
})

describe("people", () => {
  it("a substitute acts for an absent colleague, and the story says so", () => {
    const report = playWritten(
      head.replace("parties:", "absent: { wang: 2026-03-03 to 2026-03-04 }\n  parties:") +
        opened() +
        row(`  - { at: 2026-03-03 09:00, who: mei, does: handle, with: { handling: 换灯, result: solved }, then: { ended: resolved-by-department } }`)
    )
    expect(report.right).toBe(true)
  })

  it("nobody is there: told when the scenario has staff for it and all of them are away", () => {
    const report = playWritten(
      head.replace(", mei: front-desk-receptionist", "").replace("parties:", "absent: { li: 2026-03-01 to 2026-03-31 }\n  parties:") +
        opened() +
        row(`  - { at: 2026-03-04 24:00, then: { holders: { handle: nobody } } }`)
    )
    expect(told(report).at(-1)).toBe("right 2026-03-04 24:00 time passes")
    expect(story(report, "en").some((line) => line.includes("nobody is there"))).toBe(true)
  })

  it("a task that somebody has taken is held by his post too", () => {
    const report = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-02 17:00, who: mei, orders: claim, of: handle, then: { holders: { handle: mei } } }`) +
        row(`  - { at: 2026-03-02 17:01, who: wang, does: handle, with: { handling: 换灯, result: solved }, refused: not-the-holder }`) +
        row(`  - { at: 2026-03-02 17:02, then: { holders: { handle: front-desk-receptionist } } }`)
    )
    expect(wrongs(report)).toEqual([])
  })
})

describe("refusals", () => {
  it("may be expected by their code or by their why", () => {
    const report = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-02 17:00, who: wang, does: handle, with: { handling: 没办法, result: cannot-be-solved, why: 老化 }, refused: form-rejected }`) +
        row(`  - { at: 2026-03-02 17:01, who: wang, does: handle, with: { handling: 没办法, result: cannot-be-solved, why: 老化 }, refused: value-not-allowed }`) +
        row(`  - { at: 2026-03-02 17:02, who: zhao, does: handle, with: { handling: 换灯, result: solved }, refused: role-not-allowed }`)
    )
    expect(wrongs(report)).toEqual([])
  })

  it("a refused row changes nothing", () => {
    const before = playWritten(head + opened())
    const after = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-02 17:02, who: zhao, does: handle, with: { handling: 换灯, result: solved }, refused: role-not-allowed }`)
    )
    expect(after.end.log).toEqual(before.end.log)
  })

  it("an unexpected one ends the play: what follows would be told wrong", () => {
    const report = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-02 17:00, who: zhao, does: handle, with: { handling: 换灯, result: solved } }`) +
        row(`  - { at: 2026-03-02 17:01, then: { ended: resolved-by-manager } }`)
    )
    expect(told(report)).toMatchInlineSnapshot(`
      [
        "right 2026-03-02 16:40 wang opens v3/reception",
        "wrong 2026-03-02 17:00 zhao does handle",
        "  20: was refused: role-not-allowed: this post may not do it (needs: front-desk-receptionist)",
        "not-played 2026-03-02 17:01 time passes",
      ]
    `)
  })

  it("one that does not come is told", () => {
    const report = playWritten(
      head +
        opened() +
        row(`  - { at: 2026-03-02 17:00, who: wang, does: handle, with: { handling: 换灯, result: solved }, refused: not-the-holder }`)
    )
    expect(told(report)).toMatchInlineSnapshot(`
      [
        "right 2026-03-02 16:40 wang opens v3/reception",
        "wrong 2026-03-02 17:00 wang does handle",
        "  20: expected to be refused: not-the-holder; it was accepted",
      ]
    `)
  })
})

const wrong =
  head +
  opened(`    then:
      holders: { handle: center-manager }
      due: { handle: 2026-03-05 24:00 }
      late: { handle: [receptionist] }
      closed: [handle]
      wrote: { reception-record: 2 }
      opened: { complaint: to-complaint }
      values: { reason: 门不亮, directly-solvable: yes }
      gives: { why: 无 }
      ended: resolved-by-manager
`) +
  row(`  - at: 2026-03-04 20:00
    who: wang
    does: handle
    with: { handling: 已更换, result: solved }
    then:
      open: [handle]
      holders: { handle: wang }
      wrote: { reception-record: [ { handling: 未更换, result: solved } ] }
      ended: resolved-by-manager`)

describe("what is not as expected", () => {
  it("is a sentence with the line, what was found, and why", () => {
    expect(told(playWritten(wrong))).toMatchInlineSnapshot(`
      [
        "wrong 2026-03-02 16:40 wang opens v3/reception",
        "  21: holders handle: expected center-manager, found front-desk-receptionist",
        "  22: due handle: expected 2026-03-05 24:00, found 2026-03-04 24:00 (2 calendar days from intake (2026-03-02 16:40); counted 03-03, 03-04)",
        "  23: late handle: expected receptionist, found none",
        "  24: handle: expected closed, found still open",
        "  25: wrote reception-record: expected 2 new rows, found 1 new row",
        "  26: opened v0b/complaint: expected to-complaint, found no case",
        "  27: values reason: expected 门不亮, found 楼道灯不亮",
        "  27: values directly-solvable: expected yes, found no",
        "  28: gives why: expected 无, found nothing",
        "  29: ended v3/reception: expected resolved-by-manager, found still open",
        "wrong 2026-03-04 20:00 wang does handle",
        "  35: handle: expected open, found a step that is over",
        "  36: holders handle: expected wang, found a step that is over",
        "  37: wrote reception-record 1 handling: expected 未更换, found 已更换",
        "  38: ended v3/reception: expected resolved-by-manager, found resolved-by-department",
      ]
    `)
  })

  it("is told in Chinese too", () => {
    expect(told(playWritten(wrong, "v3", "zh"))).toMatchInlineSnapshot(`
      [
        "wrong 2026-03-02 16:40 wang opens v3/reception",
        "  21: holders handle：应为center-manager，实为front-desk-receptionist",
        "  22: due handle：应为2026-03-05 24:00，实为2026-03-04 24:00（自受理（2026-03-02 16:40）起2个自然日；计入03-03、03-04）",
        "  23: late handle：应为receptionist，实为无",
        "  24: handle：应为已结束，实为仍在进行",
        "  25: wrote reception-record：应为2行新记录，实为1行新记录",
        "  26: opened v0b/complaint：应为to-complaint，实为没有",
        "  27: values reason：应为门不亮，实为楼道灯不亮",
        "  27: values directly-solvable：应为yes，实为no",
        "  28: gives why：应为无，实为空",
        "  29: v3/reception的结局：应为resolved-by-manager，实为未结束",
        "wrong 2026-03-04 20:00 wang does handle",
        "  35: handle：应为进行中，实为已结束的步骤",
        "  36: holders handle：应为wang，实为已结束的步骤",
        "  37: wrote reception-record 1 handling：应为未更换，实为已更换",
        "  38: v3/reception的结局：应为resolved-by-manager，实为resolved-by-department",
      ]
    `)
  })

  it.each([
    ["en", "told sun: expected pay-now, found pay-please"],
    ["zh", "told sun：应为pay-now，实为pay-please"]
  ] as const)("what somebody was told, %s", (language, sentence) => {
    const report = playWritten(
      `scenario: written
of: fee-notice
given:
  staff: { chen: building-steward }
  parties: { sun: owner }
rows:
  - at: 2026-03-02 10:00
    who: chen
    opens: fee-notice
    with: { payer: sun, unit: 5-101, owed: 600 CNY, owed-for: 物业费 }
    then: { told: { sun: pay-now } }
`,
      "v2",
      language,
      { "v2/fee-reminder.procedure.yaml": `procedure: fee-reminder
version: 1
intake: { by: building-steward, form: { payer: party } }
steps:
  - notify: remind
    to: payer
    via: [sms]
    with: pay-now
  - end: reminded
outcomes: { reminded: {} }
messages: { pay-now: { zh: 请缴费, en: Please pay } }
words: { fee-reminder: 催费, remind: 提醒, reminded: 已提醒, payer: 缴费人 }
` }
    )
    expect(wrongs(report).slice(1)).toEqual([`  11: ${sentence}`])
  })
})

describe("orders", () => {
  const complaint = (rows: string): string =>
    `scenario: written
of: complaint
given:
  staff: { wang: front-desk-receptionist, mei: front-desk-receptionist, li: cs-supervisor, zhou: dept-supervisor in security-dept, chen: office-director }
  parties: { sun: owner }
rows:
  - at: 2026-03-02 10:00
    who: wang
    opens: complaint
    with: { complainant: sun, unit: 3-201, received-at: 2026-03-02 10:00, occurred-at: 2026-03-02 09:00, place: 南门, against-department: security-dept, course: 无人值守, demand: 整改, harm-ongoing: no }
  - { at: 2026-03-02 10:05, who: wang, does: classify, with: { severe-impact: no, our-fault: yes } }
  - { at: 2026-03-02 10:30, who: wang, does: hand-over, with: { received-by: zhou }, then: { due: { solve: 2026-03-05 24:00 } } }
${rows}`
  const after = (rows: string): ReadonlyArray<string> => wrongs(playWritten(complaint(rows), "v0b"))

  it("extend gives a later due, once, and only by whom the file names", () => {
    expect(
      after(`  - { at: 2026-03-03 10:00, who: zhou, orders: extend, of: solve, with: { by: 2 calendar days, reason: 等备件 }, refused: role-not-allowed }
  - { at: 2026-03-03 10:01, who: chen, orders: extend, of: solve, with: { by: 2 calendar days, reason: 等备件 }, then: { due: { solve: 2026-03-07 24:00 } } }
  - { at: 2026-03-03 10:02, who: chen, orders: extend, of: solve, with: { by: 1 calendar days, reason: 再等 }, refused: over-limit }`)
    ).toEqual([])
  })
  it("return sorts the complaint anew; anchors stay, so the hour of the desk is over at once and the supervisor has it", () => {
    expect(
      after(`  - { at: 2026-03-03 10:00, who: li, orders: return, with: { to: classify, reason: 影响严重 }, then: { closed: [solve], holders: { sorting: cs-supervisor, classify: cs-supervisor } } }
  - { at: 2026-03-03 10:10, who: li, does: classify, with: { severe-impact: yes, our-fault: yes }, then: { values: { tier: major }, due: { hand-over: 2026-03-02 24:00 } } }`)
    ).toEqual([])
  })
  it("transfer, urge, note and withdraw", () => {
    expect(
      after(`  - { at: 2026-03-03 10:00, who: li, orders: transfer, of: solve, with: { to: wang }, refused: role-not-allowed }
  - { at: 2026-03-03 10:01, who: sun, orders: urge, of: solve }
  - { at: 2026-03-03 10:02, who: sun, orders: urge, of: solve, refused: urged-recently }
  - { at: 2026-03-03 10:03, who: wang, orders: note, with: { text: 已回访 } }
  - { at: 2026-03-03 10:04, who: li, orders: withdraw, refused: role-not-allowed }
  - { at: 2026-03-03 10:05, who: sun, orders: withdraw, then: { ended: withdrawn } }
  - { at: 2026-03-03 10:06, who: zhou, does: solve, with: { result: 培训, ours: yes }, refused: case-ended }`)
    ).toEqual([])
  })
})

/** The same expectation, made wrong. */
const falsified = (it: Expected): Expected => {
  switch (it.what) {
    case "holder":
      return { ...it, who: ["person:nobody-we-know"] }
    case "due":
      return { ...it, due: it.due === "none" ? 0 : it.due + 60_000 }
    case "late":
      return { ...it, late: typeof it.late === "boolean" ? !it.late : [...it.late, "no-such-rung"] }
    case "open":
      return { ...it, what: "closed" }
    case "closed":
      return { ...it, what: "open" }
    case "waits":
      return { ...it, for: typeof it.for === "number" ? it.for + 60_000 : it.for === "event" ? "receipt" : "event" }
    case "held":
      return { ...it, holds: [...it.holds, "no-such-hold"] }
    case "wrote":
      return { ...it, rows: typeof it.rows === "number" ? it.rows + 1 : it.rows.map((row) => Object.fromEntries(Object.keys(row).map((name) => [name, "another"]))) }
    case "told":
      return { ...it, messages: [...it.messages, "no-such-message"] }
    case "opened":
      return { ...it, by: it.by.map((place) => ({ ...place, step: "no-such-step" })) }
    case "value":
    case "gives":
      return { ...it, value: "another" }
    case "ended":
      return { ...it, outcome: "another" }
  }
}

it("no expectation of the handbook's scenarios holds when it is made wrong", () => {
  const ground = groundOf(compilation)
  let tried = 0
  for (const scenario of compilation.scenarios) {
    const rows = scenario.rows.map((it) => ({ ...it, expects: it.expects.map(falsified) }))
    const told = Play.play({ ...scenario, rows }, ground).rows.map((played) => played.mismatches.map(({ line }) => line))
    for (const [at, row] of scenario.rows.entries()) {
      expect(told[at], `${scenario.name} ${row.written}`).toEqual(row.expects.map(({ line }) => line).sort((a, b) => a - b))
      tried += row.expects.length
    }
  }
  expect(tried).toBeGreaterThan(300)
})

describe("the run", () => {
  it("is the same every time and leaves its beginning untouched", () => {
    const ground = groundOf(compilation)
    for (const scenario of compilation.scenarios) {
      const [one, two] = [Play.play(scenario, ground), Play.play(scenario, ground)]
      expect(two.end.log).toEqual(one.end.log)
    }
  })

  it("of nine months of a company's schedules costs seconds: some three thousand cases, most of them left open", () => {
    const scenario = compilation.scenarios.find((it) => it.name === "looked-at")
    if (scenario === undefined) throw new Error("the scenario is gone")
    const ground = groundOf(compilation)
    expect(effort(() => expect(Play.play(scenario, ground).end.cases.size).toBeGreaterThan(2000))).toBeLessThan(6000)
  })

  it("time that passes in more rows changes no fact", () => {
    const scenario = compilation.scenarios.find((it) => it.name === "dunning-rests-while-problems-are-open")
    if (scenario === undefined) throw new Error("the scenario is gone")
    const ground = groundOf(compilation)
    const more = scenario.rows.flatMap((it, index) => {
      const next = scenario.rows[index + 1]
      if (next === undefined) return [it]
      const at = Math.floor((it.at + next.at) / 2)
      return [it, { line: it.line, at, written: "between", act: { act: "time-passes" }, expects: [] } as const]
    })
    const report = Play.play({ ...scenario, rows: more }, ground)
    expect(report.right).toBe(true)
    expect(report.end.log.map((it) => it.entry._tag)).toEqual(Play.play(scenario, ground).end.log.map((it) => it.entry._tag))
  })
})
