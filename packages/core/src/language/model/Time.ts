/**
 * Deadlines with their meaning (language §7.1): what is counted, from where, and whether that is there when it is
 * needed. Of several anchors only the last has to be certain.
 */
import type { Anchor, Deadline, Due, Edge, Moment, Reminder, TermSource } from "../../domain/Deadline.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Span } from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Name, Ref } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Time.ts"
import type { Context, Missing } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Literal from "./Literal.ts"
import * as People from "./People.ts"
import * as Reference from "./Reference.ts"
import * as StepReference from "./StepReference.ts"
import * as Unknown from "./Unknown.ts"
import * as Known from "./Known.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"

/** The due of a task, stage or case, short or long. `undefined`: a part of it was reported. */
export const due = (tree: Tree.Due | Broken | undefined, context: Context): Due | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  const within = deadline(tree.within, context, false)
  const or = deadline(tree.or, context, true)
  const take = taken(tree.take, context)
  const remind = (sound(tree.remind)?.items ?? []).map((it) => (isBroken(it) ? undefined : reminder(it, context)))
  if (within === undefined || isBroken(tree.or) || isBroken(tree.take) || isBroken(tree.remind)) return undefined
  if ((tree.or !== undefined && or === undefined) || (tree.take !== undefined && take === undefined)) return undefined
  if (remind.includes(undefined)) return undefined
  return {
    within,
    ...(or === undefined ? {} : { or }),
    ...(take === undefined ? {} : { take }),
    remind: remind.filter((it) => it !== undefined)
  }
}

/** `optional`: what it counts from may be absent (then there is no such deadline). */
export const deadline = (
  tree: Tree.Deadline | Broken | undefined,
  context: Context,
  optional: boolean
): Deadline | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  switch (tree.kind) {
    case "at-once":
      return { kind: "at-once" }
    case "from": {
      const term = termSource(tree.term, context)
      const from = anchors(tree.anchors, context, optional)
      return term === undefined || from === undefined ? undefined : { kind: "after", term, anchors: from }
    }
    case "before": {
      const term = termSource(tree.term, context)
      const at = moment(tree.moment, context, optional)
      return term === undefined || at === undefined ? undefined : { kind: "before", term, moment: at }
    }
    case "same-day": {
      const from = anchors(tree.anchors, context, optional)
      return from === undefined ? undefined : { kind: "same-day", anchors: from }
    }
    case "edge": {
      const at = edge(tree.edge, context)
      const from = anchors(tree.anchors, context, optional)
      return at === undefined || from === undefined ? undefined : { kind: "edge", at, anchors: from }
    }
    case "moment": {
      const at = moment(tree.moment, context, optional)
      return at === undefined ? undefined : { kind: "moment", moment: at }
    }
  }
}

const termSource = (tree: Tree.TermSource, context: Context): TermSource | undefined => {
  if (tree.kind === "term") return { term: Literal.term(tree, context) }
  const it = Sentence.value(tree, context, Type.plain("term"))
  if (it === undefined) return undefined
  if (it.type.kind !== "term" && it.type.kind !== "unknown") {
    return Known.mismatch(it, Type.describe(Type.plain("term")), context)
  }
  return { value: it.expression }
}

const anchors = (
  trees: ReadonlyArray<Tree.Anchor>,
  context: Context,
  optional: boolean
): ReadonlyArray<Anchor> | undefined => {
  const found = trees.map((tree, i) => anchor(tree, context, optional || i < trees.length - 1))
  return found.includes(undefined) ? undefined : found.filter((it) => it !== undefined)
}

/** One anchor; also the `since` of a wait. */
export const anchor = (tree: Tree.Anchor, context: Context, optional: boolean): Anchor | undefined => {
  switch (tree.kind) {
    case "intake":
      return { from: "intake" }
    case "its-start":
      return { from: "its-start" }
    case "event":
      if (context.event !== undefined) return { from: "event" }
      context.report.add("type-mismatch", tree.span, {
        expected: said("a step or a date", "步骤或日期"),
        found: said("an event, which only a schedule has", "只有定时安排才有的事件")
      })
      return undefined
    case "start-of-step": {
      const [name] = tree.step.names
      const step = stepOf(name, context)
      if (step === undefined) {
        return Unknown.name(name, context, Unknown.aStep, context.names?.steps.keys() ?? [])
      }
      context.names?.used.add(name.text)
      if (step.some((it) => context.inside.includes(it.node))) return { from: "start-of", step: name.text }
      return certain(StepReference.ran(name, `start of ${name.text}`, context), tree.span, optional, context)
        ? { from: "start-of", step: name.text }
        : undefined
    }
    case "ref":
      return anchorRef(tree, context, optional)
  }
}

const stepOf = (name: Name, context: Context) => context.names?.steps.get(name.text)

const anchorRef = (tree: Ref, context: Context, optional: boolean): Anchor | undefined => {
  const [name] = tree.names
  const steps = stepOf(name, context)
  const value = Reference.inScope(name.text, context)
  const instants = steps?.some((it) => it.kind === "compute" || it.kind === "decide") ?? false
  if (tree.names.length === 1 && steps !== undefined && (!value || instants)) {
    const dated = steps.every((it) => it.value?.kind === "date" || it.value?.kind === "date-time")
    if (!(instants && dated)) {
      context.names?.used.add(name.text)
      return certain(StepReference.ran(name, name.text, context), tree.span, optional, context)
        ? { from: "step", step: name.text }
        : undefined
    }
  }
  if (tree.names.length === 1 && steps === undefined && !value && name.text !== "case") {
    return Unknown.name(name, context, Unknown.orStep, [
      ...(context.names?.steps.keys() ?? []),
      ...(context.names?.intake.keys() ?? []),
      "intake"
    ])
  }
  const it = Sentence.infer(tree, context)
  const there = optional ? it : Known.there(it, context)
  if (there === undefined) return undefined
  const type = there.type.kind
  if (type !== "date" && type !== "date-time") {
    if (type !== "unknown") Known.mismatch(there, said("a date, or a step that is done by then", "日期，或此前完成的步骤"), context)
    return undefined
  }
  return there.expression.op === "intake-at"
    ? { from: "intake" }
    : { from: "value", value: there.expression, type }
}

const certain = (
  state: Missing | "certain" | undefined,
  span: Span,
  optional: boolean,
  context: Context
): boolean => {
  if (state === undefined) return false
  if (state === "certain" || optional) return true
  if (context.flow.unsure) return false
  context.report.add("maybe-missing", span, { name: state.name, why: state.why, ask: state.ask })
  return false
}

const moment = (tree: Tree.Moment, context: Context, optional: boolean): Moment | undefined => {
  if (tree.kind === "case-due") {
    if (context.schedule !== "handbook") return { moment: "case-due" }
    context.report.add("type-mismatch", tree.span, {
      expected: said("a date or an agreed time", "日期或约定的时间"),
      found: said("the due of a case, which a schedule of a handbook does not have", "事项的期限，而手册的定时安排没有事项")
    })
    return undefined
  }
  const it = Sentence.infer(tree, context)
  const there = optional ? it : Known.there(it, context)
  if (there === undefined) return undefined
  const type = there.type.kind
  if (type !== "date" && type !== "date-time") {
    if (type !== "unknown") Known.mismatch(there, said("a date or an agreed time", "日期或约定的时间"), context)
    return undefined
  }
  return there.expression.op === "case-due"
    ? { moment: "case-due" }
    : { moment: "value", value: there.expression, type }
}

const edge = (tree: Tree.Edge, context: Context): Edge | undefined => {
  switch (tree.kind) {
    case "start-of":
      return { edge: "start", span: tree.of }
    case "end-of":
      return { edge: "end", span: tree.of }
    case "day-of-month":
      return { edge: "day-of-month", day: tree.day }
    default:
      return calendar(tree.calendar, context)
        ? { edge: tree.kind, calendar: tree.calendar.text }
        : undefined
  }
}

const calendar = (name: Name, context: Context): boolean => {
  const found = Handbook.find(context.handbook.calendars, name.text)
  if (found === "unknown") {
    Unknown.name(name, context, said("calendar", "日历"), Handbook.namesOf(context.handbook.calendars))
  }
  return found !== "unknown" && found !== "silent"
}

const takes = ["earlier", "later", "requested"]

const taken = (tree: Tree.Take | Broken | undefined, context: Context): NonNullable<Due["take"]> | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  if (tree.kind === "word") return { fixed: tree.word }
  const value = Sentence.assigned(tree, Type.choice(takes), false, context)
  return value === undefined ? undefined : { value }
}

const reminder = (tree: Tree.Reminder, context: Context): Reminder | undefined => {
  const at = sound(tree.at)
  const tell = People.people(tree.tell, context)
  const name = sound(tree.with)
  const during = sound(tree.during)
  if (during !== undefined && !calendar(during, context)) return undefined
  if (at === undefined || tell === undefined || name === undefined || isBroken(tree.during)) return undefined
  const when: Reminder["at"] =
    at.kind === "at-due"
      ? { when: "due" }
      : at.kind === "before-due"
        ? { when: "before", term: Literal.term(at.term, context) }
        : { when: "every-after", term: Literal.term(at.term, context) }
  context.names?.used.add(`message.${name.text}`)
  return { at: when, tell, message: name.text, ...(during === undefined ? {} : { during: during.text }) }
}
