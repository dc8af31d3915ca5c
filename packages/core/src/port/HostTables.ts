/**
 * Tables whose rows the host has (`from: host` in a handbook): rate tables, point lists, warranty periods. A procedure
 * only reads them. A desk whose procedures read none does not need this.
 *
 * @since 0.1.0
 */
import type { Effect } from "effect"
import { Context } from "effect"
import type { Values } from "../domain/Value.ts"
import type { DirectoryDown } from "./Directory.ts"

export class HostTables extends Context.Service<
  HostTables,
  {
    /** All rows as they are now, each with the columns the handbook names, values as in `domain/Value.ts`. */
    readonly rows: (table: string, handbook: string) => Effect.Effect<ReadonlyArray<Values>, DirectoryDown>
  }
>()("@frontdesk/core/port/HostTables") {}
