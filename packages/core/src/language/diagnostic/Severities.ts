/**
 * How serious a project takes which diagnostic. Warnings and notes can be moved up and down or turned off; an error of
 * the language stays one, because a procedure with it would have no clear meaning.
 *
 * @since 0.1.0
 */
import { catalogue, type Code } from "./Catalogue.ts"
import { code as codeOf, type Diagnostic } from "./Diagnostic.ts"
import type { Said, Severity } from "./Entry.ts"
import { listEn, listZh, said } from "./Phrase.ts"
import { nearest } from "./Suggest.ts"

/** @since 0.1.0 */
export type Setting = Severity | "off"

/** @since 0.1.0 */
export type Settings = Readonly<Record<string, Setting>>

/**
 * What is wrong with settings, in sentences: codes that do not exist, errors that are to be less than errors.
 * `plugged`: the codes of plugged checks.
 *
 * @since 0.1.0
 */
export const problems = (settings: Settings, plugged: ReadonlyArray<string> = []): ReadonlyArray<Said> =>
  Object.entries(settings).flatMap(([code, setting]): ReadonlyArray<Said> => {
    if (plugged.includes(code)) return []
    if (!isCode(code) || code === "plugin") {
      const near = nearest(code, [...Object.keys(catalogue), ...plugged])
      return [
        near.length === 0
          ? said(`There is no diagnostic \`${code}\`. The codes stand in brackets behind each message.`, `没有代码为 \`${code}\` 的提示。代码见每条提示后面方括号里的词。`)
          : said(`There is no diagnostic \`${code}\`. Did you mean ${listEn(near, "or")}?`, `没有代码为 \`${code}\` 的提示。是否想写 ${listZh(near, "或")}？`)
      ]
    }
    if (catalogue[code].severity !== "error" || setting === "error") return []
    const { title } = catalogue[code]
    return [
      said(
        `\`${code}\` (“${title.en}”) is an error and cannot be ${setting === "off" ? "turned off" : `made ${setting === "warning" ? "a warning" : "a note"}`}: a procedure with it would have no clear meaning and cannot run.`,
        `\`${code}\`（“${title.zh}”）属于错误，不能${setting === "off" ? "关闭" : setting === "warning" ? "降为警告" : "降为提示"}：带着它，流程就没有确定的含义，无法运行。`
      )
    ]
  })

/**
 * The diagnostic as the project takes it; `undefined` when it is not to be told.
 *
 * @since 0.1.0
 */
export const taken = (diagnostic: Diagnostic, settings: Settings): Diagnostic | undefined => {
  const setting = settings[codeOf(diagnostic)]
  const fixed = diagnostic.code === "plugin" ? diagnostic.severity : catalogue[diagnostic.code].severity
  if (setting === undefined || fixed === "error") return diagnostic
  return setting === "off" ? undefined : { ...diagnostic, severity: setting }
}

const isCode = (text: string): text is Code => Object.hasOwn(catalogue, text)
