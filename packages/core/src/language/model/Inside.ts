/**
 * From a value on into what it has inside: rows, periods, papers. Also whether a part is certainly there.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import { dotted } from "../syntax/tree/Node.ts"
import type { Name, Ref } from "../syntax/tree/Node.ts"
import type { Context, FieldInfo, Missing, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Parts from "./Parts.ts"
import * as Type from "./Type.ts"
import * as Unknown from "./Unknown.ts"

const partOf = (type: Type.Type): Said => {
  switch (type.kind) {
    case "row":
      return said("column of this row named", "栏目")
    case "papers":
      return said(`paper or fact of the list \`${type.list}\` named`, `资料或信息（清单 \`${type.list}\`）`)
    case "checklist":
      return said("item of this checklist named", "检查项目")
    default:
      return said(`part of ${Type.describe(type).en} named`, `内容（${Type.describe(type).zh}）`)
  }
}

/** Goes on into rows, periods, papers. */
export const along = (
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
      return Unknown.name(name, context, partOf(at), Parts.names(at))
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

/** A value that may be missing, unless a condition around this place says that it is there. */
export const optionalUnlessKnown = (
  expression: Expression,
  type: Type.Type,
  ref: Ref,
  missing: Missing,
  context: Context
): Typed =>
  known(expression, context) ? { expression, type, span: ref.span } : { expression, type, span: ref.span, missing }

/** Why the value of a field may be missing. */
export const emptyField = (ref: Ref, field?: FieldInfo): Missing => ({
  name: dotted(ref),
  why: said("this field may be left empty", "这个字段可以不填"),
  ask: `${dotted(ref)} is present`,
  ...(field === undefined ? {} : { related: field.span })
})
