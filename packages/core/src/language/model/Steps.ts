/**
 * The second walk: every step's sentences read at their place, with what is known there. Gives the steps as plain
 * data, and a record of each for the checks.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Field } from "../../domain/Field.ts"
import type * as Plan from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import * as Span from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Must, Name, Named } from "../syntax/tree/Node.ts"
import type { Given } from "../syntax/tree/Field.ts"
import type { People as PeopleTree } from "../syntax/tree/People.ts"
import type * as Tree from "../syntax/tree/Step.ts"
import type { Due as DueTree, Ladder } from "../syntax/tree/Time.ts"
import type { Collected, Place } from "./Collect.ts"
import { under } from "./Collect.ts"
import type { Context, Names, Typed } from "./Context.ts"
import * as Events from "./Events.ts"
import * as Fields from "./Fields.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import * as Literal from "./Literal.ts"
import type { Messages } from "./Messages.ts"
import type { StepRecord } from "./Model.ts"
import * as People from "./People.ts"
import * as Reference from "./Reference.ts"
import * as Sentence from "./Sentence.ts"
import * as Time from "./Time.ts"
import * as Type from "./Type.ts"

export interface Walk {
  readonly names: Names
  readonly collected: Collected
  readonly messages: Messages
  readonly outcomes: ReadonlyMap<string, ReadonlyArray<Field>> | undefined
  readonly announces: ReadonlyMap<string, ReadonlyArray<Field>> | undefined
  readonly records: Array<StepRecord>
  readonly opens: Array<{ readonly id: string; readonly name: Name }>
}

interface Listed {
  readonly steps: ReadonlyArray<Plan.AnyStep>
  readonly flow: Flow.Flow
  readonly sound: boolean
}

interface One {
  /** `undefined`: a part of it was reported */
  readonly step: Plan.AnyStep | undefined
  readonly flow: Flow.Flow
  readonly of?: Typed
}

/** A list of steps from top to bottom. */
export const list = (tree: Must<Tree.Steps> | undefined, context: Context, walk: Walk): Listed => {
  if (tree === undefined) return { steps: [], flow: context.flow, sound: true }
  if (isBroken(tree)) return { steps: [], flow: context.flow, sound: false }
  const steps: Array<Plan.AnyStep> = []
  let flow = context.flow
  let whole = true
  for (const it of tree.items) {
    const here: Context = { ...context, flow }
    if (it.kind === "broken") {
      whole = false
      // it may do anything: what it would give is there, and nobody asks whether a path behind it ends
      if (it.name !== undefined) flow = Flow.done(flow, it.name.text, "?")
      continue
    }
    const place = walk.collected.places.get(it)
    if (place === undefined) continue
    const index = walk.records.length
    const one = step(it, place, here, walk)
    const before = walk.records.splice(index)
    walk.records.push(
      {
        tree: it,
        name: place.name,
        node: place.node,
        inside: place.inside,
        before: flow,
        resolved: one.step,
        ...(one.of === undefined ? {} : { of: one.of })
      },
      ...before
    )
    if (one.step === undefined) whole = false
    else steps.push(one.step)
    flow = flow.dead ? { ...one.flow, dead: true } : one.flow
  }
  return { steps, flow, sound: whole }
}

const step = (
  tree: Exclude<Tree.Step, Tree.BrokenStep>,
  place: Place,
  context: Context,
  walk: Walk
): One => {
  const when = Sentence.condition(tree.when, context)
  const inner: Context = { ...Sentence.assuming(context, when, true), inside: [...context.inside, place.node] }
  const one = kind(tree, place, inner, walk)
  const base = { name: place.name, node: place.node, ...(when === undefined ? {} : { when }) }
  const whole = one.step !== undefined && (tree.when === undefined || when !== undefined)
  const result = whole ? named(base, one.step) : undefined
  const after = tree.kind === "end" ? one.flow : Flow.done(one.flow, place.name, place.node)
  if (tree.when === undefined || (when !== undefined && Flow.tells(context.flow, when) === true)) {
    return { ...one, step: result, flow: after }
  }
  const otherwise = when === undefined ? context : Sentence.assuming(context, when, false)
  const flow = one.flow.dead ? otherwise.flow : Flow.under(context.flow, after, when)
  return { ...one, step: result, flow }
}

/** Steps without their name, node and `when`, which `step` puts in front. */
type Bare<S> = S extends Plan.AnyStep ? Omit<S, "name" | "node" | "when"> : never
type AnyBare = Bare<Plan.AnyStep>

/** The name comes first, where people look for it. */
const named = (base: Pick<Plan.AnyStep, "name" | "node" | "when">, { kind, ...rest }: AnyBare): Plan.AnyStep =>
  ({ kind, ...base, ...rest }) as Plan.AnyStep

interface Inner {
  readonly step: AnyBare | undefined
  readonly flow: Flow.Flow
  readonly of?: Typed
}

const kind = (
  tree: Exclude<Tree.Step, Tree.BrokenStep>,
  place: Place,
  context: Context,
  walk: Walk
): Inner => {
  const flow = context.flow
  switch (tree.kind) {
    case "task": {
      const ladder = rungs(tree, context, walk.messages)
      const form = Fields.form(tree.form, place.name, context)
      if (place.info !== undefined) place.info.fields = form.infos
      const later = sound(tree.recordLater)
      const by = later === undefined ? undefined : People.people(later.by, context)
      const atMost = sound(later?.atMost)
      const recordLater =
        by === undefined || atMost === undefined ? undefined : { by, atMost: Literal.term(atMost, context) }
      const whole = ladder !== undefined && form.sound && (tree.recordLater === undefined || recordLater !== undefined)
      return {
        flow,
        step: whole
          ? { kind: "task", rungs: ladder, form: form.fields, ...(recordLater === undefined ? {} : { recordLater }) }
          : undefined
      }
    }
    case "stage": {
      const ladder = rungs(tree, context, walk.messages)
      const steps = list(tree.steps, context, walk)
      return {
        flow: steps.flow,
        step: ladder !== undefined && steps.sound ? { kind: "stage", rungs: ladder, steps: steps.steps } : undefined
      }
    }
    case "decide":
      return decide(tree, place, context)
    case "compute": {
      const type = place.info?.value ?? Type.unknown
      Fields.checkType(tree.type, true, context)
      const value = Sentence.assigned(tree.value, type, false, context)
      const whole = value !== undefined && type.kind !== "unknown"
      return { flow, step: whole ? { kind: "compute", value } : undefined }
    }
    case "choose":
      return choose(tree, context, walk)
    case "parallel":
      return parallel(tree, place, context, walk)
    case "each": {
      const of = isBroken(tree.in) ? undefined : Sentence.value(tree.in, context)
      const isList = of?.type.kind === "list"
      if (of !== undefined && !isList && of.type.kind !== "unknown") {
        Sentence.mismatch(of, said("a list", "列表"), context)
      }
      const item = of?.type.kind === "list" ? of.type.of : Type.unknown
      const steps = list(tree.steps, { ...context, items: new Map(context.items).set(place.name, item) }, walk)
      const whole = of !== undefined && isList && steps.sound
      // what the items did stays with them: outside there is no one value of that name
      return {
        flow,
        step: whole ? { kind: "each", in: of.expression, steps: steps.steps } : undefined
      }
    }
    case "repeat":
      return repeat(tree, place, context, walk)
    case "wait":
      return wait(tree, place, context)
    case "notify": {
      const to = People.people(tree.to, context)
      const via = sound(tree.via)
      for (const name of via?.items ?? []) {
        if (Handbook.find(context.handbook.channels, name.text) === "unknown") {
          Reference.unknownName(name, context, said("channel", "发送渠道"), Handbook.namesOf(context.handbook.channels))
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
    case "record":
      return recordStep(tree, context, walk)
    case "announce": {
      const event = sound(tree.event)
      const fields = event === undefined ? undefined : walk.announces?.get(event.text)
      if (event !== undefined && fields === undefined && walk.announces !== undefined) {
        Reference.unknownName(event, context, said("event under `announces` named", "事件（`announces`）"), walk.announces.keys())
      }
      if (event !== undefined) walk.names.used.add(`announces.${event.text}`)
      const cells = given(tree.with, fields, context, said("field of this event named", "事件字段"))
      const whole = event !== undefined && fields !== undefined && cells !== undefined
      if (whole) missingFields(fields, cells, event.span, event.text, context)
      return {
        flow,
        step: whole
          ? { kind: "announce", topic: `${walk.names.procedure}.${event.text}`, with: cells }
          : undefined
      }
    }
    case "call":
    case "start":
      return link(tree, context, walk)
    case "end":
      return end(tree, context, walk)
    case "file":
    case "do":
      context.report.add("not-supported-yet", tree.keyword, {
        what: tree.kind === "file" ? said("`file` steps", "归档步骤（file）") : said("`do` steps", "动作步骤（do）")
      })
      return { flow, step: undefined }
  }
}

/** `by` and `due`, or a ladder, as rungs; `by: null` where nobody needs to answer. */
export const rungs = (
  tree: {
    readonly by: Maybe<PeopleTree>
    readonly due: Maybe<DueTree>
    readonly ladder: Maybe<Ladder>
  },
  context: Context,
  messages: Messages
): readonly [Plan.Rung, ...Plan.Rung[]] | undefined => {
  if (isBroken(tree.ladder)) return undefined
  if (tree.ladder === undefined) {
    const by = People.people(tree.by, context)
    const due = Time.due(tree.due, context)
    remindersOf(tree.due, context, messages)
    if ((tree.by !== undefined && by === undefined) || (tree.due !== undefined && due === undefined)) return undefined
    return [{ name: null, by: by ?? null, due: due ?? null }]
  }
  const found = tree.ladder.rungs.map((entry): Plan.Rung | undefined => {
    const rung = sound(entry.value)
    if (rung === undefined) return undefined
    const by = People.people(rung.by, context)
    const due = Time.due(rung.due, context)
    remindersOf(rung.due, context, messages)
    return by === undefined || (rung.due !== undefined && due === undefined)
      ? undefined
      : { name: entry.name.text, by, due: due ?? null }
  })
  const whole = found.filter((it) => it !== undefined)
  const [first, ...rest] = whole
  return first === undefined || whole.length < found.length ? undefined : [first, ...rest]
}

/** The messages of reminders are read where the reminder stands. */
export const remindersOf = (due: Maybe<DueTree>, context: Context, messages: Messages): void => {
  for (const it of sound(sound(due)?.remind)?.items ?? []) {
    const name = sound(sound(it)?.with)
    if (name !== undefined) messages.use(name, context)
  }
}

const decide = (tree: Tree.DecideStep, place: Place, context: Context): Inner => {
  const policy = sound(tree.policy)?.word
  const rows = sound(tree.rows)
  if (tree.type !== undefined) Fields.checkType(tree.type, true, context)
  const type = place.info?.value ?? Type.unknown
  if (policy === "exactly-one") {
    context.report.add("not-supported-yet", isBroken(tree.policy) ? tree.keyword : tree.policy.span, {
      what: said("the proof that `exactly-one` needs (`first` runs)", "`exactly-one` 所需的验证（`first` 可以运行）")
    })
  }
  const found: Array<{ readonly when?: Expression; readonly then: Expression }> = []
  let whole = rows !== undefined && policy === "first"
  let here = context
  for (const row of rows?.items ?? []) {
    if (isBroken(row)) {
      whole = false
      continue
    }
    const when = Sentence.condition(row.when, here)
    const then = Sentence.assigned(row.then, type, false, Sentence.assuming(here, when, true))
    if (then === undefined || (row.when !== undefined && when === undefined)) whole = false
    else found.push({ ...(when === undefined ? {} : { when }), then })
    if (policy === "first") here = Sentence.assuming(here, when, false)
  }
  if (type.kind === "unknown") whole = false
  return { flow: context.flow, step: whole ? { kind: "decide", policy: "first", rows: found } : undefined }
}

const choose = (tree: Tree.ChooseStep, context: Context, walk: Walk): Inner => {
  const of = isBroken(tree.of) ? undefined : Sentence.value(tree.of, context)
  if (of !== undefined && of.type.kind !== "choice" && of.type.kind !== "yes-no" && of.type.kind !== "unknown") {
    Sentence.mismatch(of, said("a choice, or yes or no", "选项，或是/否"), context)
  }
  if (of?.type.kind === "choice") walk.names.choices.set(Flow.text(of.expression), of.type.values)
  const when = (values: ReadonlyArray<string>): Expression => {
    const expression = of?.expression ?? { op: "literal", type: "yes-no", value: true }
    if (of?.type.kind === "yes-no") {
      return values.length > 1
        ? { op: "literal", type: "yes-no", value: true }
        : values[0] === "yes"
          ? expression
          : { op: "not", of: expression }
    }
    return {
      op: "is",
      left: expression,
      any: values.map((value) => ({ op: "literal", type: "choice", value })),
      negated: false
    }
  }
  const entries = sound(tree.cases)?.entries ?? []
  const branches: Array<Plan.Branch> = []
  const flows: Array<{ readonly name: string; readonly flow: Flow.Flow }> = []
  let whole = of !== undefined && sound(tree.cases) !== undefined
  for (const entry of entries) {
    const name = entry.name.text
    const inner = of === undefined ? context : Sentence.assuming(context, when([name]), true)
    const steps = list(entry.value, inner, { ...walk })
    if (!steps.sound) whole = false
    branches.push({ name, steps: steps.steps })
    flows.push({ name, flow: steps.flow })
  }
  let otherwise: ReadonlyArray<Plan.AnyStep> | undefined
  if (tree.otherwise !== undefined) {
    const known = entries.map((it) => it.name.text)
    const inner = of === undefined || known.length === 0 ? context : Sentence.assuming(context, when(known), false)
    const steps = list(tree.otherwise, inner, walk)
    if (!steps.sound) whole = false
    otherwise = steps.steps
    const left = (of?.type.kind === "choice" ? of.type.values : ["yes", "no"]).filter((it) => !known.includes(it))
    for (const name of left) flows.push({ name, flow: steps.flow })
  }
  const flow = flows.length === 0 ? context.flow : Flow.oneOf(context.flow, flows, when)
  return {
    flow,
    ...(of === undefined ? {} : { of }),
    step:
      whole && of !== undefined
        ? { kind: "choose", of: of.expression, cases: branches, ...(otherwise === undefined ? {} : { otherwise }) }
        : undefined
  }
}

/** All names of steps below these nodes, so that what may or may not have run can be told. */
const stepsBelow = (node: string, walk: Walk): ReadonlyMap<string, ReadonlyArray<string>> => {
  const found = new Map<string, Array<string>>()
  for (const infos of walk.collected.steps.values()) {
    for (const info of infos) {
      if (info.node.startsWith(`${node}/`)) found.set(info.name, [...(found.get(info.name) ?? []), info.node])
    }
  }
  return found
}

const parallel = (tree: Tree.ParallelStep, place: Place, context: Context, walk: Walk): Inner => {
  const join = sound(tree.join)?.word
  const all = stepsBelow(place.node, walk)
  const run = (entries: Maybe<Named<Tree.Steps | Broken>>) =>
    (sound(entries)?.entries ?? []).map((entry) => {
      const own = `${under(place.node, entry.name.text)}/`
      const others = new Map(
        [...all].flatMap(([name, nodes]) => {
          const elsewhere = nodes.filter((it) => !it.startsWith(own))
          return elsewhere.length === 0 ? [] : [[name, elsewhere] as const]
        })
      )
      const start = Flow.forget(context.flow, others)
      const steps = list(entry.value, { ...context, flow: start }, walk)
      return { name: entry.name.text, steps }
    })
  const branches = run(tree.branches)
  const beside = run(tree.beside)
  const flows = branches.map((it) => it.steps.flow)
  const one = flows[0]
  const maybe = Flow.forget(context.flow, all)
  const only = (flow: Flow.Flow): Flow.Flow => ({
    ...maybe,
    ran: new Map([...maybe.ran, ...[...flow.ran].filter(([name, it]) => it.conditions !== null || !all.has(name))]),
    known: flow.known,
    values: flow.values
  })
  const flow =
    one === undefined
      ? maybe
      : join === "all"
        ? flows.reduce((it, next) => merge(it, next, all), only(one))
        : flows.length === 1
          ? only(one)
          : firstOf(maybe, place.name, branches, all)
  const dead = flows.length > 0 && (join === "all" ? flows.some((it) => it.dead) : flows.every((it) => it.dead))
  const whole =
    join !== undefined &&
    sound(tree.branches) !== undefined &&
    !isBroken(tree.beside) &&
    [...branches, ...beside].every((it) => it.steps.sound)
  return {
    flow: { ...flow, dead },
    step: whole
      ? {
          kind: "parallel",
          join,
          branches: branches.map((it) => ({ name: it.name, steps: it.steps.steps })),
          beside: beside.map((it) => ({ name: it.name, steps: it.steps.steps }))
        }
      : undefined
  }
}

/** Of branches of which the first ends the others, one is known to be done when `first` names it. */
const firstOf = (
  maybe: Flow.Flow,
  step: string,
  branches: ReadonlyArray<{ readonly name: string; readonly steps: Listed }>,
  all: ReadonlyMap<string, unknown>
): Flow.Flow => {
  const ran = new Map(maybe.ran)
  for (const { name, steps } of branches) {
    const first: Expression = {
      op: "is",
      left: { op: "fact", step, fact: "first" },
      any: [{ op: "literal", type: "choice", value: name }],
      negated: false
    }
    for (const [inner, it] of steps.flow.ran) {
      if (!all.has(inner) || it.conditions === null) continue
      ran.set(inner, { nodes: it.nodes, conditions: [first, ...it.conditions] })
    }
  }
  return { ...maybe, ran }
}

const merge = (a: Flow.Flow, b: Flow.Flow, all: ReadonlyMap<string, unknown>): Flow.Flow => ({
  ...a,
  ran: new Map([...a.ran, ...[...b.ran].filter(([name, it]) => it.conditions !== null || !all.has(name))]),
  known: new Map([...a.known, ...b.known]),
  values: new Map([...a.values, ...b.values])
})

const repeat = (tree: Tree.RepeatStep, place: Place, context: Context, walk: Walk): Inner => {
  const inside = stepsBelow(place.node, walk)
  const start = Flow.forget(context.flow, inside)
  const steps = list(tree.steps, { ...context, flow: start }, walk)
  const after: Context = { ...context, flow: steps.flow }
  const until = Sentence.condition(tree.until, after)
  const atMost = sound(tree.atMost)
  const again = until === undefined ? after : Sentence.assuming(after, until, false)
  const beyond = tree.beyond === undefined ? undefined : list(tree.beyond, again, walk)
  const left = until === undefined ? after : Sentence.assuming(after, until, true)
  const flow =
    beyond === undefined || beyond.flow.dead
      ? left.flow
      : { ...Flow.perhaps(steps.flow, beyond.flow), dead: steps.flow.dead }
  const whole =
    until !== undefined && steps.sound && (beyond?.sound ?? true) && !isBroken(tree.atMost) && !isBroken(tree.noLimitBecause)
  return {
    flow,
    step: whole
      ? { kind: "repeat", until, atMost: atMost?.value ?? null, beyond: beyond?.steps ?? [], steps: steps.steps }
      : undefined
  }
}

const wait = (tree: Tree.WaitStep, place: Place, context: Context): Inner => {
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

/** `with`, `add`, `fill`, `gives` against the fields they are for; `undefined`: a part of it was reported. */
const given = (
  tree: Maybe<Given>,
  fields: ReadonlyArray<Field> | undefined,
  context: Context,
  what: { readonly en: string; readonly zh: string },
  optionalToo = false
): ReadonlyArray<{ readonly field: string; readonly value: Expression }> | undefined => {
  if (isBroken(tree)) return undefined
  const found: Array<{ readonly field: string; readonly value: Expression }> = []
  let whole = fields !== undefined
  for (const entry of tree?.entries ?? []) {
    const field = fields?.find((it) => it.name === entry.name.text)
    if (field === undefined) {
      if (fields !== undefined) {
        Reference.unknownName(entry.name, context, what, fields.map((it) => it.name))
      }
      whole = false
      Sentence.assigned(entry.value, Type.unknown, true, context)
      continue
    }
    const optional = field.needed !== true || optionalToo
    const value = Sentence.assigned(entry.value, Type.ofField(field.type), optional, context)
    if (value === undefined) whole = false
    else found.push({ field: field.name, value })
  }
  return whole ? found : undefined
}

const missingFields = (
  fields: ReadonlyArray<Field>,
  cells: ReadonlyArray<{ readonly field: string }>,
  span: Span.Span,
  to: string,
  context: Context
): void => {
  const missing = fields.filter((it) => it.needed === true && !cells.some((cell) => cell.field === it.name))
  if (missing.length === 0) return
  context.report.add("with-incomplete", span, { procedure: to, missing: missing.map((it) => it.name) })
}

const recordStep = (tree: Tree.RecordStep, context: Context, walk: Walk): Inner => {
  const name = sound(tree.in)
  const ledger = name === undefined ? "silent" : Handbook.find(context.handbook.ledgers, name.text)
  if (name !== undefined && ledger === "unknown") {
    Reference.unknownName(name, context, said("ledger", "台账"), Handbook.namesOf(context.handbook.ledgers))
  }
  if (name !== undefined) walk.names.used.add(name.text)
  const columns = typeof ledger === "string" || !ledger.value.complete ? undefined : ledger.value.columns
  const what = said(`column of \`${name?.text ?? ""}\` named`, `列（台账 \`${name?.text ?? ""}\`）`)
  const mode = tree.add === undefined ? "fill" : "add"
  const cells = given(mode === "add" ? tree.add : tree.fill, columns, context, what)
  const row = sound(tree.row)
  if (row !== undefined) {
    const [of] = row.names
    const infos = walk.names.steps.get(of.text)
    if (infos === undefined || row.names.length > 1) {
      Reference.unknownName(of, context, said("record step", "记录步骤"), walk.names.steps.keys())
      return { flow: context.flow, step: undefined }
    }
    walk.names.used.add(of.text)
    const missing = Reference.ran(of, of.text, context)
    if (missing === undefined) return { flow: context.flow, step: undefined }
    if (missing !== "certain") {
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

const link = (tree: Tree.CallStep | Tree.StartStep, context: Context, walk: Walk): Inner => {
  const opens = sound(tree.opens)
  const id = opens === undefined ? "silent" : Handbook.find(context.handbook.procedures, opens.text)
  if (opens !== undefined && id === "unknown") {
    context.report.add("procedure-unknown", opens.span, {
      name: opens.text,
      nearest: nearest(opens.text, Handbook.namesOf(context.handbook.procedures))
    })
  }
  const signature = opens === undefined ? undefined : walk.names.signatures.get(opens.text)
  if (opens !== undefined && signature !== undefined) walk.opens.push({ id: signature.id, name: opens })
  const cells = given(
    tree.with,
    signature?.intake,
    context,
    said(`field in the intake of \`${opens?.text ?? ""}\` named`, `字段（\`${opens?.text ?? ""}\` 的登记表）`),
    signature?.asksSomebody === true
  )
  if (opens !== undefined && signature !== undefined && cells !== undefined && !signature.asksSomebody && !signature.incomplete) {
    missingFields(
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

const end = (tree: Tree.EndStep, context: Context, walk: Walk): Inner => {
  const name = tree.name.text
  const fields = walk.outcomes?.get(name)
  walk.names.used.add(`outcome.${name}`)
  if (fields === undefined && walk.outcomes !== undefined && name !== "cancelled") {
    Reference.unknownName(tree.name, context, said("outcome", "结局（outcomes）"), walk.outcomes.keys())
  }
  const cells = given(tree.gives, fields, context, said(`field of the outcome \`${name}\` named`, `字段（结局 \`${name}\`）`))
  const flow = { ...context.flow, dead: true }
  if (fields === undefined || cells === undefined) return { flow, step: undefined }
  const missing = fields.filter((it) => it.needed === true && !cells.some((cell) => cell.field === it.name))
  if (missing.length > 0) {
    context.report.add("outcome-fields", tree.name.span, { outcome: name, missing: missing.map((it) => it.name) })
  }
  return { flow, step: { kind: "end", outcome: name, gives: cells } }
}
