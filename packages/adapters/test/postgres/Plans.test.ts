/** How the server finds what a batch asks for: by the key of an index, however small a table was when it was looked at. */
import type { Scope } from "effect"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import { change, message, plan, task } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const cases = Array.from({ length: 60 }, (_, i) => `case-${i}`)

/** The next change of all cases; what it brings is in every table. */
const round = (expect: number) =>
  cases.map((caseId) =>
    change(caseId, expect, {
      entries: 1,
      commands: [`${caseId}/${expect}`],
      tasks: { put: [task(caseId, expect + 1, { offer: ["role:x"] })], drop: [expect] },
      wake: expect + 1,
      messages: [message(expect + 1)],
      acks: [`${caseId}:${expect}`],
      watch: { on: [`t${expect}`], off: [`t${expect - 1}`] },
      standing: { on: [{ topic: `${caseId}/f`, seq: expect + 1, values: {} }], off: [] }
    }))

const committed = (answers: ReadonlyArray<{ readonly _tag: string }>) => expect(answers.every((it) => it._tag === "Committed")).toBe(true)

describe("a batch", () => {
  it("reads no table from its first row to its last", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options()
      const sql = yield* Fresh.client()
      const scans = Effect.map(
        Fresh.rows(sql, "select relname::text, seq_scan::int from pg_stat_user_tables where schemaname = $1 order by 1", [options.schema]),
        (rows) => Object.fromEntries(rows as ReadonlyArray<readonly [string, number]>)
      )
      /** On connections of its own, whose numbers are written down when they close. */
      const rounds = (from: number) =>
        Effect.scoped(Effect.gen(function*() {
          const store = yield* Postgres.make(options)
          yield* store.putPlans([plan])
          for (let version = from; version < from + 8; version++) {
            committed(yield* store.commit(round(version)))
          }
        }))
      yield* rounds(0)
      // Now the server knows how small they are.
      for (const table of Object.keys(yield* scans)) yield* Fresh.rows(sql, `vacuum analyze "${options.schema}"."${table}"`)
      const before = yield* scans
      yield* rounds(8)
      const after = yield* scans
      const read = Object.keys(after).filter((it) => it !== "fd_schema" && after[it] !== before[it])
      expect(read).toEqual([])
    })))
})
