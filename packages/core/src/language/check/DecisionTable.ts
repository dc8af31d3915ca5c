/**
 * `exactly-one` holds what it says: for every combination of values exactly one row counts (language §6.2). Proved by
 * trying: a condition can only change at the values that stand in it, so those, their neighbours and one case between
 * and beyond them are all there is. What cannot be tried so is refused, never trusted.
 */
import type { Expression } from "../../domain/Expression.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import * as Flow from "../model/Flow.ts"
import type { Procedure } from "../model/Model.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"

type Case = ReadonlyMap<string, string | number | boolean>

/** A value the conditions look at, with the cases that tell them apart. */
interface Axis {
  readonly name: string
  readonly cases: ReadonlyArray<string | number | boolean>
}

const limit = 20_000

export const exactlyOne = (procedure: Procedure, report: Report): void => {
  for (const { tree, resolved } of procedure.records) {
    if (tree.kind !== "decide" || resolved?.kind !== "decide" || resolved.policy !== "exactly-one") continue
    const rows = sound(tree.rows)?.items ?? []
    const axes = axesOf(resolved.rows.flatMap((it) => it.when ?? []), procedure)
    if (axes === undefined) {
      report.add("not-supported-yet", isBroken(tree.policy) ? tree.keyword : tree.policy.span, {
        what: said("`exactly-one` with conditions like these, which it cannot prove", "带这类条件的 `exactly-one`（无法验证）")
      })
      continue
    }
    for (const example of combinations(axes)) {
      const holding = resolved.rows.flatMap((row, i) => (row.when === undefined || holds(row.when, example) ? [i] : []))
      if (holding.length === 1) continue
      const shown = [...axes.values()].map((axis) => `${axis.name} = ${show(example, axes, axis)}`).join(", ")
      const [first, second] = holding.map((i) => rows[i])
      if (first === undefined) {
        report.add("row-gap", tree.name.span, { step: tree.name.text, example: shown })
      } else if (second !== undefined) {
        report.add("row-overlap", second.span, { example: shown }, {
          related: [{ span: first.span, message: said("this row holds too", "这一行也成立") }]
        })
      }
      break
    }
  }
}

const show = (example: Case, axes: ReadonlyMap<string, Axis>, axis: Axis): string => {
  const key = [...axes].find(([, it]) => it === axis)?.[0] ?? ""
  const value = example.get(key)
  return value === true ? "yes" : value === false ? "no" : String(value)
}

const numeric: ReadonlySet<string> = new Set(["whole-number", "number", "percent", "money", "unrounded-money"])

/** What the conditions depend on; `undefined` when one of them cannot be tried. */
const axesOf = (conditions: ReadonlyArray<Expression>, procedure: Procedure): ReadonlyMap<string, Axis> | undefined => {
  const axes = new Map<string, { name: string; cases: Set<string | number | boolean>; step?: number }>()
  let possible = true
  const axis = (of: Expression) => {
    const key = Flow.text(of)
    const name = nameOf(of)
    if (name === undefined) possible = false
    const found = axes.get(key) ?? { name: name ?? "", cases: new Set() }
    axes.set(key, found)
    return found
  }
  const walk = (it: Expression): void => {
    switch (it.op) {
      case "and":
      case "or":
        for (const part of it.of) walk(part)
        return
      case "not":
        walk(it.of)
        return
      case "is": {
        const values = procedure.names.choices.get(Flow.text(it.left))
        const literals = it.any.every((one) => one.op === "literal" && one.type === "choice")
        if (values === undefined || !literals) possible = false
        for (const value of values ?? []) axis(it.left).cases.add(value)
        return
      }
      case "compare": {
        const right = it.right.op === "literal" ? Number(it.right.value) : Number.NaN
        if (!numeric.has(it.type) || Number.isNaN(right)) {
          possible = false
          return
        }
        const step = it.type === "whole-number" ? 1 : it.type === "money" ? 0.01 : 0.000_001
        for (const value of [right - step, right, right + step]) axis(it.left).cases.add(value)
        return
      }
      case "field":
      case "param":
      case "item":
        for (const value of [true, false]) axis(it).cases.add(value)
        return
      default:
        possible = false
    }
  }
  for (const it of conditions) walk(it)
  const size = [...axes.values()].reduce((product, it) => product * it.cases.size, 1)
  if (!possible || size > limit) return undefined
  return new Map([...axes].map(([key, it]) => [key, { name: it.name, cases: [...it.cases] }]))
}

const combinations = function* (axes: ReadonlyMap<string, Axis>): Generator<Case> {
  const all = [...axes]
  const at = all.map(() => 0)
  for (;;) {
    yield new Map(all.map(([key, axis], i) => [key, axis.cases[at[i] ?? 0] ?? false]))
    let i = 0
    while (i < all.length) {
      const next = (at[i] ?? 0) + 1
      at[i] = next < (all[i]?.[1].cases.length ?? 0) ? next : 0
      if (at[i] !== 0) break
      i++
    }
    if (i === all.length) return
  }
}

const holds = (it: Expression, example: Case): boolean => {
  switch (it.op) {
    case "and":
      return it.of.every((part) => holds(part, example))
    case "or":
      return it.of.some((part) => holds(part, example))
    case "not":
      return !holds(it.of, example)
    case "is": {
      const value = example.get(Flow.text(it.left))
      return it.any.some((one) => one.op === "literal" && one.value === value) !== it.negated
    }
    case "compare": {
      const left = Number(example.get(Flow.text(it.left)))
      const right = it.right.op === "literal" ? Number(it.right.value) : 0
      return it.relation === "<" ? left < right : it.relation === "<=" ? left <= right : it.relation === ">" ? left > right : left >= right
    }
    default:
      return example.get(Flow.text(it)) === true
  }
}

/** How the file writes it. */
const nameOf = (it: Expression): string | undefined => {
  switch (it.op) {
    case "field":
      return [...(it.step === "intake" ? [] : [it.step]), ...(it.field === "value" ? [] : [it.field]), ...it.path].join(".")
    case "item":
      return [it.each, ...it.path].join(".")
    case "param":
      return `param.${it.name}`
    case "fact":
      return `${it.step}.${it.fact}`
    default:
      return undefined
  }
}
