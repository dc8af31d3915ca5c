/** Rounds: at least one, then until a condition holds, or until there were too many and `beyond` takes over. */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Repeat } from "../../plan/Plan.ts"
import * as Held from "../Held.ts"
import * as List from "../List.ts"
import * as Nodes from "../Nodes.ts"
import * as Place from "../Place.ts"
import { ASKED, emit, frame as frameOf, over, stops, stuck } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame, RepeatFrame, StepPath } from "../State.ts"

export const enter = (run: Run, step: Repeat, list: Frame): Outcome => {
  const frame: RepeatFrame = {
    kind: "repeat",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    round: 1,
    beyond: false
  }
  emit(run, { _tag: "Entered", frame })
  const outcome = List.enter(run, frame, "steps", list.items)
  return outcome === "done" ? ended(run, frame) : outcome
}

/** A round (or `beyond`) is over; rounds without a waiting step follow each other until the fuel is spent. */
export const ended = (run: Run, { id }: RepeatFrame): Outcome => {
  for (;;) {
    const frame = frameOf(run, id)
    const step = frame === undefined ? undefined : run.nodes.node.get(frame.node)?.step
    if (frame?.kind !== "repeat" || step?.kind !== "repeat") return "over"
    if (frame.beyond) return leave(run, frame)
    if (stops(run)) return stuck(run, frame.node, ASKED)
    const enough = Evaluate.holds(step.until, Scope.of(run, frame))
    if (over(run)) return "over"
    if (enough) return leave(run, frame)
    if (run.fuel-- <= 0) return stuck(run, frame.node, "too many rounds at once")
    const beyond = step.atMost !== null && frame.round >= step.atMost
    const next: RepeatFrame = beyond ? { ...frame, beyond } : { ...frame, round: frame.round + 1 }
    const anew = beyond ? [] : doneIn(run, step, frame)
    emit(run, { _tag: "Moved", frame: next, ...(anew.length > 0 && { anew }) })
    const outcome = List.enter(run, next, beyond ? "beyond" : "steps", frame.items)
    if (outcome !== "done") return outcome
  }
}

/** Those that got stuck between two rounds: they have nothing inside, and may go on now. */
export const waiting = ({ state }: Run): ReadonlyArray<RepeatFrame> =>
  state.frames.filter((one): one is RepeatFrame =>
    one.kind === "repeat" && !state.frames.some(({ parent }) => parent === one.id) && !Held.held(state, one.node))

/** Inside a round its names mean this round: what a round before did is gone from view, but not from the journal. */
const doneIn = (run: Run, step: Repeat, frame: RepeatFrame): ReadonlyArray<StepPath> => {
  const names = Nodes.namesIn(step)
  return Object.keys(run.state.done).filter((path) => {
    const [name, ...numbers] = path.split("#")
    return name !== undefined && names.has(name) && frame.items.every((item, depth) => Number(numbers[depth]) === item)
  })
}

const leave = (run: Run, frame: RepeatFrame): Outcome => {
  emit(run, {
    _tag: "Left",
    frame: frame.id,
    step: { path: Place.pathOf(frame), more: { rounds: frame.round } }
  })
  return "done"
}
