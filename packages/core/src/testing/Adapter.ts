/**
 * What whoever writes a store hands to the kit: how an empty place is made, how a connection to it is opened, and what
 * else it can do, each of which lets more laws be tried. A module whose default export is one can be given to
 * `frontdesk adapter check`.
 *
 * @since 0.1.0
 */
import type { Scope } from "effect"
import { Effect, Layer } from "effect"
import type { CaseStore } from "../port/CaseStore.ts"

/** A store inside a host's transaction, and that transaction. */
export interface Host {
  /** writes through the transaction that is open, and needs one */
  readonly store: CaseStore["Service"]
  /** one transaction of the host around the work: committed when it succeeds, rolled back when it fails */
  readonly transaction: <A, E>(work: Effect.Effect<A, E>) => Effect.Effect<A, unknown>
}

export interface Adapter {
  readonly name: string
  /**
   * An empty place, as a text that another process can be told too (a folder, a URL); gone with the scope. Left out:
   * whatever is opened is a new store, as one in memory is.
   */
  readonly fresh?: Effect.Effect<string, unknown, Scope.Scope>
  /** one more connection to a place, closed with its scope */
  readonly open: (where: string) => Layer.Layer<CaseStore, unknown>
  /** `test` (default): the store reads Effect's `Clock`; `real`: it has a clock of its own, and laws wait for real */
  readonly clock?: "test" | "real"
  /** the place is a folder and everything is in it: the kit copies it between any two writes, and opens the copies */
  readonly folder?: boolean
  /** a store beside the one of `open` in the same place: another prefix, another schema (L19) */
  readonly beside?: (where: string) => Layer.Layer<CaseStore, unknown>
  /** where the trait `enlist` is true (L18); the place was opened before */
  readonly host?: (where: string) => Effect.Effect<Host, unknown, Scope.Scope>
  /** makes the place look as if a newer version of the adapter had written it; the place was opened before (L20) */
  readonly newer?: (where: string) => Effect.Effect<unknown, unknown>
  /** does by hand, at an empty place, what is printed for hosts that run migrations of their own (L20) */
  readonly printed?: (where: string) => Effect.Effect<unknown, unknown>
}

/**
 * An adapter, checked by the compiler. Make it the default export of a module.
 *
 * **Example**
 *
 *     export default defineAdapter({ name: "my store", fresh: emptyFolder, open: (folder) => MyStore.layer({ folder }) })
 *
 * @since 0.1.0
 */
export const defineAdapter = (adapter: Adapter): Adapter => adapter

const parts: { readonly [P in keyof Adapter]-?: (value: unknown) => string | undefined } = {
  name: (it) => (typeof it === "string" && it !== "" ? undefined : "a text"),
  fresh: (it) => (it === undefined || Effect.isEffect(it) ? undefined : "an Effect that gives the place as a text"),
  open: (it) => (typeof it === "function" ? undefined : "a function from a place to a Layer of CaseStore"),
  clock: (it) => (it === undefined || it === "test" || it === "real" ? undefined : "`test` or `real`"),
  folder: (it) => (it === undefined || typeof it === "boolean" ? undefined : "true or false"),
  beside: (it) => (it === undefined || typeof it === "function" ? undefined : "a function from a place to a Layer of CaseStore"),
  host: (it) => (it === undefined || typeof it === "function" ? undefined : "a function from a place to an Effect"),
  newer: (it) => (it === undefined || typeof it === "function" ? undefined : "a function from a place to an Effect"),
  printed: (it) => (it === undefined || typeof it === "function" ? undefined : "a function from a place to an Effect")
}

/**
 * What a module exports, as an adapter: one made by `defineAdapter`, or a layer (a new store whenever it is built).
 * Otherwise the reasons why it is none, a sentence each.
 *
 * @since 0.1.0
 */
export const read = (exported: unknown): Adapter | ReadonlyArray<string> => {
  if (Layer.isLayer(exported)) return of(exported as Layer.Layer<CaseStore, unknown>)
  if (typeof exported !== "object" || exported === null) return [`it is ${exported === null ? "null" : `a ${typeof exported}`}`]
  const given = exported as { readonly [part: string]: unknown }
  const wrong = Object.entries(parts).flatMap(([part, is]) => {
    const wanted = is(given[part])
    return wanted === undefined ? [] : [`\`${part}\` must be ${wanted}${given[part] === undefined ? "; it is not there" : ""}`]
  })
  const strange = Object.keys(given).filter((part) => !(part in parts)).map((part) => `\`${part}\` is no part of an adapter`)
  return wrong.length + strange.length === 0 ? (given as unknown as Adapter) : [...wrong, ...strange]
}

/** A layer that is a new store whenever it is built. */
export const of = (layer: Layer.Layer<CaseStore, unknown>): Adapter => ({ name: "the store", open: () => layer })
