/**
 * DBOS on the same server, as its users write it: a workflow a case, each step told by an event, then a wait of two days
 * for the answer. The step counts when the event of the next one is written (`setEvent` has returned).
 */
import * as Database from "../Database.ts"
import type { Stepper } from "./Session.ts"
import { accepts, answer, roles, steps, twoDays, type Answer } from "./Work.ts"

interface Sent {
  readonly role: string
  readonly values: Answer
}

const opened = new Map<string, () => void>()
const key = (index: number, step: number) => `${index}/${step}`
const isOpen = (index: number, step: number) => new Promise<void>((resolve) => opened.set(key(index, step), resolve))
const tell = (index: number, step: number) => {
  opened.get(key(index, step))?.()
  opened.delete(key(index, step))
}

/** Loaded when it runs, so that it weighs on nobody else. */
const load = async () => {
  const { DBOS } = await import("@dbos-inc/dbos-sdk")
  const sixSteps = async (index: number): Promise<string> => {
    for (let step = 0; step < steps.length; step++) {
      await DBOS.setEvent("open", { step: steps[step], role: roles[step], due: twoDays })
      tell(index, step)
      const sent = await DBOS.recv<Sent>(steps[step], twoDays / 1000)
      if (sent === null || !accepts(sent.role, step, sent.values)) throw new Error("refused")
    }
    return "ended"
  }
  return { DBOS, workflow: DBOS.registerWorkflow(sixSteps, { name: "sixSteps" }) }
}
let loaded: ReturnType<typeof load> | undefined

export const dbos: Stepper = {
  name: "dbos",
  control: "postgres-by-hand",
  postgres: true,
  cases: { full: 200, quick: 50 },
  start: async () => {
    const database = await Database.create()
    const { DBOS, workflow } = await (loaded ??= load())
    DBOS.setConfig({ name: "bench", systemDatabaseUrl: database.url, logLevel: "error", runAdminServer: false })
    await DBOS.launch()
    const results: Array<() => Promise<string>> = []
    const id = (index: number) => `case-${index}`
    return {
      open: async (cases) => {
        for (let index = 0; index < cases; index++) {
          const first = isOpen(index, 0)
          const handle = await DBOS.startWorkflow(workflow, { workflowID: id(index) })(index)
          results.push(() => handle.getResult())
          await first
        }
      },
      complete: async (index, step) => {
        const last = step === steps.length - 1
        const next = last ? undefined : isOpen(index, step + 1)
        await DBOS.send(id(index), { role: roles[step]!, values: answer } satisfies Sent, steps[step])
        await (last ? results[index]!() : next)
      },
      ended: async () => (await DBOS.listWorkflows({ status: "SUCCESS" })).length,
      close: async () => {
        await DBOS.shutdown()
        await database.drop()
      }
    }
  }
}
