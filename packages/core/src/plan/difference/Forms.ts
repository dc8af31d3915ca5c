/**
 * Forms, columns and what outcomes give, field by field: what is asked in addition or not any more, what a field takes,
 * when it must be filled in, within which limits.
 */
import type { Field, FieldType, Filed } from "../../domain/Field.ts"
import type { Paper } from "../../domain/Papers.ts"
import type { Change, Effect } from "./Change.ts"
import { byName, equal, fromTo, names, part, people, rule, value, word } from "./Change.ts"

/** What is told of a field under the name of its step; `what` is the kind of change it is where it is not a form. */
export const between = (step: string, before: ReadonlyArray<Field>, after: ReadonlyArray<Field>): ReadonlyArray<Change> => {
  const [was, now] = [byName(before), byName(after)]
  return [
    ...before.flatMap((field): ReadonlyArray<Change> => {
      const other = now[field.name]
      const at = `${step}.${field.name}`
      return other === undefined ? [{ effect: "safe", what: "field-removed", at, ...fromTo(field.type, undefined, typed) }] : one(at, field, other)
    }),
    ...after.flatMap((field): ReadonlyArray<Change> =>
      Object.hasOwn(was, field.name)
        ? []
        : [
            {
              effect: "safe",
              what: "field-added",
              at: `${step}.${field.name}`,
              now: { is: "type", type: field.type },
              ...(field.needed === true ? {} : { part: field.needed === false ? "optional" : "at-times" })
            }
          ]
    ),
    ...moved(step, before, after)
  ]
}

const typed = (type: FieldType) => ({ is: "type", type }) as const

/** The same fields in another order. */
const moved = (step: string, before: ReadonlyArray<Field>, after: ReadonlyArray<Field>): ReadonlyArray<Change> => {
  const both = (one: ReadonlyArray<Field>, other: ReadonlyArray<Field>): ReadonlyArray<string> =>
    one.flatMap(({ name }) => (other.some((it) => it.name === name) ? [name] : []))
  return part({ effect: "safe", what: "field-limit", part: "order", at: step }, both(before, after), both(after, before), names)
}

const one = (at: string, before: Field, after: Field): ReadonlyArray<Change> => [
  ...types(at, before.type, after.type),
  ...(equal(before.needed, after.needed)
    ? []
    : [
        {
          effect: "safe",
          what: "field-needed",
          at,
          ...fromTo(before.needed, after.needed, (it) => (typeof it === "boolean" ? word(it) : rule(it)))
        } as const
      ]),
  ...(["atLeast", "atMost"] as const).flatMap((which) =>
    part({ effect: "safe", what: "field-limit", part: which === "atLeast" ? "at-least" : "at-most", at }, before[which], after[which], (it) => ({ is: "value", value: it, type: after.type }))
  ),
  ...Object.keys({ ...before.allow, ...after.allow }).flatMap((choice) => {
    const [was, now] = [before.allow?.[choice], after.allow?.[choice]]
    return [
      ...part({ effect: "safe", what: "field-limit", part: "allow-by", of: choice, at }, was?.by, now?.by, people),
      ...part({ effect: "safe", what: "field-limit", part: "allow-when", of: choice, at }, was?.when, now?.when, rule)
    ]
  }),
  ...part({ effect: "safe", what: "readers", part: "class", at }, before.class, after.class, (it) => names([it]))
]

const types = (at: string, before: FieldType, after: FieldType): ReadonlyArray<Change> => {
  if (equal(before, after)) return []
  if (before.kind === "papers" && after.kind === "papers" && before.list === after.list) return papers(before, after)
  if (before.kind === "checklist" && after.kind === "checklist") return lists("checklist", at, before.items, after.items)
  if (before.kind === "choice" && after.kind === "choice") return lists("field-type", at, before.values, after.values)
  if (before.kind === "filing" && after.kind === "filing") {
    // which papers a list asks for is told of the list
    const what = (filed: ReadonlyArray<Filed>) => filed.map((one) => (one.is === "papers" ? { ...one, documents: [] } : one))
    return part({ effect: "needs-map", what: "field-type", part: "filing", at }, what(before.what), what(after.what), (filed) => ({ is: "filed", filed }))
  }
  if (before.kind === "signature" && after.kind === "signature") {
    return part({ effect: "needs-map", what: "field-type", part: "signature", at }, before.of, after.of, people)
  }
  if (before.kind === "report" && after.kind === "report") return [{ effect: "needs-map", what: "field-type", part: "report", at, ...fromTo(before, after, typed) }]
  if (before.kind === "list" && after.kind === "list") return types(at, before.of, after.of)
  if (before.kind === "rows" && after.kind === "rows") {
    return between(at, before.fields, after.fields).map((change): Change =>
      change.what === "field-added" || change.what === "field-removed" ? { ...change, effect: "needs-map" } : change
    )
  }
  return [{ effect: "needs-map", what: "field-type", at, ...fromTo(before, after, typed) }]
}

/** A choice with more values takes all that was chosen; a case may stand before a value that is gone. */
const lists = (what: "checklist" | "field-type", at: string, before: ReadonlyArray<string>, after: ReadonlyArray<string>): ReadonlyArray<Change> => {
  const gone = before.filter((it) => !after.includes(it))
  const added = after.filter((it) => !before.includes(it))
  const effect: Effect = what === "field-type" && gone.length === 0 ? "safe" : "needs-map"
  if (gone.length + added.length === 0) return [{ effect, what, part: "order", at, was: names(before), now: names(after) }]
  return [{ effect, what, part: "items", at, ...(gone.length > 0 && { was: names(gone) }), ...(added.length > 0 && { now: names(added) }) }]
}

type Papers = FieldType & { readonly kind: "papers" }

/** A list of papers belongs to the handbook: it is told once, wherever it is asked for. */
const papers = (before: Papers, after: Papers): ReadonlyArray<Change> => {
  const change = { effect: "needs-map", what: "papers", at: after.list } as const
  const [was, now] = [before.needs, after.needs]
  if ("lists" in was && "lists" in now) {
    const each = Object.keys({ ...was.lists, ...now.lists }).flatMap((of): ReadonlyArray<Change> => {
      const [old, fresh] = [was.lists[of] ?? [], now.lists[of] ?? []]
      return equal(old, fresh) ? [] : [{ ...change, of, ...difference(old, fresh) }]
    })
    // lists that include one another change together
    const told = each.flatMap((one): ReadonlyArray<Change> => {
      const alike = each.filter((other) => equal({ ...other, of: "" }, { ...one, of: "" }))
      if (alike[0] !== one) return []
      return [alike.length === 1 ? one : { ...one, with: alike.slice(1).flatMap(({ of }) => (of === undefined ? [] : [of])) }]
    })
    return [...part({ ...change, part: "for" }, was.for, now.for, rule), ...told]
  }
  if ("lists" in was || "lists" in now) {
    const flat = (needs: Papers["needs"]): ReadonlyArray<Paper> => ("lists" in needs ? Object.values(needs.lists).flat() : needs)
    return [{ ...change, part: "lists", was: { is: "papers", papers: flat(was) }, now: { is: "papers", papers: flat(now) } }]
  }
  return [{ ...change, ...difference(was, now) }]
}

/** Which papers are not asked for any more, and which are now; all of them when only their order is another. */
const difference = (before: ReadonlyArray<Paper>, after: ReadonlyArray<Paper>): Pick<Change, "was" | "now" | "part"> => {
  const gone = before.filter((it) => !after.some((other) => equal(it, other)))
  const added = after.filter((it) => !before.some((other) => equal(it, other)))
  if (gone.length + added.length === 0) return { part: "order", was: { is: "papers", papers: before }, now: { is: "papers", papers: after } }
  return { ...(gone.length > 0 && { was: { is: "papers", papers: gone } }), ...(added.length > 0 && { now: { is: "papers", papers: added } }) }
}

/** Values of parameters. */
export const parameters = (before: { readonly [name: string]: Parameters<typeof value>[0] }, after: typeof before): ReadonlyArray<Change> =>
  Object.keys({ ...before, ...after }).flatMap((at) => part({ effect: "needs-map", what: "parameter", at }, before[at], after[at], value))
