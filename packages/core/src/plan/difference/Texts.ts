/**
 * Texts people read: messages in each language, and the titles of everything. A text is compared by what it says and
 * where its values come from, not by what they are made of.
 */
import type { Plan, Template, Words } from "../Plan.ts"
import type { Change, Said } from "./Change.ts"
import { equal, part } from "./Change.ts"

type Text = { readonly [language: string]: Template }

const text = (it: Text): Said => ({ is: "text", text: it })

/** A text with the values it names, whatever they are made of. */
const said = (message: Text | undefined): unknown =>
  JSON.parse(JSON.stringify(message ?? null, (key, inner: unknown) => (key === "type" || key === "titles" ? undefined : inner)))

export const messages = (before: Plan["messages"], after: Plan["messages"]): ReadonlyArray<Change> =>
  Object.keys({ ...before, ...after }).flatMap((at) =>
    equal(said(before[at]), said(after[at])) ? [] : part({ effect: "safe", what: "message", at }, before[at], after[at], text)
  )

/**
 * Titles of names that are in both; one sentence for a name, whichever languages it changed in.
 *
 * @since 0.1.0
 */
export const titles = (before: Words, after: Words): ReadonlyArray<Change> => {
  const of = (words: Words, name: string): { readonly [language: string]: string } =>
    Object.fromEntries(Object.entries(words).flatMap(([language, titles]) => (titles[name] === undefined ? [] : [[language, titles[name]]])))
  const names = new Set(Object.values(before).flatMap((titles) => Object.keys(titles)))
  return [...names].sort().flatMap((at) => {
    const [was, now] = [of(before, at), of(after, at)]
    // whatever is gone is told as what it was
    return Object.keys(now).length === 0 ? [] : part({ effect: "safe", what: "title", at }, was, now, (title) => ({ is: "title", title }))
  })
}
