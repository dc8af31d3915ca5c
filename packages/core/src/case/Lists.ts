/**
 * Short lists that are never changed, only replaced. A new list is as long as it has to be: what `[...list, one]` or
 * `filter` make has room for sixteen more, and a case keeps its lists for as long as it lives.
 */

/** No list of a case is written to, so all empty ones may be this one. */
export const empty: ReadonlyArray<never> = []

/** The list with one more at its end. */
export const added = <A>(list: ReadonlyArray<A>, one: A): ReadonlyArray<A> => {
  switch (list.length) {
    case 0:
      return [one]
    case 1:
      return [list[0]!, one]
    case 2:
      return [list[0]!, list[1]!, one]
    case 3:
      return [list[0]!, list[1]!, list[2]!, one]
    default:
      return list.concat([one])
  }
}

/** The list without the one at `index`; without any when there is no such place. */
export const omitted = <A>(list: ReadonlyArray<A>, index: number): ReadonlyArray<A> => {
  if (index < 0 || index >= list.length) return list
  switch (list.length) {
    case 1:
      return empty
    case 2:
      return [list[1 - index]!]
    case 3:
      return [list[index === 0 ? 1 : 0]!, list[index === 2 ? 1 : 2]!]
    default:
      return list.toSpliced(index, 1)
  }
}

/** Lists of one text: every step is done by somebody, mostly by one of few. */
const known = new Map<string, ReadonlyArray<string>>()
const mostKnown = 4096

/** The list of one text; the same list each time. */
export const alone = (text: string): ReadonlyArray<string> => {
  const before = known.get(text)
  if (before !== undefined) return before
  const found = [text]
  if (known.size >= mostKnown) known.clear()
  known.set(text, found)
  return found
}

/** Where the one with this id is, or -1. */
export const at = (list: ReadonlyArray<{ readonly id: number }>, id: number): number => {
  for (let index = 0; index < list.length; index++) if (list[index]!.id === id) return index
  return -1
}
