import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as StoreLaws from "@frontdesk/core/testing/StoreLaws"
import * as Suite from "@frontdesk/core/testing/Suite"
import * as Fresh from "./Fresh.ts"

Suite.run({ describe, it }, "the SQLite store", Fresh.place())

describe("under another prefix", () => {
  // One law of each sort touches every table.
  for (const id of ["L1", "L10", "L12"] as const) {
    const law = StoreLaws.laws.find((it) => it.id === id)!
    it(`${id}: ${law.title}`, async () => {
      expect(await Effect.runPromise(StoreLaws.one(law, Fresh.place({ prefix: "desk_two_" })))).toEqual({ _tag: "Kept", law })
    })
  }
})
