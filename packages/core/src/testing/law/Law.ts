/**
 * What a law of the store is: a title and a program that fails with `LawBroken`. A law opens the store as often as it
 * likes; each opening is one more connection to the same fresh place.
 *
 * @since 0.1.0
 */
import { Cause, Context, Data, Effect, Exit } from "effect"
import type { Scope } from "effect"
import type { CaseStore, StoreDown, StoreUnsure } from "../../port/CaseStore.ts"
import type { Adapter } from "../Adapter.ts"
import { plan } from "./Sample.ts"

export type Store = CaseStore["Service"]

/** The store did not do what the law says. */
export class LawBroken extends Data.TaggedError("LawBroken")<{
  readonly what: string
  readonly expected?: string
  readonly found?: string
}> {
  override get message(): string {
    return this.expected === undefined ? this.what : `${this.what}\n  expected ${this.expected}\n  found    ${this.found}`
  }
}

/** The law cannot be shown here. */
export class LawSkipped extends Data.TaggedError("LawSkipped")<{ readonly why: string }> {}

/** Where a law is tried. */
export interface Ground {
  readonly adapter: Adapter
  /** the place itself, as the adapter tells it */
  readonly where: string
  /** one more connection, closed with the scope */
  readonly open: Effect.Effect<Store, LawBroken, Scope.Scope>
  /** another empty place, at the instant the laws begin */
  readonly fresh: Effect.Effect<Ground, LawBroken, Scope.Scope>
  /** lets so many ms of the store's clock pass */
  readonly advance: (ms: number) => Effect.Effect<void>
  /** how often random laws are tried, and from which seed */
  readonly cases: number
  readonly seed: number
  /** how many cases the law of scale puts in */
  readonly scale: number
  /** a module whose default export is the adapter, for other processes */
  readonly module: string | undefined
}

export class Bench extends Context.Service<Bench, Ground>()("@frontdesk/core/testing/law/Bench") {}

/**
 * What a law needs. `durable`, `shared`, `enlist`: the trait; `again`: the same place can be opened more than once;
 * `tested`: its clock is the test clock; `folder`, `beside`, `host`, `newer`, `printed`: that part of the adapter;
 * `module`: the adapter can be loaded by another process; `scale`: asked for.
 */
export type Need = "durable" | "shared" | "enlist" | "again" | "tested" | "folder" | "beside" | "host" | "newer" | "printed" | "module" | "scale"

export interface Law {
  /** the law of engine §6.2; several checks may belong to one */
  readonly id: `L${number}`
  readonly title: string
  readonly needs: ReadonlyArray<Need>
  readonly run: Effect.Effect<void, LawBroken | LawSkipped | StoreDown | StoreUnsure, Bench | Scope.Scope>
}

/** A law about one connection. */
export const law = (
  id: Law["id"],
  title: string,
  run: (store: Store) => Effect.Effect<void, LawBroken | LawSkipped | StoreDown | StoreUnsure, Bench | Scope.Scope>,
  needs: ReadonlyArray<Need> = []
): Law => ({ id, title, needs, run: Effect.flatMap(open, run) })

/** A connection with the sample plan put. */
export const open: Effect.Effect<Store, LawBroken | StoreDown, Bench | Scope.Scope> = Effect.gen(function*() {
  const store = yield* (yield* Bench).open
  yield* store.putPlans([plan])
  return store
})

export const advance = (ms: number) => Effect.flatMap(Bench, (bench) => bench.advance(ms))

/** One text for equal values: keys in order, absent and undefined alike. */
export const print = (value: unknown): string =>
  JSON.stringify(value, (_, it: unknown) =>
    typeof it === "object" && it !== null && !Array.isArray(it)
      ? Object.fromEntries(Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1)))
      : it) ?? "undefined"

const shorten = (text: string) => (text.length > 600 ? `${text.slice(0, 300)} … ${text.slice(-300)}` : text)

/** Fails unless both are the same data. */
export const same = (what: string, found: unknown, expected: unknown): Effect.Effect<void, LawBroken> => {
  const [a, b] = [print(found), print(expected)]
  return a === b
    ? Effect.void
    : Effect.fail(new LawBroken({ what, expected: shorten(b), found: shorten(a) }))
}

export const holds = (what: string, condition: boolean): Effect.Effect<void, LawBroken> =>
  condition ? Effect.void : Effect.fail(new LawBroken({ what }))

/** Fails unless the program dies: a bug of the caller is never answered. */
export const refuses = <A, E, R>(what: string, effect: Effect.Effect<A, E, R>): Effect.Effect<void, LawBroken, R> =>
  Effect.flatMap(Effect.exit(effect), (exit) =>
    Exit.isFailure(exit) && Cause.hasDies(exit.cause)
      ? Effect.void
      : Effect.fail(new LawBroken({ what: `${what}: must be a defect`, expected: "a defect", found: print(exit) })))

/** Walks all pages. */
export const pages = <A, E>(
  page: (cursor: string | undefined) => Effect.Effect<{ readonly items: ReadonlyArray<A>; readonly next: string | null }, E>
): Effect.Effect<ReadonlyArray<A>, E | LawBroken> =>
  Effect.gen(function*() {
    const all: Array<A> = []
    let cursor: string | undefined
    for (let turns = 0; turns < 10_000; turns++) {
      const { items, next } = yield* page(cursor)
      all.push(...items)
      if (next === null) return all
      cursor = next
    }
    return yield* new LawBroken({ what: "the pages never end" })
  })
