import { said } from "../../diagnostic/Phrase.ts"
import { areWords, type Cursor, expectWord, isSign, isWord, miss, peek, place, since, take, takeWord, takeWords } from "../Cursor.ts"
import type { Keyword } from "../Keyword.ts"
import type { Counting, Expression, Folding, Picking, Query, Rows } from "../tree/Expression.ts"
import { aName, name, ref } from "./RefParser.ts"

/** Queries over rows: `count LEDGER where …`, `sum each.x over ROWS`, `one TABLE where …`, `cases of P`. */
interface Below {
  readonly expression: (cursor: Cursor) => Expression | undefined
  readonly unit: (cursor: Cursor) => Expression | undefined
}

const counting: ReadonlyArray<Keyword & Counting> = ["count", "some", "every"]
const folding: ReadonlyArray<Keyword & Folding> = ["sum", "list", "most", "larger-of", "smaller-of"]
const picking: ReadonlyArray<Keyword & Picking> = ["one", "last"]

/** `larger-of` and `smaller-of` may also be names; they are queries when something to fold follows. */
export const beginsQuery = (cursor: Cursor): boolean => {
  const word = peek(cursor)?.keyword
  if (word === undefined) return false
  if (word === "larger-of" || word === "smaller-of") {
    const next = peek(cursor, 1)
    return next !== undefined && (next.kind === "number" || isSign(cursor, "(", 1) || next.kind === "word" && !binary.has(next.text))
  }
  return [...counting, ...folding, ...picking].some((it) => it === word)
}

const binary: ReadonlySet<string> = new Set(["and", "or", "is", "was", "in", "else"])

export const query = (cursor: Cursor, below: Below): Query | undefined => {
  const first = cursor.index
  const token = take(cursor)
  const word = token?.keyword
  if (token === undefined || word === undefined) return undefined
  const isFolding = folding.some((it) => it === word)
  let of: Expression | undefined
  if (isFolding) {
    of = below.unit(cursor)
    if (of === undefined || expectWord(cursor, "over") === undefined) return undefined
  }
  const from = rows(cursor)
  if (from === undefined) return undefined
  const where = whereOf(cursor, below.expression)
  if (where === "broken") return undefined
  if (where === undefined && picking.some((it) => it === word)) {
    return miss(cursor, said("`where` and what the row must fit", "`where` 加上该行须满足的条件"))
  }
  return {
    kind: "query",
    query: word as Query["query"],
    querySpan: place(cursor, token),
    of,
    rows: from,
    where,
    span: since(cursor, first)
  }
}

/** `where EXPR`: undefined when there is none, `"broken"` when it is told. */
export const whereOf = (
  cursor: Cursor,
  expression: (cursor: Cursor) => Expression | undefined
): Expression | undefined | "broken" => {
  if (takeWord(cursor, "where") === undefined) return undefined
  return expression(cursor) ?? "broken"
}

export const rows = (cursor: Cursor): Rows | undefined => {
  const first = cursor.index
  if (areWords(cursor, "cases", "of")) {
    takeWords(cursor, "cases", "of")
    const procedure = name(cursor, said("the name of a procedure", "一个流程的名称"))
    return procedure === undefined ? undefined : { kind: "cases", procedure, span: since(cursor, first) }
  }
  if (isWord(cursor, "where")) return miss(cursor, aName)
  const found = ref(cursor, said("the name of a ledger, table or list, or `cases of` a procedure", "台账、表格或列表的名称，或 `cases of` 加流程名"))
  return found === undefined ? undefined : { kind: "rows", ref: found, span: found.span }
}
