/**
 * What a name says of a step: its value, a field of its form, a fact about it, what it left in an item. Whether it has run
 * by then, and which steps of one name can be meant.
 */
import type { Expression, StepFact } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import { dotted } from "../syntax/tree/Node.ts"
import type { Name, Ref } from "../syntax/tree/Node.ts"
import type { Context, Missing, StepInfo, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import { along, emptyField } from "./Inside.ts"
import * as Type from "./Type.ts"
import * as Unknown from "./Unknown.ts"

const facts: ReadonlySet<string> = new Set<StepFact>([
  "at",
  "due",
  "late",
  "rung",
  "rounds",
  "ended",
  "came",
  "first",
  "outcome",
  "case"
])

const isFact = (name: string): name is StepFact => facts.has(name)

/** What a step left in an item of an `each` that is over: `each.prepare.ready`. */
export const ofItem = (ref: Ref, context: Context): Typed | undefined => {
  const [, name, ...rest] = ref.names
  const steps = name === undefined ? undefined : stepsOfItem(name.text, context)
  if (name === undefined || steps === undefined) return undefined
  context.names?.used.add(name.text)
  const it = ofStep(steps, { kind: "ref", names: [name, ...rest], span: ref.span }, rest, context)
  // told already, and no name of the item itself
  if (it === undefined) return { expression: { op: "row", path: [] }, type: Type.unknown, span: ref.span }
  return it.missing === undefined
    ? it
    : { ...it, missing: { ...it.missing, name: dotted(ref), ask: it.missing.ask.replace(`${name.text}`, `each.${name.text}`) } }
}

/** The steps of that name in the items of the `each` a query is about; not those of an `each` inside of it. */
export const stepsOfItem = (name: string, { itemsOf, names }: Context): ReadonlyArray<StepInfo> | undefined => {
  if (itemsOf === undefined) return undefined
  const eaches = [...(names?.steps.values() ?? [])].flat().filter((it) => it.kind === "each")
  const found = (names?.steps.get(name) ?? []).filter(
    (it) => it.inside.filter((node) => eaches.some((one) => one.node === node)).at(-1) === itemsOf.node
  )
  return found.length === 0 ? undefined : found
}

/** The steps of that name that can be meant: those that may have run by now. */
const meant = (steps: ReadonlyArray<StepInfo>, context: Context): ReadonlyArray<StepInfo> => {
  if (context.anyTime) return steps
  const name = steps[0]?.name ?? ""
  const nodes = context.flow.ran.get(name)?.nodes
  const around = steps.filter((it) => context.inside.includes(it.node))
  return nodes === undefined ? around : steps.filter((it) => nodes.includes(it.node))
}

/** Whether a step has certainly run; reports when it cannot have. */
export const ran = (name: Name, of: string, context: Context): Missing | "certain" | undefined => {
  const certainty = Flow.certainty(context.flow, name.text)
  if (certainty === "certain" || context.names?.unclear === true) return "certain"
  if (certainty === "not-yet" && !context.anyTime) {
    context.report.add("used-too-early", name.span, { name: of, step: name.text })
    return undefined
  }
  return {
    name: of,
    why: said(`the step \`${name.text}\` may not have run`, `步骤 \`${name.text}\` 可能没有执行`),
    ask: `${name.text} was done`
  }
}

/** A dotted name that begins with a step. */
export const ofStep = (
  steps: ReadonlyArray<StepInfo>,
  ref: Ref,
  rest: ReadonlyArray<Name>,
  context: Context
): Typed | undefined => {
  const [first] = ref.names
  const infos = meant(steps, context)
  const info = infos[0] ?? steps[0]
  if (info === undefined) return undefined
  const [name, ...more] = rest
  const valued = info.kind === "decide" || info.kind === "compute"
  if (name === undefined && !valued) {
    context.report.add("type-mismatch", ref.span, {
      expected: said("a value", "一个值"),
      found: said(`the step \`${first.text}\``, `步骤 \`${first.text}\``)
    })
    return undefined
  }
  // facts of what is still going on around this place need no run
  const around = infos.some((it) => context.inside.includes(it.node))
  const state = around ? "certain" : ran(first, dotted(ref), context)
  if (state === undefined) return undefined
  const missing = state === "certain" ? undefined : state

  if (valued && (name === undefined || !isFact(name.text))) {
    const type = infos.reduce<Type.Type | undefined>(
      (it, step) => (it === undefined || step.value === undefined ? it ?? step.value : Type.join(it, step.value)),
      undefined
    )
    if (type === undefined) return undefined
    return along({ op: "field", step: first.text, field: "value", path: [] }, type, ref, rest, context, missing)
  }
  if (name === undefined) return undefined

  const fields = infos.map((it) => it.fields.get(name.text))
  const field = fields[0]
  if (field !== undefined && fields.every((it) => it !== undefined)) {
    context.names?.used.add(`field ${first.text} ${name.text}`)
    const type = fields.reduce<Type.Type | undefined>(
      (it, one) => (it === undefined || one === undefined ? undefined : Type.join(it, one.type)),
      field.type
    )
    if (type === undefined) {
      context.report.add("type-mismatch", name.span, {
        expected: Type.describe(field.type),
        found: said("another kind of value in another branch", "另一分支里类型不同的值")
      })
      return undefined
    }
    const needed = fields.every((it) => it?.needed === true)
      ? true
      : fields.length === 1
        ? field.needed
        : false
    const there = needed === true || (needed !== false && Flow.tells(context.flow, needed) === true)
    return along(
      { op: "field", step: first.text, field: name.text, path: [] },
      type,
      ref,
      more,
      context,
      missing ?? (there ? undefined : emptyField(ref, field))
    )
  }

  const outcome = info.outcomes?.get(name.text)
  if (outcome !== undefined) return ofOutcome(outcome, info, ref, name, more, missing, context)

  if (isFact(name.text)) {
    const fact = info.facts.get(name.text)
    if (fact !== undefined && infos.every((it) => it.facts.has(name.text as StepFact))) {
      const type = infos.reduce<Type.Type>(
        (it, one) => Type.join(it, one.facts.get(name.text as StepFact)?.type ?? it) ?? it,
        fact.type
      )
      return along(
        { op: "fact", step: first.text, fact: name.text },
        type,
        ref,
        more,
        context,
        missing ??
          (fact.optional
            ? {
                name: dotted(ref),
                why: said(`\`${first.text}\` need not have one`, `\`${first.text}\` 不一定有`),
                ask: `${dotted(ref)} is present`
              }
            : undefined)
      )
    }
  }
  if (infos.some((it) => it.unclear)) return undefined
  return Unknown.name(
    name,
    context,
    said(`field of \`${first.text}\` named`, `字段（步骤 \`${first.text}\`）`),
    infos.flatMap((it) => [...it.fields.keys(), ...(it.outcomes?.keys() ?? []), ...it.facts.keys()])
  )
}

const ofOutcome = (
  outcome: { readonly type: Type.Type; readonly optional: boolean; readonly of: ReadonlyArray<string> },
  info: StepInfo,
  ref: Ref,
  name: Name,
  more: ReadonlyArray<Name>,
  missing: Missing | undefined,
  context: Context
): Typed | undefined => {
  const asked: Expression = {
    op: "is",
    left: { op: "fact", step: info.name, fact: "outcome" },
    any: outcome.of.map((value): Expression => ({ op: "literal", type: "choice", value })),
    negated: false
  }
  const known = Flow.tells(context.flow, asked) === true && !outcome.optional
  const expression: Expression = { op: "field", step: info.name, field: name.text, path: [] }
  return along(
    expression,
    outcome.type,
    ref,
    more,
    context,
    missing ??
      (known
        ? undefined
        : {
            name: dotted(ref),
            why: info.kind === "do"
              ? said("the action may not have been done", "动作可能没有完成")
              : said("the called case may have ended otherwise", "被调用的流程可能以别的结果结束"),
            ask: `${info.name}.outcome is ${outcome.of.join(" or ")}`,
            uncovered: { step: info.name, outcomes: outcome.of, ...(info.kind === "do" && { action: true }) }
          })
  )
}
