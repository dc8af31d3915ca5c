/**
 * Titles by language and name (language §13): those of the file before those of the handbook, and in the language
 * the names are written in the name itself, made readable.
 */
import type { Words } from "../../plan/Plan.ts"
import { dotted, isBroken, sound } from "../syntax/tree/Node.ts"
import type { WordEntry, Words as Tree } from "../syntax/tree/Shared.ts"
import type { Maybe } from "../syntax/tree/Node.ts"

export interface Languages {
  readonly languages: ReadonlyArray<string>
  readonly namesIn: string | undefined
}

/** `stop-harm` reads as "Stop harm". */
export const readable = (name: string): string => {
  const text = name.replaceAll("-", " ")
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** What one entry says: a title in the other language, or one for each. */
const said = (entry: WordEntry, { languages, namesIn }: Languages): ReadonlyArray<readonly [string, string]> => {
  // a title that cannot be read was told; it is there
  if (isBroken(entry.title)) return languages.map((it) => [it, ""] as const)
  if (entry.title.kind === "text") {
    const others = languages.filter((it) => it !== namesIn)
    const language = others.length === 0 ? namesIn : others[0]
    return language === undefined ? [] : [[language, entry.title.text]]
  }
  return entry.title.entries.flatMap((it) => [[it.name.text, isBroken(it.value) ? "" : it.value.text] as const])
}

type Written = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The table of a handbook is asked for by each of its procedures. */
const tables = new WeakMap<Tree, Languages & { readonly table: Written }>()

/** The titles of one file's table. */
export const written = (tree: Maybe<Tree>, { languages, namesIn }: Languages): Written => {
  const table = sound(tree)
  if (table === undefined) return new Map()
  const before = tables.get(table)
  if (before !== undefined && before.languages === languages && before.namesIn === namesIn) return before.table
  const found = read(table, { languages, namesIn })
  tables.set(table, { languages, namesIn, table: found })
  return found
}

const read = (table: Tree, languages: Languages): Written => {
  const found = new Map<string, Map<string, string>>()
  for (const entry of table.entries) {
    const name = dotted(entry.of)
    const titles = found.get(name) ?? new Map<string, string>()
    for (const [language, text] of said(entry, languages)) titles.set(language, text)
    found.set(name, titles)
  }
  return found
}

/** The titles of these names (and of `step.field` where a file makes an exception). */
export const of = (
  names: Iterable<string>,
  own: Maybe<Tree>,
  handbook: Maybe<Tree>,
  languages: Languages
): Words => {
  const first = written(own, languages)
  const second = written(handbook, languages)
  const found: { [language: string]: { [name: string]: string } } = {}
  for (const language of languages.languages) {
    const titles: { [name: string]: string } = {}
    for (const name of [...new Set(names)].sort()) {
      const title = first.get(name)?.get(language) ?? second.get(name)?.get(language)
      if (title !== undefined) titles[name] = title
      else if (language === languages.namesIn && !name.includes(".")) titles[name] = readable(name)
    }
    found[language] = titles
  }
  return found
}
