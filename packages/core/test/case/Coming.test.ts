/**
 * A term may count from what comes while it runs: a step of another branch, a value agreed inside the stage. It is found
 * again then; before, an `or` without anything to count from is no deadline at all.
 */
import type { Due } from "@frontdesk/core/domain/Deadline"
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { Case } from "./world.ts"

const supervisor = plans.any(plans.role("cs-supervisor"))
const worker = plans.any(plans.role("repair-worker"))

/** While one looks at the flat, and mends it, another writes the reply. */
const office = (reply: Due) =>
  plans.plan("coming", {
    organisation: plans.office,
    intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
    steps: [
      plans.parallel("both", "all", {
        repair: [plans.task("visit", worker, { form: plans.fields({ agreed: "date-time" }) }), plans.task("mend", worker)],
        answer: [plans.task("reply", supervisor, { due: reply })]
      }),
      plans.end("done")
    ],
    outcomes: { done: [] },
    orders: { return: { by: plans.any(plans.role("cs-supervisor")), to: ["visit"], reason: "optional" } }
  })

const opened = (reply: Due): Case => {
  const c = new Case(office(reply))
  c.opens("wang", "2026-03-02 10:00", {})
  return c
}
const visited = (c: Case, when: string, agreed = 0) => c.does("fei", when, { _tag: "Complete", n: c.n("visit"), values: { agreed } })

const threeDays = plans.within(3, "calendar-day")
const dayAfterVisit = plans.within(1, "calendar-day", plans.step("visit"))
const either = (take: "earlier" | "later" | "requested"): Due => ({ within: threeDays, or: dayAfterVisit, take: { fixed: take }, remind: [] })

describe("a term that counts from a step of another branch", () => {
  it.each([
    ["earlier", "2026-03-03 24:00"],
    ["later", "2026-03-05 24:00"],
    ["requested", "2026-03-03 24:00"]
  ] as const)("take: %s", (take, after) => {
    const c = opened(either(take))
    expect(c.due("reply")).toBe("2026-03-05 24:00")
    visited(c, "2026-03-02 15:00")
    expect(c.due("reply")).toBe(after)
    expect(c.entries("Derived").map((one) => one.why)).toEqual(take === "later" ? [] : ["came"])
  })
  it("`else` counts until the first of the anchors is there", () => {
    const c = opened(plans.due(plans.within(2, "hour", plans.step("visit"), plans.intake)))
    expect(c.due("reply")).toBe("2026-03-02 12:00")
    visited(c, "2026-03-02 11:00")
    expect(c.due("reply")).toBe("2026-03-02 13:00")
  })
  it("when another branch goes back over it, it counts as before", () => {
    const c = opened(either("earlier"))
    visited(c, "2026-03-02 15:00")
    c.does("li", "2026-03-02 16:00", { _tag: "Return", to: "visit", n: c.n("mend") })
    expect(c.due("reply")).toBe("2026-03-05 24:00")
    visited(c, "2026-03-03 15:00")
    expect(c.due("reply")).toBe("2026-03-04 24:00")
  })
  it("what was missed by then stays missed", () => {
    const c = opened(either("requested"))
    visited(c, "2026-03-07 09:00")
    expect(c.due("reply")).toBe("2026-03-08 24:00")
    c.does("li", "2026-03-07 10:00", { _tag: "Complete", n: c.n("reply"), values: {} })
    expect(c.entries("Answered").at(-1)?.duty).toMatchObject({ late: false, missed: expect.any(Number) as number })
  })
  it("what is over at once happens at once", () => {
    const c = opened({ within: threeDays, or: { kind: "moment", moment: { moment: "value", value: plans.field("visit", "agreed"), type: "date-time" } }, take: { fixed: "requested" }, remind: [] })
    expect(c.due("reply")).toBe("2026-03-05 24:00")
    visited(c, "2026-03-02 15:00", Date.parse("2026-03-02T12:00+08:00"))
    expect(c.due("reply")).toBe("2026-03-02 12:00")
    expect(c.entries("Happened").map((one) => [one.act, one.at])).toEqual([["missed", Date.parse("2026-03-02T15:00+08:00")]])
  })
})

describe("a stage", () => {
  it("takes the time that is agreed inside it", () => {
    const agreed: Due = { within: threeDays, or: { kind: "moment", moment: { moment: "value", value: plans.field("visit", "agreed"), type: "date-time" } }, take: { fixed: "requested" }, remind: [] }
    const c = new Case(
      plans.plan("coming", {
        organisation: plans.office,
        intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
        steps: [
          plans.stage("work", [plans.rung(null, supervisor, agreed)], [
            plans.task("visit", worker, { form: plans.fields({ agreed: "date-time" }) }),
            plans.task("mend", worker)
          ]),
          plans.end("done")
        ],
        outcomes: { done: [] }
      })
    )
    c.opens("wang", "2026-03-02 10:00", {})
    const due = () => c.state.clocks.find((one) => one.node === "work")?.due
    expect(due()).toBe(Date.parse("2026-03-06T00:00+08:00"))
    visited(c, "2026-03-02 15:00", Date.parse("2026-03-04T09:00+08:00"))
    expect(due()).toBe(Date.parse("2026-03-04T09:00+08:00"))
  })
})
