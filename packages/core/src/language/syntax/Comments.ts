import { Lexer } from "yaml"
import type { SourceFile } from "../source/SourceFile.ts"
import { make, type Span } from "../source/Span.ts"

/** The comments of a file: a `#` inside quotes, a block of text or a word is none. Any text is taken, YAML or not. */
export interface Comment {
  /** From the `#` to the end of the line. */
  readonly span: Span
  readonly text: string
  /** Nothing but white space stands before it on its line. */
  readonly alone: boolean
}

/** Marks of the lexer that stand for nothing in the file. */
const marks: ReadonlySet<string> = new Set(["\u0002", "\u0018", "\u001f"])

export const of = (file: SourceFile): ReadonlyArray<Comment> => {
  const found: Array<Comment> = []
  let at = 0
  try {
    for (const token of new Lexer().lex(file.text)) {
      if (marks.has(token)) continue
      if (token.startsWith("#")) {
        const text = token.replace(/\r$/, "")
        const before = file.text.slice(Math.max(file.text.lastIndexOf("\n", at - 1), file.text.lastIndexOf("\r", at - 1)) + 1, at)
        found.push({ span: make(file, at, at + text.length), text, alone: before.trim() === "" })
      }
      at += token.length
    }
  } catch {
    // a text that the lexer gives up is told by the reader
  }
  return found
}
