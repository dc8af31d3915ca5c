/** Which cases want to be woken when (law L11): one narrow table in the order it is claimed in. */
import type { Instant } from "@frontdesk/core/domain/Time"
import { columns } from "./Cases.ts"
import type { Connection, Row } from "./Connection.ts"

export const make = ({ prefix: p, sql }: Connection) => {
  const insert = `insert into ${p}wake (wake, case_id) values (?, ?)`
  const remove = `delete from ${p}wake where wake = ? and case_id = ?`
  const free = `update ${p}wake set until = 0 where wake = ? and case_id = ? and until > 0`
  const leased = `select 1 from ${p}wake where until > 0 limit 1`
  const unleased = "wake < ? and until <= ?"
  const any = `select 1 from ${p}wake where ${unleased} limit 1`
  const due =
    `select w.wake, ${columns}
     from (select wake, case_id from ${p}wake where ${unleased} order by wake, case_id limit ?) w cross join ${p}case c on c.id = w.case_id
       cross join ${p}snapshot s on s.of = c.n
     order by w.wake, w.case_id`
  // in the order of the table: one after the other up to the last
  const lease = `update ${p}wake set until = ? where (wake, case_id) <= (?, ?) and until <= ?`
  const firstFree = `select wake from ${p}wake where until <= ? order by wake limit 1`
  const firstLeased = `select min(until) from ${p}wake where until > 0 and until > ?`

  return {
    /** Whether any wake is leased, or was and nobody came back. */
    isLeased: (): boolean => sql(leased).get() !== undefined,

    /** The case's wake after a commit: any lease is over. */
    set: (caseId: string, before: Instant | null, after: Instant | null, isLeased: boolean) => {
      if (before === after) {
        // mostly none is, and an update that finds nothing costs as much as one that does
        if (after !== null && isLeased) sql(free).run(after, caseId)
        return
      }
      if (before !== null) sql(remove).run(before, caseId)
      if (after !== null) sql(insert).run(after, caseId)
    },

    isDue: (before: Instant, now: Instant): boolean => sql(any).get(before, now) !== undefined,

    /** The first that are due, each with its case, leased until then: the wake, then a row for `Cases.stored`. */
    claim: (before: Instant, limit: number, now: Instant, until: Instant): ReadonlyArray<Row> => {
      const rows = sql(due).all(before, now, limit)
      const last = rows.at(-1)
      if (last !== undefined) sql(lease).run(until, last[0]!, last[1]!, now)
      return rows
    },

    next: (now: Instant): Instant | null => {
      const free = sql(firstFree).get(now)?.[0] as Instant | undefined
      const leased = sql(firstLeased).get(now)?.[0] as Instant | null
      if (free === undefined) return leased
      return leased === null ? free : Math.min(free, leased)
    }
  }
}
