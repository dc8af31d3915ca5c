/**
 * The one statement a batch is written with: every table is written by one part of it, for the changes that are carried
 * out. A part is there when some change needs it, so that a batch of plain steps pays for nothing else; rows come as
 * arrays of columns, which the server need not parse.
 *
 * What is looked up is looked up by the key of an index, and the server takes an array it does not see yet for ten rows:
 * one plan fits all batches, and stays with the connection.
 */
import * as PgTypes from "@effect/sql-pg/PgTypes"
import { Result } from "effect"
import * as Batch from "@frontdesk/core/port/Batch"
import type { CaseHead, Change } from "@frontdesk/core/port/CaseStore"
import { frame } from "../rows/Entries.ts"
import * as Place from "../rows/Place.ts"
import type { Params } from "./Connection.ts"
import { key } from "./Journal.ts"
import * as Written from "./Written.ts"

/** What a batch brings, beside the cases it changes. */
interface Parts {
  readonly opens: boolean
  readonly carries: boolean
  readonly subjects: boolean
  readonly messages: boolean
  readonly facts: boolean
  readonly ledger: boolean
}

type Kind = "text" | "number" | "yes"
const types = { text: ["text", PgTypes.OID.text], number: ["float8", PgTypes.OID.float8], yes: ["bool", PgTypes.OID.bool] } as const

/** The rows that are handed over, by the name they have in the statement; `o`: which change of the batch. */
const columns = {
  /** `x`, `v`: the version before and after; `w`: wake; `e`: entries */
  u: { id: "text", x: "number", v: "number", p: "number", q: "text", s: "text", h: "text", f: "number", b: "text", w: "number", e: "text" },
  k: { o: "number", i: "number", k: "text", c: "number" },
  subject: { o: "number", f: "text", t: "text" },
  off: { o: "number", n: "number" },
  task: { o: "number", n: "number", k: "text", r: "number", d: "number", q: "text", b: "text" },
  acked: { o: "number", c: "text", n: "number" },
  message: { o: "number", n: "number", l: "text", k: "text", b: "text", a: "number" },
  watch: { o: "number", t: "text", y: "yes" },
  fact: { o: "number", t: "text", n: "number", b: "text" },
  row: { o: "number", l: "text", a: "number", n: "number", c: "text", r: "number", f: "number" }
} as const satisfies Record<string, Record<string, Kind>>
type Table = keyof typeof columns

/** Rows as arrays of their columns. */
type Given = { readonly [T in Table]: { readonly [C in keyof (typeof columns)[T]]: Array<string | number | boolean | null> } }

const numbered = new Map<string, string>()
for (const [table, of] of Object.entries(columns)) {
  for (const [column, kind] of Object.entries(of)) numbered.set(`${table}.${column}`, `$${numbered.size + 1}::${types[kind][0]}[]`)
}

/** As a table with the columns' names; `y` is how it is called. */
const given = (table: Table, as = "y", more = ""): string => {
  const names = Object.keys(columns[table])
  return `unnest(${names.map((it) => numbered.get(`${table}.${it}`)).join(", ")})${more === "" ? "" : " with ordinality"} as ${as}(${names.join(", ")}${more})`
}

/**
 * `u`: the changes, with their case's number and version as they are. `k`: their commands. `dup`: changes with a known
 * command. `lck`: the cases of the others, locked. `fresh`, `ins`, `upd`: opened and carried on. `done`: what is carried
 * out; all below is for it.
 *
 * `here`: the place the feed has come to, held until this transaction ends (`Journal.ts`). `at`: our own place in it,
 * drawn when all cases are locked, so that no change stands before an earlier one of its case. An answered change is on
 * the disk, whatever the database says about others.
 */
export const text = (s: string, { carries, facts, ledger, messages, opens, subjects }: Parts): string => {
  const parts: Array<string | false> = [
    `u as materialized (
  select y.o, y.id, y.x::bigint, y.v::bigint, y.p::int, y.q, y.s, y.h, y.f::bigint, y.b, y.w::bigint, y.e, c.n, c.version
  from ${given("u", "y", ", o")} left join ${s}fd_case c on c.id = y.id)`,
    `k as materialized (select y.o::int, y.i::int, y.k, y.c::bigint from ${given("k")})`,
    `dup as materialized (
  select distinct on (k.o) k.o, k.i, m.version, m.content
  from k join u on u.o = k.o join ${s}fd_command m on m.of = u.n and m.id = k.k order by k.o, k.i)`,
    carries && `lck as materialized (
  select u.o, c.n, c.head is distinct from u.h as turned from u join ${s}fd_case c on c.n = u.n
  where u.x = u.version and c.version = u.x and not exists (select from dup where dup.o = u.o)
  order by c.id for no key update of c)`,
    `here as materialized (
  select pg_advisory_xact_lock_shared(${key(s)}, (f.last % 4294967296 - 2147483648)::int)
  from (select pg_sequence_last_value('${s}fd_feed') as last${carries ? " from (select count(*) from lck) l" : ""}) f)`,
    `at as materialized (
  select nextval('${s}fd_feed') as place,
    case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', true) end as kept
  from (select count(*) from here) h)`,
    opens && `fresh as materialized (
  select w.*, nextval('${s}fd_case_n') as of
  from (select * from u where x = 0 and n is null and not exists (select from dup where dup.o = u.o) order by o) w)`,
    opens && `ins as (
  insert into ${s}fd_case (n, id, version, plan, procedure, status, head, format, body)
  select of, id, v, p, q, s, h, f, b from fresh, at order by id collate "C"
  on conflict (id) do nothing returning n)`,
    carries && `upd as (
  update ${s}fd_case c
  set version = u.v, plan = u.p, procedure = u.q, status = u.s, head = u.h, format = u.f, body = u.b
  from lck join u on u.o = lck.o, at where c.n = lck.n returning u.o, u.id, u.x, u.v, u.w, u.e, c.n as of, lck.turned)`,
    `done as materialized (${[
      carries && `select * from upd`,
      opens && `select w.o, w.id, w.x, w.v, w.w, w.e, w.of, true as turned from fresh w join ins on ins.n = w.of`
    ].filter(Boolean).join(" union all ")})`,
    `change as (insert into ${s}fd_change (of, first, last, place, entries) select of, x + 1, v, at.place, e from done, at)`,
    `command as (insert into ${s}fd_command (of, id, version, content) select d.of, k.k, d.v, k.c from k join done d on d.o = k.o)`,
    `subject_off as (delete from ${s}fd_subject t using done d where d.turned and d.x > 0 and t.of = d.of returning 1)`,
    subjects && `subject_on as (
  insert into ${s}fd_subject (of, field, value)
  select d.of, y.f, y.t from ${given("subject")} join done d on d.o = y.o
  where d.turned and (select count(*) from subject_off) >= 0)`,
    `task_off as (
  delete from ${s}fd_task t using ${given("off")} join done d on d.o = y.o
  where t.case_id = d.id and t.n = y.n::bigint returning 1)`,
    `task_on as (
  insert into ${s}fd_task (case_id, n, key, rank, due, procedure, body)
  select d.id, y.n, y.k, y.r, y.d, y.q, y.b from ${given("task")} join done d on d.o = y.o
  where (select count(*) from task_off) >= 0)`,
    `wake_off as (delete from ${s}fd_wake t using done d where d.w is null and d.x > 0 and t.case_id = d.id)`,
    `wake_on as (
  insert into ${s}fd_wake as t (case_id, wake) select id, w from done where w is not null
  on conflict (case_id) do update set wake = excluded.wake, until = 0 where t.wake <> excluded.wake or t.until <> 0)`,
    messages && `ack as materialized (
  select d.o, y.c, y.n::bigint from ${given("acked")} join done d on d.o = y.o),
acked as materialized (
  select m.case_id, m.seq from ${s}fd_message m join (select distinct c, n from ack) a on m.case_id = a.c and m.seq = a.n
  order by m.case_id, m.seq for update of m),
message_off as (delete from ${s}fd_message m using acked a where m.case_id = a.case_id and m.seq = a.seq),
message_on as (
  insert into ${s}fd_message (case_id, seq, lane, kind, body, after, due)
  select d.id, y.n, y.l, y.k, y.b, y.a, y.a from ${given("message")} join done d on d.o = y.o
  where not exists (select from ack where ack.c = d.id and ack.n = y.n::bigint and ack.o > d.o))`,
    facts && `watch as materialized (select d.id, y.t, y.y from ${given("watch")} join done d on d.o = y.o),
watch_off as (delete from ${s}fd_watch t using watch w where not w.y and t.topic = w.t and t.case_id = w.id),
watch_on as (insert into ${s}fd_watch (topic, case_id) select t, id from watch where y on conflict do nothing),
fact as materialized (select d.id, y.t, y.n, y.b from ${given("fact")} join done d on d.o = y.o),
fact_off as (delete from ${s}fd_standing t using fact f where f.b is null and t.topic = f.t and t.case_id = f.id),
fact_on as (
  insert into ${s}fd_standing (topic, case_id, seq, payload) select t, id, n, b from fact where b is not null
  on conflict (topic, case_id) do update set seq = excluded.seq, payload = excluded.payload)`,
    ledger && `ledger as (
  insert into ${s}fd_ledger (ledger, at, case_id, seq, cells, replaces, fills)
  select y.l, y.a, d.id, y.n, y.c, y.r, y.f from ${given("row")} join done d on d.o = y.o)`
  ]
  return `with
${parts.filter((it) => it !== false).join(",\n")}
select done.o is not null, dup.i, dup.version::float8, u.version::float8, dup.content::float8
from u left join done on done.o = u.o left join dup on dup.o = u.o
order by u.o`
}

/** The parts a batch needs. */
export const parts = (batch: ReadonlyArray<Change>): Parts => ({
  opens: batch.some((it) => it.expect === 0),
  carries: batch.some((it) => it.expect > 0),
  subjects: batch.some((it) => it.head.subject.length > 0),
  messages: batch.some((it) => it.messages.length > 0 || it.acks.length > 0),
  facts: batch.some(({ standing, watch }) => watch.on.length + watch.off.length + standing.on.length + standing.off.length > 0),
  ledger: batch.some((it) => it.ledger.length > 0)
})

const headText = ({ endedAt, openedAt, outcome, subject }: Change["head"]): string =>
  JSON.stringify({ outcome, openedAt, endedAt, subject } satisfies { [K in keyof CaseHead]?: unknown })

/** The last one counts. */
const topics = <A>(all: ReadonlyArray<A>, of: (one: A) => string): ReadonlyMap<string, A> =>
  new Map(all.map((one) => [Written.key(of(one)), one]))

const none = (): Given =>
  Object.fromEntries(Object.entries(columns).map(([table, of]) =>
    [table, Object.fromEntries(Object.keys(of).map((it) => [it, []]))])) as unknown as Given

/** What the statement is given, whatever its parts; `plan` tells the number of a change's plan. */
export const params = (batch: ReadonlyArray<Change>, plan: (change: Change) => number): Params => {
  const all = none()
  const { acked, fact, k, message, off, row, subject, task, u, watch } = all
  batch.forEach((change, at) => {
    // as `with ordinality` counts
    const o = at + 1
    const { commands, contents, expect, head, snapshot, standing } = change
    u.id.push(Written.text(change.caseId))
    u.x.push(expect)
    u.v.push(expect + change.entries.length)
    u.p.push(plan(change))
    u.q.push(Written.text(head.procedure))
    u.s.push(head.status)
    u.h.push(headText(head))
    u.f.push(snapshot.format)
    u.b.push(Written.text(snapshot.body))
    u.w.push(change.wake)
    u.e.push(Written.text(frame(change.entries)))
    commands.forEach((id, i) => {
      k.o.push(o)
      k.i.push(i)
      k.k.push(Written.key(id))
      k.c.push(contents?.[i] ?? null)
    })
    const pairs = new Map(head.subject.map(([field, value]) => [`${field}\u0000${value}`, [field, value] as const]))
    for (const [field, value] of pairs.values()) {
      subject.o.push(o)
      subject.f.push(Written.key(field))
      subject.t.push(Written.key(value))
    }
    for (const n of new Set([...change.tasks.drop, ...change.tasks.put.map((it) => it.n)])) {
      off.o.push(o)
      off.n.push(n)
    }
    for (const one of change.tasks.put) {
      const [rank, due, , n] = Place.of(one)
      Place.keys(one).forEach((key, i) => {
        task.o.push(o)
        task.n.push(n)
        task.k.push(Written.key(key))
        task.r.push(rank)
        task.d.push(due)
        task.q.push(Written.text(one.procedure))
        task.b.push(i === 0 ? JSON.stringify(one) : null)
      })
    }
    for (const id of change.acks) {
      const found = Batch.parseMessageId(id)
      if (found === null) continue
      acked.o.push(o)
      acked.c.push(Written.text(found.caseId))
      acked.n.push(found.seq)
    }
    for (const { after, body, kind, lane, seq } of change.messages) {
      message.o.push(o)
      message.n.push(seq)
      message.l.push(lane === null ? null : Written.text(lane))
      message.k.push(Written.text(kind))
      message.b.push(Written.text(body))
      message.a.push(after)
    }
    const watched = (t: string, y: boolean) => {
      watch.o.push(o)
      watch.t.push(t)
      watch.y.push(y)
    }
    const on = topics(change.watch.on, (it) => it)
    for (const t of on.keys()) watched(t, true)
    for (const t of topics(change.watch.off, (it) => it).keys()) if (!on.has(t)) watched(t, false)
    const stands = (t: string, n: number, b: string | null) => {
      fact.o.push(o)
      fact.t.push(t)
      fact.n.push(n)
      fact.b.push(b)
    }
    const stand = topics(standing.on, (it) => it.topic)
    for (const [t, { seq, values }] of stand) stands(t, seq, JSON.stringify(values))
    for (const t of topics(standing.off, (it) => it).keys()) if (!stand.has(t)) stands(t, 0, null)
    for (const { at, columns, fills, ledger, replaces, seq } of change.ledger) {
      row.o.push(o)
      row.l.push(Written.text(ledger))
      row.a.push(at)
      row.n.push(seq)
      row.c.push(JSON.stringify(columns))
      row.r.push(replaces ?? null)
      row.f.push(fills ?? null)
    }
  })
  return Object.entries(columns).flatMap(([table, of]) =>
    Object.entries(of).map(([column, kind]) =>
      Result.getOrThrow(PgTypes.array((all as unknown as Record<string, Record<string, ReadonlyArray<unknown>>>)[table]![column]!, types[kind][1]))))
}
