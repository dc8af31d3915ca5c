/**
 * Suite `steps`: completed human steps a second. SQLite against one transaction a step and an expert's group commits,
 * PostgreSQL against an expert's one statement a step and DBOS, memory against xstate actors.
 */
import type { Driver } from "../Driver.ts"
import { groupCommit, oneTransaction } from "./ByHand.ts"
import { dbos } from "./Dbos.ts"
import { effectWorkflow } from "./EffectWorkflow.ts"
import { frontdeskMemory, frontdeskPostgres, frontdeskSqlite } from "./Frontdesk.ts"
import { postgresByHand, postgresSameRows } from "./OneStatement.ts"
import { sqliteSameRows } from "./SameRows.ts"
import { memoryByHand } from "./MemoryByHand.ts"
import { driver } from "./Session.ts"
import { xstate } from "./XState.ts"

export const drivers: ReadonlyArray<Driver> = [
  oneTransaction, groupCommit, sqliteSameRows, frontdeskSqlite, postgresByHand, postgresSameRows, frontdeskPostgres, dbos, xstate,
  memoryByHand, frontdeskMemory, effectWorkflow
].map(driver)
