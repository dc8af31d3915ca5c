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

export interface Linked {
  readonly drawn: Compiled
  readonly other: Compiled
  readonly leaf: Compiled
  /** another version of `drawn` */
  readonly second: Compiled
}

/** Of the intakes of drawn procedures. */
export const SECRET = "S3CRET"
/** May see it. */
export const seers = ["zhao"]

const fields = ["unit", "parts", "departments", "when", "asked", "urgent", "kind", "number", "department", "code"]
const along: Tree = Object.fromEntries(fields.map((field) => [field, field]))
const hears = ["knock where event.unit is unit", "knock where event.unit is unit and event.settles", "knock"]

const leafly: Partner = { opens: "leaf", with: { unit: "unit", code: "code" }, good: "ok", bad: "bad or cancelled", says: "leaf.trouble", hears }

const code = { type: "text", class: "secret", needed: "no" }
const withCode = (tree: Tree): Tree => {
  const intake = tree["intake"] as { readonly form: Tree }
  return { ...tree, intake: { ...intake, form: { ...intake.form, code } } }
}
const leaf = withCode({ ...Drawn.other, procedure: "leaf" })
const announces = (tree: Tree): boolean => tree["announces"] !== undefined

/** One more task before the end. */
const later = (tree: Tree): Tree => {
  const steps = tree["steps"] as ReadonlyArray<Tree>
  return { ...tree, version: 2, steps: [...steps.slice(0, -1), { task: "check-again", by: "cs-supervisor" }, ...steps.slice(-1)] }
}

const compiled = (house: number, drawn: Tree, other: Tree): ReadonlyArray<Compiled> | null => {
  const handbook = { ...Drawn.handbook(house), classes: { secret: { "seen-by": ["office-director"], "used-in": ["drawn", "other", "leaf"] } } }
  const { diagnostics, procedures } = compile({
    files: [
      { path: "gen/handbook.yaml", text: Drawn.text(handbook) },
      ...Object.entries({ drawn, other, leaf }).map(([name, tree]) => ({ path: `gen/${name}.procedure.yaml`, text: Drawn.text(tree) }))
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

/** The first pair of that seed that has no error, in both versions. Rather one in which something is said to others. */
export const house = (seed: number): Linked => {
  let quiet = 4
  for (let tried = 0; ; tried++) {
    const at = seed * 4096 + tried
    const other = withCode(Drawn.procedure(at ^ 0x0773, "other", leafly))
    const partner: Partner = {
      opens: "other", with: along, good: "done", bad: "stopped or cancelled", says: announces(other) && at % 3 > 0 ? "other.told" : "leaf.trouble", hears
    }
    const drawn = withCode(Drawn.procedure(at, "drawn", partner))
    const first = compiled(seed, drawn, other)
    if (first === null || (!talks(named(first, "drawn")) && quiet-- > 0)) continue
    const second = compiled(seed, later(drawn), other)
    if (second === null) continue
    return { drawn: named(first, "drawn"), other: named(first, "other"), leaf: named(first, "leaf"), second: named(second, "drawn") }
  }
}
