/**
 * A house in which cases talk to each other: two drawn procedures, `drawn` opens `other` and `other` opens `leaf`, by
 * call, start and schedule; `drawn` is held by what `other` or `leaf` says, and `other` waits for what `drawn` announces.
 * Each intake has a secret, which goes along. The second version of `drawn` has one task more.
 */
import { compile } from "@frontdesk/core/language/compile"
import { isError } from "@frontdesk/core/language/diagnostic/Diagnostic"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Steps from "@frontdesk/core/plan/Steps"
import { sources } from "../case/Office.ts"
import { gates } from "../gates.ts"
import * as Drawn from "./Drawn.ts"
import type { Partner, Tree } from "./Drawn.ts"
import * as Rich from "./Rich.ts"

export interface Linked {
  readonly drawn: Compiled
  readonly other: Compiled
  readonly leaf: Compiled
  /** another version of `drawn` */
  readonly second: Compiled
  /** what a handbook does by itself: its schedules, and who is told of its quotas */
  readonly itself: ReadonlyArray<Compiled>
  readonly rich: boolean
}

/** Of the intakes of drawn procedures. */
export const SECRET = "S3CRET"
/** May see it. */
export const seers = ["zhao"]

const fields = ["unit", "parts", "departments", "when", "asked", "urgent", "kind", "number", "department", "code"]
const along: Tree = Object.fromEntries(fields.map((field) => [field, field]))
const hears = ["knock where event.unit is unit", "knock where event.unit is unit and event.settles", "knock"]

const richAlong: Tree = { ...along, ...Object.fromEntries(Object.keys(Rich.intake).map((field) => [field, field])) }

const leafly: Partner = { opens: "leaf", with: { unit: "unit", code: "code" }, good: "ok", bad: "bad or cancelled", says: "leaf.trouble", hears }

const code = { type: "text", class: "secret", needed: "no" }
const withCode = (tree: Tree): Tree => {
  const intake = tree["intake"] as { readonly form: Tree }
  return { ...tree, intake: { ...intake, form: { ...intake.form, code } } }
}
const leaf = withCode({ ...Drawn.other, procedure: "leaf" })
const richLeaf = withCode({ ...Drawn.richOther, procedure: "leaf" })
/** What the handbook opens by itself; nobody gave it a unit, so somebody is asked for it. */
const schedules: Tree = {
  mondays: { every: "Monday", opens: "leaf", covers: "last week", due: "2 working days from its start" },
  visited: { on: "visits", when: "event.pieces > 3", opens: "leaf", with: { unit: "event.unit" } },
  knocked: { on: "knock", when: "event.settles", opens: "leaf", with: { unit: "event.unit" } }
}
const announces = (tree: Tree): boolean => tree["announces"] !== undefined

/** One more task before the end. */
const later = (tree: Tree): Tree => {
  const steps = tree["steps"] as ReadonlyArray<Tree>
  return { ...tree, version: 2, steps: [...steps.slice(0, -1), { task: "check-again", by: "cs-supervisor" }, ...steps.slice(-1)] }
}

const compiled = (house: number, drawn: Tree, other: Tree, rich: boolean): ReadonlyArray<Compiled> | null => {
  const own = Drawn.handbook(house, rich)
  const quotas = own["quotas"] as { readonly [name: string]: Tree } | undefined
  const few = { ...quotas?.["few"], count: "cases of leaf where each.outcome is ok" }
  const handbook = { ...own, ...(rich && { schedules, quotas: { ...quotas, few } }), classes: { ...(own["classes"] as Tree | undefined), secret: { "seen-by": ["office-director"], "used-in": ["drawn", "other", "leaf"] } } }
  const { diagnostics, procedures } = compile({
    files: [
      { path: "gen/handbook.yaml", text: Drawn.text(handbook) },
      ...Object.entries({ drawn, other, leaf: rich ? richLeaf : leaf }).map(([name, tree]) => ({ path: `gen/${name}.procedure.yaml`, text: Drawn.text(tree) }))
    ],
    publicDays: (name) => (name === "cn-state-council" ? sources["cn-state-council"] : undefined),
    plugins: [gates]
  })
  return diagnostics.some(isError) ? null : procedures.map(({ compiled }) => compiled)
}

const named = (all: ReadonlyArray<Compiled>, name: string): Compiled => {
  const found = all.find(({ plan }) => plan.procedure === `gen/${name}`)
  if (found === undefined) throw new Error(`no procedure ${name}`)
  return found
}

/** It opens others by itself, or is held by them. */
const talks = ({ plan }: Compiled): boolean =>
  plan.holds.some(({ from }) => from.topic.startsWith("gen/")) || Steps.all(plan).some(({ kind }) => kind === "call" || kind === "start")

/** Worlds of one seed after the other share a house. */
export const SHARE = 4

/** The first pair of that seed that has no error, in both versions. Rather one in which something is said to others. */
export const house = (seed: number): Linked => {
  const rich = seed >= Rich.FROM / SHARE
  let quiet = 4
  for (let tried = 0; ; tried++) {
    const at = seed * 4096 + tried
    const heardOfLeaf = rich ? { ...leafly, hears: [...hears, "leaf.trouble where event.unit is unit"], gives: "fine" } : leafly
    const other = withCode(Drawn.procedure(rich ? at + 2048 : at ^ 0x0773, "other", heardOfLeaf, rich))
    const partner: Partner = {
      opens: "other", with: rich ? richAlong : along, good: "done", bad: "stopped or cancelled", says: announces(other) && at % 3 > 0 ? "other.told" : "leaf.trouble",
      hears: rich && announces(other) ? [...hears, "other.told where event.unit is unit", "other.told"] : hears
    }
    const drawn = withCode(Drawn.procedure(at, "drawn", partner, rich))
    const first = compiled(seed, drawn, other, rich)
    if (first === null || (!talks(named(first, "drawn")) && quiet-- > 0)) continue
    const second = compiled(seed, later(drawn), other, rich)
    if (second === null) continue
    const itself = first.filter(({ plan }) => plan.schedule !== undefined || plan.missed !== undefined)
    return { drawn: named(first, "drawn"), other: named(first, "other"), leaf: named(first, "leaf"), second: named(second, "drawn"), itself, rich }
  }
}
