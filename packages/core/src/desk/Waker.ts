/**
 * Makes due clocks happen: claims the cases whose instant has passed and sends each one a tick through its own line.
 * Nothing depends on how often it looks; the case catches up by itself, at the instants written in it (engine §2.4).
 *
 * @since 0.1.0
 */
import { Cause, Duration, Effect, Latch } from "effect"
import type { Tick } from "../case/Command.ts"
import type { Instant } from "../domain/Time.ts"
import type { CaseStore, StoreDown, Stored } from "../port/CaseStore.ts"
import type { Incidents } from "./Incidents.ts"
import type { Meters } from "./Meters.ts"
import type { Send } from "./Send.ts"
import type { Shift } from "./Shift.ts"
import * as Span from "./Span.ts"

export interface Waker {
  /** all wakes that are due now; how many cases were woken */
  readonly tick: Effect.Effect<number, StoreDown>
  /** looks until the desk closes */
  readonly run: Effect.Effect<void, StoreDown>
  /** a commit has set this wake */
  readonly poke: (wake: Instant) => void
}

export interface Options {
  readonly store: CaseStore["Service"]
  readonly send: Send
  readonly now: () => Instant
  readonly worker: string
  /** ms after its instant a clock is made to happen: what was sent in time gets in before it */
  readonly settle: number
  /** a claim reads the case as well: no need to load it again */
  readonly seen: (stored: Stored) => void
  readonly incidents: Incidents
  readonly shift: Shift
  readonly meters: Meters
}

const limit = 500
const ttl = Duration.seconds(30)
const poll = Duration.seconds(1)

export const make = (options: Options): Waker => {
  const { incidents, meters, now, seen, send, settle, shift, store, worker } = options
  const latch = Latch.makeUnsafe(false)
  shift.onEnd(() => latch.openUnsafe())
  let next: Instant | null = null

  /** Those that are due, each ticked: a lease is over with the commit of its case. */
  const some = shift.work(Effect.gen(function*() {
    const before = now() - settle
    const due = yield* store.claimWakes({ before, limit, by: worker, ttl })
    if (due.length === 0) return 0
    meters.woken(due.length)
    yield* Span.about("Desk.wake", () => ({ "frontdesk.cases": due.length }), Effect.forEach(
      due,
      (stored) => {
        const { caseId } = stored
        seen(stored)
        const id = `tick:${before}`
        const command: Tick = { _tag: "Tick", caseId, id, stamp: before }
        return Effect.map(
          send({ caseId, id, named: false, remembered: false, stamp: before, make: () => command }),
          (reply) => {
            if (reply._tag === "Died") {
              incidents.add({ at: before, what: "stuck", caseId, why: Cause.pretty(reply.cause) })
            } else if (reply._tag === "Failed" && reply.fault._tag === "UnknownPlan") {
              incidents.add({ at: before, what: "stuck", caseId, why: `no plan ${reply.fault.plan}` })
            }
          }
        )
      },
      { concurrency: "unbounded", discard: true }
    ))
    return due.length
  }))

  const tick = Effect.gen(function*() {
    let woken = 0
    while (!shift.over()) {
      const found = yield* some
      if (found === 0) break
      woken += found
    }
    return woken
  })

  const sleep = Effect.gen(function*() {
    // closed before the store is asked: a commit meanwhile must not go unnoticed
    next = null
    yield* latch.close
    if (shift.over()) return
    next = yield* store.nextWake
    const wait = next === null ? Duration.infinity : Duration.millis(Math.max(0, next + settle + 1 - now()))
    const other = store.traits.shared ? Duration.min(wait, poll) : wait
    yield* Duration.isFinite(other) ? Effect.timeoutOption(latch.await, other) : latch.await
  })

  return {
    tick,
    run: shift.until(Effect.andThen(tick, sleep)),
    poke: (wake) => {
      if (next === null || wake < next) latch.openUnsafe()
    }
  }
}
