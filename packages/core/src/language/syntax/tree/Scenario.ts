import type { Span } from "../../source/Span.ts"
import type { Names } from "./Field.ts"
import type { DateTimeLiteral } from "./Literal.ts"
import type { Broken, Data, Listed, Maybe, Must, Name, Named, Ref, Whole, Word } from "./Node.ts"
import type { People } from "./People.ts"
import type { DateRange } from "./Time.ts"

/** A `*.scenario.yaml` (language §14). */
export interface Scenario {
  readonly kind: "scenario"
  readonly name: Must<Name>
  readonly of: Must<Name>
  readonly given: Maybe<Given>
  readonly rows: Must<Listed<Row | Broken>>
  /** A part of the file could not be read as YAML. */
  readonly incomplete: boolean
  readonly span: Span
}

export interface Given {
  readonly kind: "given"
  readonly staff: Maybe<Named<People | Broken>>
  readonly onDuty: Maybe<Named<Word<"yes" | "no"> | Broken>>
  readonly absent: Maybe<Named<DateRange | Broken>>
  /** The name of an entry is the party, its value the party's kind. */
  readonly parties: Maybe<Named<Name | Broken>>
  readonly founded: Maybe<Names>
  readonly rows: Maybe<Named<Listed<Data> | Broken>>
  readonly parameters: Maybe<Named<Data>>
  readonly span: Span
}

export interface Row {
  readonly kind: "row"
  readonly at: Must<DateTimeLiteral>
  readonly act: Must<Act>
  /** One person, or several who sign together in this order. */
  readonly who: Maybe<Names>
  readonly doneAt: Maybe<DateTimeLiteral>
  readonly in: Maybe<Path>
  readonly as: Maybe<Name>
  readonly refused: Maybe<Name>
  readonly then: Maybe<Then>
  readonly span: Span
}

export type Act =
  | { readonly kind: "opens"; readonly procedure: Name; readonly with: Maybe<Named<Data>>; readonly span: Span }
  | { readonly kind: "does"; readonly task: Path; readonly with: Maybe<Named<Data>>; readonly span: Span }
  | {
    readonly kind: "orders"
    readonly order: Name
    readonly of: Maybe<Path>
    readonly with: Maybe<Named<Data>>
    readonly span: Span
  }
  | { readonly kind: "event"; readonly event: Ref; readonly with: Maybe<Named<Data>>; readonly span: Span }
  | { readonly kind: "receipt"; readonly step: Path; readonly span: Span }
  | { readonly kind: "answers"; readonly step: Path; readonly outcome: Maybe<Name>; readonly with: Maybe<Named<Data>>; readonly span: Span }
  | { readonly kind: "time-passes"; readonly span: Span }

/** `handle`, `objection/solve 1`, `hear.ruling`: through linked cases, with the number of an item. */
export interface Path {
  readonly kind: "path"
  readonly parts: ReadonlyArray<{ readonly ref: Ref; readonly item: number | undefined; readonly span: Span }>
  readonly span: Span
}

export interface At<T> {
  readonly at: Path
  readonly value: T
  readonly span: Span
}

export interface Expected<T> {
  readonly kind: "expected"
  readonly entries: ReadonlyArray<At<T>>
  readonly span: Span
}

export interface Then {
  readonly kind: "then"
  /** A role sentence, a person, or the name `nobody`. */
  readonly holders: Maybe<Expected<People | Broken>>
  readonly due: Maybe<Expected<DateTimeLiteral | Word<"none"> | Broken>>
  readonly late: Maybe<Expected<Names | Word<"yes" | "no"> | Broken>>
  readonly open: Maybe<Listed<Path | Broken>>
  readonly closed: Maybe<Listed<Path | Broken>>
  readonly waits: Maybe<Expected<DateTimeLiteral | Word<"event" | "receipt" | "answer" | "paused"> | Broken>>
  /** Of each part, the holds that stop it. */
  readonly held: Maybe<Expected<Names | Broken>>
  readonly wrote: Maybe<Named<Whole | Listed<Data> | Broken>>
  readonly told: Maybe<Named<Names | Broken>>
  /** For each procedure, the steps that opened it. */
  readonly opened: Maybe<Named<Listed<Path | Broken> | Broken>>
  readonly values: Maybe<Expected<Data>>
  readonly gives: Maybe<Named<Data>>
  /** One outcome of this case, or for linked cases. */
  readonly ended: Maybe<Name | Expected<Name | Broken>>
  readonly span: Span
}

