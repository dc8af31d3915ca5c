/**
 * What the host does when a step says `do` (language §6.8). An action is asked at least once, always under the same
 * key, so one that must not happen twice keeps its keys. A declared failure is an answer; `NotDone` is tried again; what
 * throws is our host's bug and lies open for an administrator.
 *
 * ```ts
 * const actions = Actions.layer(
 *   Actions.implement(gates, {
 *     "open-gate": {
 *       run: ({ gate }, { key }) => Barrier.open(gate, key).pipe(
 *         Effect.catchTag("Jammed", () => Effect.fail(Actions.failed("jammed", {})))
 *       )
 *     }
 *   })
 * )
 * ```
 *
 * @since 0.1.0
 */
import { Context, Data, Effect, Layer } from "effect"
import type { Values } from "../domain/Value.ts"
import * as Plugged from "../plugin/Plugged.ts"
import type { Plugin } from "../plugin/Plugin.ts"
import type { Fails, Given, Gives } from "../plugin/Valued.ts"

/**
 * Could not be done now; `permanent` ends the tries and shows it to the administrator.
 *
 * @since 0.1.0
 */
export class NotDone extends Data.TaggedError("NotDone")<{ readonly why: string; readonly permanent?: boolean }> {}

/**
 * A failure the action declares: the outcome of the step.
 *
 * @since 0.1.0
 */
export class Failed<out O extends string = string, out V = unknown> extends Data.TaggedError("Failed")<{
  readonly outcome: string
  readonly values: unknown
}> {
  declare readonly outcome: O
  declare readonly values: V
}

/**
 * Answers with a declared failure.
 *
 * @since 0.1.0
 */
export const failed = <const O extends string, const V>(outcome: O, values: V): Failed<O, V> =>
  new Failed({ outcome, values }) as Failed<O, V>

/**
 * One asking. `key` (`<case>:<seq>`) is the same each time this is asked again.
 *
 * @since 0.1.0
 */
export interface Asked {
  readonly key: string
  readonly caseId: string
  readonly action: string
  /** the step of the procedure that asks */
  readonly step: string
  /** 1 the first time */
  readonly tries: number
}

/**
 * `done`, or the name of a failure, with what is known then.
 *
 * @since 0.1.0
 */
export interface Answer {
  readonly outcome: string
  readonly values: Values
}

export class Actions extends Context.Service<
  Actions,
  {
    /** what it can do */
    readonly names: ReadonlySet<string>
    readonly run: (asked: Asked, values: Values) => Effect.Effect<Answer, NotDone>
    /** the step is gone (a return, an end, an order): what was asked under `key` is not wanted, done or not */
    readonly revoke: (asked: Omit<Asked, "step">) => Effect.Effect<void, NotDone>
    /** why values are not those of plugged types; `undefined` when they are */
    readonly wrong: (type: string, value: unknown) => string | undefined
  }
>()("@frontdesk/core/port/Actions") {}

type FailedOf<F> = { [O in keyof F & string]: Failed<O, F[O]> }[keyof F & string]

/**
 * How the actions of a plug-in are done: for each one `run`, and `revoke` where something can be undone.
 *
 * @since 0.1.0
 */
export type Handlers<P extends Plugin, R> = {
  readonly [A in keyof P["actions"] & string]: {
    readonly run: (
      given: Given<P, A>,
      asked: Asked
    ) => Effect.Effect<keyof Gives<P, A> extends never ? unknown : Gives<P, A>, NotDone | FailedOf<Fails<P, A>>, R>
    readonly revoke?: (asked: Omit<Asked, "step">) => Effect.Effect<void, NotDone, R>
  }
}

/**
 * See {@link implement}.
 *
 * @since 0.1.0
 */
export interface Implementation<out R> {
  readonly plugin: Plugin
  readonly handlers: {
    readonly [action: string]: {
      readonly run: (given: never, asked: Asked) => Effect.Effect<unknown, NotDone | Failed, R>
      readonly revoke?: (asked: Omit<Asked, "step">) => Effect.Effect<void, NotDone, R>
    }
  }
}

/**
 * A plug-in's actions with how they are done; the types say what is missing or answered wrongly.
 *
 * @since 0.1.0
 */
export const implement = <const P extends Plugin, R = never>(plugin: P, handlers: Handlers<P, R>): Implementation<R> => ({
  plugin,
  handlers: handlers as unknown as Implementation<R>["handlers"]
})

/**
 * The port, with the actions of some plug-ins.
 *
 * @since 0.1.0
 */
export const layer = <R = never>(...implementations: ReadonlyArray<Implementation<R>>): Layer.Layer<Actions, never, R> =>
  Layer.effect(
    Actions,
    Effect.map(Effect.context<R>(), (context) => {
      const plugged = Plugged.make(implementations.map((it) => it.plugin))
      const handlers = new Map(implementations.flatMap((it) => Object.entries(it.handlers)))
      const of = (action: string) => handlers.get(action)
      return Actions.of({
        names: new Set(handlers.keys()),
        run: (asked, values) => {
          const run = of(asked.action)?.run
          if (run === undefined) return Effect.fail(new NotDone({ why: `nobody here does ${asked.action}` }))
          return Effect.suspend(() => run(values as never, asked)).pipe(
            Effect.map((gives): Answer => ({ outcome: Plugged.done, values: (gives ?? {}) as Values })),
            Effect.catchTag("Failed", ({ outcome, values: known }) =>
              Effect.succeed<Answer>({ outcome, values: (known ?? {}) as Values })
            ),
            Effect.provideContext(context)
          )
        },
        revoke: (asked) => {
          const revoke = of(asked.action)?.revoke
          return revoke === undefined
            ? Effect.void
            : Effect.provideContext(Effect.suspend(() => revoke(asked)), context)
        },
        wrong: (name, value) => {
          const type = plugged.types.get(name)
          return type === undefined ? undefined : Plugged.wrong(type, value)
        }
      })
    })
  )
