/**
 * Which cases want to be woken when, and who is at it: two heaps, the free ones by wake, the leased ones by lease end.
 * A commit only notes its wake; the heaps are put in order when somebody looks.
 */
import type { Instant } from "../../domain/Time.ts"
import * as Text from "../Text.ts"
import * as Heap from "./Heap.ts"

/** The wake of one case. */
export interface Wake {
  readonly caseId: string
  at: Instant | null
  /** end of the lease, `free` when there is none */
  until: Instant
  /** in the list of what changed since somebody looked */
  noted: boolean
}

interface Free {
  readonly at: Instant
  readonly wake: Wake
}
interface Leased {
  readonly until: Instant
  readonly at: Instant
  readonly wake: Wake
}

const free = -1

export const make = () => {
  let noted: Array<Wake> = []
  const waiting = Heap.make<Free>((a, b) => a.at - b.at || Text.compare(a.wake.caseId, b.wake.caseId))
  const leased = Heap.make<Leased>((a, b) => a.until - b.until)

  const note = (wake: Wake): void => {
    if (wake.noted) return
    wake.noted = true
    noted.push(wake)
  }

  const isLeased = ({ at, until, wake }: Leased): boolean => wake.at === at && wake.until === until

  const settle = (now: Instant): void => {
    for (let top = leased.peek(); top !== undefined && top.until <= now; top = leased.peek()) {
      leased.pop()
      if (!isLeased(top)) continue
      top.wake.until = free
      note(top.wake)
    }
    if (noted.length === 0) return
    for (const wake of noted) {
      wake.noted = false
      if (wake.at !== null && wake.until === free) waiting.push({ at: wake.at, wake })
    }
    noted = []
  }

  const first = (): Free | undefined => {
    for (let top = waiting.peek(); top !== undefined; top = waiting.peek()) {
      if (top.wake.at === top.at && top.wake.until === free) return top
      waiting.pop()
    }
    return undefined
  }

  return {
    /** A case that has none yet. */
    of: (caseId: string): Wake => ({ caseId, at: null, until: free, noted: false }),

    /** The case's wake after a commit: any lease is over. */
    set: (wake: Wake, at: Instant | null): void => {
      if (wake.at === at && wake.until === free) return
      wake.at = at
      wake.until = free
      if (at !== null) note(wake)
    },

    claim: (before: Instant, limit: number, until: Instant, now: Instant): ReadonlyArray<Free> => {
      settle(now)
      const claimed: Array<Free> = []
      for (let top = first(); top !== undefined && top.at < before && claimed.length < limit; top = first()) {
        waiting.pop()
        top.wake.until = until
        claimed.push(top)
      }
      for (const { at, wake } of claimed) leased.push({ until, at, wake })
      return claimed
    },

    next: (now: Instant): Instant | null => {
      settle(now)
      const soon = first()
      let top = leased.peek()
      while (top !== undefined && !isLeased(top)) {
        leased.pop()
        top = leased.peek()
      }
      if (soon === undefined) return top?.until ?? null
      return top === undefined ? soon.at : Math.min(soon.at, top.until)
    }
  }
}
