/** What an editor makes of the schemas: no false alarm, the words of the reader's language, snippets that compile. */
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { fileKinds, fileName, make, print } from "@frontdesk/core/language/schema/JsonSchema"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import { examples } from "../Fixture.ts"
import { mutations } from "../mutations.ts"
import { editor } from "./editor.ts"

const languages = ["en", "zh"] as const
const english = editor("en")
const chinese = editor("zh")

describe.each(languages)("the committed schemas, %s", (language) => {
  it.each(fileKinds)("%s is what the keyword table gives", async (kind) => {
    // `npm run schema` writes them
    const committed = fileURLToPath(new URL(`../../../schema/${language}/${fileName(kind)}`, import.meta.url))
    await expect(print(kind, language)).toMatchFileSnapshot(committed)
  })
  it.each(fileKinds)("%s says something about every key, in that language", (kind) => {
    const texts = (node: unknown): ReadonlyArray<string> =>
      typeof node !== "object" || node === null
        ? []
        : Object.entries(node).flatMap(([key, it]) => (key === "description" && typeof it === "string" ? [it] : texts(it)))
    for (const text of texts(make(kind, language))) {
      if (language === "zh") expect(text).toMatch(/\p{Script=Han}/u)
      else expect(text.replace(/`[^`]*`/g, "")).not.toMatch(/\p{Script=Han}/u)
      expect(text.replace(/`[^`]*`/g, "")).not.toMatch(/undefined|[.。]{2}/)
    }
  })
})

describe("no false alarm", () => {
  it.each(examples.map((file) => [file.path, file] as const))("%s", async (_, file) => {
    expect(await english.errors(SourceFile.fileName(file), file.text)).toEqual([])
  })
  it("what the schema calls wrong, the compiler calls wrong", async () => {
    const seed = 20260402
    const { mutate, random } = mutations(seed, examples.map((it) => it.text))
    let wrong = 0
    for (let round = 0; round < 300; round++) {
      const file = examples[random(examples.length)]
      if (file === undefined) continue
      const text = mutate(file.text)
      const errors = await english.errors(SourceFile.fileName(file), text)
      if (errors.length === 0) continue
      wrong++
      const ours = parse(SourceFile.make(file.path, text))?.diagnostics.filter(isError) ?? []
      expect(ours.length, `seed ${seed}, round ${round}, ${file.path}: ${errors.join("; ")}\n${text}`).toBeGreaterThan(0)
    }
    // it would prove nothing if nothing were ever wrong
    expect(wrong).toBeGreaterThan(80)
  })
})

const slips = `procedure: a_b
version: x
steps:
  - task: t
    bye: x
    form: { a: text, and: text, b: { type: text, nee: no } }
  - tsk: u
  - notify: n
    receipt: maybe
    to: owner
    via: [sms]
  - end: done
outcomes: { done: {} }
orders:
  urg: {}
  extend: { by: holder, of: [t], times: 1 }
`

describe("slips are told while one writes", () => {
  it("in English", async () => {
    expect((await english.errors("a.procedure.yaml", slips)).toSorted()).toMatchInlineSnapshot(`
      [
        "1 A name has letters of any script, digits and \`-\`, begins with a letter and has no spaces; words of the language (\`and\`, \`from\`, \`each\` …) are no names.",
        "15 Property urg is not allowed.",
        "16 Missing property "at-most".",
        "2 A whole number.",
        "5 Property bye is not allowed.",
        "6 A name has letters of any script, digits and \`-\`, begins with a letter and has no spaces; words of the language (\`and\`, \`from\`, \`each\` …) are no names.",
        "6 Property nee is not allowed.",
        "7 Property tsk is not allowed.",
        "8 Missing property "with".",
        "9 Value is not accepted. Valid values: "required", "no".",
      ]
    `)
  })
  it("rules of names in Chinese", async () => {
    expect((await chinese.errors("a.procedure.yaml", slips)).find((it) => it.startsWith("1 "))).toMatchInlineSnapshot(`"1 名称由汉字、字母、数字和 \`-\` 组成，以汉字或字母开头，中间没有空格；语言本身的用词（\`and\`、\`from\`、\`each\` 等）不能作名称。"`)
  })
})

const task = "procedure: a\nsteps:\n  - task: t\n    BY: clerk\n    DUE: 2 calendar days from intake\n"

describe("hover", () => {
  it.each([
    ["a kind of step", "task.procedure.yaml", task.replace("task", "ta|sk")],
    ["people", "task.procedure.yaml", task.replace("BY", "b|y")],
    ["a deadline", "task.procedure.yaml", task.replace("DUE", "du|e")],
    ["a closed set of words", "handbook.yaml", "handbook: h\ntime:\n  day-e|nds: midnight\n"],
    ["an order", "a.procedure.yaml", "procedure: a\norders:\n  ext|end: { by: clerk }\n"],
    ["a row of a scenario", "a.scenario.yaml", "scenario: a\nrows:\n  - at: 2026-03-02 09:00\n    th|en: {}\n"]
  ])("%s", async (_, name, text) => {
    expect(`${await english.hover(name, text)}\n\n${await chinese.hover(name, text)}`).toMatchSnapshot()
  })
})

describe("completion", () => {
  it("a new step offers all kinds, each with its usual keys", async () => {
    const offers = await english.offers("a.procedure.yaml", "procedure: a\nsteps:\n  - |")
    expect(offers.get("task")).toMatchInlineSnapshot(`
      "task: \${1:name}
        by: \${2:role}
        due: \${3:3 working days from intake}
        form:
          \${4:field}: \${5:text}"
    `)
    expect(offers.has("by")).toBe(false)
    expect((await chinese.offers("a.procedure.yaml", "procedure: a\nsteps:\n  - |")).get("wait")).toMatchInlineSnapshot(`
      "wait: \${1:名称}
        for: \${2:事件}
        until: \${3:3 working days from intake}"
    `)
  })
  it("inside a step its own keys, and no others", async () => {
    const offers = await english.offers("a.procedure.yaml", "procedure: a\nsteps:\n  - task: t\n    |")
    expect([...offers.keys()].toSorted()).toEqual(["by", "due", "form", "ladder", "record-later", "when"])
  })
  it("closed words, sentences to begin with, and types", async () => {
    expect([...(await english.offers("a.procedure.yaml", "procedure: a\nsteps:\n  - parallel: t\n    join: |")).keys()].toSorted()).toEqual(["all", "any"])
    expect([...(await english.offers("a.procedure.yaml", "procedure: a\nsteps:\n  - task: t\n    due: |")).keys()]).toContain("3 working days from intake")
    expect([...(await english.offers("a.procedure.yaml", "procedure: a\nintake:\n  form:\n    a: |")).keys()]).toContain("long-text")
  })
  it.each(fileKinds)("an empty file becomes a whole %s", async (kind) => {
    const name = kind === "handbook" ? "handbook.yaml" : `name.${kind}.yaml`
    const offers = await english.offers(name, "|")
    const written = (offers.get(kind) ?? "").replace(/\$\{\d+:([^}]*)\}/g, "$1")
    expect(written).toMatchSnapshot()
    expect(await english.errors(name, written)).toEqual([])
    expect(parse(SourceFile.make(name, written))?.diagnostics.map((it) => it.code)).toEqual([])
  })
  it.each(languages)("every snippet of a step is a step, %s", async (language) => {
    const offers = await editor(language).offers("a.procedure.yaml", "procedure: a\nsteps:\n  - |")
    for (const [kind, put] of offers) {
      if (!put.includes("${")) continue
      const text = `procedure: a\nversion: 1\nsteps:\n  - ${put.replace(/\$\{\d+:([^}]*)\}/g, "$1").trimStart().replaceAll("\n", "\n  ")}\noutcomes: { done: {} }\n`
      expect(parse(SourceFile.make("a.procedure.yaml", text))?.diagnostics.map((it) => `${it.code} ${it.span.file.text.slice(it.span.start, it.span.end)}`), `${kind}\n${text}`).toEqual([])
    }
  })
})
