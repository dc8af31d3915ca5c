/** What the store says when something breaks (L8): certainly not done, or nobody knows. */
import type { Scope } from "effect"
import { Effect, Fiber, Option } from "effect"
import { describe, expect, it } from "vitest"
import * as Connection from "@frontdesk/adapters/postgres/Connection"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import { change, plan } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const setting = (more?: Partial<Postgres.Options>) =>
  Effect.gen(function*() {
    const options = yield* Fresh.options({ ...more, applicationName: `faults` })
    const store = yield* Postgres.make(options)
    yield* store.putPlans([plan])
    yield* store.commit([change("a", 0), change("b", 0)])
    const sql = yield* Fresh.client()
    const lock = (id: string) => Fresh.rows(sql, `select from "${options.schema}".fd_case where id = $1 for update`, [id])
    // Within a transaction its first look is kept, so another client looks.
    const waiting = Fresh.rows(
      yield* Fresh.client(),
      "select pid from pg_stat_activity where wait_event_type = 'Lock' and state = 'active' and query like $1",
      [`%"${options.schema}"%`]
    )
    return { store, sql, lock, waiting, schema: options.schema! }
  })

/** Until somebody waits. */
const until = (waiting: Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>>) =>
  Effect.gen(function*() {
    for (;;) {
      const rows = yield* waiting
      if (rows.length > 0) return rows
      yield* Connection.pause(5)
    }
  })

describe("a store whose server", () => {
  it("cannot be reached is down, and was asked nothing", () =>
    run(Effect.gen(function*() {
      expect((yield* Effect.flip(Postgres.make({ url: "postgres://desk@127.0.0.1:1/postgres" })))._tag).toBe("StoreDown")
    })))

  it("ends the connection while the change is under way leaves everybody unsure", () =>
    run(Effect.gen(function*() {
      const { lock, sql, store, waiting } = yield* setting()
      const other = yield* Fresh.client()
      const error = yield* sql.withTransaction(Effect.gen(function*() {
        yield* lock("a")
        const commit = yield* Effect.forkChild(Effect.flip(store.commit([change("a", 1, { commands: ["x"] }), change("c", 0)])))
        const [row] = yield* until(waiting)
        yield* Fresh.rows(other, "select pg_terminate_backend($1::int)", [String(row![0])])
        return yield* Fiber.join(commit)
      }))
      expect(error._tag).toBe("StoreUnsure")
      // And this is how the desk finds out.
      expect(Option.getOrNull(yield* store.committed("a", "x"))).toBe(null)
      expect(yield* store.load(["a", "c"])).toMatchObject([{ version: 1 }, null])
      expect(yield* store.commit([change("a", 1, { commands: ["x"] })])).toEqual([{ _tag: "Committed", version: 2 }])
    })))

  it("breaks a deadlock with somebody else's transaction: the batch is tried again, in halves", () =>
    run(Effect.gen(function*() {
      const { lock, sql, store, waiting } = yield* setting()
      const commit = yield* sql.withTransaction(Effect.gen(function*() {
        yield* lock("b")
        const commit = yield* Effect.forkChild(store.commit([change("b", 1), change("c", 0), change("a", 1)]))
        yield* until(waiting)
        // Ours began to wait first, so the server finds the circle when it looks at us.
        yield* lock("a")
        return commit
      }))
      expect(yield* Fiber.join(commit)).toEqual([
        { _tag: "Committed", version: 2 }, { _tag: "Committed", version: 1 }, { _tag: "Committed", version: 2 }
      ])
    })))

  it("does not give a lock in time is down, and nothing exists", () =>
    run(Effect.gen(function*() {
      const { lock, sql, store } = yield* setting({ startupParameters: { lock_timeout: "20" } })
      const error = yield* sql.withTransaction(Effect.andThen(lock("a"), Effect.flip(store.commit([change("a", 1)]))))
      expect(error._tag).toBe("StoreDown")
      expect(yield* store.load(["a"])).toMatchObject([{ version: 1 }])
    })))

  it("answers with our own mistake is told so: a defect", () =>
    run(Effect.gen(function*() {
      const { schema, sql, store } = yield* setting()
      yield* Fresh.rows(sql, `drop table "${schema}".fd_change`)
      expect(String(yield* Effect.exit(store.commit([change("a", 1)])))).toContain("Die")
    })))

  it("goes down under a store of the host's isolation: what collides is tried again", () =>
    run(Effect.gen(function*() {
      const { store } = yield* setting({ startupParameters: { default_transaction_isolation: "serializable" } })
      const answers = yield* Effect.all(Array.from({ length: 6 }, (_, i) => store.commit([change("a", 1, { commands: [`c${i}`] }), change(`n${i}`, 0)])), { concurrency: "unbounded" })
      expect(answers.filter((it) => it[0]!._tag === "Committed").length).toBe(1)
      expect(answers.every((it) => it[1]!._tag === "Committed")).toBe(true)
    })))

  it("is left in good order: no connection stays behind", () =>
    run(Effect.gen(function*() {
      const sql = yield* Fresh.client()
      const name = `stop-${Math.random()}`
      const count = Fresh.rows(sql, "select count(*)::int from pg_stat_activity where application_name = $1", [name])
      const options = yield* Fresh.options({ applicationName: name })
      yield* Effect.scoped(Effect.gen(function*() {
        const store = yield* Postgres.make(options)
        yield* Effect.all(Array.from({ length: 4 }, () => store.load(["a"])), { concurrency: "unbounded" })
        expect((yield* count)[0]![0]).toBeGreaterThan(0)
      }))
      for (let n = 0; n < 200 && (yield* count)[0]![0] !== 0; n++) yield* Connection.pause(10)
      expect(yield* count).toEqual([[0]])
    })))
})
