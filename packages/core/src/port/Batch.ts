/**
 * What a batch must be before any store touches it (laws L3, L4, L15, L17, L21). Every store asks `check` first, so all
 * refuse the same: a batch that breaks it is a bug of the caller, hence a defect and never an answer.
 *
 * @since 0.1.0
 */
import * as Body from "./Body.ts"
import type { Change, MessageId, Traits } from "./CaseStore.ts"
import * as Tasks from "./Tasks.ts"
import * as Text from "./Text.ts"

/** A batch no store may take. Thrown inside an effect it is a defect; nothing was written. */
export class BatchInvalid extends Error {
  override readonly name = "BatchInvalid"
}

/** Bytes a case id, command id or key may have at least in every store (L17). */
export const maxId = 200

/**
 * Throws {@link BatchInvalid} unless the batch keeps to the contract. `known` says whether a plan was put before;
 * `isHead`, where the store keeps heads, whether a change has the very head the case has: that one was checked.
 *
 * @since 0.1.0
 */
export const check = (
  batch: ReadonlyArray<Change>,
  traits: Pick<Traits, "batch"> & Limits,
  known: (plan: Change["head"]["plan"]) => boolean,
  isHead?: (change: Change) => boolean
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
    if (isHead?.(change) === true) continue
    heading(change)
    if (!known(change.head.plan)) {
      throw new BatchInvalid(`change of case ${change.caseId} names a plan that was never put: ${change.head.plan} (L15)`)
    }
  }
}

type Limits = Pick<Traits, "durable" | "maxBody"> & {
  /** the store may leave a snapshot that follows from the entries, and then never writes it out */
  readonly leaves?: boolean
}

const one = (change: Change, limits: Limits): void => {
  const { caseId, commands, contents, entries, expect, ledger, messages, snapshot, standing, tasks, wake, watch } = change
  if (caseId === "") fail(change, "the id is empty")
  text(change, caseId, "the id")
  if (!Number.isSafeInteger(expect) || expect < 0) fail(change, `expects version ${expect}`)
  if (entries.length === 0) fail(change, "no entries")
  let seq = expect
  for (const entry of entries) {
    if (entry.seq !== ++seq) fail(change, `entry ${entry.seq} where ${seq} is due (L4)`)
    body(change, entry, "an entry", limits)
    text(change, entry.type, "an entry's type")
    instant(change, entry.at, "an entry's at")
  }
  if (commands.length > 1 && new Set(commands).size < commands.length) fail(change, "a command twice")
  for (const id of commands) text(change, id, "a command's id")
  if (contents !== undefined) {
    if (contents.length !== commands.length) fail(change, "not as many contents as commands")
    for (const content of contents) {
      if (content !== null && (!Number.isSafeInteger(content) || content < 0)) fail(change, `a content is ${content}`)
    }
  }
  if (limits.leaves !== true || !Body.isUnwritten(snapshot)) body(change, snapshot, "the snapshot", limits)
  if (wake !== null) instant(change, wake, "the wake")
  // who keeps the case itself asks for its tasks later
  if (limits.durable || Tasks.after(tasks) === undefined) worklist(change)
  // most changes bring nothing to the outside
  if (messages.length + ledger.length + watch.on.length + standing.on.length > 0) outward(change, limits, seq)
}

const worklist = (change: Change): void => {
  const { put } = change.tasks
  different(change, put, numberOf, "tasks")
  for (const task of put) {
    if (task.caseId !== change.caseId) fail(change, `a task of case ${task.caseId}`)
    text(change, task.procedure, "a task's procedure")
    if (task.due !== null) instant(change, task.due, "a due")
    if (task.holder !== undefined) text(change, task.holder, "a holder")
    for (const key of task.offer) text(change, key, "a key")
  }
}

const heading = (change: Change): void => {
  const { head } = change
  text(change, head.procedure, "the procedure")
  for (const pair of head.subject) {
    text(change, pair[0], "a subject")
    text(change, pair[1], "a subject")
  }
}

const outward = (change: Change, limits: Limits, last: number): void => {
  const { expect, ledger, messages, standing, watch } = change
  different(change, messages, seqOf, "messages")
  for (const message of messages) {
    if (message.seq <= expect || message.seq > last) fail(change, `message ${message.seq} is of none of its entries`)
    instant(change, message.after, "a message's after")
    body(change, message, "a message", limits)
    text(change, message.kind, "a message's kind")
    if (message.lane !== null) text(change, message.lane, "a lane")
  }
  different(change, ledger, seqOf, "ledger rows")
  for (const row of ledger) {
    if (row.seq <= expect || row.seq > last) fail(change, `ledger row ${row.seq} is of none of its entries`)
    instant(change, row.at, "a ledger row's at")
  }
  for (const topic of watch.on) text(change, topic, "a topic")
  for (const fact of standing.on) text(change, fact.topic, "a topic")
}

const fail = ({ caseId }: Change, what: string): never => {
  throw new BatchInvalid(`change of case ${caseId}: ${what}`)
}

const text = (change: Change, value: string, what: string): void => {
  if (!Text.isWellFormed(value)) fail(change, `${what} holds a lone surrogate (L17)`)
}

const body = (change: Change, of: { readonly body: string }, what: string, { durable, maxBody }: Limits): void => {
  // who keeps the value has no text whose length could matter
  if (!durable && Body.isUnwritten(of)) return
  const value = of.body
  if (value.length > maxBody) fail(change, `${what} has ${value.length} characters, at most ${maxBody} (L21)`)
  text(change, value, what)
}

const instant = (change: Change, value: number, what: string): void => {
  if (!Number.isSafeInteger(value)) fail(change, `${what} is no instant: ${value} (L17)`)
}

const different = <A>(change: Change, all: ReadonlyArray<A>, of: (one: A) => number, what: string): void => {
  if (all.length > 1 && new Set(all.map(of)).size < all.length) fail(change, `two ${what} of one number`)
}
const seqOf = ({ seq }: { readonly seq: number }): number => seq
const numberOf = ({ n }: { readonly n: number }): number => n

/** The id of a message: its case and its entry. */
export const messageId = (caseId: string, seq: number): MessageId => `${caseId}:${seq}`

/** What a message id names; `null` for what is none. */
export const parseMessageId = (id: MessageId): { readonly caseId: string; readonly seq: number } | null => {
  const at = id.lastIndexOf(":")
  const seq = Number(id.slice(at + 1))
  return at > 0 && Number.isSafeInteger(seq) && seq > 0 ? { caseId: id.slice(0, at), seq } : null
}
