/** Schedules of a procedure: they belong to each case, while it is open (language §10, engine §5.5). */
import { describe, expect, it } from "vitest"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import * as Story from "@frontdesk/core/case/Story"
import type { Expression } from "@frontdesk/core/domain/Expression"
import type { Recurring } from "@frontdesk/core/plan/Plan"
import * as plans from "./plans.ts"
import { at, Case } from "./world.ts"

const weekly: Recurring = {
  every: { every: "weekday", weekday: 0, at: ["09:00"] },
  opens: "test/patrol",
  with: [{ field: "unit", value: plans.given("unit") }],
  due: plans.due({ kind: "edge", at: { edge: "end", span: "week" }, anchors: [plans.start] }),
  afterDowntime: "all"
}
const starts: Expression = { op: "event", field: "starts" }
const plan = plans.plan("test/custody", {
  organisation: plans.office,
  intake: { by: plans.any(plans.role("front-desk-receptionist")), form: plans.fields({ unit: "unit" }), due: null },
  steps: [
    plans.task("sign", plans.any(plans.role("front-desk-receptionist")), { form: plans.fields({ guard: "text" }) }),
    plans.wait("leaves", { until: plans.within(20, "calendar-day", plans.intake) }),
    plans.end("done")
  ],
  outcomes: { done: [], gone: [] },
  orders: {
    withdraw: { by: plans.any(plans.role("front-desk-receptionist")), reason: "optional", ends: "gone" },
    suspend: { by: plans.any(plans.role("cs-supervisor")), reason: "optional", clocks: "pause", atMost: plans.term(30, "calendar-day") },
    resume: { by: plans.any(plans.role("cs-supervisor")) }
  },
  schedules: [
    { name: "weekly", schedule: weekly },
    {
      name: "rain",
      schedule: {
        on: { topic: "rain", where: { op: "compare", relation: "<", type: "date-time", left: starts, right: { op: "literal", type: "date-time", value: at("2026-03-20 00:00") } } },
        opens: "test/patrol",
        with: [{ field: "unit", value: plans.given("unit") }],
        due: plans.due(plans.moment(starts))
      }
    }
  ],
  subject: ["unit"]
})
const planWith = (schedule: Partial<Recurring>) => ({ ...plan, kept: { ...plan.kept, sign: ["guard"] }, schedules: [{ name: "weekly", schedule: { ...weekly, ...schedule } }] })

const opens = (entries: ReadonlyArray<Entry>) =>
  entries.flatMap((entry) => (entry._tag === "Sent" && entry.message.kind === "open" ? [entry.message] : []))
const names = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => opens(entries).map((one) => one.case)
const opened = (of = plan): Case => {
  const c = new Case(of)
  c.opens("wang", "2026-03-04 10:00", { unit: "3-201" })
  return c
}
const tick = (c: Case, when: string): ReadonlyArray<Entry> => {
  const result = c.send({ ...c.envelope(when), _tag: "Tick" })
  if (result._tag === "Failure") throw new Error(JSON.stringify(result.failure))
  return result.success
}

describe("a weekly patrol of a house in custody", () => {
  it("begins with the case, opens nothing for the time before", () => {
    const c = opened()
    expect(RowsOf.wake(c.state)).toBe(at("2026-03-09 09:00"))
    expect(names(c.journal)).toEqual([])
  })

  it("is a case of its own with the house's data and the week's end as its due", () => {
    const c = opened()
    expect(opens(tick(c, "2026-03-09 10:30"))).toEqual([
      {
        kind: "open",
        case: "c1/weekly@2026-W11",
        procedure: "test/patrol",
        values: { unit: "3-201" },
        depth: 1,
        schedule: "weekly",
        received: at("2026-03-09 09:00"),
        due: at("2026-03-15 24:00")
      }
    ])
    expect(opens(c.journal)[0]).not.toHaveProperty("opener")
  })

  it("does not come before who opened the matter has handed it over whole", () => {
    const c = new Case(plan)
    c.send({ ...c.envelope("2026-03-04 10:00"), _tag: "Open", procedure: plan.procedure, plan: "sha256:0", values: {}, depth: 1 })
    expect(RowsOf.wake(c.state)).toBe(null)
    expect(names(tick(c, "2026-03-12 10:00"))).toEqual([])
    c.does("wang", "2026-03-13 10:00", { _tag: "Complete", n: c.n("intake"), values: { unit: "3-201" } })
    expect(RowsOf.wake(c.state)).toBe(at("2026-03-16 09:00"))
  })

  it("goes on while the case is suspended, and its other clocks stand", () => {
    const c = opened()
    c.does("wang", "2026-03-04 11:00", { _tag: "Complete", n: c.n("sign"), values: { guard: "he" } })
    c.does("li", "2026-03-05 09:00", { _tag: "Suspend", reason: "away" })
    expect(names(tick(c, "2026-03-17 09:00"))).toEqual(["c1/weekly@2026-W11", "c1/weekly@2026-W12"])
    expect(c.state.frames.some((frame) => frame.kind === "wait")).toBe(true)
  })

  it("ends with the case, at the instant it ends", () => {
    const c = opened()
    c.does("wang", "2026-03-04 11:00", { _tag: "Complete", n: c.n("sign"), values: { guard: "he" } })
    // twenty days from 4 March, 24:00; nobody has looked for five weeks
    expect(names(tick(c, "2026-04-10 09:00"))).toEqual(["c1/weekly@2026-W11", "c1/weekly@2026-W12", "c1/weekly@2026-W13"])
    expect(c.state.outcome).toBe("done")
  })

  it("comes for who withdraws a moment later, not for who withdrew before", () => {
    const [late, early] = [opened(), opened()]
    expect(names(late.does("wang", "2026-03-09 09:01", { _tag: "Withdraw", reason: "x" }))).toEqual(["c1/weekly@2026-W11"])
    // who acts at its very instant acts before it
    expect(names(early.does("wang", "2026-03-09 09:00", { _tag: "Withdraw", reason: "x" }))).toEqual([])
  })

  it("sees what is known when it comes", () => {
    const conditional = planWith({ when: plans.done("sign"), with: [{ field: "who", value: plans.field("sign", "guard") }] })
    const c = opened(conditional)
    expect(names(tick(c, "2026-03-10 09:00"))).toEqual([])
    c.does("wang", "2026-03-12 11:00", { _tag: "Complete", n: c.n("sign"), values: { guard: "he" } })
    expect(opens(tick(c, "2026-03-17 09:00")).map((one) => [one.case, one.values])).toEqual([["c1/weekly@2026-W12", { who: "he" }]])
  })

  it("wants the last time only where that is said, and only while the case was open", () => {
    const latest = opened(planWith({ afterDowntime: "latest" }))
    expect(names(tick(latest, "2026-03-18 09:00"))).toEqual(["c1/weekly@2026-W12"])
    const over = opened(planWith({ afterDowntime: "latest", every: { every: "week" } }))
    over.does("wang", "2026-03-04 11:00", { _tag: "Complete", n: over.n("sign"), values: { guard: "he" } })
    // the last of the times that passed is after the case's end: it never comes
    expect(names(tick(over, "2026-04-10 09:00"))).toEqual([])
    expect(over.state.outcome).toBe("done")
  })
})

describe("a patrol before rain", () => {
  const rain = (c: Case, when: string, starts: string, source = "outside") =>
    c.hears(when, { _tag: "Event", topic: "rain", key: "rain", values: { starts: at(starts) }, at: at(when) } as never, source)

  it("is opened by the event, named after it, due before it begins", () => {
    const c = opened()
    rain(c, "2026-03-11 15:00", "2026-03-12 06:00")
    const one = opens(c.journal).find((it) => it.schedule === "rain")
    expect(one).toMatchObject({ case: `c1/rain@outside:${c.journal.length}`, received: at("2026-03-11 15:00"), due: at("2026-03-12 06:00") })
    rain(c, "2026-03-11 16:00", "2026-03-12 08:00", "v9/weather-7")
    expect(names(c.journal).at(-1)).toMatch(/^c1\/rain@v9\/weather-7:\d+$/)
  })

  it("is heard of by the case, and only if it fits", () => {
    const c = opened()
    expect(RowsOf.rows(c.state).watch).toEqual([{ topic: "rain", key: "rain" }])
    expect(rain(c, "2026-03-11 15:00", "2026-03-21 06:00")).toMatchObject({ _tag: "Failure", failure: { _tag: "NotWaiting" } })
    expect(names(c.journal)).toEqual([])
    expect(names(tick(c, "2026-03-11 15:30"))).toEqual(["c1/weekly@2026-W11"])
  })

  it("comes once under a suspension too, and not again at the resume", () => {
    const c = opened()
    c.does("li", "2026-03-05 09:00", { _tag: "Suspend", reason: "away" })
    rain(c, "2026-03-11 15:00", "2026-03-12 06:00")
    c.does("li", "2026-03-13 09:00", { _tag: "Resume" })
    expect(names(c.journal).filter((name) => name.includes("rain")).length).toBe(1)
  })
})

it("is told in both languages", () => {
  const c = opened(planWith({ every: { every: "day", at: Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`) } }))
  const entries = tick(c, "2026-04-20 09:30")
  const words = { en: { weekly: "Weekly patrol" }, zh: { weekly: "每周巡查" } }
  const told = (language: Story.Language) =>
    Story.lines(entries, { language, zone: plan.time.zone, words, plan }).slice(0, 2).map((line) => line.text)
  expect([told("en"), told("zh")]).toMatchInlineSnapshot(`
    [
      [
        "Weekly patrol: 127 times that nobody was there for are left out; the newest 1000 are made up for",
        "Weekly patrol opens patrol: c1/weekly@2026-03-09T18:00",
      ],
      [
        "每周巡查：停机期间错过的次数过多，最早的127次不再补办，只补最近1000次",
        "“每周巡查”开启“patrol”：c1/weekly@2026-03-09T18:00",
      ],
    ]
  `)
})
