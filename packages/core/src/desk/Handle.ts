/**
 * The typed seam between a procedure and the desk. A generated module is a {@link ProcedureHandle}: what the desk runs
 * (`compiled`), and how the developer's values (`DateTime.Utc`, `BigDecimal`, unions of choices) become plan values.
 * A wrong choice, a missing field or a role that may not do a task is a compile error; the same is refused at run time,
 * where the keys a person holds come from the directory, never from these types.
 *
 * @since 0.1.0
 */
import type { Schema } from "effect"
import type { Person } from "../domain/People.ts"
import type { Value, Values } from "../domain/Value.ts"
import type { Compiled } from "../plan/Plan.ts"

declare const Roles: unique symbol

/**
 * A person as the host has authenticated him, with the roles the host's own code vouches for at compile time:
 * `Staff<"cs-supervisor" | "building-steward">` has both. What he may do is decided by the directory's keys.
 *
 * @since 0.1.0
 */
export interface Staff<in R extends string = never> {
  readonly person: Person
  /** the substitute acts; he acts for this person */
  readonly for?: Person
  /** the channel used: `screen`, `phone` … */
  readonly via?: string
  readonly [Roles]: { readonly [Role in R]: true }
}

/**
 * Who may stand at `by`: somebody with at least one of the roles. `string` (a task of a holder, an opener or a value)
 * takes anybody, and a bare person's id too.
 *
 * @since 0.1.0
 */
export type By<R extends string> = string extends R ? Staff | Person : R extends string ? Staff<R> : never

/**
 * `Handle.staff<"cs-supervisor">("li")`.
 *
 * @since 0.1.0
 */
export const staff = <R extends string = never>(
  person: Person,
  more?: { readonly for?: Person; readonly via?: string }
): Staff<R> => ({ person, ...more }) as Staff<R>

/**
 * A form: the developer's type and its plan values.
 *
 * @since 0.1.0
 */
export type Form<A> = Schema.Codec<A, Values>

/**
 * A task step of a procedure. `Answer` is what its form gives, `R` the names of the roles of all its rungs, or `string`
 * where people are found at run time only.
 *
 * @since 0.1.0
 */
export interface TaskHandle<out Procedure extends string, out Step extends string, in out Answer, in out R extends string> {
  readonly procedure: Procedure
  readonly step: Step
  readonly form: Form<Answer>
  readonly [Roles]?: (role: R) => R
}

/**
 * A field of a step (or of the `intake`) that can be agreed anew; `R` are the roles that may do it.
 *
 * @since 0.1.0
 */
export interface AppointmentHandle<out Procedure extends string, out Step extends string, out Field extends string, in out R extends string> {
  readonly procedure: Procedure
  readonly step: Step
  readonly field: Field
  readonly [Roles]?: (role: R) => R
}

/**
 * A step (or the `intake`) whose values can be corrected: `Correction` has those that may be, each of them optional.
 *
 * @since 0.1.0
 */
export interface CorrectionHandle<out Procedure extends string, out Step extends string, in out Correction, in out R extends string> {
  readonly procedure: Procedure
  readonly step: Step
  readonly form: Form<Correction>
  readonly [Roles]?: (role: R) => R
}

/**
 * An `each` that can be given one more item: a person or a department.
 *
 * @since 0.1.0
 */
export interface SignerHandle<out Procedure extends string, out Step extends string, in out Item extends string, in out R extends string> {
  readonly procedure: Procedure
  readonly step: Step
  readonly [Roles]?: (role: R) => R
  readonly "~item"?: (item: Item) => Item
}

/**
 * A step that work can be returned to; `R` are the roles that may return it, `string` where a holder may.
 *
 * @since 0.1.0
 */
export interface ReturnHandle<out Procedure extends string, out Step extends string, in out R extends string> {
  readonly procedure: Procedure
  readonly to: Step
  readonly [Roles]?: (role: R) => R
}

/**
 * A term that can be extended: that of a task or stage by its name, or the whole case's (`case`).
 *
 * @since 0.1.0
 */
export interface ExtensionHandle<out Procedure extends string, out Of extends string, in out R extends string> {
  readonly procedure: Procedure
  readonly of: Of
  readonly [Roles]?: (role: R) => R
}

/**
 * An event from outside that a procedure listens to.
 *
 * @since 0.1.0
 */
export interface EventHandle<out Topic extends string, in out Payload> {
  readonly topic: Topic
  readonly form: Form<Payload>
}

/**
 * How a case can end: `_tag` is the outcome's name, beside it the fields it gives. `cancelled` is always among them.
 *
 * @since 0.1.0
 */
export interface OutcomeShape {
  readonly _tag: string
}

/**
 * The tasks of a procedure by step name.
 *
 * @since 0.1.0
 */
export interface Tasks<Procedure extends string> {
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly [step: string]: TaskHandle<Procedure, string, any, any>
}

/**
 * A procedure as the developer holds it. `Outcome` is a union tagged by `_tag`; its codec's encoded side is
 * `{ _tag, …plan values }`. `R` are the roles that may open it, `string` if not known by name, `never` for a procedure
 * that only other cases open.
 *
 * @since 0.1.0
 */
export interface ProcedureHandle<
  out Id extends string,
  in out Intake,
  in out Outcome extends OutcomeShape,
  out Steps extends Tasks<Id>,
  in out R extends string
> {
  readonly procedure: Id
  readonly compiled: Compiled
  readonly intake: Form<Intake>
  readonly outcome: Schema.Codec<Outcome, { readonly _tag: string; readonly [field: string]: Value }>
  readonly task: Steps
  readonly [Roles]?: (role: R) => R
}

/**
 * The bound for "any procedure", for lists.
 *
 * @since 0.1.0
 */
export interface AnyProcedure {
  readonly procedure: string
  readonly compiled: Compiled
}

/**
 * One open task: a worklist row is one.
 *
 * @since 0.1.0
 */
export interface TaskRef {
  readonly caseId: string
  readonly n: number
}
