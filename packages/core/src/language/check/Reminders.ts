/**
 * Reminders that somebody gets (language §15.1): `remind-after-end` for those that are never sent, `remind-closed-hours`
 * for those that wake people at night.
 *
 * Never sent is proven for every date the calendars know, and 00:00 of it, the earliest a term can begin: the instant is
 * before the clock is there, or the task has gone to the next rung by then. Nothing is said of terms from values, of
 * `during` (which moves a reminder) and of what only a pause or an extension would bring about. Sent at night is told
 * with an example: a term that began while the office was open, and a reminder of it more than an hour outside the
 * office's hours; people on duty may be told at any time.
 */
import * as Day from "../../domain/Day.ts"
import type { Deadline, Reminder } from "../../domain/Deadline.ts"
import type { People } from "../../domain/People.ts"
import * as Term from "../../domain/Term.ts"
import type { Instant, LocalDate, Term as Length } from "../../domain/Time.ts"
import type { Rung } from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Fix } from "../diagnostic/Diagnostic.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure } from "../model/Model.ts"
import * as Span from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Time.ts"
import type { Ruler } from "./Ruler.ts"
import { alone, endOf, termOf } from "./Timeline.ts"
import * as Witness from "./Witness.ts"

export const reminders = (procedure: Procedure, report: Report, ruler: Ruler): void => {
  const look = (rungs: ReadonlyArray<Rung>, due: Maybe<Tree.Due>, ladder: Maybe<Tree.Ladder>): void => {
    for (const [i, rung] of rungs.entries()) {
      if (rung.due === null || rung.due.remind.length === 0) continue
      const of = ladder === undefined ? undefined : sound(ladder)?.rungs[i]?.value
      const tree = ladder === undefined ? sound(due) : of === undefined || isBroken(of) ? undefined : sound(of.due)
      const trees = sound(tree?.remind)?.items ?? []
      for (const [at, reminder] of rung.due.remind.entries()) {
        const written = trees[at]
        if (written !== undefined && !isBroken(written)) one(reminder, written, rungs, i, procedure, report, ruler)
      }
    }
  }
  look(procedure.rungs, procedure.tree.due, procedure.tree.ladder)
  for (const { resolved, tree } of procedure.records) {
    if (resolved?.kind !== "task" && resolved?.kind !== "stage") continue
    if (tree.kind === "task" || tree.kind === "stage") look(resolved.rungs, tree.due, tree.ladder)
    else if (tree.kind === "file") look(resolved.rungs, tree.due, undefined)
  }
}

const one = (
  reminder: Reminder,
  written: Tree.Reminder,
  rungs: ReadonlyArray<Rung>,
  i: number,
  procedure: Procedure,
  report: Report,
  ruler: Ruler
): void => {
  const deadline = alone(rungs[i]?.due)
  if (deadline === undefined) return
  const when = sound(written.at)
  const why = never(reminder, deadline, i < rungs.length - 1, alone(rungs[i - 1]?.due), procedure, ruler)
  if (why !== undefined) {
    report.add("remind-after-end", when?.span ?? written.span, { why })
    return
  }
  const night = reminder.during === undefined && !onDuty(reminder.tell) ? atNight(reminder, deadline, procedure, ruler) : undefined
  if (night === undefined) return
  const { calendar, zone } = ruler.time
  report.add("remind-closed-hours", when?.span ?? written.span, {
    began: Witness.instant(night.began, zone),
    at: Witness.instant(night.at, zone),
    calendar
  }, { fix: during(written, calendar) })
}

/** Why a reminder is never sent. */
const never = (
  { at: when, during }: Reminder,
  deadline: Deadline,
  passes: boolean,
  before: Deadline | undefined,
  procedure: Procedure,
  ruler: Ruler
): Said | undefined => {
  if (deadline.kind === "at-once") {
    if (when.when === "every-after") return undefined
    return said("`at once` has no due instant it could be sent before or at", "`at once` 没有到期时刻，也就没有“之前”或“到期时”")
  }
  if (when.when === "every-after") {
    return passes ? said("at its due the task passes to the next rung, and nothing comes after it on this one", "到期时任务已转到下一级，这一级不再有“之后”") : undefined
  }
  if (when.when === "due") {
    return passes && atMidnight(deadline, procedure, ruler)
      ? said("the due is 24:00, so it would be told the next morning, when the next rung has the task", "期限为 24:00，提醒要到次日早上才发，那时任务已转到下一级")
      : undefined
  }
  if (during !== undefined || !relative(deadline)) return undefined
  const rung = before !== undefined && JSON.stringify(anchorsOf(before)) === JSON.stringify(anchorsOf(deadline)) ? before : undefined
  let looked = 0
  for (const day of ruler.days) {
    const anchor = Day.start(day, ruler.time.zone)
    const due = endOf(deadline, anchor, procedure, ruler)
    if (due === undefined) continue
    const armed = rung === undefined ? anchor : (endOf(rung, anchor, procedure, ruler) ?? anchor)
    const at = earlier(due, when.term, ruler)
    if (at === undefined || at >= armed) return undefined
    looked++
  }
  if (looked === 0) return undefined
  return rung === undefined
    ? said("it comes before the term has begun", "这个时刻早于期限开始")
    : said("it comes before this rung has the task", "这个时刻任务还没转到这一级")
}

const anchorsOf = (deadline: Deadline) => ("anchors" in deadline ? deadline.anchors : undefined)

/** Counted from something that has happened when the clock begins. */
const relative = (deadline: Deadline): boolean =>
  "anchors" in deadline && deadline.anchors.every((it) => it.from !== "value" && it.from !== "event")

const atMidnight = (deadline: Deadline, procedure: Procedure, ruler: Ruler): boolean => {
  if (deadline.kind === "same-day") return ruler.time.dayEnds === "midnight"
  if (deadline.kind === "edge") return deadline.at.edge === "end" || deadline.at.edge === "day-of-month"
  const term = deadline.kind === "after" ? termOf(deadline.term, procedure) : undefined
  return term !== undefined && term !== null && Term.family(term.unit) === "days"
}

const told = ({ time: { remindAt } }: Ruler): number => Number(remindAt.slice(0, 2)) * 60 + Number(remindAt.slice(3, 5))

/** The instant of a reminder so much before a due. */
const earlier = (due: Instant, term: Length, ruler: Ruler): Instant | undefined => {
  const { zone } = ruler.time
  const day = Day.closedBy(due, zone)
  const at = ruler.before(due, day, term)
  const family = Term.family(term.unit)
  if (at === undefined || family === "exact" || family === "open-time") return at
  return Day.at(Day.closedBy(at, zone), told(ruler), zone)
}

const onDuty = (tell: People): boolean =>
  tell.of.length > 0 && tell.of.every((it) => it.who === "highest-on-duty" || (it.who === "role" && it.onDuty))

const hour = 3_600_000
/** This far outside the office's hours nobody minds. */
const slack = hour

/** A term of hours or minutes that begins while it is open, and a reminder of it at night. */
const atNight = (
  { at: when }: Reminder,
  deadline: Deadline,
  procedure: Procedure,
  ruler: Ruler
): { readonly began: Instant; readonly at: Instant } | undefined => {
  const term = deadline.kind === "after" ? termOf(deadline.term, procedure) : deadline.kind === "at-once" ? null : undefined
  if (term === undefined || (term !== null && Term.family(term.unit) !== "exact")) return undefined
  if (when.when !== "due" && Term.family(when.term.unit) !== "exact") return undefined
  const day = ruler.days[Math.floor(ruler.days.length / 2)]
  if (day === undefined) return undefined
  const [opens, closes] = ruler.hours(day)
  for (let began = opens; began <= closes; began += hour) {
    const due = began + (term === null ? 0 : Term.length(term))
    for (const at of instants(when, due)) if (outside(at, day, ruler)) return { began, at }
  }
  return undefined
}

const instants = (when: Reminder["at"], due: Instant): ReadonlyArray<Instant> => {
  if (when.when === "due") return [due]
  const each = Term.length(when.term)
  if (when.when === "before") return [due - each]
  return each <= 0 ? [] : Array.from({ length: Math.min(200, Math.ceil((24 * hour) / each)) }, (_, i) => due + (i + 1) * each)
}

/** By the wall clock, against the hours of an ordinary day: a Sunday afternoon is no night. */
const outside = (at: Instant, ordinary: LocalDate, ruler: Ruler): boolean => {
  const { zone } = ruler.time
  const [opens, closes] = ruler.hours(ordinary)
  const [from, to] = [Day.minutes(opens, zone) - slack / 60_000, Day.minutes(closes, zone) + 1 + slack / 60_000]
  const minutes = Day.minutes(at, zone)
  return minutes < from || minutes > to
}

/** `{ at: …, with: NAME }` with `during` behind the message. */
const during = (written: Tree.Reminder, calendar: string): Fix | undefined => {
  const name = sound(written.with)
  if (name === undefined || !Span.text(written.span).startsWith("{")) return undefined
  return {
    title: said(`Only while \`${calendar}\` is open`, `只在 \`${calendar}\` 开放时提醒`),
    safe: false,
    edits: [{ span: Span.make(name.span.file, name.span.end, name.span.end), text: `, during: ${calendar}` }]
  }
}
