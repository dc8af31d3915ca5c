/**
 * "Did you mean": the names that somebody may have had in mind.
 *
 * The distance counts inserted, left-out and replaced letters and two neighbours in the wrong order, each as
 * one slip; only case or `_` for `-` counts as half a slip. A name is near when less than about a third of it
 * would have to change.
 */
export const nearest = (
  written: string,
  candidates: Iterable<string>,
  most = 3
): ReadonlyArray<string> => {
  const limit = allowance(written)
  const found: Array<{ readonly name: string; readonly distance: number }> = []
  const seen = new Set<string>()
  for (const name of candidates) {
    if (name === written || seen.has(name)) continue
    seen.add(name)
    const distance = isPart(written, name) ? partsApart(written, name) : distanceOf(written, name, limit)
    if (distance <= limit) found.push({ name, distance })
  }
  // where one name is plainly nearer than the others, they would only confuse
  const best = Math.min(...found.map((it) => it.distance))
  return found
    .filter((it) => it.distance <= best + 1)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .slice(0, most)
    .map((it) => it.name)
}

/** `received` for `received-at`: a name of which the last part was left out, or one too many written. */
const isPart = (a: string, b: string): boolean =>
  Math.min(a.length, b.length) >= 4 && (a.startsWith(`${b}-`) || b.startsWith(`${a}-`))

const partsApart = (a: string, b: string): number => Math.abs(a.split("-").length - b.split("-").length)

/** How many slips a word of this length may have. Characters, not UTF-16 units: 投诉 has two. */
const allowance = (word: string): number => {
  const length = Array.from(word.slice(0, 200)).length
  return length < 2 ? 0.5 : length < 4 ? 1 : Math.min(3, Math.floor(length / 3))
}

/** The distance, or `Infinity` when it is certainly beyond the limit. */
export const distanceOf = (left: string, right: string, limit = Infinity): number => {
  if (left === right) return 0
  if (plain(left) === plain(right)) return 0.5
  if (left.length > 100 || right.length > 100) return Infinity
  const a = [...left.toLowerCase()]
  const b = [...right.toLowerCase()]
  if (Math.abs(a.length - b.length) > limit) return Infinity
  let before: Array<number> = []
  let above = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      let best = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      }
      row.push(best)
    }
    before = above
    above = row
  }
  return above[b.length] ?? Infinity
}

const plain = (word: string): string => word.toLowerCase().replaceAll("_", "-")
