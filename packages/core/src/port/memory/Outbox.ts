/**
 * Messages on their way, kept in memory: first in, first out within a lane of a case; only the first of a lane can be
 * leased, whatever the ones behind it are (law L12).
 */
import { messageId } from "../Batch.ts"
import type { Buried, Cursor, Leased, MessageId, MessageRow, Page, WorkerId } from "../CaseStore.ts"
import * as Text from "../Text.ts"
import * as Heap from "./Heap.ts"
import { cut } from "./Page.ts"

interface Letter {
  readonly caseId: string
  readonly row: MessageRow
  readonly id: MessageId
  readonly lane: string | null
  /** `head`: first of its lane, or of none */
  state: "head" | "behind" | "buried" | "gone"
  /** when a head can be leased: its `after`, later the end of its lease */
  due: number
  after: number
  tries: number
  lease: string | null
  why: string
}

interface Waiting {
  readonly due: number
  readonly letter: Letter
}

const order = (a: Letter, b: Letter) => Text.compare(a.caseId, b.caseId) || a.row.seq - b.row.seq

const soonest = (a: Waiting, b: Waiting) => a.due - b.due || order(a.letter, b.letter)

export const make = () => {
  const letters = new Map<MessageId, Letter>()
  const lanes = new Map<string, Array<Letter>>()
  const heads = new Map<string, Heap.Heap<Waiting>>()
  let leases = 0

  const wait = (letter: Letter, due: number) => {
    letter.due = due
    let heap = heads.get(letter.row.kind)
    if (heap === undefined) heads.set(letter.row.kind, (heap = Heap.make(soonest)))
    heap.push({ due, letter })
  }

  /** The first of a kind that waits for its instant; what is stale is dropped on the way. */
  const first = (kind: string): Waiting | undefined => {
    const heap = heads.get(kind)
    if (heap === undefined) return undefined
    for (let top = heap.peek(); top !== undefined; top = heap.peek()) {
      if (top.letter.state === "head" && top.letter.due === top.due) return top
      heap.pop()
    }
    return undefined
  }

  const add = (caseId: string, row: MessageRow) => {
    const lane = row.lane === null ? null : `${caseId}\u0000${row.lane}`
    const id = messageId(caseId, row.seq)
    const letter: Letter = {
      caseId, row, id, lane, state: "head", due: row.after, after: row.after, tries: 0, lease: null, why: ""
    }
    letters.set(id, letter)
    if (lane !== null) {
      const queue = lanes.get(lane)
      if (queue !== undefined) {
        letter.state = "behind"
        queue.push(letter)
        return
      }
      lanes.set(lane, [letter])
    }
    wait(letter, row.after)
  }

  const remove = (id: MessageId) => {
    const letter = letters.get(id)
    if (letter === undefined) return
    letters.delete(id)
    letter.state = "gone"
    if (letter.lane === null) return
    const queue = lanes.get(letter.lane)!
    queue.splice(queue.indexOf(letter), 1)
    const next = queue[0]
    if (next === undefined) lanes.delete(letter.lane)
    else if (next.state === "behind") {
      next.state = "head"
      wait(next, next.after)
    }
  }

  const claim = (kinds: ReadonlyArray<string>, limit: number, by: WorkerId, until: number, now: number) => {
    const claimed: Array<Leased> = []
    const asked = [...new Set(kinds)]
    while (claimed.length < limit) {
      let next: Waiting | undefined
      for (const kind of asked) {
        const top = first(kind)
        if (top !== undefined && top.due <= now && (next === undefined || soonest(top, next) < 0)) next = top
      }
      if (next === undefined) break
      const letter = next.letter
      heads.get(letter.row.kind)!.pop()
      letter.tries++
      letter.lease = `${by}#${++leases}`
      // A lease without length could be claimed again in this very loop.
      wait(letter, Math.max(until, now + 1))
      claimed.push({ ...letter.row, after: letter.after, id: letter.id, caseId: letter.caseId, tries: letter.tries, lease: letter.lease })
    }
    return claimed
  }

  /** The letter, if the lease is still its own. */
  const held = (message: Leased) => {
    const letter = letters.get(message.id)
    return letter !== undefined && letter.lease === message.lease ? letter : undefined
  }

  const retry = (message: Leased, after: number, why: string) => {
    const letter = held(message)
    if (letter === undefined) return
    letter.lease = null
    letter.after = after
    letter.why = why
    wait(letter, after)
  }

  const bury = (message: Leased, why: string) => {
    const letter = held(message)
    if (letter === undefined) return
    letter.lease = null
    letter.state = "buried"
    letter.why = why
  }

  const revive = (id: MessageId, how: "again" | "skip") => {
    const letter = letters.get(id)
    if (letter?.state !== "buried") return
    if (how === "skip") return remove(id)
    letter.state = "head"
    wait(letter, letter.after)
  }

  const buried = (cursor: Cursor | undefined): Page<Buried> => {
    const page = cut(
      [...letters.values()].filter((it) => it.state === "buried").sort(order),
      (it): readonly [string, number] => [it.caseId, it.row.seq],
      (it, [caseId, seq]) => (Text.compare(it.caseId, caseId) || it.row.seq - seq) > 0,
      cursor
    )
    return {
      items: page.items.map((it) => ({ ...it.row, after: it.after, id: it.id, caseId: it.caseId, why: it.why })),
      next: page.next
    }
  }

  return {
    add,
    remove,
    claim,
    ack: (message: Leased) => {
      if (held(message) !== undefined) remove(message.id)
    },
    retry,
    bury,
    revive,
    buried
  }
}
