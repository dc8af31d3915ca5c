/** L20 with data: files of schema 1 and 2, as those versions wrote them, become one of the newest and lose nothing. */
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

const of = (version: number) =>
  Effect.map(Fresh.file, (filename) => {
    const db = new DatabaseSync(filename, { enableForeignKeyConstraints: false })
    db.exec(readFileSync(new URL(`../fixtures/schema-${version}.sqlite.sql`, import.meta.url), "utf8"))
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

const newest = 3
const versions = (filename: string) => look(filename, (db) => db.prepare("select version from fd_schema order by version").all().map((row) => row["version"]))
const upTo = (version: number) => Array.from({ length: version }, (_, i) => i + 1)

describe.each([1, 2])("a file of schema %i", (version) => {
  const old = of(version)

  it("is brought to the newest when it is opened, by one of several starters, and loses nothing", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      const [store] = yield* Effect.all(Array.from({ length: 4 }, () => Sqlite.make({ filename })), { concurrency: "unbounded" })
      expect(versions(filename)).toEqual(upTo(newest))
      expect(yield* Upgraded.read(store!)).toEqual(Upgraded.expected)
      expect(Option.getOrNull(yield* store!.committed("b", "command-two"))).toEqual({ version: 3, ...(version > 1 && { content: 9 }) })
      const empty = yield* Fresh.file
      yield* Effect.scoped(Sqlite.make({ filename: empty }))
      expect(schema(filename)).toEqual(schema(empty))
    })))

  it("goes on: what it knows of commands it knew, what comes now it knows whole", () =>
    run(Effect.gen(function*() {
      const store = yield* Sqlite.make({ filename: yield* old })
      yield* Upgraded.goesOn(store)
    })))

  it("has one journal of what was written before and since", () =>
    run(Effect.gen(function*() {
      const store = yield* Sqlite.make({ filename: yield* old })
      for (let v = 4; v < 100; v += 3) yield* store.commit([change("a", v, { entries: 3 })])
      const all = yield* store.journal("a", 0, 999)
      expect(all.map((it) => it.seq)).toEqual(upTo(100))
      for (const after of [1, 3, 4, 5, 31, 32, 33, 70, 99, 100]) {
        expect(yield* store.journal("a", after, 20)).toEqual(all.slice(after, after + 20))
      }
    })))

  it("is brought there by the printed SQL as well, by hand", () =>
    run(Effect.gen(function*() {
      const [mine, theirs] = [yield* old, yield* old]
      yield* Effect.scoped(Sqlite.make({ filename: mine }))
      look(theirs, (db) => db.exec(Sqlite.sql({ from: version })))
      expect(schema(theirs)).toEqual(schema(mine))
      expect(yield* Upgraded.read(yield* Sqlite.make({ filename: theirs, migrate: false }))).toEqual(Upgraded.expected)
    })))

  it("is brought there by who only migrates", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      expect(yield* Sqlite.migrate({ filename })).toBe(newest)
      expect(yield* Upgraded.read(yield* Sqlite.make({ filename, migrate: false }))).toEqual(Upgraded.expected)
    })))

  it("is refused, untouched, by who must not migrate", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      const before = schema(filename)
      expect(yield* Effect.flip(Sqlite.make({ filename, migrate: false }))).toMatchObject({ _tag: "SchemaMismatch", found: version, known: newest })
      expect(schema(filename)).toEqual(before)
    })))

  it("stays what it was when the upgrade breaks, and can be upgraded later", () =>
    run(Effect.gen(function*() {
      const filename = yield* old
      // in the way of the last step
      look(filename, (db) => db.exec("create table fd_command_new (x text)"))
      const before = schema(filename)
      expect((yield* Effect.exit(Sqlite.make({ filename })))._tag).toBe("Failure")
      expect(schema(filename)).toEqual(before)
      expect(versions(filename)).toEqual(upTo(version))
      look(filename, (db) => db.exec("drop table fd_command_new"))
      const store = yield* Sqlite.make({ filename })
      expect(Option.getOrNull(yield* store.committed("a", "open-a"))).toEqual({ version: 4 })
      expect(yield* store.commit([change("a", 4)])).toEqual([{ _tag: "Committed", version: 5 }])
    })))
})
