/** Where a task stands in the worklist of a SQL store, and under what it is found there. */
import type { TaskRow } from "@frontdesk/core/case/Rows"

/** Sorts after every due. */
const none = Number.MAX_SAFE_INTEGER

/** The order of the worklist; `rank` 0: at once. */
export type Place = readonly [rank: number, due: number, caseId: string, n: number]

export const of = (task: TaskRow): Place => [task.atOnce ? 0 : 1, task.due ?? none, task.caseId, task.n]

/** Before all others. */
export const start: Place = [-1, 0, "", 0]

export const holding = (person: string): string => `holder=${person}`

/** Under what a task is found: each key of its offer, `""` when it is offered to nobody, and its holder. */
export const keys = (task: TaskRow): ReadonlyArray<string> => {
  const keys: ReadonlyArray<string> = task.offer.length > 1 ? [...new Set(task.offer)] : task.offer.length === 0 ? [""] : task.offer
  return task.holder === undefined ? keys : [...keys, holding(task.holder)]
}
