/**
 * Changes into their rows, one after another (engine §6.3): look whether it may come, then write. Nothing after the
 * version check can fail but the disk, so neighbours in a batch need no savepoints.
 */
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Answer, CaseHead, Change } from "@frontdesk/core/port/CaseStore"
import { isUnwritten } from "@frontdesk/core/port/Body"
import { frame } from "../rows/Entries.ts"
import { doneBy } from "./Cases.ts"
import type { Connection } from "./Connection.ts"
import type { make as makeFacts } from "./Facts.ts"
import type { make as makeJournal } from "./Journal.ts"
import type { make as makeLedger } from "./Ledger.ts"
import type { make as makeOutbox } from "./Outbox.ts"
import type { make as makePlans } from "./Plans.ts"
import type { make as makeWakes } from "./Wakes.ts"
import type { make as makeWorklist } from "./Worklist.ts"

export interface Tables {
  readonly facts: ReturnType<typeof makeFacts>
  readonly journal: ReturnType<typeof makeJournal>
  readonly ledger: ReturnType<typeof makeLedger>
  readonly outbox: ReturnType<typeof makeOutbox>
  readonly plans: ReturnType<typeof makePlans>
  readonly wakes: ReturnType<typeof makeWakes>
  readonly worklist: ReturnType<typeof makeWorklist>
}

/** A snapshot lags at most so many changes behind its case … */
const most = 4
/** … none of which wrote more than that. */
const long = 16_384

const headText = ({ endedAt, openedAt, outcome, subject }: Change["head"]): string =>
  JSON.stringify({ outcome, openedAt, endedAt, subject } satisfies { [K in keyof CaseHead]?: unknown })

export const make = ({ prefix: p, sql }: Connection, tables: Tables): (batch: ReadonlyArray<Change>) => ReadonlyArray<Answer> => {
  const { facts, journal, ledger, outbox, plans, wakes, worklist } = tables
  const find = `select n, version, wake, plan, procedure, status, head, tasks, tail, lag from ${p}case where id = ?`
  const open =
    `insert into ${p}case (id, version, wake, plan, procedure, status, head, tasks, tail) values (?, ?, ?, ?, ?, ?, ?, ?, ${journal.next})`
  const begin = `insert into ${p}snapshot (of, version, format, body) values (?, ?, ?, ?)`
  const renew = `update ${p}snapshot set version = ?, format = ?, body = ? where of = ?`
  // Most changes leave the head as it is: then no index and no foreign key is touched.
  const go = `update ${p}case set version = ?, wake = ?, tasks = ?, tail = ?, lag = ? where n = ?`
  const turn =
    `update ${p}case set version = ?, wake = ?, tasks = ?, tail = ?, lag = ?, plan = ?, procedure = ?, status = ?, head = ? where n = ?`
  const known = `select version, content from ${p}command where id = ? and of = ?`
  const know = `insert into ${p}command (id, of, version, content) values (?, ?, ?, ?) on conflict do nothing`
  const forget = `delete from ${p}command where id = ? and of = ?`
  const subject = `insert into ${p}subject (field, value, of) values (?, ?, ?) on conflict do nothing`
  const noSubject = `delete from ${p}subject where field = ? and value = ? and of = ?`

  const duplicate = (of: number, commands: Change["commands"]): Answer | undefined => {
    for (const command of commands) {
      const done = sql(known).get(command, of)
      if (done !== undefined) return { _tag: "Duplicate", command, ...doneBy(done) }
    }
    return undefined
  }

  /** Keeps the ids of a change, or none of them when one is known already. */
  const remember = (of: number, { commands, contents }: Change, version: number): Answer | undefined => {
    for (const [i, command] of commands.entries()) {
      if (sql(know).run(command, of, version, contents?.[i] ?? null).changes === 1) continue
      for (const mine of commands.slice(0, i)) sql(forget).run(mine, of)
      return duplicate(of, commands)
    }
    return undefined
  }

  const setTasks = (before: string, { drop, put }: Change["tasks"]): string => {
    if (drop.length === 0 && put.length === 0) return before
    const gone = new Set(drop)
    const anew = new Map(put.map((task) => [task.n, task]))
    const kept: Array<TaskRow> = []
    for (const task of JSON.parse(before) as ReadonlyArray<TaskRow>) {
      const after = anew.get(task.n)
      if (after !== undefined && worklist.same(task, after)) anew.delete(task.n)
      else if (after !== undefined || gone.has(task.n)) worklist.drop(task)
      else kept.push(task)
    }
    // What stands where it stood, missed now or another turn of it, is only told anew.
    for (const task of anew.values()) worklist.put(task)
    kept.push(...put)
    return JSON.stringify(kept)
  }

  const setSubject = (of: number, before: string | undefined, after: Change["head"]["subject"]) => {
    if (before !== undefined) {
      for (const [field, value] of (JSON.parse(before) as CaseHead).subject) sql(noSubject).run(field, value, of)
    }
    for (const [field, value] of after) sql(subject).run(field, value, of)
  }

  const one = (change: Change, isLeased: boolean): Answer => {
    const { caseId, expect, head, snapshot, wake } = change
    const row = sql(find).get(caseId)
    const version = expect + change.entries.length
    const plan = plans.number(head.plan)!
    const text = headText(head)

    if (row === undefined) {
      if (expect !== 0) return { _tag: "Conflict", current: 0 }
      const tasks = setTasks("[]", change.tasks)
      const of = sql(open).run(
        caseId, version, wake, plan, head.procedure, head.status, text, tasks
      ).n
      sql(begin).run(of, version, snapshot.format, snapshot.body)
      journal.write(of, change.entries, frame(change.entries), null)
      remember(of, change, version)
      wakes.set(caseId, null, wake, isLeased)
      setSubject(of, undefined, head.subject)
    } else {
      const [n, current, before, oldPlan, procedure, status, oldHead, oldTasks, oldTail, oldLag] = row as unknown as [
        number, number, Instant | null, number, string, string, string, string, number | null, number
      ]
      if (current !== expect) return duplicate(n, change.commands) ?? { _tag: "Conflict", current }
      const known = remember(n, change, version)
      if (known !== undefined) return known
      const entries = frame(change.entries)
      const tail = journal.write(n, change.entries, entries, oldTail)
      const lag = isUnwritten(snapshot) && oldLag < most && entries.length <= long ? oldLag + 1 : 0
      if (lag === 0) sql(renew).run(version, snapshot.format, snapshot.body, n)
      const tasks = setTasks(oldTasks, change.tasks)
      if (oldHead === text && oldPlan === plan && status === head.status && procedure === head.procedure) {
        sql(go).run(version, wake, tasks, tail, lag, n)
      } else {
        sql(turn).run(
          version, wake, tasks, tail, lag, plan, head.procedure, head.status, text, n
        )
        if (oldHead !== text) setSubject(n, oldHead, head.subject)
      }
      wakes.set(caseId, before, wake, isLeased)
    }

    ledger.write(change)
    for (const id of change.acks) outbox.remove(id)
    for (const message of change.messages) outbox.add(caseId, message)
    facts.write(change)
    return { _tag: "Committed", version }
  }
  return (batch) => {
    const isLeased = wakes.isLeased()
    return batch.map((change) => one(change, isLeased))
  }
}
