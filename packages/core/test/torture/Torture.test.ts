/** Random histories (engine §9). A failure prints its seed: `history(SEED)` plays it again. */
import { describe, expect, it } from "vitest"
import { history } from "./History.ts"
import * as Rich from "./Rich.ts"

const HISTORIES = Number(process.env["TORTURE"] ?? 240)

describe("random histories", () => {
  it(`keep every invariant and the law of ticks, ${HISTORIES} of them`, () => {
    const tags = new Set<string>()
    let [commands, refused, entries, ended] = [0, 0, 0, 0]
    for (let seed = 1; seed <= HISTORIES; seed++) {
      const told = history(seed)
      commands += told.commands
      refused += told.refused
      entries += told.entries
      ended += told.ended ? 1 : 0
      for (const tag of told.tags) tags.add(tag)
    }
    // the generator reaches what it is there for
    expect([...tags]).toEqual(
      expect.arrayContaining(["Happened", "Passed", "Returned", "Extended", "Stood", "Released", "Parked", "Signed", "Early", "Filled", "SignerAdded", "Amended", "Ended"])
    )
    expect(refused / commands).toBeGreaterThan(0.05)
    expect(refused / commands).toBeLessThan(0.5)
    if (process.env["TORTURE"] !== undefined) console.log({ commands, refused, entries, ended })
  })

  it("keep them also where they ask for rows, report and file", () => {
    const tags = new Set<string>()
    for (let seed = Rich.FROM + 32; seed < Rich.FROM + 32 + HISTORIES; seed++) for (const tag of history(seed).tags) tags.add(tag)
    expect([...tags]).toEqual(expect.arrayContaining(["Computed", "Decided", "Recorded", "Filled", "Filed", "Linked", "Receipted", "Ended"]))
  })
})
