/**
 * A ledger as people read it: rows with their later fills, corrected rows left out. The store keeps only what was
 * written, row by row.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { CaseId } from "../case/State.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { LedgerName } from "../plan/LedgerName.ts"
import type { CaseStore, LedgerRow, Page, StoreDown } from "../port/CaseStore.ts"

export interface Line {
  readonly caseId: CaseId
  readonly seq: number
  readonly at: Instant
  readonly columns: Values
}

export interface Asked {
  /** with its handbook: `v0b/cash-box`; what was filed in an archive as `archive:v0b/unit-file` */
  readonly ledger: LedgerName
  /** rows written at or after */
  readonly from?: Instant
  /** rows written before; later fills of them are shown all the same */
  readonly to?: Instant
  readonly caseId?: CaseId
}

/** All pages of something, one after another. */
export const pages = <A, E>(
  read: (cursor: string | undefined) => Effect.Effect<Page<A>, E>
): Effect.Effect<ReadonlyArray<A>, E> =>
  Effect.gen(function*() {
    const items: Array<A> = []
    let cursor: string | undefined
    do {
      const page: Page<A> = yield* read(cursor)
      items.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    return items
  })

/** Rows in the order they were written, fills and corrections applied. */
export const merge = (rows: ReadonlyArray<LedgerRow>): ReadonlyArray<Line> => {
  const byRow = new Map<string, Line>()
  for (const row of rows) {
    const place = (seq: number): string => `${row.caseId}:${seq}`
    if (row.fills !== undefined) {
      const line = byRow.get(place(row.fills))
      if (line !== undefined) byRow.set(place(row.fills), { ...line, columns: { ...line.columns, ...row.columns } })
      continue
    }
    if (row.replaces !== undefined) byRow.delete(place(row.replaces))
    byRow.set(place(row.seq), { caseId: row.caseId, seq: row.seq, at: row.at, columns: row.columns })
  }
  return [...byRow.values()]
}

/** Reads a ledger whole; ask for a span of time or one case where it is long. */
export const read = (store: CaseStore["Service"], asked: Asked): Effect.Effect<ReadonlyArray<Line>, StoreDown> => {
  const { to, ...rest } = asked
  return Effect.map(
    pages((cursor) => store.ledger(rest, cursor)),
    (rows) => merge(rows).filter(({ at }) => to === undefined || at < to)
  )
}

/** As it was at an instant, nothing later: what a decision asks for (engine §2.9). */
export const asOf = (
  store: CaseStore["Service"],
  ledger: LedgerName,
  upTo: Instant
): Effect.Effect<ReadonlyArray<Line>, StoreDown> =>
  Effect.map(pages((cursor) => store.ledger({ ledger, to: upTo + 1 }, cursor)), merge)
