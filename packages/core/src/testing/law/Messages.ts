/** Laws of the outbox: L12. */
import { Duration, Effect } from "effect"
import type { Leased } from "../../port/CaseStore.ts"
import type { Law, Store } from "./Law.ts"
import { advance, holds, law, open, pages, same } from "./Law.ts"
import { change, message } from "./Sample.ts"

/** ms of a lease: short, since a store with a clock of its own waits for real */
const term = 2_000

const claim = (store: Store, limit = 100, kinds: ReadonlyArray<string> = ["signal"], by = "r1") =>
  store.claimMessages({ kinds, limit, by, ttl: Duration.millis(term) })

const ids = (messages: ReadonlyArray<{ readonly id: string }>) => messages.map((it) => it.id)
const sorted = (messages: ReadonlyArray<{ readonly id: string }>) => ids(messages).sort()

/** Claims, and hands the only message over. */
const one = Effect.fnUntraced(function*(store: Store, id: string) {
  const found = yield* claim(store)
  yield* same("claimed", ids(found), [id])
  return found[0] as Leased
})

export const laws: ReadonlyArray<Law> = [
  law("L12", "a message can be leased from its instant on, by those who ask for its kind", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([change("a", 0, { entries: 3, messages: [
      message(1, { after: now, body: "业主 \u0000 {}" }),
      message(2, { after: now + term }),
      message(3, { after: now, kind: "notice" })
    ] })])
    yield* same("no kind", yield* claim(store, 9, []), [])
    const [first, ...more] = yield* claim(store)
    yield* same("whole", { ...first, lease: "" }, { ...message(1, { after: now, body: "业主 \u0000 {}" }), id: "a:1", caseId: "a", tries: 1, lease: "" })
    yield* same("one only", more, [])
    yield* same("another kind", ids(yield* claim(store, 9, ["notice", "notice", "open"])), ["a:3"])
    yield* advance(term + 1)
    yield* same("later, and the expired lease", sorted(yield* claim(store)), ["a:1", "a:2"])
  })),

  law("L12", "first in, first out within a lane", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([change("a", 0, { entries: 4, messages: [
      message(1, { lane: "x", after: now }), message(2, { lane: "x", after: now - term }), message(3, { lane: "y", after: now }),
      message(4, { lane: "x", kind: "notice", after: now })
    ] }), change("b", 0, { messages: [message(1, { lane: "x", after: now })] })])
    yield* store.commit([change("a", 4, { messages: [message(5, { lane: "x", after: now })] })])
    const first = yield* claim(store)
    yield* same("the first of each lane of each case", sorted(first), ["a:1", "a:3", "b:1"])
    yield* same("not the next of another kind", yield* claim(store, 9, ["notice", "signal"]), [])
    yield* store.ack(first)
    const second = yield* one(store, "a:2")
    yield* store.ack([second])
    yield* same("the next is a notice", ids(yield* claim(store)), [])
    const third = yield* claim(store, 9, ["notice"])
    yield* same("and is there for those who ask", ids(third), ["a:4"])
    yield* store.ack(third)
    yield* store.ack([yield* one(store, "a:5")])
    yield* same("all gone", yield* claim(store, 9, ["notice", "signal"]), [])
  })),

  law("L12", "a message whose lane waits, waits: lease, retry, burial", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([change("a", 0, { entries: 2, messages: [1, 2].map((n) => message(n, { lane: "x", after: now })) })])
    // A backoff with jitter is no whole number of ms.
    yield* store.retry(yield* one(store, "a:1"), now + 3 * term - 0.25, "no route")
    yield* advance(term + 1)
    yield* same("put off", yield* claim(store), [])
    yield* advance(2 * term)
    const again = yield* one(store, "a:1")
    yield* same("tries", again.tries, 2)
    yield* store.bury(again, "no such case")
    yield* same("buried blocks", yield* claim(store), [])
    yield* same("it can be seen", (yield* store.buried()).items.map(({ caseId, id, seq, why }) => [id, caseId, seq, why]), [["a:1", "a", 1, "no such case"]])
    yield* store.revive("a:2", "skip")
    yield* store.revive("a:1", "again")
    yield* same("not buried any more", (yield* store.buried()).items, [])
    yield* store.bury(yield* one(store, "a:1"), "again nothing")
    yield* store.revive("a:1", "skip")
    yield* store.ack([yield* one(store, "a:2")])
    yield* same("nothing left", [yield* claim(store), (yield* store.buried()).items], [[], []])
  })),

  law("L12", "a lost lease does nothing", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([change("a", 0, { entries: 2, messages: [1, 2].map((n) => message(n, { lane: "x", after: now })) })])
    const lost = yield* one(store, "a:1")
    yield* advance(term + 1)
    const held = yield* one(store, "a:1")
    yield* holds("another lease", held.lease !== lost.lease)
    yield* store.ack([lost])
    yield* store.retry(lost, now, "lost")
    yield* store.bury(lost, "lost")
    yield* same("still leased", [yield* claim(store), (yield* store.buried()).items], [[], []])
    yield* store.ack([held])
    yield* store.ack([yield* one(store, "a:2"), held])
    yield* store.retry(held, now, "long gone")
    yield* same("gone for good", yield* claim(store), [])
  })),

  law("L12", "acknowledged by a change exactly when the change is committed", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit([
      change("a", 0, { entries: 3, messages: [1, 2, 3].map((n) => message(n, { lane: "b", after: now })) }),
      change("b", 0)
    ])
    yield* one(store, "a:1")
    yield* store.commit([change("b", 5, { acks: ["a:1"] })])
    yield* advance(term + 1)
    yield* same("a conflict acknowledges nothing", ids(yield* claim(store)), ["a:1"])
    yield* store.commit([change("b", 1, { acks: ["a:1", "a:99", "nobody:1", "nonsense"] })])
    yield* same("the next of the lane", ids(yield* claim(store)), ["a:2"])
    yield* store.commit([change("b", 2, { acks: ["a:2", "a:1"] })])
    yield* same("and the next", ids(yield* claim(store)), ["a:3"])
  })),

  law("L12", "leased once among many who ask; the limit holds", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    yield* store.commit(Array.from({ length: 50 }, (_, i) =>
      change(`case-${i}`, 0, { entries: 4, messages: [1, 2, 3, 4].map((n) => message(n, { after: now })) })))
    const claimed = yield* Effect.all(
      Array.from({ length: 12 }, (_, i) => claim(store, 20, ["signal"], `r${i}`)),
      { concurrency: "unbounded" }
    )
    yield* holds("at most 20 at once", claimed.every((it) => it.length <= 20))
    yield* same("each once", [claimed.flat().length, new Set(ids(claimed.flat())).size], [200, 200])
  })),

  law("L12", "… on several connections, whose leases are their own", Effect.fnUntraced(function*(store) {
    const other = yield* open
    const now = yield* store.now
    yield* store.commit([change("a", 0, { entries: 2, messages: [1, 2].map((n) => message(n, { after: now })) })])
    const mine = yield* claim(store, 1)
    const theirs = yield* claim(other)
    yield* same("both", sorted([...mine, ...theirs]), ["a:1", "a:2"])
    yield* advance(term + 1)
    const again = yield* claim(other)
    yield* store.ack(mine)
    yield* other.ack(again)
    yield* advance(term + 1)
    yield* same("nothing left", yield* claim(store), [])
    yield* holds("leases differ", new Set([...mine, ...theirs, ...again].map((it) => it.lease)).size === 4)
  }), ["shared", "again"]),

  law("L12", "a lane goes on although its last message goes while the next one comes, on several connections", Effect.fnUntraced(function*(store) {
    const other = yield* open
    const now = yield* store.now
    yield* store.commit([change("a", 0, { messages: [message(1, { lane: "x", after: now })] })])
    for (let seq = 1; seq <= 15; seq++) {
      const held = yield* one(store, `a:${seq}`)
      const next = change("a", seq, { messages: [message(seq + 1, { lane: "x", after: now })] })
      yield* Effect.all([store.ack([held]), other.commit([next])], { concurrency: "unbounded" })
    }
  }), ["shared", "again"]),

  law("L14", "the buried by pages, by case and number", Effect.fnUntraced(function*(store) {
    const now = yield* store.now
    const count = 130
    for (let i = 0; i < count; i += 26) {
      yield* store.commit(Array.from({ length: 26 }, (_, j) =>
        change(`case-${String(i + j).padStart(3, "0")}`, 0, { messages: [message(1, { after: now })] })))
    }
    for (const it of yield* claim(store, 1000)) yield* store.bury(it, "dead")
    const all = yield* pages((cursor) => store.buried(cursor))
    yield* same("all", ids(all), Array.from({ length: count }, (_, i) => `case-${String(i).padStart(3, "0")}:1`))
  }))
]
