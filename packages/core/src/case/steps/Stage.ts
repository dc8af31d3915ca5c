/**
 * A stage: a stretch of steps with a term and a holder of its own. The procedure is the outermost one (node `""`): it
 * is entered when the matter is known.
 */
import * as Evaluate from "../../domain/Evaluate.ts"
import * as People from "../../domain/People.ts"
import type { NodeId } from "../../plan/Plan.ts"
import * as Clocks from "../Clocks.ts"
import * as List from "../List.ts"
import * as Nodes from "../Nodes.ts"
import * as Place from "../Place.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame, StageFrame } from "../State.ts"

export const enter = (run: Run, node: NodeId, parent: Frame | null): Outcome => {
  const first = Nodes.rungs(run.world.plan, run.nodes, node)[0]
  const by = first?.by ?? null
  const holder = by === null ? [] : People.offer(by, Evaluate.resolver(Scope.of(run, parent)))
  if (over(run)) return "over"
  const items = parent?.items ?? []
  const frame: StageFrame = {
    kind: "stage",
    id: run.state.next,
    parent: parent?.id ?? 0,
    node,
    items,
    since: run.at,
    rung: 0,
    called: first?.name ?? null,
    holder
  }
  Clocks.enter(run, frame)
  const outcome = List.enter(run, frame, "steps", items)
  return outcome === "done" ? leave(run, frame.id) : outcome
}

/** Its last step is done. */
export const ended = (run: Run, frame: StageFrame): Outcome => leave(run, frame.id)

const leave = (run: Run, id: number): Outcome => {
  const frame = run.state.frames.find((one) => one.id === id)
  if (frame === undefined) return "over"
  const duty = Clocks.ending(run, frame, "done")
  emit(run, { _tag: "Left", frame: id, step: { path: Place.pathOf(frame) }, ...(duty !== undefined && { duty }) })
  return "done"
}
