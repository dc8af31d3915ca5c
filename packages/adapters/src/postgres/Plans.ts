/**
 * Plans by digest. Cases point to them by number; a plan never changes and is never deleted, so numbers are kept in
 * mind (not inside a host's transaction, which may never have been).
 */
import { Effect } from "effect"
import type { Digest } from "@frontdesk/core/plan/Plan"
import type { StoreDown } from "@frontdesk/core/port/CaseStore"
import type { Connection } from "./Connection.ts"
import * as Written from "./Written.ts"

export const make = ({ mark, own, read, schema: s }: Connection) => {
  // In one order, so that two who put the same plans never wait for each other.
  const put =
    `insert into ${s}fd_plan (digest, procedure, body)
     select d, p, b from json_to_recordset($1::json) as x(d text, p text, b text) order by d collate "C"
     on conflict (digest) do nothing`
  const body = `select body from ${s}fd_plan where digest = $1`
  const numberOf = `select digest, n from ${s}fd_plan where digest in (select json_array_elements_text($1::json))`
  const numbers = new Map<Digest, number>()

  return {
    put: (plans: ReadonlyArray<{ readonly digest: Digest; readonly procedure: string; readonly body: string }>) =>
      plans.length === 0
        ? Effect.void
        : mark(put, [JSON.stringify(plans.map((it) => ({ d: it.digest, p: Written.text(it.procedure), b: Written.text(it.body) })))]),

    body: (digest: Digest) =>
      Effect.map(read(body, [digest]), ([row]) => (row === undefined ? undefined : Written.read(row[0] as string))),

    /** The numbers of those that are known. */
    numbers: (digests: Iterable<Digest>): Effect.Effect<ReadonlyMap<Digest, number>, StoreDown> => {
      const unknown = [...new Set(digests)].filter((it) => !numbers.has(it))
      if (unknown.length === 0) return Effect.succeed(numbers)
      return Effect.map(read(numberOf, [JSON.stringify(unknown)]), (rows) => {
        const found = own ? numbers : new Map<Digest, number>()
        for (const [digest, n] of rows) found.set(digest as Digest, n as number)
        return found
      })
    }
  }
}
