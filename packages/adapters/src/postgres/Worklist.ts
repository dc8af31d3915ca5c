/**
 * The worklist: one narrow row for each key of a live task, in the order people read it; the task itself is in the first
 * of its rows. A page for several keys takes a page of each from its index, so its price is the page, not the worklist.
 */
import { Effect } from "effect"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Cursor, Page, StoreDown, TaskQuery } from "@frontdesk/core/port/CaseStore"
import * as Paging from "../rows/Paging.ts"
import * as Place from "../rows/Place.ts"
import type { Connection, Params } from "./Connection.ts"
import * as Written from "./Written.ts"

export const make = ({ read, schema: s }: Connection) => {
  const order = "t.rank, t.due, t.case_id, t.n"

  const query = (q: TaskQuery, [rank, due, caseId, n]: Place.Place, limit: number): readonly [string, Params] => {
    const params: Array<number | string> = [limit, rank, due, Written.text(caseId), n]
    const value = (it: number | string) => `$${params.push(it)}`
    let where = `(${order}) > ($2::int, $3::bigint, $4, $5::bigint)`
    if (q.procedure !== undefined) where += ` and t.procedure = ${value(Written.text(q.procedure))}`
    if (q.dueBefore !== undefined) where += ` and t.due < ${value(q.dueBefore)}::bigint`
    const rows = (more: string) => `select t.* from ${s}fd_task t where ${where} ${more} order by ${order} limit $1::bigint`
    const task = `join ${s}fd_task b on b.case_id = t.case_id and b.n = t.n and b.body is not null`
    const keys = q.keys && JSON.stringify([...new Set(q.keys.map(Written.key))])
    const offered = (to: string) =>
      ` and exists (select from ${s}fd_task o where o.case_id = t.case_id and o.n = t.n and o.key in (select json_array_elements_text(${to}::json)))`
    const held = (by: string) => ` and exists (select from ${s}fd_task h where h.case_id = t.case_id and h.n = t.n and h.key = ${by})`

    if (q.caseId !== undefined) {
      let more = `and t.case_id = ${value(Written.text(q.caseId))} and t.body is not null`
      if (keys !== undefined) more += offered(value(keys))
      if (q.holder !== undefined) more += held(value(Written.key(Place.holding(q.holder))))
      return [rows(more).replace("select t.*", "select t.body"), params]
    }
    if (q.holder !== undefined) {
      let more = `and t.key = ${value(Written.key(Place.holding(q.holder)))}`
      if (keys !== undefined) more += offered(value(keys))
      return [`select b.body from (${rows(more)}) t ${task} order by ${order}`, params]
    }
    if (keys === undefined) return [rows("and t.body is not null").replace("select t.*", "select t.body"), params]
    const each = `json_array_elements_text(${value(keys)}::json) as k(key) cross join lateral (${rows("and t.key = k.key")}) t`
    return [
      `select b.body from (select distinct ${order} from ${each} order by ${order} limit $1::bigint) t ${task} order by ${order}`,
      params
    ]
  }

  return (q: TaskQuery, cursor: Cursor | undefined, limit: number): Effect.Effect<Page<TaskRow>, StoreDown> =>
    Effect.map(read(...query(q, Paging.from(cursor, Place.start), limit + 1)), (rows) =>
      Paging.page(rows.map(([body]) => JSON.parse(body as string) as TaskRow), limit, Place.of))
}
