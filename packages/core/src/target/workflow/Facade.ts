/**
 * A procedure as a real `effect/workflow` {@link Workflow.Workflow}: executing it opens a case, and it ends as the case
 * ends, on any `WorkflowEngine`. So a procedure can be one step of a developer's own durable workflow.
 *
 * Here is what it promises (payload, success, error); `Body.ts` keeps the promise and is the only one that needs a desk.
 * The engine holds two facts a case, however long it runs: that it was opened, and how it ended.
 *
 * @since 0.1.0
 */
import { Schema } from "effect"
import * as Workflow from "effect/workflow/Workflow"
import type { EventHandle, OutcomeShape, ProcedureHandle, Tasks } from "../../desk/Handle.ts"
import type { Value, Values } from "../../domain/Value.ts"

/**
 * The case ended by the order `withdraw`, with an outcome no step of its own can give (one that a step gives too is a
 * success, whoever gave it). The same holds for `terminate`.
 *
 * @since 0.1.0
 */
export class CaseWithdrawn extends Schema.TaggedError<CaseWithdrawn>()("CaseWithdrawn", {
  caseId: Schema.String,
  outcome: Schema.String
}) {}

/**
 * The case ended by the order `terminate`.
 *
 * @since 0.1.0
 */
export class CaseTerminated extends Schema.TaggedError<CaseTerminated>()("CaseTerminated", {
  caseId: Schema.String,
  outcome: Schema.String
}) {}

/**
 * The case was cancelled by the case or workflow that opened it.
 *
 * @since 0.1.0
 */
export class CaseCancelled extends Schema.TaggedError<CaseCancelled>()("CaseCancelled", { caseId: Schema.String }) {}

/**
 * The case was never opened; `refusal` is the code of language §15.2 (`form-rejected`, `role-not-allowed` …), `why` the
 * whole refusal as JSON.
 *
 * @since 0.1.0
 */
export class OpenRefused extends Schema.TaggedError<OpenRefused>()("OpenRefused", {
  caseId: Schema.String,
  refusal: Schema.String,
  why: Schema.String
}) {}

/**
 * All that keeps a case from ending by its own steps.
 *
 * @since 0.1.0
 */
export const Failure = Schema.Union([CaseWithdrawn, CaseTerminated, CaseCancelled, OpenRefused])

/**
 * `id` is the developer's own name for this run (an order number, a mail's id): the same id is the same case. `opener`
 * is a person of the directory, who must be allowed to open it.
 *
 * @since 0.1.0
 */
export type Payload<Intake> = Schema.Struct<{
  readonly id: Schema.String
  readonly opener: Schema.String
  readonly intake: Made<Intake>
}>

/** `Codec` forgets what `make` takes; a form is made of its own value. */
interface Made<A> extends Schema.Codec<A, Values> {
  readonly "~type.make.in": A
  readonly "~type.make": A
}

/**
 * The workflow of a procedure: named `frontdesk/` and its id.
 *
 * @since 0.1.0
 */
export type CaseWorkflow<Id extends string, Intake, Completed> = Workflow.Workflow<
  `frontdesk/${Id}`,
  Payload<Intake>,
  Schema.Codec<Completed, OutcomeValues>,
  typeof Failure
>

/**
 * An outcome as plan values.
 *
 * @since 0.1.0
 */
export type OutcomeValues = { readonly _tag: string; readonly [field: string]: Value }

/**
 * What a generated module exports: the desk's handle, the events the procedure listens to, and its workflow.
 *
 * @since 0.1.0
 */
export interface Procedure<
  out Id extends string,
  in out Intake,
  in out Outcome extends OutcomeShape,
  in out Completed extends Outcome,
  out Steps extends Tasks<Id>,
  in out R extends string,
  // oxlint-disable-next-line typescript/no-explicit-any
  out Events extends { readonly [topic: string]: EventHandle<string, any> }
> extends ProcedureHandle<Id, Intake, Outcome, Steps, R> {
  /** the outcomes its own steps end with, without those of orders and `cancelled` */
  readonly completed: Schema.Codec<Completed, OutcomeValues>
  readonly event: Events
  readonly workflow: CaseWorkflow<Id, Intake, Completed>
}

/**
 * Any procedure that can be run as a workflow.
 *
 * @since 0.1.0
 */
// oxlint-disable-next-line typescript/no-explicit-any
export type Any = Procedure<string, any, any, any, any, any, any>

/** A procedure without its openers: that nobody opens one by hand (`never`) fits no bound on them. */
type Held = Pick<Any, "procedure" | "compiled" | "intake" | "outcome" | "completed" | "task" | "event" | "workflow">

/**
 * Adds `workflow` to a handle; it is made when it is first asked for.
 *
 * @since 0.1.0
 */
export const make = <P extends Held>(handle: Omit<P, "workflow">): P => {
  let made: P["workflow"] | undefined
  return Object.defineProperty({ ...handle } as P, "workflow", {
    enumerable: true,
    get: () => (made ??= workflow(handle) as P["workflow"])
  })
}

const workflow = (handle: Omit<Held, "workflow">) =>
  Workflow.make(`frontdesk/${handle.procedure}`, {
    payload: {
      id: Schema.String,
      opener: Schema.String,
      // an engine reads what it kept with the newest module: a run begun under an older form must still be read, and
      // is not opened twice. What fits no form is refused by the desk, as everywhere
      intake: Schema.Union([handle.intake, Schema.Json]) as unknown as Made<unknown>
    },
    success: handle.completed,
    error: Failure,
    idempotencyKey: (payload) => payload.id
  })
