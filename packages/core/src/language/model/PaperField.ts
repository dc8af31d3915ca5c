/**
 * A field of papers where its form stands (language §5): whose papers they are is a choice of the intake, of an earlier
 * step or of this very form, and each of its values has a list.
 */
import type { FieldType } from "../../domain/Field.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Field.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Ref } from "../syntax/tree/Node.ts"
import type { Context } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Known from "./Known.ts"
import * as Sentence from "./Sentence.ts"

/** The type with all its papers in their place; `reported` when it cannot be said whose they are. */
export const placed = (
  type: FieldType | undefined,
  tree: Tree.FieldType | Broken,
  context: Context
): FieldType | undefined | "reported" => {
  if (type === undefined || isBroken(tree)) return type
  if (type.kind === "papers" && tree.kind === "papers") return papers(type, tree, context)
  if (type.kind === "list" && tree.kind === "list" && !isBroken(tree.of) && tree.of.kind !== "named") {
    const of = placed(type.of, tree.of, context)
    return of === undefined || of === "reported" ? of : { kind: "list", of }
  }
  if (type.kind !== "rows" || tree.kind !== "list" || isBroken(tree.of) || tree.of.kind !== "named") return type
  const entries = tree.of.entries
  const fields = type.fields.map((field) => {
    const entry = sound(entries.find(({ name }) => name.text === field.name)?.value)
    const of = entry === undefined ? field.type : placed(field.type, entry.type, context)
    return of === undefined || of === "reported" ? undefined : { ...field, type: of }
  })
  return fields.includes(undefined) ? "reported" : { kind: "rows", fields: fields.filter((it) => it !== undefined) }
}

/** Tells that nobody is to be named here. */
export const alone = (
  tree: Tree.PapersType,
  whose: Ref,
  context: Context,
  found: Said = said("a place where nobody fills in a form", "没有人填写表单的地方"),
  expected: Said = said("a form", "表单")
): void => {
  const list = tree.list.text
  const edits = [{ span: Span.make(tree.span.file, tree.list.span.end, whose.span.end), text: "" }]
  const hint = said(`Write \`papers ${list}\` alone.`, `只写 \`papers ${list}\` 即可。`)
  const fix = { title: said("Leave out `for`", "去掉 `for`"), safe: true, edits }
  context.report.add("type-mismatch", whose.span, { expected, found, hint }, { fix })
}

const papers = (
  type: Extract<FieldType, { readonly kind: "papers" }>,
  tree: Tree.PapersType,
  context: Context
): FieldType | "reported" => {
  const found = Handbook.find(context.handbook.papers, type.list)
  const info = typeof found === "string" ? undefined : found.value
  const list = type.list
  if (info === undefined) return type
  if ("needs" in info) {
    if (tree.for === undefined) return type
    alone(
      tree,
      tree.for,
      context,
      said("a list that is the same for everybody", "对所有人都相同的清单"),
      said("one that depends on a choice", "按选项区分的清单")
    )
    return "reported"
  }
  if (tree.for === undefined) {
    context.report.add("papers-case-missing", tree.span, { list, values: info.of, of: "nobody" })
    return "reported"
  }
  const whose = Sentence.value(tree.for, context)
  if (whose === undefined || whose.type.kind === "unknown") return "reported"
  if (whose.type.kind !== "choice") {
    Known.mismatch(whose, said(`a choice with the values of \`${list}\``, `取值与 \`${list}\` 一致的选项`), context)
    return "reported"
  }
  const missing = whose.type.values.filter((it) => !info.of.includes(it))
  if (missing.length > 0) {
    context.report.add("papers-case-missing", tree.for.span, { list, values: missing, of: "field" })
    return "reported"
  }
  const { values } = whose.type
  const lists = Object.fromEntries(Object.entries(info.lists).filter(([value]) => values.includes(value)))
  return { ...type, needs: { for: whose.expression, lists } }
}
