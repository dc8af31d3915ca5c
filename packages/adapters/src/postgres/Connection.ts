/**
 * The ways into a PostgreSQL database: statements on a pool of its own, or on the transaction a host has open. What
 * went wrong is told as the contract has it: certainly not done, or nobody knows.
 */
import type { PgConnection } from "@effect/sql-pg/PgConnection"
import type { PgPool } from "@effect/sql-pg/PgPool"
import type { Parameter } from "@effect/sql-pg/PgTypes"
import { Clock, Effect, Option } from "effect"
import type * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import type { Instant } from "@frontdesk/core/domain/Time"
import { StoreDown, StoreUnsure } from "@frontdesk/core/port/CaseStore"

export type Row = ReadonlyArray<unknown>
export type Rows = ReadonlyArray<Row>
/** Numbers, texts and `null`, which PostgreSQL reads as what the statement says they are; what has a type is sent as that. */
export type Params = ReadonlyArray<number | string | null | Parameter>

/** Another transaction was in the way, and PostgreSQL has ended ours: it may be tried again. */
export class Collided extends StoreDown {}

export interface Connection {
  /** with a dot at its end, quoted */
  readonly schema: string
  /** the transactions are ours; not so inside a host's */
  readonly own: boolean
  readonly read: (sql: string, params: Params) => Effect.Effect<Rows, StoreDown>
  /** a write that may be repeated, so an unsure one counts as not done */
  readonly mark: (sql: string, params: Params) => Effect.Effect<Rows, StoreDown>
  /** one statement, one transaction */
  readonly write: (sql: string, params: Params) => Effect.Effect<Rows, StoreDown | StoreUnsure>
  /** where the store does not go by the server's clock, the instant it is */
  readonly instant: Effect.Effect<Instant | null>
}

/** What waits for the server waits in real time, whatever clock the program runs by. */
export const live = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.provideService(effect, Clock.Clock, Clock.Clock.defaultValue())

export const pause = (ms: number): Effect.Effect<void> =>
  Effect.callback<void>((resume) => {
    const timer = setTimeout(() => resume(Effect.void), ms)
    return Effect.sync(() => clearTimeout(timer))
  })

/** The SQLSTATE with which the server answered; nothing when it did not. */
const stateOf = (error: SqlError): string | undefined => {
  const { cause } = error.reason as { readonly cause?: unknown }
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" && /^[0-9A-Z]{5}$/.test(cause.code)
    ? cause.code
    : undefined
}

/** Serialization failure, deadlock, a lock not given in time: nothing of the transaction exists. */
const collisions: ReadonlySet<string> = new Set(["40001", "40P01", "55P03"])

/**
 * Our own mistakes (22 bad data, 23 a constraint, 42 bad SQL, 54 too large): trying again would not help, so they are
 * defects. 42501 is a right that is missing, which somebody may give.
 */
const isMistake = (state: string): boolean => /^(22|23|42|54)/.test(state) && state !== "42501"

/** What became of a statement that was sent. */
export const classify = (error: SqlError): Effect.Effect<never, StoreDown | StoreUnsure> => {
  const state = stateOf(error)
  // 08: the connection; 57P0x: the server goes down, perhaps between the commit and its answer.
  if (state === undefined || state.startsWith("08") || state.startsWith("57P0")) {
    return Effect.fail(new StoreUnsure({ cause: error }))
  }
  if (collisions.has(state)) return Effect.fail(new Collided({ cause: error }))
  return isMistake(state) ? Effect.die(error) : Effect.fail(new StoreDown({ cause: error }))
}

const down = (cause: unknown) => new StoreDown({ cause })

const quoted = (schema: string): string => `"${schema}".`

const clock = (kind: "server" | "effect"): Effect.Effect<Instant | null> =>
  kind === "server" ? Effect.succeed(null) : Clock.currentTimeMillis

const certainly = <A>(effect: Effect.Effect<A, StoreDown | StoreUnsure>): Effect.Effect<A, StoreDown> =>
  Effect.catchTag(effect, "StoreUnsure", ({ cause }) => Effect.fail(down(cause)))

/** On a pool: without a connection nothing was sent. */
export const pooled = (pool: PgPool, schema: string, kind: "server" | "effect"): Connection => {
  const run = (sql: string, params: Params): Effect.Effect<Rows, StoreDown | StoreUnsure> =>
    // What was sent goes on to its end: a cancelled commit would leave nobody knowing.
    live(Effect.uninterruptible(
      pool
        .use((connection: PgConnection) =>
          connection.queryValues(sql, params.map(written)).pipe(Effect.catchTag("SqlError", (error) => classify(error))))
        .pipe(Effect.catchTag("SqlError", (error) => Effect.fail(down(error))))
    ))
  return {
    schema: quoted(schema),
    own: true,
    read: (sql, params) => certainly(run(sql, params)),
    mark: (sql, params) => certainly(run(sql, params)),
    write: run,
    instant: clock(kind)
  }
}

/** On the transaction the host has open in this fiber; each of our statements that writes is a savepoint in it. */
export const enlisted = (client: SqlClient.SqlClient, schema: string): Connection => {
  const run = (sql: string, params: Params): Effect.Effect<Rows, StoreDown | StoreUnsure> =>
    client.unsafe(sql, params.map(written)).values.pipe(Effect.catchTag("SqlError", (error) => classify(error)))
  const write = (sql: string, params: Params): Effect.Effect<Rows, StoreDown | StoreUnsure> =>
    Effect.flatMap(Effect.serviceOption(client.transactionService), (open) =>
      Option.isNone(open)
        ? Effect.die(new Error("An enlisted store writes only inside the host's transaction; none is open."))
        : Effect.catchTag(client.withTransaction(run(sql, params)), "SqlError", (error) => classify(error)))
  return {
    schema: quoted(schema),
    own: false,
    read: (sql, params) => certainly(run(sql, params)),
    mark: (sql, params) => certainly(write(sql, params)),
    write,
    instant: clock("server")
  }
}

const written = (value: Params[number]): string | null | Parameter => (typeof value === "number" ? String(value) : value)
