/**
 * Finds each letter of a scalar's text again in the file.
 *
 * A folded, quoted or indented scalar says something else than the file's text letter by letter. Instead of
 * decoding YAML a second time, the text that the library decoded is laid along the source: letters must agree,
 * white space may differ (folding, indentation), an escape stands for what it says. Where they do not agree —
 * which would be a fault of ours — the rest is put at the end of the scalar, so a diagnostic is never lost.
 */
export const align = (
  text: string,
  source: string,
  start: number,
  end: number,
  quote: "'" | "\"" | undefined
): ReadonlyArray<number> => {
  const offsets: Array<number> = []
  let at = start
  for (let i = 0; i < text.length; i++) {
    const letter = text.charAt(i)
    if (quote === "\"") at = skipContinuations(source, at, end)
    if (quote === "\"" && source.charAt(at) === "\\") {
      offsets.push(at)
      const length = escapeLength(source.charAt(at + 1))
      // An escape of a character beyond the basic plane gives two units of text.
      if (length === 10 && isHighSurrogate(letter) && i + 1 < text.length) {
        offsets.push(at)
        i++
      }
      at = Math.min(end, at + length)
      continue
    }
    if (isSpace(letter)) {
      offsets.push(Math.min(at, end))
      if (isSpace(source.charAt(at)) && at < end) at++
      continue
    }
    while (at < end && isSpace(source.charAt(at)) && source.charAt(at) !== letter) at++
    if (at >= end || source.charAt(at) !== letter) {
      while (offsets.length < text.length) offsets.push(Math.min(at, end))
      return offsets
    }
    offsets.push(at)
    at += quote === "'" && letter === "'" ? 2 : 1
  }
  return offsets
}

const isSpace = (letter: string): boolean => letter === " " || letter === "\n" || letter === "\r" || letter === "\t"

const isHighSurrogate = (unit: string): boolean => unit >= "\ud800" && unit <= "\udbff"

const escapeLength = (letter: string): number => letter === "x" ? 4 : letter === "u" ? 6 : letter === "U" ? 10 : 2

/** A backslash at the end of a line joins it with the next one and says nothing. */
const skipContinuations = (source: string, from: number, end: number): number => {
  let at = from
  while (at < end && source.charAt(at) === "\\" && (source.charAt(at + 1) === "\n" || source.charAt(at + 1) === "\r")) {
    at += source.charAt(at + 1) === "\r" && source.charAt(at + 2) === "\n" ? 3 : 2
    while (at < end && isSpace(source.charAt(at))) at++
  }
  return at
}
