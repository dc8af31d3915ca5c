/**
 * Suspensions, and holds by other cases: what begins to stand, what goes on, and the signals that were kept meanwhile.
 * Clocks are derived anew at both ends; what could not be entered is entered at the resume.
 */
import type { Values } from "../domain/Value.ts"
import * as Clocks from "./Clocks.ts"
import * as Held from "./Held.ts"
import * as Quiescence from "./Quiescence.ts"
import * as Schedule from "./Schedule.ts"
import { emit, over } from "./Run.ts"
import type { Run } from "./Run.ts"
import type { Signal } from "./Signal.ts"
import type { Hold } from "./State.ts"

/** Puts a scope on hold. */
export const stand = (run: Run, hold: Omit<Hold, "id" | "since">, values?: Values): void => {
  const stood = { ...hold, id: run.state.next, since: run.at }
  emit(run, { _tag: "Stood", hold: stood, ...(values !== undefined && { values }) })
  if (hold.clocks === "pause") Clocks.again(run, hold.scope, "stood")
}

/** Ends holds. What no other hold stops goes on: first the signals kept, in order of arrival, then what waited to be entered. */
export const release = (run: Run, holds: ReadonlyArray<Hold>, hear: (run: Run, signal: Signal) => void): void => {
  for (const hold of holds) emit(run, { _tag: "Released", hold: hold.id, scope: hold.scope })
  const paused = holds.filter((hold) => hold.clocks === "pause").map((hold) => hold.scope)
  for (const scope of new Set(paused)) Clocks.again(run, scope, "resumed")
  // what was stuck tries again when the whole case goes on
  if (holds.some((hold) => hold.scope === "")) {
    Clocks.freed(run, "resumed")
    Schedule.freed(run, "resumed")
  }
  const kept = run.state.waiting
  if (kept.length > 0) {
    emit(run, { _tag: "Unparked", count: kept.length })
    for (const signal of kept) {
      if (!over(run)) hear(run, signal)
    }
  }
  Quiescence.goOn(run)
}

/** Whose word stops the step at `node`: for `part-held`. */
export const reason = (
  run: Run,
  node: string
): { readonly hold: string; readonly cases: ReadonlyArray<string> } | null => {
  const cases = Held.over(run.state, node).flatMap((hold) => ("case" in hold.source ? [hold.source] : []))
  const [first] = cases
  return first === undefined ? null : { hold: first.hold, cases: [...new Set(cases.map((one) => one.case))] }
}
