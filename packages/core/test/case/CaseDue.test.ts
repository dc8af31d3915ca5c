/** What counts back from the due of the case goes with it: a term that is extended, corrected or passed to the next rung. */
import type { Deadline } from "@frontdesk/core/domain/Deadline"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { at, Case, told } from "./world.ts"

const hourBefore: Deadline = { kind: "before", term: { term: plans.term(1, "hour") }, moment: { moment: "case-due" } }
const supervisor = plans.any(plans.role("cs-supervisor"))

const office = (root: Plan["root"]["rungs"]) => {
  const c = new Case(
    plans.plan("office", {
      organisation: plans.office,
      intake: { by: plans.any(plans.role("front-desk-receptionist")), form: plans.fields({ when: "date-time" }), due: null },
      outcomes: { done: [], gone: [] },
      root,
      steps: [
        plans.parallel("both", "all", {
          one: [plans.task("do", plans.any(plans.role("front-desk-receptionist")), { due: plans.due(hourBefore) })],
          two: [plans.wait("rest", { until: hourBefore })]
        }),
        plans.end("done")
      ],
      orders: {
        extend: { by: supervisor, of: ["case"], reason: "optional", atMost: plans.term(5, "calendar-day"), times: 3 },
        amend: { by: supervisor, of: [{ step: "intake", field: "when" }], reason: "optional" }
      }
    })
  )
  c.opens("wang", "2026-03-02 09:00", { when: at("2026-03-03 12:00") })
  return c
}
const wakes = (c: Case) => told(c.state.clocks.find(({ node }) => node.endsWith("rest"))?.due ?? null)

describe("a term that counts back from the due of the case", () => {
  it("moves when the case is given more time", () => {
    const c = office([plans.rung(null, supervisor, plans.due(plans.within(8, "hour", plans.intake)))])
    expect([c.due("do"), wakes(c)]).toEqual(["2026-03-02 16:00", "2026-03-02 16:00"])
    c.does("li", "2026-03-02 10:00", { _tag: "Extend", of: "case", by: plans.term(2, "hour"), reason: "more" })
    expect([c.due("do"), wakes(c)]).toEqual(["2026-03-02 18:00", "2026-03-02 18:00"])
  })
  it("moves when what the case counts from is corrected", () => {
    const c = office([plans.rung(null, supervisor, plans.due(plans.moment(plans.given("when"))))])
    expect([c.due("do"), wakes(c)]).toEqual(["2026-03-03 11:00", "2026-03-03 11:00"])
    c.does("li", "2026-03-02 10:00", { _tag: "Amend", step: "intake", values: { when: at("2026-03-04 12:00") } })
    expect([c.due("do"), wakes(c)]).toEqual(["2026-03-04 11:00", "2026-03-04 11:00"])
  })
  it("counts from the term of the rung that has the case now", () => {
    const c = office([
      plans.rung("desk", plans.any(plans.role("front-desk-receptionist")), plans.due(plans.within(30, "minute", plans.intake))),
      plans.rung("boss", supervisor, plans.due(plans.within(8, "hour", plans.intake)))
    ])
    // an hour before the first rung's half an hour was before the case: it is missed, and stays so
    expect(c.due("do")).toBe("2026-03-02 08:30")
    c.tick("2026-03-02 09:31")
    expect(c.task("do")).toMatchObject({ due: at("2026-03-02 16:00"), missed: true })
  })
})
