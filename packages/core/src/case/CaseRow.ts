/**
 * A case as a row, as an expression sees it (`cases of` a procedure): the intake fields it keeps, and
 * how it stands. The same for whoever answers the question.
 *
 * @since 0.1.0
 */
import type { FactRow } from "../domain/Question.ts"
import type { CaseState } from "./State.ts"

/**
 * The row of a case that was opened, dated by its opening (ms).
 *
 * @since 0.1.0
 */
export const of = (state: CaseState): FactRow => ({
  at: state.opened,
  values: {
    ...state.data["intake"],
    case: state.id,
    opened: state.opened,
    status: state.status,
    ...(state.outcome !== undefined && { outcome: state.outcome }),
    ...(state.endedAt !== undefined && { ended: state.endedAt })
  }
})
