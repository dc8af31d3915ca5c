/** Whoever follows along sees everything once. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { program } from "./main.ts"

describe("examples/watching", () => {
  it.live("sees every entry, the quotas and the dead letters", () =>
    Effect.map(program, ({ deadLetters, late, list }) => {
      assert.strictEqual(list.lines[0], "dunning-1 Opened")
      assert.strictEqual(list.lines.at(-1), "dunning-1 Noted")
      assert.isNotNull(list.place)
      assert.deepStrictEqual(late, [])
      assert.deepStrictEqual(deadLetters, [])
    }))
})
