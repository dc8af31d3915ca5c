import { describe, expect, it } from "vitest"
import { render } from "@frontdesk/core/language/diagnostic/CodeFrame"
import { encode } from "@frontdesk/core/language/diagnostic/Json"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import { parse } from "@frontdesk/core/language/syntax/Parse"
import { effort } from "../effort.ts"
import { examples } from "../Fixture.ts"

/** A small generator with a seed, so that a failure can be repeated. */
const random = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const pieces = [
  "[", "]", "{", "}", "(", ")", ":", ": ", "- ", "\n", "\n  ", "\t", "#", " #", "&a ", "*a", "!t ", "|", ">-", "? ", "---\n", "...\n",
  "%", "@", "`", "'", "\"", "\\", ",", "，", "：", "（", "“", "　", "\u0000", "\ud800", "\udc00", "🔑", "e\u0301", "<<: ", "~", "null", "true",
  " and ", " or ", " not ", " is ", " in ", " where ", "count ", "(".repeat(50), "2 days", "from", "1.10", "\r", "\ufeff", "\u2028", "<a>", "<"
]

const mutate = (text: string, next: (below: number) => number): string => {
  let out = text
  for (let times = 1 + next(3); times > 0; times--) {
    const at = next(out.length + 1)
    const length = next(3) === 0 ? next(40) : next(3)
    const piece = pieces[next(pieces.length)] ?? ""
    switch (next(4)) {
      case 0:
        out = out.slice(0, at) + piece + out.slice(at)
        break
      case 1:
        out = out.slice(0, at) + out.slice(at + length)
        break
      case 2:
        out = out.slice(0, at) + piece + out.slice(at + length)
        break
      default: {
        const from = next(out.length + 1)
        out = out.slice(0, at) + out.slice(from, from + length) + out.slice(at)
      }
    }
  }
  return out
}

/** Reads a file, renders what is told, and checks that each place lies in the file. */
const survive = (path: string, text: string): void => {
  const file = SourceFile.make(path, text)
  let parsed: ReturnType<typeof parse>
  expect(effort(() => (parsed = parse(file)))).toBeLessThan(5000)
  for (const diagnostic of parsed?.diagnostics ?? []) {
    const { end, start } = diagnostic.span
    expect(start >= 0 && start <= end && end <= text.length).toBe(true)
  }
  for (const diagnostic of parsed?.diagnostics.slice(0, 5) ?? []) {
    expect(render(diagnostic, { language: "zh", width: 80 }).length).toBeGreaterThan(0)
    expect(encode(diagnostic, "en").range.start.line).toBeGreaterThan(0)
  }
}

describe("any text whatever", () => {
  const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 250)
  const seed = Number(process.env["FUZZ_SEED"] ?? 20260302)

  it("mutations of real files are read without throwing", () => {
    const next = random(seed)
    for (let i = 0; i < rounds; i++) {
      const file = examples[next(examples.length)]
      if (file === undefined) continue
      const text = mutate(file.text, next)
      try {
        survive(file.path, text)
      } catch (error) {
        throw new Error(`round ${i} of seed ${seed}, ${file.path}:\n${text.slice(0, 2000)}`, { cause: error })
      }
    }
  })

  it("random pieces are read without throwing", () => {
    const next = random(seed + 1)
    for (let i = 0; i < rounds; i++) {
      const text = Array.from({ length: next(60) }, () => next(3) === 0 ? String.fromCharCode(next(0x10000)) : pieces[next(pieces.length)]).join("")
      survive(["handbook.yaml", "a.procedure.yaml", "a.scenario.yaml"][next(3)] ?? "", text)
    }
  })

  it.each([
    ["brackets", "steps: " + "[".repeat(100_000)],
    ["braces", "{a: ".repeat(50_000)],
    ["dashes", "- ".repeat(100_000)],
    ["question marks", "? ".repeat(50_000)],
    ["indentation", Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["an alias bomb", `a: &a [x]\n${Array.from({ length: 200 }, (_, i) => `b${i}: &b${i} [${`*${i === 0 ? "a" : `b${i - 1}`}, `.repeat(50)}]`).join("\n")}`],
    ["many errors", "a: b: c\n".repeat(20_000)],
    ["many keys", Array.from({ length: 20_000 }, (_, i) => `key-${i}: 1`).join("\n")],
    ["many documents", "---\n".repeat(50_000)],
    ["one long line", `words: { ${"很长：".repeat(100_000)} }`],
    ["ten megabytes", "words:\n" + "  abc-def: 中文字\n".repeat(600_000)],
    ["commas", `a: [${",".repeat(50_000)}]`],
    ["open parentheses in a list", `steps: [${"x(a, ".repeat(20_000)}]`],
    ["quotes", "\"".repeat(50_000)],
    ["escapes", `a: "${"\\x".repeat(50_000)}"`],
    ["full-width everywhere", "：".repeat(50_000)],
    ["a message of brackets", `messages: { m: { zh: "${"<a".repeat(50_000)}" } }`],
    ["NUL", "\u0000".repeat(1000)],
    ["lone surrogates", "procedure: \ud800\udc00\ud800\nversion: \udfff\n"]
  ])("%s: bounded time", (_, text) => {
    survive("a.procedure.yaml", text)
    survive("handbook.yaml", text)
  })
})
