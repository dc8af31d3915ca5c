/**
 * Questions over rows: each query against what a person would do with a list and a pencil, over random rows; and the
 * numbers of quotas (language §7.3, §11).
 */
import { describe, expect, it } from "vitest"
import * as fc from "fast-check"
import type * as Calendar from "@frontdesk/core/domain/Calendar"
import * as Day from "@frontdesk/core/domain/Day"
import * as Evaluate from "@frontdesk/core/domain/Evaluate"
import type { Expression, Query, Rows } from "@frontdesk/core/domain/Expression"
import type { Question } from "@frontdesk/core/domain/Question"
import type { Quota } from "@frontdesk/core/domain/Quota"
import type { Value, Values } from "@frontdesk/core/domain/Value"

interface Row {
  readonly at: number
  readonly values: Values & { readonly who: string; readonly points: number }
}

const zone = "Asia/Shanghai"
const scopeOf = (rows: ReadonlyArray<Row>, own: ReadonlyArray<Row> = [], now = 0): Evaluate.Scope => ({
  field: (_, field) => (field === "list" ? rows.map(({ values }) => values) : undefined),
  fact: () => undefined,
  item: () => undefined,
  param: () => undefined,
  event: () => undefined,
  done: () => false,
  items: () => rows.map(({ values }) => ({ item: values, scope: { ...scopeOf([]), row: values } })),
  intakeAt: 0,
  caseDue: null,
  caseId: "case",
  now,
  opener: undefined,
  doers: () => [],
  holder: () => [],
  organisation: { ranks: [], departments: {}, roles: {}, bodies: {} },
  calendars: { edition: 1, byName: {} } satisfies Calendar.Calendars,
  calendar: "desk",
  zone,
  currency: "CNY",
  ask: (question: Question) => (question.ask === "rows" ? rows.map(({ at, values }) => ({ at, values })) : undefined),
  own: (_, answered) => [...answered, ...own]
})

const registers: ReadonlyArray<Rows> = [
  { from: "ledger", ledger: "faults" },
  { from: "table", table: "faults" },
  { from: "cases", procedure: "v1c/violation" },
  { from: "list", list: { op: "field", step: "intake", field: "list", path: [] } },
  { from: "items", each: "person" }
]

const cell = (name: string): Expression => ({ op: "row", path: [name] })
const enough: Expression = {
  op: "compare",
  relation: ">=",
  type: "whole-number",
  left: cell("points"),
  right: { op: "literal", type: "whole-number", value: 3 }
}

const row = fc.record(
  {
    who: fc.constantFrom("li", "wang", "sun"),
    points: fc.integer({ min: -5, max: 12 }),
    cost: fc.integer({ min: 0, max: 99_999 }).map((cents) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`.replace(/\.?0+$/, ""))
  },
  { requiredKeys: ["who", "points"] }
)
const all: fc.Arbitrary<ReadonlyArray<Row>> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 20 }), row), { maxLength: 30 })
  .map((found) => found.map(([at, values]) => ({ at, values: values as Row["values"] })))

/** By hand. Amounts in cents, since a pencil knows no binary fractions. */
const cents = (amount: Value | undefined): number => (typeof amount === "string" ? Math.round(Number(amount) * 100) : 0)
const amount = (of: number): string => {
  const text = `${Math.floor(of / 100)}.${String(of % 100).padStart(2, "0")}`
  return text.replace(/0+$/, "").replace(/\.$/, "")
}

const byHand = (query: Query, rows: ReadonlyArray<Row>, where: boolean, listed: boolean): Value | undefined => {
  const chosen = rows.filter(({ values }) => !where || values.points >= 3)
  const numbers = chosen.map(({ values }) => values.points)
  const names: Array<string> = []
  for (const { values } of chosen) if (!names.includes(values.who)) names.push(values.who)
  switch (query) {
    case "count":
      return chosen.length
    case "some":
      return chosen.length > 0
    case "every":
      return rows.every(({ values }) => !where || values.points >= 3)
    case "sum":
      return numbers.reduce((a, b) => a + b, 0)
    case "larger-of":
      return numbers.length === 0 ? undefined : numbers.sort((a, b) => b - a)[0]
    case "smaller-of":
      return numbers.length === 0 ? undefined : numbers.sort((a, b) => a - b)[0]
    case "most":
      return names.reduce((most, name) => Math.max(most, chosen.filter(({ values }) => values.who === name).length), 0)
    case "list":
      return names
    case "one":
      return chosen[0]?.values
    case "last": {
      let last: Row | undefined
      // in a list the last is the last, whenever its row was written
      for (const one of chosen) if (listed || last === undefined || one.at >= last.at) last = one
      return last?.values
    }
  }
}

const folds: { readonly [Q in Query]?: string } = { sum: "points", "larger-of": "points", "smaller-of": "points", most: "who", list: "who" }
const types: { readonly [Q in Query]?: "whole-number" | "list" | "row" | "yes-no" } = { list: "list", one: "row", last: "row", some: "yes-no", every: "yes-no" }

const asked = (query: Query, rows: Rows, where: boolean): Expression => ({
  op: "query",
  query,
  rows,
  type: types[query] ?? "whole-number",
  ...(folds[query] !== undefined && { value: cell(folds[query]) }),
  ...(where && { where: enough })
})

const queries: ReadonlyArray<Query> = ["count", "some", "every", "sum", "list", "most", "larger-of", "smaller-of", "one", "last"]

describe.each(registers.map((rows) => [rows.from, rows] as const))("over %s", (from, rows) => {
  it.each(queries)("%s is what one finds by hand", (query) => {
    fc.assert(
      fc.property(all, fc.boolean(), (found, where) => {
        const own = from === "list" || from === "items"
        expect(Evaluate.evaluate(asked(query, rows, where), scopeOf(found))).toEqual(byHand(query, found, where, own))
      })
    )
  })
})

describe("rows of a register", () => {
  it("amounts are summed to the smallest unit, absent ones passed over", () => {
    fc.assert(
      fc.property(all, (found) => {
        const sum: Expression = { op: "query", query: "sum", rows: registers[0] as Rows, value: cell("cost"), type: "money" }
        expect(Evaluate.evaluate(sum, scopeOf(found))).toBe(amount(found.reduce((a, { values }) => a + cents(values["cost"]), 0)))
      })
    )
  })

  it("what this change writes counts too, and is the newest", () => {
    fc.assert(
      fc.property(all, all, (before, own) => {
        const written = own.map((it) => ({ ...it, at: 100 }))
        const scope = scopeOf(before, written)
        const rows = [...before, ...written]
        expect(Evaluate.evaluate(asked("count", registers[0] as Rows, true), scope)).toBe(byHand("count", rows, true, false))
        expect(Evaluate.evaluate(asked("last", registers[0] as Rows, true), scope)).toEqual(byHand("last", rows, true, false))
      })
    )
  })

  it("a query inside a query has rows of its own", () => {
    const inner: Expression = {
      op: "query",
      query: "count",
      rows: registers[0] as Rows,
      type: "whole-number",
      where: { op: "is", left: cell("who"), any: [{ op: "literal", type: "person", value: "li" }], negated: false }
    }
    const outer: Expression = { op: "query", query: "sum", rows: registers[3] as Rows, value: inner, type: "whole-number" }
    fc.assert(
      fc.property(all, (found) => {
        const li = found.filter(({ values }) => values.who === "li").length
        expect(Evaluate.evaluate(outer, scopeOf(found))).toBe(li * found.length)
      })
    )
  })
})

describe("a quota", () => {
  const at = (day: string): number => Day.start(day, zone) + 1
  const cases = (ended: ReadonlyArray<string>): ReadonlyArray<Value> =>
    ended.map((day, i) => ({ at: 0, values: { case: `c${i}`, ...(day !== "" && { ended: at(day) }) } }))
  const checks = { from: "cases", procedure: "care/check" } as const
  const faults = { from: "cases", procedure: "care/fault" } as const
  const standing = (quota: Quota, rows: { readonly check: ReadonlyArray<string>; readonly fault: ReadonlyArray<string> }, day = "2026-03-15") =>
    Evaluate.quota(quota, day, {
      ...scopeOf([]),
      ask: (question) => (question.ask !== "rows" || question.of.from !== "cases" ? null : cases(question.of === checks ? rows.check : rows.fault))
    })
  const least = (percent: string, rounded: Quota["rounded"]): Quota => ({ count: { rows: checks }, of: { rows: faults }, per: "month", atLeast: percent, rounded })
  const most = (percent: string, rounded: Quota["rounded"]): Quota => ({
    count: { rows: checks },
    of: { rows: checks },
    per: "month",
    atMost: percent,
    rounded
  })
  const days = (n: number): ReadonlyArray<string> => Array.from({ length: n }, () => "2026-03-10")

  it.each([
    ["up", 1, 3, true], // 0.9 of them: one
    ["up", 0, 3, false],
    ["down", 0, 3, true],
    ["exact", 1, 3, true],
    ["exact", 0, 1, false],
    ["up", 3, 10, true],
    ["up", 3, 11, false],
    ["up", 0, 0, true]
  ] as const)("30 %, rounded %s: %i of %i is kept: %s", (rounded, check, fault, kept) => {
    const found = standing(least("30", rounded), { check: days(check), fault: days(fault) })
    expect([found.behind, found.missed]).toEqual([!kept, !kept])
  })

  it("what ended in another month, or has not ended, is not counted; the month is that of the handbook's zone", () => {
    const found = standing(least("100", "exact"), { check: ["2026-03-01"], fault: ["2026-02-28", "2026-03-31", "2026-04-01", ""] })
    expect(found).toEqual({ behind: false, full: false, reached: "100", missed: false })
    expect(standing(least("100", "exact"), { check: [], fault: ["2026-04-01"] }, "2026-04-30").missed).toBe(true)
  })

  it.each([
    // the first would be 1 of 1
    ["down", 0, true],
    ["up", 0, false]
  ] as const)("a mix cap of 70 %, rounded %s: with %i so far it is full: %s", (rounded, n, full) => {
    expect(standing(most("70", rounded), { check: days(n), fault: [] }).full).toBe(full)
  })

  it("a mix cap counts the one more among all: 2 of 3 by phone are allowed, 3 of 4 are not", () => {
    const share = (phone: number, visits: number): boolean => {
      const quota: Quota = { ...most("70", "down"), count: { rows: checks, where: { op: "present", of: cell("phone"), negated: false } } }
      const rows = [...Array.from({ length: phone }, () => true), ...Array.from({ length: visits }, () => false)]
      return Evaluate.quota(quota, "2026-03-15", {
        ...scopeOf([]),
        ask: () => rows.map((it, i) => ({ at: 0, values: { case: `c${i}`, ended: at("2026-03-10"), ...(it && { phone: true }) } }))
      }).full
    }
    expect([share(0, 1), share(1, 1), share(2, 1), share(6, 3), share(6, 2)]).toEqual([false, false, true, false, true])
  })

  it("says which share was reached, or nothing where there is nothing to share", () => {
    expect(standing(least("50", "up"), { check: days(2), fault: days(3) }).reached).toBe("66.7")
    expect(standing(least("50", "up"), { check: [], fault: [] })).toEqual({ behind: false, full: false, missed: false })
  })
})
