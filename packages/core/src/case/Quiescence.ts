/**
 * Runs a case until every step that is open waits for somebody or something (engine §2.3). `enter` goes down, depth
 * first and in document order; `ended` goes up: a frame that is over tells its parent, which goes on or is over too.
 */
import type { AnyStep } from "../plan/Plan.ts"
import * as List from "./List.ts"
import { frame as frameOf, goesOn, over, stuck } from "./Run.ts"
import type { Outcome, Run } from "./Run.ts"
import type { Frame } from "./State.ts"
import * as Schedule from "./Schedule.ts"
import * as Automatic from "./steps/Automatic.ts"
import * as Choose from "./steps/Choose.ts"
import * as Do from "./steps/Do.ts"
import * as Each from "./steps/Each.ts"
import * as Link from "./steps/Link.ts"
import * as Notify from "./steps/Notify.ts"
import * as Parallel from "./steps/Parallel.ts"
import * as Record from "./steps/Record.ts"
import * as Repeat from "./steps/Repeat.ts"
import * as Stage from "./steps/Stage.ts"
import * as Task from "./steps/Task.ts"
import * as Wait from "./steps/Wait.ts"

/** Enters a step that stands in the list `parent`. */
export const enter = (run: Run, step: AnyStep, parent: Frame): Outcome => {
  switch (step.kind) {
    case "task":
      return Task.enter(run, step.node, step.rungs[0], parent)
    case "stage":
      return Stage.enter(run, step.node, parent)
    case "decide":
      return Automatic.decide(run, step, parent)
    case "compute":
      return Automatic.compute(run, step, parent)
    case "choose":
      return Choose.enter(run, step, parent)
    case "parallel":
      return Parallel.enter(run, step, parent)
    case "each":
      return Each.enter(run, step, parent)
    case "repeat":
      return Repeat.enter(run, step, parent)
    case "wait":
      return Wait.enter(run, step, parent)
    case "notify":
      return Notify.enter(run, step, parent)
    case "record":
      return Record.enter(run, step, parent)
    case "announce":
      return Automatic.announce(run, step, parent)
    case "call":
    case "start":
      return Link.enter(run, step, parent)
    case "do":
      return Do.enter(run, step, parent)
    case "end":
      return Automatic.end(run, step, parent)
  }
}

/** The matter is known: the procedure itself begins. */
export const begin = (run: Run): void => {
  Schedule.begin(run)
  if (Stage.enter(run, "", null) === "done") noEnd(run)
}

/** A frame was left: everything that follows from it, up to where somebody is waited for. */
export const ended = (run: Run, frame: Frame): void => {
  let gone = frame
  while (!over(run)) {
    if (gone.parent === 0) {
      if (gone.node === "intake") begin(run)
      else noEnd(run)
      return
    }
    const parent = frameOf(run, gone.parent)
    if (parent === undefined || childEnded(run, parent, gone) !== "done") return
    gone = parent
  }
}

/**
 * What stood before a step in a held part, or was stuck, goes on, oldest first: lists, then repeats between two rounds.
 * What gets stuck again lets the others go on; each is tried once.
 */
export const goOn = (run: Run): void => {
  const tried = new Set<number>()
  const isNew = ({ id }: Frame): boolean => !tried.has(id)
  for (;;) {
    if (over(run) && (run.asks !== null || run.fuel <= 0 || !goesOn(run))) return
    const list = List.waiting(run).find(({ frame }) => isNew(frame))
    const frame = list?.frame ?? Repeat.waiting(run).find(isNew)
    if (frame === undefined) return
    tried.add(frame.id)
    const outcome = frame.kind === "repeat" ? Repeat.ended(run, frame) : List.go(run, frame.id, list?.index ?? 0)
    if (outcome === "done") ended(run, frame)
  }
}

const childEnded = (run: Run, parent: Frame, child: Frame): Outcome => {
  switch (parent.kind) {
    case "steps":
      return List.ended(run, parent, child)
    case "stage":
      return Stage.ended(run, parent)
    case "choose":
      return Choose.ended(run, parent)
    case "parallel":
      return child.kind === "steps" ? Parallel.ended(run, parent, child) : "over"
    case "each":
      return Each.ended(run, parent)
    case "repeat":
      return Repeat.ended(run, parent)
    case "task":
    case "wait":
    case "receipt":
    case "call":
    case "do":
      return "over"
  }
}

const noEnd = (run: Run): void => {
  if (!over(run)) stuck(run, "", "the last step was done and no end was reached")
}
