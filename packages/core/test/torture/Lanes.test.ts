/** Whoever watches the order of messages (I-20) is watched himself: he must see an overtaking, and nothing else. */
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import type { CaseStore, Change } from "@frontdesk/core/port/CaseStore"
import * as Sample from "@frontdesk/core/testing/law/Sample"
import { expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import * as Lanes from "./Lanes.ts"

const topic = "rounds/visits"
const key = `${topic}|unit=u1`
const cancel = { kind: "signal", case: "repair", signal: { _tag: "Cancel", why: "order" } } as const
const visits = { kind: "announce", topic, values: { unit: "u1" }, stands: "moment" } as const

/** A change that sends one thing to others. */
const sends = (caseId: string, expect: number, message: typeof cancel | typeof visits): Change => {
  const seq = expect + 1
  const [to, lane] = message.kind === "signal" ? [message.case, `${caseId}>${message.case}`] : [undefined, `${caseId}>${topic}`]
  const body = JSON.stringify({ _tag: "Sent", seq, at: Sample.start, lane: to, message })
  return Sample.change(caseId, expect, {
    commands: [`${message.kind}-${seq}`],
    entry: { type: "Sent", body },
    messages: [{ seq, lane, kind: message.kind, body: JSON.stringify(message), after: 0 }]
  })
}
const listens = (caseId: string): Change => Sample.change(caseId, 0, { commands: [`${caseId}-1`], watch: { on: [key] } })
const notes = (caseId: string): Change => Sample.change(caseId, 0, { commands: [`${caseId}-1`] })

/** One after the other. */
const commit = (store: CaseStore["Service"], ...changes: ReadonlyArray<Change>) =>
  Effect.forEach(changes, (change) => Effect.map(store.commit([change]), ([answer]) => answer?._tag))

/** A store with somebody who looks on, and a desk that does with it what a desk does. */
const house = Effect.gen(function*() {
  const kept = yield* CaseStoreMemory.make
  yield* kept.putPlans([Sample.plan])
  const { broken, decided, store } = Lanes.watch(kept)
  const claimed = store.claimMessages({ kinds: ["signal", "announce"], limit: 10, by: "desk", ttl: Duration.seconds(60) })
  const hears = (caseId: string, seq: number) =>
    decided({
      _tag: "Hear", caseId, id: `round:${seq}`, stamp: Sample.start,
      signal: { _tag: "Event", from: "round", seq, topic, key, values: { unit: "u1" }, at: Sample.start }
    })
  return { store, broken, claimed, hears }
})

it.effect("one after the other is in order, and so are two that travel apart", () =>
  Effect.gen(function*() {
    const { broken, claimed, hears, store } = yield* house
    yield* commit(store, listens("complaint"), sends("round", 0, visits), sends("round", 1, cancel), sends("round", 2, visits))
    const first = yield* claimed
    expect(first.map(({ seq }) => seq)).toEqual([1, 2])
    hears("complaint", 1)
    yield* store.ack(first)
    yield* store.ack(yield* claimed)
    hears("complaint", 3)
    hears("complaint", 1)
    expect(broken()).toBeNull()
  }))

it.effect("of a change that came too late nothing is known", () =>
  Effect.gen(function*() {
    const { broken, claimed, store } = yield* house
    yield* commit(store, notes("round"))
    // two desks decide at the same time: what the slower one would have sent in this lane was never written
    expect(yield* commit(store, sends("round", 0, cancel), sends("round", 1, visits), sends("round", 1, cancel))).toEqual(["Conflict", "Committed", "Conflict"])
    yield* commit(store, sends("round", 2, cancel))
    expect((yield* claimed).map(({ seq }) => seq)).toEqual([2, 3])
    expect(broken()).toBeNull()
  }))

it.effect("two of a lane are found, also where two desks have one each", () =>
  Effect.gen(function*() {
    const kept = yield* CaseStoreMemory.make
    yield* kept.putPlans([Sample.plan])
    const now = (batch: ReadonlyArray<Change>) =>
      kept.commit.now?.(batch.map((change) => ({ ...change, messages: change.messages.map((one) => ({ ...one, lane: null })) }))) ?? []
    const { broken, store } = Lanes.watch({ ...kept, commit: Object.assign(kept.commit.bind(null), { now }) })
    const one = store.claimMessages({ kinds: ["announce"], limit: 1, by: "desk", ttl: Duration.seconds(60) })
    yield* commit(store, sends("round", 0, visits), sends("round", 1, visits))
    yield* one
    expect(broken()).toBeNull()
    yield* one
    expect(broken()).toBe(`two of a lane on their way: round on ${topic}: 2 while 1 is`)
  }))

it.effect("what comes a second time comes late to who did not listen the first time, and is no overtaking", () =>
  Effect.gen(function*() {
    const { broken, claimed, hears, store } = yield* house
    yield* commit(store, sends("round", 0, visits), sends("round", 1, visits))
    yield* store.ack(yield* claimed)
    yield* commit(store, listens("complaint"))
    yield* store.ack(yield* claimed)
    hears("complaint", 2)
    hears("complaint", 1)
    expect(broken()).toBeNull()
  }))

it.effect("who listened all the time has been overtaken", () =>
  Effect.gen(function*() {
    const { broken, claimed, hears, store } = yield* house
    yield* commit(store, listens("complaint"), sends("round", 0, visits), sends("round", 1, visits))
    // said to have arrived before it was carried
    yield* store.ack(yield* claimed)
    yield* store.ack(yield* claimed)
    hears("complaint", 2)
    hears("complaint", 1)
    expect(broken()).toBe(`complaint round|${topic}: 1 after 2`)
  }))

it.effect("and so has one who came later, if it had not arrived before", () =>
  Effect.gen(function*() {
    const { broken, claimed, hears, store } = yield* house
    yield* commit(store, sends("round", 0, visits), sends("round", 1, visits))
    yield* claimed
    yield* commit(store, listens("complaint"))
    hears("complaint", 2)
    hears("complaint", 1)
    expect(broken()).toBe(`complaint round|${topic}: 1 after 2`)
  }))
