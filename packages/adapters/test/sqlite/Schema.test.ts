/** L18, L19, L20: the host's transaction, prefixes in one database, and how the tables come to be. */
import type { Scope } from "effect"
import { Effect } from "effect"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import * as Connection from "@frontdesk/adapters/sqlite/Connection"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { change, message, otherDigest, plan, rich } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const handle = (filename: string) =>
  Effect.acquireRelease(Effect.sync(() => new DatabaseSync(filename)), (db) => Effect.sync(() => db.close()))

const schema = (filename: string) =>
  Effect.scoped(Effect.map(handle(filename), (db) =>
    db.prepare("select type, name, tbl_name, sql from sqlite_schema order by type, name").all().map((row) => ({ ...row }))))

describe("the tables (L20)", () => {
  it("are made once, by one of several starters", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const stores = yield* Effect.all(Array.from({ length: 6 }, () => Sqlite.make({ filename })), { concurrency: "unbounded" })
      yield* stores[0]!.putPlans([plan])
      expect(yield* stores[5]!.commit([change("a", 0)])).toEqual([{ _tag: "Committed", version: 1 }])
      const db = yield* handle(filename)
      expect(db.prepare("select version from fd_schema").all()).toEqual([{ version: 1 }, { version: 2 }, { version: 3 }])
    })))

  it("are the same when the printed SQL is run", () =>
    run(Effect.gen(function*() {
      const [mine, theirs] = [yield* Fresh.file, yield* Fresh.file]
      yield* Effect.scoped(Sqlite.make({ filename: mine, prefix: "x_" }))
      const db = yield* handle(theirs)
      db.exec(Sqlite.sql({ prefix: "x_" }))
      expect(yield* schema(theirs)).toEqual(yield* schema(mine))
      const store = yield* Sqlite.make({ filename: theirs, prefix: "x_", migrate: false })
      yield* store.putPlans([plan])
      expect(yield* store.commit([rich("a", 0, "one")])).toEqual([{ _tag: "Committed", version: 3 }])
      expect(Sqlite.sql({ prefix: "x_", from: 3 }).trim()).toBe("")
    })))

  it("of a newer schema are refused, and untouched", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      yield* Effect.scoped(Sqlite.make({ filename }))
      const db = yield* handle(filename)
      db.exec("insert into fd_schema values (7, 0)")
      const error = yield* Effect.flip(Sqlite.make({ filename }))
      expect(error).toMatchObject({ _tag: "SchemaMismatch", found: 7, known: 3 })
      expect(db.prepare("select max(version) as v from fd_schema").get()).toEqual({ v: 7 })
    })))

  it("are asked for when the host makes them itself", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const error = yield* Effect.flip(Sqlite.make({ filename, migrate: false }))
      expect(error).toMatchObject({ _tag: "SchemaMismatch", found: 0, known: 3 })
      expect(error.message).toBe("There are no tables of Frontdesk, and it was told not to make them (`migrate: false`). Run `frontdesk store migrate`, or what `frontdesk store sql` prints.")
      expect(yield* schema(filename)).toEqual([])
    })))

  it("take only a name as prefix", () => {
    expect(() => Sqlite.sql({ prefix: "x; drop table y; --" })).toThrow("not a table prefix")
  })

  it("a plan that has cases cannot be deleted (L15)", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const store = yield* Sqlite.make({ filename })
      yield* store.putPlans([plan])
      yield* store.commit([change("a", 0)])
      const db = yield* handle(filename)
      expect(() => db.exec("delete from fd_plan")).toThrow("FOREIGN KEY")
    })))
})

describe("two prefixes in one database (L19)", () => {
  it("never see each other", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const one = yield* Sqlite.make({ filename, prefix: "one_" })
      const two = yield* Sqlite.make({ filename, prefix: "two_" })
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
    const filename = yield* Fresh.file
    const outside = yield* Sqlite.make({ filename })
    yield* outside.putPlans([plan])
    const db = yield* handle(filename)
    db.exec("create table invoice (id text)")
    const inside = yield* Sqlite.enlist(db)
    return { db, inside, outside }
  })

  it("a change is real when the host commits", () =>
    run(Effect.gen(function*() {
      const { db, inside, outside } = yield* setting
      db.exec("begin immediate; insert into invoice values ('i1')")
      expect(yield* inside.commit([rich("a", 0, "x"), change("b", 3)])).toEqual([
        { _tag: "Committed", version: 3 },
        { _tag: "Conflict", current: 0 }
      ])
      expect((yield* inside.load(["a"])).map((it) => it?.version), "seen inside").toEqual([3])
      expect(yield* outside.load(["a"]), "not seen outside").toEqual([null])
      db.exec("commit")
      expect((yield* outside.load(["a"])).map((it) => it?.version)).toEqual([3])
    })))

  it("is gone when the host rolls back, its plan too", () =>
    run(Effect.gen(function*() {
      const { db, inside, outside } = yield* setting
      db.exec("begin immediate; insert into invoice values ('i1')")
      yield* inside.putPlans([{ digest: otherDigest, procedure: "p", body: "{}" }])
      yield* inside.commit([change("a", 0, { head: { plan: otherDigest }, messages: [message(1)] })])
      db.exec("rollback")
      expect(yield* outside.load(["a"])).toEqual([null])
      expect(db.prepare("select count(*) as n from invoice").get()).toEqual({ n: 0 })
      db.exec("begin immediate")
      const exit = yield* Effect.exit(inside.commit([change("a", 0, { head: { plan: otherDigest } })]))
      expect(exit._tag, "the plan is unknown again").toBe("Failure")
      expect(yield* inside.commit([change("a", 0)])).toEqual([{ _tag: "Committed", version: 1 }])
      db.exec("commit")
    })))

  it("does not write without one", () =>
    run(Effect.gen(function*() {
      const { inside, outside } = yield* setting
      const exit = yield* Effect.exit(inside.commit([change("a", 0)]))
      expect(String(exit)).toContain("only inside the host's transaction")
      expect(yield* outside.load(["a"])).toEqual([null])
    })))

  it("a full disk takes the host's transaction with it, as SQLite does; nothing of either exists (L8)", () =>
    run(Effect.gen(function*() {
      const { db, inside, outside } = yield* setting
      const pages = db.prepare("pragma page_count").get() as { readonly page_count: number }
      db.exec(`pragma max_page_count = ${pages.page_count + 20}`)
      db.exec("begin immediate; insert into invoice values ('i1')")
      const error = yield* Effect.flip(inside.commit([change("a", 0), change("b", 0, { body: "x".repeat(200_000) })]))
      expect(error._tag).toBe("StoreDown")
      expect(db.isTransaction).toBe(false)
      expect(db.prepare("select id from invoice").all()).toEqual([])
      expect(yield* outside.load(["a", "b"])).toEqual([null, null])
    })))
})

describe("a transaction that breaks (L8)", () => {
  it("is StoreDown and leaves nothing, and the next one works", () =>
    run(Effect.gen(function*() {
      const db = yield* handle(yield* Fresh.file)
      db.exec("pragma journal_mode = wal; create table t (x text); pragma max_page_count = 12")
      const connection = Connection.make(db, "fd_", 100, true)
      const insert = (x: string) => connection.sql("insert into t values (?)").run(x)
      const error = yield* Effect.flip(connection.write(() => [insert("a"), insert("x".repeat(100_000))]))
      expect(error._tag).toBe("StoreDown")
      expect(db.isTransaction).toBe(false)
      yield* connection.write(() => insert("b"))
      expect(db.prepare("select x from t").all()).toEqual([{ x: "b" }])
    })))
})
