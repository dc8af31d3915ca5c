/**
 * Rules of the host's own, run over each plan that is sound otherwise: what they find is told like everything else,
 * at the step they name.
 */
import type { Plan } from "../../plan/Plan.ts"
import type { Plugged } from "../../plugin/Plugged.ts"
import * as Diagnostics from "../diagnostic/Diagnostic.ts"
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Procedure } from "../model/Model.ts"

/** A check that throws is told too: it is the plug-in's mistake, and keeps nobody from reading the rest. */
export const run = (checks: Plugged["checks"], plan: Plan, model: Procedure): ReadonlyArray<Diagnostic> =>
  [...checks].flatMap(([code, { check, description, severity, title }]): ReadonlyArray<Diagnostic> => {
    const told = (message: Diagnostics.Diagnostic<"plugin">["args"]["message"], at?: string): Diagnostic => {
      const record = at === undefined ? undefined : model.records.find((it) => it.node === at)
      const span = record === undefined || record.tree.kind === "broken" ? model.span : record.tree.name.span
      const made = Diagnostics.make("plugin", span, { code, title, message, docs: description })
      return { ...made, severity } as Diagnostic
    }
    try {
      return check(plan).map(({ at, message }) => told(message, at))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      return [
        told(
          said(
            `The rule of the plug-in broke off here: ${why}. Tell your developers; what it would have found is not known.`,
            `插件的这条规则在此出错：${why}。请告诉开发人员；它本来会发现什么，现在无从得知。`
          )
        )
      ]
    }
  })
