/**
 * What must hold of a world when the faults have stopped and everything has been carried where it belongs (engine §9,
 * I-2 … I-5, I-17 … I-24, I-26, I-27). Everything is asked of the journals, as a naive model has it: one lock, each case's
 * accepted commands decided again one after another on the whole journal, everything else found by reading all of it.
 */
import * as Decide from "@frontdesk/core/case/Decide"
import type { Entry, Message } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import type { CaseState } from "@frontdesk/core/case/State"
import * as TopicKey from "@frontdesk/core/case/TopicKey"
import type { Command } from "@frontdesk/core/case/Command"
import type { World as Ground } from "@frontdesk/core/case/World"
import type { Desk } from "@frontdesk/core/desk/Desk"
import type { Accepted, Order } from "@frontdesk/core/desk/Order"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import * as Batch from "@frontdesk/core/port/Batch"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import type { Notice } from "@frontdesk/core/port/Notifier"
import type { Closed } from "@frontdesk/core/port/WorkflowBack"
import type { Page } from "@frontdesk/core/port/CaseStore"
import { Clock, Duration, Effect, Result } from "effect"
import { Case, staff } from "../case/world.ts"
import { must, text } from "./Broken.ts"
import * as Linked from "./Linked.ts"

const archives = ["owner-file", "dept-file", "staff-file", "month-file", "year-file"].map((name) => `archive:gen/${name}` as const)

/** What somebody wants, under one id, until it is answered. */
export interface Wish {
  readonly id: string
  readonly caseId: string
  readonly order: Order
  acknowledged?: Accepted
  refused?: string
  /** an attempt was left under way, or its answer was lost: what another one was refused, it may still do */
  unsure: boolean
  /** attempts under way */
  asking: number
  /** how often it was asked for */
  asked: number
}

/** What a desk decided, on which ground. */
interface Tried {
  readonly ground: Ground
  readonly command: Command
}

export interface World {
  readonly seed: number
  readonly house: Linked.Linked
  readonly plans: ReadonlyMap<string, Compiled>
  readonly inner: CaseStore["Service"]
  readonly wishes: ReadonlyMap<string, Wish>
  /** by case and command */
  readonly noted: ReadonlyMap<string, ReadonlyArray<Tried>>
  readonly told: ReadonlyMap<string, Notice>
  readonly closed: ReadonlyMap<string, ReadonlyArray<Closed>>
  /** events from outside, with those who heard them */
  readonly heard: ReadonlyMap<string, ReadonlyArray<string>>
  readonly desk: Desk["Service"]
}

export interface Told {
  readonly cases: number
  readonly entries: number
  readonly acknowledged: number
  readonly refused: number
  readonly ended: number
  /** how often each thing went wrong */
  readonly faults: { readonly [kind: string]: number }
  readonly tags: ReadonlySet<string>
  /** of everything that was written */
  readonly journals: string
}

interface Kept {
  readonly id: string
  readonly journal: ReadonlyArray<Entry>
  readonly state: CaseState
}
type Sent = Entry & { readonly _tag: "Sent" }

const plain = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A
const sorted = (all: Iterable<unknown>): ReadonlyArray<string> => [...all].map(text).sort()

const same = (what: string, found: Iterable<unknown>, expected: Iterable<unknown>): void => {
  const [is, should] = [sorted(found), sorted(expected)]
  if (text(is) === text(should)) return
  const more = is.filter((one) => !should.includes(one))
  const less = should.filter((one) => !is.includes(one))
  must(false, `${what}: too much ${text(more)}, missing ${text(less)}, ${is.length} instead of ${should.length}`)
}

const all = <A, E>(read: (cursor: string | undefined) => Effect.Effect<Page<A>, E>): Effect.Effect<ReadonlyArray<A>> =>
  Effect.gen(function*() {
    const items: Array<A> = []
    for (let cursor: string | undefined; ; ) {
      const page: Page<A> = yield* Effect.orDie(read(cursor))
      items.push(...page.items)
      if (page.next === null) return items
      cursor = page.next
    }
  })

/** The commands of a case, with what each wrote. */
const changes = (journal: ReadonlyArray<Entry>): ReadonlyArray<ReadonlyArray<Entry>> => {
  const found: Array<Array<Entry>> = []
  for (const entry of journal) {
    if (entry.command !== undefined || found.length === 0) found.push([entry])
    else found.at(-1)?.push(entry)
  }
  return found
}

/** What a desk decides of it; `null` where it was not this case as it was then that it looked at. */
export const tryOn = (ground: Ground, state: CaseState, command: Command) =>
  command._tag === "Migrate" && ground.before === undefined && state.plan !== command.to ? null : Decide.decide(ground, state, command)

/** One lock: whatever the desks did, it is what one of them alone would have written. */
const again = ({ noted }: World, { id, journal }: Kept): void => {
  let state = Evolve.none(id)
  for (const entries of changes(journal)) {
    const command = entries[0]?.command ?? ""
    const tried = noted.get(`${id}\n${command}`) ?? []
    const same = tried.some(({ command, ground }) => {
      const result = tryOn(ground, state, command)
      return result !== null && Result.isSuccess(result) && text(result.success) === text(entries)
    })
    must(same, `one lock: ${id} ${entries[0]?.seq} ${command} was decided otherwise: ${text(entries)}`)
    state = Evolve.evolve(state, entries[0] as Entry)
    for (const entry of entries.slice(1)) state = Evolve.evolve(state, entry)
  }
}

const sentBy = ({ journal }: Kept): ReadonlyArray<Sent> => journal.filter((entry): entry is Sent => entry._tag === "Sent")

/** I-3, I-4, I-5, of all commands at last. */
const commands = ({ heard, wishes }: World, cases: ReadonlyArray<Kept>): void => {
  for (const { id, journal } of cases) {
    const written = journal.flatMap(({ command }) => (command === undefined ? [] : [command]))
    must(new Set(written).size === written.length, `I-4 something was done twice in ${id}: ${written.find((one, index) => written.indexOf(one) !== index)}`)
  }
  const of = new Map(cases.map((one) => [one.id, new Set(one.journal.map(({ command }) => command))]))
  for (const { acknowledged, caseId, id, refused, unsure } of wishes.values()) {
    const there = of.get(caseId)?.has(id) === true
    if (acknowledged !== undefined) must(there || acknowledged.entries.length === 0, `I-3 ${id} was acknowledged, and is lost`)
    else if (!unsure) must(!there, `I-5 ${id} was refused ${refused}, and left a trace`)
  }
  for (const [id, those] of heard) for (const caseId of those) must(of.get(caseId)?.has(id) === true, `I-3 ${caseId} heard ${id}, and has lost it`)
}

/** I-2, I-22, I-23: what stands beside the journals. */
const rows = Effect.fnUntraced(function*({ desk, house, inner, plans }: World, cases: ReadonlyArray<Kept>) {
  const expected = cases.map(({ id, state }) => ({ id, rows: plain(RowsOf.rows(state)) }))
  const worklist = expected.flatMap(({ rows }) => rows.tasks)
  same("I-2 worklist", yield* all((cursor) => inner.tasks({}, cursor)), worklist)
  const now = yield* Clock.currentTimeMillis
  const wakes = yield* inner.claimWakes({ before: Number.MAX_SAFE_INTEGER, limit: 100_000, by: "test", ttl: Duration.zero })
  same("I-2 wakes", wakes.map(({ caseId, wake }) => [caseId, wake]), expected.flatMap(({ id, rows }) => (rows.wake === null ? [] : [[id, rows.wake]])))
  for (const { caseId, wake } of wakes) must(wake >= now, `I-27 a clock of ${caseId} should have happened ${now - wake} ms ago`)

  const topics = new Set<string>()
  const standing = new Map<string, readonly [string, string, number]>()
  const ledgers = new Map<string, Array<unknown>>()
  const put = (ledger: string, row: object): void => void ledgers.set(ledger, [...(ledgers.get(ledger) ?? []), { ledger, ...row }])
  for (const one of cases) {
    let state = Evolve.none(one.id)
    for (const entry of one.journal) {
      state = Evolve.evolve(state, entry)
      for (const { key } of RowsOf.rows(state).watch) topics.add(key)
      const common = { caseId: one.id, at: entry.at, seq: entry.seq, ...("replaces" in entry && { replaces: entry.replaces }) }
      if (entry._tag === "Recorded") put(`gen/${entry.ledger}`, { ...common, columns: entry.row })
      if (entry._tag === "Filled") put(`gen/${entry.ledger}`, { ...common, columns: entry.cells, fills: entry.row })
      if (entry._tag === "Filed") put(`archive:gen/${entry.archive}`, { ...common, columns: { key: entry.key, papers: entry.papers } })
      if (entry._tag !== "Sent" || entry.message.kind !== "announce" || entry.message.stands === "moment") continue
      for (const key of TopicKey.all(entry.message.topic, entry.message.values)) {
        topics.add(key)
        if (entry.message.stands === "on") standing.set(`${key} ${one.id}`, [key, one.id, entry.seq])
        else standing.delete(`${key} ${one.id}`)
      }
    }
  }
  for (const topic of topics) {
    same(`I-2 watchers of ${topic}`, yield* all((cursor) => inner.watchers(topic, cursor)), expected.flatMap(({ id, rows }) => (rows.watch.some(({ key }) => key === topic) ? [id] : [])))
  }
  same("I-2 standing", (yield* inner.standing([...topics])).map(({ caseId, seq, topic }) => [topic, caseId, seq]), standing.values())
  const canonical = (row: unknown): unknown => Object.fromEntries(Object.entries(plain(row) as object).sort(([one], [other]) => (one < other ? -1 : 1)))
  for (const ledger of ["gen/book", "gen/visits", ...archives]) {
    same(`I-22 ${ledger}`, (yield* all((cursor) => inner.ledger({ ledger }, cursor))).map((row) => canonical(row)), (ledgers.get(ledger) ?? []).map(canonical))
  }
  same("I-22 the book as it is read", (yield* desk.ledger({ ledger: "gen/book" })).map(({ caseId, columns, seq }) => [caseId, seq, sorted(Object.entries(columns))]), cases.flatMap(book))

  const fed: Array<string> = []
  for (let cursor: string | null = null; ; ) {
    const page: Page<{ readonly caseId: string; readonly seq: number }> = yield* inner.feed(cursor, 500)
    if (page.items.length === 0) break
    fed.push(...page.items.map(({ caseId, seq }) => `${caseId}:${seq}`))
    cursor = page.next
  }
  same("I-23 feed", fed, cases.flatMap(({ id, journal }) => journal.map(({ seq }) => `${id}:${seq}`)))

  for (const { id, state } of cases) if (state.status === "open") must(plans.has(state.plan), `no plan of ${id}`)
  const office = new Case(house.drawn.plan)
  for (const person of Object.keys(staff)) {
    // the directory knows who is the highest on duty there
    const keys = [...office.actor(person).keys, ...(person === "li" ? ["top:cs-dept" as const] : [])]
    // what excludes him he does not see, unless he holds it
    const barred = (row: TaskRow): boolean => row.excluded?.includes(person) === true || row.barred?.some((key) => keys.includes(key)) === true
    const his = (row: TaskRow): boolean => row.holder === person || (row.holder === undefined && !barred(row) && row.offer.some((key) => keys.includes(key)))
    same(`worklist of ${person}`, (yield* all((cursor) => desk.tasks({ person }, cursor))).map(({ caseId, n }) => [caseId, n]), worklist.filter(his).map(({ caseId, n }) => [caseId, n]))
  }
})

/** Rows of a case by hand: filled, and corrected ones left out. */
const book = ({ id, journal }: Kept): ReadonlyArray<unknown> => {
  const lines = new Map<number, Values>()
  for (const entry of journal) {
    if (!("ledger" in entry) || entry.ledger !== "book") continue
    if (entry._tag === "Recorded") {
      if (entry.replaces !== undefined) lines.delete(entry.replaces)
      lines.set(entry.seq, entry.row)
    } else if (entry._tag === "Filled") {
      const line = lines.get(entry.row)
      if (line !== undefined) lines.set(entry.row, { ...line, ...entry.cells })
    }
  }
  return [...lines].map(([seq, columns]) => [id, seq, sorted(Object.entries(plain(columns)))])
}

/** So many characters a case may have. */
const MOST = 32 * 1024
/** What somebody typed comes to light where it counts, and how far it went there; from all else the compiler keeps a case. */
const mayBe: ReadonlyArray<string> = ["InTheFuture", "DepthExceeded"]

/** A case was sent for and could not be opened: by what a desk decided, not by what it said. */
const isRefused = (tried: ReadonlyArray<Tried>): boolean =>
  tried.some(({ command, ground }) => {
    const none = Evolve.none(command.caseId)
    const result = Decide.decide(ground, none, command)
    return Result.isFailure(result) ? mayBe.includes(result.failure._tag) : text(Evolve.evolveAll(none, result.success)).length > MOST
  })

/** I-17 … I-19, I-21. */
const between = (cases: ReadonlyArray<Kept>, { closed, noted, plans, wishes }: World): void => {
  const by = new Map(cases.map((one) => [one.id, one]))
  const opened = new Map<string, Message>()
  for (const one of cases) {
    for (const { at, message, seq } of sentBy(one)) {
      if (message.kind !== "open") continue
      const tried = noted.get(`${message.case}\n${Batch.messageId(one.id, seq)}`) ?? []
      must(!opened.has(message.case), `I-17 ${message.case} was sent for twice`)
      opened.set(message.case, message)
      must(tried.every(({ command }) => command.stamp >= at), `I-17 ${message.case} was to be opened before ${one.id} sent for it`)
      must(by.has(message.case) || isRefused(tried), `I-17 ${message.case} does not exist (${one.id}${message.schedule === undefined ? "" : `, ${message.schedule}`})`)
    }
    for (const entry of one.journal) {
      if (entry._tag !== "Linked") continue
      must(opened.has(entry.case), `I-17 nothing was sent for ${entry.case}`)
      if (entry.kind !== "call") continue
      const child = by.get(entry.case)?.state
      const waits = one.state.frames.some((frame) => frame.kind === "call" && frame.link === entry.link)
      // while it stands, what came lies there until it goes on
      const parked = one.state.waiting.some((signal) => signal._tag === "LinkClosed" && signal.link === entry.link)
      must(!waits || parked || child?.status === "open", `I-18 ${one.id} waits for ${entry.case}, which is ${child?.status}`)
      must(waits || child?.status !== "open", `I-18 nobody waits for ${entry.case} any more, and it is open`)
    }
  }
  for (const { id, journal } of cases) {
    const byHand = wishes.get(journal[0]?.command ?? "")
    const itself = plans.get(journal[0]?._tag === "Opened" ? journal[0].plan : "")?.plan
    if (itself?.schedule !== undefined || itself?.missed !== undefined) continue
    must(opened.has(id) || byHand?.caseId === id, `I-17 nobody opened ${id}`)
  }
  for (const { id, journal, state } of cases) {
    for (const { source } of state.holds) {
      if (!("case" in source) || source.case === "outside") continue
      const facts = by.get(source.case)?.state
      must(facts?.status === "open" && facts.standing.length > 0, `I-19 ${id} is held by ${source.case}, of which nothing stands`)
    }
    const plan = plans.get(state.plan)?.plan
    if (state.status !== "open" || plan === undefined || journal.some(({ _tag }) => _tag === "Amended" || _tag === "Migrated")) continue
    for (const { from, name } of plan.holds) {
      if (!from.topic.startsWith("gen/")) continue
      const those = cases.filter((one) => one.state.standing.some(({ topic, values }) => topic === from.topic && values["unit"] === state.data["intake"]?.["unit"]))
      const holding = state.holds.flatMap(({ source }) => ("case" in source && source.hold === name ? [source.case] : []))
      same(`I-19 holds of ${id}`, new Set(holding), those.map((one) => one.id))
    }
  }
  // I-24: the workflow hears of the end, and of nothing else
  for (const { id, state } of cases) {
    if (state.back?.to !== "workflow") continue
    const heard = closed.get(state.back.token) ?? []
    must((heard.length > 0) === (state.status !== "open"), `I-24 the workflow of ${id} (${state.status}) heard ${heard.length} ends`)
    must(heard.every((one) => one.caseId === id && one.outcome === state.outcome), `I-24 the workflow of ${id} heard ${text(heard)}, and it is ${state.outcome}`)
  }
}

/** I-26: read as everybody. */
const secrets = Effect.fnUntraced(function*({ desk, told }: World, cases: ReadonlyArray<Kept>) {
  const hidden = (person: string, what: string, answer: unknown): void =>
    must(Linked.seers.includes(person) || !text(answer ?? null).includes(Linked.SECRET), `I-26 ${person} reads the secret in ${what}`)
  must(![...told.values()].some((notice) => text(notice).includes(Linked.SECRET)), "I-26 the secret was told")
  const planted = new Set(cases.slice(0, 4).flatMap(({ id, journal }) => (text(journal[0] ?? null).includes(Linked.SECRET) ? [id] : [])))
  for (const person of Object.keys(staff)) {
    const sight = desk.as(person)
    hidden(person, "tasks", yield* all((cursor) => sight.tasks({}, cursor)))
    hidden(person, "worklist", yield* all((cursor) => sight.worklist({}, cursor)))
    hidden(person, "cases", yield* all((cursor) => sight.cases({}, cursor)))
    hidden(person, "feed", yield* sight.feed(null, 100_000))
    hidden(person, "ledger", yield* sight.ledger({ ledger: "gen/book" }))
    for (const { id } of cases.slice(0, 4)) {
      for (const what of ["case", "history", "explain"] as const) {
        const answer = yield* Effect.result(sight[what](id) as Effect.Effect<unknown, unknown>)
        if (Result.isFailure(answer)) continue
        hidden(person, `${what} of ${id}`, answer.success)
        const may = Linked.seers.includes(person) && what === "history" && planted.has(id)
        must(!may || text(answer.success).includes(Linked.SECRET), `I-26 ${person} may see the secret of ${id}, and does not`)
      }
    }
  }
})

export const atRest = Effect.fnUntraced(function*(world: World) {
  const { inner } = world
  const cases: Array<Kept> = []
  for (const { caseId, version } of yield* all((cursor) => inner.cases({}, cursor))) {
    const journal = (yield* inner.journal(caseId, 0, 100_000)).map(({ body }) => JSON.parse(body) as Entry)
    must(journal.every(({ seq }, index) => seq === index + 1) && version === journal.length, `I-6 the journal of ${caseId}`)
    const state = Evolve.evolveAll(Evolve.none(caseId), journal)
    const [stored] = yield* inner.load([caseId])
    must(stored?.body === text(state), `I-2 the snapshot of ${caseId} is not the fold`)
    cases.push({ id: caseId, journal, state })
  }
  for (const one of cases) again(world, one)
  commands(world, cases)
  yield* rows(world, cases)
  between(cases, world)
  yield* secrets(world, cases)
  const entries = cases.flatMap(({ journal }) => journal)
  const told: Pick<Told, "cases" | "entries" | "ended" | "tags" | "journals"> = {
    cases: cases.length,
    entries: entries.length,
    ended: cases.filter(({ state }) => state.status === "ended").length,
    tags: new Set(entries.map(({ _tag }) => _tag)),
    journals: text(cases.map(({ journal }) => journal))
  }
  return told
})
