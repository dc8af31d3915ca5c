/**
 * The expert's group commit of the very rows the desk writes: its tables, its texts, prepared statements, all steps of
 * one turn of the loop in one transaction with one sync. He knows the procedure by heart, so he decides nothing.
 */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import type { Stepper } from "./Session.ts"
import { commandId, record } from "./Recorded.ts"
import { accepts, answer, roles } from "./Work.ts"

const statements = (db: DatabaseSync) => ({
  begin: db.prepare("begin immediate"),
  commit: db.prepare("commit"),
  plan: db.prepare("insert into fd_plan (digest, procedure, body) values (?, ?, '{}')"),
  open: db.prepare(`insert into fd_case (id, version, wake, plan, procedure, status, head, tasks, tail) values (?, ?, ?, 1, ?, ?, ?, ?, (select ifnull(max(n), 0) + 1 from fd_change))`),
  snapshot: db.prepare("insert into fd_snapshot (of, version, format, body) values (?, ?, ?, ?)"),
  renew: db.prepare("update fd_snapshot set version = ?, body = ? where of = ?"),
  read: db.prepare("select n, version, status, tail, lag from fd_case where id = ?"),
  go: db.prepare("update fd_case set version = ?, wake = ?, tasks = ?, tail = ?, lag = ? where n = ?"),
  end: db.prepare("update fd_case set version = ?, wake = ?, tasks = ?, tail = ?, lag = ?, status = ?, head = ? where n = ?"),
  subject: db.prepare("insert into fd_subject (field, value, of) values (?, ?, ?)"),
  command: db.prepare("insert into fd_command (id, of, version, content) values (?, ?, ?, ?)"),
  change: db.prepare("insert into fd_change (of, first, last, entries, prev, mark) values (?, ?, ?, ?, ?, 0)"),
  dropTask: db.prepare("delete from fd_task where key = ? and rank = ? and due = ? and case_id = ? and n = ?"),
  putTask: db.prepare("insert into fd_task (key, rank, due, case_id, n, procedure) values (?, ?, ?, ?, ?, ?)"),
  disarm: db.prepare("delete from fd_wake where wake = ? and case_id = ?"),
  arm: db.prepare("insert into fd_wake (wake, case_id) values (?, ?)"),
  ended: db.prepare("select count(*) as n from fd_case where status = 'ended'")
})

export const sqliteSameRows: Stepper = {
  name: "sqlite-same-rows-grouped",
  control: "sqlite-by-hand",
  cases: { full: 2_000, quick: 300 },
  start: async (folder) => {
    const recorded = await record()
    const db = new DatabaseSync(join(folder, "same-rows.db"))
    db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000")
    db.exec(Sqlite.sql())
    const sql = statements(db)
    const id = (index: number) => `case-${index}`

    const openOne = (index: number) => {
      const row = recorded.open
      const caseId = id(index)
      const { lastInsertRowid: of } = sql.open.run(
        caseId, row.version, row.wake, row.procedure, row.status, row.head(), row.tasks(caseId)
      )
      sql.snapshot.run(of, row.version, row.format, row.body(caseId))
      for (const [field, value] of row.subject) sql.subject.run(field, value, of)
      sql.command.run(commandId(index, 0), of, row.version, null)
      sql.change.run(of, row.first, row.version, row.entries(), null)
      for (const { due, key, n, procedure, rank } of row.put) sql.putTask.run(key, rank, due, caseId, n, procedure)
      if (row.wake !== null) sql.arm.run(row.wake, caseId)
    }

    const completeOne = (index: number, step: number) => {
      const caseId = id(index)
      const row = recorded.steps[step]!
      const wake = (step === 0 ? recorded.open : recorded.steps[step - 1]!).wake
      const found = sql.read.get(caseId) as { n: number; version: number; status: string; tail: number; lag: number } | undefined
      if (found === undefined || found.status !== "open" || found.version !== row.first - 1) throw new Error("not open")
      if (!accepts(roles[step]!, step, answer)) throw new Error("refused")
      const { lastInsertRowid: tail } = sql.change.run(found.n, row.first, row.version, row.entries(), found.tail)
      // every fifth change, as the desk does
      const lag = (found.lag + 1) % 5
      if (lag === 0) sql.renew.run(row.version, row.body(caseId), found.n)
      if (row.status === "open") sql.go.run(row.version, row.wake, row.tasks(caseId), tail, lag, found.n)
      else sql.end.run(row.version, row.wake, row.tasks(caseId), tail, lag, row.status, row.head(), found.n)
      sql.command.run(commandId(index, step + 1), found.n, row.version, null)
      for (const { due, key, n, rank } of row.drop) sql.dropTask.run(key, rank, due, caseId, n)
      for (const { due, key, n, procedure, rank } of row.put) sql.putTask.run(key, rank, due, caseId, n, procedure)
      if (wake !== row.wake) {
        if (wake !== null) sql.disarm.run(wake, caseId)
        if (row.wake !== null) sql.arm.run(row.wake, caseId)
      }
    }

    let waiting: Array<{ readonly index: number; readonly step: number; readonly done: () => void }> = []
    const flush = () => {
      const batch = waiting
      waiting = []
      sql.begin.run()
      for (const { index, step } of batch) completeOne(index, step)
      sql.commit.run()
      for (const { done } of batch) done()
    }

    return {
      open: async (cases) => {
        sql.begin.run()
        sql.plan.run(recorded.open.plan, recorded.open.procedure)
        for (let index = 0; index < cases; index++) openOne(index)
        sql.commit.run()
      },
      complete: (index, step) =>
        new Promise<void>((done) => {
          if (waiting.length === 0) setImmediate(flush)
          waiting.push({ index, step, done })
        }),
      ended: async () => Number((sql.ended.get() as { n: number }).n),
      close: async () => db.close()
    }
  }
}

