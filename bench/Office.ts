/** The desk as a developer embeds it, for all suites: a book compiled from YAML, and one person who holds every post of it. */
import { Effect, Layer, ManagedRuntime, Schema } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"

/** One person who holds every role: the bench measures the engine, not the staffing. */
export const person = "wang"

/** The only procedure of a folder. Who has it already compiled need not load the compiler. */
export const compiledOf = async (folder: URL): Promise<Compiled> => {
  const { compile } = await import("@frontdesk/core/language/compile")
  const path = fileURLToPath(folder)
  const files = readdirSync(path).filter((it) => it.endsWith(".yaml")).map((name) => ({ path: name, text: readFileSync(join(path, name), "utf8") }))
  const { diagnostics, procedures } = compile({ files })
  const found = procedures[0]
  if (found === undefined || diagnostics.length > 0) throw new Error(`the procedure of the bench does not compile: ${JSON.stringify(diagnostics)}`)
  return found.compiled
}

export const handleOf = <Intake>(compiled: Compiled, intake: Form<Intake>): ProcedureHandle<string, Intake, OutcomeShape, {}, string> => ({
  procedure: compiled.plan.procedure,
  compiled,
  intake,
  outcome: Schema.Unknown as never,
  task: {}
})

export const taskOf = <Answer>({ plan }: Compiled, step: string, form: Form<Answer>): TaskHandle<string, string, Answer, string> => ({
  procedure: plan.procedure,
  step,
  form
} as never)

/** A desk on a store. */
export const open = async (
  compiled: Compiled,
  store: Layer.Layer<CaseStore, unknown>,
  options: Omit<Desks.Options, "procedures"> = {}
) => {
  const { organisation } = compiled.plan
  const runtime = ManagedRuntime.make(
    Desks.layer({ ...options, procedures: [{ compiled }] }).pipe(
      Layer.provideMerge(store),
      Layer.provide([
        NotifierMemory.layer,
        DirectoryMemory.layer({
          organisations: [organisation],
          staff: { [person]: Object.keys(organisation.roles).map((role) => ({ role })) }
        })
      ])
    )
  )
  return { runtime, desk: await runtime.runPromise(Effect.service(Desk)) }
}
