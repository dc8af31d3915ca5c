/**
 * How the work grows with the input: twice as much may take about twice as long, never four times. Measured is this
 * thread's own work, whoever else is using the machine; a hump of the machine is measured again.
 */
import { describe, expect, it } from "vitest"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import type { Diagnostic } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { office, whole } from "../fixtures.ts"
import { run, work } from "./Survive.ts"

const range = (count: number, part: (index: number) => string, between = ""): string => Array.from({ length: count }, (_, i) => part(i)).join(between)

const lines = (text: string): ReadonlyArray<Diagnostic> => parse(SourceFile.make("a.procedure.yaml", text))?.diagnostics ?? []

/** Work for an input of that size, the least of two. */
const least = (size: number, text: (size: number) => string, read: (text: string) => unknown): number => {
  const input = text(size)
  return Math.min(...[1, 2].map(() => {
    const begin = work()
    read(input)
    return work() - begin
  }))
}

const grows = (size: number, text: (size: number) => string, read: (text: string) => unknown): void => {
  for (let turn = 0; ; turn++) {
    // a few milliseconds are noise, however they grow
    const half = Math.max(least(size / 2, text, read), 8)
    const full = least(size, text, read)
    if (full / half <= 3.2) return
    if (turn === 2) expect({ half, full }).toEqual("about twice as much work for twice the size")
  }
}

describe("YAML that nobody would write", () => {
  // what is not YAML, or more than a person writes, is told in one or two sentences
  const hostile: ReadonlyArray<readonly [what: string, size: number, text: (size: number) => string, code: string]> = [
    ["brackets never closed", 20_000, (n) => `steps: ${"[".repeat(n)}`, "yaml-broken"],
    ["braces never closed", 10_000, (n) => "{a: ".repeat(n), "yaml-broken"],
    ["dashes in dashes", 20_000, (n) => "- ".repeat(n), "yaml-broken"],
    ["keys in keys", 1_000, (n) => range(n, (i) => `${" ".repeat(i)}a:`, "\n"), "yaml-broken"],
    ["an alias bomb", 100, (n) => `a: &a [x]\n${range(n, (i) => `b${i}: &b${i} [${`*${i === 0 ? "a" : `b${i - 1}`}, `.repeat(50)}]`, "\n")}`, "yaml-feature"],
    ["the same mistake on each line", 4_000, (n) => "a: b: c\n".repeat(n), "yaml-broken"],
    ["documents", 8_000, (n) => "---\n".repeat(n), "yaml-feature"],
    ["quotes", 8_000, (n) => "\"".repeat(n), "yaml-broken"],
    ["commas", 8_000, (n) => `a: [${",".repeat(n)}]`, "yaml-broken"]
  ]

  it.each(hostile)("%s: a clear error, and no more work than there is text", (_, size, text, code) => {
    expect(lines(text(size)).map((it) => it.code as string)).toContain(code)
    grows(size, text, lines)
    expect(least(size, text, lines)).toBeLessThan(1000)
  })

  it("ten megabytes: an error, at once", () => {
    const text = `words:\n${"  abc-def: 中文字\n".repeat(600_000)}`
    expect(text.length).toBeGreaterThan(9_000_000)
    expect(lines(text).map((it) => it.code)).toEqual(["yaml-broken"])
    expect(least(1, () => text, lines)).toBeLessThan(1000)
  })
})

describe("procedures larger than anybody writes", () => {
  const asked = (count: number): string => `intake:\n  by: clerk\n  form:\n${range(count, (i) => `    q${i}: yes/no\n`)}`
  const nested = (count: number, around: (inside: string, depth: number) => string, inside: string): string => {
    let text = inside
    for (let i = 0; i < count; i++) text = around(text, i)
    return text
  }
  const large: ReadonlyArray<readonly [what: string, size: number, text: (size: number) => string]> = [
    ["many conditions joined by or", 128, (n) => `${asked(n)}steps:\n  - end: done\n    when: ${range(n, (i) => `q${i}`, " or ")}\n  - end: done\n`],
    ["pairs of or joined by and", 64, (n) => `${asked(2 * n)}steps:\n  - end: done\n    when: ${range(n, (i) => `(q${2 * i} or q${2 * i + 1})`, " and ")}\n  - end: done\n`],
    ["steps that may be skipped", 128, (n) => `${asked(n)}steps:\n${range(n, (i) => `  - task: t${i}\n    when: q${i}\n    by: clerk\n    due: ${i + 1} calendar days from intake\n`)}  - end: done\n`],
    ["ends one after the other", 128, (n) => `${asked(n)}steps:\n${range(n, (i) => `  - end: done\n    when: q${i}\n`)}  - end: done\n`],
    ["rows of a decision", 64, (n) => `steps:\n  - decide: d\n    first:\n${range(n, (i) => `      - { when: fee > ${1000 - i} CNY, then: v${i} }\n`)}      - { then: other-value }\n  - end: done\n`],
    ["choices one after the other", 128, (n) => `${asked(n)}steps:\n${range(n, (i) => `  - choose: c${i}\n    of: q${i}\n    cases: { yes: [], no: [] }\n`)}  - end: done\n`],
    ["branches side by side", 128, (n) => `steps:\n  - parallel: p\n    join: all\n    branches:\n${range(n, (i) => `      b${i}: [{ task: t${i}, by: clerk, due: 2 calendar days from intake, form: { f${i}: text } }]\n`)}  - end: done\n`],
    ["stages in stages", 16, (n) => `steps:\n  - stage: s\n    by: clerk\n    steps: ${nested(n, (inside, i) => `[{ stage: s${i}, by: clerk, due: ${i + 1} calendar days from intake, steps: ${inside} }]`, "[{ task: t, by: clerk }]")}\n  - end: done\n`]
  ]

  it.each(large)("%s", (_, size, text) => {
    expect(office(whole(text(size))).diagnostics.filter((it) => it.severity === "error").map((it) => it.code)).toEqual([])
    grows(size, (n) => whole(text(n)), office)
  })

  it.each([
    ["parentheses", (n: number) => `when: ${"(".repeat(n)}urgent${")".repeat(n)}`],
    ["not not not", (n: number) => `when: ${"not ".repeat(n)}urgent`],
    ["a long sum", (n: number) => `when: ${range(n, () => "fee", " + ")} > 3 CNY`],
    ["sums in parentheses", (n: number) => `when: ${"(".repeat(50)}fee${range(50, () => `${" + fee".repeat(n / 50)})`)} > 3 CNY`],
    ["a long product", (n: number) => `when: ${range(n, () => "2", " * ")} > 3`],
    ["else else", (n: number) => `when: (${range(n, () => "remark", " else ")} else note) is present`],
    ["or or or", (n: number) => `when: ${range(n, () => "urgent", " or ")}`],
    ["is a or b or c", (n: number) => `when: kind is ${range(n, () => "small", " or ")}`],
    ["superior of superior of", (n: number) => `by: ${"superior of ".repeat(n)}clerk`]
  ])("%s without end: nothing is thrown", (_, said) => {
    for (const size of [100, 5_000]) {
      const line = said(size)
      const text = line.startsWith("by:") ? `steps:\n  - task: t\n    ${line}\n  - end: done\n` : `steps:\n  - end: done\n    ${line}\n  - end: done\n`
      expect(() => office(whole(text))).not.toThrow()
    }
  })
})

describe("inputs shaped like the language", () => {
  const inputs = Number(process.env["FUZZ_INPUTS"] ?? 2000)
  const seed = Number(process.env["FUZZ_SEED"] ?? 20261122)

  it(`${inputs} of seed ${seed}: nothing is thrown, and every place lies in its file`, { timeout: 120_000 }, () => {
    const survived = run(inputs, seed)
    expect(survived.sentences + survived.files + survived.workspaces).toBe(inputs)
    // three of ten workspaces become plans: what only those reach is fuzzed too
    expect(survived.whole / survived.workspaces).toBeGreaterThan(0.25)
    // a million were at most 100 ms of work each
    expect(survived.slowest.milliseconds).toBeLessThan(2000)
  })
})
