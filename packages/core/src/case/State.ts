/**
 * The snapshot of a case: small, complete, a pure fold of its journal (engine §1). Position is the list of live
 * frames; a finished step has no frame, only a line in `done` and the values something reads later.
 *
 * @since 0.1.0
 */
import type { Reminder } from "../domain/Deadline.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant, LocalDate, Term } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Digest, NodeId } from "../plan/Plan.ts"
import type { Signal } from "./Signal.ts"

export type CaseId = string
export type CommandId = string

/** A step's bare name; inside `each` with its item, `solve#2` (items count from 1; nested `a#1#2`). The intake is `intake`. */
export type StepPath = string

export type Status = "none" | "open" | "ended" | "void"

interface FrameBase {
  readonly id: number
  /** 0 for the root */
  readonly parent: number
  readonly node: NodeId
  /** item numbers of the enclosing `each`es, outermost first */
  readonly items: ReadonlyArray<number>
  readonly since: Instant
}

/**
 * A list of steps; `at` is the name of its live child, or, while its part is held, of the step that comes next. `list`
 * says which list of its parent: a branch by name, `#2` (an item), `steps` or `beyond`. A branch's `node` is the
 * branch's own place (`collecting/chasing`), any other list's that of its parent: so `stops` can name it.
 */
export interface StepsFrame extends FrameBase {
  readonly kind: "steps"
  readonly list: string
  readonly at: string
}
export interface StageFrame extends FrameBase {
  /** the root is the stage with node `""` */
  readonly kind: "stage"
  readonly rung: number
  /** the name of that rung, for worklists and facts */
  readonly called: string | null
  readonly holder: ReadonlyArray<Key>
}
/** A signature of a `together` task; never bound to a place (engine §4.6). */
export interface Signed {
  readonly by: Person
  readonly keys: ReadonlyArray<Key>
  readonly at: Instant
  readonly for?: Person
}
export interface TaskFrame extends FrameBase {
  readonly kind: "task"
  /** the task's number, never reused */
  readonly n: number
  /** 1, and one more each time it is done again after a return */
  readonly turn: number
  readonly rung: number
  /** the name of that rung */
  readonly called: string | null
  /** it was passed on by a clock: whoever had it reads `not-the-holder` */
  readonly passed?: true
  readonly offer: ReadonlyArray<Key>
  readonly excluded: ReadonlyArray<Person>
  /** whoever brings one of these is excluded too (`not: security-dept`) */
  readonly barred?: ReadonlyArray<Key>
  readonly holder?: Person
  /** delegation: who passed it on, first the owner */
  readonly chain: ReadonlyArray<Person>
  /** key sets of a `together` task, empty otherwise */
  readonly places: ReadonlyArray<ReadonlyArray<Key>>
  readonly signed: ReadonlyArray<Signed>
  /** values of the signatures so far, or a draft handed back */
  readonly draft?: Values
  /** what its reports said when it was offered: part of its values when it is done */
  readonly reports?: Values
  readonly urged: ReadonlyArray<{ readonly by: Person; readonly at: Instant }>
  readonly nobody?: true
  readonly from?: { readonly by: Person; readonly reason: string }
}
export interface ChooseFrame extends FrameBase {
  readonly kind: "choose"
  readonly branch: string
}
export interface ParallelFrame extends FrameBase {
  readonly kind: "parallel"
  readonly ended: ReadonlyArray<string>
}
export interface EachFrame extends FrameBase {
  readonly kind: "each"
  readonly values: ReadonlyArray<Value>
  readonly ended: number
}
export interface RepeatFrame extends FrameBase {
  readonly kind: "repeat"
  readonly round: number
  readonly beyond: boolean
}
export interface WaitFrame extends FrameBase {
  readonly kind: "wait"
  /** `key` is the whole address (`TopicKey.make`) */
  readonly event?: { readonly topic: string; readonly key: string }
  /** the clock of its `until`, if any, is in `clocks` */
  readonly until: boolean
}
export interface ReceiptFrame extends FrameBase {
  readonly kind: "receipt"
  /** the entry seq of the message it waits for */
  readonly message: number
}
export interface CallFrame extends FrameBase {
  readonly kind: "call"
  readonly link: number
}
export interface DoFrame extends FrameBase {
  readonly kind: "do"
  /** the entry seq of the message that asks; `<case>:<message>` is the key it is done once under */
  readonly message: number
}
export type Frame =
  | StepsFrame
  | StageFrame
  | TaskFrame
  | ChooseFrame
  | ParallelFrame
  | EachFrame
  | RepeatFrame
  | WaitFrame
  | ReceiptFrame
  | CallFrame
  | DoFrame

export interface Extension {
  readonly by: Term | { readonly until: Instant }
  readonly who: Person
  readonly reason: string
  readonly at: Instant
}

/** A reminder that a schedule gave along with its due: whom and what it tells was known when it came. */
export interface GivenReminder {
  readonly at: Reminder["at"]
  readonly during?: string
  readonly to: ReadonlyArray<Key>
  readonly message: string
  readonly text: { readonly [language: string]: string }
}

/** What can happen on a clock: `remind:2`, `due`, `wait` for a `wait … until`, `fire` for a schedule. A ladder passes at the `due` of its rung. */
export type RungId = string

export interface Clock {
  readonly id: number
  readonly frame: number
  readonly node: NodeId
  readonly items: ReadonlyArray<number>
  /** index of the rung whose term runs; 0 for a wait */
  readonly rung: number
  readonly anchor: Instant
  /** when it came into being (or its rung did) */
  readonly armed: Instant
  readonly extra: ReadonlyArray<Extension>
  /** `null`: at once (no number), or standing still */
  readonly due: Instant | null
  /** `at once`: first in every worklist */
  readonly atOnce?: true
  /** the first due that was promised for this rung */
  readonly firstDue: Instant | null
  /** the civil day the due belongs to: "Thu 24:00" is Thursday's although the instant is Friday 00:00 */
  readonly day: LocalDate | null
  readonly provisional: boolean
  /** the first and the last time each rung happened; all of them are in the journal */
  readonly happened: { readonly [rung: RungId]: ReadonlyArray<Instant> }
  readonly next: { readonly at: Instant; readonly rung: RungId } | null
  /** first time it was missed; never removed */
  readonly missed?: Instant
  /** what comes next asked too often: it stands (`next` is `null`) until the case was suspended and resumed */
  readonly stuck?: true
}

/** Clocks in this scope stand (or stood) still. `""` is the whole case. */
export interface Stand {
  readonly scope: NodeId
  readonly from: Instant
  readonly to: Instant | null
}

export type HoldSource = { readonly person: Person } | { readonly case: CaseId; readonly hold: string }

export interface Hold {
  readonly id: number
  readonly scope: NodeId
  readonly source: HoldSource
  readonly reason: string
  readonly since: Instant
  readonly clocks: "pause" | "run"
  /** `at-most` of a suspension: it resumes by itself */
  readonly until?: Instant
}

/** The last completion of a step, for anchors, facts and returns. */
export interface Done {
  readonly at: Instant
  readonly n: number
  readonly by: ReadonlyArray<Person> | "system"
  readonly turn: number
  readonly since: Instant
  readonly due?: Instant
  readonly late?: boolean
  readonly rung?: string
  /** rounds of a repeat, first branch of a parallel, outcome of a call, whether a wait's event came, the case a start opened */
  readonly more?: Values
  /** superseded by a return: absent for expressions until it is redone, its answer is offered as prefill */
  readonly superseded?: true
}

/** A task that ended without a line of its own in `done`: it was not done, or its step was done again since. */
export interface Gone {
  readonly n: number
  readonly how: "done" | "returned" | "released" | "withdrawn"
  readonly by: Person | "system"
  readonly at: Instant
  readonly reason?: string
}

/** A topic the case listens to besides its open waits: `for` is `wait:<node>` or `hold:<name>`. */
export interface Listening {
  readonly for: string
  readonly topic: string
  /** the whole address (`TopicKey.make`) */
  readonly key: string
}

/** A fact this case has announced and that stands until it ends (or until the event that undoes it). */
export interface Standing {
  readonly topic: string
  readonly values: Values
}

/** Who wants to hear how the case ended. */
export type Back =
  | { readonly to: "case"; readonly case: CaseId; readonly link: number }
  | { readonly to: "workflow"; readonly token: string }

/** A row a case has written; whole, with what was filled since, only where an order may correct it. */
export interface Written {
  readonly ledger: string
  readonly seq: number
  readonly row?: Values
  /** of a fill: the step whose row it filled, if that one may be corrected */
  readonly of?: StepPath
}

export interface CaseState {
  /** seq of the last entry = version */
  readonly v: number
  readonly id: CaseId
  readonly plan: Digest
  readonly procedure: string
  readonly status: Status
  readonly outcome?: string
  readonly endedAt?: Instant
  /** what its end gave, where that is anything */
  readonly gave?: Values
  readonly depth: number
  /** effective instant of the last entry; never goes back */
  readonly now: Instant
  readonly opened: Instant
  /** anchor `intake`: when the matter was received */
  readonly intake: Instant
  readonly opener?: Person
  /** its own due, given by the schedule that opened it: in the place of the procedure's */
  readonly due?: Instant | "at-once"
  /** what that due reminds of */
  readonly remind?: ReadonlyArray<GivenReminder>
  /** one counter for frames, tasks, clocks, holds, links */
  readonly next: number
  readonly frames: ReadonlyArray<Frame>
  readonly clocks: ReadonlyArray<Clock>
  readonly stands: ReadonlyArray<Stand>
  readonly holds: ReadonlyArray<Hold>
  readonly done: { readonly [step: StepPath]: Done }
  /** what steps said that is read later; a step that said nothing of the kind has no line */
  readonly data: { readonly [step: StepPath]: Values }
  readonly links: {
    readonly [id: number]: {
      readonly case: CaseId
      readonly node: NodeId
      readonly kind: "call" | "start"
      readonly open: boolean
    }
  }
  /** high-water mark per sending case (lane) */
  readonly heard: { readonly [from: string]: { readonly seq: number; readonly at: Instant } }
  /** signals heard while their scope was held, in order of arrival */
  readonly waiting: ReadonlyArray<Signal>
  /** topics of holds and of `wait … since`, from the intake to the end */
  readonly listens: ReadonlyArray<Listening>
  /** what this case has announced and still stands */
  readonly standing: ReadonlyArray<Standing>
  /** for a `wait … since` that is not entered yet: the first event that counts; while nobody knows from when, the last */
  readonly early: { readonly [node: NodeId]: { readonly at: Instant; readonly values: Values } }
  /** last 16 commands; older ones are in the store's command table */
  readonly recent: ReadonlyArray<{ readonly id: CommandId; readonly v: number }>
  /** last 16 tasks that ended and have no line in `done` */
  readonly gone: ReadonlyArray<Gone>
  /** ledger rows written by this case: record step path → seq of the row, for fills and corrections */
  readonly rows: { readonly [step: StepPath]: Written }
  /** subject values, for the head */
  readonly subject: ReadonlyArray<readonly [string, string]>
  /** calendars' edition the clocks were derived with */
  readonly edition: number
  readonly back?: Back
}
