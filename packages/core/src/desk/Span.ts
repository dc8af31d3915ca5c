/**
 * A span for who traces. `Effect.fn` makes one for everybody, and an error to know its caller: five microseconds, as
 * much as deciding and committing in memory. Without a tracer nobody would see them.
 */
import { Effect, Tracer } from "effect"

/** The effect made by `make`, in a span of this name where a tracer is installed. */
export const of = <A, E, R>(name: string, make: () => Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.withFiber((fiber) =>
    fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer ? make() : Effect.withSpan(Effect.suspend(make), name)
  )
