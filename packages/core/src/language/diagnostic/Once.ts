import { said } from "./Phrase.ts"
import { code, type Diagnostic, type Fix, isError } from "./Diagnostic.ts"

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
  const left = each.filter((it) => !(unused.has(it.code) && unclear.has(it.span.file.path)))
  const groups = new Map<string, Array<Diagnostic>>()
  for (const it of left) {
    const slip = slipOf(it)
    if (slip !== undefined) groups.set(slip, [...(groups.get(slip) ?? []), it])
  }
  return left.flatMap((it) => {
    const slip = slipOf(it)
    const all = slip === undefined ? undefined : groups.get(slip)
    if (all === undefined || all.length < 2) return [it]
    return all[0] === it ? [together(all)] : []
  })
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

/** What makes two diagnostics of one file one slip. */
const slipOf = (it: Diagnostic): string | undefined => {
  if (it.code === "unknown-name") return `name ${(it.args as { readonly name: string }).name} ${it.span.file.path}`
  if (it.code !== "maybe-missing") return undefined
  // a step that may not have run, asked for in several places
  const { ask } = it.args as { readonly ask: string }
  return ask.endsWith(" was done") ? `step ${ask} ${it.span.file.path}` : undefined
}

const together = (all: ReadonlyArray<Diagnostic>): Diagnostic => {
  const [first, ...more] = all as [Diagnostic, ...ReadonlyArray<Diagnostic>]
  const fix = first.fixes[0]
  const same = fix !== undefined && all.every((it) => it.fixes[0]?.title.en === fix.title.en)
  const whole: ReadonlyArray<Fix> = same ? [{ ...fix, edits: all.flatMap((it) => it.fixes[0]?.edits ?? []) }] : first.fixes
  return {
    ...first,
    related: [...first.related, ...more.map((it) => ({ span: it.span, message: said("here too", "这里也是") }))],
    fixes: whole
  }
}
