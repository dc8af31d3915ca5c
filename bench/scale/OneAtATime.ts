/** One command at a time: what a single caller waits for, against a bare commit of one row that is synced, in the same folder. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { roundOf, type Driver } from "../Driver.ts"
import { frontdeskSqlite } from "../steps/Frontdesk.ts"
import * as Session from "../steps/Session.ts"
import { answer } from "../steps/Work.ts"

const bare: Driver = {
  name: "bare commit",
  control: "bare commit",
  callers: 1,
  size: { full: 300, quick: 50 },
  round: async (cases) => {
    const folder = await mkdtemp(join(tmpdir(), "frontdesk-bench-"))
    const db = new DatabaseSync(join(folder, "bare.db"))
    try {
      db.exec("pragma journal_mode = wal; pragma synchronous = full; create table one (n integer primary key, body text not null)")
      const [begin, insert, commit] = [db.prepare("begin immediate"), db.prepare("insert into one (body) values (?)"), db.prepare("commit")]
      const body = JSON.stringify(answer)
      const once = () => {
        begin.run()
        insert.run(body)
        commit.run()
      }
      for (let i = 0; i < cases; i++) once()
      const latencies: Array<number> = []
      const from = performance.now()
      for (let i = 0; i < cases * 6; i++) {
        const began = performance.now()
        once()
        latencies.push(performance.now() - began)
      }
      return roundOf(latencies, performance.now() - from)
    } finally {
      db.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

const { control: _, controls: __, ...sqlite } = frontdeskSqlite

export const drivers: ReadonlyArray<Driver> = [
  bare,
  {
    ...Session.driver({ ...sqlite, name: "sqlite, one at a time", control: bare.name, cases: { full: 300, quick: 50 } }),
    by: "p50ms",
    callers: 1
  }
]
