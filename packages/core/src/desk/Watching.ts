/**
 * The feed as a stream: every entry of every case once, each case's in its own order, from a place on and for as long
 * as the desk is open. What this desk commits is there at once, what others commit within a second.
 *
 * @since 0.1.0
 */
import { Duration, Effect, Latch, Stream } from "effect"
import type { Entry } from "../case/Entry.ts"
import type { CaseId } from "../case/State.ts"
import type { CaseStore, Cursor, StoreDown } from "../port/CaseStore.ts"
import type { Shift } from "./Shift.ts"

export interface Fed {
  readonly caseId: CaseId
  readonly entry: Entry
}

/** What has come since; who keeps `next` when he has dealt with `items` misses nothing and sees nothing twice. */
export interface Batch {
  readonly items: readonly [Fed, ...Fed[]]
  readonly next: Cursor
}

/** Who wants to hear that something was committed here. */
export interface Bell {
  readonly ring: () => void
  readonly listen: (wake: () => void) => () => void
}

export const bell = (): Bell => {
  const listeners = new Set<() => void>()
  return {
    ring: () => {
      if (listeners.size > 0) for (const wake of listeners) wake()
    },
    listen: (wake) => {
      listeners.add(wake)
      return () => void listeners.delete(wake)
    }
  }
}

const poll = Duration.seconds(1)
const usual = 500

/** Entries as they are read. */
export const fed = (store: CaseStore["Service"], after: Cursor | null, limit = usual) =>
  Effect.map(store.feed(after, limit), ({ items, next }) => ({
    items: items.map(({ body, caseId }): Fed => ({ caseId, entry: JSON.parse(body) as Entry })),
    next
  }))

export const from = (
  { bell, shift, store }: { readonly store: CaseStore["Service"]; readonly bell: Bell; readonly shift: Shift },
  after: Cursor | null
): Stream.Stream<Batch, StoreDown> =>
  Stream.unwrap(Effect.gen(function*() {
    const latch = Latch.makeUnsafe(false)
    yield* Effect.acquireRelease(
      Effect.sync(() => bell.listen(() => latch.openUnsafe())),
      (leave) => Effect.sync(leave)
    )
    shift.onEnd(() => latch.openUnsafe())
    const next = Effect.fnUntraced(function*(place: Cursor | null) {
      while (true) {
        // closed before the store is asked: what is committed meanwhile must not go unnoticed
        yield* latch.close
        const { items: [first, ...more], next } = yield* fed(store, place)
        if (first !== undefined && next !== null) return [{ items: [first, ...more], next } satisfies Batch, next as Cursor | null] as const
        if (shift.over()) return undefined
        yield* store.traits.shared ? Effect.timeoutOption(latch.await, poll) : latch.await
      }
    })
    return Stream.unfold(after, next)
  }))
