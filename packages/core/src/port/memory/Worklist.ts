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

/** A task in the worklist; it stays on its shelves for a while after it went. */
export interface Slot {
  readonly task: TaskRow
  /** of the task, which need not be touched for it */
  readonly n: number
  gone: boolean
}

interface Shelf {
  slots: Array<Slot>
  /** so many fit before those who went are cleared away */
  room: number
  sorted: ReadonlyArray<Slot> | null
}

const isThere = ({ gone }: Slot): boolean => !gone

const sorted = (slots: Iterable<Slot>) =>
  [...slots].filter(isThere).sort((a, b) => order(position(a.task), position(b.task)))

const least = 16

/** `everything`: all live tasks, for those who ask for no key and no holder. */
export const make = (everything: () => Iterable<Slot>) => {
  let all: ReadonlyArray<Slot> | null = null
  const byKey = new Map<Key, Shelf>()
  const byHolder = new Map<Person, Shelf>()

  const put = <K>(shelves: Map<K, Shelf>, key: K, slot: Slot): void => {
    let shelf = shelves.get(key)
    if (shelf === undefined) shelves.set(key, (shelf = { slots: [], room: least, sorted: null }))
    if (shelf.slots.length >= shelf.room) {
      shelf.slots = shelf.slots.filter(isThere)
      shelf.room = Math.max(least, 2 * shelf.slots.length)
    }
    shelf.slots.push(slot)
    shelf.sorted = null
  }
  const read = (from: Shelf | undefined): ReadonlyArray<Slot> =>
    from === undefined ? [] : (from.sorted ??= sorted(from.slots))

  /** The narrowest sorted list that holds all that is asked for, and perhaps some who went. */
  const candidates = (q: TaskQuery, ofCase: (caseId: string) => Iterable<Slot>): ReadonlyArray<Slot> => {
    if (q.caseId !== undefined) return sorted(ofCase(q.caseId))
    if (q.holder !== undefined) return read(byHolder.get(q.holder))
    if (q.keys === undefined) return (all ??= sorted(everything()))
    if (q.keys.length === 1) return read(byKey.get(q.keys[0]!))
    return sorted(new Set(q.keys.flatMap((key) => byKey.get(key)?.slots ?? [])))
  }

  return {
    add: (task: TaskRow): Slot => {
      const slot: Slot = { task, n: task.n, gone: false }
      all = null
      for (const key of task.offer) put(byKey, key, slot)
      if (task.holder !== undefined) put(byHolder, task.holder, slot)
      return slot
    },

    page: (
      q: TaskQuery,
      ofCase: (caseId: string) => Iterable<Slot>,
      cursor: Cursor | undefined,
      limit?: number
    ): Page<TaskRow> => {
      const keys = q.keys && new Set(q.keys)
      const found: Array<TaskRow> = []
      for (const { gone, task } of candidates(q, ofCase)) {
        if (
          !gone &&
          (keys === undefined || task.offer.some((key) => keys.has(key))) &&
          (q.holder === undefined || task.holder === q.holder) &&
          (q.procedure === undefined || task.procedure === q.procedure) &&
          (q.dueBefore === undefined || (task.due !== null && task.due < q.dueBefore))
        ) found.push(task)
      }
      return cut(found, position, (task, at: Position) => order(position(task), at) > 0, cursor, limit)
    }
  }
}
