/**
 * When a term is due, always from scratch (engine §3.1): from its anchor, through the times its clock stood, with what
 * was given in addition, on the calendars as they are known. Nothing is ever added to a due instant.
 *
 * @since 0.1.0
 */
import type { Calendars } from "../domain/Calendar.ts"
import type { Deadline, Due, Reminder } from "../domain/Deadline.ts"
import type * as Evaluate from "../domain/Evaluate.ts"
import type { Instant, LocalDate, TimeConventions } from "../domain/Time.ts"
import type { NodeId } from "../plan/Plan.ts"
import type { Derivation } from "./Entry.ts"
import type { Clock, Extension, RungId, Stand } from "./State.ts"

/** Where terms may count from in this case. What is not there yet is `undefined`. */
export interface Anchors {
  /** when the frame of this clock was entered */
  readonly itsStart: Instant
  readonly intake: Instant
  /** `done` of the last completion of a step */
  readonly step: (step: string) => Instant | undefined
  /** when a step was reached */
  readonly startOf: (step: string) => Instant | undefined
  /** the instant of the event, in `wait … until` beside `for` */
  readonly event?: Instant
}

export interface Inputs {
  /** the long form, or a bare deadline (`wait until`) */
  readonly due: Due | Deadline
  readonly scope: Evaluate.Scope
  readonly anchors: Anchors
  /** the stands that cover this clock, see {@link standsOf}; in any order, they may overlap */
  readonly stands: ReadonlyArray<Pick<Stand, "from" | "to">>
  readonly extra: ReadonlyArray<Extension>
  readonly calendars: Calendars
  readonly time: TimeConventions
  /** the due of the case, for `case due`; `null` when it has none or stands */
  readonly caseDue: Pick<Derived, "due" | "day"> | null
  /** the due of the rung before: rungs of a ladder never run backwards */
  readonly notBefore?: Instant | null
}

export interface Derived {
  /** `null`: at once, standing still, or a moment that is not agreed yet */
  readonly due: Instant | null
  readonly day: LocalDate | null
  readonly provisional: boolean
  readonly anchor: Instant
  /** an open stand is on it: nothing happens on the clock now (a fixed due still shows) */
  readonly standing: boolean
  readonly atOnce: boolean
  readonly derivation: Derivation
}

/**
 * The due instant of a term and how it was found. Catalog A-2 … A-7.
 *
 * @since 0.1.0
 */
export const derive = (inputs: Inputs): Derived => ({
  due: null,
  day: null,
  provisional: false,
  anchor: inputs.anchors.itsStart,
  standing: false,
  atOnce: false,
  derivation: { term: "at-once", anchor: { at: inputs.anchors.itsStart, of: "its-start" }, steps: [], due: null }
})

/**
 * What happens next on a clock: the earliest of its reminders and its due that has not happened. `null`: nothing more.
 * `happened` and `armed` are those of the rung that runs: a pass begins them anew.
 *
 * @since 0.1.0
 */
export const next = (_of: {
  readonly derived: Pick<Derived, "due" | "day" | "standing" | "atOnce">
  readonly remind: ReadonlyArray<Reminder>
  readonly happened: Clock["happened"]
  readonly armed: Instant
  /** the effective instant of the entry this is computed for: a reminder happens *again* only if it is still ahead */
  readonly asOf: Instant
  readonly calendars: Calendars
  readonly time: TimeConventions
}): { readonly at: Instant; readonly rung: RungId } | null => null

/**
 * The stands that cover a node: its own and those of every scope around it.
 *
 * @since 0.1.0
 */
export const standsOf = (stands: ReadonlyArray<Stand>, node: NodeId): ReadonlyArray<Stand> =>
  stands.filter(({ scope }) => scope === "" || node === scope || node.startsWith(`${scope}/`))
