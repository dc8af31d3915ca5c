/**
 * What a deadline counts from and to, before anything runs: anchors, agreed moments, terms from parameters, edges of
 * the calendar. None of these is moved by a pause.
 *
 * @since 0.1.0
 */
import * as Boxes from "../domain/Boxes.ts"
import * as Calendar from "../domain/Calendar.ts"
import * as Day from "../domain/Day.ts"
import type { Anchor, Deadline, Due, Edge, Moment, TermSource } from "../domain/Deadline.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import * as Terms from "../domain/Term.ts"
import type { Instant, LocalDate, Term, TimeConventions } from "../domain/Time.ts"
import type { End, Ground } from "./DeriveRun.ts"
import type { Derivation } from "./Entry.ts"
import type { Extension, Stand } from "./State.ts"

/** Where terms may count from in this case. What is not there yet is `undefined`. */
export interface Anchors {
  /** when the frame of this clock was entered */
  readonly itsStart: Instant
  readonly intake: Instant
  /** `done` of the last completion of a step */
  readonly step: (step: string) => Instant | undefined
  /** when a step was reached */
  readonly startOf: (step: string) => Instant | undefined
  /** the instant of the event, in `wait … until` beside `for` */
  readonly event?: Instant
}

export interface Inputs {
  /** the long form, or a bare deadline (`wait until`) */
  readonly due: Due | Deadline
  readonly scope: Evaluate.Scope
  readonly anchors: Anchors
  /** the stands that cover this clock, see `Derive.standsOf`; in any order, they may overlap */
  readonly stands: ReadonlyArray<Pick<Stand, "from" | "to">>
  readonly extra: ReadonlyArray<Extension>
  readonly calendars: Calendar.Calendars
  readonly time: TimeConventions
  /** the due of the case, for `case due`; `null` when it has none or stands */
  readonly caseDue: { readonly due: Instant | null; readonly day: LocalDate | null; readonly atOnce?: true } | null
  /** the due of the rung before: rungs of a ladder never run backwards */
  readonly notBefore?: Instant | null
}

/** A moment as written: a date means 24:00 of that day. */
export const momentOf = (moment: Moment, inputs: Inputs): End | null => {
  if (moment.moment === "case-due") {
    const { day = null, due = null } = inputs.caseDue ?? {}
    return due === null ? null : { at: due, day: day ?? Day.closedBy(due, inputs.time.zone) }
  }
  const value = Evaluate.evaluate(moment.value, inputs.scope)
  if (typeof value === "number") return { at: value, day: Day.closedBy(value, inputs.time.zone) }
  if (typeof value !== "string" || !Day.valid(value)) return null
  return { at: Day.end(value, inputs.time.zone), day: value }
}

const counted = (at: Instant, of: string): Derivation["anchor"] => ({ at, of })
Boxes.share(counted(Boxes.instant, ""))

/** A date as an anchor is its first instant, so that its own day is the one that is not counted. */
const anchorOf = (anchor: Anchor, inputs: Inputs): Derivation["anchor"] | undefined => {
  const { anchors, time } = inputs
  const found = (at: Instant | undefined, of: string) => (at === undefined ? undefined : counted(at, of))
  switch (anchor.from) {
    case "intake":
      return found(anchors.intake, "intake")
    case "its-start":
      return found(anchors.itsStart, "its-start")
    case "start-of":
      return found(anchors.startOf(anchor.step), `start of ${anchor.step}`)
    case "step":
      return found(anchors.step(anchor.step), anchor.step)
    case "event":
      return found(anchors.event, "event")
    case "value": {
      const value = Evaluate.evaluate(anchor.value, inputs.scope)
      if (typeof value === "string") return Day.valid(value) ? found(Day.start(value, time.zone), "value") : undefined
      return found(typeof value === "number" ? value : undefined, "value")
    }
  }
}

export const itsStart = ({ anchors }: Inputs): Derivation["anchor"] => counted(anchors.itsStart, "its-start")

const anchorThere = (of: ReadonlyArray<Anchor>, inputs: Inputs): Derivation["anchor"] | undefined => {
  for (const anchor of of) {
    const found = anchorOf(anchor, inputs)
    if (found !== undefined) return found
  }
  return undefined
}

export const firstAnchor = (of: ReadonlyArray<Anchor>, inputs: Inputs): Derivation["anchor"] =>
  anchorThere(of, inputs) ?? itsStart(inputs)

/** Whether there is anything to count from. An `or` without that is no deadline; a `within` always has it (checked). */
export const isThere = (deadline: Deadline, inputs: Inputs): boolean =>
  !("anchors" in deadline) || anchorThere(deadline.anchors, inputs) !== undefined

/** `null`: at once. */
export const termOf = (source: TermSource, scope: Evaluate.Scope): Term | null =>
  "term" in source ? source.term : (Terms.of(Evaluate.evaluate(source.value, scope)) ?? null)

export const backFrom = (moment: End, term: Term, ground: Ground): End | null => {
  const family = Terms.family(term.unit)
  const found =
    family === "days" || family === "open-days"
      ? Terms.shiftDay(moment.day, term, -1, ground)
      : Terms.shift(moment.at, term, -1, ground)
  const calendar = Terms.calendarOf(term, ground)
  if (found.assumed !== null && calendar !== undefined) ground.assume(calendar.name, found.assumed)
  if (typeof found.value === "number") return { at: found.value, day: Day.closedBy(found.value, ground.zone) }
  if (found.value === null) return null
  const closes = family === "open-days" && calendar !== undefined ? Calendar.closing(calendar, found.value) : null
  return { at: closes ?? Day.end(found.value, ground.zone), day: found.value }
}

/** An edge as a file writes it. */
export const edgeName = (edge: Edge): string => {
  switch (edge.edge) {
    case "end":
    case "start":
      return `${edge.edge} of ${edge.span}`
    case "day-of-month":
      return `day ${edge.day} of month`
    default:
      return `${edge.edge.replace("-", " ")} of ${edge.calendar}`
  }
}

export const edgeFrom = (at: Instant, edge: Edge, ground: Ground): End | null => {
  const day = Day.of(at, ground.zone)
  const midnight = (day: LocalDate): End => ({ at: Day.end(day, ground.zone), day })
  switch (edge.edge) {
    case "end":
      return midnight(Day.lastOf(day, edge.span))
    case "start": {
      const first = Day.firstOf(day, edge.span)
      return { at: Day.start(first, ground.zone), day: first }
    }
    case "day-of-month": {
      const inMonth = (first: LocalDate) => {
        const last = Day.lastOf(first, "month")
        const wanted = Day.add(first, edge.day - 1)
        return wanted > last ? last : wanted
      }
      const here = inMonth(Day.firstOf(day, "month"))
      return midnight(here >= day ? here : inMonth(Day.firstOfNext(day, "month")))
    }
    case "next-opening":
    case "next-closing": {
      const calendar = Calendar.named(ground.calendars, edge.calendar)
      if (calendar === undefined) return null
      const next = edge.edge === "next-opening" ? Calendar.nextOpening : Calendar.nextClosing
      const { assumed, value } = next(calendar, at)
      if (assumed !== null) ground.assume(calendar.name, assumed)
      if (value === null) return null
      return { at: value, day: edge.edge === "next-opening" ? Day.of(value, ground.zone) : Day.closedBy(value, ground.zone) }
    }
  }
}
