/**
 * Expressions with their meaning (language §7.3): each part typed, each optional value asked for before it is used.
 * What comes out is plain data the evaluator runs; what is wrong is reported at the narrowest place, once.
 */
import type { Expression } from "../../domain/Expression.ts"
import type { Place, Who } from "../../domain/People.ts"
import { either, said } from "../diagnostic/Phrase.ts"
import type { Said } from "../diagnostic/Entry.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import { dotted, isBroken } from "../syntax/tree/Node.ts"
import type { Broken, Ref } from "../syntax/tree/Node.ts"
import type { Context, Typed } from "./Context.ts"
import * as Flow from "./Flow.ts"
import * as Handbook from "./Handbook.ts"
import * as Literal from "./Literal.ts"
import * as Operators from "./Operators.ts"
import * as Reference from "./Reference.ts"
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
      return of === undefined ? undefined : typed({ op: "not", of }, Type.yesNo, tree.span)
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
      if (type === undefined) return mismatch(right, Type.describe(left.type), context)
      const it = typed({ op: "else", left: left.expression, right: right.expression }, type, tree.span)
      return right.missing === undefined ? it : { ...it, missing: right.missing }
    }
    case "apply":
      return apply(tree, context)
    case "query":
      return query(tree, context)
    case "opener":
      return typed({ op: "people", who: { who: "opener" } }, Type.plain("staff"), tree.span)
    case "doer-of":
      return doerOf(tree.step, tree.span, context)
    case "person-of":
      return personOf(tree, context)
    case "member": {
      const of = infer(tree.of, context)
      if (of === undefined) return undefined
      const [first] = tree.names
      return Reference.member(of, tree.names, { kind: "ref", names: [first], span: tree.span }, context)
    }
    default:
      return Literal.typed(tree, context)
  }
}

const typed = (expression: Expression, type: Type.Type, span: Span.Span): Typed => ({ expression, type, span })

/** A value that must be there. */
export const value = (tree: Tree.Expression, context: Context, wanted?: Type.Type): Typed | undefined =>
  there(infer(tree, context, wanted), context)

/** Reports a value that may be missing where it is used. */
export const there = (it: Typed | undefined, context: Context): Typed | undefined => {
  const missing = it?.missing
  if (it === undefined || missing === undefined) return it
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
    context.report.add("money-unrounded", it.span, { written: Span.text(it.span) })
    return undefined
  }
  if (!Type.fits(it.type, wanted)) {
    mismatch(it, Type.describe(wanted), context)
    return undefined
  }
  return optional ? it.expression : there(it, context)?.expression
}

/** A condition: yes or no, and certainly there. */
export const condition = (tree: Tree.Expression | Broken | undefined, context: Context): Expression | undefined => {
  if (tree === undefined || isBroken(tree)) return undefined
  const it = value(tree, context)
  if (it === undefined) return undefined
  if (it.type.kind !== "yes-no" && it.type.kind !== "unknown") {
    const first = it.type.kind === "choice" ? it.type.values[0] : undefined
    const example = `${Span.text(it.span)} is ${first ?? ""}`
    mismatch(
      it,
      said("a condition (yes or no)", "条件（是或否）"),
      context,
      first === undefined ? undefined : said(`Ask for a value, e.g. \`${example}\`.`, `请问具体取值，如 \`${example}\`。`)
    )
    return undefined
  }
  return it.expression
}

export const mismatch = (found: Typed, expected: Said, context: Context, hint?: Said): undefined => {
  const written = Span.text(found.span)
  context.report.add("type-mismatch", found.span, {
    expected,
    found: Type.describe(found.type),
    ...(written.length > 40 || written.includes("`") ? {} : { written }),
    ...(hint === undefined ? {} : { hint })
  })
  return undefined
}

/** The place with a condition taken as known. */
export const assuming = (context: Context, known: Expression | undefined, holds: boolean): Context =>
  known === undefined
    ? context
    : {
        ...context,
        flow: Flow.assume(context.flow, known, holds, (it) => context.names?.choices.get(Flow.text(it)))
      }

const logic = (tree: Tree.And | Tree.Or, context: Context): Typed | undefined => {
  const parts: Array<Expression> = []
  let here = context
  let broken = false
  for (const operand of tree.operands) {
    const part = condition(operand, here)
    if (part === undefined) broken = true
    else parts.push(part)
    here = assuming(here, part, tree.kind === "and")
  }
  return broken ? undefined : typed({ op: tree.kind, of: parts }, Type.yesNo, tree.span)
}

const textCompared = (it: Typed, context: Context): undefined => {
  context.report.add("text-compared", it.span, { name: Span.text(it.span) })
  return undefined
}

const compare = (tree: Tree.Compare, context: Context): Typed | undefined => {
  const left = value(tree.left, context)
  const right = value(tree.right, context, left?.type)
  if (left === undefined || right === undefined) return undefined
  if (Type.isText(left.type)) return textCompared(left, context)
  if (Type.isText(right.type)) return textCompared(right, context)
  if (left.type.kind === "unknown" || right.type.kind === "unknown") return undefined
  if (!Operators.ordered.has(left.type.kind)) {
    return mismatch(left, said("a number, an amount, a date or a rank", "数字、金额、日期或职级"), context)
  }
  const money = Operators.isMoney(left.type) && Operators.isMoney(right.type)
  if (!money && !(Type.isNumber(left.type) && Type.isNumber(right.type)) && left.type.kind !== right.type.kind) {
    return mismatch(right, Type.describe(left.type), context)
  }
  const wider = right.type.kind === "number" || right.type.kind === "unrounded-money" ? right.type : left.type
  return typed(
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
  if (Type.isText(left.type)) return textCompared(left, context)
  if (left.type.kind === "choice") context.names?.choices.set(Flow.text(left.expression), left.type.values)
  const any: Array<Expression> = []
  let broken = false
  for (const it of tree.values) {
    const right = value(it, context, left.type)
    if (right === undefined) {
      broken = true
    } else if (!Type.comparable(left.type, right.type)) {
      mismatch(right, Type.describe(left.type), context)
      broken = true
    } else {
      any.push(right.expression)
    }
  }
  return broken
    ? undefined
    : typed({ op: "is", left: left.expression, any, negated: tree.negated }, Type.yesNo, tree.span)
}

const presence = (tree: Tree.Presence, context: Context): Typed | undefined => {
  if (tree.state === "founded") {
    if (tree.subject.kind !== "ref" || tree.subject.names.length > 1) {
      context.report.add("type-mismatch", tree.subject.span, {
        expected: said("a body of the handbook", "手册中的组织（bodies）"),
        found: said("something else", "别的内容")
      })
      return undefined
    }
    const name = tree.subject.names[0]
    const found = Handbook.find(context.handbook.bodies, name.text)
    if (found === "silent") return undefined
    if (found === "unknown") {
      return Reference.unknownName(name, context, said("body", "组织（bodies）"), Handbook.namesOf(context.handbook.bodies))
    }
    return typed({ op: "founded", body: name.text, negated: tree.negated }, Type.yesNo, tree.span)
  }
  const of = infer(tree.subject, context)
  if (of === undefined) return undefined
  const negated = (tree.state === "missing") !== tree.negated
  return typed({ op: "present", of: of.expression, negated }, Type.yesNo, tree.span)
}

const wasDone = (tree: Tree.WasDone, context: Context): Typed | undefined => {
  const [name, ...rest] = tree.step.names
  if (name.text === "each" || rest.length > 0) {
    context.report.add("not-supported-yet", tree.span, {
      what: said("questions about the steps of other cases", "对其他事项步骤的查询")
    })
    return undefined
  }
  const steps = context.names?.steps.get(name.text)
  if (steps === undefined) {
    return Reference.unknownName(name, context, said("step", "步骤"), context.names?.steps.keys() ?? [])
  }
  context.names?.used.add(name.text)
  if (Reference.ran(name, dotted(tree.step), context) === undefined) return undefined
  return typed({ op: "was-done", step: name.text, negated: false }, Type.yesNo, tree.span)
}

const isIn = (tree: Tree.In, context: Context): Typed | undefined => {
  const left = value(tree.item, context)
  const right = value(tree.container, context)
  if (left === undefined || right === undefined) return undefined
  if (right.type.kind === "period") {
    if (left.type.kind !== "date" && left.type.kind !== "date-time" && left.type.kind !== "unknown") {
      return mismatch(left, said("a date", "日期"), context)
    }
  } else if (right.type.kind === "list") {
    if (Type.isText(left.type)) return textCompared(left, context)
    if (!Type.comparable(left.type, right.type.of)) return mismatch(left, Type.describe(right.type.of), context)
  } else if (right.type.kind !== "unknown") {
    return mismatch(right, said("a list or a period", "列表或期间"), context)
  }
  return typed({ op: "in", left: left.expression, right: right.expression }, Type.yesNo, tree.span)
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
    if (!able(left.type)) return mismatch(left, said("a number, an amount or a date", "数字、金额或日期"), context)
    return mismatch(right, said(`something that fits \`${tree.operator}\` with ${Type.describe(left.type).en}`, `能与${Type.describe(left.type).zh}做 \`${tree.operator}\` 运算的值`), context)
  }
  return typed(
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
    typed({ op: "call", name, of: of.expression, type: Type.toExpressionType(type) }, type, tree.span)
  switch (name) {
    case "rank":
      return of.type.kind === "staff" || of.type.kind === "person"
        ? call(Type.plain("rank"))
        : mismatch(of, Type.describe(Type.plain("staff")), context)
    case "kind":
      return of.type.kind === "party" || of.type.kind === "person"
        ? call(Type.choice(Handbook.namesOf(context.handbook.partyKinds)))
        : mismatch(of, Type.describe(Type.plain("party")), context)
    case "month-of":
      return of.type.kind === "date" || of.type.kind === "date-time"
        ? call(Type.plain("period"))
        : mismatch(of, Type.describe(Type.plain("date")), context)
    default:
      if (Operators.isMoney(of.type)) return call(Type.plain("money"))
      if (Type.isNumber(of.type)) return call(Type.plain("whole-number"))
      return mismatch(of, either(Type.describe(Type.plain("money")), Type.describe(Type.plain("number"))), context)
  }
}

const opening = (tree: Tree.Apply, context: Context): Typed | undefined => {
  if (tree.argument.kind !== "ref" || tree.argument.names.length > 1) {
    context.report.add("type-mismatch", tree.argument.span, {
      expected: said("a calendar of the handbook", "手册中的日历"),
      found: said("something else", "别的内容")
    })
    return undefined
  }
  const name = tree.argument.names[0]
  const found = Handbook.find(context.handbook.calendars, name.text)
  if (found === "silent") return undefined
  if (found === "unknown") {
    return Reference.unknownName(name, context, said("calendar", "日历"), Handbook.namesOf(context.handbook.calendars))
  }
  return typed(
    { op: "call", name: "open", of: { op: "literal", type: "choice", value: name.text }, type: "yes-no" },
    Type.yesNo,
    tree.span
  )
}

const query = (tree: Tree.Query, context: Context): Typed | undefined => {
  const source = rowsOf(tree.rows, context)
  if (source === undefined) return undefined
  const inner: Context = { ...context, row: source.row }
  const where = condition(tree.where, inner)
  if (tree.where !== undefined && where === undefined) return undefined
  const of = tree.of === undefined ? undefined : value(tree.of, assuming(inner, where, true))
  if (tree.of !== undefined && of === undefined) return undefined
  const result = resultOfQuery(tree, source.row, of, context)
  if (result === undefined) return undefined
  const it = typed(
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
        mismatch(of, said("a number or an amount", "数字或金额"), context)
        return undefined
      }
      return { type: of.type, optional: tree.query !== "sum" }
  }
}

const rowsOf = (
  tree: Tree.Rows,
  context: Context
): { readonly rows: (Expression & { readonly op: "query" })["rows"]; readonly row: Type.Type } | undefined => {
  if (tree.kind === "cases") {
    const id = Handbook.find(context.handbook.procedures, tree.procedure.text)
    if (id === "silent") return undefined
    if (id === "unknown") {
      context.report.add("procedure-unknown", tree.procedure.span, {
        name: tree.procedure.text,
        nearest: []
      })
      return undefined
    }
    const signature = context.names?.signatures.get(tree.procedure.text)
    if (signature === undefined) return { rows: { from: "cases", procedure: id.value }, row: Type.unknown }
    const members = new Map<string, Type.Member>(Type.membersOf(signature.intake))
    for (const fields of signature.outcomes.values()) {
      for (const [name, it] of Type.membersOf(fields)) members.set(name, { type: it.type, optional: true })
    }
    members.set("outcome", { type: Type.choice([...signature.outcomes.keys(), "cancelled"]), optional: true })
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
  const list = value(tree.ref, context)
  if (list === undefined) return undefined
  if (list.type.kind === "unknown") return { rows: { from: "list", list: list.expression }, row: Type.unknown }
  if (list.type.kind !== "list") return mismatch(list, said("a ledger, a table or a list", "台账、表或列表"), context)
  return { rows: { from: "list", list: list.expression }, row: list.type.of }
}

/** The person, or the persons of a `together` step. */
const doerOf = (step: Ref, span: Span.Span, context: Context): Typed | undefined => {
  const who = doer(step, context)
  if (who === undefined) return undefined
  return { ...typed({ op: "people", who: who.who }, Type.plain("staff"), span), ...(who.missing === undefined ? {} : { missing: who.missing }) }
}

/** Who did a step. */
export const doer = (
  step: Ref,
  context: Context
): { readonly who: Who; readonly missing?: NonNullable<Typed["missing"]> } | undefined => {
  const [name] = step.names
  const steps = context.names?.steps.get(name.text)
  if (steps === undefined || step.names.length > 1) {
    return Reference.unknownName(name, context, said("step", "步骤"), context.names?.steps.keys() ?? [])
  }
  context.names?.used.add(name.text)
  const state = Reference.ran(name, `doer of ${name.text}`, context)
  if (state === undefined) return undefined
  const who: Who = { who: "doer", step: name.text }
  return state === "certain" ? { who } : { who, missing: state }
}

const personOf = (tree: Tree.PersonOf, context: Context): Typed | undefined => {
  if (tree.relation === "head") {
    const place = placeOf(tree.of, context)
    return place === undefined
      ? undefined
      : typed({ op: "people", who: { who: "head", of: place } }, Type.plain("staff"), tree.span)
  }
  const of = value(tree.of, context)
  if (of === undefined) return undefined
  if (!Type.isPerson(of.type) && of.type.kind !== "unknown") {
    return mismatch(of, Type.describe(Type.plain("staff")), context)
  }
  if (tree.relation === "department") {
    return typed({ op: "department-of", of: of.expression }, Type.plain("department"), tree.span)
  }
  const who: Who = of.expression.op === "people" ? of.expression.who : { who: "value", value: of.expression }
  return typed({ op: "people", who: { who: "superior", of: who } }, Type.plain("staff"), tree.span)
}

/** A department by name, or a value that names one. */
export const placeOf = (tree: Tree.Expression, context: Context): Place | undefined => {
  const it = value(tree, context, Type.plain("department"))
  if (it === undefined) return undefined
  const type = it.type.kind === "list" ? it.type.of : it.type
  if (type.kind !== "department" && type.kind !== "unknown") {
    return mismatch(it, Type.describe(Type.plain("department")), context)
  }
  return it.expression.op === "literal" && typeof it.expression.value === "string"
    ? { department: it.expression.value }
    : { value: it.expression }
}
