/**
 * A case as a row, as an expression sees it (`cases of` a procedure): the intake fields it keeps, what its end gave, and
 * how it stands. The same for whoever answers the question.
 *
 * @since 0.1.0
 */
import type { FactRow } from "../domain/Question.ts"
import type { Values } from "../domain/Value.ts"
import type { CaseState } from "./State.ts"

/**
 * The row of a case that was opened, dated by its opening (ms). Of the `steps` that were done it has what they left.
 *
 * @since 0.1.0
 */
export const of = (state: CaseState, steps: ReadonlyArray<string> = []): FactRow => ({
  at: state.opened,
  values: {
    ...left(state, steps),
    ...state.data["intake"],
    ...state.gave,
    case: state.id,
    opened: state.opened,
    status: state.status,
    ...(state.outcome !== undefined && { outcome: state.outcome }),
    ...(state.endedAt !== undefined && { ended: state.endedAt })
  }
})

const left = (state: CaseState, steps: ReadonlyArray<string>): Values => {
  const found: { [step: string]: Values } = {}
  for (const step of steps) {
    const done = state.done[step]
    if (done !== undefined && done.superseded !== true) found[step] = { ...state.data[step], at: done.at }
  }
  return found
}

/**
 * Many of them in the order of their opening; those of one instant by their id, which is the same for whoever asks.
 *
 * @since 0.1.0
 */
export const inOrder = (rows: ReadonlyArray<FactRow>): ReadonlyArray<FactRow> =>
  rows.toSorted((a, b) => a.at - b.at || (String(a.values["case"]) < String(b.values["case"]) ? -1 : 1))
