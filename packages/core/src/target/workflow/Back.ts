/**
 * The way back from a case to the workflow that opened it: the desk's relay calls {@link layer}'s port with the message
 * of the closing change, and acknowledges it after the engine has kept the news.
 *
 * @since 0.1.0
 */
import { Effect, Layer, Result, Schema } from "effect"
import * as DurableDeferred from "effect/workflow/DurableDeferred"
import { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { Values } from "../../domain/Value.ts"
import { NotDelivered } from "../../port/Notifier.ts"
import { WorkflowBack } from "../../port/WorkflowBack.ts"

/** How a case ended, as the message says it. */
export interface Closing {
  readonly outcome: string
  readonly values: Values
}

/** Plan values are JSON without `null`, which is what `Value` says and `Json` cannot. */
export const Closing: Schema.Codec<Closing> = Schema.Struct({
  outcome: Schema.String,
  values: Schema.Record(Schema.String, Schema.Json) as unknown as Schema.Codec<Values>
})

/** Every workflow of ours waits for one thing only. */
export const closed = DurableDeferred.make("closed", { success: Closing })

const parse = Schema.decodeUnknownResult(DurableDeferred.TokenParsed.FromString)

/**
 * The port for a desk whose cases are opened by workflows. The first telling counts, so a message that is delivered
 * again does no harm; one with a token that is none is buried.
 *
 * @since 0.1.0
 */
export const layer: Layer.Layer<WorkflowBack, never, WorkflowEngine> = Layer.effect(
  WorkflowBack,
  Effect.gen(function* () {
    const engine = yield* WorkflowEngine
    return {
      closed: ({ outcome, token, values }) =>
        Result.isFailure(parse(token))
          ? Effect.fail(new NotDelivered({ why: "not a token of a workflow", permanent: true }))
          : DurableDeferred.succeed(closed, { token: DurableDeferred.Token.make(token), value: { outcome, values } }).pipe(
              Effect.provideService(WorkflowEngine, engine)
            )
    }
  })
)
