/**
 * Questions over rows (language §7.3): of a ledger, a table, the cases of a procedure, or a list of the case itself.
 */
import type { Expression } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import type { Context, Typed } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Known from "./Known.ts"
import type { Reader } from "./Known.ts"
import * as Operators from "./Operators.ts"
import * as Reference from "./Reference.ts"
import * as Type from "./Type.ts"

export const query = (tree: Tree.Query, context: Context, read: Reader): Typed | undefined => {
  const source = rowsOf(tree.rows, context, read)
  if (source === undefined) return undefined
  const inner: Context = { ...context, row: source.row }
  const where = read.condition(tree.where, inner)
  if (tree.where !== undefined && where === undefined) return undefined
  const of = tree.of === undefined ? undefined : read.value(tree.of, Known.assuming(inner, where, true))
  if (tree.of !== undefined && of === undefined) return undefined
  const result = resultOfQuery(tree, source.row, of, context)
  if (result === undefined) return undefined
  const it = Known.typed(
    {
      op: "query",
      query: tree.query,
      rows: source.rows,
      ...(of === undefined ? {} : { value: of.expression }),
      ...(where === undefined ? {} : { where }),
      type: Type.toExpressionType(result.type)
    },
    result.type,
    tree.span
  )
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
      if (tree.where === undefined && row.kind !== "yes-no") return { type: Type.yesNo, optional: false }
      return { type: Type.yesNo, optional: false }
    case "one":
    case "last":
      return { type: row, optional: true }
    case "list":
      return of === undefined ? undefined : { type: Type.list(of.type), optional: false }
    default:
      if (of === undefined) return undefined
      if (!Type.isNumber(of.type) && !Operators.isMoney(of.type) && of.type.kind !== "percent") {
        Known.mismatch(of, said("a number or an amount", "数字或金额"), context)
        return undefined
      }
      return { type: of.type, optional: tree.query !== "sum" }
  }
}

const rowsOf = (
  tree: Tree.Rows,
  context: Context,
  read: Reader
): { readonly rows: (Expression & { readonly op: "query" })["rows"]; readonly row: Type.Type } | undefined => {
  if (tree.kind === "cases") {
    const id = Handbook.find(context.handbook.procedures, tree.procedure.text)
    if (id === "silent") return undefined
    if (id === "unknown") {
      context.report.add("procedure-unknown", tree.procedure.span, {
        name: tree.procedure.text,
        nearest: nearest(tree.procedure.text, Handbook.namesOf(context.handbook.procedures))
      })
      return undefined
    }
    const signature = context.names?.signatures.get(tree.procedure.text)
    if (signature === undefined) return { rows: { from: "cases", procedure: id.value }, row: Type.unknown }
    // a case that has not got so far is none that a condition holds for: nobody has to ask first
    const members = new Map<string, Type.Member>()
    for (const [name, it] of Type.membersOf(signature.intake)) members.set(name, { type: it.type, optional: false })
    for (const fields of signature.outcomes.values()) {
      for (const [name, it] of Type.membersOf(fields)) members.set(name, { type: it.type, optional: false })
    }
    members.set("outcome", { type: Type.choice([...signature.outcomes.keys(), "cancelled"]), optional: false })
    return { rows: { from: "cases", procedure: id.value }, row: { kind: "row", members } }
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
  const list = read.value(tree.ref, context)
  if (list === undefined) return undefined
  if (list.type.kind === "unknown") return { rows: { from: "list", list: list.expression }, row: Type.unknown }
  if (list.type.kind !== "list") return Known.mismatch(list, said("a ledger, a table or a list", "台账、表或列表"), context)
  return { rows: { from: "list", list: list.expression }, row: list.type.of }
}
