/** L15, L18, L19, L20: the host's transaction, schemas in one database, and how the tables come to be. */
import type { Scope } from "effect"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import { change, message, otherDigest, plan, rich } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

/** The tables, their columns and indexes, without the name of the schema. */
const shape = Effect.fnUntraced(function*(schema: string) {
  const sql = yield* Fresh.client()
  const columns = yield* Fresh.rows(sql, `
    select table_name, column_name, data_type, collation_name, is_nullable, column_default from information_schema.columns
    where table_schema = $1 order by 1, 2`, [schema])
  const indexes = yield* Fresh.rows(sql, "select indexdef from pg_indexes where schemaname = $1 order by indexname", [schema])
  return [...columns, ...indexes].map((row) => String(row).replaceAll(schema, "s"))
})

describe("the tables (L20)", () => {
  it("are made once, by one of several starters", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options({ maxConnections: 1 })
      const stores = yield* Effect.all(Array.from({ length: 6 }, () => Postgres.make(options)), { concurrency: "unbounded" })
      yield* stores[0]!.putPlans([plan])
      expect(yield* stores[5]!.commit([change("a", 0)])).toEqual([{ _tag: "Committed", version: 1 }])
      const sql = yield* Fresh.client()
      expect(yield* Fresh.rows(sql, `select version from "${options.schema}".fd_schema`)).toEqual([[1], [2]])
    })))

  it("are the same when the printed SQL is run, and made in a step of their own", () =>
    run(Effect.gen(function*() {
      const [mine, theirs] = [yield* Fresh.options(), yield* Fresh.options({ migrate: false })]
      expect(yield* Effect.flip(Postgres.make(theirs))).toMatchObject({ _tag: "SchemaMismatch", found: 0, known: 2 })
      expect(yield* shape(theirs.schema!)).toEqual([])
      expect(yield* Postgres.migrate(mine)).toBe(2)
      expect(yield* Postgres.migrate(mine), "again").toBe(2)
      const sql = yield* Fresh.client()
      for (const text of Postgres.sql({ schema: theirs.schema! }).split(";\n")) if (text.trim() !== "") yield* Fresh.rows(sql, text)
      const found = yield* shape(theirs.schema!)
      expect(found.length).toBeGreaterThan(60)
      expect(found).toEqual(yield* shape(mine.schema!))
      const store = yield* Postgres.make(theirs)
      yield* store.putPlans([plan])
      expect(yield* store.commit([rich("a", 0, "one")])).toEqual([{ _tag: "Committed", version: 3 }])
      expect(Postgres.sql({ schema: "x", from: 2 }).trim()).toBe("")
    })))

  it("of a newer schema are refused, and untouched", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options()
      yield* Effect.scoped(Postgres.make(options))
      const sql = yield* Fresh.client()
      yield* Fresh.rows(sql, `insert into "${options.schema}".fd_schema values (7)`)
      expect(yield* Effect.flip(Postgres.make(options))).toMatchObject({ _tag: "SchemaMismatch", found: 7, known: 2 })
      expect(yield* Effect.flip(Postgres.make({ ...options, migrate: false }))).toMatchObject({ _tag: "SchemaMismatch", found: 7 })
      expect(yield* Fresh.rows(sql, `select max(version) from "${options.schema}".fd_schema`)).toEqual([[7]])
    })))

  it("may be made in a schema that was given, by who may make none", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options()
      const sql = yield* Fresh.client()
      const user = `u_${options.schema}`
      yield* Fresh.rows(sql, `create role "${user}" login`)
      yield* Effect.addFinalizer(() => Effect.andThen(Fresh.rows(sql, `drop owned by "${user}" cascade`), Fresh.rows(sql, `drop role "${user}"`)))
      yield* Fresh.rows(sql, `create schema "${options.schema}" authorization "${user}"`)
      const url = new URL(Fresh.url)
      url.username = user
      const store = yield* Postgres.make({ ...options, url: url.href })
      yield* store.putPlans([plan])
      expect(yield* store.commit([change("a", 0)])).toEqual([{ _tag: "Committed", version: 1 }])
    })))

  it("take only a name as schema", () => {
    expect(() => Postgres.sql({ schema: "x\"; drop table y; --" })).toThrow("not a name for a schema")
  })

  it("a plan that has cases cannot be deleted (L15)", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options()
      const store = yield* Postgres.make(options)
      yield* store.putPlans([plan])
      yield* store.commit([change("a", 0)])
      const sql = yield* Fresh.client()
      const error = yield* Effect.flip(sql.unsafe(`delete from "${options.schema}".fd_plan`))
      expect(error.reason._tag).toBe("ConstraintError")
    })))
})

describe("two schemas in one database (L19)", () => {
  it("never see each other", () =>
    run(Effect.gen(function*() {
      const one = yield* Postgres.make(yield* Fresh.options())
      const two = yield* Postgres.make(yield* Fresh.options())
      yield* one.putPlans([plan])
      expect((yield* two.plan(plan.digest))._tag).toBe("None")
      yield* two.putPlans([plan])
      yield* one.commit([rich("a", 0, "x")])
      expect(yield* two.load(["a"])).toEqual([null])
      expect(yield* two.feed(null, 9)).toEqual({ items: [], next: null })
      expect((yield* two.tasks({})).items).toEqual([])
      expect(yield* two.nextWake).toBe(null)
      yield* two.commit([change("a", 0, { commands: ["command-x"] })])
      expect((yield* one.load(["a"])).map((it) => it?.version)).toEqual([3])
      expect((yield* two.load(["a"])).map((it) => it?.version)).toEqual([1])
    })))
})

describe("inside the host's transaction (L18)", () => {
  const setting = Effect.gen(function*() {
    const options = yield* Fresh.options()
    const outside = yield* Postgres.make(options)
    yield* outside.putPlans([plan])
    const sql = yield* Fresh.client()
    yield* Fresh.rows(sql, `create table "${options.schema}".invoice (id text)`)
    const invoices = Fresh.rows(sql, `select id from "${options.schema}".invoice`)
    const invoice = (id: string) => Fresh.rows(sql, `insert into "${options.schema}".invoice values ($1)`, [id])
    const inside = yield* Postgres.enlist(sql, { schema: options.schema! })
    return { sql, inside, outside, invoice, invoices }
  })

  it("a change is real when the host commits", () =>
    run(Effect.gen(function*() {
      const { inside, invoice, invoices, outside, sql } = yield* setting
      yield* sql.withTransaction(Effect.gen(function*() {
        yield* invoice("i1")
        expect(yield* inside.commit([rich("a", 0, "x"), change("b", 3)])).toEqual([
          { _tag: "Committed", version: 3 },
          { _tag: "Conflict", current: 0 }
        ])
        expect((yield* inside.load(["a"])).map((it) => it?.version), "seen inside").toEqual([3])
        expect(yield* outside.load(["a"]), "not seen outside").toEqual([null])
      }))
      expect((yield* outside.load(["a"])).map((it) => it?.version)).toEqual([3])
      expect(yield* invoices).toEqual([["i1"]])
    })))

  it("is gone when the host rolls back, its plan too", () =>
    run(Effect.gen(function*() {
      const { inside, invoice, invoices, outside, sql } = yield* setting
      yield* Effect.flip(sql.withTransaction(Effect.gen(function*() {
        yield* invoice("i1")
        yield* inside.putPlans([{ digest: otherDigest, procedure: "p", body: "{}" }])
        yield* inside.commit([change("a", 0, { head: { plan: otherDigest }, messages: [message(1)] })])
        return yield* Effect.fail("no")
      })))
      expect(yield* outside.load(["a"])).toEqual([null])
      expect(yield* invoices).toEqual([])
      const exit = yield* Effect.exit(sql.withTransaction(inside.commit([change("a", 0, { head: { plan: otherDigest } })])))
      expect(String(exit), "the plan is unknown again").toContain("never put")
      expect(yield* sql.withTransaction(inside.commit([change("a", 0)]))).toEqual([{ _tag: "Committed", version: 1 }])
    })))

  it("does not write without one", () =>
    run(Effect.gen(function*() {
      const { inside, outside } = yield* setting
      expect(String(yield* Effect.exit(inside.commit([change("a", 0)])))).toContain("only inside the host's transaction")
      expect(yield* outside.load(["a"])).toEqual([null])
    })))

  it("what fails leaves the host's transaction as it was (L8)", () =>
    run(Effect.gen(function*() {
      const { inside, invoice, invoices, outside, sql } = yield* setting
      yield* outside.commit([change("a", 0)])
      yield* sql.withTransaction(Effect.gen(function*() {
        yield* invoice("i1")
        yield* Fresh.rows(sql, "set local lock_timeout = '50ms'")
        // Somebody else is at the case.
        const other = yield* Fresh.client()
        yield* Effect.orDie(other.withTransaction(Effect.gen(function*() {
          const schema = (yield* Fresh.rows(other, "select nspname from pg_namespace n join pg_class c on c.relnamespace = n.oid where relname = 'invoice' order by n.oid desc limit 1"))[0]![0]
          yield* Fresh.rows(other, `select from "${String(schema)}".fd_case for update`)
          expect((yield* Effect.flip(inside.commit([change("b", 0), change("a", 1)])))._tag).toBe("StoreDown")
        })))
        expect(yield* inside.load(["a", "b"])).toMatchObject([{ version: 1 }, null])
        yield* inside.commit([change("a", 1)])
      }))
      expect(yield* invoices).toEqual([["i1"]])
      expect(yield* outside.load(["a", "b"])).toMatchObject([{ version: 2 }, null])
    })))

  it("what it commits is on the disk, though the host does not wait for that otherwise (L7)", () =>
    run(Effect.gen(function*() {
      const { inside, sql } = yield* setting
      const waits = Effect.map(Fresh.rows(sql, "show synchronous_commit"), (rows) => rows[0]![0])
      const seen = yield* sql.withTransaction(Effect.gen(function*() {
        yield* Fresh.rows(sql, "set local synchronous_commit = off")
        const before = yield* waits
        yield* inside.commit([change("a", 0)])
        return [before, yield* waits]
      }))
      expect(seen).toEqual(["off", "on"])
    })))
})
