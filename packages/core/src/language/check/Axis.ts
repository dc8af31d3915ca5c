/**
 * What a condition looks at, cut into the cases that tell its answers apart. A choice has its values, a yes/no has
 * two, a number has the values it is compared with, one between each two of them and one beyond each end; what may be
 * absent has "absent" besides. More cases than these cannot be told apart, so trying them all proves.
 */
import * as Day from "../../domain/Day.ts"
import type { Expression } from "../../domain/Expression.ts"
import type { Value } from "../../domain/Value.ts"

/** One case of an axis. `absent` and `other` are values nobody can write. */
export type Case = string | number | boolean

export const absent = "\u0000absent"
/** a value that no condition names */
export const other = "\u0000other"

export interface Axis {
  readonly key: string
  readonly of: Expression
  kind: "yes-no" | "names" | "number" | "order" | "there"
  /** of names: all it can be; `undefined` when nobody has listed them */
  all: ReadonlyArray<string> | undefined
  /** of numbers: how far apart two can be at least, and how they are written */
  step: number
  shown: (value: number) => string
  lowest: number | undefined
  highest: number | undefined
  readonly named: Set<string>
  readonly at: Set<number>
  /** somebody asked whether it is there */
  maybe: boolean
}

/** All cases of an axis, those that people think of first before the others. */
export const cases = (axis: Axis): ReadonlyArray<Case> => {
  const missing = axis.maybe || axis.kind === "there" ? [absent] : []
  switch (axis.kind) {
    case "yes-no":
      return [true, false, ...missing]
    case "there":
      return [true, absent]
    case "order":
      return [-1, 0, 1]
    case "names":
      return [...(axis.all ?? [...axis.named, other]), ...missing]
    case "number":
      return [...points(axis), ...missing]
  }
}

const points = (axis: Axis): ReadonlyArray<number> => {
  const at = [...axis.at].sort((a, b) => a - b)
  const found = new Set<number>()
  const whole = axis.step === 1
  for (const [i, it] of at.entries()) {
    const next = at[i + 1]
    if (i === 0) found.add(round(it - axis.step))
    found.add(it)
    const between = next === undefined ? it + axis.step : whole ? it + 1 : Math.min(it + axis.step, (it + next) / 2)
    found.add(round(between))
  }
  if (at.length === 0) found.add(axis.lowest ?? 0)
  const lowest = axis.lowest ?? -Infinity
  const highest = axis.highest ?? Infinity
  return [...found].filter((it) => it >= lowest && it <= highest)
}

const round = (value: number): number => Number(value.toFixed(6))

/** A literal as a place on a line; `undefined` when its kind has no line. */
export const place = (type: string, value: Value, ranks: ReadonlyArray<string>): number | undefined => {
  if (type === "rank") {
    const at = ranks.indexOf(String(value))
    return at < 0 ? undefined : at
  }
  if (type === "date") return typeof value === "string" && Day.valid(value) ? Day.number(value) : undefined
  if (type === "time") {
    const [hours = "", minutes = ""] = String(value).split(":")
    const at = Number(hours) * 60 + Number(minutes)
    return Number.isNaN(at) ? undefined : at
  }
  if (!numbers.has(type) || typeof value === "boolean" || typeof value === "object") return undefined
  const at = Number(value)
  return Number.isFinite(at) ? at : undefined
}

const numbers: ReadonlySet<string> = new Set(["whole-number", "number", "percent", "money", "unrounded-money"])

/** How far apart two values of a type can be at least. */
export const stepOf = (type: string): number =>
  type === "money" ? 0.01 : ["number", "percent", "unrounded-money"].includes(type) ? 0.000_001 : 1

/** A place on a line as the file would write it. */
export const shownAs = (type: string, ranks: ReadonlyArray<string>, currency: string | undefined) => (value: number): string => {
  switch (type) {
    case "rank":
      return ranks[value] ?? String(value)
    case "date":
      return Day.ofNumber(value)
    case "time":
      return `${String(Math.floor(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}`
    case "percent":
      return `${value}%`
    case "money":
    case "unrounded-money":
      return `${value}${currency === undefined ? "" : ` ${currency}`}`
    default:
      return String(value)
  }
}

/** How the file writes it. */
export const nameOf = (it: Expression): string => {
  switch (it.op) {
    case "field":
      return [...(it.step === "intake" ? [] : [it.step]), ...(it.field === "value" ? [] : [it.field]), ...it.path].join(".")
    case "item":
      return [it.each, ...it.path].join(".")
    case "event":
      return `event.${it.field}`
    case "row":
      return ["each", ...it.path].join(".")
    case "param":
      return `param.${it.name}`
    case "fact":
      return `${it.step}.${it.fact}`
    case "get":
      return `${nameOf(it.of)}.${it.name}`
    case "intake-at":
      return "intake.at"
    case "case-due":
      return "case.due"
    case "case-id":
      return "case"
    case "quota":
      return `quota.${it.quota}.${it.is}`
    case "was-done":
      return `${it.step} was done`
    case "founded":
      return `${it.body} is founded`
    case "call":
      return `${it.name}(${nameOf(it.of)})`
    case "arithmetic":
      return `${nameOf(it.left)} ${it.sign} ${nameOf(it.right)}`
    case "else":
      return `${nameOf(it.left)} else ${nameOf(it.right)}`
    case "in":
      return `${nameOf(it.left)} in ${nameOf(it.right)}`
    case "literal":
      return it.type === "percent" ? `${String(it.value)}%` : String(it.value)
    case "people":
      return it.who.who === "doer" ? `doer of ${it.who.step}` : it.who.who
    case "department-of":
      return `department of ${nameOf(it.of)}`
    case "query":
      return `${it.query} ${it.rows.from === "ledger" ? it.rows.ledger : it.rows.from === "table" ? it.rows.table : it.rows.from}`
    case "today":
    case "now":
      return it.op
    default:
      return "…"
  }
}
