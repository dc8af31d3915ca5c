import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { at, Case, told } from "./world.ts"

export const received = {
  owner: "sun",
  phone: "13800000000",
  unit: "3-201",
  channel: "visit",
  "received-at": at("2026-03-02 16:30"),
  reason: "楼道灯经常不亮",
  "is-complaint": false,
  "directly-solvable": false,
  department: "engineering-dept"
}

describe("a reception goes up the ladder", () => {
  const opened = () => {
    const c = new Case(plans.reception)
    c.opens("wang", "2026-03-02 16:40", received)
    return c
  }

  it("offers the task to the first rung, counted from when it was received", () => {
    const c = opened()
    expect(c.open()).toEqual(["handle"])
    expect(c.task("handle").offer).toEqual(["role:front-desk-receptionist"])
    expect(c.due("handle")).toBe("2026-03-04 24:00")
    expect(c.entries("Recorded")).toHaveLength(1)
    expect(told(c.rows().wake)).toBe("2026-03-04 24:00")
    expect(c.rows().head.subject).toEqual([["owner", "sun"], ["unit", "3-201"]])
  })

  it("lets only the manager close it so", () => {
    const c = opened()
    expect(
      c.refused("wang", "2026-03-03 09:00", {
        _tag: "Complete",
        n: c.n("handle"),
        values: { handling: "已换灯泡", result: "cannot-be-solved", why: "线路老化" }
      })
    ).toMatchObject({ _tag: "FormRejected", issues: [{ field: "result", why: "value-not-allowed" }] })
  })

  it("passes at the due instant, and again a week from the reception", () => {
    const c = opened()
    c.tick(at("2026-03-04 24:00") + 1)
    expect(c.task("handle")).toMatchObject({ offer: ["role:cs-supervisor"], rung: "supervisor", missed: true })
    expect(c.due("handle")).toBe("2026-03-09 24:00")
    expect(
      c.refused("wang", "2026-03-05 09:00", {
        _tag: "Complete",
        n: c.n("handle"),
        values: { handling: "换线", result: "solved" }
      })
    ).toEqual({ _tag: "NotTheHolder", holder: ["role:cs-supervisor"] })
    c.tick(at("2026-03-09 24:00") + 1)
    expect(c.task("handle")).toMatchObject({ offer: ["role:center-manager"], due: null })
    c.does("zhao", "2026-03-10 10:00", {
      _tag: "Complete",
      n: c.n("handle"),
      values: { handling: "与开发商协商未果", result: "cannot-be-solved", why: "属开发遗留问题" }
    })
    expect(c.state).toMatchObject({ status: "ended", outcome: "closed-unresolvable" })
    expect(c.entries("Ended")[0]?.values).toEqual({ why: "属开发遗留问题" })
    expect(c.entries("Happened").map((one) => one.duty?.rung)).toEqual(["receptionist", "supervisor"])
    expect(c.entries("Filled")).toHaveLength(1)
  })
})
