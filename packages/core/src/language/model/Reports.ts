/**
 * Reports of a handbook (language §3.5): rows of a ledger or cases of a procedure, listed or counted by groups. They are
 * read when the procedures are known.
 */
import type { Field } from "../../domain/Field.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report as Sink } from "../diagnostic/Report.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { dotted, isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Name, Named } from "../syntax/tree/Node.ts"
import * as CaseRows from "./CaseRows.ts"
import type { Context } from "./Context.ts"
import * as Flow from "./Flow.ts"
import type { Handbook, ReportInfo, Section } from "./Handbook.ts"
import * as HandbookOf from "./Handbook.ts"
import * as Unknown from "./Unknown.ts"
import type { Signatures } from "./Signature.ts"
import * as Type from "./Type.ts"

/** All reports; `signatures` by the names its folder knows. */
export const read = (
  tree: Maybe<Named<Tree.Report | Broken>>,
  handbook: Handbook,
  signatures: Signatures,
  report: Sink
): Section<ReportInfo> => {
  const context: Context = { report, handbook, signatures, flow: Flow.start, anyTime: true, items: new Map(), inside: [] }
  return HandbookOf.section(tree, (it) => reportOf(it, context))
}

interface Source {
  readonly rows: ReportInfo["rows"]
  readonly name: string
  readonly columns: ReadonlyArray<Field>
  /** of the whole register */
  readonly class?: string | undefined
}

const reportOf = (tree: Tree.Report, context: Context): ReportInfo | undefined => {
  const source = sourceOf(tree, context)
  const day = sound(tree.day)
  if (source === undefined || day === undefined) return undefined
  const find = (name: Name): Field | undefined => {
    const found = source.columns.find((it) => it.name === name.text)
    if (found === undefined) {
      const of = said(`column of \`${source.name}\` named`, `列（\`${source.name}\`）`)
      Unknown.name(name, context, of, source.columns.map((it) => it.name))
    }
    return found
  }
  const on = find(day)
  if (on !== undefined && on.type.kind !== "date" && on.type.kind !== "date-time") {
    context.report.add("type-mismatch", day.span, {
      expected: said("a column with a date", "日期列"),
      found: Type.describe(Type.ofField(on.type))
    })
    return undefined
  }
  const listed = sound(tree.eachRow)?.items.map(find) ?? []
  const by = sound(tree.by)?.items.map(find) ?? []
  const shown = sound(tree.show)?.items.map((it) => show(it, find, context)) ?? []
  const parts = [...listed, ...by, ...shown]
  if (on === undefined || parts.includes(undefined) || [tree.by, tree.show, tree.eachRow].some(isBroken)) return undefined
  const columns = [...listed, ...by].flatMap((it) => (it === undefined ? [] : [bare(it, source.class)]))
  const counted = shown.flatMap((it) => (it === undefined ? [] : [it]))
  return {
    rows: source.rows,
    day: day.text,
    columns: [...columns, ...counted.map((it) => classed(it.field, source.class))],
    ...(tree.show !== undefined && {
      show: counted.map(({ field, of }) => ({ column: field.name, ...(of !== undefined && { of }) }))
    })
  }
}

/** A cell may be written later: each may be empty. */
const bare = ({ class: klass, name, type }: Field, ofAll: string | undefined): Field =>
  classed({ name, type, needed: false, ...(klass !== undefined && { class: klass }) }, ofAll)

/** What is shown of a confidential register is as confidential as the register. */
const classed = (field: Field, ofAll: string | undefined): Field =>
  field.class !== undefined || ofAll === undefined ? field : { ...field, class: ofAll }

const show = (
  tree: Tree.Shown | Broken,
  find: (name: Name) => Field | undefined,
  context: Context
): { readonly field: Field; readonly of?: string } | undefined => {
  if (isBroken(tree)) return undefined
  if (tree.kind === "show-count") return { field: { name: "count", type: { kind: "whole-number" }, needed: true } }
  const column = find(tree.column)
  if (column === undefined) return undefined
  const { kind } = column.type
  if (kind !== "whole-number" && kind !== "number" && kind !== "money" && kind !== "percent") {
    context.report.add("type-mismatch", tree.column.span, {
      expected: said("a column of numbers or amounts", "数字或金额列"),
      found: Type.describe(Type.ofField(column.type))
    })
    return undefined
  }
  const sum: Field = { name: `sum-${column.name}`, type: { kind }, needed: true }
  return { field: classed(sum, column.class), of: column.name }
}

const sourceOf = (tree: Tree.Report, context: Context): Source | undefined => {
  const rows = sound(tree.rows)
  if (rows === undefined) return undefined
  const { handbook } = context
  if (rows.kind === "cases") {
    const { text: name } = rows.procedure
    const id = HandbookOf.find(handbook.procedures, name)
    if (id === "unknown") {
      Unknown.procedure(rows.procedure, context)
    }
    const signature = context.signatures?.get(name)
    if (typeof id === "string" || signature === undefined) return undefined
    return { rows: { from: "cases", procedure: id.value }, name, columns: CaseRows.columns(signature) }
  }
  const [name] = rows.ref.names
  const ledger = HandbookOf.find(handbook.ledgers, name.text)
  if (ledger === "unknown") {
    Unknown.name(name, context, said("ledger", "台账"), HandbookOf.namesOf(handbook.ledgers))
  }
  if (typeof ledger === "string" || !ledger.value.complete) return undefined
  const { class: klass, columns } = ledger.value
  return { rows: { from: "ledger", ledger: name.text }, name: dotted(rows.ref), columns, class: klass }
}
