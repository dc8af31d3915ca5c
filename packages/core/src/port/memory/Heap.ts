/**
 * A binary heap: the smallest first. Entries are never removed from the middle; who uses it drops a stale one when it
 * comes to the top.
 */
export interface Heap<A> {
  readonly push: (item: A) => void
  readonly peek: () => A | undefined
  readonly pop: () => A | undefined
}

export const make = <A>(compare: (a: A, b: A) => number): Heap<A> => {
  const items: Array<A> = []

  const push = (item: A) => {
    let at = items.length
    items.push(item)
    while (at > 0) {
      const up = (at - 1) >> 1
      if (compare(items[up]!, item) <= 0) break
      items[at] = items[up]!
      at = up
    }
    items[at] = item
  }

  const pop = () => {
    const first = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return first
    let at = 0
    while (true) {
      let down = 2 * at + 1
      if (down >= items.length) break
      if (down + 1 < items.length && compare(items[down + 1]!, items[down]!) < 0) down++
      if (compare(last, items[down]!) <= 0) break
      items[at] = items[down]!
      at = down
    }
    items[at] = last
    return first
  }

  return { push, peek: () => items[0], pop }
}
