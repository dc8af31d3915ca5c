/**
 * What only follows from something else that is told. A heading that was lost (`intake:`) leaves every line below it at
 * a place where it means nothing: the first is told, and the last of them beside it. A name whose definition stands in
 * a file that could not be read as it was meant, is known to whoever wrote it.
 */
import { said } from "./Phrase.ts"
import { type Diagnostic, isError } from "./Diagnostic.ts"
import * as SourceFile from "../source/SourceFile.ts"
import * as Span from "../source/Span.ts"

interface File {
  readonly path: string
  readonly text: string
}

/** Without what follows from the rest. */
export const without = (diagnostics: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): ReadonlyArray<Diagnostic> => {
  if (!diagnostics.some((it) => structural.has(it.code))) return diagnostics
  const lost = new Set<string>()
  const byFile = new Map<string, Array<Diagnostic>>()
  for (const it of diagnostics) {
    const own = byFile.get(it.span.file.path)
    if (own === undefined) byFile.set(it.span.file.path, [it])
    else own.push(it)
  }
  const left = [...byFile].flatMap(([path, own]) => {
    const found = headless(own)
    if (found !== own) lost.add(path)
    return found
  })
  const folders = new Set(left.flatMap((it) => (structural.has(it.code) ? [folderOf(it.span.file.path)] : [])))
  const unread = new Set(diagnostics.flatMap((it) => (it.code === "yaml-broken" ? [it.span.file.path] : [])))
  const texts = files.filter((it) => folders.has(folderOf(it.path)) && !it.path.includes(".scenario.")).map((it) => it.text.replace(/^words:[^]*/m, ""))
  const asKey = new Map<string, boolean>()
  const defined = (name: string): boolean => {
    const known = asKey.get(name) ?? texts.some((it) => it.includes(`${name}:`) && new RegExp(`(?:^|[\\s{,])${escaped(name)}:(?:\\s|$)`, "mu").test(it))
    asKey.set(name, known)
    return known
  }
  /** A value of a choice may stand in a list of another file that was not read. */
  const listed = (name: string, path: string): boolean => {
    const pattern = new RegExp(`[\\[,]\\s*${escaped(name)}\\s*[,\\]]`, "u")
    return files.some((it) => it.path !== path && unread.has(it.path) && pattern.test(it.text))
  }
  const order = new Map(diagnostics.map((it, i) => [it.span, i]))
  return left
    .filter((it) => {
      if (!isError(it) || written.has(it.code)) return true
      if (lost.has(it.span.file.path)) return false
      // a key that is unknown is not its own definition
      if (it.code === "unknown-name") {
        const { name } = it.args as { readonly name: string }
        return it.span.file.text.charAt(it.span.end) === ":" || !(defined(name) || listed(name, it.span.file.path))
      }
      return it.code !== "opened-by-nobody" || !folders.has(folderOf(it.span.file.path))
    })
    .sort((a, b) => (order.get(a.span) ?? 0) - (order.get(b.span) ?? 0))
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

/** What stands at a place where it means nothing, or is not what belongs there. */
const structural: ReadonlySet<string> = new Set(["yaml-broken", "unknown-key", "key-missing", "wrong-shape", "two-kinds", "reserved-name"])

/** What is told of the writing alone: true whatever the rest means. */
const written: ReadonlySet<string> = new Set([
  ...structural,
  "yaml-warning",
  "yaml-feature",
  "comma-cut",
  "full-width-punctuation",
  "boolean-word",
  "file-name",
  "name-taken",
  "bad-name",
  "sentence-syntax",
  "bare-days",
  "anchor-missing",
  "unit-missing",
  "mixed-and-or",
  "redundant-yes"
])

/** What else happens to lines at a wrong place; alone it says nothing about the place. */
const misplaced: ReadonlySet<string> = new Set(["bad-name", "name-taken", "sentence-syntax"])

const indent = (line: string): number => line.length - line.trimStart().length

/** Of lines of one block that are all wrong (three or more), the first. */
const headless = (own: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => {
  const [first] = own
  if (first === undefined || own.filter((it) => structural.has(it.code)).length < 3) return own
  const { file } = first.span
  const lineOf = (it: Diagnostic): number => Span.startPosition(it.span).line
  const wrong = new Set(own.flatMap((it) => (structural.has(it.code) || misplaced.has(it.code) ? [lineOf(it)] : [])))
  const gone = new Map<Diagnostic, number>()
  const kept = new Map<Diagnostic, Diagnostic>()
  let told = 0
  for (const start of [...wrong].sort((a, b) => a - b)) {
    if (start <= told) continue
    const depth = indent(SourceFile.line(file, start))
    let end = start
    let count = 0
    for (let number = start; number <= SourceFile.lineCount(file); number++) {
      const line = SourceFile.line(file, number)
      if (line.trim() === "" || line.trim().startsWith("#") || indent(line) > depth) continue
      if (indent(line) < depth || !wrong.has(number)) break
      count++
      end = number
    }
    const inside = own.filter((it) => lineOf(it) >= start && lineOf(it) <= end && isError(it))
    const head = inside.find((it) => structural.has(it.code))
    const last = inside.at(-1)
    const strange = inside.filter((it) => structural.has(it.code)).length
    if (head === undefined || last === undefined || strange < (inside.length < 4 ? 3 : 2) || (count < 3 && inside.length < 4)) continue
    told = end
    for (const it of inside) if (it !== head) gone.set(it, start)
    kept.set(head, {
      ...head,
      related: [...head.related, { span: last.span, message: said("nor does anything down to here belong there: is the heading above these lines missing?", "直到这里都不属于这个位置：上面是不是少了一行标题？") }],
      fixes: []
    })
  }
  return kept.size === 0 ? own : own.flatMap((it) => (gone.has(it) ? [] : [kept.get(it) ?? it]))
}
