/** Which cases want to be woken when (law L11): one narrow table in the order it is claimed in. */
import type { Instant } from "@frontdesk/core/domain/Time"
import type { Connection } from "./Connection.ts"

export const make = ({ prefix: p, sql }: Connection) => {
  const insert = `insert into ${p}wake (wake, case_id) values (?, ?)`
  const remove = `delete from ${p}wake where wake = ? and case_id = ?`
  const free = `update ${p}wake set until = 0 where wake = ? and case_id = ? and until > 0`
  const due = `select wake, case_id from ${p}wake where wake < ? and until <= ? order by wake, case_id limit ?`
  const lease = `update ${p}wake set until = ? where wake = ? and case_id = ?`
  const firstFree = `select wake from ${p}wake where until <= ? order by wake limit 1`
  const firstLeased = `select min(until) from ${p}wake where until > 0 and until > ?`

  return {
    /** The case's wake after a commit: any lease is over. */
    set: (caseId: string, before: Instant | null, after: Instant | null) => {
      if (before === after) {
        if (after !== null) sql(free).run(after, caseId)
        return
      }
      if (before !== null) sql(remove).run(before, caseId)
      if (after !== null) sql(insert).run(after, caseId)
    },

    due: (before: Instant, limit: number, now: Instant) =>
      sql(due).all(before, now, limit) as ReadonlyArray<readonly [Instant, string]>,

    lease: (wake: Instant, caseId: string, until: Instant) => {
      sql(lease).run(until, wake, caseId)
    },

    next: (now: Instant): Instant | null => {
      const free = sql(firstFree).get(now)?.[0] as Instant | undefined
      const leased = sql(firstLeased).get(now)?.[0] as Instant | null
      if (free === undefined) return leased
      return leased === null ? free : Math.min(free, leased)
    }
  }
}
