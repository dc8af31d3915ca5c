/** Ledger rows as they were written, in the order of the book: instant, case, entry. */
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Change, Cursor, LedgerRow, Page } from "@frontdesk/core/port/CaseStore"
import type { Connection } from "./Connection.ts"
import * as Paging from "../rows/Paging.ts"

export interface LedgerQuery {
  readonly ledger: string
  readonly from?: Instant
  readonly to?: Instant
  readonly caseId?: string
}

export const make = ({ prefix: p, sql }: Connection) => {
  const insert =
    `insert into ${p}ledger (ledger, at, case_id, seq, cells, replaces, fills) values (?, ?, ?, ?, ?, ?, ?)`
  const select = (of: string) =>
    `select at, case_id, seq, cells, replaces, fills from ${p}ledger
     where ledger = ? ${of} and at >= ? and at < ? and (at, case_id, seq) > (?, ?, ?) order by at, case_id, seq limit ?`

  return {
    write: ({ caseId, ledger }: Change) => {
      for (const row of ledger) {
        sql(insert).run(
          row.ledger, row.at, caseId, row.seq, JSON.stringify(row.columns), row.replaces ?? null, row.fills ?? null
        )
      }
    },

    page: (q: LedgerQuery, cursor: Cursor | undefined, limit: number): Page<LedgerRow> => {
      const range = [
        q.from ?? Number.MIN_SAFE_INTEGER,
        q.to ?? Number.MAX_SAFE_INTEGER,
        ...Paging.from(cursor, [Number.MIN_SAFE_INTEGER, "", 0]),
        limit + 1
      ]
      const rows = q.caseId === undefined
        ? sql(select("")).all(q.ledger, ...range)
        : sql(select("and case_id = ?")).all(q.ledger, q.caseId, ...range)
      return Paging.page(
        rows.map(([at, caseId, seq, cells, replaces, fills]): LedgerRow => ({
          ledger: q.ledger,
          caseId: caseId as string,
          at: at as number,
          seq: seq as number,
          columns: JSON.parse(cells as string) as Values,
          ...(replaces === null ? {} : { replaces: replaces as number }),
          ...(fills === null ? {} : { fills: fills as number })
        })),
        limit,
        (row) => [row.at, row.caseId, row.seq]
      )
    }
  }
}
