/** A desk takes its store's time for its own, and does not mistake a slow answer for another time. */
import * as StoreClock from "@frontdesk/core/desk/StoreClock"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { Clock, Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"

/** A store that is `ahead` of this machine, and takes `before` to look at its clock and `after` to say so; ms. */
const measured = (tries: ReadonlyArray<readonly [ahead: number, before: number, after: number]>) =>
  Effect.gen(function*() {
    const store = yield* CaseStore
    const machine = yield* Clock.Clock
    let next = 0
    const clock = StoreClock.make({
      ...store,
      now: Effect.gen(function*() {
        const [ahead, before, after] = tries[next++]!
        yield* TestClock.adjust(before)
        const at = machine.currentTimeMillisUnsafe() + ahead
        yield* TestClock.adjust(after)
        return at
      })
    }, machine)
    const offsets: Array<number> = []
    for (const _ of tries) offsets.push(yield* clock.sample)
    return offsets
  }).pipe(Effect.provide([CaseStoreMemory.layer, TestClock.layer()]), Effect.runPromise)

it.each([
  ["one clock is one clock, however slow the answer was", [[0, 400, 0], [0, 0, 400], [0, 0, 1]], [0, 0, 0]],
  [
    "another time is taken over, and stands until an answer contradicts it",
    [[90_000, 2, 2], [90_000, 300, 0], [90_400, 2, 2]],
    [90_000, 90_000, 90_400]
  ]
] as const)("%s", async (_, tries, offsets) => {
  expect(await measured(tries)).toEqual(offsets)
})
