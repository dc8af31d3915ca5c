/**
 * The store in memory: for tests, simulations and trying things out. It keeps every law a single process can show and
 * is the model the other stores are compared with. Nothing survives the process. Its clock is Effect's `Clock`.
 *
 * @since 0.1.0
 */
import { Clock, Duration, Effect, Layer, Option } from "effect"
import type { CommandId } from "../case/State.ts"
import type { Values } from "../domain/Value.ts"
import type { Digest } from "../plan/Plan.ts"
import * as Batch from "./Batch.ts"
import * as Body from "./Body.ts"
import type { Answer, CaseHead, Change, Done, EntryRow, LedgerRow, Stored, TopicKey, Traits, Version } from "./CaseStore.ts"
import type { StoreDown } from "./CaseStore.ts"
import { CaseStore } from "./CaseStore.ts"
import type { HostTransaction } from "./HostTransaction.ts"
import * as Aside from "./memory/Aside.ts"
import * as Outbox from "./memory/Outbox.ts"
import { cut } from "./memory/Page.ts"
import * as Wakes from "./memory/Wakes.ts"
import * as Worklist from "./memory/Worklist.ts"
import * as Tasks from "./Tasks.ts"
import * as Text from "./Text.ts"

const traits: Traits = {
  name: "memory",
  durable: false,
  shared: false,
  enlist: false,
  batch: 1024,
  maxBody: 64 * 1024 * 1024
}

/**
 * What one change wrote. Each is new: adding to a list of the case would touch what nobody has touched for long. They
 * stay for ever, and the collector pays for every record: so no lists where mostly one or two things are.
 */
interface Written {
  readonly of: Kept
  readonly first: Body.Thrifty
  readonly second: Body.Thrifty | undefined
  readonly more: More | undefined
  /** the change of the same case before it */
  readonly before: Written | undefined
}

/** Where a change is not one command that wrote one or two entries and stands in the first of them. */
interface More extends Pick<Change, "commands" | "contents"> {
  readonly entries: ReadonlyArray<Body.Thrifty>
}

const writtenBy = (of: Kept, { commands, contents, entries }: Change): Written => {
  const first = Body.thrifty(entries[0])
  const second = entries[1] && Body.thrifty(entries[1])
  const plain = entries.length <= 2 && contents === undefined && commands.length === 1 && commands[0] === commandOf(first)
  return {
    of,
    first,
    second,
    more: plain ? undefined : { commands, contents, entries: entries.length > 2 ? entries.map(Body.thrifty) : both(first, second) },
    before: of.newest
  }
}
const both = <A>(first: A, second: A | undefined): ReadonlyArray<A> => (second === undefined ? [first] : [first, second])
/** The command an entry tells of. */
const commandOf = (entry: Body.Thrifty): CommandId | undefined => ("command" in entry ? entry.command : undefined)
const entriesOf = ({ first, more, second }: Written): ReadonlyArray<Body.Thrifty> => more?.entries ?? both(first, second)
const commandsOf = ({ first, more }: Written): ReadonlyArray<CommandId> => more?.commands ?? [commandOf(first) as CommandId]
const has = ({ first, more }: Written, command: CommandId): boolean =>
  more === undefined ? commandOf(first) === command : more.commands.includes(command)
/** The version it came to. */
const versionOf = ({ first, more, second }: Written): Version => (more?.entries.at(-1) ?? second ?? first).seq

interface Kept {
  readonly caseId: string
  /** counts cases as they are opened */
  readonly n: number
  version: Version
  head: Change["head"]
  /** as it came, or only what is in it */
  snapshot: Change["snapshot"] | undefined
  value: unknown
  format: number
  /** the newest change, and by it all before */
  newest: Written | undefined
  commands: number
  /** two bits of each command: most that are not among them show by it, and nothing has to be read */
  low: number
  high: number
  /** the commands once they are many */
  index: Map<CommandId, Written> | undefined
  /** its tasks in the worklist, in no order */
  readonly tasks: Array<Worklist.Slot>
  /** its tasks now, which the worklist has not asked for yet */
  later: Tasks.Lines | undefined
  readonly wake: Wakes.Wake
}

/** Commands of a case that are looked through one by one. */
const few = 24

/** Of ids of one form, the ends differ. */
const mark = (id: CommandId): number => {
  let found = id.length
  for (let at = Math.max(0, id.length - 4); at < id.length; at++) found = (Math.imul(found, 31) + id.charCodeAt(at)) & 0x3fffffff
  return found
}
const low = (mark: number): number => 1 << (mark % 30)
const high = (mark: number): number => 1 << (Math.imul(mark, 0x9e3779b1) >>> 27)

const carriedOut = (kept: Kept, command: CommandId): Written | undefined => {
  const found = mark(command)
  if ((kept.low & low(found)) === 0 || (kept.high & high(found)) === 0) return undefined
  if (kept.commands <= few) {
    for (let change = kept.newest; change !== undefined; change = change.before) {
      if (has(change, command)) return change
    }
    return undefined
  }
  if (kept.index === undefined) {
    kept.index = new Map()
    for (let change = kept.newest; change !== undefined; change = change.before) {
      for (const id of commandsOf(change)) kept.index.set(id, change)
    }
  }
  return kept.index.get(command)
}
const doneBy = (change: Written, command: CommandId): Done => {
  const version = versionOf(change)
  const content = change.more?.contents?.[change.more.commands.indexOf(command)] ?? null
  return content === null ? { version } : { version, content }
}
/** Most changes bring nothing to the outside. */
const isOwn = ({ acks, ledger, messages, standing, watch }: Change): boolean =>
  ledger.length + acks.length + messages.length === 0 &&
  watch.on.length + watch.off.length + standing.on.length + standing.off.length === 0

interface Fact {
  readonly topic: TopicKey
  readonly caseId: string
  readonly seq: number
  readonly values: Values
}

const emplace = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  let value = map.get(key)
  if (value === undefined) map.set(key, (value = make()))
  return value
}

const byRow = (a: LedgerRow, b: LedgerRow) => a.at - b.at || Text.compare(a.caseId, b.caseId) || a.seq - b.seq

/**
 * A store of its own, empty.
 *
 * @since 0.1.0
 */
export const make: Effect.Effect<CaseStore["Service"]> = Effect.sync(() => {
  const cases = new Map<string, Kept>()
  const plans = new Map<Digest, string>()
  const worklist = Worklist.make(function*() {
    for (const { tasks } of cases.values()) yield* tasks
  })
  // of whom the worklist has not heard since somebody read it
  let behind: Array<Kept> = []
  const wakes = Wakes.make()
  const outbox = Outbox.make()
  const watching = new Map<TopicKey, Set<string>>()
  const standing = new Map<TopicKey, Map<string, Fact>>()
  const ledgers = new Map<string, { readonly rows: Array<LedgerRow>; sorted: boolean }>()
  // the changes as they came
  const feed: Array<Written> = []
  const known = (plan: Digest) => plans.has(plan)
  const keptBy = ({ caseId, place }: Change): Kept | undefined => (place === undefined ? cases.get(caseId) : (place as Kept))
  const isHead = (change: Change) => keptBy(change)?.head === change.head

  let newest = 0
  const now = Effect.map(Clock.currentTimeMillis, (at) => (newest = Math.max(newest, at)))

  const apply = (change: Change): Answer => {
    const before = keptBy(change)
    if (before !== undefined) {
      for (const command of change.commands) {
        const done = carriedOut(before, command)
        if (done !== undefined) return { _tag: "Duplicate", command, ...doneBy(done, command) }
      }
    }
    const current = before?.version ?? 0
    if (current !== change.expect) return { _tag: "Conflict", current }

    const version = current + change.entries.length
    const kept = before ?? open(change)
    kept.version = version
    kept.head = change.head
    keep(kept, change.snapshot)
    const written = writtenBy(kept, change)
    feed.push(written)
    kept.newest = written
    for (const command of change.commands) {
      const found = mark(command)
      kept.low |= low(found)
      kept.high |= high(found)
      kept.commands++
      kept.index?.set(command, written)
    }
    work(kept, change.tasks)
    wakes.set(kept.wake, change.wake)
    if (!isOwn(change)) tell(change)
    return { _tag: "Committed", version }
  }

  const keep = (kept: Kept, snapshot: Change["snapshot"]): void => {
    kept.format = snapshot.format
    kept.value = snapshot.value
    kept.snapshot = Body.isUnwritten(snapshot) ? undefined : snapshot
  }

  /** Of six changes between two readings of the worklist the last one counts. */
  const work = (kept: Kept, tasks: Change["tasks"]): void => {
    const after = Tasks.after(tasks)
    if (after !== undefined) {
      if (kept.later === undefined) behind.push(kept)
      kept.later = after
      return
    }
    if (kept.later !== undefined) catchUp()
    for (const n of tasks.drop) dropTask(kept, n)
    for (const task of tasks.put) {
      dropTask(kept, task.n)
      kept.tasks.push(worklist.add(task))
    }
  }

  /** Before anybody reads the worklist. */
  const catchUp = (): void => {
    for (const kept of behind) {
      const rows = new Map(kept.later?.tasks.map((row) => [row.n, row]))
      kept.later = undefined
      // from the end: the last one takes the place of one that goes
      for (let at = kept.tasks.length - 1; at >= 0; at--) {
        const { n, task } = kept.tasks[at]!
        const row = rows.get(n)
        if (row !== undefined && Tasks.same(task, row)) rows.delete(n)
        else dropTask(kept, n)
      }
      for (const row of rows.values()) kept.tasks.push(worklist.add(row))
    }
    behind = []
  }

  /** What a change brings to others than the case's own people. */
  const tell = (change: Change): void => {
    const { caseId } = change
    for (const row of change.ledger) {
      const ledger = emplace(ledgers, row.ledger, () => ({ rows: [], sorted: true }))
      ledger.rows.push({ ...row, caseId })
      ledger.sorted = false
    }
    for (const id of change.acks) outbox.remove(id)
    for (const message of change.messages) outbox.add(caseId, message)
    for (const topic of change.watch.off) watching.get(topic)?.delete(caseId)
    for (const topic of change.watch.on) emplace(watching, topic, () => new Set()).add(caseId)
    for (const topic of change.standing.off) standing.get(topic)?.delete(caseId)
    for (const fact of change.standing.on) {
      emplace(standing, fact.topic, () => new Map()).set(caseId, { ...fact, caseId })
    }
  }

  const open = ({ caseId, head, snapshot }: Change): Kept => {
    const kept: Kept = {
      caseId,
      n: cases.size + 1,
      version: 0,
      head,
      snapshot,
      value: undefined,
      format: 0,
      newest: undefined,
      commands: 0,
      low: 0,
      high: 0,
      index: undefined,
      tasks: [],
      later: undefined,
      wake: wakes.of(caseId)
    }
    cases.set(caseId, kept)
    return kept
  }

  const dropTask = ({ tasks }: Kept, n: number) => {
    for (let at = 0; at < tasks.length; at++) {
      const slot = tasks[at]!
      if (slot.n !== n) continue
      slot.gone = true
      const last = tasks.pop()!
      if (last !== slot) tasks[at] = last
      return
    }
  }

  const commitNow = (batch: ReadonlyArray<Change>): ReadonlyArray<Answer> => {
    Batch.check(batch, traits, known, isHead)
    return batch.map(apply)
  }

  /** The snapshot is written out only for who reads it as text. */
  const stored = ({ caseId, format, head, snapshot: given, value, version }: Kept): Stored => {
    const snapshot = given ?? Body.snapshot(format, value)
    return {
      caseId,
      version,
      plan: head.plan,
      format,
      get body() {
        return snapshot.body
      },
      ...(value !== undefined && { value })
    }
  }

  const rowOf = (entry: Body.Thrifty): EntryRow => {
    const { at, body, seq, type, v } = Body.unfold(entry)
    return { seq, at, type, v, body }
  }

  const headOf = ({ caseId, head, version }: Kept): CaseHead => ({ ...head, caseId, version })

  const only = function*<A>(items: Iterable<A>, test: (item: A) => boolean): Iterable<A> {
    for (const item of items) if (test(item)) yield item
  }

  return CaseStore.of({
    traits,
    now,

    load: (asked) =>
      Effect.sync(() =>
        asked.map((id) => {
          const kept = cases.get(id)
          return kept === undefined ? null : stored(kept)
        })
      ),

    commit: Object.assign((batch: ReadonlyArray<Change>) => Effect.sync(() => commitNow(batch)), { now: commitNow, place: (id: string) => cases.get(id) }),

    committed: (caseId, id) => Effect.sync(() => {
      const kept = cases.get(caseId)
      const done = kept && carriedOut(kept, id)
      return done === undefined ? Option.none() : Option.some(doneBy(done, id))
    }),

    putPlans: (put) =>
      Effect.sync(() => {
        for (const { body, digest } of put) if (!plans.has(digest)) plans.set(digest, body)
      }),

    plan: (digest) => Effect.sync(() => Option.fromUndefinedOr(plans.get(digest))),

    claimWakes: (q) =>
      Effect.map(now, (at) =>
        wakes
          .claim(q.before, q.limit, at + Math.ceil(Duration.toMillis(q.ttl)), at)
          .map(({ at, wake }) => Object.assign(stored(cases.get(wake.caseId)!), { wake: at }))
      ),

    nextWake: Effect.map(now, wakes.next),

    claimMessages: (q) =>
      Effect.map(now, (at) => outbox.claim(q.kinds, q.limit, q.by, at + Math.ceil(Duration.toMillis(q.ttl)), at)),

    ack: (messages) => Effect.sync(() => messages.forEach(outbox.ack)),

    retry: (message, after, why) => Effect.sync(() => outbox.retry(message, Math.ceil(after), why)),

    bury: (message, why) => Effect.sync(() => outbox.bury(message, why)),

    buried: (cursor) => Effect.sync(() => outbox.buried(cursor)),

    revive: (id, how) => Effect.sync(() => outbox.revive(id, how)),

    watchers: (topic, cursor) =>
      Effect.sync(() =>
        cut(
          [...(watching.get(topic) ?? [])].sort(Text.compare),
          (id) => id,
          (id, last: string) => Text.compare(id, last) > 0,
          cursor
        )
      ),

    standing: (topics) =>
      Effect.sync(() =>
        [...new Set(topics)].flatMap((topic) =>
          [...(standing.get(topic)?.values() ?? [])].sort((a, b) => Text.compare(a.caseId, b.caseId))
        )
      ),

    tasks: (q, cursor, limit) =>
      Effect.sync(() => {
        catchUp()
        return worklist.page(q, (id) => cases.get(id)?.tasks ?? [], cursor, limit)
      }),

    cases: (q, cursor, limit) =>
      Effect.sync(() => {
        const page = cut(
          // A Map keeps the order its keys came in.
          only(cases.values(), ({ head }) =>
            (q.procedure === undefined || head.procedure === q.procedure) &&
            (q.status === undefined || head.status === q.status) &&
            (q.plan === undefined || head.plan === q.plan) &&
            (q.subject === undefined || head.subject.some(([f, v]) => f === q.subject![0] && v === q.subject![1]))),
          (kept) => kept.n,
          (kept, last: number) => kept.n > last,
          cursor,
          limit
        )
        return { ...page, items: page.items.map(headOf) }
      }),

    journal: (caseId, after, limit) =>
      Effect.sync(() => {
        const changes: Array<Written> = []
        for (let change = cases.get(caseId)?.newest; change !== undefined && versionOf(change) > after; change = change.before) {
          changes.push(change)
        }
        const found: Array<EntryRow> = []
        for (const written of changes.reverse()) {
          const entries = entriesOf(written)
          const first = versionOf(written) - entries.length
          for (let at = Math.max(0, after - first); at < entries.length && found.length < limit; at++) {
            found.push(rowOf(entries[at]!))
          }
          if (found.length >= limit) break
        }
        return found
      }),

    ledger: (q, cursor, limit) =>
      Effect.sync(() => {
        const ledger = ledgers.get(q.ledger)
        if (ledger?.sorted === false) {
          ledger.rows.sort(byRow)
          ledger.sorted = true
        }
        return cut(
          only(ledger?.rows ?? [], (row) =>
            (q.from === undefined || row.at >= q.from) &&
            (q.to === undefined || row.at < q.to) &&
            (q.caseId === undefined || row.caseId === q.caseId)),
          (row): readonly [number, string, number] => [row.at, row.caseId, row.seq],
          (row, [at, caseId, seq]) => (row.at - at || Text.compare(row.caseId, caseId) || row.seq - seq) > 0,
          cursor,
          limit
        )
      }),

    feed: (cursor, limit) =>
      Effect.sync(() => {
        let [change, within] = cursor === null ? [0, 0] : (JSON.parse(cursor) as readonly [number, number])
        const items: Array<EntryRow & { readonly caseId: string }> = []
        for (; change < feed.length && items.length < limit; change++, within = 0) {
          const written = feed[change]!
          const { of } = written
          const entries = entriesOf(written)
          for (; within < entries.length && items.length < limit; within++) {
            items.push({ ...rowOf(entries[within]!), caseId: of.caseId })
          }
          if (within < entries.length) break
        }
        return { items, next: items.length === 0 ? cursor : JSON.stringify([change, within]) }
      })
  })
})

/**
 * Transactions over a store in memory, for `desk.within` in tests: what is ordered inside is kept aside and written at
 * the end, all of it or nothing. The host has no rows of its own there. Somebody else's change of the same case
 * meanwhile is `StoreDown`.
 *
 * @since 0.1.0
 */
export const host = (store: CaseStore["Service"]): HostTransaction<StoreDown> => Aside.host(store)

/**
 * The store in memory as a layer; every build of it is a store of its own.
 *
 * @since 0.1.0
 */
export const layer: Layer.Layer<CaseStore> = Layer.effect(CaseStore, make)
