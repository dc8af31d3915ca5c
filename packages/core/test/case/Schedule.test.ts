/** The case of a schedule: what it opens, when, and how often. */
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import * as Decide from "@frontdesk/core/case/Decide"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import * as Schedule from "@frontdesk/core/case/Schedule"
import type { CaseState } from "@frontdesk/core/case/State"
import type { World } from "@frontdesk/core/case/World"
import * as Calendar from "@frontdesk/core/domain/Calendar"
import type * as Plan from "@frontdesk/core/plan/Plan"
import { instant, sources, spec, zone } from "./Office.ts"
import * as plans from "./plans.ts"

const office = Calendar.make(spec, zone, sources)
const review: Plan.Recurring = {
  every: { every: "weekday", weekday: 0, at: [] },
  opens: "test/review",
  with: [{ field: "span", value: { op: "literal", type: "choice", value: "week" } }],
  covers: { which: "last", of: "week", field: "covered" },
  due: { within: { kind: "same-day", anchors: [{ from: "its-start" }] }, remind: [] },
  afterDowntime: "all"
}
const planOf = (schedule: Plan.Schedule): Plan.Plan => ({
  ...plans.plan("test/schedule:weekly", { organisation: plans.center, steps: [], outcomes: {} }),
  schedule
})
const worldOf = (schedule: Plan.Schedule, calendar = office, edition = 1): World => ({
  plan: planOf(schedule),
  calendars: { edition, byName: { [spec.name]: calendar } },
  facts: {}
})
const id = Schedule.idOf("test/schedule:weekly")

const decided = (world: World, state: CaseState, command: Parameters<typeof Decide.decide>[2]) => {
  const found = Decide.decide(world, state, command)
  if (Result.isFailure(found)) throw new Error(JSON.stringify(found.failure))
  return { entries: found.success, state: Evolve.evolveAll(state, found.success) }
}
const opened = (schedule: Plan.Schedule, at: string) =>
  decided(worldOf(schedule), Evolve.none(id), {
    _tag: "Open", caseId: id, id: "open", stamp: instant(at), procedure: "test/schedule:weekly", plan: "sha256:", values: {}, depth: 0
  }).state
const tick = (schedule: Plan.Schedule, state: CaseState, at: string, world = worldOf(schedule)) =>
  decided(world, state, { _tag: "Tick", caseId: id, id: `tick:${at}`, stamp: instant(at) })

const messages = (entries: ReadonlyArray<Entry>) =>
  entries.flatMap((entry) => (entry._tag === "Sent" && entry.message.kind === "open" ? [entry.message] : []))
const names = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => messages(entries).map((one) => one.case)

describe("a weekly schedule, begun on Friday 2026-02-27", () => {
  const begun = opened(review, "2026-02-27 09:00")

  it("wakes on Monday, opens nothing for the past", () => {
    expect(RowsOf.wake(begun)).toBe(instant("2026-03-02 00:00"))
    expect(begun.status).toBe("open")
    expect(tick(review, begun, "2026-03-02 00:00").entries).toEqual([])
  })

  it("opens a case with the week before, due that day, counted from that instant", () => {
    const { entries, state } = tick(review, begun, "2026-03-02 07:30")
    expect(messages(entries)).toEqual([
      {
        kind: "open",
        case: "test/weekly@2026-W10",
        procedure: "test/review",
        values: { span: "week", covered: { start: "2026-02-23", end: "2026-03-01" } },
        depth: 1,
        received: instant("2026-03-02 00:00"),
        due: instant("2026-03-03 00:00")
      }
    ])
    expect(entries.map((entry) => entry.at)).toEqual(entries.map(() => instant("2026-03-02 00:00")))
    expect(RowsOf.wake(state)).toBe(instant("2026-03-09 00:00"))
  })

  it("makes up for each time nobody was there, each at its own instant", () => {
    const late = tick(review, begun, "2026-03-18 09:00")
    expect(names(late.entries)).toEqual(["test/weekly@2026-W10", "test/weekly@2026-W11", "test/weekly@2026-W12"])
    expect(messages(late.entries).map((one) => one.received)).toEqual(
      ["2026-03-02", "2026-03-09", "2026-03-16"].map((day) => instant(`${day} 00:00`))
    )
  })

  it("comes to the same whether somebody looked in between or not", () => {
    const once = tick(review, begun, "2026-03-18 09:00")
    const first = tick(review, begun, "2026-03-05 12:00")
    const second = tick(review, first.state, "2026-03-18 09:00")
    expect([...messages(first.entries), ...messages(second.entries)]).toEqual(messages(once.entries))
    expect(second.state.clocks).toEqual(once.state.clocks)
  })

  it("opens only the last one where that is asked", () => {
    const latest: Plan.Recurring = { ...review, afterDowntime: "latest" }
    const state = opened(latest, "2026-02-27 09:00")
    const { entries, state: after } = tick(latest, state, "2026-03-18 09:00")
    expect(names(entries)).toEqual(["test/weekly@2026-W12"])
    expect(RowsOf.wake(after)).toBe(instant("2026-03-23 00:00"))
  })

  it("opens nothing while its condition does not hold", () => {
    const never: Plan.Recurring = { ...review, when: { op: "literal", type: "yes-no", value: false } }
    const { entries, state } = tick(never, opened(never, "2026-02-27 09:00"), "2026-03-10 09:00")
    expect(names(entries)).toEqual([])
    expect(RowsOf.wake(state)).toBe(instant("2026-03-16 00:00"))
  })

  it("opens several cases at once for `2 times a week`", () => {
    const { due: _, ...rest } = review
    const twice: Plan.Recurring = { ...rest, every: { every: "times", times: 2, span: "week" } }
    const { entries } = tick(twice, opened(twice, "2026-02-27 09:00"), "2026-03-02 09:00")
    expect(names(entries)).toEqual(["test/weekly@2026-W10.1", "test/weekly@2026-W10.2"])
  })
})

it("makes up for the newest thousand times, and says how many it leaves out", () => {
  const hourly: Plan.Recurring = {
    ...review,
    every: { every: "day", at: Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, "0")}:00`) }
  }
  const { entries, state } = tick(hourly, opened(hourly, "2026-03-02 09:30"), "2026-05-01 09:30")
  const rest = tick(hourly, state, "2026-05-01 09:31")
  const all = [...names(entries), ...names(rest.entries)]
  expect(all.length).toBe(Schedule.MOST)
  expect(all.at(-1)).toBe("test/weekly@2026-05-01T09:00")
  expect(entries.flatMap((entry) => (entry._tag === "Happened" && entry.left !== undefined ? [entry.left] : []))).toEqual([60 * 24 - 1000])
  expect(RowsOf.wake(rest.state)).toBe(instant("2026-05-01 10:00"))
})

describe("working days", () => {
  const daily: Plan.Recurring = { ...review, every: { every: "working-day", calendar: spec.name, at: ["09:00"] } }
  const end = office.covered.to
  it("follow the calendar that is published meanwhile", () => {
    const begun = opened(daily, `${end} 12:00`)
    const planned = begun.clocks[0]
    expect(planned?.provisional).toBe(true)
    const wake = planned?.next?.at ?? 0
    const closed = Calendar.make(
      { ...spec, closed: [...spec.closed, new Date(wake + 8 * 3_600_000).toISOString().slice(0, 10)] },
      zone,
      sources
    )
    const { state } = tick(daily, begun, `${end} 18:00`, worldOf(daily, closed, 2))
    expect(RowsOf.wake(state)).toBeGreaterThan(wake)
  })
})
