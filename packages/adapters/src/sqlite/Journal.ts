/**
 * Entries: written one row a change, read back entry by entry, per case or in the order of the whole store.
 *
 * A row is added behind all others, so those of one commit share their pages. An index of all rows by case would cost a
 * case with a long history a page of its own at each step; so only some are marked, and each row knows the one before.
 */
import type { Cursor, EntryRow, Page } from "@frontdesk/core/port/CaseStore"
import { unframe } from "../rows/Entries.ts"
import type { Connection, Row } from "./Connection.ts"

/** A case's changes are marked once in so many entries. */
const every = 32

export const make = ({ prefix: p, sql }: Connection) => {
  const insert = `insert into ${p}change (of, first, last, entries, prev, mark) values (?, ?, ?, ?, ?, ?)`
  const ofCase = `select n, tail from ${p}case where id = ? and version > ?`
  const marks = `select n from ${p}change where of = ? and mark = 1 and last > ? order by last`
  // from a marked one, or the newest, back to the mark before
  const back =
    `with recursive b (n, prev) as (
       select n, prev from ${p}change where n = ?
       union all select h.n, h.prev from b join ${p}change h on h.n = b.prev where h.mark = 0 and h.last > ?
     ) select h.first, h.entries from b cross join ${p}change h on h.n = b.n order by h.last`
  const sinceVersion =
    `with recursive b (n, prev) as (
       select n, prev from ${p}change where n = ?
       union all select h.n, h.prev from b join ${p}change h on h.n = b.prev where h.last > ?
     ) select h.first, h.entries from b cross join ${p}change h on h.n = b.n order by h.last`
  const fromPlace =
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

  const changes = function*(caseId: string, after: number): Generator<Row> {
    const found = sql(ofCase).get(caseId, after)
    if (found === undefined) return
    const [of, tail] = found as unknown as [number, number | null]
    let last: number | null = null
    for (const [n] of sql(marks).iterate(of, after)) {
      last = n as number
      yield* sql(back).all(last, after)
    }
    if (tail !== null && tail !== last) yield* sql(back).all(tail, after)
  }

  return {
    /** what `write` will call the next change */
    next: `(select ifnull(max(n), 0) + 1 from ${p}change)`,

    /** `text`: the entries as `frame` puts them; `prev`: number of the case's change before, `null` for none, or one of a time when all were marked. The number of this one. */
    write: (of: number, entries: ReadonlyArray<EntryRow>, text: string, prev: number | null): number => {
      const first = entries[0]!.seq
      const last = entries.at(-1)!.seq
      const mark = Math.floor(last / every) > Math.floor((first - 1) / every) ? 1 : 0
      return sql(insert).run(of, first, last, text, prev, mark).n
    },

    /** The entries after a version, of the case whose newest change is `tail`. */
    since: (tail: number, version: number): ReadonlyArray<EntryRow> =>
      sql(sinceVersion).all(tail, version).flatMap(([first, text]) => unframe(first as number, text as string)),

    journal: (caseId: string, after: number, limit: number): ReadonlyArray<EntryRow> =>
      collect(changes(caseId, after), limit, ([first, text]) =>
        unframe(first as number, text as string).filter((entry) => entry.seq > after)),

    /** A cursor is the change to go on with, and how many of its entries were given. */
    feed: (cursor: Cursor | null, limit: number): Page<EntryRow & { readonly caseId: string }> => {
      const [from, given] = cursor === null ? [0, 0] : (JSON.parse(cursor) as readonly [number, number])
      const found = collect(sql(fromPlace).iterate(from), limit, ([n, first, text, caseId]) => {
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
