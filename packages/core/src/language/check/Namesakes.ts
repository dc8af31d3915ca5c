/**
 * Tasks that share a name, in branches of one `choose` (language §4.2): who looks from outside sees one task, and of each
 * of its fields one value.
 */
import * as Fields from "../../domain/Field.ts"
import type { Field } from "../../domain/Field.ts"
import { said } from "../diagnostic/Phrase.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Procedure, StepRecord } from "../model/Model.ts"
import * as Type from "../model/Type.ts"
import type { Span } from "../source/Span.ts"
import { sound } from "../syntax/tree/Node.ts"

/** A field of one name whose two kinds of value are kept alike. */
export const fields = (procedure: Procedure, report: Report): void => {
  const before = new Map<string, ReadonlyArray<{ readonly field: Field; readonly span: Span }>>()
  for (const record of procedure.records) {
    if (record.resolved?.kind !== "task") continue
    for (const field of record.resolved.form) {
      const name = `${record.name} ${field.name}`
      const others = before.get(name) ?? []
      const span = spanOf(record, field.name)
      before.set(name, [...others, { field, span }])
      const other = others.find((it) => !Fields.apart(it.field.type, field.type))
      if (other === undefined) continue
      report.add("field-two-types", span, {
        field: field.name,
        step: record.name,
        one: Type.describe(Type.ofField(other.field.type)),
        other: Type.describe(Type.ofField(field.type))
      }, { related: [{ span: other.span, message: said("the other one", "另一处") }] })
    }
  }
}

const spanOf = ({ tree }: StepRecord, field: string): Span => {
  const form = tree.kind === "task" ? sound(tree.form) : undefined
  const entry = form?.kind === "named" ? form.entries.find((it) => it.name.text === field) : undefined
  return entry?.name.span ?? (tree.kind === "broken" ? tree.span : tree.name.span)
}
