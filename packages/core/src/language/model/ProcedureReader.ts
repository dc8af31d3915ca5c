/**
 * Reads a procedure's tree into the model: parameters, intake, steps, orders, holds, messages, in the order in which
 * one needs the other.
 */
import type { Field } from "../../domain/Field.ts"
import type { Value } from "../../domain/Value.ts"
import type * as Plan from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import * as Span from "../source/Span.ts"
import type { Fields as FieldsTree } from "../syntax/tree/Field.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Named } from "../syntax/tree/Node.ts"
import type { Hold as HoldTree, Procedure as Tree } from "../syntax/tree/Procedure.ts"
import { collect } from "./Collect.ts"
import type { Collected } from "./Collect.ts"
import type { Context, Names } from "./Context.ts"
import * as Events from "./Events.ts"
import * as Fields from "./Fields.ts"
import * as Files from "./Files.ts"
import * as Flow from "./Flow.ts"
import type { Handbook } from "./Handbook.ts"
import * as Handbooks from "./Handbook.ts"
import * as Misfit from "./Misfit.ts"
import * as Literal from "./Literal.ts"
import * as Messages from "./Messages.ts"
import type { Procedure, StepRecord } from "./Model.ts"
import * as Orders from "./Orders.ts"
import * as People from "./People.ts"
import * as Unknown from "./Unknown.ts"
import * as Rungs from "./Rungs.ts"
import * as Schedules from "./Schedules.ts"
import type { Signature, Signatures } from "./Signature.ts"
import * as SignatureReader from "./SignatureReader.ts"
import * as Steps from "./Steps.ts"
import * as Time from "./Time.ts"
import * as Type from "./Type.ts"

export const read = (
  tree: Tree,
  own: Signature,
  handbook: Handbook,
  signatures: Signatures,
  report: Report
): Procedure => {
  const collected = collect(tree.steps, handbook, signatures, report)
  const parameterFields = Fields.plainly(sound(tree.parameters) ?? { kind: "named", entries: [], span: tree.span }, handbook)
  const names: Names = {
    procedure: own.name,
    own,
    intake: new Map(),
    steps: collected.steps,
    parameters: new Map(
      sound(tree.parameters)?.entries.map(({ name }) => [name.text, { type: parameterFields.find((it) => it.name === name.text)?.type, span: name.span }])
    ),
    signatures,
    unclear: collected.unclear,
    misnamed: collected.misnamed,
    intakeUnclear: isBroken(tree.intake) || isBroken(sound(tree.intake)?.form),
    choices: new Map(),
    used: new Set()
  }
  const base: Context = { report, handbook, names, flow: Flow.start, anyTime: false, items: new Map(), inside: [] }
  const messages = Messages.make(tree.messages, tree.words, handbook)
  const parameters = parametersOf(tree, parameterFields, base)

  const intakeTree = sound(tree.intake)
  const intakeForm = Fields.form(intakeTree?.form, "intake", base)
  names.intake = intakeForm.infos
  for (const [name, steps] of collected.steps) {
    const valued = steps.find((it) => it.kind === "decide" || it.kind === "compute" || it.kind === "each")
    if (valued === undefined || !intakeForm.infos.has(name)) continue
    report.add("ambiguous-name", valued.span, {
      name,
      first: said(`the step \`${name}\``, `步骤 \`${name}\``),
      second: said(`the field \`${name}\` of the intake`, `登记表字段 \`${name}\``)
    })
  }
  const intakeBy = People.people(intakeTree?.by, base)
  const intakeDue = Time.due(intakeTree?.due, base)
  Rungs.reminders(intakeTree?.due, base, messages)
  const countsFrom = countsFromOf(tree, base)

  const outcomes = fieldsOf(tree.outcomes, base)
  const announces = fieldsOf(tree.announces, base)
  const rungs = Rungs.read(tree, base, messages)
  const records: Array<StepRecord> = []
  const opens: Array<Procedure["opens"][number]> = []
  const walked = Steps.list(tree.steps, base, {
    names,
    collected,
    messages,
    outcomes: isBroken(tree.outcomes) ? undefined : outcomes.fields,
    unreadOutcomes: new Set((sound(tree.outcomes)?.entries ?? []).flatMap((it) => (isBroken(it.value) ? [it.name.text] : []))),
    announces: isBroken(tree.announces) ? undefined : announces.fields,
    sheets: Files.sheets(tree),
    records,
    opens
  })
  const later: Context = { ...base, anyTime: true, flow: Flow.start }
  const orders = Orders.read(tree.orders, later, isBroken(tree.outcomes) ? undefined : outcomes.fields, {
    intake: intakeForm.fields,
    records
  })
  const holds = holdsOf(tree, later, collected)
  Files.checkSheets(tree, later)
  const schedules = Schedules.read(tree.schedules, { ...later, schedule: "procedure" }, signatures, messages)
  for (const entry of sound(tree.schedules)?.entries ?? []) {
    const name = sound(sound(entry.value)?.opens)
    const id = name === undefined ? undefined : handbook.procedures.entries.get(name.text)?.value
    if (name !== undefined && id !== undefined) opens.push({ id, name })
  }
  const seenBy = People.people(tree.seenBy, later)

  const intakeSound =
    !isBroken(tree.intake) &&
    intakeForm.sound &&
    (intakeTree?.by === undefined || intakeBy !== undefined) &&
    (intakeTree?.due === undefined || intakeDue !== undefined) &&
    (intakeTree?.countsFrom === undefined || countsFrom !== undefined)
  const version = sound(tree.version)
  return {
    id: own.id,
    name: own.name,
    version: version?.value ?? 0,
    tree,
    span: own.span,
    handbook,
    names,
    sound:
      walked.sound &&
      intakeSound &&
      version !== undefined &&
      parameters !== undefined &&
      outcomes.sound &&
      announces.sound &&
      rungs !== undefined &&
      orders !== undefined &&
      holds !== undefined &&
      (tree.seenBy === undefined || seenBy !== undefined) &&
      !isBroken(tree.schedules) &&
      schedules.length === (tree.schedules?.entries.length ?? 0),
    parameters: parameters ?? {},
    intake: {
      by: intakeBy ?? null,
      form: intakeForm.fields,
      ...(countsFrom === undefined ? {} : { countsFrom }),
      due: intakeDue ?? null
    },
    rungs: rungs ?? [{ name: null, by: null, due: null }],
    steps: walked.steps,
    records,
    end: walked.flow,
    outcomes: outcomes.fields,
    announces: announces.fields,
    orders: orders ?? {},
    holds: holds ?? [],
    seenBy,
    schedules: schedules.map(({ name, plan }) => ({ name, schedule: plan })),
    messages: messages.found,
    branches: collected.branches,
    opens
  }
}

const fieldsOf = (
  tree: Maybe<Named<FieldsTree | Broken>>,
  context: Context
): { readonly fields: ReadonlyMap<string, ReadonlyArray<Field>>; readonly sound: boolean } => {
  let whole = !isBroken(tree)
  for (const entry of sound(tree)?.entries ?? []) {
    if (isBroken(entry.value)) whole = false
    for (const field of sound(entry.value)?.entries ?? []) {
      const it = sound(field.value)
      if (it === undefined) whole = false
      else Fields.checkType(it.type, true, context)
    }
  }
  return { fields: SignatureReader.named(tree, context.handbook), sound: whole }
}

/** The handbook's values before the defaults. */
const parametersOf = (
  tree: Tree,
  fields: ReadonlyArray<Field & { readonly span: Span.Span }>,
  context: Context
): { readonly [name: string]: Value } | undefined => {
  if (isBroken(tree.parameters)) return undefined
  const { report, handbook } = context
  const found = Handbooks.find(handbook.parameters, context.names?.procedure ?? "")
  const set = typeof found === "string" ? undefined : found.value
  const values: { [name: string]: Value } = {}
  let whole = tree.parameters === undefined || fields.length === tree.parameters.entries.length
  for (const entry of set?.entries ?? []) {
    if (!fields.some((it) => it.name === entry.name.text) && whole) {
      Unknown.name(
        entry.name,
        context,
        said(`parameter of \`${context.names?.procedure ?? ""}\` named`, `参数（流程 \`${context.names?.procedure ?? ""}\`）`),
        fields.map((it) => it.name)
      )
    }
  }
  for (const entry of tree.parameters?.entries ?? []) {
    const field = sound(entry.value)
    const type = fields.find((it) => it.name === entry.name.text)?.type
    if (field !== undefined) Fields.checkType(field.type, true, context)
    if (field === undefined || type === undefined) {
      whole = false
      continue
    }
    const written = [sound(field.default), set?.entries.find((it) => it.name.text === entry.name.text)?.value]
    for (const data of written) {
      if (data === undefined || data.kind === "broken") continue
      const value = Literal.read(data, type, context)
      if (value === undefined) {
        const written = Span.text(data.span)
        const { hint, more } = Misfit.instead(written, Type.ofField(type), data.span, context.handbook.currency)
        report.add("parameter-type", data.span, { expected: Type.describe(Type.ofField(type)), written, hint }, more)
        whole = false
      } else {
        values[entry.name.text] = value
      }
    }
    if (isBroken(field.default)) whole = false
    if (field.default === undefined && written[1] === undefined && found !== "silent") {
      report.add("parameter-unset", entry.name.span, { name: entry.name.text, procedure: context.names?.procedure ?? "" })
      whole = false
    }
  }
  return whole ? values : undefined
}

const countsFromOf = (tree: Tree, context: Context): string | undefined => {
  const ref = sound(sound(tree.intake)?.countsFrom)
  if (ref === undefined) return undefined
  const [name, ...rest] = ref.names
  const field = context.names?.intake.get(name.text)
  if (field === undefined || rest.length > 0) {
    return Unknown.name(name, context, Unknown.ofTheIntake, context.names?.intake.keys() ?? [])
  }
  if (field.type.kind !== "date-time") {
    if (field.type.kind !== "unknown") {
      context.report.add("type-mismatch", ref.span, {
        expected: Type.describe(Type.plain("date-time")),
        found: Type.describe(field.type)
      })
    }
    return undefined
  }
  context.names?.used.add(name.text)
  return name.text
}

const holdsOf = (tree: Tree, context: Context, collected: Collected): ReadonlyArray<Plan.Hold> | undefined => {
  if (isBroken(tree.holds)) return undefined
  const found = (tree.holds?.entries ?? []).map((entry) => {
    const it = sound(entry.value)
    return it === undefined ? undefined : hold(entry.name.text, it, context, collected)
  })
  return found.includes(undefined) ? undefined : found.filter((it) => it !== undefined)
}

const hold = (name: string, tree: HoldTree, context: Context, collected: Collected): Plan.Hold | undefined => {
  const from = isBroken(tree.from) ? undefined : Events.listenTo(tree.from, tree.where, context)
  const clocks = sound(tree.clocks)
  const untilTree = sound(tree.until)
  let until: Plan.Hold["until"] | undefined
  if (untilTree?.kind === "its-end") {
    if (from !== undefined && !from.announced) {
      context.report.add("hold-never-ends", untilTree.span, { event: from.listen.topic })
      return undefined
    }
    until = "its-end"
  } else if (untilTree !== undefined) {
    until = Events.listen(untilTree, context)?.listen
  }
  const stops = sound(tree.stops)
  const nodes: Array<string> = []
  let whole = stops !== undefined
  for (const ref of stops?.items ?? []) {
    if (isBroken(ref)) {
      whole = false
      continue
    }
    const [first, ...rest] = ref.names
    const steps = collected.steps.get(first.text)?.map((it) => it.node)
    const places = first.text === "case" ? [""] : (steps ?? collected.branches.get(first.text))
    if (places === undefined || rest.length > 0) {
      whole = false
      Unknown.name(first, context, said("step or branch", "步骤或分支"), [
        ...collected.steps.keys(),
        ...collected.branches.keys()
      ])
      continue
    }
    context.names?.used.add(first.text)
    nodes.push(...places)
  }
  return from === undefined || until === undefined || clocks === undefined || !whole
    ? undefined
    : { name, from: from.listen, until, stops: nodes, clocks: clocks.word }
}
