/** Opens another case through the outbox. `call` waits for its outcome, `start` goes on. */
import type { Values } from "../../domain/Value.ts"
import type { Link } from "../../plan/Plan.ts"
import * as Kept from "../Kept.ts"
import * as List from "../List.ts"
import * as Place from "../Place.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { CallFrame, Frame } from "../State.ts"
import * as Automatic from "./Automatic.ts"

export const enter = (run: Run, step: Link, list: Frame): Outcome => {
  const values = Automatic.fields(step.with, Scope.of(run, list))
  if (over(run)) return "over"
  const link = run.state.next
  const child = `${run.state.id}/${link}`
  emit(run, {
    _tag: "Linked",
    link,
    case: child,
    node: step.node,
    path: List.pathIn(list, step.name),
    kind: step.kind,
    procedure: step.opens
  })
  emit(run, {
    _tag: "Sent",
    lane: child,
    message: {
      kind: "open",
      case: child,
      procedure: step.opens,
      values,
      depth: run.state.depth + 1,
      ...(step.kind === "call" && { back: { to: "case" as const, case: run.state.id, link } }),
      ...(run.state.opener !== undefined && { opener: run.state.opener })
    }
  })
  if (step.kind === "start") return "done"
  const frame: CallFrame = {
    kind: "call",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    link
  }
  emit(run, { _tag: "Entered", frame })
  return "live"
}

/** The called case is over. */
export const closed = (run: Run, frame: CallFrame, outcome: string, values: Values): Outcome => {
  const child = run.state.links[frame.link]?.case
  emit(run, { _tag: "LinkEnded", link: frame.link, outcome, values })
  emit(run, {
    _tag: "Left",
    frame: frame.id,
    step: {
      path: Place.pathOf(frame),
      more: { outcome, ...(child !== undefined && { case: child }) },
      kept: Kept.of(run.world.plan, Place.name(frame.node), values)
    }
  })
  return "done"
}
