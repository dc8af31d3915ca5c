import type { Span } from "../../source/Span.ts"
import type { Expression } from "./Expression.ts"
import type { Fields, Refs } from "./Field.ts"
import type { DateLiteral } from "./Literal.ts"
import type { Broken, Listed, Maybe, Must, Name, Named, Ref, Text, Whole, Word } from "./Node.ts"
import type { Order } from "./Order.ts"
import type { People } from "./People.ts"
import type { Messages, Schedules, Words } from "./Shared.ts"
import type { Steps } from "./Step.ts"
import type { Due, EventSource, Ladder } from "./Time.ts"

/** A `*.procedure.yaml` (language §4). */
export interface Procedure {
  readonly kind: "procedure"
  readonly name: Must<Name>
  readonly version: Must<Whole>
  readonly parameters: Maybe<Fields>
  readonly intake: Maybe<Intake>
  readonly due: Maybe<Due>
  readonly by: Maybe<People>
  readonly ladder: Maybe<Ladder>
  readonly steps: Must<Steps>
  readonly outcomes: Must<Named<Fields | Broken>>
  readonly announces: Maybe<Named<Fields | Broken>>
  readonly holds: Maybe<Named<Hold | Broken>>
  readonly orders: Maybe<Orders>
  readonly schedules: Maybe<Schedules>
  readonly changes: Maybe<Listed<Change | Broken>>
  readonly sheets: Maybe<Named<Refs | Broken>>
  readonly seenBy: Maybe<People>
  readonly messages: Maybe<Messages>
  readonly words: Maybe<Words>
  /** A part of the file could not be read as YAML: nobody may say that a name is missing. */
  readonly incomplete: boolean
  readonly span: Span
}

/** §4.1 */
export interface Intake {
  readonly kind: "intake"
  readonly by: Maybe<People>
  /** Fields, or the name of a handbook form. */
  readonly form: Maybe<Fields | Name>
  readonly due: Maybe<Due>
  readonly countsFrom: Maybe<Ref>
  readonly span: Span
}

export interface Orders {
  readonly kind: "orders"
  readonly orders: ReadonlyArray<Order>
  /** True when an order could not be read at all: then nobody may say that one is missing. */
  readonly incomplete: boolean
  readonly span: Span
}

/** §9 */
export interface Hold {
  readonly kind: "hold"
  /** An event of the handbook (`e`), or an announced one (`P.e`). */
  readonly from: Must<Ref>
  readonly where: Must<Expression>
  readonly until: Must<{ readonly kind: "its-end"; readonly span: Span } | EventSource>
  /** Steps or branches; `case` for all. */
  readonly stops: Must<Refs>
  readonly clocks: Must<Word<"pause" | "run">>
  readonly span: Span
}

export interface Change {
  readonly kind: "change"
  readonly version: Must<Whole>
  readonly from: Must<DateLiteral>
  readonly size: Must<Word<"major" | "minor">>
  readonly approvedBy: Maybe<Name>
  readonly what: Must<Text>
  readonly span: Span
}
