/**
 * Quotas (language §11): how many of one kind there have to be, or may be, for so many of another, in a span of time.
 * A quota measures and never locks. Here is the reckoning; the rows are counted by `Query.ts`.
 *
 * @since 0.1.0
 */
import { BigDecimal, Option } from "effect"
import type * as Day from "./Day.ts"
import * as Decimal from "./Decimal.ts"
import type { Expression, Register } from "./Expression.ts"

/** How many rows there are, or the sum of something over them. Cases count when they have ended. */
export interface Measure {
  readonly rows: Register
  readonly where?: Expression
  readonly sum?: Expression
}

/** Percentages are exact decimals, `"70"`; one of the two is there. */
export interface Quota {
  readonly count: Measure
  readonly of: Measure
  readonly per: Day.Span
  readonly atLeast?: string
  readonly atMost?: string
  /** of the number that the percentage makes of the population */
  readonly rounded: "up" | "down" | "exact"
}

/** How it stands in a span. */
export interface Standing {
  /** one of this kind is needed now to stay on the way */
  readonly behind: boolean
  /** one more would be too many */
  readonly full: boolean
  /** percent that was reached, one place after the point; absent: there is nothing to measure it by */
  readonly reached?: string
  /** not kept, were the span over */
  readonly missed: boolean
}

const one = BigDecimal.fromBigInt(1n)
const none = BigDecimal.fromBigInt(0n)
const hundred = BigDecimal.fromBigInt(100n)

const share = (percent: string, of: Decimal.Decimal, { rounded }: Quota): Decimal.Decimal => {
  const exact = BigDecimal.divideUnsafe(BigDecimal.multiply(Decimal.of(percent) ?? none, of), hundred)
  return rounded === "exact" ? exact : Decimal.round(exact, 0, rounded)
}

/** Whether one more that is counted is one more of the population too: a mix cap counts some of its own rows. */
const within = ({ count, of }: Quota): boolean =>
  count.rows.from === of.rows.from && nameOf(count.rows) === nameOf(of.rows)

const nameOf = (rows: Register): string => {
  switch (rows.from) {
    case "ledger":
      return rows.ledger
    case "table":
      return rows.table
    case "cases":
      return rows.procedure
  }
}

/**
 * What follows from the two numbers.
 *
 * @since 0.1.0
 */
export const standing = (quota: Quota, count: Decimal.Decimal, population: Decimal.Decimal): Standing => {
  const { atLeast, atMost } = quota
  const reached = Option.getOrUndefined(BigDecimal.divide(BigDecimal.multiply(count, hundred), population))
  const behind = atLeast !== undefined && BigDecimal.isLessThan(count, share(atLeast, population, quota))
  const over = atMost !== undefined && BigDecimal.isGreaterThan(count, share(atMost, population, quota))
  return {
    behind,
    full: atMost !== undefined && full(quota, atMost, count, population),
    ...(reached !== undefined && { reached: Decimal.write(Decimal.round(reached, 1, "half-up")) }),
    missed: behind || over
  }
}

/** How much one more is, is only known where rows are counted; a sum is full when it has come to its limit. */
const full = (quota: Quota, atMost: string, count: Decimal.Decimal, population: Decimal.Decimal): boolean => {
  if (quota.count.sum !== undefined) {
    return BigDecimal.isGreaterThanOrEqualTo(count, share(atMost, population, quota))
  }
  const grown = within(quota) && quota.of.sum === undefined ? BigDecimal.sum(population, one) : population
  return BigDecimal.isGreaterThan(BigDecimal.sum(count, one), share(atMost, grown, quota))
}
