/* oxlint-disable eslint/no-control-regex -- what a terminal obeys is what these tests are about */
import { describe, expect, it } from "vitest"
import { render } from "@frontdesk/core/language/diagnostic/CodeFrame"
import { make } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { encode } from "@frontdesk/core/language/diagnostic/Json"
import { said } from "@frontdesk/core/language/diagnostic/Phrase"
import { widthOf } from "@frontdesk/core/language/diagnostic/Width"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"

const at = (file: SourceFile.SourceFile, text: string): Span.Span => {
  const start = file.text.indexOf(text)
  return Span.make(file, start, start + text.length)
}

/** The line with the carets, and the one above it. */
const caret = (text: string, marked: string, width = 100): string => {
  const file = SourceFile.make("f.yaml", text)
  const lines = render(make("bare-days", at(file, marked), { written: "2 days" }), { language: "en", width }).split("\n")
  const index = lines.findIndex((line) => /│ *\^/.test(line))
  return lines.slice(index - 1, index + 1).map((line) => line.replace(/^.*?│ ?/, "")).join("\n")
}

describe("columns", () => {
  it.each([
    ["abc", 3],
    ["投诉", 4],
    ["（a）", 5],
    ["e\u0301", 1],
    ["👩‍👩‍👧", 2],
    ["🔑", 2],
    ["ä", 1],
    ["한국", 4],
    ["", 0]
  ])("%s takes %i", (text, width) => {
    expect(widthOf(text)).toBe(width)
  })

  it.each([
    ["  due: 2 days", "2 days", "  due: 2 days\n       ^^^^^^"],
    ["投诉: 2 days", "2 days", "投诉: 2 days\n      ^^^^^^"],
    ["a: 维修部 b", "维修部", "a: 维修部 b\n   ^^^^^^"],
    ["\tdue: x", "x", "    due: x\n         ^"],
    ["🔑: e\u0301 x", "x", "🔑: e\u0301 x\n      ^"]
  ])("a caret stands under its word: %s", (text, marked, expected) => {
    expect(caret(text, marked)).toBe(expected)
  })

  it("crops a long line around the mark", () => {
    const text = `words: ${"很长的文字".repeat(40)} 2 days ${"x".repeat(300)}`
    const [line = "", marks = ""] = caret(text, "2 days", 60).split("\n")
    expect(widthOf(line)).toBeLessThanOrEqual(56)
    expect(line.startsWith("…")).toBe(true)
    expect(line.endsWith("…")).toBe(true)
    const before = line.slice(0, line.indexOf("2 days"))
    expect(marks).toBe(`${" ".repeat(widthOf(before))}^^^^^^`)
  })

  it("shows no control characters, and never throws", () => {
    const file = SourceFile.make("f.yaml", "a: \u001b[31m\u202e\ud800 b\u0000")
    const frame = render(make("bare-days", Span.make(file, 3, 99), { written: "2 days" }), { language: "zh" })
    expect(frame).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\ud800]/)
  })
})

const handbook = SourceFile.make("v0b/handbook.yaml", "roles:\n  cs-supervisor: { rank: supervisor }\n")
const file = SourceFile.make(
  "v0b/complaint.procedure.yaml",
  `procedure: complaint
version: 3
steps:
  # 主管须在两天内答复住户
  - task: answer
    by: cs-supervisor
    due: 2 days from intake
  - task: tell
    by: opener
`
)

const diagnostic = make("bare-days", at(file, "2 days"), { written: "2 days" }, {
  related: [
    { span: at(file, "answer"), message: said("of this task", "属于这项任务") },
    { span: at(handbook, "cs-supervisor"), message: said("defined here", "在这里定义") }
  ],
  fixes: [{
    title: said("Write `2 working days`", "改写为 `2 working days`"),
    safe: false,
    edits: [{ span: at(file, "2 days"), text: "2 working days" }]
  }]
})

describe("a frame", () => {
  it("in English", () => {
    expect(`\n${render(diagnostic, { language: "en" })}\n`).toMatchInlineSnapshot(`
      "
      error: Which days? [bare-days]
      v0b/complaint.procedure.yaml:7:10
        3 │ steps:
        4 │   # 主管须在两天内答复住户
        5 │   - task: answer
          │           ------ of this task
        6 │     by: cs-supervisor
      > 7 │     due: 2 days from intake
          │          ^^^^^^
        8 │   - task: tell
        9 │     by: opener
      v0b/handbook.yaml:2:3
        1 │ roles:
        2 │   cs-supervisor: { rank: supervisor }
          │   ------------- defined here
      \`2 days\` can mean four things, and residents will be told one of them. Say which: calendar days,
      working days, exact days of 24 hours, or hours.
      fix: Write \`2 working days\`
      "
    `)
  })

  it("in Chinese", () => {
    expect(`\n${render(diagnostic, { language: "zh", width: 72 })}\n`).toMatchInlineSnapshot(`
      "
      错误：是哪一种天？ [bare-days]
      v0b/complaint.procedure.yaml:7:10
        3 │ steps:
        4 │   # 主管须在两天内答复住户
        5 │   - task: answer
          │           ------ 属于这项任务
        6 │     by: cs-supervisor
      > 7 │     due: 2 days from intake
          │          ^^^^^^
        8 │   - task: tell
        9 │     by: opener
      v0b/handbook.yaml:2:3
        1 │ roles:
        2 │   cs-supervisor: { rank: supervisor }
          │   ------------- 在这里定义
      \`2 days\` 有四种算法，答复住户的期限会因此不同。请写明：自然日（calendar
      days）、工作日（working days）、整 24 小时的天（exact days），还是小时
      （hours）。
      修改：改写为 \`2 working days\`
      "
    `)
  })

  it("in colour says the same", () => {
    const colour = render(diagnostic, { language: "en", color: true })
    expect(colour).toContain("\u001b[31m")
    expect(colour.replace(/\u001b\[\d+m/g, "")).toBe(render(diagnostic, { language: "en" }))
  })
})

it("as JSON: lines and columns from 1, offsets from 0", () => {
  expect(encode(diagnostic, "en")).toMatchObject({
    code: "bare-days",
    severity: "error",
    path: "v0b/complaint.procedure.yaml",
    range: { start: { line: 7, column: 10 }, end: { line: 7, column: 16 } },
    related: [{ range: { start: { line: 5, column: 11 } } }, { path: "v0b/handbook.yaml", message: "defined here" }],
    fixes: [{ safe: false, edits: [{ text: "2 working days" }] }]
  })
})
