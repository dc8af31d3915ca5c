import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { program, told } from "./main.ts"

describe("examples/new-version", () => {
  it("tells what changed", () => {
    assert.deepStrictEqual(told, [
      "needs-map: “Handle” is now called “Deal with it”",
      "needs-map: the term of “Handle”, rung “Receptionist” is now 3 calendar days, it was 2 calendar days"
    ])
  })
  it.live("looks at the open case without a trace, then takes it over", () =>
    Effect.map(program, ({ did, steps, would }) => {
      assert.deepStrictEqual(would.groups.map(({ cases, issues }) => [issues, cases.length]), [[[], 1]])
      assert.strictEqual(would.dryRun, true)
      assert.deepStrictEqual(did.groups, would.groups)
      assert.deepStrictEqual(steps, ["deal-with-it"])
    }))
})
