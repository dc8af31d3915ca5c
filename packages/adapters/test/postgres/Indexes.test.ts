/**
 * What a desk asks for all day is looked up, however much is kept: every statement of the store is sent to a full database,
 * the server counts the rows it has read for it, and its plan is read for scans of whole tables. Once on a connection that
 * was there when the tables were empty, as a desk's own is, and nobody has analysed them since; once on a new one.
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import { Duration, Effect, Redacted } from "effect"
import type { Scope } from "effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import type { SqlClient } from "effect/sql/SqlClient"
import { describe, expect, it } from "vitest"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import type { CaseStore, Leased } from "@frontdesk/core/port/CaseStore"
import { change, digest, message, plan, rich, start, task } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"

type Store = CaseStore["Service"]
const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const cases = 20_000
const limit = 10
/** Rows that may be read for one question, of all tables together; a table that is scanned has fifty times as many. */
const most = 400
const ttl = Duration.minutes(1)

/** One case after the other as the store would write it, but by the server. */
const fill = (s: string) => [
  `insert into ${s}fd_case (n, id, version, plan, procedure, status, head, format, body)
   select i, 'case-' || i, 2, 1, '${plan.procedure}', case when i % 3 = 0 then 'ended' else 'open' end, '{"openedAt":0,"subject":[]}', 1, '{}' from generate_series(1000, $1::int + 999) i`,
  `insert into ${s}fd_change (of, first, last, place, entries) select i, v, v, 10 * i + v, '[[0,"Noted",1,2]]' || chr(10) || '{}' from generate_series(1000, $1::int + 999) i, generate_series(1, 2) v`,
  `insert into ${s}fd_command (of, id, version) select i, 'command-' || i || '-' || v, v from generate_series(1000, $1::int + 999) i, generate_series(1, 2) v`,
  `insert into ${s}fd_subject (of, field, value) select i, 'unit', 'u' || i % 5000 from generate_series(1000, $1::int + 999) i`,
  `insert into ${s}fd_task (case_id, n, key, rank, due, procedure, body)
   select 'case-' || i, 1, k, 1, i, '${plan.procedure}', case when k like 'role%' then '{}' end
   from generate_series(1000, $1::int + 999) i, lateral (values ('role:r' || i % 500), ('holder=p' || i % 500)) as o(k)`,
  `insert into ${s}fd_wake (case_id, wake) select 'case-' || i, i from generate_series(1000, $1::int + 999) i`,
  `insert into ${s}fd_message (case_id, seq, lane, kind, body, after, due, buried, why)
   select 'case-' || i, v, 'lane-' || i || '-' || v, 'signal', '{}', 0, i, i % 10 = 0, case when i % 10 = 0 then 'no' end from generate_series(1000, $1::int + 999) i, generate_series(1, 2) v`,
  `insert into ${s}fd_watch (topic, case_id) select 'topic-' || i, 'case-' || i from generate_series(1000, $1::int + 999) i`,
  `insert into ${s}fd_standing (topic, case_id, seq, payload) select 'fact-' || i, 'case-' || i, 1, '{}' from generate_series(1000, $1::int + 999) i`,
  `insert into ${s}fd_ledger (ledger, at, case_id, seq, cells) select 'book-' || i % 50, i, 'case-' || i, 1, '{}' from generate_series(1000, $1::int + 999) i`
]

type Ask = (store: Store, n: number) => Effect.Effect<unknown, unknown>

/** All that a store is asked; `n`: another one each time. */
const asked: ReadonlyArray<readonly [what: string, ask: Ask]> = [
  ["now", (store) => store.now],
  ["load", (store, n) => store.load([`case-${5_000 + n}`, `case-${n + 9_000}`])],
  ["a case is opened", (store, n) => store.commit([change(`new-${n}`, 0, { commands: [`open-${n}`], wake: start + n, tasks: { put: [task(`new-${n}`, 1)] } })])],
  ["a case goes on", (store, n) => store.commit([change(`new-${n}`, 1, { commands: [`on-${n}`], wake: start + n + 1, tasks: { put: [task(`new-${n}`, 2)], drop: [1] } })])],
  ["with something in every part", (store, n) => store.commit([rich(`rich-${n}`, 0, `m${n}`), change(`case-${6_000 + n}`, 2, { acks: [`case-${6_000 + n}:1`], messages: [message(3)] })])],
  ["a conflict", (store, n) => store.commit([change(`case-${7_000 + n}`, 1, { commands: ["x"] })])],
  ["a batch", (store, n) => store.commit(Array.from({ length: 32 }, (_, i) => change(`case-${8_000 + 32 * n + i}`, 2, { commands: [`b-${n}-${i}`], wake: start })))],
  ["a known command", (store, n) => store.committed(`case-${5_000 + n}`, `command-${5_000 + n}-2`)],
  ["a plan", (store) => store.plan(digest)],
  ["due clocks", (store) => store.claimWakes({ before: start, limit, by: "w", ttl })],
  ["nothing is due", (store) => store.claimWakes({ before: 1, limit, by: "w", ttl })],
  ["the next wake", (store) => store.nextWake],
  ["messages", (store) => store.claimMessages({ kinds: ["signal", "open"], limit, by: "w", ttl })],
  ["messages of a kind there is none of", (store) => store.claimMessages({ kinds: ["notice"], limit, by: "w", ttl })],
  ["messages are done with", (store) => Effect.flatMap(store.claimMessages({ kinds: ["signal"], limit: 4, by: "w", ttl }), (all) => {
    const [first, second, third] = all as [Leased?, Leased?, Leased?]
    return Effect.all([
      first === undefined ? Effect.void : store.ack([first]),
      second === undefined ? Effect.void : store.retry(second, start, "later"),
      third === undefined ? Effect.void : store.bury(third, "never")
    ])
  })],
  ["buried messages", (store) => store.buried(undefined)],
  ["one is revived", (store, n) => store.revive(`case-${2_000 + 10 * n}:1`, "again")],
  ["one is skipped", (store, n) => store.revive(`case-${4_000 + 10 * n}:1`, "skip")],
  ["who waits", (store, n) => store.watchers(`topic-${5_000 + n}`, undefined)],
  ["what stands", (store, n) => store.standing([`fact-${5_000 + n}`, "fact-1"])],
  ["a worklist", (store, n) => store.tasks({ keys: [`role:r${n}`, "role:none"] }, undefined, limit)],
  ["what somebody holds", (store, n) => store.tasks({ holder: `p${n}` }, undefined, limit)],
  ["the tasks of a case", (store, n) => store.tasks({ caseId: `case-${5_000 + n}` }, undefined, limit)],
  ["all tasks", (store) => store.tasks({}, undefined, limit)],
  ["all that is due", (store) => store.tasks({ dueBefore: start }, undefined, limit)],
  ["open cases", (store) => store.cases({ status: "open" }, undefined, limit)],
  ["all cases", (store) => store.cases({}, undefined, limit)],
  ["cases of a procedure", (store) => store.cases({ procedure: plan.procedure }, undefined, limit)],
  ["cases on a plan", (store) => store.cases({ plan: digest, status: "open" }, undefined, limit)],
  ["cases of a unit", (store, n) => store.cases({ subject: ["unit", `u${n}`] }, undefined, limit)],
  ["a journal", (store, n) => store.journal(`case-${5_000 + n}`, 0, limit)],
  ["a ledger", (store, n) => store.ledger({ ledger: `book-${n}` }, undefined, limit)],
  ["a case's rows", (store, n) => store.ledger({ ledger: `book-${n}`, caseId: `case-${5_000 + n}` }, undefined, limit)],
  ["the feed", (store) => store.feed(null, limit)]
]

const count = (sql: SqlClient, schema: string) =>
  Effect.map(
    Fresh.rows(sql, `select relname, seq_tup_read::float8, coalesce(idx_tup_fetch, 0)::float8 from pg_stat_xact_user_tables where schemaname = $1 and seq_tup_read + coalesce(idx_tup_fetch, 0) > 0`, [schema]),
    (rows) => rows.map(([table, whole, looked]) => ({ table: String(table), whole: Number(whole), looked: Number(looked) }))
  )

interface Read {
  readonly table: string
  readonly whole: number
  readonly looked: number
}

const since = (before: ReadonlyArray<Read>, after: ReadonlyArray<Read>): ReadonlyArray<Read> =>
  after.flatMap(({ looked, table, whole }) => {
    const was = before.find((one) => one.table === table)
    const read = { table, whole: whole - (was?.whole ?? 0), looked: looked - (was?.looked ?? 0) }
    return read.whole + read.looked > 0 ? [read] : []
  })

/** Each question in a transaction of its own, and what the server has read for it. */
const told = Effect.fnUntraced(function*(sql: SqlClient, store: Store, schema: string, from: number, times: number) {
  const slow: Array<string> = []
  for (const [what, ask] of asked) {
    for (let n = from; n < from + times; n++) {
      const read = yield* Effect.orDie(sql.withTransaction(Effect.gen(function*() {
        const before = yield* count(sql, schema)
        yield* Effect.orDie(ask(store, n))
        return since(before, yield* count(sql, schema))
      })))
      const rows = read.reduce((sum, { looked, whole }) => sum + looked + whole, 0)
      const scanned = read.filter(({ table, whole }) => whole > 0 && !/fd_(plan|schema)/.test(table))
      if (rows > most || scanned.some(({ whole }) => whole > most)) slow.push(`${what}, for the ${n - from + 1}. time: ${read.map(({ looked, table, whole }) => `${table} ${whole} by scanning, ${looked} by index`).join("; ")}`)
    }
  }
  return slow
})

/** The plan of each statement this connection has sent, as it is whatever it is given. */
const scans = Effect.fnUntraced(function*(sql: SqlClient, schema: string) {
  const found: Array<string> = []
  let explained = 0
  yield* Fresh.rows(sql, "set plan_cache_mode = force_generic_plan")
  for (const [name, text, given] of yield* Fresh.rows(
    sql,
    "select name, statement, cardinality(parameter_types)::int from pg_prepared_statements where statement like $1 and statement not like '%generate_series%' and statement ~ '^(with|select|insert|update|delete|--)'",
    [`%"${schema}"%`]
  )) {
    const values = Number(given) === 0 ? "" : `(${Array.from({ length: Number(given) }, () => "null").join()})`
    const lines = (yield* Fresh.rows(sql, `explain execute "${name}"${values}`)).map(([line]) => String(line))
    explained++
    for (const line of lines) if (/Seq Scan on (?:"?\w+"?\.)?fd_(?!plan|schema|feed)/.test(line)) found.push(`${line.trim()} in ${String(text).slice(0, 200)}`)
  }
  return { explained, found }
})

const one = () => PgClient.make({ url: Redacted.make(Fresh.url), maxConnections: 1 }).pipe(Effect.provide(Reactivity.layer), Effect.orDie)

/** A schema whose tables nobody looks after but the test. */
const tables = Effect.gen(function*() {
  const schema = yield* Fresh.schema
  yield* Postgres.migrate({ url: Fresh.url, schema })
  const sql = yield* one()
  const all = (yield* Fresh.rows(sql, "select relname from pg_class where relnamespace = $1::regnamespace and relkind = 'r'", [`"${schema}"`])).map(([table]) => `"${schema}"."${table}"`)
  for (const table of all) yield* Fresh.rows(sql, `alter table ${table} set (autovacuum_enabled = off)`)
  const store = yield* Postgres.enlist(sql, { schema })
  yield* sql.withTransaction(store.putPlans([plan]))
  const full = Effect.forEach(fill(`"${schema}".`), (text) => Fresh.rows(sql, text, [cases]))
  return { analysed: Fresh.rows(sql, `analyze ${all.join(", ")}`), full, schema, sql, store }
})

describe("a store that is full", () => {
  it("looks up what it is asked for, and no plan has a scan of a whole table", () =>
    run(Effect.gen(function*() {
      const { analysed, full, schema } = yield* tables
      yield* full
      yield* analysed
      const anew = yield* one()
      const store = yield* Postgres.enlist(anew, { schema })
      // the sixth time the server may take one plan for all
      expect(yield* told(anew, store, schema, 200, 7)).toEqual([])
      const { explained, found } = yield* scans(anew, schema)
      expect(explained).toBeGreaterThan(30)
      expect(found).toEqual([])
    })))

  it("so does a connection that was there when it was empty, and nobody has looked since how much there is", () =>
    run(Effect.gen(function*() {
      const { full, schema, sql, store } = yield* tables
      yield* told(sql, store, schema, 0, 7)
      yield* full
      // batches are planned anew when there are eight times as many (`Plans.test.ts`)
      for (let n = 0; n < 64; n++) {
        for (const [, ask] of asked.filter(([what]) => /^(a case|with something|a conflict)/.test(what))) {
          yield* Effect.orDie(sql.withTransaction(Effect.orDie(ask(store, 300 + n))))
        }
      }
      expect(yield* told(sql, store, schema, 100, 2)).toEqual([])
    })))

  it("a question that scans is found out", () =>
    run(Effect.gen(function*() {
      const { full, schema, sql } = yield* tables
      yield* full
      const slip = `select c.version from "${schema}".fd_case c join "${schema}".fd_command m on m.of = c.n where m.id = $1`
      expect(yield* sql.withTransaction(Effect.gen(function*() {
        const before = yield* count(sql, schema)
        yield* Fresh.rows(sql, slip, ["command-1000-1"])
        return since(before, yield* count(sql, schema)).some(({ looked, whole }) => looked + whole > most)
      }))).toBe(true)
      expect((yield* scans(sql, schema)).found).not.toEqual([])
    })))
})
