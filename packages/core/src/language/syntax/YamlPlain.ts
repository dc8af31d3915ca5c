/**
 * Reads the plain YAML that nearly all our files are: block maps and lists, brackets in one line, words, quotes, blocks
 * of text, comments that stand over what they speak of. It reads it without the library, many times faster.
 *
 * It tells nothing and mends nothing. Where a file has anything else (an anchor, brackets over several lines, an escape,
 * a key with nothing behind it, a tab, a fault), it gives up, and the library reads the whole file.
 * What it does read is what `YamlReader` makes of the library's nodes, span by span; a test holds them together.
 */
import type { SourceFile } from "../source/SourceFile.ts"
import type { YamlList, YamlMap, YamlNode, YamlPair, YamlScalar } from "./YamlNode.ts"
import { blockText, COLON, DASH, HASH, isEmptyAt, NEWLINE, type Reading, scalar, SPACE, unfolded } from "./YamlPlainText.ts"

const COMMA = 44
const BAR = 124
const DOT = 46
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN_MAP = 123
const CLOSE_MAP = 125

/** Deeper than anybody nests; far below what is told as too deep. */
const DEEPEST = 50

/** The library ends a key that is longer than this with a fault. */
const LONGEST_KEY = 1000

/** White space of other kinds and marks of the library's own, wherever they stand. */
const strange = ["\t", "\r", "\u0002", "\u0018", "\u001f", "\ufeff"]

/** The file's node; `undefined` if it is not plain, which says nothing about whether it is sound. */
export const read = (file: SourceFile): YamlMap | undefined => {
  const { text } = file
  if (strange.some((letter) => text.includes(letter))) return undefined
  const it: Reading = { file, text, at: 0, line: 0, column: -1, end: 0 }
  if (!toNextLine(it) || it.column !== 0 || isDash(it)) return undefined
  const root = map(it, undefined, 0, 0)
  return isAtEnd(it) ? root : undefined
}

const isAtEnd = ({ column }: Reading): boolean => column === -1

/** From the end of a line to the next one that says something. False where the comments between do not stand over it. */
const toNextLine = (it: Reading): boolean => {
  const { text } = it
  let at = it.at
  let comment = -1
  for (;;) {
    if (text.charCodeAt(at) === NEWLINE) at++
    const line = at
    while (text.charCodeAt(at) === SPACE) at++
    const letter = text.charCodeAt(at)
    if (letter === NEWLINE) continue
    const ends = at >= text.length
    const column = ends ? 0 : at - line
    if (comment !== -1 && comment !== column) return false
    if (letter === HASH) {
      comment = column
      at = endOfLine(text, at)
      continue
    }
    it.at = at
    it.line = line
    it.column = ends ? -1 : column
    // another document
    return column !== 0 || letter !== DASH && letter !== DOT || !text.startsWith("---", at) && !text.startsWith("...", at)
  }
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf("\n", at)
  return end === -1 ? text.length : end
}

/** Behind a value: nothing but a comment may follow it in its line, and nothing below may stand further right. */
const closeLine = (it: Reading): boolean => {
  const { at, text } = it
  it.end = at
  skipSpaces(it)
  if (it.at < text.length && text.charCodeAt(it.at) !== NEWLINE) {
    if (text.charCodeAt(it.at) !== HASH || it.at === at) return false
    it.at = endOfLine(text, it.at)
    it.end = it.at
  }
  return toNextLine(it)
}

const skipSpaces = (it: Reading): void => {
  while (it.text.charCodeAt(it.at) === SPACE) it.at++
}

const isDash = ({ at, text }: Reading): boolean => text.charCodeAt(at) === DASH && isEmptyAt(text, at + 1)

const block = (it: Reading, depth: number): YamlNode | undefined =>
  isDash(it) ? list(it, it.column, depth) : map(it, undefined, it.column, depth)

/** `first` is the first key, if it is read already. */
const map = (it: Reading, first: YamlScalar | undefined, column: number, depth: number): YamlMap | undefined => {
  if (depth > DEEPEST) return undefined
  const { file } = it
  const pairs: Array<YamlPair> = []
  let key = first ?? keyHere(it)
  const start = key?.outer.start ?? 0
  while (key !== undefined) {
    const value = valueBehind(it, column, depth)
    if (value === undefined) return undefined
    pairs.push({ key, value, span: { file, start: key.outer.start, end: endOf(value) } })
    if (it.column !== column) break
    if (isDash(it)) return undefined
    key = keyHere(it)
  }
  if (key === undefined || it.column > column) return undefined
  return { kind: "map", pairs, complete: true, flow: false, span: { file, start, end: trimmed(it.text, it.end) } }
}

const endOf = (node: YamlNode): number => node.kind === "scalar" ? node.outer.end : node.span.end

/** A key with its colon, at the beginning of a line. */
const keyHere = (it: Reading): YamlScalar | undefined => {
  const key = scalar(it, false)
  return key !== undefined && toColon(it, key) ? key : undefined
}

const toColon = (it: Reading, key: YamlScalar): boolean => {
  const { text } = it
  let { at } = it
  while (text.charCodeAt(at) === SPACE) at++
  if (text.charCodeAt(at) !== COLON || !isEmptyAt(text, at + 1) || key.text === "" || at - key.outer.start > LONGEST_KEY) return false
  it.at = at + 1
  return true
}

/** What stands behind a key, in its line or below. */
const valueBehind = (it: Reading, column: number, depth: number): YamlNode | undefined => {
  skipSpaces(it)
  const letter = it.text.charCodeAt(it.at)
  if (letter === NEWLINE || letter === HASH) {
    if (letter === HASH) it.at = endOfLine(it.text, it.at)
    if (!toNextLine(it)) return undefined
    if (it.column > column) return block(it, depth + 1)
    return it.column === column && isDash(it) ? list(it, column, depth + 1) : undefined
  }
  if (letter === BAR) return closedText(it, column)
  const value = inLine(it, depth)
  return value === undefined ? undefined : closed(it, value, column)
}

/** A value with what of it stands in the lines below; behind it the next line begins. */
const closed = (it: Reading, value: YamlNode, column: number): YamlNode | undefined => {
  const whole = value.kind === "scalar" ? unfolded(it, value, column) : value
  return whole !== undefined && closeLine(it) ? whole : undefined
}

const closedText = (it: Reading, column: number): YamlNode | undefined => {
  const text = blockText(it, column)
  return text !== undefined && closeLine(it) ? text : undefined
}

const inLine = (it: Reading, depth: number): YamlNode | undefined => {
  const letter = it.text.charCodeAt(it.at)
  return letter === OPEN_MAP ? flowMap(it, depth + 1) : letter === OPEN_LIST ? flowList(it, depth + 1) : scalar(it, false)
}

const list = (it: Reading, column: number, depth: number): YamlList | undefined => {
  if (depth > DEEPEST) return undefined
  const { file } = it
  const start = it.at
  const items: Array<YamlNode> = []
  do {
    it.at++
    const item = itemHere(it, column, depth)
    if (item === undefined) return undefined
    items.push(item)
  } while (it.column === column && isDash(it))
  if (it.column > column) return undefined
  return { kind: "list", items, flow: false, span: { file, start, end: trimmed(it.text, it.end) } }
}

/** What stands behind a dash: a map may begin in its line. */
const itemHere = (it: Reading, column: number, depth: number): YamlNode | undefined => {
  skipSpaces(it)
  const letter = it.text.charCodeAt(it.at)
  if (letter === NEWLINE || letter === HASH) {
    if (letter === HASH) it.at = endOfLine(it.text, it.at)
    return toNextLine(it) && it.column > column ? block(it, depth + 1) : undefined
  }
  if (letter === BAR) return closedText(it, column)
  const inner = it.at - it.line
  if (isDash(it)) return list(it, inner, depth + 1)
  const item = inLine(it, depth)
  if (item === undefined) return undefined
  if (item.kind === "scalar" && toColon(it, item)) return map(it, item, inner, depth + 1)
  return closed(it, item, column)
}

const flowMap = (it: Reading, depth: number): YamlMap | undefined => {
  if (depth > DEEPEST) return undefined
  const { file, text } = it
  const start = it.at
  const pairs: Array<YamlPair> = []
  it.at++
  skipSpaces(it)
  let letter = text.charCodeAt(it.at)
  while (letter !== CLOSE_MAP) {
    const key = scalar(it, true)
    if (key === undefined || !toColon(it, key)) return undefined
    skipSpaces(it)
    const value = inBrackets(it, depth)
    if (value === undefined) return undefined
    pairs.push({ key, value, span: { file, start: key.outer.start, end: endOf(value) } })
    letter = behindItem(it, CLOSE_MAP)
    if (letter === 0) return undefined
  }
  it.at++
  return { kind: "map", pairs, complete: true, flow: true, span: { file, start, end: it.at } }
}

const flowList = (it: Reading, depth: number): YamlList | undefined => {
  if (depth > DEEPEST) return undefined
  const { file, text } = it
  const start = it.at
  const items: Array<YamlNode> = []
  it.at++
  skipSpaces(it)
  let letter = text.charCodeAt(it.at)
  while (letter !== CLOSE_LIST) {
    const item = inBrackets(it, depth)
    if (item === undefined) return undefined
    items.push(item)
    letter = behindItem(it, CLOSE_LIST)
    if (letter === 0) return undefined
  }
  it.at++
  return { kind: "list", items, flow: true, span: { file, start, end: it.at } }
}

/** The letter at which the next item begins, or what closes the bracket; 0 if neither stands here. */
const behindItem = (it: Reading, close: number): number => {
  const { text } = it
  skipSpaces(it)
  const letter = text.charCodeAt(it.at)
  if (letter === close) return letter
  if (letter !== COMMA) return 0
  it.at++
  skipSpaces(it)
  const next = text.charCodeAt(it.at)
  return next === close ? 0 : next
}

const inBrackets = (it: Reading, depth: number): YamlNode | undefined => {
  const letter = it.text.charCodeAt(it.at)
  if (letter === OPEN_MAP) return flowMap(it, depth + 1)
  if (letter === OPEN_LIST) return flowList(it, depth + 1)
  const value = scalar(it, true)
  return value === undefined || value.style === "plain" && mayBeCut(value.text) ? undefined : value
}

/** A bracket that is open at the end may have been cut in two by a comma (`CommaCut`). */
const mayBeCut = (text: string): boolean => {
  if (!text.includes("(")) return false
  let open = 0
  for (const letter of text) open += letter === "(" ? 1 : letter === ")" ? -1 : 0
  return open > 0
}

/** Before the white space at an end; there is always something before it. */
const trimmed = (text: string, end: number): number => {
  const last = text.charCodeAt(end - 1)
  if (last > SPACE && last < 128) return end
  let at = end
  while (/\s/.test(text.charAt(at - 1))) at--
  return at
}
