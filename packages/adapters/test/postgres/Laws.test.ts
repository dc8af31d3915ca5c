import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { StoreLaws, Suite } from "@frontdesk/core/testing"
import * as Fresh from "./Fresh.ts"

Suite.run({ describe, it }, "the PostgreSQL store", Fresh.adapter())

describe("by the server's own clock", () => {
  for (const id of ["L11", "L12", "L16"] as const) {
    // One of each that waits for a lease; the others do not look at the clock.
    const law = StoreLaws.laws.filter((it) => it.id === id)[1]!
    it(`${id}: ${law.title}`, async () => {
      const finding = await Effect.runPromise(StoreLaws.one(law, Fresh.adapter({ clock: "server" })))
      expect(finding).toEqual({ _tag: "Kept", law })
    })
  }
})
