/** The log is written into the file beside the desk, and nothing is left of it when the store is closed. */
import { Effect } from "effect"
import { existsSync, statSync } from "node:fs"
import { expect, it, vi } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { change, plan } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const body = JSON.stringify("x".repeat(3_000))

it("a log that is too short for a commit to empty it is written into the file, while the desk is free", () =>
  Effect.gen(function*() {
    const filename = yield* Fresh.file
    yield* Effect.scoped(Effect.gen(function*() {
      const store = yield* Sqlite.make({ filename })
      yield* store.putPlans([plan])
      for (let i = 0; i < 1_000; i += 50) {
        yield* store.commit(Array.from({ length: 50 }, (_, k) => change(`case-${i + k}`, 0, { body })))
      }
      // far from the 4,000 pages at which a commit would do it
      expect(statSync(`${filename}-wal`).size).toBeLessThan(3_000 * 4_200)
      yield* Effect.promise(() => vi.waitFor(() => expect(statSync(filename).size).toBeGreaterThan(800 * 3_000), { timeout: 30_000 }))
      expect(yield* store.commit([change("case-7", 1)])).toEqual([{ _tag: "Committed", version: 2 }])
    }))
    expect(existsSync(`${filename}-wal`)).toBe(false)
    const again = yield* Sqlite.make({ filename })
    expect((yield* again.load(["case-0", "case-7", "case-999"])).map((it) => it?.version)).toEqual([1, 2, 1])
  }).pipe(Effect.scoped, Effect.runPromise))
