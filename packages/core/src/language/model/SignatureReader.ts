/**
 * Reads from a procedure's tree what others may know of it; in silence, for the procedure's own reading reports.
 */
import type { Field } from "../../domain/Field.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Named } from "../syntax/tree/Node.ts"
import type { Fields as FieldsTree } from "../syntax/tree/Field.ts"
import type { Procedure } from "../syntax/tree/Procedure.ts"
import * as Fields from "./Fields.ts"
import type { Handbook } from "./Handbook.ts"
import type { Signature } from "./Signature.ts"

export const read = (tree: Procedure, name: string, handbook: Handbook): Signature => {
  const intake = sound(tree.intake)
  const form = Fields.fieldsOf(intake?.form, handbook)
  const conditional = new Set(
    (form?.entries ?? []).flatMap((entry) =>
      sound(sound(entry.value)?.needed)?.kind === "needed-when" ? [entry.name.text] : []
    )
  )
  const fields = form === undefined ? [] : Fields.plainly(form, handbook)
  const written = form?.entries.length ?? 0
  return {
    id: `${handbook.name}/${name}`,
    name,
    span: sound(tree.name)?.span ?? tree.span,
    intake: fields.map((it) => ({ ...it, conditional: conditional.has(it.name) })),
    asksSomebody: intake?.by !== undefined,
    outcomes: named(tree.outcomes, handbook),
    announces: named(tree.announces, handbook),
    incomplete:
      isBroken(tree.intake) ||
      isBroken(intake?.form) ||
      fields.length < written ||
      isBroken(tree.outcomes) ||
      isBroken(tree.announces)
  }
}

export const named = (
  tree: Maybe<Named<FieldsTree | Broken>>,
  handbook: Handbook
): ReadonlyMap<string, ReadonlyArray<Field>> =>
  new Map(
    (sound(tree)?.entries ?? []).map((entry) => {
      const fields = sound(entry.value)
      return [entry.name.text, fields === undefined ? [] : Fields.plainly(fields, handbook).map(bare)]
    })
  )

const bare = ({ span: _span, ...field }: Field & { readonly span: unknown }): Field => field
