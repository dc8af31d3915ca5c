/**
 * What an expression is worth in a case. Total: it never throws; what is not there is `undefined`. It looks nothing up:
 * the scope holds what the case knows, and everything outside is a question the scope may not have an answer to yet.
 *
 * @since 0.1.0
 */
import type { Calendars } from "./Calendar.ts"
import type { Expression, StepFact } from "./Expression.ts"
import type { Organisation } from "./Organisation.ts"
import type * as People from "./People.ts"
import type { FactRow, Question } from "./Question.ts"
import type { Instant } from "./Time.ts"
import type { Value } from "./Value.ts"

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
  readonly row?: FactRow
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
  readonly calendars: Calendars
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
export const evaluate = (_expression: Expression, _scope: Scope): Value | undefined => undefined

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
