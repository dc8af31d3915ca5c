/** The kit must catch a store that is nearly right: each of these breaks one promise of a store that keeps all. */
import { Effect, Layer } from "effect"
import { describe, expect, it } from "vitest"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Change, Leased } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { change } from "@frontdesk/core/testing/law/Sample"
import * as StoreLaws from "@frontdesk/core/testing/StoreLaws"

type Store = CaseStore["Service"]

/** A memory store with something wrong; `break_` gets a store of its own for each build. */
const broken = (break_: (store: Store) => Partial<Store>) =>
  Layer.effect(CaseStore, Effect.map(CaseStoreMemory.make, (store) => CaseStore.of({ ...store, ...break_(store) })))

const each = (f: (change: Change) => Change) => (store: Store): Partial<Store> => ({
  commit: (batch) => store.commit(batch.map(f))
})

const brokenBy = (report: StoreLaws.Report) => [...new Set(report.broken.map((it) => it.law.id))]

const plants: ReadonlyArray<{ readonly name: string; readonly store: Layer.Layer<CaseStore>; readonly caught: ReadonlyArray<string> }> = [
  {
    name: "shows the tasks of a conflicted change",
    store: broken((store) => {
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
    store: broken((store) => {
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
  { name: "drops acknowledgements", store: broken(each((it) => ({ ...it, acks: [] }))), caught: ["L12"] },
  { name: "forgets all command ids", store: broken(each((it) => ({ ...it, commands: [], contents: [] }))), caught: ["L6"] },
  {
    name: "knows the last sixteen command ids only",
    store: broken((store) => {
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
    store: broken(each((it) => ({ ...it, messages: it.messages.map((message) => ({ ...message, lane: null })) }))),
    caught: ["L12"]
  },
  {
    name: "pages by offset",
    store: broken((store) => ({
      tasks: (q, cursor, limit = 100) =>
        Effect.map(store.tasks(q, undefined, 1_000_000), ({ items }) => {
          const from = Number(cursor ?? 0)
          return { items: items.slice(from, from + limit), next: from + limit < items.length ? String(from + limit) : null }
        })
    })),
    caught: ["L14"]
  },
  {
    name: "leases wakes to everybody",
    store: broken((store) => {
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
    store: broken((store) => {
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
    store: broken((store) => ({
      feed: (after, limit) =>
        Effect.map(store.feed(after, limit), (page) => ({ ...page, items: page.items.length === limit && limit > 1 ? page.items.slice(0, -1) : page.items }))
    })),
    caught: ["L13"]
  },
  {
    name: "writes the first half of a batch that holds a case twice",
    store: broken((store) => ({
      commit: (batch) =>
        new Set(batch.map((it) => it.caseId)).size === batch.length
          ? store.commit(batch)
          : Effect.map(Effect.forEach(batch, (it) => store.commit([it])), (answers) => answers.flat())
    })),
    caught: ["L3"]
  }
]

describe("the conformance kit", () => {
  for (const { caught, name, store } of plants) {
    it(`catches a store that ${name}`, async () => {
      const report = await Effect.runPromise(StoreLaws.check(store))
      expect(brokenBy(report)).toEqual(expect.arrayContaining([...caught]))
    })
  }

  it("finds nothing wrong with the memory store, and says what it did not try and why", async () => {
    const report = await Effect.runPromise(StoreLaws.check(CaseStoreMemory.layer))
    expect(report.broken).toEqual([])
    expect(report.kept).toBeGreaterThan(35)
    expect(report.skipped.map((it) => `${it.law.id}: ${it.why}`)).toMatchInlineSnapshot(`
      [
        "L5: the store says it is not shared",
        "L6: the store says it is not shared",
        "L7: the store says it is not durable",
        "L9: the store says it is not shared",
        "L11: the store says it is not shared",
        "L12: the store says it is not shared",
        "L12: the store says it is not shared",
        "L13: the store says it is not shared",
        "L16: the store says it is not shared",
      ]
    `)
    expect(StoreLaws.print(report)).toContain(`${report.kept} kept, 0 broken, ${report.skipped.length} skipped`)
  })

  it("tells a store that cannot be opened", async () => {
    const closed = Layer.effect(CaseStore, Effect.fail("no such database"))
    const finding = await Effect.runPromise(StoreLaws.one(StoreLaws.laws[0]!, closed))
    expect(finding).toMatchObject({ _tag: "Broken" })
  })
})
