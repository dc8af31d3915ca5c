import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Papers from "@frontdesk/core/domain/Papers"
import type { Manner } from "@frontdesk/core/domain/Papers"

const paper = fc.record({
  document: fc.constantFrom("id-card", "photo", "letter"),
  manner: fc.constantFrom(...Papers.manners),
  count: fc.integer({ min: 1, max: 4 })
})
const papers = fc.array(paper, { maxLength: 6 })

describe("papers", () => {
  it.each<[string, string]>([
    ["owner-id-card seen-and-copied", "owner-id-card seen-and-copied"],
    ["  2  one-inch-photo   original ", "2 one-inch-photo original"],
    ["1 委托书 handwritten", "委托书 handwritten"]
  ])("%j is written %j", (text, written) => {
    expect(Papers.write(Papers.read(text)!)).toBe(written)
  })

  it.each(["owner-id-card", "photo shown", "0 photo original", "two photo original", ""])("%j is none", (text) => {
    expect(Papers.read(text)).toBeUndefined()
  })

  it("are read as they are written", () => {
    fc.assert(fc.property(paper, (it) => {
      expect(Papers.read(Papers.write(it))).toEqual(it)
    }))
  })

  it.each<[Manner, ReadonlyArray<Manner>]>([
    ["original", ["original", "seen"]],
    ["copy", ["copy"]],
    ["seen", ["seen"]],
    ["seen-and-copied", ["copy", "seen", "seen-and-copied"]],
    ["handwritten", ["original", "seen", "handwritten"]]
  ])("a paper shown as %s serves where it is needed as %o", (shown, needed) => {
    const one = (manner: Manner) => ({ document: "id-card", manner, count: 1 })
    expect(Papers.manners.filter((it) => Papers.missing([one(it)], [one(shown)]).length === 0)).toEqual(needed)
  })

  it("nothing is missing when all of it is shown, everything when nothing is, and showing more never makes more missing", () => {
    const count = (all: ReadonlyArray<Papers.Paper>): number => all.reduce((sum, it) => sum + it.count, 0)
    fc.assert(
      fc.property(papers, papers, paper, (listed, shown, more) => {
        const needs = Papers.together(listed)
        expect(Papers.missing(needs, needs)).toEqual([])
        expect(Papers.missing(needs, [])).toEqual(needs)
        expect(count(Papers.missing(needs, [...shown, more]))).toBeLessThanOrEqual(count(Papers.missing(needs, shown)))
      })
    )
  })

  it("are told in the reader's words", () => {
    const photos = Papers.read("2 one-inch-photo original")!
    expect([Papers.tell(photos, "en"), Papers.tell(photos, "zh", "一寸照片")]).toEqual(["2 × one-inch-photo (original)", "一寸照片（原件）2份"])
  })
})
