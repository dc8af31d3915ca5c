/** How a scenario is played, and how a wrong one is told. */
import * as Play from "@frontdesk/core/simulation/Play"
import { describe, expect, it } from "vitest"
import { compilation, groundOf, playWritten, story, told } from "./ground.ts"

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
    expect(told(report).filter((line) => !line.startsWith("right"))).toEqual([])
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
    expect(told(report).filter((line) => !line.startsWith("right"))).toEqual([])
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
    expect(told(report).filter((line) => !line.startsWith("right"))).toEqual([])
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
        "  20: was refused: role-not-allowed (needs: front-desk-receptionist)",
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
      told: { sun: pay-please }
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
        "  26: told sun: expected pay-please, found nothing",
        "  27: opened v0b/complaint: expected to-complaint, found no case",
        "  28: values reason: expected 门不亮, found 楼道灯不亮",
        "  28: values directly-solvable: expected yes, found no",
        "  29: gives why: expected 无, found nothing",
        "  30: ended v3/reception: expected resolved-by-manager, found still open",
        "wrong 2026-03-04 20:00 wang does handle",
        "  36: handle: expected open, found a step that is over",
        "  37: holders handle: expected wang, found a step that is over",
        "  38: wrote reception-record 1 handling: expected 未更换, found 已更换",
        "  39: ended v3/reception: expected resolved-by-manager, found resolved-by-department",
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
        "  26: told sun：应为pay-please，实为没有",
        "  27: opened v0b/complaint：应为to-complaint，实为没有",
        "  28: values reason：应为门不亮，实为楼道灯不亮",
        "  28: values directly-solvable：应为yes，实为no",
        "  29: gives why：应为无，实为空",
        "  30: v3/reception的结局：应为resolved-by-manager，实为未结束",
        "wrong 2026-03-04 20:00 wang does handle",
        "  36: handle：应为进行中，实为已结束的步骤",
        "  37: holders handle：应为wang，实为已结束的步骤",
        "  38: wrote reception-record 1 handling：应为未更换，实为已更换",
        "  39: v3/reception的结局：应为resolved-by-manager，实为resolved-by-department",
      ]
    `)
  })
})

describe("the run", () => {
  it("is the same every time and leaves its beginning untouched", () => {
    const ground = groundOf(compilation)
    for (const scenario of compilation.scenarios) {
      const [one, two] = [Play.play(scenario, ground), Play.play(scenario, ground)]
      expect(two.end.log).toEqual(one.end.log)
    }
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
