/** Laws of time: L11 wakes, L16 the clock. */
import { Duration, Effect } from "effect"
import type { Law, Store } from "./Law.ts"
import { advance, holds, law, open, same } from "./Law.ts"
import { change } from "./Sample.ts"

/** ms of a lease: short, since a store with a clock of its own waits for real */
const term = 2_000

const claim = (store: Store, before: number, limit = 100, by = "w1") =>
  Effect.map(store.claimWakes({ before, limit, by, ttl: Duration.millis(term) }), (all) => all.map((it) => `${it.caseId}@${it.version}`))

export const laws: ReadonlyArray<Law> = [
  law("L11", "only what is before, by instant and case; with the case as it is", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* same("no wake", yield* store.nextWake, null)
    yield* store.commit([
      change("c", 0, { wake: now - 3 }),
      change("b", 0, { wake: now - 2 }),
      change("a", 0, { wake: now - 2, body: "snapshot of a" }),
      change("d", 0, { wake: now - 1 }),
      change("e", 0)
    ])
    yield* same("next", yield* store.nextWake, now - 3)
    yield* same("before the first", yield* claim(store, now - 3), [])
    yield* same("limit", yield* claim(store, now - 1, 2), ["c@1", "a@1"])
    yield* same("the next one", yield* store.nextWake, now - 2)
    const rest = yield* store.claimWakes({ before: now, limit: 9, by: "w", ttl: Duration.millis(term) })
    yield* same("the rest", rest.map(({ caseId, wake }) => [caseId, wake]), [["b", now - 2], ["d", now - 1]])
    const stored = (yield* store.load(["b"]))[0]
    yield* same("as it is", rest[0], { ...stored, wake: now - 2 })
  })),

  law("L11", "nobody else claims inside a lease; an expired lease can be claimed", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([change("a", 0, { wake: now - 1 }), change("b", 0, { wake: now - 1 })])
    yield* same("claimed", yield* claim(store, now, 1), ["a@1"])
    yield* same("by another", yield* claim(store, now, 9, "w2"), ["b@1"])
    yield* same("by nobody", yield* claim(store, now), [])
    yield* same("it can be loaded", (yield* store.load(["a"]))[0]?.version, 1)
    const next = yield* store.nextWake
    yield* holds("the next wake is the end of a lease, or near it", next !== null && next > now && next <= now + 2 * term)
    yield* advance(term + 1)
    yield* same("expired", yield* claim(store, now, 9, "w2"), ["a@1", "b@1"])
  })),

  law("L11", "a commit of the case ends the lease and sets the new wake", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([change("a", 0, { wake: now - 9 }), change("b", 0, { wake: now - 9 }), change("c", 0, { wake: now - 9 })])
    yield* claim(store, now)
    yield* store.commit([change("a", 1, { wake: now - 5 }), change("b", 1, { wake: now - 9 }), change("c", 1)])
    yield* same("claimable anew", yield* claim(store, now, 9, "w2"), ["b@2", "a@2"])
    yield* advance(term + 1)
    yield* same("the old wake is gone", yield* claim(store, now - 5), ["b@2"])
    yield* store.commit([change("a", 2, { wake: now + 9 }), change("b", 2)])
    yield* same("later", yield* claim(store, now), [])
    yield* same("next", yield* store.nextWake, now + 9)
    yield* same("a conflict leaves it", yield* store.commit([change("a", 1, { wake: now - 9 })]), [{ _tag: "Conflict", current: 3 }])
    yield* same("still later", yield* claim(store, now), [])
  })),

  law("L11", "many due at once are claimed once each, by several workers", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    const count = 300
    for (let i = 0; i < count; i += 50) {
      yield* store.commit(Array.from({ length: 50 }, (_, j) => change(`case-${i + j}`, 0, { wake: now - 1 - ((i + j) % 3) })))
    }
    const claimed = yield* Effect.all(
      Array.from({ length: 10 }, (_, i) => claim(store, now, 40, `w${i}`)),
      { concurrency: "unbounded" }
    )
    yield* same("claimed", claimed.flat().length, count)
    yield* same("each once", new Set(claimed.flat()).size, count)
  })),

  law("L11", "… on several connections", Effect.fnUntraced(function*(store) {
    const stores = [store, yield* open, yield* open]
    const now = yield* store.now
    yield* store.commit(Array.from({ length: 60 }, (_, i) => change(`case-${i}`, 0, { wake: now - 1 })))
    const claimed = yield* Effect.all(
      Array.from({ length: 9 }, (_, i) => claim(stores[i % 3]!, now, 10, `w${i}`)),
      { concurrency: "unbounded" }
    )
    const rest = yield* claim(store, now)
    yield* same("each once", [claimed.flat().length + rest.length, new Set([...claimed.flat(), ...rest]).size], [60, 60])
  }), ["shared", "again"]),

  law("L16", "the clock goes with time and never back", Effect.fnUntraced(function*(store) {
    let last = yield* store.now
    for (const ms of [0, 1, 0, 250, 0]) {
      yield* advance(ms)
      const now = yield* store.now
      yield* holds(`${now} after ${last} and ${ms} ms`, now >= last + ms)
      last = now
    }
  })),

  law("L16", "… the same one for every connection", Effect.fnUntraced(function*(store) {
    const other = yield* open
    yield* advance(100)
    const [a, b] = [yield* store.now, yield* other.now]
    yield* holds(`${a} and ${b} within a second`, Math.abs(a - b) <= 1000)
  }), ["shared", "again"])
]
