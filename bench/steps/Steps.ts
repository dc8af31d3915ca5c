/** Suite `steps`: completed human steps a second. SQLite against one transaction a step, memory against xstate actors. */
import type { Driver } from "../Driver.ts"
import { groupCommit, oneTransaction } from "./ByHand.ts"
import { effectWorkflow } from "./EffectWorkflow.ts"
import { frontdeskMemory, frontdeskSqlite } from "./Frontdesk.ts"
import { driver } from "./Session.ts"
import { xstate } from "./XState.ts"

export const drivers: ReadonlyArray<Driver> =
  [oneTransaction, groupCommit, frontdeskSqlite, xstate, frontdeskMemory, effectWorkflow].map(driver)
