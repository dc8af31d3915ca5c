/**
 * The tables of a SQLite store, as a list of steps that only ever grows (law L20). What is printed is what is run:
 * both are `script`.
 *
 * The layout keeps the work of one change small: one row holds all entries of a change, one row holds a case with its
 * live tasks, and each question of the desk is one narrow index in the order of the answer.
 *
 * @since 0.1.0
 */

/** Steps in order; a step that was ever released never changes. */
const steps: ReadonlyArray<(p: string) => string> = [
  (p) => `
create table ${p}plan (
  n integer primary key,
  digest text not null unique,
  procedure text not null,
  body text not null
) strict;

-- tasks: the live tasks as JSON; head: outcome, opened, ended, subject as JSON; body: the snapshot
create table ${p}case (
  n integer primary key,
  id text not null unique,
  version integer not null,
  wake integer,
  plan integer not null references ${p}plan (n),
  procedure text not null,
  status text not null,
  head text not null,
  tasks text not null,
  format integer not null,
  body text not null
) strict;
create index ${p}case_procedure on ${p}case (procedure, status);
create index ${p}case_plan on ${p}case (plan, status);

create table ${p}subject (
  field text not null,
  value text not null,
  of integer not null,
  primary key (field, value, of)
) strict, without rowid;

-- n: the order of the feed; entries first … last of case number "of": a line of JSON [[at, type, v, length], …], then their bodies
create table ${p}change (
  n integer primary key,
  of integer not null,
  first integer not null,
  last integer not null,
  entries text not null
) strict;
create unique index ${p}change_of on ${p}change (of, last);

create table ${p}command (
  of integer not null,
  id text not null,
  version integer not null,
  primary key (of, id)
) strict, without rowid;

-- key: a key of the offer, "" when it is offered to nobody, "holder=" and a person; rank 0: at once; due: 2^53-1 when there is none
create table ${p}task (
  key text not null,
  rank integer not null,
  due integer not null,
  case_id text not null,
  n integer not null,
  procedure text not null,
  primary key (key, rank, due, case_id, n)
) strict, without rowid;

-- until: end of the lease, 0 when free
create table ${p}wake (
  wake integer not null,
  case_id text not null,
  until integer not null default 0,
  primary key (wake, case_id)
) strict, without rowid;
create index ${p}wake_leased on ${p}wake (until) where until > 0;

-- state 0: first of its lane, leased from "due" on; 1: behind another one of its lane; 2: buried
create table ${p}message (
  case_id text not null,
  seq integer not null,
  lane text,
  kind text not null,
  body text not null,
  after integer not null,
  due integer not null,
  state integer not null,
  tries integer not null default 0,
  lease text,
  why text,
  primary key (case_id, seq)
) strict, without rowid;
create index ${p}message_due on ${p}message (kind, due, case_id, seq) where state = 0;
create index ${p}message_lane on ${p}message (case_id, lane, seq) where lane is not null;
create index ${p}message_buried on ${p}message (case_id, seq) where state = 2;

create table ${p}watch (
  topic text not null,
  case_id text not null,
  primary key (topic, case_id)
) strict, without rowid;

create table ${p}standing (
  topic text not null,
  case_id text not null,
  seq integer not null,
  payload text not null,
  primary key (topic, case_id)
) strict, without rowid;

create table ${p}ledger (
  ledger text not null,
  at integer not null,
  case_id text not null,
  seq integer not null,
  cells text not null,
  replaces integer,
  fills integer,
  primary key (ledger, at, case_id, seq)
) strict, without rowid;
create index ${p}ledger_case on ${p}ledger (ledger, case_id, at, seq);
`,
  (p) => `
-- what the command said, as a number; empty: nobody asks, or of a time when it was not kept
alter table ${p}command add column content integer;
`,
  // What a case writes at each step stands beside what its neighbours of the same commit write, however long its history.
  (p) => `
-- ids of one time are neighbours: the desk draws them so
create table ${p}command_new (
  id text not null,
  of integer not null,
  version integer not null,
  content integer,
  primary key (id, of)
) strict, without rowid;
insert into ${p}command_new select id, of, version, content from ${p}command order by id, of;
drop table ${p}command;
alter table ${p}command_new rename to ${p}command;

-- prev: number of the change of its case before it; mark 1: it is found by the index, and those before it by "prev" back to the next mark
alter table ${p}change add column prev integer;
alter table ${p}change add column mark integer not null default 1;
drop index ${p}change_of;
create unique index ${p}change_of on ${p}change (of, last) where mark = 1;

-- tail: number of its newest change, empty where all of them are marked; lag: how many changes came after its snapshot
alter table ${p}case add column tail integer;
alter table ${p}case add column lag integer not null default 0;

-- a case as it was at a version; what came since is in its journal
create table ${p}snapshot (
  of integer primary key,
  version integer not null,
  format integer not null,
  body text not null
) strict;
insert into ${p}snapshot select n, version, format, body from ${p}case order by n;
alter table ${p}case drop column body;
alter table ${p}case drop column format;
`
]

/** The newest schema this version knows. */
export const newest = steps.length

/** The SQL that brings an empty database, or one of schema `from`, to the newest schema. */
export const script = (prefix: string, from = 0): string =>
  [
    ...(from === 0
      ? [`create table ${prefix}schema (version integer primary key, applied integer not null) strict;`]
      : []),
    ...steps.slice(from).map(
      (step, i) =>
        `${step(prefix).trim()}\n\ninsert into ${prefix}schema (version, applied) values (${from + i + 1}, unixepoch() * 1000);`
    )
  ].join("\n\n") + "\n"
