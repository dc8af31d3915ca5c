/** Pages by position: a cursor is the position of the last item given, never an offset (law L14). */
import type { Cursor, Page } from "@frontdesk/core/port/CaseStore"
import { pageSize } from "@frontdesk/core/port/CaseStore"

export type Position = ReadonlyArray<number | string>

export const size = (limit?: number): number => limit ?? pageSize

/** The position to go on after; `start` is before the first one. */
export const from = <P extends Position>(cursor: Cursor | undefined, start: P): P =>
  cursor === undefined ? start : (JSON.parse(cursor) as P)

/** One page of `found`, which holds one item more than the page when there is one. */
export const page = <A>(found: ReadonlyArray<A>, limit: number, position: (item: A) => Position): Page<A> => {
  if (found.length <= limit) return { items: found, next: null }
  const items = found.slice(0, limit)
  return { items, next: JSON.stringify(position(items[limit - 1]!)) }
}
