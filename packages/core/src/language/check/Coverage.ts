/**
 * Calendars that know the days they are asked for (language §15.1).
 *
 * `calendar-uncovered`: a term that is beyond what is known wherever it begins (counted from the first day that is
 * known, or from the day this version counts if that is later), so that each of its dues is provisional; and a handbook
 * that says more is covered than its source of holidays knows. A term that only reaches beyond the end when it begins
 * close to it is what `provisional` is for, and is no slip. `calendar-unused`: no sentence of the handbook and its
 * procedures names it. Nothing is said where a file could not be read or a source is not at hand.
 */
import * as Day from "../../domain/Day.ts"
import type { Deadline } from "../../domain/Deadline.ts"
import * as Term from "../../domain/Term.ts"
import type { Term as Length } from "../../domain/Time.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import * as Span from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"
import type * as Tree from "../syntax/tree/Time.ts"
import type { PublicDays, Ruler } from "./Ruler.ts"
import { termOf } from "./Timeline.ts"
import * as Witness from "./Witness.ts"

/** Terms and waits of a procedure that are always beyond what their calendar knows. */
export const uncovered = (procedure: Procedure, report: Report, ruler: Ruler): void => {
  const look = (deadline: Deadline | undefined, tree: Maybe<Tree.Deadline>): void => {
    const written = sound(tree)
    if (deadline === undefined || written === undefined || deadline.kind !== "after") return
    const term = termOf(deadline.term, procedure)
    const calendar = term === undefined || term === null ? undefined : asks(term, ruler)
    if (term === undefined || term === null || calendar === undefined) return
    const { covered, name } = calendar
    const since = versionFrom(procedure)
    const first = since !== undefined && since > covered.from ? since : covered.from
    const reaches = first <= covered.to ? ruler.after(Day.start(first, ruler.time.zone), term) : undefined
    if (reaches !== undefined) return
    report.add("calendar-uncovered", written.span, { calendar: name, from: first, to: covered.to, term: Witness.length(term) })
  }
  const due = (of: { readonly within: Deadline } | null | undefined, tree: Maybe<Tree.Due>) => look(of?.within, sound(tree)?.within)
  const ladder = (rungs: ReadonlyArray<{ readonly due: { readonly within: Deadline } | null }>, own: Maybe<Tree.Due>, tree: Maybe<Tree.Ladder>) => {
    if (tree === undefined) return due(rungs[0]?.due, own)
    for (const [i, it] of (sound(tree)?.rungs ?? []).entries()) if (!isBroken(it.value)) due(rungs[i]?.due, it.value.due)
  }
  ladder(procedure.rungs, procedure.tree.due, procedure.tree.ladder)
  for (const { resolved, tree } of procedure.records) {
    if ((tree.kind === "task" || tree.kind === "stage") && (resolved?.kind === "task" || resolved?.kind === "stage")) {
      ladder(resolved.rungs, tree.due, tree.ladder)
    } else if (tree.kind === "file" && resolved?.kind === "task") {
      due(resolved.rungs[0].due, tree.due)
    } else if (tree.kind === "wait" && resolved?.kind === "wait") look(resolved.until, tree.until)
  }
}

/** The calendar a term asks about its days, if it asks any and its days are known. */
const asks = (term: Length, ruler: Ruler) => {
  const family = Term.family(term.unit)
  if (family === "open-days" || family === "open-time") return ruler.calendar(term.calendar)
  return family === "days" && ruler.time.holidays !== "stay" ? ruler.calendar(undefined) : undefined
}

/** The day from which this version counts. */
const versionFrom = (procedure: Procedure): string | undefined => {
  for (const change of sound(procedure.tree.changes)?.items ?? []) {
    if (!isBroken(change) && sound(change.version)?.value === procedure.version) return sound(change.from)?.date
  }
  return undefined
}

interface Book {
  readonly tree: HandbookTree
  readonly handbook: Handbook
}

/** A handbook's calendars: known as far as they say, and asked by somebody. */
export const calendars = (
  { handbook, tree }: Book,
  procedures: ReadonlyArray<Procedure>,
  report: Report,
  publicDays: PublicDays
): void => {
  for (const entry of sound(tree.calendars)?.entries ?? []) {
    const covered = isBroken(entry.value) ? undefined : sound(entry.value.covered)
    const spec = handbook.calendars.entries.get(entry.name.text)?.value
    const source = spec === undefined || spec.holidays === "none" ? undefined : publicDays(spec.holidays, spec.covered.from, spec.covered.to)
    if (covered === undefined || spec === undefined || source === undefined) continue
    const { from, to } = source.known
    if (from <= spec.covered.from && to >= spec.covered.to) continue
    const known = from <= to && from <= spec.covered.to && to >= spec.covered.from ? { from, to } : undefined
    report.add("calendar-source-short", covered.span, { calendar: spec.name, source: spec.holidays, known }, {
      fix: known === undefined ? undefined : {
        title: said(`Say \`${from} to ${to}\``, `改为 \`${from} to ${to}\``),
        safe: false,
        edits: [{ span: covered.span, text: `${from} to ${to}` }]
      }
    })
  }
  unused(handbook, tree, procedures, report)
}

const unused = (handbook: Handbook, tree: HandbookTree, procedures: ReadonlyArray<Procedure>, report: Report): void => {
  const meant = handbook.time?.calendar
  const others = [...handbook.calendars.entries].filter(([name, it]) => name !== meant && it.value !== undefined)
  const unread = [...handbook.procedures.entries.values()].some((it) => it.value === undefined)
  // misspelt, it means one of the others
  if (others.length === 0 || meant === undefined || !handbook.calendars.entries.has(meant) || tree.incomplete || unread || !procedures.every((it) => it.sound)) return
  // what a procedure means is plain data: a calendar that is named stands in it as a text of its own
  const said = procedures.map((it) => JSON.stringify([it.rungs, it.intake, it.steps, it.orders, it.holds, it.parameters])).join("")
  const written = [tree.schedules, tree.parameters, tree.quotas].flatMap((it) => (it === undefined ? [] : Span.text(it.span))).join("\n")
  const schedules = procedures.flatMap(({ tree: { schedules } }) => (schedules === undefined ? [] : Span.text(schedules.span))).join("\n")
  for (const [name, { span }] of others) {
    if (said.includes(`"${name}"`) || written.includes(name) || schedules.includes(name)) continue
    report.add("calendar-unused", span, { calendar: name })
  }
}
