import type { Span } from "../../source/Span.ts"
import type { Expression } from "./Expression.ts"
import type { FieldType, Form, Given, Names } from "./Field.ts"
import type { Term } from "./Literal.ts"
import type { Broken, Listed, Maybe, Must, Name, Named, Ref, Text, Whole, Word } from "./Node.ts"
import type { People } from "./People.ts"
import type { Anchor, Deadline, Due, EventSource, Ladder } from "./Time.ts"

/**
 * Steps (language §6): a closed union by `kind`. Every step carries its own name, the place of its kind word,
 * and `when`. A step whose kind is not known stands as `BrokenStep`: whoever asks whether each path ends takes
 * it for one that may do anything.
 */
export type Step =
  | TaskStep
  | DecideStep
  | ComputeStep
  | ChooseStep
  | ParallelStep
  | EachStep
  | RepeatStep
  | WaitStep
  | NotifyStep
  | RecordStep
  | FileStep
  | AnnounceStep
  | DoStep
  | CallStep
  | StartStep
  | EndStep
  | StageStep
  | BrokenStep

export type Steps = Listed<Step>

export interface StepHead {
  /** The step's own name; of `end` the outcome. */
  readonly name: Name
  /** The place of the kind word, e.g. of `task`. */
  readonly keyword: Span
  readonly when: Maybe<Expression>
  readonly span: Span
}

export interface BrokenStep {
  readonly kind: "broken"
  readonly name: Name | undefined
  readonly span: Span
}

export interface TaskStep extends StepHead {
  readonly kind: "task"
  /** Left out when there is a `ladder`. */
  readonly by: Maybe<People>
  readonly due: Maybe<Due>
  readonly ladder: Maybe<Ladder>
  readonly form: Maybe<Form>
  readonly recordLater: Maybe<RecordLater>
}

/** `record-later: { by, at-most }`. */
export interface RecordLater {
  readonly kind: "record-later"
  readonly by: Must<People>
  readonly atMost: Must<Term>
  readonly span: Span
}

export interface DecideStep extends StepHead {
  readonly kind: "decide"
  readonly policy: Must<Word<"first" | "exactly-one">>
  readonly rows: Must<Listed<DecideRow | Broken>>
  /** Left out: a closed choice (or yes/no) of the `then` values. */
  readonly type: Maybe<FieldType>
}

export interface DecideRow {
  readonly kind: "decide-row"
  readonly when: Maybe<Expression>
  /** A value of a choice reads as a ref of one name. */
  readonly then: Must<Expression>
  readonly span: Span
}

export interface ComputeStep extends StepHead {
  readonly kind: "compute"
  readonly type: Must<FieldType>
  readonly value: Must<Expression>
}

export interface ChooseStep extends StepHead {
  readonly kind: "choose"
  readonly of: Must<Expression>
  /** The name of an entry is the value (`yes` and `no` too). */
  readonly cases: Must<Named<Steps | Broken>>
  readonly otherwise: Maybe<Steps>
}

export interface ParallelStep extends StepHead {
  readonly kind: "parallel"
  readonly join: Must<Word<"all" | "any">>
  readonly branches: Must<Named<Steps | Broken>>
  readonly beside: Maybe<Named<Steps | Broken>>
}

export interface EachStep extends StepHead {
  readonly kind: "each"
  readonly in: Must<Expression>
  readonly steps: Must<Steps>
}

export interface RepeatStep extends StepHead {
  readonly kind: "repeat"
  readonly until: Must<Expression>
  /** With `beyond`; or `noLimitBecause` instead of both. */
  readonly atMost: Maybe<Whole>
  readonly beyond: Maybe<Steps>
  readonly noLimitBecause: Maybe<Text>
  readonly steps: Must<Steps>
}

export interface WaitStep extends StepHead {
  readonly kind: "wait"
  /** At least one of `for` and `until`. */
  readonly for: Maybe<EventSource>
  readonly until: Maybe<Deadline>
  readonly since: Maybe<Anchor>
  readonly because: Maybe<Text>
}

export interface NotifyStep extends StepHead {
  readonly kind: "notify"
  readonly to: Must<People>
  readonly via: Must<Names>
  readonly with: Must<Name>
  readonly receipt: Maybe<Word<"required" | "no">>
}

export interface RecordStep extends StepHead {
  readonly kind: "record"
  readonly in: Must<Name>
  /** Exactly one of `add` and `fill`. */
  readonly add: Maybe<Given>
  readonly fill: Maybe<Given>
  readonly row: Maybe<Ref>
}

export interface FileStep extends StepHead {
  readonly kind: "file"
  readonly by: Must<People>
  readonly due: Maybe<Due>
  readonly recordLater: Maybe<RecordLater>
  readonly what: Must<Listed<Filed | Broken>>
  readonly into: Must<Listed<Into | Broken>>
}

/** What is filed: papers shown or the form of a step (a ref), or `sheet S`. */
export type Filed = Ref | { readonly kind: "sheet"; readonly sheet: Name; readonly span: Span }

/** `dept-file for departments`. */
export interface Into {
  readonly kind: "into"
  readonly archive: Name
  readonly for: Ref | undefined
  readonly span: Span
}

export interface AnnounceStep extends StepHead {
  readonly kind: "announce"
  readonly event: Must<Name>
  readonly with: Maybe<Given>
}

export interface DoStep extends StepHead {
  readonly kind: "do"
  readonly action: Must<Name>
  readonly with: Maybe<Given>
}

export interface CallStep extends StepHead {
  readonly kind: "call"
  readonly opens: Must<Name>
  readonly with: Maybe<Given>
}

export interface StartStep extends StepHead {
  readonly kind: "start"
  readonly opens: Must<Name>
  readonly with: Maybe<Given>
}

/** `name` is the outcome. */
export interface EndStep extends StepHead {
  readonly kind: "end"
  readonly gives: Maybe<Given>
}

export interface StageStep extends StepHead {
  readonly kind: "stage"
  readonly due: Maybe<Due>
  readonly by: Maybe<People>
  readonly ladder: Maybe<Ladder>
  readonly steps: Must<Steps>
}
