import { describe, expect, it } from "vitest"
import { apply } from "@frontdesk/core/language/diagnostic/Fix"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"
import { normalise } from "@frontdesk/core/language/syntax/Normalised"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import type { YamlNode } from "@frontdesk/core/language/syntax/YamlNode"
import { parse as yaml } from "@frontdesk/core/language/syntax/YamlTree"
import { empty } from "@frontdesk/core/language/diagnostic/Report"
import { examples } from "../Fixture.ts"

const mended = (text: string, path = "a.procedure.yaml"): string => normalise(SourceFile.make(path, text)).file.text

describe("the keyboard's slips", () => {
  it.each([
    ["form:\n  a：text\n  b: date", "form:\n  a: text\n  b: date"],
    ["form:\n  姓名：text\n  电话：text", "form:\n  姓名: text\n  电话: text"],
    ["- task：handle\n  by：clerk", "- task: handle\n  by: clerk"],
    ["intake：\n  by: clerk", "intake:\n  by: clerk"],
    ["by： clerk", "by: clerk"],
    ["by:clerk", "by: clerk"],
    ["- { when:a, then：b }", "- { when: a, then: b }"],
    ["x: { a: b， c: d }", "x: { a: b, c: d }"],
    ["x: { a：b， c：d }", "x: { a: b, c: d }"],
    ["x: { a: [b， c]，d: e }", "x: { a: [b, c], d: e }"],
    ["x: [a、b]", "x: [a, b]"],
    ["x: ｛a：b，c：d｝", "x: {a: b, c: d}"],
    ["x: ［a，b］ # 说明", "x: [a, b] # 说明"],
    ["x: { a: b ｝", "x: { a: b }"],
    ["x:\n\ta: b\n  c: d", "x:\n  a: b\n  c: d"],
    ["x:\n　a: b", "x:\n  a: b"],
    ["x: {\n  a：b,\n  c：d\n}\ny：z", "x: {\n  a: b,\n  c: d\n}\ny: z"],
    ["x：1\r\ny：2\r\n", "x: 1\r\ny: 2\r\n"]
  ])("%j is read as %j", (text, expected) => {
    expect(mended(text).replace(/, {2}/g, ", ")).toBe(expected)
  })

  it.each([
    ["a text behind its key", "messages:\n  m:\n    zh: 您好，通知：明天停水\n    en: Note; x:y"],
    ["a text below its key", "messages:\n  m:\n    zh:\n      通知：明天停水\n    en: x"],
    ["a text that goes on", "because: 公示期满\n  说明：无异议\n  a:b"],
    ["a block", "zh: >-\n  通知：明天\n  电话：12345\n  a:b"],
    ["quotes", "zh: \"通知：{a：b}\n  电话：1\"\nen: 'it''s：x'"],
    ["a text in braces", "m: { zh: 您好，通知：请缴费, en: Hello }"],
    ["texts in brackets", "with: { answer: 制动器故障，已停梯检修, areas: [A区，B区], note: 【重要】看 }"],
    ["hours and addresses", "open: { Mon-Fri: 08:30-12:00 13:30-17:30, Sat: 09:00-12:00 }\nat: 09:00\nsee: http://example.org\nlist:\n  - http://example.org\n  - 09:00"],
    ["comments", "# 说明：这里\na: b # 说明：a:b {x：y}\n  # c：d"],
    ["JSON", "{\"a\":1,\"b\":[1,2]}"]
  ])("%s stays as it is", (_, text) => {
    expect(mended(text)).toBe(text)
  })

  it("a story tells in its own words", () => {
    const text = "rows:\n  - with:\n      course:\n        原因：漏水\n"
    expect(mended(text, "a.scenario.yaml")).toBe(text)
  })

  it("no correct file is changed", () => {
    for (const file of examples) expect(normalise(file).file, file.path).toBe(file)
  })
})

describe("places", () => {
  const scalars = (node: YamlNode): ReadonlyArray<YamlNode & { readonly kind: "scalar" }> =>
    node.kind === "scalar" ? [node]
    : node.kind === "map" ? node.pairs.flatMap((it) => [it.key, ...scalars(it.value)])
    : node.kind === "list" ? node.items.flatMap(scalars)
    : []

  it("every word is found again where it stands in the file", () => {
    const file = SourceFile.make("a.procedure.yaml", "intake：\n\tby：clerk\n  form: ｛ 姓名：text，phone:number }\nsteps:\n  - task：handle\n    due:2 hours\n      from intake\n    by: \"a\\u0062c\"\n")
    const report = empty()
    const { root } = yaml(file, report)
    expect(scalars(root).map((it) => Span.text(it.span))).toEqual([
      "intake", "by", "clerk", "form", "姓名", "text", "phone", "number",
      "steps", "task", "handle", "due", "2 hours\n      from intake", "by", "a\\u0062c"
    ])
    expect(report.diagnostics.map((it) => `${SourceFile.position(file, it.span.start).line} ${Span.text(it.span)}`)).toEqual([
      "1 ：", "2 \t", "2 ：", "3 ｛", "3 phone:", "5 ：", "6 due:"
    ])
  })

  it("the fixes together give a file without these slips", () => {
    const file = SourceFile.make("a.procedure.yaml", "procedure：a\nversion:1\nintake：\n\tby：clerk\n  form: ｛ 姓名：text，phone:phone-number }\nsteps：\n  - end：done\noutcomes: { done：{} }\n")
    const fixes = parse(file)?.diagnostics.flatMap((it) => it.fixes) ?? []
    const text = apply(file, fixes)
    expect(parse(SourceFile.make(file.path, text))?.diagnostics).toEqual([])
    expect(text).toContain("  form: { 姓名: text, phone: phone-number }")
  })
})
