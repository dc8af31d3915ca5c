/**
 * What rules decide, with nobody asked: the rows of a `decide`, and of what type its value is. Without `type` it is one of
 * the words after `then` (language §6.2); what else stands there has a type of its own, which the file must say.
 */
import type { Expression } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import { silent } from "../diagnostic/Report.ts"
import * as Span from "../source/Span.ts"
import type * as Expressions from "../syntax/tree/Expression.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type * as Tree from "../syntax/tree/Step.ts"
import type { Place } from "./Collect.ts"
import type { Context } from "./Context.ts"
import * as Fields from "./Fields.ts"
import * as Known from "./Known.ts"
import * as Reference from "./Reference.ts"
import * as Sentence from "./Sentence.ts"
import * as Type from "./Type.ts"
import type { Inner } from "./Walk.ts"

export const decide = (tree: Tree.DecideStep, place: Place, context: Context): Inner => {
  const policy = sound(tree.policy)?.word
  const rows = sound(tree.rows)
  if (tree.type !== undefined) Fields.checkType(tree.type, true, context)
  const untyped = withoutType(tree, place, context)
  const type = untyped ? Type.unknown : place.info?.value ?? Type.unknown
  const found: Array<{ readonly when?: Expression; readonly then: Expression }> = []
  let whole = rows !== undefined && policy !== undefined
  let here = context
  // what the rows say besides one that cannot be read: which values there are, nobody knows
  const spoilt = type.kind === "unknown" && (untyped || tree.type !== undefined || rows?.items.some((it) => isBroken(it) || isBroken(it.then)) === true)
  for (const row of rows?.items ?? []) {
    if (isBroken(row)) {
      whole = false
      continue
    }
    const when = Sentence.condition(row.when, here)
    if (spoilt) Sentence.guessed(row.then, Known.assuming(here, when, true))
    const then = spoilt ? undefined : Sentence.assigned(row.then, type, false, Known.assuming(here, when, true))
    if (then === undefined || (row.when !== undefined && when === undefined)) whole = false
    // oxlint-disable-next-line unicorn/no-thenable -- `then` is a word of the language
    else found.push({ ...(when === undefined ? {} : { when }), then })
    if (policy === "first") here = Known.assuming(here, when, false)
  }
  if (type.kind === "unknown") whole = false
  return { flow: context.flow, step: whole && policy !== undefined ? { kind: "decide", policy, rows: found } : undefined }
}

/** No `type`, and what stands after `then` is a value and no word: reported, once for the whole step. */
const withoutType = (tree: Tree.DecideStep, place: Place, context: Context): boolean => {
  if (tree.type !== undefined || place.info?.value === undefined || place.info.value.kind === "yes-no") return false
  const values = (sound(tree.rows)?.items ?? []).flatMap((row) => (isBroken(row) || isBroken(row.then) ? [] : [row.then]))
  const bare = (it: Expressions.Expression): boolean => it.kind === "ref" && it.names.length === 1
  const inScope = (it: Expressions.Expression): boolean => it.kind === "ref" && it.names[0].text !== place.name && Reference.inScope(it.names[0].text, context)
  const computed = values.filter((it) => !bare(it) && it.kind !== "yes-no")
  // words and names mixed are told one by one: each name has two meanings
  const every = values.every((it) => computed.includes(it) || inScope(it))
  const meant = every ? values : computed
  const quiet: Context = { ...context, report: silent }
  const types = meant.flatMap((it) => Sentence.infer(it, quiet)?.type ?? [])
  const first = computed[0] ?? meant[0]
  const of = first === undefined ? undefined : Sentence.infer(first, quiet)?.type
  if (first === undefined || of === undefined || of.kind === "unknown") return false
  const all = every && types.length === values.length ? types.reduce<Type.Type | undefined>((a, b) => (a === undefined ? undefined : Type.join(a, b)), of) : undefined
  const written = all === undefined ? undefined : Type.written(all)
  context.report.add("decide-type-missing", first.span, {
    written: Span.text(first.span),
    found: Type.describe(of),
    ...(bare(first) && { name: true }),
    ...(written !== undefined && { type: written })
  }, written === undefined ? {} : { fix: typed(tree, written) })
  return true
}

/** A line of its own below the name, or beside it where the step stands in braces. */
const typed = (tree: Tree.DecideStep, type: string) => {
  const { file, end } = tree.name.span
  const start = file.text.lastIndexOf("\n", end) + 1
  const [, before] = /^([ -]*)decide *:/.exec(file.text.slice(start, end)) ?? []
  const text = before === undefined ? `, type: ${type}` : `\n${" ".repeat(before.length)}type: ${type}`
  const line = file.text.indexOf("\n", end)
  const at = before === undefined ? end : line === -1 ? file.text.length : line
  return { title: said(`Write \`type: ${type}\``, `写明 \`type: ${type}\``), safe: false, edits: [{ span: Span.make(file, at, at), text }] }
}
