/**
 * A procedure's workflow with its case at a real desk: on the engine in memory, and on the cluster's engine with all of
 * it in SQLite files. The only link between the two is the message of the case's last change.
 */
import { expect, it } from "@effect/vitest"
import { Effect, Exit, Option, Schema } from "effect"
import type * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe } from "vitest"
import * as Desk from "@frontdesk/core/desk/Desk"
import * as Module from "@frontdesk/core/target/typescript/Module"
import * as Body from "@frontdesk/core/target/workflow/Body"
import * as Facade from "@frontdesk/core/target/workflow/Facade"
import { Callback } from "./callback.procedure.gen.ts"
import * as Host from "./Host.ts"

describe.each([
  ["in memory", () => Host.inMemory],
  ["on a cluster with SQLite", (folder: string) => Host.process(Host.apart(folder))]
] as const)("a procedure as a workflow %s", (_, engine) => {
  const on = <A, E>(effect: Effect.Effect<A, E, Desk.Desk | WorkflowEngine.WorkflowEngine>) =>
    Effect.flatMap(Host.folder, (files) => engine(files)(effect))

  it.live("opens its case and ends with its outcome", () =>
    on(
      Effect.gen(function* () {
        const executionId = yield* Callback.workflow.execute(Host.run, { discard: true })
        const task = yield* Host.offered
        expect([task.caseId, task.step]).toEqual([Body.idOf(Callback.procedure, executionId), "call"])
        yield* Host.answer(task, "dissatisfied", { why: "still leaks" })
        expect(yield* Callback.workflow.execute(Host.run)).toEqual({ _tag: "dissatisfied", why: "still leaks" })
      })
    )
  )

  it.live("fails with the refusal when its opener may not open it", () =>
    on(
      Effect.gen(function* () {
        const failed = yield* Effect.flip(Callback.workflow.execute({ ...Host.run, opener: "li" }))
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
        const executionId = yield* Callback.workflow.execute(Host.run, { discard: true })
        const { caseId } = yield* Host.offered
        yield* Callback.workflow.interrupt(executionId)
        expect(Exit.hasInterrupts(yield* Effect.exit(Callback.workflow.execute(Host.run)))).toBe(true)
        expect(yield* desk.outcome(Callback, caseId)).toEqual(Option.some({ _tag: "cancelled" }))
        expect((yield* desk.tasks({ person: "wang" })).items).toEqual([])
      })
    )
  )

  it.live("fails when somebody withdrew the case, or cancelled it", () =>
    on(
      Effect.gen(function* () {
        const desk = yield* Desk.Desk
        yield* Callback.workflow.execute(Host.run, { discard: true })
        yield* desk.withdraw((yield* Host.offered).caseId, {}, Host.wang)
        expect(yield* Effect.flip(Callback.workflow.execute(Host.run))).toBeInstanceOf(Facade.CaseWithdrawn)

        const other = { ...Host.run, id: "repair-8" }
        yield* Callback.workflow.execute(other, { discard: true })
        yield* desk.cancel((yield* Host.offered).caseId, { from: "host", why: "entered twice" })
        expect(yield* Effect.flip(Callback.workflow.execute(other))).toBeInstanceOf(Facade.CaseCancelled)
      })
    )
  )

  it.live("is one step of another workflow, which goes on with its outcome", () =>
    on(
      Effect.gen(function* () {
        yield* Host.Monthly.execute({ month: "2026-03" }, { discard: true })
        yield* Host.answer(yield* Host.offered, "satisfied")
        expect(yield* Host.Monthly.execute({ month: "2026-03" })).toBe("2026-03 satisfied")
      })
    )
  )

  it.live("ends every workflow when many cases close", () =>
    on(
      Effect.gen(function* () {
        const runs = Array.from({ length: 20 }, (_, n) => ({ ...Host.run, id: `repair-${n}` }))
        yield* Effect.forEach(runs, (it) => Callback.workflow.execute(it, { discard: true }), { concurrency: "unbounded" })
        for (const _ of runs) yield* Host.answer(yield* Host.offered, "satisfied")
        const ended = yield* Effect.forEach(runs, (it) => Callback.workflow.execute(it), { concurrency: "unbounded" })
        expect(ended).toEqual(runs.map(() => ({ _tag: "satisfied" })))
      })
    )
  )
})

describe.each([
  ["two files", Host.apart],
  ["one file", Host.together]
] as const)("a process that went away and came back, on %s", (_, files) => {
  it.live("goes on where it was", () =>
    Effect.gen(function* () {
      const on = files(yield* Host.folder)
      Host.prepared.times = 0
      yield* Effect.gen(function* () {
        yield* Host.Monthly.execute({ month: "2026-03" }, { discard: true })
        yield* Host.offered
      }).pipe(Host.process(on))

      const ended = yield* Effect.gen(function* () {
        yield* Host.answer(yield* Host.offered, "satisfied")
        return yield* Host.Monthly.execute({ month: "2026-03" })
      }).pipe(Host.process(on))
      expect(ended).toBe("2026-03 satisfied")
      expect(Host.prepared.times).toBe(1)
    })
  )

  it.live("hears of a case that ended while it was away", () =>
    Effect.gen(function* () {
      const on = files(yield* Host.folder)
      yield* Effect.gen(function* () {
        yield* Callback.workflow.execute(Host.run, { discard: true })
        yield* Host.offered
      }).pipe(Host.process(on))
      yield* Effect.flatMap(Host.offered, (task) => Host.answer(task, "dissatisfied", { why: "still leaks" })).pipe(Host.people(on))
      const ended = yield* Callback.workflow.execute(Host.run).pipe(Host.process(on))
      expect(ended).toEqual({ _tag: "dissatisfied", why: "still leaks" })
    })
  )
})

describe("a new version of a procedure that asks for more", () => {
  it.live("does not hold up what was begun before it", () =>
    Effect.gen(function* () {
      const on = Host.apart(yield* Host.folder)
      yield* Effect.gen(function* () {
        yield* Callback.workflow.execute(Host.run, { discard: true })
        yield* Host.offered
      }).pipe(Host.process(on))

      const Newer: Facade.Any = Facade.make({
        ...Callback,
        intake: Schema.Struct({ unit: Schema.String, "repaired-at": Schema.DateTimeUtcFromMillis, phone: Schema.String })
      })
      const ended = yield* Effect.gen(function* () {
        yield* Host.answer(yield* Host.offered, "satisfied")
        // the same run, asked for as it is written today
        return yield* Newer.workflow.execute({ ...Host.run, intake: { ...Host.run.intake, phone: "139" } })
      }).pipe(Host.process(on, Newer))
      expect(ended).toEqual({ _tag: "satisfied" })
    })
  )
})

describe("a process that was killed when the case was open", () => {
  it.live("is taken up by the next one", () =>
    Effect.gen(function* () {
      const folder = yield* Host.folder
      const killed = yield* Effect.sync(() =>
        spawnSync(process.execPath, [fileURLToPath(new URL("./Killed.ts", import.meta.url)), folder], { encoding: "utf8" })
      )
      expect([killed.signal, killed.stderr]).toEqual(["SIGKILL", ""])
      const ended = yield* Effect.gen(function* () {
        yield* Host.answer(yield* Host.offered, "satisfied")
        return yield* Callback.workflow.execute(Host.run)
      }).pipe(Host.process(Host.apart(folder)))
      expect(ended).toEqual({ _tag: "satisfied" })
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
