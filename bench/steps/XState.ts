/** One xstate actor a case, in memory: guards check role and form, `after` arms the two days. */
import { assign, createActor, setup } from "xstate"
import type { Stepper } from "./Session.ts"
import { accepts, answer, roles, steps, twoDays, type Answer } from "./Work.ts"

type Complete = { readonly type: "complete"; readonly step: number; readonly role: string; readonly values: Answer }

const states = Object.fromEntries(
  steps.map((name, index) => [
    name,
    {
      after: { twoDays: { actions: "escalate" as const } },
      on: {
        complete: {
          guard: { type: "accepted" as const, params: { step: index } },
          actions: "keep" as const,
          target: steps[index + 1] ?? "ended"
        }
      }
    }
  ])
)

const machine = setup({
  types: { context: {} as { answers: ReadonlyArray<Answer>; escalated: number }, events: {} as Complete },
  delays: { twoDays },
  guards: {
    accepted: ({ event }, params: { readonly step: number }) =>
      event.step === params.step && accepts(event.role, params.step, event.values)
  },
  actions: {
    keep: assign({ answers: ({ context, event }) => [...context.answers, event.values] }),
    escalate: assign({ escalated: ({ context }) => context.escalated + 1 })
  }
}).createMachine({
  id: "six-steps",
  context: { answers: [], escalated: 0 },
  initial: steps[0],
  states: { ...states, ended: { type: "final" } }
})

export const xstate: Stepper = {
  name: "xstate",
  control: "xstate",
  cases: { full: 10_000, quick: 1_000 },
  start: async () => {
    const actors: Array<ReturnType<typeof createActor<typeof machine>>> = []
    return {
      open: async (cases) => {
        for (let index = 0; index < cases; index++) actors.push(createActor(machine).start())
      },
      complete: async (index, step) => {
        actors[index]!.send({ type: "complete", step, role: roles[step]!, values: answer })
      },
      ended: async () => actors.filter((actor) => actor.getSnapshot().status === "done").length,
      close: async () => actors.forEach((actor) => actor.stop())
    }
  }
}
