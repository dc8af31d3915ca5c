/** What cases listen to, and what stands between them; each row is written by its own case's change. */
import { Effect } from "effect"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Cursor, Page, StoreDown, TopicKey } from "@frontdesk/core/port/CaseStore"
import * as Paging from "../rows/Paging.ts"
import type { Connection } from "./Connection.ts"
import * as Written from "./Written.ts"

export const make = ({ read, schema: s }: Connection) => {
  const watchers = `select case_id from ${s}fd_watch where topic = $1 and case_id > $2 order by case_id limit $3::bigint`
  const standing =
    `select t.i::int, f.case_id, f.seq::float8, f.payload
     from json_array_elements_text($1::json) with ordinality as t(topic, i) join ${s}fd_standing f on f.topic = t.topic
     where f.topic = any(array(select json_array_elements_text($1::json)))
     order by t.i, f.case_id`

  return {
    watchers: (topic: TopicKey, cursor: Cursor | undefined): Effect.Effect<Page<string>, StoreDown> =>
      Effect.map(read(watchers, [Written.key(topic), Written.text(Paging.from(cursor, [""])[0]!), Paging.size() + 1]), (rows) =>
        Paging.page(rows.map(([id]) => Written.read(id as string)), Paging.size(), (id) => [id])),

    standing: (topics: ReadonlyArray<TopicKey>) => {
      const asked = [...new Set(topics)]
      if (asked.length === 0) return Effect.succeed([])
      return Effect.map(read(standing, [JSON.stringify(asked.map(Written.key))]), (rows) =>
        rows.map(([i, caseId, seq, payload]) => ({
          topic: asked[(i as number) - 1]!,
          caseId: Written.read(caseId as string),
          seq: seq as number,
          values: JSON.parse(payload as string) as Values
        })))
    }
  }
}
