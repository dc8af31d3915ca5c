/**
 * Entries: written one row a change, read back entry by entry, per case or in the order of the whole store (law L13).
 *
 * The feed has places from a sequence, one for each batch; they are drawn before the commit, so a place may show after
 * a later one. Whoever draws one holds a shared advisory lock until his transaction ends, on the last place there was
 * when he began: so a reader knows how far nothing can come in between any more. What others do on the server does not
 * matter; only a host's transaction that has changed a case and stays open holds the feed back.
 */
import { Effect } from "effect"
import type { Cursor, EntryRow, Page, StoreDown } from "@frontdesk/core/port/CaseStore"
import { unframe } from "../rows/Entries.ts"
import type { Connection } from "./Connection.ts"
import * as Written from "./Written.ts"

type Place = readonly [place: number, of: number, last: number, given: number]
type Fed = EntryRow & { readonly caseId: string }

/** The first key of the locks. Of the second one only the lower 32 bits are there. */
export const key = (s: string): string => `'${s}fd_change'::regclass::oid::int`

export const make = ({ read, schema: s }: Connection) => {
  const ofCase =
    `select h.first::float8, h.entries from ${s}fd_change h where h.of = (select n from ${s}fd_case where id = $1) and h.last > $2::bigint
     order by h.last limit $3::bigint`
  // First the last place, then the locks: who is not among them draws a later one.
  const settled = `with f as materialized (select last_value as last from ${s}fd_feed)
select least(f.last, l.first)::float8 from f cross join lateral (
  select min(f.last - (f.last - objid::bigint + 6442450944) % 4294967296) as first
  from pg_locks where locktype = 'advisory' and objsubid = 2 and classid = (${key(s)})::oid
    and database = (select oid from pg_database where datname = current_database())) l`
  const since =
    `select h.place::float8, h.of::float8, h.last::float8, h.first::float8, h.entries, c.id
     from ${s}fd_change h join ${s}fd_case c on c.n = h.of
     where (h.place, h.of, h.last) >= ($1::bigint, $2::bigint, $3::bigint) and h.place <= $4::bigint
     order by h.place, h.of, h.last limit $5::bigint`

  const feed = Effect.fnUntraced(function*(cursor: Cursor | null, limit: number): Effect.fn.Return<Page<Fed>, StoreDown> {
    // In a statement of its own: what is committed by now must be seen by the next one.
    const [settledAt] = yield* read(settled, [])
    const upTo = settledAt![0] as number
    const [place, of, last, given] = cursor === null ? [0, 0, 0, 0] : (JSON.parse(cursor) as Place)
    // Each change has an entry at least; the first one may have been given.
    const rows = yield* read(since, [place, of, last, upTo, limit + 1])
    const items: Array<Fed> = []
    let next: Place | null = null
    for (const [p, o, l, first, text, caseId] of rows) {
      const entries = unframe(first as number, Written.read(text as string))
      const from = p === place && o === of && l === last ? given : 0
      const some = entries.slice(from, from + limit - items.length)
      if (some.length > 0) {
        for (const entry of some) items.push({ ...entry, caseId: Written.read(caseId as string) })
        next = [p as number, o as number, l as number, from + some.length]
      }
      if (items.length >= limit) break
    }
    return { items, next: next === null ? cursor : JSON.stringify(next) }
  })

  return {
    journal: (caseId: string, after: number, limit: number): Effect.Effect<ReadonlyArray<EntryRow>, StoreDown> =>
      Effect.map(read(ofCase, [Written.text(caseId), after, limit]), (rows) => {
        const found: Array<EntryRow> = []
        for (const [first, text] of rows) {
          for (const entry of unframe(first as number, Written.read(text as string))) {
            if (entry.seq > after && found.length < limit) found.push(entry)
          }
        }
        return found
      }),

    feed
  }
}
