/**
 * The texts of plain YAML (`YamlPlain`): words, sentences that go on in the next lines, quotes, blocks of text (`|`).
 */
import type { SourceFile } from "../source/SourceFile.ts"
import type { Span } from "../source/Span.ts"
import type { YamlScalar } from "./YamlNode.ts"
import { scalarOf } from "./YamlScalar.ts"

/** How far a file is read. */
export interface Reading {
  readonly file: SourceFile
  readonly text: string
  at: number
  /** Where the line of `at` begins. */
  line: number
  /** At a line that says something: where its first letter stands; -1 at the end of the file. */
  column: number
  /** Where the last value ended, a comment behind it included. */
  end: number
}

export const NEWLINE = 10
export const SPACE = 32
export const HASH = 35
export const DASH = 45
export const COLON = 58
const QUOTE = 34
const APOSTROPHE = 39
const BACKSLASH = 92
const BAR = 124

/** What YAML 1.1 took for something else than a word; told by the full reader. */
const loaded = /^(?:~|true|True|TRUE|false|False|FALSE|null|Null|NULL|<<)$/

export const isEmptyAt = (text: string, at: number): boolean => {
  const letter = text.charCodeAt(at)
  return letter === SPACE || letter === NEWLINE || at >= text.length
}

const skip = (text: string, from: number): number => {
  let at = from
  while (text.charCodeAt(at) === SPACE) at++
  return at
}

/** Words or quotes in one line; `it.at` is then behind them. */
export const scalar = (it: Reading, inFlow: boolean): YamlScalar | undefined => {
  const letter = it.text.charCodeAt(it.at)
  return letter === QUOTE || letter === APOSTROPHE ? quoted(it, letter, inFlow) : plain(it, letter, inFlow)
}

/** Without a line's end in it. */
const quoted = (it: Reading, quote: number, inFlow: boolean): YamlScalar | undefined => {
  const { file, text } = it
  const start = it.at
  let at = start + 1
  let doubled = false
  for (;; at++) {
    const letter = text.charCodeAt(at)
    if (letter === NEWLINE || letter === BACKSLASH && quote === QUOTE || at >= text.length) return undefined
    if (letter !== quote) continue
    if (text.charCodeAt(at + 1) !== quote) break
    // twice the same quote stands for one, of the single ones
    if (quote === QUOTE) return undefined
    doubled = true
    at++
  }
  it.at = at + 1
  const said = text.slice(start + 1, at)
  if (doubled) return scalarOf(file, { range: [start, it.at, it.at], type: "QUOTE_SINGLE" }, said.replaceAll("''", "'"), inFlow)
  return {
    kind: "scalar",
    style: "quoted",
    text: said,
    span: { file, start: start + 1, end: at },
    outer: { file, start, end: at + 1 },
    offsets: undefined,
    inFlow
  }
}

/** By letter: with which no plain word begins, or only where more is known than this reader asks. */
const begins = new Uint8Array(128).fill(1)
for (const letter of ",[]{}#&*!|>'\"%@`?: \n") begins[letter.charCodeAt(0)] = 0

/** By letter: what ends a plain word in brackets. */
const brackets = new Uint8Array(128)
for (const letter of ",[]{}") brackets[letter.charCodeAt(0)] = 1

const plain = (it: Reading, first: number, inFlow: boolean): YamlScalar | undefined => {
  const { file, text } = it
  const start = it.at
  if (first < 128 ? begins[first] === 0 : start >= text.length) return undefined
  if (first === DASH && (isEmptyAt(text, start + 1) || inFlow && brackets[text.charCodeAt(start + 1)] === 1)) return undefined
  const end = endOfWords(text, start, inFlow)
  it.at = end
  const said = text.slice(start, end)
  if (said.length <= 5 && loaded.test(said)) return undefined
  const span: Span = { file, start, end }
  return {
    kind: "scalar",
    style: "plain",
    text: said,
    span,
    outer: text.charCodeAt(end - 1) < 128 ? span : { file, start, end: start + said.trimEnd().length },
    offsets: undefined,
    inFlow
  }
}

/** Where the words end that begin here: in this line, before a colon or a comment, in brackets before a comma or a bracket. */
const endOfWords = (text: string, start: number, inFlow: boolean): number => {
  let end = start
  for (let at = start; at < text.length; at++) {
    const letter = text.charCodeAt(at)
    if (letter === NEWLINE) break
    if (letter === SPACE) {
      if (text.charCodeAt(at + 1) === HASH) break
      continue
    }
    if (letter === COLON && (isEmptyAt(text, at + 1) || inFlow && brackets[text.charCodeAt(at + 1)] === 1)) break
    if (inFlow && brackets[letter] === 1) break
    end = at + 1
  }
  return end
}

/** Words with the lines below that stand further right than the column: one sentence, folded. */
export const unfolded = (it: Reading, value: YamlScalar, column: number): YamlScalar | undefined => {
  const { file, text } = it
  if (value.style !== "plain") return value
  let said = value.text
  let end = it.at
  for (;;) {
    let at = skip(text, end)
    if (text.charCodeAt(at) !== NEWLINE) break
    let line = at
    let blank = -1
    while (text.charCodeAt(at) === NEWLINE) {
      blank++
      line = at + 1
      at = skip(text, line)
    }
    if (at >= text.length || at - line <= column || text.charCodeAt(at) === HASH) break
    const until = endOfWords(text, at, false)
    // a colon in the middle of a sentence is a fault
    if (until === at || text.charCodeAt(skip(text, until)) === COLON) return undefined
    said += (blank === 0 ? " " : "\n".repeat(blank)) + text.slice(at, until)
    end = until
  }
  if (end === it.at) return value
  it.at = end
  return scalarOf(file, { range: [value.span.start, end, end], type: "PLAIN" }, said, false)
}

/** A block of text as it is written, `|` or `|-`, further right than the column. `it.at` is then at the end of its last line. */
export const blockText = (it: Reading, column: number): YamlScalar | undefined => {
  const { file, text } = it
  const start = it.at
  if (text.charCodeAt(start) !== BAR) return undefined
  const stripped = text.charCodeAt(start + 1) === DASH
  let at = skip(text, start + (stripped ? 2 : 1))
  if (text.charCodeAt(at) !== NEWLINE) return undefined
  const indent = skip(text, at + 1) - at - 1
  const lines: Array<string> = []
  let full = 0
  let end = at
  while (at < text.length) {
    const line = at + 1
    const begin = skip(text, line)
    const newline = text.indexOf("\n", begin)
    const until = newline === -1 ? text.length : newline
    if (begin === until) {
      // of blank lines that say something, and of those at the beginning, the library knows more
      if (begin - line > indent || full === 0) return undefined
      lines.push("")
    } else {
      if (begin - line < indent) break
      lines.push(text.slice(line + indent, until))
      full = lines.length
      end = until
    }
    at = until
  }
  if (full === 0 || indent <= column) return undefined
  it.at = end
  const after = Math.min(end + 1, text.length)
  const said = lines.slice(0, full).join("\n") + (stripped ? "" : "\n")
  return scalarOf(file, { range: [start, after, after], type: "BLOCK_LITERAL" }, said, false)
}
