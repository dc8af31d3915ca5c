/**
 * Cases in one SQLite file, through Node's own `node:sqlite`. Several processes of one machine may open the same file;
 * an answered change is on the disk (`synchronous = full`). Its tables carry a prefix, so they can live in a host's
 * database, and a host may write its own rows and a case's change in one transaction (`enlist`).
 *
 * @since 0.1.0
 */
import { Duration, Effect, Layer, Option } from "effect"
import type { Scope } from "effect"
import { DatabaseSync } from "node:sqlite"
import * as Batch from "@frontdesk/core/port/Batch"
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Change, StoreUnsure, Traits } from "@frontdesk/core/port/CaseStore"
import { CaseStore, StoreDown } from "@frontdesk/core/port/CaseStore"
import type { HostTransaction } from "@frontdesk/core/port/HostTransaction"
import * as Cases from "./Cases.ts"
import * as Checkpoints from "./Checkpoints.ts"
import * as Commit from "./Commit.ts"
import * as Connection from "./Connection.ts"
import * as Facts from "./Facts.ts"
import * as Journal from "./Journal.ts"
import * as Ledger from "./Ledger.ts"
import * as Migrations from "./Migrations.ts"
import * as Outbox from "./Outbox.ts"
import * as Paging from "../rows/Paging.ts"
import { SchemaMismatch } from "../rows/SchemaMismatch.ts"
import * as Plans from "./Plans.ts"
import * as Wakes from "./Wakes.ts"
import * as Worklist from "./Worklist.ts"

export interface Options {
  /** a path, or `":memory:"` */
  readonly filename: string
  /** before the name of each table; letters, digits and `_`, default `fd_` */
  readonly prefix?: string
  /** bring the tables to the newest schema when opening, default `true`; otherwise they must be there */
  readonly migrate?: boolean
  /** how long to go on asking while another process writes, default 5 s; then `StoreDown` */
  readonly patience?: Duration.Input
}

export { SchemaMismatch } from "../rows/SchemaMismatch.ts"

const traits: Traits = {
  name: "sqlite",
  durable: true,
  shared: true,
  enlist: true,
  batch: 256,
  maxBody: 64 * 1024 * 1024
}

/** A snapshot is written out only when it is put down. */
const limits = { ...traits, leaves: true }

const checkPrefix = (prefix: string): string => {
  if (!/^[A-Za-z_][A-Za-z0-9_]{0,40}$/.test(prefix)) throw new Error(`not a table prefix: ${JSON.stringify(prefix)}`)
  return prefix
}

/**
 * The SQL that makes the tables, for those who run their own migrations; with `from`, what is missing since that
 * schema. It is exactly what the layer runs.
 *
 * @since 0.1.0
 */
export const sql = (options?: { readonly prefix?: string; readonly from?: number }): string =>
  Migrations.script(checkPrefix(options?.prefix ?? "fd_"), options?.from)

/**
 * Brings the tables to the newest schema, and tells its number. One of several that are called at once does it, the
 * others wait for it.
 *
 * @since 0.1.0
 */
export const migrate = (
  options: Omit<Options, "migrate">
): Effect.Effect<number, StoreDown | StoreUnsure | SchemaMismatch> =>
  Effect.as(Effect.scoped(make({ ...options, migrate: true })), Migrations.newest)

/**
 * A store on a file; the handle is closed with the scope.
 *
 * @since 0.1.0
 */
export const make = (
  options: Options
): Effect.Effect<CaseStore["Service"], StoreDown | StoreUnsure | SchemaMismatch, Scope.Scope> =>
  Effect.gen(function*() {
    const prefix = checkPrefix(options.prefix ?? "fd_")
    const patience = Duration.toMillis(options.patience ?? "5 seconds")
    const db = yield* Effect.acquireRelease(
      Effect.try({
        try: () => new DatabaseSync(options.filename, { timeout: 0 }),
        catch: (cause) => new StoreDown({ cause })
      }),
      (db) => Effect.sync(() => db.close())
    )
    yield* configure(db, patience)
    const connection = Connection.make(db, prefix, patience, true)
    yield* prepare(connection, options.migrate ?? true)
    return store(connection, yield* Checkpoints.make(db))
  })

/**
 * A store on a file as a layer.
 *
 * @since 0.1.0
 */
export const layer = (options: Options): Layer.Layer<CaseStore, StoreDown | StoreUnsure | SchemaMismatch> =>
  Layer.effect(CaseStore, make(options))

/**
 * The store inside a host's transaction: every write goes through the host's handle and needs an open transaction
 * there; it is real when the host commits and gone when it rolls back (law L18). On `StoreDown` the host rolls back:
 * SQLite may have done so already (a full disk ends the whole transaction).
 *
 * @since 0.1.0
 */
export const enlist = (
  db: DatabaseSync,
  options?: { readonly prefix?: string }
): Effect.Effect<CaseStore["Service"], StoreDown | StoreUnsure | SchemaMismatch> =>
  Effect.gen(function*() {
    const connection = Connection.make(db, checkPrefix(options?.prefix ?? "fd_"), 0, false)
    yield* prepare(connection, false)
    return store(connection)
  })

/**
 * The host's transactions on its own handle, for `desk.within`. With a handle of `node:sqlite` one transaction follows
 * another, begun by `run` (`begin immediate`, asked for as long as `patience` says while another process writes);
 * statements the host runs on the handle meanwhile are part of it. For Effect's client see `SqliteClient.host`. The file
 * must be that of the desk's store.
 *
 * **Example**
 *
 *     const host = yield* Sqlite.host(db)
 *     yield* desk.within(host, (desk) => Effect.gen(function*() {
 *       db.prepare("insert into invoice values (?, ?)").run(id, amount)
 *       yield* desk.open(Dunning, { invoice: id }, by)
 *     }))
 *
 * @since 0.1.0
 */
export const host = (
  db: DatabaseSync,
  options?: { readonly prefix?: string; readonly patience?: Duration.Input }
): Effect.Effect<HostTransaction<StoreDown | StoreUnsure>, StoreDown | StoreUnsure | SchemaMismatch> =>
  Effect.map(enlist(db, options), (store) => ({
    store,
    ...Connection.transactions(db, Duration.toMillis(options?.patience ?? "5 seconds"))
  }))

/** Durable before it answers; readers never wait for the writer. */
const configure = (db: DatabaseSync, patience: number) =>
  Connection.patiently(() => {
    db.exec("pragma journal_mode = wal")
    db.exec("pragma synchronous = full")
    db.exec("pragma cache_size = -16000")
  }, patience)

const prepare = Effect.fnUntraced(function*(connection: Connection.Connection, migrate: boolean) {
  const { db, prefix, read, sql, write } = connection
  const schema = () =>
    sql("select 1 from sqlite_schema where type = 'table' and name = ?").get(`${prefix}schema`) === undefined
      ? 0
      // Asked once, so no statement is kept for it.
      : (db.prepare(`select max(version) as version from ${prefix}schema`).get()?.["version"] as number)
  let found = yield* read(schema)
  if (found < Migrations.newest && migrate) {
    found = yield* write(() => {
      // Looked up again under the lock: one of several starters has it done by now.
      const now = schema()
      if (now < Migrations.newest) db.exec(Migrations.script(prefix, now))
      return schema()
    })
  }
  if (found !== Migrations.newest) return yield* new SchemaMismatch({ found, known: Migrations.newest })
})

const store = (connection: Connection.Connection, checkpoints: Checkpoints.Checkpoints = () => {}): CaseStore["Service"] => {
  const { now, read, write } = connection
  const plans = Plans.make(connection)
  const journal = Journal.make(connection)
  const cases = Cases.make(connection, plans, journal)
  const wakes = Wakes.make(connection)
  const outbox = Outbox.make(connection)
  const worklist = Worklist.make(connection)
  const ledger = Ledger.make(connection)
  const facts = Facts.make(connection)
  const commit = Commit.make(connection, { facts, journal, ledger, outbox, plans, wakes, worklist })
  const known = (plan: Change["head"]["plan"]) => plans.number(plan) !== undefined
  /** Claims and acknowledgements may be repeated, so an unsure one counts as not done. */
  const certainly = <A>(effect: Effect.Effect<A, StoreDown | StoreUnsure>): Effect.Effect<A, StoreDown> =>
    Effect.catchTag(effect, "StoreUnsure", ({ cause }) => Effect.fail(new StoreDown({ cause })))

  return CaseStore.of({
    traits,
    now,
    load: (ids) => read(() => ids.map(cases.load)),
    commit: (batch) =>
      Effect.map(
        write(() => {
          Batch.check(batch, limits, known)
          return commit(batch)
        }),
        (answers) => {
          checkpoints(batch.length)
          return answers
        }
      ),
    committed: (caseId, id) => Effect.map(read(() => cases.committed(caseId, id)), Option.fromUndefinedOr),
    putPlans: (put) =>
      certainly(write(() => {
        for (const plan of put) plans.put(plan.digest, plan.procedure, plan.body)
      })),
    plan: (digest) => Effect.map(read(() => plans.body(digest)), Option.fromUndefinedOr),

    claimWakes: Effect.fnUntraced(function*(q) {
      const at = yield* now
      // Mostly nothing is due; looking takes no lock.
      if (!(yield* read(() => wakes.isDue(q.before, at)))) return []
      const until = at + Math.ceil(Duration.toMillis(q.ttl))
      return yield* certainly(write(() =>
        wakes.claim(q.before, q.limit, at, until).map(([wake, ...row]) => ({ ...cases.stored(row), wake: wake as Instant }))
      ))
    }),
    nextWake: Effect.flatMap(now, (at) => read(() => wakes.next(at))),

    claimMessages: Effect.fnUntraced(function*(q) {
      const at = yield* now
      const due = () => outbox.due(q.kinds, q.limit, at)
      if ((yield* read(due)).length === 0) return []
      return yield* certainly(write(() =>
        due().map(([, caseId, seq]) => outbox.lease(caseId, seq, q.by, at + Math.ceil(Duration.toMillis(q.ttl))))
      ))
    }),
    ack: (messages) => certainly(write(() => messages.forEach(outbox.ack))),
    retry: (message, after, why) => certainly(write(() => outbox.retry(message, Math.ceil(after), why))),
    bury: (message, why) => certainly(write(() => outbox.bury(message, why))),
    buried: (cursor) => read(() => outbox.buried(cursor)),
    revive: (id, how) => certainly(write(() => outbox.revive(id, how))),

    watchers: (topic, cursor) => read(() => facts.watchers(topic, cursor)),
    standing: (topics) => read(() => facts.standing(topics)),
    tasks: (q, cursor, limit) => read(() => worklist.page(q, cursor, Paging.size(limit))),
    cases: (q, cursor, limit) => read(() => cases.page(q, cursor, Paging.size(limit))),
    journal: (caseId, after, limit) => read(() => journal.journal(caseId, after, limit)),
    ledger: (q, cursor, limit) => read(() => ledger.page(q, cursor, Paging.size(limit))),
    feed: (after, limit) => read(() => journal.feed(after, limit))
  })
}
