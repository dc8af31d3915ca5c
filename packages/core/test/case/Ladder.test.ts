/** An extension on a ladder: it moves the rung that has the task and the later ones by as much, so nobody is skipped (engine §3.3). */
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { at, Case } from "./world.ts"

const ladder = plans.plan("ladder", {
  organisation: plans.office,
  intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
  steps: [
    plans.task("solve", [
      plans.rung("desk", plans.any(plans.role("front-desk-receptionist")), plans.due(plans.within(2, "calendar-day"))),
      plans.rung("boss", plans.any(plans.role("cs-supervisor")), plans.due(plans.within(1, "week"))),
      plans.rung("chief", plans.any(plans.role("office-director")))
    ]),
    plans.end("done")
  ],
  outcomes: { done: [] },
  orders: {
    extend: { by: plans.any(plans.role("cs-supervisor")), of: ["solve"], reason: "optional", atMost: plans.term(30, "calendar-day"), times: 3 }
  }
})

const extended = (by: { readonly until: number } | ReturnType<typeof plans.term>): Case => {
  const c = new Case(ladder)
  c.opens("wang", "2026-03-02 10:00", {})
  c.does("li", "2026-03-03 10:00", { _tag: "Extend", of: "solve", by })
  return c
}

describe("an extension of a ladder's term", () => {
  it.each([
    ["by a term", plans.term(2, "calendar-day"), "2026-03-06 24:00", "2026-03-11 24:00"],
    ["by hours", plans.term(12, "hour"), "2026-03-05 12:00", "2026-03-10 12:00"],
    ["until a day", { until: at("2026-03-06 24:00") }, "2026-03-06 24:00", "2026-03-11 24:00"],
    ["until an hour", { until: at("2026-03-05 15:30") }, "2026-03-05 15:30", "2026-03-10 15:30"]
  ] as const)("%s moves the later rung by as much", (_, by, first, second) => {
    const c = extended(by)
    expect(c.due("solve")).toBe(first)
    c.tick(at(first) + 1)
    expect(c.task("solve").offer).toEqual(["role:cs-supervisor"])
    expect(c.due("solve")).toBe(second)
    c.tick(at(second) + 1)
    expect(c.task("solve").offer).toEqual(["role:office-director"])
  })
  it("until a day, and then by a term: the sum of both", () => {
    const c = extended({ until: at("2026-03-06 24:00") })
    c.does("li", "2026-03-03 11:00", { _tag: "Extend", of: "solve", by: plans.term(1, "calendar-day") })
    expect(c.due("solve")).toBe("2026-03-07 24:00")
    c.tick("2026-03-08 08:00")
    expect(c.due("solve")).toBe("2026-03-12 24:00")
  })
})
