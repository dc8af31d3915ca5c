/** Engine §10.16: a calendar is published while a case waits; and the limits of one change (engine §2.4). */
import * as Calendar from "@frontdesk/core/domain/Calendar"
import { describe, expect, it } from "vitest"
import * as Office from "./Office.ts"
import * as plans from "./plans.ts"
import { Case, told } from "./world.ts"

const day = [[510, 1050]] as const
const spec = {
  name: "weekdays",
  week: [day, day, day, day, day, [], []],
  holidays: "none",
  covered: { from: "2026-01-01", to: "2026-12-31" },
  closed: [],
  alsoOpen: []
} as const
const known = Calendar.makeAll([spec], Office.zone, {}, 1)
const published = Calendar.makeAll(
  [{ ...spec, covered: { from: "2026-01-01", to: "2027-12-31" }, closed: ["2027-01-01"] }],
  Office.zone,
  {},
  2
)

const plan = plans.plan("published", {
  organisation: plans.office,
  intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
  steps: [
    plans.task("do", plans.any(plans.opener), { due: plans.due(plans.within(3, "working-day")) }),
    plans.end("done")
  ]
})
const waiting = () => {
  const c = new Case(plan)
  c.world.calendars = known
  c.opens("wang", "2026-12-30 10:00", {})
  return c
}

describe("16. a calendar is published", () => {
  it("moves what was provisional, and never back for who knows less", () => {
    const c = waiting()
    expect(c.task("do")).toMatchObject({ day: "2027-01-04", provisional: true })
    c.world.calendars = published
    c.tick("2026-12-31 10:00")
    expect(c.task("do")).toMatchObject({ day: "2027-01-05", provisional: false })
    expect(c.entries("Derived")[0]).toMatchObject({ why: "edition" })
    expect(c.state.edition).toBe(2)
    c.world.calendars = known
    expect(c.refused("wang", "2026-12-31 11:00", { _tag: "Complete", n: c.n("do"), values: {} })).toEqual({
      _tag: "WorldBehind",
      edition: 2
    } as never)
  })
  it("leaves what has happened", () => {
    const c = waiting()
    const due = c.task("do").due ?? 0
    c.tick(due + 1)
    expect(c.task("do").missed).toBe(true)
    c.world.calendars = published
    c.tick("2027-01-05 10:00")
    expect(c.entries("Happened").map((one) => told(one.at))).toEqual([told(due)])
    expect(c.state.edition).toBe(2)
  })
})

const everyMinute = {
    at: { when: "every-after", term: plans.term(1, "minute") },
    tell: plans.any(plans.holder()),
    message: "hurry"
} as const

describe("a long sleep", () => {
  it("is caught up a thousand occurrences at a time", () => {
    const c = new Case(
      plans.plan("chased", {
        organisation: plans.office,
        intake: { by: plans.any(plans.role("front-desk-receptionist")), form: [], due: null },
        messages: { hurry: { en: ["hurry"] } },
        steps: [
          plans.task("do", plans.any(plans.opener), {
            due: plans.due(plans.within(1, "hour"), everyMinute, everyMinute)
          }),
          plans.end("done")
        ]
      })
    )
    c.opens("wang", "2026-03-02 09:00", {})
    const first = c.tick("2026-03-02 23:30")
    expect(first.filter((one) => one._tag === "Happened")).toHaveLength(1000)
    expect(c.rows().wake).toBeLessThan(Office.instant("2026-03-02 23:30"))
    c.tick("2026-03-02 23:30")
    expect(c.rows().wake).toBe(Office.instant("2026-03-02 23:30"))
    // only the last of each is worth telling
    const told = c.entries("Sent").filter((one) => one.message.kind === "notice" && one.message.stale !== true)
    expect(told).toHaveLength(2)
    expect(JSON.stringify(c.state).length).toBeLessThan(4096)
  })
})
