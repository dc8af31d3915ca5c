import type { Span } from "../../source/Span.ts"
import type { Expression } from "./Expression.ts"
import type { Form, Refs } from "./Field.ts"
import type { Term } from "./Literal.ts"
import type { Maybe, Must, Name, Whole, Word } from "./Node.ts"
import type { People } from "./People.ts"

/** Orders (language §8): what people may order in an open case. One of each at most. */
export type Order =
  | Transfer
  | Delegate
  | Return
  | Withdraw
  | Terminate
  | Urge
  | Extend
  | Suspend
  | Resume
  | AddSigner
  | Rebook
  | Amend

export interface OrderHead {
  /** The place of the order's word. */
  readonly keyword: Span
  readonly by: Must<People>
  readonly when: Maybe<Expression>
  readonly span: Span
}

export type Reason = Word<"required" | "optional">

export interface Transfer extends OrderHead {
  readonly kind: "transfer"
  readonly of: Maybe<Refs>
  readonly to: Maybe<People>
}

export interface Delegate extends OrderHead {
  readonly kind: "delegate"
  readonly to: Must<People>
}

export interface Return extends OrderHead {
  readonly kind: "return"
  readonly to: Must<Refs>
  readonly reason: Maybe<Reason>
}

export interface Withdraw extends OrderHead {
  readonly kind: "withdraw"
  readonly reason: Maybe<Reason>
  readonly ends: Must<Name>
}

export interface Terminate extends OrderHead {
  readonly kind: "terminate"
  /** Exactly one of `reason` and `form`. */
  readonly reason: Maybe<Reason>
  readonly form: Maybe<Form>
  readonly ends: Must<Name>
}

export interface Urge extends OrderHead {
  readonly kind: "urge"
}

export interface Extend extends OrderHead {
  readonly kind: "extend"
  /** Tasks or stages; `case` for the whole case. */
  readonly of: Must<Refs>
  readonly reason: Maybe<Reason>
  readonly atMost: Must<Term>
  /** Without it a promise could be put off for ever. */
  readonly times: Maybe<Whole>
}

export interface Suspend extends OrderHead {
  readonly kind: "suspend"
  readonly reason: Maybe<Reason>
  readonly form: Maybe<Form>
  readonly clocks: Must<Word<"pause" | "run">>
  readonly atMost: Must<Term>
}

export interface Resume extends OrderHead {
  readonly kind: "resume"
}

export interface AddSigner extends OrderHead {
  readonly kind: "add-signer"
  readonly of: Must<Refs>
}

export interface Rebook extends OrderHead {
  readonly kind: "rebook"
  readonly of: Must<Refs>
  readonly reason: Maybe<Reason>
}

export interface Amend extends OrderHead {
  readonly kind: "amend"
  readonly of: Must<Refs>
  readonly reason: Maybe<Reason>
}
