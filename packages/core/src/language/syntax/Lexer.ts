import { keywordOf, type Keyword } from "./Keyword.ts"

/**
 * The words of a sentence. `start` and `end` are places in the sentence's text; `YamlNode.within` turns them
 * into places in the file.
 */
export interface Token {
  readonly kind: "word" | "number" | "date" | "time" | "sign" | "unknown"
  readonly text: string
  readonly keyword: Keyword | undefined
  readonly start: number
  readonly end: number
  /** Nothing stands between this token and the one before it. */
  readonly joined: boolean
}

/** In this order: what is longer must be tried first. The last takes any one character. */
const patterns: ReadonlyArray<readonly [Token["kind"], RegExp]> = [
  ["date", /\d{4}-\d{1,2}-\d{1,2}(?![\p{L}\p{N}])/uy],
  ["time", /\d{1,2}:\d{2}(?!\d)/uy],
  ["number", /\d+(?:\.\d+)?/uy],
  ["word", /\p{L}(?:[\p{L}\p{M}\p{Nd}]|-(?=[\p{L}\p{M}\p{Nd}-]))*/uy],
  ["sign", /<=|>=|[<>+\-*/().%]/uy],
  ["unknown", /==|!=|&&|\|\||=>|<>|[\ud800-\udbff][\udc00-\udfff]|[^]/y]
]

const spaces = /[ \t\r\n]+/y

export const tokenize = (text: string): ReadonlyArray<Token> => {
  const tokens: Array<Token> = []
  let at = 0
  while (at < text.length) {
    spaces.lastIndex = at
    if (spaces.test(text)) {
      at = spaces.lastIndex
      continue
    }
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at
      const match = pattern.exec(text)
      if (match === null) continue
      const found = match[0]
      tokens.push({
        kind,
        text: found,
        keyword: kind === "word" ? keywordOf(found) : undefined,
        start: at,
        end: at + found.length,
        joined: at > 0 && tokens.at(-1)?.end === at
      })
      at += found.length
      break
    }
  }
  return tokens
}
