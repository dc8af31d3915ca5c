/** Writes a ledger row, or fills the empty cells of one. Redone after a return it says which row it replaces. */
import type { Record } from "../../plan/Plan.ts"
import * as Topic from "../../plan/Topic.ts"
import type { EntryBody } from "../Entry.ts"
import * as List from "../List.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame } from "../State.ts"
import * as Uses from "../Uses.ts"
import * as Automatic from "./Automatic.ts"

export const enter = (run: Run, step: Record, list: Frame): Outcome => {
  const path = List.pathIn(list, step.name)
  const cells = Automatic.values(step.cells.map(({ column, value }) => ({ name: column, value })), Scope.of(run, list))
  if (over(run)) return "over"
  const { ledger } = step
  const { rows, done } = run.state
  const replaces = done[path]?.superseded === true ? rows[path]?.seq : undefined
  const corrected = replaces === undefined ? {} : { replaces }
  const kept = Uses.of(run.world.plan).corrected.has(ledger) ? ({ keep: true } as const) : {}
  if (step.mode === "add") {
    write(run, { path, ledger, row: cells, ...corrected, ...kept })
    return "done"
  }
  const row = filled(run, step, list)
  if (row === undefined) {
    // its row was skipped: what there is to say is said in a row of its own
    write(run, { path, ledger, row: cells, ...corrected, ...kept })
    return "done"
  }
  emit(run, { _tag: "Filled", path, ledger, row, cells, ...corrected })
  return "done"
}

/** A new row, a corrected one too; schedules that wait for rows of its ledger hear of it (engine §5.5). */
export const write = (run: Run, written: Omit<Extract<EntryBody, { readonly _tag: "Recorded" }>, "_tag">): void => {
  emit(run, { _tag: "Recorded", ...written })
  const { ledger, row: values } = written
  if (run.world.plan.ledgers[ledger]?.watched !== true) return
  emit(run, { _tag: "Sent", message: { kind: "announce", topic: Topic.ofLedger(run.world.plan.procedure, ledger), values, stands: "moment", at: run.at } })
}

const filled = (run: Run, step: Record, list: Frame): number | undefined => {
  const { rows } = run.state
  if (step.row !== undefined) {
    for (let depth = list.items.length; depth >= 0; depth--) {
      const row = rows[List.pathIn({ ...list, items: list.items.slice(0, depth) }, step.row)]
      if (row !== undefined) return row.seq
    }
    return undefined
  }
  return Object.entries(rows).find(
    ([path, row]) => row.ledger === step.ledger && adds(run, path)
  )?.[1].seq
}
const adds = (run: Run, path: string): boolean => {
  const name = path.split("#")[0] ?? path
  const step = run.nodes.node.get(run.nodes.named.get(name)?.[0] ?? "")?.step
  return step?.kind === "record" && step.mode === "add"
}
