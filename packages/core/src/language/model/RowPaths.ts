/**
 * What the sentences of a query read of its rows, as paths. A query inside has rows of its own.
 */
import type { Expression } from "../../domain/Expression.ts"

export const of = (...sentences: ReadonlyArray<Expression | undefined>): ReadonlyArray<ReadonlyArray<string>> => {
  const found: Array<ReadonlyArray<string>> = []
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return
    if (Array.isArray(value)) {
      for (const it of value) walk(it)
      return
    }
    const node = value as { readonly [key: string]: unknown }
    if (node["op"] === "row") found.push(node["path"] as ReadonlyArray<string>)
    else if (node["op"] === "query") walk((node["rows"] as { readonly list?: unknown }).list)
    else for (const it of Object.values(node)) walk(it)
  }
  for (const it of sentences) walk(it)
  return found
}
