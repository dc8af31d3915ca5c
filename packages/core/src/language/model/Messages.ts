/**
 * Messages with their values (language §13). A text is read where it is used, for what may stand in it depends on
 * what is known there; used twice, it is read twice and kept once.
 */
import type { FieldType } from "../../domain/Field.ts"
import type { Template } from "../../plan/Plan.ts"
import { said } from "../diagnostic/Phrase.ts"
import * as Span from "../source/Span.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Name, Named } from "../syntax/tree/Node.ts"
import type { Messages as Tree, Template as TemplateTree, Words } from "../syntax/tree/Shared.ts"
import type { Context } from "./Context.ts"
import * as Handbook from "./Handbook.ts"
import * as Unknown from "./Unknown.ts"
import * as Known from "./Known.ts"
import * as Sentence from "./Sentence.ts"
import * as Titles from "./Titles.ts"
import type * as Type from "./Type.ts"

export interface Messages {
  /** Reads a message at the place that sends it; `false` when something was reported. */
  readonly use: (name: Name, context: Context) => boolean
  /** what was read so far */
  readonly found: { readonly [name: string]: { readonly [language: string]: Template } }
  readonly used: ReadonlySet<string>
}

/** `words`: the titles of the file, those of the handbook come behind them. */
export const make = (own: Maybe<Tree>, words: Maybe<Words>, handbook: Handbook.Handbook): Messages => {
  const found: { [name: string]: { [language: string]: Template } } = {}
  const used = new Set<string>()
  const entryOf = (name: string): Maybe<Named<TemplateTree | Broken>> | "none" => {
    const entries = [...(sound(own)?.entries ?? []), ...(handbook.messages?.entries ?? [])]
    const entry = entries.find((it) => it.name.text === name)
    return entry === undefined ? "none" : entry.value
  }
  return {
    found,
    used,
    use: (name, context) => {
      used.add(name.text)
      const entry = entryOf(name.text)
      if (entry === "none") {
        if (!isBroken(own) && !handbook.unread.messages) {
          Unknown.name(name, context, said("message", "消息（messages）"), [
            ...(sound(own)?.entries ?? []).map((it) => it.name.text),
            ...(handbook.messages?.entries ?? []).map((it) => it.name.text)
          ])
        }
        return false
      }
      if (entry === undefined || isBroken(entry)) return false
      let whole = true
      for (const text of entry.entries) {
        if (isBroken(text.value)) {
          whole = false
          continue
        }
        const template = read(text.value, words, { ...context, shared: true, language: text.name.text })
        if (template === undefined) whole = false
        else found[name.text] = { ...found[name.text], [text.name.text]: template }
      }
      return whole
    }
  }
}

const read = (tree: TemplateTree, own: Maybe<Words>, context: Context): Template | undefined => {
  const parts: Array<Template[number]> = []
  let whole = true
  for (const part of tree.parts) {
    if (part.kind === "text") {
      parts.push(part.text)
      continue
    }
    if (isBroken(part.expression)) {
      whole = false
      continue
    }
    const it = Sentence.value(part.expression, context)
    if (it?.type.kind === "unrounded-money") {
      context.report.add("money-unrounded", it.span, { written: Span.text(it.span) })
    }
    const type = it === undefined ? undefined : shown(it.type, context)
    if (it !== undefined && type === undefined && it.type.kind !== "unknown" && it.type.kind !== "unrounded-money") {
      Known.mismatch(it, said("something that can be shown in a text", "可以显示在文字里的值"), context)
    }
    if (it === undefined || type === undefined) whole = false
    else {
      const titles = titlesOf(it.type, own, context)
      parts.push({ value: it.expression, type, ...(titles === undefined ? {} : { titles }) })
    }
  }
  return whole ? parts : undefined
}

/** A reader knows papers, choices and departments by their titles; they become part of the text. */
const titlesOf = (
  type: Type.Type,
  own: Maybe<Words>,
  context: Context
): { readonly [name: string]: string } | undefined => {
  if (type.kind === "list") return titlesOf(type.of, own, context)
  const names = named(type, context)
  if (names === undefined) return undefined
  return Titles.of(names, own, context.handbook.words, context.handbook)[context.language ?? ""] ?? {}
}

/** What a value of this type can be the name of. */
const named = (type: Type.Type, { handbook }: Context): Iterable<string> | undefined => {
  switch (type.kind) {
    case "paper":
      return type.documents
    case "choice":
      return type.values
    case "rank":
      return Handbook.namesOf(handbook.ranks)
    case "department":
      return Handbook.namesOf(handbook.departments)
    default:
      return undefined
  }
}

/** How a value is shown. */
const shown = (type: Type.Type, context: Context): FieldType | undefined => {
  switch (type.kind) {
    case "rank":
      return { kind: "choice", values: Handbook.namesOf(context.handbook.ranks) }
    case "choice":
      return { kind: "choice", values: type.values }
    case "case":
      return type.procedure === undefined ? { kind: "case" } : { kind: "case", procedure: type.procedure }
    case "list": {
      const of = shown(type.of, context)
      return of === undefined ? undefined : { kind: "list", of }
    }
    case "row":
    case "plugin":
    case "paper":
      return { kind: "paper" }
    case "papers":
    case "checklist":
    case "filing":
    case "report":
    case "signature":
    case "unknown":
    case "unrounded-money":
      return undefined
    default:
      return { kind: type.kind }
  }
}
