/**
 * When a term is due, always from scratch (engine §3.1): from its anchor, through the times its clock stood, with what
 * was given in addition, on the calendars as they are known. Nothing is ever added to a due instant.
 *
 * @since 0.1.0
 */
import * as Boxes from "../domain/Boxes.ts"
import * as Day from "../domain/Day.ts"
import type { Deadline, Due } from "../domain/Deadline.ts"
import * as Evaluate from "../domain/Evaluate.ts"
import * as Terms from "../domain/Term.ts"
import type { Instant, LocalDate, Term } from "../domain/Time.ts"
import type { NodeId } from "../plan/Plan.ts"
import { backFrom, edgeFrom, edgeName, firstAnchor, isThere, itsStart, momentOf, termOf } from "./DeriveMoment.ts"
import type { Inputs } from "./DeriveMoment.ts"
import { fold, joined, ofTerm, sameDay } from "./DeriveRun.ts"
import type { End, Ground, Run, Stretch } from "./DeriveRun.ts"
import type { Derivation, DerivationStep } from "./Entry.ts"
import type { Stand } from "./State.ts"

export type { Anchors, Inputs } from "./DeriveMoment.ts"
export { next, nextDue } from "./DeriveNext.ts"

export interface Derived {
  /** `null`: at once, standing still, or a moment that is not agreed yet */
  readonly due: Instant | null
  readonly day: LocalDate | null
  readonly provisional: boolean
  readonly anchor: Instant
  /** an open stand is on it: nothing happens on the clock now (a fixed due still shows) */
  readonly standing: boolean
  readonly atOnce: boolean
  readonly derivation: Derivation
}

/** One side of a deadline, derived by its own rule. */
interface Side {
  readonly end: End | null
  /** a run that stands; a fixed moment never does */
  readonly standing: boolean
  readonly atOnce: boolean
  /** the term as counted, for extensions of its own family */
  readonly run: { readonly anchor: Instant; readonly after: LocalDate; readonly term: Term } | null
  readonly term: Derivation["term"]
  readonly anchor: Derivation["anchor"]
  readonly steps: ReadonlyArray<DerivationStep>
  /** how a fixed moment was found, for people */
  readonly told?: Pick<Derivation, "before" | "edge">
}

const stoodSteps = (stood: ReadonlyArray<Stretch>): ReadonlyArray<DerivationStep> =>
  stood.map(({ from, to }) => ({ what: "stood-for", from, to }))

/** A run through the stands, as one side. */
const runSide = (
  run: Run | null,
  of: Pick<Side, "anchor" | "run" | "term">,
  stands: ReadonlyArray<Stretch>
): Side => {
  if (run === null) return { ...of, end: null, standing: false, atOnce: false, steps: [] }
  const { end, stood } = fold(run, stands)
  const steps = [...stoodSteps(stood), ...(end === null ? [] : run.days(end, stood))]
  return { ...of, end, standing: end === null && stood.at(-1)?.to === null, atOnce: false, steps }
}

interface Counted {
  readonly end: End | null
  readonly steps: ReadonlyArray<DerivationStep>
  readonly assumed?: { readonly calendar: string; readonly day: LocalDate }
}
/** By the term as it stands in the plan; a hundred cases a day count the same days. */
const known = new WeakMap<
  Term,
  { readonly ground: Pick<Ground, "calendars" | "time">; readonly days: Map<LocalDate, Counted> }
>()
const mostKnown = 1_000

/** Days that nothing stops are the same for every anchor of a day: whole days are counted, from the next one on. */
const counted = (term: Term, after: LocalDate, { calendars, time }: Pick<Ground, "calendars" | "time">): Counted => {
  let kept = known.get(term)
  if (kept === undefined || kept.ground.calendars !== calendars || kept.ground.time !== time) {
    kept = { ground: { calendars, time }, days: new Map() }
    known.set(term, kept)
  }
  const before = kept.days.get(after)
  if (before !== undefined) return before
  let assumed: Counted["assumed"]
  const assume = (calendar: string, day: LocalDate) => {
    if (assumed === undefined || day < assumed.day) assumed = { calendar, day }
  }
  const { calendar, zone } = time
  const run = ofTerm(Day.start(after, zone), after, [term], { calendars, calendar, zone, time, assume })
  const end = run === null ? null : fold(run, []).end
  const found: Counted = {
    end,
    steps: run === null || end === null ? [] : run.days(end, []),
    ...(assumed !== undefined && { assumed })
  }
  if (kept.days.size >= mostKnown) kept.days.clear()
  kept.days.set(after, found)
  return found
}

const side = (
  deadline: Deadline,
  inputs: Inputs,
  more: ReadonlyArray<Term>,
  stands: ReadonlyArray<Stretch>,
  ground: Ground
): Side => {
  const fixed = (end: End | null, term: Derivation["term"], anchor = itsStart(inputs)): Side => ({
    end,
    standing: false,
    atOnce: false,
    run: null,
    term,
    anchor,
    steps: []
  })
  switch (deadline.kind) {
    case "at-once":
      return { ...fixed(null, "at-once"), atOnce: true }
    case "after": {
      const anchor = firstAnchor(deadline.anchors, inputs)
      const term = "term" in deadline.term ? deadline.term.term : termOf(deadline.term, inputs.scope)
      if (term === null) return { ...fixed(null, "at-once", anchor), atOnce: true }
      const after = Day.of(anchor.at, ground.zone)
      if (more.length === 0 && stands.length === 0 && Terms.family(term.unit) === "days") {
        const { assumed, end, steps } = counted(term, after, ground)
        if (assumed !== undefined) ground.assume(assumed.calendar, assumed.day)
        return { anchor, term, run: { anchor: anchor.at, after, term }, end, standing: false, atOnce: false, steps }
      }
      const run = ofTerm(anchor.at, after, [term, ...more], ground)
      return runSide(run, { anchor, term, run: { anchor: anchor.at, after, term } }, stands)
    }
    case "same-day": {
      const anchor = firstAnchor(deadline.anchors, inputs)
      return runSide(sameDay(anchor.at, ground), { anchor, term: "same-day", run: null }, stands)
    }
    case "edge": {
      const anchor = firstAnchor(deadline.anchors, inputs)
      return { ...fixed(edgeFrom(anchor.at, deadline.at, ground), "edge", anchor), told: { edge: edgeName(deadline.at) } }
    }
    case "before": {
      const moment = momentOf(deadline.moment, inputs)
      const term = "term" in deadline.term ? deadline.term.term : termOf(deadline.term, inputs.scope)
      if (term === null) return { ...fixed(null, "at-once"), atOnce: true }
      if (moment === null) return fixed(null, term)
      return { ...fixed(backFrom(moment, term, ground), term), told: { before: moment.at } }
    }
    case "moment":
      if (deadline.moment.moment === "case-due" && inputs.caseDue?.atOnce === true) return { ...fixed(null, "at-once"), atOnce: true }
      return fixed(momentOf(deadline.moment, inputs), "moment")
  }
}

/** Which of the two counts. A side that stands is no rival to be earlier, and makes `later` stand. */
const chosen = (within: Side, or: Side, take: "earlier" | "later" | "requested"): "within" | "or" => {
  const there = (side: Side) => side.end !== null || side.standing || side.atOnce
  if (!there(or)) return "within"
  if (take === "requested" || !there(within)) return "or"
  if (within.atOnce || or.atOnce) return within.atOnce === (take === "earlier") ? "within" : "or"
  if (within.end === null || or.end === null) return (within.end === null) === (take === "later") ? "within" : "or"
  return (within.end.at <= or.end.at) === (take === "earlier") ? "within" : "or"
}

const taken = (due: Due, scope: Evaluate.Scope): "earlier" | "later" | "requested" => {
  if (due.take === undefined) return "requested"
  const take = "fixed" in due.take ? due.take.fixed : Evaluate.evaluate(due.take.value, scope)
  return take === "earlier" || take === "later" ? take : "requested"
}

const sameFamily = (left: Term, right: Term, ground: Ground): boolean =>
  Terms.family(left.unit) === Terms.family(right.unit) &&
  (Terms.family(left.unit) === "exact" ||
    Terms.family(left.unit) === "days" ||
    (left.calendar ?? ground.calendar) === (right.calendar ?? ground.calendar))

/**
 * The due instant of a term and how it was found. Catalog A-2 … A-7.
 *
 * @since 0.1.0
 */
export const derive = (inputs: Inputs): Derived => plain(inputs) ?? whole(inputs)

/**
 * The term of most clocks: so many days from an anchor, nothing stood, nothing was given in addition. It says what
 * `whole` says, and says nothing where that would have to look at more.
 */
const plain = (inputs: Inputs): Derived | null => {
  const { due } = inputs
  let deadline: Deadline
  if ("within" in due) {
    if (due.or !== undefined) return null
    deadline = due.within
  } else deadline = due
  if (deadline.kind !== "after" || !("term" in deadline.term)) return null
  const { term } = deadline.term
  if (inputs.stands.length > 0 || inputs.extra.length > 0 || (inputs.notBefore ?? null) !== null) return null
  if (Terms.family(term.unit) !== "days") return null
  const anchor = firstAnchor(deadline.anchors, inputs)
  const { time } = inputs
  const { assumed, end, steps } = counted(term, Day.of(anchor.at, time.zone), inputs)
  if (assumed !== undefined) return null
  return plainly(term, anchor, steps, end)
}

const plainly = (term: Term, anchor: Derivation["anchor"], steps: Derivation["steps"], end: End | null): Derived => {
  const due = end === null ? null : end.at
  return {
    due,
    day: end === null ? null : end.day,
    provisional: false,
    anchor: anchor.at,
    standing: false,
    atOnce: false,
    derivation: { term, anchor, steps, due }
  }
}
{
  const some = plainly({ n: 1, unit: "calendar-day" }, { at: Boxes.instant, of: "" }, [], { at: Boxes.instant, day: "" })
  Boxes.share(some)
  Boxes.share(some.derivation)
}

const whole = (inputs: Inputs): Derived => {
  const { calendars, extra, time } = inputs
  let assumed: { readonly from: LocalDate; readonly calendar: string } | undefined
  const ground: Ground = {
    calendars,
    calendar: time.calendar,
    zone: time.zone,
    time,
    assume: (calendar, from) => {
      if (assumed === undefined || from < assumed.from) assumed = { from, calendar }
    }
  }
  const due: Due = "within" in inputs.due ? inputs.due : { within: inputs.due, remind: [] }
  const stands = joined(inputs.stands)
  const steps: Array<DerivationStep> = []

  let deadline = due.within
  let found = side(deadline, inputs, [], stands, ground)
  if (due.or !== undefined && isThere(due.or, inputs)) {
    const [other, take] = [side(due.or, inputs, [], stands, ground), taken(due, inputs.scope)]
    const of = chosen(found, other, take)
    steps.push({ what: "taken", take, of, other: (of === "or" ? found : other).end?.at ?? null })
    if (of === "or") [deadline, found] = [due.or, other]
  }

  // `until` replaces all before it; terms of the same family lengthen the run itself; others run on from its end
  const last = extra.findLastIndex(({ by }) => "until" in by)
  const until = extra[last]?.by
  const terms = extra.slice(last + 1).flatMap(({ by }) => ("until" in by ? [] : [by]))
  const { run } = found
  const inRun = until === undefined && run !== null ? terms.filter((term) => sameFamily(run.term, term, ground)) : []
  if (inRun.length > 0) found = side(deadline, inputs, inRun, stands, ground)
  if (until !== undefined && "until" in until) {
    found = { ...found, end: { at: until.until, day: Day.closedBy(until.until, time.zone) }, standing: false, atOnce: false }
  } else steps.push(...found.steps)
  for (const { by } of extra) steps.push({ what: "extended", by })
  for (const term of terms) {
    if (inRun.includes(term) || found.end === null) continue
    const on = runSide(ofTerm(found.end.at, found.end.day, [term], ground), found, stands)
    steps.push(...on.steps)
    found = { ...found, end: on.end, standing: on.standing }
  }

  let { end } = found
  const { notBefore = null } = inputs
  if (end !== null && notBefore !== null && end.at < notBefore) {
    end = { at: notBefore, day: Day.closedBy(notBefore, time.zone) }
  }
  return {
    due: end?.at ?? null,
    day: end?.day ?? null,
    provisional: assumed !== undefined,
    anchor: found.anchor.at,
    standing: stands.at(-1)?.to === null,
    atOnce: found.atOnce,
    derivation: {
      term: found.term,
      anchor: found.anchor,
      ...found.told,
      steps,
      due: end?.at ?? null,
      ...(assumed === undefined ? {} : { provisional: assumed })
    }
  }
}

/**
 * The stands that cover a node: its own and those of every scope around it.
 *
 * @since 0.1.0
 */
export const standsOf = (stands: ReadonlyArray<Stand>, node: NodeId): ReadonlyArray<Stand> =>
  stands.filter(({ scope }) => scope === "" || node === scope || node.startsWith(`${scope}/`))
