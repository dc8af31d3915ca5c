/** A desk at work, started by suite `timers`: begins when it is told, and tells each commit in which a deadline happened. */
import { Effect, Layer } from "effect"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import type { Change } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as Office from "../Office.ts"
import type { Told } from "./Timers.ts"

const tell = (told: Told) => void process.send?.(told)

const deadlines = (batch: ReadonlyArray<Change>): number =>
  batch.reduce((sum, change) => sum + change.entries.filter(({ type }) => type === "Happened").length, 0)

const where = JSON.parse(process.argv[2] ?? "{}") as { readonly sqlite?: string; readonly postgres?: string }
const given = where.sqlite === undefined ? Postgres.layer({ url: where.postgres ?? "" }) : Sqlite.layer({ filename: where.sqlite })
const told = Layer.effect(CaseStore, Effect.map(Effect.service(CaseStore), (store) => CaseStore.of({
  ...store,
  commit: (batch) => Effect.map(store.commit(batch), (answers) => {
    const done = deadlines(batch.filter((_, i) => answers[i]?._tag === "Committed"))
    if (done > 0) tell({ at: performance.timeOrigin + performance.now(), n: done })
    return answers
  })
}))).pipe(Layer.provide(given))

const compiled = await Office.compiledOf(new URL("book/", import.meta.url))
const next = () => new Promise<void>((go) => process.once("message", () => go()))

tell("ready")
await next()
const ended = next()
const cpu = process.cpuUsage()
const { runtime } = await Office.open(compiled, told, { settle: 0 })
await ended
const { system, user } = process.cpuUsage(cpu)
await runtime.dispose()
tell({ cpuMs: (system + user) / 1000 })
process.disconnect()
