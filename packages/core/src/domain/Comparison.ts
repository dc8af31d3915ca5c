/**
 * When two values are equal, which comes first, what lies within what. Values carry no type, so comparing is told it.
 *
 * @since 0.1.0
 */
import { BigDecimal } from "effect"
import * as Day from "./Day.ts"
import * as Decimal from "./Decimal.ts"
import type { ExpressionType, Relation } from "./Expression.ts"
import * as Term from "./Term.ts"
import { isList, isObject } from "./Value.ts"
import type { Value } from "./Value.ts"

/** Ranks have the handbook's order, lowest first; days are those of its zone. */
export interface Ground {
  readonly ranks: ReadonlyArray<string>
  readonly zone: string
}

/** Equal by what they say: `12` and `"12"` are one number, a list is its parts in order. */
export const equal = (left: Value, right: Value | undefined): boolean => {
  if (left === right) return true
  if (right === undefined) return false
  if (typeof left === "number" || typeof right === "number") {
    const [a, b] = [Decimal.of(left), Decimal.of(right)]
    return a !== undefined && b !== undefined && BigDecimal.equals(a, b)
  }
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((part, i) => equal(part, right[i]))
  }
  if (!isObject(left) || !isObject(right) || isList(right)) return false
  const names = Object.keys(left)
  return names.length === Object.keys(right).length && names.every((name) => equal(left[name] ?? "", right[name]))
}

/** `x is doer of y` where several did it: one of them. */
export const same = (left: Value, right: Value | undefined): boolean =>
  right !== undefined &&
  (equal(left, right) ||
    (isList(right) && !isList(left) && right.some((one) => equal(left, one))) ||
    (isList(left) && !isList(right) && left.some((one) => equal(one, right))))

/** What an order, as {@link compare} gives it, says about a relation. */
export const related = (relation: Relation, order: number): boolean => {
  switch (relation) {
    case "<":
      return order < 0
    case "<=":
      return order <= 0
    case ">":
      return order > 0
    case ">=":
      return order >= 0
  }
}

/** Which comes first: negative, 0 or positive; `undefined` when one is absent or they cannot be compared. */
export const compare = (
  type: ExpressionType,
  left: Value | undefined,
  right: Value | undefined,
  { ranks, zone }: Ground
): number | undefined => {
  if (left === undefined || right === undefined) return undefined
  switch (type) {
    case "date":
    case "time":
    case "date-time": {
      if (typeof left === "number" && typeof right === "number") return left - right
      // a day beside an instant: they are compared as days
      const [a, b] = [left, right].map((side) => (typeof side === "number" ? Day.of(side, zone) : side))
      return typeof a === "string" && typeof b === "string" ? (a < b ? -1 : a > b ? 1 : 0) : undefined
    }
    case "rank": {
      const [a, b] = [left, right].map((rank) => (typeof rank === "string" ? ranks.indexOf(rank) : -1))
      return a === undefined || b === undefined || a < 0 || b < 0 ? undefined : a - b
    }
    case "term": {
      const [a, b] = [Term.of(left), Term.of(right)]
      return a === undefined || b === undefined ? undefined : Term.compare(a, b)
    }
    default: {
      const [a, b] = [Decimal.of(left), Decimal.of(right)]
      return a === undefined || b === undefined ? undefined : BigDecimal.Order(a, b)
    }
  }
}

/** A day in a period, an instant in one by its day, anything in a list. */
export const within = (left: Value | undefined, right: Value | undefined, { zone }: Ground): boolean | undefined => {
  if (left === undefined || right === undefined) return undefined
  if (isList(right)) return right.some((one) => equal(left, one))
  const day = typeof left === "number" ? Day.of(left, zone) : left
  if (!isObject(right) || typeof day !== "string") return undefined
  const { end, start } = right
  return typeof start === "string" && typeof end === "string" ? start <= day && day <= end : undefined
}
