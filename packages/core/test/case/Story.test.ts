/** Cases told in sentences, by names only (no titles) and in both languages. */
import * as Story from "@frontdesk/core/case/Story"
import * as Told from "@frontdesk/core/case/Told"
import * as Play from "@frontdesk/core/simulation/Play"
import { describe, expect, it } from "vitest"
import { compilation, groundOf } from "../simulation/ground.ts"
import { instant, zone } from "./Office.ts"

const storyOf = (name: string, language: Story.Language, words = {}): ReadonlyArray<string> => {
  const scenario = compilation.scenarios.find((it) => it.name === name)
  if (scenario === undefined) throw new Error(`no scenario ${name}`)
  const report = Play.play(scenario, groundOf(compilation))
  return Play.cases(report).flatMap((id) => {
    const { compiled, journal } = report.end.cases.get(id)!
    const reader: Story.Reader = { language, zone, words, plan: compiled.plan }
    return [`— ${id}`, ...Story.lines(journal, reader).map((line) => Story.show(line, reader))]
  })
}

describe("a story", () => {
  it("tells who had it, what was due and why, what escalated, how it ended", () => {
    expect(storyOf("reception-goes-up-the-ladder", "en")).toMatchInlineSnapshot(`
      [
        "— reception-1",
        "2026-03-02 16:40  wang opens reception: owner: sun, phone: 13800000000, unit: 3-201, channel: visit, received-at: 2026-03-02 16:30, reason: 楼道灯经常不亮, is-complaint: no, directly-solvable: no, department: engineering-dept",
        "2026-03-02 16:40  written in reception-record: owner: sun, unit: 3-201, received-at: 2026-03-02 16:30, reason: 楼道灯经常不亮",
        "2026-03-02 16:40  handle: front-desk-receptionist, due 2026-03-04 24:00 (2 calendar days from intake (2026-03-02 16:30); counted 03-03, 03-04)",
        "2026-03-04 24:00  handle was not done by 2026-03-04 24:00",
        "2026-03-04 24:00  handle passes to cs-supervisor, due 2026-03-09 24:00 (1 week from intake (2026-03-02 16:30); counted 03-03 … 03-09)",
        "2026-03-09 24:00  handle was not done by 2026-03-09 24:00",
        "2026-03-09 24:00  handle passes to center-manager",
        "2026-03-10 10:00  zhao does handle: handling: 与开发商协商未果, result: cannot-be-solved, why: 属开发遗留问题",
        "2026-03-10 10:00  filled in reception-record: handling: 与开发商协商未果, result: cannot-be-solved",
        "2026-03-10 10:00  ended: closed-unresolvable: why: 属开发遗留问题",
      ]
    `)
  })
  it("in Chinese, with titles where there are some", () => {
    expect(
      storyOf("s20-important-complaint", "zh", { zh: { "hand-over": "移交", important: "重要投诉", sun: "never: a person" } })
    ).toMatchInlineSnapshot(`
      [
        "— complaint-1",
        "2026-03-02 16:30  wang受理“complaint”：complainant：sun，unit：3-201，received-at：2026-03-02 16:30，occurred-at：2026-03-02 15:40，place：南门岗亭，against-department：security-dept，course：保安未核实身份放行陌生车辆，demand：道歉并整改，harm-ongoing：否",
        "2026-03-02 16:30  记入“complaint-record”：complainant：sun，unit：3-201，occurred-at：2026-03-02 15:40，place：南门岗亭，against：security-dept，course：保安未核实身份放行陌生车辆，demand：道歉并整改",
        "2026-03-02 16:30  sorting：wang，期限2026-03-02 17:30（自受理（2026-03-02 16:30）起1小时）",
        "2026-03-02 16:30  classify：wang，须立即办理",
        "2026-03-02 16:35  wang完成“classify”：severe-impact：否，our-fault：是",
        "2026-03-02 16:35  tier：重要投诉",
        "2026-03-02 16:35  移交：wang，期限2026-03-02 17:30（自受理（2026-03-02 16:30）起1小时）",
        "2026-03-02 16:35  contact：security-dept的responsible-person或security-dept的dept-supervisor，须立即办理",
        "2026-03-02 17:30  “移交”到2026-03-02 17:30仍未完成",
        "2026-03-02 17:45  wang完成“移交”：received-by：zhou；逾期，原期限2026-03-02 17:30",
        "2026-03-02 17:45  solve：security-dept的dept-supervisor，期限2026-03-05 24:00（自受理（2026-03-02 16:30）起3个自然日；计入03-03、03-04、03-05）",
        "2026-03-05 14:00  zhou完成“solve”：result：当班保安培训考核，ours：是；按时",
        "2026-03-05 14:00  “contact”不再需要",
        "2026-03-05 14:00  补填“complaint-record”：tier：重要投诉，result：当班保安培训考核",
        "2026-03-05 14:00  tell：wang，期限2026-03-05 24:00（与solve（2026-03-05 14:00）同日）",
        "2026-03-05 15:00  wang完成“tell”：told-by：phone，reaction：满意；按时",
        "2026-03-05 15:00  结束：resolved",
      ]
    `)
  })
  it("tells pauses, waits and linked cases, each case for itself", () => {
    expect(storyOf("dunning-rests-while-problems-are-open", "en")).toMatchInlineSnapshot(`
      [
        "— fee-notice-1",
        "2026-03-02 10:00  chen opens fee-notice: payer: sun, unit: 5-101, owed: 600 CNY, owed-for: 2026年一季度物业费",
        "2026-03-02 10:00  sun is told: sun, please pay 600 CNY for 2026年一季度物业费 of 5-101.",
        "2026-03-02 10:00  send-notice: waits for the receipt",
        "2026-03-02 10:01  the receipt came back",
        "2026-03-02 10:01  paid: waits for payment-received",
        "2026-03-02 10:01  term: waits, until 2026-04-01 24:00 (30 calendar days from its start (2026-03-02 10:01); counted 03-03 … 04-01)",
        "2026-03-02 10:01  note-objection: building-steward",
        "2026-03-10 10:00  chen does note-objection: problems: (problem: 垃圾, department: environment-dept); (problem: 路灯, department: engineering-dept), agreed-limit: 2026-03-15 18:00",
        "2026-03-10 10:00  objection opens fee-objection",
        "2026-03-15 10:00  chasing stands still because of objection, its clocks with it",
        "2026-03-15 10:00  term, its clock stands still (30 calendar days from its start (2026-03-02 10:01); stood still 2026-03-15 10:00 to …)",
        "2026-03-25 10:00  chasing goes on",
        "2026-03-25 10:00  term, until 2026-04-11 24:00 (30 calendar days from its start (2026-03-02 10:01); counted 03-03 … 04-11; stood still on 03-16 … 03-25)",
        "2026-04-02 09:00  paid: it came",
        "2026-04-02 09:00  term is no longer needed",
        "2026-04-02 09:00  ended: settled",
        "— fee-notice-1/14",
        "2026-03-10 10:00  fee-objection is opened: unit: 5-101, payer: sun, problems: (problem: 垃圾, department: environment-dept); (problem: 路灯, department: engineering-dept), agreed-limit: 2026-03-15 18:00",
        "2026-03-10 10:00  solve-on-site: building-steward, due 2026-03-15 18:00 (an agreed moment)",
        "2026-03-15 10:00  chen does solve-on-site: solution: 加派清扫, satisfied: no; on time",
        "2026-03-15 10:00  announced: fee-objection.dissatisfied",
        "2026-03-15 10:00  solve 1: dept-manager in environment-dept",
        "2026-03-15 10:00  solve 2: dept-manager in engineering-dept",
        "2026-03-20 10:00  hu does solve 1: what: 已清运, solved: yes",
        "2026-03-25 10:00  ma does solve 2: what: 已修复, solved: yes",
        "2026-03-25 10:00  ended: all-solved",
      ]
    `)
  })
  it("has no English word in Chinese: yes, no, at once, terms and what a field is called at a step", () => {
    const told = (of: string, name: string): ReadonlyArray<string> => {
      const scenario = compilation.scenarios.find((it) => it.of === of && it.name === name)
      if (scenario === undefined) throw new Error(`no scenario ${name}`)
      const report = Play.play(scenario, groundOf(compilation))
      return Play.cases(report).flatMap((id) => {
        const { compiled, journal } = report.end.cases.get(id)!
        const reader: Story.Reader = { language: "zh", zone, words: compiled.words, plan: compiled.plan }
        return Story.lines(journal, reader).map(({ text }) => text)
      })
    }
    const repairs = told("v2/repair", "s15-arrival-limits")
    expect(repairs.filter((it) => /^(有偿服务|到场时限)：/.test(it))).toMatchInlineSnapshot(`
      [
        "有偿服务：否",
        "到场时限：60分钟",
        "有偿服务：是",
        "到场时限：20分钟",
        "有偿服务：否",
        "到场时限：立即",
      ]
    `)
    expect(told("v0a/emergency", "s40-fire").filter((it) => /火警|预案/.test(it))).toMatchInlineSnapshot(`
      [
        "tao受理“紧急情况”：类别：火警，地点：A座12层，发现时间：2026-03-03 21:59",
        "记入“紧急情况记录”：类别：火警，地点：A座12层，时间：2026-03-03 21:59",
        "启动应急预案：秩序维护部负责人或客户服务部经理，须立即办理",
        "告知物业中心：A座12层 发生紧急情况：火警，已启动应急预案。",
        "告知客户服务部经理、公司领导：A座12层 发生紧急情况：火警，已启动应急预案。",
        "shi完成“启动应急预案”：所用预案：火灾应急预案",
      ]
    `)
  })
  it("may begin after any entry, and says the same", () => {
    const scenario = compilation.scenarios[0]
    if (scenario === undefined) throw new Error("no scenario")
    const { end } = Play.play(scenario, groundOf(compilation))
    for (const { journal } of end.cases.values()) {
      const reader: Story.Reader = { language: "en", zone, words: {} }
      const all = Story.lines(journal, reader)
      for (const since of [0, 3, 9, journal.length]) {
        expect(Story.lines(journal, reader, since)).toEqual(all.filter((line) => line.seq > since))
      }
    }
  })
})

describe("an instant", () => {
  it("at midnight belongs to the day that ends", () => {
    expect(Told.instant(instant("2026-03-04 24:00"), zone)).toBe("2026-03-04 24:00")
    expect(Told.instant(instant("2026-03-05 00:01"), zone)).toBe("2026-03-05 00:01")
    expect(Told.instant(instant("2026-03-05 23:59"), zone)).toBe("2026-03-05 23:59")
  })
})
