/** Laws of a store in a database that has other owners too: L18 their transaction, L19 their stores, L20 the tables. */
import type { Layer } from "effect"
import { Context, Effect, Exit, Layer as Layers } from "effect"
import { CaseStore } from "../../port/CaseStore.ts"
import type { Law } from "./Law.ts"
import { Bench, holds, LawBroken, open, refuses, same } from "./Law.ts"
import { change, digest, message, otherDigest, plan, rich } from "./Sample.ts"

const versions = (all: ReadonlyArray<{ readonly version: number } | null>) => all.map((it) => it?.version ?? 0)

const connect = (layer: Layer.Layer<CaseStore, unknown>) =>
  Effect.map(Layers.build(Layers.fresh(layer)), (services) => Context.get(services, CaseStore)).pipe(
    Effect.mapError((error) => new LawBroken({ what: `the store cannot be opened: ${String(error)}` }))
  )

const setting = Effect.gen(function*() {
  const { adapter, where } = yield* Bench
  const outside = yield* open
  const host = yield* Effect.mapError(adapter.host!(where), (error) => new LawBroken({ what: `\`host\` failed: ${String(error)}` }))
  const committed = <A>(work: Effect.Effect<A, unknown>) =>
    Effect.mapError(host.transaction(work), (error) => error instanceof LawBroken ? error : new LawBroken({ what: `the host's transaction failed: ${String(error)}` }))
  return { ...host, outside, committed }
})

const host = (title: string, run: Law["run"]): Law => ({ id: "L18", title, needs: ["enlist", "host"], run })

export const laws: ReadonlyArray<Law> = [
  host("inside a host's transaction a change is seen by it alone, and by all once it is committed", Effect.gen(function*() {
    const { committed, outside, store } = yield* setting
    yield* committed(Effect.gen(function*() {
      yield* same("the answers", yield* store.commit([rich("a", 0, "one"), change("b", 3)]), [{ _tag: "Committed", version: 3 }, { _tag: "Conflict", current: 0 }])
      yield* same("seen inside", versions(yield* store.load(["a"])), [3])
      yield* same("seen outside", versions(yield* outside.load(["a"])), [0])
    }))
    yield* same("seen outside, later", versions(yield* outside.load(["a"])), [3])
    yield* same("its task", (yield* outside.tasks({ caseId: "a" })).items, rich("a", 0, "one").tasks.put)
  })),
  host("the host's rollback leaves nothing, not its plan either", Effect.gen(function*() {
    const { committed, outside, store, transaction } = yield* setting
    const exit = yield* Effect.exit(transaction(Effect.gen(function*() {
      yield* store.putPlans([{ digest: otherDigest, procedure: "p", body: "{}" }])
      yield* store.commit([change("a", 0, { head: { plan: otherDigest }, messages: [message(1)] }), rich("b", 0, "two")])
      return yield* Effect.fail("the host changed its mind")
    })))
    yield* holds("the host's failure is the host's", Exit.isFailure(exit))
    yield* same("cases", versions(yield* outside.load(["a", "b"])), [0, 0])
    yield* same("the feed", (yield* outside.feed(null, 9)).items, [])
    yield* same("the worklist", (yield* outside.tasks({})).items, [])
    yield* refuses("a change of the plan that is unknown again", transaction(store.commit([change("a", 0, { head: { plan: otherDigest } })])))
    yield* same("and on", yield* committed(store.commit([change("a", 0)])), [{ _tag: "Committed", version: 1 }])
  })),
  host("without a transaction of the host nothing is written", Effect.gen(function*() {
    const { outside, store } = yield* setting
    yield* refuses("a commit", store.commit([change("a", 0)]))
    yield* same("cases", versions(yield* outside.load(["a"])), [0])
  })),

  {
    id: "L19",
    title: "two stores in one place never see each other",
    needs: ["beside"],
    run: Effect.gen(function*() {
      const { adapter, where } = yield* Bench
      const one = yield* open
      const two = yield* connect(adapter.beside!(where))
      yield* same("a plan of the other", (yield* two.plan(digest))._tag, "None")
      yield* two.putPlans([plan])
      yield* one.commit([rich("a", 0, "x")])
      yield* same("its cases", yield* two.load(["a"]), [null])
      yield* same("its feed", yield* two.feed(null, 9), { items: [], next: null })
      yield* same("its worklist", (yield* two.tasks({})).items, [])
      yield* same("its wakes", yield* two.nextWake, null)
      yield* same("its facts", [(yield* two.watchers("topic-x")).items, yield* two.standing(["fact-x"])], [[], []])
      yield* same("the same command", yield* two.commit([change("a", 0, { commands: ["command-x"] })]), [{ _tag: "Committed", version: 1 }])
      yield* same("versions", [versions(yield* one.load(["a"])), versions(yield* two.load(["a"]))], [[3], [1]])
    })
  },

  {
    id: "L20",
    title: "several who open an empty place at once find one store, and opening it again changes nothing",
    needs: ["shared", "again"],
    run: Effect.gen(function*() {
      const stores = yield* Effect.all(Array.from({ length: 5 }, () => open), { concurrency: "unbounded" })
      yield* same("a change", yield* stores[0]!.commit([rich("a", 0, "one")]), [{ _tag: "Committed", version: 3 }])
      const another = yield* open
      for (const it of [...stores, another]) yield* same("seen by all", versions(yield* it.load(["a"])), [3])
    })
  },
  {
    id: "L20",
    title: "a place that a newer version has written is refused",
    needs: ["again", "newer"],
    run: Effect.gen(function*() {
      const { adapter, where } = yield* Bench
      yield* Effect.scoped(Effect.flatMap(open, (store) => store.commit([rich("a", 0, "one")])))
      yield* Effect.mapError(adapter.newer!(where), (error) => new LawBroken({ what: `\`newer\` failed: ${String(error)}` }))
      for (const time of ["once", "twice"]) {
        const exit = yield* Effect.exit(Effect.scoped(Layers.build(Layers.fresh(adapter.open(where)))))
        yield* holds(`opened ${time}, it is refused`, Exit.isFailure(exit))
      }
    })
  },
  {
    id: "L20",
    title: "what is printed for hosts makes what opening makes",
    needs: ["again", "printed"],
    run: Effect.gen(function*() {
      const { adapter, where } = yield* Bench
      yield* Effect.mapError(adapter.printed!(where), (error) => new LawBroken({ what: `\`printed\` failed: ${String(error)}` }))
      const store = yield* open
      yield* same("a change", yield* store.commit([rich("a", 0, "one")]), [{ _tag: "Committed", version: 3 }])
      yield* same("its task", (yield* store.tasks({ caseId: "a" })).items, rich("a", 0, "one").tasks.put)
    })
  }
]
