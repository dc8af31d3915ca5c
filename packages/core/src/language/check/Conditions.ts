/**
 * Conditions that decide something (language §7.3): each can hold and can fail, and each part of it counts. Also what
 * `until` asks can come true. Read with what is known at the place: several `when`s on one way are taken together.
 */
import type { Expression } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Fix } from "../diagnostic/Diagnostic.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Field } from "../../domain/Field.ts"
import * as Flow from "../model/Flow.ts"
import type { Procedure } from "../model/Model.ts"
import * as Span from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Expression.ts"
import type { Fields, Form } from "../syntax/tree/Field.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Maybe } from "../syntax/tree/Node.ts"
import * as Truth from "./Truth.ts"

export const idle = (procedure: Procedure, report: Report): void => {
  const truth = Truth.of(procedure)
  const judge = judgeOf(truth, report)
  for (const record of procedure.records) {
    const { before, resolved, tree } = record
    if (tree.kind === "broken" || resolved === undefined || before.dead || before.unsure) continue
    judge(resolved.when, sound(tree.when), before, true)
    if (tree.kind === "task" && resolved.kind === "task") forms(sound(tree.form), resolved.form, before, judge)
    if (tree.kind !== "repeat" || resolved.kind !== "repeat" || record.asked === undefined) continue
    const until = sound(tree.until)
    const formula = truth.read(resolved.until)
    const told = report.diagnostics.some((it) => it.code === "loop-no-change" && it.span.start === until?.span.start && it.span.file === until.span.file)
    if (until === undefined || told || record.asked.unsure || record.asked.dead) continue
    if (Truth.together([formula, ...truth.known(record.asked, [formula])]) === "none") {
      report.add("loop-without-exit", until.span, { step: tree.name.text, written: Span.text(until.span) })
    } else judge(resolved.until, until, record.asked, false)
  }
  forms(sound(sound(procedure.tree.intake)?.form), procedure.intake.form, Flow.start, judge)
  for (const order of sound(procedure.tree.orders)?.orders ?? []) {
    const plan = (procedure.orders as { readonly [kind: string]: { readonly when?: Expression } | undefined })[order.kind]
    judge(plan?.when, sound(order.when), Flow.start, false)
  }
}

type Judge = (condition: Expression | undefined, tree: Tree.Expression | undefined, flow: Flow.Flow, line: boolean) => void

const forms = (tree: Form | undefined, fields: ReadonlyArray<Field>, flow: Flow.Flow, judge: Judge): void => {
  const entries = tree === undefined || tree.kind === "name" ? [] : (tree as Fields).entries
  for (const entry of entries) {
    const written = sound(entry.value)
    const field = fields.find((it) => it.name === entry.name.text)
    if (written === undefined || field === undefined) continue
    const needed = sound(written.needed)
    if (needed?.kind === "needed-when" && typeof field.needed === "object") judge(field.needed, needed.when, flow, false)
    for (const allowed of sound(written.allow)?.entries ?? []) {
      const when: Maybe<Tree.Expression> = sound(allowed.value)?.when
      judge(field.allow?.[allowed.name.text]?.when, sound(when), flow, false)
    }
  }
}

const judgeOf = (truth: Truth.Truth, report: Report): Judge => (condition, tree, flow, line) => {
  if (condition === undefined || tree === undefined) return
  const formula = truth.read(condition)
  const around = truth.known(flow, [formula])
  const written = Span.text(tree.span)
  if (Truth.together([...around, formula]) === "none") return report.add("always-false", tree.span, { written })
  if (Truth.together([...around, Truth.not(formula)]) === "none") {
    return report.add("always-true", tree.span, { written }, { fix: line ? withoutLine(tree.span) : undefined })
  }
  const part = spare(condition, tree, around, truth)
  if (part !== undefined) report.add("no-effect", part.span, { written: Span.text(part.span), whole: written }, { fix: part.fix })
}

interface Spare {
  readonly span: Span.Span
  readonly fix: Fix | undefined
}

/** Each part is held against all others: of more parts than a person writes nothing is said. */
const MOST = 40

/** A part that can be left out: what stands beside it, or what came before, has decided it. */
const spare = (condition: Expression, tree: Tree.Expression, around: ReadonlyArray<Truth.Formula>, truth: Truth.Truth): Spare | undefined => {
  if (condition.op === "not" && tree.kind === "not") return spare(condition.of, tree.operand, around, truth)
  if ((condition.op !== "and" && condition.op !== "or") || tree.kind !== condition.op) return undefined
  if (condition.of.length !== tree.operands.length || condition.of.length > MOST) return undefined
  const parts = condition.of.map(truth.read)
  for (const [i, part] of parts.entries()) {
    const own = condition.of[i]
    const written = tree.operands[i]
    if (own === undefined || written === undefined) continue
    const beside = parts.filter((_, j) => j !== i).map((it) => (condition.op === "and" ? it : Truth.not(it)))
    // whether it is there has to be asked before it is used: only what came before can make that needless
    const asks = own.op === "present" || own.op === "was-done" || guards(own, condition.of.slice(i + 1))
    const known = asks ? around : [...around, ...beside]
    if (Truth.together([...known, condition.op === "and" ? Truth.not(part) : part]) === "none") {
      return { span: written.span, fix: without(tree.operands, i) }
    }
    const inner = spare(own, written, [...around, ...(asks ? [] : beside)], truth)
    if (inner !== undefined) return inner
  }
  return undefined
}

/** `c.outcome is good`, which `c.grade` behind it needs. */
const guards = (it: Expression, behind: ReadonlyArray<Expression>): boolean =>
  it.op === "is" && it.left.op === "fact" && behind.some((other) => Flow.text(other).includes(`"step":${JSON.stringify((it.left as { step: string }).step)}`))

/** The part with the `and` or `or` that joins it. */
const without = (operands: ReadonlyArray<Tree.Expression>, i: number): Fix | undefined => {
  const own = operands[i]
  const beside = i === 0 ? operands[1] : operands[i - 1]
  if (own === undefined || beside === undefined || own.kind === "and" || own.kind === "or") return undefined
  const [start, end] = i === 0 ? [own.span.start, beside.span.start] : [beside.span.end, own.span.end]
  const between = own.span.file.text.slice(i === 0 ? own.span.end : beside.span.end, i === 0 ? beside.span.start : own.span.start)
  if (!/^\s+(?:and|or)\s+$/.test(between)) return undefined
  return {
    title: said("Leave this part out", "去掉这一部分"),
    safe: false,
    edits: [{ span: Span.make(own.span.file, start, end), text: "" }]
  }
}

/** A line that holds nothing but this `when`. */
const withoutLine = (span: Span.Span): Fix | undefined => {
  const { text } = span.file
  const start = text.lastIndexOf("\n", span.start) + 1
  const end = text.indexOf("\n", span.end)
  if (end < 0 || !/^ +when: *$/.test(text.slice(start, span.start)) || text.slice(span.end, end).trim() !== "") return undefined
  return {
    title: said("Leave the `when` out", "去掉 `when`"),
    safe: false,
    edits: [{ span: Span.make(span.file, start, end + 1), text: "" }]
  }
}

