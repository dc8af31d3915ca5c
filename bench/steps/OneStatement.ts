/**
 * The expert's PostgreSQL: a step is one prepared statement, one round trip and one commit, on as many connections as
 * there are callers. Once with four tables of his own (some 300 bytes a step), once with the very rows the desk writes.
 */
import { Client as PgClient, type ClientConfig } from "pg"
import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import * as Database from "../Database.ts"
import { commandId, record } from "./Recorded.ts"
import type { Session, Stepper } from "./Session.ts"
import { accepts, answer, roles, twoDays } from "./Work.ts"

/** How the driver is set up best was tried: a connection for each of 32 callers, what is sent not waiting for what was. */
const connections = 32

type Params = ReadonlyArray<string | number | null>

/** Statements by their name, on connections that take turns. */
const client = async (url: string) => {
  const all = await Promise.all(Array.from({ length: connections }, async () => {
    const one = new PgClient({ connectionString: url, pipeline: true } as ClientConfig)
    await one.connect()
    return one
  }))
  let turn = 0
  return {
    run: async (name: string, text: string, values: Params) =>
      (await all[turn++ % connections]!.query({ name, text, values: [...values], rowMode: "array" })).rows as ReadonlyArray<ReadonlyArray<unknown>>,
    script: async (text: string) => void (await all[0]!.query(text)),
    close: async () => void (await Promise.all(all.map((one) => one.end())))
  }
}
type Client = Awaited<ReturnType<typeof client>>

/** What both have in common: somebody else's case, a wrong role or a bad form is refused, and the statement looks at the rest. */
const session = async (parts: {
  readonly schema: string
  readonly open: (sql: Client, index: number) => Promise<unknown>
  readonly complete: (sql: Client, index: number, step: number) => Promise<ReadonlyArray<unknown>>
  readonly ended: string
}): Promise<Session> => {
  const database = await Database.create()
  const sql = await client(database.url)
  await sql.script(parts.schema)
  return {
    open: async (cases) => {
      for (let from = 0; from < cases; from += 256) {
        await Promise.all(Array.from({ length: Math.min(256, cases - from) }, (_, i) => parts.open(sql, from + i)))
      }
    },
    complete: async (index, step) => {
      if (!accepts(roles[step]!, step, answer)) throw new Error("refused")
      const done = await parts.complete(sql, index, step)
      if (done.length !== 1) throw new Error("not open")
    },
    ended: async () => Number((await sql.run("ended", parts.ended, []))[0]![0]),
    close: async () => {
      await sql.close()
      await database.drop()
    }
  }
}

const id = (index: number) => `case-${index}`

const ownTables = `
  create table cases  (id text collate "C" primary key, version int not null, step int not null, status text not null) with (fillfactor = 80);
  create table events (case_id text collate "C" not null, seq int not null, at bigint not null, type text not null, body text not null, primary key (case_id, seq));
  create table tasks  (case_id text collate "C" not null, step int not null, role text collate "C" not null, due bigint not null, primary key (case_id, step));
  create index tasks_by_role on tasks (role, due);
  create table timers (case_id text collate "C" primary key, due bigint not null) with (fillfactor = 70);
  create index timers_by_due on timers (due)`

const openOwn = `with
c as (insert into cases values ($1, 1, 0, 'open')),
e as (insert into events values ($1, 1, $2::bigint, 'opened', '{}')),
t as (insert into tasks values ($1, 0, $3, $4::bigint))
insert into timers values ($1, $4::bigint)`

const moved = `with
c as (update cases set version = version + 1, step = step + 1 where id = $1 and step = $2::int and status = 'open' returning version),
e as (insert into events select $1, version, $3::bigint, 'completed', $4 from c),
d as (delete from tasks using c where case_id = $1 and step = $2::int),
t as (insert into tasks select $1, $2::int + 1, $5, $6::bigint from c),
w as (update timers set due = $6::bigint from c where case_id = $1)
select version from c`

const finished = `with
c as (update cases set version = version + 1, status = 'ended' where id = $1 and step = $2::int and status = 'open' returning version),
e as (insert into events select $1, version, $3::bigint, 'completed', $4 from c),
d as (delete from tasks using c where case_id = $1 and step = $2::int),
w as (delete from timers using c where case_id = $1)
select version from c`

export const postgresByHand: Stepper = {
  name: "postgres-by-hand",
  control: "postgres-by-hand",
  postgres: true,
  cases: { full: 2_000, quick: 300 },
  start: () =>
    session({
      schema: ownTables,
      open: (sql, index) => sql.run("open", openOwn, [id(index), Date.now(), roles[0], Date.now() + twoDays]),
      complete: (sql, index, step) => {
        const now = Date.now()
        const values = [id(index), step, now, JSON.stringify(answer)]
        const role = roles[step + 1]
        return role === undefined
          ? sql.run("finished", finished, values)
          : sql.run("moved", moved, [...values, role, now + twoDays])
      },
      ended: "select count(*) from cases where status = 'ended'"
    })
}

const f = "frontdesk."

const openSame = `with
c as (insert into ${f}fd_case (n, id, version, plan, procedure, status, head, format, body)
  values (nextval('${f}fd_case_n'), $1, $2::bigint, 1, $3, 'open', $4, $5::bigint, $6) returning n),
h as (insert into ${f}fd_change (of, first, last, place, entries) select n, 1, $2::bigint, nextval('${f}fd_feed'), $7 from c),
m as (insert into ${f}fd_command (of, id, version, content) select n, $8, $2::bigint, 4503599627370496 from c),
t as (insert into ${f}fd_task (case_id, n, key, rank, due, procedure, body)
  values ($1, $9::bigint, $10, $11::smallint, $12::bigint, $3, $13))
insert into ${f}fd_wake (case_id, wake) values ($1, $14::bigint)`

const going = (end: boolean) => `with
c as (update ${f}fd_case set version = $2::bigint, body = $3${end ? ", status = 'ended', head = $8" : ""} where id = $1 and version = $4::bigint and status = 'open' returning n),
h as (insert into ${f}fd_change (of, first, last, place, entries) select n, $4::bigint + 1, $2::bigint, nextval('${f}fd_feed'), $5 from c),
m as (insert into ${f}fd_command (of, id, version, content) select n, $6, $2::bigint, 4503599627370496 from c),
d as (delete from ${f}fd_task using c where case_id = $1 and ${f}fd_task.n = $7::bigint),
${end
  ? `w as (delete from ${f}fd_wake using c where case_id = $1)`
  : `t as (insert into ${f}fd_task (case_id, n, key, rank, due, procedure, body) select $1, $8::bigint, $9, $10::smallint, $11::bigint, $12, $13 from c),
w as (update ${f}fd_wake set wake = $14::bigint, until = 0 from c where case_id = $1)`}
select n from c`
const movedSame = going(false)
const finishedSame = going(true)

export const postgresSameRows: Stepper = {
  name: "postgres-same-rows",
  control: "postgres-by-hand",
  postgres: true,
  cases: { full: 2_000, quick: 300 },
  start: async () => {
    const recorded = await record()
    const first = recorded.open
    const task = (row: typeof first, caseId: string): Params => {
      const { due, key, n, rank } = row.put[0]!
      return [n, key, rank, due, row.tasks(caseId).slice(1, -1)]
    }
    const only = [first, ...recorded.steps.slice(0, -1)].every((row) => row.put.length === 1)
    if (!only) throw new Error("a step opens one task, offered under one key")
    return session({
      schema: `${Postgres.sql()}; insert into ${f}fd_plan (digest, procedure, body) values ('${first.plan}', '${first.procedure}', '{}')`,
      open: (sql, index) => {
        const caseId = id(index)
        const [n, key, rank, due, body] = task(first, caseId)
        return sql.run("open", openSame, [
          caseId, first.version, first.procedure, first.head(), first.format, first.body(caseId), first.entries(), commandId(index, 0),
          n!, key!, rank!, due!, body!, first.wake
        ])
      },
      complete: (sql, index, step) => {
        const caseId = id(index)
        const row = recorded.steps[step]!
        const values = [caseId, row.version, row.body(caseId), row.first - 1, row.entries(), commandId(index, step + 1), row.drop[0]!.n]
        if (row.status === "ended") return sql.run("finished", finishedSame, [...values, row.head()])
        const [n, key, rank, due, body] = task(row, caseId)
        return sql.run("moved", movedSame, [...values, n!, key!, rank!, due!, row.procedure, body!, row.wake])
      },
      ended: `select count(*) from ${f}fd_case where status = 'ended'`
    })
  }
}
