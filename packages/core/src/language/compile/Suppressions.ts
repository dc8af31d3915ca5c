/**
 * Comments that ask not to be told something in one place: `# frontdesk-ignore title-missing: agreed with the client`.
 * On a line of its own it speaks of the next line that says something, at the end of a line of that line. Several codes
 * are parted by commas. An error cannot be ignored, and a comment that ignores nothing is told.
 */
import { type Code, catalogue } from "../diagnostic/Catalogue.ts"
import { type Diagnostic, isError } from "../diagnostic/Diagnostic.ts"
import { said } from "../diagnostic/Phrase.ts"
import { empty, sorted } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import * as SourceFile from "../source/SourceFile.ts"
import * as Span from "../source/Span.ts"
import * as Comments from "../syntax/Comments.ts"

const mark = /^#+\s*frontdesk-ignore\b\s*([^:：]*?)\s*(?:[:：]\s*(.*?)\s*)?$/

interface Ignored {
  readonly code: Code
  readonly path: string
  readonly line: number
  readonly span: Span.Span
  readonly comment: Comments.Comment
  readonly alone: boolean
  used: boolean
}

const isCode = (text: string): text is Code => Object.hasOwn(catalogue, text)

/** What is left to be told, in the order of reading. */
export const apply = (
  files: ReadonlyArray<{ readonly path: string; readonly text: string }>,
  diagnostics: ReadonlyArray<Diagnostic>
): ReadonlyArray<Diagnostic> => {
  const speaking = files.filter(({ text }) => text.includes("frontdesk-ignore"))
  if (speaking.length === 0) return diagnostics
  const report = empty()
  const ignored = speaking.flatMap(({ path, text }) => read(SourceFile.make(path, text), report))
  if (ignored.length === 0 && report.diagnostics.length === 0) return diagnostics
  const byPlace = new Map<string, Array<Ignored>>()
  for (const it of ignored) {
    const place = `${it.code} ${it.path}:${it.line}`
    byPlace.set(place, [...(byPlace.get(place) ?? []), it])
  }
  const left = diagnostics.filter((it) => {
    if (isError(it)) return true
    const { file, start } = it.span
    const by = byPlace.get(`${it.code} ${file.path}:${SourceFile.position(file, start).line}`)
    for (const one of by ?? []) one.used = true
    return by === undefined
  })
  // while there are errors not everything is checked, and what seems idle may be needed
  const unclear = new Set(diagnostics.flatMap((it) => (isError(it) ? [folderOf(it.span.file.path)] : [])))
  for (const it of ignored) {
    if (it.used || unclear.has(folderOf(it.path))) continue
    report.add("suppression-unused", it.span, { code: it.code }, { fix: it.alone ? removal(it.comment) : undefined })
  }
  return sorted([...left, ...report.diagnostics])
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)

const read = (file: SourceFile.SourceFile, report: ReturnType<typeof empty>): ReadonlyArray<Ignored> =>
  Comments.of(file).flatMap((comment) => {
    const found = mark.exec(comment.text)
    if (found === null) return []
    const written = [...(found[1] ?? "").matchAll(/[^\s,，、]+/g)]
    if (written.length === 0) {
      report.add("suppression-unclear", comment.span, { missing: "code" })
      return []
    }
    if ((found[2] ?? "") === "") {
      report.add("suppression-unclear", comment.span, { missing: "reason" })
      return []
    }
    const begin = comment.text.indexOf(found[1] ?? "", comment.text.indexOf("frontdesk-ignore") + 16)
    const line = lineOf(file, comment)
    return written.flatMap((it): ReadonlyArray<Ignored> => {
      const [code] = it
      const start = comment.span.start + begin + it.index
      const span = Span.make(file, start, start + code.length)
      if (!isCode(code)) {
        const near = nearest(code, Object.keys(catalogue))
        const first = near[0]
        report.add("suppression-unknown", span, { code, nearest: near }, {
          fix: first === undefined ? undefined : {
            title: said(`Write \`${first}\``, `改写为 \`${first}\``),
            safe: false,
            edits: [{ span, text: first }]
          }
        })
        return []
      }
      if (catalogue[code].severity === "error") {
        report.add("suppression-of-error", span, { code, title: catalogue[code].title })
        return []
      }
      return [{ code, path: file.path, line, span, comment, alone: written.length === 1, used: false }]
    })
  })

/** The line a comment speaks of: its own, or the next one on which something stands. */
const lineOf = (file: SourceFile.SourceFile, comment: Comments.Comment): number => {
  let line = SourceFile.position(file, comment.span.start).line
  if (!comment.alone) return line
  for (line += 1; line <= SourceFile.lineCount(file); line++) {
    const text = SourceFile.line(file, line).trim()
    if (text !== "" && !text.startsWith("#")) return line
  }
  return line
}

/** The comment and the white space before it; a line of its own goes as a whole. */
const removal = (comment: Comments.Comment) => {
  const { file, start, end } = comment.span
  let from = start
  while (from > 0 && /[ \t]/.test(file.text.charAt(from - 1))) from--
  const to = comment.alone ? end + (/^\r?\n/.exec(file.text.slice(end, end + 2))?.[0].length ?? 0) : end
  return {
    title: said("Remove the comment", "删去这条注释"),
    safe: true,
    edits: [{ span: Span.make(file, from, to), text: "" }]
  }
}
