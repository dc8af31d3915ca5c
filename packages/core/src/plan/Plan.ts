/**
 * The waist: a compiled procedure as closed, serialisable data. No spans, no defaults left open, no names left to
 * resolve. `language` writes plans; `case`, `desk`, `target` and `simulation` read them; they meet nowhere else.
 *
 * A step's `node` is its stable place, the names from the root down (`by-tier/major/hand-over`), never an index. A
 * step's values and facts live under its bare `name` (inside `each`, per item): names are unique, but for branches of
 * one `choose`, of which only one runs (language §4.2).
 *
 * @since 0.1.0
 */
import type { CalendarSpec } from "../domain/Calendar.ts"
import type { Anchor, Deadline, Due } from "../domain/Deadline.ts"
import type { Expression } from "../domain/Expression.ts"
import type { Field, FieldType } from "../domain/Field.ts"
import type * as Filing from "../domain/Filing.ts"
import type { Organisation } from "../domain/Organisation.ts"
import type { People } from "../domain/People.ts"
import type { Quota } from "../domain/Quota.ts"
import type { Covers, Recurrence } from "../domain/Recurrence.ts"
import type { Term, TimeConventions } from "../domain/Time.ts"
import type { Value, Values } from "../domain/Value.ts"

/** `sha256:` and 64 hex digits over the canonical form of a plan. */
export type Digest = `sha256:${string}`

/** A step's stable place: names from the root down, joined by `/`. The root itself is `""`. */
export type NodeId = string

/**
 * Who has a task or stage, one after another. A plain `by` + `due` is a ladder of one rung without a name.
 * Only the last rung may be without `due`; `by: null` is a stage or procedure nobody answers for.
 */
export interface Rung {
  readonly name: string | null
  readonly by: People | null
  readonly due: Due | null
}

interface Step {
  /** unique in the procedure but for exclusive branches; automatic steps without a name get one from lowering (`end resolved`) */
  readonly name: string
  readonly node: NodeId
  /** read once, when the step is reached */
  readonly when?: Expression
}

export interface Task extends Step {
  readonly kind: "task"
  readonly rungs: readonly [Rung, ...Rung[]]
  readonly form: ReadonlyArray<Field>
  readonly recordLater?: { readonly by: People; readonly atMost: Term }
  /** of a `file` step, whose form has a field for each archive: what is in its place (C43, C44) */
  readonly files?: ReadonlyArray<Files>
}

/** An archive a `file` step fills: the field of its form that says so has the archive's name. */
export interface Files {
  readonly archive: string
  readonly by: Filing.Order
  /** the role that keeps it */
  readonly keptBy: string
  /** under which unit, department or person; for months and years the day, `null` for the day it is done */
  readonly key: Expression | null
}

export interface Stage extends Step {
  readonly kind: "stage"
  readonly rungs: readonly [Rung, ...Rung[]]
  readonly steps: ReadonlyArray<AnyStep>
}

/** Rules applied to values; the value is fixed when the step runs. The last row of `first` has no `when`. */
export interface Decide extends Step {
  readonly kind: "decide"
  readonly policy: "first" | "exactly-one"
  readonly rows: ReadonlyArray<{ readonly when?: Expression; readonly then: Expression }>
}

export interface Compute extends Step {
  readonly kind: "compute"
  readonly value: Expression
}

export interface Branch {
  readonly name: string
  readonly steps: ReadonlyArray<AnyStep>
}

export interface Choose extends Step {
  readonly kind: "choose"
  readonly of: Expression
  /** branch names are the values (`yes`, `no` for yes/no) */
  readonly cases: ReadonlyArray<Branch>
  readonly otherwise?: ReadonlyArray<AnyStep>
}

export interface Parallel extends Step {
  readonly kind: "parallel"
  readonly join: "all" | "any"
  readonly branches: ReadonlyArray<Branch>
  /** offered meanwhile, never waited for */
  readonly beside: ReadonlyArray<Branch>
}

export interface Each extends Step {
  readonly kind: "each"
  readonly in: Expression
  readonly steps: ReadonlyArray<AnyStep>
}

export interface Repeat extends Step {
  readonly kind: "repeat"
  readonly until: Expression
  readonly atMost: number | null
  readonly beyond: ReadonlyArray<AnyStep>
  readonly steps: ReadonlyArray<AnyStep>
}

/** An event as it is listened for: `topic` is `payment-received` or `v2/fee-objection.dissatisfied`. */
export interface Listen {
  readonly topic: string
  /** one equality that makes the key, when there is one (`event.unit is unit`) */
  readonly key?: { readonly field: string; readonly is: Expression }
  /** the whole condition, tested on arrival */
  readonly where?: Expression
}

export interface Wait extends Step {
  readonly kind: "wait"
  readonly for?: Listen
  /** also take an event that came after this anchor and before the wait */
  readonly since?: Anchor
  readonly until?: Deadline
}

export interface Notify extends Step {
  readonly kind: "notify"
  readonly to: People
  readonly via: ReadonlyArray<string>
  readonly message: string
  readonly receipt: boolean
}

export interface Record extends Step {
  readonly kind: "record"
  readonly ledger: string
  readonly mode: "add" | "fill"
  readonly cells: ReadonlyArray<{ readonly column: string; readonly value: Expression }>
  /** the record step whose row is filled */
  readonly row?: string
}

export interface Announce extends Step {
  readonly kind: "announce"
  /** `fee-objection.dissatisfied` */
  readonly topic: string
  readonly with: ReadonlyArray<{ readonly field: string; readonly value: Expression }>
}

/** Opens a linked case: `call` waits for its outcome, `start` goes on. */
export interface Link extends Step {
  readonly kind: "call" | "start"
  /** the procedure's id, see {@link Plan.procedure} */
  readonly opens: string
  readonly with: ReadonlyArray<{ readonly field: string; readonly value: Expression }>
}

/** The host does something: the step waits for its answer, whose outcome is `done` or a declared failure (language §6.8). */
export interface Do extends Step {
  readonly kind: "do"
  readonly action: string
  readonly with: ReadonlyArray<{ readonly field: string; readonly value: Expression }>
}

export interface End extends Step {
  readonly kind: "end"
  readonly outcome: string
  readonly gives: ReadonlyArray<{ readonly field: string; readonly value: Expression }>
}

export type AnyStep =
  | Task
  | Stage
  | Decide
  | Compute
  | Choose
  | Parallel
  | Each
  | Repeat
  | Wait
  | Notify
  | Record
  | Announce
  | Link
  | Do
  | End

/** What every declared order has: who may give it, and while what holds. */
export interface Order {
  readonly by: People
  readonly when?: Expression
}

export interface Orders {
  readonly transfer?: Order & { readonly of?: ReadonlyArray<string>; readonly to?: People }
  readonly delegate?: Order & { readonly to: People }
  readonly return?: Order & { readonly to: ReadonlyArray<string>; readonly reason: "required" | "optional" }
  readonly withdraw?: Order & { readonly reason: "required" | "optional"; readonly ends: string }
  readonly terminate?: Order & {
    readonly reason: "required" | "optional"
    readonly form?: ReadonlyArray<Field>
    readonly ends: string
  }
  readonly urge?: Order
  readonly extend?: Order & {
    /** names of tasks and stages; `case` is the procedure's own term */
    readonly of: ReadonlyArray<string>
    readonly reason: "required" | "optional"
    readonly atMost: Term
    readonly times: number
  }
  readonly suspend?: Order & {
    readonly reason: "required" | "optional"
    readonly form?: ReadonlyArray<Field>
    readonly clocks: "pause" | "run"
    readonly atMost: Term
  }
  readonly resume?: Order
  /** one more item of an `each`; `type` is what its items are */
  readonly addSigner?: Order & { readonly of: ReadonlyArray<{ readonly each: string; readonly type: FieldType }> }
  readonly rebook?: Order & { readonly of: ReadonlyArray<FieldOf>; readonly reason: "required" | "optional" }
  readonly amend?: Order & { readonly of: ReadonlyArray<FieldOf>; readonly reason: "required" | "optional" }
}

/** A field of a step's form; `intake` is a step too. */
export interface FieldOf {
  readonly step: string
  readonly field: string
}

/** A part of this case stands still while another case says so (language §9, engine §5.4). */
export interface Hold {
  readonly name: string
  readonly from: Listen
  /** `its-end`: the announcing case is over */
  readonly until: "its-end" | Listen
  /** the nodes that stand; `[""]` for the whole case */
  readonly stops: ReadonlyArray<NodeId>
  readonly clocks: "pause" | "run"
}

/** A message text in one language: literal pieces and values; `titles` are those of what a value names, in that language. */
export type Template = ReadonlyArray<
  string | { readonly value: Expression; readonly type: FieldType; readonly titles?: { readonly [name: string]: string } }
>

export interface Ledger {
  readonly columns: ReadonlyArray<Field>
  readonly class?: string
  /** some schedule waits for its rows: each new one is announced under `ledger:NAME` */
  readonly watched?: true
}

/** Reference data, read only (language §3.4). Without `rows` the host has them. */
export interface Table {
  readonly columns: ReadonlyArray<Field>
  readonly key: ReadonlyArray<string>
  /** what columns have to add up to, exact decimals; of tables of the host, where nobody could check it before */
  readonly addsUp?: { readonly [column: string]: string }
  readonly rows?: ReadonlyArray<Values>
  readonly class?: string
}

/**
 * What becomes of a quota that was not kept (language §11): somebody is told at the end of each span. The one thing the
 * plan of a quota does; the quota itself is in {@link Plan.quotas}.
 */
export interface Missed {
  readonly quota: string
  readonly tell: People
  readonly with: string
}

export interface Scheduled {
  /** the procedure's id, see {@link Plan.procedure} */
  readonly opens: string
  readonly with: ReadonlyArray<{ readonly field: string; readonly value: Expression }>
  /** the period that is given to the opened case's only `period` field */
  readonly covers?: Covers & { readonly field: string }
  /** in the place of the opened procedure's own; `its-start` is the instant it came, and so is `event` */
  readonly due?: Due
}

/** A schedule that comes again and again. */
export interface Recurring extends Scheduled {
  readonly every: Recurrence
  readonly when?: Expression
  /** times that passed while nothing ran: each of them, or only the last */
  readonly afterDowntime: "all" | "latest"
}

/** A schedule that comes with each event, or with each new row of a ledger (topic `ledger:NAME`); its `when` is in `on`. */
export interface Watching extends Scheduled {
  readonly on: Listen
}

/**
 * A schedule (language §10): each time it comes it opens another case, which counts from that instant whenever the desk
 * gets to it. Of a handbook it is the one thing its plan does, and its case lasts as long as the handbook; of a
 * procedure it belongs to each open case and sees its data (engine §5.5). Catalog C31, C32, C40.
 */
export type Schedule = Recurring | Watching

/** Actions by name: what goes in, what comes out, and what is known of each failure. */
export interface Actions {
  readonly [name: string]: {
    readonly with: ReadonlyArray<Field>
    readonly gives: ReadonlyArray<Field>
    readonly fails: { readonly [outcome: string]: ReadonlyArray<Field> }
  }
}

export interface Plan {
  /** the version of this very format */
  readonly format: 1
  /** `HANDBOOK/NAME`, `v0b/complaint`: unique among the handbooks of one desk; `v3/schedule:NAME` for a schedule, `v2/quota:NAME` for what watches a quota */
  readonly procedure: string
  readonly version: number
  readonly time: TimeConventions
  readonly currency: string
  readonly calendars: ReadonlyArray<CalendarSpec>
  readonly organisation: Organisation
  /** parameter values after the handbook has spoken */
  readonly parameters: { readonly [name: string]: Value }
  readonly intake: {
    /** `null`: only other cases and schedules open it */
    readonly by: People | null
    readonly form: ReadonlyArray<Field>
    /** the date-time field the anchor `intake` is taken from */
    readonly countsFrom?: string
    /** the term of the hand-over task */
    readonly due: Due | null
  }
  /** the procedure as the outermost stage */
  readonly root: { readonly rungs: readonly [Rung, ...Rung[]]; readonly steps: ReadonlyArray<AnyStep> }
  readonly outcomes: { readonly [name: string]: ReadonlyArray<Field> }
  readonly orders: Orders
  readonly holds: ReadonlyArray<Hold>
  /** events this procedure announces, by full topic; `stands` when some hold of the handbook names it */
  readonly announces: { readonly [topic: string]: { readonly fields: ReadonlyArray<Field>; readonly stands: boolean } }
  /** outside events it listens to */
  readonly events: { readonly [topic: string]: ReadonlyArray<Field> }
  /** plugged actions that its `do` steps ask for; absent when there are none */
  readonly actions?: Actions
  readonly ledgers: { readonly [name: string]: Ledger }
  readonly messages: { readonly [name: string]: { readonly [language: string]: Template } }
  /** by step name (`intake` too): the fields something reads later; only these enter the snapshot (engine §1.3) */
  readonly kept: { readonly [step: string]: ReadonlyArray<string> }
  /** intake fields of type unit, party, person: how a case is found again */
  readonly subject: ReadonlyArray<string>
  /** schedules of each case, while it is open */
  readonly schedules?: ReadonlyArray<{ readonly name: string; readonly schedule: Schedule }>
  /** this plan is a handbook's schedule: it has no steps, nobody opens it by hand */
  readonly schedule?: Schedule
  /** tables it reads */
  readonly tables?: { readonly [name: string]: Table }
  /** quotas it asks for */
  readonly quotas?: { readonly [name: string]: Quota }
  /** who may read its cases (language §4); absent: whoever may open one or act in it */
  readonly seenBy?: People
  /** who may see what carries a class of confidentiality, of those that something here carries (language §12) */
  readonly classes?: { readonly [name: string]: People }
  /**
   * What is confidential in values that other procedures declare, by dotted path: under the name of a `call` or `wait`,
   * or under `cases of PROCEDURE-ID`. See `Seal.ts`.
   */
  readonly sealed?: { readonly [source: string]: { readonly [path: string]: ReadonlyArray<string> } }
  /** this plan watches a quota: like a schedule's, it has no steps */
  readonly missed?: Missed
}

/** Titles by language and name; beside the plan, never part of its digest: a changed title changes nothing that runs. */
export type Words = { readonly [language: string]: { readonly [name: string]: string } }

/** What a compiled procedure file gives: the generated module carries exactly this. */
export interface Compiled {
  readonly plan: Plan
  readonly digest: Digest
  readonly words: Words
}
