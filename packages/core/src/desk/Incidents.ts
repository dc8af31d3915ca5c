/**
 * What an administrator has to look at: a message nobody could deliver, a case that got stuck, an opening that was
 * refused, a schedule that runs on an older plan. The last thousand of this process; buried messages are in the store
 * and survive it.
 *
 * @since 0.1.0
 */
import type { CaseId } from "../case/State.ts"
import type { Instant } from "../domain/Time.ts"
import type { MessageId } from "../port/CaseStore.ts"

export interface Incident {
  readonly at: Instant
  readonly what: "buried" | "stuck" | "not-opened" | "store" | "clock-astray" | "schedule"
  readonly caseId?: CaseId
  readonly message?: MessageId
  readonly why: string
}

export interface Incidents {
  readonly add: (incident: Incident) => void
  readonly all: () => ReadonlyArray<Incident>
}

const most = 1_000

export const make = (): Incidents => {
  const kept: Array<Incident> = []
  return {
    add: (incident) => {
      kept.push(incident)
      if (kept.length > most) kept.shift()
    },
    all: () => [...kept]
  }
}
