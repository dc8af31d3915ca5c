/**
 * Orders with their meaning (language §8). An order may come at any time, so nothing is certain in its sentences but
 * what its own `when` asks for.
 */
import type { Field } from "../../domain/Field.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { People as PeopleData } from "../../domain/People.ts"
import type * as Plan from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import type * as Tree from "../syntax/tree/Order.ts"
import * as Span from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Maybe, Must, Name, Ref } from "../syntax/tree/Node.ts"
import type { Refs } from "../syntax/tree/Field.ts"
import type { Orders as OrdersTree } from "../syntax/tree/Procedure.ts"
import type { Context, StepKind } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Fields from "./Fields.ts"
import * as Literal from "./Literal.ts"
import * as People from "./People.ts"
import * as Unknown from "./Unknown.ts"
import * as Known from "./Known.ts"
import type { StepRecord } from "./Model.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"

type Outcomes = ReadonlyMap<string, ReadonlyArray<Field>> | undefined
type Mutable = { -readonly [K in keyof Plan.Orders]: Plan.Orders[K] }

/** What the walk has read before: forms and lists that orders speak of. */
export interface Written {
  readonly intake: ReadonlyArray<Field>
  readonly records: ReadonlyArray<StepRecord>
}

export const read = (
  tree: Maybe<OrdersTree>,
  context: Context,
  outcomes: Outcomes,
  written: Written
): Plan.Orders | undefined => {
  if (tree === undefined) return {}
  if (isBroken(tree)) return undefined
  const found: Mutable = {}
  let whole = !tree.incomplete
  for (const order of tree.orders) if (!one(order, found, context, outcomes, written)) whole = false
  return whole ? found : undefined
}

const one = (
  tree: Tree.Order,
  into: Mutable,
  around: Context,
  outcomes: Outcomes,
  written: Written
): boolean => {
  const when = Sentence.condition(tree.when, around)
  const unread = tree.when !== undefined && when === undefined
  const context = unread ? { ...around, flow: Flow.unsure(around.flow) } : Known.assuming(around, when, true)
  const by = People.people(tree.by, context)
  const head = by === undefined || (tree.when !== undefined && when === undefined) ? undefined : headOf(by, when)
  switch (tree.kind) {
    case "transfer": {
      const to = People.people(tree.to, context)
      const of = tree.of === undefined ? undefined : steps(tree.of, ["task", "file"], context)
      if (head === undefined || (tree.to !== undefined && to === undefined)) return false
      if (tree.of !== undefined && of === undefined) return false
      into.transfer = { ...head, ...(of === undefined ? {} : { of }), ...(to === undefined ? {} : { to }) }
      return true
    }
    case "delegate": {
      const to = People.people(tree.to, context)
      if (head === undefined || to === undefined) return false
      into.delegate = { ...head, to }
      return true
    }
    case "return": {
      const to = steps(tree.to, undefined, context)
      if (head === undefined || to === undefined || isBroken(tree.reason)) return false
      into.return = { ...head, to, reason: reason(tree.reason) }
      return true
    }
    case "withdraw": {
      const ends = outcome(tree.ends, outcomes, context)
      if (head === undefined || ends === undefined || isBroken(tree.reason)) return false
      into.withdraw = { ...head, reason: reason(tree.reason), ends }
      return true
    }
    case "terminate": {
      const ends = outcome(tree.ends, outcomes, context)
      const form = tree.form === undefined ? undefined : Fields.form(tree.form, "terminate", context)
      if (head === undefined || ends === undefined || form?.sound === false || isBroken(tree.reason)) return false
      into.terminate = {
        ...head,
        reason: tree.form !== undefined && tree.reason === undefined ? "optional" : reason(tree.reason),
        ...(form === undefined ? {} : { form: form.fields }),
        ends
      }
      return true
    }
    case "urge":
      if (head === undefined) return false
      into.urge = head
      return true
    case "extend": {
      const of = steps(tree.of, ["task", "file", "stage"], context, true)
      const atMost = sound(tree.atMost)
      const times = sound(tree.times)
      if (tree.times === undefined) context.report.add("extend-endless", tree.keyword, {})
      if (head === undefined || of === undefined || atMost === undefined || times === undefined) return false
      if (isBroken(tree.reason)) return false
      into.extend = {
        ...head,
        of,
        reason: reason(tree.reason),
        atMost: Literal.term(atMost, context),
        times: times.value
      }
      return true
    }
    case "suspend": {
      const form = tree.form === undefined ? undefined : Fields.form(tree.form, "suspend", context)
      const clocks = sound(tree.clocks)
      const atMost = sound(tree.atMost)
      if (head === undefined || clocks === undefined || atMost === undefined || form?.sound === false) return false
      if (isBroken(tree.reason)) return false
      into.suspend = {
        ...head,
        reason: tree.form !== undefined && tree.reason === undefined ? "optional" : reason(tree.reason),
        ...(form === undefined ? {} : { form: form.fields }),
        clocks: clocks.word,
        atMost: Literal.term(atMost, context)
      }
      return true
    }
    case "resume":
      if (head === undefined) return false
      into.resume = head
      return true
    case "add-signer": {
      const of = lists(tree.of, context, written)
      if (head === undefined || of === undefined) return false
      into.addSigner = { ...head, of }
      return true
    }
    case "rebook":
    case "amend": {
      const of = filledIn(tree.of, context, written, tree.kind)
      if (head === undefined || of === undefined || isBroken(tree.reason)) return false
      into[tree.kind] = { ...head, of, reason: reason(tree.reason) }
      return true
    }
  }
}

/** What the items of each `each` are. */
const lists = (
  tree: Must<Refs>,
  context: Context,
  { records }: Written
): NonNullable<Plan.Orders["addSigner"]>["of"] | undefined => {
  const refs = sound(tree)?.items ?? []
  const names = steps(tree, ["each"], context)
  const found = names?.map((each, index) => {
    const list = records.find((it) => it.name === each && it.of !== undefined)?.of
    const item = list?.type.kind === "list" ? list.type.of : undefined
    if (item === undefined || item.kind === "unknown") return undefined
    const { kind } = item
    if (kind === "department" || kind === "person" || kind === "party" || kind === "staff") return { each, type: { kind } }
    const ref = refs[index]
    if (ref !== undefined) {
      context.report.add("type-mismatch", ref.span, {
        expected: said("an `each` over people or departments", "以人员或部门为项的 `each`"),
        found: said(`\`${each}\`, over ${Type.describe(item).en}`, `\`${each}\`（各项为${Type.describe(item).zh}）`)
      })
    }
    return undefined
  })
  return found?.includes(undefined) ? undefined : found?.filter((it) => it !== undefined)
}

/** Fields somebody filled in: `visit` of the intake, `agree-time.visit` of a step. */
const filledIn = (
  tree: Must<Refs>,
  context: Context,
  written: Written,
  order: "rebook" | "amend"
): ReadonlyArray<Plan.FieldOf> | undefined => {
  const refs = sound(tree)
  if (refs === undefined) return undefined
  const found: Array<Plan.FieldOf> = []
  let whole = true
  for (const ref of refs.items) {
    const one = isBroken(ref) ? undefined : fieldOf(ref, context, written, order)
    if (one === undefined) whole = false
    else found.push(one)
  }
  return whole ? found : undefined
}

/** Kinds of fields nobody can correct by a value: they are looked up, or given by hand. */
const given: ReadonlySet<Field["type"]["kind"]> = new Set(["report", "signature"])

const fieldOf = (
  ref: Ref,
  context: Context,
  { intake, records }: Written,
  order: "rebook" | "amend"
): Plan.FieldOf | undefined => {
  const [first, second, ...rest] = ref.names
  const infos = context.names?.steps.get(first.text)
  const ofStep = second !== undefined && infos !== undefined
  const name = ofStep ? second : first
  const after = ofStep ? rest : ref.names.slice(1)
  const step = ofStep ? first.text : "intake"
  if (ofStep && infos.some((it) => it.unclear)) return undefined
  const known = ofStep ? infos.flatMap((it) => [...it.fields.keys()]) : [...(context.names?.intake.keys() ?? [])]
  if (!known.includes(name.text) || after.length > 0) {
    const what = ofStep
      ? said(`field of \`${first.text}\` named`, `字段（步骤 \`${first.text}\`）`)
      : second === undefined ? Unknown.ofTheIntake : Unknown.aStep
    const wrong = known.includes(name.text) ? (after[0] ?? name) : name
    const near = second !== undefined && !ofStep ? [...(context.names?.steps.keys() ?? [])] : known
    return Unknown.name(wrong, context, what, after.length > 0 && ofStep ? [] : near)
  }
  context.names?.used.add(first.text)
  const forms = ofStep
    ? records.flatMap((it) => (it.name === step && it.resolved?.kind === "task" ? [it.resolved.form] : []))
    : [intake]
  const field = forms.flat().find((it) => it.name === name.text)
  if (field === undefined) return undefined
  const { kind } = field.type
  if (order === "rebook" ? kind === "appointment" : !given.has(kind)) return { step, field: name.text }
  context.report.add("type-mismatch", ref.span, {
    expected: order === "rebook" ? said("an appointment", "预约时间（appointment）") : said("a value somebody filled in", "由人填写的值"),
    found: Type.describe(Type.ofField(field.type)),
    written: Span.text(ref.span)
  })
  return undefined
}

const headOf = (by: PeopleData, when: Expression | undefined): Plan.Order => (when === undefined ? { by } : { by, when })

const reason = (tree: Maybe<Tree.Reason>): "required" | "optional" => sound(tree)?.word ?? "required"

const outcome = (tree: Must<Name>, outcomes: Outcomes, context: Context): string | undefined => {
  const name = sound(tree)
  if (name === undefined) return undefined
  context.names?.used.add(`outcome.${name.text}`)
  if (outcomes !== undefined && !outcomes.has(name.text)) {
    if (context.names !== undefined) Unknown.meantOutcomes(name.text, outcomes.keys(), context.names.used)
    return Unknown.name(name, context, said("outcome", "结局（outcomes）"), outcomes.keys())
  }
  const needed = (outcomes?.get(name.text) ?? []).filter((it) => it.needed === true)
  if (needed.length > 0) {
    context.report.add("outcome-fields", name.span, { outcome: name.text, missing: needed.map((it) => it.name) })
    return undefined
  }
  return name.text
}

const wanted = (kinds: ReadonlyArray<StepKind>) =>
  kinds.includes("each")
    ? said("an `each`", "`each` 步骤")
    : kinds.includes("stage")
      ? said("a task or stage", "任务或阶段")
      : said("a task", "任务")

const steps = (
  tree: Must<Refs>,
  kinds: ReadonlyArray<StepKind> | undefined,
  context: Context,
  caseToo = false
): ReadonlyArray<string> | undefined => {
  const refs = sound(tree)
  if (refs === undefined) return undefined
  const found: Array<string> = []
  let whole = true
  for (const ref of refs.items) {
    if (isBroken(ref)) {
      whole = false
      continue
    }
    const [name, ...rest] = ref.names
    if (caseToo && name.text === "case" && rest.length === 0) {
      found.push("case")
      continue
    }
    const infos = context.names?.steps.get(name.text)
    if (infos === undefined || rest.length > 0) {
      whole = false
      Unknown.name(name, context, Unknown.aStep, context.names?.steps.keys() ?? [])
    } else if (kinds !== undefined && !infos.some((it) => it.unclear || kinds.includes(it.kind))) {
      whole = false
      context.report.add("type-mismatch", ref.span, {
        expected: wanted(kinds),
        found: said(`the ${infos[0]?.kind ?? "step"} \`${name.text}\``, `${infos[0]?.kind ?? ""} 步骤 \`${name.text}\``)
      })
    } else {
      context.names?.used.add(name.text)
      found.push(name.text)
    }
  }
  return whole ? found : undefined
}
