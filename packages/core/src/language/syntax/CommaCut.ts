import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import { make } from "../source/Span.ts"
import type { YamlNode } from "./YamlNode.ts"

/**
 * Finds a comma that cut a sentence or a text in two: `(` in one item of a bracket, its `)` in a later one; or, after a
 * language (`en: Please come, and pay`), items that have no `:`.
 */
export interface CommaCut {
  /** True when this node begins a sentence that later items end; told. `later` are their texts and ends. */
  readonly begins: (value: YamlNode, later: ReadonlyArray<Later>, key?: string) => boolean
  /** True for the rest of a cut sentence. */
  readonly swallows: (end: number) => boolean
}

export interface Later {
  readonly text: string
  readonly end: number
  /** it has no `:`, so it is no entry of its own */
  readonly bare?: boolean
}

/** Whose texts are for people, where a comma is likely. */
const languages: ReadonlySet<string> = new Set(["zh", "en"])

export const makeCommaCut = (report: Report): CommaCut => {
  let until = -1
  return {
    swallows: (end) => end <= until,
    begins: (value, later, key) => {
      if (value.kind !== "scalar" || value.style !== "plain") return false
      if (key !== undefined && languages.has(key)) {
        const rest = later.findIndex(({ bare }) => bare !== true)
        const last = (rest === -1 ? later : later.slice(0, rest)).at(-1)
        if (last === undefined) return false
        until = last.end
        const { file, start } = value.span
        const span = make(file, start, until)
        const quoted = `"${file.text.slice(start, until).replaceAll(/["\\]/g, "\\$&")}"`
        report.add("comma-cut", span, { sentence: value.text, text: true }, {
          fix: { title: said("Put the text between quotation marks", "给整段文字加上引号"), safe: false, edits: [{ span, text: quoted }] }
        })
        return true
      }
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
