import { position } from "./SourceFile.ts"
import type { Position, SourceFile } from "./SourceFile.ts"

/**
 * A stretch of one file, from `start` up to and without `end`.
 *
 * A span knows its file, so a diagnostic about a procedure can point into the handbook without anybody
 * carrying a table of files along.
 */
export interface Span {
  readonly file: SourceFile
  readonly start: number
  readonly end: number
}

export const make = (file: SourceFile, start: number, end: number): Span => {
  const from = Math.max(0, Math.min(start, file.text.length))
  return { file, start: from, end: Math.max(from, Math.min(end, file.text.length)) }
}

/** The text as it stands in the file, quotes and escapes included. */
export const text = (span: Span): string => span.file.text.slice(span.start, span.end)

/** From the beginning of one to the end of the other; both lie in one file. */
export const between = (first: Span, last: Span): Span => make(first.file, first.start, last.end)

/** The empty span where something begins: for what should stand there. */
export const startOf = (span: Span): Span => ({ ...span, end: span.start })

/** The empty span where something ends. */
export const endOf = (span: Span): Span => ({ ...span, start: span.end })

export const startPosition = (span: Span): Position => position(span.file, span.start)

export const endPosition = (span: Span): Position => position(span.file, span.end)

/** By file, then by place; what begins together is ordered by length, the longer first. */
export const order = (a: Span, b: Span): number =>
  a.file.path < b.file.path ? -1
  : a.file.path > b.file.path ? 1
  : a.start - b.start || b.end - a.end
