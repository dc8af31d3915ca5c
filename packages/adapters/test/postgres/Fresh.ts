/** An empty schema in the database of the tests, gone after the test; and a way to it for the test itself. */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Effect, Redacted } from "effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import type { SqlClient } from "effect/sql/SqlClient"
import { randomBytes } from "node:crypto"
import { inject } from "vitest"
import type { Adapter } from "@frontdesk/core/testing"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"

export const url = inject("database")

/** A client as a host has it. */
export const client = (at: string = url) =>
  PgClient.make({ url: Redacted.make(at), maxConnections: 4 }).pipe(Effect.provide(Reactivity.layer), Effect.orDie)

/** Runs a text, gives rows as arrays. */
export const rows = (sql: SqlClient, text: string, params: ReadonlyArray<unknown> = []) => Effect.orDie(sql.unsafe(text, params).values)

export const schema = Effect.acquireRelease(
  Effect.sync(() => `t_${randomBytes(6).toString("hex")}`),
  (name) => Effect.scoped(Effect.flatMap(client(), (sql) => Effect.andThen(
    rows(sql, `drop schema if exists "${name}" cascade`), rows(sql, `drop schema if exists "${name}_b" cascade`))))
)

/** A database of its own, for what is counted by database. */
export const database = Effect.acquireRelease(
  Effect.gen(function*() {
    const name = `d_${randomBytes(6).toString("hex")}`
    yield* Effect.scoped(Effect.flatMap(client(), (sql) => rows(sql, `create database "${name}"`)))
    return name
  }),
  (name) => Effect.scoped(Effect.flatMap(client(), (sql) => rows(sql, `drop database "${name}" with (force)`)))
).pipe(Effect.map((name) => {
  const it = new URL(url)
  it.pathname = `/${name}`
  return it.href
}))

export const options = (more?: Partial<Postgres.Options>) =>
  Effect.map(schema, (name): Postgres.Options => ({ url, schema: name, maxConnections: 4, ...more }))

/** The place is the schema. */
export const adapter = (more: Partial<Postgres.Options> = {}): Adapter => {
  const options = (schema: string): Postgres.Options => ({ url, schema, maxConnections: 4, clock: "effect", ...more })
  const sql = <A>(work: (sql: SqlClient) => Effect.Effect<A>) => Effect.scoped(Effect.flatMap(client(), work))
  return {
    name: "postgres",
    fresh: schema,
    open: (schema) => Postgres.layer(options(schema)),
    clock: more.clock === "server" ? "real" : "test",
    // `schema` drops its own, and what stands beside it by the name
    beside: (schema) => Postgres.layer(options(`${schema}_b`)),
    host: (schema) =>
      Effect.gen(function*() {
        const sql = yield* client()
        return { store: yield* Postgres.enlist(sql, { schema }), transaction: (work) => sql.withTransaction(work) }
      }),
    newer: (schema) => sql((it) => rows(it, `insert into "${schema}".fd_schema values (1000)`)),
    printed: (schema) =>
      sql((it) => Effect.forEach(Postgres.sql({ schema }).split(";\n").filter((text) => text.trim() !== ""), (text) => rows(it, text)))
  }
}
