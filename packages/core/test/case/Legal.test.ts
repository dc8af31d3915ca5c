/**
 * The table of language §8, cell by cell: every order where what it names is offered, held, done, where the case is
 * suspended, its part held by another case, or ended. `✓` is accepted; everything else is the refusal, in its words.
 */
import * as Refusal from "@frontdesk/core/case/Refusal"
import type { Refusal as Refused } from "@frontdesk/core/case/Refusal"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { at, Case } from "./world.ts"
import type { Said } from "./world.ts"

const worker = plans.any(plans.role("repair-worker"))
const receptionist = plans.any(plans.role("front-desk-receptionist"))

const plan = plans.changing

type Column = "offered" | "held" | "done" | "suspended" | "part held" | "ended"
const columns: ReadonlyArray<Column> = ["offered", "held", "done", "suspended", "part held", "ended"]

/** A case in which `do` (and the first `sign`) is offered, held or done; the other columns begin from one of those. */
const standing = (base: "offered" | "held" | "done"): { readonly c: Case; readonly n: number } => {
  const c = new Case(plan)
  c.opens("wang", "2026-03-02 09:00", { visit: at("2026-03-04 10:00"), depts: ["cs-dept", "repair-dept"] })
  const n = c.n("do")
  const sign = c.n("sign#1")
  if (base !== "offered") {
    c.does("fei", "2026-03-02 10:00", { _tag: "Claim", n })
    c.does("fei", "2026-03-02 10:01", { _tag: "Claim", n: sign })
  }
  if (base === "done") {
    c.does("fei", "2026-03-02 11:00", { _tag: "Complete", n, values: { result: "ok" } })
    c.does("fei", "2026-03-02 11:01", { _tag: "Complete", n: sign, values: {} })
  }
  return { c, n }
}

const stateOf = (column: Column, later: "held" | "done"): { readonly c: Case; readonly n: number } => {
  if (column === "offered" || column === "held" || column === "done") return standing(column)
  const it = standing(later)
  if (column === "suspended") it.c.does("fei", "2026-03-02 12:00", { _tag: "Suspend" })
  if (column === "part held") it.c.hears("2026-03-02 12:00", { _tag: "Standing", topic: "noise", key: "", values: {}, on: true }, "other")
  if (column === "ended") it.c.does("fei", "2026-03-02 12:00", { _tag: "Withdraw" })
  return it
}

const wang = (c: Case) => ({ person: "wang", keys: c.actor("wang").keys })

interface Line {
  readonly order: string
  /** where the last three columns begin from */
  readonly from?: "held" | "done"
  readonly says: (c: Case, n: number) => Said
  readonly cells: readonly [string, string, string, string, string, string]
}

const done = "task-already-completed"
const [stopped, held, over] = ["case-suspended", "part-held", "case-ended"]
const not = (why: string): string => `order-not-legal: ${why}`

//                                                         offered            held               done               suspended  part held  ended
const table: ReadonlyArray<Line> = [
  { order: "claim", says: (_, n) => ({ _tag: "Claim", n }), cells: ["✓", not("already-holds"), done, stopped, held, over] },
  { order: "complete", says: (_, n) => ({ _tag: "Complete", n, values: { result: "x" } }), cells: ["✓", "✓", done, stopped, held, over] },
  { order: "give-back", says: (_, n) => ({ _tag: "GiveBack", n }), cells: [not("wrong-state"), "✓", done, stopped, held, over] },
  { order: "delegate", says: (c, n) => ({ _tag: "Delegate", n, to: wang(c) }), cells: [not("wrong-state"), "✓", done, stopped, held, over] },
  { order: "transfer", says: (c, n) => ({ _tag: "Transfer", n, to: wang(c) }), cells: ["✓", "✓", done, "✓", "✓", over] },
  { order: "urge", says: (_, n) => ({ _tag: "Urge", n }), cells: ["✓", "✓", done, stopped, held, over] },
  { order: "extend", says: () => ({ _tag: "Extend", of: "do", by: plans.term(1, "hour") }), cells: ["✓", "✓", done, stopped, held, over] },
  { order: "return", from: "done", says: () => ({ _tag: "Return", to: "do" }), cells: [not("not-earlier"), not("not-earlier"), "✓", stopped, held, over] },
  { order: "add-signer", from: "done", says: () => ({ _tag: "AddSigner", each: "dept", item: "security-dept" }), cells: ["✓", "✓", "✓", stopped, "✓", over] },
  { order: "rebook", says: () => ({ _tag: "Rebook", step: "intake", field: "visit", to: at("2026-03-06 10:00") }), cells: ["✓", "✓", done, "✓", "✓", over] },
  { order: "suspend", says: () => ({ _tag: "Suspend" }), cells: ["✓", "✓", "✓", not("already-suspended"), "✓", over] },
  { order: "resume", says: () => ({ _tag: "Resume" }), cells: [not("not-suspended"), not("not-suspended"), not("not-suspended"), "✓", not("not-suspended"), over] },
  { order: "withdraw", says: () => ({ _tag: "Withdraw" }), cells: ["✓", "✓", "✓", "✓", "✓", over] },
  { order: "terminate", says: () => ({ _tag: "Terminate" }), cells: ["✓", "✓", "✓", "✓", "✓", over] },
  { order: "amend", from: "done", says: () => ({ _tag: "Amend", step: "do", values: { result: "better" } }), cells: [not("wrong-state"), not("wrong-state"), "✓", "✓", "✓", "✓"] },
  { order: "note", says: () => ({ _tag: "Note", text: "x" }), cells: ["✓", "✓", "✓", "✓", "✓", "✓"] }
]

const answer = (result: ReturnType<Case["by"]>): string => {
  if (Result.isSuccess(result)) return result.success.length > 0 ? "✓" : "nothing"
  const refusal = result.failure as Refused
  return refusal._tag === "OrderNotLegal" ? `${Refusal.code(refusal)}: ${refusal.why}` : Refusal.code(refusal)
}

describe.each(table)("$order", ({ cells, from = "held", says }) => {
  it.each(columns.map((column, index) => [column, cells[index] ?? ""] as const))("%s: %s", (column, expected) => {
    const { c, n } = stateOf(column, from)
    const before = c.state
    expect(answer(c.by("fei", "2026-03-02 13:00", says(c, n)))).toBe(expected)
    if (expected !== "✓") expect(c.state).toBe(before)
  })
})

describe("the edges of the table", () => {
  it("extend is legal after the due instant too", () => {
    const { c } = standing("offered")
    c.tick("2026-03-05 09:00")
    c.does("fei", "2026-03-05 09:00", { _tag: "Extend", of: "do", by: { until: at("2026-03-06 10:00") } })
    expect(c.task("do")).toMatchObject({ due: at("2026-03-06 10:00"), missed: true })
  })
  it("rebook is legal after a miss as long as nobody came; both times are kept; what was missed stays missed", () => {
    const { c } = standing("held")
    c.tick("2026-03-05 09:00")
    c.does("fei", "2026-03-05 09:00", { _tag: "Rebook", step: "intake", field: "visit", to: at("2026-03-06 10:00") })
    expect(c.entries("Amended")[0]).toMatchObject({ order: "rebook", before: { visit: at("2026-03-04 10:00") }, after: { visit: at("2026-03-06 10:00") } })
    expect(c.entries("Derived").at(-1)).toMatchObject({ why: "rebooked" })
    expect(c.task("do")).toMatchObject({ due: at("2026-03-06 10:00"), missed: true })
    c.does("fei", "2026-03-06 09:00", { _tag: "Complete", n: c.n("do"), values: { result: "ok" } })
    expect(c.refused("fei", "2026-03-06 09:05", { _tag: "Rebook", step: "intake", field: "visit", to: at("2026-03-07 10:00") })._tag).toBe("TaskAlreadyCompleted")
  })
  it("a signer added while the part is held begins when it goes on", () => {
    const { c } = stateOf("part held", "held")
    c.does("fei", "2026-03-02 13:00", { _tag: "AddSigner", each: "dept", item: "security-dept" })
    expect(c.open()).toEqual(["sign#1", "sign#2", "do"])
    c.hears("2026-03-02 14:00", { _tag: "Standing", topic: "noise", key: "", values: {}, on: false }, "other")
    expect(c.open()).toEqual(["sign#1", "sign#2", "do", "sign#3"])
  })
  it("no department twice, none that is not there, none after the last has signed", () => {
    const { c } = standing("done")
    const add = (item: string) => c.refused("fei", "2026-03-02 13:00", { _tag: "AddSigner", each: "dept", item })
    expect(add("cs-dept")).toMatchObject({ why: "already-holds" })
    expect(add("garden")).toMatchObject({ _tag: "FormRejected", issues: [{ field: "item", why: "value-not-allowed" }] })
    c.does("fei", "2026-03-02 14:00", { _tag: "Complete", n: c.n("sign#2"), values: {} })
    expect(add("security-dept")._tag).toBe("TaskAlreadyCompleted")
  })
  it("after the end an amendment changes values only: nothing is opened, nothing derived", () => {
    const { c } = stateOf("ended", "done")
    const entries = c.does("fei", "2026-04-01 09:00", { _tag: "Amend", step: "do", values: { result: "better" } })
    expect(entries.map((one) => one._tag)).toEqual(["Amended"])
    expect(c.state).toMatchObject({ status: "ended", outcome: "gone", data: { do: { result: "better" } } })
    expect(c.refused("fei", "2026-04-01 09:01", { _tag: "Amend", step: "do", values: { result: "better" } })).toMatchObject({ why: "nothing-to-amend" })
    expect(c.refused("fei", "2026-04-01 09:01", { _tag: "Amend", step: "do", values: { other: "x" } })).toMatchObject({ why: "not-declared" })
  })
  it("a decision already taken stays", () => {
    const decided = plans.plan("decided", {
      organisation: plans.office,
      intake: { by: receptionist, form: plans.fields({ bad: "yes-no" }), due: null },
      steps: [
        plans.first("tier", [plans.given("bad"), plans.lit("major")], [null, plans.lit("minor")]),
        plans.task("do", worker),
        plans.end("done", undefined, { tier: plans.decided("tier") })
      ],
      outcomes: { done: [] },
      orders: { amend: { by: worker, of: [{ step: "intake", field: "bad" }], reason: "required" } }
    })
    const c = new Case(decided)
    c.opens("wang", "2026-03-02 09:00", { bad: false })
    expect(c.refused("fei", "2026-03-02 10:00", { _tag: "Amend", step: "intake", values: { bad: true } })._tag).toBe("ReasonMissing")
    c.does("fei", "2026-03-02 10:00", { _tag: "Amend", step: "intake", values: { bad: true }, reason: "看错" })
    expect(c.state.data).toMatchObject({ intake: { bad: true }, tier: { value: "minor" } })
  })
})
