/** The same for every item, side by side; at most 200. */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Each } from "../../plan/Plan.ts"
import * as List from "../List.ts"
import * as Place from "../Place.ts"
import { goesOn, emit, frame as frameOf, over, stuck } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { EachFrame, Frame } from "../State.ts"

/** More items than this no `each` has. */
export const MOST = 200

/** Steps an item may take at once. */
export const FUEL = 100

export const enter = (run: Run, step: Each, list: Frame): Outcome => {
  const worth = Evaluate.evaluate(step.in, Scope.of(run, list))
  if (over(run)) return "over"
  const values = Array.isArray(worth) ? (worth as EachFrame["values"]) : []
  if (values.length > MOST) {
    List.stand(run, list.id, step.name)
    return stuck(run, step.node, `more than ${MOST} items`)
  }
  run.fuel += FUEL * values.length
  const frame: EachFrame = {
    kind: "each",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    values,
    ended: 0
  }
  emit(run, { _tag: "Entered", frame })
  if (values.length === 0) return leave(run, frame)
  for (let item = 1; item <= values.length; item++) {
    const outcome = List.enter(run, frame, `#${item}`, [...list.items, item])
    if (outcome === "over" && !goesOn(run)) return "over"
    if (outcome === "done" && ended(run, frame) === "done") return "done"
  }
  if (run.asks === null) return "live"
  run.halted = true
  return "over"
}

export const ended = (run: Run, { id }: EachFrame): Outcome => {
  const frame = frameOf(run, id)
  if (frame?.kind !== "each") return "over"
  const count = frame.ended + 1
  if (count >= frame.values.length) return leave(run, frame)
  emit(run, { _tag: "Moved", frame: { ...frame, ended: count } })
  return "live"
}

const leave = (run: Run, frame: EachFrame): Outcome => {
  // something asks later what became of the items
  const asked = run.world.plan.kept[Place.name(frame.node)]?.includes("items") === true
  emit(run, { _tag: "Left", frame: frame.id, step: { path: Place.pathOf(frame), ...(asked && { more: { items: frame.values } }) } })
  return "done"
}
