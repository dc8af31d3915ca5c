/** An empty folder for a database, gone after the test. */
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Place } from "@frontdesk/core/testing/StoreLaws"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"

export const file = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-sqlite-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
).pipe(Effect.map((folder) => join(folder, "cases.db")))

export const place = (options?: Omit<Sqlite.Options, "filename">) =>
  Effect.map(file, (filename): Place => ({ layer: Sqlite.layer({ filename, ...options }), again: true }))
