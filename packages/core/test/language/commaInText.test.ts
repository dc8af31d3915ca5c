/** A comma in a text inside braces: one message, which says to use quotation marks, and a fix that does. */
import { describe, expect, it } from "vitest"
import { compile } from "@frontdesk/core/language/compile"
import * as CodeFrame from "@frontdesk/core/language/diagnostic/CodeFrame"
import { files } from "../simulation/ground.ts"
import { around } from "./procedures.ts"

const path = "v0b/handbook.yaml"
const book = around(path, files).filter((file) => !file.path.endsWith(".scenario.yaml"))

const told = (text: string) =>
  compile({ files: book.map((file) => (file.path === path ? { path, text: file.text.replace(/\nmessages:\n/, `\nmessages:\n  ${text}\n`) } : file)) })
    .diagnostics.filter(({ severity }) => severity === "error")

describe("a comma in a text inside braces", () => {
  for (const [text, whole] of [
    ["hello: { zh: 请来, en: Please come, and pay }", "Please come, and pay"],
    ["hello: { zh: 请来, en: Please come (soon, today), thank you }", "Please come (soon, today), thank you"],
    ["hello: { en: Please come, and pay, zh: 请来 }", "Please come, and pay"],
    ["hello: { zh: 请来, en: Please come, remember: pay }", "Please come, remember: pay"],
    ["hello: { zh: 请来, en: a, b: c }", "a, b: c"]
  ] as const) {
    it(`${text}: is told once, and how to write it`, () => {
      const all = told(text)
      expect(all.map(({ code }) => code)).toEqual(["comma-cut"])
      expect(all[0]!.fixes.flatMap(({ edits }) => edits.map((edit) => edit.text))).toEqual([`"${whole}"`])
      expect(CodeFrame.render(all[0]!, { language: "en" })).toContain("quotation marks")
    })
  }
  it("written with quotation marks it is a text", () => {
    expect(told("hello: { zh: 请来, en: \"Please come, and pay\" }")).toEqual([])
  })
})
