/**
 * Side by side. At the join whatever is still open, `beside` included, is cancelled. A branch is fully entered before
 * the next; if one already satisfies the join, the next is not entered at all.
 */
import type { Parallel } from "../../plan/Plan.ts"
import * as Cancel from "../Cancel.ts"
import * as List from "../List.ts"
import * as Place from "../Place.ts"
import { goesOn, emit, frame as frameOf } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import type { Frame, ParallelFrame, StepsFrame } from "../State.ts"

export const enter = (run: Run, step: Parallel, list: Frame): Outcome => {
  const frame: ParallelFrame = {
    kind: "parallel",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    ended: []
  }
  emit(run, { _tag: "Entered", frame })
  for (const branch of [...step.branches, ...step.beside]) {
    const outcome = List.enter(run, frame, branch.name, list.items)
    if (outcome === "over" && !goesOn(run)) return "over"
    if (outcome === "done" && count(run, frame.id, branch.name) === "done") return "done"
  }
  if (run.asks === null) return "live"
  run.halted = true
  return "over"
}

export const ended = (run: Run, frame: ParallelFrame, child: StepsFrame): Outcome => count(run, frame.id, child.list)

const count = (run: Run, id: number, branch: string): Outcome => {
  const frame = frameOf(run, id)
  const step = frame === undefined ? undefined : run.nodes.node.get(frame.node)?.step
  if (frame?.kind !== "parallel" || step?.kind !== "parallel") return "over"
  if (!step.branches.some((one) => one.name === branch)) return "live"
  const done = [...frame.ended, branch]
  if (step.join === "all" && done.length < step.branches.length) {
    emit(run, { _tag: "Moved", frame: { ...frame, ended: done } })
    return "live"
  }
  Cancel.inside(run, id, "join")
  emit(run, {
    _tag: "Left",
    frame: id,
    step: { path: Place.pathOf(frame), more: { first: done[0] ?? branch } }
  })
  return "done"
}
