/**
 * Random acts on a store as plain data, that fast-check can make and shrink: what an act is called on (a version, a
 * lease) is found when it is done, so a shorter list of acts still makes sense.
 */
import * as fc from "fast-check"
import { Duration, Effect, Option } from "effect"
import type { Change, Leased } from "../../port/CaseStore.ts"
import * as CaseStoreMemory from "../../port/CaseStoreMemory.ts"
import type { Law, Store } from "./Law.ts"
import { advance, pages, same } from "./Law.ts"
import { change, digest, message, otherDigest, plan, start, task } from "./Sample.ts"

export const caseIds = ["a", "b", "c", "业主", "😀", "\uff5e"] as const
const topics = ["t1", "t2", "t1|unit=3-201"] as const
const kinds = ["signal", "notice", "open"] as const
const minute = Duration.minutes(1)

const rarely = <A>(arb: fc.Arbitrary<A>) => fc.option(arb, { freq: 2, nil: undefined })
const seldom = (one: number) => fc.integer({ min: 0, max: one }).map((it) => it === one)

const oneChange = fc.record({
  of: fc.nat(5),
  /** beside the version that is there */
  off: fc.constantFrom(0, 0, 0, 0, 0, 0, -1, 1),
  entries: fc.integer({ min: 1, max: 3 }),
  commands: fc.uniqueArray(fc.nat(39), { maxLength: 2 }),
  contents: rarely(fc.tuple(fc.option(fc.nat(8)), fc.option(fc.nat(8)))),
  body: fc.nat(999),
  other: seldom(5),
  ended: rarely(fc.nat(8)),
  unit: fc.nat(1),
  put: fc.uniqueArray(
    fc.record({
      n: fc.nat(4),
      offer: fc.constantFrom<ReadonlyArray<"role:x" | "role:y">>([], ["role:x"], ["role:y"], ["role:x", "role:y"]),
      due: fc.option(fc.nat(8), { freq: 4 }),
      atOnce: seldom(6),
      procedure: fc.constantFrom("p1", "p2"),
      held: seldom(3)
    }),
    { maxLength: 2, selector: (it) => it.n }
  ),
  drop: fc.uniqueArray(fc.nat(4), { maxLength: 2 }),
  wake: fc.option(fc.nat(199_999), { freq: 3 }),
  ledger: rarely(fc.record({ at: fc.nat(3), entry: fc.nat(2), n: fc.nat(8) })),
  message: rarely(fc.record({ entry: fc.nat(2), lane: fc.constantFrom(null, "x", "y"), kind: fc.constantFrom(...kinds), after: fc.nat(2) })),
  ack: rarely(fc.record({ of: fc.nat(5), seq: fc.integer({ min: 1, max: 20 }) })),
  watch: rarely(fc.nat(2)),
  unwatch: rarely(fc.nat(2)),
  stand: rarely(fc.record({ topic: fc.nat(2), entry: fc.nat(2), n: fc.nat(8) })),
  lift: rarely(fc.nat(2))
})
export type ChangeAct = typeof oneChange extends fc.Arbitrary<infer A> ? A : never

export const batch: fc.Arbitrary<ReadonlyArray<ChangeAct>> = fc.uniqueArray(oneChange, { minLength: 1, maxLength: 3, selector: (it) => it.of })

/** The change that an act is, of a case at `version`. */
export const made = (act: ChangeAct, version: number): Change => {
  const caseId = caseIds[act.of]!
  const expect = Math.max(0, version + act.off)
  const seq = (entry: number) => expect + 1 + (entry % act.entries)
  const topic = (n: number | undefined) => (n === undefined ? [] : [topics[n]!])
  return change(caseId, expect, {
    entries: act.entries,
    commands: act.commands.map((n) => `c${n}`),
    contents: act.contents?.slice(0, act.commands.length),
    body: `s${act.body}`,
    head: {
      plan: act.other ? otherDigest : digest,
      status: act.ended === undefined ? "open" : "ended",
      ...(act.ended === undefined ? {} : { outcome: "done", endedAt: start + act.ended }),
      subject: [["unit", `u${act.unit}`]]
    },
    tasks: {
      put: act.put.map(({ atOnce, due, held, n, offer, procedure }) =>
        task(caseId, n, { offer, due: due === null ? null : start + due, atOnce, procedure, ...(held ? { holder: "wang" } : {}) })),
      drop: act.drop
    },
    wake: act.wake === null ? null : start + act.wake,
    ledger: act.ledger === undefined ? [] : [{ ledger: "book", at: start + act.ledger.at, seq: seq(act.ledger.entry), columns: { n: act.ledger.n } }],
    messages: act.message === undefined
      ? []
      : [message(seq(act.message.entry), { lane: act.message.lane, kind: act.message.kind, after: start + act.message.after * 60_000 })],
    acks: act.ack === undefined ? [] : [`${caseIds[act.ack.of]!}:${act.ack.seq}`],
    watch: { on: topic(act.watch), off: topic(act.unwatch) },
    standing: {
      on: act.stand === undefined ? [] : [{ topic: topics[act.stand.topic]!, seq: seq(act.stand.entry), values: { n: act.stand.n } }],
      off: topic(act.lift)
    }
  })
}

/** Both plans the acts speak of. */
export const put = (store: Store) => store.putPlans([plan, { digest: otherDigest, procedure: "p2", body: "{}" }])

/** The memory store beside the one that is tried, and what was seen of both. */
export interface Model {
  readonly store: Store
  readonly versions: Map<string, number>
  leases: ReadonlyArray<readonly [mine: Leased, model: Leased]>
}

export const model: Effect.Effect<Model, never> = Effect.gen(function*() {
  const store = yield* CaseStoreMemory.make
  yield* Effect.orDie(put(store))
  return { store, versions: new Map(), leases: [] }
})

/** Everything that can be read of a store. */
export const everything = Effect.fnUntraced(function*(store: Store) {
  const found: { [what: string]: unknown } = {
    cases: yield* pages((c) => store.cases({}, c, 2)),
    next: yield* store.nextWake,
    loaded: (yield* store.load(caseIds)).map((it) => it && { ...it, value: undefined }),
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
  for (const id of caseIds) found[`journal of ${id}`] = yield* store.journal(id, 0, 1000)
  return found
})

/** Fails with the first thing that is not the same. */
export const compare = (store: Store, model: Store) =>
  Effect.gen(function*() {
    const [found, expected] = [yield* everything(store), yield* everything(model)]
    for (const what of Object.keys(expected)) yield* same(what, found[what], expected[what])
  })

const byId = (a: Leased, b: Leased) => (a.id < b.id ? -1 : 1)

/** What can be done to a store; each is done to the model too, and must be answered alike. */
export type Act =
  | { readonly _tag: "commit"; readonly batch: ReadonlyArray<ChangeAct> }
  | { readonly _tag: "wait"; readonly ms: number }
  | { readonly _tag: "claimWakes"; readonly before: number; readonly limit: number }
  | { readonly _tag: "claimMessages"; readonly kinds: ReadonlyArray<string> }
  | { readonly _tag: "ack" | "bury"; readonly which: number }
  | { readonly _tag: "retry"; readonly which: number; readonly after: number }
  | { readonly _tag: "revive"; readonly which: number; readonly how: "again" | "skip" }
  | { readonly _tag: "committed"; readonly of: number; readonly command: number }
  | { readonly _tag: "look" }

const tagged = <T extends Act["_tag"], A extends object>(tag: T, arb: fc.Arbitrary<A>) => arb.map((it) => ({ _tag: tag, ...it }))

export const act: ReadonlyArray<fc.Arbitrary<Act>> = [
  tagged("commit", fc.record({ batch })),
  tagged("commit", fc.record({ batch })),
  tagged("commit", fc.record({ batch })),
  tagged("wait", fc.record({ ms: fc.constantFrom(0, 31_000, 62_000) })),
  tagged("claimWakes", fc.record({ before: fc.nat(199_999), limit: fc.constantFrom(1, 2, 100) })),
  tagged("claimMessages", fc.record({ kinds: fc.array(fc.constantFrom(...kinds), { maxLength: 3 }) })),
  tagged("ack", fc.record({ which: fc.nat(11) })),
  tagged("bury", fc.record({ which: fc.nat(11) })),
  tagged("retry", fc.record({ which: fc.nat(11), after: fc.nat(4) })),
  tagged("revive", fc.record({ which: fc.nat(3), how: fc.constantFrom("again", "skip") })),
  tagged("committed", fc.record({ of: fc.nat(5), command: fc.nat(39) })),
  tagged("look", fc.constant({}))
]

/** Whether an act can be done to what is there. */
export const possible = (act: Act, model: Model): boolean =>
  act._tag === "ack" || act._tag === "bury" || act._tag === "retry" ? model.leases.length > 0 : true

/** Does it to both, and fails where they answer differently. */
export const perform = (act: Act, store: Store, model: Model): Law["run"] =>
  Effect.gen(function*() {
    switch (act._tag) {
      case "commit": {
        const changes = act.batch.map((it) => made(it, model.versions.get(caseIds[it.of]!) ?? 0))
        const answers = yield* store.commit(changes)
        yield* same("the answers", answers, yield* model.store.commit(changes))
        answers.forEach((answer, i) => {
          if (answer._tag === "Committed") model.versions.set(changes[i]!.caseId, answer.version)
        })
        return
      }
      case "wait":
        return yield* advance(act.ms)
      case "claimWakes": {
        const q = { before: start + act.before, limit: act.limit, by: "w", ttl: minute }
        const bare = (all: ReadonlyArray<{ readonly caseId: string; readonly version: number; readonly wake: number; readonly body: string }>) =>
          all.map(({ body, caseId, version, wake }) => [caseId, version, wake, body])
        return yield* same("the wakes", bare(yield* store.claimWakes(q)), bare(yield* model.store.claimWakes(q)))
      }
      case "claimMessages": {
        const q = { kinds: act.kinds, limit: 1000, by: "r", ttl: minute }
        const mine = [...yield* store.claimMessages(q)].sort(byId)
        const theirs = [...yield* model.store.claimMessages(q)].sort(byId)
        const bare = (all: ReadonlyArray<Leased>) => all.map((it) => ({ ...it, lease: "" }))
        yield* same("the messages", bare(mine), bare(theirs))
        model.leases = [...model.leases, ...mine.map((it, i) => [it, theirs[i]!] as const)].slice(-12)
        return
      }
      case "ack":
      case "bury":
      case "retry": {
        const [mine, theirs] = model.leases[act.which % model.leases.length]!
        for (const [it, leased] of [[store, mine], [model.store, theirs]] as const) {
          if (act._tag === "retry") yield* it.retry(leased, start + act.after * 60_000, "no route")
          else if (act._tag === "bury") yield* it.bury(leased, "why not")
          else yield* it.ack([leased])
        }
        return
      }
      case "revive": {
        const id = (yield* model.store.buried()).items.at(act.which)?.id ?? "a:1"
        for (const it of [store, model.store]) yield* it.revive(id, act.how)
        return
      }
      case "committed": {
        const [caseId, command] = [caseIds[act.of]!, `c${act.command}`]
        return yield* same(
          `whether ${caseId} knows ${command}`,
          Option.getOrNull(yield* store.committed(caseId, command)),
          Option.getOrNull(yield* model.store.committed(caseId, command))
        )
      }
      case "look":
        return yield* compare(store, model.store)
    }
  })

/** An act for people: what is empty is left out. */
export const show = (act: Act): string => {
  const { _tag, ...rest } = act
  const text = JSON.stringify(rest, (_, it: unknown) => it === false || it === null || (Array.isArray(it) && it.length === 0) ? undefined : it)
  return text === "{}" ? _tag : `${_tag} ${text}`
}

/** The first change of a case, with a command and a task of its own. */
export const simple = (caseId: string): Change =>
  change(caseId, 0, { entries: 2, commands: [`open-${caseId}`], tasks: { put: [task(caseId, 1)] } })
