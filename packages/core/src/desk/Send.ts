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

/** Sends a command; a refusal is a reply like others here. */
export type Send = (job: Omit<Job, "done" | "bytes"> & { readonly bytes?: number }) => Effect.Effect<Reply>

const usual = 256

const full: Reply = { _tag: "Failed", fault: new DeskBusy({ why: "queue-full" }) }

export const make = (queue: CaseQueue): Send => (job) =>
  Effect.suspend(() => {
    let reply: Reply | undefined
    let resume: ((effect: Effect.Effect<Reply>) => void) | undefined
    const takeBack = queue.submit({
      ...job,
      bytes: job.bytes ?? usual,
      done: (given) => {
        if (resume === undefined) reply = given
        else resume(Effect.succeed(given))
      }
    })
    if (takeBack === null) return Effect.succeed(full)
    if (reply !== undefined) return Effect.succeed(reply)
    return Effect.callback<Reply>((wake) => {
      if (reply !== undefined) wake(Effect.succeed(reply))
      else resume = wake
      return Effect.sync(takeBack)
    })
  })
