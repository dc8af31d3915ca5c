/**
 * Decision tables (language §6.2). `first`: every row can count, and one always does. `exactly-one`: for every
 * combination of values exactly one row counts. Both are proved by trying every case that the conditions can tell
 * apart; what is wrong comes with a case that shows it.
 */
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure, StepRecord } from "../model/Model.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { Broken, Must } from "../syntax/tree/Node.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { DecideRow, DecideStep } from "../syntax/tree/Step.ts"
import type { Axis } from "./Axis.ts"
import * as Truth from "./Truth.ts"

export const tables = (procedure: Procedure, report: Report): void => {
  for (const record of procedure.records) {
    const { tree, resolved } = record
    if (tree.kind !== "decide" || resolved?.kind !== "decide" || record.before.dead) continue
    const rows = sound(tree.rows)?.items ?? []
    if (rows.length === 0) report.add("row-gap", tree.name.span, { step: tree.name.text })
    else if (resolved.policy === "first") first(record, tree, rows, resolved.rows, procedure, report)
    else exactlyOne(record, tree, rows, resolved.rows, procedure, report)
  }
}

type Rows = ReadonlyArray<{ readonly when?: Expression }>
type Trees = ReadonlyArray<DecideRow | Broken>

const conditions = (rows: Rows, truth: Truth.Truth): ReadonlyArray<Truth.Formula> =>
  rows.map((row) => (row.when === undefined ? { is: "always", value: true } : truth.read(row.when)))

const known = (record: StepRecord, about: ReadonlyArray<Truth.Formula>, truth: Truth.Truth): ReadonlyArray<Truth.Formula> => {
  const when = record.resolved?.when === undefined ? [] : [truth.read(record.resolved.when)]
  return [...when, ...truth.known(record.before, [...about, ...when])]
}

/** A row is dead when the rows above, or what came before, leave it no case. */
const first = (record: StepRecord, tree: DecideStep, trees: Trees, rows: Rows, procedure: Procedure, report: Report): void => {
  const truth = Truth.of(procedure)
  const own = conditions(rows, truth)
  const around = known(record, own, truth)
  const above: Array<Truth.Formula> = []
  for (const [i, condition] of own.entries()) {
    const written = trees[i]
    const when = rows[i]?.when
    const certain = when !== undefined && Truth.together([...around, ...above]) === "none"
    if (written !== undefined && !isBroken(written) && (certain || Truth.together([...around, ...above, condition]) === "none")) {
      const at: Must<{ readonly span: DecideRow["span"] }> | undefined = written.when
      report.add("row-dead", at === undefined || isBroken(at) ? written.span : at.span, {})
      if (certain || when === undefined) return
    }
    above.push(Truth.not(condition))
  }
  const left = Truth.together([...around, ...above])
  const last = trees.at(-1)
  if (left === "none" || last === undefined || isBroken(last)) return
  report.add("row-gap", last.span, { step: tree.name.text, ...(left === "unknown" ? {} : { example: Truth.shown(left) }) })
}

const exactlyOne = (record: StepRecord, tree: DecideStep, trees: Trees, rows: Rows, procedure: Procedure, report: Report): void => {
  const truth = Truth.of(procedure)
  const own = conditions(rows, truth)
  const around = known(record, own, truth)
  const cannot = (example: Truth.Example | "unknown"): void => {
    report.add("row-unproven", isBroken(tree.policy) ? tree.keyword : tree.policy.span, {
      step: tree.name.text,
      ...(example !== "unknown" && { example: Truth.shown(example) })
    })
  }
  // what shows a gap or two rows need not be able to come: that there is none is certain all the same
  const unsure = entangled(truth.axes)
  const none = Truth.together([...around, ...own.map(Truth.not)])
  if (none === "unknown" || (unsure && none !== "none")) return cannot(none)
  if (none !== "none") return report.add("row-gap", tree.name.span, { step: tree.name.text, example: Truth.shown(none) })
  for (const [i, below] of own.entries()) {
    const written = trees[i]
    if (written === undefined || isBroken(written)) continue
    if (Truth.together([...around, below]) === "none") {
      report.add("row-dead", written.when === undefined || isBroken(written.when) ? written.span : written.when.span, {})
      continue
    }
    for (const [j, above] of own.slice(0, i).entries()) {
      const both = Truth.together([...around, above, below])
      if (both === "unknown" || (unsure && both !== "none")) return cannot(both)
      const other = trees[j]
      if (both === "none" || other === undefined) continue
      return report.add("row-overlap", written.span, { example: Truth.shown(both) }, {
        related: [{ span: other.span, message: said("this row holds too", "这一行也成立") }]
      })
    }
  }
}

/** Two questions about one value that were cut apart: an example of theirs need not exist. */
const entangled = (axes: ReadonlyMap<string, Axis>): boolean => {
  const all = [...axes.values()]
  const parts = all.map((it) => leaves(it.of))
  return all.some((it, i) =>
    (it.kind === "order" || it.of.op === "arithmetic" || it.of.op === "call") &&
    parts.some((other, j) => j !== i && [...other].some((leaf) => parts[i]?.has(leaf)))
  )
}

const leaves = (it: Expression, into: Set<string> = new Set()): ReadonlySet<string> => {
  if (it.op === "arithmetic" || it.op === "in") {
    leaves(it.left, into)
    leaves(it.right, into)
  } else if (it.op === "call") leaves(it.of, into)
  else if (it.op !== "literal") into.add(JSON.stringify(it))
  return into
}
