/** What a decision asks of the outside (engine §2.9): in turns, what stands side by side in one, and what happens when there are too many. */
import { describe, expect, it } from "vitest"
import * as Decide from "@frontdesk/core/case/Decide"
import type { Expression } from "@frontdesk/core/domain/Expression"
import { TURNS } from "@frontdesk/core/case/World"
import type { AnyStep, Plan, Recurring } from "@frontdesk/core/plan/Plan"
import { Result } from "effect"
import * as plans from "./plans.ts"
import { accepted, at, Case, told } from "./world.ts"

const receptionist = plans.any(plans.role("front-desk-receptionist"))
const supervisor = plans.any(plans.role("cs-supervisor"))
const office = (steps: ReadonlyArray<AnyStep>, more: Partial<Omit<Plan, "root">> = {}) =>
  plans.plan("test/office", {
    organisation: plans.office,
    intake: { by: receptionist, form: plans.fields({ people: { kind: "list", of: { kind: "person" } } }, ["people"]), due: null },
    outcomes: { done: [], gone: [] },
    orders: {
      suspend: { by: supervisor, reason: "optional", clocks: "pause", atMost: plans.term(30, "calendar-day") },
      resume: { by: supervisor }
    },
    ...more,
    steps
  })
const opened = (plan: Plan, values = {}) => {
  const c = new Case(plan)
  c.opens("wang", "2026-03-02 09:00", values)
  return c
}

/** How many rows a ledger has: nobody knows but the outside. */
const count = (ledger: string): Expression => ({ op: "query", query: "count", rows: { from: "ledger", ledger }, type: "whole-number" })
const counts = (n: number): ReadonlyArray<AnyStep> => Array.from({ length: n }, (_, i) => plans.compute(`count-${i + 1}`, count(`book-${i + 1}`)))

describe("turns", () => {
  it("one step after another asks one turn after another", () => {
    const c = opened(office([...counts(TURNS), plans.end("done")]))
    expect(c.turns).toBe(TURNS)
    expect(c.state.status).toBe("ended")
  })

  it("items and branches, side by side, ask in the same turn, however many they are", () => {
    const persons = Array.from({ length: 200 }, (_, i) => `p${i + 1}`)
    const superior = plans.any({ who: "superior", of: plans.person({ op: "item", each: "one", path: [] }) })
    const c = opened(office([plans.each("one", plans.given("people"), [plans.task("look", superior)]), plans.end("done")]), { people: persons })
    expect(c.open()).toHaveLength(200)
    expect(c.turns).toBeLessThanOrEqual(2)
    const side = opened(office([
      plans.parallel("side", "all", Object.fromEntries(counts(20).map((step) => [`branch ${step.name}`, [step]]))),
      plans.end("done")
    ]))
    expect(side.turns).toBe(1)
    expect(side.state.status).toBe("ended")
  })

  it("what stands beside a branch that ends the case is not entered, answered or not", () => {
    const side = opened(office([
      plans.parallel("side", "any", { first: [plans.compute("one", count("a")), plans.end("gone")], second: [plans.compute("two", count("b"))] }),
      plans.end("done")
    ]))
    expect(side.entries("Ended")[0]?.outcome).toBe("gone")
    expect(side.entries("Computed").map(({ path }) => path)).toEqual(["one"])
  })
})

describe("too many turns", () => {
  const plan = office([plans.task("do", receptionist), ...counts(TURNS + 2), plans.task("then", receptionist), plans.end("done")])

  it("the step that asks is not entered: what was done before it stands, and the case says where it is", () => {
    const c = opened(plan)
    const entries = c.does("wang", "2026-03-02 09:10", { _tag: "Complete", n: c.n("do"), values: {} })
    expect(entries.filter(({ _tag }) => _tag === "Computed")).toHaveLength(TURNS)
    expect(entries[0]).toMatchObject({ _tag: "Answered", by: "wang" })
    expect(entries.at(-1)).toMatchObject({ _tag: "Stuck", node: `count-${TURNS + 1}` })
    expect(c.state.status).toBe("open")
    expect(c.open()).toEqual([])
    expect(c.tick("2026-03-03 09:00")).toEqual([])
  })

  it("a suspension and its end have it tried again, and it goes on", () => {
    const c = opened(plan)
    c.does("wang", "2026-03-02 09:10", { _tag: "Complete", n: c.n("do"), values: {} })
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-02 11:00", { _tag: "Resume" })
    expect(c.open()).toEqual(["then"])
  })

  it("whether an order is legal is never left open: such a decision goes on asking", () => {
    const c = opened(office([plans.task("do", receptionist), plans.end("done")], {
      orders: { withdraw: { by: supervisor, reason: "optional", ends: "gone", when: { op: "compare", relation: ">", type: "whole-number", left: count("book"), right: { op: "literal", type: "whole-number", value: 0 } } } }
    }))
    const command = { _tag: "Withdraw", caseId: "c1", id: "w", stamp: at("2026-03-02 10:00"), actor: c.actor("li") } as const
    const decided = Decide.decide({ ...c.world, enough: true }, c.state, command)
    expect(Result.isFailure(decided) && decided.failure._tag).toBe("Asks")
  })
})

describe("what was due while nobody looked", () => {
  const daily: Recurring = {
    every: { every: "day", at: ["09:00"] },
    opens: "test/patrol",
    with: [{ field: "known", value: count("book") }],
    afterDowntime: "all"
  }
  const plan = office([plans.task("do", receptionist), plans.end("done")], { schedules: [{ name: "daily", schedule: daily }] })

  it("a tick ends before the first thing there are no turns for, and the next one goes on", () => {
    const c = opened(plan)
    const late = "2026-04-11 10:00"
    const first = c.tick(late)
    expect(first.filter(({ _tag }) => _tag === "Happened")).toHaveLength(TURNS)
    expect(told(first.at(-1)!.at)).toBe("2026-03-18 09:00")
    const rest = [...c.tick(late), ...c.tick(late), ...c.tick(late)]
    expect(rest.filter(({ _tag }) => _tag === "Happened")).toHaveLength(40 - TURNS)
    expect(c.entries("Stuck")).toEqual([])
    // the same as if somebody had looked every day
    const seen = opened(plan)
    for (let day = 3; day <= 31; day++) seen.tick(`2026-03-${String(day).padStart(2, "0")} 10:00`)
    for (let day = 1; day <= 11; day++) seen.tick(`2026-04-${String(day).padStart(2, "0")} 10:00`)
    const bare = (c: Case) => c.journal.map(({ command: _, ...entry }) => ({ ...entry, unseen: undefined }))
    expect(bare(c)).toEqual(bare(seen))
    expect(accepted(c.send({ ...c.envelope(late), _tag: "Tick" }))).toEqual([])
  })
})
