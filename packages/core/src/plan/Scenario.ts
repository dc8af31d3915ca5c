/**
 * A checked scenario as plain data (language §14): one dated example of how a procedure runs, with what must hold
 * after each row. Names are resolved and values are read; `simulation` plays it and never sees the file again.
 *
 * @since 0.1.0
 */
import type { Post } from "../domain/Organisation.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant, LocalDate } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { LedgerName } from "./LedgerName.ts"

export interface Scenario {
  readonly name: string
  /** the procedure's id, see `Plan.procedure`; the first case opened of it is what paths start from */
  readonly of: string
  readonly file: string
  /** procedure ids of the schedules that run in it: those of its handbook and of the handbooks that one uses */
  readonly schedules: ReadonlyArray<string>
  readonly zone: string
  readonly given: Given
  /** in time order */
  readonly rows: ReadonlyArray<Row>
}

export interface Given {
  readonly staff: { readonly [person: Person]: ReadonlyArray<Post> }
  /** who of the staff is not on duty; all others are */
  readonly offDuty: ReadonlyArray<Person>
  /** not there from the first to the last day, both inclusive */
  readonly absent: { readonly [person: Person]: { readonly from: LocalDate; readonly to: LocalDate } }
  /** the kind of each party */
  readonly parties: { readonly [person: Person]: string }
  readonly founded: ReadonlyArray<string>
  /** rows that ledgers (`v0b/cash-box`) and tables (`rooms`) have before the first row happens */
  readonly rows: { readonly [ledger: string]: ReadonlyArray<Values> }
  readonly parameters: { readonly [name: string]: Value }
}

/**
 * A linked case by the step that opened it, from case to case; `[]` is the scenario's own case. A case that a schedule
 * opened is the first part by the id of the schedule's procedure: `v3/schedule:daily-review` the last one it opened,
 * `v3/schedule:daily-review#2` the second.
 */
export type CasePath = ReadonlyArray<string>

/** A step of a case; `step` is a step path, `solve#2` for the second item of an `each`. */
export interface Place {
  readonly in: CasePath
  readonly step: string
  /** as the file writes it: `objection/solve 2` */
  readonly written: string
}

/** One row: what happens at an instant, and what holds after it. */
export interface Row {
  /** the line in the file, from 1 */
  readonly line: number
  readonly at: Instant
  /** as the file writes it: `2026-03-04 24:00` */
  readonly written: string
  readonly act: Act
  readonly refused?: string
  readonly expects: ReadonlyArray<Expected>
}

export type Act =
  | {
      readonly act: "opens"
      readonly procedure: string
      readonly who: Person
      readonly with: Values
      /** a name for the case, when there are several */
      readonly as?: string
    }
  | {
      readonly act: "does"
      readonly at: Place
      /** several sign together, in this order */
      readonly who: readonly [Person, ...Person[]]
      readonly with: Values
      readonly done?: Instant
      readonly reason?: string
    }
  | {
      readonly act: "orders"
      readonly in: CasePath
      readonly order: string
      readonly who: Person
      readonly of?: Place
      /** the field of that step that is corrected */
      readonly field?: string
      readonly with: Values
    }
  | { readonly act: "event"; readonly topic: string; readonly with: Values }
  | { readonly act: "receipt"; readonly at: Place }
  /** the host answers the action of a `do`: `done`, or a failure it declares */
  | { readonly act: "answers"; readonly at: Place; readonly outcome: string; readonly with: Values }
  /** only time passes, just beyond `at` */
  | { readonly act: "time-passes" }

/** What must hold after a row; `line` is where the file says it. Only what is written is compared. */
export type Expected = { readonly line: number } & (
  /** a person, keys a task is offered to, or nobody */
  | { readonly what: "holder"; readonly at: Place; readonly who: "nobody" | ReadonlyArray<Key> }
  | { readonly what: "due"; readonly at: Place; readonly due: Instant | "none" }
  /** `rungs` by name, or whether anything was late at all */
  | { readonly what: "late"; readonly at: Place; readonly late: boolean | ReadonlyArray<string> }
  | { readonly what: "open" | "closed"; readonly at: Place }
  | { readonly what: "waits"; readonly at: Place; readonly for: Instant | "event" | "receipt" | "answer" | "paused" }
  /** holds by name; the part is a step, a branch or `case` */
  | { readonly what: "held"; readonly at: Place; readonly holds: ReadonlyArray<string> }
  | { readonly what: "wrote"; readonly ledger: LedgerName; readonly rows: number | ReadonlyArray<Values> }
  | { readonly what: "told"; readonly to: string; readonly messages: ReadonlyArray<string> }
  | { readonly what: "opened"; readonly procedure: string; readonly by: ReadonlyArray<Place> }
  | { readonly what: "value"; readonly at: Place; readonly path: ReadonlyArray<string>; readonly value: Value }
  | { readonly what: "gives"; readonly field: string; readonly value: Value }
  | { readonly what: "ended"; readonly in: CasePath; readonly written: string; readonly outcome: string }
)
