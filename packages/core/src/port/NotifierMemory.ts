/**
 * A notifier that keeps what it is given: for tests, simulations and first steps. It can be told to fail.
 *
 * @since 0.1.0
 */
import { Context, Effect, Layer } from "effect"
import type { NotDelivered, Notice } from "./Notifier.ts"
import { Notifier } from "./Notifier.ts"

export class NotifierMemory extends Context.Service<
  NotifierMemory,
  {
    /** everything delivered so far, each id once, oldest first */
    readonly notices: Effect.Effect<ReadonlyArray<Notice>>
    /** from now on every delivery fails so; `null`: delivers again */
    readonly fail: (why: NotDelivered | null) => Effect.Effect<void>
  }
>()("@frontdesk/core/port/NotifierMemory") {}

/**
 * Both sides: the port, and what it has recorded.
 *
 * @since 0.1.0
 */
export const layer: Layer.Layer<Notifier | NotifierMemory> = Layer.effectContext(
  Effect.sync(() => {
    const delivered = new Map<string, Notice>()
    let failing: NotDelivered | null = null
    return Context.make(Notifier, {
      deliver: (notice) =>
        Effect.suspend(() => {
          if (failing !== null) return Effect.fail(failing)
          if (!delivered.has(notice.id)) delivered.set(notice.id, notice)
          return Effect.void
        })
    }).pipe(
      Context.add(NotifierMemory, {
        notices: Effect.sync(() => [...delivered.values()]),
        fail: (why) =>
          Effect.sync(() => {
            failing = why
          })
      })
    )
  })
)
