/** Branches: the one named by a value, else `otherwise`, else nothing to do. */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Choose } from "../../plan/Plan.ts"
import * as List from "../List.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { ChooseFrame, Frame } from "../State.ts"

export const enter = (run: Run, step: Choose, list: Frame): Outcome => {
  const worth = Evaluate.evaluate(step.of, Scope.of(run, list))
  if (over(run)) return "over"
  const value = worth === true ? "yes" : worth === false ? "no" : String(worth)
  const named = step.cases.some((one) => one.name === value) ? value : "otherwise"
  // a return goes into the branch that was taken, whatever the value is by now
  const branch = run.detour?.get(step.node)?.list ?? named
  const frame: ChooseFrame = {
    kind: "choose",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    branch
  }
  if ((run.nodes.list.get(`${step.node}|${branch}`)?.steps ?? []).length === 0) return "done"
  emit(run, { _tag: "Entered", frame })
  const outcome = List.enter(run, frame, branch, list.items)
  return outcome === "done" ? ended(run, frame) : outcome
}

export const ended = (run: Run, frame: ChooseFrame): Outcome => {
  emit(run, { _tag: "Left", frame: frame.id })
  return "done"
}
