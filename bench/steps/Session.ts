/**
 * What suite `steps` does: cases of six human steps, completed one by one. Every driver checks the role and the form of
 * each step, arms a two-day deadline when a step opens and disarms it when it is done; "done" means acknowledged
 * (committed, where there is a disk) and the next step is open.
 */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { roundOf, type Driver, type Round } from "../Driver.ts"
import { steps } from "./Work.ts"

export interface Session {
  /** opens this many cases, numbered from 0; their first step is open afterwards */
  readonly open: (cases: number) => Promise<void>
  /** completes step `step` (0 … 5) of a case; resolves when the next step is open, or the case has ended */
  readonly complete: (index: number, step: number) => Promise<void>
  /** how many cases have ended, read back from the driver's own store: the proof that the work was done */
  readonly ended: () => Promise<number>
  readonly close: () => Promise<void>
}

export interface Stepper {
  readonly name: string
  readonly control: string
  readonly controls?: ReadonlyArray<string>
  readonly postgres?: true
  readonly cases: { readonly full: number; readonly quick: number }
  readonly start: (folder: string) => Promise<Session>
}

/** `callers` loops take the cases one after another; a turn is one step of all cases. */
const turns = async (stepper: Stepper, cases: number, callers: number): Promise<Round> => {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-bench-"))
  const session = await stepper.start(folder)
  const latencies = new Float64Array(cases * steps.length)
  try {
    await session.open(cases)
    const started = performance.now()
    for (let step = 0; step < steps.length; step++) {
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
    const took = performance.now() - started
    const ended = await session.ended()
    if (ended !== cases) throw new Error(`${stepper.name}: only ${ended} of ${cases} cases have ended`)
    return roundOf(latencies, took)
  } finally {
    await session.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Half as many cases first, so that what is measured is compiled: a desk runs for months. */
export const driver = (stepper: Stepper): Driver => ({
  name: stepper.name,
  control: stepper.control,
  controls: stepper.controls ?? [],
  ...(stepper.postgres && { postgres: true }),
  size: stepper.cases,
  round: async (cases, callers) => {
    await turns(stepper, Math.max(Math.min(cases, 100), Math.floor(cases / 2)), callers)
    return turns(stepper, cases, callers)
  }
})
