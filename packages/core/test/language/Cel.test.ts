/**
 * The part of the expressions that CEL also has, held against an implementation of CEL that others wrote: random typed
 * expressions are compiled here and written in CEL there, and must be worth the same for the same values.
 *
 * Not compared, because CEL has nothing that means the same: money, percent and rounding (CEL has binary fractions, so
 * numbers here are those that both hold exactly, and only halves and quarters are divided by), terms, calendars, `sum`
 * `most` `list` `larger-of` `smaller-of` `one` `last` (CEL has no fold), ranks, people, registers, quotas, `was done`,
 * `founded`, `now` and `today`. `is present` is CEL's `has`, `else` is `has(x) ? x : y`.
 */
import { Environment } from "@marcbachmann/cel-js"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Evaluate from "@frontdesk/core/domain/Evaluate"
import type { Expression } from "@frontdesk/core/domain/Expression"
import type { Value } from "@frontdesk/core/domain/Value"
import * as Steps from "@frontdesk/core/plan/Steps"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import { scope } from "../case/Office.ts"
import { office } from "./fixtures.ts"

/** An expression in both languages. */
interface Both {
  readonly ours: string
  readonly cel: string
}

type Type = "yes-no" | "number" | "choice" | "date"

const form = `intake:
  by: clerk
  form:
    sure: yes/no
    paid: yes/no
    size: number
    height: number
    pieces: whole-number
    colour: [red, green, blue]
    shade: [red, green, blue]
    begun: date
    ready: date
    perhaps: { type: yes/no, needed: no }
    extra: { type: number, needed: no }
    tint: { type: [red, green, blue], needed: no }
    until: { type: date, needed: no }
    lines: { list: { amount: number, good: yes/no, hue: [red, green, blue] }, at-least: 0, at-most: 4 }
    hues: { list: [red, green, blue], at-least: 0, at-most: 3 }
`

const both = (ours: string, cel: string): Both => ({ ours, cel })
const value = (name: string): Both => both(name, `v.${name}`)
const brackets = ({ cel, ours }: Both): Both => both(`(${ours})`, `(${cel})`)

const colours = ["red", "green", "blue"] as const
const dates = ["2026-01-31", "2026-02-28", "2026-03-01", "2026-12-31"] as const

/** Numbers that a binary fraction holds exactly. */
const exact = fc.integer({ min: -64, max: 64 }).map((it) => it / 4)

const literal: { readonly [K in Type]: fc.Arbitrary<Both> } = {
  "yes-no": fc.constantFrom(value("sure"), value("paid")),
  number: fc.integer({ min: 0, max: 40 }).map((it) => both(String(it / 4), (it / 4).toFixed(2))),
  choice: fc.constantFrom(value("colour"), value("shade")),
  date: fc.constantFrom(...dates).map((it) => both(it, `timestamp("${it}T00:00:00Z")`))
}

const named: { readonly [K in Type]: ReadonlyArray<string> } = {
  "yes-no": ["sure", "paid"],
  number: ["size", "height", "pieces"],
  choice: ["colour", "shade"],
  date: ["begun", "ready"]
}

const maybe: { readonly [K in Type]: string } = { "yes-no": "perhaps", number: "extra", choice: "tint", date: "until" }
const inRow: { readonly [K in Type]?: Both } = {
  "yes-no": both("each.good", "row.good"),
  number: both("each.amount", "row.amount"),
  choice: both("each.hue", "row.hue")
}

const otherwise = (type: Type): fc.Arbitrary<Both> =>
  (type === "choice" ? fc.constantFrom(...named.choice.map(value)) : type === "yes-no" ? literal["yes-no"] : fc.oneof(literal[type], fc.constantFrom(...named[type].map(value)))).map((it) =>
    both(`(${maybe[type]} else ${it.ours})`, `(has(v.${maybe[type]}) ? v.${maybe[type]} : ${it.cel})`)
  )

const leaf = (type: Type, row: boolean): fc.Arbitrary<Both> => {
  const here = row ? inRow[type] : undefined
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...named[type].map(value), ...(here === undefined ? [] : [here, here])) },
    { weight: 1, arbitrary: type === "choice" || type === "yes-no" ? fc.constantFrom(...named[type].map(value)) : literal[type] },
    { weight: 1, arbitrary: otherwise(type) }
  )
}

const relations = fc.constantFrom("<", "<=", ">", ">=")

const number = (depth: number, row: boolean): fc.Arbitrary<Both> =>
  depth === 0
    ? leaf("number", row)
    : fc.oneof(
      leaf("number", row),
      fc.tuple(number(depth - 1, row), fc.constantFrom("+", "-", "*"), number(depth - 1, row)).map(([a, sign, b]) => both(`(${a.ours} ${sign} ${b.ours})`, `(${a.cel} ${sign} ${b.cel})`)),
      fc.tuple(number(depth - 1, row), fc.constantFrom(2, 4)).map(([a, by]) => both(`(${a.ours} / ${by})`, `(${a.cel} / ${by}.0)`)),
      ...(row ? [] : [condition(1, true).map((where) => both(`(count lines where ${where.ours})`, `double(size(v.lines.filter(row, ${where.cel})))`))])
    )

const condition = (depth: number, row: boolean): fc.Arbitrary<Both> => {
  if (depth === 0) return leaf("yes-no", row)
  const less = (it: number) => condition(it, row)
  const compared = (type: "number" | "date") =>
    fc.tuple(type === "number" ? number(depth - 1, row) : leaf("date", row), relations, type === "number" ? number(depth - 1, row) : leaf("date", row)).map(([a, relation, b]) =>
      both(`${a.ours} ${relation} ${b.ours}`, `${a.cel} ${relation} ${b.cel}`)
    )
  const present = fc.constantFrom<Type>("yes-no", "number", "choice", "date").map((type) => maybe[type])
  return fc.oneof(
    leaf("yes-no", row),
    compared("number").map(brackets),
    compared("date").map(brackets),
    fc.tuple(leaf("choice", row), fc.uniqueArray(fc.constantFrom(...colours), { minLength: 1, maxLength: 2 }), fc.boolean()).map(([a, any, not]) =>
      both(`(${a.ours} is ${not ? "not " : ""}${any.join(" or ")})`, `(${not ? "!" : ""}(${a.cel} in ["${any.join('", "')}"]))`)
    ),
    leaf("choice", row).map((a) => both(`(${a.ours} in hues)`, `(${a.cel} in v.hues)`)),
    fc.tuple(less(depth - 1), fc.constantFrom("and", "or"), less(depth - 1)).map(([a, join, b]) => both(`(${a.ours} ${join} ${b.ours})`, `(${a.cel} ${join === "and" ? "&&" : "||"} ${b.cel})`)),
    less(depth - 1).map((a) => both(`(not ${a.ours})`, `(!${a.cel})`)),
    fc.tuple(present, fc.boolean()).map(([name, not]) => both(`(${name} is ${not ? "missing" : "present"})`, `(${not ? "!" : ""}has(v.${name}))`)),
    // after "is present" it is there
    fc.tuple(relations, number(depth - 1, row)).map(([relation, b]) => both(`(extra is present and extra ${relation} ${b.ours})`, `(has(v.extra) && v.extra ${relation} ${b.cel})`)),
    fc.tuple(fc.constantFrom(...colours)).map(([colour]) => both(`(tint is missing or tint is ${colour})`, `(!has(v.tint) || v.tint == "${colour}")`)),
    ...(row
      ? []
      : [
        fc.tuple(fc.constantFrom("some", "every"), condition(depth - 1, true)).map(([query, where]) =>
          both(`(${query} lines where ${where.ours})`, `v.lines.${query === "some" ? "exists" : "all"}(row, ${where.cel})`)
        )
      ])
  )
}

const line = fc.record({ amount: exact, good: fc.boolean(), hue: fc.constantFrom(...colours) })

const values = fc.record({
  sure: fc.boolean(),
  paid: fc.boolean(),
  size: exact,
  height: exact,
  pieces: fc.integer({ min: -9, max: 9 }),
  colour: fc.constantFrom(...colours),
  shade: fc.constantFrom(...colours),
  begun: fc.constantFrom(...dates),
  ready: fc.constantFrom(...dates),
  perhaps: fc.option(fc.boolean(), { nil: undefined }),
  extra: fc.option(exact, { nil: undefined }),
  tint: fc.option(fc.constantFrom(...colours), { nil: undefined }),
  until: fc.option(fc.constantFrom(...dates), { nil: undefined }),
  lines: fc.array(line, { maxLength: 4 }),
  hues: fc.array(fc.constantFrom(...colours), { maxLength: 3 })
})

type Given = typeof values extends fc.Arbitrary<infer A> ? A : never

const decimal = (it: number): string => (it / 1).toFixed(2).replace(/\.?0+$/, "").replace(/^-0$/, "0")

/** As a case keeps them: numbers are exact text, what is absent is no key. */
const asKept = (given: Given): { readonly [field: string]: Value } =>
  Object.fromEntries(
    Object.entries({
      ...given,
      size: decimal(given.size),
      height: decimal(given.height),
      extra: given.extra === undefined ? undefined : decimal(given.extra),
      lines: given.lines.map((it) => ({ ...it, amount: decimal(it.amount) }))
    }).flatMap(([name, it]): ReadonlyArray<[string, Value]> => (it === undefined ? [] : [[name, it]]))
  )

const asCel = (given: Given): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries({ ...given, begun: new Date(given.begun), ready: new Date(given.ready), until: given.until === undefined ? undefined : new Date(given.until) }).filter(([, it]) => it !== undefined)
  )

const environment = new Environment({ unlistedVariablesAreDyn: true })

/** The expressions as the plan of a compiled procedure has them. */
const compiled = (all: ReadonlyArray<readonly [type: string, Both]>): ReadonlyArray<Expression> => {
  const steps = all.map(([type, it], i) => `  - compute: value-${i}\n    type: ${type}\n    value: ${it.ours}\n`).join("")
  const text = `procedure: work\nversion: 1\n${form}steps:\n${steps}  - end: done\noutcomes: { done: {} }\n`
  const { diagnostics, procedures } = office(text)
  const wrong = diagnostics.filter(isError).map((it) => `${it.code} ${it.span.file.text.slice(it.span.start, it.span.end)} in ${all[Number(/value-(\d+)\n[^\n]*\n[^\n]*$/.exec(it.span.file.text.slice(0, it.span.start))?.[1] ?? -1)]?.[1].ours ?? "?"}`)
  expect(wrong).toEqual([])
  const plan = procedures.find((it) => it.compiled.plan.procedure.endsWith("/work"))?.compiled.plan
  return plan === undefined ? [] : Steps.all(plan).flatMap((it) => (it.kind === "compute" ? [it.value] : []))
}

/** The same number, the same answer: every number here is one that a binary fraction holds exactly. */
const alike = (ours: Value | undefined, theirs: unknown): boolean =>
  typeof theirs === "number" || typeof theirs === "bigint" ? (typeof ours === "string" || typeof ours === "number") && Number(ours) === Number(theirs) : ours === theirs

describe("expressions that CEL has as well", () => {
  const seed = Number(process.env["CEL_SEED"] ?? 20260302)
  const rounds = Number(process.env["CEL_ROUNDS"] ?? 12)

  it(`are worth the same there (seed ${seed})`, { timeout: 120_000 }, () => {
    const one = fc.oneof(condition(3, false).map((it) => ["yes/no", it] as const), number(3, false).map((it) => ["number", it] as const))
    const seen = { yes: 0, no: 0, numbers: 0 }
    fc.assert(
      fc.property(fc.array(one, { minLength: 20, maxLength: 20 }), fc.array(values, { minLength: 4, maxLength: 4 }), (all, givens) => {
        const expressions = compiled(all)
        expect(expressions.length).toBe(all.length)
        all.forEach(([, it], i) => {
          const expression = expressions[i]
          if (expression === undefined) return
          const cel = environment.parse(it.cel)
          for (const given of givens) {
            const ours = Evaluate.evaluate(expression, scope(asKept(given)))
            const theirs: unknown = cel({ v: asCel(given) })
            if (!alike(ours, theirs)) throw new Error(`${it.ours}\n${it.cel}\n${JSON.stringify(given)}\nours: ${JSON.stringify(ours)}, CEL: ${String(theirs)}`)
            if (ours === true) seen.yes++
            else if (ours === false) seen.no++
            else seen.numbers++
          }
        })
      }),
      { seed, numRuns: rounds }
    )
    // a comparison that is always the same would prove nothing
    expect(Math.min(seen.yes, seen.no, seen.numbers)).toBeGreaterThan(rounds * 4)
  })

  it("a difference would be seen", () => {
    expect([alike("0.3", 0.25), alike(true, false), alike("0.25", 0.25), alike("-2", -2), alike(3, 3)]).toEqual([false, false, true, true, true])
  })
})
