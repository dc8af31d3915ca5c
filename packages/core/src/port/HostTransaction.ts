/**
 * A host's own transaction, as the desk joins it (engine §6.5): the host's rows and a case's change become real
 * together, or neither does. Each adapter that can makes one from the host's handle or client (`Sqlite.host`,
 * `Postgres.host`, `CaseStoreMemory.host`).
 *
 * @since 0.1.0
 */
import type { Effect } from "effect"
import type { CaseStore } from "./CaseStore.ts"

/**
 * `E`: how the transaction itself can fail.
 *
 * @since 0.1.0
 */
export interface HostTransaction<out E = never> {
  /** the store inside it: what it writes is real when the host commits, and seen before only inside (law L18) */
  readonly store: CaseStore["Service"]
  /** in a transaction: committed when the effect succeeds, rolled back when it does not; inside an open one, a part of it */
  readonly run: <A, E2, R>(effect: Effect.Effect<A, E2, R>) => Effect.Effect<A, E | E2, R>
  /** called inside: what is to happen once all of it is committed, and only then; it is short, and cannot fail */
  readonly afterCommit: (effect: Effect.Effect<void>) => Effect.Effect<void>
}
