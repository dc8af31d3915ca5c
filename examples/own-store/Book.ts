/** What the lines of the file come to: plain maps, and one function that takes a line in. */
import * as Batch from "@frontdesk/core/port/Batch"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Change, EntryRow, LedgerRow, MessageRow } from "@frontdesk/core/port/CaseStore"
import type { Digest } from "@frontdesk/core/plan/Plan"
import type { Values } from "@frontdesk/core/domain/Value"

/** One line of the file. */
export type Fact =
  | { readonly _tag: "plans"; readonly plans: ReadonlyArray<{ readonly digest: Digest; readonly body: string }> }
  | { readonly _tag: "changes"; readonly changes: ReadonlyArray<Change> }
  | { readonly _tag: "gone"; readonly ids: ReadonlyArray<string> }
  | { readonly _tag: "later"; readonly id: string; readonly after: number }
  | { readonly _tag: "buried"; readonly id: string; readonly why: string }
  | { readonly _tag: "revived"; readonly id: string }

export interface Case {
  readonly caseId: string
  /** counts cases as they are opened */
  readonly n: number
  version: number
  head: Change["head"]
  snapshot: Change["snapshot"]
  wake: number | null
  readonly entries: Array<EntryRow>
  readonly commands: Map<string, { readonly version: number; readonly content: number | null | undefined }>
  readonly tasks: Map<number, TaskRow>
}

export interface Letter {
  readonly id: string
  readonly caseId: string
  row: MessageRow
  tries: number
  /** why it was buried */
  why: string | null
}

interface Standing {
  readonly topic: string
  readonly caseId: string
  readonly seq: number
  readonly values: Values
}

export interface Book {
  readonly plans: Map<string, string>
  readonly cases: Map<string, Case>
  readonly messages: Map<string, Letter>
  readonly watching: Map<string, Set<string>>
  readonly standing: Map<string, Map<string, Standing>>
  readonly ledgers: Map<string, Array<LedgerRow>>
  readonly feed: Array<EntryRow & { readonly caseId: string }>
}

export const empty = (): Book => ({
  plans: new Map(),
  cases: new Map(),
  messages: new Map(),
  watching: new Map(),
  standing: new Map(),
  ledgers: new Map(),
  feed: []
})

/** Where a task stands in a worklist. */
export type TaskPlace = readonly [atOnce: boolean, due: number | null, caseId: string, n: number]
export const taskPlace = (it: TaskRow): TaskPlace => [it.atOnce, it.due, it.caseId, it.n]

const at = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const found = map.get(key) ?? make()
  map.set(key, found)
  return found
}

const take = (book: Book, change: Change): void => {
  const { caseId } = change
  const kept = at(book.cases, caseId, (): Case => ({
    caseId, n: book.cases.size, version: 0, head: change.head, snapshot: change.snapshot, wake: null, entries: [], commands: new Map(), tasks: new Map()
  }))
  kept.version = change.expect + change.entries.length
  kept.head = change.head
  kept.snapshot = change.snapshot
  kept.wake = change.wake
  for (const { at, body, seq, type, v } of change.entries) {
    kept.entries.push({ seq, at, type, v, body })
    book.feed.push({ seq, at, type, v, body, caseId })
  }
  change.commands.forEach((id, i) => kept.commands.set(id, { version: kept.version, content: change.contents?.[i] }))
  for (const n of change.tasks.drop) kept.tasks.delete(n)
  for (const task of change.tasks.put) kept.tasks.set(task.n, task)
  for (const row of change.ledger) at(book.ledgers, row.ledger, () => []).push({ ...row, caseId })
  for (const id of change.acks) book.messages.delete(id)
  for (const row of change.messages) {
    const id = Batch.messageId(caseId, row.seq)
    book.messages.set(id, { id, caseId, row, tries: 0, why: null })
  }
  for (const topic of change.watch.off) book.watching.get(topic)?.delete(caseId)
  for (const topic of change.watch.on) at(book.watching, topic, () => new Set()).add(caseId)
  for (const topic of change.standing.off) book.standing.get(topic)?.delete(caseId)
  for (const fact of change.standing.on) at(book.standing, fact.topic, () => new Map()).set(caseId, { ...fact, caseId })
}

/** Takes a line in. */
export const apply = (book: Book, fact: Fact): void => {
  switch (fact._tag) {
    case "plans":
      for (const { body, digest } of fact.plans) book.plans.set(digest, body)
      return
    case "changes":
      for (const change of fact.changes) take(book, change)
      return
    case "gone":
      for (const id of fact.ids) book.messages.delete(id)
      return
    case "later": {
      const letter = book.messages.get(fact.id)
      if (letter !== undefined) letter.row = { ...letter.row, after: fact.after }
      return
    }
    case "buried": {
      const letter = book.messages.get(fact.id)
      if (letter !== undefined) letter.why = fact.why
      return
    }
    case "revived": {
      const letter = book.messages.get(fact.id)
      if (letter !== undefined) letter.why = null
      return
    }
  }
}
