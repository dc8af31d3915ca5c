/**
 * One fact of a case (engine §2.6). The journal is the ordered list of them; the snapshot is their fold. Entries are
 * self-contained: `evolve` needs no plan, no calendar and no clock to apply one. Derivations are kept for people
 * (`explain`); `evolve` ignores them.
 *
 * @since 0.1.0
 */
import type { Paper } from "../domain/Papers.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant, LocalDate, Term } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Digest, NodeId } from "../plan/Plan.ts"
import type { Signal } from "./Signal.ts"
import type { Back, CaseId, CaseState, Clock, CommandId, Extension, Frame, GivenReminder, Hold, Listening, RungId, StepPath } from "./State.ts"

/** How a due instant was found, day by day, in the order it was counted. */
export interface Derivation {
  /** term as counted, `2 calendar-day` */
  readonly term: Term | "at-once" | "same-day" | "moment" | "edge"
  readonly anchor: { readonly at: Instant; readonly of: string }
  /** counted back from this moment, not on from the anchor */
  readonly before?: Instant
  /** which point of the calendar, as a file writes it: `end of month`, `next opening of office` */
  readonly edge?: string
  /** what was counted, skipped (and why), paused, extended; one line a fact */
  readonly steps: ReadonlyArray<DerivationStep>
  readonly due: Instant | null
  readonly provisional?: { readonly from: LocalDate; readonly calendar: string }
}
export type DerivationStep =
  | { readonly what: "counted" | "closed" | "stood"; readonly day: LocalDate }
  /** so much of the opening time of a day counted, ms */
  | { readonly what: "open"; readonly day: LocalDate; readonly time: number }
  | { readonly what: "stood-for"; readonly from: Instant; readonly to: Instant | null }
  | { readonly what: "extended"; readonly by: Term | { readonly until: Instant } }
  | { readonly what: "taken"; readonly take: "earlier" | "later" | "requested"; readonly of: "within" | "or"; readonly other: Instant | null }
  /** `from` is a closed day, or over already: the due is of the next open one */
  | { readonly what: "moved"; readonly from: LocalDate; readonly to: LocalDate }

/** What became of a promise: one rung of one task or stage. On time ⇔ `done <= due`. */
export interface Duty {
  readonly step: StepPath
  readonly n?: number
  readonly rung: string | null
  readonly holder: ReadonlyArray<Key>
  readonly anchor: Instant
  readonly firstDue: Instant | null
  readonly due: Instant | null
  readonly done: Instant
  readonly late: boolean
  readonly missed?: Instant
  readonly how: "done" | "lost" | "released" | "withdrawn"
  /** ms from being offered, with and without pauses */
  readonly gross: number
  readonly net: number
  readonly unseen?: true
}

/** A message to the outside or to another case; delivered at least once under `<case>:<seq>`. */
export type Message =
  | {
      readonly kind: "notice"
      readonly to: ReadonlyArray<Key>
      readonly via: ReadonlyArray<string>
      readonly message: string
      /** the finished text by language */
      readonly text: { readonly [language: string]: string }
      readonly receipt: boolean
      readonly about: { readonly step: string; readonly n?: number }
      /** its moment was over before anybody could send it: the relay drops it, the journal shows it */
      readonly stale?: true
    }
  | {
      readonly kind: "open"
      readonly case: CaseId
      readonly procedure: string
      readonly values: Values
      readonly back?: Back
      readonly depth: number
      readonly opener?: Person
      /** by a schedule of the case: its name */
      readonly schedule?: string
      /** by a schedule: the instant it came, and the case's due */
      readonly received?: Instant
      readonly due?: Instant | "at-once"
      readonly remind?: ReadonlyArray<GivenReminder>
    }
  /** the host is to do something, once under this message's id */
  | { readonly kind: "do"; readonly action: string; readonly values: Values; readonly step: StepPath }
  /** what message `message` asked for is not wanted any more, done or not */
  | { readonly kind: "revoke"; readonly action: string; readonly message: number }
  | { readonly kind: "signal"; readonly case: CaseId; readonly signal: Unsent<Signal> }
  | { readonly kind: "workflow"; readonly token: string; readonly outcome: string; readonly values: Values }
  /** a fact that stands or goes, or an event of the moment: the relay finds who listens */
  | {
      readonly kind: "announce"
      readonly topic: string
      readonly values: Values
      readonly stands: "on" | "off" | "moment"
      /** when it happened; without it, when it was sent */
      readonly at?: Instant
    }
  /** the case listens from now on: the relay looks for facts that stand already */
  | { readonly kind: "watch"; readonly topic: string; readonly key: string }

/** A signal before the relay knows its source and seq: both come from the message's own case and entry. */
export type Unsent<S> = S extends unknown ? Omit<S, "from" | "seq"> : never

/** One thing in a file, under the name of the procedure: a paper, a form (`n` is the task it was filled in at), a sheet. */
export type FiledPaper = { readonly name: string; readonly paper?: Paper; readonly n?: number }

interface Common {
  readonly seq: number
  readonly at: Instant
  readonly by: Person | "system"
  /** the capacity acted in */
  readonly as?: Key
  /** on behalf of */
  readonly for?: Person
  /** on the first entry of a command only */
  readonly command?: CommandId
  readonly heard?: { readonly from: string; readonly seq: number }
}

export type EntryBody =
  | {
      readonly _tag: "Opened"
      readonly id: CaseId
      readonly plan: Digest
      readonly procedure: string
      readonly intake: Instant
      readonly values: Values
      readonly kept: Values
      readonly subject: ReadonlyArray<readonly [string, string]>
      readonly depth: number
      readonly edition: number
      readonly opener?: Person
      readonly back?: Back
      /** the case's due, given by the schedule that opened it */
      readonly due?: Instant | "at-once"
      readonly remind?: ReadonlyArray<GivenReminder>
    }
  /** a step is reached, with the clock of its term if it has one; a task is offered by it, a wait begins to wait */
  | { readonly _tag: "Entered"; readonly frame: Frame; readonly clock?: Clock; readonly derivation?: Derivation }
  /** a live frame changed: the new frame, whole; `anew`: what a new round has not done yet */
  | { readonly _tag: "Moved"; readonly frame: Frame; readonly anew?: ReadonlyArray<StepPath> }
  /** the frame ended by itself, and its clock with it */
  | {
      readonly _tag: "Left"
      readonly frame: number
      /** what it leaves: facts, values that are read later, and when it was if that is not now (a receipt, an event) */
      readonly step?: { readonly path: StepPath; readonly more?: Values; readonly kept?: Values; readonly at?: Instant }
      readonly duty?: Duty
    }
  /** the frame went without having been done, and its clock with it */
  | {
      readonly _tag: "Cancelled"
      readonly frame: number
      readonly why: "join" | "end" | "return" | "order"
      readonly reason?: string
      readonly duty?: Duty
    }
  | {
      readonly _tag: "Held"
      readonly n: number
      readonly frame: Frame
      readonly how: "only" | "claim" | "give-back" | "transfer" | "delegate" | "handback" | "pass" | "return"
    }
  | { readonly _tag: "Passed"; readonly frame: Frame; readonly rung: string | null }
  | { readonly _tag: "NobodyThere"; readonly n: number; readonly frame: Frame; readonly told: ReadonlyArray<Key> }
  | { readonly _tag: "Signed"; readonly n: number; readonly frame: Frame; readonly values?: Values }
  /** a task was done: its frame and its clock are gone */
  | {
      readonly _tag: "Answered"
      readonly n: number
      readonly path: StepPath
      readonly values: Values
      readonly kept: Values
      readonly done: Instant
      readonly turn: number
      readonly by: Person | "system"
      readonly persons: ReadonlyArray<Person>
      /** what became of its promise, if it had a term */
      readonly duty?: Duty
      readonly reason?: string
      /** of the hand-over task only: the matter is known now */
      readonly intake?: {
        readonly at: Instant
        readonly opener: Person
        readonly subject: ReadonlyArray<readonly [string, string]>
      }
    }
  /** from now on the case listens to these topics, besides its open waits */
  | { readonly _tag: "Listens"; readonly listens: ReadonlyArray<Listening> }
  | {
      readonly _tag: "Decided" | "Computed"
      readonly path: StepPath
      readonly row?: number
      readonly values: Values
      readonly kept: Values
      readonly facts?: ReadonlyArray<AnsweredQuestion>
    }
  /** a clock that belongs to no frame: that of a schedule */
  | { readonly _tag: "Armed"; readonly clock: Clock; readonly derivation: Derivation }
  | {
      readonly _tag: "Derived"
      readonly clock: Clock
      readonly why: "resumed" | "stood" | "extended" | "rebooked" | "amended" | "came" | "edition" | "migrated" | "passed"
      readonly derivation: Derivation
    }
  | {
      readonly _tag: "Happened"
      readonly clock: Clock
      readonly rung: RungId
      readonly act: "remind" | "missed" | "pass" | "wait" | "resume" | "fire"
      readonly duty?: Duty
      readonly stale?: true
      readonly unseen?: true
      /** a schedule's time of which nothing came: a holiday by now, a condition that does not hold, only later ones wanted */
      readonly idle?: true
      /** so many times before the newest thousand are not made up for */
      readonly left?: number
    }
  | { readonly _tag: "Extended"; readonly clock: Clock; readonly extension: Extension }
  /** `values`: the form of a suspension */
  | { readonly _tag: "Stood"; readonly hold: Hold; readonly values?: Values }
  | { readonly _tag: "Released"; readonly hold: number; readonly scope: NodeId }
  | { readonly _tag: "Parked"; readonly signal: Signal }
  /** parked signals that are applied now */
  | { readonly _tag: "Unparked"; readonly count: number }
  /** an event that a later `wait … since` will want */
  | { readonly _tag: "Early"; readonly node: NodeId; readonly values: Values; readonly happened: Instant }
  | {
      readonly _tag: "Returned"
      readonly from: number | null
      readonly to: StepPath
      readonly reason: string
      readonly superseded: ReadonlyArray<StepPath>
    }
  /** another item of an `each`, last among its values */
  | { readonly _tag: "SignerAdded"; readonly frame: Frame; readonly item: Value }
  /** values of a step that was done, before and after; of the intake also from when it counts and how it is found */
  | {
      readonly _tag: "Amended"
      readonly path: StepPath
      readonly order: "amend" | "rebook"
      readonly before: Values
      readonly after: Values
      readonly reason: string
      readonly intake?: { readonly at: Instant; readonly subject: ReadonlyArray<readonly [string, string]> }
    }
  | { readonly _tag: "Urged"; readonly n: number; readonly frame: Frame; readonly text?: string }
  | {
      readonly _tag: "Recorded"
      readonly path: StepPath
      readonly ledger: string
      readonly row: Values
      readonly replaces?: number
      /** an order may correct it: the case keeps it whole */
      readonly keep?: true
      /** written by `amend` or `rebook`: the step itself is not done again */
      readonly corrects?: true
    }
  | {
      readonly _tag: "Filled"
      readonly path: StepPath
      readonly ledger: string
      /** seq of the row that is filled */
      readonly row: number
      readonly cells: Values
      readonly replaces?: number
    }
  /** it lies in the file of this unit, department, person, month or year */
  | {
      readonly _tag: "Filed"
      readonly path: StepPath
      readonly archive: string
      readonly key: string
      readonly papers: ReadonlyArray<FiledPaper>
      readonly replaces?: number
    }
  | {
      readonly _tag: "Announced"
      readonly path: StepPath
      readonly topic: string
      readonly values: Values
      /** it stands until this case ends */
      readonly stands?: true
    }
  /** `lane` is the target case for messages between cases, one of its own for a `do`, absent for the rest of the outside */
  | { readonly _tag: "Sent"; readonly message: Message; readonly lane?: string; readonly path?: StepPath }
  | { readonly _tag: "Receipted"; readonly message: number; readonly received: Instant }
  /** the answer to a `do` */
  | {
      readonly _tag: "Did"
      readonly message: number
      readonly path: StepPath
      readonly outcome: string
      readonly values: Values
    }
  | {
      readonly _tag: "Linked"
      readonly link: number
      readonly case: CaseId
      readonly node: NodeId
      readonly path: StepPath
      readonly kind: "call" | "start"
      readonly procedure: string
    }
  | { readonly _tag: "LinkEnded"; readonly link: number; readonly outcome: string; readonly values: Values }
  | { readonly _tag: "Noted"; readonly text: string }
  | { readonly _tag: "Reprojected"; readonly edition: number }
  /** it goes on with another plan: the whole new position; the case of a schedule has clocks only */
  | {
      readonly _tag: "Migrated"
      readonly from: Digest
      readonly to: Digest
      readonly clocks: ReadonlyArray<Clock>
      readonly listens: ReadonlyArray<Listening>
      readonly position?: Pick<CaseState, "frames" | "holds" | "stands" | "done" | "data" | "rows" | "links" | "early">
      readonly reason?: string
    }
  /** it stays where it is: a step is not entered, a clock does not go on, a suspension has no end of its own any more */
  | { readonly _tag: "Stuck"; readonly node: NodeId; readonly why: string; readonly clock?: Clock; readonly hold?: Hold }
  | { readonly _tag: "Ended"; readonly outcome: string; readonly values: Values; readonly order?: string; readonly reason?: string; readonly form?: Values }
  | { readonly _tag: "Voided"; readonly id: CaseId; readonly procedure: string; readonly plan: Digest; readonly reason: string }
  /** a command that had nothing to change, but must be known (a signal nobody waits for any more) */
  | { readonly _tag: "Ignored"; readonly what: string }

/** A question that was asked and what the shell said; kept so that nobody ever has to ask again. */
export interface AnsweredQuestion {
  readonly question: string
  readonly answer: Value | null
}

export type Entry = Common & EntryBody
