/**
 * The store against a model of it: the same random acts on the store and on the memory store must give the same
 * answers and, at the end, the same of everything that can be read. A broken run names its seed.
 */
import { Duration, Effect, Option } from "effect"
import type { Leased } from "../../port/CaseStore.ts"
import * as CaseStoreMemory from "../../port/CaseStoreMemory.ts"
import type { Law, Store } from "./Law.ts"
import { advance, LawBroken, open, pages, same } from "./Law.ts"
import { change, digest, message, otherDigest, plan, start, task } from "./Sample.ts"

/** Numbers from a seed (mulberry32): a run can be repeated. */
const dice = (seed: number) => {
  let a = seed
  return (below: number): number => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

const caseIds = ["a", "b", "c", "业主", "😀", "\uff5e"]
const topics = ["t1", "t2", "t1|unit=3-201"]
const kinds = ["signal", "notice", "open"]

const everything = Effect.fnUntraced(function*(store: Store) {
  const found: { [what: string]: unknown } = {
    cases: yield* pages((c) => store.cases({}, c, 2)),

    next: yield* store.nextWake,
    loaded: yield* store.load(caseIds),
    tasks: yield* pages((c) => store.tasks({}, c, 3)),
    mine: yield* pages((c) => store.tasks({ keys: ["role:x", "role:y"] }, c, 2)),
    held: yield* pages((c) => store.tasks({ holder: "wang" }, c, 1)),
    other: yield* pages((c) => store.tasks({ procedure: "p2", keys: ["role:x"] }, c, 2)),
    early: yield* pages((c) => store.tasks({ dueBefore: start + 5 }, c, 2)),
    open: yield* pages((c) => store.cases({ procedure: plan.procedure, status: "open" }, c, 1)),
    byPlan: yield* pages((c) => store.cases({ plan: otherDigest }, c, 1)),
    subject: yield* pages((c) => store.cases({ subject: ["unit", "u1"] }, c, 1)),
    ledger: yield* pages((c) => store.ledger({ ledger: "book", from: start + 1 }, c, 2)),
    buried: yield* pages((c) => store.buried(c)),
    standing: [...yield* store.standing(topics)].sort((a, b) => (a.topic + a.caseId < b.topic + b.caseId ? -1 : 1))
  }
  for (const topic of topics) found[`watching ${topic}`] = yield* pages((c) => store.watchers(topic, c))
  for (const id of caseIds) found[`journal ${id}`] = yield* store.journal(id, 1, 1000)
  return found
})

const play = (store: Store, seed: number, steps: number) =>
  Effect.gen(function*() {
    const model = yield* CaseStoreMemory.make
    yield* model.putPlans([plan])
    for (const it of [store, model]) yield* it.putPlans([{ digest: otherDigest, procedure: "p2", body: "{}" }])
    const d = dice(seed)
    const some = <A>(of: ReadonlyArray<A>) => of[d(of.length)]!
    const maybe = <A>(odds: number, value: () => A): ReadonlyArray<A> => (d(odds) === 0 ? [value()] : [])
    const versions = new Map<string, number>()
    let leases: ReadonlyArray<readonly [Leased, Leased]> = []

    const randomChange = (caseId: string) => {
      const expect = Math.max(0, (versions.get(caseId) ?? 0) + (d(6) === 0 ? d(3) - 1 : 0))
      const entries = 1 + d(3)
      const seq = () => expect + 1 + d(entries)
      const ended = d(8) === 0
      const commands = [...new Set([...maybe(2, () => `c${d(40)}`), ...maybe(5, () => `c${d(40)}`)])]
      return change(caseId, expect, {
        entries,
        commands,
        ...(d(2) === 0 ? { contents: commands.map(() => (d(3) === 0 ? null : d(9))) } : {}),
        body: `s${d(1000)}`,
        head: {
          plan: d(5) === 0 ? otherDigest : digest,
          status: ended ? "ended" : "open",
          ...(ended ? { outcome: "done", endedAt: start + d(9) } : {}),
          subject: [["unit", `u${d(2)}`]]
        },
        tasks: {
          put: [...new Set([d(5), d(5)])].slice(0, d(3)).map((n) =>
            task(caseId, n, {
              offer: [...new Set([...maybe(2, () => "role:x" as const), ...maybe(2, () => "role:y" as const)])],
              due: d(4) === 0 ? null : start + d(9),
              atOnce: d(6) === 0,
              procedure: some(["p1", "p2"]),
              ...(d(3) === 0 ? { holder: "wang" } : {})
            })),
          drop: maybe(2, () => 5 + d(5)).map((n) => n - 5)
        },
        wake: d(3) === 0 ? null : start + d(200_000),
        ledger: maybe(4, () => ({ ledger: "book", at: start + d(4), seq: seq(), columns: { n: d(9) } })),
        messages: maybe(2, seq).map((n) =>
          message(n, { lane: some([null, "x", "y"]), kind: some(kinds), after: start + d(3) * 60_000 })),
        acks: maybe(4, () => `${some(caseIds)}:${1 + d(20)}`),
        watch: { on: maybe(3, () => some(topics)), off: maybe(6, () => some(topics)) },
        standing: {
          on: maybe(4, () => ({ topic: some(topics), seq: seq(), values: { n: d(9) } })),
          off: maybe(6, () => some(topics))
        }
      })
    }

    for (let step = 0; step < steps; step++) {
      const here = `seed ${seed}, step ${step}`
      const act = d(20)
      if (act < 11) {
        const batch = [...new Set([some(caseIds), some(caseIds), some(caseIds)])].map(randomChange)
        const answers = yield* store.commit(batch)
        yield* same(`${here}: answers`, answers, yield* model.commit(batch))
        answers.forEach((answer, i) => {
          if (answer._tag === "Committed") versions.set(batch[i]!.caseId, answer.version)
        })
      } else if (act < 13) {
        yield* advance(d(3) * 31_000)
      } else if (act < 15) {
        const before = start + d(200_000)
        const q = { before, limit: 100, by: "w", ttl: Duration.minutes(1) }
        yield* same(`${here}: wakes`, yield* store.claimWakes(q), yield* model.claimWakes(q))
      } else if (act < 17) {
        const q = { kinds: [some(kinds), some(kinds)], limit: 1000, by: "r", ttl: Duration.minutes(1) }
        const byId = (a: Leased, b: Leased) => (a.id < b.id ? -1 : 1)
        const mine = [...yield* store.claimMessages(q)].sort(byId)
        const theirs = [...yield* model.claimMessages(q)].sort(byId)
        const bare = (all: ReadonlyArray<Leased>) => all.map((it) => ({ ...it, lease: "" }))
        yield* same(`${here}: messages`, bare(mine), bare(theirs))
        leases = [...leases, ...mine.map((it, i) => [it, theirs[i]!] as const)].slice(-12)
      } else if (act < 19 && leases.length > 0) {
        const [mine, theirs] = some(leases)
        const how = d(4)
        const after = start + d(5) * 60_000
        for (const [it, leased] of [[store, mine], [model, theirs]] as const) {
          if (how < 2) yield* it.ack([leased])
          else if (how === 2) yield* it.retry(leased, after, `try ${step}`)
          else yield* it.bury(leased, `step ${step}`)
        }
      } else {
        const id = (yield* model.buried()).items.at(0)?.id ?? "a:1"
        const how = some(["again", "skip"] as const)
        for (const it of [store, model]) yield* it.revive(id, how)
        const [caseId, command] = [some(caseIds), `c${d(40)}`]
        yield* same(
          `${here}: known`,
          Option.getOrNull(yield* store.committed(caseId, command)),
          Option.getOrNull(yield* model.committed(caseId, command))
        )
      }
      if (step % 40 === 39 || step === steps - 1) {
        const [found, expected] = [yield* everything(store), yield* everything(model)]
        for (const what of Object.keys(expected)) yield* same(`${here}: ${what}`, found[what], expected[what])
      }
    }
  })

/** One run of the model test. */
export const run = (seed: number, steps: number): Law["run"] =>
  Effect.gen(function*() {
    const store = yield* open
    if (Math.abs((yield* store.now) - start) > 60_000) return yield* new LawBroken({ what: "the model needs a clock that starts where the law starts" })
    yield* play(store, seed, steps)
  })

export const laws: ReadonlyArray<Law> = [11, 23, 47, 101].map((seed) => ({
  id: "L10",
  title: `does what the model does (seed ${seed})`,
  needs: ["tested"],
  run: run(seed, 200)
}))
