/**
 * Carries the outbox away: notices to people, signals to other cases, facts to those who watch them, outcomes to
 * workflows. At least once, in order within a lane; between cases the receiving change acknowledges in the same
 * transaction. What cannot be delivered comes back later, and after twenty tries lies open for an administrator.
 *
 * @since 0.1.0
 */
import { Cause, Duration, Effect, Fiber, Latch } from "effect"
import type { Instant } from "../domain/Time.ts"
import type { Leased, MessageId, StoreDown } from "../port/CaseStore.ts"
import * as Delivery from "./Delivery.ts"
import type { Meters } from "./Meters.ts"
import type { Shift } from "./Shift.ts"
import * as Span from "./Span.ts"
import * as Vacancies from "./Vacancies.ts"

export interface Relay {
  /** everything that can leave now; how many messages and offers it looked at */
  readonly pass: Effect.Effect<number, StoreDown>
  /** until the desk closes */
  readonly run: Effect.Effect<void, StoreDown>
  readonly poke: () => void
  /** a task is offered anew: is there anybody? */
  readonly offered: Vacancies.Vacancies["offered"]
  /** what was asked of the host is not wanted any more: if it was given up, nothing waits behind it */
  readonly revoked: (message: MessageId) => void
  /** is there still anybody for what is open? */
  readonly staffChanged: Vacancies.Vacancies["again"]
}

export interface Options extends Delivery.Options, Vacancies.Options {
  readonly worker: string
  readonly shift: Shift
  readonly meters: Meters
}

const limit = 128
const ttl = Duration.seconds(60)
/** where others write too, their messages and broken leases are ours to find */
const poll = (shared: boolean): Duration.Duration => Duration.seconds(shared ? 1 : 60)
const mostTries = 20
/** for giving back, when a desk closes */
const grace = Duration.seconds(2)
const hour = 3_600_000

export const make = (options: Options): Relay => {
  const { incidents, meters, now, shift, store } = options
  const deliver = Delivery.make(options)
  const vacancies = Vacancies.make(options)

  const backoff = (tries: number): number => Math.min(hour, 1_000 * 2 ** Math.max(0, tries - 1))

  const handle = Effect.fnUntraced(function*(leased: Leased, later: (at: Instant) => void) {
    const attributes = () => ({
      "frontdesk.case": leased.caseId, "frontdesk.message": leased.id, "frontdesk.kind": leased.kind, "frontdesk.tries": leased.tries
    })
    const outcome = yield* Effect.catchCause(Span.about("Desk.message", attributes, deliver(leased)), (cause) =>
      Effect.succeed<Delivery.Outcome>({ _tag: "Later", why: Cause.pretty(cause) })
    )
    if (outcome._tag === "Done") {
      meters.messages.delivered++
      return outcome.inChange ? [] : [leased]
    }
    if (outcome._tag === "Later" && leased.tries < mostTries) {
      meters.messages.retried++
      const after = Delivery.nowFor(leased, now) + backoff(leased.tries)
      later(after)
      yield* store.retry(leased, after, outcome.why)
      return []
    }
    meters.messages.buried++
    incidents.add({ at: now(), what: "buried", caseId: leased.caseId, message: leased.id, why: outcome.why })
    yield* store.bury(leased, outcome.why)
    return []
  })

  /** The desk closes and cannot wait any longer: what is under way is anybody's from now on, what is done is done. */
  const returned = (open: ReadonlyArray<Leased>, gone: ReadonlyArray<Leased>) =>
    Effect.suspend(() =>
      Effect.andThen(
        Effect.forEach(open, (one) => store.retry(one, Delivery.nowFor(one, now), "its desk was closed"), { discard: true }),
        gone.length > 0 ? store.ack(gone) : Effect.void
      )
    ).pipe(Effect.ignore, Effect.forkDetach, Effect.flatMap((fiber) => Effect.timeoutOption(Effect.interruptible(Fiber.await(fiber)), grace)))

  /** Messages of some kinds, carried on their own: those of one loop wait for each other and for nobody else. */
  const loop = (kinds: ReadonlyArray<string>, before: Effect.Effect<number, StoreDown>) => {
    const latch = Latch.makeUnsafe(false)
    shift.onEnd(() => latch.openUnsafe())
    let retryAt = Infinity
    const later = (at: Instant): void => {
      retryAt = Math.min(retryAt, at)
    }
    const carried = (leased: ReadonlyArray<Leased>) =>
      Effect.uninterruptibleMask((restore) => {
        const open = new Set(leased)
        const gone: Array<Leased> = []
        const each = Effect.forEach(
          leased,
          (one) =>
            Effect.map(handle(one, later), (acks) => {
              open.delete(one)
              gone.push(...acks)
            }),
          { concurrency: "unbounded", discard: true }
        )
        return restore(each).pipe(
          Effect.andThen(Effect.suspend(() => (gone.length > 0 ? store.ack(gone) : Effect.void))),
          Effect.onInterrupt(() => returned([...open], gone))
        )
      })
    const pass = shift.work(Effect.gen(function*() {
      const more = yield* before
      // between the claim and its handling nobody comes
      const found = yield* Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(store.claimMessages({ kinds, limit, by: options.worker, ttl }), (leased) =>
          leased.length === 0 ? Effect.succeed(0) : Effect.as(restore(carried(leased)), leased.length)))
      return found + more
    }))
    const all: Relay["pass"] = Effect.gen(function*() {
      let count = 0
      while (!shift.over()) {
        const found = yield* pass
        if (found === 0) break
        count += found
      }
      return count
    })
    const once = Effect.gen(function*() {
      yield* latch.close
      if (shift.over()) return
      retryAt = Infinity
      yield* all
      const wait = Duration.min(poll(store.traits.shared), Duration.millis(Math.max(0, retryAt - now())))
      yield* Effect.timeoutOption(latch.await, wait)
    })
    const run = shift.until(once)
    return { all, run, poke: () => latch.openUnsafe() }
  }

  const letters = loop(
    ["notice", "open", "signal", "announce", "watch", ...(options.workflow._tag === "Some" ? ["workflow"] : [])],
    vacancies.look
  )
  // an action may take its time: nobody's letters wait for it
  let unwanted: Array<MessageId> = []
  const acts = options.actions._tag === "Some"
    // a buried one is claimed again, found to be wanted by nobody, and gone
    ? loop(["do", "revoke"], Effect.suspend(() => {
        const those = unwanted
        unwanted = []
        return Effect.forEach(those, (id) => store.revive(id, "again"), { discard: true }).pipe(
          Effect.as(those.length),
          Effect.onError(() => Effect.sync(() => void unwanted.push(...those)))
        )
      }))
    : undefined

  return {
    pass: acts === undefined ? letters.all : Effect.zipWith(letters.all, acts.all, (a, b) => a + b),
    run: acts === undefined ? letters.run : Effect.asVoid(Effect.all([letters.run, acts.run], { concurrency: 2 })),
    poke: () => {
      letters.poke()
      acts?.poke()
    },
    revoked: (message) => {
      if (acts !== undefined) unwanted.push(message)
    },
    offered: vacancies.offered,
    staffChanged: Effect.tap(vacancies.again, () => Effect.sync(letters.poke))
  }
}
