/**
 * A handbook's schedules with every name resolved (language §10): when they come, what they open with which values.
 * They are read when all procedures are known, since what they open decides what they have to give. A schedule that
 * waits for an event or a ledger's rows is known by name only: it does not run yet.
 */
import type { Recurrence } from "../../domain/Recurrence.ts"
import type * as Plan from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe, Name } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Shared.ts"
import type { Covers, Every } from "../syntax/tree/Time.ts"
import type { Context } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Given from "./Given.ts"
import type { Handbook } from "./Handbook.ts"
import * as HandbookOf from "./Handbook.ts"
import * as Sentence from "./Sentence.ts"
import type { Signature, Signatures } from "./Signature.ts"
import * as Time from "./Time.ts"

/** A schedule that can run: nothing of it was reported. */
export interface Schedule {
  readonly name: string
  readonly plan: Plan.Schedule
}

/** All schedules of a handbook; `signatures` by the names its folder knows. */
export const read = (
  tree: Maybe<Tree.Schedules>,
  handbook: Handbook,
  signatures: Signatures,
  report: Report
): ReadonlyArray<Schedule> => {
  const context: Context = { report, handbook, flow: Flow.start, anyTime: true, items: new Map(), inside: [] }
  return (sound(tree)?.entries ?? []).flatMap((entry) => {
    const it = sound(entry.value)
    const plan = it === undefined ? undefined : schedule(it, context, signatures)
    return plan === undefined ? [] : [{ name: entry.name.text, plan }]
  })
}

const schedule = (tree: Tree.Schedule, context: Context, signatures: Signatures): Plan.Schedule | undefined => {
  const opens = sound(tree.opens)
  const id = opens === undefined ? undefined : opened(opens, context)
  if (opens === undefined || tree.on !== undefined) return undefined
  const signature = signatures.get(opens.text)
  const every = sound(tree.every)
  const covers = sound(tree.covers)
  const field = covers === undefined || signature === undefined ? undefined : periodOf(covers, signature, context)
  const given = values(tree, opens, signature, field, context)
  const due = Time.due(tree.due, context)
  const remind = isBroken(tree.due) ? undefined : sound(tree.due?.remind)
  if (remind !== undefined) {
    context.report.add("not-supported-yet", remind.span, { what: said("reminders of a schedule's due", "定时安排期限的提醒") })
  }
  const when = Sentence.condition(tree.when, context)
  const recurrence = every === undefined ? undefined : recurrenceOf(every, context.handbook)
  const broken =
    isBroken(tree.covers) ||
    isBroken(tree.afterDowntime) ||
    (covers !== undefined && field === undefined) ||
    (tree.due !== undefined && due === undefined) ||
    (tree.when !== undefined && when === undefined) ||
    remind !== undefined
  if (broken || id === undefined || recurrence === undefined || given === undefined) return undefined
  const end = due ?? ownDue(recurrence)
  return {
    every: recurrence,
    opens: id,
    with: given,
    ...(covers !== undefined && field !== undefined && { covers: { which: covers.which, of: covers.of, field } }),
    ...(end !== undefined && { due: end }),
    ...(when !== undefined && { when }),
    afterDowntime: sound(tree.afterDowntime)?.word ?? "all"
  }
}

const opened = (name: Name, context: Context): string | undefined => {
  const { procedures } = context.handbook
  const found = HandbookOf.find(procedures, name.text)
  if (found === "unknown") {
    context.report.add("procedure-unknown", name.span, {
      name: name.text,
      nearest: nearest(name.text, HandbookOf.namesOf(procedures))
    })
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
  const given = Given.given(tree.with, signature.intake, context, of)
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
      return { every: "quarter" }
    case "every-month":
      return { every: "month", ...(tree.day !== undefined && { day: tree.day }) }
    case "every-year":
      return { every: "year", ...(tree.on !== undefined && { on: tree.on }) }
  }
}
