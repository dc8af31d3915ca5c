/**
 * One handle on a SQLite file: prepared statements by their text, transactions, and the two ways in. `node:sqlite` is
 * synchronous, so a transaction never spans a turn of the event loop; a database that is locked by another process is
 * asked again later without blocking the loop.
 */
import { Clock, Context, Effect, Exit, Semaphore } from "effect"
import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"
import type { Instant } from "@frontdesk/core/domain/Time"
import { StoreDown, StoreUnsure } from "@frontdesk/core/port/CaseStore"

export type Row = ReadonlyArray<null | number | string>

/** A prepared statement whose rows are arrays, in the order of the columns asked for. */
export interface Statement {
  readonly all: (...values: ReadonlyArray<SQLInputValue>) => ReadonlyArray<Row>
  readonly get: (...values: ReadonlyArray<SQLInputValue>) => Row | undefined
  readonly run: (...values: ReadonlyArray<SQLInputValue>) => { readonly changes: number; readonly n: number }
  readonly iterate: (...values: ReadonlyArray<SQLInputValue>) => Iterable<Row>
}

export interface Connection {
  readonly db: DatabaseSync
  readonly prefix: string
  /** what is read was committed; not so inside a host's transaction */
  readonly own: boolean
  /** the statement is prepared at its first use */
  readonly sql: (text: string) => Statement
  /** what `read` sees is one committed state */
  readonly read: <A>(f: () => A) => Effect.Effect<A, StoreDown>
  /** all of `f` is committed, or nothing of it */
  readonly write: <A>(f: () => A) => Effect.Effect<A, StoreDown | StoreUnsure>
  /** never goes back for this connection */
  readonly now: Effect.Effect<Instant>
}

/** `SQLITE_FULL`, an I/O error …: the commit was sent, and what is on the disk nobody knows. */
class CommitBroken extends Error {}

const codeOf = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number" ? error.errcode : undefined

/** `SQLITE_BUSY` (5) and `SQLITE_LOCKED` (6), with all their extended codes */
const isBusy = (error: unknown): boolean => {
  const code = codeOf(error)
  return code !== undefined && ((code & 0xff) === 5 || (code & 0xff) === 6)
}

/**
 * Our own mistakes, not the database's: `SQLITE_ERROR` (bad SQL, no such table), `TOOBIG`, `CONSTRAINT`, `MISMATCH`,
 * `MISUSE`, `RANGE`. Trying again would not help, so they are defects.
 */
const mistakes: ReadonlySet<number> = new Set([1, 18, 19, 20, 21, 25])

/** Real time, whatever clock the program runs by: another process does not wait for ours. */
const pause = (ms: number) =>
  Effect.callback<void>((resume) => {
    const timer = setTimeout(() => resume(Effect.void), ms)
    return Effect.sync(() => clearTimeout(timer))
  })

/**
 * Tries again while another process holds the lock, for `patience` ms, and says what became of it. SQLite keeps no
 * queue: a process that writes without a break leaves only short gaps, and who asks ever more seldom never meets one.
 * So it asks again every millisecond or two (a refused `begin immediate` costs some 10 µs), however long it has waited.
 */
export const patiently = <A>(attempt: () => A, patience: number): Effect.Effect<A, StoreDown | StoreUnsure> => {
  const go = (since: number): Effect.Effect<A, StoreDown | StoreUnsure> =>
    Effect.suspend(() => {
      try {
        return Effect.succeed(attempt())
      } catch (error) {
        if (error instanceof CommitBroken) return Effect.fail(new StoreUnsure({ cause: error.cause }))
        if (isBusy(error) && performance.now() - since < patience) {
          return Effect.flatMap(pause(2 * Math.random()), () => go(since))
        }
        const code = codeOf(error)
        return code === undefined || mistakes.has(code & 0xff)
          ? Effect.die(error)
          : Effect.fail(new StoreDown({ cause: error }))
      }
    })
  return Effect.suspend(() => go(performance.now()))
}

/**
 * `patience`: ms to go on asking while another process holds the lock. `own`: this handle's transactions are ours;
 * otherwise the host has one open, and each of our writes is a savepoint in it.
 */
export const make = (db: DatabaseSync, prefix: string, patience: number, own: boolean): Connection => {
  const statements = new Map<string, Statement>()

  const prepare = (text: string): Statement => {
    const statement: StatementSync = db.prepare(text)
    statement.setReturnArrays(true)
    // With `setReturnArrays` rows are arrays; the types of Node only know objects.
    return {
      all: (...values) => statement.all(...values) as unknown as ReadonlyArray<Row>,
      get: (...values) => statement.get(...values) as unknown as Row | undefined,
      run: (...values) => {
        const { changes, lastInsertRowid } = statement.run(...values)
        return { changes: Number(changes), n: Number(lastInsertRowid) }
      },
      iterate: (...values) => statement.iterate(...values) as unknown as Iterable<Row>
    }
  }

  const sql = (text: string): Statement => {
    let statement = statements.get(text)
    if (statement === undefined) statements.set(text, (statement = prepare(text)))
    return statement
  }

  const rollback = (text: string) => {
    try {
      if (db.isTransaction) db.exec(text)
    } catch {
      // The error that brought us here is the one to tell.
    }
  }

  const transaction = <A>(begin: string, f: () => A): A => {
    sql(begin).run()
    let result: A
    try {
      result = f()
    } catch (error) {
      rollback("rollback")
      throw error
    }
    try {
      sql("commit").run()
    } catch (error) {
      rollback("rollback")
      throw isBusy(error) ? error : new CommitBroken("the commit broke", { cause: error })
    }
    return result
  }

  const savepoint = <A>(f: () => A): A => {
    if (!db.isTransaction) throw new Error("An enlisted store writes only inside the host's transaction; none is open.")
    sql(`savepoint ${prefix}enlisted`).run()
    try {
      const result = f()
      sql(`release ${prefix}enlisted`).run()
      return result
    } catch (error) {
      rollback(`rollback to ${prefix}enlisted; release ${prefix}enlisted`)
      throw error
    }
  }

  let newest = 0
  return {
    db,
    prefix,
    own,
    sql,
    // A read commits nothing, so it cannot leave anybody unsure.
    read: <A>(f: () => A) =>
      patiently(() => (own ? transaction("begin", f) : f()), patience) as Effect.Effect<A, StoreDown>,
    write: (f) => patiently(() => (own ? transaction("begin immediate", f) : savepoint(f)), patience),
    now: Effect.map(Clock.currentTimeMillis, (at) => (newest = Math.max(newest, at)))
  }
}

/** Which handles' transactions are open in this fiber. */
const Open = Context.Reference<ReadonlyArray<DatabaseSync>>("@frontdesk/adapters/sqlite/Connection/Open", {
  defaultValue: () => []
})

/** A host's transactions on its own handle, one after another; inside an open one of the same fiber, a savepoint. */
export const transactions = (db: DatabaseSync, patience: number) => {
  const one = Semaphore.makeUnsafe(1)
  let after: Array<Effect.Effect<void>> = []

  const commit = patiently(() => {
    try {
      db.exec("commit")
    } catch (error) {
      throw isBusy(error) ? error : new CommitBroken("the commit broke", { cause: error })
    }
  }, patience)
  // a full disk has ended it already; the error that brought us here is the one to tell
  const quietly = (text: string) =>
    Effect.sync(() => {
      try {
        if (db.isTransaction) db.exec(text)
      } catch {}
    })

  const whole = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | StoreDown | StoreUnsure, R> =>
    one.withPermit(Effect.uninterruptibleMask((restore) =>
      Effect.gen(function*() {
        yield* restore(patiently(() => db.exec("begin immediate"), patience))
        after = []
        const exit = yield* Effect.exit(restore(effect))
        if (Exit.isFailure(exit)) {
          yield* quietly("rollback")
          return yield* exit
        }
        yield* Effect.onError(commit, () => quietly("rollback"))
        for (const each of after) yield* each
        return exit.value
      })
    ))

  const part = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      const before = after.length
      db.exec("savepoint fd_host")
      return Effect.onExit(effect, (exit) => {
        if (Exit.isSuccess(exit)) return quietly("release fd_host")
        after.length = before
        return quietly("rollback to fd_host; release fd_host")
      })
    })

  return {
    run: <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | StoreDown | StoreUnsure, R> =>
      Effect.flatMap(Open, (open) =>
        open.includes(db) ? part(effect) : whole(Effect.provideService(effect, Open, [...open, db]))),
    afterCommit: (effect: Effect.Effect<void>) => Effect.sync(() => void after.push(effect))
  }
}
