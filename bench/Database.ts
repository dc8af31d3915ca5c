/** A database of its own on the server of the run, for one round; the suite starts the server and names it in `DATABASE_URL`. */
import { randomBytes } from "node:crypto"
import { Client } from "pg"

export interface Database {
  readonly url: string
  readonly drop: () => Promise<void>
}

const at = async (url: string, text: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

export const create = async (): Promise<Database> => {
  const server = process.env["DATABASE_URL"]
  if (server === undefined) throw new Error("no PostgreSQL: DATABASE_URL is not set")
  const name = `bench_${randomBytes(6).toString("hex")}`
  await at(server, `create database ${name}`)
  const own = new URL(server)
  own.pathname = `/${name}`
  return { url: own.href, drop: () => at(server, `drop database ${name} with (force)`) }
}
