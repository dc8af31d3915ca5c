/**
 * Where a sentence stands: what its names may mean, what is known there, and where slips are laid down. Each kind of
 * place (a step, a form, a query's `where`, an order) makes its own from the one around it.
 */
import type { Expression, StepFact } from "../../domain/Expression.ts"
import type { FieldType } from "../../domain/Field.ts"
import type { Said } from "../diagnostic/Entry.ts"
import type { Report } from "../diagnostic/Report.ts"
import type { Span } from "../source/Span.ts"
import type { Flow } from "./Flow.ts"
import type { Handbook } from "./Handbook.ts"
import type { Signature, Signatures } from "./Signature.ts"
import type { Members, Type } from "./Type.ts"

/** A field as sentences see it. `needed` is an expression once the form has been read. */
export interface FieldInfo {
  readonly type: Type
  readonly needed: boolean | Expression
  readonly span: Span
}

export type StepKind =
  | "task"
  | "stage"
  | "decide"
  | "compute"
  | "choose"
  | "parallel"
  | "each"
  | "repeat"
  | "wait"
  | "notify"
  | "record"
  | "announce"
  | "call"
  | "start"
  | "end"
  | "file"
  | "do"

/** A step as sentences see it: what it is, where it is, what it gives. */
export interface StepInfo {
  readonly name: string
  readonly kind: StepKind
  readonly node: string
  readonly span: Span
  /** replaced when the walk has read the form */
  fields: ReadonlyMap<string, FieldInfo>
  readonly facts: ReadonlyMap<StepFact, { readonly type: Type; readonly optional: boolean }>
  /** of `decide` and `compute`; replaced when the walk has found it */
  value: Type | undefined
  /** of a call: the fields of its outcomes, with the outcomes that have them */
  readonly outcomes?: ReadonlyMap<string, { readonly type: Type; readonly optional: boolean; readonly of: ReadonlyArray<string> }>
  /** of an `each`: the type of its items, and what is known when one of them has ended; replaced by the walk */
  items?: { readonly type: Type; readonly flow: Flow }
  /** the enclosing containers, outermost first */
  readonly inside: ReadonlyArray<string>
  /** steps and branches inside something that did not parse may hide anything */
  readonly unclear: boolean
}

/** All names of one procedure. */
export interface Names {
  readonly procedure: string
  readonly own: Signature
  intake: ReadonlyMap<string, FieldInfo>
  readonly steps: ReadonlyMap<string, ReadonlyArray<StepInfo>>
  /** `undefined`: a type that is told where it stands */
  readonly parameters: ReadonlyMap<string, { readonly type: FieldType | undefined; readonly span: Span }>
  readonly signatures: Signatures
  /** steps that could not be read may be any: nobody says of a name that no step has it, or that it has not run */
  readonly unclear: boolean
  /** a step has the name of another, and its own is not known */
  readonly misnamed: boolean
  /** the intake's form could not be read: any name may be one of its fields */
  readonly intakeUnclear: boolean
  /** the values a choice expression has at all, by its canonical text: filled while sentences are read */
  readonly choices: Map<string, ReadonlyArray<string>>
  /** what was used, for "never used" */
  readonly used: Set<string>
}

export interface Context {
  readonly report: Report
  readonly handbook: Handbook
  readonly names?: Names
  readonly flow: Flow
  /** orders and holds may come whenever they like: every step may have run */
  readonly anyTime: boolean
  /** items of the enclosing `each`es */
  readonly items: ReadonlyMap<string, Type>
  /** the form being described; its own fields are known by their bare names */
  readonly form?: { readonly step: string; readonly fields: ReadonlyMap<string, FieldInfo> }
  readonly row?: Type
  /** the row is an item of this `each`, which is over: its steps are known by their names */
  readonly itemsOf?: StepInfo
  /** procedures that a handbook's own sentences may ask for */
  readonly signatures?: Signatures
  /** the quota whose message this is, and the language of the text */
  readonly quota?: string
  readonly language?: string
  readonly event?: Members
  /** the sentence is read at several places, of which this is one */
  readonly shared?: boolean
  /** a schedule's sentences stand between cases: these have no holder, and in a handbook no due and no opener either */
  readonly schedule?: "handbook" | "procedure"
  /** containers around this place, for `start of` and holders */
  readonly inside: ReadonlyArray<string>
}

/** Why a value may be absent. */
export interface Missing {
  readonly name: string
  readonly why: Said
  readonly ask: string
  readonly related?: Span
  readonly uncovered?: { readonly step: string; readonly outcomes: ReadonlyArray<string>; readonly action?: boolean }
}

/** A sentence with its meaning. */
export interface Typed {
  readonly expression: Expression
  readonly type: Type
  readonly span: Span
  readonly missing?: Missing
}
