import { position } from "../source/SourceFile.ts"
import type { Span } from "../source/Span.ts"
import { code, type Diagnostic, message, title } from "./Diagnostic.ts"
import type { Language, Severity } from "./Entry.ts"

/** A diagnostic for machines: lines and columns begin with 1, as in every editor; offsets with 0. */
export interface JsonDiagnostic {
  readonly code: string
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly path: string
  readonly range: JsonRange
  readonly related: ReadonlyArray<{ readonly path: string; readonly range: JsonRange; readonly message: string }>
  readonly fixes: ReadonlyArray<{
    readonly title: string
    readonly safe: boolean
    readonly edits: ReadonlyArray<{ readonly path: string; readonly range: JsonRange; readonly text: string }>
  }>
}

export interface JsonRange {
  readonly start: JsonPosition
  readonly end: JsonPosition
}

export interface JsonPosition {
  readonly line: number
  readonly column: number
  readonly offset: number
}

const at = (span: Span, offset: number): JsonPosition => ({ ...position(span.file, offset), offset })

const place = (span: Span): { readonly path: string; readonly range: JsonRange } => ({
  path: span.file.path,
  range: { start: at(span, span.start), end: at(span, span.end) }
})

export const encode = (diagnostic: Diagnostic, language: Language): JsonDiagnostic => ({
  code: code(diagnostic),
  severity: diagnostic.severity,
  title: title(diagnostic, language),
  message: message(diagnostic, language),
  ...place(diagnostic.span),
  related: diagnostic.related.map((it) => ({ ...place(it.span), message: it.message[language] })),
  fixes: diagnostic.fixes.map((it) => ({
    title: it.title[language],
    safe: it.safe,
    edits: it.edits.map((edit) => ({ ...place(edit.span), text: edit.text }))
  }))
})
