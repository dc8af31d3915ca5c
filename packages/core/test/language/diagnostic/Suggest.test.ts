import { describe, expect, it } from "vitest"
import { distanceOf, nearest } from "@frontdesk/core/language/diagnostic/Suggest"

describe("did you mean", () => {
  it.each([
    ["vesion", ["version", "words", "steps"], ["version"]],
    ["taks", ["task", "stage", "start"], ["task"]],
    ["Record_Later", ["record-later", "record"], ["record-later"]],
    ["received", ["received-at", "reason"], ["received-at"]],
    ["xyzzy", ["task", "decide"], []],
    ["投拆", ["投诉", "维修"], ["投诉"]],
    ["b", ["a", "c"], []],
    ["call", ["cal", "all", "calls", "ball", "tall"], ["all", "ball", "cal"]]
  ])("%s", (written, candidates, expected) => {
    expect(nearest(written, candidates)).toEqual(expected)
  })

  it("counts neighbours in the wrong order as one slip, and case as half", () => {
    expect(distanceOf("hodler", "holder")).toBe(1)
    expect(distanceOf("Holder", "holder")).toBe(0.5)
    expect(distanceOf("holder", "holder")).toBe(0)
  })

  it("is not held up by long words", () => {
    expect(nearest("a".repeat(1_000_000), ["a".repeat(999_999), "b"])).toEqual([])
  })
})
