/**
 * A checked expression, as plain data: names are resolved, types are known, nothing needs a parser any more.
 * The sentence it came from is language §7.3. `Evaluate.ts` says what it is worth.
 *
 * @since 0.1.0
 */
import type { Value } from "./Value.ts"

/** The types expressions are computed in; `choice` also stands for everything compared by name (rank has its own order). */
export type ExpressionType =
  | "yes-no"
  | "choice"
  | "text"
  | "whole-number"
  | "number"
  | "percent"
  | "money"
  | "unrounded-money"
  | "date"
  | "time"
  | "date-time"
  | "period"
  | "term"
  | "rank"
  | "person"
  | "department"
  | "unit"
  | "case"
  | "list"
  | "row"
  | "other"

/** What a finished (or running) step tells about itself besides its fields. */
export type StepFact = "at" | "due" | "late" | "rung" | "rounds" | "ended" | "came" | "first" | "outcome" | "case"

export type Relation = "<" | "<=" | ">" | ">="

/** Rows outside the case, which are asked for (engine §2.9); of cases also what these steps of theirs left. */
export type Register =
  | { readonly from: "ledger"; readonly ledger: string }
  | { readonly from: "table"; readonly table: string }
  | { readonly from: "cases"; readonly procedure: string; readonly steps?: ReadonlyArray<string> }

/**
 * Where a query reads: rows outside, a list value of the case itself, or the items of an `each` that is over. Of an
 * item the names of its own steps mean what they left there.
 */
export type Rows =
  | Register
  | { readonly from: "list"; readonly list: Expression }
  | { readonly from: "items"; readonly each: string }

export type Query = "count" | "some" | "every" | "sum" | "list" | "most" | "larger-of" | "smaller-of" | "one" | "last"

/** A department by name, or one that a value names (a list of departments means any of them). */
export type Place = { readonly department: string } | { readonly value: Expression }

/** Who may act (language §7.2); beside expressions because each may hold the other. `People.ts` has the rest. */
export type Who =
  | { readonly who: "role"; readonly role: string; readonly onDuty: boolean; readonly in?: Place }
  /** `ranks` are the rank named and all above it */
  | { readonly who: "rank"; readonly ranks: ReadonlyArray<string>; readonly in?: Place }
  | { readonly who: "highest-on-duty"; readonly in: Place }
  | { readonly who: "head"; readonly of: Place }
  | { readonly who: "superior"; readonly of: Who }
  | { readonly who: "department"; readonly department: string }
  | { readonly who: "body"; readonly body: string }
  | { readonly who: "opener" }
  /** of a task or stage; `null` is the bare `holder` of a task's reminders and orders; `case` the root stage */
  | { readonly who: "holder"; readonly of: string | null }
  | { readonly who: "doer"; readonly step: string }
  | { readonly who: "value"; readonly value: Expression }
  | { readonly who: "area"; readonly of: Expression }

export type Expression =
  | { readonly op: "literal"; readonly type: ExpressionType; readonly value: Value }
  /** a field of the intake or of a step; the `path` goes on into rows, periods, signatures */
  | { readonly op: "field"; readonly step: string; readonly field: string; readonly path: ReadonlyArray<string> }
  | { readonly op: "fact"; readonly step: string; readonly fact: StepFact }
  /** the instant of the intake */
  | { readonly op: "intake-at" }
  | { readonly op: "case-due" }
  | { readonly op: "case-id" }
  /** the item of the enclosing `each` of that name */
  | { readonly op: "item"; readonly each: string; readonly path: ReadonlyArray<string> }
  | { readonly op: "param"; readonly name: string }
  /** a field of the event, in `where` of a wait or hold */
  | { readonly op: "event"; readonly field: string }
  /** the row inside a query */
  | { readonly op: "row"; readonly path: ReadonlyArray<string> }
  | { readonly op: "get"; readonly of: Expression; readonly name: string }
  | { readonly op: "and" | "or"; readonly of: ReadonlyArray<Expression> }
  | { readonly op: "not"; readonly of: Expression }
  | { readonly op: "is"; readonly left: Expression; readonly any: ReadonlyArray<Expression>; readonly negated: boolean }
  | {
      readonly op: "compare"
      readonly relation: Relation
      readonly type: ExpressionType
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly op: "present"; readonly of: Expression; readonly negated: boolean }
  | { readonly op: "was-done"; readonly step: string; readonly negated: boolean }
  | { readonly op: "founded"; readonly body: string; readonly negated: boolean }
  | { readonly op: "in"; readonly left: Expression; readonly right: Expression }
  /**
   * `type` is that of the result; `of` those of the operands, left and right: a percent in `*` and `/` is a hundredth.
   * Without `of` a percent literal is known by its own type, everything else is taken as a plain number.
   */
  | {
      readonly op: "arithmetic"
      readonly sign: "+" | "-" | "*" | "/"
      readonly type: ExpressionType
      readonly of?: readonly [ExpressionType, ExpressionType]
      readonly left: Expression
      readonly right: Expression
    }
  | { readonly op: "else"; readonly left: Expression; readonly right: Expression }
  | {
      readonly op: "call"
      readonly name: "half-up" | "up" | "down" | "rank" | "kind" | "open" | "month-of"
      readonly of: Expression
      readonly type: ExpressionType
    }
  | {
      readonly op: "query"
      readonly query: Query
      readonly rows: Rows
      readonly value?: Expression
      readonly where?: Expression
      readonly type: ExpressionType
    }
  /** a person or department as a value: `opener`, `doer of x`, `superior of x`, `head of x`, `department of x` */
  | { readonly op: "people"; readonly who: Who }
  | { readonly op: "department-of"; readonly of: Expression }
  | { readonly op: "quota"; readonly quota: string; readonly is: "behind" | "full" | "reached" }
  | { readonly op: "today" | "now" }

/** What an expression is worth, as far as it says so itself: of fields, rows and parameters their owners know. */
export const typeOf = (expression: Expression): ExpressionType | undefined => {
  switch (expression.op) {
    case "literal":
    case "arithmetic":
    case "call":
    case "query":
      return expression.type
    case "and":
    case "or":
    case "not":
    case "is":
    case "compare":
    case "present":
    case "was-done":
    case "founded":
    case "in":
    case "quota":
      return "yes-no"
    case "intake-at":
    case "case-due":
    case "now":
      return "date-time"
    case "today":
      return "date"
    case "case-id":
      return "case"
    case "department-of":
      return "department"
    default:
      return undefined
  }
}
