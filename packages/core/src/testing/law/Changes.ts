/** Laws of a change and its batch: L1 to L6, L8 as far as it can be seen, L21. */
import { Duration, Effect, Option } from "effect"
import type { Law, Store } from "./Law.ts"
import { holds, law, open, refuses, same } from "./Law.ts"
import { change, contentOf, digest, message, rich, start, task } from "./Sample.ts"

/** All that can be read of a rich change of `caseId`, marked `mark`. */
const traces = Effect.fnUntraced(function*(store: Store, caseId: string, mark: string) {
  return {
    known: Option.getOrNull(yield* store.committed(caseId, `command-${mark}`)),
    tasks: (yield* store.tasks({ keys: [`person:${mark}`] })).items,
    held: (yield* store.tasks({ holder: mark })).items,
    found: (yield* store.cases({ subject: ["unit", mark] })).items.map((it) => it.caseId),
    ledger: (yield* store.ledger({ ledger: `book-${mark}` })).items,
    watchers: (yield* store.watchers(`topic-${mark}`)).items,
    standing: yield* store.standing([`fact-${mark}`]),
    messages: (yield* store.claimMessages({ kinds: [`kind-${mark}`], limit: 10, by: "reader", ttl: Duration.minutes(1) }))
      .map(({ body, id, seq }) => ({ id, seq, body })),
  }
})
const none = { known: null, tasks: [], held: [], found: [], ledger: [], watchers: [], standing: [], messages: [] }

const traceOf = (caseId: string, expect: number, mark: string) => {
  const made = rich(caseId, expect, mark)
  return {
    known: { version: expect + 3, content: contentOf(mark) },
    tasks: made.tasks.put,
    held: made.tasks.put,
    found: [caseId],
    ledger: made.ledger.map((row) => ({ ...row, caseId })),
    watchers: [caseId],
    standing: made.standing.on.map((fact) => ({ ...fact, caseId })),
    messages: made.messages.map(({ body, seq }) => ({ id: `${caseId}:${seq}`, seq, body }))
  }
}

export const laws: ReadonlyArray<Law> = [
  law("L1", "a committed change can be read in all its parts", Effect.fnUntraced(function*(store) {
    yield* same("the answer", yield* store.commit([rich("a", 0, "one")]), [{ _tag: "Committed", version: 3 }])
    yield* same("load", yield* store.load(["a"]), [
      { caseId: "a", version: 3, plan: digest, format: 1, body: `{"snapshot":"one"}` }
    ])
    yield* same("journal", yield* store.journal("a", 0, 10), rich("a", 0, "one").entries)
    yield* same("next wake", yield* store.nextWake, start + 60_000)
    yield* same("its rows", yield* traces(store, "a", "one"), traceOf("a", 0, "one"))
  })),

  law("L1", "a conflicted change leaves nothing behind", Effect.fnUntraced(function*(store) {
    yield* store.commit([rich("a", 0, "one")])
    const before = [yield* store.load(["a"]), yield* store.journal("a", 0, 99), yield* store.feed(null, 99), yield* store.nextWake]
    const wrong = { ...rich("a", 1, "two"), wake: start + 1, acks: ["a:2"] }
    yield* same("the answer", yield* store.commit([wrong]), [{ _tag: "Conflict", current: 3 }])
    yield* same("the case", [
      yield* store.load(["a"]), yield* store.journal("a", 0, 99), yield* store.feed(null, 99), yield* store.nextWake
    ], before)
    yield* same("rows of the conflicted change", yield* traces(store, "a", "two"), none)
    yield* same("rows from before", yield* traces(store, "a", "one"), traceOf("a", 0, "one"))
    yield* same("the worklist", (yield* store.tasks({ caseId: "a" })).items, rich("a", 0, "one").tasks.put)
  })),

  law("L1", "a duplicate leaves nothing behind", Effect.fnUntraced(function*(store) {
    yield* store.commit([rich("a", 0, "one")])
    const before = [yield* store.load(["a"]), yield* store.journal("a", 0, 99), yield* store.feed(null, 99), yield* store.nextWake]
    const again = { ...rich("a", 3, "two"), wake: start + 1, acks: ["a:2"], commands: ["command-two", "command-one"], contents: [7, 8] }
    yield* same("the answer", yield* store.commit([again]), [
      { _tag: "Duplicate", command: "command-one", version: 3, content: contentOf("one") }
    ])
    yield* same("the case", [
      yield* store.load(["a"]), yield* store.journal("a", 0, 99), yield* store.feed(null, 99), yield* store.nextWake
    ], before)
    yield* same("rows of the duplicate", yield* traces(store, "a", "two"), none)
    yield* same("rows from before", yield* traces(store, "a", "one"), traceOf("a", 0, "one"))
  })),

  law("L2", "each change of a batch has its own answer, in order", Effect.fnUntraced(function*(store) {
    yield* store.commit([change("b", 0, { commands: ["x"] }), change("d", 0, { entries: 2 })])
    const answers = yield* store.commit([
      change("e", 0),
      change("d", 1),
      change("b", 1, { commands: ["x"] }),
      change("c", 4),
      change("a", 0, { entries: 2 })
    ])
    yield* same("answers", answers, [
      { _tag: "Committed", version: 1 },
      { _tag: "Conflict", current: 2 },
      { _tag: "Duplicate", command: "x", version: 1 },
      { _tag: "Conflict", current: 0 },
      { _tag: "Committed", version: 2 }
    ])
    yield* same(
      "versions",
      (yield* store.load(["a", "b", "c", "d", "e"])).map((it) => it?.version ?? 0),
      [2, 1, 0, 2, 1]
    )
    yield* same("an empty batch", yield* store.commit([]), [])
  })),

  law("L3", "two changes of one case in a batch are refused before anything is written", Effect.fnUntraced(function*(store) {
    yield* refuses("the batch", store.commit([change("b", 0), change("a", 0), change("a", 1)]))
    yield* same("cases", yield* store.load(["a", "b"]), [null, null])
  })),

  law("L4", "a change is committed exactly at the version it expects", Effect.fnUntraced(function*(store) {
    yield* same("missing", yield* store.commit([change("a", 2)]), [{ _tag: "Conflict", current: 0 }])
    yield* same("first", yield* store.commit([change("a", 0, { entries: 3 })]), [{ _tag: "Committed", version: 3 }])
    yield* same("exists", yield* store.commit([change("a", 0)]), [{ _tag: "Conflict", current: 3 }])
    yield* same("behind", yield* store.commit([change("a", 2)]), [{ _tag: "Conflict", current: 3 }])
    yield* same("ahead", yield* store.commit([change("a", 4)]), [{ _tag: "Conflict", current: 3 }])
    yield* same("second", yield* store.commit([change("a", 3, { entries: 2 })]), [{ _tag: "Committed", version: 5 }])
    yield* refuses("a gap in the entries", store.commit([{ ...change("a", 5), entries: change("a", 6).entries }]))
    yield* refuses("no entries", store.commit([{ ...change("a", 5), entries: [] as never }]))
  })),

  law("L4", "the journal is contiguous from 1 and never changes", Effect.fnUntraced(function*(store) {
    const written: Array<unknown> = []
    for (let at = 0, i = 0; i < 12; i++) {
      const next = change("a", at, { entries: 1 + (i % 4) })
      yield* store.commit([next, change("b", i)])
      written.push(...next.entries)
      at += next.entries.length
      yield* same("from the start", yield* store.journal("a", 0, 999), written)
    }
    yield* same("numbers", (yield* store.journal("a", 0, 999)).map((it) => it.seq), written.map((_, i) => i + 1))
    for (const [after, limit] of [[0, 1], [1, 3], [5, 4], [6, 1], [28, 9], [99, 9], [3, 0]] as const) {
      yield* same(`${limit} after ${after}`, yield* store.journal("a", after, limit), written.slice(after, after + limit))
    }
    yield* same("of no case", yield* store.journal("nobody", 0, 9), [])
  })),

  law("L4", "a change that contradicts itself is refused", Effect.fnUntraced(function*(store) {
    const row = { ledger: "book", at: start, seq: 1, columns: {} }
    yield* refuses("two tasks of one number", store.commit([change("a", 0, { tasks: { put: [task("a", 1), task("a", 1)] } })]))
    yield* refuses("another case's task", store.commit([change("a", 0, { tasks: { put: [task("b", 1)] } })]))
    yield* refuses("two ledger rows of one entry", store.commit([change("a", 0, { ledger: [row, row] })]))
    yield* refuses("two messages of one entry", store.commit([change("a", 0, { messages: [message(1), message(1)] })]))
    yield* refuses("a message of no entry", store.commit([change("a", 0, { messages: [message(2)] })]))
    yield* refuses("half a millisecond", store.commit([change("a", 0, { wake: start + 0.5 })]))
    yield* same("nothing was written", yield* store.load(["a"]), [null])
  })),

  law("L5", "of many changes with the same expected version one is committed", Effect.fnUntraced(function*(store) {
    yield* store.commit([change("a", 0)])
    for (let version = 1; version <= 5; version++) {
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, (_, i) => store.commit([change("a", version, { commands: [`${version}-${i}`] })])),
        { concurrency: "unbounded" }
      )
      yield* same("winners", answers.flat().filter((it) => it._tag === "Committed"), [{ _tag: "Committed", version: version + 1 }])
    }
  })),

  law("L5", "… on any number of connections", Effect.fnUntraced(function*(store) {
    const others = [store, yield* open, yield* open]
    yield* store.commit([change("a", 0), change("b", 0)])
    for (let version = 1; version <= 10; version++) {
      const answers = yield* Effect.forEach(
        others,
        (it, i) => it.commit([change("b", version), change("a", version, { commands: [`${version}-${i}`] })]),
        { concurrency: "unbounded" }
      )
      for (const at of [0, 1]) {
        yield* same("winners", answers.filter((it) => it[at]!._tag === "Committed").length, 1)
      }
    }
  }), ["shared", "again"]),

  law("L6", "a known command is a duplicate of its first version, whatever is expected", Effect.fnUntraced(function*(store) {
    yield* store.commit([change("a", 0, { commands: ["open"], entries: 2 })])
    yield* store.commit([change("a", 2, { commands: ["x", "y"], entries: 2 })])
    for (const expect of [0, 1, 2, 4, 9]) {
      yield* same(`open at ${expect}`, yield* store.commit([change("a", expect, { commands: ["open"] })]), [
        { _tag: "Duplicate", command: "open", version: 2 }
      ])
      yield* same(`y at ${expect}`, yield* store.commit([change("a", expect, { commands: ["new", "y"] })]), [
        { _tag: "Duplicate", command: "y", version: 4 }
      ])
    }
    yield* same("a folded command", Option.getOrNull(yield* store.committed("a", "x")), { version: 4 })
    yield* same("a command that came with a duplicate", Option.getOrNull(yield* store.committed("a", "new")), null)
    yield* same("it may still come", yield* store.commit([change("a", 4, { commands: ["new"] })]), [
      { _tag: "Committed", version: 5 }
    ])
  })),

  law("L6", "commands are known forever, and only to their case", Effect.fnUntraced(function*(store) {
    const count = 300
    for (let i = 0; i < count; i++) yield* store.commit([change("a", i, { commands: [`c${i}`] })])
    for (const i of [0, 1, 17, 150, count - 1]) {
      yield* same(`command ${i}`, yield* store.commit([change("a", count, { commands: [`c${i}`] })]), [
        { _tag: "Duplicate", command: `c${i}`, version: i + 1 }
      ])
      yield* same(`committed ${i}`, Option.getOrNull(yield* store.committed("a", `c${i}`)), { version: i + 1 })
    }
    yield* same("what it said", yield* store.commit([
      change("b", 0, { commands: ["x", "y"], contents: [Number.MAX_SAFE_INTEGER, null] })
    ]), [{ _tag: "Committed", version: 1 }])
    yield* same("what x said", Option.getOrNull(yield* store.committed("b", "x")), { version: 1, content: Number.MAX_SAFE_INTEGER })
    yield* same("what y said", Option.getOrNull(yield* store.committed("b", "y")), { version: 1 })
    yield* same("said again otherwise", yield* store.commit([change("b", 1, { commands: ["x"], contents: [0] })]), [
      { _tag: "Duplicate", command: "x", version: 1, content: Number.MAX_SAFE_INTEGER }
    ])
    yield* same("nothing is said", yield* store.commit([change("d", 0, { commands: ["x"], contents: [0] })]), [{ _tag: "Committed", version: 1 }])
    yield* same("and known", Option.getOrNull(yield* store.committed("d", "x")), { version: 1, content: 0 })
    yield* refuses("more contents than commands", store.commit([change("d", 1, { commands: ["z"], contents: [1, 2] })]))
    yield* refuses("a content that is no whole number", store.commit([change("d", 1, { commands: ["z"], contents: [0.5] })]))
    yield* same("another case", yield* store.commit([change("e", 0, { commands: ["c0"] })]), [{ _tag: "Committed", version: 1 }])
    yield* same("no case", Option.getOrNull(yield* store.committed("nobody", "c0")), null)
    yield* refuses("one command twice in a change", store.commit([change("c", 0, { commands: ["z", "z"] })]))
  })),

  law("L6", "a command that comes twice at once is done once, and a duplicate for all others, on several connections", Effect.fnUntraced(function*(store) {
    const stores = [store, yield* open, yield* open]
    yield* store.commit([change("a", 0)])
    for (let version = 1; version <= 8; version++) {
      const answers = yield* Effect.forEach(
        stores,
        (it) => it.commit([change("a", version, { commands: [`c${version}`] })]),
        { concurrency: "unbounded" }
      )
      yield* same("who was first", answers.flat().filter((it) => it._tag === "Committed").length, 1)
      yield* same("the others", answers.flat().filter((it) => it._tag === "Duplicate"), Array.from({ length: 2 }, () => (
        { _tag: "Duplicate", command: `c${version}`, version: version + 1 }
      )))
    }
  }), ["shared", "again"]),

  law("L21", "a batch of the stated size is taken, a larger one is refused before any write", Effect.fnUntraced(function*(store) {
    const many = (n: number) => Array.from({ length: n }, (_, i) => change(`case-${i}`, 0, { tasks: { put: [task(`case-${i}`, 1)] } }))
    const size = store.traits.batch
    yield* refuses("one too many", store.commit(many(size + 1)))
    yield* same("nothing was written", yield* store.feed(null, 1), { items: [], next: null })
    const answers = yield* store.commit(many(size))
    yield* holds("all are committed", answers.length === size && answers.every((it) => it._tag === "Committed"))
  }))
]
