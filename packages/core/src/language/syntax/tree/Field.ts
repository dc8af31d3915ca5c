import type { Span } from "../../source/Span.ts"
import type { Expression } from "./Expression.ts"
import type { NumberLiteral } from "./Literal.ts"
import type { Broken, Data, Entry, Listed, Maybe, Must, Name, Named, Ref, Word } from "./Node.ts"
import type { People, Who } from "./People.ts"

/** Fields of forms, ledgers, tables, events, outcomes and parameters (language §5). */
export type Fields = Named<Field | Broken>

export interface Field {
  readonly kind: "field"
  readonly type: Must<FieldType>
  readonly needed: Maybe<Needed>
  readonly atLeast: Maybe<NumberLiteral>
  readonly atMost: Maybe<NumberLiteral>
  /** The name of an entry is the value that is limited. */
  readonly allow: Maybe<Named<Allowance | Broken>>
  readonly class: Maybe<Name>
  readonly default: Maybe<Data>
  readonly span: Span
}

export type FieldType =
  | SimpleType
  | ChoiceType
  | ListType
  | PapersType
  | ChecklistType
  | ReportType
  | SignatureType
  | CaseType
  | PluginType

export const simpleTypes = [
  "text",
  "long-text",
  "yes/no",
  "tick",
  "whole-number",
  "number",
  "percent",
  "money",
  "date",
  "time",
  "date-time",
  "period",
  "term",
  "appointment",
  "party",
  "staff",
  "person",
  "unit",
  "department",
  "phone-number",
  "attachment"
] as const

export interface SimpleType {
  readonly kind: "simple"
  readonly type: (typeof simpleTypes)[number]
  readonly span: Span
}

/** `[a, b, c]`. */
export interface ChoiceType {
  readonly kind: "choice"
  readonly values: ReadonlyArray<Name>
  readonly span: Span
}

/** `list: TYPE` or `list: { … fields … }`. */
export interface ListType {
  readonly kind: "list"
  readonly of: Must<FieldType | Fields>
  readonly span: Span
}

/** `papers L`, `papers L for F`. */
export interface PapersType {
  readonly kind: "papers"
  readonly list: Name
  readonly for: Ref | undefined
  readonly span: Span
}

export interface ChecklistType {
  readonly kind: "checklist"
  readonly list: Name
  readonly span: Span
}

/** `report R for F`. */
export interface ReportType {
  readonly kind: "report"
  readonly report: Name
  readonly for: Ref
  readonly span: Span
}

/** `signature of WHO`. */
export interface SignatureType {
  readonly kind: "signature"
  readonly of: Who
  readonly span: Span
}

/** `case of P`; `any case` has no procedure. */
export interface CaseType {
  readonly kind: "case"
  readonly procedure: Name | undefined
  readonly span: Span
}

/** Any other single name: a type of the host. The model knows which exist. */
export interface PluginType {
  readonly kind: "plug-in"
  readonly name: Name
  readonly span: Span
}

/** `yes`, `no`, or `when EXPR`. */
export type Needed =
  | { readonly kind: "needed-word"; readonly needed: boolean; readonly span: Span }
  | { readonly kind: "needed-when"; readonly when: Expression; readonly span: Span }

/** `allow: { VALUE: { by: PEOPLE, when: EXPR } }`. */
export interface Allowance {
  readonly kind: "allowance"
  readonly by: Maybe<People>
  readonly when: Maybe<Expression>
  readonly span: Span
}

/** A form is written as fields, or names a form of the handbook. */
export type Form = Fields | Name

/** `2 one-inch-photo original`. */
export interface Paper {
  readonly kind: "paper"
  readonly quantity: number | undefined
  readonly document: Name
  readonly manner: Word<"original" | "copy" | "seen" | "seen-and-copied" | "handwritten">
  readonly span: Span
}

/** A map of our names to expressions: `with`, `add`, `fill`, `gives`. */
export type Given = Named<Expression | Broken>

export type Names = Listed<Name>
export type Refs = Listed<Ref | Broken>
export type FieldEntry = Entry<Field | Broken>
