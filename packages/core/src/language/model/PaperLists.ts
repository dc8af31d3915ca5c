/**
 * The lists of papers of a handbook (language §3.3; C04, C05): one for everybody, or one for each value of a choice,
 * where a list may begin with all papers of another. What is included is written out, so that nobody has to look twice.
 */
import * as Papers from "../../domain/Papers.ts"
import type { Paper } from "../../domain/Papers.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Paper as PaperTree } from "../syntax/tree/Field.ts"
import type * as Tree from "../syntax/tree/Handbook.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Listed, Maybe } from "../syntax/tree/Node.ts"
import type { Context } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Unknown from "./Unknown.ts"

const papers = (tree: Maybe<Listed<PaperTree | Broken>>): ReadonlyArray<Paper> | undefined => {
  if (isBroken(tree)) return undefined
  const found: Array<Paper> = []
  for (const it of tree?.items ?? []) {
    if (isBroken(it)) return undefined
    found.push({ document: it.document.text, manner: it.manner.word, count: it.quantity ?? 1 })
  }
  return found
}

type Lists = ReadonlyMap<string, Tree.PapersList>

const listsOf = (tree: Tree.Papers): Lists =>
  new Map(
    (sound(tree.lists)?.entries ?? []).flatMap((entry) => {
      const list = sound(entry.value)
      return list === undefined ? [] : [[entry.name.text, list] as const]
    })
  )

/** The lists one includes, from itself on; a circle ends where it closes. */
const chain = (lists: Lists, from: string): { readonly names: ReadonlyArray<string>; readonly circle: boolean } => {
  const names: Array<string> = []
  const seen = new Set<string>()
  for (let at: string | undefined = from; at !== undefined; at = sound(lists.get(at)?.includes)?.text) {
    if (seen.has(at)) return { names: [...names, at], circle: true }
    seen.add(at)
    names.push(at)
  }
  return { names, circle: false }
}

/** What a list asks for; `undefined` when a part of it is told elsewhere. */
export const read = (tree: Tree.Papers): Handbook.PapersInfo | undefined => {
  if (tree.lists === undefined) {
    const needs = papers(tree.needs)
    return needs === undefined ? undefined : { needs: Papers.together(needs) }
  }
  const of = sound(tree.of)?.items.map(({ text }) => text)
  if (isBroken(tree.lists) || of === undefined) return undefined
  const lists = listsOf(tree)
  const found: { [value: string]: ReadonlyArray<Paper> } = {}
  for (const value of of) {
    const { circle, names } = chain(lists, value)
    // what is included comes first
    const own = [...names].reverse().map((name) => {
      const list = lists.get(name)
      return list === undefined || isBroken(list.includes) ? undefined : papers(list.needs)
    })
    if (circle || own.includes(undefined)) return undefined
    found[value] = Papers.together(own.flatMap((it) => it ?? []))
  }
  return { of, lists: found }
}

/** Names inside the lists, values without a list, lists that include each other. */
export const check = (tree: Tree.Handbook, context: Context): void => {
  for (const entry of sound(tree.papers)?.entries ?? []) {
    const it = sound(entry.value)
    if (it === undefined) continue
    documents(it.needs, context)
    cases(entry.name.text, it, context)
    const lists = listsOf(it)
    const names = (sound(it.lists)?.entries ?? []).map(({ name }) => name.text)
    const told = new Set<string>()
    for (const [name, list] of lists) {
      documents(list.needs, context)
      const includes = sound(list.includes)
      if (includes === undefined) continue
      if (!names.includes(includes.text)) {
        Unknown.name(includes, context, said("list", "清单"), names)
        continue
      }
      const { circle, names: way } = chain(lists, name)
      // told once for all lists of a circle, and not for those that only lead to it
      if (!circle || told.has(name) || way.at(-1) !== name) continue
      for (const one of way) told.add(one)
      context.report.add("papers-circle", includes.span, { lists: way })
    }
  }
}

const documents = (list: Maybe<Listed<PaperTree | Broken>>, context: Context): void => {
  const known = context.handbook.documents
  for (const it of sound(list)?.items ?? []) {
    if (isBroken(it) || Handbook.find(known, it.document.text) !== "unknown") continue
    Unknown.name(it.document, context, said("document", "资料（documents）"), Handbook.namesOf(known))
  }
}

const cases = (name: string, tree: Tree.Papers, context: Context): void => {
  const of = sound(tree.of)
  const lists = sound(tree.lists)
  if (of === undefined || lists === undefined) return
  const values = of.items.map(({ text }) => text)
  const listed = lists.entries.map((entry) => entry.name.text)
  let misspelt = false
  for (const { name: value } of lists.entries) {
    if (values.includes(value.text)) continue
    misspelt = true
    Unknown.name(value, context, said(`value under \`of\` of \`${name}\` named`, `取值（\`${name}\` 的 \`of\`）`), values)
  }
  const missing = of.items.filter(({ text }) => !listed.includes(text))
  const [first] = missing
  // the list of a misspelt value is there
  if (first === undefined || misspelt) return
  context.report.add("papers-case-missing", first.span, { list: name, values: missing.map(({ text }) => text), of: "list" })
}
