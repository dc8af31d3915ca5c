/**
 * The end of a case, by a step or an order: everything open is cancelled, standing facts go, whoever waits for the
 * outcome hears it, all in the closing change.
 */
import type { Values } from "../domain/Value.ts"
import * as Cancel from "./Cancel.ts"
import type { EntryBody } from "./Entry.ts"
import { emit } from "./Run.ts"
import type { Outcome, Run } from "./Run.ts"

/** Ends the case with an outcome. */
export const end = (
  run: Run,
  outcome: string,
  values: Values,
  why: Extract<EntryBody, { readonly _tag: "Cancelled" }>["why"],
  order?: { readonly order: string; readonly reason?: string; readonly form?: Values }
): Outcome => {
  // the root, or the hand-over task of a case that never came so far
  for (const frame of run.state.frames.filter((one) => one.parent === 0)) {
    Cancel.all(run, frame.id, why, order?.reason)
  }
  for (const { topic, values: told } of run.state.standing) {
    emit(run, { _tag: "Sent", message: { kind: "announce", topic, values: told, stands: "off" } })
  }
  tell(run, outcome, values)
  emit(run, { _tag: "Ended", outcome, values, ...order })
  return "over"
}

const tell = (run: Run, outcome: string, values: Values): void => {
  const { back } = run.state
  if (back === undefined) return
  if (back.to === "workflow") {
    emit(run, { _tag: "Sent", message: { kind: "workflow", token: back.token, outcome, values } })
    return
  }
  emit(run, {
    _tag: "Sent",
    lane: back.case,
    message: { kind: "signal", case: back.case, signal: { _tag: "LinkClosed", link: back.link, outcome, values } }
  })
}
