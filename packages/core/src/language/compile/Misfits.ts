/**
 * What is wrong only because something is taken into another handbook (`Taken.ts`) is told where the owner of that one can
 * mend it: at the line of `uses`. Names that are not here are told together, with what brings them in; what is wrong at
 * its first place too is told there alone.
 */
import * as Diagnostics from "../diagnostic/Diagnostic.ts"
import type { Diagnostic, Edit, Fix, Related } from "../diagnostic/Diagnostic.ts"
import { said } from "../diagnostic/Phrase.ts"
import * as Span from "../source/Span.ts"
import { takenSections, type TakenSection } from "../syntax/tree/Handbook.ts"
import { type Named, sound } from "../syntax/tree/Node.ts"
import * as Copy from "./Copy.ts"
import { at } from "./Folders.ts"
import type { Take } from "./Taken.ts"
import { called, under } from "./TakenNames.ts"

/** What was read, as far as it matters here. */
export interface Read {
  readonly takes: ReadonlyArray<Take>
  readonly unclear: ReadonlySet<string>
  /** what is wrong in the files by themselves */
  readonly found: ReadonlyArray<Diagnostic>
}

/** The same diagnostics, those of taken files at the line that takes them. */
export const told = (all: ReadonlyArray<Diagnostic>, { found: ofSyntax, takes, unclear }: Read): ReadonlyArray<Diagnostic> => {
  if (takes.length === 0 && unclear.size === 0) return all
  const certain = new Set(unclear.size === 0 ? [] : ofSyntax)
  const found = unclear.size === 0 ? all : all.filter((it) => !unclear.has(at(it.span.file.path)) || certain.has(it) || !follows(it))
  const unknown = new Set(found.flatMap((it) => (it.code === "unknown-name" && it.span.file.taken === undefined ? [(it.args as { readonly name: string }).name] : [])))
  const first = new Set(found.flatMap((it) => (it.span.file.taken === undefined ? [keyOf(it)] : [])))
  const lost = new Set(takes.flatMap((take) => [...take.lost].map((name) => `${at(take.at.file.path)} ${name}`)))
  const own: Array<Diagnostic> = []
  const byTake = new Map<string, Array<Diagnostic>>()
  for (const it of found) {
    const { taken } = it.span.file
    if (taken === undefined) {
      // what nobody knows where it is used is no name of its own there
      const name = it.code === "unknown-name" ? (it.args as { readonly name: string }).name : it.code === "key-missing" ? Span.text(it.span) : undefined
      if (name !== undefined && lost.has(`${at(it.span.file.path)} ${name}`)) continue
      if (it.code === "as-clash" && unknown.has((it.args as { readonly name: string }).name)) continue
      own.push(it.related.some(({ span }) => span.file.taken !== undefined) ? { ...it, related: it.related.map(first_) } : it)
      continue
    }
    if (first.has(keyOf(it)) || it.severity === "information" || it.code === "name-unused") continue
    const key = placeOf(taken.at)
    const all = byTake.get(key)
    if (all === undefined) byTake.set(key, [it])
    else all.push(it)
  }
  return [
    ...own,
    ...takes.flatMap((take) => {
      const all = byTake.get(placeOf(take.at))
      return all === undefined ? [] : ofTake(take, all, own)
    })
  ]
}

/** It may only follow from what is taken and could not be. */
const follows = (it: Diagnostic): boolean =>
  it.span.file.taken !== undefined ||
  hidden.has(it.code) ||
  ((it.code === "unknown-name" || it.code === "procedure-unknown") && (it.args as { readonly nearest: ReadonlyArray<string> }).nearest.length === 0)

const hidden: ReadonlySet<string> = new Set(["key-missing", "title-missing", "name-unused", "as-unused", "as-clash", "uses-twice", "handbook-unused"])

const placeOf = ({ file, start }: { readonly file: { readonly path: string }; readonly start: number }): string => `${file.path} ${start}`

const keyOf = ({ code, span }: Diagnostic): string => `${code} ${placeOf({ file: span.file.taken?.from ?? span.file, start: span.start })}`

/** Where it stands in the file that people know. */
const first_ = (it: Related): Related => ({ ...it, span: atHome(it.span) })

const atHome = (span: Span.Span): Span.Span => (span.file.taken === undefined ? span : { ...span, file: span.file.taken.from })

const ofTake = (take: Take, found: ReadonlyArray<Diagnostic>, told: ReadonlyArray<Diagnostic>): ReadonlyArray<Diagnostic> => {
  const missing = new Map<string, ReadonlyArray<Span.Span>>()
  const others: Array<Diagnostic> = []
  for (const it of found) {
    const name = it.code === "unknown-name" || it.code === "procedure-unknown" ? (it.args as { readonly name: string }).name : undefined
    if (name !== undefined && take.theirs.has(name) && !take.ours().has(name)) missing.set(name, [...(missing.get(name) ?? []), it.span])
    // the name it has here is not there, which is told
    else if (name === undefined || !take.renamed.has(name)) others.push(it)
  }
  // what else is wrong may only follow from the names, or from what is wrong in the line itself
  if (missing.size > 0) return [lacking(take, missing)]
  const { span } = take.taking
  if (told.some((it) => Diagnostics.isError(it) && it.span.file === span.file && it.span.start >= span.start && it.span.end <= span.end)) return []
  const errors = others.filter(Diagnostics.isError)
  return (errors.length > 0 ? errors : others).map((it): Diagnostic => ({
    ...it,
    span: take.at,
    related: [{ span: atHome(it.span), message: said("said of this", "指的是这里") }, ...it.related.map(first_)],
    fixes: []
  }))
}

const lacking = (take: Take, missing: ReadonlyMap<string, ReadonlyArray<Span.Span>>): Diagnostic => {
  const sections = new Map<string, Array<string>>()
  for (const name of missing.keys()) {
    const section = take.theirs.get(name)?.[0]
    if (section !== undefined) sections.set(section, [...(sections.get(section) ?? []), name])
  }
  const related = [...sections.values()].flatMap(([name = ""]): ReadonlyArray<Related> => {
    const span = missing.get(name)?.[0]
    return span === undefined ? [] : [{ span: atHome(span), message: said(`\`${name}\` is asked for here`, `这里用到 \`${name}\``) }]
  })
  return Diagnostics.make(
    "uses-missing",
    take.at,
    {
      path: take.taking.from.text,
      missing: [...sections].map(([section, names]) => ({ what: called[section as keyof typeof called], names }))
    },
    { related, fix: takeToo(take, missing.keys()) }
  ) as Diagnostic
}

/** They are taken as well, and what they speak of in turn. */
const takeToo = ({ base, ours, taking, theirs }: Take, names: Iterable<string>): Fix | undefined => {
  const taken = sound(taking.what)
  if (taken === undefined || taken.kind === "word") return undefined
  const listed = takenSections.filter((it) => taken.sections[it] !== undefined)
  if (listed.length === 0) return undefined
  const wanted = new Map<TakenSection, Set<string>>()
  const known = new Set(ours())
  const left = [...names]
  for (let name = left.pop(); name !== undefined; name = left.pop()) {
    if (known.has(name)) continue
    const first = theirs.get(name)?.[0]
    const section = first === undefined ? undefined : under(first)
    if (section === undefined || section === "ranks") return undefined
    known.add(name)
    wanted.set(section, (wanted.get(section) ?? new Set()).add(name))
    if (section === "procedures" || section === "party-kinds" || section === "channels") continue
    const entry = (sound(base[section]) as Named<unknown> | undefined)?.entries.find((it) => it.name.text === name)
    for (const it of Copy.namesIn(entry?.value)) if (theirs.has(it) && !known.has(it)) left.push(it)
  }
  const edits: Array<Edit> = []
  const lines: Array<string> = []
  for (const [section, all] of [...wanted].sort(([a], [b]) => takenSections.indexOf(a) - takenSections.indexOf(b))) {
    const list = sound(taken.sections[section])
    if (list === undefined) lines.push(`${section}: [${[...all].join(", ")}]`)
    else if (list.kind === "listed" && Span.text(list.span).endsWith("]")) {
      const end = list.span.end - 1
      edits.push({ span: Span.make(list.span.file, end, end), text: `${list.items.length > 0 ? ", " : ""}${[...all].join(", ")}` })
    } else return undefined
  }
  if (lines.length > 0) {
    const { file } = taken.span
    const written = Span.text(taken.span)
    if (written.startsWith("{")) {
      const end = taken.span.start + written.replace(/\s*\}$/, "").length
      edits.push({ span: Span.make(file, end, end), text: `, ${lines.join(", ")}` })
    } else {
      const { column } = Span.startPosition(taken.span)
      const end = taken.span.start + written.trimEnd().length
      edits.push({ span: Span.make(file, end, end), text: lines.map((it) => `\n${" ".repeat(column - 1)}${it}`).join("") })
    }
  }
  return { title: said("Take these over too", "把这些也一并引用"), safe: false, edits }
}
