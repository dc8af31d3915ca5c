/**
 * Real files spoilt in ways that are illegal by construction: told, at the place, without a cascade. A part of the
 * mutants; `npm run mutate:language` makes all of them.
 */
import { describe, expect, it } from "vitest"
import * as Operators from "./Operators.ts"
import * as Report from "./Report.ts"

const every = Number(process.env["MUTATE_EVERY"] ?? 113)

describe("a mutant of a real file", () => {
  const report = Report.run({ every })

  it("of every kind is there", () => {
    expect(report.made).toBeGreaterThan(100)
    const all = Report.folders().flatMap(({ folder, own }) => folder.files.filter((it) => own.includes(it.path)).flatMap((it) => Operators.of(it, folder)))
    expect(new Set(all.map((it) => it.operator))).toEqual(new Set(Operators.names))
  })

  it("is told at the place that was spoilt: 99 of 100", () => {
    expect(report.rate, Report.page(report)).toBeGreaterThanOrEqual(0.99)
  })

  it("never makes the compiler throw or hang", () => {
    expect(report.crashes, Report.page(report)).toBe(0)
    expect(report.most.milliseconds).toBeLessThan(15_000)
  })

  it("is told with at most three others", () => {
    expect(report.most.following, Report.page(report)).toBeLessThanOrEqual(3)
  })
})
