/**
 * What stands around the cases: ledgers, tables, quotas, events from outside and actions of the host.
 */
import type { Field } from "../../domain/Field.ts"
import type { Quota } from "../../domain/Quota.ts"
import type { Values } from "../../domain/Value.ts"
import { canonical } from "../Digest.ts"
import type { Actions, Ledger, Plan, Table } from "../Plan.ts"
import type { Change, Effect } from "./Change.ts"
import { equal, name, names, part, value, word } from "./Change.ts"
import * as Forms from "./Forms.ts"

type By<A> = { readonly [name: string]: A }

/** Each that both have; what only one has is new or gone. */
const each = <A>(what: Change["what"], before: By<A>, after: By<A>, say: (at: string, was: A, now: A) => ReadonlyArray<Change>, gone: Effect = "safe"): ReadonlyArray<Change> =>
  Object.keys({ ...before, ...after }).flatMap((at): ReadonlyArray<Change> => {
    const [was, now] = [before[at], after[at]]
    if (was === undefined) return [{ effect: "safe", what, at, part: "added" }]
    if (now === undefined) return [{ effect: gone, what, at, part: "removed" }]
    if (equal(was, now)) return []
    const told = say(at, was, now)
    return told.length > 0 ? told : [{ effect: "safe", what, at, part: "other" }]
  })

/** Columns are fields; told as columns. */
const columns = (what: Change["what"], at: string, was: ReadonlyArray<Field>, now: ReadonlyArray<Field>): ReadonlyArray<Change> =>
  Forms.between(at, was, now).map((change): Change => (change.what === "papers" ? change : { ...change, effect: "safe", what, part: change.part === undefined ? change.what : `${change.what}:${change.part}` }))

const ledger = (at: string, was: Ledger, now: Ledger): ReadonlyArray<Change> => [
  ...columns("ledger", at, was.columns, now.columns),
  ...part({ effect: "safe", what: "readers", at, part: "class" }, was.class, now.class, name),
  ...part({ effect: "safe", what: "ledger", at, part: "watched" }, was.watched, now.watched, word)
]

const table = (at: string, was: Table, now: Table): ReadonlyArray<Change> => [
  ...columns("table", at, was.columns, now.columns),
  ...part({ effect: "safe", what: "table", at, part: "key" }, was.key, now.key, names),
  ...Object.keys({ ...was.addsUp, ...now.addsUp }).flatMap((of) => part({ effect: "safe", what: "table", at, part: "adds-up", of }, was.addsUp?.[of], now.addsUp?.[of], value)),
  ...part({ effect: "safe", what: "readers", at, part: "class" }, was.class, now.class, name),
  ...rows(at, was, now)
]

/** Rows by their key. */
const rows = (at: string, was: Table, now: Table): ReadonlyArray<Change> => {
  if (was.rows === undefined || now.rows === undefined) {
    return part({ effect: "safe", what: "table", at, part: "host" }, was.rows === undefined, now.rows === undefined, word)
  }
  const types = Object.fromEntries([...was.columns, ...now.columns].map((it) => [it.name, it.type]))
  const of = (row: Values): string => now.key.map((column) => String(row[column] ?? "")).join(" ")
  const keyed = (list: ReadonlyArray<Values>): By<Values> => Object.fromEntries(list.map((row, i) => [now.key.length === 0 ? canonical([row, i]) : of(row), row]))
  const [old, fresh] = [keyed(was.rows), keyed(now.rows)]
  const found = Object.keys({ ...old, ...fresh }).flatMap((key) =>
    part({ effect: "safe", what: "table", at, part: "row", of: key }, ...cells(now.key, old[key], fresh[key]), (it) => ({ is: "cells", cells: it, columns: types }))
  )
  return found.length > 0 || equal(was.rows, now.rows) ? found : [{ effect: "safe", what: "table", at, part: "row-order" }]
}

/** What is said of a row besides its key; of one that is in both, only what is another. */
const cells = (key: ReadonlyArray<string>, was: Values | undefined, now: Values | undefined): readonly [was: Values | undefined, now: Values | undefined] => {
  const own = (row: Values | undefined): Values | undefined => (row === undefined ? row : Object.fromEntries(Object.entries(row).filter(([column]) => !key.includes(column))))
  if (was === undefined || now === undefined) return [own(was), own(now)]
  const pick = (row: Values): Values => Object.fromEntries(Object.entries(row).filter(([column]) => !equal(was[column], now[column])))
  return [pick(was), pick(now)]
}

const quota = (at: string, was: Quota, now: Quota): ReadonlyArray<Change> => {
  const change = { effect: "safe", what: "quota", at } as const
  return [
    ...part({ ...change, part: "count" }, was.count, now.count, (it) => ({ is: "measure", measure: it })),
    ...part({ ...change, part: "of" }, was.of, now.of, (it) => ({ is: "measure", measure: it })),
    ...part({ ...change, part: "per" }, was.per, now.per, word),
    ...part({ ...change, part: "at-least" }, was.atLeast, now.atLeast, (it) => ({ is: "value", value: it, type: { kind: "percent" } })),
    ...part({ ...change, part: "at-most" }, was.atMost, now.atMost, (it) => ({ is: "value", value: it, type: { kind: "percent" } })),
    ...part({ ...change, part: "rounded" }, was.rounded, now.rounded, word)
  ]
}

const action = (at: string, was: Actions[string], now: Actions[string]): ReadonlyArray<Change> => [
  ...columns("action", at, was.with, now.with),
  ...columns("action", at, was.gives, now.gives),
  ...Object.keys({ ...was.fails, ...now.fails }).flatMap((of) => part({ effect: "safe", what: "action", at, part: "fails", of }, was.fails[of] && name(of), now.fails[of] && name(of), () => name(of)))
]

export const between = (before: Plan, after: Plan): ReadonlyArray<Change> => [
  ...each("ledger", before.ledgers, after.ledgers, ledger),
  ...each("table", before.tables ?? {}, after.tables ?? {}, table),
  ...each("quota", before.quotas ?? {}, after.quotas ?? {}, quota),
  ...each("event", before.events, after.events, (at, was, now) => columns("event", at, was, now)),
  ...each("action", before.actions ?? {}, after.actions ?? {}, action)
]
