/** Which cases want to be woken when, and who is at it: two heaps, the free ones by wake, the leased ones by lease end. */
import type { Instant } from "../../domain/Time.ts"
import * as Text from "../Text.ts"
import * as Heap from "./Heap.ts"

interface Wake {
  readonly caseId: string
  readonly at: Instant
  /** end of the lease, 0 when free */
  until: Instant
}

export const make = () => {
  const current = new Map<string, Wake>()
  const free = Heap.make<Wake>((a, b) => a.at - b.at || Text.compare(a.caseId, b.caseId))
  const leased = Heap.make<{ readonly until: Instant; readonly wake: Wake }>((a, b) => a.until - b.until)

  const settle = (now: Instant) => {
    for (let top = leased.peek(); top !== undefined && top.until <= now; top = leased.peek()) {
      leased.pop()
      if (current.get(top.wake.caseId) !== top.wake || top.wake.until !== top.until) continue
      top.wake.until = 0
      free.push(top.wake)
    }
  }

  const first = (): Wake | undefined => {
    for (let top = free.peek(); top !== undefined; top = free.peek()) {
      if (current.get(top.caseId) === top && top.until === 0) return top
      free.pop()
    }
    return undefined
  }

  return {
    /** The case's wake after a commit: any lease is over. */
    set: (caseId: string, at: Instant | null) => {
      const before = current.get(caseId)
      if (at === null) {
        if (before !== undefined) current.delete(caseId)
        return
      }
      if (before !== undefined && before.at === at && before.until === 0) return
      const wake: Wake = { caseId, at, until: 0 }
      current.set(caseId, wake)
      free.push(wake)
    },

    claim: (before: Instant, limit: number, until: Instant, now: Instant): ReadonlyArray<Wake> => {
      settle(now)
      const claimed: Array<Wake> = []
      for (let top = first(); top !== undefined && top.at < before && claimed.length < limit; top = first()) {
        free.pop()
        top.until = until
        claimed.push(top)
      }
      for (const wake of claimed) leased.push({ until, wake })
      return claimed
    },

    next: (now: Instant): Instant | null => {
      settle(now)
      const soon = first()
      let top = leased.peek()
      while (top !== undefined && (current.get(top.wake.caseId) !== top.wake || top.wake.until !== top.until)) {
        leased.pop()
        top = leased.peek()
      }
      if (soon === undefined) return top?.until ?? null
      return top === undefined ? soon.at : Math.min(soon.at, top.until)
    }
  }
}
