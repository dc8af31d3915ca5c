/**
 * Checklists (language §5, C50): each item passes, fails or does not apply, with a comment and a photo where there is
 * something to say or to show.
 *
 * @since 0.1.0
 */
import type { Value } from "./Value.ts"

/** What may be said of an item. */
export const results = ["pass", "fail", "not-applicable"] as const
export type Result = (typeof results)[number]

/**
 * What was found of one item; `photo` is an attachment.
 *
 * @since 0.1.0
 */
export type Checked = { readonly result: Result; readonly comment?: string; readonly photo?: string }

/** A value that says what was found of an item: the result alone, or with what belongs to it. */
export const of = (value: Value | undefined): Checked | undefined => {
  if (typeof value === "string") return found(value, {})
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined
  const { comment, photo, result, ...rest } = value as { readonly [name: string]: Value }
  const text = (it: Value | undefined): boolean => it === undefined || (typeof it === "string" && it.trim() !== "")
  if (!text(comment) || !text(photo) || Object.keys(rest).length > 0) return undefined
  return found(result, { ...(typeof comment === "string" && { comment }), ...(typeof photo === "string" && { photo }) })
}

const found = (word: Value | undefined, more: Omit<Checked, "result">): Checked | undefined => {
  const result = results.find((it) => it === word)
  return result === undefined ? undefined : { result, ...more }
}
