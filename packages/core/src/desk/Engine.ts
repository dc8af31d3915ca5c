/**
 * Everything behind the desk's counter, put together: lines and batches over the store, plans, the clock, what wakes
 * cases and what carries their messages. Its life is the scope's: at the end it takes nothing new, finishes what is
 * under way and stops.
 *
 * @since 0.1.0
 */
import type { Scope } from "effect"
import { Cause, Clock, Duration, Effect, Exit, Option } from "effect"
import * as Finished from "../case/Finished.ts"
import type { CaseId, CaseState, TaskFrame } from "../case/State.ts"
import type { Asks } from "../case/World.ts"
import type { Facts } from "../domain/Question.ts"
import { skew } from "../domain/Time.ts"
import type { Compiled, Plan } from "../plan/Plan.ts"
import type { CalendarSource } from "../port/CalendarSource.ts"
import * as Batch from "../port/Batch.ts"
import { CaseStore, StoreDown } from "../port/CaseStore.ts"
import type { DirectoryDown } from "../port/Directory.ts"
import { Directory } from "../port/Directory.ts"
import { HostTables } from "../port/HostTables.ts"
import { Notifier } from "../port/Notifier.ts"
import { WorkflowBack } from "../port/WorkflowBack.ts"
import { Actions } from "../port/Actions.ts"
import * as Answers from "./Answers.ts"
import * as CaseCache from "./CaseCache.ts"
import type { Known } from "./Known.ts"
import type { Made } from "./ChangeOf.ts"
import type { Decider } from "./Decider.ts"
import * as Incidents from "./Incidents.ts"
import * as Lines from "./Lines.ts"
import * as Meters from "./Meters.ts"
import * as Plans from "./Plans.ts"
import { DeskClosing, DeskTooOld } from "./Refused.ts"
import * as Relay from "./Relay.ts"
import * as Schedules from "./Schedules.ts"
import * as Send from "./Send.ts"
import type { Shell } from "./Shell.ts"
import * as Shift from "./Shift.ts"
import * as StoreClock from "./StoreClock.ts"
import * as Waker from "./Waker.ts"
import * as Watching from "./Watching.ts"

/** A store inside a transaction of the host, and what is to be told of it. */
export type Inside = Pick<Lines.Options, "store" | "context" | "committed" | "stuck">

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
  /**
   * how long a desk that closes waits for what is under way; what is not done by then is given back. Default 10 seconds
   */
  readonly closing?: Duration.Input
  /** `false`: nothing happens by itself, `tick` and `drain` make it happen. For tests and simulated time. Default true */
  readonly background?: boolean
  /** the name under which leases are taken. Default: a random one */
  readonly worker?: string
}

export interface Engine {
  readonly store: CaseStore["Service"]
  readonly directory: Directory["Service"]
  readonly tables: HostTables["Service"] | undefined
  readonly plans: Plans.Plans
  readonly bell: Watching.Bell
  readonly meters: Meters.Meters
  readonly shift: Shift.Shift
  readonly incidents: Incidents.Incidents
  readonly decider: Decider
  readonly sendAs: Send.SendAs
  readonly now: () => number
  readonly waker: Waker.Waker
  readonly relay: Relay.Relay
  /** the newest committed state; `null`: no such case */
  readonly known: (id: CaseId) => Effect.Effect<Known | null, StoreDown | DeskTooOld>
  /** what a case of this plan asks of the outside */
  readonly answer: (asks: Asks, within: Plan | undefined) => Effect.Effect<Facts, StoreDown | DirectoryDown>
  /** the desk in a transaction of the host, to its end; see `Within.ts` */
  readonly inside: (at: Inside) => Lines.Lines
  /** the host's transaction has changed this case: what is remembered of it is old */
  readonly forget: (id: CaseId) => void
  /** what follows a change that is committed: clocks, messages, people */
  readonly follow: Shell["committedHook"]
  /** refuses what is new while it shuts down, or while the store does not answer */
  readonly admit: () => DeskClosing | StoreDown | null
}

const insideBytes = 4 * 1024 * 1024

/** failures in a row after which new commands are turned away, and ms until one may try again */
const circuit = { failures: 3, rest: 1_000 }

/** Whether the worklist tells a task otherwise than before; of one that is new it need not be asked. */
const isTold = ({ before: { state: before }, change }: Made, { clocks, holds }: CaseState, frame: TaskFrame): boolean => {
  const at = Finished.taskAt(before.frames, frame.n)
  if (at < 0) return true
  const stayed = before.frames[at] === frame && before.holds === holds &&
    Finished.clockOf(before.clocks, frame.id) === Finished.clockOf(clocks, frame.id)
  return !stayed && change.tasks.put.some(({ n }) => n === frame.n)
}

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
  const clock = StoreClock.make(store, yield* Clock.Clock)
  const { now } = clock
  const { shared } = store.traits
  const worker = options.worker ?? globalThis.crypto.randomUUID()
  const incidents = Incidents.make()
  const shift = Shift.make()
  const bell = Watching.bell()
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

  const drainLimit = options.closing ?? Duration.seconds(10)
  let failures = 0
  let closedUntil = 0
  let closing = false
  const tally = (exit: Exit.Exit<unknown, unknown>): void => {
    if (Exit.isSuccess(exit)) failures = 0
    else if (++failures >= circuit.failures) {
      closedUntil = now() + circuit.rest
      incidents.add({ at: now(), what: "store", why: Cause.pretty(exit.cause) })
    }
  }

  const hook: Shell["committedHook"] = (known, made, entries) => {
    if (made.change.wake !== null) waker.poke(made.change.wake)
    const { frames, id, plan } = known.state
    for (const frame of frames) {
      if (frame.kind !== "task" || frame.holder !== undefined || frame.nobody === true || frame.offer.length === 0) continue
      if (isTold(made, known.state, frame)) relay.offered({ caseId: id, n: frame.n, keys: frame.offer, plan })
    }
    for (const entry of entries) {
      if (entry._tag === "Happened" && entry.left !== undefined) {
        const why = `${entry.left} times before the newest thousand are not made up for`
        incidents.add({ at: now(), what: "schedule", caseId: known.state.id, why })
      }
      if (entry._tag === "Sent" && entry.message.kind === "revoke") {
        relay.revoked(Batch.messageId(known.state.id, entry.message.message))
      }
      if (entry._tag === "Stuck") incidents.add({ at: entry.at, what: "stuck", caseId: known.state.id, why: entry.why })
    }
    if (made.sends) relay.poke()
    bell.ring()
  }

  const meters = yield* Meters.make({ waiting: () => queue.waiting(), incidents: () => incidents.all().length })
  const within = { directory, tables, plans, decider, meters }
  const lines = Lines.make({
    ...within,
    store,
    cache,
    context,
    lanes: options.lanes ?? (shared ? 2 : 1),
    most: options.waiting ?? { count: 10_000, bytes: 16 * 1024 * 1024 },
    committed: hook,
    stuck: (caseId, why) => incidents.add({ at: now(), what: "stuck", caseId, why }),
    tally
  })
  const { decoded, load, queue, sendAs } = lines
  const send: Send.Send = (job) => Effect.suspend(() => sendAs(Send.jobOf(job), Effect.succeed))
  const waker = Waker.make({
    store,
    submit: queue.submit,
    takeBack: queue.takeBack,
    now,
    worker,
    incidents,
    shift,
    meters,
    settle: options.settle ?? 2_000,
    seen: (stored) => {
      if ((cache.get(stored.caseId)?.state.v ?? 0) >= stored.version) return
      const known = decoded(stored)
      if (known instanceof DeskTooOld) return
      // what had to be read for its clock alone is not kept: a hundred thousand of them would drive out who is at work
      if (stored.value === undefined) cache.pass(stored.caseId, known)
      else cache.set(stored.caseId, known)
    }
  })
  const newest: Engine["known"] = (id) =>
    Effect.suspend(() => {
      const cached = shared ? undefined : cache.get(id)
      return cached === undefined ? load(id) : Effect.succeed(cached)
    })
  const relay = Relay.make({
    store, plans, notifier, directory, workflow, actions, known: newest, send, incidents, now, worker, shift, meters
  })

  // stamps follow the store's clock all the same; a machine this far off is worth a look
  const measure = Effect.map(clock.sample, (offset) => {
    if (Math.abs(offset) > skew) incidents.add({ at: now(), what: "clock-astray", why: `${offset} ms behind the store` })
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
    const forever = (loop: Effect.Effect<void, StoreDown>) =>
      loop.pipe(
        Effect.catchCause((cause) =>
          shift.over() ? Effect.void : Effect.andThen(
            Effect.sync(() => incidents.add({ at: now(), what: "store", why: Cause.pretty(cause) })),
            Effect.sleep(Duration.seconds(1))
          )
        ),
        shift.until,
        Effect.forkScoped
      )
    yield* forever(waker.run)
    yield* forever(relay.run)
    if (shared) yield* forever(Effect.forever(Effect.andThen(Effect.sleep(Duration.seconds(10)), measure)))
  }
  // comes first at the end: what works by itself begins nothing new, and finishes what it has leased
  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      closing = true
      return Effect.timeoutOption(shift.end, drainLimit)
    })
  )

  return {
    store,
    directory,
    tables,
    plans,
    bell,
    shift,
    meters,
    incidents,
    decider,
    sendAs,
    now,
    waker,
    relay,
    known: newest,
    answer: (asks, within) => Answers.all({ store, directory, tables }, asks, within),
    // its own memory, gone with the transaction; conflicts are few, and the host decides what to do about them
    inside: (at) =>
      Lines.make({
        ...within, ...at, cache: CaseCache.make(insideBytes), lanes: 1, most: { count: 1_000, bytes: 4 * 1024 * 1024 }, tries: 4,
        tally: () => {}
      }),
    forget: (id) => {
      cache.drop(id)
      queue.doubt(id)
    },
    follow: hook,
    admit: () => {
      if (closing) return new DeskClosing()
      if (failures < circuit.failures || now() >= closedUntil) return null
      return new StoreDown({ cause: "the store failed several times in a row; new commands wait a moment" })
    }
  }
})

