/**
 * Cases at hand, by use: what is known of each, and who stands in its line; one record for both, so that a command finds
 * all of it at once. Bounded by the bytes of the snapshots. What is known was committed; in a shared store it may be
 * behind, so it serves acceptances (`expect` guards them), never refusals.
 *
 * @since 0.1.0
 */
import type { CaseId } from "../case/State.ts"
import type { Place } from "../port/CaseStore.ts"
import type { Waiting } from "./Job.ts"
import type { Known } from "./Known.ts"

/** The line of a case. It is kept while nobody stands in it, for what is known of the case. */
export interface Line {
  readonly caseId: CaseId
  /** new ones for whoever comes to an empty line: the old list was not touched for long */
  jobs: Array<Waiting>
  known: Known | undefined
  /** when the known state was certainly the newest; -1: read for somebody else, or assumed */
  sure: number
  /** what is known is taken for granted until the store says otherwise: that the case is new, or that it is as it was */
  assumed: boolean
  /** somebody stands in it, or something is under way for it */
  busy: boolean
  /** how much is under way outside for this line; it goes on when all of it has come back */
  away: number
  stepping: boolean
  again: boolean
  /** after a snapshot that grew too large: one command at a time */
  alone: boolean
  /** it was read for its clock, and nobody has sent it a command: not kept when the clock has happened */
  passing: boolean
  /** where the store keeps the case, once it has said so */
  place: Place | undefined
}

export interface CaseCache {
  /** the line of a case; a new one if there is none */
  readonly line: (id: CaseId) => Line
  /** of a case that is there, as it was committed */
  readonly get: (id: CaseId) => Known | undefined
  readonly set: (id: CaseId, known: Known) => void
  /** the same for a case that was read for its clock only: it goes when nobody stands in its line any more */
  readonly pass: (id: CaseId, known: Known) => void
  /** as `set`, with the line at hand */
  readonly keep: (line: Line, known: Known) => void
  /** what is known is not true any more, or may not be */
  readonly drop: (id: CaseId) => void
  /** nobody stands in it now: it stays for what is known, if that is anything */
  readonly leave: (line: Line) => void
}

/** A decoded state weighs about this part of the most its JSON can have. */
const weight = 0.25

const empty = (caseId: CaseId): Line => ({
  caseId,
  jobs: [],
  known: undefined,
  sure: -1,
  assumed: false,
  busy: false,
  away: 0,
  stepping: false,
  again: false,
  alone: false,
  passing: false,
  place: undefined
})

/** A case that is not there is not worth remembering. */
const isThere = ({ known }: Line): boolean => known !== undefined && known.state.v > 0

/**
 * `limit` in bytes. Who is asked for is not moved at every turn: when there is too much, all become old, and who is asked
 * for among the old becomes young again; the oldest go first, but none in whose line somebody stands.
 */
export const make = (limit: number): CaseCache => {
  let young = new Map<CaseId, Line>()
  let old = new Map<CaseId, Line>()
  let bytes = 0

  const renew = (id: CaseId): Line | undefined => {
    const line = old.get(id)
    if (line === undefined) return undefined
    old.delete(id)
    young.set(id, line)
    return line
  }
  const find = (id: CaseId): Line | undefined => young.get(id) ?? (old.size === 0 ? undefined : renew(id))

  const weigh = (line: Line, known: Known | undefined): void => {
    bytes += ((known?.bytes ?? 0) - (line.known?.bytes ?? 0)) * weight
    line.known = known
  }
  const remove = (line: Line): void => {
    weigh(line, undefined)
    if (!young.delete(line.caseId)) old.delete(line.caseId)
  }
  /** First those that are old already, then all. */
  const trim = (kept: Line): void => {
    for (let turn = 0; turn < 2; turn++) {
      if (bytes <= limit) return
      if (old.size === 0) {
        old = young
        young = new Map()
      }
      for (const line of old.values()) {
        if (bytes <= limit) return
        if (line === kept || line.busy) renew(line.caseId)
        else remove(line)
      }
    }
  }

  const line = (id: CaseId): Line => {
    const before = find(id)
    if (before !== undefined) return before
    const made = empty(id)
    young.set(id, made)
    return made
  }
  const keep = (line: Line, known: Known): void => {
    weigh(line, known)
    if (bytes > limit) trim(line)
  }
  return {
    line,
    keep,
    get: (id) => {
      const line = find(id)
      return line !== undefined && !line.assumed && isThere(line) ? line.known : undefined
    },
    set: (id, known) => keep(line(id), known),
    pass: (id, known) => {
      const found = line(id)
      if (found.known === undefined && !found.busy) found.passing = true
      keep(found, known)
    },
    drop: (id) => {
      const line = young.get(id) ?? old.get(id)
      if (line === undefined) return
      if (line.busy) weigh(line, undefined)
      else remove(line)
    },
    leave: (line) => {
      line.busy = false
      line.alone = false
      if (line.passing || !isThere(line)) remove(line)
    }
  }
}
