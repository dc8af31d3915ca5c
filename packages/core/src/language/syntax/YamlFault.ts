import { said } from "../diagnostic/Phrase.ts"
import type { Fix } from "../diagnostic/Diagnostic.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Report } from "../diagnostic/Report.ts"
import { line, lineStarts, position, type SourceFile } from "../source/SourceFile.ts"
import { make, type Span } from "../source/Span.ts"
import { problem } from "./YamlProblem.ts"

/** A place at which the YAML library could not go on. */
export interface Fault {
  readonly code: string
  readonly start: number
  readonly end: number
  readonly warning: boolean
}

/**
 * Tells faults as what somebody did: the bracket that was left open, the full-width colon, the line that is
 * indented too far. The library names the place at which it noticed; the slip is often a line above.
 */
export const makeTeller = (
  file: SourceFile,
  report: Report,
  openQuotes: ReadonlyArray<number>,
  told: ReadonlySet<number>
) => {
  const lines = new Set(told)
  // An open bracket or quote swallows what follows: until the next top-level key, other faults are its consequences.
  let swallowed = -1

  const fullWidth = (fault: Fault): boolean => {
    const seen = fullWidthNear(file, fault)
    if (seen === undefined) return false
    const { line: number } = position(file, seen.start)
    if (lines.has(number)) return true
    lines.add(number)
    const after = file.text.charAt(seen.start + 1)
    const text = seen.instead === ":" && after !== " " && after !== "\n" ? ": " : seen.instead
    const span = make(file, seen.start, seen.start + 1)
    report.add("full-width-punctuation", span, { found: file.text.charAt(seen.start), instead: seen.instead.trim() }, {
      fix: {
        title: said(`Write \`${seen.instead}\``, `改为半角 \`${seen.instead}\``),
        safe: true,
        edits: [{ span, text }]
      }
    })
    return true
  }

  return {
    /** The lines at which something is told; nothing more is told about them. */
    lines,
    tell: (fault: Fault): void => {
      const { line: number } = position(file, fault.start)
      if (lines.has(number) || fault.start < swallowed || fullWidth(fault)) return
      if (fault.code === "open-bracket" || fault.code === "stray-bracket" || fault.code === "open-quote") swallowed = nextTopLevel(file.text, fault.start)
      lines.add(number)
      const { fix, span, what } = slipOf(file, fault, openQuotes)
      const shown = position(file, span.start).line
      if (shown !== number && lines.has(shown)) return
      lines.add(shown)
      report.add(fault.warning ? "yaml-warning" : "yaml-broken", span, { problem: what }, { fix })
    }
  }
}

/** The end of the line before the next top-level key. */
export const nextTopLevel = (text: string, from: number): number => {
  const next = /\n(?=\p{L})/gu
  next.lastIndex = from
  return next.exec(text)?.index ?? text.length
}

interface Slip {
  readonly span: Span
  readonly what: Said
  readonly fix?: Fix
}

const slipOf = (file: SourceFile, fault: Fault, openQuotes: ReadonlyArray<number>): Slip => {
  const { text } = file
  const number = position(file, fault.start).line
  const own = line(file, number)
  const known = (code: string) => problem(code, own)
  const quote = openQuotes.findLast((at) => at <= fault.start)
  if (fault.code === "MISSING_CHAR" && quote !== undefined) {
    return { span: make(file, quote, quote + 1), what: known("open-quote") }
  }
  if (fault.code === "open-quote") return { span: make(file, fault.start, fault.start + 1), what: known("open-quote") }
  if (fault.code === "open-bracket") {
    const sign = text.charAt(fault.start)
    return {
      span: make(file, fault.start, fault.start + 1),
      what: said(
        `This \`${sign}\` is never closed. Put \`${sign === "[" ? "]" : "}"}\` where this part ends.`,
        `这个 \`${sign}\` 没有合上。请在这部分结束的地方写上 \`${sign === "[" ? "]" : "}"}\`。`
      )
    }
  }
  if (fault.code === "stray-bracket") {
    const sign = text.charAt(fault.start)
    return {
      span: make(file, fault.start, fault.start + 1),
      what: said(
        `This \`${sign}\` closes nothing. Remove it, or write the \`${sign === "]" ? "[" : "{"}\` it belongs to.`,
        `这个 \`${sign}\` 没有对应的开头。请删去，或补上与它成对的 \`${sign === "]" ? "[" : "{"}\`。`
      )
    }
  }
  const lost = lostColon(file, fault, number)
  if (lost !== undefined) return lost
  // noticed where nothing is written: the line below is the one that does not fit
  const below = fault.code === "BAD_INDENT" && /^\s*(?:#.*)?$/.test(own) ? belowOf(file, number) : undefined
  if (below !== undefined) return { span: below, what: known(fault.code) }
  const dash = fault.code === "BAD_INDENT" ? missingDash(file, number) : undefined
  if (dash !== undefined) return dash
  const above = fault.code === "BAD_INDENT" ? aboveOf(file, number) : undefined
  if (above !== undefined && /^\s*\p{L}[^:]*$/u.test(above.text) && indentOf(above.text) <= indentOf(own)) {
    const begin = (lineStarts(file)[above.number - 1] ?? 0) + indentOf(above.text)
    return { span: make(file, begin, begin + above.text.trim().length), what: known("MULTILINE_IMPLICIT_KEY") }
  }
  if (text.charAt(fault.start) === "#") return { span: make(file, fault.start, fault.start + 1), what: known("COMMENT_SPACE") }
  if (/[:,[{]\s*\{[\p{L}\p{N}. -]+\}\s*[^\s,}\]#]/u.test(own.slice(0, 1000))) return { span: narrow(file, fault), what: known("brace-text") }
  if (fault.code === "BLOCK_AS_IMPLICIT_KEY") {
    const lineEnd = endOfLine(file, fault.start)
    if (/:(?:\s|$)/.test(text.slice(fault.start, lineEnd))) {
      return { span: make(file, fault.start, lineEnd), what: known(fault.code) }
    }
    // No second colon here: the line below stands too far to the right and is read as part of this value.
    const below = /^\s*/.exec(text.slice(lineEnd))?.[0].length ?? 0
    return { span: make(file, lineEnd + below, endOfLine(file, lineEnd + below)), what: known("too-far-right") }
  }
  if (fault.code === "MISSING_CHAR" && /^\s*$/.test(text.slice(fault.start - position(file, fault.start).column + 1, fault.start))) {
    const begin = fault.start + (/^[ ]*/.exec(text.slice(fault.start))?.[0].length ?? 0)
    if (/^[\p{L}][\p{L}\p{M}\p{N}-]*:(?:\s|$)/u.test(text.slice(begin, begin + 200))) {
      return { span: make(file, begin, Math.max(begin + 1, Math.min(endOfLine(file, begin), begin + 200))), what: known("BAD_INDENT") }
    }
  }
  return { span: narrow(file, fault), what: known(fault.code) }
}

/** `task repair   # …`: a comment keeps the line from being read on, so the fault is noticed in the line below. */
const lostColon = (file: SourceFile, fault: Fault, number: number): Slip | undefined => {
  if (fault.code !== "UNEXPECTED_TOKEN" && fault.code !== "MISSING_CHAR") return undefined
  const above = aboveOf(file, number)
  if (above === undefined || !line(file, above.number).slice(0, 1000).includes("#")) return undefined
  // a colon without a space behind it is one of a time
  const words = /^(\s*(?:- )*)(\p{L}[\p{L}\p{M}\p{N}-]*) (?:[^:{}[\]"']|:(?=\S))*$/u.exec(above.text)
  if (words?.[1] === undefined) return undefined
  const begin = (lineStarts(file)[above.number - 1] ?? 0) + words[1].length
  return { span: make(file, begin, begin + above.text.length - words[1].length), what: problem("MULTILINE_IMPLICIT_KEY", above.text) }
}

/** A line at the column of the dashes above it: its own dash was left out. */
const missingDash = (file: SourceFile, number: number): Slip | undefined => {
  const own = /^( *)[\p{L}][\p{L}\p{M}\p{N}-]*:(?: |$)/u.exec(line(file, number))
  const indent = own?.[1]
  if (own === null || indent === undefined) return undefined
  for (let above = number - 1; above > Math.max(0, number - 300); above--) {
    const other = line(file, above)
    if (other.startsWith(`${indent}- `)) {
      const start = (lineStarts(file)[number - 1] ?? 0) + indent.length
      const span = make(file, start, start + own[0].trim().length)
      return {
        span,
        what: said(
          "The items of the list above begin with `- `, and this line stands beside them without one. Put `- ` before it, or indent it to where it belongs.",
          "上面列表的各项都以 `- ` 开头，这一行与它们对齐却没有。请在前面加 `- `，或缩进到它所属的位置。"
        ),
        fix: {
          title: said("Begin the item with `- `", "在前面加 `- `"),
          safe: false,
          edits: [{ span: make(file, start, start), text: "- " }]
        }
      }
    }
    if (/\S/.test(other) && !other.startsWith(`${indent} `) && !/^\s*#/.test(other)) return undefined
  }
  return undefined
}

const indentOf = (text: string): number => /^ */.exec(text)?.[0].length ?? 0

/** The next line above that says something, without its comment. */
const aboveOf = (file: SourceFile, number: number): { readonly number: number; readonly text: string } | undefined => {
  for (let above = number - 1; above > Math.max(0, number - 20); above--) {
    const text = line(file, above).slice(0, 1000).replace(/(?:^|\s)#.*$/, "").trimEnd()
    if (text !== "") return { number: above, text }
  }
  return undefined
}

/** The next line that says something, without its comment. */
const belowOf = (file: SourceFile, number: number): Span | undefined => {
  for (let below = number + 1; below < number + 20; below++) {
    const text = line(file, below).slice(0, 1000).replace(/(?:^|\s)#.*$/, "").trimEnd()
    const start = (lineStarts(file)[below - 1] ?? 0) + indentOf(text)
    if (text !== "") return make(file, start, start + text.trimStart().length)
  }
  return undefined
}

const endOfLine = (file: SourceFile, from: number): number => {
  const newline = file.text.indexOf("\n", from)
  const end = newline === -1 ? file.text.length : newline
  const comment = / #/.exec(file.text.slice(from, end))
  return (comment === null ? end : from + comment.index) - (/\s*$/.exec(file.text.slice(from, comment === null ? end : from + comment.index))?.[0].length ?? 0)
}

/** The stretch to mark: not beyond the end of the line, and at least one letter if there is one. */
const narrow = (file: SourceFile, fault: Fault): Span => {
  const { text } = file
  let start = Math.min(fault.start, text.length)
  while (start > 0 && start < text.length && (text.charAt(start) === "\n" || text.charAt(start) === "\r")) start--
  const newline = text.indexOf("\n", start)
  const lineEnd = newline === -1 ? text.length : newline
  // white space alone shows nothing: the first word behind it does
  const white = /^[ \t]*/.exec(text.slice(start, lineEnd))?.[0].length ?? 0
  if (start + white >= fault.end && start + white < lineEnd) {
    const word = /^\S+/.exec(text.slice(start + white, lineEnd))?.[0].length ?? 1
    return make(file, start + white, start + white + word)
  }
  return make(file, start, Math.max(start, Math.min(Math.max(fault.end, start + 1), lineEnd)))
}

/** A bracket without its pair before the place at which a fault was noticed, from the top-level key above it on. */
export const unpaired = (text: string, until: number): { readonly at: number; readonly is: "open-bracket" | "stray-bracket" | "open-quote" } | undefined => {
  let begin = until
  for (let looked = 0; looked < 400 && begin > 0; looked++) {
    const newline = text.lastIndexOf("\n", begin - 1)
    begin = newline + 1
    if (newline === -1 || begin < until && /^\p{L}/u.test(text.slice(begin, begin + 2))) break
    begin = newline
  }
  const open: Array<number> = []
  let quote = ""
  let quoted = 0
  for (let at = Math.max(0, begin); at < until; at++) {
    const letter = text.charAt(at)
    if (quote !== "") {
      // inside brackets, a quote that its line does not close has swallowed the bracket
      if (letter === "\n" && open.length > 0) return { at: quoted, is: "open-quote" }
      if (letter === quote || letter === "\n") quote = ""
    } else if ((letter === "\"" || letter === "'") && /[\s[{,:]/.test(text.charAt(at - 1))) {
      quote = letter
      quoted = at
    }
    else if (letter === "#" && /\s/.test(text.charAt(at - 1))) {
      const newline = text.indexOf("\n", at)
      at = newline === -1 ? until : newline
    } else if ((letter === "[" || letter === "{") && (open.length > 0 || /[\s:-]/.test(text.charAt(at - 1)))) open.push(at)
    else if (letter === "]" || letter === "}") {
      const pair = letter === "]" ? "[" : "{"
      const top = open.at(-1)
      if (top !== undefined && text.charAt(top) === pair) open.pop()
      // The bracket that does not fit: the inner one was left open, or this one closes nothing.
      else if (top !== undefined) return open.some((it) => text.charAt(it) === pair) ? { at: top, is: "open-bracket" } : { at, is: "stray-bracket" }
      else if (/[\s\]}]/.test(text.charAt(at - 1))) return { at, is: "stray-bracket" }
    }
  }
  const last = open.at(-1)
  return last === undefined ? undefined : { at: last, is: "open-bracket" }
}

const asKey = /^[ \u3000]*(?:-[ \u3000]+)*["']?[\p{L}][\p{L}\p{M}\p{N}-]*["']? ?：/u
const asBracket = /(?:[:,[{-] *)([｛［【])/u
const asSpace = /^ *\u3000|[:-]\u3000/u

/** Full-width punctuation that explains a fault: `键：` at the beginning of a line, `｛`, an ideographic space. */
const fullWidthNear = (
  file: SourceFile,
  fault: Fault
): { readonly start: number; readonly instead: string } | undefined => {
  const noticed = position(file, fault.start)
  const above = aboveOf(file, noticed.line)
  const first = above !== undefined && asKey.test(above.text) ? { line: above.number, column: 1 } : noticed
  const last = Math.min(position(file, fault.end).line, first.line + 3)
  let begin = lineStarts(file)[first.line - 1] ?? 0
  for (let number = first.line; number <= last; number++) {
    const text = line(file, number)
    const from = begin
    begin = file.text.indexOf("\n", begin) + 1
    if (text.length > 2000) continue
    const key = asKey.exec(text)
    if (key !== null) return { start: from + key[0].length - 1, instead: ":" }
    const bracket = asBracket.exec(text)
    if (bracket !== null) {
      return { start: from + bracket.index + bracket[0].length - 1, instead: bracket[1] === "｛" ? "{" : "[" }
    }
    const space = asSpace.exec(text)
    if (space !== null) return { start: from + space.index + space[0].length - 1, instead: " " }
    if (begin === 0) break
  }
  return undefined
}
