/**
 * Values handed over by name: the `with`, `add`, `fill` and `gives` of a step, against the fields they are for.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Field } from "../../domain/Field.ts"
import type { Span } from "../source/Span.ts"
import { isBroken } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import type { Given } from "../syntax/tree/Field.ts"
import type { Context } from "./Context.ts"
import * as Unknown from "./Unknown.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"

/** `with`, `add`, `fill`, `gives` against the fields they are for; `undefined`: a part of it was reported. */
export const given = (
  tree: Maybe<Given>,
  fields: ReadonlyArray<Field> | undefined,
  context: Context,
  what: { readonly en: string; readonly zh: string },
  optionalToo = false,
  unread: ReadonlySet<string> = new Set()
): ReadonlyArray<{ readonly field: string; readonly value: Expression }> | undefined => {
  if (isBroken(tree)) return undefined
  const found: Array<{ readonly field: string; readonly value: Expression }> = []
  let whole = fields !== undefined
  for (const entry of tree?.entries ?? []) {
    const field = fields?.find((it) => it.name === entry.name.text)
    if (field === undefined) {
      if (fields !== undefined && !unread.has(entry.name.text)) {
        Unknown.name(entry.name, context, what, fields.map((it) => it.name))
      }
      whole = false
      Sentence.guessed(entry.value, context)
      continue
    }
    const optional = field.needed !== true || optionalToo
    const value = Sentence.assigned(entry.value, Type.ofField(field.type), optional, context)
    if (value === undefined) whole = false
    else found.push({ field: field.name, value })
  }
  return whole ? found : undefined
}

export const missing = (
  fields: ReadonlyArray<Field>,
  cells: ReadonlyArray<{ readonly field: string }>,
  span: Span,
  to: string,
  context: Context
): void => {
  const missing = fields.filter((it) => it.needed === true && !cells.some((cell) => cell.field === it.name))
  if (missing.length === 0) return
  context.report.add("with-incomplete", span, {
    procedure: to,
    missing: missing.map((it) => it.name),
    ...(context.schedule !== undefined && missing.every((it) => it.type.kind === "period") && { period: true })
  })
}
