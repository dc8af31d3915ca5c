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

/** `limit` in bytes. */
export const make = (limit: number): CaseCache => {
  const byUse = new Map<CaseId, Known>()
  let bytes = 0
  const drop = (id: CaseId): void => {
    const old = byUse.get(id)
    if (old === undefined) return
    bytes -= old.bytes * weight
    byUse.delete(id)
  }
  return {
    get: (id) => {
      const known = byUse.get(id)
      if (known !== undefined) {
        byUse.delete(id)
        byUse.set(id, known)
      }
      return known
    },
    set: (id, known) => {
      // who is known keeps his place: he was asked for a moment ago
      const old = byUse.get(id)
      bytes += (known.bytes - (old?.bytes ?? 0)) * weight
      byUse.set(id, known)
      if (bytes <= limit) return
      for (const oldest of byUse.keys()) {
        if (bytes <= limit || oldest === id) break
        drop(oldest)
      }
    },
    drop
  }
}
