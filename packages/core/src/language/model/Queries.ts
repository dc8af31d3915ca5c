/**
 * Questions over rows (language §7.3): of a ledger, a table, the cases of a procedure, a list of the case itself, or the
 * items of an `each` that is over.
 */
import type { Expression } from "../../domain/Expression.ts"
import type * as Quota from "../../domain/Quota.ts"
import { said } from "../diagnostic/Phrase.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import type { Measure } from "../syntax/tree/Handbook.ts"
import * as CaseRows from "./CaseRows.ts"
import type { Context, Missing, StepInfo, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import * as Known from "./Known.ts"
import type { Reader } from "./Known.ts"
import * as Operators from "./Operators.ts"
import * as Reference from "./Reference.ts"
import * as StepReference from "./StepReference.ts"
import * as RowPaths from "./RowPaths.ts"
import * as Type from "./Type.ts"
import * as Unknown from "./Unknown.ts"

export const query = (tree: Tree.Query, context: Context, read: Reader): Typed | undefined => {
  const source = rowsOf(tree.rows, context, read)
  if (source === undefined) return undefined
  const inner = inside(source, context)
  const where = read.condition(tree.where, inner)
  if (tree.where !== undefined && where === undefined) return undefined
  const of = tree.of === undefined ? undefined : read.value(tree.of, Known.assuming(inner, where, true))
  if (tree.of !== undefined && of === undefined) return undefined
  const result = resultOfQuery(tree, source.bare ?? source.row, of, context)
  if (result === undefined) return undefined
  const it = Known.typed(
    {
      op: "query",
      query: tree.query,
      rows: asked(source, where, of?.expression),
      ...(of === undefined ? {} : { value: of.expression }),
      ...(where === undefined ? {} : { where }),
      type: Type.toExpressionType(result.type)
    },
    result.type,
    tree.span
  )
  if (source.missing !== undefined) return { ...it, missing: source.missing }
  if (!result.optional || (tree.query === "one" && Operators.keyFixed(source.rows, where, context.handbook))) return it
  const written = Span.text(tree.span)
  return {
    ...it,
    missing: {
      name: written.length > 40 ? `${tree.query} …` : written,
      why: said("there may be no such row", "可能没有符合的记录"),
      ask: "(…) is present"
    }
  }
}

/** What a quota counts: rows, or a sum over them. */
export const measure = (tree: Measure, context: Context, read: Reader): Quota.Measure | undefined => {
  const source = rowsOf(tree.rows, context, read)
  if (source === undefined) return undefined
  const inner = inside(source, context)
  const where = read.condition(tree.where, inner)
  const sum = tree.sum === undefined ? undefined : read.value(tree.sum, Known.assuming(inner, where, true))
  if ((tree.where !== undefined && where === undefined) || (tree.sum !== undefined && sum === undefined)) return undefined
  if (sum !== undefined && !summed(sum, context)) return undefined
  const rows = asked(source, where, sum?.expression)
  if (rows.from === "list" || rows.from === "items") return undefined
  return { rows, ...(where === undefined ? {} : { where }), ...(sum === undefined ? {} : { sum: sum.expression }) }
}

/** Inside a query the row is `each`; what was known of the row of a query around it, is not known of this one. */
const inside = (source: Source, context: Context): Context => {
  const { itemsOf: _, ...around } = context
  const flow = context.row === undefined ? context.flow : Flow.forgetRows(context.flow)
  if (source.items?.items === undefined) return { ...around, flow, row: source.row }
  const ran = new Map(flow.ran)
  for (const [name, it] of source.items.items.flow.ran) {
    if (it.nodes.some((node) => node.startsWith(`${source.items?.node ?? ""}/`))) ran.set(name, it)
  }
  return { ...around, flow: { ...flow, ran }, row: source.row, itemsOf: source.items }
}

/** Of cases also the tasks that are asked for: only those are looked up. */
const asked = (source: Source, ...sentences: ReadonlyArray<Expression | undefined>): Source["rows"] => {
  const { rows, tasks } = source
  if (rows.from !== "cases" || tasks === undefined) return rows
  const steps = [...new Set(RowPaths.of(...sentences).flatMap(([first]) => (first !== undefined && tasks.has(first) ? [first] : [])))]
  return steps.length === 0 ? rows : { ...rows, steps: steps.sort() }
}

const resultOfQuery = (
  tree: Tree.Query,
  row: Type.Type,
  of: Typed | undefined,
  context: Context
): { readonly type: Type.Type; readonly optional: boolean } | undefined => {
  switch (tree.query) {
    case "count":
    case "most":
      return { type: Type.plain("whole-number"), optional: false }
    case "some":
    case "every":
      return { type: Type.yesNo, optional: false }
    case "one":
    case "last":
      return { type: row, optional: true }
    case "list":
      return of === undefined ? undefined : { type: Type.list(of.type), optional: false }
    default:
      if (of === undefined) return undefined
      // the larger of dates is the later one
      if (tree.query !== "sum" && (of.type.kind === "date" || of.type.kind === "date-time")) return { type: of.type, optional: true }
      return summed(of, context) ? { type: of.type, optional: tree.query !== "sum" } : undefined
  }
}

const summed = (of: Typed, context: Context): boolean => {
  if (of.type.kind === "unknown" || Type.isNumber(of.type) || Operators.isMoney(of.type) || of.type.kind === "percent") return true
  Known.mismatch(of, said("a number or an amount", "数字或金额"), context)
  return false
}

interface Source {
  readonly rows: (Expression & { readonly op: "query" })["rows"]
  readonly row: Type.Type
  /** the row as it is outside of the query, where that is less */
  readonly bare?: Type.Type
  readonly tasks?: ReadonlyMap<string, unknown>
  readonly items?: StepInfo
  readonly missing?: Missing
}

const rowsOf = (
  tree: Tree.Rows,
  context: Context,
  read: Reader
): Source | undefined => {
  if (tree.kind === "cases") {
    const id = Handbook.find(context.handbook.procedures, tree.procedure.text)
    if (id === "silent") return undefined
    if (id === "unknown") {
      return Unknown.procedure(tree.procedure, context)
    }
    const signatures = context.names?.signatures ?? context.signatures
    const signature = signatures?.get(tree.procedure.text)
    const rows = { from: "cases", procedure: id.value } as const
    if (signature === undefined) return { rows, row: Type.unknown }
    return {
      rows,
      row: { kind: "row", members: CaseRows.members(signature) },
      bare: CaseRows.row(signature),
      tasks: signature.tasks()
    }
  }
  const [name, ...rest] = tree.ref.names
  if (rest.length === 0 && !Reference.inScope(name.text, context)) {
    const ledger = Handbook.find(context.handbook.ledgers, name.text)
    if (ledger === "silent") return undefined
    if (ledger !== "unknown") {
      context.names?.used.add(name.text)
      return {
        rows: { from: "ledger", ledger: name.text },
        row: { kind: "row", members: Type.membersOf(ledger.value.columns) }
      }
    }
    const table = Handbook.find(context.handbook.tables, name.text)
    if (table === "silent") return undefined
    if (table !== "unknown") {
      return {
        rows: { from: "table", table: name.text },
        row: { kind: "row", members: Type.membersOf(table.value.columns) }
      }
    }
  }
  const steps = rest.length > 0 || context.items.has(name.text) ? undefined : context.names?.steps.get(name.text)
  const items = steps?.find((it) => it.kind === "each")
  if (items !== undefined && !Reference.inScope(name.text, context)) {
    context.names?.used.add(name.text)
    const state = StepReference.ran(name, name.text, context)
    if (state === undefined) return undefined
    return {
      rows: { from: "items", each: name.text },
      row: items.items?.type ?? Type.unknown,
      items,
      ...(state === "certain" ? {} : { missing: state })
    }
  }
  const list = read.value(tree.ref, context)
  if (list === undefined) return undefined
  if (list.type.kind === "unknown") return { rows: { from: "list", list: list.expression }, row: Type.unknown }
  if (list.type.kind !== "list") return Known.mismatch(list, said("a ledger, a table or a list", "台账、表或列表"), context)
  return { rows: { from: "list", list: list.expression }, row: list.type.of }
}
