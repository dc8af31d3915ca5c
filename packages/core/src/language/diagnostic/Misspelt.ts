/**
 * A name that is misspelt where it is defined is unknown wherever it is used. Where a file defines a name that nothing
 * uses, and uses one that is spelt nearly so and defined nowhere, more than once, the slip is in the definition. A name
 * of the handbook may be unknown in many files at once: it is one slip, and told once for the folder.
 */
import { said } from "./Phrase.ts"
import { type Diagnostic, make, type Related } from "./Diagnostic.ts"
import { together } from "./Once.ts"
import * as SourceFile from "../source/SourceFile.ts"
import * as Span from "../source/Span.ts"

interface File {
  readonly path: string
  readonly text: string
}

/** Told at the definition instead of at the first use; once for all files of a folder. */
export const atDefinition = (diagnostics: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): ReadonlyArray<Diagnostic> => {
  if (!diagnostics.some((it) => it.code === "unknown-name")) return diagnostics
  return inFolders(diagnostics, files).map((it) => {
    if (it.code !== "unknown-name" || it.related.length === 0) return it
    const { nearest } = argsOf(it)
    const [meant, ...others] = nearest
    if (meant === undefined || others.length > 0 || it.related.some((one) => one.span.file !== it.span.file)) return it
    const { file } = it.span
    const at = onlyDefinition(meant, [body(file.text)])
    return at === undefined ? it : misspelt(meant, Span.make(file, at.index, at.index + meant.length), [it])
  })
}

interface Args {
  readonly name: string
  readonly what: { readonly en: string }
  readonly nearest: ReadonlyArray<string>
  readonly known?: ReadonlyArray<string>
}

const argsOf = (it: Diagnostic): Args => it.args as Args

const misspelt = (meant: string, span: Span.Span, uses: ReadonlyArray<Diagnostic>): Diagnostic => {
  const used = uses[0] === undefined ? "" : argsOf(uses[0]).name
  const related = placesOf(uses, said("used here", "用在这里"))
  const fix = { title: said(`Write \`${used}\``, `改写为 \`${used}\``), safe: false, edits: [{ span, text: used }] }
  return make("name-misspelt", span, { name: meant, used, times: related.length }, { related, fix }) as Diagnostic
}

const placesOf = (uses: ReadonlyArray<Diagnostic>, message: Related["message"]): ReadonlyArray<Related> =>
  uses.flatMap((it) => [{ span: it.span, message }, ...it.related])

/** Without titles and comments; what stands behind keeps its place. */
const body = (text: string): string => text.replace(/^words:[^]*/m, "").replace(/(?<=\s)#.*/g, (comment) => " ".repeat(comment.length))

/** Where the name is given, when it stands nowhere else. */
const onlyDefinition = (name: string, bodies: ReadonlyArray<string>): { readonly body: number; readonly index: number } | undefined => {
  let found: { readonly body: number; readonly index: number } | undefined
  for (const [i, text] of bodies.entries()) {
    if (!text.includes(name)) continue
    for (const one of text.matchAll(/[\p{L}\p{M}\p{N}-]+/gu)) {
      if (one[0] !== name) continue
      if (found !== undefined || !/^\s*:(?:\s|$)/.test(text.slice(one.index + name.length, one.index + name.length + 20))) return undefined
      found = { body: i, index: one.index }
    }
  }
  return found
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1)

/** A name that several files use and nobody gives: told where it was meant to be given, or where it is used first. */
const inFolders = (diagnostics: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): ReadonlyArray<Diagnostic> => {
  const groups = grouped(diagnostics, (it) => {
    const kind = commonKind(it)
    return kind === undefined ? undefined : `${folderOf(it.span.file.path)} ${kind} ${argsOf(it).name}`
  })
  const instead = new Map<Diagnostic, ReadonlyArray<Diagnostic>>()
  const tell = (uses: ReadonlyArray<Diagnostic>, told: Diagnostic): void => {
    for (const [i, it] of uses.entries()) instead.set(it, i === 0 ? [told] : [])
  }
  for (const all of groups.values()) {
    const titled = all.every((it) => it.span.file.path.includes(".scenario.")) ? atTitle(all, files) : undefined
    if (titled !== undefined) {
      tell(all, titled)
      continue
    }
    if (all.length < 2) continue
    const given = atHandbook(all, files)
    if (given !== undefined) tell(all, given)
    // where other names come near, another slip may be behind it
    else for (const uses of grouped(all, (it) => JSON.stringify([argsOf(it).nearest, argsOf(it).known])).values()) if (uses.length > 1) tell(uses, together(uses))
  }
  return instead.size === 0 ? diagnostics : diagnostics.flatMap((it) => instead.get(it) ?? [it])
}

const grouped = (all: ReadonlyArray<Diagnostic>, keyOf: (it: Diagnostic) => string | undefined): ReadonlyMap<string, ReadonlyArray<Diagnostic>> => {
  const groups = new Map<string, Array<Diagnostic>>()
  for (const it of all) {
    const key = keyOf(it)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [it])
    else group.push(it)
  }
  return groups
}

const atHandbook = (uses: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): Diagnostic | undefined => {
  const [first] = uses
  if (first === undefined) return undefined
  const meant = argsOf(first).nearest.filter((name) => uses.every((it) => argsOf(it).nearest.includes(name)))
  if (meant.length === 0) return undefined
  const folder = folderOf(first.span.file.path)
  const own = files.filter((it) => folderOf(it.path) === folder)
  const bodies = own.map((it) => body(it.text))
  for (const name of meant) {
    const at = onlyDefinition(name, bodies)
    const file = at === undefined ? undefined : own[at.body]
    if (at === undefined || file === undefined || !isHandbook(file.path)) continue
    return misspelt(name, Span.make(SourceFile.make(file.path, file.text), at.index, at.index + name.length), uses)
  }
  return undefined
}

/**
 * A step or a schedule that only stories name, and their spelling is the one that has a title where it was meant to be
 * given: the definition is misspelt.
 */
const atTitle = (uses: ReadonlyArray<Diagnostic>, files: ReadonlyArray<File>): Diagnostic | undefined => {
  const [first] = uses
  if (first === undefined || !argsOf(first).what.en.startsWith("step")) return undefined
  const { name: used, nearest } = argsOf(first)
  const folder = folderOf(first.span.file.path)
  const own = files.filter((it) => folderOf(it.path) === folder)
  for (const file of own) {
    const words = /^words:[^]*/m.exec(file.text)?.[0] ?? ""
    const given = new Set([...words.matchAll(/^ +([\p{L}\p{M}\p{N}-]+):/gmu)].map(([, title]) => title))
    if (!file.path.includes(".procedure.") || !given.has(used)) continue
    const text = body(file.text)
    for (const meant of nearest) {
      const places = [...text.matchAll(/[\p{L}\p{M}\p{N}-]+/gu)].filter(([it]) => it === meant)
      const elsewhere = own.some((it) => it !== file && new RegExp(`(?<![\\p{L}\\p{M}\\p{N}-])${meant}(?![\\p{L}\\p{M}\\p{N}-])`, "u").test(body(it.text)))
      const [at] = places
      if (at === undefined || places.length > 1 || elsewhere || given.has(meant)) continue
      return misspelt(meant, Span.make(SourceFile.make(file.path, file.text), at.index, at.index + meant.length), uses)
    }
  }
  return undefined
}

const isHandbook = (path: string): boolean => /(?:^|\/)handbook\.ya?ml$/.test(path)

/** Names that mean the same in every file of a folder: those of its handbook, and those that its scenarios know from its procedures. */
const commonKind = (it: Diagnostic): string | undefined => {
  if (it.code === "procedure-unknown") return it.code
  if (it.code !== "unknown-name") return undefined
  const { what } = argsOf(it)
  if (it.span.file.path.includes(".scenario.")) return what.en.startsWith("person") ? undefined : "scenario"
  // a field of another procedure's intake, wherever it is opened
  if (what.en.startsWith("field in the intake of")) return what.en
  return ofHandbook.test(what.en) ? "handbook" : undefined
}

const ofHandbook = /^(?:role|department|rank|document|list of papers|checklist|archive|ledger|report|quota|class|calendar|table|channel|body|bodies|event(?! under| of)|column|message|form of|type of field|procedure|language)/
