/**
 * An app that embeds a desk and a workflow engine, as a test starts and stops it: in memory, or on files.
 */
import { DateTime, Effect, Layer, Schedule, Schema } from "effect"
import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "effect/cluster/SingleRunner"
import * as Digest from "effect/crypto/Digest"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as SqliteClient from "@frontdesk/adapters/sqlite/SqliteClient"
import * as Desk from "@frontdesk/core/desk/Desk"
import * as Handle from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Back from "@frontdesk/core/target/workflow/Back"
import * as Body from "@frontdesk/core/target/workflow/Body"
import * as Facade from "@frontdesk/core/target/workflow/Facade"
import { Callback } from "./callback.procedure.gen.ts"

export const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-"))),
  (it) => Effect.sync(() => rmSync(it, { recursive: true, force: true }))
)

export interface Files {
  readonly cases: string
  readonly engine: string
}
export const apart = (folder: string): Files => ({ cases: join(folder, "cases.db"), engine: join(folder, "engine.db") })
export const together = (folder: string): Files => ({ cases: join(folder, "all.db"), engine: join(folder, "all.db") })

export const desk = Desk.layer({ procedures: [Callback] }).pipe(
  Layer.provide([
    DirectoryMemory.layer({
      organisations: [Callback.compiled.plan.organisation],
      staff: { wang: [{ role: "front-desk-receptionist" }], li: [] }
    }),
    NotifierMemory.layer
  ])
)

/** One runner, as an app would embed it; it looks for its messages often, so that no test waits. */
export const cluster = (files: Files) =>
  ClusterWorkflowEngine.layer.pipe(
    Layer.provideMerge(
      SingleRunner.layer({
        runnerStorage: "memory",
        shardingConfig: {
          entityMessagePollInterval: "100 millis",
          entityReplyPollInterval: "50 millis",
          // a parent that waits for its child is not waited for
          entityTerminationTimeout: "500 millis",
          shardsPerGroup: 8
        }
      })
    ),
    Layer.provide([SqliteClient.layer({ filename: files.engine }), Digest.layerWebCrypto])
  )

/** A developer's own workflow, of which our procedure is one step. */
export const Monthly = Workflow.make("monthly", {
  payload: { month: Schema.String },
  success: Schema.String,
  error: Facade.Failure,
  idempotencyKey: (it) => it.month
})
/** How often the first step of {@link Monthly} ran in this process. */
export const prepared = { times: 0 }
export const monthly = Monthly.toLayer(({ month }) =>
  Effect.gen(function* () {
    yield* Activity.make({ name: "prepare", execute: Effect.sync(() => void prepared.times++) })
    const ended = yield* Callback.workflow.execute({ ...run, id: month })
    return `${month} ${ended._tag}`
  })
)

/** A process: everything is built anew, and all of it is gone when the effect is over. */
export const process = (files: Files, procedure: Facade.Any = Callback) =>
  Effect.provide(
    Layer.mergeAll(Body.layer(procedure), monthly).pipe(
      Layer.provideMerge(Layer.provide(desk, Sqlite.layer({ filename: files.cases }))),
      Layer.provideMerge(Back.layer),
      Layer.provideMerge(cluster(files))
    ),
    { local: true }
  )

/** A process of people only: a desk on the same cases, and no engine. */
export const people = (files: Files) => Effect.provide(Layer.provide(desk, Sqlite.layer({ filename: files.cases })), { local: true })

export const inMemory = Effect.provide(
  Layer.mergeAll(Body.layer(Callback), monthly).pipe(
    Layer.provideMerge(Layer.provide(desk, CaseStoreMemory.layer)),
    Layer.provideMerge(Back.layer),
    Layer.provideMerge(WorkflowEngine.layerMemory)
  ),
  { local: true }
)

export const wang = Handle.staff<"front-desk-receptionist">("wang")
export const run = { id: "repair-7", opener: "wang", intake: { unit: "3-201", "repaired-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z") } }

/** The first task there is for Wang; the engine opens its case in its own time. */
export const offered = Effect.gen(function* () {
  const desk = yield* Desk.Desk
  return yield* Effect.flatMap(desk.tasks({ person: "wang" }), ({ items: [first] }) =>
    first === undefined ? Effect.fail("nothing to do yet") : Effect.succeed(first)
  ).pipe(Effect.retry({ times: 500, schedule: Schedule.spaced("10 millis") }), Effect.orDie)
})
export const answer = (task: Handle.TaskRef, answer: "satisfied" | "dissatisfied", why: { readonly why?: string } = {}) =>
  Effect.flatMap(Desk.Desk, (desk) => desk.complete(Callback.task.call, task, { answer, ...why }, wang))
