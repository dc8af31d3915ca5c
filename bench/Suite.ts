/**
 * Runs a suite: every driver in turn, several rounds over, so that a noisy minute hits all of them alike; each round in
 * a process of its own, so that nobody tidies up another's heap. The figure of a driver is the median of its rounds;
 * the ratio is against its control of the same run, above 1 is better. Drivers on PostgreSQL share one server.
 */
import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type * as Server from "../packages/adapters/test/postgres/Server.ts"
import type { Driver, Round } from "./Driver.ts"

export interface Ratio {
  readonly control: string
  readonly ratio: number
}

export interface Figure extends Ratio {
  readonly suite: string
  readonly driver: string
  readonly callers: number
  /** measured operations in one round */
  readonly n: number
  readonly perSecond: number
  readonly p50ms: number
  readonly p99ms: number
  /** against its other controls */
  readonly others: ReadonlyArray<Ratio>
  readonly more: { readonly [what: string]: number }
}

const median = (numbers: ReadonlyArray<number>): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

export interface Options {
  readonly suite: string
  readonly callers: number
  readonly quick: boolean
  /** how much work a round of every driver is, instead of what it says itself */
  readonly size?: number | undefined
  /** how many cases, where that is asked */
  readonly cases?: number | undefined
  readonly onProgress: (line: string) => void
}

const main = fileURLToPath(new URL("main.ts", import.meta.url))

const inItsOwnProcess = async (driver: Driver, size: number, { callers, suite }: Options, env: NodeJS.ProcessEnv): Promise<Round> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    main, suite, "--driver", driver.name, "--size", String(size), "--callers", String(driver.callers ?? callers)
  ], { env, maxBuffer: 64 * 1024 * 1024 })
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Round
}

/** The server of a run: the one named by `DATABASE_URL`, or one of our own, whose commits are synced. */
export const server = async (needed: boolean): Promise<{ readonly env: NodeJS.ProcessEnv; readonly stop: () => Promise<void> }> => {
  const given = process.env["DATABASE_URL"]
  if (!needed || (given !== undefined && given !== "")) return { env: process.env, stop: async () => {} }
  // by its address: the tests are no package that could be named
  const { start } = (await import(new URL("../packages/adapters/test/postgres/Server.ts", import.meta.url).href)) as typeof Server
  const own = await start({ fsync: true })
  return { env: { ...process.env, DATABASE_URL: own.url }, stop: own.stop }
}

export const run = async (drivers: ReadonlyArray<Driver>, options: Options): Promise<ReadonlyArray<Figure>> => {
  const results = new Map<string, Array<Round>>()
  const { env, stop } = await server(drivers.some((driver) => driver.postgres))
  try {
    for (let round = 1; round <= (options.quick ? 1 : 5); round++) {
      for (const driver of drivers) {
        if (round > (driver.rounds ?? 5)) continue
        options.onProgress(`${options.suite} ${round}: ${driver.name}`)
        const own = options.quick ? driver.size.quick : driver.size.full
        const size = (driver.cases ? options.cases : undefined) ?? options.size ?? own
        results.set(driver.name, [...(results.get(driver.name) ?? []), await inItsOwnProcess(driver, size, options, env)])
      }
    }
  } finally {
    await stop()
  }
  const of = (name: string, what: "n" | "perSecond" | "p50ms" | "p99ms") => median((results.get(name) ?? []).map((round) => round[what]))
  const more = (name: string) => {
    const rounds = (results.get(name) ?? []).map((round) => round.more ?? {})
    return Object.fromEntries(Object.keys(rounds[0] ?? {}).map((what) => [what, median(rounds.map((it) => it[what] ?? 0))]))
  }
  const ratio = (driver: Driver, control: string): Ratio => ({
    control,
    ratio: Number((driver.by === "p50ms"
      ? of(control, "p50ms") / of(driver.name, "p50ms")
      : of(driver.name, "perSecond") / of(control, "perSecond")).toFixed(3))
  })
  // a control that does not run has nothing to be compared with
  const there = new Set(drivers.map((it) => it.name))
  return drivers.map((driver) => ({
    suite: options.suite,
    driver: driver.name,
    callers: driver.callers ?? options.callers,
    n: of(driver.name, "n"),
    perSecond: Math.round(of(driver.name, "perSecond")),
    p50ms: Number(of(driver.name, "p50ms").toFixed(4)),
    p99ms: Number(of(driver.name, "p99ms").toFixed(4)),
    ...ratio(driver, there.has(driver.control) ? driver.control : driver.name),
    others: (driver.controls ?? []).filter((it) => there.has(it)).map((control) => ratio(driver, control)),
    more: more(driver.name)
  }))
}
