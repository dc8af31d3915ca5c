import { describe, expect, it } from "vitest"
import { render } from "@frontdesk/core/language/diagnostic/CodeFrame"
import { apply } from "@frontdesk/core/language/diagnostic/Fix"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import { fixture, told } from "../Fixture.ts"

const procedure = (body: string): SourceFile.SourceFile =>
  SourceFile.make(
    "p.procedure.yaml",
    `procedure: p
version: 1
intake:
  by: desk
  form: { unit: unit }
steps:
${body}
  - task: last-task
    by: opener
    due: 2 hours
  - end: finished
outcomes:
  finished: {}
`
  )

const tells = (file: SourceFile.SourceFile): ReadonlyArray<string> => parse(file)?.diagnostics.map(told) ?? []

describe("a file with planted slips", () => {
  const file = fixture("slips/planted.procedure.yaml")

  it("tells each exactly once, on its line, and nothing else", () => {
    const planted: Array<string> = []
    for (let number = 1; number <= SourceFile.lineCount(file); number++) {
      const code = / # ([a-z-]+)$/.exec(SourceFile.line(file, number))?.[1]
      if (code !== undefined) planted.push(`${number} ${code}`)
    }
    const found = parse(file)?.diagnostics.map((it) => `${SourceFile.position(file, it.span.start).line} ${it.code}`)
    expect(found).toEqual(planted)
  })

  it("reads well in both languages", async () => {
    for (const language of ["en", "zh"] as const) {
      const page = parse(file)?.diagnostics.map((it) => render(it, { language, width: 100 })).join("\n\n")
      await expect(`${page}\n`).toMatchFileSnapshot(`__snapshots__/planted.${language}.txt`)
    }
  })
})

describe("a slip in YAML is told once, and what stands beside it is still read", () => {
  const last = "anchor-missing «2 hours»"
  it.each([
    ["a full-width colon", "  - task: a\n    by: opener\n    due：at once", ["full-width-punctuation «：»", last]],
    ["a full-width colon in the middle", "  - task: a\n    by： opener\n    due: at once", ["full-width-punctuation «：»", last]],
    ["no colon", "  - task: a\n    by opener\n    due: at once", ["yaml-broken «by opener»", last]],
    ["no space after the colon", "  - task: a\n    by:opener\n    due: at once", ["yaml-broken «by:»", last]],
    ["a tab", "  - task: a\n\tby: opener\n    due: at once", ["yaml-broken «\t»", last]],
    ["too far to the right", "  - task: a\n     by: opener\n    due: at once", ["yaml-broken «by: opener»", last]],
    ["too far to the left", "  - task: a\n    by: opener\n   due: at once", ["yaml-broken «due: at once»", last]],
    ["an open bracket", "  - task: a\n    by: [opener, holder\n    due: at once", ["yaml-broken «[»"]],
    ["an open brace", "  - task: a\n    by: opener\n    form: { a: text\n    due: at once", ["yaml-broken «{»"]],
    ["an open quote", "  - task: a\n    by: \"opener\n    due: at once", ["yaml-broken «\"»"]],
    ["a tag", "  - task: a\n    by: opener\n    when: !x && y", ["yaml-feature «!x»", last]],
    ["an anchor and an alias", "  - task: a\n    by: &who opener\n  - task: b\n    by: *who", ["yaml-feature «&who»", "yaml-feature «*who»", last]],
    ["a merge", "  - task: a\n    <<: { by: opener }", ["yaml-feature «<<»", last]],
    ["a full-width comma", "  - task: a\n    by: [opener， holder]", ["full-width-punctuation «，»", last]],
    ["full-width braces", "  - task: a\n    by: opener\n    form: ｛ a: text ｝", ["full-width-punctuation «｛»", last]],
    ["full-width quotes", "  - task: a\n    by: “opener”", ["full-width-punctuation «“»", last]],
    ["an ideographic space", "  - task: a\n    by:　opener\n    due: at once", ["full-width-punctuation «　»", last]],
    ["the same key twice", "  - task: a\n    by: opener\n    by: holder", ["name-taken «by»", last]],
    ["null", "  - task: a\n    by: opener\n    due: null", ["boolean-word «null»", last]],
    ["a comma in a call", "  - task: a\n    by: opener\n    form: { a: [x(1, 2), b] }", ["comma-cut «x(1, 2)»", last]],
    ["a sign that no value begins with", "  - task: a\n    by: @opener", ["yaml-broken «@»", last]],
    ["a comment without space", "  - task: a\n    by: \"opener\"#x", ["yaml-broken «#»", last]],
    ["a slip in a folded block", "  - task: a\n    by: opener\n    when: >-\n      a is b\n      and c is is d", ["sentence-syntax «is»", last]],
    ["a slip behind an escape", "  - task: a\n    by: \"op\\u0065ner xx\"", ["sentence-syntax «xx»", last]],
    ["a slip in single quotes", "  - task: a\n    by: 'opener xx'", ["sentence-syntax «xx»", last]],
    ["a slip in a second line", "  - task: a\n    by: opener\n    when: a is b\n      and c is is d", ["sentence-syntax «is»", last]]
  ])("%s", (_, body, expected) => {
    expect(tells(procedure(body))).toEqual(expected)
  })

  it.each([
    ["a second document", "procedure: p\nversion: 1\nsteps: []\noutcomes: {}\n---\na: 1\n", ["yaml-feature «---»"]],
    ["a colon in a message", "procedure: p\nversion: 1\nsteps: []\noutcomes: {}\nmessages:\n  m:\n    en: Note: pay soon\n", ["yaml-broken «Note: pay soon»"]],
    ["a brace in a message", "procedure: p\nversion: 1\nsteps: []\noutcomes: {}\nmessages:\n  m: { en: {name} is here }\n", ["yaml-broken «is here»"]],
    ["a full-width colon at the top", "procedure: p\nversion：1\nsteps: []\noutcomes: {}\n", ["full-width-punctuation «：»"]],
    ["steps that are no list", "procedure: p\nversion: 1\nsteps:\n  task: a\n  by: opener\noutcomes: {}\n", ["wrong-shape «task»"]],
    ["only a word", "hello\n", ["wrong-shape «hello»"]],
    ["only a list", "- a\n", ["wrong-shape «a»"]],
    ["nothing", "", ["yaml-broken «»"]],
    ["only a comment", "# x\n", ["yaml-broken «»"]],
    ["a wrong file name", "procedure: q\nversion: 1\nsteps: []\noutcomes: {}\n", ["file-name «q»"]],
    ["a byte order mark and CR LF", "\ufeffprocedure: p\r\nversion: 1\r\nsteps: []\r\noutcomes: {}\r\n", []]
  ])("%s", (_, text, expected) => {
    expect(tells(SourceFile.make("p.procedure.yaml", text))).toEqual(expected)
  })
})

describe("fixes", () => {
  it("the safe ones mend the file, and there is nothing left to mend", () => {
    const file = procedure("  - task: a\n    by: “opener”\n    due：at once\n    when: x is yes\n    form: { a: { type: yes/no, needed: false } }")
    let text = file.text
    for (let round = 0; round < 4; round++) {
      const now = SourceFile.make("p.procedure.yaml", text)
      const fixes = parse(now)?.diagnostics.flatMap((it) => it.fixes.filter((fix) => fix.safe).slice(0, 1)) ?? []
      text = apply(now, fixes)
    }
    expect(text).toContain("by: \"opener\"\n    due: at once\n    when: x\n    form: { a: { type: yes/no, needed: no } }")
  })
})
