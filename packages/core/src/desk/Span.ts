/**
 * A span for who traces. `Effect.fn` makes one for everybody, and an error to know its caller: five microseconds, as
 * much as deciding and committing in memory. Without a tracer nobody would see them.
 */
import { Effect, Tracer } from "effect"

/** The effect made by `make`, in a span of this name where a tracer is installed; `caseId`: the case it is about. */
export const of = <A, E, R>(name: string, caseId: string | undefined, make: () => Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) =>
    fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer
      ? make()
      : Effect.withSpan(Effect.suspend(make), name, caseId === undefined ? {} : { attributes: { "frontdesk.case": caseId } })
  )

/** The same for what the desk does by itself, with what else is to be known of it. */
export const about = <A, E, R>(
  name: string,
  attributes: () => { readonly [name: string]: string | number },
  effect: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) =>
    fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer ? effect : Effect.withSpan(effect, name, { attributes: attributes() })
  )
