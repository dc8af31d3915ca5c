/** The invoice and its case are there together, or neither is. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { program } from "./main.ts"

describe("examples/transaction", () => {
  it.live("opens a case with the host's invoice, and takes both back", () =>
    Effect.gen(function*() {
      const folder = yield* Effect.acquireRelease(
        Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-"))),
        (it) => Effect.sync(() => rmSync(it, { recursive: true, force: true }))
      )
      assert.deepStrictEqual(yield* program(join(folder, "estate.db")), {
        failed: "Overdrawn",
        invoices: ["3-201"],
        worklist: ["phone-notice"]
      })
    }))
})
