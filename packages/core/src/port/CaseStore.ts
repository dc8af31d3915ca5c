/**
 * The store contract (engine §6): what Frontdesk asks of a database. A batch of changes goes in, an answer for each
 * comes out; an answered change survives anything. `memory` and every adapter pass the same laws (`testing/`).
 *
 * @since 0.1.0
 */
import type { Duration, Effect, Option } from "effect"
import { Context, Data } from "effect"
import type { TaskRow } from "../case/Rows.ts"
import type { CaseId, CommandId } from "../case/State.ts"
import type { Key, Person } from "../domain/People.ts"
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"
import type { Digest } from "../plan/Plan.ts"

/** 0: does not exist. */
export type Version = number
export type WorkerId = string
/** `<case>:<seq>` */
export type MessageId = string
/** A fact's address: a topic, alone or narrowed by one field. `v2/fee-objection.dissatisfied`, `…|unit=5-101` (see `TopicKey.ts`) */
export type TopicKey = string
/** Opaque keyset position, never an offset. */
export type Cursor = string

export interface EntryRow {
  readonly seq: number
  readonly at: Instant
  readonly type: string
  readonly v: number
  readonly body: string
}
export interface LedgerRow {
  readonly ledger: string
  readonly caseId: CaseId
  readonly at: Instant
  readonly seq: number
  readonly columns: Values
  /** seq (of the same case) of the row this one corrects */
  readonly replaces?: number
  /** seq of the row whose empty cells this one gives; merged on reading */
  readonly fills?: number
}
export interface MessageRow {
  readonly seq: number
  /** first in, first out within a lane of its case (by `seq`), `null` for none */
  readonly lane: string | null
  readonly kind: string
  readonly body: string
  /** not before */
  readonly after: Instant
}
export interface Leased extends MessageRow {
  readonly id: MessageId
  readonly caseId: CaseId
  /** how often it was leased, this time included: 1 at the first attempt */
  readonly tries: number
  /** proof of the lease; a lost lease acknowledges nothing */
  readonly lease: string
}
/** Given up; it blocks its lane until a person revives it. */
export interface Buried extends MessageRow {
  readonly id: MessageId
  readonly caseId: CaseId
  readonly why: string
}
export interface CaseHead {
  readonly caseId: CaseId
  readonly version: Version
  readonly plan: Digest
  readonly procedure: string
  readonly status: "open" | "ended" | "void"
  readonly outcome?: string
  readonly openedAt: Instant
  readonly endedAt?: Instant
  readonly subject: ReadonlyArray<readonly [string, string]>
}
/** Where a store keeps a case: its own business, good for as long as it is there. */
export interface Place {
  readonly caseId: CaseId
}
export interface Change {
  readonly caseId: CaseId
  /** see `Commit.place`; a store may ignore it */
  readonly place?: Place | undefined
  /** 0: must not exist */
  readonly expect: Version
  /** seq = expect + 1 …, contiguous */
  readonly entries: readonly [EntryRow, ...EntryRow[]]
  readonly commands: ReadonlyArray<CommandId>
  /**
   * What each of the commands said, as a whole number from 0 to 2^53-1, in their order; kept as long as the id. `null`,
   * or missing: nobody will ask.
   */
  readonly contents?: ReadonlyArray<number | null> | undefined
  readonly head: Omit<CaseHead, "caseId" | "version">
  /**
   * `value`: what `body` is the JSON of, and nobody changes; a store in this process may give it back as it is. It is the
   * fold of the case's entries, so a store may also keep an older snapshot and give the entries that came since.
   */
  readonly snapshot: { readonly format: number; readonly body: string; readonly value?: unknown }
  readonly tasks: { readonly put: ReadonlyArray<TaskRow>; readonly drop: ReadonlyArray<number> }
  readonly wake: Instant | null
  readonly ledger: ReadonlyArray<Omit<LedgerRow, "caseId">>
  readonly messages: ReadonlyArray<MessageRow>
  readonly acks: ReadonlyArray<MessageId>
  readonly watch: { readonly on: ReadonlyArray<TopicKey>; readonly off: ReadonlyArray<TopicKey> }
  /** `values`: the payload of a fact that stands, for watchers that come later */
  readonly standing: {
    readonly on: ReadonlyArray<{ readonly topic: TopicKey; readonly seq: number; readonly values: Values }>
    readonly off: ReadonlyArray<TopicKey>
  }
}
export type Answer =
  | { readonly _tag: "Committed"; readonly version: Version }
  /** 0 if it does not exist */
  | { readonly _tag: "Conflict"; readonly current: Version }
  /** was committed before, as this version, with this content */
  | { readonly _tag: "Duplicate"; readonly command: CommandId; readonly version: Version; readonly content?: number }
/** What is known of a command: the version its change came to, and its content if one was given. */
export interface Done {
  readonly version: Version
  readonly content?: number
}
export interface Stored {
  readonly caseId: CaseId
  readonly version: Version
  readonly plan: Digest
  readonly format: number
  readonly body: string
  /** `body` is older: these entries came since, up to `version` */
  readonly since?: ReadonlyArray<EntryRow>
  /** the snapshot itself, where the store has it at hand: no need to read `body` */
  readonly value?: unknown
}
/** How many items a page has when no limit is given. */
export const pageSize = 100

/** `next`: `null` when nothing follows (but see `feed`). */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  readonly next: Cursor | null
}

/** The store certainly did not do it. */
export class StoreDown extends Data.TaggedError("StoreDown")<{ readonly cause: unknown }> {}
/** It may have or not (broken after the commit was sent). */
export class StoreUnsure extends Data.TaggedError("StoreUnsure")<{ readonly cause: unknown }> {}

export interface Traits {
  readonly name: string
  readonly durable: boolean
  /** other processes write to it too */
  readonly shared: boolean
  readonly enlist: boolean
  /** most changes in one batch */
  readonly batch: number
  readonly maxBody: number
}

export interface Commit {
  (batch: ReadonlyArray<Change>): Effect.Effect<ReadonlyArray<Answer>, StoreDown | StoreUnsure>
  /**
   * The same, done when it returns, for a store that is in this process and cannot be down; a batch that breaks the
   * contract is thrown. It belongs to this function: whoever puts another `commit` in its place is asked there.
   */
  readonly now?: (batch: ReadonlyArray<Change>) => ReadonlyArray<Answer>
  /** where this store keeps a case; who brings it with the next change saves it looking the case up */
  readonly place?: (caseId: CaseId) => Place | undefined
}

export interface TaskQuery {
  readonly keys?: ReadonlyArray<Key>
  readonly holder?: Person
  readonly caseId?: CaseId
  readonly procedure?: string
  readonly dueBefore?: Instant
}

export class CaseStore extends Context.Service<
  CaseStore,
  {
    readonly traits: Traits
    /** the one clock of all processes on this store */
    readonly now: Effect.Effect<Instant, StoreDown>
    readonly load: (ids: ReadonlyArray<CaseId>) => Effect.Effect<ReadonlyArray<Stored | null>, StoreDown>
    /** A batch that breaks the contract (`Batch.check`) is a defect. */
    readonly commit: Commit
    readonly committed: (caseId: CaseId, id: CommandId) => Effect.Effect<Option.Option<Done>, StoreDown>
    readonly putPlans: (
      plans: ReadonlyArray<{ readonly digest: Digest; readonly procedure: string; readonly body: string }>
    ) => Effect.Effect<void, StoreDown>
    readonly plan: (digest: Digest) => Effect.Effect<Option.Option<string>, StoreDown>
    readonly claimWakes: (q: {
      readonly before: Instant
      readonly limit: number
      readonly by: WorkerId
      readonly ttl: Duration.Duration
    }) => Effect.Effect<ReadonlyArray<Stored & { readonly wake: Instant }>, StoreDown>
    /** when something can next be claimed: the earliest wake, for a leased one the end of its lease at the earliest */
    readonly nextWake: Effect.Effect<Instant | null, StoreDown>
    readonly claimMessages: (q: {
      readonly kinds: ReadonlyArray<string>
      readonly limit: number
      readonly by: WorkerId
      readonly ttl: Duration.Duration
    }) => Effect.Effect<ReadonlyArray<Leased>, StoreDown>
    readonly ack: (messages: ReadonlyArray<Leased>) => Effect.Effect<void, StoreDown>
    /** leased again from `after` on, rounded up to a whole ms */
    readonly retry: (message: Leased, after: Instant, why: string) => Effect.Effect<void, StoreDown>
    readonly bury: (message: Leased, why: string) => Effect.Effect<void, StoreDown>
    /** order: case, seq */
    readonly buried: (p?: Cursor) => Effect.Effect<Page<Buried>, StoreDown>
    /** `again`: it is leased anew; `skip`: it is dropped and its lane goes on. Does nothing to a message that is not buried. */
    readonly revive: (id: MessageId, how: "again" | "skip") => Effect.Effect<void, StoreDown>
    readonly watchers: (topic: TopicKey, p?: Cursor) => Effect.Effect<Page<CaseId>, StoreDown>
    readonly standing: (topics: ReadonlyArray<TopicKey>) => Effect.Effect<
      ReadonlyArray<{ readonly topic: TopicKey; readonly caseId: CaseId; readonly seq: number; readonly values: Values }>,
      StoreDown
    >
    /**
     * All conditions given must hold; `keys`: offered to one of them (`[]` finds nothing); `dueBefore` leaves out tasks
     * without a due. Order: `at once` first, then due (none last), then case, then number.
     */
    readonly tasks: (q: TaskQuery, p?: Cursor, limit?: number) => Effect.Effect<Page<TaskRow>, StoreDown>
    /** order: as they were opened */
    readonly cases: (
      q: {
        readonly procedure?: string
        readonly status?: "open" | "ended" | "void"
        readonly plan?: Digest
        readonly subject?: readonly [string, string]
      },
      p?: Cursor,
      limit?: number
    ) => Effect.Effect<Page<CaseHead>, StoreDown>
    readonly journal: (caseId: CaseId, after: number, limit: number) => Effect.Effect<ReadonlyArray<EntryRow>, StoreDown>
    /** rows as they were written, fills and corrections among them; `from <= at < to`. Order: at, case, seq. */
    readonly ledger: (
      q: { readonly ledger: string; readonly from?: Instant; readonly to?: Instant; readonly caseId?: CaseId },
      p?: Cursor,
      limit?: number
    ) => Effect.Effect<Page<LedgerRow>, StoreDown>
    /**
     * Every entry of every case, once, in an order of the store that keeps each case's own. `next` is the place after
     * the last item given: `null` only before the first entry ever, so a reader that is up to date keeps its place.
     */
    readonly feed: (
      after: Cursor | null,
      limit: number
    ) => Effect.Effect<Page<EntryRow & { readonly caseId: CaseId }>, StoreDown>
  }
>()("@frontdesk/core/port/CaseStore") {}
