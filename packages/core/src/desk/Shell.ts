/**
 * What a case's line asks of the world around it. Plain callbacks: each answers once, at once or later.
 *
 * @since 0.1.0
 */
import type { Exit } from "effect"
import type { Entry } from "../case/Entry.ts"
import type { CaseId, CommandId } from "../case/State.ts"
import type { Asks } from "../case/World.ts"
import type { Facts } from "../domain/Question.ts"
import type { Digest } from "../plan/Plan.ts"
import type { Done, Place, StoreDown } from "../port/CaseStore.ts"
import type { Known } from "./Known.ts"
import type { Made } from "./ChangeOf.ts"
import type { Accepted } from "./Order.ts"
import type { DeskFault, DeskTooOld } from "./Refused.ts"

export interface Shell {
  readonly load: (id: CaseId, done: (exit: Exit.Exit<Known | null, StoreDown | DeskTooOld>) => void) => void
  readonly committed: (id: CaseId, command: CommandId, done: (exit: Exit.Exit<Done | null, StoreDown>) => void) => void
  /** what a command that was carried out before had written */
  readonly repeat: (id: CaseId, command: CommandId, version: number, done: (exit: Exit.Exit<Accepted, StoreDown>) => void) => void
  /** `plan`: of the case that asks; people are what its handbook makes of them */
  readonly answer: (asks: Asks, done: (exit: Exit.Exit<Facts, DeskFault>) => void, plan?: Digest) => void
  /** where the store keeps a case, of a store that tells */
  readonly place?: ((id: CaseId) => Place | undefined) | undefined
  readonly pause: (tries: number, again: () => void) => void
  readonly committedHook: (known: Known, made: Made, entries: ReadonlyArray<Entry>) => void
  readonly stuck: (id: CaseId, why: string) => void
}
