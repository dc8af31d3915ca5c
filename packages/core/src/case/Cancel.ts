/**
 * Frames that end without having been done: by a join, an end, a return or an order. Youngest first, their clocks
 * released, called cases told, what the host was asked to do revoked; started cases go on.
 */
import * as Clocks from "./Clocks.ts"
import * as Place from "./Place.ts"
import type { EntryBody } from "./Entry.ts"
import { below, emit } from "./Run.ts"
import type { Run } from "./Run.ts"
import type { Frame } from "./State.ts"

type Why = Extract<EntryBody, { readonly _tag: "Cancelled" }>["why"]

/** Cancels a frame and all below it. */
export const all = (run: Run, id: number, why: Why, reason?: string): void => {
  for (const frame of below(run, id)) one(run, frame, why, reason)
}

/** Cancels what stands in a frame, but not the frame. */
export const inside = (run: Run, id: number, why: Why, reason?: string): void => {
  for (const frame of below(run, id)) {
    if (frame.id !== id) one(run, frame, why, reason)
  }
}

const one = (run: Run, frame: Frame, why: Why, reason: string | undefined): void => {
  const duty = Clocks.ending(run, frame, why === "order" ? "withdrawn" : "released")
  if (frame.kind === "do") {
    const step = run.nodes.node.get(frame.node)?.step
    if (step?.kind === "do") {
      const { message } = frame
      emit(run, { _tag: "Sent", lane: Place.lane(message), message: { kind: "revoke", action: step.action, message } })
    }
  }
  if (frame.kind === "call") {
    const link = run.state.links[frame.link]
    if (link !== undefined && link.open) {
      emit(run, {
        _tag: "Sent",
        lane: link.case,
        message: { kind: "signal", case: link.case, signal: { _tag: "Cancel", why } }
      })
    }
  }
  emit(run, { _tag: "Cancelled", frame: frame.id, why, ...(reason !== undefined && { reason }), ...(duty !== undefined && { duty }) })
}
