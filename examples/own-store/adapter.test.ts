/** The laws of a store on the one in this folder, and what the laws do not ask. */
import { Effect, Layer } from "effect"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { Suite } from "@frontdesk/core/testing"
import adapter from "./adapter.ts"
import * as OwnStore from "./OwnStore.ts"

Suite.run({ describe, it }, "own store", adapter, { module: import.meta.resolve("./adapter.ts") })

it("is refused to who opens it a second time, and free again when it was closed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "own-store-"))
  const open = Layer.build(OwnStore.layer({ folder }))
  const second = await Effect.runPromise(Effect.scoped(Effect.andThen(open, Effect.flip(Effect.scoped(open)))))
  expect(second.message).toBe(`${folder} is open already`)
  await Effect.runPromise(Effect.scoped(open))
  rmSync(folder, { recursive: true })
})
