/**
 * Diagnostics as they leave the command: code frames, a summary line, or JSON. Lines and columns count from 1.
 */
import * as Diagnostic from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as CodeFrame from "@frontdesk/core/language/diagnostic/CodeFrame"
import { catalogue } from "@frontdesk/core/language/diagnostic/Catalogue"
import * as Report from "@frontdesk/core/language/diagnostic/Report"
import * as Span from "@frontdesk/core/language/source/Span"
import { paint } from "./Host.ts"
import type { Host, Language } from "./Host.ts"

type One = Diagnostic.Diagnostic

export interface Position {
  readonly line: number
  readonly column: number
  /** UTF-16 units from the beginning of the file, from 0 */
  readonly offset: number
}
export interface Range {
  readonly start: Position
  readonly end: Position
}
interface Said {
  readonly en: string
  readonly zh: string
}

/** What `--format json` prints; a change that a reader could notice changes `formatVersion`. */
export interface Json {
  readonly formatVersion: "1.0"
  readonly valid: boolean
  readonly errorCount: number
  readonly warningCount: number
  readonly diagnostics: ReadonlyArray<{
    readonly code: string
    readonly severity: Diagnostic.Diagnostic["severity"]
    /** in the language of the call */
    readonly message: string
    readonly messages: Said
    readonly file: string
    readonly range: Range
    readonly related: ReadonlyArray<{ readonly file: string; readonly range: Range; readonly messages: Said }>
    /** changes that mend it, each one way of it */
    readonly fixes: ReadonlyArray<{
      readonly title: Said
      readonly safe: boolean
      readonly edits: ReadonlyArray<{ readonly file: string; readonly range: Range; readonly text: string }>
    }>
    /** why the rule exists */
    readonly docs: Said
  }>
}

export const count = (diagnostics: ReadonlyArray<One>): { readonly errors: number; readonly warnings: number } => ({
  errors: diagnostics.filter((it) => it.severity === "error").length,
  warnings: diagnostics.filter((it) => it.severity === "warning").length
})

const range = (span: Span.Span): Range => ({
  start: { ...Span.startPosition(span), offset: span.start },
  end: { ...Span.endPosition(span), offset: span.end }
})

export const json = (diagnostics: ReadonlyArray<One>, language: Language): Json => {
  const { errors, warnings } = count(diagnostics)
  return {
    formatVersion: "1.0",
    valid: errors === 0,
    errorCount: errors,
    warningCount: warnings,
    diagnostics: Report.sorted(diagnostics).map((it) => ({
      code: it.code,
      severity: it.severity,
      message: Diagnostic.message(it, language),
      messages: Diagnostic.said(it),
      file: it.span.file.path,
      range: range(it.span),
      related: it.related.map((other) => ({
        file: other.span.file.path,
        range: range(other.span),
        messages: other.message
      })),
      fixes: it.fixes.map((fix) => ({
        title: fix.title,
        safe: fix.safe,
        edits: fix.edits.map((edit) => ({ file: edit.span.file.path, range: range(edit.span), text: edit.text }))
      })),
      docs: catalogue[it.code].docs
    }))
  }
}

/** All frames, each followed by an empty line; nothing when there is nothing to say. */
export const pretty = (diagnostics: ReadonlyArray<One>, language: Language, colour: boolean): string =>
  Report.sorted(diagnostics)
    .map((it) => `${CodeFrame.render(it, { language, color: colour })}\n\n`)
    .join("")

/** `12 files checked: 2 errors, 1 warning.` */
export const summary = (host: Host, diagnostics: ReadonlyArray<One>, files: number, language: Language): string => {
  const { errors, warnings } = count(diagnostics)
  const colour = paint(host)
  const many = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`
  const style = errors > 0 ? "red" : warnings > 0 ? "yellow" : "green"
  if (language === "zh") {
    return colour(style, errors + warnings === 0 ? `已检查 ${files} 个文件，没有问题。` : `已检查 ${files} 个文件：错误 ${errors} 处，警告 ${warnings} 处。`)
  }
  return colour(
    style,
    errors + warnings === 0
      ? `${many(files, "file")} checked, nothing wrong.`
      : `${many(files, "file")} checked: ${many(errors, "error")}, ${many(warnings, "warning")}.`
  )
}
