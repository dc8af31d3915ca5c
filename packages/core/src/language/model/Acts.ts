/**
 * Steps that hold no others: a task, a wait, what is said, written and opened, the end.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Task } from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Step.ts"
import type { Place } from "./Collect.ts"
import type { Context } from "./Context.ts"
import * as Events from "./Events.ts"
import * as Fields from "./Fields.ts"
import * as Given from "./Given.ts"
import * as Handbook from "./Handbook.ts"
import * as Literal from "./Literal.ts"
import * as People from "./People.ts"
import * as StepReference from "./StepReference.ts"
import * as Unknown from "./Unknown.ts"
import * as Rungs from "./Rungs.ts"
import * as Time from "./Time.ts"
import type { Inner, Walk } from "./Walk.ts"

/** What a person does. */
export const task = (tree: Tree.TaskStep, place: Place, context: Context, walk: Walk): Inner => {
  const flow = context.flow
  const ladder = Rungs.read(tree, context, walk.messages)
  const form = Fields.form(tree.form, place.name, context)
  if (place.info !== undefined) place.info.fields = form.infos
  const later = recordLater(tree.recordLater, context)
  return {
    flow,
    step:
      ladder !== undefined && form.sound && later !== "broken"
        ? { kind: "task", rungs: ladder, form: form.fields, ...(later === undefined ? {} : { recordLater: later }) }
        : undefined
  }
}

/** Who may enter it afterwards, and how long after. */
export const recordLater = (tree: Tree.TaskStep["recordLater"], context: Context): Task["recordLater"] | "broken" => {
  if (tree === undefined) return undefined
  const later = sound(tree)
  const by = later === undefined ? undefined : People.people(later.by, context)
  const atMost = sound(later?.atMost)
  return by === undefined || atMost === undefined ? "broken" : { by, atMost: Literal.term(atMost, context) }
}

export const notify = (tree: Tree.NotifyStep, context: Context, walk: Walk): Inner => {
  const flow = context.flow
  const to = People.people(tree.to, context)
  const via = sound(tree.via)
  for (const name of via?.items ?? []) {
    if (Handbook.find(context.handbook.channels, name.text) === "unknown") {
      Unknown.name(name, context, said("channel", "发送渠道"), Handbook.namesOf(context.handbook.channels))
    }
  }
  const name = sound(tree.with)
  const message = name !== undefined && walk.messages.use(name, context)
  const receipt = sound(tree.receipt)
  const whole = to !== undefined && via !== undefined && message && !isBroken(tree.receipt)
  return {
    flow,
    step: whole
      ? { kind: "notify", to, via: via.items.map((it) => it.text), message: name.text, receipt: receipt?.word === "required" }
      : undefined
  }
}

export const announce = (tree: Tree.AnnounceStep, context: Context, walk: Walk): Inner => {
  const flow = context.flow
  const event = sound(tree.event)
  const fields = event === undefined ? undefined : walk.announces?.get(event.text)
  if (event !== undefined && fields === undefined && walk.announces !== undefined) {
    Unknown.name(event, context, said("event under `announces` named", "事件（`announces`）"), walk.announces.keys())
  }
  if (event !== undefined) walk.names.used.add(`announces.${event.text}`)
  const cells = Given.given(tree.with, fields, context, said("field of this event named", "事件字段"), false, walk.names.own.unread)
  const whole = event !== undefined && fields !== undefined && cells !== undefined
  if (whole) Given.missing(fields, cells, event.span, event.text, context)
  return {
    flow,
    step: whole
      ? { kind: "announce", topic: `${walk.names.own.id}.${event.text}`, with: cells }
      : undefined
  }
}

export const wait = (tree: Tree.WaitStep, place: Place, context: Context): Inner => {
  const source = sound(tree.for)
  const heard = source === undefined ? undefined : Events.listen(source, context)
  const until = Time.deadline(tree.until, context, false)
  const since = sound(tree.since)
  const from = since === undefined ? undefined : Time.anchor(since, context, false)
  if (heard !== undefined && place.info !== undefined) {
    const came: boolean | Expression =
      tree.until === undefined ? true : { op: "fact", step: place.name, fact: "came" }
    place.info.fields = new Map(
      [...heard.members].map(([name, member]) => [
        name,
        { type: member.type, needed: member.optional ? false : came, span: tree.name.span }
      ])
    )
  }
  const whole =
    (tree.for === undefined || heard !== undefined) &&
    (tree.until === undefined || until !== undefined) &&
    (tree.since === undefined || from !== undefined) &&
    !isBroken(tree.because)
  return {
    flow: context.flow,
    step: whole
      ? {
          kind: "wait",
          ...(heard === undefined ? {} : { for: heard.listen }),
          ...(from === undefined ? {} : { since: from }),
          ...(until === undefined ? {} : { until })
        }
      : undefined
  }
}

export const record = (tree: Tree.RecordStep, context: Context, walk: Walk): Inner => {
  const name = sound(tree.in)
  const ledger = name === undefined ? "silent" : Handbook.find(context.handbook.ledgers, name.text)
  if (name !== undefined && ledger === "unknown") {
    Unknown.name(name, context, said("ledger", "台账"), Handbook.namesOf(context.handbook.ledgers))
  }
  if (name !== undefined) walk.names.used.add(name.text)
  const columns = typeof ledger === "string" || !ledger.value.complete ? undefined : ledger.value.columns
  const what = said(`column of \`${name?.text ?? ""}\` named`, `列（台账 \`${name?.text ?? ""}\`）`)
  const mode = tree.add === undefined ? "fill" : "add"
  const cells = Given.given(mode === "add" ? tree.add : tree.fill, columns, context, what)
  const row = sound(tree.row)
  if (row !== undefined) {
    const [of] = row.names
    const infos = walk.names.steps.get(of.text)
    if (infos === undefined || row.names.length > 1) {
      Unknown.name(of, context, said("record step", "记录步骤"), walk.names.steps.keys())
      return { flow: context.flow, step: undefined }
    }
    walk.names.used.add(of.text)
    const missing = StepReference.ran(of, of.text, context)
    if (missing === undefined) return { flow: context.flow, step: undefined }
    if (missing !== "certain" && !context.flow.unsure) {
      context.report.add("maybe-missing", of.span, { name: missing.name, why: missing.why, ask: missing.ask })
    }
  }
  const whole = name !== undefined && cells !== undefined && !isBroken(tree.row)
  return {
    flow: context.flow,
    step: whole
      ? {
          kind: "record",
          ledger: name.text,
          mode,
          cells: cells.map((it) => ({ column: it.field, value: it.value })),
          ...(row === undefined ? {} : { row: row.names[0].text })
        }
      : undefined
  }
}

export const link = (tree: Tree.CallStep | Tree.StartStep, context: Context, walk: Walk): Inner => {
  const opens = sound(tree.opens)
  const id = opens === undefined ? "silent" : Handbook.find(context.handbook.procedures, opens.text)
  if (opens !== undefined && id === "unknown") {
    const near = nearest(opens.text, Handbook.namesOf(context.handbook.procedures))
    context.report.add("procedure-unknown", opens.span, { name: opens.text, nearest: near }, {
      fix: Unknown.instead(opens.span, near)
    })
  }
  const signature = opens === undefined ? undefined : walk.names.signatures.get(opens.text)
  if (opens !== undefined && signature !== undefined) walk.opens.push({ id: signature.id, name: opens })
  const cells = Given.given(
    tree.with,
    // a form that could not be read may have any field
    signature?.incomplete === true && signature.intake.length === 0 ? undefined : signature?.intake,
    context,
    said(`field in the intake of \`${opens?.text ?? ""}\` named`, `字段（\`${opens?.text ?? ""}\` 的登记表）`),
    signature?.asksSomebody === true,
    signature?.unread
  )
  if (opens !== undefined && signature !== undefined && cells !== undefined && !signature.asksSomebody && !signature.incomplete) {
    Given.missing(
      signature.intake.filter((it) => !it.conditional),
      cells,
      opens.span,
      opens.text,
      context
    )
  }
  const whole = signature !== undefined && cells !== undefined
  return {
    flow: context.flow,
    step: whole ? { kind: tree.kind, opens: signature.id, with: cells } : undefined
  }
}

/** What the host does. */
export const act = (tree: Tree.DoStep, context: Context): Inner => {
  const name = sound(tree.action)
  const { actions } = context.handbook.plugged
  const action = name === undefined ? undefined : actions.get(name.text)
  if (name !== undefined && action === undefined) {
    Unknown.plugged(name, context, said("action", "动作"), actions.keys())
  }
  const cells = Given.given(tree.with, action?.with, context, said(`field of the action \`${name?.text ?? ""}\` named`, `字段（动作 \`${name?.text ?? ""}\`）`))
  if (name !== undefined && action !== undefined && cells !== undefined) {
    Given.missing(action.with, cells, name.span, name.text, context)
  }
  const whole = name !== undefined && action !== undefined && cells !== undefined
  return { flow: context.flow, step: whole ? { kind: "do", action: name.text, with: cells } : undefined }
}

export const end = (tree: Tree.EndStep, context: Context, walk: Walk): Inner => {
  const name = tree.name.text
  const fields = walk.outcomes?.get(name)
  walk.names.used.add(`outcome.${name}`)
  if (fields === undefined && name === "cancelled") context.report.add("outcome-reserved", tree.name.span, {})
  else if (fields === undefined && walk.outcomes !== undefined) {
    Unknown.meantOutcomes(name, walk.outcomes.keys(), walk.names.used)
    Unknown.name(tree.name, context, said("outcome", "结局（outcomes）"), walk.outcomes.keys())
  }
  const cells = Given.given(tree.gives, walk.unreadOutcomes.has(name) ? undefined : fields, context, said(`field of the outcome \`${name}\` named`, `字段（结局 \`${name}\`）`), false, walk.names.own.unread)
  const flow = { ...context.flow, dead: true }
  if (fields === undefined || cells === undefined) return { flow, step: undefined }
  const missing = fields.filter((it) => it.needed === true && !cells.some((cell) => cell.field === it.name))
  if (missing.length > 0) {
    context.report.add("outcome-fields", tree.name.span, { outcome: name, missing: missing.map((it) => it.name) })
  }
  return { flow, step: { kind: "end", outcome: name, gives: cells } }
}
