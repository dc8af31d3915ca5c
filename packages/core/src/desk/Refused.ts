/**
 * What can go wrong at the desk, as tagged errors. A refusal is an answer of the procedure: it changed nothing and
 * carries the fact that decided, so `Effect.catchTag("TaskAlreadyCompleted", (e) => e.by)` works for every line of
 * language §15.2. The others are faults of the shell and say whether anything may have happened.
 *
 * @since 0.1.0
 */
import { Data } from "effect"
import type { Refusal } from "../case/Refusal.ts"
import { code } from "../case/Refusal.ts"
import type { CaseId } from "../case/State.ts"
import * as Papers from "../domain/Papers.ts"
import type { StoreDown, StoreUnsure } from "../port/CaseStore.ts"
import type { DirectoryDown } from "../port/Directory.ts"

type Distribute<R> = R extends Refusal ? Readonly<R> & { readonly caseId: CaseId } & Error : never

/**
 * Every refusal as an error of its own tag, with the case it was spoken for.
 *
 * @since 0.1.0
 */
export type Refused = Distribute<Refusal>

/** Which fields, and of papers which and in which manner: what whoever handed the form in has to mend. */
const details = (refusal: Refusal): string =>
  refusal._tag === "FormRejected"
    ? `: ${refusal.issues.map(({ field, paper, why }) => `${field} ${why}${paper === undefined ? "" : ` - ${Papers.tell(paper, "en")}`}`).join(", ")}`
    : ""

/** Errors that people cause are no bugs: the stack would cost more than the decision. */
class RefusedError extends Error {
  constructor(refusal: Refusal, caseId: CaseId) {
    const limit = Error.stackTraceLimit
    Error.stackTraceLimit = 0
    super(`${code(refusal)} (${caseId})${details(refusal)}`)
    Error.stackTraceLimit = limit
    this.name = refusal._tag
    Object.assign(this, refusal, { caseId })
  }
}

/** The error of a refusal. */
export const make = (refusal: Refusal, caseId: CaseId): Refused => new RefusedError(refusal, caseId) as unknown as Refused

/**
 * Nothing was done: too much is waiting, or others changed the case each time this command was decided. Try again.
 *
 * @since 0.1.0
 */
export class DeskBusy extends Data.TaggedError("DeskBusy")<{ readonly why: "queue-full" | "conflicts" }> {}

/**
 * Nothing was done: this desk shuts down. Another one, or this one after its restart, takes the command.
 *
 * @since 0.1.0
 */
export class DeskClosing extends Data.TaggedError("DeskClosing")<{}> {}

/**
 * Neither this desk nor its store has the plan the case runs on, or the procedure that is to be opened.
 *
 * @since 0.1.0
 */
export class UnknownPlan extends Data.TaggedError("UnknownPlan")<{ readonly plan: string }> {}

/**
 * What is stored was written by a newer Frontdesk, or with calendars this desk does not have yet.
 *
 * @since 0.1.0
 */
export class DeskTooOld extends Data.TaggedError("DeskTooOld")<{
  readonly what: "format" | "calendars"
  readonly stored: number
}> {}

/** Faults of the shell. */
export type DeskFault =
  | DeskBusy
  | DeskClosing
  | UnknownPlan
  | DeskTooOld
  | StoreDown
  | StoreUnsure
  | DirectoryDown

/** Everything an order can answer besides being accepted. */
export type DeskError = Refused | DeskFault

/** Tells a refusal from a fault. */
export const isRefused = (error: DeskError): error is Refused => error instanceof RefusedError
