/** Who may not see a value is told that it is hidden; who has nothing to do with a case does not find it. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { program } from "./main.ts"

describe("examples/reading", () => {
  it.live("shows each reader what he may see", () =>
    Effect.gen(function*() {
      assert.deepStrictEqual(yield* program, { wang: "13800000000", he: "hidden: personal", ma: "no such case" })
    }))
})
