/** L20 with data: tables of schema 1, as the first version wrote them, become those of the newest and lose nothing. */
import type { Scope } from "effect"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import * as Upgraded from "../fixtures/Upgraded.ts"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const script = Effect.fnUntraced(function*(text: string) {
  const sql = yield* Fresh.client()
  for (const statement of text.split(";\n")) if (statement.trim() !== "") yield* Fresh.rows(sql, statement)
})

const old = Effect.gen(function*() {
  // the clock of the tests: wakes and messages of the sample are of the past
  const options = yield* Fresh.options()
  const text = readFileSync(new URL("../fixtures/schema-1.postgres.sql", import.meta.url), "utf8")
  yield* Effect.scoped(script(text.replaceAll(`"old"`, `"${options.schema}"`)))
  return options
})

const versions = (schema: string) =>
  Effect.flatMap(Fresh.client(), (sql) => Fresh.rows(sql, `select version from "${schema}".fd_schema order by 1`))

const columns = Effect.fnUntraced(function*(schema: string) {
  const sql = yield* Fresh.client()
  return yield* Fresh.rows(sql, `
    select table_name, column_name, data_type, collation_name, is_nullable, ordinal_position from information_schema.columns
    where table_schema = $1 order by 1, 2`, [schema])
})

describe("tables of schema 1", () => {
  it("are brought to the newest when they are opened, by one of several starters, and lose nothing", () =>
    run(Effect.gen(function*() {
      const options = yield* old
      const [store] = yield* Effect.all(Array.from({ length: 4 }, () => Postgres.make(options)), { concurrency: "unbounded" })
      expect(yield* versions(options.schema!)).toEqual([[1], [2]])
      expect(yield* Upgraded.read(store!)).toEqual(Upgraded.expected)
      const empty = yield* Fresh.options()
      yield* Effect.scoped(Postgres.make(empty))
      expect(yield* columns(options.schema!)).toEqual(yield* columns(empty.schema!))
    })))

  it("go on: what they know of commands they knew, what comes now they know whole", () =>
    run(Effect.gen(function*() {
      const store = yield* Postgres.make(yield* old)
      yield* Upgraded.goesOn(store)
    })))

  it("are brought there in a step of its own, and by the printed SQL", () =>
    run(Effect.gen(function*() {
      const [mine, theirs] = [yield* old, yield* old]
      expect(yield* Effect.flip(Postgres.make({ ...mine, migrate: false }))).toMatchObject({ _tag: "SchemaMismatch", found: 1, known: 2 })
      expect(yield* versions(mine.schema!)).toEqual([[1]])
      expect(yield* Postgres.migrate(mine)).toBe(2)
      yield* script(Postgres.sql({ schema: theirs.schema!, from: 1 }))
      expect(yield* columns(theirs.schema!)).toEqual(yield* columns(mine.schema!))
      for (const options of [mine, theirs]) {
        expect(yield* Upgraded.read(yield* Postgres.make({ ...options, migrate: false }))).toEqual(Upgraded.expected)
      }
    })))

  it("stay what they were when the upgrade breaks", () =>
    run(Effect.gen(function*() {
      const options = yield* old
      // in the way of the second step
      yield* script(`alter table "${options.schema}".fd_command add column content text`)
      expect((yield* Effect.exit(Postgres.make(options)))._tag).toBe("Failure")
      expect(yield* versions(options.schema!)).toEqual([[1]])
      yield* script(`alter table "${options.schema}".fd_command drop column content`)
      expect(yield* Upgraded.read(yield* Postgres.make(options))).toEqual(Upgraded.expected)
    })))
})
