/**
 * Many cases in virtual time. Decisions are those of `case/`; here is only what a desk has around them: the order in
 * which the clocks of several cases happen (engine §2.4), and in which capacity somebody acts.
 *
 * Two calls are all there is: {@link command} does something at an instant, {@link pass} lets time go by. Both give
 * back a new run and leave the old one as it was, so a what-if is a second call on the same run.
 *
 * @since 0.1.0
 */
import { Result } from "effect"
import type { Command } from "../case/Command.ts"
import type { Refusal } from "../case/Refusal.ts"
import * as Schedule from "../case/Schedule.ts"
import type { CaseId } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import type { Actor, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import * as Delivery from "./Delivery.ts"
import { kept, loose, staffOf, step } from "./Run.ts"
import type { Run, Sent } from "./Run.ts"
import * as Staff from "./Staff.ts"

const mostTicks = 10_000

/** What became of something that was done: the run after it, and the refusal if there was one. */
export interface Done {
  readonly run: Run
  readonly refusal?: Refusal
}

/** The earliest clock of all cases. */
const next = (run: Run): { readonly id: CaseId; readonly at: Instant } | undefined => {
  let found: { readonly id: CaseId; readonly at: Instant } | undefined
  for (const [id, { wake }] of run.cases) {
    if (wake !== null && (found === undefined || wake < found.at)) found = { id, at: wake }
  }
  return found
}

/**
 * Time goes by up to `to`: all clocks before it happen in their order, with everything they cause. A clock of exactly
 * `to` has not happened yet (engine §2.1).
 *
 * @since 0.1.0
 */
export const pass = (run: Run, to: Instant): Run => {
  let current = run
  for (let n = 0; ; n++) {
    const due = next(current)
    if (due === undefined || due.at >= to) break
    if (n === 0) current = loose(current)
    if (n > mostTicks) throw new Error(`the clocks of ${due.id} do not come to an end`)
    const stamp = Math.max(current.now, due.at + 1)
    const ticked = step(
      { ...current, now: stamp, count: current.count + 1 },
      { _tag: "Tick", caseId: due.id, id: `tick:${current.count}`, stamp }
    )
    if (Result.isFailure(ticked)) throw new Error(`a clock of ${due.id} was refused: ${ticked.failure._tag}`)
    current = Delivery.settle(ticked.success)
  }
  return kept({ ...current, now: Math.max(current.now, to) })
}

/**
 * The schedules begin to run; each opens its first case at the first time after now.
 *
 * @since 0.1.0
 */
export const schedule = (run: Run, procedures: ReadonlyArray<string>): Run =>
  procedures.reduce((current, procedure) => {
    const compiled = current.setting.procedures.get(procedure)
    if (compiled === undefined) throw new Error(`no schedule ${procedure} was given`)
    const caseId = Schedule.idOf(procedure)
    const opened = step(current, {
      _tag: "Open",
      caseId,
      id: caseId,
      stamp: current.now,
      procedure,
      plan: compiled.digest,
      values: {},
      depth: 0
    })
    if (Result.isFailure(opened)) throw new Error(`${caseId} was refused: ${opened.failure._tag}`)
    return opened.success
  }, run)

/** A command before it has an id and an instant. */
export type Order = Command extends infer C ? (C extends Command ? Omit<C, "id" | "stamp"> : never) : never

/**
 * Something is done at `at`: what is due before it has happened, then it is decided, and all it causes is delivered.
 * A refusal changes nothing but the time.
 *
 * @since 0.1.0
 */
export const command = (
  run: Run,
  at: Instant,
  order: Order
): Done => {
  const before = pass(run, at)
  const counted = { ...before, count: before.count + 1 }
  const done = step(counted, { ...order, id: `row:${before.count}`, stamp: counted.now } as Command)
  return Result.isSuccess(done) ? { run: Delivery.settle(done.success) } : { run: counted, refusal: done.failure }
}

/**
 * The same as {@link command}, in the first capacity of a person in which it is not refused: for himself, or in the
 * place of an absent colleague. The refusal told is that of his own capacity.
 *
 * @since 0.1.0
 */
export const commandBy = (
  run: Run,
  at: Instant,
  caseId: CaseId,
  person: Person,
  order: (actor: Actor) => Order
): Done => {
  const plan = run.cases.get(caseId)?.compiled.plan
  if (plan === undefined) return { run: pass(run, at), refusal: { _tag: "NoSuchCase" } }
  const [own, ...others] = Staff.actors(staffOf(run, plan, at), person)
  const first = command(run, at, order(own))
  if (first.refusal === undefined) return first
  for (const actor of others) {
    const done = command(run, at, order(actor))
    if (done.refusal === undefined) return done
  }
  return first
}

/**
 * An event from outside reaches everybody who listens; refused when nobody takes it.
 *
 * @since 0.1.0
 */
export const event = (
  run: Run,
  at: Instant,
  topic: string,
  values: Values
): Done => {
  const before = pass(run, at)
  const heardBy = Delivery.watchers(before, "outside", TopicKey.all(topic, values))
  const counted = { ...before, count: before.count + 1 }
  if (heardBy.length === 0) return { run: counted, refusal: { _tag: "NotWaiting" } }
  const message = { kind: "announce", topic, values, stands: "moment" } as const
  const sent: Sent = { from: "outside", seq: counted.count, at: counted.now, message }
  const after = Delivery.announce(counted, sent, message, heardBy)
  // who listens may still find that it is not what he waits for
  const heard = heardBy.some(([id]) => after.cases.get(id)?.journal.length !== counted.cases.get(id)?.journal.length)
  return heard ? { run: Delivery.settle(after) } : { run: counted, refusal: { _tag: "NotWaiting" } }
}
