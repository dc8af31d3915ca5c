/**
 * Expressions with their meaning (language §7.3): each part typed, each optional value asked for before it is used.
 * What comes out is plain data the evaluator runs; what is wrong is reported at the narrowest place, once.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Place } from "../../domain/People.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { either, said } from "../diagnostic/Phrase.ts"
import { silent } from "../diagnostic/Report.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import { dotted, isBroken } from "../syntax/tree/Node.ts"
import type { Broken } from "../syntax/tree/Node.ts"
import type { Context, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import * as Known from "./Known.ts"
import * as Literal from "./Literal.ts"
import * as Operators from "./Operators.ts"
import * as Persons from "./Persons.ts"
import * as Queries from "./Queries.ts"
import * as Inside from "./Inside.ts"
import * as Reference from "./Reference.ts"
import * as StepReference from "./StepReference.ts"
import * as Unknown from "./Unknown.ts"
import * as Type from "./Type.ts"

/** The meaning of a sentence that may be absent; `undefined` when it was reported. */
export const infer = (tree: Tree.Expression, context: Context, wanted?: Type.Type): Typed | undefined => {
  switch (tree.kind) {
    case "ref":
      return Reference.typed(tree, context, wanted)
    case "or":
    case "and":
      return logic(tree, context)
    case "not": {
      const of = condition(tree.operand, context)
      return of === undefined ? undefined : Known.typed({ op: "not", of }, Type.yesNo, tree.span)
    }
    case "compare":
      return compare(tree, context)
    case "is":
      return is(tree, context)
    case "presence":
      return presence(tree, context)
    case "was-done":
      return wasDone(tree, context)
    case "in":
      return isIn(tree, context)
    case "arithmetic":
      return arithmetic(tree, context)
    case "else": {
      const left = infer(tree.value, context, wanted)
      const right = infer(tree.fallback, context, wanted ?? left?.type)
      if (left === undefined || right === undefined) return undefined
      const type = Type.join(left.type, right.type)
      if (type === undefined) return Known.mismatch(right, Type.describe(left.type), context)
      if (certain(left, context)) {
        context.report.add("no-effect", right.span, { written: Span.text(right.span) }, {
          fix: {
            title: said("Leave the `else` out", "去掉 `else`"),
            safe: false,
            edits: [{ span: Span.make(left.span.file, left.span.end, right.span.end), text: "" }]
          }
        })
      }
      const it = Known.typed({ op: "else", left: left.expression, right: right.expression }, type, tree.span)
      return right.missing === undefined ? it : { ...it, missing: right.missing }
    }
    case "apply":
      return apply(tree, context)
    case "query":
      return Queries.query(tree, context, reader)
    case "opener":
      if (context.schedule === "handbook") {
        context.report.add("type-mismatch", tree.span, {
          expected: said("somebody who is known already", "此时已能确定的人员"),
          found: said("the opener, whom a schedule of a handbook does not have", "受理人，而手册的定时安排没有受理人")
        })
        return undefined
      }
      return Known.typed({ op: "people", who: { who: "opener" } }, Type.plain("staff"), tree.span)
    case "doer-of":
      return Persons.doerOf(tree.step, tree.span, context)
    case "person-of":
      return Persons.personOf(tree, context, reader)
    case "member": {
      const of = infer(tree.of, context)
      if (of === undefined) return undefined
      const [first] = tree.names
      return Inside.member(of, tree.names, { kind: "ref", names: [first], span: tree.span }, context)
    }
    default:
      return Literal.typed(tree, context)
  }
}

/** A value that must be there. */
export const value = (tree: Tree.Expression, context: Context, wanted?: Type.Type): Typed | undefined =>
  Known.there(infer(tree, context, wanted), context)

/** A value for a place of that type: a field, a column, a parameter of a call. */
export const assigned = (
  tree: Tree.Expression | Broken,
  wanted: Type.Type,
  optional: boolean,
  context: Context
): Expression | undefined => {
  if (isBroken(tree)) return undefined
  const it = infer(tree, context, wanted)
  if (it === undefined) return undefined
  if (it.type.kind === "unrounded-money" && (wanted.kind === "money" || wanted.kind === "unknown")) {
    const written = Span.text(it.span)
    context.report.add("money-unrounded", it.span, { written }, {
      fix: {
        title: said(`Round half up: \`half-up(${written})\``, `四舍五入：\`half-up(${written})\``),
        safe: false,
        edits: [{ span: it.span, text: `half-up(${written})` }]
      }
    })
    return undefined
  }
  if (!Type.fits(it.type, wanted)) {
    return Known.unfit(it, wanted, context)
  }
  return optional ? it.expression : Known.there(it, context)?.expression
}

/** A value for a place nobody knows, which was told: a bare name may be a value of what is wanted there. */
export const guessed = (tree: Tree.Expression | Broken, context: Context): void => {
  if (isBroken(tree) || tree.kind === "ref" && tree.names.length === 1 && !Reference.inScope(tree.names[0].text, context)) return
  assigned(tree, Type.unknown, true, context)
}

/** A condition: yes or no, and certainly there. */
export const condition = (tree: Tree.Expression | Broken | undefined, context: Context): Expression | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  const it = value(tree, context)
  if (it === undefined) return undefined
  if (it.type.kind !== "yes-no" && it.type.kind !== "unknown") {
    const first = it.type.kind === "choice" ? it.type.values[0] : undefined
    const example = `${Span.text(it.span)} is ${first ?? ""}`
    Known.mismatch(
      it,
      said("a condition (yes or no)", "条件（是或否）"),
      context,
      first === undefined ? undefined : said(`Ask for a value, e.g. \`${example}\`.`, `请问具体取值，如 \`${example}\`。`)
    )
    return undefined
  }
  return it.expression
}

export const reader: Known.Reader = { value, condition }

/** `a or b` of two things that are no conditions: a substitute was meant. */
const meansElse = (tree: Tree.And | Tree.Or, context: Context): boolean => {
  const [first, second, ...more] = tree.operands
  if (tree.kind !== "or" || first === undefined || second === undefined || more.length > 0) return false
  if (first.kind !== "ref" || second.kind !== "ref") return false
  const quiet: Context = { ...context, report: silent }
  const left = infer(first, quiet)
  const right = infer(second, quiet)
  if (left === undefined || right === undefined || left.type.kind === "yes-no" || Type.join(left.type, right.type) === undefined) return false
  if (left.type.kind === "unknown" || right.type.kind === "unknown") return false
  const written = Span.text(tree.span)
  const instead = `${Span.text(first.span)} else ${Span.text(second.span)}`
  context.report.add("type-mismatch", tree.span, {
    expected: said("a value", "一个值"),
    found: said("two values with `or`, which joins conditions", "用 `or` 连接的两个值，而 `or` 只能连接条件"),
    written,
    hint: said(`If the second stands in for the first, write \`${instead}\`.`, `若第一个没有值时用第二个代替，请写 \`${instead}\`。`)
  }, { fix: { title: said(`Write \`${instead}\``, `改写为 \`${instead}\``), safe: false, edits: [{ span: tree.span, text: instead }] } })
  return true
}

const logic = (tree: Tree.And | Tree.Or, context: Context): Typed | undefined => {
  if (meansElse(tree, context)) return undefined
  const parts: Array<Expression> = []
  let here = context
  let broken = false
  for (const operand of tree.operands) {
    const part = condition(operand, here)
    if (part === undefined) broken = true
    else parts.push(part)
    // what could not be read may be what the rest relies on
    here = part === undefined ? { ...here, flow: Flow.unsure(here.flow) } : Known.assuming(here, part, tree.kind === "and")
  }
  return broken ? undefined : Known.typed({ op: tree.kind, of: parts }, Type.yesNo, tree.span)
}

const compare = (tree: Tree.Compare, context: Context): Typed | undefined => {
  const left = value(tree.left, context)
  // a bare name on the right can only be understood from what stands on the left
  const right = left === undefined ? undefined : value(tree.right, context, left.type)
  if (left === undefined || right === undefined) return undefined
  if (Type.isText(left.type)) return Known.textCompared(left, context)
  if (Type.isText(right.type)) return Known.textCompared(right, context)
  if (left.type.kind === "unknown" || right.type.kind === "unknown") return undefined
  if (!Operators.ordered.has(left.type.kind)) {
    return Known.mismatch(left, said("a number, an amount, a date or a rank", "数字、金额、日期或职级"), context)
  }
  const money = Operators.isMoney(left.type) && Operators.isMoney(right.type)
  if (!money && !(Type.isNumber(left.type) && Type.isNumber(right.type)) && left.type.kind !== right.type.kind) {
    return Known.unfit(right, left.type, context)
  }
  const wider = right.type.kind === "number" || right.type.kind === "unrounded-money" ? right.type : left.type
  return Known.typed(
    {
      op: "compare",
      relation: tree.operator,
      type: Type.toExpressionType(wider),
      left: left.expression,
      right: right.expression
    },
    Type.yesNo,
    tree.span
  )
}

const is = (tree: Tree.Is, context: Context): Typed | undefined => {
  const left = value(tree.subject, context)
  if (left === undefined) return undefined
  if (left.type.kind === "unknown") return undefined
  if (Type.isText(left.type)) return Known.textCompared(left, context)
  if (left.type.kind === "choice") context.names?.choices.set(Flow.text(left.expression), left.type.values)
  const any: Array<Expression> = []
  let broken = false
  for (const it of tree.values) {
    const right = value(it, context, left.type)
    if (right === undefined) {
      broken = true
    } else if (!Type.comparable(left.type, right.type)) {
      const second = right.type.kind === "yes-no" && tree.values.length > 1
      Known.mismatch(
        right,
        Type.describe(left.type),
        context,
        second
          ? said("If it is a condition of its own, write it first, before the `or`.", "如果它本身是另一个条件，请把它写在 `or` 的前面。")
          : undefined
      )
      broken = true
    } else {
      any.push(right.expression)
    }
  }
  return broken
    ? undefined
    : Known.typed({ op: "is", left: left.expression, any, negated: tree.negated }, Type.yesNo, tree.span)
}

/** A word that must be the name of something in a section of the handbook. */
const entryNamed = <A>(tree: Tree.Expression, section: Handbook.Section<A>, what: Said, context: Context): string | undefined => {
  if (tree.kind !== "ref" || tree.names.length > 1) {
    context.report.add("type-mismatch", tree.span, {
      expected: said(`a ${what.en} of the handbook`, `手册中的${what.zh}`),
      found: said("something else", "别的内容")
    })
    return undefined
  }
  const [name] = tree.names
  const found = Handbook.find(section, name.text)
  if (found === "silent") return undefined
  return found === "unknown" ? Unknown.name(name, context, what, Handbook.namesOf(section)) : name.text
}

const presence = (tree: Tree.Presence, context: Context): Typed | undefined => {
  if (tree.state === "founded") {
    const body = entryNamed(tree.subject, context.handbook.bodies, said("body", "组织（bodies）"), context)
    return body === undefined ? undefined : Known.typed({ op: "founded", body, negated: tree.negated }, Type.yesNo, tree.span)
  }
  const of = infer(tree.subject, context)
  if (of === undefined) return undefined
  const negated = (tree.state === "missing") !== tree.negated
  if (certain(of, context)) context.report.add(negated ? "always-false" : "always-true", tree.span, { written: Span.text(tree.span) })
  return Known.typed({ op: "present", of: of.expression, negated }, Type.yesNo, tree.span)
}

/**
 * The value is always there, and whatever was asked before has nothing to do with it: a text that several steps send
 * may stand where it is and where it is not.
 */
const certain = (it: Typed, context: Context): boolean => {
  if (it.missing !== undefined || it.type.kind === "unknown" || context.shared === true || context.flow.unsure) return false
  const names = context.names
  if (names === undefined || names.unclear || names.intakeUnclear || names.misnamed) return false
  const { expression } = it
  return expression.op === "field" && Flow.tells(context.flow, { op: "present", of: expression, negated: false }) === undefined
}

const wasDone = (tree: Tree.WasDone, context: Context): Typed | undefined => {
  const [name, ...rest] = tree.step.names
  if (name.text === "each" && context.row !== undefined) return wasDoneOfRow(tree, context)
  if (rest[0] !== undefined) return Unknown.name(rest[0], context, Unknown.aStep, [])
  const steps = context.names?.steps.get(name.text)
  if (steps === undefined) {
    return Unknown.name(name, context, Unknown.aStep, context.names?.steps.keys() ?? [])
  }
  context.names?.used.add(name.text)
  if (StepReference.ran(name, dotted(tree.step), context) === undefined) return undefined
  return Known.typed({ op: "was-done", step: name.text, negated: false }, Type.yesNo, tree.span)
}

/** Of a row: a task of that case, or a step of that item. */
const wasDoneOfRow = (tree: Tree.WasDone, context: Context): Typed | undefined => {
  const [first, step, ...rest] = tree.step.names
  if (step === undefined || rest[0] !== undefined) return Unknown.name(rest[0] ?? first, context, Unknown.aStep, [])
  if (StepReference.stepsOfItem(step.text, context) !== undefined) {
    context.names?.used.add(step.text)
    return Known.typed({ op: "was-done", step: step.text, negated: false }, Type.yesNo, tree.span)
  }
  if (context.row?.kind === "unknown") return undefined
  const members = context.row?.kind === "row" ? context.row.members : new Map<string, Type.Member>()
  const tasks = [...members].flatMap(([name, it]) => (it.type.kind === "row" ? [name] : []))
  if (!tasks.includes(step.text)) return Unknown.name(step, context, Unknown.aStep, tasks)
  return Known.typed({ op: "present", of: { op: "row", path: [step.text] }, negated: false }, Type.yesNo, tree.span)
}

const isIn = (tree: Tree.In, context: Context): Typed | undefined => {
  const left = value(tree.item, context)
  const right = value(tree.container, context)
  if (left === undefined || right === undefined) return undefined
  if (right.type.kind === "period") {
    if (left.type.kind !== "date" && left.type.kind !== "date-time" && left.type.kind !== "unknown") {
      return Known.mismatch(left, said("a date", "日期"), context)
    }
  } else if (right.type.kind === "list") {
    if (Type.isText(left.type)) return Known.textCompared(left, context)
    if (!Type.comparable(left.type, right.type.of)) return Known.mismatch(left, Type.describe(right.type.of), context)
  } else if (right.type.kind !== "unknown") {
    return Known.mismatch(right, said("a list or a period", "列表或期间"), context)
  }
  return Known.typed({ op: "in", left: left.expression, right: right.expression }, Type.yesNo, tree.span)
}

const arithmetic = (tree: Tree.Arithmetic, context: Context): Typed | undefined => {
  const left = value(tree.left, context)
  const right = value(tree.right, context)
  if (left === undefined || right === undefined) return undefined
  if (left.type.kind === "unknown" || right.type.kind === "unknown") return undefined
  const result = Operators.resultOf(tree.operator, left.type, right.type)
  if (result === undefined) {
    const able = (type: Type.Type): boolean =>
      Type.isNumber(type) || Operators.isMoney(type) || type.kind === "percent" || type.kind === "date" || type.kind === "date-time"
    if (!able(left.type)) return Known.mismatch(left, said("a number, an amount or a date", "数字、金额或日期"), context)
    return Known.mismatch(right, said(`something that fits \`${tree.operator}\` with ${Type.describe(left.type).en}`, `能与${Type.describe(left.type).zh}做 \`${tree.operator}\` 运算的值`), context)
  }
  return Known.typed(
    {
      op: "arithmetic",
      sign: tree.operator,
      type: Type.toExpressionType(result),
      of: [Type.toExpressionType(left.type), Type.toExpressionType(right.type)],
      left: left.expression,
      right: right.expression
    },
    result,
    tree.span
  )
}

const apply = (tree: Tree.Apply, context: Context): Typed | undefined => {
  const name = tree.function
  if (name === "open") return opening(tree, context)
  const of = value(tree.argument, context)
  if (of === undefined || of.type.kind === "unknown") return undefined
  const call = (type: Type.Type): Typed =>
    Known.typed({ op: "call", name, of: of.expression, type: Type.toExpressionType(type) }, type, tree.span)
  switch (name) {
    case "rank":
      return of.type.kind === "staff" || of.type.kind === "person"
        ? call(Type.plain("rank"))
        : Known.mismatch(of, Type.describe(Type.plain("staff")), context)
    case "kind":
      return of.type.kind === "party" || of.type.kind === "person"
        ? call(Type.choice(Handbook.namesOf(context.handbook.partyKinds)))
        : Known.mismatch(of, Type.describe(Type.plain("party")), context)
    case "month-of":
      return of.type.kind === "date" || of.type.kind === "date-time"
        ? call(Type.plain("period"))
        : Known.mismatch(of, Type.describe(Type.plain("date")), context)
    default:
      if (Operators.isMoney(of.type)) return call(Type.plain("money"))
      if (Type.isNumber(of.type)) return call(Type.plain("whole-number"))
      return Known.mismatch(of, either(Type.describe(Type.plain("money")), Type.describe(Type.plain("number"))), context)
  }
}

const opening = (tree: Tree.Apply, context: Context): Typed | undefined => {
  const calendar = entryNamed(tree.argument, context.handbook.calendars, said("calendar", "日历"), context)
  return calendar === undefined
    ? undefined
    : Known.typed(
        { op: "call", name: "open", of: { op: "literal", type: "choice", value: calendar }, type: "yes-no" },
        Type.yesNo,
        tree.span
      )
}

/** A department by name, or a value that names one. */
export const placeOf = (tree: Tree.Expression, context: Context): Place | undefined => Persons.placeOf(tree, context, reader)
