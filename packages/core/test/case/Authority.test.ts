/**
 * I-25: whoever brings no key is refused, whatever he asks for, over the plans of the examples. Each is played by people
 * who bring exactly the keys that are asked for; at every state a stranger tries every command there is.
 */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import type { Command } from "@frontdesk/core/case/Command"
import type { CaseState, TaskFrame } from "@frontdesk/core/case/State"
import * as Place from "@frontdesk/core/case/Place"
import type { Field, FieldType } from "@frontdesk/core/domain/Field"
import type { Actor, Key } from "@frontdesk/core/domain/People"
import type { Question } from "@frontdesk/core/domain/Question"
import type { Value, Values } from "@frontdesk/core/domain/Value"
import { compile } from "@frontdesk/core/language/compile"
import type { Plan } from "@frontdesk/core/plan/Plan"
import * as Steps from "@frontdesk/core/plan/Steps"
import { Result } from "effect"
import { describe, expect, it } from "vitest"
import * as plans from "./plans.ts"
import { at, Case } from "./world.ts"

const folder = join(import.meta.dirname, "../fixtures/examples")
const examples = compile({
  files: readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }))
}).procedures.map((it) => it.compiled.plan)
const all: ReadonlyArray<Plan> = [...examples, plans.changing]

const stranger: Actor = { person: "nobody-at-all", keys: [] }

/** Which way the answers of a form go: yes or no, the first choice or another. */
let way = 0

const value = (type: FieldType): Value => {
  switch (type.kind) {
    case "yes-no":
      return way % 2 === 0
    case "tick":
      return true
    case "choice":
      return type.values[way % type.values.length] ?? ""
    case "department":
      return "engineering-dept"
    case "whole-number":
      return 1
    case "number":
    case "percent":
    case "money":
      return "1"
    case "date":
      return "2026-03-02"
    case "time":
      return "09:00"
    case "date-time":
    case "appointment":
      return at("2026-03-02 08:00")
    case "period":
      return { start: "2026-02-01", end: "2026-02-28" }
    case "term":
      return { n: 1, unit: "hour" }
    case "signature":
      return { by: "signer" }
    case "list":
      return [value(type.of)]
    case "rows":
      return [filled(type.fields)]
    default:
      return "x"
  }
}
const filled = (form: ReadonlyArray<Field>): Values =>
  Object.fromEntries(form.filter(({ type }) => type.kind !== "report").map((field) => [field.name, value(field.type)]))

/** Every key a stranger could lack: a signer of a form has them all. */
class Played extends Case {
  override answer(question: Question, upTo: number): Value | null {
    const { organisation } = this.world.plan
    if (question.ask !== "keys") return super.answer(question, upTo)
    return [
      ...Object.keys(organisation.roles).map((role): Key => `role:${role}`),
      ...Object.keys(organisation.departments).flatMap((dept): ReadonlyArray<Key> => [`dept:${dept}`, `head:${dept}`])
    ]
  }
}

const tasks = (state: CaseState): ReadonlyArray<TaskFrame> =>
  state.frames.filter((frame): frame is TaskFrame => frame.kind === "task")

type Asked = Command extends infer C ? (C extends { readonly actor: Actor } ? Omit<C, "caseId" | "id" | "stamp"> : never) : never

const everything = (plan: Plan, state: CaseState): ReadonlyArray<Asked> => {
  const actor = stranger
  const to = { person: "nobody-at-all", keys: [] }
  const form = (task: TaskFrame): Values => {
    const step = Steps.named(plan, Place.name(task.node))[0]
    return filled(step?.kind === "task" ? step.form : plan.intake.form)
  }
  const paths = ["intake", ...Object.keys(state.done), ...state.frames.map(Place.pathOf)]
  const near = (step: string): string => paths.find((path) => path.split("#")[0] === step) ?? step
  return [
    ...tasks(state).flatMap((task): ReadonlyArray<Asked> => [
      { _tag: "Claim", actor, n: task.n },
      { _tag: "GiveBack", actor, n: task.n },
      { _tag: "Complete", actor, n: task.n, values: form(task) },
      { _tag: "Complete", actor, n: task.n, values: form(task), done: state.now, reason: "x" },
      { _tag: "Sign", actor, n: task.n, values: form(task) },
      { _tag: "Transfer", actor, n: task.n, to },
      { _tag: "Delegate", actor, n: task.n, to },
      { _tag: "Urge", actor, n: task.n },
      ...(plan.orders.return?.to ?? []).map((step): Asked => ({ _tag: "Return", actor, to: near(step), n: task.n, reason: "x" }))
    ]),
    ...(plan.orders.return?.to ?? []).map((step): Asked => ({ _tag: "Return", actor, to: near(step), reason: "x" })),
    ...(plan.orders.extend?.of ?? []).map((step): Asked => ({ _tag: "Extend", actor, of: near(step), by: { n: 1, unit: "hour" }, reason: "x" })),
    { _tag: "Suspend", actor, reason: "x", values: filled(plan.orders.suspend?.form ?? []) },
    { _tag: "Resume", actor, reason: "x" },
    { _tag: "Withdraw", actor, reason: "x" },
    { _tag: "Terminate", actor, reason: "x", values: filled(plan.orders.terminate?.form ?? []) },
    ...(plan.orders.addSigner?.of ?? []).map((it): Asked => ({ _tag: "AddSigner", actor, each: near(it.each), item: Object.keys(plan.organisation.departments).at(-1) ?? "x" })),
    ...(plan.orders.rebook?.of ?? []).map((it): Asked => ({ _tag: "Rebook", actor, step: near(it.step), field: it.field, to: state.now + 86_400_000, reason: "x" })),
    ...(plan.orders.amend?.of ?? []).map((it): Asked => ({ _tag: "Amend", actor, step: near(it.step), values: { [it.field]: "y" }, reason: "x" })),
    { _tag: "Note", actor, text: "x" }
  ]
}

/** A stranger tries everything; what he was told, by command. */
const tried = (c: Case, told: Map<string, Set<string>>): void => {
  const before = c.state
  for (const asked of everything(c.world.plan, before)) {
    const result = c.send({ ...c.envelope(before.now), ...asked } as Command)
    if (Result.isSuccess(result)) throw new Error(`accepted: ${JSON.stringify(asked)} of ${c.world.plan.procedure}`)
    const tags = told.get(asked._tag) ?? new Set()
    told.set(asked._tag, tags.add((result.failure as { readonly _tag: string })._tag))
  }
  if (c.state !== before) throw new Error("a refusal changed the case")
}

const played = (plan: Plan, told: Map<string, Set<string>>): number => {
  const c = new Played(plan)
  const open = { opener: "opening", procedure: plan.procedure, plan: "sha256:0", values: filled(plan.intake.form), depth: 0 } as const
  if (plan.intake.by !== null) {
    const result = c.send({ ...c.envelope("2026-03-02 09:00"), _tag: "Open", ...open, actor: stranger })
    if (Result.isSuccess(result)) throw new Error(`a stranger opened ${plan.procedure}`)
  }
  if (Result.isFailure(c.send({ ...c.envelope("2026-03-02 09:00"), _tag: "Open", ...open }))) return 0
  let states = 0
  for (let turn = 0; turn < 20 && c.state.status === "open"; turn++) {
    tried(c, told)
    states++
    const live = tasks(c.state)
    const task = live[turn % live.length]
    if (task === undefined) c.tick(c.state.now + 30 * 86_400_000)
    else {
      const step = Steps.named(plan, Place.name(task.node))[0]
      const values = filled(step?.kind === "task" ? step.form : plan.intake.form)
      const keys = task.places.length > 0 ? task.places[task.signed.length] ?? [] : task.offer
      const person = keys.find((key) => key.startsWith("person:"))?.slice("person:".length) ?? `somebody-${turn}`
      const by = { ...c.envelope(c.state.now + 60_000), actor: { person: task.holder ?? person, keys: [...keys] }, n: task.n }
      // now and then it is taken first: what only a holder may do can be tried
      const takes = turn % 3 === 0 && task.holder === undefined && task.places.length === 0
      const result = c.send(takes ? { ...by, _tag: "Claim" } : { ...by, _tag: "Complete", values })
      if (Result.isFailure(result)) c.tick(c.state.now + 86_400_000)
    }
  }
  if (c.state.status !== "open") tried(c, told)
  return states
}

describe("whoever brings no key", () => {
  const told = new Map<string, Set<string>>()
  let states = 0
  it.each(all.filter((plan) => plan.schedule === undefined).map((plan) => [plan.procedure, plan] as const))("is refused everything: %s", (_, plan) => {
    for (way = 0; way < 4; way++) states += played(plan, told)
  })
  it("is mostly refused because he brings no key, not only because it was not the time", () => {
    expect(states).toBeGreaterThan(500)
    for (const order of ["Claim", "Complete", "Sign", "Transfer", "Urge", "Return", "Extend", "Suspend", "Resume", "Withdraw", "Terminate", "AddSigner", "Rebook", "Amend", "Note"]) {
      expect([...(told.get(order) ?? [])], order).toContain("RoleNotAllowed")
    }
    for (const order of ["GiveBack", "Delegate"]) expect([...(told.get(order) ?? [])], order).toContain("NotTheHolder")
  })
})
