/** The example that people copy first does what its comments say. */
import { readFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { program } from "./main.ts"

describe("examples/minimal", () => {
  it.live("opens a complaint, shows the worklist and meets a refusal", () =>
    Effect.map(program, (said) => assert.strictEqual(said, "wang has classified it already"))
  )

  it("fits in forty lines", () => {
    const lines = readFileSync(new URL("main.ts", import.meta.url), "utf8").trimEnd().split("\n")
    assert.isAtMost(lines.length, 40)
  })
})
