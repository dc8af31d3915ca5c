/**
 * All that `decide` may look at besides the case itself: immutable values. What an expression needs from outside it
 * returns as questions; the shell reads the answers as of `upTo` and calls again with them in `facts` (engine §2.9).
 *
 * @since 0.1.0
 */
import type { Calendars } from "../domain/Calendar.ts"
import { key } from "../domain/Question.ts"
import type { Facts, Question } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Plan } from "../plan/Plan.ts"

export interface World {
  readonly plan: Plan
  /** of a case that goes over to `plan`: the one it ran on until now */
  readonly before?: Plan
  readonly calendars: Calendars
  /** answers under {@link factKey}; an answer under the bare question is good for every instant */
  readonly facts: Facts
  /** it was asked often enough: no answers come any more, and what asks stays where it is (engine §2.9) */
  readonly enough?: true
}

/** Nothing was decided: answer these (rows with `at <= upTo`) and call again. */
export interface Asks {
  readonly _tag: "Asks"
  readonly questions: readonly [Question, ...Question[]]
  readonly upTo: Instant
}

/** A desk whose calendars are older than those the case was derived with: reload, never un-project. */
export interface WorldBehind {
  readonly _tag: "WorldBehind"
  readonly edition: number
}

/**
 * The key of an answer as of an instant. One change may ask the same at two instants (a clock that happened on Friday,
 * a completion on Monday): each is answered as of its own.
 */
export const factKey = (question: Question, upTo: Instant): string => `${key(question)}@${upTo}`
