/** Cases: one row each, with its snapshot; found again by procedure, status, plan and subject, in the order they were opened. */
import { Effect, Option } from "effect"
import type { Digest } from "@frontdesk/core/plan/Plan"
import type { CaseHead, Cursor, Done, Page, Stored, StoreDown } from "@frontdesk/core/port/CaseStore"
import * as Paging from "../rows/Paging.ts"
import type { Connection, Params, Row } from "./Connection.ts"
import * as Written from "./Written.ts"

export interface CaseQuery {
  readonly procedure?: string
  readonly status?: CaseHead["status"]
  readonly plan?: Digest
  readonly subject?: readonly [string, string]
}

/** A command's version and content, in this order. */
export const doneBy = ([version, content]: Row): Done =>
  content === null ? { version: version as number } : { version: version as number, content: content as number }

const statuses: ReadonlyArray<CaseHead["status"]> = ["open", "ended", "void"]

/** The columns of a case as `stored` reads them. */
export const columns = "c.id, c.version::float8, p.digest, c.format::float8, c.body"

export const stored = ([id, version, plan, format, body]: Row): Stored => ({
  caseId: Written.read(id as string),
  version: version as number,
  plan: plan as Digest,
  format: format as number,
  body: Written.read(body as string)
})

export const make = ({ read, schema: s }: Connection) => {
  const load = `select ${columns} from ${s}fd_case c join ${s}fd_plan p on p.n = c.plan where c.id = any(array(select json_array_elements_text($1::json)))`
  const committed = `select m.version::float8, m.content::float8 from ${s}fd_case c join ${s}fd_command m on m.of = c.n where c.id = $1 and m.id = $2`
  const heads = `c.n::float8, c.id, c.version::float8, p.digest, c.procedure, c.status, c.head`

  // One range of an index for each status, as a span of that index: of an equality the planner may think that enough cases
  // have it, and go through them in their order, which are all of them for a status that few have.
  const ranges = (first: readonly [column: string, value: string] | undefined, where: string) => {
    const [columns, values] = first === undefined ? ["c.status", "t.status"] : [`${first[0]}, c.status`, `${first[1]}, t.status`]
    return `select ${heads} from json_array_elements_text($1::json) as t(status)
     cross join lateral (
       select * from ${s}fd_case c where (${columns}, c.n) > (${values}, $2::bigint) and (${columns}) <= (${values}) ${where}
       order by ${columns}, c.n limit $3::bigint) c
     join ${s}fd_plan p on p.n = c.plan order by c.n limit $3::bigint`
  }
  const bySubject = (where: string) =>
    `select ${heads} from ${s}fd_subject t join ${s}fd_case c on c.n = t.of join ${s}fd_plan p on p.n = c.plan
     where c.status in (select json_array_elements_text($1::json)) and t.of > $2::bigint ${where} order by t.of limit $3::bigint`

  const query = (q: CaseQuery, after: number, limit: number): readonly [string, Params] => {
    const params: Array<number | string> = [JSON.stringify(q.status === undefined ? statuses : [q.status]), after, limit]
    const value = (it: string) => `$${params.push(it)}`
    const wanted: Array<readonly [column: string, value: string]> = []
    if (q.plan !== undefined) wanted.push(["c.plan", `(select n from ${s}fd_plan where digest = ${value(q.plan)})`])
    if (q.procedure !== undefined) wanted.push(["c.procedure", value(Written.text(q.procedure))])
    const also = (all: typeof wanted): string => all.map(([column, it]) => ` and ${column} = ${it}`).join("")
    if (q.subject === undefined) return [ranges(wanted[0], also(wanted.slice(1))), params]
    let where = also(wanted)
    where += ` and t.field = ${value(Written.key(q.subject[0]))} and t.value = ${value(Written.key(q.subject[1]))}`
    return [bySubject(where), params]
  }

  const headOf = ([n, caseId, version, plan, procedure, status, head]: Row) => ({
    n: n as number,
    head: {
      ...(JSON.parse(head as string) as Pick<CaseHead, "outcome" | "openedAt" | "endedAt" | "subject">),
      caseId: Written.read(caseId as string),
      version: version as number,
      plan: plan as Digest,
      procedure: Written.read(procedure as string),
      status: status as CaseHead["status"]
    }
  })

  return {
    load: (ids: ReadonlyArray<string>): Effect.Effect<ReadonlyArray<Stored | null>, StoreDown> =>
      ids.length === 0
        ? Effect.succeed([])
        // what has no UTF-8 form was never written, and the server would not read it
        : Effect.map(read(load, [JSON.stringify(ids.filter((id) => !/\p{Cs}/u.test(id)).map(Written.text))]), (rows) => {
            const found = new Map(rows.map((row) => {
              const one = stored(row)
              return [one.caseId, one] as const
            }))
            return ids.map((id) => found.get(id) ?? null)
          }),

    committed: (caseId: string, command: string) =>
      Effect.map(read(committed, [Written.text(caseId), Written.key(command)]), ([row]) => (row === undefined ? Option.none() : Option.some(doneBy(row)))),

    page: (q: CaseQuery, cursor: Cursor | undefined, limit: number): Effect.Effect<Page<CaseHead>, StoreDown> =>
      Effect.map(read(...query(q, Paging.from(cursor, [0])[0]!, limit + 1)), (rows) => {
        const { items, next } = Paging.page(rows.map(headOf), limit, (it) => [it.n])
        return { items: items.map((it) => it.head), next }
      })
  }
}
