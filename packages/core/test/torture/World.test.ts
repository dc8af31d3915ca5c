/** Worlds of several desks (engine §9). A failure prints its seed: `npm run torture -- --worlds 1 --from SEED` plays it again. */
import { describe, expect, it } from "vitest"
import * as Faults from "./Faults.ts"
import * as Rich from "./Rich.ts"
import { world } from "./World.ts"

const WORLDS = Number(process.env["WORLDS"] ?? 12)

describe("desks on a store that breaks, and people who come back", () => {
  it(`lose nothing, do nothing twice, and agree with one lock, in ${WORLDS} worlds`, async () => {
    const tags = new Set<string>()
    const faults: { [kind: string]: number } = {}
    let [acknowledged, refused] = [0, 0]
    // the last ones have a handbook that opens cases by itself, and calendars that are published anew
    const seeds = [...Array.from({ length: WORLDS }, (_, n) => n + 1), Rich.FROM, Rich.FROM + 4, Rich.FROM + 8]
    for (const seed of seeds) {
      const told = await world(seed)
      acknowledged += told.acknowledged
      refused += told.refused
      for (const tag of told.tags) tags.add(tag)
      for (const [kind, n] of Object.entries(told.faults)) faults[kind] = (faults[kind] ?? 0) + n
    }
    // they reach what they are there for
    expect(acknowledged).toBeGreaterThan(10 * WORLDS)
    expect(refused).toBeGreaterThan(4 * WORLDS)
    expect([...tags]).toEqual(expect.arrayContaining(["Linked", "Stood", "Released", "Happened", "Announced"]))
    const rare = ["poison", "action", "notifier", "jump", "migrate"]
    expect(Object.keys(faults)).toEqual(expect.arrayContaining(Faults.kinds.filter((kind) => !rare.includes(kind))))
  }, 600_000)

  it("are their seed: played again, they write the same", async () => {
    expect((await world(3)).journals).toBe((await world(3)).journals)
  }, 600_000)
})
