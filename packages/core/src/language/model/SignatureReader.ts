/**
 * Reads from a procedure's tree what others may know of it; in silence, for the procedure's own reading reports.
 */
import type { Field } from "../../domain/Field.ts"
import { isBroken, sound } from "../syntax/tree/Node.ts"
import type { Broken, Maybe, Named } from "../syntax/tree/Node.ts"
import type { Fields as FieldsTree } from "../syntax/tree/Field.ts"
import type { Procedure } from "../syntax/tree/Procedure.ts"
import type { Steps } from "../syntax/tree/Step.ts"
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
  const outcomes = named(tree.outcomes, handbook)
  const announces = named(tree.announces, handbook)
  const unread = new Set([
    ...missing(form, fields),
    ...nameless(tree.outcomes, outcomes),
    ...nameless(tree.announces, announces)
  ])
  return {
    id: `${handbook.name}/${name}`,
    name,
    span: sound(tree.name)?.span ?? tree.span,
    intake: fields.map((it) => ({ ...it, conditional: conditional.has(it.name) })),
    asksSomebody: intake?.by !== undefined,
    outcomes,
    announces,
    tasks: once(() => tasksOf(tree, handbook)),
    unread,
    incomplete:
      unread.size > 0 ||
      isBroken(tree.intake) ||
      isBroken(intake?.form) ||
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

/** The fields that are written and could not be read. */
const missing = (written: FieldsTree | undefined, read: ReadonlyArray<Field>): ReadonlyArray<string> =>
  (written?.entries ?? []).map((it) => it.name.text).filter((it) => !read.some((field) => field.name === it))

const nameless = (
  tree: Maybe<Named<FieldsTree | Broken>>,
  read: ReadonlyMap<string, ReadonlyArray<Field>>
): ReadonlyArray<string> =>
  (sound(tree)?.entries ?? []).flatMap((it) => missing(sound(it.value), read.get(it.name.text) ?? []))

const bare = ({ span: _span, ...field }: Field & { readonly span: unknown }): Field => field

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}

const tasksOf = (tree: Procedure, handbook: Handbook): ReadonlyMap<string, ReadonlyArray<Field>> => {
  const found = new Map<string, ReadonlyArray<Field>>()
  const branches = (of: Maybe<Named<Steps | Broken>>): void => {
    for (const entry of sound(of)?.entries ?? []) walk(entry.value)
  }
  const walk = (list: Maybe<Steps>): void => {
    for (const step of sound(list)?.items ?? []) {
      switch (step.kind) {
        case "task": {
          const form = Fields.fieldsOf(step.form, handbook)
          if (!found.has(step.name.text)) found.set(step.name.text, form === undefined ? [] : Fields.plainly(form, handbook).map(bare))
          break
        }
        case "file":
          if (!found.has(step.name.text)) found.set(step.name.text, [])
          break
        case "stage":
          walk(step.steps)
          break
        case "repeat":
          walk(step.steps)
          walk(step.beyond)
          break
        case "choose":
          branches(step.cases)
          walk(step.otherwise)
          break
        case "parallel":
          branches(step.branches)
          branches(step.beside)
          break
      }
    }
  }
  walk(tree.steps)
  return found
}
