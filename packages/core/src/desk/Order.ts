/**
 * What goes into the desk and what comes back. An order is a command before the desk has stamped it; sent twice under
 * one id it happens once, for ever, and both are answered alike.
 *
 * @since 0.1.0
 */
import type { Command } from "../case/Command.ts"
import type { Entry } from "../case/Entry.ts"
import type { CaseId, CommandId } from "../case/State.ts"

type Unstamped<C> = C extends unknown ? Omit<C, "id" | "stamp"> & { readonly id?: CommandId } : never

/** Any command without its stamp; the desk gives an id to one that comes without. */
export type Order = Unstamped<Command>

/** An order was carried out. */
export interface Accepted {
  readonly caseId: CaseId
  readonly command: CommandId
  /** of the case after it */
  readonly version: number
  /** what it wrote, with all that became due before it; empty if there was nothing to do */
  readonly entries: ReadonlyArray<Entry>
  /** it had been carried out before, under the same id */
  readonly repeated: boolean
  readonly provisional?: never
}

/**
 * An order was carried out inside the host's transaction: so it is once the host has committed, and never was if the
 * host rolls back. It stands nowhere for an `Accepted`.
 */
export type Provisional = Omit<Accepted, "provisional"> & { readonly provisional: true }
