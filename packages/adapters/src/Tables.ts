/**
 * The tables of a store by the name of its place, for programs that know no more: `sqlite:cases.db`,
 * `postgres://desk@localhost/office`. This is what `frontdesk store` calls.
 *
 * @since 0.1.0
 */
import { Cause, Effect, Exit } from "effect"

/** `name`: the prefix of the tables (SQLite) or their schema (PostgreSQL); left out, the one that is usual. */
export interface Options {
  readonly name?: string
}

const isServer = (place: string): boolean => /^postgres(ql)?:/.test(place)

const told = async <A, E>(effect: Effect.Effect<A, E>): Promise<A> => {
  const exit = await Effect.runPromiseExit(effect)
  if (Exit.isSuccess(exit)) return exit.value
  const [error] = Cause.prettyErrors(exit.cause)
  const { cause } = Cause.squash(exit.cause) as { readonly cause?: unknown }
  throw new Error(cause instanceof Error ? `The database cannot be used: ${cause.message}` : error?.message)
}

/**
 * Brings the tables of a place to the newest schema, and tells its number. Rejects with a sentence.
 *
 * @since 0.1.0
 */
export const migrate = async (place: string, { name }: Options = {}): Promise<number> => {
  if (isServer(place)) {
    const Postgres = await import("./postgres/Postgres.ts")
    return told(Effect.suspend(() => Postgres.migrate({ url: place, ...(name === undefined ? {} : { schema: name }) })))
  }
  const Sqlite = await import("./sqlite/Sqlite.ts")
  return told(Effect.suspend(() => Sqlite.migrate({ filename: place.replace(/^sqlite:/, ""), ...(name === undefined ? {} : { prefix: name }) })))
}

/**
 * The SQL that `migrate` would run at an empty place, or at one of schema `from`.
 *
 * @since 0.1.0
 */
export const sql = async (kind: "sqlite" | "postgres", { from, name }: Options & { readonly from?: number } = {}): Promise<string> => {
  const since = from === undefined ? {} : { from }
  if (kind === "postgres") return (await import("./postgres/Postgres.ts")).sql({ ...since, ...(name === undefined ? {} : { schema: name }) })
  return (await import("./sqlite/Sqlite.ts")).sql({ ...since, ...(name === undefined ? {} : { prefix: name }) })
}
