/**
 * A store in one file: a JSON line for everything that happened, synced before it is answered; whoever opens the file
 * reads it from the start. Written from `docs/adapters.md`. Good for an office with some thousands of cases: lists are
 * looked through, and the file only grows.
 */
import { Clock, Data, Duration, Effect, Layer, Option } from "effect"
import type { Scope } from "effect"
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs"
import { join } from "node:path"
import * as Batch from "@frontdesk/core/port/Batch"
import type { Answer, Change, Done, Leased, Page, Traits } from "@frontdesk/core/port/CaseStore"
import { CaseStore, pageSize, StoreDown, StoreUnsure } from "@frontdesk/core/port/CaseStore"
import * as Text from "@frontdesk/core/port/Text"
import * as Book from "./Book.ts"

/** Somebody has it open, or it is of a version this one does not know. */
export class CannotOpen extends Data.TaggedError("CannotOpen")<{ readonly message: string }> {}

const traits: Traits = { name: "own store", durable: true, shared: false, enlist: false, batch: 256, maxBody: 16 * 1024 * 1024 }

const header = `${JSON.stringify({ format: 1 })}\n`

/** One page of a sorted list; the cursor is the position of its last item. */
const page = <A, P>(sorted: ReadonlyArray<A>, position: (item: A) => P, compare: (a: P, b: P) => number, cursor: string | undefined, limit = pageSize): Page<A> => {
  const from = cursor === undefined ? undefined : (JSON.parse(cursor) as P)
  const rest = from === undefined ? sorted : sorted.filter((it) => compare(position(it), from) > 0)
  const items = rest.slice(0, limit)
  return { items, next: rest.length > items.length && items.length > 0 ? JSON.stringify(position(items.at(-1)!)) : null }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

const opened = new Set<string>()

/** One process at a time; a killed one leaves a lock that counts for nothing. */
const lock = (folder: string) =>
  Effect.acquireRelease(
    Effect.suspend(() => {
      const path = join(folder, "lock")
      const text = existsSync(path) ? readFileSync(path, "utf8") : ""
      // Without its end it may be the beginning of another number.
      const other = text.endsWith("\n") ? Number(text) : 0
      if (opened.has(folder) || (other > 0 && other !== process.pid && isAlive(other))) {
        return Effect.fail(new CannotOpen({ message: `${folder} is open already` }))
      }
      opened.add(folder)
      writeFileSync(path, `${process.pid}\n`)
      return Effect.succeed(path)
    }),
    (path) =>
      Effect.sync(() => {
        opened.delete(folder)
        rmSync(path, { force: true })
      })
  )

/** What the file says, and a way to add to it. A last line that was cut off was never answered. */
const journal = (folder: string): Effect.Effect<{ readonly book: Book.Book; readonly append: (fact: Book.Fact) => Effect.Effect<void, StoreDown | StoreUnsure> }, CannotOpen, Scope.Scope> =>
  Effect.gen(function*() {
    const path = join(folder, "cases.jsonl")
    const text = existsSync(path) ? readFileSync(path, "utf8") : ""
    const whole = text.slice(0, text.lastIndexOf("\n") + 1)
    const [first, ...lines] = whole.split("\n").slice(0, -1)
    if (first !== undefined && `${first}\n` !== header) {
      return yield* new CannotOpen({ message: `${path} begins with ${first}; this version knows ${header.trim()}` })
    }
    const book = Book.empty()
    for (const line of lines) Book.apply(book, JSON.parse(line) as Book.Fact)
    const fd = yield* Effect.acquireRelease(Effect.sync(() => openSync(path, "a")), (fd) => Effect.sync(() => closeSync(fd)))
    let size = Buffer.byteLength(whole)
    let lost = false
    ftruncateSync(fd, size)
    const write = (line: string): void => {
      const bytes = Buffer.from(line)
      for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at)
      fsyncSync(fd)
      size += bytes.length
    }
    if (first === undefined) write(header)

    const append = (fact: Book.Fact): Effect.Effect<void, StoreDown | StoreUnsure> =>
      Effect.suspend((): Effect.Effect<void, StoreDown | StoreUnsure> => {
        if (lost) return Effect.fail(new StoreDown({ cause: "a write has failed; the store must be opened again" }))
        try {
          write(`${JSON.stringify(fact)}\n`)
        } catch (cause) {
          try {
            ftruncateSync(fd, size)
            fsyncSync(fd)
            return Effect.fail(new StoreDown({ cause }))
          } catch {
            lost = true
            return Effect.fail(new StoreUnsure({ cause }))
          }
        }
        Book.apply(book, fact)
        return Effect.void
      })
    return { book, append }
  })

/** What may be repeated: an unsure one counts as not done. */
const certainly = <A>(effect: Effect.Effect<A, StoreDown | StoreUnsure>): Effect.Effect<A, StoreDown> =>
  Effect.catchTag(effect, "StoreUnsure", ({ cause }) => Effect.fail(new StoreDown({ cause })))

const byDue = (a: Book.TaskPlace, b: Book.TaskPlace): number =>
  Number(b[0]) - Number(a[0]) || (a[1] ?? Number.MAX_VALUE) - (b[1] ?? Number.MAX_VALUE) || Text.compare(a[2], b[2]) || a[3] - b[3]

const byRow = (a: readonly [number, string, number], b: readonly [number, string, number]): number =>
  a[0] - b[0] || Text.compare(a[1], b[1]) || a[2] - b[2]

const byMessage = (a: readonly [string, number], b: readonly [string, number]): number => Text.compare(a[0], b[0]) || a[1] - b[1]

/**
 * The store in a folder, closed with the scope.
 */
export const make = ({ folder }: { readonly folder: string }): Effect.Effect<CaseStore["Service"], CannotOpen, Scope.Scope> =>
  Effect.gen(function*() {
    mkdirSync(folder, { recursive: true })
    yield* lock(folder)
    const { append, book } = yield* journal(folder)
    const wakeLeases = new Map<string, number>()
    const messageLeases = new Map<string, { readonly lease: string; readonly until: number }>()
    let leases = 0
    let newest = 0
    const now = Effect.map(Clock.currentTimeMillis, (at) => (newest = Math.max(newest, at)))

    const done = (version: number, content: number | null | undefined): Done => (typeof content === "number" ? { version, content } : { version })
    const answer = (change: Change): Answer => {
      const kept = book.cases.get(change.caseId)
      for (const command of change.commands) {
        const known = kept?.commands.get(command)
        if (known !== undefined) return { _tag: "Duplicate", command, ...done(known.version, known.content) }
      }
      const current = kept?.version ?? 0
      return current === change.expect ? { _tag: "Committed", version: current + change.entries.length } : { _tag: "Conflict", current }
    }
    const stored = ({ caseId, head, snapshot, version }: Book.Case) => ({ caseId, version, plan: head.plan, format: snapshot.format, body: snapshot.body })

    /** The wake of a case, and from when on it can be claimed. */
    const wakes = (at: number) =>
      [...book.cases.values()].flatMap((it) => {
        const until = wakeLeases.get(it.caseId) ?? 0
        return it.wake === null ? [] : [{ kept: it, wake: it.wake, until: until > at ? until : 0 }]
      })
    const isFirst = (message: Book.Letter) =>
      message.row.lane === null ||
      ![...book.messages.values()].some((it) => it.caseId === message.caseId && it.row.lane === message.row.lane && it.row.seq < message.row.seq)
    const holds = ({ id, lease }: Leased) => messageLeases.get(id)?.lease === lease && book.messages.has(id)

    return CaseStore.of({
      traits,
      now,
      load: (ids) => Effect.sync(() => ids.map((id) => Option.getOrNull(Option.map(Option.fromUndefinedOr(book.cases.get(id)), stored)))),
      commit: (batch) =>
        Effect.gen(function*() {
          Batch.check(batch, traits, (plan) => book.plans.has(plan))
          const answers = batch.map(answer)
          const changes = batch.filter((_, i) => answers[i]!._tag === "Committed").map((it) => ({ ...it, snapshot: { format: it.snapshot.format, body: it.snapshot.body } }))
          if (changes.length > 0) yield* append({ _tag: "changes", changes })
          for (const { caseId } of changes) wakeLeases.delete(caseId)
          return answers
        }),
      committed: (caseId, id) =>
        Effect.sync(() => Option.map(Option.fromUndefinedOr(book.cases.get(caseId)?.commands.get(id)), (it) => done(it.version, it.content))),
      putPlans: (plans) => {
        const strange = plans.filter((it) => !book.plans.has(it.digest))
        return strange.length === 0 ? Effect.void : certainly(append({ _tag: "plans", plans: strange }))
      },
      plan: (digest) => Effect.sync(() => Option.fromUndefinedOr(book.plans.get(digest))),

      claimWakes: (q) =>
        Effect.map(now, (at) =>
          wakes(at)
            .filter(({ until, wake }) => wake < q.before && until === 0)
            .sort((a, b) => a.wake - b.wake || Text.compare(a.kept.caseId, b.kept.caseId))
            .slice(0, q.limit)
            .map(({ kept, wake }) => {
              wakeLeases.set(kept.caseId, at + Math.ceil(Duration.toMillis(q.ttl)))
              return { ...stored(kept), wake }
            })),
      nextWake: Effect.map(now, (at) => wakes(at).reduce<number | null>((least, { until, wake }) => Math.min(least ?? Infinity, until || wake), null)),

      claimMessages: (q) =>
        Effect.map(now, (at) => {
          const until = Math.max(at + 1, at + Math.ceil(Duration.toMillis(q.ttl)))
          return [...book.messages.values()]
            .filter((it) => it.why === null && q.kinds.includes(it.row.kind) && it.row.after <= at && (messageLeases.get(it.id)?.until ?? 0) <= at && isFirst(it))
            .sort((a, b) => a.row.after - b.row.after || byMessage([a.caseId, a.row.seq], [b.caseId, b.row.seq]))
            .slice(0, q.limit)
            .map((it) => {
              // Tries are counted in memory: a process that was killed tried in vain.
              it.tries++
              const lease = `${process.pid}-${q.by}-${++leases}`
              messageLeases.set(it.id, { lease, until })
              return { ...it.row, id: it.id, caseId: it.caseId, tries: it.tries, lease }
            })
        }),
      ack: (messages) => {
        const held = messages.filter(holds).map((it) => it.id)
        return held.length === 0 ? Effect.void : certainly(append({ _tag: "gone", ids: held }))
      },
      retry: (message, after) =>
        holds(message)
          ? Effect.tap(certainly(append({ _tag: "later", id: message.id, after: Math.ceil(after) })), () => Effect.sync(() => void messageLeases.delete(message.id)))
          : Effect.void,
      bury: (message, why) =>
        holds(message)
          ? Effect.tap(certainly(append({ _tag: "buried", id: message.id, why })), () => Effect.sync(() => void messageLeases.delete(message.id)))
          : Effect.void,
      buried: (cursor) =>
        Effect.sync(() => {
          const dead = [...book.messages.values()].flatMap(({ caseId, id, row, why }) => (why === null ? [] : [{ ...row, id, caseId, why }]))
          const place = (it: { readonly caseId: string; readonly seq: number }) => [it.caseId, it.seq] as const
          return page(dead.sort((a, b) => byMessage(place(a), place(b))), place, byMessage, cursor)
        }),
      revive: (id, how) =>
        typeof book.messages.get(id)?.why !== "string"
          ? Effect.void
          : certainly(append(how === "skip" ? { _tag: "gone", ids: [id] } : { _tag: "revived", id })),

      watchers: (topic, cursor) => Effect.sync(() => page([...(book.watching.get(topic) ?? [])].sort(Text.compare), (it) => it, Text.compare, cursor)),
      standing: (topics) =>
        Effect.sync(() =>
          [...new Set(topics)].flatMap((topic) => [...(book.standing.get(topic)?.values() ?? [])].sort((a, b) => Text.compare(a.caseId, b.caseId)))),

      tasks: (q, cursor, limit) =>
        Effect.sync(() => {
          const found = [...book.cases.values()].flatMap((it) => [...it.tasks.values()]).filter((it) =>
            (q.keys === undefined || it.offer.some((key) => q.keys!.includes(key))) &&
            (q.holder === undefined || it.holder === q.holder) &&
            (q.caseId === undefined || it.caseId === q.caseId) &&
            (q.procedure === undefined || it.procedure === q.procedure) &&
            (q.dueBefore === undefined || (it.due !== null && it.due < q.dueBefore)))
          return page(found.sort((a, b) => byDue(Book.taskPlace(a), Book.taskPlace(b))), Book.taskPlace, byDue, cursor, limit)
        }),
      cases: (q, cursor, limit) =>
        Effect.sync(() => {
          const found = [...book.cases.values()].filter(({ head }) =>
            (q.procedure === undefined || head.procedure === q.procedure) &&
            (q.status === undefined || head.status === q.status) &&
            (q.plan === undefined || head.plan === q.plan) &&
            (q.subject === undefined || head.subject.some(([field, value]) => field === q.subject![0] && value === q.subject![1])))
          const { items, next } = page(found, (it) => it.n, (a, b) => a - b, cursor, limit)
          return { items: items.map(({ caseId, head, version }) => ({ ...head, caseId, version })), next }
        }),
      journal: (caseId, after, limit) => Effect.sync(() => book.cases.get(caseId)?.entries.slice(after, after + limit) ?? []),
      ledger: (q, cursor, limit) =>
        Effect.sync(() => {
          const found = (book.ledgers.get(q.ledger) ?? []).filter((it) =>
            (q.from === undefined || it.at >= q.from) && (q.to === undefined || it.at < q.to) && (q.caseId === undefined || it.caseId === q.caseId))
          const place = (it: { readonly at: number; readonly caseId: string; readonly seq: number }) => [it.at, it.caseId, it.seq] as const
          return page(found.sort((a, b) => byRow(place(a), place(b))), place, byRow, cursor, limit)
        }),
      feed: (after, limit) =>
        Effect.sync(() => {
          const from = after === null ? 0 : Number(after)
          const items = book.feed.slice(from, from + limit)
          return { items, next: items.length === 0 ? after : String(from + items.length) }
        })
    })
  })

/** The store in a folder, as a layer. */
export const layer = (options: { readonly folder: string }): Layer.Layer<CaseStore, CannotOpen> => Layer.effect(CaseStore, make(options))
