/**
 * A procedure's workflow with its case at a real desk: on the engine in memory, and on the cluster's engine with all of
 * it in SQLite files. The only link between the two is the message of the case's last change.
 */
import { expect, it } from "@effect/vitest"
import { DateTime, Effect, Exit, Layer, Option, Schedule, Schema } from "effect"
import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "effect/cluster/SingleRunner"
import * as Digest from "effect/crypto/Digest"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as SqliteClient from "@frontdesk/adapters/sqlite/SqliteClient"
import { decide } from "@frontdesk/core/case/Decide"
import { evolve, none } from "@frontdesk/core/case/Evolve"
import { rows } from "@frontdesk/core/case/RowsOf"
import * as Desk from "@frontdesk/core/desk/Desk"
import * as Handle from "@frontdesk/core/desk/Handle"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import * as Module from "@frontdesk/core/target/typescript/Module"
import * as Back from "@frontdesk/core/target/workflow/Back"
import * as Body from "@frontdesk/core/target/workflow/Body"
import * as Facade from "@frontdesk/core/target/workflow/Facade"
import { Callback } from "./callback.procedure.gen.ts"

const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-"))),
  (it) => Effect.sync(() => rmSync(it, { recursive: true, force: true }))
)

interface Files {
  readonly cases: string
  readonly engine: string
}
const apart = (folder: string): Files => ({ cases: join(folder, "cases.db"), engine: join(folder, "engine.db") })
const together = (folder: string): Files => ({ cases: join(folder, "all.db"), engine: join(folder, "all.db") })

const desk = Desk.layerWith({ decide, evolve, none, rows }, { procedures: [Callback] }).pipe(
  Layer.provide([
    DirectoryMemory.layer({
      organisations: [Callback.compiled.plan.organisation],
      staff: { wang: [{ role: "front-desk-receptionist" }], li: [] }
    }),
    NotifierMemory.layer
  ])
)

/** One runner, as an app would embed it; it looks for its messages often, so that no test waits. */
const cluster = (files: Files) =>
  ClusterWorkflowEngine.layer.pipe(
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
    Layer.provide([SqliteClient.layer({ filename: files.engine }), Digest.layerWebCrypto])
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

/** A process: everything is built anew, and all of it is gone when the effect is over. */
const process = (files: Files) =>
  Effect.provide(
    Layer.mergeAll(Body.layer(Callback), monthly).pipe(
      Layer.provideMerge(Layer.provide(desk, Sqlite.layer({ filename: files.cases }))),
      Layer.provideMerge(Back.layer),
      Layer.provideMerge(cluster(files))
    ),
    { local: true }
  )

/** A process of people only: a desk on the same cases, and no engine. */
const people = (files: Files) => Effect.provide(Layer.provide(desk, Sqlite.layer({ filename: files.cases })), { local: true })

const inMemory = Effect.provide(
  Layer.mergeAll(Body.layer(Callback), monthly).pipe(
    Layer.provideMerge(Layer.provide(desk, CaseStoreMemory.layer)),
    Layer.provideMerge(Back.layer),
    Layer.provideMerge(WorkflowEngine.layerMemory)
  ),
  { local: true }
)

const wang = Handle.staff<"front-desk-receptionist">("wang")
const run = { id: "repair-7", opener: "wang", intake: { unit: "3-201", "repaired-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z") } }

/** The first task there is for Wang; the engine opens its case in its own time. */
const offered = Effect.gen(function* () {
  const desk = yield* Desk.Desk
  return yield* Effect.flatMap(desk.tasks({ person: "wang" }), ({ items: [first] }) =>
    first === undefined ? Effect.fail("nothing to do yet") : Effect.succeed(first)
  ).pipe(Effect.retry({ times: 500, schedule: Schedule.spaced("10 millis") }), Effect.orDie)
})
const answer = (task: Handle.TaskRef, answer: "satisfied" | "dissatisfied", why: { readonly why?: string } = {}) =>
  Effect.flatMap(Desk.Desk, (desk) => desk.complete(Callback.task.call, task, { answer, ...why }, wang))

describe.each([
  ["in memory", () => inMemory],
  ["on a cluster with SQLite", (folder: string) => process(apart(folder))]
] as const)("a procedure as a workflow %s", (_, engine) => {
  const on = <A, E>(effect: Effect.Effect<A, E, Desk.Desk | WorkflowEngine.WorkflowEngine>) =>
    Effect.flatMap(folder, (files) => engine(files)(effect))

  it.live("opens its case and ends with its outcome", () =>
    on(
      Effect.gen(function* () {
        const executionId = yield* Callback.workflow.execute(run, { discard: true })
        const task = yield* offered
        expect([task.caseId, task.step]).toEqual([Body.idOf(Callback.procedure, executionId), "call"])
        yield* answer(task, "dissatisfied", { why: "still leaks" })
        expect(yield* Callback.workflow.execute(run)).toEqual({ _tag: "dissatisfied", why: "still leaks" })
      })
    )
  )

  it.live("fails with the refusal when its opener may not open it", () =>
    on(
      Effect.gen(function* () {
        const failed = yield* Effect.flip(Callback.workflow.execute({ ...run, opener: "li" }))
        expect(failed).toMatchObject({ _tag: "OpenRefused", refusal: "role-not-allowed" })
        expect(failed._tag === "OpenRefused" && JSON.parse(failed.why)).toEqual({
          _tag: "RoleNotAllowed",
          needs: ["role:front-desk-receptionist"]
        })
      })
    )
  )

  it.live("cancels its case when it is interrupted", () =>
    on(
      Effect.gen(function* () {
        const desk = yield* Desk.Desk
        const executionId = yield* Callback.workflow.execute(run, { discard: true })
        const { caseId } = yield* offered
        yield* Callback.workflow.interrupt(executionId)
        expect(Exit.hasInterrupts(yield* Effect.exit(Callback.workflow.execute(run)))).toBe(true)
        expect(yield* desk.outcome(Callback, caseId)).toEqual(Option.some({ _tag: "cancelled" }))
        expect((yield* desk.tasks({ person: "wang" })).items).toEqual([])
      })
    )
  )

  it.live("fails when somebody withdrew the case, or cancelled it", () =>
    on(
      Effect.gen(function* () {
        const desk = yield* Desk.Desk
        yield* Callback.workflow.execute(run, { discard: true })
        yield* desk.withdraw((yield* offered).caseId, {}, wang)
        expect(yield* Effect.flip(Callback.workflow.execute(run))).toBeInstanceOf(Facade.CaseWithdrawn)

        const other = { ...run, id: "repair-8" }
        yield* Callback.workflow.execute(other, { discard: true })
        yield* desk.cancel((yield* offered).caseId, { from: "host", why: "entered twice" })
        expect(yield* Effect.flip(Callback.workflow.execute(other))).toBeInstanceOf(Facade.CaseCancelled)
      })
    )
  )

  it.live("is one step of another workflow, which goes on with its outcome", () =>
    on(
      Effect.gen(function* () {
        yield* Monthly.execute({ month: "2026-03" }, { discard: true })
        yield* answer(yield* offered, "satisfied")
        expect(yield* Monthly.execute({ month: "2026-03" })).toBe("2026-03 satisfied")
      })
    )
  )

  it.live("ends every workflow when many cases close", () =>
    on(
      Effect.gen(function* () {
        const runs = Array.from({ length: 20 }, (_, n) => ({ ...run, id: `repair-${n}` }))
        yield* Effect.forEach(runs, (it) => Callback.workflow.execute(it, { discard: true }), { concurrency: "unbounded" })
        for (const _ of runs) yield* answer(yield* offered, "satisfied")
        const ended = yield* Effect.forEach(runs, (it) => Callback.workflow.execute(it), { concurrency: "unbounded" })
        expect(ended).toEqual(runs.map(() => ({ _tag: "satisfied" })))
      })
    )
  )
})

describe.each([
  ["two files", apart],
  ["one file", together]
] as const)("a process that went away and came back, on %s", (_, files) => {
  it.live("goes on where it was", () =>
    Effect.gen(function* () {
      const on = files(yield* folder)
      prepared = 0
      yield* Effect.gen(function* () {
        yield* Monthly.execute({ month: "2026-03" }, { discard: true })
        yield* offered
      }).pipe(process(on))

      const ended = yield* Effect.gen(function* () {
        yield* answer(yield* offered, "satisfied")
        return yield* Monthly.execute({ month: "2026-03" })
      }).pipe(process(on))
      expect(ended).toBe("2026-03 satisfied")
      expect(prepared).toBe(1)
    })
  )

  it.live("hears of a case that ended while it was away", () =>
    Effect.gen(function* () {
      const on = files(yield* folder)
      yield* Effect.gen(function* () {
        yield* Callback.workflow.execute(run, { discard: true })
        yield* offered
      }).pipe(process(on))
      yield* Effect.flatMap(offered, (task) => answer(task, "dissatisfied", { why: "still leaks" })).pipe(people(on))
      const ended = yield* Callback.workflow.execute(run).pipe(process(on))
      expect(ended).toEqual({ _tag: "dissatisfied", why: "still leaks" })
    })
  )
})

describe("the module of this test", () => {
  it.effect("is what its own plan generates", () =>
    Effect.gen(function* () {
      const there = readFileSync(new URL("./callback.procedure.gen.ts", import.meta.url), "utf8")
      expect(yield* Module.check(Callback.compiled, { fileName: "callback.procedure.yaml" }, there)).toEqual({ _tag: "Same" })
    })
  )
})
