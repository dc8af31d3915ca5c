/**
 * Fields of a form and columns of a ledger that are called otherwise: the same is asked, and whatever speaks of it speaks
 * of it under the new name.
 */
import type { Field } from "../../domain/Field.ts"
import type { Plan } from "../Plan.ts"
import * as Steps from "../Steps.ts"
import type { Change } from "./Change.ts"
import { equal } from "./Change.ts"

/** A form that both versions have, under the name of its step; of a ledger its columns. */
interface Form {
  readonly of: string
  readonly ledger: boolean
  readonly before: ReadonlyArray<Field>
  readonly after: ReadonlyArray<Field>
}

const forms = (before: Plan, after: Plan): ReadonlyArray<Form> => [
  { of: "intake", ledger: false, before: before.intake.form, after: after.intake.form },
  ...Steps.all(before).flatMap((step): ReadonlyArray<Form> => {
    // branches may have steps of one name, each with a form of its own
    const [now, other] = Steps.named(after, step.name)
    if (step.kind !== "task" || other !== undefined || Steps.named(before, step.name).length > 1) return []
    return now?.kind === "task" ? [{ of: step.name, ledger: false, before: step.form, after: now.form }] : []
  }),
  ...Object.entries(before.ledgers).flatMap(([name, { columns }]): ReadonlyArray<Form> => {
    const now = after.ledgers[name]
    return now === undefined ? [] : [{ of: name, ledger: true, before: columns, after: now.columns }]
  })
]

/** What is asked, without its name and without when: that may speak of the form itself. */
const asked = ({ atLeast, atMost, class: of, type }: Field): unknown => [type, atLeast, atMost, of]

/** Pairs of names: of what is gone that which asks the same, in its place or alone of its kind. */
const pairs = ({ after, before }: Form): ReadonlyArray<readonly [from: string, to: string]> => {
  const gone = before.filter(({ name }) => !after.some((it) => it.name === name))
  const fresh = after.filter(({ name }) => !before.some((it) => it.name === name))
  return gone.flatMap((field) => {
    const like = fresh.filter((it) => equal(asked(it), asked(field)))
    const place = after[before.indexOf(field)]
    const to = like.find((it) => it === place) ?? (like.length === 1 && gone.filter((it) => equal(asked(it), asked(field))).length === 1 ? like[0] : undefined)
    return to === undefined ? [] : [[field.name, to.name] as const]
  })
}

const record = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === "object" && value !== null && !Array.isArray(value)

const renamed = (plan: Plan, { ledger, of }: Form, from: string, to: string): Plan => {
  const form = (fields: unknown): unknown => (Array.isArray(fields) ? fields.map((it: unknown) => (record(it) && it["name"] === from ? { ...it, name: to } : it)) : fields)
  /** `rows` is true inside what reads or writes this ledger */
  const walk = (value: unknown, rows: boolean): unknown => {
    if (Array.isArray(value)) return value.map((it) => walk(it, rows))
    if (!record(value)) return value
    const inside = rows || (ledger && (value["ledger"] === of || (record(value["rows"]) && value["rows"]["ledger"] === of)))
    const all = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, inside)]))
    if (!ledger) {
      const speaks = value["step"] === of && value["field"] === from
      const asks = value["kind"] === "task" && value["name"] === of
      return { ...all, ...(speaks && { field: to }), ...(asks && { form: form(all["form"]) }) }
    }
    if (!inside) return all
    const { path } = value
    return {
      ...all,
      ...(value["op"] === "row" && Array.isArray(path) && path[0] === from && { path: [to, ...path.slice(1)] }),
      ...(value["column"] === from && { column: to }),
      ...(value["day"] === from && { day: to }),
      ...(value["kind"] === "report" && { columns: form(all["columns"]) })
    }
  }
  const now = walk(plan, false) as Plan
  if (ledger) {
    const it = now.ledgers[of]
    return it === undefined ? now : { ...now, ledgers: { ...now.ledgers, [of]: { ...it, columns: form(it.columns) as ReadonlyArray<Field> } } }
  }
  if (of !== "intake") return now
  const { countsFrom, ...intake } = now.intake
  const anchor = countsFrom === from ? to : countsFrom
  return { ...now, intake: { ...intake, form: form(intake.form) as ReadonlyArray<Field>, ...(anchor !== undefined && { countsFrom: anchor }) } }
}

/**
 * The plan as it was with its fields under their new names, and which were renamed.
 *
 * @since 0.1.0
 */
export const settled = (before: Plan, after: Plan): { readonly plan: Plan; readonly changes: ReadonlyArray<Change> } => {
  let plan = before
  const changes: Array<Change> = []
  const told = new Set<string>()
  for (const form of forms(before, after)) {
    for (const [from, to] of pairs(form)) {
      const at = `${form.of}.${from}`
      if (told.has(at)) continue
      told.add(at)
      plan = renamed(plan, form, from, to)
      const needed = form.after.find(({ name }) => name === to)?.needed !== false
      // nobody has said it under its new name in a case that is open
      changes.push({ effect: form.of === "intake" && needed ? "breaks" : "safe", what: "field-renamed", at, to: `${form.of}.${to}`, ...(form.ledger && { part: "column" }) })
    }
  }
  return { plan, changes }
}
