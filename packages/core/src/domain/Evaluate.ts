/**
 * What an expression is worth in a case. Total: it never throws; what is not there is `undefined`. It looks nothing up:
 * the scope holds what the case knows, and everything outside is a question the scope may not have an answer to yet.
 *
 * @since 0.1.0
 */
import { BigDecimal, Option } from "effect"
import * as Calendar from "./Calendar.ts"
import * as Comparison from "./Comparison.ts"
import * as Day from "./Day.ts"
import * as Decimal from "./Decimal.ts"
import type { Expression, ExpressionType, Rows } from "./Expression.ts"
import * as People from "./People.ts"
import type { Question } from "./Question.ts"
import * as Query from "./Query.ts"
import type * as Quota from "./Quota.ts"
import type { Scope } from "./Scope.ts"
import * as Term from "./Term.ts"
import type { Instant, LocalDate, Term as Length } from "./Time.ts"
import { isList, isObject } from "./Value.ts"
import type { Value } from "./Value.ts"

export type { Scope } from "./Scope.ts"

/**
 * The worth of an expression, `undefined` when something it needs is absent.
 *
 * @since 0.1.0
 */
export const evaluate = (expression: Expression, scope: Scope): Value | undefined => {
  const worth = (of: Expression) => evaluate(of, scope)
  switch (expression.op) {
    case "literal":
      return expression.value
    case "field":
      return walk(scope.field(expression.step, expression.field), expression.path)
    case "fact":
      return scope.fact(expression.step, expression.fact)
    case "intake-at":
      return scope.intakeAt
    case "case-due":
      return scope.caseDue ?? undefined
    case "case-id":
      return scope.caseId
    case "item":
      return walk(scope.item(expression.each), expression.path)
    case "param":
      return scope.param(expression.name)
    case "event":
      return scope.event(expression.field)
    case "row":
      return walk(scope.row, expression.path)
    case "get":
      return walk(worth(expression.of), [expression.name])
    case "and":
      return expression.of.every((part) => holds(part, scope))
    case "or":
      return expression.of.some((part) => holds(part, scope))
    case "not": {
      const value = worth(expression.of)
      return typeof value === "boolean" ? !value : undefined
    }
    case "is": {
      const left = worth(expression.left)
      if (left === undefined) return undefined
      return expression.any.some((any) => Comparison.same(left, worth(any))) !== expression.negated
    }
    case "compare": {
      const order = Comparison.compare(expression.type, worth(expression.left), worth(expression.right), compared(scope))
      return order === undefined ? undefined : Comparison.related(expression.relation, order)
    }
    case "present":
      return (worth(expression.of) !== undefined) !== expression.negated
    case "was-done":
      return scope.done(expression.step) !== expression.negated
    case "founded":
      return (scope.ask({ ask: "founded", body: expression.body }) === true) !== expression.negated
    case "in":
      return Comparison.within(worth(expression.left), worth(expression.right), compared(scope))
    case "arithmetic":
      return arithmetic(expression, worth(expression.left), worth(expression.right), scope)
    case "else":
      return worth(expression.left) ?? worth(expression.right)
    case "call":
      return call(expression, worth(expression.of), scope)
    case "query":
      return Query.answer(expression, scope, evaluate)
    case "people":
      return somebody(expression.who, scope)
    case "department-of": {
      const person = worth(expression.of)
      return typeof person === "string" ? answer({ ask: "department", person }, scope) : undefined
    }
    case "quota":
      return standing(expression, scope)
    case "today":
      return Day.of(scope.now, scope.zone)
    case "now":
      return scope.now
  }
}

const standing = ({ is, quota: name }: Extract<Expression, { readonly op: "quota" }>, scope: Scope): Value | undefined => {
  const found = scope.quota?.(name)
  return found === undefined ? undefined : quota(found, scope.quotaDay ?? Day.of(scope.now, scope.zone), scope)[is]
}

const answer = (question: Question, scope: Scope): Value | undefined => scope.ask(question) ?? undefined

const walk = (value: Value | undefined, path: ReadonlyArray<string>): Value | undefined => {
  let at = value
  for (const name of path) at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined
  return at
}

const compared = (scope: Scope): Comparison.Ground => ({ ranks: scope.organisation.ranks, zone: scope.zone })

const ground = (scope: Scope): Term.Ground => ({ calendars: scope.calendars, calendar: scope.calendar, zone: scope.zone })

type Arithmetic = Extract<Expression, { readonly op: "arithmetic" }>

/** A day or instant so much later or earlier. A day and exact time: counted from 00:00. */
const shifted = (from: Value, term: Length, sign: 1 | -1, type: ExpressionType, scope: Scope): Value | undefined => {
  const civil = Term.family(term.unit) === "days" || Term.family(term.unit) === "open-days"
  if (typeof from === "string") {
    if (!Day.valid(from)) return undefined
    if (civil) return Term.shiftDay(from, term, sign, ground(scope)).value ?? undefined
  }
  const at = typeof from === "string" ? Day.start(from, scope.zone) : from
  if (typeof at !== "number") return undefined
  const found = Term.shift(at, term, sign, ground(scope)).value
  return found === null ? undefined : type === "date" ? Day.of(found, scope.zone) : found
}

const hundred = BigDecimal.fromBigInt(100n)

const arithmetic = (
  expression: Arithmetic,
  left: Value | undefined,
  right: Value | undefined,
  scope: Scope
): Value | undefined => {
  if (left === undefined || right === undefined) return undefined
  const { sign, type } = expression
  if (type === "date" || type === "date-time") {
    const [leftTerm, rightTerm] = [Term.of(left), Term.of(right)]
    if (rightTerm !== undefined) return shifted(left, rightTerm, sign === "-" ? -1 : 1, type, scope)
    return leftTerm !== undefined && sign === "+" ? shifted(right, leftTerm, 1, type, scope) : undefined
  }
  const operand = (value: Value, side: 0 | 1) => {
    const written = side === 0 ? expression.left : expression.right
    const known = expression.of?.[side] ?? (written.op === "literal" ? written.type : undefined)
    const decimal = Decimal.of(value)
    const scales = sign === "*" || sign === "/"
    return decimal !== undefined && scales && known === "percent" ? BigDecimal.divideUnsafe(decimal, hundred) : decimal
  }
  const [a, b] = [operand(left, 0), operand(right, 1)]
  if (a === undefined || b === undefined) return undefined
  switch (sign) {
    case "+":
      return written(BigDecimal.sum(a, b), type)
    case "-":
      return written(BigDecimal.subtract(a, b), type)
    case "*":
      return written(BigDecimal.multiply(a, b), type)
    case "/":
      return Option.match(BigDecimal.divide(a, b), { onNone: () => undefined, onSome: (found) => written(found, type) })
  }
}

/** Whole numbers are numbers, everything else exact text; a whole number too big to be exact is none. */
const written = (decimal: Decimal.Decimal, type: ExpressionType): Value | undefined => {
  if (type !== "whole-number") return Decimal.write(decimal)
  const found = Number(Decimal.write(decimal))
  return Number.isSafeInteger(found) ? found : undefined
}

const call = (
  { name, type }: Extract<Expression, { readonly op: "call" }>,
  of: Value | undefined,
  scope: Scope
): Value | undefined => {
  if (of === undefined) return undefined
  switch (name) {
    case "half-up":
    case "up":
    case "down": {
      const decimal = Decimal.of(of)
      if (decimal === undefined) return undefined
      return written(Decimal.round(decimal, type === "money" ? Decimal.places(scope.currency) : 0, name), type)
    }
    case "rank":
      return typeof of === "string" ? answer({ ask: "rank", person: of }, scope) : undefined
    case "kind":
      return typeof of === "string" ? answer({ ask: "kind", party: of }, scope) : undefined
    case "open": {
      const calendar = typeof of === "string" ? Calendar.named(scope.calendars, of) : undefined
      return calendar === undefined ? undefined : Calendar.open(calendar, scope.now).value
    }
    case "month-of": {
      const day = typeof of === "number" ? Day.of(of, scope.zone) : of
      if (typeof day !== "string" || !Day.valid(day)) return undefined
      return { start: Day.firstOf(day, "month"), end: Day.lastOf(day, "month") }
    }
  }
}

/**
 * The rows a query would read here.
 *
 * @since 0.1.0
 */
export const rows = (of: Rows, scope: Scope): ReadonlyArray<{ readonly at: Instant; readonly row: Value }> =>
  Query.rows(of, scope, evaluate)

/**
 * How a quota stands in the span a day is in.
 *
 * @since 0.1.0
 */
export const quota = (of: Quota.Quota, day: LocalDate, scope: Scope): Quota.Standing => Query.quota(of, day, scope, evaluate)

/** A person or department as a value; several when there are several. */
const somebody = (who: People.Who, scope: Scope): Value | undefined => {
  if (who.who === "department") return who.department
  if (who.who === "body") return who.body
  if (who.who === "opener") return scope.opener
  const found = new Set<string>()
  for (const key of People.keys(who, resolver(scope))) {
    const persons = key.startsWith("person:") ? People.persons([key]) : answer({ ask: "who", key }, scope)
    if (isList(persons)) for (const person of persons) if (typeof person === "string") found.add(person)
  }
  return found.size > 1 ? [...found] : [...found][0]
}

/**
 * Whether a condition holds: it is worth `true`. An absent condition is not one that holds.
 *
 * @since 0.1.0
 */
export const holds = (expression: Expression, scope: Scope): boolean => evaluate(expression, scope) === true

/**
 * How a People sentence finds its persons in this scope, for {@link People.offer}.
 *
 * @since 0.1.0
 */
export const resolver = (scope: Scope): People.Resolver => ({
  organisation: scope.organisation,
  opener: scope.opener,
  holder: scope.holder,
  doers: scope.doers,
  value: (expression) => evaluate(expression, scope),
  keys: (person) => {
    const keys = scope.ask({ ask: "keys", person })
    return Array.isArray(keys) ? (keys as ReadonlyArray<People.Key>) : []
  }
})
