/** The plans of schedules, and the scenarios that can be played. */
import type { FieldType } from "../../domain/Field.ts"
import type { Compiled, Plan } from "../../plan/Plan.ts"
import type { Scenario } from "../../plan/Scenario.ts"
import * as Diagnostics from "../diagnostic/Diagnostic.ts"
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { empty } from "../diagnostic/Report.ts"
import * as Lower from "../lower/Lower.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type * as Schedules from "../model/Schedules.ts"
import { sound } from "../syntax/tree/Node.ts"
import type { Folder } from "./Folders.ts"
import * as ScenarioOf from "./ScenarioOf.ts"

/** A plan that belongs to a handbook's file. */
export interface Standing {
  readonly path: string
  readonly compiled: Compiled
}

/** Those of handbooks without an error, that open a procedure which has a plan; and the watches of their quotas. */
export const schedules = (
  folders: ReadonlyMap<string, Folder>,
  handbooks: ReadonlyMap<string, Handbook>,
  read: ReadonlyMap<string, ReadonlyArray<Schedules.Schedule>>,
  compiled: ReadonlyArray<{ readonly model: Procedure }>,
  found: ReadonlyArray<Diagnostic>
): ReadonlyArray<Standing> => {
  const plans = new Set(compiled.map((it) => it.model.id))
  return [...folders.values()].flatMap((folder) => {
    const handbook = handbooks.get(folder.path)
    const path = folder.handbook?.file.path
    const sane = handbook?.time !== undefined && handbook.currency !== undefined
    if (handbook === undefined || path === undefined || !sane) return []
    if (found.some((it) => it.span.file.path === path && Diagnostics.isError(it))) return []
    const version = sound(folder.handbook?.tree.version)?.value ?? 0
    const own = (read.get(folder.path) ?? []).flatMap((it) =>
      plans.has(it.plan.opens) ? [{ path, compiled: Lower.schedule(it, handbook, version) }] : []
    )
    const quotas = [...handbook.quotas.entries].flatMap(([name, { value }]) =>
      value === undefined ? [] : [{ path, compiled: Lower.quota(name, value, handbook, version) }]
    )
    return [...own, ...quotas]
  })
}

/** A scenario of a procedure that has errors is not read: each of its names would only be told again. */
export const scenarios = (
  folders: ReadonlyMap<string, Folder>,
  handbooks: ReadonlyMap<string, Handbook>,
  compiled: ReadonlyArray<{ readonly compiled: Compiled; readonly model: Procedure }>,
  scheduled: ReadonlyArray<Standing>,
  models: ReadonlyMap<string, Procedure>,
  found: Array<Diagnostic>
): ReadonlyArray<Scenario> => {
  const lowered = new Map(compiled.map((it) => [it.model.id, it.compiled]))
  const wrong = new Set(found.flatMap((it) => (Diagnostics.isError(it) ? [it.span.file.path] : [])))
  const partly = found.some((it) => Diagnostics.isError(it) && !it.span.file.path.includes(".scenario."))
  const all: Array<Scenario> = []
  const parameters = (id: string): ReadonlyMap<string, FieldType> =>
    new Map([...(models.get(id)?.names.parameters ?? [])].flatMap(([name, { type }]) => (type === undefined ? [] : [[name, type] as const])))
  for (const folder of folders.values()) {
    const handbook = handbooks.get(folder.path)
    if (handbook === undefined || folder.scenarios.length === 0 || wrong.has(folder.handbookFile?.path ?? "")) continue
    const ids = [...handbook.procedures.entries].flatMap(([, it]) => it.value ?? [])
    const byId = new Map<string, Plan>()
    const add = (from: ReadonlyArray<string>): void => {
      for (const id of reached(from, models)) {
        const plan = byId.has(id) ? undefined : lowered.get(id)?.plan
        if (plan !== undefined) byId.set(id, plan)
      }
    }
    add(ids)
    const byName = new Map<string, Plan>()
    const broken = new Set<string>()
    for (const [name, { value }] of handbook.procedures.entries) {
      const plan = value === undefined ? undefined : byId.get(value)
      if (plan !== undefined) byName.set(name, plan)
      else broken.add(name)
    }
    // its own handbook's first, so that a name means that one
    const books = [handbook.name, ...[...byName.values()].map(({ procedure }) => bookOf(procedure))]
    const running = [...new Set(books)].flatMap((book) =>
      scheduled.flatMap(({ compiled: { plan } }) => (bookOf(plan.procedure) === book ? [plan] : []))
    )
    add(running.flatMap((it) => it.schedule?.opens ?? []))
    for (const { tree } of folder.scenarios) {
      const of = sound(tree.of)
      if (of === undefined) continue
      const ids = [...handbook.procedures.entries].flatMap(([name, it]) => (name === of.text ? [it.value] : []))
      if (ids.some((it) => it === undefined || !whole(it, models, byId))) continue
      const report = empty()
      const scenario = ScenarioOf.of(tree, { byName, broken, byId, schedules: running, parameters, plugged: handbook.plugged, partly }, report)
      found.push(...report.diagnostics)
      if (scenario !== undefined && !report.diagnostics.some(Diagnostics.isError)) all.push(scenario)
    }
  }
  return all
}

/** `v3` of `v3/reception`. */
const bookOf = (procedure: string): string => procedure.slice(0, procedure.indexOf("/"))

/** Procedures, and all that they open, and so on. */
const reached = (ids: ReadonlyArray<string>, models: ReadonlyMap<string, Procedure>): ReadonlySet<string> => {
  const found = new Set<string>()
  const go = (id: string): void => {
    if (found.has(id)) return
    found.add(id)
    for (const it of models.get(id)?.opens ?? []) go(it.id)
  }
  for (const id of ids) go(id)
  return found
}

/** Whether a procedure and all it opens have a plan. */
const whole = (
  id: string,
  models: ReadonlyMap<string, Procedure>,
  plans: ReadonlyMap<string, Plan>,
  seen: Set<string> = new Set()
): boolean => {
  if (seen.has(id)) return true
  seen.add(id)
  return plans.has(id) && (models.get(id)?.opens.every((it) => whole(it.id, models, plans, seen)) ?? false)
}
