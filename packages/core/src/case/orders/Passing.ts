/** Giving a task to somebody else: transfer for good, delegate to have it done and get it back. Clocks go on. */
import * as Evaluate from "../../domain/Evaluate.ts"
import * as People from "../../domain/People.ts"
import type { Key, Person } from "../../domain/People.ts"
import type { Delegate, Nobody, Transfer, Urge } from "../Command.ts"
import * as Place from "../Place.ts"
import type { Refusal } from "../Refusal.ts"
import { emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { TaskFrame } from "../State.ts"
import * as Notify from "../steps/Notify.ts"
import * as Right from "./Right.ts"

const DEEPEST = 3
const HOUR = 3_600_000

/** Legal while the case is suspended or the part held: the work is handed to who will go on with it. */
export const transfer = (run: Run, command: Transfer): Refusal | null => {
  const frame = Right.task(run.state, command.n)
  if ("_tag" in frame) return frame
  const declared = run.world.plan.orders.transfer
  const refused = Right.order(run, "transfer", declared, command.actor, frame, undefined)
  if (refused !== null) return refused
  if (frame.places.length > 0) return Right.illegal("transfer", "wrong-state")
  if (declared?.of !== undefined && !declared.of.includes(Place.name(frame.node))) {
    return Right.illegal("transfer", "not-declared")
  }
  const { person } = command.to
  if (frame.holder === person) return Right.illegal("transfer", "already-holds")
  if (frame.chain[0] !== person) {
    const to = declared?.to === undefined ? frame.offer : offered(run, declared.to, frame)
    const unfit = mayReceive(frame, command.to, to)
    if (unfit !== null) return unfit
  }
  const { nobody: _, ...rest } = frame
  emit(run, { _tag: "Held", n: frame.n, how: "transfer", frame: { ...rest, holder: person, chain: [] } })
  return null
}

export const delegate = (run: Run, command: Delegate): Refusal | null => {
  const frame = Right.task(run.state, command.n)
  if ("_tag" in frame) return frame
  const held = Right.still(run, frame.node)
  if (held !== null) return held
  const declared = run.world.plan.orders.delegate
  if (declared === undefined) return Right.illegal("delegate", "not-declared")
  if (frame.holder === undefined) return Right.illegal("delegate", "wrong-state")
  if (!Right.is(command.actor, frame.holder)) return { _tag: "NotTheHolder", holder: [`person:${frame.holder}`] }
  const refused = Right.order(run, "delegate", declared, command.actor, frame, undefined)
  if (refused !== null) return refused
  const { person } = command.to
  if (person === frame.holder) return Right.illegal("delegate", "already-holds")
  if (frame.chain.includes(person)) return Right.illegal("delegate", "already-on-chain")
  if (frame.chain.length >= DEEPEST) return Right.illegal("delegate", "chain-too-long")
  const unfit = mayReceive(frame, command.to, offered(run, declared.to, frame))
  if (unfit !== null) return unfit
  emit(run, {
    _tag: "Held",
    n: frame.n,
    how: "delegate",
    frame: { ...frame, holder: person, chain: [...frame.chain, frame.holder] }
  })
  return null
}

/** Holder and superior are told, counted; once an hour by the same person. */
export const urge = (run: Run, command: Urge): Refusal | null => {
  const frame = Right.task(run.state, command.n)
  if ("_tag" in frame) return frame
  const held = Right.still(run, frame.node)
  if (held !== null) return held
  const refused = Right.order(run, "urge", run.world.plan.orders.urge, command.actor, frame, undefined)
  if (refused !== null) return refused
  const by = command.actor.person
  if (frame.urged.some((one) => one.by === by && one.at > run.at - HOUR)) return Right.illegal("urge", "urged-recently")
  // who urged longer ago than an hour is in the journal
  const recent = frame.urged.filter((one) => one.at > run.at - HOUR)
  emit(run, {
    _tag: "Urged",
    n: frame.n,
    frame: { ...frame, urged: [...recent, { by, at: run.at }] },
    ...(command.text !== undefined && { text: command.text })
  })
  const holder = Scope.keysOf(frame)
  Notify.tell(run, [...new Set([...holder, ...above(run, frame)])], "urge", { frame })
  return null
}

/** Nobody can be found for the offer now: it stays open, is marked, and those above are told. Never skipped. */
export const nobody = (run: Run, command: Nobody): Refusal | null => {
  const frame = Right.task(run.state, command.n)
  if ("_tag" in frame) return frame
  if (frame.holder !== undefined || frame.nobody === true) return null
  const told = above(run, frame)
  if (run.halted) return null
  emit(run, { _tag: "NobodyThere", n: frame.n, frame: { ...frame, nobody: true }, told })
  Notify.tell(run, told, "nobody", { frame })
  return null
}

/** The superiors of who has the task, or of those it is offered to. */
const above = (run: Run, frame: TaskFrame): ReadonlyArray<Key> =>
  People.keys({ who: "superior", of: { who: "holder", of: null } }, Evaluate.resolver(Scope.of(run, frame)))

const offered = (run: Run, people: People.People, frame: TaskFrame): ReadonlyArray<Key> =>
  People.offer(people, Evaluate.resolver(Scope.of(run, frame)))

const mayReceive = (
  frame: TaskFrame,
  to: { readonly person: Person; readonly keys: ReadonlyArray<Key> },
  needs: ReadonlyArray<Key>
): Refusal | null =>
  Right.excluded(frame, to) ??
  (People.fits(Right.keysOf(to), needs) ? null : { _tag: "RoleNotAllowed", needs })
