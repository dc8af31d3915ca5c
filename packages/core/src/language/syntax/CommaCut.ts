import type { Report } from "../diagnostic/Report.ts"
import { make } from "../source/Span.ts"
import type { YamlNode } from "./YamlNode.ts"

/** Finds a comma that cut a sentence in two: `(` in one item of a bracket, its `)` in a later one. */
export interface CommaCut {
  /** True when this node begins a sentence that later items end; told. `later` are their texts and ends. */
  readonly begins: (value: YamlNode, later: ReadonlyArray<{ readonly text: string; readonly end: number }>) => boolean
  /** True for the rest of a cut sentence. */
  readonly swallows: (end: number) => boolean
}

export const makeCommaCut = (report: Report): CommaCut => {
  let until = -1
  return {
    swallows: (end) => end <= until,
    begins: (value, later) => {
      if (value.kind !== "scalar" || value.style !== "plain") return false
      let open = openings(value.text)
      if (open <= 0) return false
      for (const item of later) {
        open += openings(item.text)
        if (open > 0) continue
        until = item.end
        report.add("comma-cut", make(value.span.file, value.span.start, until), { sentence: value.text })
        return true
      }
      return false
    }
  }
}

const openings = (text: string): number => {
  let open = 0
  for (const letter of text) {
    if (letter === "(") open++
    else if (letter === ")") open--
  }
  return open
}
