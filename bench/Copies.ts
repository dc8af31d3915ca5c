/**
 * Many cases, quickly: a few are opened at the desk, the rest are copies of their rows with another id, written in bulk
 * by the store's own tables. Ids are of one length, so that the texts of the rows stay as long as they say they are.
 */
import { DatabaseSync } from "node:sqlite"
import { Client } from "pg"

/** The id of case `index` that is opened at the desk, to be copied. */
export const seed = (index: number): string => `seed-${String(index).padStart(7, "0")}`

/** Tables that copies have nothing in: their cases wait for nobody and have sent nothing. */
const empty = ["message", "watch", "standing", "ledger"]

/** `n` copies of the cases `seed(0)` … `seed(seeds - 1)`, each of them the like number of times. */
export const sqlite = (file: string, seeds: number, n: number): void => {
  const db = new DatabaseSync(file)
  try {
    // A broken copy is thrown away: no journal, which would be as large as the file.
    db.exec("pragma journal_mode = delete; pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000; begin immediate")
    for (const table of empty) {
      if (db.prepare(`select 1 from fd_${table} limit 1`).get() !== undefined) throw new Error(`copies have nothing in fd_${table}`)
    }
    for (let index = 0; index < seeds; index++) {
      const from = Math.floor((n * index) / seeds)
      const to = Math.floor((n * (index + 1)) / seeds)
      const { base, changes, made, of } = db.prepare(`select n as of, (select max(n) from fd_case) as base,
        (select max(n) from fd_change) as changes, (select count(*) from fd_change where of = c.n) as made from fd_case c where id = ?`)
        .get(seed(index)) as { base: number; changes: number; made: number; of: number }
      const every = `with recursive i(k) as (select ${from} where ${from} < ${to} union all select k + 1 from i where k + 1 < ${to})`
      const n_ = `${base + 1 - from} + k`
      // those of one copy are one behind the other
      const change = (nth: number | string) => `${changes} + (k - ${from}) * ${made} + ${nth}`
      const id = "printf('copy-%07d', k)"
      const text = (column: string) => `replace(${column}, '${seed(index)}', ${id})`
      for (const insert of [
        `insert into fd_case (n, id, version, wake, plan, procedure, status, head, tasks, tail, lag) ${every}
         select ${n_}, ${id}, version, wake, plan, procedure, status, head, ${text("tasks")}, ${change(made)}, lag from fd_case cross join i where n = ${of}`,
        `insert into fd_snapshot (of, version, format, body) ${every} select ${n_}, version, format, ${text("body")} from fd_snapshot cross join i where of = ${of}`,
        `insert into fd_subject (field, value, of) ${every} select field, value, ${n_} from fd_subject cross join i where of = ${of}`,
        `insert into fd_command (id, of, version, content) ${every} select id, ${n_}, version, content from fd_command cross join i where of = ${of}`,
        `insert into fd_change (n, of, first, last, entries, prev, mark) ${every}
         select ${change("nth")}, ${n_}, first, last, ${text("entries")}, iif(prev is null, null, ${change("nth - 1")}), mark
         from i cross join (select *, row_number() over (order by last) as nth from fd_change where of = ${of})`,
        `insert into fd_task (key, rank, due, case_id, n, procedure) ${every}
         select key, rank, due, ${id}, n, procedure from fd_task cross join i where case_id = '${seed(index)}'`,
        `insert into fd_wake (wake, case_id) ${every} select wake, ${id} from fd_wake cross join i where case_id = '${seed(index)}'`
      ]) db.exec(insert)
    }
    db.exec("commit; pragma journal_mode = wal")
  } finally {
    db.close()
  }
}

/** The same in a PostgreSQL database; one seed. */
export const postgres = async (url: string, n: number): Promise<void> => {
  const f = "frontdesk.fd_"
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const table of empty) {
      if ((await client.query(`select 1 from ${f}${table} limit 1`)).rows.length > 0) throw new Error(`copies have nothing in fd_${table}`)
    }
    const id = "'copy-' || lpad(k::text, 7, '0')"
    const text = (column: string) => `replace(${column}, '${seed(0)}', i.id)`
    await client.query(`begin; set local synchronous_commit = off;
      create temporary table i on commit drop as
        select k, ${id} as id, nextval('${f}case_n') as n, nextval('${f}feed') as place from generate_series(0, ${n - 1}) as k;
      create temporary table o on commit drop as select n from ${f}case where id = '${seed(0)}';
      insert into ${f}case (n, id, version, plan, procedure, status, head, format, body)
        select i.n, i.id, version, plan, procedure, status, head, format, ${text("body")} from ${f}case c, i where c.id = '${seed(0)}';
      insert into ${f}subject (of, field, value) select i.n, field, value from ${f}subject t join o on t.of = o.n, i;
      insert into ${f}command (of, id, version, content) select i.n, t.id, version, content from ${f}command t join o on t.of = o.n, i;
      insert into ${f}change (of, first, last, place, entries) select i.n, first, last, i.place, ${text("entries")} from ${f}change t join o on t.of = o.n, i;
      insert into ${f}task (case_id, n, key, rank, due, procedure, body)
        select i.id, t.n, key, rank, due, procedure, ${text("body")} from ${f}task t, i where case_id = '${seed(0)}';
      insert into ${f}wake (case_id, wake) select i.id, wake from ${f}wake t, i where case_id = '${seed(0)}';
      commit`)
    await client.query("vacuum analyze")
  } finally {
    await client.end()
  }
}
