/**
 * A ladder goes on: the rung's people lost the task (or stage), the next ones have it. Anchor and clock stay, the begun
 * form goes along. A stage takes the tasks with it that are done by its holder.
 */
import * as Evaluate from "../domain/Evaluate.ts"
import * as People from "../domain/People.ts"
import type { Key } from "../domain/People.ts"
import type { Rung } from "../plan/Plan.ts"
import * as Nodes from "./Nodes.ts"
import * as Place from "./Place.ts"
import { emit, frame as frameOf, over } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Scope from "./Scope.ts"
import type { StageFrame, TaskFrame } from "./State.ts"
import * as Task from "./steps/Task.ts"

/** The rung after the one a frame is on, if there is one. */
export const after = (run: Run, frame: TaskFrame | StageFrame): Rung | undefined =>
  Nodes.rungs(run.world.plan, run.nodes, frame.node)[frame.rung + 1]

/** Gives a task to the next rung. */
export const passTask = (run: Run, frame: TaskFrame, rung: Rung): void =>
  handOn(run, { ...frame, rung: frame.rung + 1, called: rung.name }, rung)

/** Gives a stage to the next rung, and with it the tasks of its holder, in the order of their numbers. */
export const passStage = (run: Run, frame: StageFrame, rung: Rung): void => {
  const holder =
    rung.by === null ? [] : People.offer(rung.by, Evaluate.resolver(Scope.of(run, frameOf(run, frame.parent) ?? null)))
  if (over(run)) return
  emit(run, {
    _tag: "Passed",
    rung: rung.name,
    frame: { ...frame, rung: frame.rung + 1, called: rung.name, holder }
  })
  const stage = frame.node === "" ? "case" : Place.name(frame.node)
  for (const task of run.state.frames) {
    if (task.kind !== "task") continue
    const own = Nodes.rungs(run.world.plan, run.nodes, task.node)[task.rung]
    if (own?.by?.of.some((who) => follows(run, who, stage, task, frame))) handOn(run, task, own)
  }
}

const follows = (run: Run, who: People.Who, stage: string, task: TaskFrame, frame: StageFrame): boolean => {
  if (who.who !== "holder") return false
  if (who.of === stage) return task.items.length >= frame.items.length
  return who.of === null && nearest(run, task)?.id === frame.id
}
const nearest = (run: Run, task: TaskFrame): StageFrame | undefined => {
  for (let next = frameOf(run, task.parent); next !== undefined; next = frameOf(run, next.parent)) {
    if (next.kind === "stage") return next
  }
  return undefined
}

/** Holder and chain are cleared; one named person has it at once. The same keys as before: nobody loses anything. */
const handOn = (run: Run, frame: TaskFrame, rung: Rung): void => {
  const offered = Task.offer(run, rung, frameOf(run, frame.parent) ?? null)
  if (over(run)) return
  if (same(frame.offer, offered.offer)) {
    emit(run, { _tag: "Moved", frame })
    return
  }
  const { holder: _holder, nobody: _nobody, barred: _barred, ...rest } = frame
  const holder = Task.only(offered)
  const next: TaskFrame = {
    ...rest,
    ...offered,
    passed: true,
    chain: [],
    signed: [],
    ...(holder !== undefined && { holder })
  }
  emit(run, { _tag: "Held", n: frame.n, frame: next, how: "pass" })
}

const same = (a: ReadonlyArray<Key>, b: ReadonlyArray<Key>): boolean =>
  a.length === b.length && a.every((key) => b.includes(key))
