/** A process that opens a case through a workflow, and is killed when the case is there. Its argument: the folder. */
import { Effect } from "effect"
import { Callback } from "./callback.procedure.gen.ts"
import * as Host from "./Host.ts"

await Effect.gen(function* () {
  yield* Callback.workflow.execute(Host.run, { discard: true })
  yield* Host.offered
  process.kill(process.pid, "SIGKILL")
  return yield* Effect.never
}).pipe(Host.process(Host.apart(process.argv[2]!)), Effect.runPromise)
