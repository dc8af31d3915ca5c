import { oneOf, said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import { keyFor } from "./Habits.ts"
import type { Span } from "../source/Span.ts"
import { read, tellFullWidth, type Parser } from "./Cursor.ts"
import { calledOf, type Kind, type Kinds } from "./Kind.ts"
import { nameOf } from "./NameRule.ts"
import { fullWidth } from "./Punctuation.ts"
import type { Key, Shape as Table, Words } from "./Shape.ts"
import * as Shape from "./Shape.ts"
import type { Lacking } from "./tree/Handbook.ts"
import type { Broken, Entry, Listed, Maybe, Must, Name, Named, Word } from "./tree/Node.ts"
import type { YamlMap, YamlNode, YamlPair, YamlScalar } from "./YamlNode.ts"

/**
 * From YAML nodes to tree nodes: what maps, lists and words have in common. What stands behind each key is in
 * the tables of `Shape`; how a kind is read is in `decode/`.
 */
export type Decoder<T> = (node: YamlNode, context: Context) => T | Broken

export type Decoders = { readonly [K in Kind]: Decoder<Kinds[K]> }

export interface Context {
  readonly report: Report
  readonly decoders: Decoders
  /** The key behind which the node stands: the place to say that something is missing in it. */
  readonly owner?: Span | undefined
  /**
   * Of a handbook that takes from another: keys that are missing and that the other one may have. What is missing in the
   * end is told when both are put together.
   */
  readonly lacking?: Array<Lacking>
}

export const broken = (span: Span): Broken => ({ kind: "broken", span })

const empty = said("empty", "空白")

const found = (node: YamlNode): Said => {
  switch (node.kind) {
    case "scalar":
      return said("a text", "一段文字")
    case "map":
      return said("several entries (`key: value`)", "一组内容（`项: 值`）")
    case "list":
      return said("a list", "一个列表")
    default:
      return empty
  }
}

/** Tells that a list, map or text was expected, unless the node is told already. */
export const wrongShape = (node: YamlNode, expected: Said, context: Context, hint?: Said): Broken => {
  if (node.kind !== "broken") {
    context.report.add("wrong-shape", opening(node), { expected, found: found(node), hint: hint ?? mapHint(node) })
  }
  return broken(node.span)
}

/** Only the beginning of a long map or list is marked. */
const opening = (node: YamlNode): Span => {
  if (node.kind === "scalar" || node.kind === "empty" || node.kind === "broken") return node.span
  const first = node.kind === "map" ? node.pairs[0]?.key.outer : node.items[0]?.span
  return node.flow || first === undefined ? node.span : first
}

const mapHint = (node: YamlNode): Said | undefined =>
  node.kind === "map" && node.flow
    ? said("`{` begins a group of entries. If it belongs to a text, put the text in quotes.", "`{` 表示一组内容的开始；若属于文字，请给文字加引号。")
    : undefined

/** One sentence, read by a parser. */
export const sentence = <T>(kind: Kind, parser: Parser<T>): Decoder<T> => (node, context) =>
  node.kind === "scalar"
    ? read(node, context.report, parser, calledOf(kind))
    : wrongShape(node, calledOf(kind), context)

/** One of a closed set of words. */
export const word = <const W extends string>(words: ReadonlyArray<W>): Decoder<Word<W>> => (node, context) => {
  const expected = oneOf(words)
  if (node.kind !== "scalar") return wrongShape(node, expected, context)
  const text = node.text.trim().replace(/\s+/g, " ")
  const exact = words.find((it) => it === text)
  if (exact !== undefined) return { kind: "word", word: exact, span: node.span }
  const wide = fullWidth(node.text)
  if (wide.length > 0) {
    tellFullWidth(node, context.report, wide)
    return broken(node.span)
  }
  const near = nearest(text, words, 1)[0]
  context.report.add("sentence-syntax", node.span, {
    expected,
    found: text.length > 60 ? `${text.slice(0, 60)}…` : text,
    hint: near === undefined ? undefined : said(`Did you mean \`${near}\`?`, `是否想写 \`${near}\`？`)
  }, { fix: near === undefined ? undefined : rewrite(node.span, near) })
  return broken(node.span)
}

const rewrite = (span: Span, text: string) => ({
  title: said(`Write \`${text}\``, `改写为 \`${text}\``),
  safe: false,
  edits: [{ span, text }]
})

/** A list. One thing alone is told and read as a list of one. */
export const listed = <T>(node: YamlNode, context: Context, expected: Said, item: Decoder<T>): Listed<T | Broken> | Broken => {
  if (node.kind === "list") {
    return { kind: "listed", items: node.items.map((it) => item(it, { ...context, owner: undefined })), span: node.span }
  }
  if (node.kind !== "scalar" || node.offsets !== undefined) return wrongShape(node, expected, context)
  context.report.add("wrong-shape", node.span, {
    expected,
    found: found(node),
    hint: said(`Write \`[${node.text}]\`.`, `请写成 \`[${node.text}]\`。`)
  }, {
    fix: {
      title: said("Write it as a list of one", "写成一项的列表"),
      safe: true,
      edits: [{ span: { ...node.outer, end: node.outer.start }, text: "[" }, { span: { ...node.outer, start: node.outer.end }, text: "]" }]
    }
  })
  return { kind: "listed", items: [item(node, context)], span: node.span }
}

/** Only what is sound; for lists of names, where a broken one is told and simply not there. */
export const soundOnly = <T>(list: Listed<T | Broken> | Broken): Listed<T> | Broken =>
  list.kind === "broken" ? list : { ...list, items: list.items.filter((it): it is T => !isBrokenItem(it)) }

const isBrokenItem = (it: unknown): it is Broken => (it as { readonly kind?: unknown }).kind === "broken"

/** A map with our names as keys (◇). `name` reads a key; a name that is written twice is told and left out. */
export const named = <T>(
  node: YamlNode,
  context: Context,
  item: Decoder<T>,
  as: "new" | "use" | ((key: YamlScalar, report: Report) => Name) = "new"
): Named<T | Broken> | Broken => {
  if (node.kind !== "map") return wrongShape(node, said("entries by name (`name: …`)", "按名称列出的各项（`名称: …`）"), context)
  const entries: Array<Entry<T | Broken>> = []
  for (const pair of onceEach(node, context, aName)) {
    const name = typeof as === "string" ? nameOf(pair.key, context.report, as) : as(pair.key, context.report)
    // With punctuation or a space in a key, the colon may stand anywhere and what follows it means nothing.
    const value = fullWidth(name.text).length > 0 || /[\s[\]{}()]/.test(name.text)
      ? broken(pair.value.span)
      : pair.value.kind === "empty"
      ? nothing(pair, undefined, context)
      : item(pair.value, { ...context, owner: name.span })
    entries.push({ name, value, span: pair.span })
  }
  return { kind: "named", entries, span: node.span }
}

const aName = said("the name", "名称")
const aKey = said("the key", "冒号前的词")

/** The pairs of a map without those whose key was there before, which are told. */
export const onceEach = (map: YamlMap, context: Context, what: Said): ReadonlyArray<YamlPair> => {
  const seen = new Map<string, YamlPair>()
  return map.pairs.filter((pair) => {
    const first = seen.get(pair.key.text)
    if (first === undefined) {
      seen.set(pair.key.text, pair)
      return true
    }
    context.report.add("name-taken", pair.key.span, { name: pair.key.text, what }, {
      related: [{ span: first.key.span, message: said("first written here", "最先写在这里") }]
    })
    return false
  })
}

/** A key with nothing behind it. */
const nothing = (pair: YamlPair, expected: Said | undefined, context: Context): Broken => {
  context.report.add("wrong-shape", pair.key.span, {
    expected: expected ?? said(`something behind \`${pair.key.text}:\``, `\`${pair.key.text}:\` 后面的内容`),
    found: empty,
    hint: said("If there is nothing to say, leave the line out.", "若无内容，请删去这一行。")
  })
  return broken(pair.value.span)
}

type Value<K> = K extends Kind ? Kinds[K] : K extends Words ? Word<K[number]> : never

export type Decoded<S extends Table> = {
  readonly [N in keyof S["keys"]]: S["keys"][N] extends Key<infer K, infer R>
    ? R extends true ? Must<Value<K>> : Maybe<Value<K>>
    : never
}

export interface Record_<S extends Table> {
  readonly values: Decoded<S>
  /** The places of the keys that are written. */
  readonly keys: ReadonlyMap<string, Span>
  readonly map: YamlMap
  readonly span: Span
  /** No part is left out for being unreadable, so one may say that a key is missing. */
  readonly complete: boolean
}

export interface Options {
  /** A key that is read by somebody else, e.g. the kind word of a step. */
  readonly besides?: string
  /** False when a missing key may be hidden in an unreadable part. */
  readonly complete?: boolean
  /** True when it has told a key that the shape does not know. */
  readonly unknown?: (pair: YamlPair) => boolean
  /** Where to mark a missing key; otherwise the whole map, if short, or its first key. */
  readonly mark?: Span
}

/** A map with keywords as keys, by its table. */
export const record = <S extends Table>(shape: S, node: YamlNode, context: Context, options: Options = {}): Record_<S> | Broken => {
  if (node.kind !== "map") {
    return wrongShape(node, said(`${shape.place.en}, written as entries (\`key: value\`)`, `${shape.place.zh}，写成一组内容（\`项: 值\`）`), context)
  }
  const known = Object.keys(shape.keys)
  const pairs = onceEach(node, context, aKey)
  const written = new Set(pairs.map((pair) => pair.key.text))
  const values: Record<string, unknown> = {}
  const keys = new Map<string, Span>()
  let complete = node.complete && options.complete !== false
  for (const pair of pairs) {
    const text = pair.key.text
    if (text === options.besides) continue
    let key = shape.keys[text]
    let name = text
    if (key === undefined) {
      if (options.unknown?.(pair) === true) {
        complete = false
        continue
      }
      const meant = tellUnknown(shape, pair, known.filter((it) => !written.has(it) && !keys.has(it)), known, context)
      // Read on as if the nearest key stood there, so that nothing else is told for the same slip.
      key = meant === undefined ? undefined : shape.keys[meant]
      if (key === undefined || meant === undefined) {
        complete = false
        continue
      }
      name = meant
    }
    keys.set(name, pair.key.span)
    const expected = typeof key.kind === "string" ? calledOf(key.kind) : oneOf(key.kind)
    values[name] = pair.value.kind === "empty" ? nothing(pair, expected, context) : decode(key.kind, pair.value, { ...context, owner: pair.key.span })
  }
  const mark = options.mark ?? context.owner ?? opening(node)
  const lacking = Shape.patchable.has(shape) ? context.lacking : undefined
  for (const name of known) {
    if (name in values) continue
    const key = shape.keys[name]
    if (key?.required === true) {
      // where a part could not be read nobody knows what it held; what is written under an unknown key may be it
      if (lacking !== undefined && node.complete && options.complete !== false) {
        if (complete) lacking.push({ keys: [name], place: shape.place, example: key.example, mark, at: node.span })
        continue
      }
      if (complete) context.report.add("key-missing", mark, { keys: [name], place: shape.place, example: key.example })
      values[name] = broken(mark)
    } else {
      values[name] = node.complete && options.complete !== false ? undefined : broken(mark)
    }
  }
  return { values: values as Decoded<S>, keys, map: node, span: node.span, complete }
}

export const decode = (kind: Kind | Words, node: YamlNode, context: Context): unknown =>
  typeof kind === "string" ? context.decoders[kind](node, context) : word(kind)(node, context)

/** Tells an unknown key and gives the one that was surely meant, if it is not written as well. */
const tellUnknown = (
  shape: Table,
  pair: YamlPair,
  free: ReadonlyArray<string>,
  known: ReadonlyArray<string>,
  context: Context
): string | undefined => {
  const { span, text } = pair.key
  const wide = fullWidth(text)
  if (wide.length > 0) {
    tellFullWidth(pair.key, context.report, wide)
    return undefined
  }
  const meant = keyFor(text)
  const near = meant !== undefined && known.includes(meant) ? [meant] : nearest(text, known)
  const first = near[0]
  context.report.add("unknown-key", span, { key: text, place: shape.place, nearest: near, known }, {
    fix: first === undefined ? undefined : rewrite(pair.key.outer, first)
  })
  return first !== undefined && near.length === 1 && free.includes(first) ? first : undefined
}

/** Exactly one (or at most one) of two keys. Gives false when something is told. */
export const oneOfKeys = (
  from: Record_<Table>,
  shape: Table,
  first: string,
  second: string,
  context: Context,
  options: { readonly required: boolean; readonly mark?: Span; readonly example?: string }
): void => {
  const a = from.keys.get(first)
  const b = from.keys.get(second)
  if (a !== undefined && b !== undefined) {
    const [early, late] = a.start < b.start ? [a, b] : [b, a]
    const [one, two] = a.start < b.start ? [first, second] : [second, first]
    context.report.add("two-kinds", late, { first: one, second: two, place: shape.place }, {
      related: [{ span: early, message: said(`\`${one}\` stands here`, `\`${one}\` 写在这里`) }]
    })
  } else if (a === undefined && b === undefined && options.required && from.complete) {
    const mark = options.mark ?? context.owner ?? opening(from.map)
    const { example } = options
    if (context.lacking !== undefined && Shape.patchable.has(shape)) {
      context.lacking.push({ keys: [first, second], place: shape.place, example, mark, at: from.span })
    } else context.report.add("key-missing", mark, { keys: [first, second], place: shape.place, example })
  }
}
