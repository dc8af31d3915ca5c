import { expect, it } from "@effect/vitest"
import { Effect, Result } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { describe } from "vitest"
import * as SqliteClient from "@frontdesk/adapters/sqlite/SqliteClient"

const withTable = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  yield* sql`CREATE TABLE moved (id INTEGER PRIMARY KEY, unit TEXT NOT NULL UNIQUE, paid INTEGER)`
  return sql
})
const memory = SqliteClient.layer({ filename: ":memory:" })

describe("an SqlClient over node:sqlite", () => {
  it.effect("writes and reads, truth values as 0 and 1", () =>
    Effect.gen(function* () {
      const sql = yield* withTable
      yield* sql`INSERT INTO moved ${sql.insert([{ id: 1, unit: "3-201", paid: true }, { id: 2, unit: "3-202", paid: undefined }])}`
      expect((yield* sql`SELECT unit, paid FROM moved ORDER BY id`).map((it) => ({ ...it }))).toEqual([
        { unit: "3-201", paid: 1 },
        { unit: "3-202", paid: null }
      ])
      expect(yield* sql`SELECT id, unit FROM moved`.values).toEqual([[1, "3-201"], [2, "3-202"]])
    }).pipe(Effect.provide(memory))
  )

  it.effect("keeps large numbers exact when asked", () =>
    Effect.gen(function* () {
      const sql = yield* withTable
      yield* sql`INSERT INTO moved ${sql.insert({ id: 9007199254740993n, unit: "3-201", paid: 1 })}`
      const [row] = yield* sql`SELECT id FROM moved`.pipe(Effect.provideService(SqlClient.SafeIntegers, true))
      expect(row!["id"]).toBe(9007199254740993n)
    }).pipe(Effect.provide(memory))
  )

  it.effect("undoes a failed transaction, and only the inner one of two", () =>
    Effect.gen(function* () {
      const sql = yield* withTable
      const add = (unit: string) => sql`INSERT INTO moved ${sql.insert({ unit, paid: false })}`
      yield* Effect.ignore(sql.withTransaction(Effect.andThen(add("1-101"), Effect.fail("no"))))
      yield* sql.withTransaction(
        Effect.andThen(add("2-201"), Effect.ignore(sql.withTransaction(Effect.andThen(add("2-202"), Effect.fail("no")))))
      )
      expect(yield* sql`SELECT unit FROM moved`.values).toEqual([["2-201"]])
    }).pipe(Effect.provide(memory))
  )

  it.effect("says what was wrong", () =>
    Effect.gen(function* () {
      const sql = yield* withTable
      const add = sql`INSERT INTO moved ${sql.insert({ unit: "1-101" })}`
      yield* add
      const again = yield* Effect.result(add)
      expect(Result.isFailure(again) && again.failure.reason._tag).toBe("UniqueViolation")
      const nothing = yield* Effect.result(sql`SELECT * FROM nowhere`)
      expect(Result.isFailure(nothing) && nothing.failure._tag).toBe("SqlError")
    }).pipe(Effect.provide(memory))
  )

  it.effect("lets no statement between those of a transaction", () =>
    Effect.gen(function* () {
      const sql = yield* withTable
      const add = (unit: string) => sql`INSERT INTO moved ${sql.insert({ unit })}`
      yield* Effect.all(
        [
          sql.withTransaction(Effect.gen(function* () {
            yield* add("a")
            yield* Effect.yieldNow
            yield* add("b")
          })),
          add("c")
        ],
        { concurrency: "unbounded" }
      )
      expect(yield* sql`SELECT unit FROM moved ORDER BY id`.values).toEqual([["a"], ["b"], ["c"]])
    }).pipe(Effect.provide(memory))
  )
})
