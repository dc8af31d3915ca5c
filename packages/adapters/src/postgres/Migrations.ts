/**
 * The tables of a PostgreSQL store, as a list of steps that only ever grows (law L20). What is printed is what is run:
 * both are `statements`.
 *
 * The layout keeps the work of one change small: one row holds all entries of a change, one row holds a case, and each
 * question of the desk is one narrow index in the order of the answer. Texts are ordered by their bytes (`collate "C"`).
 */

const text = `text collate "C" not null`

/** Steps in order; a step that was ever released never changes. */
const steps: ReadonlyArray<(s: string) => ReadonlyArray<string>> = [
  (s) => [
    `create table ${s}fd_plan (
  n integer generated always as identity primary key,
  digest ${text} unique,
  procedure ${text},
  body text not null
)`,

    `create sequence ${s}fd_feed`,
    `-- so that the next number is always greater than the last one\nselect setval('${s}fd_feed', 1)`,

    `create sequence ${s}fd_case_n`,

    `-- head: outcome, opened, ended, subject as JSON; body: the snapshot
create table ${s}fd_case (
  n bigint primary key,
  id ${text} unique,
  version bigint not null,
  plan integer not null references ${s}fd_plan (n),
  procedure ${text},
  status ${text},
  head text not null,
  format bigint not null,
  body text not null
) with (fillfactor = 80)`,
    `create index fd_case_status on ${s}fd_case (status, n)`,
    `create index fd_case_procedure on ${s}fd_case (procedure, status, n)`,
    `create index fd_case_plan on ${s}fd_case (plan, status, n)`,

    `create table ${s}fd_subject (
  of bigint not null,
  field ${text},
  value ${text},
  primary key (of, field, value)
)`,
    `create index fd_subject_found on ${s}fd_subject (field, value, of)`,

    `-- entries first … last of case number "of": a line of JSON [[at, type, v, length], …], then their bodies; place: order of the feed
create table ${s}fd_change (
  of bigint not null,
  first bigint not null,
  last bigint not null,
  place bigint not null,
  entries text not null,
  primary key (of, last)
)`,
    `create index fd_change_feed on ${s}fd_change (place, of, last)`,

    `create table ${s}fd_command (
  of bigint not null,
  id ${text},
  version bigint not null,
  primary key (of, id)
)`,

    `-- key: a key of the offer, "" when it is offered to nobody, "holder=" and a person; rank 0: at once; due: 2^53-1 when there is none
-- body: the task as JSON, in the first of its rows
create table ${s}fd_task (
  case_id ${text},
  n bigint not null,
  key ${text},
  rank smallint not null,
  due bigint not null,
  procedure ${text},
  body text,
  primary key (case_id, n, key)
)`,
    `create index fd_task_list on ${s}fd_task (key, rank, due, case_id, n)`,
    `create index fd_task_all on ${s}fd_task (rank, due, case_id, n) where body is not null`,

    `-- until: end of the lease, 0 when free
create table ${s}fd_wake (
  case_id ${text} primary key,
  wake bigint not null,
  until bigint not null default 0
) with (fillfactor = 70)`,
    `create index fd_wake_due on ${s}fd_wake (wake, case_id)`,
    `create index fd_wake_leased on ${s}fd_wake (until) where until > 0`,

    `-- due: can be leased from then on, unless an earlier one of its lane is there
create table ${s}fd_message (
  case_id ${text},
  seq bigint not null,
  lane text collate "C",
  kind ${text},
  body text not null,
  after bigint not null,
  due bigint not null,
  buried boolean not null default false,
  tries bigint not null default 0,
  lease text,
  why text,
  primary key (case_id, seq)
)`,
    `create index fd_message_due on ${s}fd_message (kind, due, case_id, seq) where not buried`,
    `create index fd_message_lane on ${s}fd_message (case_id, lane, seq) where lane is not null`,
    `create index fd_message_buried on ${s}fd_message (case_id, seq) where buried`,

    `create table ${s}fd_watch (
  topic ${text},
  case_id ${text},
  primary key (topic, case_id)
)`,

    `create table ${s}fd_standing (
  topic ${text},
  case_id ${text},
  seq bigint not null,
  payload text not null,
  primary key (topic, case_id)
)`,

    `create table ${s}fd_ledger (
  ledger ${text},
  at bigint not null,
  case_id ${text},
  seq bigint not null,
  cells text not null,
  replaces bigint,
  fills bigint,
  primary key (ledger, at, case_id, seq)
)`,
    `create index fd_ledger_case on ${s}fd_ledger (ledger, case_id, at, seq)`
  ],
  (s) => [
    `-- what the command said, as a number; empty: nobody asks, or of a time when it was not kept
alter table ${s}fd_command add column content bigint`
  ]
]

/** The newest schema this version knows. */
export const newest = steps.length

/** What brings an empty database, or one whose tables are of schema `from`, to the newest schema; one statement each. */
export const statements = (schema: string, from = 0): ReadonlyArray<string> => {
  const s = `"${schema}".`
  return [
    ...(from === 0
      ? [
          `create schema if not exists "${schema}"`,
          `create table ${s}fd_schema (version integer primary key, applied timestamptz not null default now())`
        ]
      : []),
    ...steps.slice(from).flatMap((step, i) => [
      ...step(s),
      `insert into ${s}fd_schema (version) values (${from + i + 1})`
    ])
  ]
}
