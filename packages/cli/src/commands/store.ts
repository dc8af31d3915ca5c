/**
 * `frontdesk store`: the tables of a store made apart from the desk, or as SQL for those who run their own migrations.
 * The stores are those of the folder one stands in: the command line brings none.
 */
import { join } from "node:path"
import { Effect } from "effect"
import { clean, Unusable } from "../ExitCode.ts"
import * as Host from "../Host.ts"
import * as UserModule from "../UserModule.ts"

/** `@frontdesk/adapters/Tables`, as far as it is needed here. */
interface Tables {
  readonly migrate: (place: string, options: { readonly name?: string }) => Promise<number>
  readonly sql: (kind: "sqlite" | "postgres", options: { readonly name?: string; readonly from?: number }) => Promise<string>
}

const tables = (host: Host.Host) =>
  UserModule.beside<Tables>(join(host.cwd, "frontdesk.js"), "@frontdesk/adapters/Tables", "Go to the folder of your app, and there: npm install @frontdesk/adapters effect.")

const asked = <A>(ask: () => Promise<A>): Effect.Effect<A, Unusable> =>
  Effect.tryPromise({ try: ask, catch: (error) => new Unusable({ message: error instanceof Error ? error.message : String(error) }) })

export const migrate = Effect.fn("store migrate")(function*(options: { readonly place: string; readonly name: string | undefined }) {
  const host = yield* Host.HostOf
  if (!/^(sqlite:.|postgres(ql)?:\/\/)/.test(options.place)) {
    return yield* new Unusable({ message: `\`${options.place}\` is no place of a store.`, hint: "Write `sqlite:cases.db` or `postgres://user:password@host/database`." })
  }
  const { migrate } = yield* tables(host)
  const place = options.place.startsWith("sqlite:") && !options.place.startsWith("sqlite:/")
    ? `sqlite:${join(host.cwd, options.place.slice("sqlite:".length))}`
    : options.place
  const version = yield* asked(() => migrate(place, options.name === undefined ? {} : { name: options.name }))
  host.stdout(`The tables are of schema ${version}, the newest.\n`)
  return clean
})

export const sql = Effect.fn("store sql")(function*(options: { readonly kind: "sqlite" | "postgres"; readonly name: string | undefined; readonly from: number | undefined }) {
  const host = yield* Host.HostOf
  const { sql } = yield* tables(host)
  host.stdout(yield* asked(() =>
    sql(options.kind, { ...(options.name === undefined ? {} : { name: options.name }), ...(options.from === undefined ? {} : { from: options.from }) })))
  return clean
})
