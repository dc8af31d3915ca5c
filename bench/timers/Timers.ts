/**
 * Suite `timers`: many deadlines due at the same instant. The cases are there, nobody is at work; then the desks begin, each
 * in a process of its own, and what counts is how long it takes until all deadlines have happened: their entries are
 * committed. At the end the store's own feed must tell each of them once.
 */
import { DateTime, Effect, Schema } from "effect"
import type { Layer } from "effect"
import { fork } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as FieldSchema from "@frontdesk/core/target/typescript/FieldSchema";
import type { CaseStore as Store, Cursor } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as Copies from "../Copies.ts"
import * as Database from "../Database.ts"
import { roundOf, type Driver, type Round } from "../Driver.ts"
import * as Office from "../Office.ts"

/** What a desk at work tells: so many more deadlines are committed, at this instant of the machine. */
export interface Happened {
  readonly at: number
  readonly n: number
}
/** It is ready; then that it has begun nothing more and is gone. */
export type Told = "ready" | Happened | { readonly cpuMs: number }

interface Place {
  readonly layer: Layer.Layer<Store, unknown>
  /** how its processes open the store */
  readonly where: { readonly sqlite: string } | { readonly postgres: string }
  readonly copies: (n: number) => void | Promise<void>
  readonly close: () => Promise<void>
}

/** One case at the desk, the others as copies of it: all due in a moment. */
const prepare = async (place: Place, n: number): Promise<number> => {
  const compiled = await Office.compiledOf(new URL("book/", import.meta.url))
  const Deadline = Office.handleOf(compiled, Schema.Struct({ until: FieldSchema.dateTime }))
  const { desk, runtime } = await Office.open(compiled, place.layer, { background: false })
  const due = Date.now() + 2_000
  await runtime.runPromise(desk.open(Deadline, { until: DateTime.makeUnsafe(due) }, Office.person, { caseId: Copies.seed(0) }))
  await runtime.dispose()
  await place.copies(n - 1)
  await new Promise((go) => setTimeout(go, Math.max(1, due - Date.now())))
  return due
}

const atWork = (place: Place, n: number, processes: number): Promise<{ readonly took: number; readonly times: Float64Array; readonly cpuMs: number }> =>
  new Promise((resolve, reject) => {
    const times = new Float64Array(n)
    let done = 0
    let ready = 0
    let gone = 0
    let cpuMs = 0
    let began = 0
    const desks = Array.from({ length: processes }, () => {
      const desk = fork(fileURLToPath(new URL("AtWork.ts", import.meta.url)), [JSON.stringify(place.where)])
      desk.on("message", (told: Told) => {
        if (told === "ready") {
          if (++ready < processes) return
          began = performance.timeOrigin + performance.now()
          for (const one of desks) one.send("begin")
        } else if ("cpuMs" in told) {
          cpuMs += told.cpuMs
        } else {
          for (let i = 0; i < told.n && done < n; i++) times[done++] = told.at - began
          if (done === n) for (const one of desks) if (one.connected) one.send("end")
        }
      })
      desk.on("exit", (code) => {
        if (code !== 0) reject(new Error(`a desk ended with ${code}`))
        if (++gone === processes) resolve({ took: times.reduce((last, at) => Math.max(last, at), 0), times, cpuMs })
      })
      return desk
    })
  })

/** The feed from its beginning: each case's deadline once, and no other. */
const check = async (place: Place, n: number): Promise<void> => {
  const counted = Effect.gen(function* () {
    const store = yield* CaseStore
    const seen = new Map<string, number>()
    let cursor: Cursor | null = null
    for (;;) {
      const page: Effect.Success<ReturnType<typeof store.feed>> = yield* store.feed(cursor, 5_000)
      for (const { caseId, type } of page.items) if (type === "Happened") seen.set(caseId, (seen.get(caseId) ?? 0) + 1)
      if (page.items.length === 0) return seen
      cursor = page.next
    }
  })
  const seen = await Effect.runPromise(Effect.scoped(Effect.provide(counted, place.layer)))
  const twice = [...seen.values()].filter((it) => it !== 1).length
  if (seen.size !== n || twice > 0) throw new Error(`of ${n} deadlines ${seen.size} happened, ${twice} of them more than once`)
}

const driver = (name: string, control: string, processes: number, open: () => Promise<Place>, more: Partial<Driver>): Driver => ({
  name,
  control,
  size: { full: 100_000, quick: 2_000 },
  callers: processes,
  rounds: 3,
  ...more,
  round: async (n): Promise<Round> => {
    const place = await open()
    try {
      await prepare(place, n)
      const { cpuMs, times, took } = await atWork(place, n, processes)
      await check(place, n)
      return { ...roundOf(times, took), more: { "all happened, s": took / 1000, "processor ms a deadline": cpuMs / n } }
    } finally {
      await place.close()
    }
  }
})

const sqlite = async (): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), "frontdesk-bench-"))
  const file = join(folder, "frontdesk.db")
  return {
    layer: Sqlite.layer({ filename: file }),
    where: { sqlite: file },
    copies: (n) => Copies.sqlite(file, 1, n),
    close: () => rm(folder, { recursive: true, force: true })
  }
}

const postgres = async (): Promise<Place> => {
  const database = await Database.create()
  return {
    layer: Postgres.layer({ url: database.url }),
    where: { postgres: database.url },
    copies: (n) => Copies.postgres(database.url, n),
    close: database.drop
  }
}

export const drivers: ReadonlyArray<Driver> = [
  driver("sqlite", "sqlite", 1, sqlite, {}),
  driver("postgres, one process", "postgres, one process", 1, postgres, { postgres: true }),
  driver("postgres, two processes", "postgres, one process", 2, postgres, { postgres: true })
]
