/**
 * Asks the host to do something and waits for its answer. The message's id is the key under which it happens once,
 * however often it is brought; it is asked anew, under another key, only by a return.
 */
import type { Values } from "../../domain/Value.ts"
import type { Do } from "../../plan/Plan.ts"
import * as Kept from "../Kept.ts"
import * as List from "../List.ts"
import * as Place from "../Place.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { DoFrame, Frame } from "../State.ts"
import * as Automatic from "./Automatic.ts"

export const enter = (run: Run, step: Do, list: Frame): Outcome => {
  const values = Automatic.fields(step.with, Scope.of(run, list))
  if (over(run)) return "over"
  const message = emit(run, {
    _tag: "Sent",
    lane: Place.lane(run.state.v + 1),
    message: { kind: "do", action: step.action, values, step: List.pathIn(list, step.name) }
  })
  const frame: DoFrame = {
    kind: "do",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    message
  }
  emit(run, { _tag: "Entered", frame })
  return "live"
}

/** It was done, or could not be for a reason the action declares. */
export const answered = (run: Run, frame: DoFrame, outcome: string, values: Values): Outcome => {
  const path = Place.pathOf(frame)
  emit(run, { _tag: "Did", message: frame.message, path, outcome, values })
  emit(run, {
    _tag: "Left",
    frame: frame.id,
    step: { path, more: { outcome }, kept: Kept.of(run.world.plan, Place.name(frame.node), values) }
  })
  return "done"
}
