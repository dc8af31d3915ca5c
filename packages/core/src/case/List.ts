/**
 * A list of steps, one after another. Each step either is over at once or leaves a frame and the list waits. In a held
 * part nothing is entered: the list stands before its next step until the part goes on.
 */
import * as Evaluate from "../domain/Evaluate.ts"
import * as Held from "./Held.ts"
import * as Nodes from "./Nodes.ts"
import * as Place from "./Place.ts"
import { ASKED, emit, frame as frameOf, over, stops, stuck } from "./Run.ts"
import type { Outcome, Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { Frame, StepsFrame } from "./State.ts"

/** Begins a list of `owner`. An empty list is nothing to do. */
export const enter = (run: Run, owner: Frame, name: string, items: ReadonlyArray<number>): Outcome => {
  const list = run.nodes.list.get(`${owner.node}|${name.startsWith("#") ? "steps" : name}`)
  const detour = run.detour?.get(owner.node)
  const from = detour?.list === list?.name ? (detour?.index ?? 0) : 0
  run.detour?.delete(owner.node)
  const first = list?.steps[from]
  if (list === undefined || first === undefined) return "done"
  const frame: StepsFrame = {
    kind: "steps",
    id: run.state.next,
    parent: owner.id,
    node: list.place,
    items,
    since: run.at,
    list: name,
    at: first.name
  }
  emit(run, { _tag: "Entered", frame })
  return go(run, frame.id, from)
}

/** Goes on in a list from its step number `from`; leaves it after the last. */
export const go = (run: Run, id: number, from: number): Outcome => {
  const frame = frameOf(run, id)
  if (frame?.kind !== "steps") return "over"
  const steps = Nodes.listOf(run.nodes, frame, frameOf(run, frame.parent))?.steps ?? []
  for (let index = from; index < steps.length; index++) {
    const step = steps[index]
    if (step === undefined) break
    if (over(run)) return "over"
    if (Held.held(run.state, step.node)) {
      stand(run, id, step.name)
      return "live"
    }
    if (run.fuel-- <= 0) {
      stand(run, id, step.name)
      return stuck(run, step.node, "too many steps at once")
    }
    if (stops(run)) {
      stand(run, id, step.name)
      return stuck(run, step.node, ASKED)
    }
    if (step.when !== undefined && !Evaluate.holds(step.when, Scope.of(run, frame))) {
      if (over(run)) return "over"
      continue
    }
    const outcome = run.enter(run, step, frame)
    if (outcome !== "done") return outcome
  }
  if (over(run)) return "over"
  emit(run, { _tag: "Left", frame: id })
  return "done"
}

/** A step of the list ended: the next one. */
export const ended = (run: Run, frame: StepsFrame, child: Frame): Outcome => {
  const at = run.nodes.node.get(child.node)?.index
  return at === undefined ? "over" : go(run, frame.id, at + 1)
}

/** Lists that stand before a step since their part was held, and may go on now. */
export const waiting = (run: Run): ReadonlyArray<{ readonly frame: StepsFrame; readonly index: number }> => {
  const busy = new Set(run.state.frames.map((one) => one.parent))
  return run.state.frames.flatMap((frame) => {
    if (frame.kind !== "steps" || busy.has(frame.id)) return []
    const steps = Nodes.listOf(run.nodes, frame, frameOf(run, frame.parent))?.steps ?? []
    const index = steps.findIndex((step) => step.name === frame.at)
    const step = steps[index]
    return step === undefined || Held.held(run.state, step.node) ? [] : [{ frame, index }]
  })
}

/** A list stands before a step: there it goes on. */
export const stand = (run: Run, id: number, at: string): void => {
  const frame = frameOf(run, id)
  if (frame?.kind === "steps" && frame.at !== at) emit(run, { _tag: "Moved", frame: { ...frame, at } })
}

/** The path of a step that stands in a list frame. */
export const pathIn = (frame: Frame, step: string): string => Place.path(step, frame.items)
