/**
 * The confidential part of a plan (language §12): which classes something in it carries and who may see each, and what
 * is confidential in values that other procedures declare. A procedure without any has nothing of it in its plan.
 */
import type { People } from "../../domain/People.ts"
import type { Plan } from "../../plan/Plan.ts"
import * as Seal from "../../plan/Seal.ts"
import * as Seals from "../check/Seals.ts"
import type { Procedure } from "../model/Model.ts"

export const of = (procedure: Procedure, plan: Omit<Plan, "kept">): Pick<Plan, "classes" | "sealed"> => {
  const { handbook, names: known } = procedure
  const among = [...known.signatures.values()].every((it) => it === undefined || it.id.startsWith(`${handbook.name}/`))
  if (handbook.classes.entries.size === 0 && among) return {}
  const sealed = foreign(procedure, plan)
  const names = new Set(Object.values(sealed).flatMap((paths) => Object.values(paths).flat()))
  mentioned(plan, names)
  const classes = [...names].sort().flatMap((name): ReadonlyArray<readonly [string, People]> => {
    const it = handbook.classes.entries.get(name)?.value
    return it === undefined ? [] : [[name, it.seenBy]]
  })
  return { ...(classes.length > 0 && { classes: Object.fromEntries(classes) }), ...(Object.keys(sealed).length > 0 && { sealed }) }
}

/** What calls give, what announced events bring, what rows of other cases hold. */
const foreign = (procedure: Procedure, plan: Omit<Plan, "kept">): NonNullable<Plan["sealed"]> => {
  const seals = Seals.of(procedure)
  const found: { [source: string]: { readonly [path: string]: ReadonlyArray<string> } } = {}
  const add = (source: string, seal: Seal.Seal | undefined): void => {
    if (seal === undefined || Array.isArray(seal)) return
    const paths = Seal.written(seal as Seal.Parts)
    if (Object.keys(paths).length > 0) found[source] = paths
  }
  for (const { name, resolved } of procedure.records) {
    if (resolved?.kind === "call" || (resolved?.kind === "wait" && resolved.for?.topic.includes(".") === true)) add(name, seals.step(name))
  }
  for (const id of [...registers(plan)].sort()) add(`cases of ${id}`, Seals.ofCases(id, procedure))
  return found
}

/** Procedures whose cases are asked for. */
const registers = (plan: unknown): ReadonlySet<string> => {
  const found = new Set<string>()
  each(plan, (node) => {
    if (node["from"] === "cases" && typeof node["procedure"] === "string") found.add(node["procedure"])
  })
  return found
}

/** Classes of fields, columns and ledgers. */
const mentioned = (plan: unknown, into: Set<string>): void =>
  each(plan, (node) => {
    const plain = typeof node["name"] === "string" && "type" in node
    if (typeof node["class"] === "string" && (plain || "columns" in node)) into.add(node["class"])
  })

const each = (value: unknown, see: (node: { readonly [key: string]: unknown }) => void): void => {
  if (typeof value !== "object" || value === null) return
  if (Array.isArray(value)) {
    for (const it of value) each(it, see)
    return
  }
  const node = value as { readonly [key: string]: unknown }
  see(node)
  for (const key in node) each(node[key], see)
}
