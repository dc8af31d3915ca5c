/**
 * What arrives from other cases and the outside through the relay. `from` is the lane's source (a case id, `outside`,
 * `channel`), `seq` grows along it: the receiver keeps the highest, so nothing old is taken for new.
 *
 * @since 0.1.0
 */
import type { Instant } from "../domain/Time.ts"
import type { Values } from "../domain/Value.ts"

export type Signal =
  | {
      readonly _tag: "Event"
      readonly from: string
      readonly seq: number
      readonly topic: string
      readonly key: string
      readonly values: Values
      readonly at: Instant
    }
  | { readonly _tag: "Received"; readonly from: string; readonly seq: number; readonly message: number; readonly at: Instant }
  /** the host did what message `message` asked (`done`), or could not: an outcome the action declares */
  | {
      readonly _tag: "Answered"
      readonly from: string
      readonly seq: number
      readonly message: number
      readonly outcome: string
      readonly values: Values
    }
  | {
      readonly _tag: "LinkClosed"
      readonly from: string
      readonly seq: number
      readonly link: number
      readonly outcome: string
      readonly values: Values
    }
  | { readonly _tag: "LinkFailed"; readonly from: string; readonly seq: number; readonly link: number; readonly why: string }
  /** a standing fact of another case came (`on`) or went */
  | {
      readonly _tag: "Standing"
      readonly from: string
      readonly seq: number
      readonly topic: string
      readonly key: string
      readonly values: Values
      readonly on: boolean
    }
  /** by the parent or the workflow that opened the case */
  | { readonly _tag: "Cancel"; readonly from: string; readonly seq: number; readonly why: string }
