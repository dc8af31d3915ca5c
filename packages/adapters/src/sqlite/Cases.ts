/**
 * Cases: one row each, with its live tasks, and a snapshot that may be some changes old; found again by procedure, status, plan and subject, in
 * the order they were opened (the order of their numbers, so every index grows at its ends).
 */
import type { Digest } from "@frontdesk/core/plan/Plan"
import type { CaseHead, Cursor, Done, Page, Stored, TaskQuery } from "@frontdesk/core/port/CaseStore"
import type { Connection, Row } from "./Connection.ts"
import * as Paging from "../rows/Paging.ts"
import type { make as makeJournal } from "./Journal.ts"
import type { make as makePlans } from "./Plans.ts"

export interface CaseQuery {
  readonly procedure?: NonNullable<TaskQuery["procedure"]>
  readonly status?: CaseHead["status"]
  readonly plan?: Digest
  readonly subject?: readonly [string, string]
}

interface Found {
  readonly n: number
  readonly head: CaseHead
}

/** A case with its snapshot, for `stored`; of the tables `c` and `s`. */
export const columns = "c.id, c.version, c.plan, c.tail, s.version, s.format, s.body"

/** A command's version and content, in this order. */
export const doneBy = ([version, content]: Row): Done =>
  content === null ? { version: version as number } : { version: version as number, content: content as number }

const statuses: ReadonlyArray<CaseHead["status"]> = ["open", "ended", "void"]

export const make = (
  { prefix: p, sql }: Connection,
  plans: ReturnType<typeof makePlans>,
  journal: ReturnType<typeof makeJournal>
) => {
  const load = `select ${columns} from ${p}case c join ${p}snapshot s on s.of = c.n where c.id = ?`
  const committed = `select version, content from ${p}command where id = ? and of = (select n from ${p}case where id = ?)`
  const found = "n, id, version, plan, procedure, status, head"
  const head = `select ${found} from ${p}case where n = ?`
  const range = (where: string) => `select ${found} from ${p}case where ${where} and n > ? order by n limit ?`
  const bySubject = `select of from ${p}subject where field = ? and value = ? and of > ? order by of`

  const stored = (row: Row): Stored => {
    const [caseId, version, plan, tail, at, format, body] = row as unknown as [
      string, number, number, number | null, number, number, string
    ]
    const one = { caseId, version, plan: plans.digest(plan), format, body }
    return at === version ? one : { ...one, since: journal.since(tail!, at) }
  }

  const foundOf = ([n, caseId, version, plan, procedure, status, head]: Row): Found => ({
    n: n as number,
    head: {
      ...(JSON.parse(head as string) as Pick<CaseHead, "outcome" | "openedAt" | "endedAt" | "subject">),
      caseId: caseId as string,
      version: version as number,
      plan: plans.digest(plan as number),
      procedure: procedure as string,
      status: status as CaseHead["status"]
    }
  })

  /** At most `limit` cases after number `after`, in order, from the narrowest index. */
  const find = (q: CaseQuery, after: number, limit: number): ReadonlyArray<Found> => {
    if (q.subject !== undefined) {
      const those: Array<Found> = []
      for (const [n] of sql(bySubject).all(...q.subject, after)) {
        const one = foundOf(sql(head).get(n!)!)
        if (
          (q.procedure === undefined || one.head.procedure === q.procedure) &&
          (q.status === undefined || one.head.status === q.status) &&
          (q.plan === undefined || one.head.plan === q.plan) &&
          those.push(one) === limit
        ) break
      }
      return those
    }
    const plan = q.plan === undefined ? undefined : plans.number(q.plan)
    if (q.plan !== undefined && plan === undefined) return []
    if (q.plan === undefined && q.procedure === undefined) {
      const rows = q.status === undefined
        ? sql(range("true")).all(after, limit)
        : sql(range("status = ?")).all(q.status, after, limit)
      return rows.map(foundOf)
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
      .map(foundOf)
      .sort((a, b) => a.n - b.n)
      .slice(0, limit)
  }

  return {
    /** a row of `columns` */
    stored,
    load: (id: string): Stored | null => {
      const row = sql(load).get(id)
      return row === undefined ? null : stored(row)
    },
    committed: (caseId: string, command: string): Done | undefined => {
      const row = sql(committed).get(command, caseId)
      return row === undefined ? undefined : doneBy(row)
    },
    page: (q: CaseQuery, cursor: Cursor | undefined, limit: number): Page<CaseHead> => {
      const { items, next } = Paging.page(find(q, Paging.from(cursor, [0])[0]!, limit + 1), limit, (it) => [it.n])
      return { items: items.map((it) => it.head), next }
    }
  }
}
