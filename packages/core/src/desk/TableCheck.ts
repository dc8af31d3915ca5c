/**
 * Whether rows of a host's table are what the handbook says of it: no key twice, and what adds up does (language §3.4).
 * Rows of a handbook were checked when it was compiled.
 *
 * @since 0.1.0
 */
import { BigDecimal } from "effect"
import * as Decimal from "../domain/Decimal.ts"
import * as Query from "../domain/Query.ts"
import type { Values } from "../domain/Value.ts"
import type { Table } from "../plan/Plan.ts"

/** What is wrong, for whoever keeps the host. */
export const problem = ({ addsUp, columns, key }: Table, rows: ReadonlyArray<Values>): string | undefined => {
  const seen = new Set<string>()
  for (const [i, row] of rows.entries()) {
    const missing = columns.find(({ name, needed }) => needed === true && row[name] === undefined)
    if (missing !== undefined) return `row ${i + 1} has no ${missing.name}`
    const own = Query.keyOf(key.map((column) => row[column] ?? ""))
    if (seen.has(own)) return `row ${i + 1} has the key of an earlier one (${key.join(", ")})`
    seen.add(own)
  }
  for (const [column, wanted] of Object.entries(addsUp ?? {})) {
    const sum = BigDecimal.sumAll(rows.flatMap((row) => Decimal.of(row[column]) ?? []))
    const total = Decimal.of(wanted)
    if (total !== undefined && !BigDecimal.equals(sum, total)) return `${column} adds up to ${Decimal.write(sum)}, not to ${wanted}`
  }
  return undefined
}
