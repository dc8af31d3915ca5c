/**
 * What values have inside, by name: the columns of a row, the ends of a period, the state of papers and checklists.
 */
import * as Type from "./Type.ts"

const parts = (type: Type.Type): { readonly [name: string]: Type.Type } => {
  switch (type.kind) {
    case "period":
      return { start: Type.plain("date"), end: Type.plain("date") }
    case "papers":
      return { complete: Type.yesNo, missing: Type.list({ kind: "paper", list: type.list, documents: type.documents }) }
    case "checklist":
      return { failed: Type.plain("whole-number") }
    default:
      return {}
  }
}

export const member = (type: Type.Type, name: string): Type.Member | undefined => {
  if (type.kind === "row") return type.members.get(name)
  const all = parts(type)
  const of = Object.hasOwn(all, name) ? all[name] : undefined
  return of === undefined ? undefined : { type: of, optional: false }
}

export const names = (type: Type.Type): ReadonlyArray<string> =>
  type.kind === "row" ? [...type.members.keys()] : Object.keys(parts(type))
