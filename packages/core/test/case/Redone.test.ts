/** What a change does to rows that were written before counts in the questions of the same change. */
import { describe, expect, it } from "vitest"
import { Asking, outside } from "../torture/Outside.ts"
import * as plans from "./plans.ts"

const receptionist = plans.any(plans.role("front-desk-receptionist"))
const visits = { from: "ledger", ledger: "visits" } as const
const plan = plans.plan("test/visit", {
  organisation: plans.office,
  intake: { by: receptionist, form: plans.fields({ unit: "unit" }), due: null },
  steps: [
    plans.task("look", receptionist, { form: plans.fields({ pieces: "whole-number" }) }),
    plans.add("note-it", "visits", { unit: plans.given("unit"), pieces: plans.field("look", "pieces") }),
    plans.compute("how-many", { op: "query", query: "count", rows: visits, type: "whole-number" }),
    plans.compute("pieces", { op: "query", query: "sum", rows: visits, value: { op: "row", path: ["pieces"] }, type: "whole-number" }),
    plans.task("check", receptionist),
    plans.end("done")
  ],
  outcomes: { done: [] },
  orders: { return: { by: receptionist, to: ["look"], reason: "required" } }
})

describe("a row written anew after a return", () => {
  it("takes the place of the old one at once", () => {
    // what other cases wrote
    const c = new Asking(plan, outside(1))
    const theirs = c.outside.visits
    const pieces = theirs.reduce((sum, { values }) => sum + Number(values["pieces"]), 0)
    const looks = (when: string, found: number) => {
      c.does("wang", when, { _tag: "Complete", n: c.n("look"), values: { pieces: found } })
      return c.entries("Computed").slice(-2).map(({ values }) => values["value"])
    }
    c.opens("wang", "2026-12-02 09:00", { unit: "u1" })
    expect(looks("2026-12-02 09:10", 3)).toEqual([theirs.length + 1, pieces + 3])
    c.does("wang", "2026-12-02 09:20", { _tag: "Return", to: "look", n: c.n("check"), reason: "two were forgotten" })
    expect(looks("2026-12-02 09:30", 5)).toEqual([theirs.length + 1, pieces + 5])
    // which entry wrote a row is not kept
    expect(JSON.stringify(c.entries("Computed").map(({ facts }) => facts))).not.toContain("seq")
  })
})
