/**
 * The difference between what is there and what should be, short enough for a person and a build log.
 */

const SHOWN = 8

/** The first stretch of lines that differ, with its place; `null` when there is none. Line ends of Windows count as ours. */
export const between = (there: string, wanted: string): string | null => {
  const a = there.replaceAll("\r\n", "\n").split("\n")
  const b = wanted.split("\n")
  let from = 0
  while (from < a.length && from < b.length && a[from] === b[from]) from++
  if (from === a.length && from === b.length) return null
  let end = 0
  while (end < a.length - from && end < b.length - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return [
    `@@ line ${from + 1} @@`,
    ...some("-", a.slice(from, a.length - end)),
    ...some("+", b.slice(from, b.length - end))
  ].join("\n")
}

const some = (sign: string, lines: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...lines.slice(0, SHOWN).map((it) => `${sign}${it}`),
  ...(lines.length > SHOWN ? [`${sign}… ${lines.length - SHOWN} more lines`] : [])
]
