/** A store with very many cases: nothing a desk asks for may become slow with what is kept. Only when it is asked for. */
import { Duration, Effect } from "effect"
import type { Law, Store } from "./Law.ts"
import { Bench, holds, law, same } from "./Law.ts"
import { change, start, task } from "./Sample.ts"

const id = (n: number) => `case-${String(n).padStart(7, "0")}`

const people = 500

const fill = Effect.fnUntraced(function*(store: Store, from: number, to: number) {
  const size = Math.min(store.traits.batch, 64)
  for (let n = from; n < to; n += size) {
    yield* store.commit(Array.from({ length: Math.min(size, to - n) }, (_, i) =>
      change(id(n + i), 0, {
        commands: [`open-${n + i}`],
        head: { subject: [["unit", `u${(n + i) % 5_000}`]] },
        tasks: { put: [task(id(n + i), 1, { offer: [`person:p${(n + i) % people}`], due: start + n + i })] },
        wake: start + 1_000_000 + n + i
      })))
  }
})

/** ms of the quickest of some tries: the others were somebody else's turn. */
const quickest = <E, R>(work: Effect.Effect<unknown, E, R>) =>
  Effect.gen(function*() {
    let best = Number.POSITIVE_INFINITY
    for (let i = 0; i < 15; i++) {
      const before = performance.now()
      yield* work
      best = Math.min(best, performance.now() - before)
    }
    return best
  })

const asked: ReadonlyArray<readonly [what: string, ask: (store: Store, n: number) => Effect.Effect<unknown, unknown>]> = [
  ["load", (store, n) => store.load([id(n >> 1)])],
  ["a person's worklist", (store) => store.tasks({ keys: ["person:p7"] }, undefined, 20)],
  ["the next wake", (store) => store.nextWake],
  ["nothing is due", (store) => store.claimWakes({ before: start, limit: 50, by: "w", ttl: Duration.minutes(1) })],
  ["a known command", (store, n) => store.committed(id(n >> 1), `open-${n >> 1}`)],
  ["a page of cases", (store) => store.cases({ status: "open" }, undefined, 20)],
  ["a journal", (store, n) => store.journal(id(n >> 1), 0, 20)]
]

export const laws: ReadonlyArray<Law> = [
  law("L14", "what a desk asks for does not become slower with the cases that are kept", Effect.fnUntraced(function*(store) {
    const { scale } = yield* Bench
    const few = Math.min(2_000, scale >> 2)
    yield* fill(store, 0, few)
    const before: Array<number> = []
    for (const [, ask] of asked) before.push(yield* Effect.orDie(quickest(ask(store, few))))
    yield* fill(store, few, scale)
    yield* same("the next wake", yield* store.nextWake, start + 1_000_000)
    for (const [i, [what, ask]] of asked.entries()) {
      const ms = yield* Effect.orDie(quickest(ask(store, scale)))
      yield* holds(`${what}: ${ms.toFixed(2)} ms with ${scale} cases, ${before[i]!.toFixed(2)} ms with ${few}`, ms < 5 || ms < 8 * before[i]!)
    }
  }), ["scale"])
]
