/**
 * A case's journal, read back: whole, or the part one command had written.
 *
 * @since 0.1.0
 */
import { Effect } from "effect"
import type { Entry } from "../case/Entry.ts"
import type { CaseId, CommandId } from "../case/State.ts"
import type { CaseStore, StoreDown } from "../port/CaseStore.ts"
import type { Accepted } from "./Order.ts"

const page = 500

/** All entries after a seq, oldest first. */
export const read = Effect.fnUntraced(function*(
  store: CaseStore["Service"],
  id: CaseId,
  after = 0
): Effect.fn.Return<ReadonlyArray<Entry>, StoreDown> {
  const entries: Array<Entry> = []
  let from = after
  while (true) {
    const rows = yield* store.journal(id, from, page)
    for (const row of rows) entries.push(JSON.parse(row.body) as Entry)
    const last = rows.at(-1)
    if (last === undefined || rows.length < page) return entries
    from = last.seq
  }
})

/** The last entry of a kind in a case of this version, looked for from the end. */
export const last = Effect.fnUntraced(function*(
  store: CaseStore["Service"],
  id: CaseId,
  version: number,
  tag: Entry["_tag"]
): Effect.fn.Return<Entry | undefined, StoreDown> {
  for (let back = 64; ; back *= 4) {
    const after = Math.max(0, version - back)
    const found = (yield* read(store, id, after)).findLast((entry) => entry._tag === tag)
    if (found !== undefined || after === 0) return found
  }
})

/**
 * What a command had written, found again near a version at or after its first entry. A command's entries run from the
 * one that names it to the next that names another.
 */
export const repeated = Effect.fnUntraced(function*(
  store: CaseStore["Service"],
  id: CaseId,
  command: CommandId,
  version: number
): Effect.fn.Return<Accepted, StoreDown> {
  for (let back = page; ; back *= 4) {
    const after = Math.max(0, version - back)
    const entries = yield* read(store, id, after)
    const first = entries.findIndex((entry) => entry.command === command)
    if (first >= 0) {
      const next = entries.findIndex(
        (entry, i) => i > first && entry.command !== undefined && entry.command !== command
      )
      const own = entries.slice(first, next < 0 ? undefined : next)
      return { caseId: id, command, version: own.at(-1)?.seq ?? version, entries: own, repeated: true }
    }
    if (after === 0) return { caseId: id, command, version, entries: [], repeated: true }
  }
})
