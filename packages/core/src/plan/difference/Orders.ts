/**
 * Orders, holds, outcomes and the intake: what a case allows, when it stands still, how it ends, how it begins.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Field } from "../../domain/Field.ts"
import type { People } from "../../domain/People.ts"
import type { Term } from "../../domain/Time.ts"
import type { FieldOf, Hold, Plan } from "../Plan.ts"
import type { Change, Said } from "./Change.ts"
import { byName, equal, fromTo, name, names, part, people, rule, term, word } from "./Change.ts"
import * as Forms from "./Forms.ts"
import * as Ladders from "./Ladders.ts"

/** Every part an order may have. */
interface Parts {
  readonly by?: People
  readonly when?: Expression
  readonly of?: ReadonlyArray<unknown>
  readonly to?: People | ReadonlyArray<string>
  readonly reason?: string
  readonly ends?: string
  readonly form?: ReadonlyArray<Field>
  readonly atMost?: Term
  readonly times?: number
  readonly clocks?: string
}

/** Steps, fields, or items of an `each`. */
const places = (of: ReadonlyArray<unknown>): Said =>
  of.every((it) => typeof it === "string")
    ? names(of as ReadonlyArray<string>)
    : of.every((it) => typeof it === "object" && it !== null && "field" in it)
      ? { is: "fields", fields: of as ReadonlyArray<FieldOf> }
      : names(of.flatMap((it) => (typeof it === "object" && it !== null && "each" in it ? [String((it as { readonly each: unknown }).each)] : [])))

const ordered = (at: string, was: Parts, now: Parts): ReadonlyArray<Change> => {
  const set = <A>(which: string, before: A | undefined, after: A | undefined, say: (it: A) => Said): ReadonlyArray<Change> =>
    part({ effect: "safe", what: "order-changed", at, part: which }, before, after, say)
  const told = [
    ...set("by", was.by, now.by, people),
    ...set("when", was.when, now.when, rule),
    ...set("of", was.of, now.of, places),
    ...set("to", was.to, now.to, (to) => ("mode" in to ? people(to) : names(to))),
    ...set("reason", was.reason, now.reason, word),
    ...set("ends", was.ends, now.ends, name),
    ...set("at-most", was.atMost, now.atMost, term),
    ...set("times", was.times, now.times, word),
    ...set("clocks", was.clocks, now.clocks, word),
    ...Forms.between(at, was.form ?? [], now.form ?? [])
  ]
  return told.length > 0 || equal(was, now) ? told : [{ effect: "safe", what: "order-changed", at, part: "other" }]
}

const kebab = (camel: string): string => camel.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Orders, as they are written in the file. */
export const between = (before: Plan["orders"], after: Plan["orders"]): ReadonlyArray<Change> =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key): ReadonlyArray<Change> => {
    const [was, now] = [before[key as keyof typeof before], after[key as keyof typeof after]] as [Parts | undefined, Parts | undefined]
    const at = kebab(key)
    if (was === undefined) return [{ effect: "safe", what: "order-added", at, ...fromTo(undefined, now?.by, people) }]
    if (now === undefined) return [{ effect: "safe", what: "order-removed", at, ...fromTo(was.by, undefined, people) }]
    return ordered(at, was, now)
  })

/** Parts that stand still while another case says so. */
export const holds = (before: ReadonlyArray<Hold>, after: ReadonlyArray<Hold>): ReadonlyArray<Change> => {
  const [old, fresh] = [byName(before), byName(after)]
  return Object.keys({ ...old, ...fresh }).flatMap((at): ReadonlyArray<Change> => {
    const [was, now] = [old[at], fresh[at]]
    if (was === undefined) return [{ effect: "safe", what: "hold-added", at }]
    if (now === undefined) return [{ effect: "needs-map", what: "hold-removed", at }]
    const set = { effect: "needs-map", what: "hold-changed", at } as const
    return [
      ...part({ ...set, part: "from" }, was.from, now.from, (it) => ({ is: "listen", listen: it })),
      ...part({ ...set, part: "until" }, was.until, now.until, (it) => (it === "its-end" ? word(it) : { is: "listen", listen: it })),
      ...part({ ...set, part: "stops" }, was.stops, now.stops, (nodes) => ({ is: "nodes", nodes })),
      ...part({ ...set, part: "clocks" }, was.clocks, now.clocks, word)
    ]
  })
}

/** Who opens it, what is asked, from when it counts. More that must be said is what nobody has said of open cases. */
export const intake = (before: Plan["intake"], after: Plan["intake"]): ReadonlyArray<Change> => {
  const fields = byName(after.form)
  return [
    ...Forms.between("intake", before.form, after.form).map((change): Change =>
      change.what === "field-added" && fields[change.at.slice("intake.".length)]?.needed !== false ? { ...change, effect: "breaks" } : change
    ),
    ...part({ effect: "safe", what: "intake-people", at: "intake" }, before.by, after.by, people),
    ...part({ effect: "safe", what: "intake", at: "intake", part: "counts-from" }, before.countsFrom, after.countsFrom, name),
    ...Ladders.due("intake", before.due, after.due).map((change): Change => ({ ...change, effect: "safe" }))
  ]
}

/** How it ends, and what it gives: others may rely on both. */
export const outcomes = (before: Plan["outcomes"], after: Plan["outcomes"]): ReadonlyArray<Change> =>
  Object.keys({ ...before, ...after }).flatMap((at): ReadonlyArray<Change> => {
    const [was, now] = [before[at], after[at]]
    if (was === undefined) return [{ effect: "safe", what: "outcome-added", at }]
    if (now === undefined) return [{ effect: "breaks", what: "outcome-removed", at }]
    return Forms.between(at, was, now).map((change): Change => {
      const effect = change.what === "field-added" || change.part === "order" ? "safe" : "breaks"
      return { ...change, effect, what: "outcome-field", part: change.part === undefined ? change.what : `${change.what}:${change.part}` }
    })
  })
