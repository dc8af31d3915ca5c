/**
 * A run of many cases as one immutable value, and the single step it is made of: a case decides, its entries are taken
 * in, its messages wait to be brought. What a decision asks is answered from the staged people and from the rows that
 * this very run has written.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import * as Advance from "../case/Advance.ts"
import * as CaseRow from "../case/CaseRow.ts"
import type { Command } from "../case/Command.ts"
import * as Decide from "../case/Decide.ts"
import type { Entry, Message } from "../case/Entry.ts"
import * as Evolve from "../case/Evolve.ts"
import type { Refusal } from "../case/Refusal.ts"
import * as RowsOf from "../case/RowsOf.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import * as Turns from "../case/Turns.ts"
import { factKey } from "../case/World.ts"
import type { Asks } from "../case/World.ts"
import type { Calendars } from "../domain/Calendar.ts"
import { key as keyOf } from "../domain/Question.ts"
import type { FactRow, Facts, Question } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value } from "../domain/Value.ts"
import type { Compiled, Plan } from "../plan/Plan.ts"
import * as LedgerName from "../plan/LedgerName.ts"
import type { Given } from "../plan/Scenario.ts"
import * as Ledgers from "./Ledgers.ts"
import type { Logged } from "./Ledgers.ts"
import * as Staff from "./Staff.ts"

/** What a run stands on and never changes. */
export interface Setting {
  /** by procedure id */
  readonly procedures: ReadonlyMap<string, Compiled>
  /** by procedure id: each handbook has calendars of its own */
  readonly calendars: ReadonlyMap<string, Calendars>
  readonly given: Given
}

export interface Case {
  readonly compiled: Compiled
  readonly state: CaseState
  readonly journal: ReadonlyArray<Entry>
  /** its earliest clock; an ended case has none */
  readonly wake: Instant | null
}

/** The run so far: every case as it stands, and all that was ever written. */
export interface Run {
  readonly setting: Setting
  readonly now: Instant
  readonly cases: ReadonlyMap<CaseId, Case>
  /** everything that was written, in the order of the run */
  readonly log: ReadonlyArray<Logged>
  /** messages between cases that are under way */
  readonly queue: ReadonlyArray<Sent>
  /** of commands and outside signals, so that each has an id of its own */
  readonly count: number
  /** how much of the log has been looked through for tasks that nobody is there for */
  readonly looked: number
  /** nobody else has this run, so `step` writes into its maps: months of schedules would copy them thousands of times */
  readonly loose?: true
}

/** The same run, for one who goes many steps and keeps only the last; {@link kept} ends that. */
export const loose = (run: Run): Run => ({ ...run, cases: new Map(run.cases), log: [...run.log], loose: true })

/** From here on the run stays as it is. */
export const kept = ({ loose: _, ...run }: Run): Run => run

/** A message and the entry that sent it. */
export interface Sent {
  readonly from: CaseId
  readonly seq: number
  readonly at: Instant
  readonly message: Message
}

/** Nothing has happened yet. */
export const begin = (setting: Setting, now: Instant): Run => ({
  setting,
  now,
  cases: new Map(),
  log: [],
  queue: [],
  count: 0,
  looked: 0
})

/** The people as a case sees them now. */
export const staffOf = (run: Run, plan: Plan, now: Instant): Staff.Staff =>
  Staff.at(run.setting.given, plan.organisation, now, plan.time.zone)

const factRow = (row: FactRow): Value => ({ ...row })

/** Rows as of `upTo`; of a table that the host has those the scenario gives. */
const rowsFor = (run: Run, { procedure }: Plan, of: Extract<Question, { readonly ask: "rows" }>["of"], upTo: Instant): Value => {
  switch (of.from) {
    case "ledger": {
      const ledger = LedgerName.of(procedure, of.ledger)
      const given = run.setting.given.rows[ledger] ?? []
      return [
        ...given.map((values) => factRow({ at: 0, values })),
        ...Ledgers.rows(run.log, ledger, upTo).map(factRow)
      ]
    }
    case "cases":
      return CaseRow.inOrder(
        [...run.cases.values()].flatMap(({ state }) =>
          state.procedure === of.procedure && state.status !== "void" && state.opened <= upTo ? [CaseRow.of(state, of.steps)] : []
        )
      ).map(factRow)
    case "table":
      return (run.setting.given.rows[of.table] ?? []).map((values) => factRow({ at: 0, values }))
  }
}

const answer = (run: Run, plan: Plan, asks: Asks, facts: Facts): Facts => {
  const staff = staffOf(run, plan, asks.upTo)
  const added = asks.questions.map((question): readonly [string, Value | null] => {
    const found = question.ask === "rows" ? rowsFor(run, plan, question.of, asks.upTo) : Staff.answer(staff, question)
    return found === null ? [keyOf(question), null] : [factKey(question, asks.upTo), found]
  })
  return { ...facts, ...Object.fromEntries(added) }
}

/** What a case answers to a command; an outside that cannot be asked is our bug, not the procedure's. */
const decide = (
  run: Run,
  compiled: Compiled,
  state: CaseState,
  command: Command
): Result.Result<ReadonlyArray<Entry>, Refusal> => {
  const { plan } = compiled
  const calendars = run.setting.calendars.get(plan.procedure)
  if (calendars === undefined) throw new Error(`no calendars were given for ${plan.procedure}`)
  let facts: Facts = {}
  for (let asked = 0; ;) {
    const decided = Decide.decide(Turns.world({ plan, calendars, facts }, asked), state, command)
    if (Result.isSuccess(decided)) return Result.succeed(decided.success)
    const refusal = decided.failure
    if (refusal._tag === "WorldBehind") throw new Error(`calendars of a run never change, but ${state.id} knows newer ones`)
    if (refusal._tag !== "Asks") return Result.fail(refusal)
    switch (Turns.next(++asked)) {
      case "answer":
        facts = answer(run, plan, refusal, facts)
        break
      case "without":
        if (command._tag !== "Tick" && Advance.isDue(state, command.stamp)) return afterwards(run, compiled, state, command)
        break
      case "over":
        throw new Error(`${plan.procedure} asks more than ${Turns.TURNS} times for one decision`)
    }
  }
}

/** What was due before a command asks so much that it happens by itself first, as at a desk. */
const afterwards = (
  run: Run,
  compiled: Compiled,
  state: CaseState,
  command: Command
): Result.Result<ReadonlyArray<Entry>, Refusal> => {
  const { caseId, stamp } = command
  const ticked = decide(run, compiled, state, { _tag: "Tick", caseId, id: `caught-up:${state.v}:${stamp}`, stamp })
  if (Result.isFailure(ticked)) return ticked
  if (ticked.success.length === 0) throw new Error(`what is due in ${caseId} does not happen`)
  const after = decide(run, compiled, ticked.success.reduce(Evolve.evolve, state), command)
  return Result.map(after, (entries) => [...ticked.success, ...entries])
}

const apply = (run: Run, compiled: Compiled, id: CaseId, entries: ReadonlyArray<Entry>): Run => {
  if (entries.length === 0) return run
  const known = run.cases.get(id)
  const before = known?.state ?? Evolve.none(id)
  const state = entries.reduce(Evolve.evolve, before)
  const sent = entries.flatMap((entry): ReadonlyArray<Sent> =>
    entry._tag === "Sent" ? [{ from: id, seq: entry.seq, at: entry.at, message: entry.message }] : []
  )
  const wake = state.status === "open" ? RowsOf.wake(state) : null
  const cases = run.loose === true ? (run.cases as Map<CaseId, Case>) : new Map(run.cases)
  const log = run.loose === true ? (run.log as Array<Logged>) : [...run.log]
  cases.set(id, { compiled, state, journal: [...(known?.journal ?? []), ...entries], wake })
  log.push(...entries.map((entry): Logged => ({ case: id, procedure: state.procedure, entry })))
  return { ...run, cases, log, queue: [...run.queue, ...sent] }
}

/** Decides and applies, without delivering anything yet. */
export const step = (run: Run, command: Command): Result.Result<Run, Refusal> => {
  const known = run.cases.get(command.caseId)
  const compiled =
    known?.compiled ?? (command._tag === "Open" ? run.setting.procedures.get(command.procedure) : undefined)
  if (compiled === undefined) return Result.fail({ _tag: "NoSuchCase" })
  const state = known?.state ?? Evolve.none(command.caseId)
  return Result.map(decide(run, compiled, state, command), (entries) =>
    apply(run, compiled, command.caseId, entries)
  )
}
