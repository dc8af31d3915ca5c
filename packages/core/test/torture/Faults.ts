/**
 * A store as one desk has it over a bad line: it is down, or says nothing of what it did; it is slow, paused, dead; it
 * brings messages a second time. Of the store itself nothing is wrong, and its clock is its own. What goes wrong is drawn
 * from a stream of its own, and each kind can be left out, so that a failure can be made short.
 */
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import { Clock, Effect } from "effect"
import type { Random } from "./Random.ts"

type Store = CaseStores.CaseStore["Service"]

export const kinds = ["down", "unsure", "cut", "slow", "lost-claim", "lost-ack", "twice", "poison", "notifier", "action", "workflow", "pause", "kill", "drop", "skew", "jump", "leave", "elsewhere", "deploy", "migrate"] as const
export type Kind = (typeof kinds)[number]

/** Whether something goes wrong now. */
export type Chance = (kind: Kind, share: number) => boolean

export interface Line {
  readonly store: Store
  /** nothing goes through until it is resumed */
  readonly pause: () => void
  readonly resume: () => void
  /** nothing goes through ever again */
  readonly cut: () => void
}

const down = Effect.fail(new CaseStores.StoreDown({ cause: "down" }))
const unsure = Effect.fail(new CaseStores.StoreUnsure({ cause: "broken" }))

/** The line of one desk. `old`: what was leased before, by anybody. */
export const line = (inner: Store, clock: Clock.Clock, r: Random, chance: Chance, old: Array<CaseStores.Leased>): Line => {
  let paused = false
  let dead = false
  let wake: Array<() => void> = []
  const gate = Effect.suspend(() =>
    dead ? Effect.never : paused ? Effect.callback<void>((resume) => void wake.push(() => resume(Effect.void))) : Effect.void
  )
  const slowly = Effect.suspend(() => (chance("slow", 0.4) ? Effect.repeat(Effect.yieldNow, { times: r.below(5) }) : Effect.void))
  const out = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.provideService(effect, Clock.Clock, clock)
  /** There and back: what came back to a desk that was paused meanwhile, it hears later. */
  const by = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    gate.pipe(Effect.andThen(slowly), Effect.andThen(out(effect)), Effect.tap(() => Effect.andThen(slowly, gate)))
  const often = r.next() * 0.15
  const perhaps = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E | CaseStores.StoreDown> =>
    Effect.suspend((): Effect.Effect<A, E | CaseStores.StoreDown> => (chance("down", often / 3) ? Effect.andThen(gate, down) : by(effect)))

  const commit = (batch: ReadonlyArray<CaseStores.Change>): Effect.Effect<ReadonlyArray<CaseStores.Answer>, CaseStores.StoreDown | CaseStores.StoreUnsure> =>
    Effect.suspend(() => {
      if (chance("down", often / 2)) return Effect.andThen(gate, down)
      if (chance("unsure", often / 2)) return Effect.andThen(gate, unsure)
      // the connection breaks in the middle
      if (chance("cut", often / 2)) return Effect.andThen(by(inner.commit(batch.slice(0, r.below(batch.length + 1)))), unsure)
      return Effect.andThen(by(inner.commit(batch)), (answers) => (chance("unsure", often / 2) ? unsure : Effect.succeed(answers)))
    })

  const store: Store = {
    ...inner,
    traits: { ...inner.traits, shared: true, durable: r.yes(0.5), batch: 1 + r.below(6) },
    now: out(inner.now),
    load: (ids) => perhaps(inner.load(ids)),
    commit,
    committed: (caseId, id) => perhaps(inner.committed(caseId, id)),
    journal: (caseId, after, limit) => perhaps(inner.journal(caseId, after, limit)),
    watchers: (topic, cursor) => perhaps(inner.watchers(topic, cursor)),
    standing: (topics) => perhaps(inner.standing(topics)),
    tasks: (q, cursor, limit) => perhaps(inner.tasks(q, cursor, limit)),
    cases: (q, cursor, limit) => perhaps(inner.cases(q, cursor, limit)),
    ledger: (q, cursor, limit) => perhaps(inner.ledger(q, cursor, limit)),
    nextWake: out(inner.nextWake),
    claimWakes: (q) =>
      Effect.tap(perhaps(inner.claimWakes(q)), () => (chance("lost-claim", 0.03) ? down : Effect.void)),
    claimMessages: (q) =>
      Effect.andThen(perhaps(inner.claimMessages(q)), (leased) => {
        if (chance("lost-claim", 0.03)) return down
        const again = chance("twice", 0.1) && old.length > 0 ? [r.pick(old)].filter(({ kind }) => q.kinds.includes(kind)) : []
        old.push(...leased)
        if (old.length > 40) old.splice(0, 20)
        const poisoned = leased.map((one) => (chance("poison", 0.01) ? { ...one, body: "{" } : one))
        return Effect.succeed([...poisoned, ...again.filter(({ id }) => leased.every((one) => one.id !== id))])
      }),
    ack: (messages) =>
      Effect.suspend(() => (chance("lost-ack", 0.1) ? down : Effect.tap(perhaps(inner.ack(messages)), () => (chance("lost-ack", 0.05) ? down : Effect.void)))),
    retry: (message, after, why) => perhaps(inner.retry(message, after, why)),
    bury: (message, why) => perhaps(inner.bury(message, why)),
    buried: (cursor) => perhaps(inner.buried(cursor)),
    revive: (id, how) => perhaps(inner.revive(id, how)),
    putPlans: (plans) => perhaps(inner.putPlans(plans)),
    plan: (digest) => perhaps(inner.plan(digest))
  }
  const wakeAll = (): void => {
    const those = wake
    wake = []
    those.forEach((go) => go())
  }
  return {
    store,
    pause: () => {
      paused = true
    },
    resume: () => {
      paused = false
      wakeAll()
    },
    cut: () => {
      dead = true
    }
  }
}
