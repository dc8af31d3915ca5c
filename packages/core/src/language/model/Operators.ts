/**
 * The rules of types between the words of a sentence (language §7.3): what can be compared, what comes out of a sum,
 * when a row is certainly there.
 */
import type { Expression } from "../../domain/Expression.ts"
import * as Handbook from "./Handbook.ts"
import * as Type from "./Type.ts"

/** Types that have an order. */
export const ordered = new Set(["whole-number", "number", "percent", "money", "unrounded-money", "date", "time", "date-time", "rank"])

export const isMoney = (type: Type.Type): boolean => type.kind === "money" || type.kind === "unrounded-money"

/** The type of a calculation; `undefined` when there is none. */
export const resultOf = (sign: "+" | "-" | "*" | "/", a: Type.Type, b: Type.Type): Type.Type | undefined => {
  const factor = (type: Type.Type): boolean => Type.isNumber(type) || type.kind === "percent"
  if (isMoney(a) && isMoney(b)) {
    if (sign === "/") return Type.plain("number")
    if (sign === "*") return undefined
    return a.kind === "money" && b.kind === "money" ? a : Type.plain("unrounded-money")
  }
  if (isMoney(a) && factor(b) && (sign === "*" || sign === "/")) return Type.plain("unrounded-money")
  if (factor(a) && isMoney(b) && sign === "*") return Type.plain("unrounded-money")
  if (Type.isNumber(a) && Type.isNumber(b)) {
    return sign === "/" || a.kind === "number" || b.kind === "number" ? Type.plain("number") : Type.plain("whole-number")
  }
  if (a.kind === "percent" && b.kind === "percent") {
    return sign === "+" || sign === "-" ? a : sign === "/" ? Type.plain("number") : undefined
  }
  if (factor(a) && factor(b) && (sign === "*" || sign === "/")) return Type.plain("number")
  if ((a.kind === "date" || a.kind === "date-time") && b.kind === "term" && (sign === "+" || sign === "-")) return a
  return undefined
}

/** Whether the condition says the whole key of a table whose rows stand in the file. */
export const keyFixed = (
  rows: (Expression & { readonly op: "query" })["rows"],
  where: Expression | undefined,
  handbook: Handbook.Handbook
): boolean => {
  const table = rows.from === "table" ? Handbook.find(handbook.tables, rows.table) : "unknown"
  const key = typeof table === "string" || table.value.rows === undefined ? undefined : table.value.key
  if (key === undefined || where === undefined) return false
  const fixed = (where.op === "and" ? where.of : [where]).flatMap((it) =>
    it.op === "is" && !it.negated && it.any.length === 1 && it.left.op === "row" ? it.left.path.slice(0, 1) : []
  )
  return key.every((it) => fixed.includes(it))
}
