/**
 * One round of a case's line: as many of the waiting commands as are accepted one after another become one change, and
 * the first that is not says why the round ends there. Pure but for what `make` of a job does.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import type { Command } from "../case/Command.ts"
import type { Moved } from "../case/Decide.ts"
import type { Entry } from "../case/Entry.ts"
import * as Lists from "../case/Lists.ts"
import type { Refusal } from "../case/Refusal.ts"
import type { CaseState } from "../case/State.ts"
import * as Turns from "../case/Turns.ts"
import type { Asks, World, WorldBehind } from "../case/World.ts"
import type { Digest } from "../plan/Plan.ts"
import type { Decider } from "./Decider.ts"
import type { Waiting } from "./Job.ts"
import type { Plans, Reckoning } from "./Plans.ts"

/** Why the next command in line was not taken. */
export type Stop =
  /** known already, or nothing to do */
  | { readonly _tag: "Nothing" }
  | { readonly _tag: "PlanMissing"; readonly plan: Digest }
  | { readonly _tag: "Refusal"; readonly refusal: Refusal }
  | Asks
  | WorldBehind
  /** our own bug; it costs this command, not the line */
  | { readonly _tag: "Defect"; readonly error: unknown }

export interface Round {
  readonly state: CaseState
  readonly entries: ReadonlyArray<Entry>
  /** who was accepted, with the end of his part of the entries */
  readonly taken: ReadonlyArray<{ readonly waiting: Waiting; readonly from: number; readonly to: number }>
  /** the plan a change is filed under: a case that was never opened has none of its own */
  readonly plan: Digest
  /** absent: the line is empty, or the round is full */
  readonly stop?: Stop | undefined
}

/** Decides at most `limit` of the jobs, in order, on the running state. */
export const of = (
  decider: Decider,
  plans: Plans,
  before: CaseState,
  jobs: ReadonlyArray<Waiting>,
  limit: number
): Round => {
  let state = before
  let { plan } = before
  let entries: ReadonlyArray<Entry> = Lists.empty
  let taken: Round["taken"] = Lists.empty
  let stop: Stop | undefined

  for (const waiting of jobs) {
    if (taken.length === limit) break
    if (waiting.dropped) continue
    const { job } = waiting
    const running = state.status === "open" || state.status === "ended"
    const digest = job.moves ?? (running ? state.plan : job.opens)
    const reckoning = digest === undefined ? plans.any() : plans.get(digest)
    if (reckoning === undefined) {
      stop = digest === undefined ? { _tag: "Refusal", refusal: { _tag: "NoSuchCase" } } : { _tag: "PlanMissing", plan: digest }
      break
    }
    const before = job.moves === undefined ? undefined : plans.get(state.plan)
    if (job.moves !== undefined && running && before === undefined) {
      stop = { _tag: "PlanMissing", plan: state.plan }
      break
    }
    const decided = decideOne(decider, reckoning, state, waiting, before)
    if (Result.isFailure(decided)) {
      stop = decided.failure
      break
    }
    const from = entries.length
    entries = from === 0 ? decided.success.entries : [...entries, ...decided.success.entries]
    state = decided.success.state
    plan = state.status === "void" ? reckoning.digest : state.plan
    taken = Lists.added(taken, { waiting, from, to: entries.length })
  }
  return { state, entries, taken, plan, stop }
}

const folded = (decider: Decider, world: World, before: CaseState, command: Command) =>
  Result.map(decider.decide(world, before, command), (entries) => ({
    entries,
    state: entries.reduce(decider.evolve, before)
  }))

const decideOne = (
  decider: Decider,
  reckoning: Reckoning,
  before: CaseState,
  { facts, job, tries, turns }: Waiting,
  from: Reckoning | undefined
): Result.Result<Pick<Round, "state" | "entries">, Stop> => {
  try {
    const command = job.make(before, reckoning, facts)
    if (!("stamp" in command)) return Result.fail(command._tag === "Asks" ? command : { _tag: "Refusal", refusal: command })
    // an id of the desk's own, of which nobody has heard yet
    const isNew = !job.named && job.remembered && tries === 0
    const { calendars, plan } = reckoning
    const asked: World = from === undefined ? { plan, calendars, facts } : { plan, calendars, facts, before: from.plan }
    const world = Turns.world(asked, turns)
    const decided = decider.move === undefined ? folded(decider, world, before, command) : decider.move(world, before, command, isNew)
    if (Result.isFailure(decided)) {
      const other = decided.failure
      return Result.fail(
        other._tag === "Asks" || other._tag === "WorldBehind" ? other : { _tag: "Refusal", refusal: other }
      )
    }
    return decided.success.entries.length === 0 ? Result.fail({ _tag: "Nothing" }) : (decided as Result.Success<Moved, never>)
  } catch (error) {
    return Result.fail({ _tag: "Defect", error })
  }
}
