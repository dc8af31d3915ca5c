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
import type { Expression, ExpressionType, Rows, StepFact } from "./Expression.ts"
import type { Organisation } from "./Organisation.ts"
import * as People from "./People.ts"
import type { FactRow, Question } from "./Question.ts"
import * as Term from "./Term.ts"
import type { Instant, Term as Length } from "./Time.ts"
import type { Value, Values } from "./Value.ts"

/**
 * What an expression may look at. A plain object: `Form` and queries put a layer over it by spreading.
 *
 * @since 0.1.0
 */
export interface Scope {
  /** a field of a finished step, or of the intake (`intake`); absent for steps not done or superseded */
  readonly field: (step: string, field: string) => Value | undefined
  /** `at`, `due`, `late`, `rung`, … of a step */
  readonly fact: (step: string, fact: StepFact) => Value | undefined
  /** the item of the enclosing `each` of that name */
  readonly item: (each: string) => Value | undefined
  readonly param: (name: string) => Value | undefined
  /** a field of the event that is being tested */
  readonly event: (field: string) => Value | undefined
  readonly done: (step: string) => boolean
  /** the row inside a query; set by `evaluate` itself */
  readonly row?: Value
  readonly intakeAt: Instant
  /** the due of the case itself, `null` when it has none */
  readonly caseDue: Instant | null
  readonly caseId: string
  readonly now: Instant
  readonly opener: People.Person | undefined
  /** who did a step; several for a `together` one; none when it is not done */
  readonly doers: (step: string) => ReadonlyArray<People.Person>
  /** keys of the holder of a task or stage (`null`: the bare `holder`; `case`: the root) */
  readonly holder: (of: string | null) => ReadonlyArray<People.Key>
  readonly organisation: Organisation
  readonly calendars: Calendar.Calendars
  /** the calendar of `working …` when none is named */
  readonly calendar: string
  readonly zone: string
  readonly currency: string
  /** `null`: there is no answer. `undefined`: not answered yet; the scope keeps the question, the result is thrown away. */
  readonly ask: (question: Question) => Value | null | undefined
  /** rows this very change writes, which nobody outside can know yet (engine §2.9) */
  readonly own?: (question: Extract<Question, { readonly ask: "rows" }>) => ReadonlyArray<FactRow>
}

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
      return query(expression, scope)
    case "people":
      return somebody(expression.who, scope)
    case "department-of": {
      const person = worth(expression.of)
      return typeof person === "string" ? answer({ ask: "department", person }, scope) : undefined
    }
    case "quota":
      return answer({ ask: "quota", quota: expression.quota, is: expression.is }, scope)
    case "today":
      return Day.of(scope.now, scope.zone)
    case "now":
      return scope.now
  }
}

const answer = (question: Question, scope: Scope): Value | undefined => scope.ask(question) ?? undefined

const isList = (value: Value | undefined): value is ReadonlyArray<Value> => Array.isArray(value)
const isObject = (value: Value | undefined): value is Values => typeof value === "object" && value !== null && !Array.isArray(value)

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
 * Rows as answered by the shell: oldest first is not promised, so `last` looks at their instants.
 *
 * @since 0.1.0
 */
export const rows = (of: Rows, scope: Scope): ReadonlyArray<{ readonly at: Instant; readonly row: Value }> => {
  if (of.from === "list") {
    const list = evaluate(of.list, scope)
    return isList(list) ? list.map((row, at) => ({ at, row })) : []
  }
  const question = { ask: "rows", of } as const
  const found = answer(question, scope)
  const others = (isList(found) ? found : []).flatMap((row) =>
    isObject(row) && typeof row["at"] === "number" && isObject(row["values"]) ? [{ at: row["at"], row: row["values"] }] : []
  )
  return [...others, ...(scope.own?.(question) ?? []).map(({ at, values }) => ({ at, row: values }))]
}

const query = (expression: Extract<Expression, { readonly op: "query" }>, scope: Scope): Value | undefined => {
  const { type, value, where } = expression
  const all = rows(expression.rows, scope)
  const fits = ({ row }: { readonly row: Value }) => where === undefined || holds(where, { ...scope, row })
  if (expression.query === "every") return all.every(fits)
  const chosen = all.filter(fits)
  const values = () =>
    chosen.flatMap(({ row }) => {
      const found = value === undefined ? row : evaluate(value, { ...scope, row })
      return found === undefined ? [] : [found]
    })
  switch (expression.query) {
    case "count":
      return chosen.length
    case "some":
      return chosen.length > 0
    case "sum":
      return written(BigDecimal.sumAll(values().flatMap((each) => Decimal.of(each) ?? [])), type)
    case "larger-of":
    case "smaller-of": {
      const sign = expression.query === "larger-of" ? 1 : -1
      return values().reduce<Value | undefined>((best, each) => {
        const order = best === undefined ? 1 : (Comparison.compare(type, each, best, compared(scope)) ?? 0) * sign
        return order > 0 ? each : best
      }, undefined)
    }
    case "most": {
      const counted = values().map((each, _, list) => list.filter((other) => Comparison.equal(each, other)).length)
      return counted.length === 0 ? 0 : Math.max(...counted)
    }
    case "list":
      return values().filter((each, i, list) => list.findIndex((other) => Comparison.equal(each, other)) === i)
    case "one":
      return chosen[0]?.row
    case "last":
      return chosen.reduce<(typeof chosen)[number] | undefined>((a, b) => (a === undefined || b.at >= a.at ? b : a), undefined)?.row
  }
}

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
