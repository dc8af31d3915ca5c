/**
 * A wait: nobody acts. An event or an instant ends it, whichever comes first. An event that came before it counts only
 * with `since`, and then from that anchor on.
 */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Anchor } from "../../domain/Deadline.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Values } from "../../domain/Value.ts"
import type { Listen, Wait } from "../../plan/Plan.ts"
import * as Clocks from "../Clocks.ts"
import * as Kept from "../Kept.ts"
import * as Place from "../Place.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame, WaitFrame } from "../State.ts"
import * as TopicKey from "../TopicKey.ts"

export const enter = (run: Run, step: Wait, list: Frame): Outcome => {
  const event = step.for === undefined ? undefined : address(run, step.for, list)
  const frame: WaitFrame = {
    kind: "wait",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    ...(event !== undefined && { event }),
    until: step.until !== undefined
  }
  const early = run.state.early[step.node]
  if (early !== undefined && early.at >= sinceOf(run, step, list) && fits(run, step.for, list, early.values)) {
    emit(run, { _tag: "Entered", frame })
    return came(run, frame, early.values, early.at)
  }
  if (over(run)) return "over"
  Clocks.enter(run, frame)
  return "live"
}

/** Its event is there. */
export const came = (run: Run, frame: WaitFrame, values: Values, at: Instant): Outcome =>
  leave(run, frame, true, values, Math.min(at, run.at))

/** Its instant is there, its event did not come. */
export const expired = (run: Run, frame: WaitFrame): Outcome => leave(run, frame, false, {}, run.at)

const leave = (run: Run, frame: WaitFrame, came: boolean, values: Values, at: Instant): Outcome => {
  emit(run, {
    _tag: "Left",
    frame: frame.id,
    step: {
      path: Place.pathOf(frame),
      more: { came },
      kept: Kept.of(run.world.plan, Place.name(frame.node), values),
      ...(at !== run.at && { at })
    }
  })
  return "done"
}

/** Under which address an event is listened for; narrowed by its equality as far as that is known. */
export const address = (run: Run, listen: Listen, at: Frame | null): { readonly topic: string; readonly key: string } => {
  const is = listen.key === undefined ? undefined : Evaluate.evaluate(listen.key.is, Scope.of(run, at))
  return {
    topic: listen.topic,
    key:
      listen.key === undefined || is === undefined
        ? TopicKey.make(listen.topic)
        : TopicKey.make(listen.topic, { field: listen.key.field, value: is })
  }
}

/** Waits whose event is known by a value that was corrected: from now on they listen for the other one. */
export const aim = (run: Run): void => {
  for (const frame of run.state.frames) {
    if (frame.kind !== "wait" || frame.event === undefined) continue
    const step = run.nodes.node.get(frame.node)?.step
    if (step?.kind !== "wait" || step.for === undefined) continue
    const event = address(run, step.for, frame)
    if (event.key !== frame.event.key) emit(run, { _tag: "Moved", frame: { ...frame, event } })
  }
}

/** Whether an event is the one that is listened for: the whole condition, tested on arrival. */
export const fits = (run: Run, listen: Listen | undefined, at: Frame | null, values: Values): boolean => {
  if (listen === undefined) return false
  const scope = Scope.of(run, at, values)
  if (listen.key !== undefined) {
    const is = Evaluate.evaluate(listen.key.is, scope)
    if (is === undefined || values[listen.key.field] !== is) return false
  }
  return listen.where === undefined || Evaluate.holds(listen.where, scope)
}

/** From when on an event counts. */
export const sinceOf = (run: Run, step: Wait, at: Frame): Instant => anchorOf(run, step, at) ?? run.at

/** The same of a wait that may be ahead; nothing while nobody knows. */
export const anchorOf = (run: Run, step: Wait, at: Frame | null): Instant | undefined => {
  const since: Anchor | undefined = step.since
  if (since === undefined) return undefined
  const items = at?.items ?? []
  switch (since.from) {
    case "intake":
      return run.state.intake
    case "step":
      return since.step === "intake" ? run.state.intake : Scope.doneOf(run.state, since.step, items)?.at
    case "start-of":
      return Scope.liveOf(run.state, since.step, items)?.since ?? Scope.doneOf(run.state, since.step, items)?.since
    case "value": {
      const worth = Evaluate.evaluate(since.value, Scope.of(run, at))
      return typeof worth === "number" ? worth : undefined
    }
    case "its-start":
    case "event":
      return undefined
  }
}
