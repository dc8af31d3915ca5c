/** Tells somebody, in the same change. With a receipt the step waits until the message was received. */
import * as Evaluate from "../../domain/Evaluate.ts"
import type { Key } from "../../domain/People.ts"
import * as People from "../../domain/People.ts"
import type { Instant } from "../../domain/Time.ts"
import * as Written from "../../domain/Written.ts"
import type { Notify } from "../../plan/Plan.ts"
import type { Message } from "../Entry.ts"
import * as List from "../List.ts"
import * as Place from "../Place.ts"
import { emit, over } from "../Run.ts"
import type { Outcome, Run } from "../Run.ts"
import * as Scope from "../Scope.ts"
import type { Frame, ReceiptFrame } from "../State.ts"

export const enter = (run: Run, step: Notify, list: Frame): Outcome => {
  const scope = Scope.of(run, list)
  const to = People.offer(step.to, Evaluate.resolver(scope))
  const path = List.pathIn(list, step.name)
  const text = texts(run, step.message, scope)
  if (over(run)) return "over"
  const message: Message = {
    kind: "notice",
    to,
    via: step.via,
    message: step.message,
    text,
    receipt: step.receipt,
    about: { step: path }
  }
  const seq = emit(run, { _tag: "Sent", message, ...(!step.receipt && { path }) })
  if (!step.receipt) return "done"
  const frame: ReceiptFrame = {
    kind: "receipt",
    id: run.state.next,
    parent: list.id,
    node: step.node,
    items: list.items,
    since: run.at,
    message: seq
  }
  emit(run, { _tag: "Entered", frame })
  return "live"
}

/** The message arrived, at an instant that may lie before we heard of it. */
export const received = (run: Run, frame: ReceiptFrame, when: Instant): Outcome => {
  const at = Math.min(when, run.at)
  emit(run, { _tag: "Receipted", message: frame.message, received: at })
  emit(run, {
    _tag: "Left",
    frame: frame.id,
    step: { path: Place.pathOf(frame), ...(at !== run.at && { at }) }
  })
  return "done"
}

/** A message of the engine itself: a reminder, or what an order tells. */
export const tell = (
  run: Run,
  to: ReadonlyArray<Key>,
  message: string,
  about: { readonly frame: Frame | null; readonly stale?: boolean }
): void => {
  const text = texts(run, message, Scope.of(run, about.frame))
  if (!over(run)) say(run, to, { message, text }, about)
}

/** The same, with the finished text. */
export const say = (
  run: Run,
  to: ReadonlyArray<Key>,
  { message, text }: { readonly message: string; readonly text: { readonly [language: string]: string } },
  about: { readonly frame: Frame | null; readonly stale?: boolean }
): void => {
  const { frame } = about
  emit(run, {
    _tag: "Sent",
    message: {
      kind: "notice",
      to,
      via: [],
      message,
      text,
      receipt: false,
      about: {
        step: frame === null ? "case" : Place.pathOf(frame),
        ...(frame?.kind === "task" && { n: frame.n })
      },
      ...(about.stale === true && { stale: true as const })
    }
  })
}

/** The texts of a message, by language. */
export const texts = (run: Run, message: string, scope: Evaluate.Scope): { readonly [language: string]: string } => {
  const { currency, time } = run.world.plan
  const found: { [language: string]: string } = {}
  for (const [language, template] of Object.entries(run.world.plan.messages[message] ?? {})) {
    found[language] = template
      .map((piece) => {
        if (typeof piece === "string") return piece
        const value = Evaluate.evaluate(piece.value, scope)
        if (value === undefined) return ""
        const place = { zone: time.zone, currency, language }
        return Written.show(piece.type, value, piece.titles === undefined ? place : { ...place, titles: piece.titles })
      })
      .join("")
  }
  return found
}
