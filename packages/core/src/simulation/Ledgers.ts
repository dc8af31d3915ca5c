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

/** An entry of some case, in the order of the whole run. */
export interface Logged {
  readonly case: CaseId
  readonly entry: Entry
}

/** A row and what a part of the run did to it. */
export interface Row extends FactRow {
  readonly case: CaseId
  readonly seq: number
}

/** All rows of a ledger as of an instant, oldest first. */
export const rows = (log: ReadonlyArray<Logged>, ledger: string, upTo: Instant): ReadonlyArray<Row> => {
  const found = new Map<string, Row>()
  for (const { case: id, entry } of log) {
    if (entry.at > upTo) continue
    if (entry._tag === "Filed" && entry.archive === ledger) {
      if (entry.replaces !== undefined) found.delete(`${id}:${entry.replaces}`)
      found.set(`${id}:${entry.seq}`, { case: id, seq: entry.seq, at: entry.at, values: { key: entry.key, papers: entry.papers } })
    } else if (entry._tag === "Recorded" && entry.ledger === ledger) {
      if (entry.replaces !== undefined) found.delete(`${id}:${entry.replaces}`)
      found.set(`${id}:${entry.seq}`, { case: id, seq: entry.seq, at: entry.at, values: entry.row })
    } else if (entry._tag === "Filled" && entry.ledger === ledger) {
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
  ledger: string
): { readonly added: number; readonly rows: ReadonlyArray<Values> } => {
  const touched = new Set<string>()
  let added = 0
  for (const { case: id, entry } of log.slice(since)) {
    if ((entry._tag === "Recorded" && entry.ledger === ledger) || (entry._tag === "Filed" && entry.archive === ledger)) {
      added++
      touched.add(`${id}:${entry.seq}`)
    } else if (entry._tag === "Filled" && entry.ledger === ledger) touched.add(`${id}:${entry.row}`)
  }
  const all = rows(log, ledger, Infinity)
  return { added, rows: all.flatMap((row) => (touched.has(`${row.case}:${row.seq}`) ? [row.values] : [])) }
}
