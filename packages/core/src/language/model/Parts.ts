/**
 * What values have inside, by name: the columns of a row, the ends of a period, the state of papers and checklists.
 */
import * as Type from "./Type.ts"

const parts: { readonly [kind: string]: { readonly [name: string]: Type.Type } } = {
  period: { start: Type.plain("date"), end: Type.plain("date") },
  papers: { complete: Type.yesNo, missing: Type.list(Type.plain("text")) },
  checklist: { failed: Type.plain("whole-number") }
}

export const member = (type: Type.Type, name: string): Type.Member | undefined => {
  if (type.kind === "row") return type.members.get(name)
  const part = Object.hasOwn(parts, type.kind) ? parts[type.kind] : undefined
  const of = part !== undefined && Object.hasOwn(part, name) ? part[name] : undefined
  return of === undefined ? undefined : { type: of, optional: false }
}

export const names = (type: Type.Type): ReadonlyArray<string> =>
  type.kind === "row" ? [...type.members.keys()] : Object.keys((Object.hasOwn(parts, type.kind) ? parts[type.kind] : undefined) ?? {})
