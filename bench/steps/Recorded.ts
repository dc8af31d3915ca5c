/** What the desk writes for each of the six steps, taken down from a case that went through them: the rows an expert has to write too. */
import { Effect, Layer } from "effect"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Change, EntryRow } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { frame } from "@frontdesk/adapters/rows/Entries"
import * as Place from "@frontdesk/adapters/rows/Place"
import { start } from "./Frontdesk.ts"
import { steps } from "./Work.ts"

/** One row under one key of a task. */
export interface TaskPlace {
  readonly n: number
  readonly key: string
  readonly rank: number
  readonly due: number
  readonly procedure: string
}

/** A change as texts, made anew for each case as an expert would: from his objects, with his case's id. */
export interface Recorded {
  readonly first: number
  readonly version: number
  readonly wake: number | null
  readonly status: string
  readonly procedure: string
  readonly plan: string
  readonly format: number
  readonly subject: Change["head"]["subject"]
  readonly drop: ReadonlyArray<TaskPlace>
  readonly put: ReadonlyArray<TaskPlace>
  readonly head: () => string
  readonly body: (id: string) => string
  readonly entries: () => string
  readonly tasks: (id: string) => string
}

const places = (tasks: ReadonlyArray<TaskRow>): ReadonlyArray<TaskPlace> =>
  tasks.flatMap((task) => {
    const [rank, due, , n] = Place.of(task)
    return Place.keys(task).map((key) => ({ n, key, rank, due, procedure: task.procedure }))
  })

const recordedOf = (change: Change, live: Map<number, TaskRow>): Recorded => {
  const { head, snapshot } = change
  const gone = new Set([...change.tasks.drop, ...change.tasks.put.map((it) => it.n)])
  const drop = places([...live.values()].filter((it) => gone.has(it.n)))
  for (const n of gone) live.delete(n)
  for (const task of change.tasks.put) live.set(task.n, task)
  const now = [...live.values()]
  const { endedAt, openedAt, outcome, subject } = head
  const state = JSON.parse(snapshot.body) as object
  const entries = change.entries.map((entry) => ({ ...entry, body: JSON.parse(entry.body) as unknown }))
  return {
    first: change.expect + 1,
    version: change.expect + change.entries.length,
    wake: change.wake,
    status: head.status,
    procedure: head.procedure,
    plan: head.plan,
    format: snapshot.format,
    subject,
    drop,
    put: places(change.tasks.put),
    head: () => JSON.stringify({ outcome, openedAt, endedAt, subject }),
    body: (id) => JSON.stringify({ ...state, id }),
    entries: () => frame(entries.map((entry): EntryRow => ({ ...entry, body: JSON.stringify(entry.body) }))),
    tasks: (caseId) => JSON.stringify(now.map((task) => ({ ...task, caseId })))
  }
}

/** The change that opens a case, and those of its six steps. */
export const record = async (): Promise<{ readonly open: Recorded; readonly steps: ReadonlyArray<Recorded> }> => {
  const changes: Array<Change> = []
  const store = Layer.effect(CaseStore, Effect.map(Effect.service(CaseStore), (store) => CaseStore.of({
    ...store,
    commit: (batch) => Effect.suspend(() => {
      changes.push(...batch)
      return store.commit(batch)
    })
  }))).pipe(Layer.provide(CaseStoreMemory.layer))
  const session = await start(store)
  await session.open(1)
  for (let step = 0; step < steps.length; step++) await session.complete(0, step)
  await session.close()
  const live = new Map<number, TaskRow>()
  const [open, ...rest] = changes.map((change) => recordedOf(change, live))
  if (open === undefined || rest.length !== steps.length) throw new Error(`${changes.length} changes were recorded, not ${steps.length + 1}`)
  return { open, steps: rest }
}

/** As long as an id the desk gives a command, and growing as they do. */
export const commandId = (index: number, step: number): string => `${step}-${String(index).padStart(12, "0")}-by-hand`.padEnd(32, "-")
