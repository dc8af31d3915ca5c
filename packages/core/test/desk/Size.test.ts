/** A snapshot is not written to see that it is small: what it can have at most is known from what each change brought. */
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Size from "@frontdesk/core/desk/Size"
import { describe, expect, it } from "vitest"
import { played } from "../torture/History.ts"

describe("the size of a snapshot", () => {
  it.each([
    ["text", "Lampe kaputt"],
    ["Chinese", "三楼走廊灯不亮"],
    ["what JSON escapes", "\u0000\u001f\"\\\ud800"],
    ["numbers", [-1.234567890123456e-300, Number.MAX_SAFE_INTEGER, 0]],
    ["the rest", { a: [true, false, null], "\u0001": {}, b: undefined, c: [undefined] }]
  ])("is never taken for less than it is: %s", (_, value) => {
    expect(Size.atMost(value)).toBeGreaterThanOrEqual(JSON.stringify(value).length)
  })

  it("is never taken for less, entry by entry of any history, even when it was exact before", () => {
    let seen = 0
    for (let seed = 1; seed <= 60; seed++) {
      const { journal, state } = played(seed)
      let before = Evolve.none(state.id)
      for (const entry of journal) {
        const after = Evolve.evolve(before, entry)
        const bound = Size.after({ state: before, bytes: JSON.stringify(before).length }, after, [entry])
        expect(bound, `history ${seed}, entry ${entry.seq}`).toBeGreaterThanOrEqual(JSON.stringify(after).length)
        before = after
        seen++
      }
    }
    expect(seen).toBeGreaterThan(1_000)
  })
})
