import type { Scalar } from "yaml"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { SourceFile } from "../source/SourceFile.ts"
import { make } from "../source/Span.ts"
import { align } from "./ScalarText.ts"
import type { YamlNode, YamlScalar } from "./YamlNode.ts"

/** A scalar of the library as ours: the text as written, and where each letter of it stands. */
export const scalarOf = (file: SourceFile, it: Pick<Scalar.Parsed, "range" | "type">, text: string, inFlow: boolean): YamlScalar => {
  const [start, end] = it.range
  const source = file.text
  const outer = make(file, start, start + source.slice(start, end).trimEnd().length)
  if (it.type === "QUOTE_SINGLE" || it.type === "QUOTE_DOUBLE") {
    const quote = it.type === "QUOTE_SINGLE" ? "'" : "\""
    const last = end - start > 1 && source.charAt(end - 1) === quote ? end - 1 : end
    const span = make(file, start + 1, last)
    const offsets = source.slice(span.start, span.end) === text ? undefined : align(text, source, span.start, span.end, quote)
    return { kind: "scalar", style: "quoted", text, span, outer, offsets, inFlow }
  }
  if (it.type === "BLOCK_FOLDED" || it.type === "BLOCK_LITERAL") {
    const header = source.indexOf("\n", start)
    const first = header === -1 || header >= end ? end : header + 1
    const begin = first + (/^\s*/.exec(source.slice(first, end))?.[0].length ?? 0)
    const span = make(file, begin, Math.max(begin, outer.end))
    return { kind: "scalar", style: "block", text, span, outer, offsets: align(text, source, first, end, undefined), inFlow }
  }
  const span = make(file, start, end)
  const offsets = source.slice(start, end) === text ? undefined : align(text, source, start, end, undefined)
  return { kind: "scalar", style: "plain", text, span, outer, offsets, inFlow }
}

const booleans: Readonly<Record<string, "yes" | "no">> = { true: "yes", false: "no" }

/** `true` is told and read as `yes`, so nothing else is said about it; `null` is told and then broken. */
export const withoutBoolean = (it: YamlScalar, report: Report, isKey: boolean): YamlNode => {
  const word = it.text
  if (word !== "~" && !/^(?:true|True|TRUE|false|False|FALSE|null|Null|NULL)$/.test(word)) return it
  const instead = booleans[word.toLowerCase()]
  if (instead === undefined) {
    if (isKey) return it
    report.add("boolean-word", it.span, { word, instead: undefined })
    return { kind: "broken", span: it.span }
  }
  report.add("boolean-word", it.span, { word, instead }, {
    fix: {
      title: said(`Write \`${instead}\``, `改写为 \`${instead}\``),
      safe: true,
      edits: [{ span: it.span, text: instead }]
    }
  })
  const offsets = Array.from(instead, (_, i) => i === instead.length - 1 ? it.span.end - 1 : it.span.start + i)
  return { ...it, text: instead, offsets, told: true }
}
