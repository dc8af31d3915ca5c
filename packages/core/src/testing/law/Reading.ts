/** Laws of reading: L9, L10, L13, L14, L15 and the order of every list. */
import { Effect, Option } from "effect"
import type { TaskRow } from "../../case/Rows.ts"
import { compare } from "../../port/Text.ts"
import type { Law, Store } from "./Law.ts"
import { holds, law, open, pages, refuses, same } from "./Law.ts"
import { change, digest, otherDigest, plan, start, task } from "./Sample.ts"

const ids = (tasks: ReadonlyArray<TaskRow>) => tasks.map((it) => `${it.caseId}/${it.n}`)

const walkFeed = (store: Store, limit: number, between: (turn: number) => Effect.Effect<unknown, never> = () => Effect.void) =>
  Effect.gen(function*() {
    const all: Array<{ readonly caseId: string; readonly seq: number; readonly body: string }> = []
    let cursor: string | null = null
    for (let turn = 0;; turn++) {
      const page: { readonly items: ReadonlyArray<(typeof all)[number]>; readonly next: string | null } = yield* store.feed(cursor, limit)
      yield* holds(`at most ${limit} at once`, page.items.length <= limit)
      all.push(...page.items)
      if (page.items.length === 0) return all
      yield* holds("a reader keeps its place", page.next !== null)
      cursor = page.next
      yield* between(turn)
    }
  })

export const laws: ReadonlyArray<Law> = [
  law("L9", "load answers in the order asked, null for what is not there", Effect.fnUntraced(function*(store) {
    yield* store.commit([change("b", 0, { entries: 2 }), change("a", 0)])
    yield* same(
      "loaded",
      (yield* store.load(["a", "nobody", "b", "a"])).map((it) => it && [it.caseId, it.version]),
      [["a", 1], null, ["b", 2], ["a", 1]]
    )
    yield* same("nothing asked", yield* store.load([]), [])
  })),

  law("L9", "another connection sees what was answered", Effect.fnUntraced(function*(store) {
    const other = yield* open
    for (let i = 0; i < 20; i++) {
      const [writer, reader] = i % 2 === 0 ? [store, other] : [other, store]
      yield* writer.commit([change("a", i, { commands: [`c${i}`], tasks: { put: [task("a", 1, { due: start + i })] } })])
      yield* same("version", (yield* reader.load(["a"]))[0]?.version, i + 1)
      yield* same("task", (yield* reader.tasks({ keys: ["role:cs-supervisor"] })).items.map((it) => it.due), [start + i])
      yield* same("command", Option.getOrNull(yield* reader.committed("a", `c${i}`)), { version: i + 1 })
    }
  }), ["shared", "again"]),

  law("L10", "the worklist is what the last change says", Effect.fnUntraced(function*(store) {
    const find = Effect.fnUntraced(function*() {
      return {
        old: ids((yield* store.tasks({ keys: ["role:old"] })).items),
        new: ids((yield* store.tasks({ keys: ["role:new"] })).items),
        held: ids((yield* store.tasks({ holder: "wang" })).items),
        all: ids((yield* store.tasks({})).items),
        case: ids((yield* store.tasks({ caseId: "a" })).items)
      }
    })
    yield* store.commit([change("a", 0, { tasks: { put: [task("a", 1, { offer: ["role:old"] }), task("a", 2, { offer: ["role:old"] })] } })])
    yield* same("put", yield* find(), { old: ["a/1", "a/2"], new: [], held: [], all: ["a/1", "a/2"], case: ["a/1", "a/2"] })
    yield* store.commit([change("a", 1, { tasks: { put: [task("a", 1, { offer: ["role:old"], holder: "wang" })] } })])
    yield* same("claimed", yield* find(), { old: ["a/1", "a/2"], new: [], held: ["a/1"], all: ["a/1", "a/2"], case: ["a/1", "a/2"] })
    yield* store.commit([change("a", 2, { tasks: { put: [task("a", 1, { offer: ["role:new"], due: start + 1 })], drop: [2] } })])
    yield* same("passed on", yield* find(), { old: [], new: ["a/1"], held: [], all: ["a/1"], case: ["a/1"] })
    yield* store.commit([change("a", 3)])
    yield* same("untouched", yield* find(), { old: [], new: ["a/1"], held: [], all: ["a/1"], case: ["a/1"] })
    yield* store.commit([change("a", 4, { tasks: { drop: [1, 7] } })])
    yield* same("done", yield* find(), { old: [], new: [], held: [], all: [], case: [] })
  })),

  law("L10", "wake, head, watches and standing facts are the last change's", Effect.fnUntraced(function*(store) {
    yield* store.commit([change("a", 0, {
      wake: start + 5,
      head: { subject: [["unit", "1-101"]] },
      watch: { on: ["t1", "t2"] },
      standing: { on: [{ topic: "f", seq: 1, values: { unit: "1-101" } }] }
    })])
    yield* store.commit([change("a", 1, {
      wake: start + 9,
      head: { subject: [["unit", "2-202"]], plan: digest, status: "ended", outcome: "resolved", endedAt: start + 3 },
      watch: { off: ["t1"], on: ["t2", "t3"] },
      standing: { on: [{ topic: "f", seq: 2, values: { unit: "2-202" } }] }
    })])
    yield* same("wake", yield* store.nextWake, start + 9)
    yield* same("old subject", (yield* store.cases({ subject: ["unit", "1-101"] })).items, [])
    yield* same("head", (yield* store.cases({ subject: ["unit", "2-202"] })).items, [{
      caseId: "a", version: 2, plan: digest, procedure: plan.procedure, status: "ended", outcome: "resolved",
      openedAt: start, endedAt: start + 3, subject: [["unit", "2-202"]]
    }])
    yield* same("open cases", (yield* store.cases({ status: "open" })).items, [])
    for (const [topic, expected] of [["t1", []], ["t2", ["a"]], ["t3", ["a"]]] as const) {
      yield* same(topic, (yield* store.watchers(topic)).items, expected)
    }
    yield* same("standing", yield* store.standing(["f", "g"]), [{ topic: "f", caseId: "a", seq: 2, values: { unit: "2-202" } }])
    yield* store.commit([change("a", 2, { standing: { off: ["f"] }, watch: { off: ["t2", "t3"] } })])
    yield* same("lifted", yield* store.standing(["f"]), [])
    yield* same("wake gone", yield* store.nextWake, null)
    yield* same("watch gone", (yield* store.watchers("t2")).items, [])
  })),

  law("L13", "the feed gives every entry once, in each case's order, at any pace", Effect.fnUntraced(function*(store) {
    const expected = new Map<string, number>()
    for (let i = 0; i < 40; i++) {
      const caseId = `case-${i % 7}`
      const at = expected.get(caseId) ?? 0
      const made = change(caseId, at, { entries: 1 + (i % 3) })
      yield* store.commit([made])
      expected.set(caseId, at + made.entries.length)
    }
    for (const limit of [1, 2, 3, 7, 1000]) {
      const seen = new Map<string, number>()
      for (const { caseId, seq } of yield* walkFeed(store, limit)) {
        yield* same(`${caseId}, by ${limit}`, seq, (seen.get(caseId) ?? 0) + 1)
        seen.set(caseId, seq)
      }
      yield* same(`all of it, by ${limit}`, Object.fromEntries([...seen].sort()), Object.fromEntries([...expected].sort()))
    }
  })),

  law("L13", "… while others write, and a reader that is up to date goes on", Effect.fnUntraced(function*(store) {
    yield* store.commit([change("a", 0, { entries: 5 }), change("b", 0)])
    let more = 5
    const writing = () => (more > 20 ? Effect.void : Effect.orDie(store.commit([change("a", more++), change(`n${more}`, 0)])))
    const seen = yield* walkFeed(store, 2, writing)
    yield* same("entries of a", seen.filter((it) => it.caseId === "a").map((it) => it.seq), Array.from({ length: 21 }, (_, i) => i + 1))
    yield* same("all once", new Set(seen.map((it) => `${it.caseId}/${it.seq}`)).size, seen.length)
    yield* same("all of them", seen.length, 21 + 1 + 16)
    const end = (yield* store.feed(null, 1000)).next
    yield* same("up to date", yield* store.feed(end, 10), { items: [], next: end })
    yield* store.commit([change("a", 21)])
    yield* same("and on", (yield* store.feed(end, 10)).items.map((it) => [it.caseId, it.seq]), [["a", 22]])
  })),

  law("L13", "… while others commit on connections of their own", Effect.fnUntraced(function*(store) {
    const writers = [yield* open, yield* open, yield* open]
    let busy = writers.length
    const write = (writer: Store, who: number) =>
      Effect.gen(function*() {
        for (let i = 0; i < 24; i++) yield* writer.commit([change(`w${who}-${i % 3}`, Math.floor(i / 3)), change(`v${who}-${i}`, 0)])
        busy--
      })
    const seen: Array<{ readonly caseId: string; readonly seq: number }> = []
    const read = Effect.gen(function*() {
      let cursor: string | null = null
      for (let last = false;;) {
        const page: { readonly items: ReadonlyArray<(typeof seen)[number]>; readonly next: string | null } = yield* store.feed(cursor, 5)
        seen.push(...page.items)
        cursor = page.next
        if (page.items.length === 0 && last) return
        last = busy === 0
        yield* Effect.yieldNow
      }
    })
    yield* Effect.all([read, ...writers.map(write)], { concurrency: "unbounded" })
    yield* same("all of them", seen.length, 3 * 48)
    yield* same("all once", new Set(seen.map((it) => `${it.caseId}/${it.seq}`)).size, seen.length)
    for (const id of ["w0-0", "w1-1", "w2-2"]) {
      yield* same(`in the order of ${id}`, seen.filter((it) => it.caseId === id).map((it) => it.seq), [1, 2, 3, 4, 5, 6, 7, 8])
    }
  }), ["shared", "again"]),

  law("L14", "the worklist: at once first, then by due, none last, then case and number", Effect.fnUntraced(function*(store) {
    const tasks = [
      task("b", 1, { due: null, day: null }),
      task("b", 2, { atOnce: true, due: null }),
      task("a", 10, { due: start + 5 }),
      task("a", 9, { due: start + 5 }),
      task("c", 1, { due: start + 4 }),
      task("c", 2, { atOnce: true, due: start + 9 }),
      task("d", 1, { due: start - 4 })
    ]
    for (const id of ["a", "b", "c", "d"]) yield* store.commit([change(id, 0, { tasks: { put: tasks.filter((it) => it.caseId === id) } })])
    const order = ["c/2", "b/2", "d/1", "c/1", "a/9", "a/10", "b/1"]
    yield* same("all", ids((yield* store.tasks({})).items), order)
    yield* same("by key", ids((yield* store.tasks({ keys: ["role:cs-supervisor"] })).items), order)
    for (const limit of [1, 2, 3, 7]) {
      yield* same(`by pages of ${limit}`, ids(yield* pages((cursor) => store.tasks({ keys: ["role:cs-supervisor"] }, cursor, limit))), order)
    }
    yield* same("due before", ids((yield* store.tasks({ dueBefore: start + 5 })).items), ["d/1", "c/1"])
    yield* same("due before, at once too", ids((yield* store.tasks({ dueBefore: start + 10 })).items), ["c/2", "d/1", "c/1", "a/9", "a/10"])
  })),

  law("L14", "worklist conditions hold together; several keys give a task once", Effect.fnUntraced(function*(store) {
    yield* store.commit([
      change("a", 0, { tasks: { put: [
        task("a", 1, { offer: ["role:x", "role:y"], due: start + 1 }),
        task("a", 2, { offer: ["role:y"], due: start + 2, holder: "wang" }),
        task("a", 3, { offer: [], due: start + 3, nobody: true })
      ] } }),
      change("b", 0, { tasks: { put: [task("b", 1, { offer: ["role:x"], due: start + 4, procedure: "sample/other", holder: "wang" })] } })
    ])
    const find = (q: Parameters<Store["tasks"]>[0]) => Effect.map(store.tasks(q), (page) => ids(page.items))
    yield* same("two keys", yield* find({ keys: ["role:x", "role:y", "role:x"] }), ["a/1", "a/2", "b/1"])
    yield* same("no keys", yield* find({ keys: [] }), [])
    yield* same("holder", yield* find({ holder: "wang" }), ["a/2", "b/1"])
    yield* same("holder and key", yield* find({ holder: "wang", keys: ["role:x"] }), ["b/1"])
    yield* same("case and key", yield* find({ caseId: "a", keys: ["role:x"] }), ["a/1"])
    yield* same("procedure", yield* find({ procedure: "sample/other" }), ["b/1"])
    yield* same("procedure and key", yield* find({ procedure: plan.procedure, keys: ["role:x", "role:y"] }), ["a/1", "a/2"])
    yield* same("all, one offered to nobody too", yield* find({}), ["a/1", "a/2", "a/3", "b/1"])
    yield* same("two keys by pages of 1", ids(yield* pages((c) => store.tasks({ keys: ["role:x", "role:y"] }, c, 1))), ["a/1", "a/2", "b/1"])
  })),

  law("L14", "a task comes back as it was put, with those who may not do it; and as it was put anew", Effect.fnUntraced(function*(store) {
    const first = task("a", 1, { excluded: ["wang", "业主"], barred: ["dept:security-dept"] })
    const second = task("a", 1, { excluded: ["wang"] })
    yield* store.commit([change("a", 0, { tasks: { put: [first] } })])
    for (const q of [{}, { keys: ["role:cs-supervisor"] as const }, { caseId: "a" }]) {
      yield* same("as put", (yield* store.tasks(q)).items, [first])
    }
    yield* store.commit([change("a", 1, { tasks: { put: [second] } })])
    yield* same("as put anew", (yield* store.tasks({ keys: ["role:cs-supervisor"] })).items, [second])
  })),

  law("L14", "no task that stays is skipped or doubled while others come and go", Effect.fnUntraced(function*(store) {
    const staying = Array.from({ length: 20 }, (_, i) => task(`s${String(i).padStart(2, "0")}`, 1, { due: start + (i >> 2) }))
    for (const it of staying) yield* store.commit([change(it.caseId, 0, { tasks: { put: [it] } })])
    const going = Array.from({ length: 12 }, (_, i) => `g${String(i).padStart(2, "0")}`)
    for (const id of going) yield* store.commit([change(id, 0, { tasks: { put: [task(id, 1, { due: start })] } })])
    let turn = 0
    const seen = yield* pages((cursor) =>
      Effect.gen(function*() {
        const page = yield* store.tasks({ keys: ["role:cs-supervisor"] }, cursor, 3)
        // Before the reader's place: two go, one comes.
        for (const id of going.splice(0, 2)) yield* store.commit([change(id, 1, { tasks: { drop: [1] } })])
        yield* store.commit([change(`n${turn}`, 0, { tasks: { put: [task(`n${turn++}`, 1, { due: start - 1 })] } })])
        return page
      })
    )
    yield* same("those that stayed", ids(seen).filter((id) => id.startsWith("s")), ids(staying))
  })),

  law("L14", "cases as they were opened; ledgers and watchers in byte order; by pages, stable under ties", Effect.fnUntraced(function*(store) {
    const names = ["a", "a\u0001", "B", "é", "业主", "\uff5e", "😀", "z"]
    for (const [i, id] of names.entries()) {
      yield* store.commit([change(id, 0, {
        head: { status: i % 2 === 0 ? "open" : "ended", subject: [["unit", "u"]] },
        ledger: [{ ledger: "book", at: start, seq: 1, columns: { id } }],
        watch: { on: ["t"] }
      })])
    }
    const order = [...names].sort(compare)
    for (const limit of [1, 3, 100]) {
      const cases = (q: Parameters<Store["cases"]>[0]) => Effect.map(pages((c) => store.cases(q, c, limit)), (all) => all.map((it) => it.caseId))
      const half = (rest: number) => names.filter((_, i) => i % 2 === rest)
      yield* same(`all by ${limit}`, yield* cases({}), names)
      yield* same(`procedure by ${limit}`, yield* cases({ procedure: plan.procedure }), names)
      yield* same(`plan by ${limit}`, yield* cases({ plan: digest }), names)
      yield* same(`open by ${limit}`, yield* cases({ status: "open" }), half(0))
      yield* same(`ended of the plan by ${limit}`, yield* cases({ status: "ended", plan: digest, procedure: plan.procedure }), half(1))
      yield* same(`subject by ${limit}`, yield* cases({ subject: ["unit", "u"], status: "open" }), half(0))
      yield* same(`nobody by ${limit}`, yield* cases({ subject: ["unit", "v"] }), [])
      yield* same(`another plan by ${limit}`, yield* cases({ plan: otherDigest }), [])
      yield* same(`ledger by ${limit}`, (yield* pages((c) => store.ledger({ ledger: "book" }, c, limit))).map((it) => it.caseId), order)
    }
    yield* same("watchers", yield* pages((c) => store.watchers("t", c)), order)
    const many = Array.from({ length: 230 }, (_, i) => `w${String(i).padStart(3, "0")}`)
    for (const id of many) yield* store.commit([change(id, 0, { watch: { on: ["m"] } })])
    yield* same("many watchers", yield* pages((c) => store.watchers("m", c)), many)
  })),

  law("L14", "a ledger keeps its rows as written, by instant, case and entry", Effect.fnUntraced(function*(store) {
    const columns = { unit: "3-201", amount: "12.50", list: [{ a: true, b: 1 }], __proto: "x" }
    yield* store.commit([
      change("a", 0, { entries: 3, ledger: [
        { ledger: "fees", at: start + 9, seq: 1, columns },
        { ledger: "fees", at: start + 9, seq: 2, columns: {}, fills: 1 },
        { ledger: "other", at: start, seq: 3, columns: {} }
      ] }),
      change("b", 0, { ledger: [{ ledger: "fees", at: start + 3, seq: 1, columns: { n: 2 ** 53 - 1 } }] })
    ])
    yield* store.commit([change("a", 3, { ledger: [{ ledger: "fees", at: start + 1, seq: 4, columns: { late: true }, replaces: 1 }] })])
    const rows = [
      { ledger: "fees", at: start + 1, caseId: "a", seq: 4, columns: { late: true }, replaces: 1 },
      { ledger: "fees", at: start + 3, caseId: "b", seq: 1, columns: { n: 2 ** 53 - 1 } },
      { ledger: "fees", at: start + 9, caseId: "a", seq: 1, columns },
      { ledger: "fees", at: start + 9, caseId: "a", seq: 2, columns: {}, fills: 1 }
    ]
    yield* same("all", (yield* store.ledger({ ledger: "fees" })).items, rows)
    yield* same("from, to", (yield* store.ledger({ ledger: "fees", from: start + 3, to: start + 9 })).items, rows.slice(1, 2))
    yield* same("of a case", yield* pages((c) => store.ledger({ ledger: "fees", caseId: "a" }, c, 1)), rows.filter((it) => it.caseId === "a"))
  })),

  law("L15", "a digest never changes its body; a change needs a known plan", Effect.fnUntraced(function*(store) {
    yield* store.putPlans([{ ...plan, body: "another" }])
    yield* store.putPlans([])
    yield* same("body", Option.getOrNull(yield* store.plan(digest)), plan.body)
    yield* same("unknown", Option.getOrNull(yield* store.plan(otherDigest)), null)
    yield* refuses("a change of an unknown plan", store.commit([change("b", 0), change("a", 0, { head: { plan: otherDigest } })]))
    yield* same("nothing was written", yield* store.load(["a", "b"]), [null, null])
    yield* store.putPlans([plan, { digest: otherDigest, procedure: "sample/other", body: "{}" }])
    yield* store.commit([change("a", 0)])
    yield* same("another plan", yield* store.commit([change("a", 1, { head: { plan: otherDigest } })]), [{ _tag: "Committed", version: 2 }])
    yield* same("migrated", (yield* store.load(["a"]))[0]?.plan, otherDigest)
    yield* same("found by it", (yield* store.cases({ plan: otherDigest })).items.map((it) => it.plan), [otherDigest])
  }))
]
