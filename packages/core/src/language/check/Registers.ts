/** Rows of ledgers: every needed cell is written on every way to an end, once, in a row that is certain (language §6.8). */
import type { Report } from "../diagnostic/Report.ts"
import { said } from "../diagnostic/Phrase.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import * as Flow from "../model/Flow.ts"
import * as Handbook from "../model/Handbook.ts"
import type { Procedure, StepRecord } from "../model/Model.ts"
import type { Given } from "../syntax/tree/Field.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { RecordStep } from "../syntax/tree/Step.ts"
import * as Truth from "./Truth.ts"

interface Entry {
  readonly record: StepRecord
  readonly tree: RecordStep
  readonly ledger: string
  readonly cells: Given | undefined
}

export const rows = (procedure: Procedure, report: Report): void => {
  const all: Array<Entry> = []
  for (const record of procedure.records) {
    if (record.tree.kind !== "record") continue
    const ledger = sound(record.tree.in)
    if (ledger === undefined || isBroken(record.tree.add) || isBroken(record.tree.fill)) return
    if (record.tree.add === undefined && record.tree.fill === undefined) return
    all.push({ record, tree: record.tree, ledger: ledger.text, cells: record.tree.add ?? record.tree.fill })
  }
  // a misspelt ledger may be the one of any row, and a step that could not be read may fill it
  const { ledgers } = procedure.handbook
  if (all.length === 0 || procedure.names.unclear || all.some((it) => Handbook.find(ledgers, it.ledger) === "unknown")) return
  const adds = all.filter((it) => it.tree.add !== undefined)
  const fills = all.filter((it) => it.tree.fill !== undefined)
  for (const add of adds) missing(add, fills, procedure, report)
  emptyAtEnd(adds, fills, procedure, report)
  for (const [i, fill] of fills.entries()) {
    const row = rowOf(fill, adds, report)
    if (row === undefined) continue
    const others = [...row, ...fills.slice(0, i).filter((it) => sameRow(it, fill, adds))]
    for (const cell of fill.cells?.entries ?? []) {
      const other = others.find(
        (it) => !apart(it.record, fill.record, procedure) && it.cells?.entries.some((c) => c.name.text === cell.name.text)
      )
      const first = other?.cells?.entries.find((c) => c.name.text === cell.name.text)
      if (other === undefined || first === undefined) continue
      report.add("ledger-cell-twice", cell.name.span, { column: cell.name.text, other: other.tree.name.text }, {
        related: [{ span: first.name.span, message: said("first given here", "首次填写在这里") }]
      })
    }
  }
}

const missing = (add: Entry, fills: ReadonlyArray<Entry>, procedure: Procedure, report: Report): void => {
  const ledger = Handbook.find(procedure.handbook.ledgers, add.ledger)
  if (typeof ledger === "string" || !ledger.value.complete) return
  const given = new Set([add, ...fills.filter((it) => it.ledger === add.ledger)].flatMap((it) =>
    (it.cells?.entries ?? []).map((cell) => cell.name.text)
  ))
  const left = ledger.value.columns.filter((it) => it.needed === true && !given.has(it.name)).map((it) => it.name)
  // a misspelt column was told as such; the one that was meant is then no second slip
  const columns = new Set(ledger.value.columns.map((it) => it.name))
  const strange = [...given].filter((it) => !columns.has(it)).map((it) => nearest(it, left))
  if (strange.some((it) => it.length === 0)) return
  const missing = left.filter((it) => !strange.flat().includes(it))
  if (missing.length > 0) report.add("ledger-column-missing", add.tree.name.span, { ledger: add.ledger, missing })
}

/** A needed cell that a `fill` gives, and an end that is reached with the row and without the fill. */
const emptyAtEnd = (adds: ReadonlyArray<Entry>, fills: ReadonlyArray<Entry>, procedure: Procedure, report: Report): void => {
  if (!procedure.sound || fills.length === 0) return
  const truth = Truth.of(procedure)
  const ran = (it: Entry) => truth.read({ op: "was-done", step: it.record.name, negated: false })
  for (const add of adds) {
    const ledger = Handbook.find(procedure.handbook.ledgers, add.ledger)
    if (typeof ledger === "string") continue
    const own = new Set((add.cells?.entries ?? []).map((it) => it.name.text))
    const later = ledger.value.columns.filter((it) => it.needed === true && !own.has(it.name)).map((it) => it.name)
    for (const end of later.length === 0 ? [] : procedure.records) {
      if (end.tree.kind !== "end" || end.before.dead || Flow.certainty(end.before, add.record.name) !== "certain") continue
      const empty = later.filter((column) => {
        const giving = fills.filter((it) => sameRow(it, add, adds) && it.cells?.entries.some((cell) => cell.name.text === column))
        // nobody can tell whether it has run: no reason to say that it has not
        if (giving.length === 0 || giving.some((it) => end.before.ran.get(it.record.name)?.conditions === null)) return false
        const when = end.resolved?.when === undefined ? [] : [truth.read(end.resolved.when)]
        const without = giving.map((it) => {
          const conditions = end.before.ran.get(it.record.name)?.conditions
          return conditions == null ? Truth.not(ran(it)) : Truth.not(Truth.and(...conditions.map(truth.read)))
        })
        const may = giving.every((it) => Flow.certainty(end.before, it.record.name) !== "certain")
        const found = may ? Truth.together([...when, ...without, ...truth.known(end.before, [...when, ...without])]) : "none"
        return found !== "none" && found !== "unknown"
      })
      if (empty.length === 0) continue
      report.add("ledger-cell-empty", end.tree.name.span, { ledger: add.ledger, columns: empty, outcome: end.tree.name.text }, {
        related: [{ span: add.tree.name.span, message: said("the row is begun here", "这一行在这里登记") }]
      })
    }
  }
}

const rowOf = (fill: Entry, adds: ReadonlyArray<Entry>, report: Report): ReadonlyArray<Entry> | undefined => {
  const own = adds.filter((it) => it.ledger === fill.ledger)
  const names = [...new Set(own.map((it) => it.tree.name.text))]
  const row = sound(fill.tree.row)
  if (isBroken(fill.tree.row)) return undefined
  if (row !== undefined) {
    const [name] = row.names
    const found = own.filter((it) => it.tree.name.text === name.text)
    if (found.length > 0) return found
    if (fill.record.resolved !== undefined) report.add("row-unclear", row.span, { ledger: fill.ledger, rows: names })
    return undefined
  }
  if (names.length === 1) return own
  report.add("row-unclear", fill.tree.name.span, { ledger: fill.ledger, rows: names })
  return undefined
}

const target = (fill: Entry, adds: ReadonlyArray<Entry>): string | undefined =>
  sound(fill.tree.row)?.names[0].text ?? adds.find((it) => it.ledger === fill.ledger)?.tree.name.text

const sameRow = (a: Entry, b: Entry, adds: ReadonlyArray<Entry>): boolean =>
  a.ledger === b.ledger && target(a, adds) === target(b, adds)

/** The earlier one cannot have run when the later one does. */
const apart = (a: StepRecord, b: StepRecord, procedure: Procedure): boolean => {
  const ran = b.before.ran.get(a.name)
  if (ran === undefined || ran.conditions?.some((it) => Flow.tells(b.before, it) === false) === true) return true
  const left = a.node.split("/")
  const right = b.node.split("/")
  let same = 0
  while (same < left.length && left[same] === right[same]) same++
  const node = left.slice(0, same).join("/")
  return procedure.records.some((it) => it.node === node && it.tree.kind === "choose")
}
