/** The worklist in memory: tasks by key and by holder, each list sorted when it is asked for and kept sorted until it changes. */
import type { Key, Person } from "../../domain/People.ts"
import type { TaskRow } from "../../case/Rows.ts"
import type { Cursor, Page, TaskQuery } from "../CaseStore.ts"
import * as Text from "../Text.ts"
import { cut } from "./Page.ts"

type Position = readonly [atOnce: boolean, due: number | null, caseId: string, n: number]

const position = (task: TaskRow): Position => [task.atOnce, task.due, task.caseId, task.n]

const order = (a: Position, b: Position): number => {
  if (a[0] !== b[0]) return a[0] ? -1 : 1
  if (a[1] !== b[1]) return a[1] === null ? 1 : b[1] === null ? -1 : a[1] - b[1]
  return Text.compare(a[2], b[2]) || a[3] - b[3]
}

interface Shelf {
  readonly tasks: Set<TaskRow>
  sorted: ReadonlyArray<TaskRow> | null
}

const sorted = (tasks: Iterable<TaskRow>) => [...tasks].sort((a, b) => order(position(a), position(b)))

/** `everything`: all live tasks, for those who ask for no key and no holder. */
export const make = (everything: () => Iterable<TaskRow>) => {
  let all: ReadonlyArray<TaskRow> | null = null
  const byKey = new Map<Key, Shelf>()
  const byHolder = new Map<Person, Shelf>()

  const shelf = <K>(shelves: Map<K, Shelf>, key: K): Shelf => {
    let found = shelves.get(key)
    if (found === undefined) shelves.set(key, (found = { tasks: new Set(), sorted: null }))
    return found
  }
  const put = (on: Shelf, task: TaskRow) => {
    on.tasks.add(task)
    on.sorted = null
  }
  const take = <K>(shelves: Map<K, Shelf>, key: K, task: TaskRow) => {
    const from = shelves.get(key)
    if (from === undefined) return
    from.tasks.delete(task)
    from.sorted = null
    if (from.tasks.size === 0) shelves.delete(key)
  }
  const read = (from: Shelf | undefined): ReadonlyArray<TaskRow> =>
    from === undefined ? [] : (from.sorted ??= sorted(from.tasks))

  /** The narrowest sorted list that holds all that is asked for. */
  const candidates = (q: TaskQuery, ofCase: (caseId: string) => Iterable<TaskRow>): ReadonlyArray<TaskRow> => {
    if (q.caseId !== undefined) return sorted(ofCase(q.caseId))
    if (q.holder !== undefined) return read(byHolder.get(q.holder))
    if (q.keys === undefined) return (all ??= sorted(everything()))
    if (q.keys.length === 1) return read(byKey.get(q.keys[0]!))
    return sorted(new Set(q.keys.flatMap((key) => [...(byKey.get(key)?.tasks ?? [])])))
  }

  return {
    add: (task: TaskRow) => {
      all = null
      for (const key of task.offer) put(shelf(byKey, key), task)
      if (task.holder !== undefined) put(shelf(byHolder, task.holder), task)
    },

    remove: (task: TaskRow) => {
      all = null
      for (const key of task.offer) take(byKey, key, task)
      if (task.holder !== undefined) take(byHolder, task.holder, task)
    },

    page: (
      q: TaskQuery,
      ofCase: (caseId: string) => Iterable<TaskRow>,
      cursor: Cursor | undefined,
      limit?: number
    ): Page<TaskRow> => {
      const keys = q.keys && new Set(q.keys)
      const asked = (task: TaskRow) =>
        (keys === undefined || task.offer.some((key) => keys.has(key))) &&
        (q.holder === undefined || task.holder === q.holder) &&
        (q.procedure === undefined || task.procedure === q.procedure) &&
        (q.dueBefore === undefined || (task.due !== null && task.due < q.dueBefore))
      return cut(
        candidates(q, ofCase).filter(asked),
        position,
        (task, at: Position) => order(position(task), at) > 0,
        cursor,
        limit
      )
    }
  }
}
