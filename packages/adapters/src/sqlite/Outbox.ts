/** Messages on their way (law L12). Only the first of a lane has state 0 and so a place in the index that is claimed from. */
import { messageId, parseMessageId } from "@frontdesk/core/port/Batch"
import type { Buried, Cursor, Leased, MessageId, MessageRow, Page, WorkerId } from "@frontdesk/core/port/CaseStore"
import { compare } from "@frontdesk/core/port/Text"
import { randomUUID } from "node:crypto"
import type { Connection } from "./Connection.ts"
import * as Paging from "../rows/Paging.ts"

export const make = ({ prefix: p, sql }: Connection) => {
  const inLane = `select 1 from ${p}message where case_id = ? and lane = ? limit 1`
  const insert =
    `insert into ${p}message (case_id, seq, lane, kind, body, after, due, state) values (?, ?, ?, ?, ?, ?, ?, ?)`
  const remove = `delete from ${p}message where case_id = ? and seq = ? returning lane`
  const firstOfLane = `select seq, state from ${p}message where case_id = ? and lane = ? order by seq limit 1`
  const advance = `update ${p}message set state = 0, due = after where case_id = ? and seq = ?`
  const due =
    `select due, case_id, seq from ${p}message where state = 0 and kind = ? and due <= ? order by due, case_id, seq limit ?`
  const lease =
    `update ${p}message set due = ?, tries = tries + 1, lease = ? where case_id = ? and seq = ? returning lane, kind, body, after, tries`
  const leaseOf = `select lease from ${p}message where case_id = ? and seq = ?`
  const again = `update ${p}message set lease = null, after = ?, due = ?, why = ? where case_id = ? and seq = ? and lease = ?`
  const bury = `update ${p}message set lease = null, state = 2, why = ? where case_id = ? and seq = ? and lease = ?`
  const isBuried = `select 1 from ${p}message where case_id = ? and seq = ? and state = 2`
  const buried =
    `select case_id, seq, lane, kind, body, after, why from ${p}message where state = 2 and (case_id, seq) > (?, ?) order by case_id, seq limit ?`

  // Proof of a lease across all processes.
  const me = randomUUID()
  let leases = 0

  const drop = (caseId: string, seq: number) => {
    const gone = sql(remove).get(caseId, seq)
    if (gone === undefined || gone[0] === null) return
    const next = sql(firstOfLane).get(caseId, gone[0]!)
    if (next?.[1] === 1) sql(advance).run(caseId, next[0]!)
  }

  return {
    add: (caseId: string, { after, body, kind, lane, seq }: MessageRow) => {
      const behind = lane !== null && sql(inLane).get(caseId, lane) !== undefined
      sql(insert).run(caseId, seq, lane, kind, body, after, after, behind ? 1 : 0)
    },

    remove: (id: MessageId) => {
      const message = parseMessageId(id)
      if (message !== null) drop(message.caseId, message.seq)
    },

    /** What could be leased now, soonest first. */
    due: (kinds: ReadonlyArray<string>, limit: number, now: number) =>
      [...new Set(kinds)]
        .flatMap((kind) => sql(due).all(kind, now, limit) as ReadonlyArray<readonly [number, string, number]>)
        .sort((a, b) => a[0] - b[0] || compare(a[1], b[1]) || a[2] - b[2])
        .slice(0, limit),

    lease: (caseId: string, seq: number, by: WorkerId, until: number): Leased => {
      const token = `${by}#${me}#${++leases}`
      const [lane, kind, body, after, tries] = sql(lease).get(until, token, caseId, seq) as unknown as [
        string | null, string, string, number, number
      ]
      return { seq, lane, kind, body, after, id: messageId(caseId, seq), caseId, tries, lease: token }
    },

    ack: (message: Leased) => {
      if (sql(leaseOf).get(message.caseId, message.seq)?.[0] === message.lease) drop(message.caseId, message.seq)
    },

    retry: (message: Leased, after: number, why: string) => {
      sql(again).run(after, after, why, message.caseId, message.seq, message.lease)
    },

    bury: (message: Leased, why: string) => {
      sql(bury).run(why, message.caseId, message.seq, message.lease)
    },

    revive: (id: MessageId, how: "again" | "skip") => {
      const message = parseMessageId(id)
      if (message === null || sql(isBuried).get(message.caseId, message.seq) === undefined) return
      if (how === "skip") drop(message.caseId, message.seq)
      else sql(advance).run(message.caseId, message.seq)
    },

    buried: (cursor: Cursor | undefined): Page<Buried> =>
      Paging.page(
        sql(buried).all(...Paging.from(cursor, ["", 0]), Paging.size() + 1).map((row): Buried => {
          const [caseId, seq, lane, kind, body, after, why] = row as unknown as [
            string, number, string | null, string, string, number, string
          ]
          return { id: messageId(caseId, seq), caseId, seq, lane, kind, body, after, why }
        }),
        Paging.size(),
        (it) => [it.caseId, it.seq]
      )
  }
}
