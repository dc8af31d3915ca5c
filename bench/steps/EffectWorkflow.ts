/**
 * Each step interpreted inside an `effect/workflow` body, in memory: an activity opens the task, then the answer races
 * a durable clock of two days. This is the design Frontdesk did not take; see `docs/decisions`.
 */
import { Effect, Exit, Layer, ManagedRuntime, Schema } from "effect"
import { Activity, DurableClock, DurableDeferred, Workflow, WorkflowEngine } from "effect/workflow"
import type { Stepper } from "./Session.ts"
import { accepts, answer, roles, steps } from "./Work.ts"

const AnswerSchema = Schema.Struct({ role: Schema.String, result: Schema.String, by: Schema.String, remark: Schema.String })
const answered = steps.map((name) => DurableDeferred.make(`answer/${name}`, { success: AnswerSchema }))

const SixSteps = Workflow.make("SixSteps", {
  payload: { index: Schema.Number },
  success: Schema.String,
  idempotencyKey: ({ index }) => String(index)
})

export const effectWorkflow: Stepper = {
  name: "effect-workflow",
  control: "xstate",
  cases: { full: 500, quick: 50 },
  start: async () => {
    const executions: Array<string> = []
    const opened = new Map<string, () => void>()
    let ended = 0
    const key = (index: number, step: number) => `${index}/${step}`
    const isOpen = (index: number, step: number) => new Promise<void>((resolve) => opened.set(key(index, step), resolve))
    const tell = (index: number, step: number) => {
      opened.get(key(index, step))?.()
      opened.delete(key(index, step))
    }

    const body = SixSteps.toLayer(
      Effect.fnUntraced(function* ({ index }) {
        for (let step = 0; step < steps.length; step++) {
          yield* Activity.make({ name: `open/${steps[step]}`, execute: Effect.void })
          yield* Effect.sync(() => tell(index, step))
          const values = yield* DurableDeferred.raceAll({
            name: `race/${steps[step]}`,
            success: AnswerSchema,
            error: Schema.Never,
            effects: [
              DurableDeferred.await(answered[step]!),
              DurableClock.sleep({ name: `due/${steps[step]}`, duration: "2 days", inMemoryThreshold: 0 }).pipe(
                Effect.andThen(Effect.never)
              )
            ]
          })
          if (!accepts(values.role, step, answer)) return yield* Effect.die("refused")
        }
        ended++
        tell(index, steps.length)
        return "ended"
      })
    )
    const runtime = ManagedRuntime.make(body.pipe(Layer.provideMerge(WorkflowEngine.layerMemory)))

    return {
      open: async (cases) => {
        for (let index = 0; index < cases; index++) {
          const first = isOpen(index, 0)
          executions.push(await runtime.runPromise(SixSteps.execute({ index }, { discard: true })))
          await first
        }
      },
      complete: async (index, step) => {
        const next = isOpen(index, step + 1)
        const token = DurableDeferred.tokenFromExecutionId(answered[step]!, {
          workflow: SixSteps,
          executionId: executions[index]!
        })
        await runtime.runPromise(
          DurableDeferred.done(answered[step]!, { token, exit: Exit.succeed({ ...answer, role: roles[step]! }) })
        )
        await next
      },
      ended: async () => ended,
      close: () => runtime.dispose()
    }
  }
}
