/** A desk, or the server under it, is killed at full load: what was acknowledged is there, once, and all that follows from it. */
import { Effect } from "effect"
import { describe, expect, inject, it } from "vitest"
import { audit } from "../killed/DeskAudit.ts"
import { play } from "../killed/Lives.ts"
import * as Where from "../killed/Where.ts"
import * as Fresh from "./Fresh.ts"
import * as Server from "./Server.ts"

/** `SEED=7 KILLS=20 npm test -- postgres/KillDesk` plays other lives, and more of them. */
const seed = Number(process.env["SEED"] ?? 20_260_303)
const kills = Number(process.env["KILLS"] ?? 3)

/** What could have gone wrong in the tables, by hand. */
const losses = {
  "a change": "delete from fd_change where place = (select max(place) from fd_change)",
  "a snapshot that lags": "update fd_case set body = (select body from fd_case order by n limit 1) where n = (select max(n) from fd_case)",
  "a worklist row": "delete from fd_task where case_id = (select max(case_id) from fd_task)",
  "a wake": "insert into fd_wake (wake, case_id) select 1, id from fd_case order by n limit 1 on conflict (case_id) do update set wake = 1",
  "a ledger row": "delete from fd_ledger where seq = (select max(seq) from fd_ledger)",
  "a linked case": "update fd_case set id = 'elsewhere' where id = (select max(id) from fd_case where id like '%/%')",
  "a watch": "delete from fd_watch where case_id = (select max(case_id) from fd_watch)",
  "a message": "insert into fd_message (case_id, seq, kind, body, after, due) select case_id, 1, 'notice', '{}', 0, 0 from fd_watch limit 1"
}

const isDone = ({ again, cases, entries }: Effect.Success<ReturnType<typeof play>>) => {
  const count = (tag: string): number => entries.filter(({ _tag }) => _tag === tag).length
  // Otherwise this shows nothing.
  expect(again).toBeGreaterThan(10)
  expect(cases.length).toBeGreaterThan(20)
  for (const tag of ["Answered", "Happened", "Linked", "Recorded"]) expect(count(tag), tag).toBeGreaterThan(0)
}

describe("under 32 people at work", () => {
  it("a desk that is killed loses nothing it acknowledged, and does nothing twice", () =>
    Effect.gen(function*() {
      const schema = yield* Fresh.schema
      const where = `${inject("database")}#${schema}`
      const played = yield* play(where, seed, kills, false)
      expect(played.wrong).toEqual([])
      isDone(played)

      // And none of these would have gone unseen.
      const raw = yield* Where.raw(where)
      const tables = (yield* raw(`select table_name from information_schema.tables where table_schema = '${schema}'`)).map(([it]) => String(it))
      for (const table of tables) yield* raw(`create table "${schema}".kept_${table} as table "${schema}".${table}`)
      for (const [loss, sql] of Object.entries(losses)) {
        yield* raw("alter table fd_case drop constraint if exists fd_case_plan_fkey")
        yield* raw(sql)
        expect((yield* audit(where, played.lives)).wrong.length > 0, loss).toBe(true)
        for (const table of tables.filter((it) => it !== "fd_plan" && it !== "fd_schema")) {
          yield* raw(`delete from ${table}`)
          yield* raw(`insert into ${table} select * from kept_${table}`)
        }
      }
      expect((yield* audit(where, played.lives)).wrong, "all is back").toEqual([])
    }).pipe(Effect.scoped, Effect.runPromise))

  it("two desks on one database, killed each at its time, do nothing twice between them", () =>
    Effect.gen(function*() {
      const schema = yield* Fresh.schema
      const played = yield* play(`${inject("database")}#${schema}`, seed + 2, Math.max(1, kills - 1), false, undefined, 2)
      expect(played.wrong).toEqual([])
      isDone(played)
    }).pipe(Effect.scoped, Effect.runPromise))

  it("a server that is killed loses nothing either, and the desk goes on when it is back", () =>
    Effect.gen(function*() {
      const server = yield* Effect.acquireRelease(Effect.promise(() => Server.start({ fsync: true })), (it) => Effect.promise(it.stop))
      let down = 0
      const played = yield* play(`${server.url}#lives`, seed + 1, Math.max(1, kills - 1), false, () => {
        down++
        return server.kill().then(server.start)
      })
      expect(down).toBeGreaterThan(0)
      expect(played.wrong).toEqual([])
      isDone(played)
    }).pipe(Effect.scoped, Effect.runPromise))
})
