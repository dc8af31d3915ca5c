/**
 * What only follows from something else that is told. A heading that was lost (`intake:`) leaves every line below it at
 * a place where it means nothing: the first is told, and the last of them beside it. A name whose definition stands in
 * a file that could not be read as it was meant, is known to whoever wrote it.
 */
import { said } from "./Phrase.ts"
import { type Diagnostic, isError, make } from "./Diagnostic.ts"
import { sorted } from "./Report.ts"
import * as SourceFile from "../source/SourceFile.ts"
import * as Span from "../source/Span.ts"

interface File {
  readonly path: string
  readonly text: string
}

/** Without what follows from the rest. */
export const without = (diagnostics: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): ReadonlyArray<Diagnostic> => {
  const all = headed(diagnostics)
  if (!all.some((it) => structural.has(it.code))) return all
  return readable(all, files)
}

const readable = (diagnostics: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): ReadonlyArray<Diagnostic> => {
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
  const reserved = new Set(
    diagnostics.flatMap((it) => (it.code === "reserved-name" ? [`${folderOf(it.span.file.path)}${(it.args as { readonly name: string }).name}`] : []))
  )
  /** A sentence that stumbles over the very word that is told as no name. */
  const stumbles = (it: Diagnostic): boolean =>
    it.code === "sentence-syntax" && reserved.has(`${folderOf(it.span.file.path)}${it.span.file.text.slice(it.span.start, it.span.end)}`)
  const order = new Map(diagnostics.map((it, i) => [it.span, i]))
  return left
    .filter((it) => {
      if (stumbles(it)) return false
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

const orders = "transfer|delegate|return|withdraw|terminate|urge|extend|suspend|resume|add-signer|rebook|amend"

/** What a row of a story may expect, under `then`. */
const expected: ReadonlySet<string> = new Set(["holders", "due", "late", "open", "closed", "waits", "held", "wrote", "told", "opened", "values", "gives", "ended"])

/** An order with who may give it, one level deep: `  withdraw: { by: opener }`. */
const anOrder = new RegExp(`^( +)(${orders}):[ \\t]*(?:\\{[^\\n]*\\bby:|(?:#[^\\n]*)?\\r?\\n(?:\\1 +[^\\n]*\\n)*?\\1 +by:)`, "mu")

/** What is said of a file of which a section is read as another one. */
const unheard: ReadonlySet<string> = new Set(["outcome-unused", "name-unused", "parameter-unused", "appointment-without-rebook", "title-missing"])

/**
 * Orders without their heading are read as what stands above them, and hardly a word of them fits there: told once. Where
 * a file that is not read as it was meant has no titles at all, their heading may be what it lacks.
 */
const headed = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => {
  const wrong = new Map(diagnostics.flatMap((it) => (isError(it) ? [[it.span.file.path, it.span.file] as const] : [])))
  let left = diagnostics
  for (const [path, file] of wrong) {
    const own = (it: Diagnostic): boolean => it.span.file.path === path
    if (!/^words:/m.test(file.text) && left.some((it) => own(it) && structural.has(it.code))) {
      // the titles of a handbook are for all files of its folder
      const folder = /(?:^|\/)handbook\.ya?ml$/.test(path) ? folderOf(path) : undefined
      left = left.filter((it) => it.code !== "title-missing" || !(own(it) || folderOf(it.span.file.path) === folder))
    }
    if (path.includes(".scenario.")) left = expecting(left, path)
    if (!path.includes(".procedure.") || /^orders:/m.test(file.text)) continue
    const found = anOrder.exec(file.text)
    if (found === null) continue
    const [, white = "", name = ""] = found
    const start = found.index
    const length = file.text.slice(start).search(/\n[^\s#]/)
    const end = length === -1 ? file.text.length : start + length
    const inside = (it: Diagnostic): boolean => own(it) && it.span.start >= start && it.span.start < end
    if (!left.some((it) => inside(it) && isError(it))) continue
    const span = Span.make(file, start + white.length, start + white.length + name.length)
    const fix = { title: said("Write `orders:` above it", "在上面加一行 `orders:`"), safe: false, edits: [{ span: Span.make(file, start, start), text: "orders:\n" }] }
    const told = make("heading-missing", span, { heading: "orders", name }, { fix }) as Diagnostic
    left = sorted([...left.filter((it) => !inside(it) && !(own(it) && unheard.has(it.code))), told])
  }
  return left
}

/** What a row expects, read as values of its `with`: `then` is missing above. */
const expecting = (all: ReadonlyArray<Diagnostic>, path: string): ReadonlyArray<Diagnostic> => {
  const own = all.filter((it) => it.span.file.path === path && isError(it))
  const [first, ...more] = own.filter((it) => it.code === "unknown-name" && expected.has((it.args as { readonly name: string }).name))
  if (first === undefined) return all
  const { file, start } = first.span
  const next = /\n *- /.exec(file.text.slice(start))
  const end = next === null ? file.text.length : start + next.index
  if (more.filter((it) => it.span.start < end).length === 0) return all
  const told = make("heading-missing", first.span, { heading: "then", name: (first.args as { readonly name: string }).name }) as Diagnostic
  return all.flatMap((it) => (it === first ? [told] : own.includes(it) && it.span.start > start && it.span.start < end ? [] : [it]))
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
