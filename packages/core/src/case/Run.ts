/**
 * One run of `decide`: the state so far, the entries so far, and the instant it stands at. Everything in `case/` that
 * moves a case writes through `emit`, so the state decided on is always the fold of the entries written.
 */
import * as Boxes from "../domain/Boxes.ts"
import * as Question from "../domain/Question.ts"
import type { Key, Person } from "../domain/People.ts"
import { skew } from "../domain/Time.ts"
import type { Instant } from "../domain/Time.ts"
import { isList } from "../domain/Value.ts"
import type { Value } from "../domain/Value.ts"
import type { AnyStep, NodeId } from "../plan/Plan.ts"
import type { AnsweredQuestion, Entry, EntryBody } from "./Entry.ts"
import { add, draft } from "./Evolve.ts"
import * as Finished from "./Finished.ts"
import type { Draft } from "./Finished.ts"
import type * as Nodes from "./Nodes.ts"
import type { CaseState, Clock, CommandId, Frame, StepPath } from "./State.ts"
import type { World } from "./World.ts"
import { factKey } from "./World.ts"

/** What became of a step that was entered: it is over, it waits, or nothing more may be entered now. */
export type Outcome = "done" | "live" | "over"

export interface Run {
  readonly world: World
  /** those of the plan; while a migration leaves steps, those of the plan before */
  nodes: Nodes.Nodes
  /** mostly one or two, in a list as long as that */
  entries: Array<Entry>
  /** when the desk received the command */
  readonly stamp: Instant
  readonly command: CommandId
  readonly heard: { readonly from: string; readonly seq: number } | null
  /** the fold so far: after the first entry a copy of this run's own, which the next entry changes */
  state: CaseState
  own?: Draft | undefined
  /** the effective instant of what is written now */
  at: Instant
  by: Person | "system"
  as: Key | null
  for: Person | null
  fuel: number
  /** a question without an answer, or no fuel: nothing more is decided */
  halted: boolean
  asks: Map<string, Question.Question> | null
  /**
   * How many steps it has come to, and where it is: at one of them; where no step stands it is `home`, which is 0 in a
   * command and -1, -2 … in the things that were due.
   */
  places: number
  place: number
  home: number
  /** where it asked, in order */
  askedAt: Array<number>
  /** where it must not go: what stands there has asked too often */
  stops: ReadonlySet<number> | null
  /** how many things that were due have happened, to the end of what follows from them */
  occurred: number
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

/** When it happened, as somebody says. His clock may be a little ahead of the store's: what he means is now. */
export const happened = (run: Run, said: Instant): Instant =>
  said > run.stamp && said <= run.stamp + skew ? run.stamp : said

/** Writes one entry: the state moves with it. */
export const emit = (run: Run, body: EntryBody): number => {
  const { entries } = run
  const entry = signed(run, run.state.v + 1, body)
  if (entries.length === 0) run.entries = [entry]
  else if (entries.length === 1) run.entries = [entries[0]!, entry]
  else entries.push(entry)
  add((run.own ??= mine(run)), entry)
  return entry.seq
}

const mine = (run: Run): Draft => {
  const own = draft(run.state)
  run.state = own
  return own
}

/** A body with the number, the time and the hand. What every step of a case writes is written out: it costs a tenth. */
const signed = (run: Run, seq: number, body: EntryBody): Entry => {
  const { as, at, by } = run
  if (run.for !== null || run.heard !== null || run.entries.length === 0) return rare(run, seq, body)
  switch (body._tag) {
    case "Entered": {
      const { _tag, clock, derivation, frame } = body
      if (clock === undefined || derivation === undefined) {
        return as === null ? { seq, at, by, _tag, frame } : { seq, at, by, as, _tag, frame }
      }
      return as === null
        ? { seq, at, by, _tag, frame, clock, derivation }
        : begun(seq, at, by, as, frame, clock, derivation)
    }
    case "Left": {
      if (body.step !== undefined) break
      const { _tag, frame } = body
      return as === null ? { seq, at, by, _tag, frame } : { seq, at, by, as, _tag, frame }
    }
  }
  return as === null ? { seq, at, by, ...body } : { seq, at, by, as, ...body }
}

const rare = (run: Run, seq: number, body: EntryBody): Entry => {
  const { as, at, by, command } = run
  const first = run.entries.length === 0
  if (first && run.for === null && run.heard === null) {
    if (body._tag === "Answered" && body.reason === undefined && body.intake === undefined && as !== null) {
      const { _tag, by: doer, done, duty, kept, n, path, persons, turn, values } = body
      return duty === undefined
        ? { seq, at, by: doer, as, command, _tag, n, path, values, kept, done, turn, persons }
        : answered(seq, at, doer, as, command, n, path, values, kept, done, turn, persons, duty)
    }
    return as === null ? { seq, at, by, command, ...body } : { seq, at, by, as, command, ...body }
  }
  return {
    seq,
    at,
    by,
    ...(as !== null && { as }),
    ...(run.for !== null && { for: run.for }),
    ...(first && { command }),
    ...(first && run.heard !== null && { heard: run.heard }),
    ...body
  }
}

type Begun = Extract<Entry, { readonly _tag: "Entered" }>
const begun = (
  seq: number,
  at: Instant,
  by: Begun["by"],
  as: Key,
  frame: Begun["frame"],
  clock: NonNullable<Begun["clock"]>,
  derivation: NonNullable<Begun["derivation"]>
): Begun => ({ seq, at, by, as, _tag: "Entered", frame, clock, derivation })
Boxes.share(begun(0, Boxes.instant, "", "person:", undefined as never, undefined as never, undefined as never))

type Answered = Extract<Entry, { readonly _tag: "Answered" }>
const answered = (
  seq: number,
  at: Instant,
  by: Answered["by"],
  as: Key,
  command: CommandId,
  n: number,
  path: StepPath,
  values: Answered["values"],
  kept: Answered["kept"],
  done: Instant,
  turn: number,
  persons: Answered["persons"],
  duty: NonNullable<Answered["duty"]>
): Answered => ({ seq, at, by, as, command, _tag: "Answered", n, path, values, kept, done, turn, persons, duty })
Boxes.share(answered(0, Boxes.instant, "", "person:", "", 0, "", {}, {}, Boxes.instant, 1, [], undefined as never))

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
export const frame = (run: Run, id: number): Frame | undefined => {
  for (const one of run.state.frames) if (one.id === id) return one
  return undefined
}

/** The clock of a frame, if it has one. */
export const clockOf = (run: Run, id: number): Clock | undefined => Finished.clockOf(run.state.clocks, id)

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
    run.used.push({ question: bare, answer: question.ask === "rows" ? plain(answer) : answer })
    return answer
  }
  if (Object.hasOwn(facts, bare)) return null
  run.asks ??= new Map()
  if (run.askedAt.at(-1) !== run.place) run.askedAt.push(run.place)
  run.asks.set(bare, question)
  run.halted = true
  return undefined
}

/** Rows as they are kept: which entry wrote them matters only while a change is decided. */
const plain = (rows: Value | null): Value | null =>
  rows !== null && isList(rows) ? rows.map((row) => (Question.isFactRow(row) ? { at: row.at, values: row.values } : row)) : rows

/** The run comes to a step: whether it has to stop before it. */
export const stops = (run: Run): boolean => {
  run.place = ++run.places
  return run.stops !== null && run.stops.has(run.place)
}

/**
 * What stands beside a step that asks is looked at all the same, so that its questions are answered in the same turn; and
 * what stands beside one that is stuck is entered, as nobody would come back for it.
 */
export const goesOn = (run: Run): boolean => {
  if (!run.halted || run.state.status !== "open") return false
  run.halted = false
  return true
}

/** Why a case stays where it is. */
export const ASKED = "what it asks of the outside has no end"

/** Nothing can go on here: told, never thrown. */
export const stuck = (run: Run, node: NodeId, why: string): Outcome => {
  emit(run, { _tag: "Stuck", node, why })
  run.halted = true
  return "over"
}
