/** A desk that is killed at full load, again and again: what it acknowledged is there, once, and all that follows from it. */
import { Effect } from "effect"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import { audit } from "../killed/DeskAudit.ts"
import { play } from "../killed/Lives.ts"
import * as Fresh from "./Fresh.ts"

/** `SEED=7 npm test -- KillDesk` plays other lives. */
const seed = Number(process.env["SEED"] ?? 20_260_302)

/** What could have gone wrong in the file, by hand. */
const losses = {
  "a change": "delete from fd_change where n = (select max(n) from fd_change)",
  "a snapshot that lags": "update fd_snapshot set body = (select body from fd_snapshot order by of limit 1) where of = (select max(of) from fd_snapshot)",
  "a worklist row": "delete from fd_task where case_id = (select max(case_id) from fd_task)",
  "a wake": "insert into fd_wake (wake, case_id) select 1, id from fd_case order by n limit 1",
  "a ledger row": "delete from fd_ledger where seq = (select max(seq) from fd_ledger)",
  "a linked case": "update fd_case set id = 'elsewhere' where id = (select max(id) from fd_case where id like '%/%')",
  "a watch": "delete from fd_watch where case_id = (select max(case_id) from fd_watch)",
  "a message": "insert into fd_message (case_id, seq, kind, body, after, due, state) select case_id, 1, 'notice', '{}', 0, 0, 0 from fd_watch limit 1"
}

describe("a desk that is killed while 32 people work at it", () => {
  it("loses nothing it acknowledged, does nothing twice, and goes on where it was", () =>
    Effect.gen(function*() {
      const filename = yield* Fresh.file
      const { again, cases, entries, lives, wrong } = yield* play(filename, seed, 6, false)
      expect(wrong).toEqual([])

      // Otherwise this shows nothing: commands were cut off, some of them after they were committed … How many depends on
      // the machine (on a quiet one 150 again, 50 repeated, 140 cases); a busy one gets through less before it is killed.
      const count = (tag: string): number => entries.filter(({ _tag }) => _tag === tag).length
      const repeated = [...lives.acknowledged.values()].filter((it) => it.repeated === true)
      expect(again).toBeGreaterThan(20)
      expect(repeated.length).toBeGreaterThan(0)
      // … people were too late for each other, and clocks, messages and linked cases were under way.
      expect(new Set(lives.refused.values())).toContain("TaskAlreadyCompleted")
      expect(cases.length).toBeGreaterThan(40)
      for (const tag of ["Answered", "Happened", "Linked", "Stood", "Receipted", "Recorded"]) {
        expect(count(tag), tag).toBeGreaterThan(0)
      }

      // And none of these would have gone unseen.
      for (const [loss, sql] of Object.entries({ nothing: "", ...losses })) {
        const copy = `${filename}.${loss.replaceAll(" ", "-")}`
        const db = new DatabaseSync(filename)
        db.exec(`vacuum into '${copy}'`)
        db.close()
        const other = new DatabaseSync(copy)
        other.exec(sql)
        other.close()
        expect((yield* audit(copy, lives)).wrong.length > 0, loss).toBe(loss !== "nothing")
      }
    }).pipe(Effect.scoped, Effect.runPromise))

  it("is found out when it acknowledges before it has committed", () =>
    Effect.gen(function*() {
      const { wrong } = yield* play(yield* Fresh.file, seed, 1, true)
      expect(wrong.filter((it) => it.includes("was acknowledged, and is lost")).length).toBeGreaterThan(0)
      expect(wrong.filter((it) => !it.includes("was acknowledged, and is lost"))).toEqual([])
    }).pipe(Effect.scoped, Effect.runPromise))
})
