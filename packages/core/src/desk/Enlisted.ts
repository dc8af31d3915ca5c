/**
 * The desk as the host has it inside a transaction of its own.
 *
 * @since 0.1.0
 */
import type { Effect } from "effect"
import type { Person } from "../domain/People.ts"
import type { HostTransaction } from "../port/HostTransaction.ts"
import type * as Counter from "./Counter.ts"
import type { Staff } from "./Handle.ts"
import type { Provisional } from "./Order.ts"
import type { Sight } from "./Sight.ts"

/**
 * The desk inside a transaction of the host: the same orders, and readings that see what was ordered before. What it
 * answers is provisional, and typed so: it is true once the host's transaction is committed.
 */
export interface Enlisted extends
  Counter.Orders<Provisional>,
  Pick<Counter.Readings, "tasks" | "cases" | "case" | "outcome" | "history" | "explain" | "ledger" | "reports">
{
  /** In the eyes of a person, with what was ordered before in the transaction; the feed is for outside. @since 0.1.0 */
  readonly as: (by: Staff | Person) => Omit<Sight, "watch" | "feed">
}

/** With the host's own writes. */
export interface Within {
  /**
   * Orders and the host's own writes in one transaction of the host: all of it becomes real, or nothing. `use` gets the
   * desk inside; an order it lets fail rolls back, one whose refusal it catches has written nothing. One thing after
   * another in there, and nothing of the desk outside: on SQLite it would wait for this transaction to end. Clocks and
   * messages follow when the host has committed.
   *
   * @since 0.1.0
   */
  readonly within: <E, A, E2, R>(
    host: HostTransaction<E>,
    use: (desk: Enlisted) => Effect.Effect<A, E2, R>
  ) => Effect.Effect<A, E | E2, R>
}
