/**
 * Finding what a scenario speaks of in a run: a case by the steps that opened it, a step's live frame, its task, its
 * values and its promises. Everything is read from snapshots and journals, as a desk could.
 *
 * @since 0.1.0
 */
import type { Derivation, Duty, Entry } from "../case/Entry.ts"
import * as Place from "../case/Place.ts"
import * as Schedule from "../case/Schedule.ts"
import type { CaseId, Clock, Frame, StepPath } from "../case/State.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { CasePath } from "../plan/Scenario.ts"
import type { Case, Run } from "./Run.ts"

/** Where paths start: the scenario's own case, and the cases that were given names; schedules are known by their ids. */
export interface Known {
  readonly own: CaseId | undefined
  readonly named: { readonly [name: string]: CaseId }
}

/** The case a step opened last. */
const openedBy = (it: Case, step: StepPath): CaseId | undefined => {
  const link = it.journal.findLast((entry) => entry._tag === "Linked" && entry.path === step)
  return link?._tag === "Linked" ? link.case : undefined
}

/** The case a schedule opened: the last one, or the one of a number. */
const scheduled = (journal: ReadonlyArray<Entry>, number: string | undefined, name?: string): CaseId | undefined => {
  const opened = journal.flatMap((it) =>
    it._tag === "Sent" && it.message.kind === "open" && it.message.schedule === name ? [it.message.case] : []
  )
  return number === undefined ? opened.at(-1) : opened[Number(number) - 1]
}
const ofHandbook = (run: Run, part: string): CaseId | undefined => {
  const [procedure = "", number] = part.split("#")
  return scheduled(run.cases.get(Schedule.idOf(procedure))?.journal ?? [], number)
}
const ofCase = (it: Case, part: string): CaseId | undefined => {
  const [name = "", number] = part.split("#")
  return scheduled(it.journal, number, name)
}

export const caseOf = (run: Run, known: Known, path: CasePath): Case | undefined => {
  let id = known.own
  path.forEach((part, index) => {
    const named = index === 0 ? known.named[part] : undefined
    const from = id === undefined ? undefined : run.cases.get(id)
    const own = from === undefined ? undefined : (openedBy(from, part) ?? ofCase(from, part))
    id = named ?? (part.includes("/") ? ofHandbook(run, part) : own)
  })
  return id === undefined ? undefined : run.cases.get(id)
}

/** The live frame of a step; of a branch or list there is none. */
export const frameOf = (it: Case, step: StepPath): Frame | undefined =>
  it.state.frames.find((frame) => frame.kind !== "steps" && Place.pathOf(frame) === step)

export const clockOf = (it: Case, frame: Frame): Clock | undefined =>
  it.state.clocks.find((clock) => clock.frame === frame.id)

/** The number of the task a step is, or was the last time; absent when it was never reached. */
export const taskOf = (it: Case, step: StepPath): number | undefined => {
  for (let index = it.journal.length - 1; index >= 0; index--) {
    const entry = it.journal[index]
    if (entry?._tag === "Entered" && entry.frame.kind === "task" && Place.pathOf(entry.frame) === step) return entry.frame.n
  }
  return undefined
}

/** Whether the step was ever reached. */
export const reached = (it: Case, step: StepPath): boolean =>
  it.state.done[step] !== undefined ||
  it.journal.some((entry) => entry._tag === "Entered" && entry.frame.kind !== "steps" && Place.pathOf(entry.frame) === step)

/** How the due of a clock was found the last time. */
export const derivationOf = (it: Case, clock: Clock): Derivation | undefined => {
  const entry = it.journal.findLast((one) => "derivation" in one && one.clock?.id === clock.id)
  return entry !== undefined && "derivation" in entry ? entry.derivation : undefined
}

/** Promises of a step that are over, of the last time it was done. */
export const dutiesOf = (it: Case, step: StepPath): ReadonlyArray<Duty> => {
  const all = it.journal.flatMap((entry) =>
    "duty" in entry && entry.duty?.step === step ? [entry.duty] : []
  )
  const last = all.reduce<number | undefined>((n, duty) => (duty.n === undefined ? n : Math.max(n ?? 0, duty.n)), undefined)
  return all.filter((duty) => duty.n === last)
}

/** What an action or a called case gave a step before the entry that left it. */
const answerOf = ({ journal }: Case, step: StepPath, before: number): Values | undefined => {
  const link = journal.findLast((one) => one._tag === "Linked" && one.path === step && one.seq < before)
  const number = link?._tag === "Linked" ? link.link : undefined
  const answer = journal.findLast(
    (one) => one.seq < before && ((one._tag === "Did" && one.path === step) || (one._tag === "LinkEnded" && one.link === number))
  )
  return answer?._tag === "Did" || answer?._tag === "LinkEnded" ? answer.values : undefined
}

/** All values a step gave the last time, kept in the snapshot or not. */
export const valuesOf = (it: Case, step: StepPath): Values | undefined => {
  let found: Values | undefined
  for (const entry of it.journal) {
    if (entry._tag === "Opened" && step === "intake") found = entry.values
    else if (entry._tag === "Answered" && entry.path === step) found = { ...(step === "intake" ? found : {}), ...entry.values }
    else if (entry._tag === "Amended" && entry.path === step) found = { ...found, ...entry.after }
    else if ((entry._tag === "Decided" || entry._tag === "Computed") && entry.path === step) found = entry.values
    else if (entry._tag === "Left" && entry.step?.path === step && entry.step.more !== undefined) {
      found = { ...answerOf(it, step, entry.seq), ...entry.step.more }
    }
  }
  return found
}

/** A value inside the values of a step; a decision has one value and needs no name for it. */
export const valueAt = (values: Values | undefined, path: ReadonlyArray<string>): Value | undefined => {
  if (values === undefined) return undefined
  if (path.length === 0) return Object.values(values)[0]
  let found: Value | undefined = values
  for (const name of path) {
    found = typeof found === "object" && !Array.isArray(found) ? (found as Values)[name] : undefined
  }
  return found
}
