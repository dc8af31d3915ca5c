/** Several stores on one database at the same time: batches that meet, transactions that are slow, leases that are lost. */
import type { Scope } from "effect"
import { Deferred, Duration, Effect, Fiber } from "effect"
import { describe, expect, it } from "vitest"
import * as Connection from "@frontdesk/adapters/postgres/Connection"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import { change, message, plan, task } from "@frontdesk/core/testing/law/Sample"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as Written from "../killed/Written.ts"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const dice = (seed: number) => {
  let state = seed
  return (below: number) => Math.floor(((state = (state * 48_271) % 2_147_483_647) / 2_147_483_647) * below)
}

/** Deadlocks the server has broken so far in a database. */
const deadlocks = (url: string) => Effect.gen(function*() {
  const sql = yield* Fresh.client(url)
  const [row] = yield* Fresh.rows(sql, "select deadlocks::int from pg_stat_database where datname = current_database()")
  return row![0] as number
})

describe("many batches at once", () => {
  it("meet in any order without a deadlock, and each version has one winner", () =>
    run(Effect.gen(function*() {
      const url = yield* Fresh.database
      const options = yield* Fresh.options({ url, maxConnections: 8 })
      const stores = yield* Effect.all([Postgres.make(options), Postgres.make(options)])
      yield* stores[0]!.putPlans([plan])
      const names = Array.from({ length: 24 }, (_, i) => `case-${i}`)
      const won = new Map<string, number>()
      let conflicts = 0

      /** Commits batches of cases in random order, new ones too, which acknowledge each other's messages. */
      const lane = Effect.fnUntraced(function*(who: number) {
        const d = dice(who + 1)
        const store = stores[who % 2]!
        for (let n = 0; n < 12; n++) {
          const some = [...new Set(Array.from({ length: 12 }, () => names[d(names.length)]!))]
          const versions = new Map((yield* store.load(some)).map((it, i) => [some[i]!, it?.version ?? 0]))
          const batch = some.map((caseId) => {
            const expect = versions.get(caseId)!
            const other = names[d(names.length)]!
            return change(caseId, expect, {
              commands: [`${caseId}/${who}/${n}`],
              tasks: { put: [task(caseId, 1 + d(3), { offer: [`role:${who % 5}`, "role:all"] })], drop: [d(4)] },
              wake: 1 + d(9),
              messages: [message(expect + 1, { lane: "x", after: 0 })],
              acks: [`${other}:${1 + d(6)}`, `${caseId}:${1 + d(6)}`],
              watch: { on: [`t${d(3)}`], off: [`t${d(3)}`] },
              standing: { on: [{ topic: `f${d(3)}`, seq: expect + 1, values: {} }], off: [`f${d(3)}`] }
            })
          })
          const answers = yield* store.commit(batch)
          answers.forEach((answer, i) => {
            const { caseId } = batch[i]!
            if (answer._tag === "Committed") won.set(`${caseId}/${answer.version}`, (won.get(`${caseId}/${answer.version}`) ?? 0) + 1)
            else conflicts++
          })
        }
      })
      /** Meanwhile others claim and acknowledge what was made. */
      const relay = (store: CaseStore["Service"], by: string) =>
        Effect.gen(function*() {
          const taken = yield* store.claimMessages({ kinds: ["signal"], limit: 20, by, ttl: Duration.seconds(5) })
          yield* store.ack([...taken].reverse())
          yield* store.claimWakes({ before: 5, limit: 10, by, ttl: Duration.millis(1) })
          yield* Connection.pause(1)
        }).pipe(Effect.forever)
      const relays = yield* Effect.forEach(stores, (store, i) => Effect.forkChild(relay(store, `r${i}`)))
      yield* Effect.forEach(Array.from({ length: 20 }, (_, i) => i), lane, { concurrency: "unbounded" })
      yield* Fiber.interruptAll(relays)

      // The server writes its numbers down a little later.
      yield* Connection.pause(1_100)
      expect(yield* deadlocks(url)).toBe(0)
      expect([...won.values()].every((it) => it === 1)).toBe(true)
      for (const it of yield* stores[0]!.load(names)) {
        if (it !== null) for (let v = 1; v <= it.version; v++) expect(won.get(`${it.caseId}/${v}`), `${it.caseId}/${v}`).toBe(1)
      }
      // Otherwise this shows nothing.
      expect(conflicts).toBeGreaterThan(50)
      expect(won.size).toBeGreaterThan(300)
    })))

  it("three processes on the same cases: every version has one winner", () =>
    run(Effect.gen(function*() {
      const { schema, url } = yield* Fresh.options()
      const where = `${String(url)}#${schema}`
      const together = Written.barrier(3)
      const writers = yield* Effect.promise(() =>
        Promise.all(["one", "two", "three"].map((name) => Written.writer(where, name, 25, 12, { together })))
      )
      expect(writers.flatMap((it) => it.wrong)).toEqual([])
      expect(writers.every((it) => it.done)).toBe(true)
      const all = writers.flatMap((it) => it.acknowledged)
      expect(new Set(all.map((it) => `${it.caseId}/${it.k}`)).size).toBe(all.length)
      expect(all.length).toBe(25 * 12)
      expect(yield* Written.check(where, 25, all)).toBe(25 * 12)
      expect(writers.filter((it) => it.acknowledged.length > 0).length).toBeGreaterThan(1)
    })))
})

describe("a slow transaction (L13)", () => {
  it("is in the feed once it ends, and each case in its own order", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options()
      const store = yield* Postgres.make(options)
      yield* store.putPlans([plan])
      const sql = yield* Fresh.client()
      const inside = yield* Postgres.enlist(sql, { schema: options.schema! })
      yield* store.commit([change("a", 0)])
      const [written, go] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      // The host's transaction is older than what others commit meanwhile, and goes on with one of their cases.
      const host = yield* Effect.forkChild(sql.withTransaction(Effect.gen(function*() {
        yield* inside.commit([change("slow", 0)])
        yield* Deferred.succeed(written, undefined)
        yield* Deferred.await(go)
        yield* inside.commit([change("slow", 1), change("b", 1)])
      })))
      yield* Deferred.await(written)
      yield* store.commit([change("b", 0)])
      yield* store.commit([change("a", 1)])

      const seen: Array<readonly [string, number]> = []
      let cursor: string | null = null
      const read = Effect.gen(function*() {
        for (;;) {
          const page: { readonly items: ReadonlyArray<{ readonly caseId: string; readonly seq: number }>; readonly next: string | null } = yield* store.feed(cursor, 2)
          if (page.items.length === 0) return
          seen.push(...page.items.map((it) => [it.caseId, it.seq] as const))
          cursor = page.next
        }
      })
      yield* read
      expect(seen, "nothing that is younger than what is open").toEqual([["a", 1]])
      yield* Deferred.succeed(go, undefined)
      yield* Fiber.join(host)
      yield* store.commit([change("b", 2)])
      yield* read
      expect(seen.map(String).sort()).toEqual(["a,1", "a,2", "b,1", "b,2", "b,3", "slow,1", "slow,2"])
      for (const id of ["a", "b", "slow"]) {
        const own = seen.filter(([it]) => it === id).map(([, seq]) => seq)
        expect(own, id).toEqual([...own].sort())
      }
    })))

  it("loses no reader an entry while several commit", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options({ maxConnections: 6 })
      const store = yield* Postgres.make(options)
      yield* store.putPlans([plan])
      const sql = yield* Fresh.client()
      const inside = yield* Postgres.enlist(sql, { schema: options.schema! })
      let open = 4
      const writer = (who: number) =>
        Effect.gen(function*() {
          for (let i = 0; i < 15; i++) {
            const one = change(`w${who}-${i % 4}`, Math.floor(i / 4), { entries: 1 })
            if (i % 3 === 0) yield* sql.withTransaction(Effect.andThen(inside.commit([one]), Connection.pause(10)))
            else yield* store.commit([one])
          }
          open--
        })
      const seen: Array<string> = []
      const reader = Effect.gen(function*() {
        let cursor: string | null = null
        for (let last = false; ;) {
          const page: { readonly items: ReadonlyArray<{ readonly caseId: string; readonly seq: number }>; readonly next: string | null } = yield* store.feed(cursor, 3)
          seen.push(...page.items.map((it) => `${it.caseId}/${it.seq}`))
          cursor = page.next
          if (page.items.length === 0 && last) return
          last = open === 0
        }
      })
      yield* Effect.all([reader, ...Array.from({ length: 4 }, (_, i) => writer(i))], { concurrency: "unbounded" })
      expect(seen.length).toBe(60)
      expect(new Set(seen).size).toBe(60)
    })))
})
