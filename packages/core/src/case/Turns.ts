/**
 * A decision asks the outside in turns (engine §2.9): so many are answered, then it has to do without, after what was due
 * before it has happened in changes of its own. Whoever decides, a desk, a migration or a story, counts here.
 *
 * @since 0.1.0
 */
import type { World } from "./World.ts"

/** So often a decision is answered. */
export const TURNS = 16

/** What follows when a decision asks: an answer; one more try without, what was due before it first; nothing any more. */
export type Next = "answer" | "without" | "over"

/**
 * `asked`: how often it has asked by now, this time included.
 *
 * @since 0.1.0
 */
export const next = (asked: number): Next => (asked <= TURNS ? "answer" : asked === TURNS + 1 ? "without" : "over")

/**
 * The world of a decision that has asked so often before.
 *
 * @since 0.1.0
 */
export const world = (of: World, asked: number): World => (asked > TURNS ? { ...of, enough: true } : of)
