/**
 * What keeps the promise of `Facade.ts`: opens the case, waits until it told how it ended, and cancels it when the
 * workflow is interrupted. Two activities and one deferred, whatever the procedure; everything between is the case's.
 *
 * The case and the workflow may live in two databases. The only link is a message: the case's last change carries one
 * to the token it was opened with, and `Back.ts` completes the deferred with it. Said twice, it counts once.
 *
 * @since 0.1.0
 */
import { Cause, Effect, Exit, Layer, Result, Schedule, Schema } from "effect"
import * as Activity from "effect/workflow/Activity"
import * as DurableClock from "effect/workflow/DurableClock"
import * as DurableDeferred from "effect/workflow/DurableDeferred"
import * as Workflow from "effect/workflow/Workflow"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { Refusal } from "../../case/Refusal.ts"
import { code } from "../../case/Refusal.ts"
import type { CaseId } from "../../case/State.ts"
import { Desk } from "../../desk/Desk.ts"
import type { DeskFault } from "../../desk/Refused.ts"
import * as Refused from "../../desk/Refused.ts"
import type { Person } from "../../domain/People.ts"
import * as Outline from "../Outline.ts"
import * as Back from "./Back.ts"
import type { Any } from "./Facade.ts"
import { CaseCancelled, CaseTerminated, CaseWithdrawn, Failure, OpenRefused } from "./Facade.ts"

/**
 * What a workflow asks of a desk. Everything is idempotent by the case's id: an engine may ask again at any time.
 * A failure means *not now*, it is tried again; a refusal is an answer.
 */
export interface Door<E> {
  readonly open: (order: {
    readonly caseId: CaseId
    readonly opener: Person
    /** a value of the procedure's own intake type */
    readonly intake: unknown
    readonly token: string
  }) => Effect.Effect<Refusal | null, E>
  /** how it ended, `null` while it runs */
  readonly ended: (caseId: CaseId) => Effect.Effect<Back.Closing | null, E>
  /** a case that ended already, or never was, is no failure */
  readonly cancel: (caseId: CaseId, token: string) => Effect.Effect<void, E>
}

/** A store or desk that is away for a moment: ten tries, from 0.1 s doubling, about a minute. */
const patience = { schedule: Schedule.exponential("100 millis", 2), times: 9 }

/** The handler of a procedure's workflow, for any door. */
export const layerWith = <P extends Any, E>(procedure: P, door: Door<E>): Layer.Layer<never, never, WorkflowEngine> => {
  const workflow: Any["workflow"] = procedure.workflow
  const { ends } = Outline.make(procedure.compiled.plan)
  return workflow.toLayer((payload, executionId) =>
    Effect.gen(function* () {
      const caseId = idOf(procedure.procedure, executionId)
      const token = yield* DurableDeferred.token(Back.closed)
      // before the case is there: an interruption may overtake an `open` that another runner still tries
      yield* Workflow.addFinalizer((exit) =>
        Exit.isFailure(exit) && Cause.hasInterrupts(exit.cause)
          ? door.cancel(caseId, token).pipe(Effect.retry(patience), Effect.orDie)
          : Effect.void
      )
      const order = { caseId, opener: payload.opener, intake: payload.intake, token }
      for (let round = 1; (yield* tryToOpen(door, order, round)) === "later"; round++) {
        // asleep in the engine, not in an activity: there it can be interrupted, and nothing stays in memory
        yield* DurableClock.sleep({ name: `later-${round}`, duration: "1 minute", inMemoryThreshold: 0 })
      }
      // a case that ended in between, and told a desk that has no engine, is found here
      const found = yield* Activity.make({
        name: "look",
        success: Schema.NullOr(Back.Closing),
        // not known now: then the message will tell
        execute: Effect.orElseSucceed(door.ended(caseId), () => null)
      })
      const { outcome, values } = found ?? (yield* DurableDeferred.await(Back.closed))
      const { terminate, withdraw } = procedure.compiled.plan.orders
      if (ends.includes(outcome)) {
        return yield* Effect.orDie(Schema.decodeEffect(procedure.completed)({ ...values, _tag: outcome }))
      }
      if (withdraw?.ends === outcome) return yield* new CaseWithdrawn({ caseId, outcome })
      if (terminate?.ends === outcome) return yield* new CaseTerminated({ caseId, outcome })
      if (outcome === "cancelled") return yield* new CaseCancelled({ caseId })
      return yield* Effect.die(new Error(`${procedure.procedure} knows no outcome ${outcome} (${caseId})`))
    })
  )
}

const tryToOpen = <E>(door: Door<E>, order: Parameters<Door<E>["open"]>[0], round: number) =>
  Activity.make({
    name: round === 1 ? "open" : `open-${round}`,
    success: Schema.Literals(["open", "later"]),
    error: Failure,
    execute: Effect.gen(function* () {
      const { caseId } = order
      const tried = yield* Effect.result(Effect.retry(door.open(order), patience))
      if (Result.isFailure(tried)) {
        yield* Effect.logWarning(`The desk cannot open ${caseId} now, it is asked again in a minute`, tried.failure)
        return "later" as const
      }
      const refused = tried.success
      if (refused === null) return "open" as const
      return yield* refused._tag === "CaseVoid"
        ? new CaseCancelled({ caseId })
        : new OpenRefused({ caseId, refusal: code(refused), why: JSON.stringify(refused) })
    })
  })

/**
 * Runs a procedure's workflow at a desk: provide it beside `Back.layer`, through which the desk tells how cases end.
 *
 * ```ts
 * const app = Body.layer(Complaint).pipe(
 *   Layer.provideMerge(Desk.layer({ procedures: [Complaint] })),
 *   Layer.provideMerge(Back.layer),
 *   Layer.provideMerge(engine)
 * )
 * ```
 *
 * @since 0.1.0
 */
export const layer = <P extends Any>(procedure: P): Layer.Layer<never, never, WorkflowEngine | Desk> =>
  Layer.unwrap(Effect.map(Desk, (desk) => layerWith(procedure, doorOf(procedure, desk))))

const doorOf = (procedure: Any, desk: Desk["Service"]): Door<DeskFault> => ({
  open: ({ caseId, intake, opener, token }) =>
    desk.open(procedure, intake, opener, { id: `open:${caseId}`, caseId, back: { to: "workflow", token } }).pipe(
      Effect.as(null),
      Effect.catchIf(Refused.isRefused, ({ caseId: _caseId, name: _name, ...refusal }) =>
        Effect.succeed(refusal as Refusal)
      )
    ),
  ended: (caseId) =>
    Effect.gen(function* () {
      const { state } = yield* desk.case(caseId)
      if (state.status === "void") return { outcome: "cancelled", values: {} }
      if (state.status !== "ended") return null
      const end = (yield* desk.history(caseId)).findLast((it) => it._tag === "Ended")
      return end?._tag === "Ended" ? { outcome: end.outcome, values: end.values } : null
    }).pipe(Effect.catchIf(Refused.isRefused, () => Effect.succeed(null))),
  cancel: (caseId, token) =>
    desk.cancel(caseId, { from: `workflow:${token}`, why: "the workflow that opened it was interrupted" }).pipe(
      Effect.asVoid,
      Effect.catchIf(Refused.isRefused, () => Effect.void)
    )
})

/**
 * The case of a run: the procedure's name and the run's execution id, so that the same run always has the same case.
 *
 * @since 0.1.0
 */
export const idOf = (procedure: string, executionId: string): CaseId =>
  `${procedure.slice(procedure.lastIndexOf("/") + 1)}-${executionId}`
