/**
 * A procedure with every name resolved: what `check` judges and `lower` turns into a plan. Parts are already plain
 * data of the trade; beside them stands the tree they came from, for the place of each.
 *
 * A part of which something was reported is `undefined` and makes the whole not `sound`: it is checked further, but
 * no plan is made of it.
 */
import type { Field } from "../../domain/Field.ts"
import type { People } from "../../domain/People.ts"
import type { Value } from "../../domain/Value.ts"
import type * as Plan from "../../plan/Plan.ts"
import type { Span } from "../source/Span.ts"
import type * as Tree from "../syntax/tree/Procedure.ts"
import type { Step } from "../syntax/tree/Step.ts"
import type { Name } from "../syntax/tree/Node.ts"
import type { Names, Typed } from "./Context.ts"
import type { Flow } from "./Flow.ts"
import type { Handbook } from "./Handbook.ts"

/** One step, at its place. In the order of the file, a container before what is in it. */
export interface StepRecord {
  readonly tree: Step
  readonly name: string
  readonly node: string
  /** nodes of the containers around it, outermost first */
  readonly inside: ReadonlyArray<string>
  /** what is known when it is reached; `dead`: it never is */
  readonly before: Flow
  readonly resolved: Plan.AnyStep | undefined
  /** of a `choose` its value, of an `each` its list */
  readonly of?: Typed
  /** of a `repeat`: what is known where `until` is asked */
  readonly asked?: Flow
}

export interface Procedure {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly tree: Tree.Procedure
  readonly span: Span
  readonly handbook: Handbook
  readonly names: Names
  readonly sound: boolean

  readonly parameters: { readonly [name: string]: Value }
  readonly intake: Plan.Plan["intake"]
  readonly rungs: readonly [Plan.Rung, ...Plan.Rung[]]
  readonly steps: ReadonlyArray<Plan.AnyStep>
  readonly records: ReadonlyArray<StepRecord>
  /** after the last step of the procedure: `dead` when every path has ended by then */
  readonly end: Flow
  readonly outcomes: ReadonlyMap<string, ReadonlyArray<Field>>
  readonly announces: ReadonlyMap<string, ReadonlyArray<Field>>
  readonly orders: Plan.Orders
  readonly holds: ReadonlyArray<Plan.Hold>
  readonly seenBy: People | undefined
  readonly schedules: NonNullable<Plan.Plan["schedules"]>
  readonly messages: { readonly [name: string]: { readonly [language: string]: Plan.Template } }
  /** names of branches, with their nodes */
  readonly branches: ReadonlyMap<string, ReadonlyArray<string>>
  /** where a procedure is opened by this one */
  readonly opens: ReadonlyArray<{ readonly id: string; readonly name: Name }>
}
