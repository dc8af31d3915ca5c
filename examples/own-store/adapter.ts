/** The store as the kit wants it: `frontdesk adapter check examples/own-store/adapter.ts`. */
import { Effect } from "effect"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { defineAdapter } from "@frontdesk/core/testing"
import * as OwnStore from "./OwnStore.ts"

export default defineAdapter({
  name: "own store",
  fresh: Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "own-store-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  ),
  open: (folder) => OwnStore.layer({ folder }),
  folder: true,
  newer: (folder) => Effect.sync(() => writeFileSync(join(folder, "cases.jsonl"), `{"format":2}\n`))
})
