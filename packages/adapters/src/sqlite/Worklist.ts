/**
 * The worklist: one narrow row for each key of a live task, in the order people read it; the task itself is in its
 * case's row. A page for several keys is the merge of one range each, so its price is the page, not the worklist.
 */
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Cursor, Page, TaskQuery } from "@frontdesk/core/port/CaseStore"
import { compare } from "@frontdesk/core/port/Text"
import * as Paging from "../rows/Paging.ts"
import * as Place from "../rows/Place.ts"
import type { Connection } from "./Connection.ts"

const order = (a: Place.Place, b: Place.Place): number => a[0] - b[0] || a[1] - b[1] || compare(a[2], b[2]) || a[3] - b[3]

/** How many rows of one key are fetched at once. */
const chunk = 64

export const make = ({ prefix: p, sql }: Connection) => {
  const insert = `insert into ${p}task (key, rank, due, case_id, n, procedure) values (?, ?, ?, ?, ?, ?)`
  const remove = `delete from ${p}task where key = ? and rank = ? and due = ? and case_id = ? and n = ?`
  const range = (procedure: boolean) =>
    `select rank, due, case_id, n from ${p}task where key = ? and (rank, due, case_id, n) > (?, ?, ?, ?)
     ${procedure ? "and procedure = ?" : ""} order by rank, due, case_id, n limit ${chunk}`
  const everywhere = range(false)
  const inProcedure = range(true)
  const nextKey = `select min(key) from ${p}task where key > ?`
  const tasksOf = `select tasks from ${p}case where id = ?`

  const put = (task: TaskRow) => {
    const [rank, due, caseId, n] = Place.of(task)
    for (const key of Place.keys(task)) sql(insert).run(key, rank, due, caseId, n, task.procedure)
  }
  const drop = (task: TaskRow) => {
    const [rank, due, caseId, n] = Place.of(task)
    for (const key of Place.keys(task)) sql(remove).run(key, rank, due, caseId, n)
  }

  /** Both have the same rows. */
  const same = (a: TaskRow, b: TaskRow): boolean => {
    const [mine, other] = [Place.keys(a), Place.keys(b)]
    return order(Place.of(a), Place.of(b)) === 0 && a.procedure === b.procedure && mine.length === other.length &&
      mine.every((key, i) => key === other[i])
  }

  /** All places under one key after `from`, lazily. */
  const places = function*(key: string, from: Place.Place, procedure: string | undefined): Generator<Place.Place> {
    for (let at = from;;) {
      const rows = (procedure === undefined
        ? sql(everywhere).all(key, ...at)
        : sql(inProcedure).all(key, ...at, procedure)) as unknown as ReadonlyArray<Place.Place>
      yield* rows
      if (rows.length < chunk) return
      at = rows.at(-1)!
    }
  }

  const allKeys = (): ReadonlyArray<string> => {
    const keys: Array<string> = []
    // "" is a key too, and nothing is less than it.
    let key = sql(`select min(key) from ${p}task`).get()![0] as string | null
    while (key !== null) {
      if (!key.startsWith("holder=")) keys.push(key)
      key = sql(nextKey).get(key)![0] as string | null
    }
    return keys
  }

  /** The ranges as one, in order, each place once. */
  const merged = function*(ranges: ReadonlyArray<Generator<Place.Place>>): Generator<Place.Place> {
    let heads = ranges.flatMap((it) => {
      const first = it.next()
      return first.done === true ? [] : [{ it, place: first.value }]
    })
    while (heads.length > 0) {
      let best = heads[0]!.place
      for (const head of heads) if (order(head.place, best) < 0) best = head.place
      yield best
      let ended = false
      for (const head of heads) {
        if (order(head.place, best) !== 0) continue
        const next = head.it.next()
        if (next.done === true) {
          head.place = [-1, 0, "", 0]
          ended = true
        } else head.place = next.value
      }
      if (ended) heads = heads.filter((head) => head.place[0] !== -1)
    }
  }

  const page = (q: TaskQuery, cursor: Cursor | undefined, limit: number): Page<TaskRow> => {
    const from: Place.Place = cursor === undefined ? Place.start : (JSON.parse(cursor) as Place.Place)
    const live = new Map<string, ReadonlyArray<TaskRow>>()
    const ofCase = (caseId: string): ReadonlyArray<TaskRow> => {
      let tasks = live.get(caseId)
      if (tasks === undefined) {
        tasks = JSON.parse((sql(tasksOf).get(caseId)?.[0] as string | undefined) ?? "[]") as ReadonlyArray<TaskRow>
        live.set(caseId, tasks)
      }
      return tasks
    }

    const found: Array<TaskRow> = []
    const keys = q.keys && new Set<string>(q.keys)
    const places_ = q.caseId !== undefined
      ? ofCase(q.caseId).map(Place.of).sort(order).filter((place) => order(place, from) > 0)
      : merged(
        (q.holder !== undefined ? [Place.holding(q.holder)] : keys === undefined ? allKeys() : [...keys])
          .map((key) => places(key, from, q.procedure))
      )
    for (const place of places_) {
      // Tasks at once come first whatever their due; among the others the first that is late enough ends the search.
      if (q.dueBefore !== undefined && place[1] >= q.dueBefore) {
        if (place[0] === 1) break
        continue
      }
      const task = ofCase(place[2]).find((it) => it.n === place[3])
      if (
        task === undefined ||
        (keys !== undefined && !task.offer.some((key) => keys.has(key))) ||
        (q.holder !== undefined && task.holder !== q.holder) ||
        (q.procedure !== undefined && task.procedure !== q.procedure)
      ) continue
      found.push(task)
      if (found.length > limit) break
    }
    return Paging.page(found, limit, Place.of)
  }

  return { put, drop, same, page }
}
