import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Evaluate from "@frontdesk/core/domain/Evaluate"
import type { Expression, ExpressionType, Query, Relation } from "@frontdesk/core/domain/Expression"
import type { Question } from "@frontdesk/core/domain/Question"
import type { Value } from "@frontdesk/core/domain/Value"
import { instant, scope, term } from "../case/Office.ts"

const lit = (value: Value, type: ExpressionType = "other"): Expression => ({ op: "literal", type, value })
const field = (name: string, ...path: ReadonlyArray<string>): Expression => ({ op: "field", step: "intake", field: name, path })
const row = (...path: ReadonlyArray<string>): Expression => ({ op: "row", path })
const is = (left: Expression, ...any: ReadonlyArray<Value>): Expression => ({ op: "is", left, any: any.map((one) => lit(one)), negated: false })
const compare = (type: ExpressionType, left: Expression, relation: Relation, right: Expression): Expression => ({ op: "compare", relation, type, left, right })
const sum = (sign: "+" | "-" | "*" | "/", left: Expression, right: Expression, type: ExpressionType, of?: readonly [ExpressionType, ExpressionType]): Expression => ({
  op: "arithmetic",
  sign,
  type,
  left,
  right,
  ...(of === undefined ? {} : { of })
})
const call = (name: "half-up" | "up" | "down" | "open" | "month-of" | "rank", of: Expression, type: ExpressionType): Expression => ({ op: "call", name, of, type })

const worth = (expression: Expression, values: { readonly [name: string]: Value } = {}, more: Partial<Evaluate.Scope> = {}) =>
  Evaluate.evaluate(expression, { ...scope(values), ...more })

describe("money and numbers are exact", () => {
  it.each<[string, Expression, Value | undefined]>([
    ["0.1 + 0.2", sum("+", lit("0.1"), lit("0.2"), "number"), "0.3"],
    ["600 - 0.01", sum("-", lit("600"), lit("0.01"), "money"), "599.99"],
    ["money × percent literal", sum("*", lit("600", "money"), lit("70", "percent"), "unrounded-money"), "420"],
    ["money × percent field, by its type", sum("*", lit("600"), lit("2.5"), "unrounded-money", ["money", "percent"]), "15"],
    ["percent + percent stay percent", sum("+", lit("70", "percent"), lit("5", "percent"), "percent"), "75"],
    ["whole numbers stay numbers", sum("+", lit(2), lit(3), "whole-number"), 5],
    ["a third is not rounded away", call("half-up", sum("*", sum("/", lit("100"), lit("3"), "number"), lit("3"), "number"), "money"), "100"],
    ["nothing by zero", sum("/", lit("1"), lit("0"), "number"), undefined],
    ["half-up to fen (A-10)", call("half-up", lit("1.005"), "money"), "1.01"],
    ["half-up away from zero", call("half-up", lit("-1.005"), "money"), "-1.01"],
    ["up to whole cases (A-10)", call("up", lit("3.01"), "whole-number"), 4],
    ["down", call("down", lit("3.99"), "whole-number"), 3],
    ["very large", sum("*", lit("999999999999999999"), lit("10"), "number"), "9999999999999999990"],
    ["very small", sum("/", lit("1"), lit("10000000000000000000"), "number"), "0.0000000000000000001"]
  ])("%s", (_, expression, expected) => {
    expect(worth(expression)).toBe(expected)
  })
})

describe("conditions", () => {
  const yes = lit(true)
  const absent = field("nothing")
  it.each<[string, Expression, Value | undefined]>([
    ["a or b", is(field("channel"), "phone", "visit"), true],
    ["is not a or b", { op: "is", left: field("channel"), any: [lit("phone"), lit("visit")], negated: true }, false],
    ["12 is not less than 12.0", compare("number", lit(12), "<", lit("12.0")), false],
    ["9 < 10 as numbers, not as texts", compare("money", lit("9"), "<", lit("10")), true],
    ["dates", compare("date", lit("2026-03-02"), "<=", lit("2026-03-02")), true],
    ["a date beside an instant, by days", compare("date-time", lit(instant("2026-03-02 23:00")), ">", lit("2026-03-02")), false],
    ["terms of one family", compare("term", lit({ n: 2, unit: "week" }), ">", lit({ n: 13, unit: "calendar-day" })), true],
    ["a month and 30 days: nobody can say", compare("term", lit({ n: 1, unit: "month" }), ">", lit({ n: 30, unit: "calendar-day" })), undefined],
    ["present", { op: "present", of: field("channel"), negated: false }, true],
    ["missing", { op: "present", of: absent, negated: true }, true],
    ["else", { op: "else", left: absent, right: lit("x") }, "x"],
    ["in a list", { op: "in", left: lit("a"), right: lit(["b", "a"]) }, true],
    ["in a period", { op: "in", left: lit("2026-03-31"), right: lit({ start: "2026-03-01", end: "2026-03-31" }) }, true],
    ["an instant in a period, by its day", { op: "in", left: lit(instant("2026-03-31 23:59")), right: lit({ start: "2026-03-01", end: "2026-03-31" }) }, true],
    ["one of several doers", { op: "is", left: lit("li"), any: [{ op: "people", who: { who: "doer", step: "solve" } }], negated: false }, true],
    ["not yet done", { op: "was-done", step: "other", negated: false }, false],
    ["what is absent is no answer", compare("number", absent, "<", lit(1)), undefined],
    ["and not is none either", { op: "not", of: compare("number", absent, "<", lit(1)) }, undefined],
    ["and", { op: "and", of: [yes, absent] }, false],
    ["or", { op: "or", of: [absent, yes] }, true]
  ])("%s", (_, expression, expected) => {
    expect(worth(expression, { channel: "visit" }, { doers: () => ["li", "wang"] })).toBe(expected)
  })

  it("ranks have the handbook's order", () => {
    const organisation = { ranks: ["staff", "supervisor", "director"], departments: {}, roles: {}, bodies: {} }
    const ask = () => "director"
    expect(worth(compare("rank", call("rank", lit("li"), "rank"), ">=", lit("supervisor")), {}, { organisation, ask })).toBe(true)
    expect(worth(compare("rank", lit("staff"), ">=", lit("nobody")), {}, { organisation })).toBe(undefined)
  })
})

describe("days and times", () => {
  const plus = (from: Value, n: number, unit: Parameters<typeof term>[1], type: "date" | "date-time", sign: "+" | "-" = "+") =>
    worth(sum(sign, lit(from), lit({ ...term(n, unit) }), type))
  it.each<[string, Value | undefined, Value]>([
    ["a date and a month", plus("2026-01-31", 1, "month", "date"), "2026-02-28"],
    ["a date and working days over Golden Week", plus("2026-09-30", 2, "working-day", "date"), "2026-10-09"],
    ["a date back", plus("2026-03-01", 1, "calendar-day", "date", "-"), "2026-02-28"],
    ["an instant and hours", plus(instant("2026-03-02 10:00"), 48, "hour", "date-time"), instant("2026-03-04 10:00")],
    ["an instant and days, same time on the wall", plus(instant("2026-03-02 10:00"), 2, "calendar-day", "date-time"), instant("2026-03-04 10:00")]
  ])("%s", (_, found, expected) => {
    expect(found).toBe(expected)
  })

  it("today, month and opening hours are those of the case's zone", () => {
    const now = instant("2026-03-02 00:30")
    expect(worth({ op: "today" }, {}, { now })).toBe("2026-03-02")
    expect(worth(call("month-of", { op: "now" }, "period"), {}, { now })).toEqual({ start: "2026-03-01", end: "2026-03-31" })
    expect(worth(call("open", lit("office"), "yes-no"), {}, { now })).toBe(false)
    expect(worth(call("open", lit("office"), "yes-no"), {}, { now: instant("2026-03-02 09:00") })).toBe(true)
  })
})

describe("queries", () => {
  const paid = [
    { at: 3, values: { kind: "fee", paid: "10.50" } },
    { at: 9, values: { kind: "deposit", paid: "5" } },
    { at: 5, values: { kind: "fee", paid: "0.30" } }
  ]
  const query = (query: Query, type: ExpressionType, value?: Expression, where?: Expression): Expression => ({
    op: "query",
    query,
    type,
    rows: { from: "ledger", ledger: "payments" },
    ...(value === undefined ? {} : { value }),
    ...(where === undefined ? {} : { where })
  })
  const fee = is(row("kind"), "fee")
  const ask = (question: Question) => (question.ask === "rows" ? paid : undefined)
  it.each<[string, Expression, Value | undefined]>([
    ["count", query("count", "whole-number", undefined, fee), 2],
    ["some", query("some", "yes-no", undefined, is(row("kind"), "fine")), false],
    ["every", query("every", "yes-no", undefined, fee), false],
    ["sum", query("sum", "money", row("paid")), "15.8"],
    ["sum of none", query("sum", "money", row("paid"), lit(false)), "0"],
    ["larger-of, as amounts", query("larger-of", "money", row("paid")), "10.50"],
    ["smaller-of", query("smaller-of", "money", row("paid")), "0.30"],
    ["smaller-of none", query("smaller-of", "money", row("paid"), lit(false)), undefined],
    ["most", query("most", "whole-number", row("kind")), 2],
    ["list", query("list", "list", row("kind")), ["fee", "deposit"]],
    ["one", query("one", "row", undefined, is(row("kind"), "deposit")), { kind: "deposit", paid: "5" }],
    ["last, the newest", query("last", "row", undefined, fee), { kind: "fee", paid: "0.30" }],
    ["over a list of the case", { op: "query", query: "count", type: "whole-number", rows: { from: "list", list: field("problems") }, where: is(row("solved"), true) }, 1]
  ])("%s", (_, expression, expected) => {
    expect(worth(expression, { problems: [{ solved: true }, { solved: false }] }, { ask })).toEqual(expected)
  })

  it("sees the rows this very change writes", () => {
    const own: Evaluate.Scope["own"] = (_, answered) => [...answered, { at: 20, values: { kind: "fee", paid: "1" } }]
    expect(worth(query("sum", "money", row("paid")), {}, { ask, own })).toBe("16.8")
  })

  it("asks in the words the shell answers to", () => {
    const asked: Array<string> = []
    worth(query("count", "whole-number"), {}, {
      ask: (question) => {
        asked.push(JSON.stringify(question))
        return undefined
      }
    })
    expect(asked).toEqual([`{"ask":"rows","of":{"from":"ledger","ledger":"payments"}}`])
  })
})

describe("whatever it is given", () => {
  it("only what was written is there, nothing of the machine", () => {
    expect(worth(field("row", "constructor"), { row: { a: 1 } })).toBe(undefined)
    expect(worth(field("row", "a", "b"), { row: { a: 1 } })).toBe(undefined)
  })

  const values = fc.oneof(
    fc.boolean(),
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.constantFrom("2026-03-02", "9999-12-31", "12.5", "-0", "at-once"),
    fc.constantFrom<Value>({ n: 1e9, unit: "year" }, { n: 3, unit: "working-day" }, { n: 2, unit: "hour" }, { start: 1, end: 2 }, [], ["a"])
  ) as fc.Arbitrary<Value>
  const types = fc.constantFrom<ExpressionType>("money", "whole-number", "date", "date-time", "term", "rank", "choice", "percent")
  const { tree } = fc.letrec<{ tree: Expression }>((tie) => {
    const sub = tie("tree")
    return {
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.tuple(values, types).map(([value, type]) => lit(value, type)),
        fc.constantFrom<Expression>({ op: "now" }, { op: "today" }, { op: "case-due" }, field("__proto__", "constructor")),
        fc.tuple(sub, sub, types, fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const)).map(([a, b, type, sign]) => sum(sign, a, b, type)),
        fc.tuple(sub, sub, types).map(([a, b, type]) => compare(type, a, "<", b)),
        fc.tuple(sub, types, fc.constantFrom("half-up" as const, "open" as const, "month-of" as const)).map(([a, type, name]) => call(name, a, type)),
        fc.tuple(sub, sub).map(([left, right]): Expression => ({ op: "in", left, right })),
        fc.tuple(sub, sub).map(([list, value]): Expression => ({ op: "query", query: "larger-of", rows: { from: "list", list }, value, type: "money" })),
        sub.map((of): Expression => ({ op: "not", of })),
        sub.map((of): Expression => ({ op: "get", of, name: "start" }))
      )
    }
  })
  it("it answers or says nothing; it never throws", () => {
    fc.assert(
      fc.property(tree, (expression) => {
        worth(expression)
      }),
      { numRuns: 20000 }
    )
  })
})
