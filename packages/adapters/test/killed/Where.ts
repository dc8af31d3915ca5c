/**
 * A place for a store, as one text that a process can be told: the path of a SQLite file, or
 * `postgres://…/database#schema`. And the tables in it, for a test that looks by itself.
 */
import type { Scope } from "effect"
import { Effect, Redacted } from "effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import { DatabaseSync } from "node:sqlite"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"

export type Where = string

const split = (where: Where) => {
  const [url = "", schema = "frontdesk"] = where.split("#")
  return { url, schema }
}

export const isServer = (where: Where): boolean => where.startsWith("postgres://")

/** By Effect's clock, whatever the store. A process that is killed again and again loads only the one it works on. */
export const store = (where: Where): Effect.Effect<CaseStore["Service"], unknown, Scope.Scope> =>
  isServer(where)
    ? Effect.flatMap(Effect.promise(() => import("@frontdesk/adapters/postgres/Postgres")), (Postgres) =>
        Postgres.make({ ...split(where), clock: "effect", maxConnections: 6 }))
    : Effect.flatMap(Effect.promise(() => import("@frontdesk/adapters/sqlite/Sqlite")), (Sqlite) =>
        Sqlite.make({ filename: where, patience: "10 seconds" }))

/** Rows of the tables as they are: numbers as numbers, and texts. */
export const raw = (where: Where): Effect.Effect<(sql: string) => Effect.Effect<ReadonlyArray<ReadonlyArray<unknown>>>, never, Scope.Scope> =>
  isServer(where)
    ? Effect.gen(function*() {
        const { schema, url } = split(where)
        const PgClient = yield* Effect.promise(() => import("@effect/sql-pg/PgClient"))
        const sql = yield* PgClient.make({ url: Redacted.make(url), startupParameters: { search_path: schema } }).pipe(Effect.provide(Reactivity.layer), Effect.orDie)
        return (text: string) =>
          Effect.map(Effect.orDie(sql.unsafe(text).values), (rows) => rows.map((row) => row.map((it) => typeof it === "bigint" ? Number(it) : it)))
      })
    : Effect.map(
        Effect.acquireRelease(Effect.sync(() => new DatabaseSync(where)), (db) => Effect.sync(() => db.close())),
        (db) => (text: string) => Effect.sync(() => db.prepare(text).all().map((row) => Object.values(row)))
      )
