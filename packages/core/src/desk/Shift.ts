/**
 * What works by itself in a desk, and how it comes to its end: nothing new is begun, what was begun is finished. So a
 * desk that closes leaves no lease behind that another would have to wait for.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"

export interface Shift {
  /** nothing new is begun any more */
  readonly over: () => boolean
  /** something that is finished before the desk closes */
  readonly work: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** again and again until it is over; others get a turn between */
  readonly until: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<void, E, R>
  /** called when it is over: who sleeps wakes up and goes */
  readonly onEnd: (wake: () => void) => void
  /** says that it is over, and waits for what is under way */
  readonly end: Effect.Effect<void>
}

export const make = (): Shift => {
  let over = false
  let busy = 0
  const sleepers: Array<() => void> = []
  let waiting: Array<() => void> = []
  const done = Effect.sync(() => {
    if (--busy > 0) return
    const those = waiting
    waiting = []
    those.forEach((go) => go())
  })
  return {
    over: () => over,
    work: (effect) =>
      Effect.suspend(() => {
        busy++
        return Effect.ensuring(effect, done)
      }),
    until: (effect) =>
      Effect.whileLoop({ while: () => !over, body: () => Effect.andThen(effect, Effect.yieldNow), step: () => {} }),
    onEnd: (wake) => void sleepers.push(wake),
    end: Effect.suspend(() => {
      over = true
      sleepers.forEach((wake) => wake())
      return busy === 0 ? Effect.void : Effect.callback<void>((resume) => void waiting.push(() => resume(Effect.void)))
    })
  }
}
