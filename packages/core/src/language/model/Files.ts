/**
 * The step `file` (language §6.8; C25, C43, C44): a task in which somebody puts papers, forms and sheets in their place
 * in archives. Its form has a field for each archive, in which each thing is ticked.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Field, Filed } from "../../domain/Field.ts"
import type { Order } from "../../domain/Filing.ts"
import type * as Plan from "../../plan/Plan.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import { dotted, isBroken, sound } from "../syntax/tree/Node.ts"
import type { Ref } from "../syntax/tree/Node.ts"
import type { Procedure as ProcedureTree } from "../syntax/tree/Procedure.ts"
import type * as Tree from "../syntax/tree/Step.ts"
import * as Acts from "./Acts.ts"
import type { Context, Typed } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Known from "./Known.ts"
import * as StepReference from "./StepReference.ts"
import * as Unknown from "./Unknown.ts"
import * as Rungs from "./Rungs.ts"
import * as Sentence from "./Sentence.ts"
import type * as Type from "./Type.ts"
import type { Inner, Sheets, Walk } from "./Walk.ts"

/** The sheets of a procedure; `undefined` when they could not be read. */
export const sheets = (tree: ProcedureTree): Sheets | undefined =>
  isBroken(tree.sheets)
    ? undefined
    : new Map(
        (tree.sheets?.entries ?? []).map((entry) => [
          entry.name.text,
          (sound(entry.value)?.items ?? []).flatMap((it) => (isBroken(it) ? [] : [dotted(it)]))
        ])
      )

/** What a sheet shows are fields and steps of the procedure; what was not done stays blank on it. */
export const checkSheets = (tree: ProcedureTree, context: Context): void => {
  for (const entry of sound(tree.sheets)?.entries ?? []) {
    for (const ref of sound(entry.value)?.items ?? []) {
      if (isBroken(ref)) continue
      const [first, ...rest] = ref.names
      if (rest.length > 0 || context.names?.steps.has(first.text) !== true) Sentence.infer(ref, context)
    }
  }
}

export const file = (tree: Tree.FileStep, context: Context, walk: Walk): Inner => {
  const rungs = Rungs.read({ by: tree.by, due: tree.due, ladder: undefined }, context, walk.messages)
  const later = Acts.recordLater(tree.recordLater, context)
  const whats = sound(tree.what)?.items.map((it) => (isBroken(it) ? undefined : whatOf(it, context, walk)))
  const what = whats?.filter((it) => it !== undefined) ?? []
  const seen = new Set<string>()
  const intos = sound(tree.into)?.items.map((it) => {
    if (isBroken(it)) return undefined
    const { archive } = it
    if (seen.has(archive.text)) {
      context.report.add("name-taken", archive.span, { name: archive.text, what: said("archive", "档案") })
      return undefined
    }
    seen.add(archive.text)
    return into(it, context)
  })
  const files = intos?.filter((it) => it !== undefined) ?? []
  const whole =
    rungs !== undefined &&
    later !== "broken" &&
    whats !== undefined &&
    what.length === whats.length &&
    intos !== undefined &&
    files.length === intos.length
  if (!whole) return { flow: context.flow, step: undefined }
  const form = files.map(({ archive }): Field => ({ name: archive, type: { kind: "filing", what }, needed: true }))
  return {
    flow: context.flow,
    step: { kind: "task", rungs, form, ...(later === undefined ? {} : { recordLater: later }), files }
  }
}

const whatOf = (tree: Tree.Filed, context: Context, walk: Walk): Filed | undefined => {
  if (tree.kind === "sheet") {
    const shows = walk.sheets?.get(tree.sheet.text)
    if (shows !== undefined) return { name: tree.sheet.text, is: "sheet", shows }
    if (walk.sheets !== undefined) {
      Unknown.name(tree.sheet, context, said("sheet", "表单（sheets）"), walk.sheets.keys())
    }
    return undefined
  }
  const [first, ...rest] = tree.names
  const steps = walk.names.steps.get(first.text)
  const valued = steps?.some(({ kind }) => kind === "decide" || kind === "compute")
  return steps !== undefined && rest.length === 0 && valued !== true ? formOf(tree, context) : valueOf(tree, context)
}

/** What was filled in at a step: a person did it, and has certainly done it. */
const formOf = (tree: Ref, context: Context): Filed | undefined => {
  const [name] = tree.names
  const steps = context.names?.steps.get(name.text) ?? []
  if (steps.some(({ kind, unclear }) => kind !== "task" && !unclear)) {
    context.report.add("type-mismatch", tree.span, {
      expected: said("a step with a form", "带表单的步骤"),
      found: said(`the step \`${name.text}\`, which nobody fills in`, `步骤 \`${name.text}\`，没有人填写`)
    })
    return undefined
  }
  context.names?.used.add(name.text)
  const missing = StepReference.ran(name, name.text, context)
  if (missing === undefined) return undefined
  if (missing !== "certain") {
    if (!context.flow.unsure) {
      context.report.add("maybe-missing", name.span, { name: missing.name, why: missing.why, ask: missing.ask })
    }
    return undefined
  }
  return { name: name.text, is: "form", step: name.text }
}

const valueOf = (tree: Ref, context: Context): Filed | undefined => {
  const it = Sentence.value(tree, context)
  if (it === undefined || it.type.kind === "unknown") return undefined
  const name = dotted(tree)
  if (it.type.kind === "papers") return { name, is: "papers", value: it.expression, documents: it.type.documents }
  if (onPaper(it.type)) return { name, is: "value", value: it.expression }
  Known.mismatch(it, said("something on paper: papers shown, a form, an attachment", "书面的内容：出示的资料、表单、附件"), context)
  return undefined
}

const onPaper = (type: Type.Type): boolean =>
  ["papers", "attachment", "signature", "report", "checklist", "row"].includes(type.kind) ||
  (type.kind === "list" && onPaper(type.of))

const into = (tree: Tree.Into, context: Context): Plan.Files | undefined => {
  const name = tree.archive.text
  const found = Handbook.find(context.handbook.archives, name)
  if (found === "unknown") {
    return Unknown.name(tree.archive, context, said("archive", "档案（archives）"), Handbook.namesOf(context.handbook.archives))
  }
  if (found === "silent") return undefined
  const { by, keptBy } = found.value
  if (tree.for !== undefined) {
    const of = Sentence.value(tree.for, context)
    if (of === undefined || of.type.kind === "unknown") return undefined
    if (orders(by, of.type)) return { archive: name, by, keptBy, key: of.expression }
    Known.mismatch(of, asked[by], context)
    return undefined
  }
  if (by === "month" || by === "year") return { archive: name, by, keptBy, key: null }
  const key = own(by, tree, context)
  return key === undefined ? undefined : { archive: name, by, keptBy, key }
}

/** Without `for`: the only field of the intake that can be meant. */
const own = (by: Order, tree: Tree.Into, context: Context): Expression | undefined => {
  const fields = [...(context.names?.intake ?? [])].filter(([, { type }]) => orders(by, type))
  const [first, ...more] = fields
  if (first === undefined || more.length > 0 || first[1].needed !== true) {
    // a field whose type is not known may be the one
    const unclear = context.names?.intakeUnclear === true || [...(context.names?.intake ?? [])].some(([, { type }]) => type.kind === "unknown")
    if (!unclear) {
      const names = fields.map(([field]) => field)
      context.report.add("archive-unclear", tree.archive.span, { archive: tree.archive.text, by, fields: names })
    }
    return undefined
  }
  context.names?.used.add(first[0])
  return { op: "field", step: "intake", field: first[0], path: [] }
}

const orders = (by: Order, type: Typed["type"]): boolean => {
  switch (by) {
    case "month":
    case "year":
      return type.kind === "date" || type.kind === "date-time" || type.kind === "period"
    default:
      return type.kind === by || (by === "staff" && type.kind === "person") || (type.kind === "list" && orders(by, type.of))
  }
}

const day = said("a day or a period", "日期或期间")
const asked: { readonly [by in Order]: Said } = {
  unit: said("a unit", "房号"),
  department: said("a department, or several", "一个或几个部门"),
  staff: said("a member of staff", "员工"),
  month: day,
  year: day
}
