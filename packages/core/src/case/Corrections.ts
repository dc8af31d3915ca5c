/** Rows of ledgers whose cells came from a value that was corrected: each gets a row in its place (language §8). */
import type { Value } from "../domain/Value.ts"
import type { Record as RecordStep } from "../plan/Plan.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { Frame, StepPath, Written } from "./State.ts"
import * as Automatic from "./steps/Automatic.ts"
import * as Record from "./steps/Record.ts"
import * as Uses from "./Uses.ts"

/** Writes the correcting rows, in the order in which the rows were written first. Other cells stay as they were. */
export const correct = (run: Run, path: StepPath, fields: ReadonlyArray<string>): void => {
  const changed = new Set(fields.map((field) => Uses.key(path.split("#")[0] ?? path, field)))
  for (const [at, written] of Object.entries(run.state.rows)) {
    if (written.row === undefined) continue
    const cells = { ...cellsOf(run, at, path, changed), ...filledWith(run, at, path, changed) }
    if (Object.keys(cells).length === 0) continue
    const { ledger, seq } = written
    const row = { ...written.row, ...cells }
    Record.write(run, { path: at, ledger, row, replaces: seq, keep: true, corrects: true })
  }
}

/** Cells that later steps filled in this row. */
const filledWith = (run: Run, row: StepPath, path: StepPath, changed: ReadonlySet<string>) =>
  Object.assign(
    {},
    ...Object.entries(run.state.rows).map(([at, { of }]: readonly [StepPath, Written]) =>
      of === row ? cellsOf(run, at, path, changed) : {}
    )
  ) as { readonly [column: string]: Value }

const cellsOf = (
  run: Run,
  at: StepPath,
  path: StepPath,
  changed: ReadonlySet<string>
): { readonly [column: string]: Value } => {
  const [name = at, ...numbers] = at.split("#")
  const [step = path, ...inside] = path.split("#")
  const items = numbers.map(Number)
  // a row inside another item has its own value of that name; one outside counts or lists all of them
  const outside = numbers.length < inside.length && numbers.every((item, depth) => item === inside[depth])
  if (!outside && Scope.pathOf(run.state, step, items) !== path) return {}
  const place = placeOf(run, name, items)
  if (place === undefined) return {}
  const cells = place.step.cells.filter((cell) => Uses.reads(cell.value, changed))
  return Automatic.values(cells.map(({ column, value }) => ({ name: column, value })), Scope.of(run, place.frame))
}

const placeOf = (
  run: Run,
  name: string,
  items: ReadonlyArray<number>
): { readonly step: RecordStep; readonly frame: Frame } | undefined => {
  for (const id of run.nodes.named.get(name) ?? []) {
    const node = run.nodes.node.get(id)
    if (node?.step.kind !== "record") continue
    const frame: Frame = { kind: "steps", id: -1, parent: 0, node: node.list.place, items, since: 0, list: "steps", at: name }
    return { step: node.step, frame }
  }
  return undefined
}
