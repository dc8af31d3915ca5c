/**
 * The difference between what is there and what should be, short enough for a person and a build log: the first places
 * that differ, a few lines of each.
 */

const PLACES = 4
const LINES = 6

interface Place {
  /** line of the text that is there, from 1 */
  readonly line: number
  readonly gone: ReadonlyArray<string>
  readonly come: ReadonlyArray<string>
}

/** `null` when there is no difference. Line ends of Windows count as ours. `whole`: every place, with all its lines. */
export const between = (there: string, wanted: string, whole = false): string | null => {
  const found = places(there.replaceAll("\r\n", "\n").split("\n"), wanted.split("\n"))
  const most = whole ? found.length : PLACES
  const some = lines(whole ? Infinity : LINES)
  if (found.length === 0) return null
  const shown = found
    .slice(0, most)
    .flatMap(({ come, gone, line }) => [`@@ line ${line} @@`, ...some("-", gone), ...some("+", come)])
  const more = found.length - most
  return [...shown, ...(more > 0 ? [`… and ${more} more place${more === 1 ? "" : "s"}`] : [])].join("\n")
}

const lines = (most: number) => (sign: string, all: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...all.slice(0, most).map((it) => `${sign}${it.length > 160 ? `${it.slice(0, 160)}…` : it}`),
  ...(all.length > most ? [`${sign}… ${all.length - most} more lines`] : [])
]

/** By the longest common subsequence of what is between the common beginning and end; modules have some hundred lines. */
const places = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): ReadonlyArray<Place> => {
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from++
  let end = 0
  while (end < Math.min(a.length, b.length) - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const n = a.length - end - from
  const m = b.length - end - from
  const width = m + 1
  // how many lines are common from here on
  const common = new Uint16Array((n + 1) * width)
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      common[i * width + j] =
        a[from + i] === b[from + j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!)
    }
  }
  const found: Array<{ line: number; gone: Array<string>; come: Array<string> }> = []
  let open = false
  for (let i = 0, j = 0; i < n || j < m; ) {
    if (i < n && j < m && a[from + i] === b[from + j]) {
      open = false
      i++
      j++
      continue
    }
    if (!open) found.push({ line: from + i + 1, gone: [], come: [] })
    open = true
    const place = found[found.length - 1]!
    if (j === m || (i < n && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) place.gone.push(a[from + i++]!)
    else place.come.push(b[from + j++]!)
  }
  return found
}
