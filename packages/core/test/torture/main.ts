/**
 * `npm run torture -- [--seeds N] [--from S] [--jobs J]`: random histories of random procedures, in J processes. What
 * breaks is made short and printed with its seed; `--from SEED --seeds 1` plays it again. `--worlds N` instead of
 * `--seeds`: several desks on a store that breaks. `--census`: how many of a thousand histories have each word of the
 * language. `--kills N [--store sqlite|postgres]`: real processes, killed.
 */
import { fork, spawn } from "node:child_process"
import { availableParallelism } from "node:os"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import * as Census from "./Census.ts"
import { history, openingOf } from "./History.ts"
import type { Told } from "./History.ts"
import * as Shrink from "./Shrink.ts"
import * as ShrinkWorld from "./ShrinkWorld.ts"
import { world } from "./World.ts"

interface Sum {
  histories: number
  commands: number
  refused: number
  entries: number
  ended: number
  work: number
  broken: Array<string>
  tags: { [tag: string]: number }
}
const none = (): Sum => ({ histories: 0, commands: 0, refused: 0, entries: 0, ended: 0, work: 0, broken: [], tags: {} })

const { values } = parseArgs({
  options: {
    worlds: { type: "string" }, kills: { type: "string" }, store: { type: "string" },
    census: { type: "boolean" }, seeds: { type: "string" }, from: { type: "string" }, jobs: { type: "string" }, part: { type: "string" }
  }
})
const from = Number(values.from ?? 1)
const isWorld = values.worlds !== undefined
const seeds = Number(values.worlds ?? values.seeds ?? 10_000)
const jobs = Number(values.jobs ?? Math.min(availableParallelism(), Math.ceil(seeds / (isWorld ? 50 : 1000))))
/** Seeds that share a procedure stay together. */
const CHUNK = isWorld ? 4 : 1600
/** More failures than these are the same one. */
const ENOUGH = 3

/** Nothing is played: what the procedures of those seeds are made of. */
const census = (): string => {
  const count: Census.Count = {}
  for (let seed = from; seed < from + seeds; seed++) for (const one of Census.of(openingOf(seed).plan)) count[one] = (count[one] ?? 0) + 1
  return Census.told(count, seeds)
}

const counted = (told: Told) => ({ ...told, ended: told.ended ? 1 : 0 })
/** A world counts like a history. */
const played = async (seed: number) => {
  const { acknowledged, ended, entries, refused, tags } = await world(seed)
  return { commands: acknowledged + refused, refused, entries, ended, tags }
}

const part = async (job: number, tell: (sum: Sum) => void): Promise<void> => {
  let sum = none()
  const begin = process.cpuUsage()
  let told = performance.now()
  const hand = () => {
    const { system, user } = process.cpuUsage(begin)
    tell({ ...sum, work: (system + user) / 1e6 })
    sum = none()
    told = performance.now()
  }
  let failed = 0
  for (let seed = from; seed < from + seeds && failed < ENOUGH; seed++) {
    if (Math.floor(seed / CHUNK) % jobs !== job) continue
    sum.histories++
    try {
      const one = isWorld ? await played(seed) : counted(history(seed))
      sum.commands += one.commands
      sum.refused += one.refused
      sum.entries += one.entries
      sum.ended += one.ended
      for (const tag of one.tags) sum.tags[tag] = (sum.tags[tag] ?? 0) + 1
    } catch (error) {
      failed++
      let short: string
      try {
        short = isWorld ? await ShrinkWorld.shrink(seed) : Shrink.told(Shrink.shrink(seed))
      } catch (shrinking) {
        short = `${String(error)}\n(could not be made short: ${String(shrinking)})`
      }
      sum.broken.push(short)
    }
    if (performance.now() - told > 10_000) hand()
  }
  hand()
}

if (values.census === true) console.log(census())
else if (values.kills !== undefined) {
  const script = fileURLToPath(new URL("../../../adapters/test/killed/main.ts", import.meta.url))
  const child = spawn(process.execPath, [script, values.kills, values.store ?? "sqlite", values.from ?? "1"], { stdio: "inherit" })
  child.on("exit", (code) => (process.exitCode = code ?? 1))
} else if (values.part !== undefined) {
  await part(Number(values.part), (sum) => process.send?.(sum))
} else {
  const whole = none()
  const work = new Map<number, number>()
  const begun = performance.now()
  let last = begun
  const add = (job: number, sum: Sum): void => {
    for (const key of ["histories", "commands", "refused", "entries", "ended"] as const) whole[key] += sum[key]
    for (const [tag, n] of Object.entries(sum.tags)) whole.tags[tag] = (whole.tags[tag] ?? 0) + n
    work.set(job, sum.work)
    for (const one of sum.broken) {
      whole.broken.push(one)
      console.log(`${one}\n`)
    }
    if (performance.now() - last < 60_000) return
    last = performance.now()
    console.error(`${whole.histories} of ${seeds} ${isWorld ? "worlds" : "histories"}, ${whole.broken.length} broken, ${Math.round((last - begun) / 60_000)} min`)
  }
  const run = (job: number): Promise<void> =>
    new Promise((resolve) => {
      const child = fork(fileURLToPath(import.meta.url), [...process.argv.slice(2), "--from", String(from), isWorld ? "--worlds" : "--seeds", String(seeds), "--jobs", String(jobs), "--part", String(job)])
      child.on("message", (sum) => add(job, sum as Sum))
      child.on("exit", (code) => {
        if (code !== 0) whole.broken.push(`process ${job} ended with ${code}`)
        resolve()
      })
    })
  await Promise.all(Array.from({ length: jobs }, (_, job) => run(job)))
  const spent = [...work.values()].reduce((one, other) => one + other, 0)
  console.log(
    [
      `${whole.histories} ${isWorld ? "worlds" : "histories"} from seed ${from}: ${whole.commands} commands (${whole.refused} refused), ${whole.entries} entries, ${whole.ended} cases ended`,
      Object.entries(whole.tags).sort(([, one], [, other]) => other - one).map(([tag, n]) => `${tag} ${n}`).join(", "),
      `${whole.broken.length} broken; ${spent.toFixed(0)} s of work in ${((performance.now() - begun) / 1000).toFixed(0)} s`
    ].join("\n")
  )
  process.exitCode = whole.broken.length > 0 ? 1 : 0
}
