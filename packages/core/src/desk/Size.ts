/**
 * How long the snapshot of a case can be, without writing it: only what a change brought is looked at, and what it took
 * away is not given back. Never too little; who comes near a limit has to write the text and count.
 */
import type { Entry } from "../case/Entry.ts"
import * as Finished from "../case/Finished.ts"
import type { CaseState } from "../case/State.ts"

/** One character becomes six at most: `\u001f`. */
const escaped = 6

/**
 * More characters than this the JSON of a value never has; much cheaper than writing it.
 */
export const atMost = (value: unknown): number => {
  switch (typeof value) {
    case "string":
      return escaped * value.length + 3
    case "number":
      return 25
    case "boolean":
    case "undefined":
      return 6
    case "object": {
      if (value === null) return 5
      let sum = 3
      if (Array.isArray(value)) {
        for (let i = 0; i < value.length; i++) sum += atMost(value[i])
        return sum
      }
      for (const key in value) sum += escaped * key.length + 4 + atMost((value as Record<string, unknown>)[key])
      return sum
    }
    default:
      return 0
  }
}

/** What can have grown by itself: numbers, the status, keys that were not there. */
const scalars = 256

const list = (before: ReadonlyArray<unknown>, after: ReadonlyArray<unknown>): number => {
  if (before === after) return 0
  let sum = 0
  for (let i = 0; i < after.length; i++) {
    const item = after[i]
    // mostly it stands where it stood
    if (item !== before[i] && !before.includes(item)) sum += 1 + atMost(item)
  }
  return sum
}

const record = (before: { readonly [key: string]: unknown }, after: { readonly [key: string]: unknown }): number => {
  if (before === after) return 0
  let sum = 0
  for (const key in after) if (before[key] !== after[key]) sum += escaped * key.length + 4 + atMost(after[key])
  return sum
}

const text = (before: string | undefined, after: string | undefined): number => (before === after ? 0 : atMost(after))

const texts = (all: ReadonlyArray<string>): number => {
  let sum = 0
  for (let i = 0; i < all.length; i++) sum += escaped * all[i]!.length + 3
  return sum
}

/** What a frame and its clock have besides names and keys: fixed keys, and numbers of at most 25 characters. */
const FRAME = 700
const CLOCK = 700
/** The line in `done`, the number that is gone, the command. */
const ANSWER = 900

/** The case of most changes, a task done and the next one offered: what they add is plain to see. `null`: look closer. */
const usual = (old: CaseState, entries: ReadonlyArray<Entry>): number | null => {
  let sum = 0
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!
    if (entry._tag === "Answered") {
      const frame = Finished.taskOf(old.frames, entry.n)
      if (frame === undefined || entry.intake !== undefined || entry.by === "system") return null
      const { command = "", duty, kept, path, persons } = entry
      sum += ANSWER + atMost(kept) + texts(persons) +
        escaped * (2 * path.length + frame.node.length + entry.by.length + command.length + (duty?.rung?.length ?? 0))
    } else if (entry._tag === "Entered" && entry.frame.kind === "task") {
      const { called, draft, excluded, holder, items, node, offer, places, reports } = entry.frame
      if (draft !== undefined || reports !== undefined || holder !== undefined || places.length > 0) return null
      if (entry.command !== undefined || entry.frame.from !== undefined || entry.frame.barred !== undefined) return null
      // the node stands in the frame, in its clock, and by its name in the list around it
      sum += FRAME + CLOCK + 18 * node.length + 52 * items.length + texts(offer) + texts(excluded) + escaped * (called?.length ?? 0)
    } else return null
  }
  return sum
}

/** The bound after a change, from the bound before it; every field of a case is here, or is one of the scalars. */
export const after = (
  { bytes, state: old }: { readonly bytes: number; readonly state: CaseState },
  state: CaseState,
  entries: ReadonlyArray<Entry>
): number => {
  const added = old.v === 0 ? null : usual(old, entries)
  return added === null ? looked(bytes, old, state) : bytes + scalars + added
}

const looked = (bytes: number, old: CaseState, state: CaseState): number =>
  old.v === 0
    ? atMost(state)
    : bytes + scalars +
      list(old.frames, state.frames) +
      list(old.clocks, state.clocks) +
      list(old.stands, state.stands) +
      list(old.holds, state.holds) +
      list(old.waiting, state.waiting) +
      list(old.listens, state.listens) +
      list(old.standing, state.standing) +
      list(old.recent, state.recent) +
      list(old.gone, state.gone) +
      list(old.subject, state.subject) +
      record(old.done, state.done) +
      record(old.data, state.data) +
      record(old.links, state.links) +
      record(old.heard, state.heard) +
      record(old.early, state.early) +
      record(old.rows, state.rows) +
      (old.back === state.back ? 0 : atMost(state.back)) +
      text(old.id, state.id) +
      text(old.plan, state.plan) +
      text(old.procedure, state.procedure) +
      text(old.opener, state.opener) +
      text(old.outcome, state.outcome)
