/**
 * What arrives from other cases and the outside. What is meant for a held part is kept and applied at its resume, in
 * order of arrival, at the resume's instant. What nobody waits for any more is refused, or known and left alone when
 * the sender's order of facts must be remembered.
 */
import type { Signal } from "./Signal.ts"
import * as Ending from "./Ending.ts"
import * as Held from "./Held.ts"
import * as Holds from "./Holds.ts"
import * as Quiescence from "./Quiescence.ts"
import type { Refusal } from "./Refusal.ts"
import * as Schedule from "./Schedule.ts"
import { emit, frame as frameOf, over } from "./Run.ts"
import type { Run } from "./Run.ts"
import type { Frame, Hold } from "./State.ts"
import * as Do from "./steps/Do.ts"
import * as Link from "./steps/Link.ts"
import * as Notify from "./steps/Notify.ts"
import * as Wait from "./steps/Wait.ts"

/** Hears a signal; a refusal if nobody waits for it. */
export const hear = (run: Run, signal: Signal): Refusal | null => {
  const before = run.entries.length
  // the case is open at its instant, whatever comes of it; what was kept is no news when it is taken
  if (signal._tag === "Event") Schedule.heard(run, signal)
  if (!over(run)) apply(run, signal)
  if (run.entries.length > before || run.halted) return null
  if (signal._tag === "Event" || signal._tag === "Received") return { _tag: "NotWaiting" }
  // facts and outcomes must be remembered as heard, so that nothing older is taken for newer
  emit(run, { _tag: "Ignored", what: signal._tag })
  return null
}

/** Applies a signal now, or keeps it if its part is held. */
export const apply = (run: Run, signal: Signal): void => {
  run.place = run.home
  switch (signal._tag) {
    case "Event":
      return event(run, signal)
    case "Received":
      return through(
        run,
        signal,
        run.state.frames.find((one) => one.kind === "receipt" && one.message === signal.message),
        (frame) => (frame.kind === "receipt" ? Notify.received(run, frame, signal.at) : "over")
      )
    case "Answered":
      return through(
        run,
        signal,
        run.state.frames.find((one) => one.kind === "do" && one.message === signal.message),
        (frame) => (frame.kind === "do" ? Do.answered(run, frame, signal.outcome, signal.values) : "over")
      )
    case "LinkClosed":
      return link(run, signal, signal.outcome, signal.values)
    case "LinkFailed":
      return link(run, signal, "cancelled", {})
    case "Standing":
      return standing(run, signal)
    case "Cancel":
      Ending.end(run, "cancelled", {}, "order", { order: "cancel", reason: signal.why })
  }
}

const through = (
  run: Run,
  signal: Signal,
  frame: Frame | undefined,
  leave: (frame: Frame) => "done" | "live" | "over"
): void => {
  if (frame === undefined) return
  if (Held.held(run.state, frame.node)) emit(run, { _tag: "Parked", signal })
  else if (leave(frame) === "done") Quiescence.ended(run, frame)
}

const link = (
  run: Run,
  signal: Extract<Signal, { readonly link: number }>,
  outcome: string,
  values: { readonly [field: string]: never } | Extract<Signal, { readonly _tag: "LinkClosed" }>["values"]
): void =>
  through(
    run,
    signal,
    run.state.frames.find((one) => one.kind === "call" && one.link === signal.link),
    (frame) => (frame.kind === "call" ? Link.closed(run, frame, outcome, values) : "over")
  )

/** An event is taken by every open wait that it fits; by waits still ahead too, if they look back; and by holds. */
const event = (run: Run, signal: Extract<Signal, { readonly _tag: "Event" }>): void => {
  let parked = false
  const waits = run.state.frames.filter((one) => one.kind === "wait" && one.event?.topic === signal.topic)
  for (const { id } of waits) {
    const frame = frameOf(run, id)
    const step = frame === undefined ? undefined : run.nodes.node.get(frame.node)?.step
    if (over(run) || frame?.kind !== "wait" || step?.kind !== "wait") continue
    const from = step.since === undefined ? frame.since : Math.min(frame.since, Wait.sinceOf(run, step, frame))
    if (signal.at < from || !Wait.fits(run, step.for, frame, signal.values)) continue
    if (!Held.held(run.state, frame.node)) {
      if (Wait.came(run, frame, signal.values, signal.at) === "done") Quiescence.ended(run, frame)
    } else if (!parked) {
      parked = true
      emit(run, { _tag: "Parked", signal })
    }
  }
  if (!over(run)) ahead(run, signal)
  if (!over(run)) moved(run, signal)
}

/**
 * For a wait that looks back one event is kept: the first that counts, and as long as nobody knows from when on they
 * count, the last. So none is lost for one that came too early.
 */
const ahead = (run: Run, signal: Extract<Signal, { readonly _tag: "Event" }>): void => {
  for (const step of run.nodes.since) {
    if (step.for?.topic !== signal.topic || run.state.frames.some((one) => one.node === step.node)) continue
    const kept = run.state.early[step.node]
    if (kept !== undefined) {
      const from = Wait.anchorOf(run, step, null)
      const counts = from !== undefined && kept.at >= from
      if (counts || signal.at < (from ?? kept.at)) continue
    }
    if (Wait.fits(run, step.for, null, signal.values)) {
      emit(run, { _tag: "Early", node: step.node, values: signal.values, happened: signal.at })
    }
  }
}

/** An event of the outside that begins or ends a hold. */
const moved = (run: Run, signal: Extract<Signal, { readonly _tag: "Event" }>): void => {
  for (const hold of run.world.plan.holds) {
    if (over(run)) return
    if (hold.until !== "its-end" && hold.until.topic === signal.topic && Wait.fits(run, hold.until, null, signal.values)) {
      const mine = held(run, hold.name, signal.from)
      if (mine.length > 0) Holds.release(run, mine, apply)
    } else if (hold.from.topic === signal.topic && Wait.fits(run, hold.from, null, signal.values)) {
      begin(run, hold, signal.from)
    }
  }
}

/** A fact of another case came or went. One hold for each case that says so; they add up. */
const standing = (run: Run, signal: Extract<Signal, { readonly _tag: "Standing" }>): void => {
  for (const hold of run.world.plan.holds) {
    if (over(run) || hold.from.topic !== signal.topic) continue
    if (signal.on) {
      if (Wait.fits(run, hold.from, null, signal.values)) begin(run, hold, signal.from)
    } else {
      const mine = held(run, hold.name, signal.from)
      if (mine.length > 0) Holds.release(run, mine, apply)
    }
  }
}

const begin = (run: Run, hold: Run["world"]["plan"]["holds"][number], from: string): void => {
  if (held(run, hold.name, from).length > 0) return
  for (const scope of hold.stops) {
    Holds.stand(run, { scope, source: { case: from, hold: hold.name }, reason: hold.name, clocks: hold.clocks })
  }
}

const held = (run: Run, name: string, from: string): ReadonlyArray<Hold> =>
  run.state.holds.filter(
    (hold) => "case" in hold.source && hold.source.case === from && hold.source.hold === name
  )
