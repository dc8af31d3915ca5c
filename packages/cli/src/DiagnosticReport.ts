/**
 * Diagnostics as they leave the command: code frames, a summary line, or JSON. Lines and columns count from 1.
 */
import * as Diagnostic from "@frontdesk/core/language/diagnostic/Diagnostic"
import * as CodeFrame from "@frontdesk/core/language/diagnostic/CodeFrame"
import * as Json from "@frontdesk/core/language/diagnostic/Json"
import * as Report from "@frontdesk/core/language/diagnostic/Report"
import { paint } from "./Host.ts"
import type { Host, Language } from "./Host.ts"
import type { JsonReport } from "./JsonReport.ts"

type One = Diagnostic.Diagnostic

export const count = (diagnostics: ReadonlyArray<One>): { readonly errors: number; readonly warnings: number } => ({
  errors: diagnostics.filter((it) => it.severity === "error").length,
  warnings: diagnostics.filter((it) => it.severity === "warning").length
})

export const json = (diagnostics: ReadonlyArray<One>, language: Language): JsonReport => {
  const { errors, warnings } = count(diagnostics)
  return {
    formatVersion: "1.1",
    valid: errors === 0,
    errorCount: errors,
    warningCount: warnings,
    diagnostics: Report.sorted(diagnostics).map((it) => ({
      ...Json.encode(it, language),
      messages: Diagnostic.said(it),
      docs: Diagnostic.docs(it)
    }))
  }
}

/** What keeps files from being played or compared; the rest is for `validate` to say. */
export const errors = (diagnostics: ReadonlyArray<One>): ReadonlyArray<One> => diagnostics.filter((it) => it.severity === "error")

/** All frames, each followed by an empty line; nothing when there is nothing to say. */
export const pretty = (diagnostics: ReadonlyArray<One>, language: Language, colour: boolean): string =>
  Report.sorted(diagnostics)
    .map((it) => `${CodeFrame.render(it, { language, color: colour })}\n\n`)
    .join("")

/** ` (2 handbooks, 9 procedures, 4 scenarios)`: what the files are, where they are more than one looks over. */
const holdings = (named: Iterable<string>, language: Language): string => {
  const all = [...named]
  const [handbooks = 0, procedures = 0, scenarios = 0] = [/(?:^|\/)handbook\.ya?ml$/, /\.procedure\.ya?ml$/, /\.scenario\.ya?ml$/].map(
    (kind) => all.filter((path) => kind.test(path)).length
  )
  if (handbooks < 2) return ""
  return language === "zh" ? `（手册 ${handbooks} 本、流程 ${procedures} 个、情景 ${scenarios} 个）` : ` (${handbooks} handbooks, ${procedures} procedures, ${scenarios} scenarios)`
}

/** `12 files checked: 2 errors, 1 warning; 3 notes.` */
export const summary = (host: Host, diagnostics: ReadonlyArray<One>, files: number, language: Language, named: Iterable<string> = []): string => {
  const { errors, warnings } = count(diagnostics)
  const notes = diagnostics.length - errors - warnings
  const colour = paint(host)
  const many = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`
  const style = errors > 0 ? "red" : warnings > 0 ? "yellow" : "green"
  if (language === "zh") {
    const found = errors + warnings === 0 ? "，没有问题" : `：错误 ${errors} 处，警告 ${warnings} 处`
    return colour(style, `已检查 ${files} 个文件${holdings(named, language)}${found}${notes === 0 ? "" : `，提示 ${notes} 处`}。`)
  }
  const found = errors + warnings === 0 ? ", nothing wrong" : `: ${many(errors, "error")}, ${many(warnings, "warning")}`
  return colour(style, `${many(files, "file")} checked${holdings(named, language)}${found}${notes === 0 ? "" : `; ${many(notes, "note")}`}.`)
}
