/** What a step costs by how much history its case has: a procedure of rounds, cases that have had 6, 60 and 600 of them. */
import { Schema } from "effect"
import type { Layer } from "effect"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import type { Form } from "@frontdesk/core/desk/Handle"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { roundOf, type Driver } from "../Driver.ts"
import * as Office from "../Office.ts"

const Intake: Form<{ readonly unit: string }> = Schema.Struct({ unit: Schema.String })
const Patrol: Form<{ readonly done: boolean }> = Schema.Struct({ done: Schema.Boolean })

/** rounds that are measured, each of all cases */
const measured = 20

const driver = (name: string, history: number, store: (folder: string) => Layer.Layer<CaseStore, unknown>): Driver => ({
  name: `${name}, ${history} steps`,
  control: `${name}, 6 steps`,
  size: { full: 200, quick: 20 },
  round: async (cases, callers) => {
    const folder = await mkdtemp(join(tmpdir(), "frontdesk-bench-"))
    const compiled = await Office.compiledOf(new URL("book/", import.meta.url))
    const Rounds = Office.handleOf(compiled, Intake)
    const patrol = Office.taskOf(compiled, "patrol", Patrol)
    const { desk, runtime } = await Office.open(compiled, store(folder))
    const id = (index: number) => `case-${index}`
    const all = (work: (index: number) => Promise<unknown>) => {
      let next = 0
      const caller = async () => {
        while (next < cases) await work(next++)
      }
      return Promise.all(Array.from({ length: callers }, caller))
    }
    const step = (index: number) => runtime.runPromise(desk.complete(patrol, id(index), { done: false }, Office.person))
    try {
      // Warm alike, whatever history is asked for: as many steps before, only of other cases.
      const others = Math.ceil((cases * (600 - history)) / 60)
      for (let index = 0; index < others; index += callers) {
        await Promise.all(Array.from({ length: Math.min(callers, others - index) }, async (_, i) => {
          const caseId = `other-${index + i}`
          await runtime.runPromise(desk.open(Rounds, { unit: "3-201" }, Office.person, { caseId }))
          for (let round = 0; round < 60; round++) await runtime.runPromise(desk.complete(patrol, caseId, { done: false }, Office.person))
        }))
      }
      await all((index) => runtime.runPromise(desk.open(Rounds, { unit: "3-201" }, Office.person, { caseId: id(index) })))
      for (let round = 0; round < history; round++) await all(step)
      const latencies: Array<number> = []
      const cpu = process.cpuUsage()
      const from = performance.now()
      for (let round = 0; round < measured; round++) {
        await all(async (index) => {
          const began = performance.now()
          await step(index)
          latencies.push(performance.now() - began)
        })
      }
      const took = performance.now() - from
      const { system, user } = process.cpuUsage(cpu)
      const journal = await runtime.runPromise(desk.history(id(0)))
      if (journal.length < history + measured) throw new Error(`${journal.length} entries of ${history + measured} steps`)
      return { ...roundOf(latencies, took), more: { "processor µs a step": (system + user) / latencies.length } }
    } finally {
      await runtime.dispose()
      await rm(folder, { recursive: true, force: true })
    }
  }
})

export const drivers: ReadonlyArray<Driver> = [
  ...[6, 60, 600].map((history) => driver("memory", history, () => CaseStoreMemory.layer)),
  ...[6, 60, 600].map((history) => driver("sqlite", history, (folder) => Sqlite.layer({ filename: join(folder, "frontdesk.db") })))
]
