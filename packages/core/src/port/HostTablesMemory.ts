/**
 * Host tables of plain data, by table or by `HANDBOOK/TABLE`: for tests, simulations and small hosts.
 *
 * @since 0.1.0
 */
import { Effect, Layer } from "effect"
import type { Values } from "../domain/Value.ts"
import { HostTables } from "./HostTables.ts"

/**
 * A table nobody named has no rows.
 *
 * @since 0.1.0
 */
export const layer = (tables: { readonly [table: string]: ReadonlyArray<Values> }): Layer.Layer<HostTables> =>
  Layer.succeed(HostTables, {
    rows: (table, handbook) => Effect.succeed(tables[`${handbook}/${table}`] ?? tables[table] ?? [])
  })
