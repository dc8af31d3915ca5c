/**
 * Everything behind the desk's counter, put together: lines and batches over the store, plans, the clock, what wakes
 * cases and what carries their messages. Its life is the scope's: at the end it takes nothing new, finishes what is
 * under way and stops.
 *
 * @since 0.1.0
 */
import type { Scope } from "effect"
import { Cause, Clock, Duration, Effect, Exit, Option, Random } from "effect"
import type { CaseId, CaseState } from "../case/State.ts"
import type { Compiled } from "../plan/Plan.ts"
import type { CalendarSource } from "../port/CalendarSource.ts"
import type { Stored } from "../port/CaseStore.ts"
import { CaseStore, StoreDown } from "../port/CaseStore.ts"
import { Directory } from "../port/Directory.ts"
import { HostTables } from "../port/HostTables.ts"
import { Notifier } from "../port/Notifier.ts"
import { WorkflowBack } from "../port/WorkflowBack.ts"
import { Actions } from "../port/Actions.ts"
import * as Answers from "./Answers.ts"
import * as Batcher from "./Batcher.ts"
import * as CaseCache from "./CaseCache.ts"
import type { Known } from "./CaseCache.ts"
import * as CaseQueue from "./CaseQueue.ts"
import * as ChangeOf from "./ChangeOf.ts"
import type { Decider } from "./Decider.ts"
import * as Incidents from "./Incidents.ts"
import * as Journal from "./Journal.ts"
import * as Plans from "./Plans.ts"
import { DeskClosing, DeskTooOld } from "./Refused.ts"
import * as Relay from "./Relay.ts"
import * as Schedules from "./Schedules.ts"
import * as Send from "./Send.ts"
import type { Shell } from "./Shell.ts"
import * as Size from "./Size.ts"
import * as StoreClock from "./StoreClock.ts"
import * as Waker from "./Waker.ts"

/** How a desk is set up; every number has a default that fits. */
export interface Options {
  /** generated modules, or compiled procedures; the schedules of a handbook too (`schedules` of its module) */
  readonly procedures: ReadonlyArray<Compiled | { readonly compiled: Compiled }>
  /** where public holidays come from, by the names the handbooks use */
  readonly calendarSources?: ReadonlyArray<CalendarSource>
  /** edition of those calendars; give a higher one when they are published anew. Default 1 */
  readonly calendarEdition?: number
  /** ms a clock waits after its instant, so that what was sent in time gets in before it. Default 2000 */
  readonly settle?: number
  /** batches at a time. Default 1, or 2 on a shared store */
  readonly lanes?: number
  /** bytes of decoded cases that are kept, about 4 KB each for small ones. Default 64 MiB */
  readonly cacheBytes?: number
  /** commands that may wait, and their bytes. Default 10,000 and 16 MiB */
  readonly waiting?: { readonly count: number; readonly bytes: number }
  /** `false`: nothing happens by itself, `tick` and `drain` make it happen. For tests and simulated time. Default true */
  readonly background?: boolean
  /** the name under which leases are taken. Default: a random one */
  readonly worker?: string
}

export interface Engine {
  readonly store: CaseStore["Service"]
  readonly directory: Directory["Service"]
  readonly plans: Plans.Plans
  readonly incidents: Incidents.Incidents
  readonly decider: Decider
  readonly sendAs: Send.SendAs
  readonly now: () => number
  readonly waker: Waker.Waker
  readonly relay: Relay.Relay
  /** the newest committed state; `null`: no such case */
  readonly known: (id: CaseId) => Effect.Effect<Known | null, StoreDown | DeskTooOld>
  /** refuses what is new while it shuts down, or while the store does not answer */
  readonly admit: () => DeskClosing | StoreDown | null
}

const drainLimit = Duration.seconds(10)
/** of bodies as long as they can be, three times what they mostly are */
const batchBytes = 3 * 1024 * 1024
/** ms between this machine's clock and the store's */
const astray = 5_000
/** Up to 2ⁿ ms of real time, also where time is simulated: it is other processes that are waited for. */
const jitter = (tries: number): Effect.Effect<void> =>
  Random.nextIntBetween(0, 2 ** tries).pipe(
    Effect.flatMap((ms) => Effect.sleep(ms)),
    Effect.provideService(Clock.Clock, Clock.Clock.defaultValue())
  )

/** failures in a row after which new commands are turned away, and ms until one may try again */
const circuit = { failures: 3, rest: 1_000 }

export const make = Effect.fnUntraced(function*(
  options: Options,
  decider: Decider
): Effect.fn.Return<Engine, StoreDown, CaseStore | Directory | Notifier | Scope.Scope> {
  const store = yield* CaseStore
  const directory = yield* Directory
  const notifier = yield* Notifier
  const workflow = yield* Effect.serviceOption(WorkflowBack)
  const tables = Option.getOrUndefined(yield* Effect.serviceOption(HostTables))
  const actions = yield* Effect.serviceOption(Actions)
  const context = yield* Effect.context<never>()
  const fork = Effect.runForkWith(context)
  const clock = StoreClock.make(store, yield* Clock.Clock)
  const { now } = clock
  const { shared } = store.traits
  const worker = options.worker ?? globalThis.crypto.randomUUID()
  const incidents = Incidents.make()
  const cache = CaseCache.make(options.cacheBytes ?? 64 * 1024 * 1024)
  const plans = yield* Plans.make({
    store,
    procedures: options.procedures.map((one) => ("compiled" in one ? one.compiled : one)),
    calendarSources: options.calendarSources ?? [],
    edition: options.calendarEdition ?? 1
  })

  for (const { plan } of plans.all()) {
    const done = Option.match(actions, { onNone: () => new Set<string>(), onSome: ({ names }) => names })
    const missing = Object.keys(plan.actions ?? {}).filter((name) => !done.has(name))
    if (missing.length > 0) {
      return yield* Effect.die(
        new Error(`${plan.procedure} asks for ${missing.join(", ")}, and this desk has nobody who does it: give it Actions.layer`)
      )
    }
  }

  let failures = 0
  let closedUntil = 0
  let closing = false
  // a database inside this process commits before it returns; only then is there something to collect for
  let blocking = store.traits.durable

  const tally = (exit: Exit.Exit<unknown, unknown>): void => {
    if (Exit.isSuccess(exit)) failures = 0
    else if (++failures >= circuit.failures) {
      closedUntil = now() + circuit.rest
      incidents.add({ at: now(), what: "store", why: Cause.pretty(exit.cause) })
    }
  }

  const { commit } = store
  const batcher = Batcher.make({
    lanes: options.lanes ?? (shared ? 2 : 1),
    cap: store.traits.batch,
    maxBytes: Math.min(batchBytes, 3 * store.traits.maxBody),
    // one turn of the scheduler: those who call in the same one come along
    collect: (start) => void (blocking ? fork(Effect.andThen(Effect.yieldNow, Effect.sync(start))) : start()),
    blocking: () => blocking,
    commitNow: commit.now,
    tally,
    commit: (batch, done) => {
      let returned = false
      fork(commit(batch)).addObserver((exit) => {
        blocking = store.traits.durable && !returned
        tally(exit)
        done(exit)
      })
      returned = true
    }
  })

  const known = (state: CaseState, bytes: number): Known => ({ state, rows: decider.rows(state), bytes })
  const decoded = (stored: Stored): Known | DeskTooOld => {
    const { format, value } = stored
    if (format > ChangeOf.format) return new DeskTooOld({ what: "format", stored: format })
    if (value !== undefined) return known(value as CaseState, Size.atMost(value))
    const { body } = stored
    return known(JSON.parse(body) as CaseState, body.length)
  }
  const load = Effect.fnUntraced(function*(id: CaseId): Effect.fn.Return<Known | null, StoreDown | DeskTooOld> {
    const [stored] = yield* store.load([id])
    if (stored === undefined || stored === null) return null
    const known = decoded(stored)
    return known instanceof DeskTooOld ? yield* known : known
  })

  const hook: Shell["committedHook"] = (known, made, entries) => {
    if (known.rows.wake !== null) waker.poke(known.rows.wake)
    for (const task of made.change.tasks.put) {
      if (task.holder === undefined && !task.nobody && task.offer.length > 0) {
        relay.offered({ caseId: task.caseId, n: task.n, keys: task.offer, plan: known.state.plan })
      }
    }
    for (const entry of entries) {
      if (entry._tag === "Happened" && entry.left !== undefined) {
        const why = `${entry.left} times before the newest thousand are not made up for`
        incidents.add({ at: now(), what: "schedule", caseId: known.state.id, why })
      }
      if (entry._tag === "Stuck") incidents.add({ at: entry.at, what: "stuck", caseId: known.state.id, why: entry.why })
    }
    if (made.sends) relay.poke()
  }

  const queue = CaseQueue.make({
    decider,
    plans,
    cache,
    batcher,
    shared,
    most: options.waiting ?? { count: 10_000, bytes: 16 * 1024 * 1024 },
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
      committedHook: hook,
      stuck: (caseId, why) => incidents.add({ at: now(), what: "stuck", caseId, why })
    }
  })
  const sendAs = Send.make(queue)
  const send: Send.Send = (job) => Effect.suspend(() => sendAs(job, Effect.succeed))
  const waker = Waker.make({
    store,
    send,
    now,
    worker,
    incidents,
    settle: options.settle ?? 2_000,
    seen: (stored) => {
      if ((cache.get(stored.caseId)?.state.v ?? 0) >= stored.version) return
      const known = decoded(stored)
      if (!(known instanceof DeskTooOld)) cache.set(stored.caseId, known)
    }
  })
  const newest: Engine["known"] = (id) =>
    Effect.suspend(() => {
      const cached = shared ? undefined : cache.get(id)
      return cached === undefined ? load(id) : Effect.succeed(cached)
    })
  const relay = Relay.make({
    store, plans, notifier, directory, workflow, actions, known: newest, send, incidents, now, worker
  })

  // stamps follow the store's clock all the same; a machine this far off is worth a look
  const measure = Effect.map(clock.sample, (offset) => {
    if (Math.abs(offset) > astray) incidents.add({ at: now(), what: "clock-astray", why: `${offset} ms behind the store` })
  })
  yield* measure
  yield* Schedules.begin({ plans: plans.all(), plan: plans.load, load, send, now, incidents })

  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      closing = true
      return Effect.callback<void>((resume) => queue.idle(() => resume(Effect.void)))
    }).pipe(Effect.timeoutOption(drainLimit))
  )

  if (options.background !== false) {
    const forever = (loop: Effect.Effect<never, StoreDown>) =>
      loop.pipe(
        Effect.catchCause((cause) =>
          Effect.sync(() => incidents.add({ at: now(), what: "store", why: Cause.pretty(cause) }))
        ),
        Effect.andThen(Effect.sleep(Duration.seconds(1))),
        Effect.forever,
        Effect.forkScoped
      )
    yield* forever(waker.run)
    yield* forever(relay.run)
    if (shared) yield* forever(Effect.forever(Effect.andThen(Effect.sleep(Duration.seconds(10)), measure)))
  }

  return {
    store,
    directory,
    plans,
    incidents,
    decider,
    sendAs,
    now,
    waker,
    relay,
    known: newest,
    admit: () => {
      if (closing) return new DeskClosing()
      if (failures < circuit.failures || now() >= closedUntil) return null
      return new StoreDown({ cause: "the store failed several times in a row; new commands wait a moment" })
    }
  }
})

