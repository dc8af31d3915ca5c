/**
 * What steps leave behind when they are over: the line in `done` that anchors, facts and returns read, the values kept
 * for later, the number of a task that is gone. Part of the fold of the journal, see `Evolve.ts`.
 */
import * as Boxes from "../domain/Boxes.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { Entry } from "./Entry.ts"
import * as Lists from "./Lists.ts"
import * as Records from "./Records.ts"
import type { CaseState, Clock, Done, Frame, Gone, StepPath, TaskFrame } from "./State.ts"

/** The next snapshot while it is being made. */
export type Draft = { -readonly [K in keyof CaseState]: CaseState[K] }

const REMEMBERED = 16

/** Adds to a list that remembers only the last ones. */
export const last = <A>(list: ReadonlyArray<A>, one: A): ReadonlyArray<A> =>
  Lists.added(list.length < REMEMBERED ? list : list.slice(list.length - REMEMBERED + 1), one)

/** What a step without person and time leaves. */
export const automatic = (at: Instant): Done => ({ at, n: 0, by: "system", turn: 1, since: at })

/** The line of a step that is over. */
export const settle = (next: Draft, path: StepPath, done: Done): void => {
  overwrite(next, next.done[path])
  next.done = Records.put(next.done, path, done)
}

/** The number of a task whose line goes stays known. */
const overwrite = (next: Draft, line: Done | undefined): void => {
  const task = line === undefined ? undefined : completed(line)
  if (task !== undefined) next.gone = last(next.gone, task)
}

const completed = ({ at, by, n }: Done): Gone | undefined =>
  by === "system" ? undefined : { n, how: "done", by: by.at(-1) ?? "system", at }

/** What became of the task of a number that is not live. */
export const goneOf = ({ done, gone }: CaseState, n: number): Gone | undefined => {
  const found = gone.findLast((one) => one.n === n)
  if (found !== undefined) return found
  const line = Object.values(done).find((one) => one.n === n && one.by !== "system")
  return line === undefined ? undefined : completed(line)
}

/** What it said that is read later; of most steps nothing is. */
export const kept = (next: Draft, path: StepPath, values: Values): void => {
  if (next.data[path] !== undefined || !isEmpty(values)) next.data = Records.put(next.data, path, values)
}

const isEmpty = (values: Values): boolean => {
  for (const _ in values) return false
  return true
}

/** A completed task. */
export const answered = (
  next: Draft,
  entry: Extract<Entry, { readonly _tag: "Answered" }>,
  frame: Frame | undefined
): void => {
  const { path } = entry
  // the hand-over task gives the rest of a form that was begun by another case
  kept(next, path, path === "intake" ? { ...next.data["intake"], ...entry.kept } : entry.kept)
  settle(next, path, doneOf(entry, frame, next.clocks))
  if (entry.intake !== undefined) {
    next.intake = entry.intake.at
    next.opener = entry.intake.opener
    next.subject = entry.intake.subject
  }
}

/** Where the live task of a number is, or -1. */
export const taskAt = (frames: ReadonlyArray<Frame>, n: number): number => {
  for (let index = 0; index < frames.length; index++) {
    const one = frames[index]!
    if (one.kind === "task" && one.n === n) return index
  }
  return -1
}

/** The live task of a number. */
export const taskOf = (frames: ReadonlyArray<Frame>, n: number): TaskFrame | undefined =>
  frames[taskAt(frames, n)] as TaskFrame | undefined

const onTerm = (at: Instant, n: number, by: Done["by"], turn: number, since: Instant, due: Instant, late: boolean): Done => ({
  at,
  n,
  by,
  turn,
  since,
  due,
  late
})
Boxes.share(onTerm(Boxes.instant, 0, [], 1, Boxes.instant, Boxes.instant, false))

const doneOf = (
  { at: told, done: at, n, persons: by, turn }: Extract<Entry, { readonly _tag: "Answered" }>,
  frame: Frame | undefined,
  clocks: ReadonlyArray<Clock>
): Done => {
  const since = frame?.since ?? told
  const { due, late, rung } = promised(frame, clocks, at)
  // mostly there is a term and no ladder
  return due !== undefined && late !== undefined && rung === undefined
    ? onTerm(at, n, by, turn, since, due, late)
    : {
        at,
        n,
        by,
        turn,
        since,
        ...(due !== undefined && { due }),
        ...(late !== undefined && { late }),
        ...(rung !== undefined && { rung })
      }
}

/** What is told of a duty after it ended. Late is late against the due of the end, or a rung that was lost before. */
const promised = (
  frame: Frame | undefined,
  clocks: ReadonlyArray<Clock>,
  done: Instant
): Pick<Done, "due" | "late" | "rung"> => {
  if (frame?.kind !== "task" && frame?.kind !== "stage") return {}
  const clock = clockOf(clocks, frame.id)
  const late = frame.rung > 0 || (clock?.due != null && done > clock.due)
  if (clock?.due != null && frame.called === null) return owed(clock.due, late)
  return {
    ...(clock?.due != null && { due: clock.due }),
    ...((clock !== undefined || late) && { late }),
    ...(frame.called !== null && { rung: frame.called })
  }
}

const owed = (due: Instant, late: boolean): Pick<Done, "due" | "late"> => ({ due, late })
Boxes.share(owed(Boxes.instant, false))

/** Where the clock of a frame is, or -1. */
export const clockAt = (clocks: ReadonlyArray<Clock>, frame: number): number => {
  for (let index = 0; index < clocks.length; index++) if (clocks[index]!.frame === frame) return index
  return -1
}

/** The clock of a frame, if it has one. */
export const clockOf = (clocks: ReadonlyArray<Clock>, frame: number): Clock | undefined => clocks[clockAt(clocks, frame)]

/** A container, wait, receipt or call that ended by itself. */
export const left = (
  next: Draft,
  frame: Frame,
  step: NonNullable<Extract<Entry, { readonly _tag: "Left" }>["step"]>
): void => {
  if (step.kept !== undefined) kept(next, step.path, step.kept)
  settle(next, step.path, {
    at: step.at ?? next.now,
    n: frame.id,
    by: "system",
    turn: 1,
    since: frame.since,
    ...promised(frame, next.clocks, next.now),
    ...(step.more !== undefined && { more: step.more })
  })
}

/** A task that ended without having been done. */
export const cancelled = (frame: TaskFrame, entry: Extract<Entry, { readonly _tag: "Cancelled" }>): Gone => ({
  n: frame.n,
  how: entry.why === "return" ? "returned" : entry.why === "order" ? "withdrawn" : "released",
  by: entry.by,
  at: entry.at,
  ...(entry.reason !== undefined && { reason: entry.reason })
})

/** A round begins: what it did last time is not done yet. */
export const begun = (next: Draft, paths: ReadonlyArray<StepPath>): void => {
  const done = { ...next.done }
  const data = { ...next.data }
  for (const path of paths) {
    overwrite(next, done[path])
    delete done[path]
    delete data[path]
  }
  next.done = done
  next.data = data
}

/** Over which a return went: absent for expressions until done again. */
export const superseded = (done: CaseState["done"], paths: ReadonlyArray<StepPath>): CaseState["done"] => {
  const next: { [step: StepPath]: Done } = { ...done }
  for (const path of paths) {
    const one = next[path]
    if (one !== undefined) next[path] = { ...one, superseded: true }
  }
  return next
}

/** A row that was added. */
export const recorded = (
  rows: CaseState["rows"],
  { keep, ledger, path, row, seq }: Extract<Entry, { readonly _tag: "Recorded" }>
): CaseState["rows"] => Records.put(rows, path, keep === true ? { ledger, seq, row } : { ledger, seq })

/** Cells that were filled; a row kept whole is whole with them. */
export const filled = (
  rows: CaseState["rows"],
  { cells, ledger, path, row, seq }: Extract<Entry, { readonly _tag: "Filled" }>
): CaseState["rows"] => {
  for (const [of, one] of Object.entries(rows)) {
    if (one.seq !== row || one.row === undefined) continue
    return { ...rows, [of]: { ...one, row: { ...one.row, ...cells } }, [path]: { ledger, seq, of } }
  }
  return Records.put(rows, path, { ledger, seq })
}
