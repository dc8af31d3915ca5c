/**
 * The pure engine as the desk calls it. There is one (`case/`); it is a value here so that a test can put a
 * smaller one in its place.
 *
 * @since 0.1.0
 */
import type { Result } from "effect"
import type { Moved } from "../case/Decide.ts"
import type { Command } from "../case/Command.ts"
import type { Entry } from "../case/Entry.ts"
import type { Refusal } from "../case/Refusal.ts"
import type { CaseId, CaseState } from "../case/State.ts"
import type { Asks, World, WorldBehind } from "../case/World.ts"

export interface Decider {
  readonly decide: (
    world: World,
    state: CaseState,
    command: Command
  ) => Result.Result<ReadonlyArray<Entry>, Refusal | Asks | WorldBehind>
  /** `decide`, with the state after the entries: no need to fold them again; `isNew`: nobody has sent this id before */
  readonly move?: (
    world: World,
    state: CaseState,
    command: Command,
    isNew: boolean
  ) => Result.Result<Moved, Refusal | Asks | WorldBehind>
  readonly evolve: (state: CaseState, entry: Entry) => CaseState
  readonly none: (id: CaseId) => CaseState
}
