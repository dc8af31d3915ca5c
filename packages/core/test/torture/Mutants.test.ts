/**
 * The tests are tested: the engine with one function replaced by a wrong one must be found out, by a random history or
 * by a directed example for what is only a convention.
 */
import type * as Advance from "@frontdesk/core/case/Advance"
import type * as Cancel from "@frontdesk/core/case/Cancel"
import type * as Clocks from "@frontdesk/core/case/Clocks"
import type * as Finished from "@frontdesk/core/case/Finished"
import type * as Held from "@frontdesk/core/case/Held"
import type * as List from "@frontdesk/core/case/List"
import type * as Recurrence from "@frontdesk/core/domain/Recurrence"
import type * as People from "@frontdesk/core/domain/People"
import { afterEach, describe, expect, it, vi } from "vitest"

type Wrong = (original: never) => object

const mutants: ReadonlyArray<{ readonly name: string; readonly file: string; readonly wrong: Wrong }> = [
  {
    name: "does not catch up before it listens",
    file: "../../src/case/Advance.ts",
    wrong: (original: typeof Advance) => ({
      ...original,
      advance: (run: never, to: never, limit: number) => limit === Infinity || original.advance(run, to, limit)
    })
  },
  {
    name: "forgets to derive again when a part stands or goes on",
    file: "../../src/case/Clocks.ts",
    wrong: (original: typeof Clocks) => ({ ...original, again: () => undefined })
  },
  {
    name: "forgets the next rung's term when a task passes",
    file: "../../src/case/Clocks.ts",
    wrong: (original: typeof Clocks) => ({ ...original, pass: () => undefined })
  },
  {
    name: "leaves clocks behind",
    file: "../../src/case/Finished.ts",
    wrong: (original: typeof Finished) => ({ ...original, clockAt: () => -1 })
  },
  {
    name: "never goes on after a hold",
    file: "../../src/case/List.ts",
    wrong: (original: typeof List) => ({ ...original, waiting: () => [] })
  },
  {
    name: "lets waits end while their part is held",
    file: "../../src/case/Held.ts",
    wrong: (original: typeof Held) => ({ ...original, eligible: () => true })
  },
  {
    name: "lets schedules stand still with their case",
    file: "../../src/case/Held.ts",
    wrong: (original: typeof Held) => ({
      ...original,
      eligible: (...[state, clock]: Parameters<typeof Held.eligible>) => !original.standing(state, clock.node)
    })
  },
  {
    name: "leaves out a time of a schedule when two passed",
    file: "../../src/domain/Recurrence.ts",
    wrong: (original: typeof Recurrence) => ({ ...original, newest: original.last })
  },
  {
    name: "keeps a clock running with a branch that a join took",
    file: "../../src/case/Cancel.ts",
    wrong: (original: typeof Cancel) => ({ ...original, inside: () => undefined })
  }
]

afterEach(() => {
  vi.resetModules()
})

const play = async (file: string, wrong: Wrong, seeds: number): Promise<string | null> => {
  vi.resetModules()
  vi.doMock(file, async (original) => wrong((await original()) as never))
  const { history } = await import("./History.ts")
  try {
    for (let seed = 1; seed <= seeds; seed++) history(seed)
    return null
  } catch (error) {
    return String(error)
  } finally {
    vi.doUnmock(file)
  }
}

/** Conventions no random history can see: a directed example each. */
const exactlyDue = async (): Promise<string> => {
  const { Case, at } = await import("../case/world.ts")
  const { reception } = await import("../case/plans.ts")
  const c = new Case(reception)
  c.opens("wang", "2026-03-02 16:40", {
    owner: "sun",
    phone: "138",
    unit: "3-201",
    channel: "visit",
    "received-at": at("2026-03-02 16:30"),
    reason: "灯",
    "is-complaint": false,
    "directly-solvable": true
  })
  const handled = { _tag: "Complete", n: c.n("handle"), values: { handling: "换灯泡", result: "solved" } } as const
  return c.by("wang", "2026-03-04 24:00", handled)._tag
}
const twoAtNight = async (): Promise<string> => {
  const { Case } = await import("../case/world.ts")
  const { night } = await import("../case/plans.ts")
  const c = new Case(night)
  c.opens("wang", "2026-03-02 23:00", {})
  const sign = (person: string, keys: ReadonlyArray<string>) =>
    c.send({ ...c.envelope("2026-03-02 23:10"), _tag: "Sign", n: c.n("both"), actor: { person, keys: keys as never } })._tag
  sign("zhang", ["top:cs-dept", "top:security-dept"])
  return sign("li", ["top:cs-dept"])
}

describe("a wrong convention is found out", () => {
  it("that a clock happens to those who act at its very instant", async () => {
    expect(await exactlyDue()).toBe("Success")
    vi.resetModules()
    vi.doMock("../../src/case/Advance.ts", async (original) => {
      const right = await original<typeof Advance>()
      return { ...right, advance: (run: never, to: number, limit: number) => right.advance(run, to + 1, limit) }
    })
    expect(await exactlyDue()).toBe("Failure")
    vi.doUnmock("../../src/case/Advance.ts")
  })
  it("that who signs first keeps the first place he fits", async () => {
    expect(await twoAtNight()).toBe("Success")
    vi.resetModules()
    vi.doMock("../../src/domain/People.ts", async (original) => {
      const right = await original<typeof People>()
      const match: typeof right.match = (places, signers) => {
        const seats: Array<number> = []
        for (const keys of signers) {
          const seat = places.findIndex((place, at) => !seats.includes(at) && right.fits(keys, place))
          if (seat < 0) return null
          seats.push(seat)
        }
        return seats
      }
      return { ...right, match }
    })
    expect(await twoAtNight()).toBe("Failure")
    vi.doUnmock("../../src/domain/People.ts")
  })
})

describe("a wrong engine is found out", () => {
  it.each(mutants)("that $name", async ({ file, wrong }) => {
    const found = await play(file, wrong, 150)
    if (process.env["TORTURE"] !== undefined) console.log(found?.slice(0, 300))
    expect(found).toMatch(/seed \d+/)
  })
})
