/** One page of a sorted list, after a cursor that is the position of the last item given (never an offset). */
import type { Cursor, Page } from "../CaseStore.ts"
import { pageSize } from "../CaseStore.ts"

/** `position` of an item is JSON; `after` tells whether an item comes after a position. */
export const cut = <A, P>(
  sorted: Iterable<A>,
  position: (item: A) => P,
  after: (item: A, position: P) => boolean,
  cursor: Cursor | undefined,
  limit: number = pageSize
): Page<A> => {
  const from = cursor === undefined ? undefined : (JSON.parse(cursor) as P)
  const items: Array<A> = []
  for (const item of sorted) {
    if (from !== undefined && !after(item, from)) continue
    if (items.length === limit) return { items, next: JSON.stringify(position(items[limit - 1]!)) }
    items.push(item)
  }
  return { items, next: null }
}
