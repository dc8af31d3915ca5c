/**
 * The rows of a run: what the cases have written so far, fills and corrections merged, after what was given before it.
 *
 * @since 0.1.0
 */
import type { CaseId } from "../case/State.ts"
import type { Entry } from "../case/Entry.ts"
import type { FactRow } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import * as LedgerName from "../plan/LedgerName.ts"

/** An entry of some case, in the order of the whole run. */
export interface Logged {
  readonly case: CaseId
  readonly procedure: string
  readonly entry: Entry
}

/** A row and what a part of the run did to it. */
export interface Row extends FactRow {
  readonly case: CaseId
  readonly seq: number
}

const writes = ({ entry, procedure }: Logged, register: string): boolean =>
  entry._tag === "Filed"
    ? LedgerName.archive(procedure, entry.archive) === register
    : (entry._tag === "Recorded" || entry._tag === "Filled") && LedgerName.of(procedure, entry.ledger) === register

/** All rows of a ledger or archive (`v0b/cash-box`, `archive:v0b/unit-file`) as of an instant, oldest first. */
export const rows = (log: ReadonlyArray<Logged>, register: string, upTo: Instant): ReadonlyArray<Row> => {
  const found = new Map<string, Row>()
  for (const logged of log) {
    const { case: id, entry } = logged
    if (entry.at > upTo || !writes(logged, register)) continue
    if (entry._tag === "Filed") {
      if (entry.replaces !== undefined) found.delete(`${id}:${entry.replaces}`)
      found.set(`${id}:${entry.seq}`, { case: id, seq: entry.seq, at: entry.at, values: { key: entry.key, papers: entry.papers } })
    } else if (entry._tag === "Recorded") {
      if (entry.replaces !== undefined) found.delete(`${id}:${entry.replaces}`)
      found.set(`${id}:${entry.seq}`, { case: id, seq: entry.seq, at: entry.at, values: entry.row })
    } else if (entry._tag === "Filled") {
      const key = `${id}:${entry.row}`
      const row = found.get(key)
      if (row !== undefined) found.set(key, { ...row, values: { ...row.values, ...entry.cells } })
    }
  }
  return [...found.values()]
}

/** Rows that were added or filled in a stretch of the run, whole; and how many of them are new. */
export const written = (
  log: ReadonlyArray<Logged>,
  since: number,
  register: string
): { readonly added: number; readonly rows: ReadonlyArray<Values> } => {
  const touched = new Set<string>()
  let added = 0
  for (const logged of log.slice(since)) {
    if (!writes(logged, register)) continue
    const { case: id, entry } = logged
    if (entry._tag === "Filled") {
      touched.add(`${id}:${entry.row}`)
    } else {
      added++
      touched.add(`${id}:${entry.seq}`)
    }
  }
  const all = rows(log, register, Infinity)
  return { added, rows: all.flatMap((row) => (touched.has(`${row.case}:${row.seq}`) ? [row.values] : [])) }
}
