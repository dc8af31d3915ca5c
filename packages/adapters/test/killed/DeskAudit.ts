/**
 * What a desk must leave behind in its store, whatever happened to it (engine §9): read by the store's own port where it
 * has a question for it, else from the tables. Gives back sentences; none is good.
 */
import { Effect } from "effect"
import { isDeepStrictEqual } from "node:util"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Evolve from "@frontdesk/core/case/Evolve"
import * as Snapshot from "@frontdesk/core/desk/Snapshot"
import * as RowsOf from "@frontdesk/core/case/RowsOf"
import type { CaseState } from "@frontdesk/core/case/State"
import * as TopicKey from "@frontdesk/core/case/TopicKey"
import * as LedgerName from "@frontdesk/core/plan/LedgerName"
import type { Page } from "@frontdesk/core/port/CaseStore"
import type { Intent } from "./DeskProcess.ts"
import * as Where from "./Where.ts"

export interface Acknowledged {
  readonly id: string
  readonly caseId?: string
  readonly version?: number
  readonly wrote?: number
  readonly repeated?: boolean
  /** of an event: who heard it */
  readonly heard?: ReadonlyArray<string>
  readonly lie?: true
}

/** What was seen from outside, over all lives. */
export interface Told {
  readonly sent: ReadonlyMap<string, Intent>
  readonly acknowledged: ReadonlyMap<string, Acknowledged>
  readonly refused: ReadonlyMap<string, string>
  /** messages that were taken to people */
  readonly told: ReadonlySet<string>
  /** when the last life ended; `null`: it was killed, so there may be something left to do */
  readonly drainedAt: number | null
}

export interface Case {
  readonly id: string
  readonly state: CaseState
  readonly journal: ReadonlyArray<Entry>
}

const settle = 2_000
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
const sorted = (all: Iterable<unknown>): ReadonlyArray<string> => [...all].map((it) => JSON.stringify(it)).sort()

/** One case's journal against its rules, and against what the store keeps of it. */
const history = ({ id, journal }: Case, stored: CaseState): ReadonlyArray<string> => {
  const wrong: Array<string> = []
  const answered = new Set<number>()
  const happened = new Set<string>()
  const commands = new Set<string>()
  let state = Evolve.none(id)
  journal.forEach((entry, i) => {
    const told = `${id} ${entry.seq} ${entry._tag}`
    if (entry.seq !== i + 1) wrong.push(`${told}: entry ${i + 1} has another number`)
    if (entry.at < state.now) wrong.push(`${told}: time went back`)
    if (entry.command !== undefined) {
      if (commands.has(entry.command)) wrong.push(`${told}: command ${entry.command} a second time`)
      commands.add(entry.command)
    }
    if (entry._tag === "Opened" && i > 0) wrong.push(`${told}: opened a second time`)
    if (entry._tag === "Answered") {
      if (answered.has(entry.n)) wrong.push(`${told}: task ${entry.n} was completed twice`)
      answered.add(entry.n)
    }
    if (entry._tag === "Answered" || entry._tag === "Noted") {
      const wake = RowsOf.wake(state)
      if (wake !== null && wake < entry.at) wrong.push(`${told}: accepted although a clock was due at ${wake}`)
    }
    if (entry._tag === "Happened") {
      const due = state.clocks.find((clock) => clock.id === entry.clock.id)?.next
      const ended = entry.act === "resume"
      if (!ended && (due?.rung !== entry.rung || due.at > entry.at)) wrong.push(`${told}: ${entry.rung} was not due`)
      const key = `${entry.clock.id} ${entry.rung} ${due?.at}`
      if (happened.has(key)) wrong.push(`${told}: ${entry.rung} happened twice`)
      happened.add(key)
    }
    state = Evolve.evolve(state, entry)
  })
  if (journal.length !== stored.v) wrong.push(`${id}: version ${stored.v}, but ${journal.length} entries`)
  if (!isDeepStrictEqual(plain(state), stored)) wrong.push(`${id}: the snapshot is not the fold of the journal`)
  return wrong
}

const all = <A>(read: (cursor: string | undefined) => Effect.Effect<Page<A>, unknown>) =>
  Effect.gen(function*() {
    const items: Array<A> = []
    for (let cursor: string | undefined; ;) {
      const page: Page<A> = yield* Effect.orDie(read(cursor))
      items.push(...page.items)
      if (page.next === null) return items
      cursor = page.next
    }
  })

export const audit = (where: Where.Where, told: Told) =>
  Effect.gen(function*() {
    const wrong: Array<string> = []
    const same = (what: string, found: Iterable<unknown>, expected: Iterable<unknown>): void => {
      const [a, b] = [sorted(found), sorted(expected)]
      const [has, wants] = [new Set(a), new Set(b)]
      for (const it of a) if (!wants.has(it)) wrong.push(`${what}: ${it} should not be there`)
      for (const it of b) if (!has.has(it)) wrong.push(`${what}: ${it} is missing`)
      if (a.length !== has.size) wrong.push(`${what}: something is there twice`)
    }
    const store = yield* Where.store(where)
    const raw = yield* Where.raw(where)

    const cases: Array<Case> = []
    for (const head of yield* all((cursor) => store.cases({}, cursor))) {
      const [stored] = yield* store.load([head.caseId])
      const state = plain(stored === null || stored === undefined ? {} : Snapshot.state(stored)) as CaseState
      const rows = yield* store.journal(head.caseId, 0, 100_000)
      const one = { id: head.caseId, state, journal: rows.map(({ body }) => JSON.parse(body) as Entry) }
      if (stored?.version !== state.v) wrong.push(`${one.id}: stored as ${stored?.version}, the snapshot says ${state.v}`)
      wrong.push(...history(one, state))
      cases.push(one)
    }
    const by = new Map(cases.map((one) => [one.id, one]))
    const entries = cases.flatMap((one) => one.journal.map((entry) => ({ id: one.id, procedure: one.state.procedure, entry })))

    // What was answered is there, and what was refused is not.
    const commands = new Map(entries.flatMap(({ entry, id }) => entry.command === undefined ? [] : [[`${entry.command} in ${id}`, entry]]))
    const anywhere = new Set(entries.flatMap(({ entry }) => entry.command === undefined ? [] : [entry.command]))
    for (const { caseId, heard, id, repeated, version = 0, wrote } of told.acknowledged.values()) {
      if (caseId === undefined && heard === undefined) {
        if (!anywhere.has(id)) wrong.push(`${id} was acknowledged, and is lost`)
        continue
      }
      for (const at of heard ?? [caseId]) {
        const entry = commands.get(`${id} in ${at}`)
        if (entry === undefined) {
          if (wrote !== 0 || repeated === true) wrong.push(`${id} was acknowledged, and is lost (${at})`)
        } else if (heard === undefined && entry.seq > version) wrong.push(`${id} was acknowledged as ${version}, but is ${entry.seq}`)
      }
    }
    for (const [id, tag] of told.refused) if (anywhere.has(id)) wrong.push(`${id} was refused (${tag}), and was done`)
    for (const { entry, id } of entries) {
      const byHand = entry.by !== "system" && entry.command !== undefined && !by.has(entry.command.replace(/:\d+$/, ""))
      if (byHand && !told.sent.has(entry.command ?? "")) wrong.push(`${id}: nobody sent ${entry.command}`)
    }

    // What people and the desk look at is what the cases say.
    const rows = cases.map(({ id, state }) => ({ id, state, rows: RowsOf.rows(state) }))
    same("worklist", yield* all((cursor) => store.tasks({}, cursor)), rows.flatMap((one) => plain(one.rows.tasks) as ReadonlyArray<unknown>))
    same(
      "keys of the worklist",
      yield* raw("select key, case_id, n from fd_task"),
      rows.flatMap((one) =>
        one.rows.tasks.flatMap(({ holder, n, offer }) =>
          [...(offer.length === 0 ? [""] : offer), ...(holder === undefined ? [] : [`holder=${holder}`])].map((key) => [key, one.id, n])
        )
      )
    )
    same("wakes", yield* raw("select wake, case_id from fd_wake"), rows.flatMap((one) => one.rows.wake === null ? [] : [[one.rows.wake, one.id]]))
    same("watches", yield* raw("select topic, case_id from fd_watch"), rows.flatMap((one) => one.rows.watch.map(({ key }) => [key, one.id])))
    const standing = new Map<string, ReadonlyArray<unknown>>()
    for (const { entry, id } of entries) {
      if (entry._tag !== "Sent" || entry.message.kind !== "announce" || entry.message.stands === "moment") continue
      for (const key of TopicKey.all(entry.message.topic, entry.message.values)) {
        if (entry.message.stands === "on") standing.set(`${key} ${id}`, [key, id, entry.seq])
        else standing.delete(`${key} ${id}`)
      }
    }
    same("standing facts", yield* raw("select topic, case_id, seq from fd_standing"), standing.values())
    same(
      "ledgers",
      (yield* raw("select ledger, at, case_id, seq, cells from fd_ledger")).map((row) => [...row.slice(0, 4), JSON.parse(row[4] as string)]),
      entries.flatMap(({ entry, id, procedure }) =>
        entry._tag === "Recorded"
          ? [[LedgerName.of(procedure, entry.ledger), entry.at, id, entry.seq, entry.row]]
          : entry._tag === "Filled"
            ? [[LedgerName.of(procedure, entry.ledger), entry.at, id, entry.seq, entry.cells]]
            : []
      )
    )

    // Between cases.
    const links = entries.flatMap(({ entry, id }) => entry._tag === "Linked" ? [{ id, to: entry.case }] : [])
    if (new Set(links.map(({ to }) => to)).size !== links.length) wrong.push("two links lead to one case")
    const linked = new Set(links.map(({ to }) => to))
    for (const { id } of cases) if (id.includes("/") && !linked.has(id)) wrong.push(`${id}: nobody opened it`)
    if (told.drainedAt !== null) {
      for (const { id, to } of links) if (!by.has(to)) wrong.push(`${to}, opened by ${id}, does not exist`)
      for (const row of yield* raw("select case_id, seq, kind, tries, why from fd_message")) wrong.push(`not delivered: ${JSON.stringify(row)}`)
      for (const { entry, id } of entries) {
        if (entry._tag === "Sent" && entry.message.kind === "notice" && entry.message.stale !== true && !told.told.has(`${id}:${entry.seq}`)) {
          wrong.push(`nobody was told ${id}:${entry.seq}`)
        }
      }
      for (const { id, rows: { wake } } of rows) {
        if (wake !== null && wake < told.drainedAt - settle - 60_000) wrong.push(`${id}: its clock of ${wake} has not happened`)
      }
      const facts = cases.flatMap(({ id, state }) => state.standing.map(({ topic }) => `${topic} ${id}`))
      for (const { id, state } of cases) {
        for (const { source } of state.holds) {
          if (typeof source === "object" && "case" in source && by.get(source.case)?.state.status !== "open") {
            wrong.push(`${id} is held by ${source.case}, which is over`)
          }
        }
        if (state.status === "open" && state.procedure === "v2/fee-notice") {
          const unit = state.data["intake"]?.["unit"]
          const expected = facts.map((fact) => fact.slice(fact.indexOf(" ") + 1)).filter((from) => by.get(from)?.state.data["intake"]?.["unit"] === unit)
          const holding = state.holds.flatMap(({ source }) => typeof source === "object" && "case" in source ? [source.case] : [])
          same(`holds of ${id}`, holding, new Set(expected))
        }
      }
    }

    const feed = new Set<string>()
    let count = 0
    for (let cursor: string | null = null; ;) {
      const page: Page<{ readonly caseId: string; readonly seq: number }> = yield* store.feed(cursor, 2_000)
      if (page.items.length === 0) break
      for (const it of page.items) feed.add(`${it.caseId} ${it.seq}`)
      count += page.items.length
      cursor = page.next
    }
    if (count !== entries.length || feed.size !== entries.length) wrong.push(`the feed has ${count} entries, the journals ${entries.length}`)
    if (!Where.isServer(where)) {
      for (const [answer] of yield* raw("pragma integrity_check")) if (answer !== "ok") wrong.push(`integrity: ${String(answer)}`)
      if ((yield* raw("pragma foreign_key_check")).length > 0) wrong.push("a row refers to nothing")
    }
    return { wrong, cases, entries: entries.map(({ entry }) => entry) }
  }).pipe(Effect.scoped)
