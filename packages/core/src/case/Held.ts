/**
 * What stands still. A scope is held while at least one hold of it is there; its clocks stand while at least one of
 * those says `pause`. Holds by other cases stop parts, a suspension stops the whole case; they add up.
 *
 * @since 0.1.0
 */
import type { NodeId } from "../plan/Plan.ts"
import * as Place from "./Place.ts"
import type { CaseState, Clock, Hold } from "./State.ts"

/** Whether the step at `node` may not move. */
export const held = (state: CaseState, node: NodeId): boolean =>
  state.holds.length > 0 && state.holds.some((hold) => Place.within(node, hold.scope))

/** The holds over `node`. */
export const over = (state: CaseState, node: NodeId): ReadonlyArray<Hold> =>
  state.holds.filter((hold) => Place.within(node, hold.scope))

/** The suspension of the whole case, if there is one. */
export const suspension = (state: CaseState): Hold | undefined => state.holds.find((hold) => "person" in hold.source)

/** Whether the clocks of `node` stand now. */
export const standing = (state: CaseState, node: NodeId): boolean =>
  state.holds.length > 0 && state.holds.some((hold) => hold.clocks === "pause" && Place.within(node, hold.scope))

/** A standing clock never happens; a wait ends only when nothing holds it; a schedule goes on whatever stands. */
export const eligible = (state: CaseState, clock: Clock): boolean =>
  state.holds.length === 0 ||
  clock.next?.rung === "fire" ||
  !(clock.next?.rung === "wait" ? held(state, clock.node) : standing(state, clock.node))
