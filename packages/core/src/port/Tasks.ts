/**
 * What a change makes of its case's tasks, found when a store asks for it. A store on disk asks at once, for the
 * difference; the one in memory keeps the question, and asks for all tasks of the case when somebody reads a worklist:
 * however many changes came before, it is worked out once.
 *
 * @since 0.1.0
 */
import type { TaskRow } from "../case/Rows.ts"
import type { Change } from "./CaseStore.ts"

/** All tasks of a case, worked out when somebody asks. */
export interface Lines {
  readonly tasks: ReadonlyArray<TaskRow>
}

/** The difference, and what it leads to. */
export abstract class Unsought {
  abstract readonly put: Change["tasks"]["put"]
  abstract readonly drop: Change["tasks"]["drop"]
  /** keeps nothing of the case as it was before */
  readonly after: Lines

  constructor(after: Lines) {
    this.after = after
  }
}

/** All tasks after a change, of one that can tell; `undefined`: only the difference is known. */
export const after = (tasks: Change["tasks"]): Lines | undefined => (tasks instanceof Unsought ? tasks.after : undefined)

const none: ReadonlyArray<never> = []

const sameList = <A>(a: ReadonlyArray<A> = none, b: ReadonlyArray<A> = none): boolean =>
  a === b || (a.length === b.length && a.every((item, i) => item === b[i]))

/** Whether two lines tell the same of one task. */
export const same = (a: TaskRow, b: TaskRow): boolean =>
  a.due === b.due &&
  a.holder === b.holder &&
  a.held === b.held &&
  a.missed === b.missed &&
  a.nobody === b.nobody &&
  a.rung === b.rung &&
  a.provisional === b.provisional &&
  a.turn === b.turn &&
  a.day === b.day &&
  a.offered === b.offered &&
  a.atOnce === b.atOnce &&
  a.node === b.node &&
  sameList(a.offer, b.offer) &&
  sameList(a.excluded, b.excluded) &&
  sameList(a.barred, b.barred)
