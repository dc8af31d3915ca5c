/**
 * The list of checks, in the order in which their findings help: first what is there, then whether it fits together,
 * last what could be left out.
 */
import type { Report } from "../diagnostic/Report.ts"
import type { Handbook } from "../model/Handbook.ts"
import type { Procedure } from "../model/Model.ts"
import type { Handbook as HandbookTree } from "../syntax/tree/Handbook.ts"

export type Rule = (procedure: Procedure, report: Report) => void

export const rules: ReadonlyArray<Rule> = []

/** Runs all checks over a workspace. */
export const workspace = (
  procedures: ReadonlyArray<Procedure>,
  _handbooks: ReadonlyArray<{ readonly tree: HandbookTree; readonly handbook: Handbook }>,
  report: Report
): void => {
  for (const procedure of procedures) for (const rule of rules) rule(procedure, report)
}
