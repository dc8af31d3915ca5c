import * as SqliteClient from "@frontdesk/adapters/sqlite/SqliteClient"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { Effect } from "effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import { DatabaseSync } from "node:sqlite"
import { promises } from "../desk/Promises.ts"
import * as Fresh from "./Fresh.ts"

promises("SQLite, a host with a handle of node:sqlite", Effect.gen(function*() {
  const filename = yield* Fresh.file
  const store = yield* Sqlite.make({ filename })
  const db = yield* Effect.acquireRelease(Effect.sync(() => new DatabaseSync(filename)), (it) => Effect.sync(() => it.close()))
  const other = yield* Effect.acquireRelease(Effect.sync(() => new DatabaseSync(filename)), (it) => Effect.sync(() => it.close()))
  db.exec("create table invoice (id text)")
  return {
    store,
    again: Effect.orDie(Sqlite.make({ filename })),
    host: {
      transaction: yield* Sqlite.host(db),
      write: (id: string) => Effect.sync(() => void db.prepare("insert into invoice values (?)").run(id)),
      rows: Effect.sync(() => other.prepare("select id from invoice").all().map((row) => String(row["id"])))
    }
  }
}).pipe(Effect.orDie))

promises("SQLite, a host with Effect's client", Effect.gen(function*() {
  const filename = yield* Fresh.file
  const store = yield* Sqlite.make({ filename, prefix: "desk_" })
  const sql = yield* SqliteClient.make({ filename })
  const other = yield* SqliteClient.make({ filename })
  yield* sql`create table invoice (id text)`
  return {
    store,
    again: Effect.orDie(Sqlite.make({ filename, prefix: "desk_" })),
    host: {
      transaction: yield* SqliteClient.host(sql, { prefix: "desk_" }),
      write: (id: string) => Effect.orDie(Effect.asVoid(sql`insert into invoice values (${id})`)),
      rows: Effect.orDie(Effect.map(other`select id from invoice`, (rows) => rows.map((row) => String((row as { id: unknown }).id))))
    }
  }
}).pipe(Effect.provide(Reactivity.layer), Effect.orDie))
