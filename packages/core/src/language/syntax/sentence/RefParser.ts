import { said } from "../../diagnostic/Phrase.ts"
import type { Said } from "../../diagnostic/Entry.ts"
import { type Cursor, isSign, miss, peek, place, since, take } from "../Cursor.ts"
import { reserved, spaces } from "../Keyword.ts"
import type { Name, Ref } from "../tree/Node.ts"

/** Names and dotted names inside sentences. */
export const aName = said("a name", "一个名称")
export const aReference = said("the name of a value or step", "一个值或步骤的名称")

/** One name, without a dot behind it. */
export const name = (cursor: Cursor, what: Said = aName): Name | undefined => {
  const token = peek(cursor)
  if (token === undefined || token.kind !== "word" || reserved.has(token.text)) return miss(cursor, what)
  take(cursor)
  return { kind: "name", text: token.text, span: place(cursor, token) }
}

/** Can a ref begin with the next word? */
export const beginsRef = (cursor: Cursor): boolean => {
  const token = peek(cursor)
  return token !== undefined && token.kind === "word" && (!reserved.has(token.text) || spaces.has(token.text))
}

/** `a.b.c`; the dots stand without spaces. After a dot any word is a name (`intake.at`, `step.due`). */
export const ref = (cursor: Cursor, what: Said = aReference): Ref | undefined => {
  if (!beginsRef(cursor)) return miss(cursor, what)
  const first = cursor.index
  const token = take(cursor)
  if (token === undefined) return undefined
  const head: Name = { kind: "name", text: token.text, span: place(cursor, token) }
  const rest = members(cursor)
  return rest === undefined ? undefined : { kind: "ref", names: [head, ...rest], span: since(cursor, first) }
}

/** `.b.c` after a name or a parenthesis. */
export const members = (cursor: Cursor): ReadonlyArray<Name> | undefined => {
  const names: Array<Name> = []
  while (isSign(cursor, ".") && peek(cursor)?.joined === true) {
    take(cursor)
    const token = peek(cursor)
    if (token === undefined || token.kind !== "word" || !token.joined) {
      return miss(cursor, said("a name directly after the dot", "紧跟在 `.` 后面的名称"))
    }
    take(cursor)
    names.push({ kind: "name", text: token.text, span: place(cursor, token) })
  }
  return names
}
