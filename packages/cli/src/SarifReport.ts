/** Diagnostics as SARIF 2.1.0, for code scanning. Fingerprints stay when lines move: they know the rule and the line's text. */
import { createHash } from "node:crypto"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import * as Diagnostic from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Report from "@frontdesk/core/language/diagnostic/Report"
import * as SourceFile from "@frontdesk/core/language/source/SourceFile"
import * as Span from "@frontdesk/core/language/source/Span"
import type { Language } from "./Host.ts"
import { version } from "./Version.ts"

const levels = { error: "error", warning: "warning", information: "note" } as const

export const sarif = (diagnostics: ReadonlyArray<Diagnostic.Diagnostic>, language: Language): unknown => {
  const sorted = Report.sorted(diagnostics)
  const ruled = new Map(sorted.map((it) => [Diagnostic.code(it), it]))
  const rules = [...ruled.keys()].sort()
  const seen = new Map<string, number>()
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "frontdesk", version, rules: rules.map((code) => rule(code, ruled.get(code)!, language)) } },
        columnKind: "utf16CodeUnits",
        results: sorted.map((it) => {
          const mark = [Diagnostic.code(it), it.span.file.path, SourceFile.line(it.span.file, Span.startPosition(it.span).line).trim()].join("\n")
          const count = seen.get(mark) ?? 0
          seen.set(mark, count + 1)
          return {
            ruleId: Diagnostic.code(it),
            ruleIndex: rules.indexOf(Diagnostic.code(it)),
            level: levels[it.severity],
            message: { text: Diagnostic.message(it, language) },
            locations: [{ physicalLocation: physical(it.span) }],
            ...(it.related.length === 0
              ? {}
              : { relatedLocations: it.related.map((other, id) => ({ id, message: { text: other.message[language] }, physicalLocation: physical(other.span) })) }),
            partialFingerprints: { "frontdesk/v1": createHash("sha256").update(`${mark}\n${count}`).digest("hex").slice(0, 32) }
          }
        })
      }
    ]
  }
}

const rule = (id: string, one: Diagnostic.Diagnostic, language: Language) => ({
  id,
  shortDescription: { text: Diagnostic.title(one, language) },
  fullDescription: { text: Diagnostic.docs(one)[language] },
  defaultConfiguration: { level: levels[one.code === "plugin" ? one.severity : catalogue[one.code].severity] }
})

const physical = (span: Span.Span) => {
  const start = Span.startPosition(span)
  const end = Span.endPosition(span)
  return {
    artifactLocation: { uri: span.file.path.split("/").map(encodeURIComponent).join("/") },
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
  }
}
