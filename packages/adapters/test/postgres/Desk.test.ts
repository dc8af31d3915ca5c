import * as Postgres from "@frontdesk/adapters/postgres/Postgres"
import { Effect } from "effect"
import { promises } from "../desk/Promises.ts"
import * as Fresh from "./Fresh.ts"

promises("PostgreSQL", Effect.gen(function*() {
  const options = yield* Fresh.options()
  const store = yield* Postgres.make(options)
  const sql = yield* Fresh.client()
  const other = yield* Fresh.client()
  const table = `"${options.schema}".invoice`
  yield* Fresh.rows(sql, `create table ${table} (id text)`)
  return {
    store,
    again: Effect.orDie(Postgres.make(options)),
    host: {
      transaction: yield* Postgres.host(sql, { schema: options.schema! }),
      write: (id: string) => Effect.asVoid(Fresh.rows(sql, `insert into ${table} values ($1)`, [id])),
      rows: Effect.map(Fresh.rows(other, `select id from ${table}`), (rows) => rows.map(([id]) => String(id)))
    }
  }
}).pipe(Effect.orDie))
