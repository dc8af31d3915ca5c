import type { Entry } from "../case/Entry.ts"
import type { TaskRow } from "../case/Rows.ts"
import type { CaseState } from "../case/State.ts"
import type { Plan, Words } from "../plan/Plan.ts"

export interface Explanation {
  readonly en: ReadonlyArray<string>
  readonly zh: ReadonlyArray<string>
}
export const of = (_: {
  readonly state: CaseState
  readonly tasks: ReadonlyArray<TaskRow>
  readonly entries: ReadonlyArray<Entry>
  readonly plan: Plan | undefined
  readonly words: Words
}): Explanation => ({ en: [], zh: [] })
