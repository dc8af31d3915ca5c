/**
 * The order of messages, watched from outside (I-20): of a lane only the first is on its way, and what travels in one is
 * heard in its order. Which lane a message has, its entry says; when it has arrived, those who carried it say; the store
 * is asked for neither. What came twice may come late, to who did not listen when it came first: that is no overtaking.
 */
import type { Command } from "@frontdesk/core/case/Command"
import type { Entry } from "@frontdesk/core/case/Entry"
import * as Lane from "@frontdesk/core/case/Lane"
import { messageId } from "@frontdesk/core/port/Batch"
import type { Answer, CaseStore, Change, Leased, MessageId } from "@frontdesk/core/port/CaseStore"
import { Effect } from "effect"

type Store = CaseStore["Service"]

export interface Watched {
  /** the store, with somebody who looks on */
  readonly store: Store
  /** a desk decides what a case makes of it */
  readonly decided: (command: Command) => void
  /** the first that was out of order */
  readonly broken: () => string | null
}

const laneOf = (caseId: string, entry: Entry): string | undefined =>
  entry._tag !== "Sent" ? undefined
    : entry.message.kind === "announce" ? `${caseId} on ${entry.message.topic}`
      : entry.lane === undefined ? undefined : `${caseId} to ${entry.lane}`

/** `kept`: a store in this process, whose changes are there when it returns. */
export const watch = (kept: Store): Watched => {
  const now = kept.commit.now
  if (now === undefined) throw new Error("what a store has written must be seen before anybody else does")
  let broken: string | null = null
  // counts what happens
  let moment = 0
  const lane = new Map<MessageId, string>()
  /** of each lane, those that have not arrived */
  const onTheWay = new Map<string, Set<number>>()
  /** when somebody first took it along */
  const taken = new Map<MessageId, number>()
  const arrived = new Set<MessageId>()
  /** by case and address: since when it listens */
  const listens = new Map<string, number>()
  /** by case and lane */
  const heard = new Map<string, Set<number>>()

  const arrives = (id: MessageId, seq: number): void => {
    arrived.add(id)
    onTheWay.get(lane.get(id) ?? "")?.delete(seq)
  }
  const written = ({ acks, caseId, entries, watch }: Change): void => {
    moment++
    for (const id of acks) arrives(id, Number(id.slice(id.lastIndexOf(":") + 1)))
    for (const key of watch.on) listens.set(`${caseId}\n${key}`, moment)
    for (const { body, seq } of entries) {
      const found = laneOf(caseId, JSON.parse(body) as Entry)
      if (found === undefined) continue
      lane.set(messageId(caseId, seq), found)
      onTheWay.set(found, (onTheWay.get(found) ?? new Set()).add(seq))
    }
  }
  const leaves = ({ id, seq }: Leased): void => {
    if (!taken.has(id)) taken.set(id, ++moment)
    const found = lane.get(id)
    const first = Math.min(...(onTheWay.get(found ?? "") ?? []))
    if (first < seq) broken ??= `two of a lane on their way: ${found}: ${seq} while ${first} is`
  }

  return {
    store: {
      ...kept,
      commit: (batch) =>
        Effect.sync((): ReadonlyArray<Answer> => {
          const answers = now(batch)
          // what was too late was not written, whatever it says
          batch.forEach((change, n) => answers[n]?._tag === "Committed" && written(change))
          return answers
        }),
      claimMessages: (q) => Effect.tap(kept.claimMessages(q), (leased) => Effect.sync(() => leased.forEach(leaves))),
      ack: (messages) =>
        Effect.suspend(() => {
          for (const { id, seq } of messages) arrives(id, seq)
          return kept.ack(messages)
        })
    },
    decided: (command) => {
      // what stands may also be read, and comes by another way
      if (command._tag !== "Hear" || command.signal._tag === "Standing") return
      const { caseId, signal } = command
      const { from, seq } = signal
      const here = `${caseId} ${Lane.of(signal)}`
      const before = heard.get(here) ?? new Set()
      heard.set(here, before)
      const last = Math.max(...before)
      if (!before.has(seq) && last > seq) {
        const id = messageId(from, seq)
        const since = signal._tag === "Event" ? listens.get(`${caseId}\n${signal.key}`) : undefined
        // it has come to all who listened, and he is none of them
        const again = arrived.has(id) && since !== undefined && since > (taken.get(id) ?? Infinity)
        if (!again) broken ??= `${here}: ${seq} after ${last}`
      }
      before.add(seq)
    },
    broken: () => broken
  }
}
