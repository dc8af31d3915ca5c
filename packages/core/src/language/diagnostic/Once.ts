import { said } from "./Phrase.ts"
import { code, type Diagnostic, type Fix, isError } from "./Diagnostic.ts"
import * as Span from "../source/Span.ts"

/**
 * What is told of one slip, told once. A name that is misspelt where it is given is unknown wherever it is used: the
 * first use is told, the others stand beside it, and the fix mends all. What is left over in a file of which a part was
 * not understood is not called unused: that part may use it.
 */
export const once = (diagnostics: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => {
  const seen = new Set<string>()
  const each = diagnostics.filter((it) => {
    const key = `${code(it)} ${it.span.file.path} ${it.span.start} ${it.span.end}`
    return seen.has(key) ? false : seen.add(key) !== undefined
  })
  const unclear = new Set(each.flatMap((it) => isError(it) && structural.has(it.code) ? [it.span.file.path] : []))
  const meant = new Set(each.flatMap((it) => nearestOf(it).map((name) => `${folderOf(it)} ${name}`)))
  const wrong = new Set(each.flatMap((it) => (it.code === "title-missing" || it.severity === "information" ? [] : [`${it.span.file.path} ${it.span.start} ${it.span.end}`])))
  const misread = new Set(each.flatMap((it) => (it.code === "unknown-name" ? [`${it.span.file.path} ${(it.args as { readonly name: string }).name}`] : [])))
  const bad = new Set(each.flatMap((it) => (it.code === "bad-name" ? [`${folderOf(it)} ${(it.args as { readonly name: string }).name}`, `${it.span.file.path} ${it.span.start}`] : [])))
  const left = each.filter((it) => {
    // what can be no name is used by that name, or nearly so
    if (bad.size > 0 && it.code === "unknown-name" && (bad.has(`${folderOf(it)} ${(it.args as { readonly name: string }).name}`) || nearestOf(it).some((name) => bad.has(`${folderOf(it)} ${name}`)))) return false
    // a name that is misspelt in one language is shown in that one only
    if (it.code === "message-differs") {
      const { shown } = it.args as { readonly shown: string }
      return !meant.has(`${folderOf(it)} ${shown}`) && !misread.has(`${it.span.file.path} ${shown}`)
    }
    if (unused.has(it.code) && unclear.has(it.span.file.path)) return false
    const name = nameOf(it)
    // what another name was probably meant to be is used, can be opened, and gets its title when it is clear which of the two stays
    if (name !== undefined && meant.has(`${folderOf(it)} ${name}`)) return false
    return it.code !== "title-missing" || !wrong.has(`${it.span.file.path} ${it.span.start} ${it.span.end}`)
  })
  const groups = new Map<string, Array<Diagnostic>>()
  const blocks = titlesInARow(left)
  for (const it of left) {
    const slip = slipOf(it) ?? blocks.get(it)
    if (slip === undefined) continue
    const group = groups.get(slip)
    if (group === undefined) groups.set(slip, [it])
    else group.push(it)
  }
  return left.flatMap((it) => {
    const slip = slipOf(it) ?? blocks.get(it)
    const all = slip === undefined ? undefined : groups.get(slip)
    if (all === undefined || all.length < 2) return [it]
    return all[0] === it ? [together(all)] : []
  })
}

const folderOf = (it: Diagnostic): string => it.span.file.path.slice(0, it.span.file.path.lastIndexOf("/") + 1)

/** The names somebody may have meant by one that nothing has. */
const nearestOf = (it: Diagnostic): ReadonlyArray<string> =>
  it.code === "unknown-name" || it.code === "procedure-unknown" ? (it.args as { readonly nearest: ReadonlyArray<string> }).nearest : []

/** The name that is said to be unused, never opened, or without a title. */
const nameOf = (it: Diagnostic): string | undefined => {
  switch (it.code) {
    case "title-missing":
    case "name-unused":
      return (it.args as { readonly name: string }).name
    case "opened-by-nobody":
      return (it.args as { readonly procedure: string }).procedure
    default:
      return undefined
  }
}

/** A part of the file was not read as what it was meant to be. */
const structural: ReadonlySet<string> = new Set([
  "yaml-broken",
  "unknown-key",
  "key-missing",
  "wrong-shape",
  "two-kinds",
  "name-taken",
  "sentence-syntax"
])

const unused: ReadonlySet<string> = new Set(["name-unused", "parameter-unused", "outcome-unused"])

/** What makes two diagnostics one slip. */
const slipOf = (it: Diagnostic): string | undefined => {
  // a name with two meanings has them wherever it stands: one of the two is renamed, once
  if (it.code === "unknown-name" || it.code === "ambiguous-name") return `${it.code} ${(it.args as { readonly name: string }).name} ${it.span.file.path}`
  if (it.code === "type-mismatch") {
    // a value declared with another type than is wanted wherever it is used
    const written = it.span.file.text.slice(it.span.start, it.span.end)
    const { expected, found } = it.args as { readonly expected: { readonly en: string }; readonly found: { readonly en: string } }
    if (/^[\p{L}\p{Nd}.-]+$/u.test(written)) return `type ${written} ${expected.en} ${found.en} ${it.span.file.path}`
    // an item renamed in its list: every example that fills it in still has the old name
    return written.includes(":") ? `filled ${expected.en} ${folderOf(it)}` : undefined
  }
  // a value whose type nobody can compare, compared in several places
  if (it.code === "text-compared") return `compared ${(it.args as { readonly name: string }).name} ${it.span.file.path}`
  if (it.code !== "maybe-missing") return undefined
  // a step that may not have run, asked for in several places
  const { ask } = it.args as { readonly ask: string }
  return ask.endsWith(" was done") ? `step ${ask} ${it.span.file.path}` : undefined
}

/** Titles for nothing that stand line under line belong to one thing that is gone: a choice and its values. */
const titlesInARow = (all: ReadonlyArray<Diagnostic>): ReadonlyMap<Diagnostic, string> => {
  const found = new Map<Diagnostic, string>()
  let above: { readonly path: string; readonly line: number; readonly block: string } | undefined
  for (const it of all) {
    if (it.code !== "name-unused" || (it.args as { readonly what: { readonly en: string } }).what.en !== "title of") continue
    const { path } = it.span.file
    const { line } = Span.startPosition(it.span)
    const block: string = above?.path === path && above.line === line - 1 ? above.block : `titles ${path} ${line}`
    above = { path, line, block }
    found.set(it, block)
  }
  return found
}

/** The first of them, the others beside it. */
export const together = (all: ReadonlyArray<Diagnostic>): Diagnostic => {
  const [first, ...more] = all as [Diagnostic, ...ReadonlyArray<Diagnostic>]
  const fix = first.fixes[0]
  const same = fix !== undefined && all.every((it) => it.fixes[0]?.title.en === fix.title.en)
  const whole: ReadonlyArray<Fix> = same ? [{ ...fix, edits: all.flatMap((it) => it.fixes[0]?.edits ?? []) }] : first.fixes
  return {
    ...first,
    related: [...first.related, ...more.flatMap((it) => [{ span: it.span, message: said("here too", "这里也是") }, ...it.related])],
    fixes: whole
  }
}
