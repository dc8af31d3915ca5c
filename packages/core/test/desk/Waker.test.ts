/** Due clocks on their way into their cases' lines: the next are claimed meanwhile, but never all of them. */
import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Exit, Fiber } from "effect"
import * as Incidents from "@frontdesk/core/desk/Incidents"
import type { Job, Reply, Waiting } from "@frontdesk/core/desk/Job"
import * as Meters from "@frontdesk/core/desk/Meters"
import * as Shift from "@frontdesk/core/desk/Shift"
import * as Waker from "@frontdesk/core/desk/Waker"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { change, plan } from "@frontdesk/core/testing/law/Sample"
import { TestClock } from "effect/testing"

const due = 1_600

const setUp = Effect.gen(function*() {
  yield* TestClock.adjust(Duration.hours(1))
  const store = yield* CaseStore
  const now = yield* store.now
  yield* store.putPlans([plan])
  for (let n = 0; n < due; n++) yield* store.commit([change(`case-${n}`, 0, { wake: now - 1 })])
  const jobs: Array<Job & { readonly done: (reply: Reply) => void }> = []
  const back: Array<string> = []
  const waker = Waker.make({
    store,
    submit: (job, done = () => {}): Waiting => {
      jobs.push({ ...job, done })
      return { job, came: 0, tries: 0, turns: 0, caught: -1, facts: {}, dropped: false, handed: false, reply: undefined, told: done }
    },
    takeBack: ({ job }) => void back.push(job.caseId),
    now: () => now,
    worker: "w",
    settle: 0,
    seen: () => {},
    incidents: Incidents.make(),
    shift: Shift.make(),
    meters: yield* Meters.make({ waiting: () => 0, incidents: () => 0 })
  })
  const answer = (those: typeof jobs) => {
    for (const { caseId, done, id } of those) {
      done({ _tag: "Accepted", accepted: { caseId, command: id, version: 2, entries: [], repeated: false } })
    }
  }
  return { answer, back, jobs, waker }
})
const settled = Effect.repeat(Effect.yieldNow, { times: 50 })

describe("clocks that are due at once", () => {
  it.effect("are claimed while others are under way, a thousand at a time, each once", () =>
    Effect.gen(function*() {
      const { answer, jobs, waker } = yield* setUp
      const ticking = yield* Effect.forkChild(waker.tick)
      yield* settled
      assert.strictEqual(jobs.length, 1_000)
      answer(jobs.slice(0, 499))
      yield* settled
      assert.strictEqual(jobs.length, 1_000)
      answer(jobs.slice(499, 500))
      yield* settled
      assert.strictEqual(jobs.length, 1_500)
      answer(jobs.slice(500))
      yield* settled
      answer(jobs.slice(1_500))
      assert.strictEqual(yield* Fiber.join(ticking), due)
      assert.strictEqual(new Set(jobs.map(({ caseId }) => caseId)).size, due)
    }).pipe(Effect.scoped, Effect.provide(CaseStoreMemory.layer)))

  it.effect("are taken back when the desk may not wait for them", () =>
    Effect.gen(function*() {
      const { answer, back, jobs, waker } = yield* setUp
      const ticking = yield* Effect.forkChild(waker.tick)
      yield* settled
      answer(jobs.slice(0, 400))
      yield* Fiber.interrupt(ticking)
      assert.isTrue(Exit.hasInterrupts(yield* Fiber.await(ticking)))
      assert.deepStrictEqual(back, jobs.slice(400).map(({ caseId }) => caseId))
    }).pipe(Effect.scoped, Effect.provide(CaseStoreMemory.layer)))
})
