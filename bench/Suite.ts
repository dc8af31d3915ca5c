/**
 * Runs a suite: every driver in turn, several rounds over, so that a noisy minute hits all of them alike. The figure of
 * a driver is the median of its rounds; the ratio is against its control of the same run, above 1 is better.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Driver } from "./Driver.ts"

export interface Figure {
  readonly suite: string
  readonly driver: string
  readonly callers: number
  /** measured operations in one round */
  readonly n: number
  readonly perSecond: number
  readonly p50ms: number
  readonly p99ms: number
  readonly control: string
  readonly ratio: number
}

interface Round {
  readonly n: number
  readonly perSecond: number
  readonly p50ms: number
  readonly p99ms: number
}

const median = (numbers: ReadonlyArray<number>): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

/** `callers` loops take the cases of a round one after another; a round is one step of all cases. */
const measure = async (driver: Driver, cases: number, rounds: number, callers: number): Promise<Round> => {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-bench-"))
  const session = await driver.start(folder)
  const latencies = new Float64Array(cases * rounds)
  try {
    await session.open(cases)
    const started = performance.now()
    for (let step = 0; step < rounds; step++) {
      let next = 0
      const caller = async () => {
        while (next < cases) {
          const index = next++
          const from = performance.now()
          await session.complete(index, step)
          latencies[step * cases + index] = performance.now() - from
        }
      }
      await Promise.all(Array.from({ length: callers }, caller))
    }
    const seconds = (performance.now() - started) / 1000
    const ended = await session.ended()
    if (ended !== cases) throw new Error(`${driver.name}: only ${ended} of ${cases} cases have ended`)
    latencies.sort()
    const n = latencies.length
    return { n, perSecond: n / seconds, p50ms: latencies[n >> 1]!, p99ms: latencies[Math.floor(n * 0.99)]! }
  } finally {
    await session.close()
    await rm(folder, { recursive: true, force: true })
  }
}

export interface Options {
  readonly suite: string
  readonly steps: number
  readonly callers: number
  readonly quick: boolean
  readonly onProgress: (line: string) => void
}

export const run = async (drivers: ReadonlyArray<Driver>, options: Options): Promise<ReadonlyArray<Figure>> => {
  const rounds = options.quick ? 1 : 3
  const results = new Map<string, Array<Round>>()
  for (let round = 1; round <= rounds; round++) {
    for (const driver of drivers) {
      options.onProgress(`${options.suite} ${round}/${rounds}: ${driver.name}`)
      const cases = options.quick ? driver.cases.quick : driver.cases.full
      if (round === 1) await measure(driver, Math.min(cases, 100), options.steps, options.callers) // warm up
      const figure = await measure(driver, cases, options.steps, options.callers)
      results.set(driver.name, [...(results.get(driver.name) ?? []), figure])
    }
  }
  const of = (name: string, what: keyof Round) => median((results.get(name) ?? []).map((round) => round[what]))
  return drivers.map((driver) => ({
    suite: options.suite,
    driver: driver.name,
    callers: options.callers,
    n: of(driver.name, "n"),
    perSecond: Math.round(of(driver.name, "perSecond")),
    p50ms: Number(of(driver.name, "p50ms").toFixed(4)),
    p99ms: Number(of(driver.name, "p99ms").toFixed(4)),
    control: driver.control,
    ratio: Number((of(driver.name, "perSecond") / of(driver.control, "perSecond")).toFixed(3))
  }))
}
