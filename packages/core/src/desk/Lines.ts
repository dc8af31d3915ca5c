/**
 * The cases' lines over a store: how they load, commit and ask. One set for the desk itself, and a small one of its own
 * for each of the host's transactions it joins.
 *
 * @since 0.1.0
 */
import { Clock, Effect, Option, Random } from "effect"
import type { Context, Exit } from "effect"
import type { CaseId } from "../case/State.ts"
import type { CaseStore, StoreDown, Stored } from "../port/CaseStore.ts"
import type { Directory } from "../port/Directory.ts"
import type { HostTables } from "../port/HostTables.ts"
import * as Answers from "./Answers.ts"
import * as Batcher from "./Batcher.ts"
import type { CaseCache } from "./CaseCache.ts"
import * as CaseQueue from "./CaseQueue.ts"
import * as ChangeOf from "./ChangeOf.ts"
import type { Decider } from "./Decider.ts"
import * as Journal from "./Journal.ts"
import * as Known from "./Known.ts"
import type { Meters } from "./Meters.ts"
import type { Plans } from "./Plans.ts"
import { DeskTooOld } from "./Refused.ts"
import * as Send from "./Send.ts"
import type { Shell } from "./Shell.ts"
import * as Size from "./Size.ts"
import * as Snapshot from "./Snapshot.ts"
import * as Span from "./Span.ts"

export interface Options {
  readonly store: CaseStore["Service"]
  readonly directory: Directory["Service"]
  readonly tables: HostTables["Service"] | undefined
  readonly plans: Plans
  readonly decider: Decider
  readonly cache: CaseCache
  /** what is asked of the store runs with this */
  readonly context: Context.Context<never>
  readonly lanes: number
  readonly most: { readonly count: number; readonly bytes: number }
  /** how often a command is decided anew after a conflict */
  readonly tries?: number
  readonly committed: Shell["committedHook"]
  readonly stuck: Shell["stuck"]
  /** hears how each batch came out */
  readonly tally: (exit: Exit.Exit<unknown, unknown>) => void
  readonly meters: Meters
}

export interface Lines {
  readonly queue: CaseQueue.CaseQueue
  readonly sendAs: Send.SendAs
  /** a case as the store has it; `null`: no such case */
  readonly load: (id: CaseId) => Effect.Effect<Known.Known | null, StoreDown | DeskTooOld>
  readonly decoded: (stored: Stored) => Known.Known | DeskTooOld
}

/** of bodies as long as they can be, three times what they mostly are */
const batchBytes = 3 * 1024 * 1024

/** Up to 2ⁿ ms of real time, also where time is simulated: it is other processes that are waited for. */
const jitter = (tries: number): Effect.Effect<void> =>
  Random.nextIntBetween(0, 2 ** tries).pipe(
    Effect.flatMap((ms) => Effect.sleep(ms)),
    Effect.provideService(Clock.Clock, Clock.Clock.defaultValue())
  )

export const make = (options: Options): Lines => {
  const { cache, decider, directory, meters, plans, store, tables, tally } = options
  const { shared } = store.traits
  const fork = Effect.runForkWith(options.context)
  // a database inside this process commits before it returns; only then is there something to collect for
  let blocking = store.traits.durable

  const { commit } = store
  const batcher = Batcher.make({
    lanes: options.lanes,
    cap: store.traits.batch,
    maxBytes: Math.min(batchBytes, 3 * store.traits.maxBody),
    // one turn of the scheduler: those who call in the same one come along
    collect: (start) => void fork(Effect.andThen(Effect.yieldNow, Effect.sync(start))),
    blocking: () => blocking,
    commitNow: commit.now && ((batch) => {
      const answers = commit.now!(batch)
      if (answers[0]?._tag === "Committed") meters.committed(1)
      return answers
    }),
    tally,
    commit: (batch, done) => {
      let returned = false
      const began = performance.now()
      const attributes = () => ({ "frontdesk.changes": batch.length, "frontdesk.store": store.traits.name })
      fork(Span.about("Desk.commit", attributes, commit(batch))).addObserver((exit) => {
        blocking = store.traits.durable && !returned
        if (exit._tag === "Success") {
          meters.committed(exit.value.filter(({ _tag }) => _tag === "Committed").length, performance.now() - began)
        } else meters.lost()
        tally(exit)
        done(exit)
      })
      returned = true
    }
  })

  const decoded: Lines["decoded"] = (stored) => {
    const { format, since, value } = stored
    if (format > ChangeOf.format) return new DeskTooOld({ what: "format", stored: format })
    const newer = since?.find(({ v }) => v > ChangeOf.entryVersion)
    if (newer !== undefined) return new DeskTooOld({ what: "format", stored: newer.v })
    const state = Snapshot.state(stored, decider.evolve)
    return Known.of(state, value === undefined && since === undefined ? stored.body.length : Size.atMost(state))
  }
  const load = Effect.fnUntraced(function*(id: CaseId): Effect.fn.Return<Known.Known | null, StoreDown | DeskTooOld> {
    const [stored] = yield* store.load([id])
    if (stored === undefined || stored === null) return null
    const known = decoded(stored)
    return known instanceof DeskTooOld ? yield* known : known
  })

  const queue = CaseQueue.make({
    decider,
    plans,
    cache,
    batcher,
    shared,
    most: options.most,
    ...(options.tries !== undefined && { tries: options.tries }),
    shell: {
      load: (id, done) => void fork(load(id)).addObserver(done),
      committed: (id, command, done) =>
        void fork(Effect.map(store.committed(id, command), Option.getOrNull)).addObserver(done),
      repeat: (id, command, version, done) => void fork(Journal.repeated(store, id, command, version)).addObserver(done),
      answer: (asks, done, plan) => {
        const within = plan === undefined ? undefined : plans.get(plan)?.plan
        fork(Answers.all({ store, directory, tables }, asks, within)).addObserver(done)
      },
      pause: (tries, again) => void fork(jitter(tries)).addObserver(again),
      place: commit.place,
      committedHook: options.committed,
      stuck: options.stuck
    }
  })
  return { queue, sendAs: Send.make(queue), load, decoded }
}
