/** Ladders pass on, in order, to somebody else; a stage promises something (language §6.1, §6.10). */
import type { Deadline } from "../../domain/Deadline.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import type { Rung } from "../../plan/Plan.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type { Ladder } from "../syntax/tree/Time.ts"
import type { Ruler } from "./Ruler.ts"
import { alone, endOf } from "./Timeline.ts"
import * as Witness from "./Witness.ts"

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
    const mine = size(alone(own.due))
    const theirs = size(alone(above.due))
    if (due !== undefined && mine !== undefined && theirs !== undefined && mine.per === theirs.per && mine.n <= theirs.n) {
      report.add("ladder-order", due.span, { rung: entry.name.text, before: before.name.text }, {
        related: [{ span: before.name.span, message: said("the rung above", "上一级") }]
      })
    }
  }
}

/**
 * Rungs that are in order as they are written and not on every date: three working days are over before a week, and
 * not over Golden Week. Proven by a date the calendars know, on which the anchor both count from may lie.
 */
export const order = (procedure: Procedure, report: Report, ruler: Ruler): void => {
  const look = (tree: Maybe<Ladder>, rungs: ReadonlyArray<Rung>): void => {
    for (const [i, entry] of (sound(tree)?.rungs ?? []).entries()) {
      const [above, own] = [rungs[i - 1], rungs[i]]
      const [before, due] = [sound(tree)?.rungs[i - 1], sound(sound(entry.value)?.due)]
      if (above === undefined || own === undefined || before === undefined || due === undefined) continue
      const found = crossing(alone(above.due), alone(own.due), procedure, ruler)
      if (found === undefined) continue
      report.add("ladder-order", due.span, { rung: entry.name.text, before: before.name.text, witness: found(before.name.text, entry.name.text) }, {
        related: [{ span: before.name.span, message: said("the rung above", "上一级") }]
      })
    }
  }
  look(procedure.tree.ladder, procedure.rungs)
  for (const { resolved, tree } of procedure.records) {
    if ((tree.kind === "task" || tree.kind === "stage") && (resolved?.kind === "task" || resolved?.kind === "stage")) look(tree.ladder, resolved.rungs)
  }
}

/** The date on which the second of two rungs is furthest behind the first, told with their names. */
const crossing = (
  above: Deadline | undefined,
  own: Deadline | undefined,
  procedure: Procedure,
  ruler: Ruler
): ((before: string, rung: string) => Said) | undefined => {
  if (above === undefined || own === undefined || !("anchors" in above) || !("anchors" in own)) return undefined
  if (JSON.stringify(above.anchors) !== JSON.stringify(own.anchors)) return undefined
  // those of one kind are compared as they are written
  const [a, b] = [size(above), size(own)]
  if (a !== undefined && b !== undefined && a.per === b.per) return undefined
  let worst: { readonly from: Instant; readonly first: Instant; readonly second: Instant } | undefined
  for (const day of ruler.days) {
    for (const from of ruler.hours(day)) {
      const [first, second] = [endOf(above, from, procedure, ruler), endOf(own, from, procedure, ruler)]
      if (first === undefined || second === undefined || second > first) continue
      if (worst === undefined || first - second > worst.first - worst.second) worst = { from, first, second }
    }
  }
  if (worst === undefined) return undefined
  const { first, from, second } = worst
  const say = (at: Instant) => Witness.instant(at, ruler.time.zone)
  const why = (deadline: Deadline, at: Instant) => Witness.counted(deadline, from, at, procedure, ruler)
  return (before, rung) =>
    said(
      `counted from ${say(from).en}, \`${before}\` is due ${say(first).en} (${why(above, first).en}) and \`${rung}\` ${say(second).en} (${why(own, second).en})`,
      `若从 ${say(from).zh} 起算，\`${before}\`的期限是 ${say(first).zh}（${why(above, first).zh}），\`${rung}\`是 ${say(second).zh}（${why(own, second).zh}）`
    )
}

/** A term that can be compared with others of the same kind: same anchor, same way of counting. */
const size = (deadline: Deadline | undefined): { readonly n: number; readonly per: string } | undefined => {
  if (deadline?.kind !== "after" || !("term" in deadline.term)) return undefined
  const { n, unit, calendar } = deadline.term.term
  const from = JSON.stringify(deadline.anchors)
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
