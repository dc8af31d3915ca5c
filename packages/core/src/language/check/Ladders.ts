/** Ladders pass on, in order, to somebody else; a stage promises something (language §6.1, §6.10). */
import type { Due } from "../../domain/Deadline.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import type { Rung } from "../../plan/Plan.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type { Ladder } from "../syntax/tree/Time.ts"

export const ladders = (procedure: Procedure, report: Report): void => {
  check(procedure.tree.ladder, procedure.rungs, report)
  for (const { tree, resolved } of procedure.records) {
    if (tree.kind !== "task" && tree.kind !== "stage") continue
    check(tree.ladder, resolved?.kind === "task" || resolved?.kind === "stage" ? resolved.rungs : undefined, report)
    const nothing = tree.kind === "stage" && [tree.due, tree.by, tree.ladder].every((it) => it === undefined)
    if (nothing) report.add("stage-empty", tree.name.span, { stage: tree.name.text })
  }
}

const check = (tree: Maybe<Ladder>, rungs: ReadonlyArray<Rung> | undefined, report: Report): void => {
  const entries = sound(tree)?.rungs ?? []
  const empty = sound(tree)
  if (empty !== undefined && entries.length === 0) report.add("ladder-empty", empty.span, {})
  for (const [i, entry] of entries.entries()) {
    const rung = sound(entry.value)
    const next = entries[i + 1]
    if (rung === undefined) continue
    if (next !== undefined && rung.due === undefined) {
      report.add("ladder-due-missing", entry.name.span, { rung: entry.name.text, next: next.name.text })
    }
    const due = sound(rung.due)
    if (due !== undefined && !isBroken(due.within) && due.within.kind === "at-once") {
      report.add("ladder-at-once", due.within.span, { rung: entry.name.text })
    }
    const before = entries[i - 1]
    const own = rungs?.[i]
    const above = rungs?.[i - 1]
    if (before === undefined || own === undefined || above === undefined) continue
    if (JSON.stringify(own.by) === JSON.stringify(above.by)) {
      report.add("ladder-same-people", entry.name.span, { rung: entry.name.text, before: before.name.text })
    }
    const mine = size(own.due)
    const theirs = size(above.due)
    if (due !== undefined && mine !== undefined && theirs !== undefined && mine.per === theirs.per && mine.n <= theirs.n) {
      report.add("ladder-order", due.span, { rung: entry.name.text, before: before.name.text }, {
        related: [{ span: before.name.span, message: said("the rung above", "上一级") }]
      })
    }
  }
}

/** A term that can be compared with others of the same kind: same anchor, same way of counting. */
const size = (due: Due | null): { readonly n: number; readonly per: string } | undefined => {
  if (due === null || due.or !== undefined || due.within.kind !== "after" || !("term" in due.within.term)) return undefined
  const { n, unit, calendar } = due.within.term.term
  const from = JSON.stringify(due.within.anchors)
  switch (unit) {
    case "week":
      return { n: n * 7, per: `calendar-day  ${from}` }
    case "hour":
      return { n: n * 60, per: `minute  ${from}` }
    case "exact-day":
      return { n: n * 1440, per: `minute  ${from}` }
    case "year":
      return { n: n * 12, per: `month  ${from}` }
    default:
      return { n, per: `${unit} ${calendar ?? ""} ${from}` }
  }
}
