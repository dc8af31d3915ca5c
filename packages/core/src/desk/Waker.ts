/**
 * Makes due clocks happen: claims the cases whose instant has passed and sends each one a tick through its own line.
 * Nothing depends on how often it looks; the case catches up by itself, at the instants written in it (engine §2.4).
 *
 * @since 0.1.0
 */
import { Cause, Duration, Effect, Latch } from "effect"
import type { Tick } from "../case/Command.ts"
import type { CaseId } from "../case/State.ts"
import type { Instant } from "../domain/Time.ts"
import type { CaseStore, StoreDown, Stored } from "../port/CaseStore.ts"
import type { CaseQueue } from "./CaseQueue.ts"
import type { Incidents } from "./Incidents.ts"
import type { Reply, Waiting } from "./Job.ts"
import type { Meters } from "./Meters.ts"
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
  readonly submit: CaseQueue["submit"]
  readonly takeBack: CaseQueue["takeBack"]
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

/** so many are claimed at once, and while so many are under way */
const limit = 500
const ttl = Duration.seconds(30)
const poll = Duration.seconds(1)
/** rough, for back-pressure */
const bytes = 256

export const make = (options: Options): Waker => {
  const { incidents, meters, now, seen, settle, shift, store, submit, takeBack, worker } = options
  const latch = Latch.makeUnsafe(false)
  shift.onEnd(() => latch.openUnsafe())
  let next: Instant | null = null

  const answered = (caseId: CaseId, at: Instant, reply: Reply): void => {
    if (reply._tag === "Died") incidents.add({ at, what: "stuck", caseId, why: Cause.pretty(reply.cause) })
    else if (reply._tag === "Failed" && reply.fault._tag === "UnknownPlan") {
      incidents.add({ at, what: "stuck", caseId, why: `no plan ${reply.fault.plan}` })
    }
  }

  /** One tick, straight into its case's line: a fiber for each would cost as much as deciding it. `null`: no room. */
  const send = (stored: Stored, at: Instant, done: () => void): Waiting | null => {
    const { caseId } = stored
    seen(stored)
    const id = `tick:${at}`
    const command: Tick = { _tag: "Tick", caseId, id, stamp: at }
    return submit({
      caseId,
      id,
      named: false,
      remembered: false,
      stamp: at,
      opens: undefined,
      moves: undefined,
      make: () => command,
      content: undefined,
      ack: undefined,
      bytes
    }, (reply) => {
      answered(caseId, at, reply)
      done()
    })
  }

  /**
   * All that are due, each ticked: a lease is over with the commit of its case. The next are claimed while the last are
   * under way; they come a batch at a time, so that what was read is written before more is read, and others get a turn.
   */
  const tick = shift.work(Effect.suspend(() => {
    const { batch } = store.traits
    const open = new Map<Stored, Waiting | null>()
    let woken = 0
    let most = 0
    let go: (() => void) | undefined
    const done = (stored: Stored): void => {
      open.delete(stored)
      if (go === undefined || open.size > most) return
      const wake = go
      go = undefined
      wake()
    }
    const fewer = (than: number): Effect.Effect<void> =>
      Effect.callback((resume) => {
        if (open.size <= than) return resume(Effect.void)
        most = than
        go = () => resume(Effect.void)
      })
    const ticks = Effect.fnUntraced(function*(due: ReadonlyArray<Stored>, at: Instant) {
      for (let from = 0; from < due.length; from += batch) {
        for (const stored of due.slice(from, from + batch)) {
          open.set(stored, null)
          const waiting = send(stored, at, () => done(stored))
          // no room: its lease runs out, and it is claimed again
          if (waiting === null) open.delete(stored)
          else if (open.has(stored)) open.set(stored, waiting)
        }
        yield* Effect.yieldNow
      }
      yield* fewer(limit)
    })
    return Effect.gen(function*() {
      while (!shift.over()) {
        const before = now() - settle
        const due = yield* store.claimWakes({ before, limit, by: worker, ttl })
        if (due.length === 0 && open.size === 0) break
        // none left: what is under way may bring more
        if (due.length === 0) yield* fewer(0)
        else {
          woken += due.length
          meters.woken(due.length)
          yield* Span.about("Desk.wake", () => ({ "frontdesk.cases": due.length }), ticks(due, before))
        }
      }
      yield* fewer(0)
      return woken
    }).pipe(
      Effect.tapError(() => fewer(0)),
      Effect.onInterrupt(() => Effect.sync(() => open.forEach((waiting) => waiting && takeBack(waiting))))
    )
  }))

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
