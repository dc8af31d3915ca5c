/**
 * More time for one term, by a length or until an instant; also after a miss, which stays a miss. `at-most` bounds the
 * sum of all extensions of the term, `times` their number.
 */
import type { Instant } from "../../domain/Time.ts"
import * as Clocks from "../Clocks.ts"
import type { Extend } from "../Command.ts"
import type { Refusal } from "../Refusal.ts"
import { clockOf, emit } from "../Run.ts"
import type { Run } from "../Run.ts"
import type { Clock, Extension, Frame } from "../State.ts"
import * as Place from "../Place.ts"
import * as Right from "./Right.ts"

export const extend = (run: Run, command: Extend): Refusal | null => {
  const declared = run.world.plan.orders.extend
  const { of, actor, by } = command
  if (declared === undefined) return Right.illegal("extend", "not-declared")
  if (!declared.of.includes(of.split("#")[0] ?? of)) return Right.illegal("extend", "no-such-term")
  const frame = live(run, of)
  if (frame === undefined) return Right.over(run, of)
  const held = Right.still(run, frame.node)
  if (held !== null) return held
  const refused = Right.order(run, "extend", declared, actor, frame, command.reason)
  if (refused !== null) return refused
  const clock = clockOf(run, frame.id)
  if (clock === undefined || clock.due === null) return Right.illegal("extend", "no-such-term")
  if (clock.extra.length >= declared.times) return { _tag: "OverLimit", order: "extend", left: 0 }
  if (!sane(by, run.at)) return { _tag: "OverLimit", order: "extend", left: 0 }
  const one = (length: Extension["by"]): Extension => ({
    by: length,
    who: actor.person,
    reason: command.reason ?? "",
    at: run.at
  })
  const extension = one(by)
  const next = Clocks.extended(run, clock, [...clock.extra, extension])
  const due = next?.clock.due ?? null
  if (next === null || due === null || due <= clock.due) return Right.illegal("extend", "not-longer")
  // what all extensions together may reach, counted like any term
  const limit = dueWith(run, clock, [one(declared.atMost)])
  if (limit !== null && due > limit) {
    return { _tag: "OverLimit", order: "extend", left: Math.max(0, limit - clock.due) }
  }
  emit(run, { _tag: "Extended", clock: { ...clock, extra: next.clock.extra }, extension })
  emit(run, { _tag: "Derived", clock: next.clock, why: "extended", derivation: next.from.derivation })
  return null
}

const LONGEST = 10_000

const sane = (by: Extend["by"], now: Instant): boolean =>
  "until" in by
    ? Right.near(by.until, now)
    : Number.isInteger(by.n) && by.n > 0 && by.n <= LONGEST

const live = (run: Run, of: string): Frame | undefined =>
  run.state.frames.find((one) => (one.kind === "task" || one.kind === "stage") && Place.pathOf(one) === of)

const dueWith = (run: Run, clock: Clock, extra: ReadonlyArray<Extension>): Instant | null =>
  Clocks.extended(run, clock, extra)?.clock.due ?? null
