/**
 * Where a case that was opened by an `effect/workflow` tells how it ended. The facade's layer completes the workflow's
 * deferred; a desk without it leaves such messages for one that has it.
 *
 * @since 0.1.0
 */
import { Context, Effect, Layer } from "effect"
import type { Values } from "../domain/Value.ts"
import type { NotDelivered } from "./Notifier.ts"

/** How the case of a workflow ended. Told at least once; the first telling counts. */
export interface Closed {
  readonly token: string
  readonly caseId: string
  readonly outcome: string
  readonly values: Values
}

export class WorkflowBack extends Context.Service<
  WorkflowBack,
  { readonly closed: (closed: Closed) => Effect.Effect<void, NotDelivered> }
>()("@frontdesk/core/port/WorkflowBack") {}

/**
 * Takes the news and drops it: for hosts that poll their cases.
 *
 * @since 0.1.0
 */
export const layerNone: Layer.Layer<WorkflowBack> = Layer.succeed(WorkflowBack, { closed: () => Effect.void })
