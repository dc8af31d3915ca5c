/** The generator itself: what it draws is mostly right, reaches everything, and a failure is made short enough to read. */
import type * as Held from "@frontdesk/core/case/Held"
import * as Steps from "@frontdesk/core/plan/Steps"
import { createHash } from "node:crypto"
import { describe, expect, it, vi } from "vitest"
import * as Census from "./Census.ts"
import * as Drawn from "./Drawn.ts"
import * as Rich from "./Rich.ts"

describe("drawn procedures", () => {
  it("mostly pass the checks, and have every kind of step, order, hold and schedule", () => {
    const kinds = new Set<string>()
    let right = 0
    for (let seed = 1; seed <= 120; seed++) {
      const opening = Drawn.openingOf(Drawn.procedure(seed), seed)
      if (opening === null) continue
      right++
      for (const step of Steps.all(opening.plan)) kinds.add(step.kind)
      for (const order of Object.keys(opening.plan.orders)) kinds.add(order)
      for (const hold of opening.plan.holds) kinds.add(hold.name)
      for (const schedule of opening.plan.schedules ?? []) kinds.add(schedule.name)
    }
    expect(right).toBeGreaterThan(60)
    expect([...kinds].toSorted()).toEqual(
      [
        "task", "stage", "decide", "compute", "choose", "parallel", "each", "repeat", "wait", "notify", "record", "announce", "call", "start", "do", "end",
        "transfer", "delegate", "return", "withdraw", "terminate", "urge", "extend", "suspend", "resume", "addSigner", "rebook", "amend",
        "noise", "trouble", "round", "knocked"
      ].toSorted()
    )
  })
})

describe("drawn procedures that ask, report and file", () => {
  const first = Rich.FROM / Drawn.SHARE
  const houses = Array.from({ length: 240 }, (_, n) => first + n)
  const plans = houses.map((house) => Drawn.openingOf(Drawn.drawn(house, 0), house)?.plan)

  it("mostly pass the checks", () => {
    expect(plans.filter((plan) => plan !== undefined).length / houses.length).toBeGreaterThan(0.55)
  })

  it("have every word of the language that a case is run by", () => {
    const met = new Set(plans.flatMap((plan) => (plan === undefined ? [] : [...Census.of(plan)])))
    const missing = Object.entries(Census.language).flatMap(([construct, there]) => (there === true && !met.has(construct as Census.Construct) ? [construct] : []))
    expect(missing).toEqual([])
  })

  it("leave the histories of smaller seeds as they were", () => {
    expect(Drawn.isRich(Math.floor((Rich.FROM - 1) / Drawn.SHARE))).toBe(false)
    expect(Drawn.isRich(Math.floor(Rich.FROM / Drawn.SHARE))).toBe(true)
    expect(createHash("sha256").update(Drawn.text(Drawn.drawn(93_751, 0))).digest("hex").slice(0, 16)).toBe("430abaac83e127bd")
  })
})

describe("a failure", () => {
  it("is told with a short history and a small procedure", async () => {
    vi.resetModules()
    vi.doMock("../../src/case/Held.ts", async (original) => ({ ...(await original<typeof Held>()), eligible: () => true }))
    try {
      const { history } = await import("./History.ts")
      const { shrink, told } = await import("./Shrink.ts")
      const drawn = Array.from({ length: 400 }, (_, index) => 32 + index).find((seed) => {
        if (Math.floor(seed / 32) % 4 === 0) return false
        try {
          history(seed)
          return false
        } catch {
          return true
        }
      })
      expect(drawn).toBeDefined()
      const short = shrink(drawn ?? 0)
      expect(short.tree).toBeDefined()
      expect(short.commands.length).toBeLessThanOrEqual(10)
      expect(told(short).split("\n").length).toBeLessThan(150)
      expect(told(short)).toMatch(new RegExp(`seed ${drawn}, shortened to the events`))
    } finally {
      vi.doUnmock("../../src/case/Held.ts")
      vi.resetModules()
    }
  })
})
