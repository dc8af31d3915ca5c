/**
 * What an expert writes for this one procedure in memory: a journal nobody can change, a snapshot a step, ids of the
 * commands, who may act and until when. He knows the procedure by heart, so he decides nothing; no fibers, no worklist,
 * no store behind it. It shows what is left between an actor and a desk when the desk itself is taken away.
 */
import { randomUUID } from "node:crypto"
import type { Stepper } from "./Session.ts"
import { accepts, answer, roles, steps, twoDays, type Answer } from "./Work.ts"

interface Task {
  readonly id: number
  readonly step: number
  readonly offer: ReadonlyArray<string>
  readonly since: number
}
interface Clock {
  readonly frame: number
  readonly anchor: number
  readonly due: number
  readonly missed: boolean
}
type Entry =
  | { readonly seq: number; readonly at: number; readonly tag: "opened" }
  | { readonly seq: number; readonly at: number; readonly tag: "entered"; readonly task: Task; readonly clock: Clock }
  | {
    readonly seq: number
    readonly at: number
    readonly tag: "answered"
    readonly by: string
    readonly as: string
    readonly command: string
    readonly step: number
    readonly values: Answer
    readonly duty: { readonly anchor: number; readonly due: number; readonly done: number; readonly late: boolean }
  }
  | { readonly seq: number; readonly at: number; readonly tag: "ended" }

interface Done {
  readonly at: number
  readonly by: string
  readonly due: number
  readonly late: boolean
}
interface State {
  readonly version: number
  readonly status: "open" | "ended"
  readonly task: Task | null
  readonly clock: Clock | null
  readonly done: { readonly [step: string]: Done }
  readonly recent: ReadonlyArray<string>
}
interface Change {
  readonly of: Kept
  readonly entries: ReadonlyArray<Entry>
  readonly before: Change | null
}
interface Kept {
  state: State
  newest: Change | null
  wake: number
}

const offers = roles.map((role) => [role])

const offered = (version: number, step: number, at: number) => {
  const task: Task = { id: version, step, offer: offers[step]!, since: at }
  const clock: Clock = { frame: version, anchor: at, due: at + twoDays, missed: false }
  return { task, clock, entry: { seq: version, at, tag: "entered", task, clock } satisfies Entry }
}

export const memoryByHand: Stepper = {
  name: "memory-by-hand",
  control: "xstate",
  cases: { full: 10_000, quick: 1_000 },
  start: async () => {
    const cases = new Map<string, Kept>()
    const feed: Array<Change> = []
    const written = (kept: Kept, entries: ReadonlyArray<Entry>, state: State): void => {
      const change: Change = { of: kept, entries, before: kept.newest }
      feed.push(change)
      kept.newest = change
      kept.state = state
      kept.wake = state.clock?.due ?? Infinity
    }
    const complete = (caseId: string, step: number, values: Answer, role: string): void => {
      const kept = cases.get(caseId)
      if (kept === undefined) throw new Error("no such case")
      const { clock, done, recent, task, version } = kept.state
      const at = Date.now()
      const command = randomUUID()
      if (task === null || clock === null || task.step !== step) throw new Error("not open")
      if (recent.includes(command)) return
      if (!task.offer.includes(role) || !accepts(role, step, values)) throw new Error("refused")
      const late = at > clock.due
      const duty = { anchor: clock.anchor, due: clock.due, done: at, late }
      const answered: Entry = {
        seq: version + 1, at, tag: "answered", by: "wang", as: role, command, step, values: { ...values }, duty
      }
      const known = [...recent.slice(-15), command]
      const over = { ...done, [steps[step]!]: { at, by: "wang", due: clock.due, late } }
      if (step + 1 === steps.length) {
        const ended: Entry = { seq: version + 2, at, tag: "ended" }
        return written(kept, [answered, ended], { version: version + 2, status: "ended", task: null, clock: null, done: over, recent: known })
      }
      const next = offered(version + 2, step + 1, at)
      written(kept, [answered, next.entry], { version: version + 2, status: "open", task: next.task, clock: next.clock, done: over, recent: known })
    }
    return {
      open: async (count) => {
        for (let index = 0; index < count; index++) {
          const at = Date.now()
          const { clock, entry, task } = offered(2, 0, at)
          const state: State = { version: 2, status: "open", task, clock, done: {}, recent: [] }
          const kept: Kept = { state, newest: null, wake: clock.due }
          cases.set(`case-${index}`, kept)
          written(kept, [{ seq: 1, at, tag: "opened" }, entry], state)
        }
      },
      complete: async (index, step) => complete(`case-${index}`, step, answer, roles[step]!),
      ended: async () => [...cases.values()].filter(({ state }) => state.status === "ended").length,
      close: async () => {}
    }
  }
}
