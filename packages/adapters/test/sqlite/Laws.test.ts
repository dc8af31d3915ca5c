import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { StoreLaws, Suite } from "@frontdesk/core/testing"
import * as Fresh from "./Fresh.ts"

const module = import.meta.resolve("./Fresh.ts")

Suite.run({ describe, it }, "the SQLite store", Fresh.adapter(), { module })

describe("under another prefix", () => {
  // One law of each sort touches every table.
  for (const id of ["L1", "L10", "L12"] as const) {
    const law = StoreLaws.laws.find((it) => it.id === id)!
    it(`${id}: ${law.title}`, async () => {
      expect(await Effect.runPromise(StoreLaws.one(law, Fresh.adapter({ prefix: "desk_two_" })))).toEqual({ _tag: "Kept", law })
    })
  }
})
