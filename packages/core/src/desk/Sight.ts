/**
 * What one person may read: `desk.as(wang)` answers like the desk, with what is confidential hidden from him
 * ({@link Hidden}) and the cases that are not for him not there. The desk's own readings are the host's, who sees
 * everything; what is shown to a person goes through here. Who may see what is the procedure's word, `case/Reader.ts`.
 *
 * @since 0.1.0
 */
import { Effect, Stream } from "effect"
import type { Entry } from "../case/Entry.ts"
import * as Hidden from "../case/Hidden.ts"
import type { Seen, SeenValues } from "../case/Hidden.ts"
import * as Right from "../case/orders/Right.ts"
import * as Reader from "../case/Reader.ts"
import type { TaskRow } from "../case/Rows.ts"
import * as SeenOf from "../case/Seen.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import * as Turns from "../case/Turns.ts"
import type { Facts } from "../domain/Question.ts"
import type { Person } from "../domain/People.ts"
import * as LedgerName from "../plan/LedgerName.ts"
import type { CaseHead, Cursor, Page, StoreDown } from "../port/CaseStore.ts"
import type { DirectoryDown } from "../port/Directory.ts"
import * as Capacity from "./Capacity.ts"
import type { Known } from "./Known.ts"
import type * as Counter from "./Counter.ts"
import type { Engine } from "./Engine.ts"
import * as Explain from "./Explain.ts"
import type { Staff, TaskRef } from "./Handle.ts"
import * as Journal from "./Journal.ts"
import * as LedgerBook from "./LedgerBook.ts"
import type { Accepted, Provisional } from "./Order.ts"
import type { Reckoning } from "./Plans.ts"
import * as Refused from "./Refused.ts"
import * as SeenPage from "./SeenPage.ts"
import * as Watching from "./Watching.ts"
import * as Worklist from "./Worklist.ts"

/** A case as somebody sees it. */
export interface SeenCase {
  readonly caseId: CaseId
  readonly version: number
  readonly state: Seen<CaseState>
  readonly tasks: ReadonlyArray<TaskRow>
}

/** What has come since, as he sees it. */
export interface SeenBatch {
  readonly items: ReadonlyArray<{ readonly caseId: CaseId; readonly entry: Seen<Entry> }>
  readonly next: Cursor
}

type Fault = StoreDown | DirectoryDown | Refused.DeskTooOld | Refused.UnknownPlan
/** A case that is not for him is refused as one that is not there: `NoSuchCase`. */
type Read<A> = Effect.Effect<A, Refused.Refused | Fault>

/** What somebody reads. A page holds as many as were asked for, unless there are next to none for him ({@link SeenPage.MOST}). */
export interface Sight {
  /** His own worklist: what he holds, and what is offered to the keys he brings and held by nobody. @since 0.1.0 */
  readonly worklist: (asked: Omit<Counter.Asked, "person" | "keys">, cursor?: Cursor, limit?: number) => Effect.Effect<Page<TaskRow>, Fault>
  /** Tasks of cases that are there for him, whoever has them. @since 0.1.0 */
  readonly tasks: (asked: Counter.Asked, cursor?: Cursor, limit?: number) => Effect.Effect<Page<TaskRow>, Fault>
  /** Cases that are there for him; one is not found by a value he may not see. @since 0.1.0 */
  readonly cases: (asked: Parameters<Counter.Readings["cases"]>[0], cursor?: Cursor, limit?: number) => Effect.Effect<Page<CaseHead>, Fault>
  /** @since 0.1.0 */
  readonly case: (id: CaseId) => Read<SeenCase>
  /** @since 0.1.0 */
  readonly history: (id: CaseId, after?: number) => Read<ReadonlyArray<Seen<Entry>>>
  /** @since 0.1.0 */
  readonly explain: (id: CaseId) => Read<Explain.Explanation>
  /** Rows of a ledger; of one that is confidential as a whole every cell is hidden. Of an archive those of cases that are there for him. @since 0.1.0 */
  readonly ledger: (asked: LedgerBook.Asked) => Effect.Effect<ReadonlyArray<Seen<LedgerBook.Line>>, Fault>
  /** What the reports of an open task say, columns he may not see hidden. @since 0.1.0 */
  readonly reports: (task: TaskRef) => Read<SeenValues>
  /** The feed as a stream; a batch may hold nothing for him, its `next` counts all the same. @since 0.1.0 */
  readonly watch: (after: Cursor | null) => Stream.Stream<SeenBatch, Fault>
  /** Entries of cases that are there for him now. @since 0.1.0 */
  readonly feed: (after: Cursor | null, limit?: number) => Effect.Effect<Page<{ readonly caseId: CaseId; readonly entry: Seen<Entry> }>, Fault>
  /** What an order of his has brought about, as he may see it. @since 0.1.0 */
  readonly shown: <Ack extends Accepted | Provisional>(accepted: Ack) => Read<Seen<Ack>>
}

/** How a person reads. */
export interface Sighted {
  /**
   * The desk in the eyes of a person: confidential fields hidden, cases that are not for him not there. What is shown to
   * people is read so; without it the host reads everything.
   *
   * @since 0.1.0
   */
  readonly as: (by: Staff | Person) => Sight
}

export const make = (engine: Engine): Sighted["as"] => (by: Staff | Person): Sight => {
  const { directory, plans, store } = engine
  const comer = Capacity.of(directory, by)
  const person = typeof by === "string" ? by : by.person

  /** What he may see of a case; questions are answered like those of a decision. */
  const look = Effect.fnUntraced(function*(reckoning: Reckoning, state: CaseState) {
    const { calendars, plan } = reckoning
    const keys = Capacity.keys(Capacity.within(yield* comer, plan.organisation))
    let facts: Facts = {}
    for (let asked = 0; ;) {
      const found = Reader.of({ plan, calendars, facts }, state, { person, keys }, engine.now())
      if (!Reader.isAsks(found)) return found
      if (Turns.next(++asked) !== "answer") return yield* Effect.die(new Error(`Who may see a case of ${plan.procedure} asks without end`))
      facts = { ...facts, ...(yield* engine.answer(found, plan)) }
    }
  })

  const sightOf = Effect.fnUntraced(function*({ state }: Known): Effect.fn.Return<Reader.Sight | null, Fault> {
    if (state.status === "none" || state.status === "void") return null
    const sight = yield* look(yield* plans.load(state.plan), state)
    return sight.there ? sight : null
  })

  const open = Effect.fnUntraced(function*(id: CaseId) {
    const known = yield* engine.known(id)
    const sight = known === null ? null : yield* sightOf(known)
    if (known === null || sight === null) return yield* Effect.fail(Refused.make({ _tag: "NoSuchCase" }, id))
    return { known, sight }
  })

  /** Of many cases those that are there for him. */
  const among = Effect.fnUntraced(function*(ids: Iterable<CaseId>): Effect.fn.Return<ReadonlyMap<CaseId, { readonly sight: Reader.Sight; readonly state: CaseState }>, Fault> {
    const found = new Map<CaseId, { readonly sight: Reader.Sight; readonly state: CaseState }>()
    yield* Effect.forEach(
      new Set(ids),
      (id) =>
        Effect.gen(function*() {
          const known = yield* engine.known(id)
          const sight = known === null ? null : yield* sightOf(known)
          if (known !== null && sight !== null) found.set(id, { sight, state: known.state })
        }),
      { concurrency: 16, discard: true }
    )
    return found
  })

  const rows = (page: (cursor: Cursor | undefined, limit: number) => Effect.Effect<Page<TaskRow>, StoreDown>, cursor: Cursor | undefined, limit: number | undefined) =>
    SeenPage.read(page, (items) => Effect.map(among(items.map(({ caseId }) => caseId)), (there) =>
      items.map((row) => {
        const of = there.get(row.caseId)
        return of === undefined ? undefined : SeenOf.task(of.sight, row)
      })), cursor, limit)

  const journal = Effect.fnUntraced(function*(id: CaseId, after?: number) {
    const { known, sight } = yield* open(id)
    return { known, sight, entries: SeenOf.journal(sight, yield* Journal.read(store, id, after), known.state) }
  })

  const fed = Effect.fnUntraced(function*(items: ReadonlyArray<Watching.Fed>): Effect.fn.Return<SeenBatch["items"], Fault> {
    const there = yield* among(items.map(({ caseId }) => caseId))
    return items.flatMap(({ caseId, entry }) => {
      const of = there.get(caseId)
      return of === undefined ? [] : SeenOf.journal(of.sight, [entry], of.state).map((seen) => ({ caseId, entry: seen }))
    })
  })

  return {
    worklist: Effect.fn("Desk.as.worklist")(function*(asked, cursor, limit) {
      const comes = Worklist.comes(yield* comer, plans)
      return yield* rows((at, most) => Worklist.read(store, comes, asked, at, most), cursor, limit)
    }),

    tasks: Effect.fn("Desk.as.tasks")(function*(asked, cursor, limit) {
      const { person: other, ...rest } = asked
      if (other === undefined) return yield* rows((at, most) => store.tasks(rest, at, most), cursor, limit)
      const { keys: more, ...query } = rest
      const comes = Worklist.comes(yield* directory.actor(other), plans, more)
      return yield* rows((at, most) => Worklist.read(store, comes, query, at, most), cursor, limit)
    }),

    cases: Effect.fn("Desk.as.cases")(function*(asked, cursor, limit) {
      const see = Effect.fnUntraced(function*(items: ReadonlyArray<CaseHead>) {
        const there = yield* among(items.map(({ caseId }) => caseId))
        return items.map((head) => {
          const of = there.get(head.caseId)
          if (of === undefined) return undefined
          const seen = SeenOf.head(of.sight, head)
          const found = asked.subject === undefined || seen.subject.some(([field, value]) => field === asked.subject?.[0] && value === asked.subject[1])
          return found ? seen : undefined
        })
      })
      return yield* SeenPage.read((at, most) => store.cases(asked, at, most), see, cursor, limit)
    }),

    case: Effect.fn("Desk.as.case")(function*(id) {
      const { known: { state, tasks }, sight } = yield* open(id)
      return { caseId: id, version: state.v, state: SeenOf.state(sight, state), tasks: tasks.map((row) => SeenOf.task(sight, row)) }
    }),

    history: Effect.fn("Desk.as.history")((id, after) => Effect.map(journal(id, after), ({ entries }) => entries)),

    reports: Effect.fn("Desk.as.reports")(function*({ caseId, n }) {
      const { known, sight } = yield* open(caseId)
      const frame = Right.task(known.state, n)
      if ("kind" in frame) return SeenOf.reports(sight, frame)
      return yield* Effect.fail(Refused.make(frame, caseId))
    }),

    explain: Effect.fn("Desk.as.explain")(function*(id) {
      const { entries, known: { state, tasks }, sight } = yield* journal(id)
      const { plan, words } = yield* plans.load(state.plan)
      // told from what he may see; the story knows what is hidden
      return Explain.of({ state, tasks: tasks.map((row) => SeenOf.task(sight, row)), entries: entries as ReadonlyArray<Entry>, plan, words })
    }),

    ledger: Effect.fn("Desk.as.ledger")(function*(asked) {
      const lines = yield* LedgerBook.read(store, asked)
      const { archive, handbook, name } = LedgerName.parts(asked.ledger)
      if (archive) {
        const there = yield* among(lines.map(({ caseId }) => caseId))
        return lines.flatMap((line): ReadonlyArray<Seen<LedgerBook.Line>> => {
          const of = there.get(line.caseId)
          return of === undefined ? [] : [{ ...line, columns: SeenOf.archived(of.sight, name, line.columns) }]
        })
      }
      const keeping = plans.all().filter(({ plan }) => plan.ledgers[name] !== undefined && plan.procedure.startsWith(`${handbook}/`))
      const sights = yield* Effect.forEach(keeping, (one) => look(one, engine.decider.none(name)))
      return lines.map((line): Seen<LedgerBook.Line> => {
        if (sights.length === 0) return { ...line, columns: SeenOf.nothing(line.columns) }
        // a cell is shown if each procedure that knows the ledger would show it
        const all = sights.map((sight) => SeenOf.values(sight, sight.sealed.ledger(name), line.columns))
        const columns = Object.fromEntries(Object.keys(line.columns).map((column) => {
          const hidden = all.find((one) => JSON.stringify(one[column]) !== JSON.stringify(line.columns[column]))
          return [column, (hidden ?? all[0])?.[column] ?? Hidden.of("unknown")]
        }))
        return { ...line, columns }
      })
    }),

    feed: Effect.fn("Desk.as.feed")(function*(after, limit) {
      const { items, next } = yield* Watching.fed(store, after, limit)
      return { next, items: yield* fed(items) }
    }),

    watch: (after) => Stream.mapEffect(Watching.from(engine, after), ({ items, next }) => Effect.map(fed(items), (seen) => ({ items: seen, next }))),

    shown: <Ack extends Accepted | Provisional>(accepted: Ack) => Effect.withSpan(
      Effect.map(open(accepted.caseId), ({ known, sight }) =>
        ({ ...accepted, entries: SeenOf.journal(sight, accepted.entries, known.state) }) as unknown as Seen<Ack>),
      "Desk.as.shown"
    )
  }
}
