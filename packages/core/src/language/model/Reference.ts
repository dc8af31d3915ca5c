/**
 * What a dotted name means at its place (language §4.2): a field, a value of a step, a fact about it, an item, a
 * parameter, a row's column. Also says whether the value is certainly there, and if not, why.
 */
import type { Expression, StepFact } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Fix } from "../diagnostic/Diagnostic.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Span } from "../source/Span.ts"
import { fullWidth } from "../syntax/Punctuation.ts"
import { dotted } from "../syntax/tree/Node.ts"
import type { Name, Ref } from "../syntax/tree/Node.ts"
import type { Context, FieldInfo, Missing, StepInfo, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import * as Parts from "./Parts.ts"
import * as Titles from "./Titles.ts"
import * as Type from "./Type.ts"

const facts: ReadonlySet<string> = new Set<StepFact>([
  "at",
  "due",
  "late",
  "rung",
  "rounds",
  "ended",
  "came",
  "first",
  "outcome",
  "case"
])

const isFact = (name: string): name is StepFact => facts.has(name)

/** Whether a bare name is a value here (not counting the values of choices). */
export const inScope = (name: string, context: Context): boolean =>
  context.form?.fields.has(name) === true ||
  context.items.has(name) ||
  context.names?.intake.has(name) === true ||
  (context.names?.steps.get(name)?.some((it) => it.kind === "decide" || it.kind === "compute") ?? false)

/** The change that mends a slip of the pen, when only one name comes near. */
export const instead = (span: Span, near: ReadonlyArray<string>): Fix | undefined => {
  const [only, ...more] = near
  return only === undefined || more.length > 0
    ? undefined
    : { title: said(`Write \`${only}\``, `改写为 \`${only}\``), safe: false, edits: [{ span, text: only }] }
}

/** What a ref means; `undefined` when that was reported (or is the consequence of something reported). */
export const typed = (ref: Ref, context: Context, wanted?: Type.Type): Typed | undefined => {
  const [first, ...rest] = ref.names
  if (rest.length === 0) {
    const named = namedValue(first, context, wanted)
    if (named !== "none") return named
  }
  switch (first.text) {
    case "each":
      if (context.row === undefined) return unknownName(first, context)
      return ofItem(ref, context) ?? along({ op: "row", path: [] }, context.row, ref, rest, context)
    case "event":
      return ofEvent(ref, context)
    case "param":
      return ofParameter(ref, context)
    case "quota":
      return ofQuota(ref, context)
    case "intake":
      if (rest.length === 1 && rest[0]?.text === "at") {
        return { expression: { op: "intake-at" }, type: Type.plain("date-time"), span: ref.span }
      }
      return unknownName(rest[0] ?? first, context, said("fact of the intake named", "登记信息（只有 `intake.at`）"), ["at"])
    case "case":
      return ofCase(ref, context)
  }
  if (context.form?.fields.has(first.text) === true) {
    return ofField(context.form.step, first.text, context.form.fields, ref, rest, context)
  }
  const item = context.items.get(first.text)
  if (item !== undefined) {
    return along({ op: "item", each: first.text, path: [] }, item, ref, rest, context)
  }
  const names = context.names
  if (names === undefined) return unknownName(first, context)
  const steps = names.steps.get(first.text)
  const field = names.intake.get(first.text)
  if (steps !== undefined && (rest.length > 0 || field === undefined)) {
    names.used.add(first.text)
    return ofStep(steps, ref, rest, context)
  }
  if (field !== undefined) {
    names.used.add(first.text)
    return ofField("intake", first.text, names.intake, ref, rest, context)
  }
  return unknownName(first, context)
}

/** A value of the wanted choice, a rank or a department: known by its bare name only where one is wanted. */
const namedValue = (name: Name, context: Context, wanted: Type.Type | undefined): Typed | undefined | "none" => {
  const literal = (type: "choice" | "rank" | "department", of: Type.Type): Typed | undefined => {
    if (inScope(name.text, context)) {
      context.report.add("ambiguous-name", name.span, {
        name: name.text,
        first: said(`the value \`${name.text}\``, `取值 \`${name.text}\``),
        second: said(`the field or decision \`${name.text}\``, `字段或判定 \`${name.text}\``)
      })
      return undefined
    }
    return { expression: { op: "literal", type, value: name.text }, type: of, span: name.span }
  }
  if (wanted?.kind === "choice" && wanted.values.includes(name.text)) {
    return literal("choice", Type.choice([name.text]))
  }
  if (wanted?.kind === "rank" && Handbook.has(context.handbook.ranks, name.text)) return literal("rank", wanted)
  if (wanted?.kind === "department" && Handbook.has(context.handbook.departments, name.text)) {
    return inScope(name.text, context) ? "none" : literal("department", wanted)
  }
  if (wanted === undefined || inScope(name.text, context)) return "none"
  // where a value of a choice is wanted and nothing has that name, the nearest values help more than the nearest fields
  if (wanted.kind === "choice" && context.names?.steps.has(name.text) !== true) {
    return unknownName(name, context, said("value", "选项值"), wanted.values)
  }
  if (wanted.kind === "rank" && context.handbook.ranks.complete) {
    return unknownName(name, context, said("rank", "职级"), Handbook.namesOf(context.handbook.ranks))
  }
  return "none"
}

/** What is looked for; names of these kinds may hide in a part that could not be read. */
const anything = said("field or value", "字段或值")
export const aStep = said("step", "步骤")
export const orStep = said("step or date", "步骤或日期")
export const orField = said("role, department or person field", "岗位、部门或人员字段")
export const ofTheIntake = said("field in the intake named", "登记表字段")

export const unknownName = (
  name: Name,
  context: Context,
  what: Said = anything,
  candidates: Iterable<string> = scope(context)
): undefined => {
  // it may be the name of a step, or of a field, that could not be read
  const known = [...candidates]
  const { names } = context
  const ofSteps = what === anything || what === aStep || what === orStep
  if (names?.unclear === true && (ofSteps || known.some((it) => names.steps.has(it)))) return undefined
  const ofIntake = what === anything || what === orField || what === ofTheIntake || what === orStep
  if (names?.intakeUnclear === true && ofIntake) return undefined
  // full-width punctuation in a name was told, and the name is not known before it is mended
  if (fullWidth(name.text).length > 0) return undefined
  const near = nearest(name.text, known)
  if (names?.misnamed === true && near.length === 0 && (ofSteps || known.some((it) => names.steps.has(it)))) return undefined
  context.report.add("unknown-name", name.span, { name: name.text, what, nearest: near }, { fix: instead(name.span, near) })
  return undefined
}

/** A name the host would have to plug in: where to do that is said when nothing comes near. */
export const unknownPlugged = (name: Name, context: Context, what: Said, candidates: Iterable<string>): undefined => {
  if (fullWidth(name.text).length > 0) return undefined
  const near = nearest(name.text, [...candidates])
  context.report.add("unknown-name", name.span, { name: name.text, what, nearest: near, ...(near.length === 0 && { plugged: true }) }, {
    fix: instead(name.span, near)
  })
  return undefined
}

/** A misspelt outcome uses the one that was meant; which that is may be unclear, and then any of them is. */
export const meantOutcomes = (written: string, outcomes: Iterable<string>, used: Set<string>): void => {
  const all = [...outcomes]
  const near = nearest(written, all)
  for (const it of near.length > 0 ? near : all) used.add(`outcome.${it}`)
}

const scope = (context: Context): ReadonlyArray<string> => [
  ...(context.form?.fields.keys() ?? []),
  ...context.items.keys(),
  ...(context.names?.intake.keys() ?? []),
  ...(context.names?.steps.keys() ?? [])
]

const ofEvent = (ref: Ref, context: Context): Typed | undefined => {
  const [first, name, ...rest] = ref.names
  if (context.event === undefined || name === undefined) return unknownName(first, context)
  const member = context.event.get(name.text)
  if (member === undefined) {
    return context.event.has("*")
      ? undefined
      : unknownName(name, context, said("field of this event named", "事件字段"), context.event.keys())
  }
  return along({ op: "event", field: name.text }, member.type, ref, rest, context, member.optional ? emptyField(ref) : undefined)
}

const ofParameter = (ref: Ref, context: Context): Typed | undefined => {
  const [first, name, ...rest] = ref.names
  const names = context.names
  if (names === undefined || name === undefined) return unknownName(first, context)
  const parameter = names.parameters.get(name.text)
  if (parameter === undefined) {
    return names.own.incomplete && names.parameters.size === 0
      ? undefined
      : unknownName(name, context, said("parameter", "参数"), names.parameters.keys())
  }
  names.used.add(`param.${name.text}`)
  return along({ op: "param", name: name.text }, parameter.type === undefined ? Type.unknown : Type.ofField(parameter.type), ref, rest, context)
}

/** What a step left in an item of an `each` that is over: `each.prepare.ready`. */
const ofItem = (ref: Ref, context: Context): Typed | undefined => {
  const [, name, ...rest] = ref.names
  const steps = name === undefined ? undefined : stepsOfItem(name.text, context)
  if (name === undefined || steps === undefined) return undefined
  context.names?.used.add(name.text)
  const it = ofStep(steps, { kind: "ref", names: [name, ...rest], span: ref.span }, rest, context)
  // told already, and no name of the item itself
  if (it === undefined) return { expression: { op: "row", path: [] }, type: Type.unknown, span: ref.span }
  return it.missing === undefined
    ? it
    : { ...it, missing: { ...it.missing, name: dotted(ref), ask: it.missing.ask.replace(`${name.text}`, `each.${name.text}`) } }
}

/** The steps of that name in the items of the `each` a query is about; not those of an `each` inside of it. */
export const stepsOfItem = (name: string, { itemsOf, names }: Context): ReadonlyArray<StepInfo> | undefined => {
  if (itemsOf === undefined) return undefined
  const eaches = [...(names?.steps.values() ?? [])].flat().filter((it) => it.kind === "each")
  const found = (names?.steps.get(name) ?? []).filter(
    (it) => it.inside.filter((node) => eaches.some((one) => one.node === node)).at(-1) === itemsOf.node
  )
  return found.length === 0 ? undefined : found
}

/** In the message of a quota that was not kept: its title, and the percent that was reached. */
const ofOwnQuota = (quota: string, ref: Ref, context: Context): Typed | undefined => {
  const [, name] = ref.names
  if (name?.text === "reached") {
    return { expression: { op: "quota", quota, is: "reached" }, type: Type.plain("percent"), span: ref.span }
  }
  if (name?.text !== "name") {
    return unknownName(name ?? ref.names[0], context, said("fact of the quota named", "指标信息"), ["name", "reached"])
  }
  const { handbook, language = "en" } = context
  const title = Titles.of([quota], undefined, handbook.words, handbook)[language]?.[quota] ?? quota
  return { expression: { op: "literal", type: "text", value: title }, type: Type.plain("text"), span: ref.span }
}

const ofQuota = (ref: Ref, context: Context): Typed | undefined => {
  const [first, name, is] = ref.names
  if (context.quota !== undefined && ref.names.length === 2) return ofOwnQuota(context.quota, ref, context)
  if (name === undefined) return unknownName(first, context)
  const found = Handbook.find(context.handbook.quotas, name.text)
  if (found === "silent") return undefined
  if (found === "unknown") {
    return unknownName(name, context, said("quota", "指标"), Handbook.namesOf(context.handbook.quotas))
  }
  const fact = found.value.quota.atLeast === undefined ? "full" : "behind"
  if (is?.text !== fact) {
    return unknownName(is ?? name, context, said(
      fact === "behind" ? "fact of a quota with `at-least` named" : "fact of a quota with `at-most` named",
      fact === "behind" ? "指标状态（`at-least` 的指标）" : "指标状态（`at-most` 的指标）"
    ), [fact])
  }
  return { expression: { op: "quota", quota: name.text, is: fact }, type: Type.yesNo, span: ref.span }
}

const ofCase = (ref: Ref, context: Context): Typed | undefined => {
  const [, name] = ref.names
  if (name === undefined) {
    const id = context.names?.own.id
    return {
      expression: { op: "case-id" },
      type: id === undefined ? { kind: "case" } : { kind: "case", procedure: id },
      span: ref.span
    }
  }
  if (name.text === "due" && ref.names.length === 2) {
    const expression: Expression = { op: "case-due" }
    const missing: Missing = {
      name: "case.due",
      why: said("a case need not have a due of its own", "事项不一定有自己的期限"),
      ask: "case.due is present"
    }
    return optionalUnlessKnown(expression, Type.plain("date-time"), ref, missing, context)
  }
  return unknownName(name, context, said("fact of the case named", "事项信息（只有 `case.due`）"), ["due"])
}

const ofField = (
  step: string,
  name: string,
  fields: ReadonlyMap<string, FieldInfo>,
  ref: Ref,
  rest: ReadonlyArray<Name>,
  context: Context
): Typed | undefined => {
  const field = fields.get(name)
  if (field === undefined) return undefined
  // a form that speaks of its own field has not used it yet
  if (context.form?.fields !== fields) context.names?.used.add(`field ${step} ${name}`)
  const expression: Expression = { op: "field", step, field: name, path: [] }
  const there = field.needed === true || (field.needed !== false && Flow.tells(context.flow, field.needed) === true)
  return along(expression, field.type, ref, rest, context, there ? undefined : emptyField(ref, field))
}

const emptyField = (ref: Ref, field?: FieldInfo): Missing => ({
  name: dotted(ref),
  why: said("this field may be left empty", "这个字段可以不填"),
  ask: `${dotted(ref)} is present`,
  ...(field === undefined ? {} : { related: field.span })
})

/** The steps of that name that can be meant: those that may have run by now. */
const meant = (steps: ReadonlyArray<StepInfo>, context: Context): ReadonlyArray<StepInfo> => {
  if (context.anyTime) return steps
  const name = steps[0]?.name ?? ""
  const nodes = context.flow.ran.get(name)?.nodes
  const around = steps.filter((it) => context.inside.includes(it.node))
  return nodes === undefined ? around : steps.filter((it) => nodes.includes(it.node))
}

/** Whether a step has certainly run; reports when it cannot have. */
export const ran = (name: Name, of: string, context: Context): Missing | "certain" | undefined => {
  const certainty = Flow.certainty(context.flow, name.text)
  if (certainty === "certain" || context.names?.unclear === true) return "certain"
  if (certainty === "not-yet" && !context.anyTime) {
    context.report.add("used-too-early", name.span, { name: of, step: name.text })
    return undefined
  }
  return {
    name: of,
    why: said(`the step \`${name.text}\` may not have run`, `步骤 \`${name.text}\` 可能没有执行`),
    ask: `${name.text} was done`
  }
}

const ofStep = (
  steps: ReadonlyArray<StepInfo>,
  ref: Ref,
  rest: ReadonlyArray<Name>,
  context: Context
): Typed | undefined => {
  const [first] = ref.names
  const infos = meant(steps, context)
  const info = infos[0] ?? steps[0]
  if (info === undefined) return undefined
  const [name, ...more] = rest
  const valued = info.kind === "decide" || info.kind === "compute"
  if (name === undefined && !valued) {
    context.report.add("type-mismatch", ref.span, {
      expected: said("a value", "一个值"),
      found: said(`the step \`${first.text}\``, `步骤 \`${first.text}\``)
    })
    return undefined
  }
  // facts of what is still going on around this place need no run
  const around = infos.some((it) => context.inside.includes(it.node))
  const state = around ? "certain" : ran(first, dotted(ref), context)
  if (state === undefined) return undefined
  const missing = state === "certain" ? undefined : state

  if (valued && (name === undefined || !isFact(name.text))) {
    const type = infos.reduce<Type.Type | undefined>(
      (it, step) => (it === undefined || step.value === undefined ? it ?? step.value : Type.join(it, step.value)),
      undefined
    )
    if (type === undefined) return undefined
    return along({ op: "field", step: first.text, field: "value", path: [] }, type, ref, rest, context, missing)
  }
  if (name === undefined) return undefined

  const fields = infos.map((it) => it.fields.get(name.text))
  const field = fields[0]
  if (field !== undefined && fields.every((it) => it !== undefined)) {
    context.names?.used.add(`field ${first.text} ${name.text}`)
    const type = fields.reduce<Type.Type | undefined>(
      (it, one) => (it === undefined || one === undefined ? undefined : Type.join(it, one.type)),
      field.type
    )
    if (type === undefined) {
      context.report.add("type-mismatch", name.span, {
        expected: Type.describe(field.type),
        found: said("another kind of value in another branch", "另一分支里类型不同的值")
      })
      return undefined
    }
    const needed = fields.every((it) => it?.needed === true)
      ? true
      : fields.length === 1
        ? field.needed
        : false
    const there = needed === true || (needed !== false && Flow.tells(context.flow, needed) === true)
    return along(
      { op: "field", step: first.text, field: name.text, path: [] },
      type,
      ref,
      more,
      context,
      missing ?? (there ? undefined : emptyField(ref, field))
    )
  }

  const outcome = info.outcomes?.get(name.text)
  if (outcome !== undefined) return ofOutcome(outcome, info, ref, name, more, missing, context)

  if (isFact(name.text)) {
    const fact = info.facts.get(name.text)
    if (fact !== undefined && infos.every((it) => it.facts.has(name.text as StepFact))) {
      const type = infos.reduce<Type.Type>(
        (it, one) => Type.join(it, one.facts.get(name.text as StepFact)?.type ?? it) ?? it,
        fact.type
      )
      return along(
        { op: "fact", step: first.text, fact: name.text },
        type,
        ref,
        more,
        context,
        missing ??
          (fact.optional
            ? {
                name: dotted(ref),
                why: said(`\`${first.text}\` need not have one`, `\`${first.text}\` 不一定有`),
                ask: `${dotted(ref)} is present`
              }
            : undefined)
      )
    }
  }
  if (infos.some((it) => it.unclear)) return undefined
  return unknownName(
    name,
    context,
    said(`field of \`${first.text}\` named`, `字段（步骤 \`${first.text}\`）`),
    infos.flatMap((it) => [...it.fields.keys(), ...(it.outcomes?.keys() ?? []), ...it.facts.keys()])
  )
}

const ofOutcome = (
  outcome: { readonly type: Type.Type; readonly optional: boolean; readonly of: ReadonlyArray<string> },
  info: StepInfo,
  ref: Ref,
  name: Name,
  more: ReadonlyArray<Name>,
  missing: Missing | undefined,
  context: Context
): Typed | undefined => {
  const asked: Expression = {
    op: "is",
    left: { op: "fact", step: info.name, fact: "outcome" },
    any: outcome.of.map((value): Expression => ({ op: "literal", type: "choice", value })),
    negated: false
  }
  const known = Flow.tells(context.flow, asked) === true && !outcome.optional
  const expression: Expression = { op: "field", step: info.name, field: name.text, path: [] }
  return along(
    expression,
    outcome.type,
    ref,
    more,
    context,
    missing ??
      (known
        ? undefined
        : {
            name: dotted(ref),
            why: info.kind === "do"
              ? said("the action may not have been done", "动作可能没有完成")
              : said("the called case may have ended otherwise", "被调用的流程可能以别的结果结束"),
            ask: `${info.name}.outcome is ${outcome.of.join(" or ")}`,
            uncovered: { step: info.name, outcomes: outcome.of, ...(info.kind === "do" && { action: true }) }
          })
  )
}

/** Goes on into rows, periods, papers. */
const along = (
  base: Expression,
  type: Type.Type,
  ref: Ref,
  names: ReadonlyArray<Name>,
  context: Context,
  missing?: Missing
): Typed | undefined => {
  let expression = base
  let at = type
  let absent = known(expression, context) ? undefined : missing
  for (const name of names) {
    const member = Parts.member(at, name.text)
    if (at.kind === "unknown") return { expression, type: Type.unknown, span: ref.span }
    if (member === undefined) {
      return unknownName(name, context, said(`part of ${Type.describe(at).en} named`, `内容（${Type.describe(at).zh}）`), Parts.names(at))
    }
    expression = step(expression, name.text)
    at = member.type
    if (member.optional) absent ??= emptyField(ref)
    if (known(expression, context)) absent = undefined
  }
  return absent === undefined
    ? { expression, type: at, span: ref.span }
    : { expression, type: at, span: ref.span, missing: absent }
}

/** A part of a value by name: of a row, a period, a list of papers. */
export const member = (of: Typed, names: ReadonlyArray<Name>, ref: Ref, context: Context): Typed | undefined =>
  along(of.expression, of.type, ref, names, context, of.missing)

const step = (expression: Expression, name: string): Expression => {
  switch (expression.op) {
    case "field":
    case "item":
    case "row":
      return { ...expression, path: [...expression.path, name] }
    default:
      return { op: "get", of: expression, name }
  }
}

const known = (expression: Expression, context: Context): boolean =>
  Flow.tells(context.flow, { op: "present", of: expression, negated: false }) === true

const optionalUnlessKnown = (
  expression: Expression,
  type: Type.Type,
  ref: Ref,
  missing: Missing,
  context: Context
): Typed =>
  known(expression, context) ? { expression, type, span: ref.span } : { expression, type, span: ref.span, missing }
