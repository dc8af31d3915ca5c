/**
 * Where an expression is evaluated: what the case knows there, and how the outside is asked.
 *
 * @since 0.1.0
 */
import type { Calendars } from "./Calendar.ts"
import type { StepFact } from "./Expression.ts"
import type { Organisation } from "./Organisation.ts"
import type * as People from "./People.ts"
import type { FactRow, Question } from "./Question.ts"
import type { Quota } from "./Quota.ts"
import type { Instant, LocalDate } from "./Time.ts"
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
  readonly calendars: Calendars
  /** the calendar of `working …` when none is named */
  readonly calendar: string
  readonly zone: string
  readonly currency: string
  /** `null`: there is no answer. `undefined`: not answered yet; the scope keeps the question, the result is thrown away. */
  readonly ask: (question: Question) => Value | null | undefined
  /** the items of an `each` that is over, each with what is known inside of it */
  readonly items?: (each: string) => ReadonlyArray<{ readonly item: Value; readonly scope: Scope }>
  /** a quota of the handbook (language §11) */
  readonly quota?: (name: string) => Quota | undefined
  /** a day of the span that quotas are asked for; absent: of the current one */
  readonly quotaDay?: LocalDate
  /** the rows that were answered, and what this very change makes of them, which nobody outside can know yet (engine §2.9) */
  readonly own?: (question: Extract<Question, { readonly ask: "rows" }>, answered: ReadonlyArray<FactRow>) => ReadonlyArray<FactRow>
}
