/**
 * A command on its way through a case's line, and how it came out.
 *
 * @since 0.1.0
 */
import type { Cause } from "effect"
import type { Command } from "../case/Command.ts"
import type { Refusal } from "../case/Refusal.ts"
import type { CaseId, CaseState, CommandId } from "../case/State.ts"
import type { Asks } from "../case/World.ts"
import type { Facts } from "../domain/Question.ts"
import type { Instant } from "../domain/Time.ts"
import type { Digest } from "../plan/Plan.ts"
import type { MessageId } from "../port/CaseStore.ts"
import type { Accepted } from "./Order.ts"
import type { Reckoning } from "./Plans.ts"
import type { DeskFault } from "./Refused.ts"

/** How a command came out. */
export type Reply =
  | { readonly _tag: "Accepted"; readonly accepted: Accepted }
  | { readonly _tag: "Refused"; readonly refusal: Refusal }
  | { readonly _tag: "Failed"; readonly fault: DeskFault }
  | { readonly _tag: "Died"; readonly cause: Cause.Cause<unknown> }

/** The command is made when its turn comes: which task is meant may depend on the state. */
export type Make = (state: CaseState, reckoning: Reckoning, facts: Facts) => Command | Refusal | Asks

export interface Job {
  readonly caseId: CaseId
  readonly id: CommandId
  /** the caller chose the id, so it may have been sent before */
  readonly named: boolean
  /** the store shall remember the id for ever (a tick needs no memory) */
  readonly remembered: boolean
  readonly stamp: Instant
  /** the plan of a case that is opened */
  readonly opens?: Digest | undefined
  /** the plan the case goes over to: it is decided with that one */
  readonly moves?: Digest | undefined
  readonly make: Make
  /** what the caller of a named one said, see `Content.ts` */
  readonly content?: number | undefined
  /** the message this is the receipt of */
  readonly ack?: MessageId | undefined
  /** rough size, for back-pressure */
  readonly bytes: number
}

/** A job that stands in line. */
export interface Waiting {
  readonly job: Job
  /** the moment it came, in the queue's own order of things */
  readonly came: number
  /** how often it was decided in vain */
  tries: number
  /** how often it has asked the outside */
  turns: number
  /** the version at which what was due before it was made to happen first */
  caught: number
  facts: Facts
  /** the caller has taken it back */
  dropped: boolean
  /** it cannot be taken back any more */
  handed: boolean
  /** how it came out: mostly before anybody has time to wait for it */
  reply: Reply | undefined
  /** who waits for it */
  told: ((reply: Reply) => void) | undefined
}
