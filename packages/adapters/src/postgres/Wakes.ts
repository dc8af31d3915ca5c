/** Which cases want to be woken when (law L11): one narrow table in the order it is claimed in; who claims waits for nobody. */
import { Effect } from "effect"
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Stored, StoreDown } from "@frontdesk/core/port/CaseStore"
import * as Cases from "./Cases.ts"
import type { Connection } from "./Connection.ts"

/** The instant it is, in ms: the one given, else by the server's clock. */
export const now = (param: string): string => `coalesce(${param}::bigint, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)`

export const make = ({ instant, mark, read, schema: s }: Connection) => {
  // The instant once, not at every row. What was picked is looked up by its key (`any`): joined, the planner would read
  // the whole table for five hundred rows of it, since it cannot know how many they are.
  const claim = `with at as materialized (select ${now("$4")} as now),
picked as materialized (
  select w.case_id from ${s}fd_wake w where w.wake < $1::bigint and w.until <= (select now from at)
  order by w.wake, w.case_id limit $2::bigint for update of w skip locked),
leased as (
  update ${s}fd_wake w set until = (select now from at) + $3::bigint
  where w.case_id = any(array(select case_id from picked)) returning w.case_id, w.wake)
select ${Cases.columns}, l.wake::float8
from leased l join ${s}fd_case c on c.id = l.case_id join ${s}fd_plan p on p.n = c.plan
where c.id = any(array(select case_id from picked)) order by l.wake, l.case_id`
  const next = `with at as materialized (select ${now("$1")} as now)
select least(
  (select wake from ${s}fd_wake where until <= (select now from at) order by wake, case_id limit 1),
  (select min(until) from ${s}fd_wake where until > 0 and until > (select now from at)))::float8`

  return {
    claim: (before: Instant, limit: number, ttl: number): Effect.Effect<ReadonlyArray<Stored & { readonly wake: Instant }>, StoreDown> =>
      Effect.flatMap(instant, (at) =>
        Effect.map(mark(claim, [before, limit, ttl, at]), (rows) =>
          rows.map((row) => ({ ...Cases.stored(row), wake: row[5] as number })))),

    next: Effect.flatMap(instant, (at) => Effect.map(read(next, [at]), ([row]) => (row?.[0] as number | null | undefined) ?? null))
  }
}
