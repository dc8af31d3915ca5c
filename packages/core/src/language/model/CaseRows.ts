/**
 * The cases of a procedure as rows (language §7.3): the fields of its intake and of its outcomes, its tasks by name,
 * and how it stands. A case that has not got so far lacks the value, and no condition on it holds.
 */
import type { Field } from "../../domain/Field.ts"
import type { Signature } from "./Signature.ts"
import * as Type from "./Type.ts"

/** What a report can show and a query can give back: `case/CaseRow.ts` has the same names. */
export const columns = (signature: Signature): ReadonlyArray<Field> => {
  const found = new Map<string, Field>()
  const add = (field: Field): void => {
    const { class: klass, name, type } = field
    found.set(name, { name, type, needed: false, ...(klass !== undefined && { class: klass }) })
  }
  for (const field of signature.intake) add(field)
  for (const fields of signature.outcomes.values()) fields.forEach(add)
  add({ name: "case", type: { kind: "case", procedure: signature.id }, needed: true })
  add({ name: "opened", type: { kind: "date-time" }, needed: true })
  add({ name: "ended", type: { kind: "date-time" }, needed: false })
  add({ name: "outcome", type: { kind: "choice", values: [...signature.outcomes.keys(), "cancelled"] }, needed: false })
  return [...found.values()]
}

/** The row inside a query; nobody has to ask first whether a value is there. */
export const members = (signature: Signature): Map<string, Type.Member> => {
  const there = (fields: ReadonlyArray<Field>) =>
    fields.map(({ name, type }): [string, Type.Member] => [name, { type: Type.ofField(type), optional: false }])
  const tasks = [...signature.tasks()].map(([name, fields]): [string, Type.Member] => [
    name,
    {
      type: { kind: "row", members: new Map([...there(fields), ["at", { type: Type.plain("date-time"), optional: false }]]) },
      optional: false
    }
  ])
  return new Map([...tasks, ...there(columns(signature))])
}

/** Without its tasks: what a row is outside of its query. */
export const row = (signature: Signature): Type.Type => ({
  kind: "row",
  members: new Map(columns(signature).map(({ name, type }) => [name, { type: Type.ofField(type), optional: false }]))
})
