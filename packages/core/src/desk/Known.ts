/**
 * What the desk knows of a case: a committed state, and what the store has for it. One record, kept for as long as the
 * case is at hand. The lines of the worklist are worked out when somebody asks; in memory mostly nobody does.
 *
 * @since 0.1.0
 */
import * as RowsOf from "../case/RowsOf.ts"
import type { RowsOf as Rows } from "../case/Rows.ts"
import type { CaseState } from "../case/State.ts"

export interface Known extends Rows {
  readonly state: CaseState
  /** its snapshot is at most so long; see `Size.ts` */
  readonly bytes: number
}

/** `before`: what was known earlier, of which is taken what stayed. */
export const of = (state: CaseState, bytes: number, before?: Known): Known =>
  new Asked(state, bytes, before === undefined ? RowsOf.head(state) : RowsOf.headAfter(state, before))

class Asked implements Known {
  readonly state: CaseState
  readonly bytes: number
  readonly head: Rows["head"]
  #tasks: Rows["tasks"] | undefined

  constructor(state: CaseState, bytes: number, head: Rows["head"]) {
    this.state = state
    this.bytes = bytes
    this.head = head
    this.#tasks = undefined
  }
  get tasks(): Rows["tasks"] {
    return (this.#tasks ??= RowsOf.tasks(this.state))
  }
  get wake(): Rows["wake"] {
    return RowsOf.wake(this.state)
  }
  get watch(): Rows["watch"] {
    return RowsOf.watch(this.state)
  }
}
