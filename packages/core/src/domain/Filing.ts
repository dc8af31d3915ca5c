/**
 * What is put into archives (language §6.8; C43, C44): each paper that stays with the desk, forms, printed sheets; and
 * under which key an archive keeps it.
 *
 * @since 0.1.0
 */
import * as Day from "./Day.ts"
import * as Evaluate from "./Evaluate.ts"
import type { Filed } from "./Field.ts"
import * as Papers from "./Papers.ts"
import type { Instant } from "./Time.ts"
import type { Value } from "./Value.ts"

/** By what an archive is ordered. */
export const orders = ["unit", "department", "staff", "month", "year"] as const
export type Order = (typeof orders)[number]

/** One thing that has a place of its own in a file: `verify.shown.owner-id-card`, `issue`. */
export interface Part {
  readonly name: string
  readonly paper?: Papers.Paper
}

/**
 * The single things of what is to be filed, as they are in this case.
 *
 * @since 0.1.0
 */
export const parts = (filed: Filed, scope: Evaluate.Scope): ReadonlyArray<Part> => {
  if (filed.is !== "papers") return [{ name: filed.name }]
  const value = Evaluate.evaluate(filed.value, scope)
  const shown = typeof value === "object" && value !== null && !Array.isArray(value) ? (value as { readonly shown?: Value }).shown : undefined
  const papers = Array.isArray(shown) ? shown.flatMap((it: Value) => Papers.of(it) ?? []) : []
  return papers.filter(Papers.stays).map((paper) => ({ name: `${filed.name}.${paper.document}`, paper }))
}

/**
 * The keys under which an archive keeps it: the unit, each of the departments, the month of the day.
 *
 * @since 0.1.0
 */
export const keys = (by: Order, of: Value | undefined, at: Instant, zone: string): ReadonlyArray<string> => {
  if (by === "month" || by === "year") return [dayOf(of, at, zone).slice(0, by === "month" ? 7 : 4)]
  const all = Array.isArray(of) ? (of as ReadonlyArray<Value>) : [of]
  return [...new Set(all.filter((it) => typeof it === "string"))]
}

const dayOf = (of: Value | undefined, at: Instant, zone: string): string => {
  if (typeof of === "string") return of
  if (typeof of === "number") return Day.of(of, zone)
  const start = typeof of === "object" && !Array.isArray(of) ? (of as { readonly start?: Value }).start : undefined
  return typeof start === "string" ? start : Day.of(at, zone)
}
