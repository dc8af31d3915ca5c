/**
 * One person's worklist: what he holds, and what is offered to a key he brings and held by nobody. The store knows both
 * lists in the same order; here they are read side by side and become one, without offsets: nothing that stays is
 * skipped or doubled while others come and go.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { TaskRow } from "../case/Rows.ts"
import * as Offer from "../domain/Offer.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Comer } from "../port/Directory.ts"
import type { CaseStore, Cursor, Page, StoreDown, TaskQuery } from "../port/CaseStore.ts"
import { pageSize } from "../port/CaseStore.ts"
import * as Text from "../port/Text.ts"
import * as Capacity from "./Capacity.ts"
import type { Plans } from "./Plans.ts"

type Position = readonly [atOnce: boolean, due: number | null, caseId: string, n: number]

/** Where both lists stand: the pages they are read from, and the last task given. */
interface Place {
  readonly held: Cursor | null
  readonly offered: Cursor | null
  readonly last?: Position
}

const position = (task: TaskRow): Position => [task.atOnce, task.due, task.caseId, task.n]

const order = (a: Position, b: Position): number => {
  if (a[0] !== b[0]) return a[0] ? -1 : 1
  if (a[1] !== b[1]) return a[1] === null ? 1 : b[1] === null ? -1 : a[1] - b[1]
  return Text.compare(a[2], b[2]) || a[3] - b[3]
}

type Query = Omit<TaskQuery, "keys" | "holder">

/** A list from a cursor on, page by page, without what was given before. */
const list = (
  store: CaseStore["Service"],
  query: TaskQuery,
  from: Cursor | null,
  wanted: (task: TaskRow) => boolean
) => {
  let at = from
  let page: ReadonlyArray<TaskRow> = []
  let next: Cursor | null = null
  let read = false
  const first = (): Effect.Effect<TaskRow | undefined, StoreDown> =>
    Effect.suspend(() => {
      page = page.filter(wanted)
      if (page.length > 0) return Effect.succeed(page[0])
      if (read && next === null) return Effect.undefined
      if (read) at = next
      read = true
      return Effect.flatMap(store.tasks(query, at ?? undefined), (found) => {
        page = found.items
        next = found.next
        return first()
      })
    })
  return {
    first,
    drop: () => {
      page = page.slice(1)
    },
    /** the page the next task is on */
    at: () => at
  }
}

/** Somebody who comes for his worklist. */
export interface Comes {
  readonly person: Person
  /** all keys he brings, whatever the handbook */
  readonly keys: ReadonlyArray<Key>
  /** whether he may take this task in some capacity, in the eyes of its own handbook */
  readonly fits: (task: TaskRow) => boolean
}

/** `more`: keys he brings besides his own. */
export const comes = (comer: Comer, plans: Plans, more: ReadonlyArray<Key> = []): Comes => {
  const keys = [...more, ...Capacity.keys(comer)]
  const { person } = comer
  const seen = new Map<string, ReadonlyArray<Offer.Taker>>()
  const within = (procedure: string): ReadonlyArray<Offer.Taker> => {
    const organisation = plans.current(procedure)?.plan.organisation
    return Capacity.all(comer, organisation).map((one) => ({ ...one, keys: [...more, ...one.keys] }))
  }
  return {
    person,
    keys,
    fits: (task) => {
      const { barred, excluded, procedure } = task
      // the store has found it by his keys, and nothing else is asked
      if (excluded === undefined && barred === undefined && comer.within === undefined) return true
      let takers = seen.get(procedure)
      if (takers === undefined) seen.set(procedure, (takers = within(procedure)))
      return takers.some((taker) => Offer.takes(task, taker))
    }
  }
}

/** A page of somebody's worklist. */
export const read = Effect.fnUntraced(function*(
  store: CaseStore["Service"],
  who: Comes,
  query: Query,
  cursor?: Cursor,
  limit: number = pageSize
): Effect.fn.Return<Page<TaskRow>, StoreDown> {
  const place = cursor === undefined ? { held: null, offered: null } : (JSON.parse(cursor) as Place)
  let last = "last" in place ? place.last : undefined
  const ahead = (task: TaskRow): boolean => last === undefined || order(position(task), last) > 0
  const held = list(store, { ...query, holder: who.person }, place.held, ahead)
  const offered = list(
    store,
    { ...query, keys: who.keys },
    place.offered,
    (task) => task.holder === undefined && ahead(task) && who.fits(task)
  )
  const items: Array<TaskRow> = []
  while (true) {
    const mine = yield* held.first()
    const free = yield* offered.first()
    if (mine === undefined && free === undefined) return { items, next: null }
    if (items.length === limit) {
      const here: Place = { held: held.at(), offered: offered.at(), ...(last !== undefined && { last }) }
      return { items, next: JSON.stringify(here) }
    }
    const fromHeld = free === undefined || (mine !== undefined && order(position(mine), position(free)) < 0)
    const task = fromHeld ? mine : free
    if (task === undefined) return { items, next: null }
    if (fromHeld) held.drop()
    else offered.drop()
    items.push(task)
    last = position(task)
  }
})
