/**
 * Whether conditions can hold together. Each is read into yes/no questions about axes (`Axis.ts`), and the cases of the
 * axes are tried, the ones that decide first. What it cannot look into (a query, a comparison of two fields) it takes
 * as free, so "they cannot hold together" is always true; a found example is one of those axes.
 */
import type { Expression, Relation } from "../../domain/Expression.ts"
import * as Comparison from "../../domain/Comparison.ts"
import * as Flow from "../model/Flow.ts"
import type { Procedure } from "../model/Model.ts"
import * as Axis from "./Axis.ts"

export type Formula =
  | { readonly is: "and" | "or"; readonly of: ReadonlyArray<Formula> }
  | { readonly is: "not"; readonly of: Formula }
  | { readonly is: "always"; readonly value: boolean }
  | { readonly is: "asks"; readonly axis: Axis.Axis; readonly holds: (it: Axis.Case) => boolean }

export type Example = ReadonlyMap<Axis.Axis, Axis.Case>

export interface Truth {
  readonly read: (condition: Expression) => Formula
  /** what is known at a place, as far as it has to do with these */
  readonly known: (flow: Flow.Flow, about: ReadonlyArray<Formula>) => ReadonlyArray<Formula>
  readonly axes: ReadonlyMap<string, Axis.Axis>
}

type Bounds = readonly [lowest: number | undefined, highest: number | undefined]

const always = (value: boolean): Formula => ({ is: "always", value })
export const not = (of: Formula): Formula => (of.is === "not" ? of.of : { is: "not", of })
export const and = (...of: ReadonlyArray<Formula>): Formula => ({ is: "and", of })
export const or = (...of: ReadonlyArray<Formula>): Formula => ({ is: "or", of })

/** A reader of the conditions of one procedure: the same words mean the same axis. */
export const of = (procedure: Procedure): Truth => {
  const axes = new Map<string, Axis.Axis>()
  const parsed = new Map<string, Formula>()
  const { currency, organisation: { ranks } } = procedure.handbook
  const bounds = boundsOf(procedure)

  const axis = (of: Expression, kind: Axis.Axis["kind"], type = "", key = Flow.text(of)): Axis.Axis => {
    const found = axes.get(key)
    // asked about in two ways: whether it is there, and what it is
    if (found !== undefined && (found.kind === kind || kind === "there")) return found
    const again = found === undefined || found.kind === "there" ? key : `${key} as ${kind}`
    const other = axes.get(again)
    if (other !== undefined && other.kind === kind) return other
    const [lowest, highest] = kind === "number" ? (type === "rank" ? [0, ranks.length - 1] : bounds(of)) : [undefined, undefined]
    const what = {
      kind,
      all: kind === "names" ? procedure.names.choices.get(key) : undefined,
      step: Axis.stepOf(type),
      shown: Axis.shownAs(type, ranks, currency),
      lowest,
      highest
    }
    if (found?.kind === "there") return Object.assign(found, what)
    const made: Axis.Axis = { key, of, ...what, named: new Set(), at: new Set(), maybe: false }
    axes.set(again, made)
    return made
  }
  const asks = (it: Axis.Axis, holds: (value: Axis.Case) => boolean): Formula => ({ is: "asks", axis: it, holds })
  const free = (of: Expression): Formula => asks(axis(of, "yes-no"), (it) => it === true)

  /** a value compared with a literal; `else` stands in for what is absent */
  const against = (left: Expression, make: (subject: Expression, instead: Expression | undefined) => Formula): Formula =>
    left.op === "else" && left.right.op === "literal" ? make(left.left, left.right) : make(left, undefined)

  const compare = (relation: Relation, type: string, left: Expression, right: Expression): Formula => {
    if (left.op === "literal" && right.op !== "literal") return compare(turned[relation], type, right, left)
    const at = right.op === "literal" ? Axis.place(type === "rank" ? "rank" : right.type, right.value, ranks) : undefined
    if (left.op === "literal" || at === undefined) return ordered(left, right, (order) => Comparison.related(relation, order))
    return against(left, (subject, instead) => {
      const it = axis(subject, "number", type)
      it.at.add(at)
      const standing = instead?.op === "literal" ? Axis.place(instead.type, instead.value, ranks) : undefined
      if (instead !== undefined) it.maybe = true
      return asks(it, (value) => {
        const own = value === Axis.absent ? standing : value
        return typeof own === "number" && Comparison.related(relation, own - at)
      })
    })
  }

  const ordered = (left: Expression, right: Expression, holds: (order: number) => boolean): Formula => {
    const [a, b] = [Flow.text(left), Flow.text(right)]
    const [first, second, sign] = a <= b ? [left, right, 1] : [right, left, -1]
    const pair: Expression = { op: "in", left: first, right: second }
    return asks(axis(pair, "order", "", `order ${Flow.text(pair)}`), (it) => typeof it === "number" && holds(it * sign))
  }

  const equals = (left: Expression, right: Expression): Formula => {
    if (right.op !== "literal") return ordered(left, right, (order) => order === 0)
    const at = Axis.place(right.type, right.value, ranks)
    if (at !== undefined) {
      return against(left, (subject, instead) => {
        const it = axis(subject, "number", right.type)
        it.at.add(at)
        const standing = instead?.op === "literal" ? Axis.place(instead.type, instead.value, ranks) : undefined
        if (instead !== undefined) it.maybe = true
        return asks(it, (value) => (value === Axis.absent ? standing : value) === at)
      })
    }
    const { value } = right
    if (typeof value !== "string") return ordered(left, right, (order) => order === 0)
    return against(left, (subject, instead) => {
      const it = axis(subject, "names")
      it.named.add(value)
      if (instead !== undefined) it.maybe = true
      const standing = instead?.op === "literal" ? instead.value : undefined
      return asks(it, (own) => (own === Axis.absent ? standing : own) === value)
    })
  }

  const present = (of: Expression): Formula => {
    const key = Flow.text(of)
    const it = axes.get(key) ?? axis(of, "there")
    it.maybe = true
    return asks(it, (value) => value !== Axis.absent)
  }

  const read = (it: Expression): Formula => {
    switch (it.op) {
      case "and":
      case "or":
        return { is: it.op, of: it.of.map(read) }
      case "not":
        return not(read(it.of))
      case "literal":
        return typeof it.value === "boolean" ? always(it.value) : free(it)
      case "is": {
        const any = or(...it.any.map((one) => equals(it.left, one)))
        return it.negated ? not(any) : any
      }
      case "compare":
        return compare(it.relation, it.type, it.left, it.right)
      case "present":
        return it.negated ? not(present(it.of)) : present(it.of)
      case "was-done":
      case "founded": {
        const done = free({ ...it, negated: false })
        return it.negated ? not(done) : done
      }
      case "else":
        return or(and(present(it.left), read(it.left)), and(not(present(it.left)), read(it.right)))
      default:
        return free(it)
    }
  }

  const remembered = (text: string): Formula => {
    const found = parsed.get(text) ?? read(JSON.parse(text) as Expression)
    parsed.set(text, found)
    return found
  }

  const known = (flow: Flow.Flow, about: ReadonlyArray<Formula>): ReadonlyArray<Formula> => {
    const all: Array<Formula> = []
    for (const [text, holds] of flow.known) all.push(holds ? remembered(text) : not(remembered(text)))
    for (const [text, values] of flow.values) {
      const left = JSON.parse(text) as Expression
      all.push(or(...values.map((value) => equals(left, { op: "literal", type: "choice", value }))))
    }
    for (const [step, { conditions }] of flow.ran) {
      if (conditions === null) continue
      const done = read({ op: "was-done", step, negated: false })
      all.push(conditions.length === 0 ? done : or(not(and(...conditions.map(read))), done))
    }
    return related(all, about)
  }

  return { read, known, axes }
}

const turned: { readonly [R in Relation]: Relation } = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" }

/** Those of all that speak, in one or more steps, of what the others speak of. */
const related = (all: ReadonlyArray<Formula>, about: ReadonlyArray<Formula>): ReadonlyArray<Formula> => {
  const touched = new Set<Axis.Axis>()
  for (const it of about) touches(it, touched)
  const left = new Map(all.map((it) => [it, touches(it, new Set())]))
  const found: Array<Formula> = []
  for (let grown = true; grown; ) {
    grown = false
    for (const [it, axes] of left) {
      if (![...axes].some((axis) => touched.has(axis))) continue
      for (const axis of axes) touched.add(axis)
      found.push(it)
      left.delete(it)
      grown = true
    }
  }
  return found
}

const touches = (it: Formula, into: Set<Axis.Axis>): Set<Axis.Axis> => {
  if (it.is === "asks") into.add(it.axis)
  else if (it.is === "not") touches(it.of, into)
  else if (it.is !== "always") for (const part of it.of) touches(part, into)
  return into
}

/** What a field's limits and the nature of a number leave of it. */
const boundsOf = (procedure: Procedure) => (it: Expression): Bounds => {
  if (it.op === "query" && (it.query === "count" || it.query === "most")) return [0, undefined]
  if (it.op === "fact" && it.fact === "rounds") return [1, undefined]
  if (it.op !== "field" || it.path.length > 0) return [undefined, undefined]
  const forms = it.step === "intake" ? [procedure.intake.form] : procedure.records.flatMap((one) =>
    one.name === it.step && one.resolved?.kind === "task" ? [one.resolved.form] : []
  )
  const fields = forms.flatMap((form) => form.filter((one) => one.name === it.field))
  const ends = fields.map((one) => [Number(one.atLeast ?? Number.NaN), Number(one.atMost ?? Number.NaN)] as const)
  if (ends.length === 0) return [undefined, undefined]
  const lowest = Math.min(...ends.map(([low]) => (Number.isNaN(low) ? -Infinity : low)))
  const highest = Math.max(...ends.map(([, high]) => (Number.isNaN(high) ? Infinity : high)))
  return [Number.isFinite(lowest) ? lowest : undefined, Number.isFinite(highest) ? highest : undefined]
}

const limit = 20_000

/** A case in which all hold; `none` when there is none, `unknown` when there are too many to try. */
export const together = (formulas: ReadonlyArray<Formula>): Example | "none" | "unknown" => {
  const example = new Map<Axis.Axis, Axis.Case>()
  let tried = 0
  const whole = and(...formulas)
  const search = (): boolean | "unknown" => {
    if (++tried > limit) return "unknown"
    const now = told(whole, example)
    if (now !== undefined) return now
    const axis = undecided(whole, example)
    if (axis === undefined) return false
    for (const it of Axis.cases(axis)) {
      example.set(axis, it)
      const found = search()
      if (found !== false) return found
    }
    example.delete(axis)
    return false
  }
  const found = search()
  return found === "unknown" ? "unknown" : found ? example : "none"
}

/** What is decided so far. */
const told = (it: Formula, example: Example): boolean | undefined => {
  switch (it.is) {
    case "always":
      return it.value
    case "asks": {
      const value = example.get(it.axis)
      return value === undefined ? undefined : it.holds(value)
    }
    case "not": {
      const of = told(it.of, example)
      return of === undefined ? undefined : !of
    }
    default: {
      const decides = it.is === "or"
      let open = false
      for (const part of it.of) {
        const one = told(part, example)
        if (one === decides) return decides
        if (one === undefined) open = true
      }
      return open ? undefined : !decides
    }
  }
}

const undecided = (it: Formula, example: Example): Axis.Axis | undefined => {
  if (it.is === "always") return undefined
  if (it.is === "asks") return example.has(it.axis) ? undefined : it.axis
  if (it.is === "not") return undecided(it.of, example)
  for (const part of it.of) {
    const axis = told(part, example) === undefined ? undecided(part, example) : undefined
    if (axis !== undefined) return axis
  }
  return undefined
}

/** Whether it holds in an example that says all of it. */
export const holds = (it: Formula, example: Example): boolean => told(it, example) === true

/** `urgent = yes, fee = 4.99 CNY`: an example as the file would write it. */
export const shown = (example: Example): string =>
  [...example].map(([axis, value]) => {
    const name = Axis.nameOf(axis.of)
    if (value === Axis.absent) return `${name} is missing`
    if (axis.kind === "order" && axis.of.op === "in") {
      return `${Axis.nameOf(axis.of.left)} ${value === 0 ? "=" : value === 1 ? ">" : "<"} ${Axis.nameOf(axis.of.right)}`
    }
    const text = value === Axis.other ? "…" : value === true ? "yes" : value === false ? "no" : typeof value === "number" ? axis.shown(value) : String(value)
    return axis.kind === "there" ? `${name} is present` : `${name} = ${text}`
  }).join(", ")
