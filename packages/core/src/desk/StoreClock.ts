/**
 * The one clock of all desks on a store: this machine's clock and how far it is off the store's (engine §6.4). Never
 * goes back. What the store answers lies between asking and hearing; only an answer that does not moves the clock.
 *
 * @since 0.1.0
 */
import type { Clock } from "effect"
import { Effect } from "effect"
import type { Instant } from "../domain/Time.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"

export interface StoreClock {
  /** the store's time as far as it is known; measure before you ask */
  readonly now: () => Instant
  /** measures again; ms this machine is behind the store */
  readonly sample: Effect.Effect<number, StoreDown>
}

export const make = (store: CaseStore["Service"], clock: Clock.Clock): StoreClock => {
  let offset = 0
  let last = 0
  const sample = Effect.gen(function*() {
    const asked = clock.currentTimeMillisUnsafe()
    const theirs = yield* store.now
    const heard = clock.currentTimeMillisUnsafe()
    const contradicted = theirs < asked + offset || theirs > heard + offset
    if (contradicted) offset = theirs - Math.round((asked + heard) / 2)
    return offset
  })
  return {
    now: () => (last = Math.max(last, clock.currentTimeMillisUnsafe() + offset)),
    sample
  }
}
