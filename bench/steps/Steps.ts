/** Suite `steps`: completed human steps a second. SQLite against one transaction a step, memory against xstate actors. */
import { run, type Figure, type Options } from "../Suite.ts"
import { groupCommit, oneTransaction } from "./ByHand.ts"
import { effectWorkflow } from "./EffectWorkflow.ts"
import { frontdeskMemory, frontdeskSqlite } from "./Frontdesk.ts"
import { xstate } from "./XState.ts"
import { steps as names } from "./Work.ts"

export const steps = (options: Omit<Options, "suite" | "steps">): Promise<ReadonlyArray<Figure>> =>
  run([oneTransaction, groupCommit, frontdeskSqlite, xstate, frontdeskMemory, effectWorkflow], {
    ...options,
    suite: "steps",
    steps: names.length
  })
