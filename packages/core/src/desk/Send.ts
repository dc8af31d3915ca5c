/**
 * The border between fibers and the lines of the cases: an order goes in, the fiber waits, the reply wakes it. A caller
 * who is interrupted before his command was handed over takes it back; afterwards it goes on without him.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { CaseQueue } from "./CaseQueue.ts"
import type { Job, Reply } from "./Job.ts"
import { DeskBusy } from "./Refused.ts"

type Sent = Omit<Job, "done" | "bytes"> & { readonly bytes?: number | undefined }

/** Sends a command; a refusal is a reply like others here. */
export type Send = (job: Sent) => Effect.Effect<Reply>

/** Sends a command at once, so only from within an effect; `read` says what its reply is worth to the caller. */
export type SendAs = <A, E>(job: Sent, read: (reply: Reply) => Effect.Effect<A, E>) => Effect.Effect<A, E>

const usual = 256

const full: Reply = { _tag: "Failed", fault: new DeskBusy({ why: "queue-full" }) }

export const make = (queue: CaseQueue): SendAs => <A, E>(sent: Sent, read: (reply: Reply) => Effect.Effect<A, E>) => {
  let reply: Reply | undefined
  let resume: ((effect: Effect.Effect<A, E>) => void) | undefined
  // one shape for all
  const job: Job = {
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
    bytes: sent.bytes ?? usual,
    done: (given) => {
      if (resume === undefined) reply = given
      else resume(read(given))
    }
  }
  const takeBack = queue.submit(job)
  if (takeBack === null) return read(full)
  if (reply !== undefined) return read(reply)
  return Effect.callback<A, E>((wake) => {
    if (reply !== undefined) wake(read(reply))
    else resume = wake
    return Effect.sync(takeBack)
  })
}
