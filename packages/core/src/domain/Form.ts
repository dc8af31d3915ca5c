/**
 * Whether a filled form may be handed in (language §5): every field needed is there, every value is of its type and
 * within its limits, single values only by those who may give them, every signature by somebody who may sign.
 *
 * @since 0.1.0
 */
import { BigDecimal, Result } from "effect"
import * as Decimal from "./Decimal.ts"
import * as Evaluate from "./Evaluate.ts"
import type { Field, FieldType } from "./Field.ts"
import * as Findings from "./Findings.ts"
import type { Issue } from "./Findings.ts"
import * as People from "./People.ts"
import { isList, isObject } from "./Value.ts"
import type { Value, Values } from "./Value.ts"
import * as Written from "./Written.ts"

export type { Issue } from "./Findings.ts"

/**
 * Whose form it is: the step it belongs to (`intake` for the intake), and the keys of the person who hands it in
 * (none when another case opens this one: limits on who may give a value are then not asked).
 *
 * @since 0.1.0
 */
export interface Filling {
  readonly step: string
  readonly keys: ReadonlyArray<People.Key> | null
}

/** An empty text says nothing. */
const blank = (value: Value | undefined): boolean =>
  value === undefined || value === null || (typeof value === "string" && value.trim() === "")

/** Whether a value has the shape its type is kept in (the table in `Value.ts`); rows are checked cell by cell. */
const shaped = (type: FieldType, value: Value, asked: Pick<Asked, "place">): boolean => {
  switch (type.kind) {
    case "yes-no":
    case "tick":
      return typeof value === "boolean"
    case "whole-number":
    case "date-time":
    case "appointment":
      return Number.isSafeInteger(value)
    case "number":
    case "percent":
      return typeof value === "string" && Decimal.of(value) !== undefined
    case "choice":
      return typeof value === "string" && type.values.includes(value)
    case "date":
    case "time":
    case "money":
      return typeof value === "string" && !value.includes(" ") && Result.isSuccess(Written.read(type, value, asked.place))
    case "period":
    case "signature":
      return isObject(value) && Result.isSuccess(Written.read(type, value, asked.place))
    case "term":
      return value === "at-once" || (isObject(value) && Result.isSuccess(Written.read(type, value, asked.place)))
    case "list":
      return isList(value) && value.every((one) => shaped(type.of, one, asked))
    case "rows":
      return isList(value)
    // whoever brings it in has asked the plug-in's schema
    case "plugin":
      return true
    case "papers":
      return isObject(value) && isList(value["shown"] ?? false)
    case "checklist":
      return isObject(value) && isObject(value["items"] ?? false)
    case "filing":
      return isList(value) && value.every((one) => typeof one === "string")
    case "paper":
    case "report":
      return false
    default:
      return typeof value === "string"
  }
}

/** The number a limit is about: the value, or the length of a list. */
const measure = (value: Value): Decimal.Decimal | undefined => Decimal.of(isList(value) ? value.length : value)

/** What the limits ask for, when the value is outside them. Days and times are in order as texts. */
const beyond = ({ atLeast, atMost, type }: Field, value: Value, asked: Pick<Asked, "place">): Written.Said | undefined => {
  if (atLeast === undefined && atMost === undefined) return undefined
  const less = (left: Value, right: Value): boolean => {
    const [a, b] = [measure(left), measure(right)]
    if (a !== undefined && b !== undefined) return BigDecimal.isLessThan(a, b)
    return typeof left === "string" && typeof right === "string" && left < right
  }
  const words = (limit: Value) => (isList(value) ? String(limit) : Written.show(type, limit, asked.place))
  const limited = (en: string, zh: string, limit: Value): Written.Said =>
    isList(value) ? { en: `${en} ${words(limit)} of them`, zh: `${zh} ${words(limit)} 项` } : { en: `${en} ${words(limit)}`, zh: `${zh} ${words(limit)}` }
  if (atLeast !== undefined && less(value, atLeast)) return limited("at least", "不少于", atLeast)
  if (atMost !== undefined && less(atMost, value)) return limited("at most", "不多于", atMost)
  return undefined
}

/** Single values as `allow` names them; what has parts has no name. */
const names = (value: Value): ReadonlyArray<string> => {
  if (isList(value)) return value.flatMap(names)
  if (typeof value === "boolean") return [value ? "yes" : "no"]
  return typeof value === "object" ? [] : [String(value)]
}

interface Asked {
  /** made when something is asked of them: of most forms nothing is */
  readonly scope: Evaluate.Scope
  readonly resolver: People.Resolver
  readonly keys: ReadonlyArray<People.Key> | null
  readonly place: Written.Place
}

const allowed = ({ allow }: Field, value: Value, asked: Asked): boolean =>
  allow === undefined ||
  names(value).every((name) => {
    const limit = Object.hasOwn(allow, name) ? allow[name] : undefined
    const { keys } = asked
    if (limit?.by !== undefined && keys !== null && !People.entitled(keys, limit.by, asked.resolver)) return false
    return limit?.when === undefined || Evaluate.holds(limit.when, asked.scope)
  })

/** Whether the signer holds a fitting key. While nobody has said which keys he holds, the question is enough. */
const signed = (of: People.People, value: Value, { resolver, scope }: Asked): boolean => {
  const person = isObject(value) ? value["by"] : undefined
  if (typeof person !== "string") return false
  const keys = scope.ask({ ask: "keys", person })
  return keys === undefined || (keys !== null && People.entitled([`person:${person}`, ...resolver.keys(person)], of, resolver))
}

const noField: Written.Said = { en: "left out: the form has no such field", zh: "不填：表单没有这一项" }
const issueOf = (path: string, why: Issue["why"], expected?: Written.Said): ReadonlyArray<Issue> => [
  { field: path, why, ...(expected === undefined ? {} : { expected }) }
]
const fine: ReadonlyArray<Issue> = []

const ofField = (field: Field, value: Value | undefined, path: string, asked: Asked): ReadonlyArray<Issue> => {
  const { type } = field
  if (value === undefined || blank(value) || (type.kind === "tick" && value === false)) {
    const needed = typeof field.needed === "boolean" ? field.needed : Evaluate.holds(field.needed, asked.scope)
    return needed ? issueOf(path, type.kind === "signature" ? "signature-missing" : "missing") : fine
  }
  if (!shaped(type, value, asked)) return issueOf(path, "wrong", Written.expected(type, asked.place))
  const limit = beyond(field, value, asked)
  if (limit !== undefined) return issueOf(path, "wrong", limit)
  if (!allowed(field, value, asked)) return issueOf(path, "value-not-allowed")
  if (type.kind === "signature") return signed(type.of, value, asked) ? [] : issueOf(path, "signature-missing")
  if (type.kind === "list" && type.of.kind === "signature" && isList(value)) {
    const { of } = type.of
    return value.every((one) => signed(of, one, asked)) ? [] : issueOf(path, "signature-missing")
  }
  if (type.kind === "papers" || type.kind === "checklist" || type.kind === "filing") {
    return Findings.issues(type, value, path, () => asked.scope)
  }
  if (type.kind !== "rows" || !isList(value)) return fine
  return value.flatMap((row, i) =>
    isObject(row)
      ? ofFields(type.fields, row, `${path}.${i + 1}.`, asked)
      : [{ field: `${path}.${i + 1}`, why: "wrong", expected: Written.expected(type, asked.place) }]
  )
}

/**
 * A form with what follows from it: which papers are missing, how many items failed (C04, C50). What is not filled in
 * as it should be is left as it is; {@link check} tells it.
 *
 * @since 0.1.0
 */
export const settle = (
  fields: ReadonlyArray<Field>,
  values: Values,
  scope: () => Evaluate.Scope,
  step: string
): Values => {
  if (!Findings.any(fields)) return values
  const form = new OfForm(values, scope, { step, keys: null })
  return Findings.settle(fields, values, () => form.scope)
}

const ofFields = (fields: ReadonlyArray<Field>, values: Values, prefix: string, asked: Asked): ReadonlyArray<Issue> => {
  const issues: Array<Issue> = []
  for (const field of fields) {
    const value = Object.hasOwn(values, field.name) ? values[field.name] : undefined
    for (const issue of ofField(field, value, prefix + field.name, asked)) issues.push(issue)
  }
  for (const name in values) {
    if (!Object.hasOwn(values, name) || has(fields, name)) continue
    issues.push({ field: prefix + name, why: "wrong", expected: noField })
  }
  return issues
}

const has = (fields: ReadonlyArray<Field>, name: string): boolean => {
  for (const field of fields) if (field.name === name) return true
  return false
}

/**
 * All that is wrong with a form, in the order of its fields, then what does not belong to it; empty when it may be
 * handed in. Signers and named persons are asked about through the scope: while an answer is missing nothing is said.
 *
 * @since 0.1.0
 */
export const check = (
  fields: ReadonlyArray<Field>,
  values: Values,
  scope: Evaluate.Scope | (() => Evaluate.Scope),
  filling: Filling
): ReadonlyArray<Issue> => {
  const whole = Findings.any(fields)
    ? settle(fields, values, typeof scope === "function" ? scope : () => scope, filling.step)
    : values
  return ofFields(fields, whole, "", new OfForm(whole, scope, filling))
}

/**
 * Whether a value may stand in a field of this type; rows are not looked into.
 *
 * @since 0.1.0
 */
export const fits = (type: FieldType, value: Value, place: Written.Place): boolean => shaped(type, value, { place })

/**
 * All that is wrong with values that no person hands in (what an action answers): shapes and what is needed.
 * `wrong` says why a value is none of a plugged type.
 *
 * @since 0.1.0
 */
export const shapes = (
  fields: ReadonlyArray<Field>,
  values: Values,
  place: Written.Place,
  wrong: (type: string, value: Value) => string | undefined
): ReadonlyArray<Issue> => {
  const one = (type: FieldType, value: Value, path: string): ReadonlyArray<Issue> => {
    if (!shaped(type, value, { place })) return issueOf(path, "wrong", Written.expected(type, place))
    if (type.kind === "plugin") {
      const why = wrong(type.name, value)
      return why === undefined ? fine : issueOf(path, "wrong", { en: why, zh: why })
    }
    if (type.kind === "list" && isList(value)) return value.flatMap((it, i) => one(type.of, it, `${path}.${i + 1}`))
    if (type.kind !== "rows" || !isList(value)) return fine
    return value.flatMap((row, i) =>
      isObject(row)
        ? all(type.fields, row, `${path}.${i + 1}.`)
        : issueOf(`${path}.${i + 1}`, "wrong", Written.expected(type, place))
    )
  }
  const all = (of: ReadonlyArray<Field>, given: Values, prefix: string): ReadonlyArray<Issue> => [
    ...of.flatMap((field) => {
      const value = Object.hasOwn(given, field.name) ? given[field.name] : undefined
      if (value === undefined) return field.needed === false ? fine : issueOf(prefix + field.name, "missing")
      return one(field.type, value, prefix + field.name)
    }),
    ...Object.keys(given).flatMap((name) => (has(of, name) ? fine : issueOf(prefix + name, "wrong", noField)))
  ]
  return all(fields, values, "")
}

class OfForm implements Asked {
  readonly #values: Values
  readonly #filling: Filling
  readonly #around: Evaluate.Scope | (() => Evaluate.Scope)
  #scope: Evaluate.Scope | undefined

  constructor(
    values: Values,
    around: Evaluate.Scope | (() => Evaluate.Scope),
    filling: Filling
  ) {
    this.#values = values
    this.#around = around
    this.#filling = filling
  }
  get keys(): ReadonlyArray<People.Key> | null {
    return this.#filling.keys
  }
  get #outside(): Evaluate.Scope {
    return typeof this.#around === "function" ? this.#around() : this.#around
  }
  get scope(): Evaluate.Scope {
    if (this.#scope !== undefined) return this.#scope
    const scope = this.#outside
    this.#scope = {
      ...scope,
      field: (of, name) => {
        if (of !== this.#filling.step) return scope.field(of, name)
        const value = Object.hasOwn(this.#values, name) ? this.#values[name] : undefined
        return blank(value) ? undefined : value
      }
    }
    return this.#scope
  }
  get resolver(): People.Resolver {
    return Evaluate.resolver(this.scope)
  }
  get place(): Written.Place {
    const { currency, zone } = this.#outside
    return { zone, currency }
  }
}
