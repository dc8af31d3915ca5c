/**
 * What the sentences of a workspace ask of the cases of each procedure: those cases have to keep it, though nothing of
 * their own reads it again.
 */
import type { Expression, Register } from "../../domain/Expression.ts"
import type { FieldType } from "../../domain/Field.ts"
import type { Measure } from "../../domain/Quota.ts"
import * as RowPaths from "../model/RowPaths.ts"

/** By procedure id: steps (`intake` too) and their fields. */
export type Asked = ReadonlyMap<string, ReadonlyArray<readonly [step: string, field: string]>>

type Query = Extract<Expression, { readonly op: "query" }>
type Report = Extract<FieldType, { readonly kind: "report" }>

const nothing: ReadonlyArray<string> = []

/** `everything` is whatever holds sentences: parts of plans, quotas. */
export const of = (everything: ReadonlyArray<unknown>): Asked => {
  const found = new Map<string, Map<string, readonly [string, string]>>()
  const add = (rows: Register | Query["rows"], paths: ReadonlyArray<ReadonlyArray<string>>): void => {
    if (rows.from !== "cases") return
    const own = found.get(rows.procedure) ?? new Map<string, readonly [string, string]>()
    found.set(rows.procedure, own)
    for (const [first, second] of paths) {
      if (first === undefined) continue
      const pair = rows.steps?.includes(first) === true ? ([first, second ?? "at"] as const) : (["intake", first] as const)
      own.set(pair.join(" "), pair)
    }
  }
  const walk = (value: unknown, beyond: ReadonlyArray<string>): void => {
    if (typeof value !== "object" || value === null) return
    if (Array.isArray(value)) {
      for (const it of value) walk(it, nothing)
      return
    }
    const node = value as { readonly [key: string]: unknown }
    // `(last cases of visit where …).unit`: the name after the row
    if (node["op"] === "get") return walk(node["of"], [node["name"] as string, ...beyond])
    if (node["op"] === "query") {
      const query = value as Query
      add(query.rows, [...RowPaths.of(query.where, query.value), beyond])
    } else if (node["kind"] === "report") {
      const { columns, day, rows, show } = value as Report
      add(rows, [day, ...columns.map((it) => it.name), ...(show ?? []).flatMap((it) => it.of ?? [])].map((it) => [it]))
    } else if (node["rows"] !== undefined && node["op"] === undefined && isRegister(node["rows"])) {
      const { rows, sum, where } = value as Measure
      add(rows, RowPaths.of(where, sum))
    }
    for (const key in node) walk(node[key], nothing)
  }
  walk(everything, [])
  return new Map([...found].map(([id, pairs]) => [id, [...pairs.values()]]))
}

const isRegister = (rows: unknown): boolean => typeof rows === "object" && rows !== null && "from" in rows
