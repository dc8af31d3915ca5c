import type { Span } from "../../source/Span.ts"
import type { Expression } from "./Expression.ts"
import type { Given } from "./Field.ts"
import type { Broken, Maybe, Must, Name, Named, Ref, Text, Word } from "./Node.ts"
import type { Covers, Due, Every } from "./Time.ts"

/** Parts that a handbook and a procedure have in common: schedules, messages, words. */
export interface Schedule {
  readonly kind: "schedule"
  /** Exactly one of `every` and `on` (an event, or a ledger whose new rows fire). */
  readonly every: Maybe<Every>
  readonly on: Maybe<Name>
  readonly opens: Must<Name>
  readonly with: Maybe<Given>
  readonly covers: Maybe<Covers>
  readonly due: Maybe<Due>
  readonly when: Maybe<Expression>
  readonly afterDowntime: Maybe<Word<"all" | "latest">>
  readonly span: Span
}

export type Schedules = Named<Schedule | Broken>

/** For each language a text; the name of an entry is the language. */
export type Messages = Named<Named<Template | Broken> | Broken>

/** `您好 <owner>`: text and typed placeholders, in order. */
export interface Template {
  readonly kind: "template"
  readonly text: string
  readonly parts: ReadonlyArray<TemplatePart>
  readonly span: Span
}

export type TemplatePart =
  | Text
  /** The span is that of `<…>`, angle brackets included. */
  | { readonly kind: "placeholder"; readonly expression: Must<Expression>; readonly span: Span }

export interface Words {
  readonly kind: "words"
  readonly entries: ReadonlyArray<WordEntry>
  readonly span: Span
}

/** `stop-harm: 先止损` (the other language, when there are two) or `x: { zh: …, en: … }`. */
export interface WordEntry {
  /** A name, or `step.field`. */
  readonly of: Ref
  readonly title: Must<Text | Named<Text | Broken>>
  readonly span: Span
}
