/** How a batch is asked for: with the parts it needs, and not for ever as it was planned when there was nothing yet. */
import type { Scope } from "effect"
import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import * as Statement from "@frontdesk/adapters/postgres/Statement"
import type { Change } from "@frontdesk/core/port/CaseStore"
import { change, message, plan } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

/** The tables a batch of these writes. */
const tables = (...batch: ReadonlyArray<Change>): ReadonlyArray<string> => [
  ...new Set(Array.from(Statement.text("", Statement.parts(batch)).matchAll(/(?:insert into|update|delete from) fd_(\w+)/g), ([, table]) => table!))
].sort()

describe("the statement of a batch", () => {
  it("has the parts the batch needs", () => {
    const plain = ["case", "change", "command", "subject", "task", "wake"]
    expect(tables(change("a", 1))).toEqual(plain)
    expect(tables(change("a", 0), change("b", 1))).toEqual(plain)
    expect(tables(change("a", 1), change("b", 1, { messages: [message(2)] }))).toEqual([...plain, "message"].sort())
    expect(tables(change("a", 1, { acks: ["b:1"] }))).toEqual([...plain, "message"].sort())
    expect(tables(change("a", 1, { watch: { on: [], off: ["t"] } }))).toEqual([...plain, "standing", "watch"].sort())
  })

  it("is planned anew when there are eight times as many", () =>
    run(Effect.gen(function*() {
      const options = yield* Fresh.options({ maxConnections: 1, applicationName: "planned" })
      const store = yield* Postgres.make(options)
      const sql = yield* Fresh.client()
      const last = Effect.map(
        Fresh.rows(sql, "select query from pg_stat_activity where application_name = 'planned' and query like $1", [`%"${options.schema}"%`]),
        (rows) => String(rows[0]![0])
      )
      yield* store.putPlans([plan])
      const seen = new Map<string, number>()
      for (let version = 0; version < 70; version++) {
        yield* store.commit([change("a", version, { entries: 1 })])
        const text = yield* last
        seen.set(text, (seen.get(text) ?? 0) + 1)
      }
      // what opens the case, then batches 2 to 7, 8 to 63, and on from 64
      expect([...seen.values()]).toEqual([1, 6, 56, 7])
    })))
})
