/**
 * How a case begins: what is known, from when it counts, how it is found again, and which topics it listens to. What
 * another case hands over incomplete waits for the rest of the form as the task `intake`.
 */
import type { Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import * as Kept from "./Kept.ts"
import type { Refusal } from "./Refusal.ts"
import { emit, happened } from "./Run.ts"
import type { Run } from "./Run.ts"
import * as Schedule from "./Schedule.ts"
import type { Listening } from "./State.ts"
import * as Wait from "./steps/Wait.ts"

/** The anchor `intake`: when it really happened, else the opening. */
export const at = (run: Run, values: Values, opened: Instant): Instant => {
  const field = run.world.plan.intake.countsFrom
  const value = field === undefined ? undefined : values[field]
  return typeof value === "number" ? happened(run, value) : opened
}

/** A matter cannot have been received later than now. */
export const future = (run: Run, values: Values): Refusal | null => {
  const received = at(run, values, run.stamp)
  return received > run.stamp ? { _tag: "InTheFuture", at: received } : null
}

/** Units, parties and persons by which the case is found. */
export const subject = (run: Run, values: Values): ReadonlyArray<readonly [string, string]> =>
  run.world.plan.subject.flatMap((field) => texts(values[field]).map((text) => [field, text] as const))

const texts = (value: Value | undefined): ReadonlyArray<string> =>
  typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === "string") : []

/**
 * What an intake leaves in the snapshot. Until the hand-over task is done everything given so far is kept: nobody else
 * could know it.
 */
export const kept = (run: Run, values: Values, complete: boolean): Values =>
  complete ? Kept.of(run.world.plan, "intake", values) : values

/** What the hand-over task adds to the matter. */
export const known = (run: Run, values: Values, opener: Person) => {
  const all = { ...run.state.data["intake"], ...values }
  return {
    kept: Kept.of(run.world.plan, "intake", all),
    intake: { at: at(run, all, run.state.intake), opener, subject: subject(run, all) }
  }
}

/** From now on the case hears what holds it, and what its waits look back for. Called again when more is known. */
export const listen = (run: Run): void => {
  const { plan } = run.world
  const holds: Array<Listening> = []
  const listens: Array<Listening> = []
  for (const hold of plan.holds) {
    holds.push({ for: `hold:${hold.name}`, ...Wait.address(run, hold.from, null) })
    if (hold.until !== "its-end") listens.push({ for: `hold:${hold.name}`, ...Wait.address(run, hold.until, null) })
  }
  for (const wait of run.nodes.since) {
    if (wait.for !== undefined) listens.push({ for: `wait:${wait.node}`, ...Wait.address(run, wait.for, null) })
  }
  const all = [...holds, ...listens, ...Schedule.listens(run)]
  const before = run.state.listens
  if (all.length === before.length && all.every((one, index) => one.key === before[index]?.key)) return
  emit(run, { _tag: "Listens", listens: all })
  for (const { topic, key } of holds) {
    if (before.some((one) => one.key === key)) continue
    emit(run, { _tag: "Sent", message: { kind: "watch", topic, key } })
  }
}
