import { said } from "../../diagnostic/Phrase.ts"
import type { Report } from "../../diagnostic/Report.ts"
import { type Cursor, peek, read } from "../Cursor.ts"
import type { Expression } from "../tree/Expression.ts"
import type { Template, TemplatePart } from "../tree/Shared.ts"
import { within, type YamlScalar } from "../YamlNode.ts"
import { substitute } from "./ExpressionParser.ts"

/**
 * The text of a message: words for people with `<ref>` and `<a else b>` in them (language §13). A `<` that no
 * name follows is a letter like any other.
 */
const placeholders = /<\s*(\p{L}[^<>\n]*)>/gu

export const template = (scalar: YamlScalar, report: Report): Template => {
  const parts: Array<TemplatePart> = []
  const { text } = scalar
  tellUnread(scalar, report)
  const words = (from: number, to: number): void => {
    if (to > from) parts.push({ kind: "text", text: text.slice(from, to), span: within(scalar, from, to) })
  }
  let at = 0
  for (const match of text.matchAll(placeholders)) {
    const inside = match[1] ?? ""
    const start = match.index + match[0].indexOf(inside)
    words(at, match.index)
    parts.push({
      kind: "placeholder",
      expression: read(part(scalar, start, start + inside.length), report, placeholder, aValueOrElse),
      span: within(scalar, match.index, match.index + match[0].length)
    })
    at = match.index + match[0].length
  }
  words(at, text.length)
  return { kind: "template", text, parts, span: scalar.span }
}

const name = "[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*"

/** A value that is not written `<name>`, and would be sent as it stands. */
const unread: ReadonlyArray<readonly [RegExp, "wide" | "open" | "other"]> = [
  [new RegExp(`[＜〈](${name})[>＞〉]|<(${name})[＞〉]`, "gu"), "wide"],
  [new RegExp(`<(${name})(?=[^a-z0-9.\\-<>＞〉 ][^<>\\n]*(?:[<\\n]|$)|$)`, "gu"), "open"],
  [new RegExp(`\\$?\\{\\{? *(${name}) *\\}\\}?`, "gu"), "other"]
]

/** Does a value stand here in a way that is told? */
export const hasUnread = (text: string): boolean => unread.some(([pattern]) => text.search(pattern) >= 0)

const tellUnread = (scalar: YamlScalar, report: Report): void => {
  for (const [pattern, how] of unread) {
    for (const match of scalar.text.matchAll(pattern)) {
      const [found] = match
      const instead = `<${match[1] ?? match[2] ?? ""}>`
      const span = within(scalar, match.index, match.index + found.length)
      const fix = { title: said(`Write \`${instead}\``, `改写为 \`${instead}\``), safe: how === "wide", edits: [{ span, text: instead }] }
      if (how === "wide") report.add("full-width-punctuation", span, { found, instead }, { fix })
      else {
        report.add("sentence-syntax", span, {
          expected: said(`\`${instead}\``, `\`${instead}\``),
          found,
          hint: said("As it stands, people would read these very signs instead of the value.", "照现在的写法，收件人看到的是这几个符号，而不是具体内容。")
        }, { fix })
      }
    }
  }
}

const aValueOrElse = said("the name of a value, or `a else b`", "一个值的名称，或 `a else b`")

const placeholder = (cursor: Cursor): Expression | undefined => peek(cursor) === undefined ? undefined : substitute(cursor)

/** A stretch of a scalar as a scalar of its own. */
const part = (scalar: YamlScalar, start: number, end: number): YamlScalar => {
  const span = within(scalar, start, end)
  return {
    ...scalar,
    text: scalar.text.slice(start, end),
    span,
    outer: span,
    offsets: scalar.offsets?.slice(start, end)
  }
}
