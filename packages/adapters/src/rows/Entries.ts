/** All entries of a change as one text, as the SQL stores keep them: a line of JSON that says what they are, then their bodies, end to end. */
import type { EntryRow } from "@frontdesk/core/port/CaseStore"

type Line = readonly [at: number, type: string, v: number, length: number]

export const frame = (entries: ReadonlyArray<EntryRow>): string => {
  let bodies = ""
  const lines: Array<Line> = []
  for (const { at, body, type, v } of entries) {
    lines.push([at, type, v, body.length])
    bodies += body
  }
  return `${JSON.stringify(lines)}\n${bodies}`
}

export const unframe = (first: number, text: string): ReadonlyArray<EntryRow> => {
  let from = text.indexOf("\n") + 1
  return (JSON.parse(text.slice(0, from)) as ReadonlyArray<Line>).map(([at, type, v, length], i) => ({
    seq: first + i,
    at,
    type,
    v,
    body: text.slice(from, (from += length))
  }))
}
