/** Diagnostics as annotations of GitHub: they stand beside the changed lines of a pull request. */
import * as Diagnostic from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as Report from "@frontdesk/core/language/diagnostic/Report"
import * as Span from "@frontdesk/core/language/source/Span"
import type { Language } from "./Host.ts"

const commands = { error: "error", warning: "warning", information: "notice" } as const

/** What a workflow command takes for its own is written as its code. */
const data = (text: string): string => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A")
const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C")

export const github = (diagnostics: ReadonlyArray<Diagnostic.Diagnostic>, language: Language): string =>
  Report.sorted(diagnostics)
    .map((it) => {
      const start = Span.startPosition(it.span)
      const end = Span.endPosition(it.span)
      const place = { file: it.span.file.path, line: start.line, endLine: end.line, col: start.column, endColumn: end.column }
      const all = { ...place, title: `${Diagnostic.title(it, language)} [${Diagnostic.code(it)}]` }
      const properties = Object.entries(all).map(([key, value]) => `${key}=${property(String(value))}`).join(",")
      return `::${commands[it.severity]} ${properties}::${data(Diagnostic.message(it, language))}\n`
    })
    .join("")
