/**
 * Persons and places as values (language §7.3): `doer of t`, `superior of x`, `head of d`.
 */
import type { Place, Who } from "../../domain/People.ts"
import type { Span } from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import type { Ref } from "../syntax/tree/Node.ts"
import type { Context, Typed } from "./Context.ts"
import * as Known from "./Known.ts"
import type { Reader } from "./Known.ts"
import * as StepReference from "./StepReference.ts"
import * as Unknown from "./Unknown.ts"
import * as Type from "./Type.ts"

/** The person, or the persons of a `together` step. */
export const doerOf = (step: Ref, span: Span, context: Context): Typed | undefined => {
  const who = doer(step, context)
  if (who === undefined) return undefined
  return { ...Known.typed({ op: "people", who: who.who }, Type.plain("staff"), span), ...(who.missing === undefined ? {} : { missing: who.missing }) }
}

/** Who did a step. */
export const doer = (
  step: Ref,
  context: Context
): { readonly who: Who; readonly missing?: NonNullable<Typed["missing"]> } | undefined => {
  const [name] = step.names
  const steps = context.names?.steps.get(name.text)
  if (steps === undefined || step.names.length > 1) {
    return Unknown.name(name, context, Unknown.aStep, context.names?.steps.keys() ?? [])
  }
  context.names?.used.add(name.text)
  const state = StepReference.ran(name, `doer of ${name.text}`, context)
  if (state === undefined) return undefined
  const who: Who = { who: "doer", step: name.text }
  return state === "certain" ? { who } : { who, missing: state }
}

export const personOf = (tree: Tree.PersonOf, context: Context, read: Reader): Typed | undefined => {
  if (tree.relation === "head") {
    const place = placeOf(tree.of, context, read)
    return place === undefined
      ? undefined
      : Known.typed({ op: "people", who: { who: "head", of: place } }, Type.plain("staff"), tree.span)
  }
  const of = read.value(tree.of, context)
  if (of === undefined) return undefined
  if (!Type.isPerson(of.type) && of.type.kind !== "unknown") {
    return Known.mismatch(of, Type.describe(Type.plain("staff")), context)
  }
  if (tree.relation === "department") {
    return Known.typed({ op: "department-of", of: of.expression }, Type.plain("department"), tree.span)
  }
  const who: Who = of.expression.op === "people" ? of.expression.who : { who: "value", value: of.expression }
  return Known.typed({ op: "people", who: { who: "superior", of: who } }, Type.plain("staff"), tree.span)
}

/** A department by name, or a value that names one. */
export const placeOf = (tree: Tree.Expression, context: Context, read: Reader): Place | undefined => {
  const it = read.value(tree, context, Type.plain("department"))
  if (it === undefined) return undefined
  const type = it.type.kind === "list" ? it.type.of : it.type
  if (type.kind !== "department" && type.kind !== "unknown") {
    return Known.mismatch(it, Type.describe(Type.plain("department")), context)
  }
  return it.expression.op === "literal" && typeof it.expression.value === "string"
    ? { department: it.expression.value }
    : { value: it.expression }
}
