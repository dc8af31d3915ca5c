/**
 * The desk: what a staff-facing app calls. It opens cases, shows tasks, takes answers and orders, and makes what is due
 * happen; everything it answers is on disk. Who may do what, by when, and what follows is the procedure's, decided in
 * `case/`; the desk only asks, commits and carries messages.
 *
 * ```ts
 * const desk = yield* Desk
 * const { caseId } = yield* desk.open(Reception, intake, Handle.staff<"front-desk-receptionist">("wang"))
 * yield* desk.complete(Reception.task.handle, caseId, answer, wang).pipe(
 *   Effect.catchTag("TaskAlreadyCompleted", ({ by }) => Effect.log(`${by} was first`))
 * )
 * ```
 *
 * @since 0.1.0
 */
import { Context, Effect, identity, Layer } from "effect"
import * as Decide from "../case/Decide.ts"
import * as Evolve from "../case/Evolve.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"
import type { Directory } from "../port/Directory.ts"
import type { Notifier } from "../port/Notifier.ts"
import type * as Counter from "./Counter.ts"
import type { Decider } from "./Decider.ts"
import type * as Enlisted from "./Enlisted.ts"
import * as Engine from "./Engine.ts"
import * as Migrating from "./Migrating.ts"
import * as Orders from "./Orders.ts"
import * as Readings from "./Readings.ts"
import * as Sight from "./Sight.ts"
import * as Within from "./Within.ts"

export class Desk extends Context.Service<Desk, Counter.Orders & Counter.Readings & Enlisted.Within & Counter.Versions & Counter.Hands & Sight.Sighted>()("@frontdesk/core/desk/Desk") {}

/** See {@link layer}. */
export type Options = Engine.Options

/**
 * A desk on an engine; `decider` is `case/`, but for tests of the desk itself.
 *
 * @since 0.1.0
 */
export const layerWith = (
  decider: Decider,
  options: Options
): Layer.Layer<Desk, StoreDown, CaseStore | Directory | Notifier> =>
  Layer.effect(
    Desk,
    Effect.map(Engine.make(options, decider), (engine) => {
      const { relay, waker } = engine
      return Desk.of({
        ...Orders.make(engine, identity),
        ...Readings.make(engine),
        as: Sight.make(engine),
        within: Within.make(engine),
        migrate: Migrating.make(engine),
        tick: waker.tick,
        drain: Effect.gen(function*() {
          while ((yield* waker.tick) + (yield* relay.pass) > 0);
        })
      })
    })
  )

/** The one engine there is. */
const live: Decider = { decide: Decide.decide, move: Decide.move, evolve: Evolve.evolve, none: Evolve.none }

/**
 * A desk: plans of the given procedures are put into the store, waker and relay run as long as the layer lives. A case
 * whose plan neither this desk nor the store has fails its commands with `UnknownPlan`, nobody else's.
 *
 * ```ts
 * const live = Desk.layer({ procedures: [Reception, Complaint], calendarSources: [ChineseDays.source] }).pipe(
 *   Layer.provide([store, directory, notifier])
 * )
 * ```
 *
 * @since 0.1.0
 */
export const layer = (options: Options): Layer.Layer<Desk, StoreDown, CaseStore | Directory | Notifier> =>
  layerWith(live, options)
