/** The wall calendar and the engine agree on every term; an engine that derives otherwise is found out by it. */
import { afterEach, describe, expect, it, vi } from "vitest"
import * as Planted from "./Planted.ts"
import { compare } from "./Terms.ts"

const TERMS = Number(process.env["TERMS"] ?? 6000)

describe("terms counted with a wall calendar", () => {
  it(`are due when the engine says, ${TERMS} of them`, () => {
    let counted = 0
    for (let seed = 1; seed <= TERMS; seed++) if (compare(seed) === true) counted++
    expect(counted / TERMS).toBeGreaterThan(0.9)
  })
})

const mutants: ReadonlyArray<readonly [name: string, file: string, right: string, wrong: string]> = [
  ["counts the day it begins on", "case/DeriveRun", "return begins > after ? begins : Day.add(after, 1)", "return begins > after ? begins : after"],
  ["gives a day back that ran", "case/DeriveRun", "Day.between(first(from), Day.closedBy(to, zone)) + 1)", "Day.between(first(from), Day.closedBy(to, zone)))"],
  ["counts a working day that had opened when it went on", "case/DeriveRun", "opens !== null && opens >= from ? 1 : 0", "opens !== null ? 1 : 0"],
  ["gives no working day back", "case/DeriveRun", "if (opens !== null && opens >= from && opens < to) sum++", "if (opens !== null && opens < to) sum++"],
  ["counts what a pause had ended already", "case/DeriveRun", "if (stand.to !== null && stand.to <= run.anchor) continue", "if (stand.to !== null && stand.to < run.anchor - 86_400_000) continue"],
  ["gives back a pause after its end", "case/DeriveRun", "begin > end.at) break", "begin > end.at + 86_400_000) break"],
  ["takes the other convention after closing", "case/DeriveRun", "const day = ahead || time.afterClosing === \"same-day\"", "const day = ahead || time.afterClosing !== \"same-day\""],
  ["takes the very closing for after it", "case/DeriveRun", "const ahead = closes !== null && from <= closes", "const ahead = closes !== null && from < closes"],
  ["takes the next month on the very day", "case/DeriveMoment", "here >= day ? here", "here > day ? here"],
  ["takes the opening it stands at for the next", "domain/Calendar", "stretch[pick] > after", "stretch[pick] >= after"]
]

afterEach(() => {
  vi.resetModules()
})

describe("an engine that derives otherwise is found out", () => {
  it.each(mutants)("that %s", async (_, file, right, wrong) => {
    vi.resetModules()
    const path = `../../src/${file}.ts`
    vi.doMock(path, () => import(/* @vite-ignore */ Planted.of(path, right, wrong)))
    try {
      const { compare } = await import("./Terms.ts")
      let found: string | null = null
      for (let seed = 1; seed <= TERMS && found === null; seed++) {
        try {
          compare(seed)
        } catch (error) {
          found = String(error)
        }
      }
      if (process.env["PLANTED"] !== undefined) console.log(found?.slice(0, 300))
      expect(found).toMatch(/I-9 term \d+/)
    } finally {
      vi.doUnmock(path)
    }
  })
})
