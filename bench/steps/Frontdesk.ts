/**
 * The desk itself, as a developer embeds it: the procedure is compiled from YAML, every step is completed through
 * `desk.complete` with its form decoded, its role checked and its clock armed.
 */
import { Effect, Layer, ManagedRuntime, Schema } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import { compile } from "@frontdesk/core/language/compile"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import type { Session, Stepper } from "./Session.ts"
import { answer, person } from "./Work.ts"

const folder = fileURLToPath(new URL("book/", import.meta.url))
const files = ["handbook.yaml", "six-steps.procedure.yaml"].map((path) => ({
  path,
  text: readFileSync(join(folder, path), "utf8")
}))

const compiledOf = () => {
  const { diagnostics, procedures } = compile({ files })
  const found = procedures[0]
  if (found === undefined || diagnostics.length > 0) throw new Error("the procedure of the bench does not compile")
  return found.compiled
}

const Report: Form<{ readonly result: "done" | "handed-on"; readonly "by-whom": string; readonly remark: string }> =
  Schema.Struct({ result: Schema.Literals(["done", "handed-on"]), "by-whom": Schema.String, remark: Schema.String })
const Intake: Form<{ readonly unit: string }> = Schema.Struct({ unit: Schema.String })
const report = { result: answer.result, "by-whom": answer.by, remark: answer.remark } as const

const roles = ["receptionist", "supervising", "engineer", "callback-officer"] as const

const start = async (store: Layer.Layer<CaseStore, unknown>): Promise<Session> => {
  const compiled = compiledOf()
  const { plan } = compiled
  const SixSteps: ProcedureHandle<string, { readonly unit: string }, OutcomeShape, {}, string> = {
    procedure: plan.procedure,
    compiled,
    intake: Intake,
    outcome: Schema.Unknown as never,
    task: {}
  }
  const tasks = plan.root.steps.flatMap(
    (step): ReadonlyArray<TaskHandle<string, string, typeof report, string>> =>
      step.kind === "task" ? [{ procedure: plan.procedure, step: step.name, form: Report as never }] : []
  )
  const runtime = ManagedRuntime.make(
    Desks.layer({ procedures: [SixSteps] }).pipe(
      Layer.provideMerge(store),
      Layer.provide([
        NotifierMemory.layer,
        DirectoryMemory.layer({
          organisations: [plan.organisation],
          staff: { [person]: roles.map((role) => ({ role })) }
        })
      ])
    )
  )
  const desk = await runtime.runPromise(Effect.service(Desk))
  const id = (index: number) => `case-${index}`
  return {
    open: (cases) =>
      runtime.runPromise(
        Effect.forEach(
          Array.from({ length: cases }, (_, index) => index),
          (index) => desk.open(SixSteps, { unit: "3-201" }, person, { caseId: id(index) }),
          { concurrency: 64, discard: true }
        )
      ),
    complete: (index, step) => runtime.runPromise(Effect.asVoid(desk.complete(tasks[step]!, id(index), report, person))),
    ended: () =>
      runtime.runPromise(
        Effect.gen(function* () {
          let count = 0
          let page = yield* desk.cases({ status: "ended" }, undefined, 500)
          count += page.items.length
          while (page.next !== null) {
            page = yield* desk.cases({ status: "ended" }, page.next, 500)
            count += page.items.length
          }
          return count
        })
      ),
    close: () => runtime.dispose()
  }
}

export const frontdeskMemory: Stepper = {
  name: "frontdesk-memory",
  control: "xstate",
  cases: { full: 10_000, quick: 1_000 },
  start: () => start(CaseStoreMemory.layer)
}

export const frontdeskSqlite: Stepper = {
  name: "frontdesk-sqlite",
  control: "sqlite-by-hand",
  cases: { full: 2_000, quick: 300 },
  start: (folder) => start(Sqlite.layer({ filename: join(folder, "frontdesk.db") }))
}
