/**
 * Effect's `SqlClient` over `node:sqlite`: one connection, one statement at a time, nested transactions as savepoints.
 *
 * Cases do not need it (their store prepares its statements itself). It is for what of Effect itself keeps rows in a
 * database: the cluster's message storage, and with it `ClusterWorkflowEngine`, in one file beside the cases. There is
 * no `@effect/sql-sqlite-node` for effect 4.1; should there be one, this file goes.
 *
 * @since 0.1.0
 */
import type { Scope } from "effect"
import { Context, Effect, Layer, Semaphore, Stream } from "effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as SqlClient from "effect/sql/SqlClient"
import type { Connection } from "effect/sql/SqlConnection"
import { classifySqliteError, SqlError } from "effect/sql/SqlError"
import * as Statement from "effect/sql/Statement"
import type { SQLInputValue, StatementSync } from "node:sqlite"
import { DatabaseSync } from "node:sqlite"
import type { StoreDown, StoreUnsure } from "@frontdesk/core/port/CaseStore"
import type { HostTransaction } from "@frontdesk/core/port/HostTransaction"
import * as Sqlite from "./Sqlite.ts"

/** How many prepared statements one connection keeps. */
const KEPT = 256

interface SqliteConnection extends Connection {
  readonly database: DatabaseSync
}

/**
 * The client, and the handle its statements run on.
 *
 * @since 0.1.0
 */
export interface SqliteClient extends SqlClient.SqlClient {
  readonly database: DatabaseSync
}

/**
 * A client on a file, or on `:memory:`. Write-ahead log, every commit on disk; another process holding the file is
 * waited for up to five seconds. The file is closed with the scope.
 *
 * @since 0.1.0
 */
export const make = Effect.fn("SqliteClient.make")(function* (options: {
  readonly filename: string
}): Effect.fn.Return<SqliteClient, SqlError, Scope.Scope | Reactivity.Reactivity> {
  const database = yield* Effect.acquireRelease(
    attempt("connect", () => open(options.filename)),
    (it) => Effect.sync(() => it.close())
  )
  const semaphore = yield* Semaphore.make(1)
  const client = yield* SqlClient.make({
    ...SqlClient.makeSqliteAcquirers<SqliteConnection>({
      connection: Effect.succeed(connection(database)),
      semaphore,
      isTransaction: (it) => it.database.isTransaction
    }),
    compiler: Statement.makeCompilerSqlite(),
    driver: "sqlite",
    spanAttributes: [["db.system.name", "sqlite"]],
    // a transaction that began with reading could not become one that writes while another process writes
    beginTransaction: "BEGIN IMMEDIATE",
    releaseSavepoint: (name) => `RELEASE SAVEPOINT ${name}`
  })
  return Object.assign(client, { database })
})

/**
 * The client as a layer.
 *
 * @since 0.1.0
 */
export const layer = (options: { readonly filename: string }): Layer.Layer<SqlClient.SqlClient, SqlError> =>
  Layer.effect(SqlClient.SqlClient, make(options)).pipe(Layer.provide(Reactivity.layer))

/**
 * The client's transactions, for `desk.within`: `withTransaction`, and inside one that is open a part of it. Its file
 * must be that of the desk's store.
 *
 * @since 0.1.0
 */
export const host = (
  client: SqliteClient,
  options?: { readonly prefix?: string }
): Effect.Effect<HostTransaction<SqlError>, StoreDown | StoreUnsure | Sqlite.SchemaMismatch> =>
  Effect.map(Sqlite.enlist(client.database, options), (store) => ({
    store,
    run: client.withTransaction,
    afterCommit: client.afterCommit
  }))

const open = (filename: string): DatabaseSync => {
  const database = new DatabaseSync(filename)
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON")
  return database
}

const attempt = <A>(operation: string, run: () => A): Effect.Effect<A, SqlError> =>
  Effect.try({
    try: run,
    catch: (cause) =>
      new SqlError({ reason: classifySqliteError(numbered(cause), { message: `SQLite could not ${operation}`, operation }) })
  })

/** node:sqlite calls SQLite's own number `errcode`; Effect looks for `errno`. */
const numbered = (cause: unknown): unknown =>
  cause instanceof Error && "errcode" in cause ? Object.assign(cause, { errno: cause.errcode }) : cause

const connection = (database: DatabaseSync): SqliteConnection => {
  const prepared = new Map<string, StatementSync>()

  const kept = (sql: string): StatementSync => {
    const found = prepared.get(sql)
    if (found !== undefined) return found
    const made = database.prepare(sql)
    const [oldest] = prepared.keys()
    if (prepared.size >= KEPT && oldest !== undefined) prepared.delete(oldest)
    prepared.set(sql, made)
    return made
  }

  const run = <A>(
    prepare: (sql: string) => StatementSync,
    sql: string,
    arrays: boolean,
    read: (statement: StatementSync) => A
  ): Effect.Effect<A, SqlError> =>
    Effect.withFiber((fiber) =>
      attempt("execute", () => {
        const statement = prepare(sql)
        statement.setReadBigInts(Context.get(fiber.context, SqlClient.SafeIntegers))
        statement.setReturnArrays(arrays)
        return read(statement)
      })
    )

  const rows =
    (prepare: (sql: string) => StatementSync): Connection["execute"] =>
    (sql, params, transform) => {
      const found = run(prepare, sql, false, (it) => it.all(...values(params)))
      return transform === undefined ? found : Effect.map(found, transform)
    }

  const arrays =
    (prepare: (sql: string) => StatementSync): Connection["executeValues"] =>
    (sql, params) =>
      run(prepare, sql, true, (it) => it.all(...values(params)) as unknown as ReadonlyArray<ReadonlyArray<unknown>>)

  const once = (sql: string): StatementSync => database.prepare(sql)
  return {
    database,
    execute: rows(kept),
    executeUnprepared: rows(once),
    executeValues: arrays(kept),
    executeValuesUnprepared: arrays(once),
    executeRaw: (sql, params) =>
      run(kept, sql, false, (it) => (it.columns().length > 0 ? it.all(...values(params)) : it.run(...values(params)))),
    executeStream: (sql, params, transform) => Stream.fromIterableEffect(rows(kept)(sql, params, transform))
  }
}

/** node:sqlite takes no booleans and no `undefined`. */
const values = (params: ReadonlyArray<unknown>): ReadonlyArray<SQLInputValue> =>
  params.map((it) => (typeof it === "boolean" ? Number(it) : ((it ?? null) as SQLInputValue)))
