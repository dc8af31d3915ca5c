/** The workflow of a procedure on the cluster's engine, kept in a SQLite file; the process goes away and comes back. */
import { expect, it } from "@effect/vitest"
import { DateTime, Effect, Exit, Layer, Queue, Schema } from "effect"
import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "effect/cluster/SingleRunner"
import * as Digest from "effect/crypto/Digest"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe } from "vitest"
import * as SqliteClient from "@frontdesk/adapters/sqlite/SqliteClient"
import { WorkflowBack } from "@frontdesk/core/port/WorkflowBack"
import * as Back from "@frontdesk/core/target/workflow/Back"
import * as Body from "@frontdesk/core/target/workflow/Body"
import * as Facade from "@frontdesk/core/target/workflow/Facade"
import { Callback } from "./callback.procedure.gen.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-"))),
  (it) => Effect.sync(() => rmSync(it, { recursive: true, force: true }))
)

/** One runner on one file, as an embedding app would have it; it looks for messages often, so that nobody waits. */
const engine = (filename: string) =>
  Back.layer.pipe(
    Layer.provideMerge(ClusterWorkflowEngine.layer),
    Layer.provideMerge(
      SingleRunner.layer({
        runnerStorage: "memory",
        shardingConfig: {
          entityMessagePollInterval: "100 millis",
          entityReplyPollInterval: "50 millis",
          refreshAssignmentsInterval: "100 millis",
          shardsPerGroup: 8
        }
      })
    ),
    Layer.provide([SqliteClient.layer({ filename }), Digest.layerWebCrypto])
  )

const run = { id: "repair-7", opener: "wang", intake: { unit: "3-201", "repaired-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z") } }

/** The cases, in another place than the engine's file: they survive it. */
const cases = () => {
  const ended = new Map<string, Back.Closing>()
  const tokens = new Map<string, string>()
  const opened = Effect.runSync(Queue.unbounded<string>())
  let opens = 0
  const door: Body.Door<never> = {
    open: ({ caseId, token }) =>
      Effect.gen(function* () {
        opens++
        tokens.set(caseId, token)
        yield* Queue.offer(opened, caseId)
        return null
      }),
    ended: (caseId) => Effect.sync(() => ended.get(caseId) ?? null),
    cancel: (caseId) => Effect.sync(() => void ended.set(caseId, { outcome: "cancelled", values: {} }))
  }
  const close = (caseId: string, closing: Back.Closing) =>
    Effect.gen(function* () {
      ended.set(caseId, closing)
      const back = yield* WorkflowBack
      yield* Effect.orDie(back.closed({ ...closing, caseId, token: tokens.get(caseId)! }))
    })
  return { door, ended, opened: Queue.take(opened), close, opens: () => opens }
}

type Cases = ReturnType<typeof cases>

/** A process: everything is built anew, and all of it is gone when the effect is over. */
const process = (filename: string, desk: Cases) => Effect.provide(
  Layer.provideMerge(monthly, Layer.provideMerge(Body.layerWith(Callback, desk.door), engine(filename))), { local: true }
)

/** A developer's own workflow, of which our procedure is one step. */
const Monthly = Workflow.make("monthly", {
  payload: { month: Schema.String },
  success: Schema.String,
  error: Facade.Failure,
  idempotencyKey: (it) => it.month
})
let prepared = 0
const monthly = Monthly.toLayer(({ month }) =>
  Effect.gen(function* () {
    yield* Activity.make({ name: "prepare", execute: Effect.sync(() => void prepared++) })
    const ended = yield* Callback.workflow.execute({ ...run, id: month })
    return `${month} ${ended._tag}`
  })
)

describe("a procedure as a workflow on a cluster", () => {
  it.live("ends as its case ends, also when the process was away in between", () =>
    Effect.gen(function* () {
      const filename = join(yield* folder, "engine.db")
      const desk = cases()
      const caseId = yield* Effect.gen(function* () {
        yield* Callback.workflow.execute(run, { discard: true })
        return yield* desk.opened
      }).pipe(process(filename, desk))

      const found = yield* Effect.gen(function* () {
        yield* desk.close(caseId, { outcome: "dissatisfied", values: { why: "still leaks" } })
        return yield* Callback.workflow.execute(run)
      }).pipe(process(filename, desk))
      expect(found).toEqual({ _tag: "dissatisfied", why: "still leaks" })
      expect(desk.opens()).toBe(1)
    })
  )

  it.live("is one step of another workflow, which goes on after a restart where it was", () =>
    Effect.gen(function* () {
      const filename = join(yield* folder, "engine.db")
      const desk = cases()
      prepared = 0
      const caseId = yield* Effect.gen(function* () {
        yield* Monthly.execute({ month: "2026-03" }, { discard: true })
        return yield* desk.opened
      }).pipe(process(filename, desk))

      const found = yield* Effect.gen(function* () {
        yield* desk.close(caseId, { outcome: "satisfied", values: {} })
        return yield* Monthly.execute({ month: "2026-03" })
      }).pipe(process(filename, desk))
      expect(found).toBe("2026-03 satisfied")
      expect([prepared, desk.opens()]).toEqual([1, 1])
    })
  )

  it.live("cancels its case when it is interrupted", () =>
    Effect.gen(function* () {
      const filename = join(yield* folder, "engine.db")
      const desk = cases()
      const exit = yield* Effect.gen(function* () {
        const executionId = yield* Callback.workflow.execute(run, { discard: true })
        yield* desk.opened
        yield* Callback.workflow.interrupt(executionId)
        return yield* Effect.exit(Callback.workflow.execute(run))
      }).pipe(process(filename, desk))
      expect(Exit.hasInterrupts(exit)).toBe(true)
      expect([...desk.ended.values()]).toEqual([{ outcome: "cancelled", values: {} }])
    })
  )

  it.live("fails with what ended the case", () =>
    Effect.gen(function* () {
      const filename = join(yield* folder, "engine.db")
      const desk = cases()
      const failed = yield* Effect.gen(function* () {
        yield* Callback.workflow.execute(run, { discard: true })
        yield* desk.close(yield* desk.opened, { outcome: "withdrawn", values: {} })
        return yield* Effect.flip(Callback.workflow.execute(run))
      }).pipe(process(filename, desk))
      expect(failed).toBeInstanceOf(Facade.CaseWithdrawn)
    })
  )
})
