/**
 * Questions over rows (language §7.3): how many there are, whether some or every one fits, sums, the different values
 * of something, one row. `worth` is the evaluator, handed in because an expression may hold a query.
 *
 * @since 0.1.0
 */
import { BigDecimal } from "effect"
import * as Comparison from "./Comparison.ts"
import * as Day from "./Day.ts"
import * as Decimal from "./Decimal.ts"
import type { Expression, ExpressionType, Rows } from "./Expression.ts"
import * as Quota from "./Quota.ts"
import { isFactRow } from "./Question.ts"
import type { Scope } from "./Scope.ts"
import type { Instant, LocalDate } from "./Time.ts"
import { isList, isObject } from "./Value.ts"
import type { Value } from "./Value.ts"

type Worth = (expression: Expression, scope: Scope) => Value | undefined
type Query = Extract<Expression, { readonly op: "query" }>

/** A row, and the scope in which its own values are known. */
interface Row {
  readonly at: Instant
  readonly row: Value
  readonly scope: Scope
}

/**
 * Rows as answered by the shell, and those that this very change writes; the items of a list. Oldest first is not
 * promised, so `last` looks at their instants.
 *
 * @since 0.1.0
 */
export const rows = (of: Rows, scope: Scope, worth: Worth): ReadonlyArray<Row> => {
  if (of.from === "items") return (scope.items?.(of.each) ?? []).map(({ item, scope: within }, at) => ({ at, row: item, scope: within }))
  const line = (at: Instant, row: Value): Row => ({ at, row, scope: { ...scope, row } })
  if (of.from === "list") {
    const list = worth(of.list, scope)
    return isList(list) ? list.map((row, at) => line(at, row)) : []
  }
  const question = { ask: "rows", of } as const
  const found = scope.ask(question)
  const answered = (isList(found ?? undefined) ? (found as ReadonlyArray<Value>) : []).filter(isFactRow)
  return (scope.own?.(question, answered) ?? answered).map(({ at, values }) => line(at, values))
}

/**
 * The answer to a query; absent where no row fits a `one`, `last`, `larger-of` or `smaller-of`.
 *
 * @since 0.1.0
 */
export const answer = (query: Query, scope: Scope, worth: Worth): Value | undefined => {
  const { type, value, where } = query
  const all = rows(query.rows, scope, worth)
  const fits = (one: Row): boolean => where === undefined || worth(where, one.scope) === true
  // a list of answers has no `where`: each of them is the condition
  if (query.query === "every") return all.every((one) => (where === undefined ? one.row !== false : fits(one)))
  const chosen = all.filter(fits)
  switch (query.query) {
    case "count":
      return chosen.length
    case "some":
      return where === undefined ? chosen.some(({ row }) => row !== false) : chosen.length > 0
    case "one":
      return chosen[0]?.row
    case "last":
      return chosen.reduce<Row | undefined>((a, b) => (a === undefined || b.at >= a.at ? b : a), undefined)?.row
  }
  const values = chosen.flatMap((one) => {
    const found = value === undefined ? one.row : worth(value, one.scope)
    return found === undefined ? [] : [found]
  })
  switch (query.query) {
    case "sum":
      return sum(values, type)
    case "larger-of":
    case "smaller-of": {
      const ground = { ranks: scope.organisation.ranks, zone: scope.zone }
      const sign = query.query === "larger-of" ? 1 : -1
      return values.reduce<Value | undefined>((best, each) => {
        const order = best === undefined ? 1 : (Comparison.compare(type, each, best, ground) ?? 0) * sign
        return order > 0 ? each : best
      }, undefined)
    }
    case "most":
      return groups(values).reduce((most, { times }) => Math.max(most, times), 0)
    case "list":
      return groups(values).map(({ first }) => first)
  }
}

/**
 * The sum of numbers or amounts; of none it is 0. What is no number is passed over.
 *
 * @since 0.1.0
 */
export const sum = (values: ReadonlyArray<Value>, type: ExpressionType): Value | undefined =>
  type === "whole-number" ? whole(total(values)) : Decimal.write(total(values))

const total = (values: ReadonlyArray<Value>): Decimal.Decimal => BigDecimal.sumAll(values.flatMap((each) => Decimal.of(each) ?? []))

/** A whole number too big to be exact is none. */
const whole = (decimal: Decimal.Decimal): number | undefined => {
  const found = Number(Decimal.write(decimal))
  return Number.isSafeInteger(found) ? found : undefined
}

/** Equal values together, in the order in which they come first. */
const groups = (values: ReadonlyArray<Value>): ReadonlyArray<{ readonly first: Value; readonly times: number }> => {
  const found = new Map<string, { readonly first: Value; times: number }>()
  for (const value of values) {
    const key = keyOf(value)
    const group = found.get(key)
    if (group === undefined) found.set(key, { first: value, times: 1 })
    else group.times++
  }
  return [...found.values()]
}

/**
 * The same text for values that are equal (`Comparison.equal`): `12` and `"12"` are one number.
 *
 * @since 0.1.0
 */
export const keyOf = (value: Value): string => {
  if (isList(value)) return `[${value.map(keyOf).join(",")}]`
  if (isObject(value)) return `{${Object.keys(value).sort().map((name) => `${name}:${keyOf(value[name] ?? "")}`).join(",")}}`
  const number = typeof value === "number" ? Decimal.of(value) : undefined
  return JSON.stringify(number === undefined ? value : Decimal.write(number))
}

/**
 * How a quota stands in the span a day is in. Cases count in the span they ended in, rows in that of their instant.
 *
 * @since 0.1.0
 */
export const quota = (of: Quota.Quota, day: LocalDate, scope: Scope, worth: Worth): Quota.Standing => {
  const from = Day.start(Day.firstOf(day, of.per), scope.zone)
  const to = Day.start(Day.firstOfNext(day, of.per), scope.zone)
  const measure = ({ rows: register, sum, where }: Quota.Measure): Decimal.Decimal => {
    const chosen = rows(register, scope, worth).filter((one) => {
      const at = register.from === "cases" ? ended(one.row) : one.at
      const inside = register.from === "table" || (at !== undefined && from <= at && at < to)
      return inside && (where === undefined || worth(where, one.scope) === true)
    })
    return sum === undefined
      ? BigDecimal.fromBigInt(BigInt(chosen.length))
      : total(chosen.flatMap((one) => worth(sum, one.scope) ?? []))
  }
  return Quota.standing(of, measure(of.count), measure(of.of))
}

const ended = (row: Value): Instant | undefined => {
  const at = isObject(row) ? row["ended"] : undefined
  return typeof at === "number" ? at : undefined
}
