/**
 * The border between fibers and the lines of the cases: an order goes in, the fiber waits, the reply wakes it. A caller
 * who is interrupted before his command was handed over takes it back; afterwards it goes on without him.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import * as Boxes from "../domain/Boxes.ts"
import type { CaseQueue } from "./CaseQueue.ts"
import type { Job, Reply, Waiting } from "./Job.ts"
import { DeskBusy } from "./Refused.ts"

/** A job without what can be said for it. */
export type Sent = Omit<Job, "bytes"> & { readonly bytes?: number | undefined }

/** Sends a command; a refusal is a reply like others here. */
export type Send = (job: Sent) => Effect.Effect<Reply>

/** Sends a command at once, so only from within an effect; `read` says what its reply is worth to the caller. */
export type SendAs = <A, E>(job: Job, read: (reply: Reply) => Effect.Effect<A, E>) => Effect.Effect<A, E>

/** About as many bytes as a command has that brings no form. */
export const usual = 256

/** A job in the one shape they all have. */
export const jobOf = (sent: Sent): Job => ({
  caseId: sent.caseId,
  id: sent.id,
  named: sent.named,
  remembered: sent.remembered,
  stamp: sent.stamp,
  opens: sent.opens,
  moves: sent.moves,
  make: sent.make,
  content: sent.content,
  ack: sent.ack,
  bytes: sent.bytes ?? usual
})

Boxes.share(jobOf({ caseId: "", id: "", named: false, remembered: false, stamp: Boxes.instant, make: () => undefined as never }))

const full: Reply = { _tag: "Failed", fault: new DeskBusy({ why: "queue-full" }) }

export const make = (queue: CaseQueue): SendAs => (job, read) => {
  const waiting = queue.submit(job)
  if (waiting === null) return read(full)
  return waiting.reply === undefined ? later(queue, waiting, read) : read(waiting.reply)
}

const later = <A, E>(queue: CaseQueue, waiting: Waiting, read: (reply: Reply) => Effect.Effect<A, E>): Effect.Effect<A, E> =>
  Effect.callback((wake) => {
    const told = (reply: Reply): void => wake(read(reply))
    if (waiting.reply !== undefined) told(waiting.reply)
    else waiting.told = told
    return Effect.sync(() => queue.takeBack(waiting))
  })
