/** Cases: one row each, with its snapshot and its live tasks; found again by procedure, status, plan and subject. */
import type { Digest } from "@frontdesk/core/plan/Plan"
import type { CaseHead, Cursor, Page, Stored, TaskQuery } from "@frontdesk/core/port/CaseStore"
import { compare } from "@frontdesk/core/port/Text"
import type { Connection, Row } from "./Connection.ts"
import * as Paging from "./Paging.ts"
import type { make as makePlans } from "./Plans.ts"

export interface CaseQuery {
  readonly procedure?: NonNullable<TaskQuery["procedure"]>
  readonly status?: CaseHead["status"]
  readonly plan?: Digest
  readonly subject?: readonly [string, string]
}

const statuses: ReadonlyArray<CaseHead["status"]> = ["open", "ended", "void"]

export const make = ({ prefix: p, sql }: Connection, plans: ReturnType<typeof makePlans>) => {
  const load = `select id, version, plan, format, body from ${p}case where id = ?`
  const committed = `select version from ${p}command where of = (select n from ${p}case where id = ?) and id = ?`
  const columns = "id, version, plan, procedure, status, head"
  const head = `select ${columns} from ${p}case where id = ?`
  const range = (where: string) => `select ${columns} from ${p}case where ${where} and id > ? order by id limit ?`
  const bySubject = `select case_id from ${p}subject where field = ? and value = ? and case_id > ? order by case_id`

  const stored = (row: Row): Stored => ({
    caseId: row[0] as string,
    version: row[1] as number,
    plan: plans.digest(row[2] as number),
    format: row[3] as number,
    body: row[4] as string
  })

  const headOf = ([caseId, version, plan, procedure, status, head]: Row): CaseHead => ({
    ...(JSON.parse(head as string) as Pick<CaseHead, "outcome" | "openedAt" | "endedAt" | "subject">),
    caseId: caseId as string,
    version: version as number,
    plan: plans.digest(plan as number),
    procedure: procedure as string,
    status: status as CaseHead["status"]
  })

  /** At most `limit` heads after a case, in order, from the narrowest index. */
  const find = (q: CaseQuery, after: string, limit: number): ReadonlyArray<CaseHead> => {
    if (q.subject !== undefined) {
      const found: Array<CaseHead> = []
      for (const [caseId] of sql(bySubject).all(...q.subject, after)) {
        const one = headOf(sql(head).get(caseId!)!)
        if (
          (q.procedure === undefined || one.procedure === q.procedure) &&
          (q.status === undefined || one.status === q.status) &&
          (q.plan === undefined || one.plan === q.plan) &&
          found.push(one) === limit
        ) break
      }
      return found
    }
    const plan = q.plan === undefined ? undefined : plans.number(q.plan)
    if (q.plan !== undefined && plan === undefined) return []
    if (q.plan === undefined && q.procedure === undefined) {
      const rows = q.status === undefined
        ? sql(range("true")).all(after, limit)
        : sql(range("status = ?")).all(q.status, after, limit)
      return rows.map(headOf)
    }
    // One range of the index for each status.
    return (q.status === undefined ? statuses : [q.status])
      .flatMap((status) =>
        plan === undefined
          ? sql(range("procedure = ? and status = ?")).all(q.procedure!, status, after, limit)
          : q.procedure === undefined
          ? sql(range("plan = ? and status = ?")).all(plan, status, after, limit)
          : sql(range("plan = ? and status = ? and procedure = ?")).all(plan, status, q.procedure, after, limit)
      )
      .map(headOf)
      .sort((a, b) => compare(a.caseId, b.caseId))
      .slice(0, limit)
  }

  return {
    load: (id: string): Stored | null => {
      const row = sql(load).get(id)
      return row === undefined ? null : stored(row)
    },
    committed: (caseId: string, command: string) => sql(committed).get(caseId, command)?.[0] as number | undefined,
    page: (q: CaseQuery, cursor: Cursor | undefined, limit: number): Page<CaseHead> =>
      Paging.page(find(q, Paging.from(cursor, [""])[0]!, limit + 1), limit, (it) => [it.caseId])
  }
}
