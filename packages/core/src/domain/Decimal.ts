/**
 * Exact decimals: amounts, percentages and measures never pass through binary fractions. Written as plain text without
 * exponent and without needless zeros, `"12.5"`, so equal numbers are equal texts.
 *
 * @since 0.1.0
 */
import { BigDecimal, Option } from "effect"
import type { Value } from "./Value.ts"

export type Decimal = BigDecimal.BigDecimal

/** A longer text is no number of this trade, and may be made to cost time. */
const longest = 120

/**
 * The number a value is, if it is one.
 *
 * @since 0.1.0
 */
export const of = (value: Value | undefined): Decimal | undefined => {
  if (typeof value === "number") return Number.isFinite(value) ? Option.getOrUndefined(BigDecimal.fromNumber(value)) : undefined
  if (typeof value !== "string" || value.length > longest || !/^-?\d+(\.\d+)?$/.test(value)) return undefined
  return Option.getOrUndefined(BigDecimal.fromString(value))
}

/**
 * A number as plain text. At most 60 places after the point are kept.
 *
 * @since 0.1.0
 */
export const write = (decimal: Decimal): string => {
  const { scale, value } = BigDecimal.normalize(decimal.scale > 60 ? BigDecimal.round(decimal, { scale: 60, mode: "to-zero" }) : decimal)
  const digits = String(value < 0n ? -value : value)
  const sign = value < 0n ? "-" : ""
  if (scale <= 0) return `${sign}${digits}${value === 0n ? "" : "0".repeat(-scale)}`
  const padded = digits.padStart(scale + 1, "0")
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
}

/**
 * Rounds to so many places: `half-up` away from zero at the half, `up` and `down` along the number line.
 *
 * @since 0.1.0
 */
export const round = (decimal: Decimal, scale: number, how: "half-up" | "up" | "down"): Decimal =>
  BigDecimal.round(decimal, { scale, mode: how === "half-up" ? "half-from-zero" : how === "up" ? "ceil" : "floor" })

const known = new Map<string, number>()

/**
 * Places of a currency's smallest unit: 2 for CNY, 0 for JPY; 2 for one nobody knows.
 *
 * @since 0.1.0
 */
export const places = (currency: string): number => {
  let found = known.get(currency)
  if (found === undefined) {
    const style = /^[A-Z]{3}$/.test(currency) ? ({ style: "currency", currency } as const) : { minimumFractionDigits: 2 }
    found = new Intl.NumberFormat("en", style).resolvedOptions().maximumFractionDigits ?? 2
    known.set(currency, found)
  }
  return found
}
