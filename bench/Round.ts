/** One round of one driver: warmed up, then every case completed step by step, and proved to have ended. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Driver } from "./Driver.ts"

export interface Round {
  readonly n: number
  readonly perSecond: number
  readonly p50ms: number
  readonly p99ms: number
}

/** `callers` loops take the cases one after another; a turn is one step of all cases. */
const turns = async (driver: Driver, cases: number, steps: number, callers: number): Promise<Round> => {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-bench-"))
  const session = await driver.start(folder)
  const latencies = new Float64Array(cases * steps)
  try {
    await session.open(cases)
    const started = performance.now()
    for (let step = 0; step < steps; step++) {
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

/** A tenth of the cases first, so that what is measured is compiled. */
export const measure = async (driver: Driver, cases: number, steps: number, callers: number): Promise<Round> => {
  await turns(driver, Math.max(100, Math.floor(cases / 10)), steps, callers)
  return turns(driver, cases, steps, callers)
}
