/** A desk takes its store's time for its own, and does not mistake a slow answer for another time. */
import * as StoreClock from "@frontdesk/core/desk/StoreClock"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { Clock, Effect } from "effect"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"

/** A store that is `ahead` of this machine, and takes `before` to look at its clock and `after` to say so; ms. */
const measured = (tries: ReadonlyArray<{ readonly ahead: number; readonly before: number; readonly after: number }>) =>
  Effect.gen(function*() {
    const store = yield* CaseStore
    const machine = yield* Clock.Clock
    let next = 0
    const clock = StoreClock.make({
      ...store,
      now: Effect.gen(function*() {
        const { after, ahead, before } = tries[next++]!
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

it("one clock is one clock, however slow the answer was", async () => {
  expect(
    await measured([
      { ahead: 0, before: 400, after: 0 },
      { ahead: 0, before: 0, after: 400 },
      { ahead: 0, before: 0, after: 1 }
    ])
  ).toEqual([0, 0, 0])
})

it("another time is taken over, and stands until an answer contradicts it", async () => {
  expect(
    await measured([
      { ahead: 90_000, before: 2, after: 2 },
      { ahead: 90_000, before: 300, after: 0 },
      { ahead: 90_400, before: 2, after: 2 }
    ])
  ).toEqual([90_000, 90_000, 90_400])
})
