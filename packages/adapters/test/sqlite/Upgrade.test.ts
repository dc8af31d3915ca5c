/** L20 with data: a file of schema 1, as the first version wrote it, becomes one of the newest and loses nothing. */
import type { Scope } from "effect"
import { Effect, Option } from "effect"
import { readFileSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { change } from "@frontdesk/core/testing/law/Sample"
import * as Upgraded from "../fixtures/Upgraded.ts"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const old = Effect.map(Fresh.file, (filename) => {
  const db = new DatabaseSync(filename, { enableForeignKeyConstraints: false })
  db.exec(readFileSync(new URL("../fixtures/schema-1.sqlite.sql", import.meta.url), "utf8"))
  db.close()
  return filename
})

const look = <A>(filename: string, at: (db: DatabaseSync) => A): A => {
  const db = new DatabaseSync(filename)
  const found = at(db)
  db.close()
  return found
}
const schema = (filename: string) =>
  look(filename, (db) => db.prepare("select type, name, tbl_name, sql from sqlite_schema order by type, name").all().map((row) => ({ ...row })))

describe("a file of schema 1", () => {
  it("is brought to the newest when it is opened, by one of several starters, and loses nothing", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      const [store] = yield* Effect.all(Array.from({ length: 4 }, () => Sqlite.make({ filename })), { concurrency: "unbounded" })
      expect(look(filename, (db) => db.prepare("select version from fd_schema").all())).toEqual([{ version: 1 }, { version: 2 }])
      expect(yield* Upgraded.read(store!)).toEqual(Upgraded.expected)
      const empty = yield* Fresh.file
      yield* Effect.scoped(Sqlite.make({ filename: empty }))
      expect(schema(filename)).toEqual(schema(empty))
    })))

  it("goes on: what it knows of commands it knew, what comes now it knows whole", () =>
    run(Effect.gen(function*() {
      const store = yield* Sqlite.make({ filename: yield* old })
      yield* Upgraded.goesOn(store)
    })))

  it("is brought there by the printed SQL as well, by hand", () =>
    run(Effect.gen(function*() {
      const [mine, theirs] = [yield* old, yield* old]
      yield* Effect.scoped(Sqlite.make({ filename: mine }))
      look(theirs, (db) => db.exec(Sqlite.sql({ from: 1 })))
      expect(schema(theirs)).toEqual(schema(mine))
      expect(yield* Upgraded.read(yield* Sqlite.make({ filename: theirs, migrate: false }))).toEqual(Upgraded.expected)
    })))

  it("is refused, untouched, by who must not migrate", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      const before = schema(filename)
      expect(yield* Effect.flip(Sqlite.make({ filename, migrate: false }))).toMatchObject({ _tag: "SchemaMismatch", found: 1, known: 2 })
      expect(schema(filename)).toEqual(before)
    })))

  it("stays what it was when the upgrade breaks, and can be upgraded later", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      // in the way of the second step
      look(filename, (db) => db.exec("alter table fd_command add column content text"))
      const before = schema(filename)
      expect((yield* Effect.exit(Sqlite.make({ filename })))._tag).toBe("Failure")
      expect(schema(filename)).toEqual(before)
      expect(look(filename, (db) => db.prepare("select version from fd_schema").all())).toEqual([{ version: 1 }])
      look(filename, (db) => db.exec("alter table fd_command drop column content"))
      const store = yield* Sqlite.make({ filename })
      expect(Option.getOrNull(yield* store.committed("a", "open-a"))).toEqual({ version: 4 })
      expect(yield* store.commit([change("a", 4)])).toEqual([{ _tag: "Committed", version: 5 }])
    })))
})
