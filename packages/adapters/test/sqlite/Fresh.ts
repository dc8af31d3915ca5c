/** An empty folder for a database, gone after the test; and the store on it as the kit wants it. */
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Adapter } from "@frontdesk/core/testing"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"

export const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-sqlite-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const cases = (folder: string) => join(folder, "cases.db")

export const file = Effect.map(folder, cases)

const opened = (filename: string) => Effect.acquireRelease(Effect.sync(() => new DatabaseSync(filename)), (db) => Effect.sync(() => db.close()))

export const adapter = (options: Omit<Sqlite.Options, "filename"> = {}): Adapter => {
  const prefix = options.prefix ?? "fd_"
  return {
    name: "sqlite",
    fresh: folder,
    open: (where) => Sqlite.layer({ filename: cases(where), ...options }),
    folder: true,
    beside: (where) => Sqlite.layer({ filename: cases(where), ...options, prefix: "beside_" }),
    host: (where) =>
      Effect.gen(function*() {
        const db = yield* opened(cases(where))
        const run = (sql: string) => Effect.sync(() => db.exec(sql))
        return {
          store: yield* Sqlite.enlist(db, { prefix }),
          transaction: (work) =>
            Effect.andThen(run("begin immediate"), work).pipe(Effect.tap(run("commit")), Effect.onError(() => run("rollback")))
        }
      }),
    newer: (where) => Effect.scoped(Effect.map(opened(cases(where)), (db) => db.exec(`insert into ${prefix}schema values (1000, 0)`))),
    printed: (where) => Effect.scoped(Effect.map(opened(cases(where)), (db) => db.exec(Sqlite.sql({ prefix }))))
  }
}

export default adapter()
