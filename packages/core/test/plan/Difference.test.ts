/** What a change of a procedure means for open cases, edit by edit, as somebody who owns the file makes it. */
import { compile } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Difference from "@frontdesk/core/plan/Difference"
import * as Told from "@frontdesk/core/plan/DifferenceTold"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import { describe, expect, it } from "vitest"

const handbook = `handbook: office
version: 1
languages: [zh, en]
names-in: en
time: { zone: Asia/Shanghai, calendar: hours, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars: { hours: { open: { Mon-Fri: 08:30-17:30 }, holidays: none, covered: 2026-01-01 to 2026-12-31 } }
ranks: [staff, boss]
departments: { cs-dept: {} }
roles:
  director: { rank: boss, in: cs-dept, heads: cs-dept }
  receptionist: { rank: staff, in: cs-dept, reports-to: director }
  worker: { rank: staff, in: cs-dept, reports-to: director }
`

const base = `procedure: lamp
version: 1
parameters:
  patience: { type: term, default: 2 calendar days }
intake:
  by: receptionist
  form: { unit: unit, urgent: yes/no }
steps:
  - task: look
    by: receptionist
    form: { answer: long-text, part: [lamp, wire] }
  - parallel: both
    join: all
    branches:
      mending:
        - task: mend
          ladder:
            worker: { by: worker, due: param.patience from intake }
            director: { by: director }
      telling:
        - task: tell
          by: receptionist
          due: 1 calendar day from look
  - wait: dry
    until: 3 calendar days from mend
  - end: mended
    gives: { how: look.answer }
outcomes: { mended: { how: long-text }, given-up: {} }
orders:
  terminate: { by: director, reason: required, ends: given-up }
  urge: { by: receptionist }
words: { lamp: 灯, look: 查看, mend: 修理, tell: 告知 }
`

const compiled = (text: string): Compiled => {
  const { diagnostics, procedures } = compile({ files: [{ path: "office/handbook.yaml", text: handbook }, { path: "office/lamp.procedure.yaml", text }] })
  expect(diagnostics.filter(isError).map((it) => it.code)).toEqual([])
  const found = procedures[0]?.compiled
  if (found === undefined) throw new Error("no plan")
  return found
}
const before = compiled(base)

const edited = (from: string | RegExp, to: string): Compiled => {
  expect(base).toMatch(from)
  return compiled(base.replace(from, to))
}
const changes = (after: Compiled): ReadonlyArray<string> =>
  Difference.between(before.plan, after.plan).map(({ at, effect, to, what }) => `${effect}: ${what} ${at}${to === undefined ? "" : ` → ${to}`}`)

describe("what a change means", () => {
  it.each<readonly [name: string, from: string | RegExp, to: string, expected: ReadonlyArray<string>]>([
    ["a title", "mend: 修理", "mend: 维修", []],
    ["a version number", "version: 1", "version: 2", []],
    ["a term of a parameter", "default: 2 calendar days", "default: 3 calendar days", ["needs-map: parameter patience"]],
    ["a term", "1 calendar day from look", "2 calendar days from look", ["needs-map: term both/telling/tell"]],
    ["a term of a wait", "3 calendar days from mend", "4 calendar days from mend", ["needs-map: term dry"]],
    ["more people", "by: receptionist\n          due", "by: [receptionist, worker]\n          due", ["safe: people-wider both/telling/tell"]],
    ["other people", "by: receptionist\n          due", "by: worker\n          due", ["breaks: people-narrower both/telling/tell"]],
    ["another rung", "            director: { by: director }", "            second: { by: receptionist, due: 4 calendar days from intake }\n            director: { by: director }", ["needs-map: rung-added both/mending/mend: second"]],
    ["a step more", "  - end: mended", "  - task: check\n    by: director\n  - end: mended", ["safe: step-added check → dry"]],
    ["a step less", /  - wait: dry\n.*\n/, "", ["needs-map: step-removed dry"]],
    ["a step that is called otherwise", /\btell\b/g, "inform", ["needs-map: step-renamed both/telling/tell → both/telling/inform"]],
    ["a step somewhere else", /      telling:\n(.*\n.*\n.*\n)/, "      telling:\n        - task: file-it\n          by: receptionist\n", ["needs-map: step-removed both/telling/tell", "safe: step-added both/telling/file-it"]],
    ["a branch more", "      telling:", "      paying:\n        - task: pay\n          by: receptionist\n      telling:", ["breaks: branch-added both/paying"]],
    ["a branch that is called otherwise", "telling:", "informing:", ["needs-map: branch-renamed both/telling → both/informing"]],
    ["a field more", "answer: long-text,", "answer: long-text, when: date,", ["safe: field-added look.when"]],
    ["a field of another type", "answer: long-text, part", "answer: text, part", ["needs-map: field-type look.answer"]],
    ["a value more", "[lamp, wire]", "[lamp, wire, socket]", ["safe: field-type look.part"]],
    ["a value less", "[lamp, wire]", "[lamp, wires]", ["needs-map: name-changed wire → wires"]],
    ["asked at the intake too", "urgent: yes/no", "urgent: yes/no, phone: phone-number", ["breaks: field-added intake.phone"]],
    ["asked at the intake if one likes", "urgent: yes/no", "urgent: yes/no, phone: { type: phone-number, needed: no }", ["safe: field-added intake.phone"]],
    ["an outcome less", /, given-up: \{\} \}([^]*)\n {2}terminate.*/, " }$1", ["breaks: outcome-removed given-up", "safe: order-removed terminate"]],
    ["an outcome gives something else", /how: long-text|gives: \{ how: look.answer \}/g, "", ["breaks: outcome-field mended.how"]],
    ["other readers", "outcomes: {", "seen-by: [director, opener]\noutcomes: {", ["safe: readers seen-by"]],
    ["an order for others", "urge: { by: receptionist }", "urge: { by: worker }", ["safe: order-changed urge"]]
  ])("%s", (_, from, to, expected) => {
    expect(changes(edited(from, to)).toSorted()).toEqual([...expected].toSorted())
  })

  it("nothing is nothing, and the same both ways round", () => {
    expect(Difference.between(before.plan, before.plan)).toEqual([])
    const after = edited("  - end: mended", "  - task: check\n    by: director\n  - end: mended")
    expect(Difference.between(after.plan, before.plan)).toMatchObject([{ what: "step-removed", at: "check", effect: "needs-map" }])
  })

  it("a stage that is called otherwise takes with it what stands in it and who answers for it", () => {
    const staged = (name: string) =>
      compiled(base.replace("  - wait: dry", `  - stage: ${name}\n    by: director\n    due: 3 calendar days from mend\n    steps:\n      - task: sweep\n        by: holder of ${name}\n  - wait: dry`))
    expect(Difference.between(staged("tidying").plan, staged("cleaning").plan).map(({ at, to, what }) => [what, at, to])).toEqual([["step-renamed", "tidying", "cleaning"]])
  })

  it("gives a beginning for the map of a migration", () => {
    const after = edited(/\btell\b/g, "inform")
    expect(Difference.suggested(Difference.between(before.plan, after.plan))).toEqual({ "both/telling/tell": "both/telling/inform" })
  })

  it.each<readonly [name: string, from: string | RegExp, to: string, en: string, zh: string]>([
    ["a term", "1 calendar day from look", "2 calendar days from look", "the term of “Tell” is now 2 calendar days, it was 1 calendar day", "“告知”的期限由1个自然日改为2个自然日"],
    ["a term that counts from elsewhere too", "1 calendar day from look", "2 calendar days from intake", "the term of “Tell” is now: 2 calendar days from the intake; it was: 1 calendar day from “Look”", "“告知”的期限改为：自受理起2个自然日；原为：自“查看”起1个自然日"],
    ["a parameter", "default: 2 calendar days", "default: 48 hours", "the parameter “Patience” is now 48 hours, it was 2 calendar days", "参数`patience`由2个自然日改为48小时"],
    ["choices", "[lamp, wire]", "[lamp, wires]", "in place of the choice “Wire” there is now “Wires” everywhere", "选项`wire`全部换为`wires`"],
    ["a kind of value", "answer: long-text, part", "answer: text, part", "what “Answer” in “Look” takes is now: text; it was: long text", "“查看”的`answer`的填写内容改为：文字；原为：长文字"]
  ])("what it was and what it is now is told: %s", (_, from, to, en, zh) => {
    const after = edited(from, to)
    const [change] = Difference.between(before.plan, after.plan)
    if (change === undefined) throw new Error("nothing changed")
    expect([Told.tell(change, before, after, "en"), Told.tell(change, before, after, "zh")]).toEqual([en, zh])
  })

  it("is told in sentences of both languages, with titles", () => {
    const after = edited(/\btell\b/g, "inform")
    const [change] = Difference.between(before.plan, after.plan)
    if (change === undefined) throw new Error("nothing changed")
    expect(Told.tell(change, before, after, "en")).toBe("“Tell” is now called “Inform”")
    expect(Told.tell(change, before, after, "zh")).toBe("“告知”在文件中的名称由`tell`改为`inform`")
  })
})
