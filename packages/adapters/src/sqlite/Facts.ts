/** What cases listen to, and what stands between them; each row is written by its own case's change. */
import type { Change, Cursor, Page, TopicKey } from "@frontdesk/core/port/CaseStore"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Connection } from "./Connection.ts"
import * as Paging from "../rows/Paging.ts"

export const make = ({ prefix: p, sql }: Connection) => {
  const listen = `insert into ${p}watch (topic, case_id) values (?, ?) on conflict do nothing`
  const ignore = `delete from ${p}watch where topic = ? and case_id = ?`
  const state =
    `insert into ${p}standing (topic, case_id, seq, payload) values (?, ?, ?, ?)
     on conflict do update set seq = excluded.seq, payload = excluded.payload`
  const lift = `delete from ${p}standing where topic = ? and case_id = ?`
  const watchers = `select case_id from ${p}watch where topic = ? and case_id > ? order by case_id limit ?`
  const standing = `select case_id, seq, payload from ${p}standing where topic = ? order by case_id`

  return {
    write: ({ caseId, standing, watch }: Change) => {
      for (const topic of watch.off) sql(ignore).run(topic, caseId)
      for (const topic of watch.on) sql(listen).run(topic, caseId)
      for (const topic of standing.off) sql(lift).run(topic, caseId)
      for (const { seq, topic, values } of standing.on) sql(state).run(topic, caseId, seq, JSON.stringify(values))
    },

    watchers: (topic: TopicKey, cursor: Cursor | undefined): Page<string> =>
      Paging.page(
        sql(watchers).all(topic, ...Paging.from(cursor, [""]), Paging.size() + 1).map((row) => row[0] as string),
        Paging.size(),
        (id) => [id]
      ),

    standing: (topics: ReadonlyArray<TopicKey>) =>
      [...new Set(topics)].flatMap((topic) =>
        sql(standing).all(topic).map(([caseId, seq, payload]) => ({
          topic,
          caseId: caseId as string,
          seq: seq as number,
          values: JSON.parse(payload as string) as Values
        }))
      )
  }
}
