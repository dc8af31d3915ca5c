/** Ledger rows as they were written, in the order of the book: instant, case, entry. */
import { Effect } from "effect"
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Cursor, LedgerRow, Page, StoreDown } from "@frontdesk/core/port/CaseStore"
import * as Paging from "../rows/Paging.ts"
import type { Connection } from "./Connection.ts"
import * as Written from "./Written.ts"

export interface LedgerQuery {
  readonly ledger: string
  readonly from?: Instant
  readonly to?: Instant
  readonly caseId?: string
}

export const make = ({ read, schema: s }: Connection) => {
  const select = (of: string) =>
    `select at::float8, case_id, seq::float8, cells, replaces::float8, fills::float8 from ${s}fd_ledger
     where ledger = $1 and at >= $2::bigint and at < $3::bigint and (at, case_id, seq) > ($4::bigint, $5, $6::bigint) ${of}
     order by at, case_id, seq limit $7::bigint`
  const [ofAll, ofCase] = [select(""), select("and case_id = $8")]

  return (q: LedgerQuery, cursor: Cursor | undefined, limit: number): Effect.Effect<Page<LedgerRow>, StoreDown> => {
    const [at, caseId, seq] = Paging.from<readonly [number, string, number]>(cursor, [Number.MIN_SAFE_INTEGER, "", 0])
    const range = [
      Written.text(q.ledger), q.from ?? Number.MIN_SAFE_INTEGER, q.to ?? Number.MAX_SAFE_INTEGER, at, Written.text(caseId), seq, limit + 1
    ]
    return Effect.map(q.caseId === undefined ? read(ofAll, range) : read(ofCase, [...range, Written.text(q.caseId)]), (rows) =>
      Paging.page(
        rows.map(([at, caseId, seq, cells, replaces, fills]): LedgerRow => ({
          ledger: q.ledger,
          caseId: Written.read(caseId as string),
          at: at as number,
          seq: seq as number,
          columns: JSON.parse(cells as string) as Values,
          ...(replaces === null ? {} : { replaces: replaces as number }),
          ...(fills === null ? {} : { fills: fills as number })
        })),
        limit,
        (row) => [row.at, row.caseId, row.seq]
      ))
  }
}
