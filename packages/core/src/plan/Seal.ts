/**
 * Which classes of confidentiality a value carries (language §12), followed through calculations, items of a list, rows
 * of registers and what other cases give. The compiler asks it whether a value may be told or handed on, a reading desk
 * whether it may be shown: one answer for both. A rule or a condition over a confidential value is none any more.
 *
 * @since 0.1.0
 */
import type { Expression, Register, Rows } from "../domain/Expression.ts"
import type { Field, FieldType } from "../domain/Field.ts"

/** The classes of the whole value, or those of its parts by name; a list is as its items are, `*` stands for any part. */
export type Seal = ReadonlyArray<string> | Parts

export interface Parts {
  readonly [part: string]: Seal
}

/** Where values come from: a procedure that is read, or its plan. */
export interface Sources {
  /** what a step keeps under its name; `intake` is a step too */
  readonly step: (step: string) => Seal | undefined
  /** what a `compute` or `decide` takes its value from; of other steps nothing */
  readonly computed: (step: string) => ReadonlyArray<Expression>
  /** the list an `each` goes through */
  readonly list: (each: string) => Expression | undefined
  readonly rows: (register: Register) => Seal | undefined
  /** of a schedule or a listener: what comes with the event */
  readonly event?: Seal
}

/** Nothing confidential. */
export const open: ReadonlyArray<string> = []

const isWhole = (seal: Seal): seal is ReadonlyArray<string> => Array.isArray(seal)

/** Every class in it. */
export const classes = (seal: Seal | undefined): ReadonlyArray<string> => {
  if (seal === undefined) return open
  if (isWhole(seal)) return seal
  return [...new Set(Object.values(seal).flatMap((it) => classes(it)))]
}

/** What carries the classes of several values. */
export const both = (a: Seal | undefined, b: Seal | undefined): Seal | undefined => {
  if (a === undefined || b === undefined) return a ?? b
  if (isWhole(a) || isWhole(b)) return [...new Set([...classes(a), ...classes(b)])]
  const found: { [part: string]: Seal } = { ...a }
  for (const [name, seal] of Object.entries(b)) found[name] = both(found[name], seal) ?? seal
  return found
}

/** A part of a value; of an open one every part is open. */
export const at = (seal: Seal | undefined, path: ReadonlyArray<string>): Seal | undefined => {
  let found = seal
  for (const name of path) {
    if (found === undefined || isWhole(found)) return found
    found = both(Object.hasOwn(found, name) ? found[name] : undefined, found["*"])
  }
  return found
}

const inner = (type: FieldType): ReadonlyArray<Field> =>
  type.kind === "rows" ? type.fields : type.kind === "list" ? inner(type.of) : type.kind === "report" ? type.columns : []

/** What a field holds. A class of the whole is one of every part. */
export const ofField = (field: Field): Seal | undefined => {
  const parts = ofFields(inner(field.type))
  return field.class === undefined ? parts : [...new Set([field.class, ...classes(parts)])]
}

/** What a form, a row or an event holds; nothing where none of it is confidential. */
export const ofFields = (fields: Iterable<Field>): Parts | undefined => {
  let found: { [part: string]: Seal } | undefined
  for (const field of fields) {
    const seal = ofField(field)
    if (seal === undefined) continue
    found ??= {}
    found[field.name] = both(found[field.name], seal) ?? seal
  }
  return found
}

/** By dotted paths, as a plan keeps it: `{ "household.phone": ["personal"] }`. */
export const written = (parts: Parts): { readonly [path: string]: ReadonlyArray<string> } =>
  Object.fromEntries(
    Object.entries(parts)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, seal]): ReadonlyArray<readonly [string, ReadonlyArray<string>]> =>
        isWhole(seal) ? [[name, seal]] : Object.entries(written(seal)).map(([path, all]) => [`${name}.${path}`, all])
      )
  )

/** The same read back. */
export const read = (paths: { readonly [path: string]: ReadonlyArray<string> }): Parts => {
  let found: Seal = {}
  for (const [path, all] of Object.entries(paths)) {
    const one = path.split(".").reduceRight<Seal>((seal, name) => ({ [name]: seal }), all)
    found = both(found, one) ?? found
  }
  return found as Parts
}

/** deeper than any calculation over calculations that a person writes */
const DEEP = 64

/** The classes an expression hands on; `around` are the rows of the query it stands in. */
export const of = (expression: Expression, sources: Sources): Seal | undefined => seal(expression, sources, undefined, 0)

const seal = (it: Expression, sources: Sources, around: Seal | undefined, deep: number): Seal | undefined => {
  if (deep > DEEP) return undefined
  const next = (of: Expression): Seal | undefined => seal(of, sources, around, deep + 1)
  const rows = (of: Rows): Seal | undefined => {
    if (of.from === "list") return next(of.list)
    if (of.from !== "items") return sources.rows(of)
    const list = sources.list(of.each)
    return list === undefined ? undefined : next(list)
  }
  switch (it.op) {
    case "field": {
      const values = sources.computed(it.step)
      if (values.length === 0) return at(sources.step(it.step), [it.field, ...it.path])
      return at(values.map(next).reduce(both, undefined), it.path)
    }
    case "item": {
      const list = sources.list(it.each)
      return list === undefined ? undefined : at(next(list), it.path)
    }
    case "row":
      return at(around, it.path)
    case "event":
      return at(sources.event, [it.field])
    case "get":
      return at(it.of.op === "query" ? rows(it.of.rows) : next(it.of), [it.name])
    case "arithmetic":
    case "else":
      return both(next(it.left), next(it.right))
    case "call":
      return next(it.of)
    case "query":
      if (it.query === "one" || it.query === "last") return rows(it.rows)
      return it.value === undefined ? undefined : seal(it.value, sources, rows(it.rows), deep + 1)
    default:
      return undefined
  }
}
