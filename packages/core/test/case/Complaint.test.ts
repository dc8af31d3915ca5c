/** Engine §10, histories 1 to 9, 16 and 17, on the complaint of v0b and small plans beside it. */
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { accepted, at, Case, told } from "./world.ts"

export const matter = {
  complainant: "sun",
  unit: "3-201",
  "received-at": at("2026-03-02 16:30"),
  "occurred-at": at("2026-03-02 08:00"),
  place: "楼道",
  "against-department": "repair-dept",
  course: "灯不亮",
  demand: "修好",
  "harm-ongoing": false
}
const complain = (received: string, opened: string, more: object = {}) => {
  const c = new Case(plans.pausable)
  c.opens("wang", opened, { ...matter, "received-at": at(received), ...more })
  return c
}
const judge = (c: Case, when: string, severe: boolean, fault: boolean) =>
  c.does("wang", when, {
    _tag: "Complete",
    n: c.n("classify"),
    values: { "severe-impact": severe, "our-fault": fault }
  })
const solved = { result: "修好了", ours: true }

describe("1. exactly due", () => {
  const waiting = () => {
    const c = complain("2026-03-02 16:30", "2026-03-02 16:30")
    judge(c, "2026-03-02 16:40", false, true)
    expect(c.due("hand-over")).toBe("2026-03-02 17:30")
    return c
  }
  const signature = { "received-by": { by: "he" } }
  it("is on time at the instant itself, and nothing has happened", () => {
    const c = waiting()
    const entries = c.does("wang", "2026-03-02 17:30", { _tag: "Complete", n: c.n("hand-over"), values: signature })
    expect(entries.some((one) => one._tag === "Happened")).toBe(false)
    expect(c.state.done["hand-over"]).toMatchObject({ late: false })
  })
  it("is late one millisecond after, and the miss is in the same change at its own instant", () => {
    const c = waiting()
    const late = at("2026-03-02 17:30") + 1
    const entries = c.does("wang", late, { _tag: "Complete", n: c.n("hand-over"), values: signature })
    expect(entries[0]).toMatchObject({ _tag: "Happened", act: "missed", at: at("2026-03-02 17:30") })
    expect(c.state.done["hand-over"]).toMatchObject({ late: true })
    expect(entries.find((one) => one._tag === "Answered")).toMatchObject({
      duty: { late: true, missed: at("2026-03-02 17:30"), how: "done" }
    })
  })
})

describe("2. a slow process", () => {
  it("catches up before it refuses; the refusal writes nothing; the tick writes both, unseen", () => {
    const c = new Case(plans.reception)
    c.opens("wang", "2026-03-02 16:40", {
      owner: "sun",
      phone: "138",
      unit: "3-201",
      channel: "visit",
      "received-at": at("2026-03-02 16:30"),
      reason: "灯",
      "is-complaint": false,
      "directly-solvable": true
    })
    const version = c.state.v
    expect(
      c.refused("wang", at("2026-03-12 09:00") + 5000, {
        _tag: "Complete",
        n: c.n("handle"),
        values: { handling: "换线", result: "solved" }
      })
    ).toEqual({ _tag: "NotTheHolder", holder: ["role:center-manager"] })
    expect(c.state.v).toBe(version)
    c.tick("2026-03-12 09:01")
    expect(c.entries("Happened").map((one) => [told(one.at), one.unseen, one.duty?.unseen])).toEqual([
      ["2026-03-04 24:00", true, true],
      ["2026-03-09 24:00", true, true]
    ])
  })
})

describe("3. in flight", () => {
  it("judges by the stamp: before 24:00 on time, whenever it is committed", () => {
    const c = complain("2026-03-02 16:30", "2026-03-02 16:40")
    judge(c, "2026-03-02 16:45", false, false)
    expect(c.due("solve")).toBe("2026-03-04 24:00")
    c.does("rui", (at("2026-03-04 24:00") - 50), { _tag: "Complete", n: c.n("solve"), values: solved })
    expect(c.state.done["solve"]).toMatchObject({ late: false, rung: "person" })
  })
  it("stamped after 24:00 it finds the task passed", () => {
    const c = complain("2026-03-02 16:30", "2026-03-02 16:40")
    judge(c, "2026-03-02 16:45", false, false)
    expect(
      c.refused("rui", (at("2026-03-04 24:00") + 400), { _tag: "Complete", n: c.n("solve"), values: solved })
    ).toEqual({ _tag: "NotTheHolder", holder: ["role:dept-supervisor@repair-dept"] })
  })
})

describe("4. two clocks, one instant", () => {
  it("passes the stage first and the task with it; the miss is told to the new holder", () => {
    const c = new Case(
      plans.plan("handling", {
        organisation: plans.office,
        intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
        messages: { missed: { en: ["missed"] } },
        steps: [
          plans.stage(
            "handling",
            [
              plans.rung("desk", plans.any(plans.opener), plans.due(plans.within(3, "calendar-day"))),
              plans.rung("supervisor", plans.any(plans.role("cs-supervisor")))
            ],
            [
              plans.task("solve", plans.any(plans.holder("handling")), {
                due: plans.due(plans.within(3, "calendar-day"), {
                  at: { when: "every-after", term: plans.term(1, "minute") },
                  tell: plans.any(plans.holder()),
                  message: "missed"
                })
              })
            ]
          ),
          plans.end("done")
        ]
      })
    )
    c.opens("wang", "2026-03-02 10:00", {})
    c.tick(at("2026-03-05 24:00") + 60_001)
    const happened = c.entries("Happened")
    expect(happened.map((one) => [one.act, one.duty?.step ?? null, one.duty?.holder ?? null])).toEqual([
      ["pass", "handling", ["person:wang"]],
      ["missed", null, null],
      ["remind", null, null]
    ])
    expect(c.task("solve")).toMatchObject({ offer: ["role:cs-supervisor"], missed: true })
    expect(c.task("solve").holder).toBeUndefined()
    expect(c.entries("Sent").map((one) => "to" in one.message && one.message.to)).toEqual([["role:cs-supervisor"]])
  })
})

describe("5. suspended over Golden Week", () => {
  const suspended = () => {
    const c = new Case(
      plans.plan("golden", {
        organisation: plans.office,
        intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
        steps: [
          plans.task("solve", plans.any(plans.opener), { due: plans.due(plans.within(3, "working-day")) }),
          plans.end("done")
        ],
        orders: {
          suspend: {
            by: plans.any(plans.role("cs-supervisor")),
            reason: "required",
            clocks: "pause",
            atMost: plans.term(30, "calendar-day")
          },
          resume: { by: plans.any(plans.role("cs-supervisor")) }
        }
      })
    )
    c.opens("wang", "2026-09-29 10:00", {})
    expect(c.task("solve").day).toBe("2026-10-09")
    c.does("li", "2026-09-30 15:00", { _tag: "Suspend", reason: "等材料" })
    expect(c.task("solve")).toMatchObject({ due: null, held: true })
    return c
  }
  it.each([
    ["2026-10-07 10:00", "2026-10-09"],
    ["2026-10-08 08:00", "2026-10-09"],
    ["2026-10-08 10:00", "2026-10-10"]
  ])("resumed %s it is due %s", (when, day) => {
    const c = suspended()
    c.does("li", when, { _tag: "Resume" })
    expect(c.task("solve")).toMatchObject({ day, held: false })
  })
})

describe("6. a change of tier keeps the pause", () => {
  const returned = () => {
    const c = complain("2026-03-02 10:00", "2026-03-02 10:00")
    judge(c, "2026-03-02 10:10", false, false)
    expect(c.due("solve")).toBe("2026-03-04 24:00")
    c.does("li", "2026-03-03 09:00", { _tag: "Suspend", reason: "等住户" })
    c.does("li", "2026-03-05 09:00", { _tag: "Resume" })
    expect(c.due("solve")).toBe("2026-03-06 24:00")
    return c
  }
  it("counts the new term from the old anchor, gives the pause back, drops the extension", () => {
    const c = returned()
    c.does("zhao", "2026-03-06 09:00", { _tag: "Extend", of: "solve", by: plans.term(24, "hour"), reason: "配件" })
    expect(c.due("solve")).toBe("2026-03-07 24:00")
    c.does("li", "2026-03-06 10:00", { _tag: "Return", to: "classify", reason: "判低了" })
    // the sorting stage is over: it is entered anew, an hour from the intake is long past
    expect(c.open()).toEqual(["classify"])
    expect(c.task("classify")).toMatchObject({ turn: 2 })
    c.does("li", "2026-03-06 10:05", {
      _tag: "Complete",
      n: c.n("classify"),
      values: { "severe-impact": false, "our-fault": true }
    })
    c.does("wang", "2026-03-06 10:10", {
      _tag: "Complete",
      n: c.n("hand-over"),
      values: { "received-by": { by: "he" } }
    })
    expect(c.due("solve")).toBe("2026-03-07 24:00")
    expect(c.state.clocks.find((one) => one.node.endsWith("solve"))?.extra).toEqual([])
    expect(c.entries("Extended")).toHaveLength(1)
    expect(c.entries("Cancelled").filter((one) => one.duty?.how === "released")).toHaveLength(1)
  })
  it("7. into the past: it happens at once, late from its own due", () => {
    const c = returned()
    c.does("li", "2026-03-07 12:00", { _tag: "Return", to: "classify", reason: "判低了" })
    c.does("li", "2026-03-07 12:00", {
      _tag: "Complete",
      n: c.n("classify"),
      values: { "severe-impact": true, "our-fault": false }
    })
    expect(told(c.task("hand-over").due)).toBe("2026-03-02 24:00")
    expect(c.entries("Happened").at(-1)).toMatchObject({ act: "missed", at: at("2026-03-07 12:00") })
    expect(c.task("hand-over").missed).toBe(true)
  })
})

describe("8. twice suspended", () => {
  it("is one stand, one counted day given back", () => {
    const c = new Case({
      ...plans.pausable,
      holds: [
        { name: "objection", from: { topic: "fee-objection.dissatisfied" }, until: "its-end", stops: [""], clocks: "pause" }
      ]
    })
    c.opens("wang", "2026-03-02 10:00", { ...matter, "received-at": at("2026-03-02 10:00") })
    judge(c, "2026-03-02 10:10", false, false)
    c.does("zhao", "2026-03-03 10:00", { _tag: "Suspend", reason: "等" })
    const fact = { _tag: "Standing", topic: "fee-objection.dissatisfied", key: "", values: {} } as const
    accepted(c.hears("2026-03-03 11:00", { ...fact, on: true }, "O"))
    c.does("zhao", "2026-03-03 12:00", { _tag: "Resume" })
    expect(c.task("solve")).toMatchObject({ held: true, due: null })
    expect(
      c.refused("rui", "2026-03-03 13:00", { _tag: "Complete", n: c.n("solve"), values: solved })
    ).toEqual({ _tag: "PartHeld", hold: "objection", cases: ["O"] })
    accepted(c.hears("2026-03-04 09:00", { ...fact, on: false }, "O"))
    expect(c.state.stands).toEqual([{ scope: "", from: at("2026-03-03 10:00"), to: at("2026-03-04 09:00") }])
    expect(c.due("solve")).toBe("2026-03-05 24:00")
  })
})

describe("17. delegated, escalated, delegated back", () => {
  it("the supervisor holds, the chain is cleared, each is late for his own time", () => {
    const c = new Case(plans.reception)
    c.opens("wang", "2026-03-02 10:30", {
      owner: "sun",
      phone: "138",
      unit: "3-201",
      channel: "visit",
      "received-at": at("2026-03-02 10:30"),
      reason: "灯",
      "is-complaint": false,
      "directly-solvable": false,
      department: "engineering-dept"
    })
    const n = c.n("handle")
    c.does("wang", "2026-03-02 10:40", { _tag: "Claim", n })
    c.does("wang", "2026-03-02 11:00", { _tag: "Delegate", n, to: { person: "gu", keys: c.actor("gu").keys } })
    expect(c.task("handle").holder).toBe("gu")
    const done = { handling: "换", result: "solved" }
    expect(c.refused("gu", "2026-03-05 09:00", { _tag: "Complete", n, values: done })).toEqual({
      _tag: "NotTheHolder",
      holder: ["role:cs-supervisor"]
    })
    c.tick("2026-03-05 09:00")
    expect(c.frame("handle")).toMatchObject({ chain: [] })
    expect(c.entries("Happened")[0]?.duty).toMatchObject({ how: "lost", rung: "receptionist", late: true })
    c.does("li", "2026-03-05 10:00", { _tag: "Complete", n, values: done })
    expect(c.state.outcome).toBe("resolved-by-supervisor")
    expect(c.entries("Answered")[0]?.duty).toMatchObject({ how: "done", rung: "supervisor", late: false })
  })
  it("what the delegate completes comes back to the holder as a draft", () => {
    const c = new Case(plans.reception)
    c.opens("wang", "2026-03-02 10:30", {
      owner: "sun",
      phone: "138",
      unit: "3-201",
      channel: "visit",
      "received-at": at("2026-03-02 10:30"),
      reason: "灯",
      "is-complaint": false,
      "directly-solvable": false,
      department: "engineering-dept"
    })
    const n = c.n("handle")
    c.does("wang", "2026-03-02 10:40", { _tag: "Claim", n })
    c.does("wang", "2026-03-02 11:00", { _tag: "Delegate", n, to: { person: "gu", keys: c.actor("gu").keys } })
    c.does("gu", "2026-03-03 11:00", { _tag: "Complete", n, values: { handling: "换", result: "solved" } })
    expect(c.task("handle").holder).toBe("wang")
    expect(c.frame("handle")).toMatchObject({ draft: { handling: "换", result: "solved" }, chain: [] })
    c.does("wang", "2026-03-03 12:00", { _tag: "Complete", n, values: { handling: "换", result: "solved" } })
    expect(c.state.status).toBe("ended")
  })
})
