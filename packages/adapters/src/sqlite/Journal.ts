/** Entries: written one row a change, read back entry by entry, per case or in the order of the whole store. */
import type { Cursor, EntryRow, Page } from "@frontdesk/core/port/CaseStore"
import { frame, unframe } from "../rows/Entries.ts"
import type { Connection, Row } from "./Connection.ts"

export const make = ({ prefix: p, sql }: Connection) => {
  const insert = `insert into ${p}change (of, first, last, entries) values (?, ?, ?, ?)`
  const ofCase = `select h.first, h.entries from ${p}change h where h.of = (select n from ${p}case where id = ?) and h.last > ? order by h.last`
  const since =
    `select h.n, h.first, h.entries, c.id from ${p}change h join ${p}case c on c.n = h.of where h.n >= ? order by h.n`

  const collect = <A>(rows: Iterable<Row>, limit: number, entries: (row: Row) => ReadonlyArray<A>): ReadonlyArray<A> => {
    const found: Array<A> = []
    for (const row of rows) {
      for (const entry of entries(row)) {
        if (found.length === limit) return found
        found.push(entry)
      }
      if (found.length >= limit) break
    }
    return found
  }

  return {
    write: (of: number, entries: ReadonlyArray<EntryRow>) => {
      sql(insert).run(of, entries[0]!.seq, entries.at(-1)!.seq, frame(entries))
    },

    journal: (caseId: string, after: number, limit: number): ReadonlyArray<EntryRow> =>
      collect(sql(ofCase).iterate(caseId, after), limit, ([first, text]) =>
        unframe(first as number, text as string).filter((entry) => entry.seq > after)),

    /** A cursor is the change to go on with, and how many of its entries were given. */
    feed: (cursor: Cursor | null, limit: number): Page<EntryRow & { readonly caseId: string }> => {
      const [from, given] = cursor === null ? [0, 0] : (JSON.parse(cursor) as readonly [number, number])
      const found = collect(sql(since).iterate(from), limit, ([n, first, text, caseId]) => {
        const entries = unframe(first as number, text as string)
        return entries
          .map((entry, i) => ({ item: { ...entry, caseId: caseId as string }, next: i + 1 < entries.length ? [n, i + 1] : [Number(n) + 1, 0] }))
          .slice(n === from ? given : 0)
      })
      return {
        items: found.map((it) => it.item),
        next: found.length === 0 ? cursor : JSON.stringify(found.at(-1)!.next)
      }
    }
  }
}
