/**
 * From entries, and the case before and after them, to the one change a store commits: journal rows, snapshot, and the
 * difference of worklist and watches (engine §6.1).
 *
 * @since 0.1.0
 */
import type { Entry } from "../case/Entry.ts"
import * as Finished from "../case/Finished.ts"
import * as Lists from "../case/Lists.ts"
import type { TaskRow } from "../case/Rows.ts"
import type { CommandId } from "../case/State.ts"
import * as TopicKey from "../case/TopicKey.ts"
import type { Digest } from "../plan/Plan.ts"
import * as LedgerName from "../plan/LedgerName.ts"
import * as Body from "../port/Body.ts"
import type { Change, EntryRow, LedgerRow, MessageId, MessageRow, Place } from "../port/CaseStore.ts"
import * as Tasks from "../port/Tasks.ts"
import type { Known } from "./Known.ts"

/** Version of the snapshot's form; the desk reads this and older ones. */
export const format = 1

/** Version of the entries' form; the desk reads this and older ones. */
export const entryVersion = 1

type Standing = Change["standing"]["on"][number]

/** Which tasks were there is told by the frames, just decided on: the rows before were not touched for long. */
class TasksOf extends Tasks.Unsought {
  readonly #before: Known
  #put: Change["tasks"]["put"] | undefined

  constructor(before: Known, after: Known) {
    super(after)
    this.#before = before
    this.#put = undefined
  }
  get put(): Change["tasks"]["put"] {
    return (this.#put ??= this.#found())
  }
  get drop(): Change["tasks"]["drop"] {
    let found: Change["tasks"]["drop"] = Lists.empty
    for (const frame of this.#before.state.frames) {
      if (frame.kind === "task" && numbered(this.after.tasks, frame.n) === undefined) found = Lists.added(found, frame.n)
    }
    return found
  }
  #found(): Change["tasks"]["put"] {
    const { state: { frames }, tasks } = this.#before
    let found: Change["tasks"]["put"] = Lists.empty
    for (const row of this.after.tasks) {
      const old = Finished.taskAt(frames, row.n) < 0 ? undefined : numbered(tasks, row.n)
      if (old === undefined || !Tasks.same(old, row)) found = Lists.added(found, row)
    }
    return found
  }
}

const numbered = (rows: ReadonlyArray<TaskRow>, n: number): TaskRow | undefined => {
  for (const row of rows) if (row.n === n) return row
  return undefined
}

const noWatch: Change["watch"] = { on: Lists.empty, off: Lists.empty }
const noStanding: Change["standing"] = { on: Lists.empty, off: Lists.empty }

const watch = (before: Known["watch"], after: Known["watch"]): Change["watch"] => {
  if (before.length === 0 && after.length === 0) return noWatch
  const old = new Set(before.map((line) => line.key))
  const now = new Set(after.map((line) => line.key))
  return { on: [...now].filter((key) => !old.has(key)), off: [...old].filter((key) => !now.has(key)) }
}

const standing = (said: ReadonlyMap<string, Standing | null>): Change["standing"] => ({
  on: [...said.values()].filter((fact) => fact !== null),
  off: [...said].flatMap(([topic, fact]) => (fact === null ? [topic] : []))
})

/** Messages between cases keep their order for each pair; what a case announces keeps it among itself. */
const lane = (caseId: string, entry: Entry & { readonly _tag: "Sent" }): string | null =>
  entry.message.kind === "announce"
    ? `${caseId}>${entry.message.topic}`
    : entry.lane === undefined
      ? null
      : `${caseId}>${entry.lane}`

const rowOf = (entry: Entry): EntryRow => Body.row(entry, entryVersion)

export interface Made {
  readonly change: Change
  readonly before: Known
  readonly after: Known
  /** about as many as all bodies have */
  readonly bytes: number
  /** it writes to the outbox */
  readonly sends: boolean
}

/** Total; `entries` are contiguous from the state before, at least one. */
export const of = (
  before: Known,
  after: Known,
  entries: ReadonlyArray<Entry>,
  commands: ReadonlyArray<CommandId>,
  contents: Change["contents"],
  acks: ReadonlyArray<MessageId>,
  plan: Digest,
  place?: Place
): Made => {
  const { id: caseId, procedure } = after.state
  let ledger: ReadonlyArray<Omit<LedgerRow, "caseId">> = Lists.empty
  let messages: ReadonlyArray<MessageRow> = Lists.empty
  // the last word on each topic; a standing fact, or that it went
  let said: Map<string, Standing | null> | undefined
  let more = 0
  for (const entry of entries) {
    if (entry._tag === "Sent") {
      const { message } = entry
      const text = JSON.stringify(message)
      more += text.length
      messages = Lists.added(messages, { seq: entry.seq, lane: lane(caseId, entry), kind: message.kind, body: text, after: entry.at })
      if (message.kind === "announce" && message.stands !== "moment") {
        for (const topic of TopicKey.all(message.topic, message.values)) {
          said ??= new Map()
          said.delete(topic)
          said.set(topic, message.stands === "on" ? { topic, seq: entry.seq, values: message.values } : null)
        }
      }
    } else if (entry._tag === "Recorded") {
      const { ledger: name, replaces, row } = entry
      ledger = Lists.added(ledger, { ledger: LedgerName.of(procedure, name), at: entry.at, seq: entry.seq, columns: row, ...(replaces !== undefined && { replaces }) })
    } else if (entry._tag === "Filled") {
      const { cells, ledger: name, replaces, row } = entry
      ledger = Lists.added(ledger, {
        ledger: LedgerName.of(procedure, name),
        at: entry.at,
        seq: entry.seq,
        columns: cells,
        fills: row,
        ...(replaces !== undefined && { replaces })
      })
    } else if (entry._tag === "Filed") {
      const { archive, key, papers, replaces } = entry
      ledger = Lists.added(ledger, {
        ledger: LedgerName.archive(procedure, archive),
        at: entry.at,
        seq: entry.seq,
        columns: { key, papers },
        ...(replaces !== undefined && { replaces })
      })
    }
  }
  return {
    before,
    after,
    // what an entry holds is mostly what the case keeps of it
    bytes: 2 * after.bytes + more,
    sends: messages.length > 0,
    change: {
      caseId,
      place,
      expect: before.state.v,
      entries: entries.map(rowOf) as unknown as readonly [EntryRow, ...EntryRow[]],
      commands,
      contents,
      head: after.state.plan === plan ? after.head : { ...after.head, plan },
      snapshot: Body.snapshot(format, after.state),
      tasks: new TasksOf(before, after),
      wake: after.wake,
      ledger,
      messages,
      acks,
      watch: watch(before.watch, after.watch),
      standing: said === undefined ? noStanding : standing(said)
    }
  }
}
