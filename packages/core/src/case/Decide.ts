/**
 * What a command means for a case: the entries it writes, or why not. A function of its arguments: it reads no clock,
 * looks nothing up, never throws. In order: known already? calendars? catch up, then legality, then what follows.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import * as Boxes from "../domain/Boxes.ts"
import * as Advance from "./Advance.ts"
import * as Clocks from "./Clocks.ts"
import type { Command } from "./Command.ts"
import type { Entry } from "./Entry.ts"
import { none } from "./Evolve.ts"
import * as Lane from "./Lane.ts"
import * as Migration from "./Migration.ts"
import * as Nodes from "./Nodes.ts"
import * as Adding from "./orders/Adding.ts"
import * as Case from "./orders/Case.ts"
import * as Correcting from "./orders/Correcting.ts"
import * as Doing from "./orders/Doing.ts"
import * as Extending from "./orders/Extending.ts"
import * as Opening from "./orders/Opening.ts"
import * as Passing from "./orders/Passing.ts"
import * as Returning from "./orders/Returning.ts"
import * as Right from "./orders/Right.ts"
import * as Quiescence from "./Quiescence.ts"
import type { Refusal } from "./Refusal.ts"
import { code } from "./Refusal.ts"
import { bySystem, emit, FUEL } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Schedule from "./Schedule.ts"
import * as Signals from "./Signals.ts"
import type { CaseState } from "./State.ts"
import type { Asks, World, WorldBehind } from "./World.ts"

/** What a command came to. */
export interface Moved {
  readonly entries: ReadonlyArray<Entry>
  readonly state: CaseState
}

/**
 * The entries of a command (none if it was known, or a `Tick` had nothing to do), a refusal, or questions to answer
 * first. A refused command writes nothing, not even what was due before it.
 *
 * @since 0.1.0
 */
export const decide = (
  world: World,
  state: CaseState,
  command: Command
): Result.Result<ReadonlyArray<Entry>, Refusal | Asks | WorldBehind> =>
  Result.map(move(world, state, command), ({ entries }) => entries)

/**
 * The entries of a command, and the case after them: `state` is their fold. `isNew`: its id was made for it, so nobody
 * can have sent it before and nothing has to be compared.
 *
 * @since 0.1.0
 */
export const move = (
  world: World,
  state: CaseState,
  command: Command,
  isNew = false
): Result.Result<Moved, Refusal | Asks | WorldBehind> => {
  if (known(state, command, isNew)) return Result.succeed({ entries: [], state })
  if (world.calendars.edition < state.edition) {
    return Result.fail({ _tag: "WorldBehind", edition: state.edition })
  }
  const run = start(world, state, command, Nodes.of(world.plan))
  const moved = attempt(run, command, Advance.LIMIT)
  return world.enough === true && run.asks !== null ? without(world, state, command, run) : moved
}

/**
 * No answers come any more. A tick ends before what asks for them and the next one goes on from there; otherwise the step
 * that asks is not entered, and the list it is in stands before it; a clock that asks stands still. What a person orders
 * is refused when it asks for itself. What is left has nobody to tell (a signal, the clock of a schedule's own case): it
 * goes on asking.
 */
const without = (world: World, state: CaseState, command: Command, asked: Run): Attempted => {
  const stops = new Set<number>()
  for (let before = asked; ;) {
    const run = start(world, state, command, Nodes.of(world.plan))
    const cut = command._tag === "Tick" && before.occurred > 0
    if (!cut) {
      const places = before.askedAt.filter((place) => !stops.has(place))
      const [first] = places
      if (first === undefined || first === 0 || (first < 0 && Schedule.isOne(before))) return unanswered(before, command)
      for (const place of places) if (place !== 0) stops.add(place)
      run.stops = stops
    }
    const moved = attempt(run, command, cut ? before.occurred : Advance.LIMIT)
    if (run.asks === null || cut) return moved
    before = run
  }
}

const unanswered = (run: Run, command: Command): Attempted => {
  const why = "asks-too-often"
  if (command._tag === "Migrate") return Result.fail({ _tag: "MigrationInvalid", issues: [`${why} case`] })
  return "actor" in command && command.actor !== undefined
    ? Result.fail(Right.illegal(code(command), why))
    : Result.fail(asks(run, run.asks ?? new Map()))
}

type Attempted = Result.Result<Moved, Refusal | Asks | WorldBehind>

/** One way through; `limit`: so many things that are due a tick makes happen. */
const attempt = (run: Run, command: Command, limit: number): Attempted => {
  const { state, world } = run
  const to = Boxes.later(command.stamp, state.now)
  let whole = true
  // another plan knows nothing of what was due before it
  if (state.status === "open" && command._tag !== "Migrate") {
    whole = Advance.advance(run, to, command._tag === "Tick" ? limit : Infinity)
    if (run.asks !== null) return Result.fail(asks(run, run.asks))
    run.at = to
    revive(run)
    if (world.calendars.edition > run.state.edition && run.state.status === "open") reproject(run)
  }
  const at = Boxes.later(to, run.state.now)
  run.at = at
  // a migration finds the terms of its plan by itself
  const promised = command._tag === "Migrate" ? null : Clocks.promised(run)
  const refusal = order(run, command)
  if (refusal === null && promised !== null) bySystem(run, () => Clocks.settle(run, promised))
  if (run.asks !== null) return Result.fail(asks(run, run.asks))
  if (refusal !== null) return Result.fail(refusal)
  // a term that was over before its clock was armed happens at once, and what a schedule opens late catches up
  if (whole && run.state.status === "open") {
    revive(run)
    Advance.advance(run, at, command._tag === "Tick" ? Math.min(Advance.LIMIT, limit - run.occurred) : Advance.LIMIT)
    if (run.asks !== null) return Result.fail(asks(run, run.asks))
  }
  return Result.succeed({ entries: run.entries, state: run.state })
}

const known = (state: CaseState, command: Command, isNew: boolean): boolean =>
  (!isNew && isRecent(state, command.id)) ||
  (command._tag === "Hear" && command.signal.seq <= (state.heard[Lane.of(command.signal)]?.seq ?? -1))

const isRecent = ({ recent }: CaseState, id: string): boolean => {
  for (const one of recent) if (one.id === id) return true
  return false
}

const start = (world: World, state: CaseState, command: Command, nodes: Nodes.Nodes): Run => {
  const actor = "actor" in command ? command.actor : undefined
  return {
    world,
    nodes,
    entries: [],
    stamp: command.stamp,
    command: command.id,
    heard: command._tag === "Hear" ? { from: Lane.of(command.signal), seq: command.signal.seq } : null,
    state,
    own: undefined,
    at: Boxes.later(command.stamp, state.now),
    by: actor?.person ?? "system",
    as: null,
    for: actor?.for ?? null,
    fuel: FUEL,
    halted: false,
    asks: null,
    places: 0,
    place: 0,
    home: 0,
    askedAt: [],
    stops: null,
    occurred: 0,
    used: [],
    detour: null,
    returned: null,
    enter: Quiescence.enter
  }
}

Boxes.share(start(undefined as never, none(""), { _tag: "Tick", caseId: "", id: "", stamp: Boxes.instant }, undefined as never))

/** What got stuck stays where it is; the rest of the case goes on. */
const revive = (run: Run): void => {
  run.halted = false
  run.home = 0
  run.place = 0
  run.fuel = FUEL
}

const asks = (run: Run, questions: NonNullable<Run["asks"]>): Asks => {
  const [first, ...more] = questions.values()
  return {
    _tag: "Asks",
    questions: first === undefined ? ([] as never) : [first, ...more],
    upTo: run.at
  }
}

/** Provisional terms are found again on the calendars as published now; firm ones were promised and stay. */
const reproject = (run: Run): void =>
  bySystem(run, () => {
    emit(run, { _tag: "Reprojected", edition: run.world.calendars.edition })
    Schedule.reproject(run)
    for (const clock of run.state.clocks) {
      if (!clock.provisional) continue
      const found = Clocks.fresh(run, clock)
      if (found === null || found.clock.due === clock.due) continue
      // never into the past: nobody could have known
      if (found.clock.due !== null && found.clock.due < run.at) continue
      emit(run, { _tag: "Derived", clock: found.clock, why: "edition", derivation: found.from.derivation })
    }
  })

const order = (run: Run, command: Command): Refusal | null => {
  switch (command._tag) {
    case "Open":
      return Opening.open(run, command)
    case "Note":
      return Case.note(run, command)
    case "Tick":
    case "Reproject":
      return run.state.status === "none" ? { _tag: "NoSuchCase" } : null
    case "Migrate":
      return Right.open(run.state) ?? (Schedule.isOne(run) ? Schedule.migrate(run, command.to) : Migration.migrate(run, command))
    case "Hear":
      if (run.state.status === "none") return Opening.voided(run, command)
      return Right.open(run.state) ?? Signals.hear(run, command.signal)
    case "Amend":
      // also after the end: then values and rows only
      return (run.state.status === "ended" ? null : Right.open(run.state)) ?? Correcting.amend(run, command)
    default: {
      const refusal = Right.open(run.state)
      if (refusal === null) return onCase(run, command)
      return ("n" in command && command.n !== undefined ? Right.completed(run.state, command.n) : undefined) ?? refusal
    }
  }
}

const onCase = (
  run: Run,
  command: Exclude<Command, { readonly _tag: "Open" | "Note" | "Tick" | "Reproject" | "Migrate" | "Hear" | "Amend" }>
): Refusal | null => {
  switch (command._tag) {
    case "Claim":
      return Doing.claim(run, command)
    case "GiveBack":
      return Doing.giveBack(run, command)
    case "Complete":
      return Doing.complete(run, command)
    case "Sign":
      return Doing.sign(run, command)
    case "Return":
      return Returning.back(run, command)
    case "Transfer":
      return Passing.transfer(run, command)
    case "Delegate":
      return Passing.delegate(run, command)
    case "Urge":
      return Passing.urge(run, command)
    case "Nobody":
      return Passing.nobody(run, command)
    case "Extend":
      return Extending.extend(run, command)
    case "Suspend":
      return Case.suspend(run, command)
    case "Resume":
      return Case.resume(run, command)
    case "Withdraw":
      return Case.withdraw(run, command)
    case "Terminate":
      return Case.terminate(run, command)
    case "AddSigner":
      return Adding.addSigner(run, command)
    case "Rebook":
      return Correcting.rebook(run, command)
  }
}
