/**
 * What a desk asks for all day is looked up, however much is kept: every statement the store sends to its file is explained,
 * and none goes through a whole table but those that end with the first rows they want.
 */
import { Duration, Effect } from "effect"
import type { Scope } from "effect"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as Body from "@frontdesk/core/port/Body"
import type { Leased } from "@frontdesk/core/port/CaseStore"
import { change, digest, message, plan, rich, start, task } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))
const ttl = Duration.minutes(1)
const limit = 10

/** A handle that writes down what is prepared on it. */
const listening = (filename: string) => {
  const texts = new Set<string>()
  const db = new DatabaseSync(filename)
  const prepare = db.prepare.bind(db)
  db.prepare = (text, ...more) => {
    texts.add(text)
    return prepare(text, ...more)
  }
  return { db, texts }
}

/** The lines of a plan that go through a whole table or index, with the statement. */
const scans = (db: DatabaseSync, text: string): ReadonlyArray<string> =>
  db.prepare(`explain query plan ${text}`).all()
    .map(({ detail }) => String(detail))
    .filter((detail) => /^SCAN (?!CONSTANT|json)/.test(detail) || detail.includes("TEMP B-TREE"))
    .map((detail) => `${detail}: ${text.replaceAll(/\s+/g, " ")}`)

const explained = /^(select|with|insert|update|delete)/i

/** Goes through rows that were looked up before, or stops at the first that are wanted: the step, and what its statement has. */
const meant: ReadonlyArray<readonly [step: string, has: string]> = [
  // whether the tables are there, once when it is opened
  ["SCAN sqlite_schema", "from sqlite_schema"],
  // the clocks that were picked
  ["SCAN w", "from (select wake, case_id from fd_wake where wake < ? and until <= ? order by wake, case_id limit ?) w"],
  // the first clock nobody has leased, in the order of the table
  ["SCAN fd_wake", "select wake from fd_wake where until <= ? order by wake limit 1"],
  // a case's changes from one mark to the next, some thirty, or since its snapshot, some four
  ["SCAN b", "with recursive b (n, prev) as ( select n, prev from fd_change where n = ?"],
  ["USE TEMP B-TREE FOR ORDER BY", "with recursive b (n, prev) as ( select n, prev from fd_change where n = ?"]
]

describe("the statements of a SQLite store", () => {
  it("look up what they are asked for", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      yield* Effect.scoped(Sqlite.make({ filename }))
      const { db, texts } = yield* Effect.acquireRelease(Effect.sync(() => listening(filename)), ({ db }) => Effect.sync(() => db.close()))
      const store = yield* Sqlite.enlist(db)
      db.exec("begin immediate")
      yield* store.putPlans([plan])
      for (let n = 0; n < 3; n++) {
        const id = `case-${n}`
        yield* store.commit([rich(id, 0, `m${n}`), change(`plain-${n}`, 0, { commands: [`c-${n}`], wake: 1, tasks: { put: [task(`plain-${n}`, 1)] }, messages: [message(1, { lane: "lane" }), message(2, { lane: "lane" })], entries: 2 })])
        yield* store.commit([
          change(id, 3, { acks: [`${id}:2`], wake: n === 1 ? 5 : null, tasks: { put: [task(id, 2)], drop: [1] }, head: { subject: [["unit", "other"]] }, watch: { on: ["t"], off: [`topic-m${n}`] }, standing: { on: [], off: [`fact-m${n}`] } })
        ])
        yield* store.commit([change(id, 4, { wake: 7, commands: [`again-${n}`] }), change(id === "case-0" ? "case-x" : "case-0", 1, { commands: [`lost-${n}`] })])
        yield* store.commit([{ ...change(id, 5, { wake: 7 }), snapshot: Body.snapshot(1, {}) }])
        yield* store.load([id])
        yield* store.committed(id, `command-m${n}`)
        yield* store.plan(digest)
        yield* store.claimWakes({ before: start, limit, by: "w", ttl })
        yield* store.nextWake
        const [first, second, third] = (yield* store.claimMessages({ kinds: ["signal", "open"], limit, by: "w", ttl })) as [Leased?, Leased?, Leased?]
        if (first !== undefined) yield* store.ack([first])
        if (second !== undefined) yield* store.retry(second, start, "later")
        if (third !== undefined) yield* store.bury(third, "never")
        yield* store.buried(undefined)
        yield* store.revive(`${id}:1`, "again")
        yield* store.revive(`${id}:1`, "skip")
        yield* store.watchers("t", undefined)
        yield* store.standing(["fact-m1", "fact-m2"])
        for (const asked of [{}, { keys: ["role:cs-supervisor"] as const }, { holder: "m1" }, { caseId: id }, { dueBefore: start }, { procedure: plan.procedure, keys: ["role:cs-supervisor"] as const }]) yield* store.tasks(asked, undefined, limit)
        for (const asked of [{}, { status: "open" }, { procedure: plan.procedure }, { plan: digest, status: "open" }, { plan: digest, procedure: plan.procedure }, { subject: ["unit", "m1"] }] as const) yield* store.cases(asked, undefined, limit)
        yield* store.journal(id, 0, limit)
        yield* store.ledger({ ledger: "book-m1" }, undefined, limit)
        yield* store.ledger({ ledger: "book-m1", caseId: id }, undefined, limit)
        yield* store.feed(null, limit)
      }
      db.exec("commit")
      const asked = [...texts].filter((text) => explained.test(text))
      expect(asked.length).toBeGreaterThan(50)
      const found = asked.flatMap((text) => scans(db, text))
      expect(found.filter((one) => !meant.some(([step, has]) => one.startsWith(`${step}: `) && one.includes(has)))).toEqual([])
      // and one that goes through a table is found out
      expect(scans(db, "select version from fd_command where of = 1")).toHaveLength(1)
      expect(scans(db, "select n from fd_case order by version limit 1")).toHaveLength(2)
    })))
})
