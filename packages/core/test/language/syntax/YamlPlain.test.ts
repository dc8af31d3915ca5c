/**
 * Plain files are read without the `yaml` library. Whatever is read so, the library reads the same way, span by span;
 * what it does not read is left to the library.
 */
import { describe, expect, it } from "vitest"
import { empty } from "@frontdesk/core/language/diagnostic/Report"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as YamlPlain from "@frontdesk/core/language/syntax/YamlPlain"
import { parseComposed } from "@frontdesk/core/language/syntax/YamlTree"
import { examples } from "../Fixture.ts"
import * as Generator from "../fuzz/Generator.ts"
import { living } from "../procedures.ts"

const real = [...living().files, ...examples]

/** Whether it was read without the library; then the library must have nothing to add. */
const agrees = (text: string): boolean => {
  const file = SourceFile.make("a.procedure.yaml", text)
  const plain = YamlPlain.read(file)
  if (plain === undefined) return false
  const report = empty()
  const { complete, root } = parseComposed(file, report, new Set())
  expect({ text, root: plain, complete: true, told: [] }).toEqual({ text, root, complete, told: report.diagnostics })
  return true
}

const isPlain = (text: string): boolean => YamlPlain.read(SourceFile.make("a.procedure.yaml", text)) !== undefined

describe("real files", () => {
  it("are plain, all of them, and read as the library reads them", () => {
    expect(real.filter(({ text }) => !agrees(text)).map(({ path }) => path)).toEqual([])
  })
})

describe("what is plain", () => {
  it.each([
    ["a key and its value", "a: b"],
    ["what stands below a key", "a:\n  b: c\n  d:\n    e: f\ng: h\n"],
    ["a list, further right or under its key", "a:\n  - b\n  - c\nd:\n- e\n- f\ng: h\n"],
    ["maps in a list, a list in a list", "a:\n  - b: c\n    d: e\n  - f: g\n  -\n    h: i\n  - - j\n    - k\n"],
    ["brackets in one line", "a: { b: [c, d-e, { f: g }], h: {}, i: [] }   # k\n"],
    ["quotes without anything special between them", "'a': \"b # c: d\"\ne: [ 'f, g' ]\n"],
    ["comments over what they speak of and behind it", "# a\n\nb:   # c\n  # d\n  e: f\n  # g\n  h: i # j\n# k\nl: m\n# n"],
    ["Chinese, in words and spaces", "标题: 投诉　处理\n说明: 甲　\n"],
    ["a sentence that goes on below", "a: b c\n  d\n\n\n   e:f\ng:\n  - h\n    i # j\n  - k: l\n     m\n"],
    ["a block of text", "a: |\n  b # c: d\n\n    e  \n  f\n\ng:\n  - |-\n    h\n  - i: |\n      j\n# k\nl: m\n"],
    ["a doubled quote", "a: 'it''s'\nb: [ '''', c ]\n"],
    ["numbers, dates, hours and what else looks odd", "a: -5\nb: 2026-03-02 09:00\nc: 1.10\nd: a:b\ne: x#y\nf: half-up(g * 3%)\n"]
  ])("%s", (_, text) => {
    expect(agrees(text)).toBe(true)
  })
})

describe("what is left to the library", () => {
  it.each([
    ["nothing at all", ""],
    ["a list alone", "- a\n"],
    ["a folded block of text", "a: >\n  b\n"],
    ["a block of text with its indent", "a: |2\n   b\n"],
    ["a block of text that begins with a blank line", "a: |\n\n  b\n"],
    ["a text below its key", "a:\n  b\n"],
    ["an escape", "a: \"b\\n\"\n"],
    ["a key with nothing behind it", "a:\nb: c\n"],
    ["an item with nothing in it", "a: [b, ]\n"],
    ["a pair in a list", "a: [b: c]\n"],
    ["brackets over several lines", "a: [b,\n  c]\n"],
    ["words that YAML takes for something else", "a: true\n"],
    ["an anchor", "a: &b c\n"],
    ["an alias", "a: *b\n"],
    ["a tag", "a: !b c\n"],
    ["a merge", "<<: { a: b }\n"],
    ["a second document", "a: b\n---\nc: d\n"],
    ["a tab", "a:\n\tb: c\n"],
    ["a line too far right", "a: b\n   c: d\n"],
    ["a comment in a sentence that goes on below", "a: b # c\n  d\n"],
    ["a line too far left", "a:\n    b: c\n  d: e\n"],
    ["a comment somewhere else", "a:\n  b: c\n  # d\ne: f\n"],
    ["a sentence that a comma cut in two", "a: [max(b, c)]\n"],
    ["a missing bracket", "a: { b: c\n"],
    ["a missing quote", "a: 'b\n"],
    ["a missing colon", "a: b\nc\n"],
    ["two colons", "a: b: c\n"],
    ["nesting nobody would write", `a: ${"[".repeat(60)}${"]".repeat(60)}\n`],
    ["a key nobody would write", `${"a".repeat(1030)}: b\n`]
  ])("%s", (_, text) => {
    expect(isPlain(text)).toBe(false)
  })
})

describe("whatever is written", () => {
  const seed = Number(process.env["FUZZ_SEED"] ?? 20261122)
  const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 250)
  const next = Generator.random(seed)
  const of = (all: ReadonlyArray<string>): string => all[next(all.length)] ?? ""

  const pieces = [
    "a", "b: ", "c:", "\n", "\n  ", "\n    ", "- ", "-", "x y", "{", "}", "[", "]", ", ", ":", ": ", "'", "\"", "#", " # c", "\n# c", "\n  # c", " ", "\n\n", "k: v", "\n- ",
    "\n  - ", "? ", "|", ">", "&a", "*", "!", "%", "@", "`", "~", "null", "true", "<<", "---", "...", "(", ")", "é", "　", "\u0000", "\\", "a: {b: c}", "[d, e]", "'q'", "\"r\"",
    " \n", "-5", "\u2028", "\ud800", "\u00a0", "\nb: c", "\n  b: c", "- a: 1", "\t", "\r"
  ]
  const lines = [
    "a: b", "a:", "b: c # d", "- x", "- a: 1", "- {a: b}", "c: [x, y]  # z", "# c", "", "  ", "k: {a: [b, {c: d}]}", "- - a", "-", "- # c", "'q': \"r\"", "x", "f: {}", "g: []",
    "h: 'i'  # j", "m: a (b", "n: [a (b, c)]", "o: { p: q, r: s }", "- [a, b]", "a : b", "t: (u)", "v: w　", "v: w # x　",
    "m: |", "m: |-", "- |", "m: >", "more words", "more words # c", "  deeper", " x  ", "it: 'a''b'", "'''''': x", "- 'a'''", "text　", "---"
  ]
  const indents = [0, 0, 0, 2, 2, -2, -2, -4, 1]

  const soup = (): string => (next(4) === 0 ? "" : "a: b\n") + Array.from({ length: 1 + next(14) }, () => of(pieces)).join("")

  const page = (): string => {
    let indent = 0
    return Array.from({ length: 1 + next(9) }, () => {
      indent = Math.max(0, indent + (indents[next(indents.length)] ?? 0))
      return `${" ".repeat(indent)}${of(lines)}\n`
    }).join("")
  }

  const spoiled = (): string => {
    const text = of(real.map((it) => it.text)).slice(0, 500 + next(2000))
    const at = next(text.length + 1)
    return text.slice(0, at) + (next(2) === 0 ? of(pieces) : "") + text.slice(at + next(4))
  }

  const generators = [4, 12, 60].map((noise) => Generator.make(next, noise))
  const shaped = (): string => generators[next(generators.length)]?.file("procedure") ?? ""

  it.each([
    ["pieces of YAML", soup, 20],
    ["lines at all places", page, 20],
    ["real files, spoiled", spoiled, 1],
    ["files shaped like the language", shaped, 0.5]
  ])("%s: nothing is read in another way", (what, make, times) => {
    let plain = 0
    for (let i = 0; i < rounds * times; i++) {
      const text = make()
      try {
        if (agrees(text)) plain++
      } catch (error) {
        throw new Error(`${what}, round ${i} of seed ${seed}:\n${text.slice(0, 2000)}`, { cause: error })
      }
    }
    // else nothing would be held together here
    expect(plain).toBeGreaterThan(rounds * times / 50)
  })
})
