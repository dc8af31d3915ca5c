/**
 * Schedules with every name resolved (language §10), of a handbook and of a procedure: when they come, what they open
 * with which values. What they open decides what they have to give, so all procedures are known by name before.
 */
import type { Recurrence } from "../../domain/Recurrence.ts"
import type * as Plan from "../../plan/Plan.ts"
import * as Topic from "../../plan/Topic.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe, Name } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Shared.ts"
import type { Covers, Every } from "../syntax/tree/Time.ts"
import type { Context } from "./Context.ts"
import * as Events from "./Events.ts"
import * as Flow from "./Flow.ts"
import * as Given from "./Given.ts"
import type { Handbook } from "./Handbook.ts"
import * as HandbookOf from "./Handbook.ts"
import * as Known from "./Known.ts"
import * as Messages from "./Messages.ts"
import * as Unknown from "./Unknown.ts"
import * as Rungs from "./Rungs.ts"
import * as Sentence from "./Sentence.ts"
import type { Signature, Signatures } from "./Signature.ts"
import * as Time from "./Time.ts"
import * as Type from "./Type.ts"

/** A schedule that can run: nothing of it was reported. */
export interface Schedule {
  readonly name: string
  readonly plan: Plan.Schedule
  /** what its reminders say; of a procedure's schedule these stand among the procedure's own */
  readonly messages: Plan.Plan["messages"]
}

/** All schedules of a handbook; `signatures` by the names its folder knows. */
export const ofHandbook = (
  tree: Maybe<Tree.Schedules>,
  handbook: Handbook,
  signatures: Signatures,
  report: Report
): ReadonlyArray<Schedule> => {
  const nowhere = { report, handbook, flow: Flow.start, anyTime: true, items: new Map(), inside: [] }
  return read(tree, { ...nowhere, schedule: "handbook" }, signatures, Messages.make(undefined, undefined, handbook))
}

/** Those that stand in a place; the rest of a broken one is read all the same. */
export const read = (
  tree: Maybe<Tree.Schedules>,
  context: Context,
  signatures: Signatures,
  messages: Messages.Messages
): ReadonlyArray<Schedule> =>
  (sound(tree)?.entries ?? []).flatMap((entry) => {
    const it = sound(entry.value)
    const plan = it === undefined ? undefined : schedule(it, context, signatures, messages)
    if (plan === undefined) return []
    const said = (plan.due?.remind ?? []).map(({ message }) => [message, messages.found[message] ?? {}] as const)
    return [{ name: entry.name.text, plan, messages: Object.fromEntries(said) }]
  })

const schedule = (
  tree: Tree.Schedule,
  around: Context,
  signatures: Signatures,
  messages: Messages.Messages
): Plan.Schedule | undefined => {
  const opens = sound(tree.opens)
  const id = opens === undefined ? undefined : opened(opens, around)
  const on = sound(tree.on)
  const happens = on === undefined ? undefined : happening(on, around)
  const context = on === undefined ? around : { ...around, event: happens?.members ?? anything }
  const signature = opens === undefined ? undefined : signatures.get(opens.text)
  const every = sound(tree.every)
  const covers = sound(tree.covers)
  const field = covers === undefined || signature === undefined ? undefined : periodOf(covers, signature, context)
  const when = Sentence.condition(tree.when, context)
  const inside = Known.assuming(context, when, true)
  const given = opens === undefined ? undefined : values(tree, opens, signature, field, inside)
  const due = lent(Time.due(tree.due, inside), id, context)
  Rungs.reminders(tree.due, inside, messages)
  const recurrence = every === undefined ? undefined : recurrenceOf(every, context.handbook)
  const broken =
    isBroken(tree.covers) ||
    isBroken(tree.afterDowntime) ||
    (covers !== undefined && field === undefined) ||
    (tree.due !== undefined && due === undefined) ||
    (tree.when !== undefined && when === undefined)
  if (broken || id === undefined || given === undefined) return undefined
  const end = due ?? (recurrence === undefined ? undefined : ownDue(recurrence))
  const common = {
    opens: id,
    with: given,
    ...(covers !== undefined && field !== undefined && { covers: { which: covers.which, of: covers.of, field } }),
    ...(end !== undefined && { due: end })
  }
  if (recurrence !== undefined) {
    return {
      every: recurrence,
      ...common,
      ...(when !== undefined && { when }),
      afterDowntime: sound(tree.afterDowntime)?.word ?? "all"
    }
  }
  if (happens === undefined) return undefined
  const key = when === undefined ? undefined : Events.keyOf(when)
  return {
    on: { topic: happens.topic, ...(key !== undefined && { key }), ...(when !== undefined && { where: when }) },
    ...common
  }
}

const anything: Type.Members = new Map([["*", { type: Type.unknown, optional: false }]])

/** An event of the handbook, or a ledger whose new rows are what happens; what a later `fill` gives is not there yet. */
const happening = (name: Name, context: Context): { readonly topic: string; readonly members: Type.Members } | undefined => {
  const { events, ledgers } = context.handbook
  const ledger = HandbookOf.find(ledgers, name.text)
  const event = HandbookOf.find(events, name.text)
  if (typeof event !== "string" && typeof ledger !== "string") {
    context.report.add("ambiguous-name", name.span, {
      name: name.text,
      first: said(`the event \`${name.text}\``, `事件 \`${name.text}\``),
      second: said(`the ledger \`${name.text}\``, `台账 \`${name.text}\``)
    })
    return undefined
  }
  if (typeof event !== "string") return { topic: name.text, members: Type.membersOf(event.value) }
  if (typeof ledger !== "string") {
    const members = Type.membersOf(ledger.value.columns)
    return { topic: Topic.ofLedger(`${context.handbook.name}/`, name.text), members: ledger.value.complete ? members : new Map([...members, ...anything]) }
  }
  if (event === "unknown" && ledger === "unknown") {
    Unknown.name(name, context, said("event or ledger", "事件或台账"), [
      ...HandbookOf.namesOf(events),
      ...HandbookOf.namesOf(ledgers)
    ])
  }
  return undefined
}

/** The opened case reminds by the calendars of this handbook; those it does not have itself are lent to it. */
const lent = (due: Plan.Schedule["due"], opens: string | undefined, { handbook }: Context): Plan.Schedule["due"] =>
  due === undefined || opens === undefined || opens.startsWith(`${handbook.name}/`)
    ? due
    : {
        ...due,
        remind: due.remind.map((it) => (it.during === undefined ? it : { ...it, during: `${handbook.name}/${it.during}` }))
      }

const opened = (name: Name, context: Context): string | undefined => {
  const { procedures } = context.handbook
  const found = HandbookOf.find(procedures, name.text)
  if (found === "unknown") {
    Unknown.procedure(name, context)
  }
  return typeof found === "string" ? undefined : found.value
}

/** The only field of the intake that is a period: it gets what the schedule covers. */
const periodOf = (covers: Covers, signature: Signature, context: Context): string | undefined => {
  const fields = signature.intake.filter(({ type }) => type.kind === "period")
  const [only, ...more] = fields
  if (only !== undefined && more.length === 0) return only.name
  if (!signature.incomplete) {
    context.report.add("covers-no-period", covers.span, { procedure: signature.name, periods: fields.map(({ name }) => name) })
  }
  return undefined
}

const values = (
  tree: Tree.Schedule,
  opens: Name,
  signature: Signature | undefined,
  covered: string | undefined,
  context: Context
): Plan.Schedule["with"] | undefined => {
  // what is opened is not known, and that was told: nobody says what its fields are
  if (signature === undefined) return undefined
  const of = said(`field in the intake of \`${opens.text}\` named`, `登记表字段（流程 \`${opens.text}\`）`)
  const given = Given.given(tree.with, signature.incomplete && signature.intake.length === 0 ? undefined : signature.intake, context, of, false, signature.unread)
  if (given === undefined) return undefined
  if (!signature.asksSomebody && !signature.incomplete) {
    const all = covered === undefined ? given : [...given, { field: covered }]
    Given.missing(signature.intake.filter((it) => !it.conditional), all, opens.span, opens.text, context)
  }
  return given
}

/** Cases of `2 times a week` are due at the end of the week, if nothing else is said. */
const ownDue = (recurrence: Recurrence): Plan.Schedule["due"] =>
  recurrence.every === "times"
    ? {
        within: { kind: "edge", at: { edge: "end", span: recurrence.span }, anchors: [{ from: "its-start" }] },
        remind: []
      }
    : undefined

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

const recurrenceOf = (tree: Every, book: Handbook): Recurrence | undefined => {
  const at = "at" in tree ? tree.at.map(({ time }) => time) : []
  switch (tree.kind) {
    case "every-day":
      return { every: "day", at }
    case "every-working-day": {
      const calendar = book.time?.calendar
      return calendar === undefined ? undefined : { every: "working-day", calendar, at }
    }
    case "every-weekday":
      return { every: "weekday", weekday: weekdays.indexOf(tree.weekday), at }
    case "times-a-span":
      return { every: "times", times: tree.times, span: tree.of }
    case "every-week":
      return { every: "week" }
    case "every-quarter":
      return { every: "quarter", ...(tree.day !== undefined && { day: tree.day }) }
    case "every-month":
      return { every: "month", ...(tree.day !== undefined && { day: tree.day }) }
    case "every-year":
      return { every: "year", ...(tree.on !== undefined && { on: tree.on }) }
  }
}
