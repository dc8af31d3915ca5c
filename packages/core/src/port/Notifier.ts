/**
 * Takes messages to people: SMS, mail, a screen. Called at least once for each message under a stable id, so an
 * adapter that must not repeat itself keeps the id.
 *
 * @since 0.1.0
 */
import type { Effect } from "effect"
import { Context, Data } from "effect"
import type { Key } from "../domain/People.ts"

/** Could not be delivered now; `permanent` ends the tries and shows it to the administrator. */
export class NotDelivered extends Data.TaggedError("NotDelivered")<{ readonly why: string; readonly permanent: boolean }> {}

export interface Notice {
  /** `<case>:<seq>`: the same message has the same id, always */
  readonly id: string
  readonly caseId: string
  readonly to: ReadonlyArray<Key>
  readonly via: ReadonlyArray<string>
  /** the name of the message in the file */
  readonly message: string
  readonly text: { readonly [language: string]: string }
  readonly receipt: boolean
}

export class Notifier extends Context.Service<
  Notifier,
  { readonly deliver: (notice: Notice) => Effect.Effect<void, NotDelivered> }
>()("@frontdesk/core/port/Notifier") {}
