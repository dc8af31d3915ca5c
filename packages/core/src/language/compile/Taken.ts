/**
 * What handbooks take from each other (language §3: `uses: { ../v3: all }`), before anything is read: a folder that takes
 * has a handbook put together of both, and the other one's procedures under its own name. All that comes later sees
 * folders that were written so.
 */
import { said } from "../diagnostic/Phrase.ts"
import * as Diagnostics from "../diagnostic/Diagnostic.ts"
import type { Diagnostic } from "../diagnostic/Diagnostic.ts"
import type { Report } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import * as Unknown from "../model/Unknown.ts"
import type { SourceFile } from "../source/SourceFile.ts"
import type { Span } from "../source/Span.ts"
import type { Taking } from "../syntax/tree/Handbook.ts"
import { type Entry, isBroken, type Listed, type Name, type Named, sound } from "../syntax/tree/Node.ts"
import * as Copy from "./Copy.ts"
import * as Folders from "./Folders.ts"
import type { Folder, HandbookTree, Parsed, ProcedureTree } from "./Folders.ts"
import * as Overlay from "./Overlay.ts"
import * as TakenNames from "./TakenNames.ts"

/** One line of `uses` that takes, with what is needed to say what it lacks. */
export interface Take {
  readonly taking: Taking
  readonly at: Span
  /** the other handbook's names, with the section each stands in */
  readonly theirs: TakenNames.Names
  /** the names this handbook has in the end */
  readonly ours: () => ReadonlySet<string>
  readonly base: HandbookTree
  /** names that are only here under another one, which is told when it is not there */
  readonly renamed: ReadonlySet<string>
  /** names that would be here if what they stand for were there, which is told */
  readonly lost: ReadonlySet<string>
}

export interface Result {
  readonly folders: ReadonlyMap<string, Folder>
  readonly takes: ReadonlyArray<Take>
}

export const of = (folders: ReadonlyMap<string, Folder>, report: Report): Result => {
  const takers = [...folders.values()].filter((it) => takingsOf(it).length > 0)
  if (takers.length === 0) return { folders, takes: [] }
  const found = new Map(folders)
  const takes: Array<Take> = []
  const under: Array<string> = []
  const done = new Set<string>()
  const enter = (folder: Folder): void => {
    if (done.has(folder.path)) return
    under.push(folder.path)
    const bases = takingsOf(folder).flatMap((taking): ReadonlyArray<readonly [Taking, Folder]> => {
      const base = baseOf(folder, taking, folders, report)
      if (base === undefined) return []
      if (under.includes(base.path)) {
        const through = [...under.slice(under.indexOf(base.path)), base.path]
        report.add("uses-circle", taking.from.span, { through })
        return []
      }
      enter(base)
      return [[taking, found.get(base.path) ?? base]]
    })
    under.pop()
    done.add(folder.path)
    found.set(folder.path, together(folder, bases, takes, report))
  }
  for (const it of takers) enter(it)
  namesakes(folders, takers, report)
  return { folders: found, takes }
}

/**
 * Folders of which nobody can say what they take: what they write of it could not be read, there is no such folder, or
 * a part of the handbook they take from could not be read.
 */
export const unclear = (folders: ReadonlyMap<string, Folder>, found: ReadonlyArray<Diagnostic>): ReadonlySet<string> => {
  const takers = [...folders.values()].filter(({ handbook }) => (handbook?.tree.lacking.length ?? 0) > 0 || (sound(handbook?.tree.uses)?.takes.length ?? 0) > 0)
  const result = new Set<string>()
  if (takers.length === 0) return result
  const errors = found.filter((it) => Diagnostics.isError(it) && it.span.file.taken === undefined)
  const partly = new Set(errors.flatMap((it) => (structural.has(it.code) ? [it.span.file.path] : [])))
  const asked = new Set<string>()
  const lost = (folder: Folder): boolean => {
    const tree = folder.handbook?.tree
    if (tree === undefined || tree.incomplete || isBroken(tree.uses)) return true
    const takings = takingsOf(folder)
    if (takings.length === 0 && tree.lacking.length > 0) return true
    const here = takings.map(({ span }) => span)
    return errors.some(
      ({ code, span }) => lines.has(code) && span.file === tree.span.file || ofSyntax.has(code) && here.some((it) => it.file === span.file && it.start <= span.start && span.end <= it.end)
    )
  }
  const look = (folder: Folder): boolean => {
    if (asked.has(folder.path)) return result.has(folder.path)
    asked.add(folder.path)
    const bases = takingsOf(folder).flatMap(({ from }) => folders.get(Folders.folderAt(folder.path, from.text)) ?? [])
    const it = lost(folder) || bases.filter((base) => base.handbook === undefined || partly.has(base.handbook.file.path) || (takers.includes(base) && look(base))).length > 0
    if (it) result.add(folder.path)
    return it
  }
  for (const it of takers) look(it)
  return result
}

/** A part was not read as what it was meant to be. */
const ofSyntax: ReadonlySet<string> = new Set(["unknown-key", "wrong-shape", "sentence-syntax", "bad-name"])
const structural: ReadonlySet<string> = new Set(["yaml-broken", "unknown-key", "key-missing", "wrong-shape", "two-kinds", "name-taken", "bad-name", "full-width-punctuation", "heading-missing"])

/** What is told of a folder that nothing can be taken from. */
const lines: ReadonlySet<string> = new Set(["uses-folder-unknown", "uses-circle"])

/** A site with the name of the first, or of another site: their procedures would have the same full names. */
const namesakes = (folders: ReadonlyMap<string, Folder>, takers: ReadonlyArray<Folder>, report: Report): void => {
  const known = new Map<string, Folder>()
  const bases = takers.flatMap((it) => Folders.takenBy(it).flatMap((path) => folders.get(path) ?? []))
  for (const it of bases) if (!takers.includes(it)) known.set(Folders.handbookName(it), it)
  for (const it of takers) {
    const name = sound(it.handbook?.tree.name)
    if (name === undefined) continue
    const first = known.get(name.text)
    if (first === undefined) known.set(name.text, it)
    else report.add("handbook-name-taken", name.span, { name: name.text, used: Folders.way(it.path, first.path) })
  }
}

const takingsOf = (folder: Folder): ReadonlyArray<Taking> => sound(folder.handbook?.tree.uses)?.takes ?? []

const baseOf = (folder: Folder, { from }: Taking, folders: ReadonlyMap<string, Folder>, report: Report): Folder | undefined => {
  const base = folders.get(Folders.folderAt(folder.path, from.text))
  if (base?.handbookFile !== undefined) return base
  const all = [...folders.values()].flatMap((it) => (it.handbookFile === undefined || it === folder ? [] : [Folders.way(folder.path, it.path)]))
  const bare = from.text.replace(/\/[^/]*$/, "")
  // folders are near by their names, not by the way to them
  const last = (it: string): string => it.slice(it.lastIndexOf("/") + 1)
  const near = all.includes(bare) ? [bare] : nearest(last(from.text), all.map(last)).flatMap((it) => all.filter((one) => last(one) === it))
  report.add("uses-folder-unknown", from.span, { path: from.text, nearest: near }, { fix: Unknown.instead(from.span, near) })
  return undefined
}

/** The folder with all it takes. */
const together = (
  folder: Folder,
  bases: ReadonlyArray<readonly [Taking, Folder]>,
  takes: Array<Take>,
  report: Report
): Folder => {
  const { handbook } = folder
  if (handbook === undefined) return folder
  const unknown = bases.length < takingsOf(folder).length
  const parts = new Map<Overlay.Named, Map<string, Entry<unknown>>>()
  const lists = new Map<Overlay.List, Map<string, Name>>()
  const procedures = new Map<string, Parsed<ProcedureTree>>()
  const unread = new Set(folder.unread)
  let tree = handbook.tree
  let ours: ReadonlySet<string> | undefined
  const later: Array<() => void> = []
  for (const [taking, base] of bases) {
    const theirs = TakenNames.of(base)
    const taken = sound(taking.what)
    if (base.handbook === undefined || taken === undefined) continue
    const wants = TakenNames.wanted(taking, theirs, base, report)
    const as = new Map(taken.kind === "word" ? [] : (sound(taken.as)?.entries ?? []).flatMap((it) => {
      const to = sound(it.value)
      return to === undefined ? [] : [[it.name.text, to.text] as const]
    }))
    const files = new Map<SourceFile, SourceFile>()
    const met = new Set<string>()
    const copying = (path: string): Copy.Copying => ({
      as,
      met,
      file: (it) => {
        const known = files.get(it)
        if (known !== undefined) return known
        const copy = { path, text: it.text, taken: { from: it.taken?.from ?? it, at: taking.from.span } }
        files.set(it, copy)
        return copy
      }
    })
    const twice = (name: Name, what: TakenNames.Section, first: Span | undefined, place: Span): boolean => {
      if (first === undefined) return false
      report.add("uses-twice", place, { name: name.text, what: TakenNames.called[what] }, { related: [{ span: first, message: said("the other one", "另一处") }] })
      return true
    }
    const place = (section: TakenNames.Section, name: string): Span => {
      const list = taken.kind === "word" || section === "ranks" || section === "uses" ? undefined : sound(taken.sections[section])
      return (list?.kind === "listed" ? list.items.find((it) => it.text === name)?.span : undefined) ?? taking.from.span
    }
    const own = copying(handbook.file.path)
    for (const part of Overlay.named) {
      const entries = (sound(base.handbook.tree[part]) as Named<unknown> | undefined)?.entries ?? []
      const into = parts.get(part) ?? new Map<string, Entry<unknown>>()
      parts.set(part, into)
      for (const entry of entries) {
        if (!wants(part, entry.name.text)) continue
        const copied = Copy.of(part === "uses" ? seenFrom(folder, base, entry as Entry<never>) : entry, own)
        const first = into.get(copied.name.text)
        if (!twice(copied.name, part, first?.name.span.file.taken?.at, place(part, entry.name.text))) into.set(copied.name.text, copied)
      }
    }
    for (const list of Overlay.lists) {
      const into = lists.get(list) ?? new Map<string, Name>()
      lists.set(list, into)
      const section = list === "partyKinds" ? "party-kinds" : list
      for (const name of sound(base.handbook.tree[list])?.items ?? []) {
        if (wants(section, name.text)) into.set(as.get(name.text) ?? name.text, Copy.of(name, own))
      }
    }
    const titles = sound(base.handbook.tree.words)
    const everything = TakenNames.isAll(taking)
    if (everything) {
      const { tree: there } = base.handbook
      const { currency, languages, namesIn, time } = Copy.of(
        { currency: there.currency, languages: there.languages, namesIn: there.namesIn, time: there.time },
        own
      )
      tree = {
        ...tree,
        time: Overlay.over(time, tree.time) as typeof time,
        currency: tree.currency ?? currency,
        languages: tree.languages ?? languages,
        namesIn: tree.namesIn ?? namesIn
      }
    }
    const inProcedures = new Set<string>()
    for (const [name, parsed] of base.procedures) {
      if (!wants("procedures", name)) continue
      const called = as.get(name) ?? name
      const written = folder.procedures.get(called)
      const listed = place("procedures", name) !== taking.from.span
      const other = procedures.get(called)?.file.taken?.at ?? (listed ? (sound(written?.tree.name) ?? written?.tree)?.span : undefined)
      if (twice({ kind: "name", text: called, span: taking.from.span }, "procedures", other, place("procedures", name)) || written !== undefined) continue
      for (const it of Copy.namesIn(parsed.tree)) inProcedures.add(it)
      const path = `${folder.path === "" ? "" : `${folder.path}/`}${called}.procedure.yaml`
      const renamed = new Set([...as.keys()].filter((it) => !base.procedures.has(it)))
      const copy = Copy.of(withoutTitles(parsed.tree, renamed), copying(path))
      procedures.set(called, { file: copy.span.file, folder: folder.path, tree: copy })
    }
    for (const name of base.unread) if (wants("procedures", name)) unread.add(as.get(name) ?? name)
    if (titles !== undefined) {
      const entries = titles.entries.filter((it) => everything || met.has(it.of.names[0].text))
      const copied = Copy.of({ ...titles, entries }, own)
      const words = Overlay.words(copied, tree.words)
      tree = { ...tree, words }
    }
    if (taken.kind === "taken") {
      const it = taken
      later.push(() => TakenNames.renamed(it, { base, complete: !unknown, inProcedures, met, theirs, to: ours ?? new Set() }, report))
    }
    takes.push({ taking, at: taking.from.span, theirs, ours: () => ours ?? new Set(), base: base.handbook.tree, renamed: new Set(as.values()), lost: new Set([...as].flatMap(([name, to]) => (theirs.has(name) ? [] : [to]))) })
  }
  const put: { [key: string]: unknown } = {}
  for (const [part, entries] of parts) {
    const below = entries.size === 0 ? undefined : { kind: "named" as const, entries: [...entries.values()], span: tree.span }
    put[part] = Overlay.section(below, tree[part] as Named<unknown> | undefined)
  }
  for (const [list, names] of lists) {
    const above = tree[list]
    const own = sound(above)
    // ranks have an order, so they are all there or here
    const whole = list === "ranks" || own === undefined ? [] : own.items
    const items = [...[...names.values()].filter((it) => !whole.some((one) => one.text === it.text)), ...whole]
    if (names.size > 0 && (own === undefined ? above === undefined : list !== "ranks")) {
      put[list] = { kind: "listed", items, span: own?.span ?? tree.span } satisfies Listed<Name>
    }
  }
  const uses = put["uses"] as Named<unknown> | undefined
  if (uses !== undefined && !isBroken(uses)) put["uses"] = { ...uses, takes: takingsOf(folder) }
  const merged = { ...tree, ...put }
  const whole = unknown ? merged : Overlay.lacking(merged, report)
  const result: Folder = {
    ...folder,
    handbook: { ...handbook, tree: whole },
    // in the order of their files, as if they lay here
    procedures: new Map([...procedures, ...folder.procedures].sort(([, a], [, b]) => (a.file.path < b.file.path ? -1 : 1))),
    unread
  }
  ours = new Set(TakenNames.of(result).keys())
  for (const it of later) it()
  return result
}

/** Titles of what has another name here are there already, under that one. */
const withoutTitles = (tree: ProcedureTree, as: ReadonlySet<string>): ProcedureTree => {
  const words = sound(tree.words)
  if (words === undefined || as.size === 0) return tree
  return { ...tree, words: { ...words, entries: words.entries.filter((it) => !as.has(it.of.names[0].text)) } }
}

/** The path of a procedure of a third folder, as this one would write it. */
const seenFrom = (folder: Folder, base: Folder, entry: Entry<unknown>): Entry<unknown> => {
  const path = entry.value as { readonly kind: string; readonly text?: string }
  const to = path.kind === "text" ? Folders.resolve(base.path, path.text ?? "") : undefined
  if (to === undefined) return entry
  return { ...entry, value: { ...path, text: `${Folders.way(folder.path, to.folder)}/${to.name}` } }
}
