/** Quotas are shares of something that grows (language §11). */
import type { Report } from "../diagnostic/Report.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"
import { sound } from "../syntax/tree/Node.ts"

/** A ledger that no procedure of the handbook adds a row to; whatever could not be read may do it. */
export const populations = (
  { handbook, tree }: { readonly handbook: Handbook; readonly tree: HandbookTree },
  procedures: ReadonlyArray<Procedure>,
  report: Report
): void => {
  const quotas = sound(tree.quotas)?.entries ?? []
  const unread = procedures.some((it) => !it.sound) || [...handbook.procedures.entries.values()].some((it) => it.value === undefined)
  if (quotas.length === 0 || unread) return
  const written = new Set(
    procedures.flatMap((it) => it.records.flatMap(({ resolved }) => (resolved?.kind === "record" && resolved.mode === "add" ? [resolved.ledger] : [])))
  )
  for (const entry of quotas) {
    const found = handbook.quotas.entries.get(entry.name.text)?.value?.quota.of.rows
    const of = sound(sound(entry.value)?.of)
    if (found?.from !== "ledger" || of === undefined || written.has(found.ledger)) continue
    report.add("quota-empty", of.rows.span, { quota: entry.name.text, of: found.ledger })
  }
}
