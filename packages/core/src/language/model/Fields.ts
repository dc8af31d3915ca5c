/**
 * Fields of forms, ledgers, events and outcomes with their meaning (language §5). Types come first, because sentences
 * need them; what a field demands (`needed: when`, `allow`) is read where the form stands.
 */
import type { Field, FieldType } from "../../domain/Field.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { People as PeopleData } from "../../domain/People.ts"
import type { Value } from "../../domain/Value.ts"
import * as Plugged from "../../plugin/Plugged.ts"
import { said } from "../diagnostic/Phrase.ts"
import type * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Field.ts"
import { typeFor } from "../syntax/Habits.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Name } from "../syntax/tree/Node.ts"
import type { Context, FieldInfo } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as PaperField from "./PaperField.ts"
import * as People from "./People.ts"
import * as Unknown from "./Unknown.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"

type Report = Extract<FieldType, { readonly kind: "report" }>

/** The fields of a form that is written out or names one of the handbook. */
export const fieldsOf = (tree: Tree.Form | Broken | undefined, handbook: Handbook.Handbook): Tree.Fields | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  if (tree.kind === "named") return tree
  const found = Handbook.find(handbook.forms, tree.text)
  return typeof found === "string" ? undefined : found.value
}

/** Reports the name of a form that the handbook has not. */
export const checkForm = (tree: Tree.Form | Broken | undefined, context: Context): void => {
  if (tree === undefined || isBroken(tree) || tree.kind === "named") return
  if (Handbook.find(context.handbook.forms, tree.text) === "unknown") {
    Unknown.name(tree, context, said("form of the handbook", "手册表单"), Handbook.namesOf(context.handbook.forms))
  }
}

/** Types only, in silence: what other sentences may know before the form itself is read. */
export const outline = (
  fields: Tree.Fields | undefined,
  handbook: Handbook.Handbook
): ReadonlyMap<string, FieldInfo> => {
  const found = new Map<string, FieldInfo>()
  for (const entry of fields?.entries ?? []) {
    const field = sound(entry.value)
    const type = field === undefined ? undefined : typeOf(field.type, handbook)
    const needed = field === undefined || (field.needed === undefined || (sound(field.needed)?.kind === "needed-word" && (sound(field.needed) as { needed?: boolean }).needed === true))
    found.set(entry.name.text, {
      type: type === undefined ? Type.unknown : Type.ofField(type),
      needed,
      span: entry.name.span
    })
  }
  return found
}

/** A type without saying what is wrong with it. */
export const typeOf = (tree: Tree.FieldType | Broken, handbook: Handbook.Handbook): FieldType | undefined => {
  if (isBroken(tree)) return undefined
  switch (tree.kind) {
    case "simple":
      return { kind: tree.type === "yes/no" ? "yes-no" : tree.type }
    case "choice":
      return { kind: "choice", values: tree.values.map((it) => it.text) }
    case "list": {
      if (isBroken(tree.of)) return undefined
      if (tree.of.kind === "named") {
        // a type goes into the plan as it is: no places of the file in it
        return { kind: "rows", fields: plainly(tree.of, handbook).map(({ span: _span, ...field }): Field => field) }
      }
      const of = typeOf(tree.of, handbook)
      return of === undefined ? undefined : { kind: "list", of }
    }
    case "papers": {
      const found = Handbook.find(handbook.papers, tree.list.text)
      if (typeof found === "string") return undefined
      const info = found.value
      // whose papers they are is read where the form stands
      const needs = "needs" in info ? info.needs : { for: { op: "today" } as const, lists: info.lists }
      return { kind: "papers", list: tree.list.text, needs }
    }
    case "checklist": {
      const items = Handbook.find(handbook.checklists, tree.list.text)
      return typeof items === "string" ? undefined : { kind: "checklist", items: items.value }
    }
    case "report":
      return reportOf(tree, handbook)
    case "signature":
      return { kind: "signature", of: { mode: "any", of: [], not: [] } }
    case "case": {
      if (tree.procedure === undefined) return { kind: "case" }
      const id = Handbook.find(handbook.procedures, tree.procedure.text)
      return typeof id === "string" ? undefined : { kind: "case", procedure: id.value }
    }
    case "plug-in":
      return Plugged.fieldType(handbook.plugged, tree.name.text)
  }
}

/** Whose period it is, is read where the form stands. */
const reportOf = (tree: Tree.ReportType, handbook: Handbook.Handbook): Report | undefined => {
  const found = Handbook.find(handbook.reports, tree.report.text)
  if (typeof found === "string") return undefined
  const { columns, day, rows, show } = found.value
  return { kind: "report", report: tree.report.text, rows, day, for: { op: "today" }, columns, ...(show !== undefined && { show }) }
}

/** Fields in which nothing depends on anything: columns, event fields, outcome fields. */
export const plainly = (fields: Tree.Fields, handbook: Handbook.Handbook): ReadonlyArray<Field & { readonly span: Span.Span }> =>
  fields.entries.flatMap((entry) => {
    const field = sound(entry.value)
    const type = field === undefined ? undefined : typeOf(field.type, handbook)
    if (field === undefined || type === undefined) return []
    const needed = sound(field.needed)
    const klass = sound(field.class)
    return [
      {
        name: entry.name.text,
        type,
        needed: needed === undefined || (needed.kind === "needed-word" && needed.needed),
        ...limits(field),
        ...(klass === undefined ? {} : { class: klass.text }),
        span: entry.name.span
      }
    ]
  })

const limits = (field: Tree.Field): { readonly atLeast?: Value; readonly atMost?: Value } => {
  const read = (it: Tree.Field["atLeast"]): Value | undefined => {
    const literal = sound(it)
    if (literal === undefined) return undefined
    return literal.decimal.includes(".") ? literal.decimal : Number(literal.decimal)
  }
  const least = read(field.atLeast)
  const most = read(field.atMost)
  return { ...(least === undefined ? {} : { atLeast: least }), ...(most === undefined ? {} : { atMost: most }) }
}

/** Reports what is wrong in a type: lists, procedures, plug-ins that are not there, and what cannot run yet. */
export const checkType = (tree: Tree.FieldType | Broken, runs: boolean, context: Context): PeopleData | undefined => {
  if (isBroken(tree)) return undefined
  const book = context.handbook
  const missing = (name: Name, section: Handbook.Section<unknown>, en: string, zh: string): void => {
    if (Handbook.find(section, name.text) === "unknown") {
      Unknown.name(name, context, said(en, zh), Handbook.namesOf(section))
    }
  }
  switch (tree.kind) {
    case "list":
      if (isBroken(tree.of)) return undefined
      if (tree.of.kind !== "named") {
        checkType(tree.of, runs, context)
      } else {
        for (const entry of tree.of.entries) {
          const field = sound(entry.value)
          if (field !== undefined) checkType(field.type, runs, context)
        }
      }
      return undefined
    case "papers":
      missing(tree.list, book.papers, "list of papers", "资料清单（papers）")
      // nobody fills it in: what is handed over says itself whether it is complete
      if (tree.for !== undefined && context.form === undefined) PaperField.alone(tree, tree.for, context)
      return undefined
    case "checklist":
      missing(tree.list, book.checklists, "checklist", "检查表")
      return undefined
    case "report":
      missing(tree.report, book.reports, "report", "报表")
      if (runs) {
        context.report.add("report-outside-task", tree.span, { report: tree.report.text })
      }
      return undefined
    case "signature": {
      const who = People.who(tree.of, context)
      return who === undefined ? undefined : { mode: "any", of: [who], not: [] }
    }
    case "case":
      if (tree.procedure !== undefined && Handbook.find(book.procedures, tree.procedure.text) === "unknown") {
        Unknown.procedure(tree.procedure, context)
      }
      return undefined
    case "plug-in":
      if (!book.plugged.types.has(tree.name.text)) {
        Unknown.plugged(tree.name, context, said("type of field", "字段类型"), [...book.plugged.types.keys(), ...typeNames], typeFor(tree.name.text.toLowerCase()))
      }
      return undefined
    default:
      return undefined
  }
}

const typeNames = [
  "text", "long-text", "yes/no", "tick", "whole-number", "number", "percent", "money", "date", "time", "date-time",
  "period", "term", "appointment", "party", "staff", "person", "unit", "department", "phone-number", "attachment"
]

/**
 * A form read in its place. `step` is whose form it is (`intake` for the intake); its own fields are known inside by
 * their bare names. `runs`: whether this version has to be able to fill it in.
 */
export const form = (
  tree: Tree.Form | Broken | undefined,
  step: string,
  around: Context,
  runs = true
): { readonly fields: ReadonlyArray<Field>; readonly infos: ReadonlyMap<string, FieldInfo>; readonly sound: boolean } => {
  checkForm(tree, around)
  const fields = fieldsOf(tree, around.handbook)
  const infos = new Map(outline(fields, around.handbook))
  const context: Context = { ...around, form: { step, fields: infos } }
  const found: Array<Field> = []
  let whole = !isBroken(tree) && (tree === undefined || fields !== undefined)
  for (const entry of fields?.entries ?? []) {
    const field = sound(entry.value)
    if (field === undefined) {
      whole = false
      continue
    }
    const report = !isBroken(field.type) && field.type.kind === "report" && ofTask(step, around) ? field.type : undefined
    const signer = report === undefined ? checkType(field.type, runs, context) : undefined
    const period = report === undefined ? undefined : reported(report, context)
    const plain = PaperField.placed(typeOf(field.type, around.handbook), field.type, context)
    checkClass(field, context)
    const needed = neededOf(field, context)
    const allow = allowOf(field, plain === "reported" ? undefined : plain, context)
    if (report !== undefined && period === undefined) whole = false
    if (plain === "reported" || plain === undefined || needed === undefined || allow === "broken" || isBroken(field.class)) {
      whole = false
      // nobody asks whether it is there when what it needs could not be read
      const type = plain === undefined || plain === "reported" || plain.kind === "signature" ? infos.get(entry.name.text)?.type : Type.ofField(plain)
      infos.set(entry.name.text, { type: type ?? Type.unknown, needed: needed ?? true, span: entry.name.span })
      continue
    }
    if (plain.kind === "signature" && signer === undefined) {
      whole = false
      continue
    }
    const type: FieldType =
      plain.kind === "signature" && signer !== undefined
        ? { kind: "signature", of: signer }
        : plain.kind === "report" && period !== undefined
          ? { ...plain, for: period }
          : plain
    infos.set(entry.name.text, { type: Type.ofField(type), needed, span: entry.name.span })
    const klass = sound(field.class)
    found.push({
      name: entry.name.text,
      type,
      needed,
      ...limits(field),
      ...(allow === undefined ? {} : { allow }),
      ...(klass === undefined ? {} : { class: klass.text })
    })
  }
  return { fields: found, infos, sound: whole }
}

const ofTask = (step: string, context: Context): boolean =>
  context.names?.steps.get(step)?.some(({ kind }) => kind === "task") === true

/** A report in the form of a task: whether it can be shown, and the period it is for. */
const reported = (tree: Tree.ReportType, context: Context): Expression | undefined => {
  const found = Handbook.find(context.handbook.reports, tree.report.text)
  if (found === "unknown") {
    Unknown.name(tree.report, context, said("report", "报表"), Handbook.namesOf(context.handbook.reports))
  }
  return Sentence.assigned(tree.for, Type.plain("period"), false, context)
}

const checkClass = (field: Tree.Field, context: Context): void => {
  const name = sound(field.class)
  if (name !== undefined && Handbook.find(context.handbook.classes, name.text) === "unknown") {
    Unknown.name(name, context, said("class", "保密类别（classes）"), Handbook.namesOf(context.handbook.classes))
  }
}

const neededOf = (field: Tree.Field, context: Context): boolean | Expression | undefined => {
  if (field.needed === undefined) return true
  const needed = sound(field.needed)
  if (needed === undefined) return undefined
  return needed.kind === "needed-word" ? needed.needed : Sentence.condition(needed.when, context)
}

const allowOf = (
  field: Tree.Field,
  type: FieldType | undefined,
  context: Context
): NonNullable<Field["allow"]> | undefined | "broken" => {
  if (field.allow === undefined) return undefined
  const tree = sound(field.allow)
  if (tree === undefined) return "broken"
  const allow: { [value: string]: { by?: PeopleData; when?: Expression } } = {}
  let broken = false
  for (const entry of tree.entries) {
    const values = type?.kind === "choice" ? type.values : type?.kind === "yes-no" ? ["yes", "no"] : undefined
    if (values !== undefined && !values.includes(entry.name.text)) {
      Unknown.name(entry.name, context, said("value of this choice", "选项值"), values)
      broken = true
    }
    const limit = sound(entry.value)
    if (limit === undefined) {
      broken = true
      continue
    }
    const by = People.people(limit.by, context)
    const when = Sentence.condition(limit.when, context)
    if ((limit.by !== undefined && by === undefined) || (limit.when !== undefined && when === undefined)) broken = true
    allow[entry.name.text] = { ...(by === undefined ? {} : { by }), ...(when === undefined ? {} : { when }) }
  }
  return broken ? "broken" : allow
}
