/**
 * What can be asked of a case (engine §2.5), named like the orders of language §8. Every command carries an id; sent
 * twice, it happens once, for ever. `stamp` is the store's clock when the desk received it.
 *
 * @since 0.1.0
 */
import type { Actor, Key, Person } from "../domain/People.ts"
import type { Instant, Term } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Digest, NodeId } from "../plan/Plan.ts"
import type { Signal } from "./Signal.ts"
import type { Back, CaseId, CommandId, GivenReminder, StepPath } from "./State.ts"

export type { Signal } from "./Signal.ts"

interface Common {
  readonly caseId: CaseId
  readonly id: CommandId
  readonly stamp: Instant
}
interface ByPerson extends Common {
  readonly actor: Actor
}

/** By hand: `actor`. By another case or a schedule: no actor, `opener` is that of the opening case. */
export interface Open extends Common {
  readonly _tag: "Open"
  readonly actor?: Actor
  readonly opener?: Person
  readonly procedure: string
  readonly plan: Digest
  readonly values: Values
  readonly back?: Back
  readonly depth: number
  /** a schedule's: the case is as if it had been opened then */
  readonly received?: Instant
  /** a schedule's due, in the place of the procedure's own */
  readonly due?: Instant | "at-once"
  readonly remind?: ReadonlyArray<GivenReminder>
}
export interface Claim extends ByPerson {
  readonly _tag: "Claim"
  readonly n: number
}
export interface GiveBack extends ByPerson {
  readonly _tag: "GiveBack"
  readonly n: number
}
/** `done`: when it was really done (`record-later`), with a reason. */
export interface Complete extends ByPerson {
  readonly _tag: "Complete"
  readonly n: number
  readonly values: Values
  readonly done?: Instant
  readonly reason?: string
}
/** One signature of a `together` task; values come with the first. `done`: when it was really given, with a reason. */
export interface Sign extends ByPerson {
  readonly _tag: "Sign"
  readonly n: number
  readonly values?: Values
  readonly done?: Instant
  readonly reason?: string
}
export interface Return extends ByPerson {
  readonly _tag: "Return"
  readonly to: StepPath
  readonly n?: number
  readonly reason?: string
}
export interface Transfer extends ByPerson {
  readonly _tag: "Transfer"
  readonly n: number
  readonly to: { readonly person: Person; readonly keys: ReadonlyArray<Key> }
  readonly reason?: string
}
export interface Delegate extends ByPerson {
  readonly _tag: "Delegate"
  readonly n: number
  readonly to: { readonly person: Person; readonly keys: ReadonlyArray<Key> }
}
export interface Urge extends ByPerson {
  readonly _tag: "Urge"
  readonly n: number
  readonly text?: string
}
/** `of`: the task or stage by name, or `case`. */
export interface Extend extends ByPerson {
  readonly _tag: "Extend"
  readonly of: StepPath
  readonly by: Term | { readonly until: Instant }
  readonly reason?: string
}
export interface Suspend extends ByPerson {
  readonly _tag: "Suspend"
  readonly reason?: string
  readonly values?: Values
}
export interface Resume extends ByPerson {
  readonly _tag: "Resume"
  readonly reason?: string
}
export interface Withdraw extends ByPerson {
  readonly _tag: "Withdraw"
  readonly reason?: string
}
export interface Terminate extends ByPerson {
  readonly _tag: "Terminate"
  readonly reason?: string
  readonly values?: Values
}
/** One more item of a live `each`, by the path of the `each`. */
export interface AddSigner extends ByPerson {
  readonly _tag: "AddSigner"
  readonly each: StepPath
  readonly item: Value
}
/** A new agreed time for an appointment field of a step (or of the `intake`). */
export interface Rebook extends ByPerson {
  readonly _tag: "Rebook"
  readonly step: StepPath
  readonly field: string
  readonly to: Instant
  readonly reason?: string
}
/** Other values for some fields of a step that is done (or of the `intake`); also after the end. */
export interface Amend extends ByPerson {
  readonly _tag: "Amend"
  readonly step: StepPath
  readonly values: Values
  readonly reason?: string
}
export interface Note extends ByPerson {
  readonly _tag: "Note"
  readonly text: string
}
/** Lets due clocks happen; always legal, may write nothing. */
export interface Tick extends Common {
  readonly _tag: "Tick"
}
/** The desk resolved the offer and found nobody; `told` are the keys above. */
export interface Nobody extends Common {
  readonly _tag: "Nobody"
  readonly n: number
}
/** The calendars were published anew: bring the clocks to that edition (engine §3.9). */
export interface Reproject extends Common {
  readonly _tag: "Reproject"
  readonly edition: number
}

/**
 * The case goes on with another plan, the one it is decided with (engine §8). By a person, or for the case of a
 * handbook's schedule by the desk. The terms that run are kept as promised, or found again (`rederive`).
 */
export interface Migrate extends Common {
  readonly _tag: "Migrate"
  readonly actor?: Actor
  readonly to: Digest
  /** where the nodes are that a live frame stands in, if not under their old names */
  readonly map?: { readonly [node: NodeId]: NodeId | { readonly "skip-to": NodeId } }
  readonly clocks?: "keep" | "rederive"
  readonly reason?: string
  /** what finished steps gave, from the journal: the new plan may read what the old one did not keep */
  readonly values?: { readonly [path: StepPath]: Values }
}

export interface Hear extends Common {
  readonly _tag: "Hear"
  readonly signal: Signal
  /** the plan it is decided with; only a `Cancel` that overtook its `Open` needs it, to leave a void case behind */
  readonly plan?: Digest
}

export type Command =
  | Open
  | Claim
  | GiveBack
  | Complete
  | Sign
  | Return
  | Transfer
  | Delegate
  | Urge
  | Extend
  | Suspend
  | Resume
  | Withdraw
  | Terminate
  | AddSigner
  | Rebook
  | Amend
  | Note
  | Tick
  | Nobody
  | Reproject
  | Migrate
  | Hear
