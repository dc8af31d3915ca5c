/** Orders on the whole case: suspend and resume, withdraw and terminate, and remarks. */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Field } from "../../domain/Field.ts"
import * as Form from "../../domain/Form.ts"
import * as People from "../../domain/People.ts"
import type { Actor } from "../../domain/People.ts"
import type { Values } from "../../domain/Value.ts"
import type { Note, Resume, Suspend, Terminate, Withdraw } from "../Command.ts"
import * as Clocks from "../Clocks.ts"
import * as Ending from "../Ending.ts"
import * as Held from "../Held.ts"
import * as Holds from "../Holds.ts"
import type { Refusal } from "../Refusal.ts"
import { emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import * as Signals from "../Signals.ts"
import * as Doing from "./Doing.ts"
import * as Right from "./Right.ts"

export const suspend = (run: Run, command: Suspend): Refusal | null => {
  const declared = run.world.plan.orders.suspend
  const { actor } = command
  if (declared === undefined) return Right.illegal("suspend", "not-declared")
  if (Held.suspension(run.state) !== undefined) return Right.illegal("suspend", "already-suspended")
  const refused =
    Right.order(run, "suspend", reasoned(declared), actor, null, command.reason) ??
    formed(run, "suspend", declared.form, command.values, actor)
  if (refused !== null || run.halted) return refused
  Holds.stand(run, {
    scope: "",
    source: { person: actor.person },
    reason: command.reason ?? "",
    clocks: declared.clocks,
    until: Clocks.endOf(run, declared.atMost, run.at)
  }, declared.form === undefined ? undefined : command.values)
  return null
}

export const resume = (run: Run, command: Resume): Refusal | null => {
  const refused = Right.order(run, "resume", run.world.plan.orders.resume, command.actor, null, undefined)
  if (refused !== null) return refused
  const hold = Held.suspension(run.state)
  if (hold === undefined) return Right.illegal("resume", "not-suspended")
  Holds.release(run, [hold], Signals.apply)
  return null
}

/** Legal also while suspended or held: nobody is kept in a case because it stands. */
export const withdraw = (run: Run, command: Withdraw): Refusal | null => {
  const declared = run.world.plan.orders.withdraw
  const refused = Right.order(run, "withdraw", declared, command.actor, null, command.reason)
  if (refused !== null || run.halted || declared === undefined) return refused
  Ending.end(run, declared.ends, {}, "order", told("withdraw", command.reason))
  return null
}

export const terminate = (run: Run, command: Terminate): Refusal | null => {
  const declared = run.world.plan.orders.terminate
  if (declared === undefined) return Right.illegal("terminate", "not-declared")
  const refused =
    Right.order(run, "terminate", reasoned(declared), command.actor, null, command.reason) ??
    formed(run, "terminate", declared.form, command.values, command.actor)
  if (refused !== null || run.halted) return refused
  Ending.end(run, declared.ends, {}, "order", {
    ...told("terminate", command.reason),
    ...(declared.form !== undefined && command.values !== undefined && { form: command.values })
  })
  return null
}

/** A remark by anybody who has to do with the case, always, also after its end. */
export const note = (run: Run, command: Note): Refusal | null => {
  if (run.state.status === "none") return { _tag: "NoSuchCase" }
  const needs = concerned(run)
  if (run.halted) return null
  if (!People.fits(Right.keysOf(command.actor), needs)) return { _tag: "RoleNotAllowed", needs }
  emit(run, { _tag: "Noted", text: command.text })
  return null
}

const concerned = (run: Run): ReadonlyArray<People.Key> => {
  const { state, world } = run
  const resolver = Evaluate.resolver(Scope.of(run, null))
  const orders = Object.values(world.plan.orders).map((order) => order.by)
  const named = [world.plan.intake.by, ...orders].flatMap((people) =>
    people === null ? [] : People.offer(people, resolver)
  )
  const live = state.frames.flatMap((frame) =>
    frame.kind === "task" ? [...frame.offer, ...Scope.keysOf(frame)] : Scope.keysOf(frame)
  )
  const doers = Object.values(state.done).flatMap((done) => (done.by === "system" ? [] : done.by))
  const persons = [...doers, ...(state.opener === undefined ? [] : [state.opener])]
  return [...new Set([...named, ...live, ...persons.map((person): People.Key => `person:${person}`)])]
}

/** A form takes the place of the reason. */
const reasoned = <D extends { readonly reason: "required" | "optional"; readonly form?: ReadonlyArray<Field> }>(
  declared: D
): D => (declared.form === undefined ? declared : { ...declared, reason: "optional" })

const formed = (
  run: Run,
  order: string,
  form: ReadonlyArray<Field> | undefined,
  values: Values | undefined,
  actor: Actor
): Refusal | null =>
  form === undefined
    ? null
    : Doing.reject(Form.check(form, values ?? {}, Scope.of(run, null), { step: order, keys: Right.keysOf(actor) }))

const told = (order: string, reason: string | undefined) => ({ order, ...(reason !== undefined && { reason }) })
