import { isDate, isTime } from "../Clock.ts"
import { silent } from "../../diagnostic/Report.ts"
import { type Cursor, peek, read } from "../Cursor.ts"
import type { Literal } from "../tree/Literal.ts"
import { type Ref, type Text, isBroken } from "../tree/Node.ts"
import { said } from "../../diagnostic/Phrase.ts"
import { dateTime, literal, time } from "./LiteralParser.ts"
import { beginsRef, ref } from "./RefParser.ts"

/**
 * Reads a text of `Data` as a value: a literal (`600 CNY`, `yes`, `2026-03-04 24:00`, `3 months`), a name such
 * as a choice or a person (a ref), or neither (`undefined`: it can only be a text). Never reports; the model,
 * which knows the type that is wanted, says what is wrong.
 */
export const readValue = (text: Text): Literal | Ref | undefined => {
  if (text.text.length > 200) return undefined
  const scalar = {
    kind: "scalar",
    style: "plain",
    text: text.text,
    span: text.span,
    outer: text.span,
    offsets: Array.from({ length: text.text.length }, (_, i) => Math.min(text.span.start + i, text.span.end)),
    inFlow: false
  } as const
  const found = read(scalar, silent, value, said("a value", "一个值"))
  return isBroken(found) ? undefined : { ...found, span: text.span }
}

const value = (cursor: Cursor): Literal | Ref | undefined => {
  const token = peek(cursor)
  if (token?.kind === "date" && isDate(token.text) && isTime(peek(cursor, 1)?.text ?? "")) return dateTime(cursor)
  if (token?.kind === "time") return time(cursor)
  const found = literal(cursor)
  if (found === "broken") return undefined
  return found ?? (beginsRef(cursor) ? ref(cursor) : undefined)
}
