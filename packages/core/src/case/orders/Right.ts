/**
 * Who may do what, in the order in which it is checked (engine §2.7): the case, the task, whether its part is held, the
 * actor, exclusions, then the order's own `when` and limits. Every check answers with the fact that decided.
 */
import * as Evaluate from "../../domain/Evaluate.ts"
import * as Offer from "../../domain/Offer.ts"
import * as People from "../../domain/People.ts"
import type { Actor, Key, Person } from "../../domain/People.ts"
import type { Instant } from "../../domain/Time.ts"
import type { Order } from "../../plan/Plan.ts"
import * as Finished from "../Finished.ts"
import * as Held from "../Held.ts"
import * as Holds from "../Holds.ts"
import * as Place from "../Place.ts"
import type { OrderWhy, Refusal } from "../Refusal.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { CaseState, Frame, StepPath, TaskFrame } from "../State.ts"

const CENTURY = 100 * 365 * 86_400_000

/** Whether anybody plans for then: after a slip of the finger nobody counts day by day for thousands of years. */
export const near = (at: Instant, now: Instant): boolean => Number.isFinite(at) && Math.abs(at - now) <= CENTURY

/** Only an open case can be acted on. */
export const open = (state: CaseState): Refusal | null => {
  switch (state.status) {
    case "open":
      return null
    case "none":
      return { _tag: "NoSuchCase" }
    case "void":
      return { _tag: "CaseVoid" }
    case "ended":
      return { _tag: "CaseEnded", outcome: state.outcome ?? "", at: state.endedAt ?? state.now }
  }
}

/** That this task was completed, also of a case that ended with it: who was second wants to know who was first. */
export const completed = (state: CaseState, n: number): Refusal | undefined => {
  const found = Finished.goneOf(state, n)
  return found?.how === "done" ? { _tag: "TaskAlreadyCompleted", n, by: found.by, at: found.at } : undefined
}

/** The live task of a number, or what became of it. */
export const task = (state: CaseState, n: number): TaskFrame | Refusal => {
  const frame = Finished.taskOf(state.frames, n)
  if (frame !== undefined) return frame
  const gone = Finished.goneOf(state, n)
  if (gone === undefined) return { _tag: "NoSuchTask", n }
  switch (gone.how) {
    case "done":
      return { _tag: "TaskAlreadyCompleted", n, by: gone.by, at: gone.at }
    case "returned":
      return { _tag: "TaskReturned", n, by: gone.by, reason: gone.reason ?? "" }
    case "released":
    case "withdrawn":
      return { _tag: "TaskReleased", n, why: gone.reason ?? gone.how }
  }
}

/** Why there is nothing to act on at a step: it is over, or was not reached. */
export const over = (run: Run, path: StepPath): Refusal => {
  const done = run.state.done[path]
  if (done === undefined || done.superseded === true) return { _tag: "NotOpenYet", step: path }
  const by = done.by === "system" ? "system" : (done.by[0] ?? "system")
  return { _tag: "TaskAlreadyCompleted", n: done.n, by, at: done.at }
}

/** Whether the whole case is suspended. */
export const suspended = (state: CaseState): Refusal | null => {
  const hold = Held.suspension(state)
  return hold === undefined || !("person" in hold.source)
    ? null
    : { _tag: "CaseSuspended", by: hold.source.person, reason: hold.reason, since: hold.since }
}

/** Whether the part of a frame stands still, and by whose word. */
export const still = (run: Run, node: string): Refusal | null => {
  if (run.state.holds.length === 0) return null
  const whole = suspended(run.state)
  if (whole !== null) return whole
  const part = Holds.reason(run, node)
  return part === null ? null : { _tag: "PartHeld", ...part }
}

/** What an actor brings: his keys, and himself. */
export const keysOf = (actor: Actor): ReadonlyArray<Key> => [`person:${actor.person}`, ...actor.keys]

/** The actor himself, or whom he stands in for. */
export const is = (actor: Actor, person: Person | undefined): boolean =>
  person !== undefined && (actor.person === person || actor.for === person)

/** Whether the actor may do the task now: as its holder, or by a key if nobody holds it. */
export const mayDo = (run: Run, frame: TaskFrame, actor: Actor): Refusal | null => {
  if (frame.holder !== undefined) {
    if (!is(actor, frame.holder)) return { _tag: "NotTheHolder", holder: [`person:${frame.holder}`] }
  } else {
    const key = Offer.key(frame, actor)
    if (key === undefined) {
      return frame.passed === true
        ? { _tag: "NotTheHolder", holder: frame.offer }
        : { _tag: "RoleNotAllowed", needs: frame.offer }
    }
    run.as = key
  }
  return excluded(frame, actor)
}

/** Four eyes: who is named in `not`, also when somebody else acts for him or he for somebody else. */
export const excluded = (frame: TaskFrame, actor: Offer.Taker): Refusal | null => {
  const found = Offer.excluded(frame, actor)
  return found === undefined ? null : { _tag: "PersonExcluded", ...found }
}

/** An order the file declares: who, while what, and with a reason if one is required. */
export const order = (
  run: Run,
  name: string,
  declared: (Order & { readonly reason?: "required" | "optional" }) | undefined,
  actor: Actor,
  at: Frame | null,
  reason: string | undefined
): Refusal | null => {
  if (declared === undefined) return illegal(name, "not-declared")
  const who = by(run, declared, actor, at)
  if (who !== null) return who
  if (declared.when !== undefined && !Evaluate.holds(declared.when, Scope.of(run, at))) return illegal(name, "not-now")
  return declared.reason === "required" && (reason ?? "").trim() === "" ? { _tag: "ReasonMissing", order: name } : null
}

/** Whether the actor is among those an order names. A task given on still answers to who gave it. */
export const by = (run: Run, declared: Order, actor: Actor, at: Frame | null): Refusal | null => {
  const needs = People.offer(declared.by, Evaluate.resolver(Scope.of(run, at)))
  const mine = keysOf(actor)
  const key = mine.find((one) => needs.includes(one))
  if (key !== undefined) {
    run.as = key
    return null
  }
  if (actor.for !== undefined && needs.includes(`person:${actor.for}`)) return null
  const owner = at?.kind === "task" ? at.chain[0] : undefined
  return is(actor, owner) && declared.by.of.some((who) => who.who === "holder" && who.of === null)
    ? null
    : { _tag: "RoleNotAllowed", needs }
}

export const illegal = (order: string, why: OrderWhy): Refusal => ({ _tag: "OrderNotLegal", order, why })

/** The step's own name, as a file writes it. */
export const nameOf = (frame: Frame): string => (frame.node === "" ? "case" : Place.name(frame.node))
