/**
 * Plans by digest. Cases point to them by number; a plan never changes and is never deleted, so numbers are kept in
 * mind (not inside a host's transaction, which may never have been).
 */
import type { Digest } from "@frontdesk/core/plan/Plan"
import type { Connection } from "./Connection.ts"

export const make = ({ own, prefix: p, sql }: Connection) => {
  const insert = `insert into ${p}plan (digest, procedure, body) values (?, ?, ?) on conflict do nothing`
  const numberOf = `select n from ${p}plan where digest = ?`
  const digestOf = `select digest from ${p}plan where n = ?`
  const body = `select body from ${p}plan where digest = ?`
  const numbers = new Map<Digest, number>()
  const digests = new Map<number, Digest>()

  return {
    put: (digest: Digest, procedure: string, body: string) => {
      sql(insert).run(digest, procedure, body)
    },
    body: (digest: Digest) => sql(body).get(digest)?.[0] as string | undefined,
    number: (digest: Digest): number | undefined => {
      const known = numbers.get(digest) ?? (sql(numberOf).get(digest)?.[0] as number | undefined)
      if (known !== undefined && own) numbers.set(digest, known)
      return known
    },
    digest: (n: number): Digest => {
      const known = digests.get(n) ?? (sql(digestOf).get(n)![0] as Digest)
      if (own) digests.set(n, known)
      return known
    }
  }
}
