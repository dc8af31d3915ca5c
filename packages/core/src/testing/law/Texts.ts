/** Laws of what is kept: L17 texts and numbers, L7 that it is kept. */
import { Duration, Effect, Option } from "effect"
import * as CaseStoreMemory from "../../port/CaseStoreMemory.ts"
import type { Law, Store } from "./Law.ts"
import { law, open, refuses, same } from "./Law.ts"
import { change, message, plan, rich, start, task } from "./Sample.ts"

const hour = Duration.hours(1)

const texts = [
  "业主 3-201 漏水 🏠 𠮷",
  "a\u0000b",
  "\u0000",
  "'; drop table x; --",
  "\\ \" \n \r \t \u2028 \ufeff",
  "é e\u0301",
  "%_*?",
  "constructor __proto__",
  "\uffff\u{10ffff}"
]

export const laws: ReadonlyArray<Law> = [
  law("L17", "any Unicode text comes back as it was, wherever it stands", Effect.fnUntraced(function*(store) {
    for (const [i, text] of texts.entries()) {
      const caseId = `${text}#${i}`
      const made = change(caseId, 0, {
        commands: [text],
        body: text,
        entry: { type: text, body: text },
        head: { procedure: text, outcome: text, subject: [[text, text]] },
        tasks: { put: [task(caseId, 1, { offer: [`role:${text}`], holder: text, procedure: text })] },
        ledger: [{ ledger: text, at: start, seq: 1, columns: { [text]: [text, { [text]: text }] } }],
        messages: [message(1, { lane: text, kind: text, body: text, after: 0 })],
        watch: { on: [text] },
        standing: { on: [{ topic: text, seq: 1, values: { [text]: text } }] }
      })
      yield* same("commit", yield* store.commit([made]), [{ _tag: "Committed", version: 1 }])
      const found = {
        body: (yield* store.load([caseId]))[0]?.body,
        known: Option.getOrNull(yield* store.committed(caseId, text)),
        entries: yield* store.journal(caseId, 0, 9),
        head: (yield* store.cases({ subject: [text, text] })).items.map((it) => [it.caseId, it.procedure, it.outcome]),
        tasks: (yield* store.tasks({ keys: [`role:${text}`], holder: text, procedure: text })).items,
        ledger: (yield* store.ledger({ ledger: text })).items.map((it) => it.columns),
        watchers: (yield* store.watchers(text)).items,
        standing: yield* store.standing([text]),
        messages: (yield* store.claimMessages({ kinds: [text], limit: 1, by: text, ttl: hour })).map((it) => [it.id, it.lane, it.body])
      }
      yield* same(JSON.stringify(text), found, {
        body: text,
        known: { version: 1 },
        entries: made.entries,
        head: [[caseId, text, text]],
        tasks: made.tasks.put,
        ledger: made.ledger.map((it) => it.columns),
        watchers: [caseId],
        standing: made.standing.on.map((it) => ({ ...it, caseId })),
        messages: [[`${caseId}:1`, text, text]]
      })
    }
    yield* same("texts that look alike are not the same", (yield* store.load(["é#5", "a#1", "a"])).map((it) => it), [null, null, null])
  })),

  law("L17", "what people write may be long, also where it is searched by", Effect.fnUntraced(function*(store) {
    // No form bounds a text, and no index of a database takes it as it is.
    const long = Array.from({ length: 3_000 }, (_, i) => `业主${i % 97}😀`).join("")
    const [one, two] = [`${long}1`, `${long}2`]
    for (const [caseId, text] of [["a", one], ["b", two]] as const) {
      yield* store.commit([change(caseId, 0, {
        head: { subject: [["unit", text]], outcome: text },
        tasks: { put: [task(caseId, 1, { holder: text })] },
        ledger: [{ ledger: "book", at: start, seq: 1, columns: { text } }],
        watch: { on: [`topic|unit=${text}`] },
        standing: { on: [{ topic: `fact|unit=${text}`, seq: 1, values: { text } }] }
      })])
    }
    yield* same("subject", (yield* store.cases({ subject: ["unit", two] })).items.map((it) => [it.caseId, it.outcome === two]), [["b", true]])
    yield* same("holder", (yield* store.tasks({ holder: one })).items.map((it) => it.caseId), ["a"])
    yield* same("ledger", (yield* store.ledger({ ledger: "book" })).items.map((it) => it.columns), [{ text: one }, { text: two }])
    yield* same("watchers", (yield* store.watchers(`topic|unit=${two}`)).items, ["b"])
    yield* same("standing", yield* store.standing([`fact|unit=${one}`]), [
      { topic: `fact|unit=${one}`, caseId: "a", seq: 1, values: { text: one } }
    ])
    yield* store.commit([change("b", 1, { watch: { on: [], off: [`topic|unit=${two}`] }, standing: { on: [], off: [`fact|unit=${two}`] } })])
    yield* same("no more", [(yield* store.watchers(`topic|unit=${two}`)).items, yield* store.standing([`fact|unit=${two}`])], [[], []])
  })),

  law("L17", "a text that has no UTF-8 form is refused", Effect.fnUntraced(function*(store) {
    const lone = "a\ud83d"
    yield* refuses("in an id", store.commit([change(lone, 0)]))
    yield* refuses("in a snapshot", store.commit([change("a", 0, { body: lone })]))
    yield* refuses("in an entry", store.commit([change("a", 0, { entry: { body: lone } })]))
    yield* refuses("in a command", store.commit([change("a", 0, { commands: [lone] })]))
    yield* refuses("in a message", store.commit([change("a", 0, { messages: [message(1, { body: lone })] })]))
    yield* same("nothing was written", yield* store.load(["a", lone]), [null, null])
  })),

  law("L17", "bodies of 1 MiB, ids of 200 bytes, integers to 2^53 - 1", Effect.fnUntraced(function*(store) {
    const big = "漏水".repeat(175_000)
    const caseId = "c".repeat(200)
    const most = Number.MAX_SAFE_INTEGER
    const made = change(caseId, 0, {
      commands: ["i".repeat(200)],
      body: big,
      entries: 2,
      entry: { at: most, v: most, body: big },
      head: { openedAt: most, endedAt: -most },
      tasks: { put: [task(caseId, most, { due: most - 1, offered: most })] },
      wake: most - 1,
      messages: [message(1, { body: big, after: -1 })]
    })
    const whole = { ...made, entries: made.entries.map((it, i) => ({ ...it, seq: i + 1 })) as never }
    yield* same("commit", yield* store.commit([whole]), [{ _tag: "Committed", version: 2 }])
    yield* same("snapshot", (yield* store.load([caseId]))[0]?.body === big, true)
    yield* same("entries", (yield* store.journal(caseId, 0, 9)).map((it) => [it.seq, it.at, it.v, it.body === big]), [[1, most, most, true], [2, most, most, true]])
    yield* same("task", (yield* store.tasks({ caseId })).items, made.tasks.put)
    yield* same("wake", yield* store.nextWake, most - 1)
    yield* same("head", (yield* store.cases({})).items.map((it) => [it.openedAt, it.endedAt]), [[most, -most]])
    yield* refuses("a larger body than stated", store.commit([change("a", 0, { body: "x".repeat(store.traits.maxBody + 1) })]))
  })),

  {
    id: "L7",
    title: "what was answered is there when the store is opened again",
    needs: ["durable", "again"],
    run: Effect.gen(function*() {
      const look = Effect.fnUntraced(function*(store: Store) {
        return [
          (yield* store.load(["a", "b"])).map((it) => it && { ...it, value: undefined }),
          (yield* store.feed(null, 99)).items,
          yield* store.tasks({}),
          yield* store.cases({}),
          yield* store.nextWake,
          yield* store.ledger({ ledger: "book-one" }),
          Option.getOrNull(yield* store.committed("a", "command-one")),
          yield* store.watchers("topic-one"),
          yield* store.standing(["fact-one"])
        ]
      })
      const read = Effect.scoped(Effect.flatMap(open, look))
      yield* Effect.scoped(Effect.gen(function*() {
        const store = yield* open
        yield* store.commit([rich("a", 0, "one"), rich("b", 0, "two")])
        yield* store.commit([change("a", 3, { body: "later", tasks: { drop: [1] } })])
      }))
      const expected = yield* Effect.gen(function*() {
        const model = yield* CaseStoreMemory.make
        yield* model.putPlans([plan])
        yield* model.commit([rich("a", 0, "one"), rich("b", 0, "two")])
        yield* model.commit([change("a", 3, { body: "later", tasks: { drop: [1] } })])
        return yield* look(model)
      })
      yield* same("opened again", yield* read, expected)
      yield* same("and again", yield* read, expected)
    })
  }
]
