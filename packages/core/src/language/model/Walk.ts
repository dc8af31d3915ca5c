/**
 * What the second walk takes along, and what reading one step gives.
 */
import type { Field } from "../../domain/Field.ts"
import type * as Plan from "../../plan/Plan.ts"
import type { Name } from "../syntax/tree/Node.ts"
import type { Collected } from "./Collect.ts"
import type { Names, Typed } from "./Context.ts"
import type { Flow } from "./Flow.ts"
import type { Messages } from "./Messages.ts"
import type { StepRecord } from "./Model.ts"

/** Printed forms by name, with what each shows as it is written. */
export type Sheets = ReadonlyMap<string, ReadonlyArray<string>>

export interface Walk {
  readonly names: Names
  readonly collected: Collected
  readonly messages: Messages
  readonly outcomes: ReadonlyMap<string, ReadonlyArray<Field>> | undefined
  /** outcomes whose fields could not be read: they may have any */
  readonly unreadOutcomes: ReadonlySet<string>
  /** `undefined`: they could not be read */
  readonly sheets: Sheets | undefined
  readonly announces: ReadonlyMap<string, ReadonlyArray<Field>> | undefined
  readonly records: Array<StepRecord>
  readonly opens: Array<{ readonly id: string; readonly name: Name }>
}

/** Steps without their name, node and `when`, which `step` puts in front. */
type Bare<S> = S extends Plan.AnyStep ? Omit<S, "name" | "node" | "when"> : never
export type AnyBare = Bare<Plan.AnyStep>

/** `undefined`: a part of the step was reported. */
export interface Inner {
  readonly step: AnyBare | undefined
  readonly flow: Flow
  readonly of?: Typed
  readonly asked?: Flow
}
