/** `choose` covers every value, and each of its cases can come (language §6.3). */
import { nearest } from "../diagnostic/Suggest.ts"
import type { Report } from "../diagnostic/Report.ts"
import { instead } from "../model/Unknown.ts"
import type { Typed } from "../model/Context.ts"
import type { Procedure } from "../model/Model.ts"
import * as Span from "../source/Span.ts"
import { sound } from "../syntax/tree/Node.ts"

export const cases = (procedure: Procedure, report: Report): void => {
  const gaps = new Set(
    report.diagnostics.flatMap((it) => it.code === "row-gap" && it.span.file === procedure.span.file ? [(it.args as { readonly step: string }).step] : [])
  )
  const steps = (of: Typed): string => of.expression.op === "field" ? of.expression.step : ""
  for (const { tree, of } of procedure.records) {
    if (tree.kind !== "choose" || of === undefined) continue
    const values = of.type.kind === "choice" ? of.type.values : of.type.kind === "yes-no" ? ["yes", "no"] : undefined
    const entries = sound(tree.cases)?.entries
    if (values === undefined || entries === undefined) continue
    const name = Span.text(of.span)
    const written = entries.map((it) => it.name.text)
    const unknown = written.filter((it) => !values.includes(it))
    const missing = values.filter((it) => !written.includes(it))
    const misspelt = new Set(unknown.flatMap((it) => nearest(it, missing)))
    for (const entry of entries) {
      if (values.includes(entry.name.text)) continue
      const near = nearest(entry.name.text, missing.length > 0 ? missing : values)
      // the row that is missing in the decision would give it
      if (near.length === 0 && gaps.has(steps(of))) continue
      // one that is strange and one that is missing: the same one, under two names
      const only = near.length === 0 && unknown.length === 1 && tree.otherwise === undefined ? alone(missing) : undefined
      if (only !== undefined) misspelt.add(only)
      report.add("case-unknown", entry.name.span, { of: name, name: entry.name.text, nearest: near, values, ...(only !== undefined && { left: only }) }, {
        fix: instead(entry.name.span, only === undefined ? near : [only])
      })
    }
    const really = missing.filter((it) => !misspelt.has(it))
    if (tree.otherwise === undefined && really.length > 0) {
      report.add("case-missing", tree.name.span, { of: name, missing: really })
    }
    const otherwise = sound(tree.otherwise)
    if (otherwise !== undefined && missing.length === 0) report.add("branch-dead", otherwise.span, { of: name })
  }
}

const alone = (names: ReadonlyArray<string>): string | undefined => (names.length === 1 ? names[0] : undefined)

/** Each way an action may fail is looked at: some `choose` asks how it went. */
export const failures = (procedure: Procedure, report: Report): void => {
  const asked = new Set(
    procedure.records.flatMap(({ of, tree }) =>
      tree.kind === "choose" && of?.expression.op === "fact" && of.expression.fact === "outcome" ? [of.expression.step] : []
    )
  )
  for (const { resolved, tree } of procedure.records) {
    if (tree.kind !== "do" || resolved?.kind !== "do" || asked.has(resolved.name)) continue
    const action = procedure.handbook.plugged.actions.get(resolved.action)
    const fails = Object.keys(action?.fails ?? {})
    // a `choose` that could not be read may be the one
    if (fails.length === 0 || !procedure.sound) continue
    report.add("failure-uncovered", sound(tree.action)?.span ?? tree.name.span, { step: resolved.name, action: resolved.action, fails })
  }
}
