/**
 * Steps under their new names, and people who may still do what they might: what a migration and a comparison ask alike.
 *
 * @since 0.1.0
 */
import type { People } from "../../domain/People.ts"
import { equal } from "./Change.ts"

/**
 * Anything of a plan with the steps it speaks of called by their new names.
 *
 * @since 0.1.0
 */
export const calling = <A>(what: A, names: ReadonlyMap<string, string>): A => {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== "object" || value === null) return value
    const holder = (value as { readonly who?: unknown }).who === "holder"
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        typeof inner === "string" && (key === "step" || (holder && key === "of")) ? (names.get(inner) ?? inner) : walk(inner)
      ])
    )
  }
  return names.size === 0 ? what : (walk(what) as A)
}

/**
 * Whether all who might before still may; anything else may take a live task from somebody.
 *
 * @since 0.1.0
 */
export const mayStill = (before: People | null, after: People | null): boolean => {
  if (equal(before, after)) return true
  if (before === null || after === null || before.mode !== "any" || after.mode !== "any" || !equal(before.not, after.not)) return false
  return before.of.every((one) => after.of.some((other) => equal(one, other)))
}
