import { line as lineText, lineCount, position, type SourceFile } from "../source/SourceFile.ts"
import type { Span } from "../source/Span.ts"
import { code, type Diagnostic, message, title } from "./Diagnostic.ts"
import type { Language, Severity } from "./Entry.ts"
import { type Cell, cellsOf } from "./Width.ts"

/**
 * A diagnostic as a person reads it: what it is, where, the lines around it with a caret under the exact
 * stretch, the sentence, the places that belong to it, and what can be done.
 */
export interface Style {
  readonly language: Language
  /** ANSI colours. */
  readonly color?: boolean
  /** Columns of the terminal; longer lines are cropped around the mark. */
  readonly width?: number
}

const CONTEXT = 2

export const render = (diagnostic: Diagnostic, style: Style): string => {
  const { language } = style
  const paint = painter(style.color === true)
  const at = position(diagnostic.span.file, diagnostic.span.start)
  const marks: ReadonlyArray<Mark> = [
    { span: diagnostic.span, label: undefined, sign: "^" },
    ...diagnostic.related.map((it): Mark => ({ span: it.span, label: it.message[language], sign: "-" }))
  ]
  const colour = colours[diagnostic.severity]
  const head = `${paint(colour, severities[language][diagnostic.severity])}${paint("bold", title(diagnostic, language))} ${
    paint("dim", `[${code(diagnostic)}]`)
  }`
  const where = paint("cyan", `${diagnostic.span.file.path}:${at.line}:${at.column}`)
  const body = frames(marks, style, colour)
  const fixes = diagnostic.fixes.map((it) => `${paint("green", fixWord[language])}${it.title[language]}`)
  return [`${head}`, where, ...body, ...wrap(message(diagnostic, language), style.width ?? 100), ...fixes].join("\n")
}

interface Mark {
  readonly span: Span
  readonly label: string | undefined
  readonly sign: "^" | "-"
}

const severities: Readonly<Record<Language, Readonly<Record<Severity, string>>>> = {
  en: { error: "error: ", warning: "warning: ", information: "note: " },
  zh: { error: "错误：", warning: "警告：", information: "提示：" }
}

const fixWord: Readonly<Record<Language, string>> = { en: "fix: ", zh: "修改：" }

/** One frame for marks that lie near each other in a file, further ones for the others. */
const frames = (marks: ReadonlyArray<Mark>, style: Style, colour: Colour): ReadonlyArray<string> => {
  const groups: Array<{ readonly file: SourceFile; readonly marks: Array<Mark>; first: number; last: number }> = []
  const main = marks[0]
  for (const mark of marks) {
    const { file } = mark.span
    const number = position(file, mark.span.start).line
    const group = groups.find((it) => it.file === file && number >= it.first - 2 * CONTEXT - 1 && number <= it.last + 2 * CONTEXT + 1)
    if (group === undefined) groups.push({ file, marks: [mark], first: number, last: number })
    else {
      group.marks.push(mark)
      group.first = Math.min(group.first, number)
      group.last = Math.max(group.last, number)
    }
  }
  const digits = Math.max(...groups.map((it) => String(Math.min(it.last + CONTEXT, lineCount(it.file))).length))
  const paint = painter(style.color === true)
  return groups.flatMap((group) => {
    const other = group.marks[0]
    const heading = other === main || other === undefined
      ? []
      : [paint("cyan", `${group.file.path}:${group.first}:${position(group.file, other.span.start).column}`)]
    return [...heading, ...frame(group.file, group.marks, group.first, group.last, digits, style, colour)]
  })
}

const frame = (
  file: SourceFile,
  marks: ReadonlyArray<Mark>,
  first: number,
  last: number,
  digits: number,
  style: Style,
  colour: Colour
): ReadonlyArray<string> => {
  const paint = painter(style.color === true)
  const lines: Array<string> = []
  const room = Math.max(20, (style.width ?? 100) - digits - 5)
  const from = Math.max(1, first - CONTEXT)
  const to = Math.min(lineCount(file), last + CONTEXT)
  for (let number = from; number <= to; number++) {
    const text = lineText(file, number)
    // An empty last line is only the end of the file.
    if (number === lineCount(file) && text === "" && number > last) continue
    const here = marks.filter((mark) => position(file, mark.span.start).line === number)
    const cells = cellsOf(text.slice(0, LONGEST))
    const window = crop(cells, here[0] === undefined ? 0 : columnOf(cells, here[0], number), room)
    const gutter = String(number).padStart(digits)
    const pointer = here.some((mark) => mark.sign === "^") ? paint(colour, ">") : " "
    lines.push(`${pointer} ${paint("dim", `${gutter} │`)} ${window.text}`.trimEnd())
    for (const mark of here) {
      const begin = columnOf(cells, mark, number)
      const length = Math.max(1, endColumn(cells, mark, number) - begin)
      const start = Math.max(0, begin - window.start)
      const carets = mark.sign.repeat(Math.max(1, Math.min(length, room - start)))
      const label = mark.label === undefined ? "" : ` ${mark.label}`
      lines.push(`  ${paint("dim", `${" ".repeat(digits)} │`)} ${" ".repeat(start)}${paint(mark.sign === "^" ? colour : "cyan", `${carets}${label}`)}`)
    }
  }
  return lines
}

/** Nobody reads beyond this column. */
const LONGEST = 5000

/** The column at which a mark begins, counted in columns of the terminal. */
const columnOf = (cells: ReadonlyArray<Cell>, mark: Mark, line: number): number => {
  const { file, start } = mark.span
  return width(cells, line === position(file, start).line ? position(file, start).column - 1 : 0)
}

const endColumn = (cells: ReadonlyArray<Cell>, mark: Mark, line: number): number => {
  const { end, file } = mark.span
  const at = position(file, end)
  return width(cells, at.line === line ? at.column - 1 : Infinity)
}

/** The columns that the text before an offset takes. */
const width = (cells: ReadonlyArray<Cell>, offset: number): number => {
  let sum = 0
  for (const cell of cells) {
    if (cell.offset >= offset) break
    sum += cell.width
  }
  return sum
}

/** The part of a long line around a column, with `…` where something is left out. */
const crop = (cells: ReadonlyArray<Cell>, column: number, room: number): { readonly text: string; readonly start: number } => {
  const total = cells.reduce((sum, cell) => sum + cell.width, 0)
  if (total <= room) return { text: cells.map((cell) => cell.shown).join(""), start: 0 }
  const from = column < room - 15 ? 0 : column - Math.floor(room / 3)
  let at = 0
  let text = from > 0 ? "…" : ""
  let start = from > 0 ? -1 : 0
  let used = text.length
  for (const cell of cells) {
    if (at >= from) {
      if (start === -1) start = at - 1
      if (used + cell.width > room - 1) return { text: `${text}…`, start }
      text += cell.shown
      used += cell.width
    }
    at += cell.width
  }
  return { text, start: Math.max(0, start) }
}

/** What may not be torn apart: a Chinese character with the marks beside it, or a word. */
const pieces =
  /(?:[（“《]*(?!（)[\u2e80-\u9fff\uff00-\uffef][。，、；：！？）”》]*)|[（“《]*[^\s\u2e80-\u9fff\uff00-\uffef“”]+[。，、；：！？）”》]*|\s+|[^]/gu

/** Breaks a sentence at spaces, and Chinese where it is full, so that it does not run out of the window. */
const wrap = (text: string, room: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const paragraph of text.split("\n")) {
    let current = ""
    let used = 0
    for (const piece of paragraph.match(pieces) ?? []) {
      const size = cellsOf(piece).reduce((sum, cell) => sum + cell.width, 0)
      if (used + size > room && used > 0) {
        lines.push(current.trimEnd())
        current = ""
        used = 0
        if (/^\s+$/.test(piece)) continue
      }
      current += piece
      used += size
    }
    lines.push(current.trimEnd())
  }
  return lines
}

type Colour = "red" | "yellow" | "blue" | "cyan" | "green" | "dim" | "bold"

const colours: Readonly<Record<Severity, Colour>> = { error: "red", warning: "yellow", information: "blue" }

const codes: Readonly<Record<Colour, string>> = { red: "31", yellow: "33", blue: "34", cyan: "36", green: "32", dim: "2", bold: "1" }

const painter = (on: boolean) => (colour: Colour, text: string): string => on ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text
