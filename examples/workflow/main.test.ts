/** A complaint is a step of a developer's own workflow, which goes on with its outcome. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { program } from "./main.ts"

describe("examples/workflow", () => {
  it.live("ends with how the complaint ended", () =>
    Effect.map(program, (said) => assert.strictEqual(said, "building 3: resolved"))
  )
})
