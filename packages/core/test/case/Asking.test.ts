/** What a decision asks of the outside (engine §2.9): in turns, what stands side by side in one, and what happens when there are too many. */
import { describe, expect, it } from "vitest"
import * as Decide from "@frontdesk/core/case/Decide"
import * as Story from "@frontdesk/core/case/Story"
import type { Expression } from "@frontdesk/core/domain/Expression"
import { TURNS } from "@frontdesk/core/case/Turns"
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

describe("the answers in an entry", () => {
  it("are those of its own step, not what is asked after it", () => {
    const superior = plans.any({ who: "superior", of: plans.opener })
    const c = opened(office([plans.compute("one", count("a")), plans.task("look", superior), plans.end("done")]))
    expect(c.open()).toEqual(["look"])
    const computed = c.journal.flatMap((one) => (one._tag === "Computed" ? [one] : []))
    expect(computed.map(({ facts = [] }) => facts.map(({ question }) => question))).toEqual([[JSON.stringify({ ask: "rows", of: { from: "ledger", ledger: "a" } })]])
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

  it("so does another version of the procedure", () => {
    const c = opened(plan)
    c.does("wang", "2026-03-02 09:10", { _tag: "Complete", n: c.n("do"), values: {} })
    c.does("li", "2026-03-02 10:00", { _tag: "Migrate", to: "sha256:1", reason: "" })
    expect(c.open()).toEqual(["then"])
  })

  it("more items than 200 are asked for again, and nothing before them is done twice", () => {
    const c = opened(office([plans.compute("one", count("a")), plans.each("each", plans.given("people"), [plans.task("look", receptionist)]), plans.end("done")]), {
      people: Array.from({ length: 201 }, (_, i) => `p${i}`)
    })
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-02 11:00", { _tag: "Resume" })
    expect(c.entries("Stuck")).toHaveLength(2)
    expect(c.entries("Computed")).toHaveLength(1)
  })

  it("between two rounds, too: a suspension and its end have it tried again", () => {
    const round = plans.repeat("round", { op: "compare", relation: "<", type: "whole-number", left: count("last"), right: { op: "literal", type: "whole-number", value: 1 } }, null, counts(TURNS))
    const c = opened(office([plans.task("do", receptionist), round, plans.task("then", receptionist), plans.end("done")]))
    c.does("wang", "2026-03-02 09:10", { _tag: "Complete", n: c.n("do"), values: {} })
    expect(c.journal.at(-1)).toMatchObject({ _tag: "Stuck", node: "round" })
    expect(c.tick("2026-03-03 09:00")).toEqual([])
    c.does("li", "2026-03-03 10:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-03 11:00", { _tag: "Resume" })
    expect(c.open()).toEqual(["then"])
    expect(c.entries("Computed")).toHaveLength(TURNS)
  })

  it("what stands beside it is entered all the same, and each goes on by itself", () => {
    const items = [...counts(TURNS + 1), plans.task("look", receptionist)]
    const c = opened(office([plans.each("one", plans.given("people"), items), plans.end("done")]), { people: ["p1", "p2", "p3"] })
    expect(c.entries("Stuck")).toHaveLength(3)
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-02 11:00", { _tag: "Resume" })
    expect(c.open()).toEqual(["look#1", "look#2", "look#3"])
    for (const n of [1, 2, 3]) c.does("wang", "2026-03-02 12:00", { _tag: "Complete", n: c.n(`look#${n}`), values: {} })
    expect(c.state.outcome).toBe("done")
  })

  it("what a person orders is refused when it asks for itself, and nothing is written", () => {
    const c = opened(office([plans.task("do", receptionist), plans.end("done")], {
      orders: { withdraw: { by: supervisor, reason: "optional", ends: "gone", when: { op: "compare", relation: ">", type: "whole-number", left: count("book"), right: { op: "literal", type: "whole-number", value: 0 } } } }
    }))
    const command = { _tag: "Withdraw", caseId: "c1", id: "w", stamp: at("2026-03-02 10:00"), actor: c.actor("li") } as const
    const decided = Decide.decide({ ...c.world, enough: true }, c.state, command)
    expect(Result.isFailure(decided) && decided.failure).toEqual({ _tag: "OrderNotLegal", order: "withdraw", why: "asks-too-often" })
    const opens = new Case(office([plans.task("do", receptionist), plans.end("done")], {
      intake: { by: plans.any({ who: "superior", of: plans.person(plans.lit("wang")) }), form: [], due: null }
    }))
    opens.mute = true
    const open = { _tag: "Open", procedure: "test/office", plan: "sha256:0", values: {}, depth: 0 } as const
    expect(opens.refused("li", "2026-03-02 10:00", open)).toEqual({ _tag: "OrderNotLegal", order: "open", why: "asks-too-often" })
    // what nobody ordered has nobody to be told: it asks again
    const heard = Decide.decide({ ...c.world, enough: true }, c.state, { ...c.envelope(command.stamp), _tag: "Tick" })
    expect(Result.isSuccess(heard)).toBe(true)
  })
})

describe("a clock that asks too often", () => {
  const one = { who: "superior", of: plans.person(plans.given("who")) } as const
  const due = plans.due(plans.within(1, "hour", plans.start), { at: { when: "due" }, tell: plans.any(one), message: "late" })
  const plan = office([plans.task("do", receptionist, { due }), plans.task("then", supervisor), plans.end("done")], {
    intake: { by: receptionist, form: plans.fields({ who: "person" }), due: null }
  })
  const late = () => {
    const c = opened(plan, { who: "wang" })
    c.mute = true
    return c
  }

  it("stands, is told, and lets everything else go on", () => {
    const c = late()
    expect(c.tick("2026-03-02 12:00")).toMatchObject([{ _tag: "Stuck", node: "do", at: at("2026-03-02 10:00") }])
    expect(c.rows().wake).toBeNull()
    expect(c.tick("2026-03-03 12:00")).toEqual([])
    c.does("wang", "2026-03-03 12:00", { _tag: "Complete", n: c.n("do"), values: {} })
    expect(c.open()).toEqual(["then"])
    expect(c.entries("Answered")[0]?.duty).toMatchObject({ late: true })
  })

  it("also when an order comes before any tick", () => {
    const c = late()
    c.does("wang", "2026-03-03 12:00", { _tag: "Claim", n: c.n("do") })
    expect(c.journal.slice(-2)).toMatchObject([{ _tag: "Stuck", node: "do" }, { _tag: "Held", how: "claim" }])
  })

  it("goes on when the case was suspended and resumed: nobody who was to be told is left out", () => {
    const c = late()
    c.tick("2026-03-02 12:00")
    c.mute = false
    c.does("li", "2026-03-02 13:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-02 14:00", { _tag: "Resume" })
    expect(c.entries("Sent")).toMatchObject([{ message: { kind: "notice", message: "late", to: ["superior:role:front-desk-receptionist"] } }])
    expect(c.entries("Happened")).toMatchObject([{ act: "remind" }, { act: "missed" }])
  })

  it("and stands again while nobody answers", () => {
    const c = late()
    c.tick("2026-03-02 12:00")
    c.does("li", "2026-03-02 13:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-02 14:00", { _tag: "Resume" })
    expect(c.entries("Stuck")).toHaveLength(2)
    expect(c.rows().wake).toBeNull()
  })

  it("of a suspension: it lasts until somebody ends it, and every order but those on what stands goes on", () => {
    const c = opened(office([plans.task("do", receptionist), plans.end("done")], {
      messages: { "suspension-over": { en: [{ value: count("book"), type: { kind: "whole-number" } }] } }
    }))
    c.does("li", "2026-03-02 10:00", { _tag: "Suspend", reason: "" })
    c.mute = true
    // thirty days later it would be over
    expect(c.tick("2026-04-08 10:00")).toMatchObject([{ _tag: "Stuck", node: "", hold: { scope: "" } }])
    expect(c.state.holds).toHaveLength(1)
    expect(c.rows().wake).toBeNull()
    expect(c.tick("2026-04-09 10:00")).toEqual([])
    c.does("li", "2026-04-09 10:00", { _tag: "Resume" })
    expect(c.state.holds).toEqual([])
    c.does("wang", "2026-04-09 11:00", { _tag: "Complete", n: c.n("do"), values: {} })
    expect(c.state.outcome).toBe("done")
  })

  it("is told in plain words", () => {
    const c = late()
    c.tick("2026-03-02 12:00")
    const reader = { language: "en", zone: c.world.plan.time.zone, words: {}, plan: c.world.plan } as unknown as Parameters<typeof Story.lines>[1]
    const told = (language: "en" | "zh") => Story.lines(c.journal, { ...reader, language }).at(-1)?.text
    expect(told("en")).toBe("the clock of do stands until the case was suspended and resumed: what it asks of the outside has no end")
    expect(told("zh")).toBe("“do”停止计时，暂停并恢复事项后再继续：向外查询没有尽头")
  })

  it("a schedule of the case makes up for what it could not ask for", () => {
    const scheduled = office([plans.task("do", receptionist), plans.end("done")], {
      schedules: [{ name: "daily", schedule: { every: { every: "day", at: ["09:00"] }, opens: "test/patrol", with: [{ field: "known", value: count("book") }], afterDowntime: "all" } }]
    })
    const c = opened(scheduled)
    c.mute = true
    c.tick("2026-03-05 10:00")
    expect(c.entries("Stuck")).toHaveLength(1)
    c.mute = false
    c.does("li", "2026-03-05 11:00", { _tag: "Suspend", reason: "" })
    c.does("li", "2026-03-05 12:00", { _tag: "Resume" })
    c.tick("2026-03-05 13:00")
    expect(c.entries("Sent").map(({ message }) => message.kind === "open" && message.case)).toEqual(["c1/daily@2026-03-03", "c1/daily@2026-03-04", "c1/daily@2026-03-05"])
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
