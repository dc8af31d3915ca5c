/**
 * What a dotted name means at its place (language §4.2): a field, a value of a step, a fact about it, an item, a
 * parameter, a row's column. Also says whether the value is certainly there, and if not, why.
 */
import type { Expression } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Name, Ref } from "../syntax/tree/Node.ts"
import type { Context, FieldInfo, Missing, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import { along, emptyField, optionalUnlessKnown } from "./Inside.ts"
import { ofItem, ofStep } from "./StepReference.ts"
import * as Titles from "./Titles.ts"
import * as Type from "./Type.ts"
import * as Unknown from "./Unknown.ts"

/** Whether a bare name is a value here (not counting the values of choices). */
export const inScope = (name: string, context: Context): boolean =>
  context.form?.fields.has(name) === true ||
  context.items.has(name) ||
  context.names?.intake.has(name) === true ||
  (context.names?.steps.get(name)?.some((it) => it.kind === "decide" || it.kind === "compute") ?? false)

/** What a ref means; `undefined` when that was reported (or is the consequence of something reported). */
export const typed = (ref: Ref, context: Context, wanted?: Type.Type): Typed | undefined => {
  const [first, ...rest] = ref.names
  if (rest.length === 0) {
    const named = namedValue(first, context, wanted)
    if (named !== "none") return named
  }
  switch (first.text) {
    case "each":
      if (context.row === undefined) return Unknown.name(first, context)
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
      return Unknown.name(rest[0] ?? first, context, said("fact of the intake named", "登记信息（只有 `intake.at`）"), ["at"])
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
  if (names === undefined) return Unknown.name(first, context)
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
  return Unknown.name(first, context)
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
  // the section that would have it could not be read
  if (wanted?.kind === "department" && !context.handbook.departments.complete && !inScope(name.text, context)) return undefined
  if (wanted?.kind === "department" && Handbook.has(context.handbook.departments, name.text)) {
    return inScope(name.text, context) ? "none" : literal("department", wanted)
  }
  if (wanted === undefined || inScope(name.text, context)) return "none"
  // where a value of a choice is wanted and nothing has that name, the nearest values help more than the nearest fields
  if (wanted.kind === "choice" && context.names?.steps.has(name.text) !== true) {
    return Unknown.name(name, context, said("value", "选项值"), wanted.values)
  }
  if (wanted.kind === "rank" && context.handbook.ranks.complete) {
    return Unknown.name(name, context, said("rank", "职级"), Handbook.namesOf(context.handbook.ranks))
  }
  return "none"
}

const ofEvent = (ref: Ref, context: Context): Typed | undefined => {
  const [first, name, ...rest] = ref.names
  if (context.event === undefined || name === undefined) return Unknown.name(first, context)
  const member = context.event.get(name.text)
  if (member === undefined) {
    return context.event.has("*")
      ? undefined
      : Unknown.name(name, context, said("field of this event named", "事件字段"), context.event.keys())
  }
  return along({ op: "event", field: name.text }, member.type, ref, rest, context, member.optional ? emptyField(ref) : undefined)
}

const ofParameter = (ref: Ref, context: Context): Typed | undefined => {
  const [first, name, ...rest] = ref.names
  const names = context.names
  if (names === undefined || name === undefined) return Unknown.name(first, context)
  const parameter = names.parameters.get(name.text)
  if (parameter === undefined) {
    return names.own.incomplete && names.parameters.size === 0
      ? undefined
      : Unknown.name(name, context, said("parameter", "参数"), names.parameters.keys())
  }
  names.used.add(`param.${name.text}`)
  return along({ op: "param", name: name.text }, parameter.type === undefined ? Type.unknown : Type.ofField(parameter.type), ref, rest, context)
}

/** In the message of a quota that was not kept: its title, and the percent that was reached. */
const ofOwnQuota = (quota: string, ref: Ref, context: Context): Typed | undefined => {
  const [, name] = ref.names
  if (name?.text === "reached") {
    return { expression: { op: "quota", quota, is: "reached" }, type: Type.plain("percent"), span: ref.span }
  }
  if (name?.text !== "name") {
    return Unknown.name(name ?? ref.names[0], context, said("fact of the quota named", "指标信息"), ["name", "reached"])
  }
  const { handbook, language = "en" } = context
  const title = Titles.of([quota], undefined, handbook.words, handbook)[language]?.[quota] ?? quota
  return { expression: { op: "literal", type: "text", value: title }, type: Type.plain("text"), span: ref.span }
}

const ofQuota = (ref: Ref, context: Context): Typed | undefined => {
  const [first, name, is] = ref.names
  if (context.quota !== undefined && ref.names.length === 2) return ofOwnQuota(context.quota, ref, context)
  if (name === undefined) return Unknown.name(first, context)
  const found = Handbook.find(context.handbook.quotas, name.text)
  if (found === "silent") return undefined
  if (found === "unknown") {
    return Unknown.name(name, context, said("quota", "指标"), Handbook.namesOf(context.handbook.quotas))
  }
  const fact = found.value.quota.atLeast === undefined ? "full" : "behind"
  // both are written, which was told
  if (found.value.quota.atLeast !== undefined && found.value.quota.atMost !== undefined) return undefined
  if (is?.text !== fact) {
    return Unknown.name(is ?? name, context, said(
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
  return Unknown.name(name, context, said("fact of the case named", "事项信息（只有 `case.due`）"), ["due"])
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
