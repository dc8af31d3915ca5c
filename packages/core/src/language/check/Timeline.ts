/**
 * A way through a procedure on the clock: when each step begins and is over if everybody takes the whole time he is
 * given and nobody is late. What nobody can know (an agreed date, an answer from outside) takes no time at all, so what
 * is found here can happen just so, and later still; a term that counts from it is not looked at. Deadlines are laid on
 * a calendar by `Ruler`; a day on which one of them reaches beyond what is known tells nothing.
 */
import * as Day from "../../domain/Day.ts"
import type { Anchor, Deadline, Due, Moment, TermSource } from "../../domain/Deadline.ts"
import type { Expression } from "../../domain/Expression.ts"
import * as Term from "../../domain/Term.ts"
import type { Instant, LocalDate, Term as Length } from "../../domain/Time.ts"
import type { Rung } from "../../plan/Plan.ts"
import * as Flow from "../model/Flow.ts"
import type { Procedure } from "../model/Model.ts"
import type { Item, Path } from "./Paths.ts"
import type { Ruler } from "./Ruler.ts"

/** What the case is laid from: the intake, or a value that several deadlines count from. */
export interface Base {
  /** `intake`, or the text of the expression */
  readonly of: string
  readonly at: Instant
  readonly day: LocalDate
  readonly as: "date" | "date-time"
}

/** A step that took time, and what came before it. */
export interface Took {
  readonly step: string
  readonly deadline: Deadline
  /** what its term counted from */
  readonly anchor: Instant | undefined
  readonly until: Instant
  /** a wait nobody can shorten, or a term somebody may use up */
  readonly how: "wait" | "term"
  readonly before: Took | undefined
}

/** A promise that is broken although nobody was late. */
export interface Broken {
  /** a task that begins after its own due, or a stretch (the case: node "") that is over after its due */
  readonly what: "born-late" | "overrun"
  readonly step: string
  readonly node: string
  readonly deadline: Deadline
  readonly due: Instant
  readonly anchor: Instant | undefined
  /** when it begins, or is over */
  readonly at: Instant
  readonly took: Took
}

interface Now {
  readonly at: Instant | undefined
  readonly took: Took | undefined
}

/** A term that is written or that a parameter gives; `null`: at once. */
export const termOf = (source: TermSource, procedure: Procedure): Length | null | undefined => {
  if ("term" in source) return source.term
  if (source.value.op === "literal") return Term.of(source.value.value)
  if (source.value.op !== "param") return undefined
  const value = procedure.parameters[source.value.name]
  return value === "at-once" ? null : Term.of(value)
}

/** The end of a deadline that counts from an anchor; `undefined`: at once, or nobody can know. */
export const endOf = (deadline: Deadline, anchor: Instant, procedure: Procedure, ruler: Ruler): Instant | undefined => {
  if (deadline.kind === "same-day") return ruler.sameDay(anchor)
  if (deadline.kind === "edge") return ruler.edge(anchor, deadline.at)
  const term = deadline.kind === "after" ? termOf(deadline.term, procedure) : undefined
  return term === undefined || term === null ? undefined : ruler.after(anchor, term)
}

/** Whether a value is the instant the anchor `intake` is taken from. */
const isIntake = (value: Expression, procedure: Procedure): boolean =>
  value.op === "intake-at" ||
  (value.op === "field" && value.step === "intake" && value.field === procedure.intake.countsFrom && value.path.length === 0)

export class Timeline {
  readonly procedure: Procedure
  readonly ruler: Ruler
  readonly base: Base
  readonly tell: (broken: Broken) => void
  /** of promises that were looked at, whether they were kept */
  readonly kept: (node: string) => void
  readonly done = new Map<string, Instant | undefined>()
  readonly started = new Map<string, Instant | undefined>()
  /** a term is beyond what its calendar knows: from here on nothing can be said of this day */
  lost = false

  constructor(procedure: Procedure, ruler: Ruler, base: Base, tell: (broken: Broken) => void, kept: (node: string) => void) {
    this.procedure = procedure
    this.ruler = ruler
    this.base = base
    this.tell = tell
    this.kept = kept
  }

  /** Lays one way from its beginning to its end. */
  lay(path: Path): void {
    const intake = this.base.of === "intake" ? this.base.at : undefined
    const end = this.items(path.items, { at: intake, took: undefined })
    const deadline = promised(this.procedure.rungs)
    if (deadline !== undefined) this.over(deadline, intake, end, "case", "")
  }

  items(items: ReadonlyArray<Item>, from: Now): Now {
    let now = from
    for (const item of items) now = this.item(item, now)
    return now
  }

  item(item: Item, now: Now): Now {
    switch (item.kind) {
      case "instant":
      case "over":
        this.done.set(item.name, now.at)
        this.started.set(item.name, this.started.get(item.name) ?? now.at)
        return now
      case "wait": {
        const { name, until } = item.step
        this.started.set(name, now.at)
        const at = until === undefined ? undefined : this.at(until, now.at)
        const then = at === undefined || until === undefined ? now : this.later(now, at, name, until, "wait", now.at)
        this.done.set(name, then.at)
        return then
      }
      case "task": {
        const { name, node, rungs } = item.step
        this.started.set(name, now.at)
        const deadline = alone(rungs[0].due)
        const due = deadline === undefined ? undefined : this.at(deadline, now.at)
        if (due !== undefined && deadline !== undefined && now.took !== undefined && now.at !== undefined && deadline.kind !== "moment") {
          if (this.lost) return now
          if (now.at > due) this.tell({ what: "born-late", step: name, node, deadline, due, anchor: this.anchorOf(deadline, now.at), at: now.at, took: now.took })
          else this.kept(node)
        }
        const then = due === undefined || deadline === undefined ? now : this.later(now, due, name, deadline, "term", now.at)
        // how long somebody takes who has no term, nobody knows: nothing is held against a term that counts from him
        this.done.set(name, due === undefined ? undefined : then.at)
        return then
      }
      case "stage": {
        const { name, node, rungs } = item.step
        this.started.set(name, now.at)
        const end = this.items(item.items, now)
        const deadline = promised(rungs)
        if (deadline !== undefined) this.over(deadline, now.at, end, name, node)
        const first = alone(rungs[0].due)
        // somebody inside without a term of his own may use up that of the stage
        const own = first !== undefined && loose(item.items) ? this.at(first, now.at) : undefined
        const then = own === undefined || first === undefined ? end : this.later(end, own, name, first, "term", now.at)
        this.done.set(name, then.at)
        return then
      }
      case "side-by-side": {
        const ends = item.branches.filter((it) => !it.ends || item.join === "all").map((it) => this.items(it.items, now))
        const then =
          item.join === "all"
            ? ends.reduce((last, one) => (one.at !== undefined && (last.at === undefined || one.at > last.at) ? one : last), now)
            : ends.length < item.branches.length
              ? now
              : ends.reduce((first, one) => (one.at === undefined || (first.at !== undefined && one.at >= first.at) ? first : one), ends[0] ?? now)
        this.done.set(item.name, then.at)
        return then
      }
    }
  }

  later(now: Now, until: Instant, step: string, deadline: Deadline, how: Took["how"], start: Instant | undefined): Now {
    if (now.at !== undefined && until <= now.at) return now
    // done on the very stroke of its due nobody is; at 24:00 it would belong to the next day, and count from there
    return { at: how === "term" ? until - 1_000 : until, took: { step, deadline, anchor: this.anchorOf(deadline, start), until, how, before: now.took } }
  }

  anchorOf(deadline: Deadline, itsStart: Instant | undefined): Instant | undefined {
    return "anchors" in deadline ? this.anchor(deadline.anchors, itsStart) : undefined
  }

  over(deadline: Deadline, start: Instant | undefined, end: Now, step: string, node: string): void {
    const due = this.at(deadline, start)
    if (this.lost || due === undefined || end.at === undefined || end.took === undefined) return
    const anchor = this.anchorOf(deadline, start)
    if (end.at > due) this.tell({ what: "overrun", step, node, deadline, due, anchor, at: end.at, took: end.took })
    else this.kept(node)
  }

  /** The instant of a deadline; `undefined`: at once, or nobody can know. */
  at(deadline: Deadline, itsStart: Instant | undefined): Instant | undefined {
    switch (deadline.kind) {
      case "at-once":
        return undefined
      case "after":
      case "same-day":
      case "edge": {
        const anchor = this.anchor(deadline.anchors, itsStart)
        if (anchor === undefined) return undefined
        const end = endOf(deadline, anchor, this.procedure, this.ruler)
        if (end === undefined && (deadline.kind !== "after" || termOf(deadline.term, this.procedure) != null)) this.lost = true
        return end
      }
      case "before": {
        const term = termOf(deadline.term, this.procedure)
        const at = this.moment(deadline.moment)
        return term === undefined || term === null || at === undefined ? undefined : this.ruler.before(at.at, at.day, term)
      }
      case "moment":
        return this.moment(deadline.moment)?.at
    }
  }

  anchor(anchors: ReadonlyArray<Anchor>, itsStart: Instant | undefined): Instant | undefined {
    for (const anchor of anchors) {
      switch (anchor.from) {
        case "intake":
          return this.base.of === "intake" ? this.base.at : undefined
        case "its-start":
          return itsStart
        case "start-of":
          if (this.started.has(anchor.step)) return this.started.get(anchor.step)
          break
        case "step":
          if (anchor.step === "intake") return this.base.of === "intake" ? this.base.at : undefined
          if (this.done.has(anchor.step)) return this.done.get(anchor.step)
          break
        case "event":
          return undefined
        case "value": {
          if (isIntake(anchor.value, this.procedure)) return this.base.of === "intake" ? this.base.at : undefined
          if (Flow.text(anchor.value) !== this.base.of) return undefined
          return anchor.type === "date" ? Day.start(this.base.day, this.ruler.time.zone) : this.base.at
        }
      }
    }
    return undefined
  }

  moment(moment: Moment): { readonly at: Instant; readonly day: LocalDate } | undefined {
    if (moment.moment === "case-due" || Flow.text(moment.value) !== this.base.of) return undefined
    const { at, day } = this.base
    return moment.type === "date" ? { at: Day.end(day, this.ruler.time.zone), day } : { at, day }
  }
}

/** The deadline of a term that has only one. */
export const alone = (due: Due | null | undefined): Deadline | undefined =>
  due === null || due === undefined || due.or !== undefined ? undefined : due.within

/** What a stretch promises: the last of its rungs that says when. */
const promised = (rungs: ReadonlyArray<Rung>): Deadline | undefined => alone(rungs.findLast((it) => it.due !== null)?.due)

/** Whether some task in it has no term of its own. */
const loose = (items: ReadonlyArray<Item>): boolean =>
  items.some((item) =>
    item.kind === "task"
      ? item.step.rungs[0].due === null
      : item.kind === "stage"
        ? loose(item.items)
        : item.kind === "side-by-side" && item.branches.some((it) => loose(it.items))
  )
