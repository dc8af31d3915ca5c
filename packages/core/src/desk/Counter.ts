/**
 * What the desk offers over its counter: orders that change cases, readings, and time by hand. `Desk.ts` is the service.
 *
 * @since 0.1.0
 */
import type { Effect, Option, Stream } from "effect"
import type { Entry, Message } from "../case/Entry.ts"
import type { TaskRow } from "../case/Rows.ts"
import type { Back, CaseId, CaseState, CommandId } from "../case/State.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant, Term } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { Digest } from "../plan/Plan.ts"
import type { CaseHead, Cursor, MessageId, Page, StoreDown } from "../port/CaseStore.ts"
import type { DirectoryDown } from "../port/Directory.ts"
import type * as Explain from "./Explain.ts"
import type {
  AppointmentHandle,
  By,
  CorrectionHandle,
  EventHandle,
  ExtensionHandle,
  OutcomeShape,
  ProcedureHandle,
  ReturnHandle,
  SignerHandle,
  Staff,
  TaskHandle,
  TaskRef,
  Tasks
} from "./Handle.ts"
import type { Incident } from "./Incidents.ts"
import type * as LedgerBook from "./LedgerBook.ts"
import type * as QuotaBook from "./QuotaBook.ts"
import type * as Watching from "./Watching.ts"
import type { Accepted, Order } from "./Order.ts"
import type { DeskError, DeskTooOld, Refused, UnknownPlan } from "./Refused.ts"
import type * as Migrating from "./Migrating.ts"

/** Which tasks; without `person` or `keys` all of them. */
export interface Asked {
  /** what he holds, and what is offered to the keys he brings now and held by nobody */
  readonly person?: Person
  /** offered to one of these, whoever holds it; with `person`, keys he brings besides his own */
  readonly keys?: ReadonlyArray<Key>
  readonly caseId?: CaseId
  readonly procedure?: string
  /** due before */
  readonly dueBefore?: Instant
}

/**
 * Every order may carry the id under which it is known for ever: sent again it is answered as the first time, and
 * another one under this id is refused (`CommandIdReused`). Without one it cannot be repeated safely.
 */
export interface Named {
  readonly id?: CommandId
}

/** Of a step inside `each`: the numbers of its items, outermost first, from 1. */
export interface Inside {
  readonly items?: ReadonlyArray<number>
}

/** A case as it stands: facts as of `version`. */
export interface CaseView {
  readonly caseId: CaseId
  readonly version: number
  readonly state: CaseState
  readonly tasks: ReadonlyArray<TaskRow>
}

type Given<Ack> = Effect.Effect<Ack, DeskError>
type Read<A> = Effect.Effect<A, Refused | StoreDown | DeskTooOld>

/**
 * The desk's orders; each is refused with the facts that decided, see {@link Refused}. `Ack`: what an order that was
 * carried out answers.
 */
export interface Orders<out Ack = Accepted> {
  /**
   * Opens a case. Without `caseId` its id comes from procedure and command id, so the same `open` finds its own case.
   *
   * @since 0.1.0
   */
  readonly open: <Id extends string, Intake, Outcome extends OutcomeShape, Steps extends Tasks<Id>, R extends string>(
    procedure: ProcedureHandle<Id, Intake, Outcome, Steps, R>,
    intake: NoInfer<Intake>,
    by: By<NoInfer<R>>,
    more?: Named & { readonly caseId?: CaseId; readonly back?: Back; readonly depth?: number }
  ) => Given<Ack>
  /** Takes an offered task. @since 0.1.0 */
  readonly claim: (task: TaskRef, by: Staff | Person, more?: Named) => Given<Ack>
  /** Gives a held task back to all it was offered to. @since 0.1.0 */
  readonly giveBack: (task: TaskRef, by: Staff | Person, more?: Named) => Given<Ack>
  /**
   * Completes a task; an offered one is claimed by it. `at`: a task of the worklist, or the case, where that step is open
   * once. `done` (ms) and `reason` for back-dated work.
   *
   * @since 0.1.0
   */
  readonly complete: <Procedure extends string, Step extends string, Answer, R extends string>(
    task: TaskHandle<Procedure, Step, Answer, R>,
    at: TaskRef | CaseId,
    answer: NoInfer<Answer>,
    by: By<NoInfer<R>>,
    more?: Named & { readonly done?: Instant; readonly reason?: string }
  ) => Given<Ack>
  /** One signature of a task that several sign; the answer comes with the first. @since 0.1.0 */
  readonly sign: <Procedure extends string, Step extends string, Answer, R extends string>(
    task: TaskHandle<Procedure, Step, Answer, R>,
    at: TaskRef | CaseId,
    answer: NoInfer<Answer> | undefined,
    by: By<NoInfer<R>>,
    more?: Named & { readonly done?: Instant; readonly reason?: string }
  ) => Given<Ack>
  /** Hands the task to another person. @since 0.1.0 */
  readonly transfer: (
    task: TaskRef,
    order: { readonly to: Person; readonly reason?: string },
    by: Staff | Person,
    more?: Named
  ) => Given<Ack>
  /** Has somebody do it; it comes back to the holder. @since 0.1.0 */
  readonly delegate: (task: TaskRef, order: { readonly to: Person }, by: Staff | Person, more?: Named) => Given<Ack>
  /** Back to an earlier step. With a task: given by its holder. @since 0.1.0 */
  readonly return: <Procedure extends string, Step extends string, R extends string>(
    to: ReturnHandle<Procedure, Step, R>,
    at: TaskRef | CaseId,
    order: { readonly reason?: string },
    by: By<NoInfer<R>>,
    more?: Named & Inside
  ) => Given<Ack>
  /** @since 0.1.0 */
  readonly withdraw: (at: CaseId, order: { readonly reason?: string }, by: Staff | Person, more?: Named) => Given<Ack>
  /** @since 0.1.0 */
  readonly terminate: (
    at: CaseId,
    order: { readonly reason?: string; readonly values?: Values },
    by: Staff | Person,
    more?: Named
  ) => Given<Ack>
  /** More time for a task, a stage or the case, by a term or to an instant (ms). @since 0.1.0 */
  readonly extend: <Procedure extends string, Of extends string, R extends string>(
    of: ExtensionHandle<Procedure, Of, R>,
    at: CaseId,
    order: { readonly by: Term | { readonly until: Instant }; readonly reason?: string },
    by: By<NoInfer<R>>,
    more?: Named & Inside
  ) => Given<Ack>
  /** @since 0.1.0 */
  readonly suspend: (
    at: CaseId,
    order: { readonly reason?: string; readonly values?: Values },
    by: Staff | Person,
    more?: Named
  ) => Given<Ack>
  /** @since 0.1.0 */
  readonly resume: (at: CaseId, order: { readonly reason?: string }, by: Staff | Person, more?: Named) => Given<Ack>
  /** One more item of an `each` that is open; it is entered at once. @since 0.1.0 */
  readonly addSigner: <Procedure extends string, Step extends string, Item extends string, R extends string>(
    each: SignerHandle<Procedure, Step, Item, R>,
    at: CaseId,
    item: NoInfer<Item>,
    by: By<NoInfer<R>>,
    more?: Named & Inside
  ) => Given<Ack>
  /** Another agreed time (ms) for an appointment; both are kept. @since 0.1.0 */
  readonly rebook: <Procedure extends string, Step extends string, Field extends string, R extends string>(
    field: AppointmentHandle<Procedure, Step, Field, R>,
    at: CaseId,
    order: { readonly to: Instant; readonly reason?: string },
    by: By<NoInfer<R>>,
    more?: Named & Inside
  ) => Given<Ack>
  /** Corrects values of a step that is done, or of the intake; also after the end. Decisions taken stay. @since 0.1.0 */
  readonly amend: <Procedure extends string, Step extends string, Correction, R extends string>(
    step: CorrectionHandle<Procedure, Step, Correction, R>,
    at: CaseId,
    values: NoInfer<Correction>,
    order: { readonly reason?: string },
    by: By<NoInfer<R>>,
    more?: Named & Inside
  ) => Given<Ack>
  /** @since 0.1.0 */
  readonly urge: (task: TaskRef, order: { readonly text?: string }, by: Staff | Person, more?: Named) => Given<Ack>
  /** A remark; changes nothing. @since 0.1.0 */
  readonly note: (at: CaseId, text: string, by: Staff | Person, more?: Named) => Given<Ack>
  /**
   * Something happened outside. Goes to every case that waits for it; `heard` are those it concerned. Give it an id: sent
   * again, it reaches only whom it had not reached.
   *
   * @since 0.1.0
   */
  readonly event: <Topic extends string, Payload>(
    event: EventHandle<Topic, Payload>,
    payload: NoInfer<Payload>,
    more?: Named & { readonly at?: Instant }
  ) => Effect.Effect<{ readonly heard: ReadonlyArray<CaseId> }, DeskError>
  /** A message has arrived (`<case>:<seq>`, as the notifier got it). @since 0.1.0 */
  readonly received: (message: MessageId, more?: Named & { readonly at?: Instant }) => Given<Ack>
  /** By whoever opened the case, a workflow mostly: ends it as `cancelled`, or keeps it from ever being opened. @since 0.1.0 */
  readonly cancel: (at: CaseId, order: { readonly from: string; readonly why: string }) => Given<Ack>
  /** Any command, with its actor's keys as given: for facades that have their own directory. @since 0.1.0 */
  readonly order: (order: Order) => Given<Ack>
}

/** A message that was given up; what comes behind it in its lane waits until it is revived or skipped. */
export interface DeadLetter {
  readonly id: MessageId
  readonly caseId: CaseId
  readonly message: Message
  readonly why: string
}

/** What can be read; everything is as committed. */
export interface Readings {
  /** The worklist, most urgent first; `next` is where the next page begins. @since 0.1.0 */
  readonly tasks: (asked: Asked, cursor?: Cursor, limit?: number) => Effect.Effect<Page<TaskRow>, StoreDown | DirectoryDown>
  /** @since 0.1.0 */
  readonly cases: (
    asked: {
      readonly procedure?: string
      readonly status?: "open" | "ended" | "void"
      /** those that run on this plan */
      readonly plan?: Digest
      readonly subject?: readonly [field: string, value: string]
    },
    cursor?: Cursor,
    limit?: number
  ) => Effect.Effect<Page<CaseHead>, StoreDown>
  /** @since 0.1.0 */
  readonly case: (id: CaseId) => Read<CaseView>
  /** How it ended, typed; none while it is open. @since 0.1.0 */
  readonly outcome: <Id extends string, Intake, Outcome extends OutcomeShape, Steps extends Tasks<Id>, R extends string>(
    procedure: ProcedureHandle<Id, Intake, Outcome, Steps, R>,
    id: CaseId
  ) => Read<Option.Option<Outcome>>
  /** The journal, whole or after an entry's `seq`. @since 0.1.0 */
  readonly history: (id: CaseId, after?: number) => Read<ReadonlyArray<Entry>>
  /** Who has it, what is due when and why, day by day; what happened, how it ended. @since 0.1.0 */
  readonly explain: (id: CaseId) => Read<Explain.Explanation>
  /** Rows of a ledger, fills and corrections applied. @since 0.1.0 */
  readonly ledger: (asked: LedgerBook.Asked) => Effect.Effect<ReadonlyArray<LedgerBook.Line>, StoreDown>
  /**
   * What the reports in the form of an open task say, by field: lists of rows, as they were when it was offered. Refused
   * like an order when the task is gone.
   *
   * @since 0.1.0
   */
  readonly reports: (task: TaskRef) => Read<Values>
  /** How quotas stand, those of all handbooks of this desk or some of them. @since 0.1.0 */
  readonly quotas: (asked?: QuotaBook.Asked) => Effect.Effect<ReadonlyArray<QuotaBook.QuotaLine>, StoreDown | DirectoryDown>
  /** Every entry of every case once, in the order of each case: for those who follow along. @since 0.1.0 */
  readonly feed: (after: Cursor | null, limit?: number) => Effect.Effect<Page<Watching.Fed>, StoreDown>
  /**
   * The feed as a stream, from the beginning (`null`) or a place that was kept, live: it waits for what comes, and ends
   * with the desk. Keep `next` when you have dealt with `items`.
   *
   * @since 0.1.0
   */
  readonly watch: (after: Cursor | null) => Stream.Stream<Watching.Batch, StoreDown>
  /** What an administrator has to look at: this process's incidents and all buried messages. @since 0.1.0 */
  readonly incidents: Effect.Effect<ReadonlyArray<Incident>, StoreDown>
  /** Messages nobody could deliver, of all desks on the store. @since 0.1.0 */
  readonly deadLetters: (cursor?: Cursor) => Effect.Effect<Page<DeadLetter>, StoreDown>
  /** Sends a buried message again, or gives it up. @since 0.1.0 */
  readonly revive: (message: MessageId, how: "again" | "skip") => Effect.Effect<void, StoreDown>
  /**
   * People have gone or changed their posts: asks again, for every open task that nobody holds, whether anybody is there
   * who could take it, and tells where nobody is, as when the task was offered. How many tasks were told so now. By
   * itself a desk asks only when a task is offered; call it after a change of the staff, or once a day.
   *
   * @since 0.1.0
   */
  readonly staffChanged: Effect.Effect<number, StoreDown>
}

/** Versions of procedures, and the cases that are open. */
export interface Versions {
  /**
   * Takes the open cases of a procedure over to another version, each by itself: those it fits, the others stay and are
   * told with the reasons. `dryRun` decides the same and writes nothing. Who may do that is for the host to say. A case that somebody acts on meanwhile is taken over
   * as it stands then; called again, it does what is left.
   *
   * @since 0.1.0
   */
  readonly migrate: (
    order: Migrating.Order,
    by: Person,
    how?: { readonly dryRun?: boolean }
  ) => Effect.Effect<Migrating.Report, StoreDown | DeskTooOld | UnknownPlan | DirectoryDown>
}

/** Time and messages by hand, for a desk without `background`. */
export interface Hands {
  /** Makes all clocks happen that are due; how many cases were woken. @since 0.1.0 */
  readonly tick: Effect.Effect<number, StoreDown>
  /** Clocks and messages, until nothing is left to do now. @since 0.1.0 */
  readonly drain: Effect.Effect<void, StoreDown>
}
