/**
 * The desk itself, as a developer embeds it: the procedure is compiled from YAML, every step is completed through
 * `desk.complete` with its form decoded, its role checked and its clock armed.
 */
import { Effect } from "effect"
import type { Layer } from "effect"
import { join } from "node:path"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as Database from "../Database.ts"
import * as Office from "../Office.ts"
import type { Session, Stepper } from "./Session.ts"
import { book, Intake, Report, report } from "./SixSteps.ts"

export const start = async (store: Layer.Layer<CaseStore, unknown>): Promise<Session> => {
  const compiled = await Office.compiledOf(book)
  const SixSteps = Office.handleOf(compiled, Intake)
  const tasks = compiled.plan.root.steps.flatMap((step) => (step.kind === "task" ? [Office.taskOf(compiled, step.name, Report)] : []))
  const { desk, runtime } = await Office.open(compiled, store)
  const id = (index: number) => `case-${index}`
  return {
    open: (cases) =>
      runtime.runPromise(
        Effect.forEach(
          Array.from({ length: cases }, (_, index) => index),
          (index) => desk.open(SixSteps, { unit: "3-201" }, Office.person, { caseId: id(index) }),
          { concurrency: 64, discard: true }
        )
      ),
    complete: (index, step) => runtime.runPromise(Effect.asVoid(desk.complete(tasks[step]!, id(index), report, Office.person))),
    ended: () =>
      runtime.runPromise(
        Effect.gen(function* () {
          let count = 0
          let page = yield* desk.cases({ status: "ended" }, undefined, 500)
          count += page.items.length
          while (page.next !== null) {
            page = yield* desk.cases({ status: "ended" }, page.next, 500)
            count += page.items.length
          }
          return count
        })
      ),
    close: () => runtime.dispose()
  }
}

export const frontdeskMemory: Stepper = {
  name: "frontdesk-memory",
  control: "xstate",
  cases: { full: 10_000, quick: 1_000 },
  start: () => start(CaseStoreMemory.layer)
}

export const frontdeskSqlite: Stepper = {
  name: "frontdesk-sqlite",
  control: "sqlite-by-hand",
  controls: ["sqlite-same-rows-grouped", "sqlite-by-hand-grouped"],
  cases: { full: 2_000, quick: 300 },
  start: (folder) => start(Sqlite.layer({ filename: join(folder, "frontdesk.db") }))
}

export const frontdeskPostgres: Stepper = {
  name: "frontdesk-postgres",
  control: "postgres-same-rows",
  controls: ["postgres-by-hand", "dbos"],
  postgres: true,
  cases: { full: 2_000, quick: 300 },
  start: async () => {
    const database = await Database.create()
    const session = await start(Postgres.layer({ url: database.url }))
    return { ...session, close: () => session.close().then(database.drop) }
  }
}
