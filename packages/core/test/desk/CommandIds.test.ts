/** Nobody who has seen ids can tell the next, none is given out twice, and those of one moment are neighbours. */
import * as CommandIds from "@frontdesk/core/desk/CommandIds"
import { describe, expect, it } from "vitest"

describe("command ids", () => {
  it("are 32 hexadecimal digits, each given once, over many draws and desks", () => {
    const desks = [CommandIds.make(Date.now), CommandIds.make(Date.now)]
    const ids = desks.flatMap((next) => Array.from({ length: 2_000 }, next))
    expect(new Set(ids).size).toBe(4_000)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/)
  })
  it("grow, as do those of a desk that comes later", () => {
    const before = CommandIds.make(() => 1_772_409_600_000)()
    const next = CommandIds.make(() => 1_772_409_600_001)
    const ids = [before, ...Array.from({ length: 2_000 }, next)]
    expect(ids).toEqual([...ids].sort())
  })
  it("use every digit alike in each of the eighteen places that nobody can know", () => {
    const next = CommandIds.make(Date.now)
    const counts = new Map<string, number>()
    for (let i = 0; i < 8_000; i++) {
      for (const [at, digit] of Array.from(next().slice(14)).entries()) counts.set(`${at}${digit}`, (counts.get(`${at}${digit}`) ?? 0) + 1)
    }
    expect(counts.size).toBe(18 * 16)
    // 500 expected; six standard deviations
    for (const [place, count] of counts) expect(Math.abs(count - 500), place).toBeLessThan(130)
  })
})
