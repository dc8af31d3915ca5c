/**
 * What a store keeps beside the journal so that people find their work: a pure function of the snapshot (`rows` in
 * `RowsOf.ts`), diffed by the desk into one change.
 *
 * @since 0.1.0
 */
import type { Key, Person } from "../domain/People.ts"
import type { Instant, LocalDate } from "../domain/Time.ts"
import type { Digest, NodeId } from "../plan/Plan.ts"
import type { CaseId } from "./State.ts"

/** One line of the worklist. */
export interface TaskRow {
  readonly caseId: CaseId
  readonly n: number
  readonly procedure: string
  readonly step: string
  readonly node: NodeId
  readonly offer: ReadonlyArray<Key>
  readonly holder?: Person
  /** who may not do it: named by `not`, or has signed already; absent: nobody. A worklist leaves it out for them */
  readonly excluded?: ReadonlyArray<Person>
  /** whoever brings one of these may not do it either */
  readonly barred?: ReadonlyArray<Key>
  readonly due: Instant | null
  /** the civil day of the due */
  readonly day: LocalDate | null
  readonly provisional: boolean
  readonly offered: Instant
  readonly turn: number
  readonly rung: string | null
  readonly nobody: boolean
  /** held or suspended: shown, cannot be completed */
  readonly held: boolean
  readonly missed: boolean
  /** `at once`: first in every worklist */
  readonly atOnce: boolean
}

export interface RowsOf {
  readonly tasks: ReadonlyArray<TaskRow>
  readonly wake: Instant | null
  /** topics this case listens to: open waits, `since` waits still ahead, holds */
  readonly watch: ReadonlyArray<{ readonly topic: string; readonly key: string }>
  readonly head: {
    readonly plan: Digest
    readonly procedure: string
    readonly status: "open" | "ended" | "void"
    readonly outcome?: string
    readonly openedAt: Instant
    readonly endedAt?: Instant
    readonly subject: ReadonlyArray<readonly [string, string]>
  }
}
