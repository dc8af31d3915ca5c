/**
 * Messages on their way (law L12). Whether an earlier one of its lane is there is looked up when a message is claimed:
 * a mark kept for it could be set by one transaction and lifted by another that do not see each other.
 */
import { Effect } from "effect"
import { randomUUID } from "node:crypto"
import { messageId, parseMessageId } from "@frontdesk/core/port/Batch"
import type { Buried, Cursor, Leased, MessageId, MessageRow, Page, StoreDown, WorkerId } from "@frontdesk/core/port/CaseStore"
import * as Paging from "../rows/Paging.ts"
import type { Connection, Row } from "./Connection.ts"
import { now } from "./Wakes.ts"
import * as Written from "./Written.ts"

/** `columns` as they are read here. */
const columns = "m.case_id, m.seq::float8, m.lane, m.kind, m.body, m.after::float8"
const message = ([caseId, seq, lane, kind, body, after]: Row): MessageRow & { readonly id: MessageId; readonly caseId: string } => {
  const of = Written.read(caseId as string)
  return {
    seq: seq as number,
    lane: lane === null ? null : Written.read(lane as string),
    kind: Written.read(kind as string),
    body: Written.read(body as string),
    after: after as number,
    id: messageId(of, seq as number),
    caseId: of
  }
}

export const make = ({ instant, mark, read, schema: s }: Connection) => {
  // The messages of a kind as a span of their index, in its order: of an equality the planner may think that few have it,
  // and sort them all.
  const claim = `with at as materialized (select ${now("$5")} as now),
picked as materialized (
  select m.* from json_array_elements_text($1::json) as k(kind) cross join lateral (
    select m.case_id, m.seq, m.due from ${s}fd_message m
    where m.kind >= k.kind and (m.kind, m.due) <= (k.kind, (select now from at)) and not m.buried and (m.lane is null or not exists (
      select from ${s}fd_message e where e.case_id = m.case_id and e.lane = m.lane and e.seq < m.seq))
    order by m.kind, m.due, m.case_id, m.seq limit $2::bigint for update of m skip locked) m
  order by m.due, m.case_id, m.seq limit $2::bigint),
numbered as (select *, row_number() over (order by due, case_id, seq) as i from picked),
leased as (
  update ${s}fd_message m set due = (select now from at) + $3::bigint, tries = tries + 1, lease = $4 || i::text
  from numbered p where m.case_id = any(array(select case_id from picked)) and m.case_id = p.case_id and m.seq = p.seq returning ${columns}, m.tries::float8, m.lease, p.i)
select * from leased order by i`
  const held = `m.case_id = $1 and m.seq = $2::bigint and m.lease = $3`
  const ack = `with gone as materialized (
  select m.case_id, m.seq from ${s}fd_message m
  join json_to_recordset($1::json) as y(c text, n bigint, l text) on m.case_id = y.c and m.seq = y.n and m.lease = y.l
  order by m.case_id, m.seq for update of m)
delete from ${s}fd_message m using gone g where m.case_id = g.case_id and m.seq = g.seq`
  const retry = `update ${s}fd_message m set lease = null, after = $4::bigint, due = $4::bigint, why = $5 where ${held}`
  const bury = `update ${s}fd_message m set lease = null, buried = true, why = $4 where ${held}`
  const again = `update ${s}fd_message set buried = false, due = after where case_id = $1 and seq = $2::bigint and buried`
  const skip = `delete from ${s}fd_message where case_id = $1 and seq = $2::bigint and buried`
  const buried =
    `select ${columns}, m.why from ${s}fd_message m where m.buried and (m.case_id, m.seq) > ($1, $2::bigint)
     order by m.case_id, m.seq limit $3::bigint`

  // Proof of a lease across all processes.
  const me = randomUUID()
  let claims = 0
  const leaseOf = ({ caseId, lease, seq }: Leased) => [Written.text(caseId), seq, Written.text(lease)] as const

  return {
    claim: (kinds: ReadonlyArray<string>, limit: number, by: WorkerId, ttl: number): Effect.Effect<ReadonlyArray<Leased>, StoreDown> =>
      kinds.length === 0
        ? Effect.succeed([])
        : Effect.flatMap(instant, (at) =>
            Effect.map(
              mark(claim, [JSON.stringify([...new Set(kinds)].map(Written.text)), limit, ttl, Written.text(`${by}#${me}#${++claims}.`), at]),
              (rows) =>
                rows.map((row): Leased => ({ ...message(row), tries: row[6] as number, lease: Written.read(row[7] as string) }))
            )),

    ack: (messages: ReadonlyArray<Leased>) =>
      messages.length === 0
        ? Effect.void
        : mark(ack, [JSON.stringify(messages.map((it) => ({ c: Written.text(it.caseId), n: it.seq, l: Written.text(it.lease) })))]),

    retry: (message: Leased, after: number, why: string) => mark(retry, [...leaseOf(message), after, Written.text(why)]),

    bury: (message: Leased, why: string) => mark(bury, [...leaseOf(message), Written.text(why)]),

    revive: (id: MessageId, how: "again" | "skip") => {
      const one = parseMessageId(id)
      return one === null ? Effect.void : mark(how === "skip" ? skip : again, [Written.text(one.caseId), one.seq])
    },

    buried: (cursor: Cursor | undefined): Effect.Effect<Page<Buried>, StoreDown> => {
      const [caseId, seq] = Paging.from<readonly [string, number]>(cursor, ["", 0])
      return Effect.map(read(buried, [Written.text(caseId), seq, Paging.size() + 1]), (rows) =>
        Paging.page(
          rows.map((row): Buried => ({ ...message(row), why: Written.read(row[6] as string) })),
          Paging.size(),
          (it) => [it.caseId, it.seq]
        ))
    }
  }
}
