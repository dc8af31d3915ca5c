/** Each law must be able to fail: each of these stores breaks one promise, and the laws named beside it catch it. */
import { Effect, Layer } from "effect"
import { describe, expect, it } from "vitest"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Change, Leased } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { StoreLaws } from "@frontdesk/core/testing"
import { change } from "@frontdesk/core/testing/law/Sample"
import { hosted, hub, inFile, spoiled } from "./faulty.ts"
import type { Store } from "./faulty.ts"

const each = (f: (change: Change) => Change) => (store: Store): Partial<Store> => ({
  commit: (batch) => store.commit(batch.map(f))
})

/** A change at another version, its entries too. */
const rebased = (it: Change, expect: number): Change => ({
  ...it,
  expect,
  entries: it.entries.map((entry, i) => ({ ...entry, seq: expect + 1 + i })) as never,
  messages: [],
  ledger: []
})

const plants: ReadonlyArray<{ readonly name: string; readonly store: StoreLaws.Subject; readonly caught: ReadonlyArray<string> }> = [
  {
    name: "shows the tasks of a conflicted change",
    store: spoiled((store) => {
      const leaked: Array<TaskRow> = []
      return {
        commit: (batch) =>
          Effect.tap(store.commit(batch), (answers) =>
            Effect.sync(() => batch.forEach((it, i) => answers[i]!._tag === "Conflict" && leaked.push(...it.tasks.put)))),
        tasks: (q, cursor, limit) =>
          Effect.map(store.tasks(q, cursor, limit), (page) =>
            q.holder === undefined ? page : { ...page, items: [...page.items, ...leaked.filter((it) => it.holder === q.holder)] })
      }
    }),
    caught: ["L1"]
  },
  {
    name: "acknowledges even when the change conflicts",
    store: spoiled((store) => {
      let janitor = 0
      return {
        commit: (batch) =>
          Effect.gen(function*() {
            const answers = yield* store.commit(batch)
            for (const [i, it] of batch.entries()) {
              if (answers[i]!._tag === "Committed" || it.acks.length === 0) continue
              yield* store.commit([{ ...change("janitor", janitor++), acks: it.acks }])
            }
            return answers
          })
      }
    }),
    caught: ["L1", "L12"]
  },
  { name: "drops acknowledgements", store: spoiled(each((it) => ({ ...it, acks: [] }))), caught: ["L12"] },
  { name: "forgets all command ids", store: spoiled(each((it) => ({ ...it, commands: [], contents: [] }))), caught: ["L6"] },
  { name: "forgets what commands said", store: spoiled(each((it) => ({ ...it, contents: undefined }))), caught: ["L1", "L6"] },
  {
    name: "knows the last sixteen command ids only",
    store: spoiled((store) => {
      const recent = new Map<string, Array<string>>()
      const real = (id: string, generation: number) => `${id}@${generation}`
      const generations = new Map<string, number>()
      const rename = (caseId: string, id: string) => {
        const seen = recent.get(caseId) ?? []
        recent.set(caseId, seen)
        const key = `${caseId}/${id}`
        if (seen.includes(id)) return real(id, generations.get(key)!)
        seen.push(id)
        if (seen.length > 16) seen.shift()
        generations.set(key, (generations.get(key) ?? 0) + 1)
        return real(id, generations.get(key)!)
      }
      return {
        commit: (batch) => store.commit(batch.map((it) => ({ ...it, commands: it.commands.map((id) => rename(it.caseId, id)) }))),
        committed: (caseId, id) => store.committed(caseId, real(id, generations.get(`${caseId}/${id}`) ?? 0))
      }
    }),
    caught: ["L6"]
  },
  {
    name: "has no lanes",
    store: spoiled(each((it) => ({ ...it, messages: it.messages.map((message) => ({ ...message, lane: null })) }))),
    caught: ["L12"]
  },
  {
    name: "pages by offset",
    store: spoiled((store) => ({
      tasks: (q, cursor, limit = 100) =>
        Effect.map(store.tasks(q, undefined, 1_000_000), ({ items }) => {
          const from = Number(cursor ?? 0)
          return { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null }
        })
    })),
    caught: ["L14"]
  },
  {
    name: "keeps of a task what it knows",
    store: spoiled(each((it) => ({ ...it, tasks: { ...it.tasks, put: it.tasks.put.map(({ barred: _, excluded: __, ...task }) => task) } }))),
    caught: ["L14"]
  },
  {
    name: "leases wakes to everybody",
    store: spoiled((store) => {
      const due = new Map<string, number>()
      return {
        commit: (batch) =>
          Effect.tap(store.commit(batch), (answers) =>
            Effect.sync(() =>
              batch.forEach((it, i) => {
                if (answers[i]!._tag !== "Committed") return
                if (it.wake === null) due.delete(it.caseId)
                else due.set(it.caseId, it.wake)
              })
            )),
        claimWakes: (q) =>
          Effect.gen(function*() {
            const ids = [...due].filter(([, at]) => at < q.before).sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1)).slice(0, q.limit)
            const stored = yield* store.load(ids.map(([id]) => id))
            return stored.map((it, i) => ({ ...it!, wake: ids[i]![1] }))
          })
      }
    }),
    caught: ["L11"]
  },
  {
    name: "acknowledges with any lease",
    store: spoiled((store) => {
      const leases = new Map<string, Leased>()
      return {
        claimMessages: (q) =>
          Effect.tap(store.claimMessages(q), (all) => Effect.sync(() => all.forEach((it) => leases.set(it.id, it)))),
        ack: (all) => store.ack(all.map((it) => leases.get(it.id) ?? it))
      }
    }),
    caught: ["L12"]
  },
  {
    name: "loses the last entry of a feed page",
    store: spoiled((store) => ({
      feed: (after, limit) =>
        Effect.map(store.feed(after, limit), (page) => ({ ...page, items: page.items.length === limit && limit > 1 ? page.items.slice(0, -1) : page.items }))
    })),
    caught: ["L13"]
  },
  {
    name: "answers in an order of its own",
    store: spoiled((store) => ({ commit: (batch) => Effect.map(store.commit(batch), (answers) => [...answers].reverse()) })),
    caught: ["L2"]
  },
  {
    name: "does nothing of a batch in which one change conflicts",
    store: spoiled((store) => {
      const versions = new Map<string, number>()
      return {
        commit: (batch) =>
          batch.every((it) => (versions.get(it.caseId) ?? 0) === it.expect)
            ? Effect.tap(store.commit(batch), (answers) =>
              Effect.sync(() => answers.forEach((it, i) => it._tag === "Committed" && versions.set(batch[i]!.caseId, it.version))))
            : Effect.succeed(batch.map((it) => ({ _tag: "Conflict", current: versions.get(it.caseId) ?? 0 })))
      }
    }),
    caught: ["L2"]
  },
  {
    name: "lets the last one win",
    store: spoiled((store) => ({
      commit: (batch) =>
        Effect.gen(function*() {
          const answers = yield* store.commit(batch)
          return yield* Effect.forEach(answers, (it, i) =>
            it._tag === "Conflict" && it.current > 0 && batch[i]!.expect > 0
              ? Effect.map(store.commit([rebased(batch[i]!, it.current)]), ([answer]) => answer!)
              : Effect.succeed(it))
        })
    })),
    caught: ["L4", "L5"]
  },
  { name: "never syncs", store: inFile({ unsynced: true }), caught: ["L7"] },
  { name: "answers before it has written", store: inFile({ early: true }), caught: ["L1", "L7"] },
  { name: "writes a change in two halves", store: inFile({ halves: true }), caught: ["L1"] },
  { name: "says that nothing was done although it was written", store: inFile({ sure: true }), caught: ["L8"] },
  {
    name: "remembers what it has read, although others write",
    store: hub({}, (store) => {
      const known = new Map<string, Effect.Success<ReturnType<Store["load"]>>[number]>()
      return {
        load: (ids) =>
          Effect.gen(function*() {
            const loaded = yield* store.load(ids)
            loaded.forEach((it, i) => it !== null && !known.has(ids[i]!) && known.set(ids[i]!, it))
            return ids.map((id) => known.get(id) ?? null)
          })
      }
    }),
    caught: ["L9"]
  },
  { name: "keeps tasks that are done", store: spoiled(each((it) => ({ ...it, tasks: { ...it.tasks, drop: [] } }))), caught: ["L10"] },
  { name: "never stops watching", store: spoiled(each((it) => ({ ...it, watch: { ...it.watch, off: [] } }))), caught: ["L10"] },
  {
    name: "gives the snapshot of a wake as it was when the wake was set",
    store: spoiled((store) => ({ claimWakes: (q) => Effect.map(store.claimWakes({ ...q, before: q.before + 1 }), (all) => all) })),
    caught: ["L11"]
  },
  {
    name: "puts a plan in the place of another one",
    store: spoiled((store) => {
      const bodies = new Map<string, string>()
      return {
        putPlans: (plans) => Effect.tap(store.putPlans(plans), () => Effect.sync(() => plans.forEach((it) => bodies.set(it.digest, it.body)))),
        plan: (digest) => Effect.map(store.plan(digest), (it) => (it._tag === "Some" ? { ...it, value: bodies.get(digest)! } : it))
      }
    }),
    caught: ["L15"]
  },
  {
    name: "has a clock that is set back",
    store: spoiled((store) => {
      let times = 0
      return { now: Effect.map(store.now, (at) => (times++ === 2 ? at - 3_000 : at)) }
    }),
    caught: ["L16"]
  },
  {
    name: "has clocks that go apart",
    store: hub({}, (store, nth) => ({ now: Effect.map(store.now, (at) => at + nth * 5_000) })),
    caught: ["L16"]
  },
  {
    name: "ends a text at its first zero",
    store: spoiled(each((it) => ({ ...it, snapshot: { ...it.snapshot, body: it.snapshot.body.split("\u0000")[0]! } }))),
    caught: ["L17"]
  },
  {
    name: "mends texts that have no UTF-8 form",
    store: spoiled(each((it) => ({ ...it, snapshot: { ...it.snapshot, body: Buffer.from(it.snapshot.body).toString() } }))),
    caught: ["L17"]
  },
  { name: "keeps what the host rolled back", store: hosted(false), caught: ["L18"] },
  { name: "is the same store under another name", store: hub({ beside: (where) => hub().open(where) }), caught: ["L19"] },
  { name: "opens what a newer version has written", store: hub({ newer: () => Effect.void }), caught: ["L20"] },
  { name: "prints what makes nothing", store: hub({ printed: () => Effect.fail("no such table") }), caught: ["L20"] },
  {
    name: "takes more than it says",
    store: spoiled((store) => ({ traits: { ...store.traits, batch: 8 } })),
    caught: ["L21"]
  },
  {
    name: "writes the first half of a batch that holds a case twice",
    store: spoiled((store) => ({
      commit: (batch) =>
        new Set(batch.map((it) => it.caseId)).size === batch.length
          ? store.commit(batch)
          : Effect.map(Effect.forEach(batch, (it) => store.commit([it])), (answers) => answers.flat())
    })),
    caught: ["L3"]
  }
]

describe("the conformance kit", () => {
  it.each(plants)("catches a store that $name ($caught)", async ({ caught, store }) => {
    for (const id of caught) {
      const tried = await Effect.runPromise(Effect.forEach(StoreLaws.laws.filter((it) => it.id === id), (law) => StoreLaws.one(law, store)))
      expect(tried.map((it) => it._tag), id).toContain("Broken")
    }
  })

  it("has a law for each number of the contract, and a store that breaks it", () => {
    const numbers = Array.from({ length: 21 }, (_, i) => `L${i + 1}`)
    expect([...new Set(StoreLaws.laws.map((it) => it.id))]).toEqual(numbers)
    expect(numbers.filter((id) => !plants.some((it) => it.caught.includes(id)))).toEqual([])
  })

  it("tells what random acts broke as shortly as it can, with the seed", async () => {
    const law = StoreLaws.laws.find((it) => it.title.startsWith("does what the model does"))!
    const finding = await Effect.runPromise(StoreLaws.one(law, spoiled(each((it) => ({ ...it, watch: { ...it.watch, off: [] } }))), { seed: 7 }))
    expect(finding._tag === "Broken" && finding.what).toMatchInlineSnapshot(`
      "seed 7, run 4 of 40, made shorter 32 times; after these acts:
        commit {"batch":[{"of":5,"off":0,"entries":1,"body":0,"unit":0,"watch":0},{"of":0,"off":0,"entries":1,"body":0,"unit":0}]}
        commit {"batch":[{"of":5,"off":0,"entries":1,"body":0,"unit":0,"ack":{"of":5,"seq":15},"unwatch":0,"stand":{"topic":0,"entry":2,"n":3}},{"of":2,"off":0,"entries":1,"commands":[6,33],"contents":[4,6],"body":483,"other":true,"unit":1,"put":[{"n":2,"offer":["role:x"],"due":6,"procedure":"p1","held":true},{"n":3,"offer":["role:x"],"due":7,"procedure":"p2"}],"drop":[4],"wake":165641,"message":{"entry":2,"kind":"open","after":0},"ack":{"of":1,"seq":3}},{"of":3,"off":-1,"entries":1,"commands":[19],"body":997,"other":true,"ended":6,"unit":1,"drop":[4],"wake":53652,"ack":{"of":5,"seq":19},"unwatch":2,"lift":2}]}
        look
      watching t1
        expected []
        found    ["～"]"
    `)
  })

  it.each([["the memory store", CaseStoreMemory.layer], ["many connections", hub()], ["a file", inFile()], ["a host", hosted(true)]] as const)(
    "finds nothing wrong with %s",
    async (_, store) => {
      expect((await Effect.runPromise(StoreLaws.check(store, { cases: 10 }))).broken).toEqual([])
    }
  )

  it("says what it did not try and why", async () => {
    const report = await Effect.runPromise(StoreLaws.check(CaseStoreMemory.layer, { cases: 2 }))
    expect(report.skipped.map((it) => `${it.law.id}: ${it.why}`)).toMatchInlineSnapshot(`
      [
        "L1: the store says it is not durable",
        "L5: the store says it is not shared",
        "L6: the store says it is not shared",
        "L7: the store says it is not durable",
        "L7: the store says it is not durable",
        "L7: the store says it is not durable",
        "L7: the store says it is not durable",
        "L8: the store says it is not durable",
        "L8: the store says it is not durable",
        "L9: the store says it is not shared",
        "L11: the store says it is not shared",
        "L12: the store says it is not shared",
        "L12: the store says it is not shared",
        "L13: the store says it is not shared",
        "L14: it was not asked for (\`scale\`)",
        "L16: the store says it is not shared",
        "L18: the store says it does not enlist",
        "L18: the store says it does not enlist",
        "L18: the store says it does not enlist",
        "L19: the adapter has no \`beside\`",
        "L20: the store says it is not shared",
        "L20: the adapter has no \`fresh\`, so its place cannot be opened a second time",
        "L20: the adapter has no \`fresh\`, so its place cannot be opened a second time",
      ]
    `)
    expect(StoreLaws.print(report)).toContain(`${report.kept} kept, 0 broken, ${report.skipped.length} skipped`)
  })

  it("kills a process again and again", async () => {
    const law = StoreLaws.laws.find((it) => it.needs.includes("module"))!
    expect(await Effect.runPromise(StoreLaws.one(law, inFile(), { module: import.meta.resolve("./faulty.ts") }))).toEqual({ _tag: "Kept", law })
  })

  it("tells a store that cannot be opened", async () => {
    const closed = Layer.effect(CaseStore, Effect.fail("no such database"))
    const finding = await Effect.runPromise(StoreLaws.one(StoreLaws.laws[0]!, closed))
    expect(finding).toMatchObject({ _tag: "Broken" })
  })

  it("looks whether a store becomes slow, when it is asked to", async () => {
    const law = StoreLaws.laws.find((it) => it.needs.includes("scale"))!
    expect(await Effect.runPromise(StoreLaws.one(law, CaseStoreMemory.layer, { scale: 4_000 }))).toEqual({ _tag: "Kept", law })
  })
})
