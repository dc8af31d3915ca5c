/**
 * What a batch must be before any store touches it (laws L3, L4, L15, L17, L21). Every store asks `check` first, so all
 * refuse the same: a batch that breaks it is a bug of the caller, hence a defect and never an answer.
 *
 * @since 0.1.0
 */
import * as Body from "./Body.ts"
import type { Change, MessageId, Traits } from "./CaseStore.ts"
import * as Text from "./Text.ts"

/** A batch no store may take. Thrown inside an effect it is a defect; nothing was written. */
export class BatchInvalid extends Error {
  override readonly name = "BatchInvalid"
}

/** Bytes a case id, command id or key may have at least in every store (L17). */
export const maxId = 200

/**
 * Throws {@link BatchInvalid} unless the batch keeps to the contract. `known` says whether a plan was put before.
 *
 * @since 0.1.0
 */
export const check = (
  batch: ReadonlyArray<Change>,
  traits: Pick<Traits, "batch" | "durable" | "maxBody">,
  known: (plan: Change["head"]["plan"]) => boolean
): void => {
  if (batch.length > traits.batch) {
    throw new BatchInvalid(`${batch.length} changes in one batch; this store takes ${traits.batch} (L21)`)
  }
  const cases = batch.length > 1 ? new Set<string>() : undefined
  for (const change of batch) {
    if (cases !== undefined) {
      if (cases.has(change.caseId)) throw new BatchInvalid(`two changes of case ${change.caseId} in one batch (L3)`)
      cases.add(change.caseId)
    }
    one(change, traits)
    if (!known(change.head.plan)) {
      throw new BatchInvalid(`change of case ${change.caseId} names a plan that was never put: ${change.head.plan} (L15)`)
    }
  }
}

const one = (change: Change, traits: Pick<Traits, "durable" | "maxBody">): void => {
  const { maxBody } = traits
  const { caseId, entries, expect } = change
  const fail = (what: string) => {
    throw new BatchInvalid(`change of case ${caseId}: ${what}`)
  }
  const text = (value: string, what: string) => {
    if (!Text.isWellFormed(value)) fail(`${what} holds a lone surrogate (L17)`)
  }
  const body = (of: { readonly body: string }, what: string) => {
    // who keeps the value has no text whose length could matter
    if (!traits.durable && Body.isUnwritten(of)) return
    const value = of.body
    if (value.length > maxBody) fail(`${what} has ${value.length} characters, at most ${maxBody} (L21)`)
    text(value, what)
  }

  const instant = (value: number, what: string) => {
    if (!Number.isSafeInteger(value)) fail(`${what} is no instant: ${value} (L17)`)
  }
  const different = (all: ReadonlyArray<number>, what: string) => {
    if (all.length > 1 && new Set(all).size < all.length) fail(`two ${what} of one number`)
  }

  if (caseId === "") fail("the id is empty")
  text(caseId, "the id")
  if (!Number.isSafeInteger(expect) || expect < 0) fail(`expects version ${expect}`)
  if (entries.length === 0) fail("no entries")
  let seq = expect
  for (const entry of entries) {
    if (entry.seq !== ++seq) fail(`entry ${entry.seq} where ${seq} is due (L4)`)
    body(entry, "an entry")
    text(entry.type, "an entry's type")
    instant(entry.at, "an entry's at")
  }
  if (change.commands.length > 1 && new Set(change.commands).size < change.commands.length) fail("a command twice")
  for (const id of change.commands) text(id, "a command's id")
  body(change.snapshot, "the snapshot")
  if (change.wake !== null) instant(change.wake, "the wake")
  different(change.messages.map((it) => it.seq), "messages")
  for (const message of change.messages) {
    if (message.seq <= expect || message.seq > seq) fail(`message ${message.seq} is of none of its entries`)
    instant(message.after, "a message's after")
    body(message, "a message")
    text(message.kind, "a message's kind")
    if (message.lane !== null) text(message.lane, "a lane")
  }
  different(change.ledger.map((it) => it.seq), "ledger rows")
  for (const row of change.ledger) {
    if (row.seq <= expect || row.seq > seq) fail(`ledger row ${row.seq} is of none of its entries`)
    instant(row.at, "a ledger row's at")
  }
  different(change.tasks.put.map((it) => it.n), "tasks")
  for (const task of change.tasks.put) {
    if (task.caseId !== caseId) fail(`a task of case ${task.caseId}`)
    text(task.procedure, "a task's procedure")
    if (task.due !== null) instant(task.due, "a due")
    if (task.holder !== undefined) text(task.holder, "a holder")
    for (const key of task.offer) text(key, "a key")
  }
  for (const topic of change.watch.on) text(topic, "a topic")
  for (const fact of change.standing.on) text(fact.topic, "a topic")
  text(change.head.procedure, "the procedure")
  for (const [field, value] of change.head.subject) {
    text(field, "a subject")
    text(value, "a subject")
  }
}

/** The id of a message: its case and its entry. */
export const messageId = (caseId: string, seq: number): MessageId => `${caseId}:${seq}`

/** What a message id names; `null` for what is none. */
export const parseMessageId = (id: MessageId): { readonly caseId: string; readonly seq: number } | null => {
  const at = id.lastIndexOf(":")
  const seq = Number(id.slice(at + 1))
  return at > 0 && Number.isSafeInteger(seq) && seq > 0 ? { caseId: id.slice(0, at), seq } : null
}
