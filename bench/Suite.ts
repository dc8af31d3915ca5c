/**
 * Runs a suite: every driver in turn, several rounds over, so that a noisy minute hits all of them alike; each round in
 * a process of its own, so that nobody tidies up another's heap. The figure of a driver is the median of its rounds;
 * the ratio is against its control of the same run, above 1 is better.
 */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { Driver, Round } from "./Driver.ts"

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

const median = (numbers: ReadonlyArray<number>): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

export interface Options {
  readonly suite: string
  readonly callers: number
  readonly quick: boolean
  readonly onProgress: (line: string) => void
}

const main = fileURLToPath(new URL("main.ts", import.meta.url))

const inItsOwnProcess = async (driver: Driver, size: number, { callers, suite }: Options): Promise<Round> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    main, suite, "--driver", driver.name, "--size", String(size), "--callers", String(callers)
  ])
  return JSON.parse(stdout) as Round
}

export const run = async (drivers: ReadonlyArray<Driver>, options: Options): Promise<ReadonlyArray<Figure>> => {
  const rounds = options.quick ? 1 : 5
  const results = new Map<string, Array<Round>>()
  for (let round = 1; round <= rounds; round++) {
    for (const driver of drivers) {
      options.onProgress(`${options.suite} ${round}/${rounds}: ${driver.name}`)
      const size = options.quick ? driver.size.quick : driver.size.full
      results.set(driver.name, [...(results.get(driver.name) ?? []), await inItsOwnProcess(driver, size, options)])
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
