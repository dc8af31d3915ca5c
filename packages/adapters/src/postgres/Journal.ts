/**
 * Entries: written one row a change, read back entry by entry, per case or in the order of the whole store (law L13).
 *
 * The feed goes by the transactions' numbers, and only as far as none is open that is older: a transaction that
 * commits late stands before what was given already, and would never be seen. So a transaction that stays open, of
 * whatever program on the server, holds the feed back until it ends.
 */
import { Effect } from "effect"
import type { Cursor, EntryRow, Page, StoreDown } from "@frontdesk/core/port/CaseStore"
import { unframe } from "../rows/Entries.ts"
import type { Connection } from "./Connection.ts"
import { pause } from "./Connection.ts"
import * as Written from "./Written.ts"

type Place = readonly [tx: number, of: number, last: number, given: number]
type Fed = EntryRow & { readonly caseId: string }

/** ms the feed waits for transactions that are just ending, instead of saying that there is nothing more */
const patience = 100

export const make = ({ own, read, schema: s }: Connection) => {
  const ofCase =
    `select h.first::float8, h.entries from ${s}fd_change h where h.of = (select n from ${s}fd_case where id = $1) and h.last > $2::bigint
     order by h.last limit $3::bigint`
  const settled = `(select pg_snapshot_xmin(pg_current_snapshot())::text::bigint + ahead from ${s}fd_feed)`
  const since =
    `select h.tx::float8, h.of::float8, h.last::float8, h.first::float8, h.entries, c.id
     from ${s}fd_change h join ${s}fd_case c on c.n = h.of
     where (h.tx, h.of, h.last) >= ($1::bigint, $2::bigint, $3::bigint) and h.tx < ${settled}
     order by h.tx, h.of, h.last limit $4::bigint`
  const unsettled = `select 1 from ${s}fd_change where tx >= ${settled} limit 1`

  const feed = Effect.fnUntraced(function*(cursor: Cursor | null, limit: number) {
    const [tx, of, last, given] = cursor === null ? [0, 0, 0, 0] : (JSON.parse(cursor) as Place)
    // Each change has an entry at least; the first one may have been given.
    const rows = yield* read(since, [tx, of, last, limit + 1])
    const items: Array<Fed> = []
    let next: Place | null = null
    for (const [t, o, l, first, text, caseId] of rows) {
      const entries = unframe(first as number, Written.read(text as string))
      const from = t === tx && o === of && l === last ? given : 0
      const some = entries.slice(from, from + limit - items.length)
      if (some.length > 0) {
        for (const entry of some) items.push({ ...entry, caseId: Written.read(caseId as string) })
        next = [t as number, o as number, l as number, from + some.length]
      }
      if (items.length >= limit) break
    }
    return { items, next: next === null ? cursor : JSON.stringify(next) } satisfies Page<Fed>
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

    feed: (cursor: Cursor | null, limit: number): Effect.Effect<Page<Fed>, StoreDown> => {
      const go = (since: number, turn: number): Effect.Effect<Page<Fed>, StoreDown> =>
        Effect.flatMap(feed(cursor, limit), (page) =>
          page.items.length >= limit || !own || performance.now() - since > patience
            ? Effect.succeed(page)
            : Effect.flatMap(read(unsettled, []), (open) =>
                open.length === 0 ? Effect.succeed(page) : Effect.andThen(pause(2 ** turn), go(since, turn + 1))))
      return Effect.suspend(() => go(performance.now(), 0))
    }
  }
}
