/**
 * The expert's hand-written SQLite: four tables, prepared statements, WAL, every commit fsynced. Once with one
 * transaction for each step, once with all steps of the same turn of the loop in one transaction (group commit).
 */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import type { Session, Stepper } from "./Session.ts"
import { accepts, answer, roles, steps, twoDays, type Answer } from "./Work.ts"

const schema = `
  pragma journal_mode = wal; pragma synchronous = full;
  create table cases  (id text primary key, version integer not null, step integer not null, status text not null) without rowid;
  create table events (case_id text not null, seq integer not null, at integer not null, type text not null, body text not null, primary key (case_id, seq)) without rowid;
  create table tasks  (case_id text not null, step integer not null, role text not null, due integer not null, primary key (case_id, step)) without rowid;
  create index tasks_by_role on tasks (role, due);
  create table timers (case_id text primary key, due integer not null) without rowid;
  create index timers_by_due on timers (due);`

const statements = (db: DatabaseSync) => ({
  begin: db.prepare("begin immediate"),
  commit: db.prepare("commit"),
  insertCase: db.prepare("insert into cases values (?, 1, 0, 'open')"),
  readCase: db.prepare("select version, step, status from cases where id = ?"),
  moveCase: db.prepare("update cases set version = version + 1, step = ?, status = ? where id = ? and version = ?"),
  insertEvent: db.prepare("insert into events values (?, ?, ?, ?, ?)"),
  insertTask: db.prepare("insert into tasks values (?, ?, ?, ?)"),
  deleteTask: db.prepare("delete from tasks where case_id = ? and step = ?"),
  armTimer: db.prepare("insert into timers values (?, ?) on conflict do update set due = excluded.due"),
  disarmTimer: db.prepare("delete from timers where case_id = ?"),
  ended: db.prepare("select count(*) as n from cases where status = 'ended'")
})

const session = (file: string, grouped: boolean): Session => {
  const db = new DatabaseSync(file)
  db.exec(schema)
  const sql = statements(db)
  const id = (index: number) => `case-${index}`

  const openOne = (index: number) => {
    const now = Date.now()
    sql.insertCase.run(id(index))
    sql.insertEvent.run(id(index), 1, now, "opened", "{}")
    sql.insertTask.run(id(index), 0, roles[0], now + twoDays)
    sql.armTimer.run(id(index), now + twoDays)
  }

  const completeOne = (index: number, step: number, role: string, values: Answer) => {
    const row = sql.readCase.get(id(index)) as { version: number; step: number; status: string } | undefined
    if (row === undefined || row.status !== "open" || row.step !== step) throw new Error("not open")
    if (!accepts(role, step, values)) throw new Error("refused")
    const now = Date.now()
    const last = step === steps.length - 1
    sql.moveCase.run(last ? step : step + 1, last ? "ended" : "open", id(index), row.version)
    sql.insertEvent.run(id(index), row.version + 1, now, "completed", JSON.stringify(values))
    sql.deleteTask.run(id(index), step)
    if (last) {
      sql.disarmTimer.run(id(index))
    } else {
      sql.insertTask.run(id(index), step + 1, roles[step + 1]!, now + twoDays)
      sql.armTimer.run(id(index), now + twoDays)
    }
  }

  let waiting: Array<{ work: () => void; done: () => void; failed: (cause: unknown) => void }> = []
  const flush = () => {
    const batch = waiting
    waiting = []
    sql.begin.run()
    for (const one of batch) one.work()
    sql.commit.run()
    for (const one of batch) one.done()
  }
  const inGroup = (work: () => void) =>
    new Promise<void>((done, failed) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ work, done, failed })
    })
  const alone = async (work: () => void) => {
    sql.begin.run()
    work()
    sql.commit.run()
  }
  const transact = grouped ? inGroup : alone

  return {
    open: async (cases) => {
      sql.begin.run()
      for (let index = 0; index < cases; index++) openOne(index)
      sql.commit.run()
    },
    complete: (index, step) => transact(() => completeOne(index, step, roles[step]!, answer)),
    ended: async () => Number((sql.ended.get() as { n: number }).n),
    close: async () => db.close()
  }
}

export const oneTransaction: Stepper = {
  name: "sqlite-by-hand",
  control: "sqlite-by-hand",
  cases: { full: 2_000, quick: 300 },
  start: async (folder) => session(join(folder, "by-hand.db"), false)
}

export const groupCommit: Stepper = {
  name: "sqlite-by-hand-grouped",
  control: "sqlite-by-hand",
  cases: { full: 2_000, quick: 300 },
  start: async (folder) => session(join(folder, "by-hand-grouped.db"), true)
}
