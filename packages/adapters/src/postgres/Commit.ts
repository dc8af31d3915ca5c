/**
 * A batch in one statement and one round trip (engine §6.3): every table is written by one part of it, for the changes
 * that are carried out. Everybody locks cases in the order of their ids, then messages in the order of theirs, so two
 * batches never wait for each other; the lock looks at the version again, so `READ COMMITTED` is enough.
 */
import { Effect } from "effect"
import * as Batch from "@frontdesk/core/port/Batch"
import type { Answer, CaseHead, Change, StoreDown, Traits } from "@frontdesk/core/port/CaseStore"
import { StoreUnsure } from "@frontdesk/core/port/CaseStore"
import { frame } from "../rows/Entries.ts"
import * as Place from "../rows/Place.ts"
import { doneBy } from "./Cases.ts"
import type { Connection, Params, Row } from "./Connection.ts"
import { Collided, pause } from "./Connection.ts"
import { key } from "./Journal.ts"
import type { make as makePlans } from "./Plans.ts"
import * as Written from "./Written.ts"

const headText = ({ endedAt, openedAt, outcome, subject }: Change["head"]): string =>
  JSON.stringify({ outcome, openedAt, endedAt, subject } satisfies { [K in keyof CaseHead]?: unknown })

/**
 * `o`: which change of the batch. `k`: its commands. `dup`: changes with a known command; `want`: the others. `lck`:
 * their cases, locked. `fresh`, `ins`, `upd`: opened and carried on. `done`: what is carried out; all below is for it.
 *
 * `here`: the place the feed has come to, held until this transaction ends (`Journal.ts`). `at`: our own place in it,
 * drawn when all cases are locked, so that no change stands before an earlier one of its case. An answered change is on
 * the disk, whatever the database says about others.
 */
const statement = (s: string): string => `with
u as materialized (
  select * from json_to_recordset($1::json)
    as x(o int, id text, x bigint, v bigint, p int, q text, s text, h text, f bigint, b text, w bigint, e text)),
k as materialized (select * from json_to_recordset($2::json) as x(o int, i int, k text, c bigint)),
dup as materialized (
  select distinct on (k.o) k.o, k.i, m.version, m.content
  from k join u on u.o = k.o join ${s}fd_case c on c.id = u.id join ${s}fd_command m on m.of = c.n and m.id = k.k
  order by k.o, k.i),
want as materialized (select * from u where not exists (select from dup where dup.o = u.o)),
lck as materialized (
  select c.id, c.n, c.head is distinct from w.h as turned
  from ${s}fd_case c join want w on w.id = c.id where w.x > 0 and c.version = w.x
  order by c.id for no key update of c),
here as materialized (
  select pg_advisory_xact_lock_shared(${key(s)}, (f.last_value % 4294967296 - 2147483648)::int)
  from (select count(*) from lck) l, ${s}fd_feed f),
at as materialized (
  select nextval('${s}fd_feed') as place,
    case current_setting('synchronous_commit') when 'off' then set_config('synchronous_commit', 'on', true) end as kept
  from (select count(*) from here) h),
fresh as materialized (
  select w.*, nextval('${s}fd_case_n') as n
  from (select * from want where x = 0 and not exists (select from ${s}fd_case c where c.id = want.id) order by o) w),
ins as (
  insert into ${s}fd_case (n, id, version, plan, procedure, status, head, format, body)
  select n, id, v, p, q, s, h, f, b from fresh, at order by id collate "C"
  on conflict (id) do nothing returning id, n),
upd as (
  update ${s}fd_case c
  set version = w.v, plan = w.p, procedure = w.q, status = w.s, head = w.h, format = w.f, body = w.b
  from want w join lck on lck.id = w.id, at where c.n = lck.n returning c.id, c.n, lck.turned),
done as materialized (
  select w.o, w.id, w.x, w.v, w.w, w.e, d.n as of, d.turned
  from want w join (select id, n, true as turned from ins union all select id, n, turned from upd) d on d.id = w.id),
change as (insert into ${s}fd_change (of, first, last, place, entries) select of, x + 1, v, at.place, e from done, at),
command as (insert into ${s}fd_command (of, id, version, content) select d.of, k.k, d.v, k.c from k join done d on d.o = k.o),
subject_off as (delete from ${s}fd_subject t using done d where d.turned and d.x > 0 and t.of = d.of returning 1),
subject_on as (
  insert into ${s}fd_subject (of, field, value)
  select d.of, y.f, y.t from json_to_recordset($3::json) as y(o int, f text, t text) join done d on d.o = y.o
  where d.turned and (select count(*) from subject_off) >= 0),
task_off as (
  delete from ${s}fd_task t using json_to_recordset($4::json) as y(o int, n bigint) join done d on d.o = y.o
  where t.case_id = d.id and t.n = y.n returning 1),
task_on as (
  insert into ${s}fd_task (case_id, n, key, rank, due, procedure, body)
  select d.id, y.n, y.k, y.r, y.d, y.q, y.b
  from json_to_recordset($5::json) as y(o int, n bigint, k text, r smallint, d bigint, q text, b text) join done d on d.o = y.o
  where (select count(*) from task_off) >= 0),
wake_off as (delete from ${s}fd_wake t using done d where d.w is null and d.x > 0 and t.case_id = d.id),
wake_on as (
  insert into ${s}fd_wake as t (case_id, wake) select id, w from done where w is not null
  on conflict (case_id) do update set wake = excluded.wake, until = 0 where t.wake <> excluded.wake or t.until <> 0),
ack as materialized (
  select d.o, y.c, y.n from json_to_recordset($6::json) as y(o int, c text, n bigint) join done d on d.o = y.o),
acked as materialized (
  select m.case_id, m.seq from ${s}fd_message m join (select distinct c, n from ack) a on m.case_id = a.c and m.seq = a.n
  order by m.case_id, m.seq for update of m),
message_off as (delete from ${s}fd_message m using acked a where m.case_id = a.case_id and m.seq = a.seq),
message_on as (
  insert into ${s}fd_message (case_id, seq, lane, kind, body, after, due)
  select d.id, y.n, y.l, y.k, y.b, y.a, y.a
  from json_to_recordset($7::json) as y(o int, n bigint, l text, k text, b text, a bigint) join done d on d.o = y.o
  where not exists (select from ack where ack.c = d.id and ack.n = y.n and ack.o > d.o)),
watch as materialized (select d.id, y.t, y.y from json_to_recordset($8::json) as y(o int, t text, y boolean) join done d on d.o = y.o),
watch_off as (delete from ${s}fd_watch t using watch w where not w.y and t.topic = w.t and t.case_id = w.id),
watch_on as (insert into ${s}fd_watch (topic, case_id) select t, id from watch where y on conflict do nothing),
fact as materialized (
  select d.id, y.t, y.n, y.b from json_to_recordset($9::json) as y(o int, t text, n bigint, b text) join done d on d.o = y.o),
fact_off as (delete from ${s}fd_standing t using fact f where f.b is null and t.topic = f.t and t.case_id = f.id),
fact_on as (
  insert into ${s}fd_standing (topic, case_id, seq, payload) select t, id, n, b from fact where b is not null
  on conflict (topic, case_id) do update set seq = excluded.seq, payload = excluded.payload),
ledger as (
  insert into ${s}fd_ledger (ledger, at, case_id, seq, cells, replaces, fills)
  select y.l, y.a, d.id, y.n, y.c, y.r, y.f
  from json_to_recordset($10::json) as y(o int, l text, a bigint, n bigint, c text, r bigint, f bigint) join done d on d.o = y.o)
select u.o, done.o is not null, dup.i, dup.version::float8, c.version::float8, dup.content::float8
from u left join done on done.o = u.o left join dup on dup.o = u.o left join ${s}fd_case c on c.id = u.id
order by u.o`

/** The same question once more, after the fact: who lost to another may be answered as things stand. */
const again = (s: string): string => `select y.o, k.i, k.version::float8, c.version::float8, k.content::float8
from json_to_recordset($1::json) as y(o int, id text, k json) left join ${s}fd_case c on c.id = y.id
left join lateral (
  select x.i, m.version, m.content from json_array_elements_text(y.k) with ordinality as x(id, i) join ${s}fd_command m on m.of = c.n and m.id = x.id
  order by x.i limit 1) k on true`

/** The last one counts. */
const topics = <A>(all: ReadonlyArray<A>, of: (one: A) => string): ReadonlyMap<string, A> =>
  new Map(all.map((one) => [Written.key(of(one)), one]))

const paramsOf = (batch: ReadonlyArray<Change>, plan: (change: Change) => number): Params => {
  const [u, k, subjects, off, tasks, acks, messages, watch, facts, ledger]: ReadonlyArray<Array<unknown>> = Array.from({ length: 10 }, () => [])
  batch.forEach((change, o) => {
    const { commands, contents, expect, head, snapshot, standing } = change
    u!.push({
      o, id: Written.text(change.caseId), x: expect, v: expect + change.entries.length, p: plan(change), q: Written.text(head.procedure),
      s: head.status, h: headText(head), f: snapshot.format, b: Written.text(snapshot.body), w: change.wake, e: Written.text(frame(change.entries))
    })
    commands.forEach((id, i) => k!.push({ o, i, k: Written.key(id), c: contents?.[i] ?? null }))
    const pairs = new Map(head.subject.map(([field, value]) => [`${field}\u0000${value}`, [field, value] as const]))
    for (const [field, value] of pairs.values()) subjects!.push({ o, f: Written.key(field), t: Written.key(value) })
    for (const n of new Set([...change.tasks.drop, ...change.tasks.put.map((task) => task.n)])) off!.push({ o, n })
    for (const task of change.tasks.put) {
      const [r, d, , n] = Place.of(task)
      Place.keys(task).forEach((key, i) =>
        tasks!.push({ o, n, k: Written.key(key), r, d, q: Written.text(task.procedure), b: i === 0 ? JSON.stringify(task) : null }))
    }
    for (const id of change.acks) {
      const message = Batch.parseMessageId(id)
      if (message !== null) acks!.push({ o, c: Written.text(message.caseId), n: message.seq })
    }
    for (const { after, body, kind, lane, seq } of change.messages) {
      messages!.push({ o, n: seq, l: lane === null ? null : Written.text(lane), k: Written.text(kind), b: Written.text(body), a: after })
    }
    const on = topics(change.watch.on, (it) => it)
    for (const t of on.keys()) watch!.push({ o, t, y: true })
    for (const t of topics(change.watch.off, (it) => it).keys()) if (!on.has(t)) watch!.push({ o, t, y: false })
    const stand = topics(standing.on, (it) => it.topic)
    for (const [t, { seq, values }] of stand) facts!.push({ o, t, n: seq, b: JSON.stringify(values) })
    for (const t of topics(standing.off, (it) => it).keys()) if (!stand.has(t)) facts!.push({ o, t, n: 0, b: null })
    for (const row of change.ledger) {
      ledger!.push({ o, l: Written.text(row.ledger), a: row.at, n: row.seq, c: JSON.stringify(row.columns), r: row.replaces, f: row.fills })
    }
  })
  return [u, k, subjects, off, tasks, acks, messages, watch, facts, ledger].map((it) => JSON.stringify(it))
}

/** How often a single change goes on when others were in the way. */
const tries = 6

export const make = ({ own, read, schema, write }: Connection, plans: ReturnType<typeof makePlans>, traits: Traits) => {
  const sql = statement(schema)
  const later = again(schema)

  const duplicate = (change: Change, i: number, done: Row): Answer =>
    ({ _tag: "Duplicate", command: change.commands[i]!, ...doneBy(done) })

  const answered = Effect.fnUntraced(function*(batch: ReadonlyArray<Change>, rows: ReadonlyArray<Row>) {
    const answers = rows.map(([, done, i, first, current, content], o): Answer => {
      const change = batch[o]!
      if (done === true) return { _tag: "Committed", version: change.expect + change.entries.length }
      return i !== null ? duplicate(change, i as number, [first, content]) : { _tag: "Conflict", current: (current as number | null) ?? 0 }
    })
    const lost = answers.flatMap((answer, o) => answer._tag === "Conflict" ? [o] : [])
    if (lost.length === 0) return answers
    // The statement saw the cases as they were when it began; who was overtaken meanwhile is told by whom.
    const asked = JSON.stringify(lost.map((o) => ({ o, id: Written.text(batch[o]!.caseId), k: batch[o]!.commands.map(Written.key) })))
    const now = yield* Effect.catchTag(read(later, [asked]), "StoreDown", () => Effect.succeed([]))
    for (const [o, i, first, current, content] of now) {
      const at = o as number
      answers[at] = i === null
        ? { _tag: "Conflict", current: (current as number | null) ?? 0 }
        : duplicate(batch[at]!, Number(i) - 1, [first, content])
    }
    return answers
  })

  const send = (batch: ReadonlyArray<Change>, plan: (change: Change) => number, attempt: number): Effect.Effect<ReadonlyArray<Answer>, StoreDown | StoreUnsure> =>
    write(sql, paramsOf(batch, plan)).pipe(
      Effect.flatMap((rows) => answered(batch, rows)),
      Effect.catchIf((error): error is Collided => own && error instanceof Collided && attempt < tries, () =>
        Effect.andThen(pause(Math.random() * 5 * 2 ** attempt), batch.length === 1 ? send(batch, plan, attempt + 1) : halved(batch, plan, attempt)))
    )

  /** Nothing of the batch exists. Two smaller ones meet fewer others. */
  const halved = Effect.fnUntraced(function*(batch: ReadonlyArray<Change>, plan: (change: Change) => number, attempt: number) {
    const half = batch.length >> 1
    const first = yield* send(batch.slice(0, half), plan, attempt + 1)
    const second = yield* Effect.catchTag(send(batch.slice(half), plan, attempt + 1), "StoreDown", ({ cause }) =>
      // Of the batch as a whole nobody can say any more that nothing exists.
      Effect.fail(new StoreUnsure({ cause })))
    return [...first, ...second]
  })

  return Effect.fnUntraced(function*(batch: ReadonlyArray<Change>): Effect.fn.Return<ReadonlyArray<Answer>, StoreDown | StoreUnsure> {
    const numbers = yield* plans.numbers(batch.map((change) => change.head.plan))
    Batch.check(batch, traits, (plan) => numbers.has(plan))
    return batch.length === 0 ? [] : yield* send(batch, (change) => numbers.get(change.head.plan)!, 0)
  })
}
