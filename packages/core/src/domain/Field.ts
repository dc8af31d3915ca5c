/**
 * Fields: what forms, ledgers, outcomes and events are made of (language §5).
 *
 * @since 0.1.0
 */
import type { Expression, Register } from "./Expression.ts"
import type { Needs } from "./Papers.ts"
import type { People } from "./People.ts"
import type { Value } from "./Value.ts"

/** One thing that is put into an archive (language §6.8), under the name the file gives it. */
export type Filed =
  /** papers that were shown: each one that stays with the desk */
  | { readonly name: string; readonly is: "papers"; readonly value: Expression; readonly documents: ReadonlyArray<string> }
  /** any other value: an agreement, a report */
  | { readonly name: string; readonly is: "value"; readonly value: Expression }
  /** what was filled in at a step */
  | { readonly name: string; readonly is: "form"; readonly step: string }
  /** a printed form, with what it shows: fields and steps */
  | { readonly name: string; readonly is: "sheet"; readonly shows: ReadonlyArray<string> }

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
  /** what was shown of a list of papers; the list itself is written out */
  | { readonly kind: "papers"; readonly list: string; readonly needs: Needs }
  /** one paper, as `.missing` gives it; nobody fills it in */
  | { readonly kind: "paper" }
  /** what lies in its place in an archive: the form of a `file` step */
  | { readonly kind: "filing"; readonly what: ReadonlyArray<Filed> }
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
  /** `comparable`: same JSON, same value; otherwise only whether it is there can be asked */
  | { readonly kind: "plugin"; readonly name: string; readonly comparable?: true }

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

/**
 * Whether a value that is kept shows of which of two types it is. Tasks of one name in branches of one `choose` may have
 * fields of one name: who reads the value from outside is handed a whole number or an instant, a text or a decimal, and
 * both are kept alike. A plug-in's values may look like anything.
 */
export const apart = (a: FieldType, b: FieldType): boolean => {
  if (a.kind === "plugin" || b.kind === "plugin") return a.kind === "plugin" && b.kind === "plugin" && a.name === b.name
  const left = columnsOf(a)
  const right = columnsOf(b)
  if (left !== undefined && right !== undefined) {
    return left.every((it) => right.every((other) => other.name !== it.name || apart(it.type, other.type)))
  }
  if (a.kind === "list" && b.kind === "list") return apart(a.of, b.of)
  const kinds = new Set([keptAs(a), keptAs(b)])
  return !(kinds.has("decimal") && kinds.has("text")) && !(kinds.has("instant") && kinds.has("count"))
}

const columnsOf = (type: FieldType): ReadonlyArray<Field> | undefined =>
  type.kind === "rows" ? type.fields : type.kind === "report" ? type.columns : undefined

const keptAs = ({ kind }: FieldType): "decimal" | "text" | "instant" | "count" | "other" => {
  switch (kind) {
    case "number":
    case "percent":
    case "money":
      return "decimal"
    case "date-time":
    case "appointment":
      return "instant"
    case "whole-number":
      return "count"
    // names begin with a letter, and so is no choice a number; what is written in other ways cannot be taken for one either
    case "text":
    case "long-text":
    case "phone-number":
    case "unit":
    case "party":
    case "staff":
    case "person":
    case "attachment":
      return "text"
    default:
      return "other"
  }
}
