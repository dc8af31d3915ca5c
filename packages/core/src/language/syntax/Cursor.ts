import type { Fix } from "../diagnostic/Diagnostic.ts"
import type { Said } from "../diagnostic/Entry.ts"
import { oneOf, said } from "../diagnostic/Phrase.ts"
import { type Report, silent } from "../diagnostic/Report.ts"
import { nearest } from "../diagnostic/Suggest.ts"
import type { Span } from "../source/Span.ts"
import { type Keyword, written } from "./Keyword.ts"
import { type Token, tokenize } from "./Lexer.ts"
import type { Broken } from "./tree/Node.ts"
import { within, type YamlScalar } from "./YamlNode.ts"
import { type FullWidth, fullWidth } from "./Punctuation.ts"
import { type Meant, wordFor } from "./Habits.ts"

/**
 * Reads a sentence word by word. A parser gives its node, or `undefined` after it has told what it missed; the
 * first word that does not fit is told and nothing after it.
 */
export interface Cursor {
  readonly scalar: YamlScalar
  readonly tokens: ReadonlyArray<Token>
  readonly report: Report
  index: number
}

export type Parser<T> = (cursor: Cursor) => T | undefined

/** Reads the whole of a scalar as one sentence. What is left over is told. */
export const read = <T>(scalar: YamlScalar, report: Report, parser: Parser<T>, what: Said): T | Broken => {
  const broken: Broken = { kind: "broken", span: scalar.span }
  const wide = fullWidth(scalar.text)
  if (wide.length > 0) {
    tellFullWidth(scalar, report, wide)
    // Read on as if it were mended, in silence: the names in it are then still looked up.
    const again = { scalar: { ...scalar, text: mended(scalar.text, wide) }, report: silent, index: 0 }
    const meant = { ...again, tokens: tokenize(again.scalar.text) }
    const node = parser(meant)
    return node === undefined || peek(meant) !== undefined ? broken : node
  }
  const cursor: Cursor = { scalar, tokens: tokenize(scalar.text), report: scalar.told === true ? silent : report, index: 0 }
  if (cursor.tokens.length === 0) {
    report.add("sentence-syntax", scalar.outer, { expected: what, found: undefined })
    return broken
  }
  const node = parser(cursor)
  if (node === undefined) return broken
  if (peek(cursor) === undefined) return node
  missEnd(cursor)
  return broken
}

/** Sign for sign, so that every place stays where it is. */
const mended = (text: string, all: ReadonlyArray<FullWidth>): string => {
  const signs = text.split("")
  for (const it of all) signs[it.index] = /^[^"']$/.test(it.instead) ? it.instead : " "
  return signs.join("")
}

/** Full-width marks in one scalar are one slip: the first is shown, the fix mends all. */
export const tellFullWidth = (scalar: YamlScalar, report: Report, all: ReadonlyArray<FullWidth>): void => {
  const first = all[0]
  if (first === undefined) return
  const place = (it: FullWidth) => within(scalar, it.index, it.index + 1)
  report.add("full-width-punctuation", place(first), { found: first.found, instead: first.instead.trim() }, {
    fix: {
      title: all.length > 1
        ? said("Write all of them half-width", "全部改为半角")
        : first.instead.trim() === ""
        ? said("Remove it", "删去")
        : said(`Write \`${first.instead}\``, `改为半角 \`${first.instead}\``),
      safe: true,
      edits: all.map((it) => ({ span: place(it), text: it.instead }))
    }
  })
}

export const peek = (cursor: Cursor, ahead = 0): Token | undefined => cursor.tokens[cursor.index + ahead]

export const isWord = (cursor: Cursor, keyword: Keyword, ahead = 0): boolean => peek(cursor, ahead)?.keyword === keyword

export const areWords = (cursor: Cursor, ...words: ReadonlyArray<Keyword>): boolean =>
  words.every((word, i) => isWord(cursor, word, i))

export const isSign = (cursor: Cursor, sign: string, ahead = 0): boolean => {
  const token = peek(cursor, ahead)
  return token?.kind === "sign" && token.text === sign
}

export const take = (cursor: Cursor): Token | undefined => {
  const token = peek(cursor)
  if (token !== undefined) cursor.index++
  return token
}

export const takeWord = (cursor: Cursor, keyword: Keyword): Token | undefined =>
  isWord(cursor, keyword) ? take(cursor) : undefined

/** Takes these words if all of them stand here, in order. */
export const takeWords = (cursor: Cursor, ...words: ReadonlyArray<Keyword>): boolean => {
  if (!areWords(cursor, ...words)) return false
  cursor.index += words.length
  return true
}

/** Takes a keyword or tells that it is missing. */
export const expectWord = (cursor: Cursor, keyword: Keyword): Token | undefined =>
  takeWord(cursor, keyword) ?? missWords(cursor, [keyword])

/** The place of a token in the file. */
export const place = (cursor: Cursor, token: Token): Span => within(cursor.scalar, token.start, token.end)

/** From this token to the last one taken. */
export const since = (cursor: Cursor, first: number): Span => {
  const from = cursor.tokens[first]
  const to = cursor.tokens[cursor.index - 1]
  if (from === undefined || to === undefined || to.end < from.start) return cursor.scalar.span
  return within(cursor.scalar, from.start, to.end)
}

/** The word that cannot stand here, or the end of the sentence. */
export const here = (cursor: Cursor): Span => {
  const token = peek(cursor)
  if (token !== undefined) return place(cursor, token)
  const last = cursor.tokens.at(-1)
  return last === undefined ? cursor.scalar.span : within(cursor.scalar, last.end, last.end)
}

export const textOf = (cursor: Cursor, span: { readonly first: number; readonly last: number }): string =>
  cursor.scalar.text.slice(cursor.tokens[span.first]?.start ?? 0, cursor.tokens[span.last]?.end ?? 0)

/** Tells that something else was expected here. */
export const miss = (cursor: Cursor, expected: Said | undefined, hint?: Said, fix?: Fix): undefined =>
  tell(cursor, expected, expected === undefined, hint, fix)

/** Tells a stretch that is written as people write it, and how it is written here. */
export const missMeant = (cursor: Cursor, meant: Meant, expected: Said, lacking: Said, further?: (text: string) => Meant | undefined): undefined => {
  const token = peek(cursor)
  if (token === undefined) return miss(cursor, expected)
  const { text } = cursor.scalar
  const end = token.start + meant.length
  const span = within(cursor.scalar, token.start, end)
  const after = /^[\p{L}\p{N}]/u.test(text.slice(end)) ? " " : ""
  const { instead } = meant
  // what is written in the same way further on is mended with it
  const others = cursor.tokens.slice(cursor.index + 1).flatMap((it) => {
    const also = it.start < end || it.joined ? undefined : further?.(text.slice(it.start))
    return also?.instead === undefined || also.instead === it.text
      ? []
      : [{ span: within(cursor.scalar, it.start, it.start + also.length), text: also.instead }]
  })
  cursor.report.add("sentence-syntax", span, {
    expected,
    found: text.slice(token.start, end),
    hint: instead === undefined ? lacking : undefined
  }, {
    fix: instead === undefined
      ? undefined
      : { title: said(`Write \`${instead}\``, `改写为 \`${instead}\``), safe: true, edits: [{ span, text: `${instead}${after}` }, ...others] }
  })
  return undefined
}

/** Tells that the sentence should end here, or could go on with one of these words only. */
export const missEnd = (cursor: Cursor, words: ReadonlyArray<Keyword> = [], hint?: Said): undefined => {
  const token = peek(cursor)
  const near = nearWord(token, words)
  const joined = joinedName(cursor)
  return tell(
    cursor,
    words.length === 0 ? undefined : oneOf(words.map(written)),
    true,
    hint ?? (near === undefined ? joined?.hint : didYouMean(near)),
    hint !== undefined ? undefined : near === undefined || token === undefined ? joined?.fix : replace(cursor, token, near)
  )
}

/** Tells that one of these keywords was expected, and which was probably meant. */
export const missWords = (cursor: Cursor, words: ReadonlyArray<Keyword>): undefined => {
  const token = peek(cursor)
  const near = nearWord(token, words)
  const expected = oneOf(words.map(written))
  return token === undefined || near === undefined
    ? miss(cursor, expected)
    : miss(cursor, expected, didYouMean(near), replace(cursor, token, near))
}

const tell = (cursor: Cursor, expected: Said | undefined, mayEnd: boolean, hint: Said | undefined, fix: Fix | undefined): undefined => {
  const token = peek(cursor)
  const slip = token === undefined ? undefined : slipOf(cursor, token)
  cursor.report.add("sentence-syntax", here(cursor), {
    expected: slip?.instead ?? expected,
    mayEnd: mayEnd && slip?.instead === undefined,
    found: token?.text,
    hint: slip?.instead === undefined ? slip?.hint ?? hint : undefined
  }, { fix: slip === undefined ? fix : slip.fix })
  return undefined
}

const nearWord = (token: Token | undefined, words: ReadonlyArray<Keyword>): string | undefined =>
  token?.kind === "word" ? nearest(token.text, words.map(written), 1)[0] : undefined

export const didYouMean = (word: string): Said => said(`Did you mean \`${word}\`?`, `是否想写 \`${word}\`？`)

/** Words that join parts of a sentence: with one of these a name was hardly meant. */
const binding: ReadonlySet<string> = new Set(["not", "and", "or", "is", "was", "else", "where", "when", "from", "before", "in"])

/** Two words side by side are often one name: `received at` for `received-at`. */
const joinedName = (cursor: Cursor): { readonly hint: Said; readonly fix: Fix } | undefined => {
  const token = peek(cursor)
  const before = peek(cursor, -1)
  if (token?.kind !== "word" || before?.kind !== "word" || before.keyword !== undefined && token.keyword !== undefined) return undefined
  if (token.keyword !== undefined && binding.has(token.keyword)) return undefined
  const name = `${before.text}-${token.text}`
  const span = within(cursor.scalar, before.start, token.end)
  return {
    hint: said(`If this is one name, it is written \`${name}\`.`, `若是同一个名称，应写作 \`${name}\`。`),
    fix: { title: said(`Write \`${name}\``, `改写为 \`${name}\``), safe: false, edits: [{ span, text: name }] }
  }
}

export const replace = (cursor: Cursor, token: Token, text: string): Fix => ({
  title: said(`Write \`${text}\``, `改写为 \`${text}\``),
  safe: false,
  edits: [{ span: place(cursor, token), text }]
})

/** Habits from programming languages and prose, and how the same is said here. */
const slipOf = (
  cursor: Cursor,
  token: Token
): { readonly instead?: Said; readonly hint?: Said; readonly fix?: Fix } | undefined => {
  const instead = wordFor(token.text)
  if (instead !== undefined) return { instead: oneOf([instead]), fix: replace(cursor, token, instead) }
  if (token.text === "_") {
    return { hint: said("Names are joined with `-`, not with `_`.", "名称里用 `-` 连接，不用 `_`。"), fix: replace(cursor, token, "-") }
  }
  if (token.text === "\"" || token.text === "'") {
    return { hint: said("Values are written without quotes.", "值不加引号。") }
  }
  if (token.keyword === "not" && cursor.index > 0) {
    return {
      hint: said(
        "`not` stands before what it denies; who may not do a task is written `{ any: [a], not: b }`.",
        "`not` 写在要否定的内容前面；不能由谁来做，写作 `{ any: [a], not: b }`。"
      )
    }
  }
  if (token.text === "/" && cursor.scalar.text.charAt(token.end) === "/") {
    return { hint: said("A comment begins with a space and `#`.", "注释以空格加 `#` 开头。") }
  }
  if ("¥￥$".includes(token.text)) {
    const number = peek(cursor, 1)
    const amount = number?.kind === "number" ? `${number.text} CNY` : undefined
    return {
      hint: said("An amount is written with its currency behind it, such as `20 CNY`.", "金额写成数字加币种，如 `20 CNY`。"),
      ...(amount !== undefined && number !== undefined && token.text !== "$" && {
        fix: {
          title: said(`Write \`${amount}\``, `改写为 \`${amount}\``),
          safe: false,
          edits: [{ span: within(cursor.scalar, token.start, number.end), text: amount }]
        }
      })
    }
  }
  if ((token.text === "<" || token.text === "<=" || token.text === ">" || token.text === ">=") && peek(cursor, -2)?.kind !== undefined) {
    const middle = peek(cursor, -1)
    return middle === undefined ? undefined : {
      hint: said(`Compare two things at a time: \`… and ${middle.text} ${token.text} …\`.`, `一次只比较两项，请写成 \`… and ${middle.text} ${token.text} …\`。`),
      fix: {
        title: said(`Write \`and ${middle.text} ${token.text}\``, `改写为 \`and ${middle.text} ${token.text}\``),
        safe: false,
        edits: [{ span: place(cursor, token), text: `and ${middle.text} ${token.text}` }]
      }
    }
  }
  const amount = peek(cursor, -1)
  if (token.text === "percent" && amount?.kind === "number") {
    const percent = `${amount.text}%`
    return {
      hint: didYouMean(percent),
      fix: { title: said(`Write \`${percent}\``, `改写为 \`${percent}\``), safe: false, edits: [{ span: within(cursor.scalar, amount.start, token.end), text: percent }] }
    }
  }
  if (token.text === "#") return { hint: said("A comment needs a space before its `#`.", "注释的 `#` 前面要留一个空格。") }
  if (token.kind === "unknown" && ",;:!?#[]{}&|".includes(token.text)) {
    return { hint: said("Sentences have no punctuation.", "语句里不用标点。") }
  }
  const lower = token.text.toLowerCase()
  if (token.kind === "word" && lower !== token.text && token.keyword === undefined && /^[A-Z]/.test(token.text)) {
    const near = tokenize(lower)[0]?.keyword
    if (near !== undefined) {
      return {
        hint: said(`Words of a sentence are small: \`${near}\`.`, `语句用词一律小写：\`${near}\`。`),
        fix: replace(cursor, token, near)
      }
    }
  }
  return undefined
}
