/**
 * Cases in a PostgreSQL database (13 or newer), through `@effect/sql-pg`. Any number of processes may share it: each
 * change has one winner, due clocks and messages are leased, and all go by the server's clock. Its tables are in a
 * schema of their own, so they can live in a host's database, and a host may write its own rows and a case's change in
 * one transaction (`enlist`).
 *
 * @since 0.1.0
 */
import type { PgConnection } from "@effect/sql-pg/PgConnection"
import * as PgPool from "@effect/sql-pg/PgPool"
import { Duration, Effect, Layer, Option, Redacted } from "effect"
import type { Scope } from "effect"
import type * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import type { StoreUnsure, Traits } from "@frontdesk/core/port/CaseStore"
import { CaseStore, StoreDown } from "@frontdesk/core/port/CaseStore"
import type { HostTransaction } from "@frontdesk/core/port/HostTransaction"
import * as Paging from "../rows/Paging.ts"
import { SchemaMismatch } from "../rows/SchemaMismatch.ts"
import * as Cases from "./Cases.ts"
import * as Commit from "./Commit.ts"
import * as Connection from "./Connection.ts"
import * as Facts from "./Facts.ts"
import * as Journal from "./Journal.ts"
import * as Ledger from "./Ledger.ts"
import * as Migrations from "./Migrations.ts"
import * as Outbox from "./Outbox.ts"
import * as Plans from "./Plans.ts"
import { now as instantOf } from "./Wakes.ts"
import * as Wakes from "./Wakes.ts"
import * as Worklist from "./Worklist.ts"

/** Where the database is, and how it is reached. */
export interface Place extends Omit<PgPool.Config, "url" | "multiplex" | "multiplexConcurrency"> {
  /** `postgres://user:password@host:port/database`, instead of the parts or before them */
  readonly url?: string | Redacted.Redacted
  /** the schema of the tables; letters, digits and `_`, default `frontdesk` */
  readonly schema?: string
}

export interface Options extends Place {
  /** bring the tables to the newest schema when opening, default `true`; otherwise they must be there */
  readonly migrate?: boolean
  /**
   * `server` (default): the clock of the server, the same for all. `effect`: Effect's `Clock`, for tests and rehearsals
   * in which time does not pass by itself.
   */
  readonly clock?: "server" | "effect"
}

export { SchemaMismatch } from "../rows/SchemaMismatch.ts"

const traits: Traits = {
  name: "postgres",
  durable: true,
  shared: true,
  enlist: true,
  batch: 128,
  maxBody: 16 * 1024 * 1024
}

/** Bytes of the longest row that is read: the longest body in UTF-8, and something to it. */
const longestRow = 3 * traits.maxBody + 1024 * 1024

const checkSchema = (schema: string): string => {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,40}$/.test(schema)) throw new Error(`not a name for a schema: ${JSON.stringify(schema)}`)
  return schema
}

/**
 * The SQL that makes the tables, for those who run their own migrations; with `from`, what is missing since that
 * version of them. It is exactly what the layer runs.
 *
 * **Example**
 *
 *     console.log(Postgres.sql({ schema: "frontdesk" }))
 *
 * @since 0.1.0
 */
export const sql = (options?: { readonly schema?: string; readonly from?: number }): string =>
  Migrations.statements(checkSchema(options?.schema ?? "frontdesk"), options?.from).map((it) => `${it};\n`).join("\n")

const poolOf = ({ schema: _, url, ...place }: Place & { readonly migrate?: unknown; readonly clock?: unknown }) => {
  const { clock: _clock, migrate: _migrate, ...config } = place
  return Connection.live(PgPool.make({
    applicationName: "frontdesk",
    maxMessageSize: longestRow,
    // A server that is gone without a word is noticed while an answer is waited for.
    keepAlive: "30 seconds",
    ...config,
    ...(url === undefined ? {} : { url: typeof url === "string" ? Redacted.make(url) : url })
  }))
}

const down = (cause: unknown) => new StoreDown({ cause })

/**
 * Brings the tables to the newest schema, and tells its number. One of several that are called at once does it, the
 * others wait for it.
 *
 * **Example**
 *
 *     await Effect.runPromise(Postgres.migrate({ url: process.env.OWNER_URL }))
 *     // later, without the right to make tables
 *     const store = Postgres.layer({ url: process.env.DATABASE_URL, migrate: false })
 *
 * @since 0.1.0
 */
export const migrate = (place: Place): Effect.Effect<number, StoreDown | StoreUnsure | SchemaMismatch> =>
  Effect.gen(function*() {
    const pool = yield* Effect.mapError(poolOf(place), down)
    return yield* migrated(pool, checkSchema(place.schema ?? "frontdesk"))
  }).pipe(Effect.scoped)

/**
 * A store on a database; its connections are closed with the scope.
 *
 * @since 0.1.0
 */
export const make = (
  options: Options
): Effect.Effect<CaseStore["Service"], StoreDown | StoreUnsure | SchemaMismatch, Scope.Scope> =>
  Effect.gen(function*() {
    const schema = checkSchema(options.schema ?? "frontdesk")
    const pool = yield* Effect.mapError(poolOf(options), down)
    const connection = Connection.pooled(pool, schema, options.clock ?? "server")
    if (options.migrate ?? true) yield* migrated(pool, schema)
    yield* ready(connection)
    return store(connection)
  })

/**
 * A store on a database as a layer.
 *
 * **Example**
 *
 *     Postgres.layer({ url: "postgres://desk:secret@localhost/office" })
 *     Postgres.layer({ host: "db", database: "office", username: "desk", password: Redacted.make("…"), schema: "estate_9" })
 *
 * @since 0.1.0
 */
export const layer = (options: Options): Layer.Layer<CaseStore, StoreDown | StoreUnsure | SchemaMismatch> =>
  Layer.effect(CaseStore, make(options))

/**
 * The store inside a host's transaction: every write goes through the transaction that is open on the host's client in
 * the same fiber, and needs one; it is real when the host commits and gone when it rolls back (law L18). Tables must
 * be there. Cases that the host's transaction has changed are locked until it ends.
 *
 * **Example**
 *
 *     const cases = yield* Postgres.enlist(sql)
 *     yield* sql.withTransaction(Effect.gen(function*() {
 *       yield* sql`insert into invoice ${sql.insert({ id, amount })}`
 *       yield* cases.commit([change])
 *     }))
 *
 * @since 0.1.0
 */
export const enlist = (
  client: SqlClient.SqlClient,
  options?: { readonly schema?: string }
): Effect.Effect<CaseStore["Service"], StoreDown | SchemaMismatch> =>
  Effect.gen(function*() {
    const connection = Connection.enlisted(client, checkSchema(options?.schema ?? "frontdesk"))
    yield* ready(connection)
    return store(connection)
  })

/**
 * The host's transactions on its own client, for `desk.within`: `sql.withTransaction`, and inside one that is open a
 * part of it. The database must be that of the desk's store.
 *
 * **Example**
 *
 *     const host = yield* Postgres.host(sql)
 *     yield* desk.within(host, (desk) => Effect.gen(function*() {
 *       yield* sql`insert into invoice ${sql.insert({ id, amount })}`
 *       yield* desk.open(Dunning, { invoice: id }, by)
 *     }))
 *
 * @since 0.1.0
 */
export const host = (
  client: SqlClient.SqlClient,
  options?: { readonly schema?: string }
): Effect.Effect<HostTransaction<SqlError>, StoreDown | SchemaMismatch> =>
  Effect.map(enlist(client, options), (store) => ({
    store,
    run: client.withTransaction,
    afterCommit: client.afterCommit
  }))

const versionOf = Effect.fnUntraced(function*(read: Connection.Connection["read"], s: string) {
  const [table] = yield* read("select to_regclass($1) is not null", [`${s}fd_schema`])
  if (table?.[0] !== true) return 0
  const [row] = yield* read(`select max(version) from ${s}fd_schema`, [])
  return row?.[0] as number
})

const ready = Effect.fnUntraced(function*({ read, schema }: Connection.Connection) {
  const found = yield* versionOf(read, schema)
  if (found !== Migrations.newest) return yield* new SchemaMismatch({ found, known: Migrations.newest })
})

/** In one transaction. */
const migrated = (pool: PgPool.PgPool, schema: string): Effect.Effect<number, StoreDown | StoreUnsure | SchemaMismatch> => {
  const steps = Effect.fnUntraced(function*(connection: PgConnection) {
    const run = (text: string, params: ReadonlyArray<string> = []) =>
      Effect.catchTag(connection.queryValues(text, params, false), "SqlError", (error) => Connection.classify(error))
    const read: Connection.Connection["read"] = (text, params) =>
      Effect.mapError(run(text, params as ReadonlyArray<string>), ({ cause }) => down(cause))
    const s = `"${schema}".`
    yield* run("begin")
    yield* run("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`frontdesk ${schema}`])
    // Looked up under the lock: one of several starters has it done by now.
    const found = yield* versionOf(read, s)
    if (found > Migrations.newest) return yield* new SchemaMismatch({ found, known: Migrations.newest })
    const [there] = yield* run("select to_regnamespace($1) is not null", [`"${schema}"`])
    // Who may not make schemas may have been given one.
    const todo = Migrations.statements(schema, found).filter((it) => !(there?.[0] === true && it.startsWith("create schema")))
    for (const statement of todo) yield* run(statement)
    yield* run("commit")
    return Migrations.newest
  })
  return Effect.scoped(Effect.flatMap(Effect.mapError(pool.reserve, down), (connection) =>
    Effect.uninterruptible(Effect.onError(steps(connection), () => Effect.ignore(connection.queryValues("rollback", [], false))))))
}

const store = (connection: Connection.Connection): CaseStore["Service"] => {
  const { instant, read } = connection
  const plans = Plans.make(connection)
  const cases = Cases.make(connection)
  const wakes = Wakes.make(connection)
  const outbox = Outbox.make(connection)
  const worklist = Worklist.make(connection)
  const journal = Journal.make(connection)
  const ledger = Ledger.make(connection)
  const facts = Facts.make(connection)
  const clock = `select ${instantOf("$1")}::float8`
  const ms = (ttl: Duration.Duration) => Math.ceil(Duration.toMillis(ttl))
  let newest = 0

  return CaseStore.of({
    traits,
    now: Effect.flatMap(instant, (at) =>
      Effect.map(at === null ? read(clock, [null]) : Effect.succeed([[at]]), ([row]) => (newest = Math.max(newest, row![0] as number)))),
    load: cases.load,
    commit: Commit.make(connection, plans, traits),
    committed: cases.committed,
    putPlans: (put) => Effect.asVoid(plans.put(put)),
    plan: (digest) => Effect.map(plans.body(digest), Option.fromUndefinedOr),

    claimWakes: (q) => wakes.claim(q.before, q.limit, ms(q.ttl)),
    nextWake: wakes.next,

    claimMessages: (q) => outbox.claim(q.kinds, q.limit, q.by, ms(q.ttl)),
    ack: (messages) => Effect.asVoid(outbox.ack(messages)),
    retry: (message, after, why) => Effect.asVoid(outbox.retry(message, Math.ceil(after), why)),
    bury: (message, why) => Effect.asVoid(outbox.bury(message, why)),
    buried: outbox.buried,
    revive: (id, how) => Effect.asVoid(outbox.revive(id, how)),

    watchers: facts.watchers,
    standing: facts.standing,
    tasks: (q, cursor, limit) => worklist(q, cursor, Paging.size(limit)),
    cases: (q, cursor, limit) => cases.page(q, cursor, Paging.size(limit)),
    journal: journal.journal,
    ledger: (q, cursor, limit) => ledger(q, cursor, Paging.size(limit)),
    feed: journal.feed
  })
}
