/** L7 and L1 by force: the writing process is killed again and again in the middle of its work. */
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as Fresh from "./Fresh.ts"
import * as Written from "../killed/Written.ts"

describe("a process that is killed while it commits", () => {
  it("loses no acknowledged change, and makes none twice", () =>
    Effect.gen(function*() {
      const file = yield* Fresh.file
      const cases = 60
      const all: Array<Written.Acknowledged> = []
      for (const ms of [3, 40, 110, 7, 190, 75]) {
        const run = yield* Effect.promise(() => Written.writer(file, `after-${all.length}`, cases, 0, { kill: ms }))
        expect(run.wrong).toEqual([])
        expect(run.done).toBe(false)
        all.push(...run.acknowledged)
        const stored = yield* Written.check(file, cases, all)
        // What was on its way is one batch at most.
        expect(stored - all.length).toBeLessThanOrEqual(32 * 6)
      }
      expect(all.length).toBeGreaterThan(100)
      expect(new Set(all.map((it) => `${it.caseId}/${it.k}`)).size).toBe(all.length)
    }).pipe(Effect.scoped, Effect.runPromise))
})
