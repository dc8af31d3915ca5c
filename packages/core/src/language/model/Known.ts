/**
 * What is said of a value once it has a type: that it is of the wrong kind, that it may not be there, what is known
 * beside it.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { said } from "../diagnostic/Phrase.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import type { Broken } from "../syntax/tree/Node.ts"
import type { More } from "../diagnostic/Diagnostic.ts"
import * as Misfit from "./Misfit.ts"
import type { Context, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Type from "./Type.ts"

/** Sentences inside sentences: handed on, so that no file needs the one it is read by. */
export interface Reader {
  /** a value that is certainly there */
  readonly value: (tree: Tree.Expression, context: Context, wanted?: Type.Type) => Typed | undefined
  readonly condition: (tree: Tree.Expression | Broken | undefined, context: Context) => Expression | undefined
}

export const typed = (expression: Expression, type: Type.Type, span: Span.Span): Typed => ({ expression, type, span })

/** Reports a value that may be missing where it is used. */
export const there = (it: Typed | undefined, context: Context): Typed | undefined => {
  const missing = it?.missing
  if (it === undefined || missing === undefined) return it
  if (context.flow.unsure) return undefined
  if (missing.uncovered !== undefined) {
    context.report.add("call-uncovered", it.span, { name: missing.name, ...missing.uncovered })
    return undefined
  }
  context.report.add(
    "maybe-missing",
    it.span,
    { name: missing.name, why: missing.why, ask: missing.ask },
    missing.related === undefined
      ? {}
      : { related: [{ span: missing.related, message: said("this field", "这个字段") }] }
  )
  return undefined
}

export const mismatch = (found: Typed, expected: Said, context: Context, hint?: Said, more: More = {}): undefined => {
  const written = Span.text(found.span)
  context.report.add("type-mismatch", found.span, {
    expected,
    found: Type.describe(found.type),
    ...(written.length > 40 || written.includes("`") ? {} : { written }),
    ...(hint === undefined ? {} : { hint })
  }, more)
  return undefined
}

/** A value that is not of the type wanted; of a literal is said how it would be written. */
export const unfit = (found: Typed, wanted: Type.Type, context: Context): undefined => {
  const literal = found.expression.op === "literal"
  const { hint, more } = literal
    ? Misfit.instead(Span.text(found.span), wanted, found.span, context.handbook.currency)
    : { hint: Misfit.tooMuch(found.type, wanted), more: {} }
  return mismatch(found, Type.describe(wanted), context, hint, more)
}

/** The place with a condition taken as known. */
export const assuming = (context: Context, known: Expression | undefined, holds: boolean): Context =>
  known === undefined
    ? context
    : {
        ...context,
        flow: Flow.assume(context.flow, known, holds, (it) => context.names?.choices.get(Flow.text(it)))
      }

export const textCompared = (it: Typed, context: Context): undefined => {
  context.report.add("text-compared", it.span, {
    name: Span.text(it.span),
    ...(it.type.kind === "plugin" && { plugged: it.type.name })
  })
  return undefined
}
