/**
 * Decoded cases by use, bounded by the bytes of their snapshots. What is in it was committed; in a shared store it may
 * be behind, so it serves acceptances (`expect` guards them), never refusals.
 *
 * @since 0.1.0
 */
import type { RowsOf } from "../case/Rows.ts"
import type { CaseId, CaseState } from "../case/State.ts"

/** A committed state with the rows the store has for it. */
export interface Known {
  readonly state: CaseState
  readonly rows: RowsOf
  /** its snapshot is at most so long; see `Size.ts` */
  readonly bytes: number
}

export interface CaseCache {
  readonly get: (id: CaseId) => Known | undefined
  readonly set: (id: CaseId, known: Known) => void
  readonly drop: (id: CaseId) => void
}

/** A decoded state weighs about this part of the most its JSON can have. */
const weight = 0.25

/**
 * `limit` in bytes. Who is asked for is not moved at every turn: when there is too much, all become old, and who is asked
 * for among the old becomes young again; the oldest go first.
 */
export const make = (limit: number): CaseCache => {
  let young = new Map<CaseId, Known>()
  let old = new Map<CaseId, Known>()
  let bytes = 0
  const trim = (kept: CaseId): void => {
    if (old.size === 0) {
      old = young
      young = new Map()
      renew(kept)
    }
    for (const [id, known] of old) {
      if (bytes <= limit) return
      old.delete(id)
      bytes -= known.bytes * weight
    }
    if (bytes > limit && young.size > 1) trim(kept)
  }
  const renew = (id: CaseId): Known | undefined => {
    const known = old.get(id)
    if (known === undefined) return undefined
    old.delete(id)
    young.set(id, known)
    return known
  }
  return {
    get: (id) => young.get(id) ?? (old.size === 0 ? undefined : renew(id)),
    set: (id, known) => {
      const before = young.get(id) ?? renew(id)
      bytes += (known.bytes - (before === undefined ? 0 : before.bytes)) * weight
      young.set(id, known)
      if (bytes > limit) trim(id)
    },
    drop: (id) => {
      const known = young.get(id) ?? old.get(id)
      if (known === undefined) return
      bytes -= known.bytes * weight
      young.delete(id)
      old.delete(id)
    }
  }
}
