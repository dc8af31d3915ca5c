/** A plan that random histories are played on, and what its intake says. */
import type { Person } from "@frontdesk/core/domain/People"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Plan } from "@frontdesk/core/plan/Plan"
import type { Random } from "./Random.ts"

export interface Opening {
  readonly plan: Plan
  readonly by: Person
  readonly values: (r: Random, now: number) => Values
  /** it asks the outside, which answers (`Outside.ts`) */
  readonly outside?: true
}
