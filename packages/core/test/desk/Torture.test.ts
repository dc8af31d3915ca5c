/**
 * Two desks on one store that loses answers, refuses, and is slow; clients that repeat, leave and come back elsewhere.
 * Whatever happens: acknowledged is in the journal, once; refused left no trace; a repeat never hears a refusal.
 */
import { assert, describe, it } from "@effect/vitest"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import type { CaseState } from "@frontdesk/core/case/State"
import { Desk, layerWith } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import type { Accepted } from "@frontdesk/core/desk/Order"
import type { DeskError } from "@frontdesk/core/desk/Refused"
import * as Refused from "@frontdesk/core/desk/Refused"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Context, Effect, Layer, Option } from "effect"
import { TestClock } from "effect/testing"
import { Errand, doIt } from "./errand.ts"
import { decider, plan } from "./TinyDecider.ts"

type Store = CaseStores.CaseStore["Service"]

/** A seeded stream of numbers in [0, 1). */
const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const faulty = (inner: Store, random: () => number): Store => {
  // a real turn now and then, so that pauses after conflicts end while others are under way
  const turn = Effect.callback<void>((resume) => void setImmediate(() => resume(Effect.void)))
  const slowly = Effect.suspend(() => {
    const chance = random()
    return chance < 0.4 ? Effect.void : chance < 0.7 ? Effect.yieldNow : turn
  })
  const often = random() * 0.2
  const down = (chance: number) =>
    Effect.suspend(() => (random() < chance ? Effect.fail(new CaseStores.StoreDown({ cause: "down" })) : Effect.void))
  const unsure = Effect.suspend(() =>
    random() < often ? Effect.fail(new CaseStores.StoreUnsure({ cause: "broken" })) : Effect.void
  )
  return {
    ...inner,
    traits: { ...inner.traits, shared: true, durable: random() < 0.5, batch: 3 },
    load: (ids) => slowly.pipe(Effect.andThen(down(0.03)), Effect.andThen(inner.load(ids))),
    committed: (id, command) => slowly.pipe(Effect.andThen(down(0.03)), Effect.andThen(inner.committed(id, command))),
    commit: (batch) =>
      slowly.pipe(
        Effect.andThen(down(0.05)),
        Effect.andThen(unsure),
        Effect.andThen(inner.commit(batch)),
        Effect.tap(slowly),
        Effect.tap(unsure)
      )
  }
}

const play = Effect.fnUntraced(function*(seed: number) {
  const random = seeded(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const inner = yield* CaseStoreMemory.make
  const store = faulty(inner, random)
  const directory = DirectoryMemory.layer({
    organisations: [plan.organisation],
    staff: Object.fromEntries(["a", "b", "c", "d"].map((person) => [person, [{ role: "clerk" }]]))
  })
  const build = Layer.build(
    layerWith(decider, { procedures: [Errand], background: false }).pipe(
      Layer.provide([Layer.succeed(CaseStores.CaseStore, store), directory, NotifierMemory.layer])
    )
  ).pipe(Effect.map(Context.get(Desk)))
  const desks = [yield* Effect.retry(build, { times: 20 }), yield* Effect.retry(build, { times: 20 })] as const
  const anyDesk = () => (random() < 0.5 ? desks[0] : desks[1])

  const acknowledged = new Map<string, Accepted>()
  const refused = new Map<string, string>()
  /** An attempt was left under way: what a second one was refused, the first may still do (refusals are not remembered). */
  const abandoned = new Set<string>()
  const cases = ["c1", "c2"]

  type Act = (desk: Desk["Service"], id: string) => Effect.Effect<Accepted, DeskError>
  const acts = new Map<string, { readonly act: Act; readonly caseId: string }>()

  /** Until it is answered, at one desk or the other; now and then the client leaves and asks again later. */
  const insist = Effect.fnUntraced(function*(id: string, caseId: string, act: Act) {
    // nothing of it is under way any more, and nobody was told that it may have happened
    let certain = !acknowledged.has(id)
    for (let tries = 0; tries < 400; tries++) {
      const desk = anyDesk()
      if (random() < 0.1) {
        certain = false
        abandoned.add(id)
        yield* Effect.raceFirst(Effect.exit(act(desk, id)), Effect.repeat(Effect.yieldNow, { times: below(3) }))
        continue
      }
      const result = yield* Effect.result(act(desk, id))
      if (result._tag === "Success") {
        const before = acknowledged.get(id)
        if (before !== undefined) assert.deepStrictEqual({ ...result.success, repeated: true }, { ...before, repeated: true })
        acknowledged.set(id, result.success)
        if (!abandoned.has(id)) assert.isUndefined(refused.get(id))
        return "done"
      }
      if (Refused.isRefused(result.failure)) {
        assert.isUndefined(acknowledged.get(id), `${id} was acknowledged, then refused ${result.failure._tag} (seed ${seed})`)
        refused.set(id, result.failure._tag)
        return result.failure._tag
      }
      if (result.failure._tag !== "StoreDown") certain = false
      else if (certain) {
        assert.isTrue(Option.isNone(yield* inner.committed(caseId, id)), `${id} was certainly not done, but was (seed ${seed})`)
      }
      yield* TestClock.adjust("1 second")
    }
    return assert.fail(`${id} was never answered (seed ${seed})`)
  })

  const client = Effect.fnUntraced(function*(person: string) {
    const by = staff<"clerk">(person)
    const give = (id: string, caseId: string, act: Act) => {
      acts.set(id, { act, caseId })
      return insist(id, caseId, act)
    }
    for (let i = 0; i < 16; i++) {
      const caseId = cases[below(cases.length)] ?? "c1"
      const id = `${person}-${i}`
      const task = { caseId, n: 1 }
      const kind = random()
      if (kind < 0.2) yield* give(id, caseId, (desk, id) => desk.open(Errand, { what: "keys" }, by, { id, caseId }))
      else if (kind < 0.6) yield* give(id, caseId, (desk, id) => desk.note(caseId, id, by, { id }))
      else if (kind < 0.97) {
        const claimed = yield* give(id, caseId, (desk, id) => desk.claim(task, by, { id }))
        if (claimed === "done") {
          const back = yield* give(`${id}-back`, caseId, (desk, id) => desk.giveBack(task, by, { id }))
          // he holds it: who says otherwise speaks from an old state
          assert.notStrictEqual(back, "NotTheHolder", `${id} (seed ${seed})`)
        }
      } else yield* give(id, caseId, (desk, id) => desk.complete(doIt, task, { text: id }, by, { id }))
      const earlier = [...acknowledged.keys()]
      const again = earlier[below(earlier.length)]
      const before = again === undefined ? undefined : acts.get(again)
      if (again !== undefined && before !== undefined) yield* insist(again, before.caseId, before.act)
    }
  })
  yield* Effect.forEach(["a", "b", "c", "d"], client, { concurrency: "unbounded" })

  const journals = new Map<string, ReadonlyArray<Entry>>()
  for (const caseId of cases) {
    const entries = (yield* inner.journal(caseId, 0, 10_000)).map(({ body }) => JSON.parse(body) as Entry)
    journals.set(caseId, entries)
    assert.deepStrictEqual(entries.map(({ seq }) => seq), entries.map((_, i) => i + 1))
    const [stored] = yield* inner.load([caseId])
    if (stored === undefined || stored === null) continue
    const fold = entries.reduce(decider.evolve, decider.none(caseId))
    assert.deepStrictEqual(JSON.parse(stored.body), JSON.parse(JSON.stringify(fold)) as CaseState)
    const { items } = yield* inner.tasks({ caseId })
    assert.deepStrictEqual(items, JSON.parse(JSON.stringify(RowsOf.rows(fold).tasks)))
  }
  const written = [...journals.values()].flat().flatMap(({ command }) => (command === undefined ? [] : [command]))
  assert.strictEqual(new Set(written).size, written.length, `something was done twice (seed ${seed})`)
  for (const id of acknowledged.keys()) assert.include(written, id)
  for (const id of refused.keys()) if (!abandoned.has(id)) assert.notInclude(written, id, `${id} was refused (seed ${seed})`)
  return { acknowledged: acknowledged.size, refused: refused.size }
})

describe("two desks on a store that breaks", () => {
  it.effect("nothing acknowledged is lost, doubled or refused afterwards", () =>
    Effect.gen(function*() {
      let acknowledged = 0
      let refused = 0
      for (let seed = 1; seed <= 30; seed++) {
        const counts = yield* play(seed)
        acknowledged += counts.acknowledged
        refused += counts.refused
      }
      assert.isAbove(acknowledged, 500)
      assert.isAbove(refused, 100)
    }))
})
