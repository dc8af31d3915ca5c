/**
 * Fields: what forms, ledgers, outcomes and events are made of (language §5).
 *
 * @since 0.1.0
 */
import type { Expression, Register } from "./Expression.ts"
import type { People } from "./People.ts"
import type { Value } from "./Value.ts"

export type FieldType =
  | {
      readonly kind:
        | "text"
        | "long-text"
        | "yes-no"
        | "tick"
        | "whole-number"
        | "number"
        | "percent"
        | "money"
        | "date"
        | "time"
        | "date-time"
        | "period"
        | "term"
        | "appointment"
        | "party"
        | "staff"
        | "person"
        | "unit"
        | "department"
        | "phone-number"
        | "attachment"
    }
  | { readonly kind: "choice"; readonly values: ReadonlyArray<string> }
  | { readonly kind: "papers"; readonly list: string; readonly for?: string }
  | { readonly kind: "checklist"; readonly items: ReadonlyArray<string> }
  /**
   * Rows of a register as they were when its task was offered, those whose `day` is in the period `for`; of each the
   * `columns`, which may be empty. With `show`, one row for each group of rows that have the same in all columns but
   * those: how many there are, or the sum of a column (`of`). Nobody fills it in (language §3.5).
   */
  | {
      readonly kind: "report"
      readonly report: string
      readonly rows: Register
      readonly day: string
      readonly for: Expression
      readonly columns: ReadonlyArray<Field>
      readonly show?: ReadonlyArray<{ readonly column: string; readonly of?: string }>
    }
  | { readonly kind: "signature"; readonly of: People }
  /** `procedure` is absent for `any case` */
  | { readonly kind: "case"; readonly procedure?: string }
  | { readonly kind: "list"; readonly of: FieldType }
  | { readonly kind: "rows"; readonly fields: ReadonlyArray<Field> }
  | { readonly kind: "plugin"; readonly name: string }

export interface Field {
  readonly name: string
  readonly type: FieldType
  /** an expression speaks of earlier values and of this very form, whose fields it names by the form's own step (`intake` for the intake) */
  readonly needed: boolean | Expression
  readonly atLeast?: Value
  readonly atMost?: Value
  /** limits on single values of a choice */
  readonly allow?: { readonly [value: string]: { readonly by?: People; readonly when?: Expression } }
  readonly class?: string
}
