/**
 * One run of `decide`: the state so far, the entries so far, and the instant it stands at. Everything in `case/` that
 * moves a case writes through `emit`, so the state decided on is always the fold of the entries written.
 */
import * as Question from "../domain/Question.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type { AnyStep, NodeId } from "../plan/Plan.ts"
import type { AnsweredQuestion, Entry, EntryBody } from "./Entry.ts"
import { evolve } from "./Evolve.ts"
import type * as Nodes from "./Nodes.ts"
import type { CaseState, Clock, CommandId, Frame, StepPath } from "./State.ts"
import type { World } from "./World.ts"
import { factKey } from "./World.ts"

/** What became of a step that was entered: it is over, it waits, or nothing more may be entered now. */
export type Outcome = "done" | "live" | "over"

export interface Run {
  readonly world: World
  readonly nodes: Nodes.Nodes
  readonly entries: Array<Entry>
  /** when the desk received the command */
  readonly stamp: Instant
  readonly command: CommandId
  readonly heard: { readonly from: string; readonly seq: number } | null
  state: CaseState
  /** the effective instant of what is written now */
  at: Instant
  by: Person | "system"
  as: Key | null
  for: Person | null
  fuel: number
  /** a question without an answer, or no fuel: nothing more is decided */
  halted: boolean
  asks: Map<string, Question.Question> | null
  /** questions answered since it was emptied: kept in the entry of the step that asked */
  used: Array<AnsweredQuestion>
  /** where lists begin that are entered again by a return: node of the owner → index; branch for a `choose` */
  detour: Map<NodeId, { readonly list: string; readonly index: number }> | null
  /** the step a return goes to, and why */
  returned: { readonly path: StepPath; readonly by: Person; readonly reason: string } | null
  /** enters any step; here, because lists enter steps and steps enter lists */
  readonly enter: (run: Run, step: AnyStep, parent: Frame) => Outcome
}

/** 1,000 steps a command (engine §2.3). */
export const FUEL = 1000

/** Writes one entry: the state moves with it. */
export const emit = (run: Run, body: EntryBody): number => {
  const seq = run.state.v + 1
  const first = run.entries.length === 0
  // the most frequent forms are written out: one copy instead of five
  const entry: Entry =
    run.for !== null || run.heard !== null
      ? {
          seq,
          at: run.at,
          by: run.by,
          ...(run.as !== null && { as: run.as }),
          ...(run.for !== null && { for: run.for }),
          ...(first && { command: run.command }),
          ...(first && run.heard !== null && { heard: run.heard }),
          ...body
        }
      : run.as === null
        ? first
          ? { seq, at: run.at, by: run.by, command: run.command, ...body }
          : { seq, at: run.at, by: run.by, ...body }
        : first
          ? { seq, at: run.at, by: run.by, as: run.as, command: run.command, ...body }
          : { seq, at: run.at, by: run.by, as: run.as, ...body }
  run.entries.push(entry)
  run.state = evolve(run.state, entry)
  return seq
}

/** Something that happens by itself: a clock, a join, a signal. */
export const bySystem = <A>(run: Run, act: () => A): A => {
  const { by, as, for: instead } = run
  run.by = "system"
  run.as = null
  run.for = null
  const result = act()
  run.by = by
  run.as = as
  run.for = instead
  return result
}

/** Whether nothing more may be entered: the case is over, or the run stopped. */
export const over = (run: Run): boolean => run.halted || run.state.status !== "open"

/** A live frame by its id. */
export const frame = (run: Run, id: number): Frame | undefined => run.state.frames.find((one) => one.id === id)

/** The clock of a frame, if it has one. */
export const clockOf = (run: Run, id: number): Clock | undefined => run.state.clocks.find((one) => one.frame === id)

/** The ancestors of a frame, nearest first. */
export const around = (run: Run, of: Frame): ReadonlyArray<Frame> => {
  const found: Array<Frame> = []
  for (let next = frame(run, of.parent); next !== undefined; next = frame(run, next.parent)) found.push(next)
  return found
}

/** The frames below a frame, itself included, youngest first: the order in which they are cancelled. */
export const below = (run: Run, id: number): ReadonlyArray<Frame> => {
  const ids = new Set([id])
  const found: Array<Frame> = []
  for (const one of run.state.frames) {
    if (!ids.has(one.id) && !ids.has(one.parent)) continue
    ids.add(one.id)
    found.push(one)
  }
  return found.reverse()
}

/** The answer to a question, as of now; without one the run stops and asks. */
export const ask = (run: Run, question: Question.Question): Value | null | undefined => {
  const bare = Question.key(question)
  const { facts } = run.world
  const answer = facts[factKey(question, run.at)] ?? facts[bare]
  if (answer !== undefined) {
    run.used.push({ question: bare, answer })
    return answer
  }
  if (Object.hasOwn(facts, bare)) return null
  run.asks = (run.asks ?? new Map()).set(bare, question)
  run.halted = true
  return undefined
}

/** Nothing can go on here: told, never thrown. */
export const stuck = (run: Run, node: NodeId, why: string): Outcome => {
  emit(run, { _tag: "Stuck", node, why })
  run.halted = true
  return "over"
}
