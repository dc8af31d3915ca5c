/** A store a desk is tried on, and a host beside it with a table of its own. */
import type { Scope } from "effect"
import { Context, Effect, Layer } from "effect"
import type { Options } from "@frontdesk/core/desk/Desk"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import type { HostTransaction } from "@frontdesk/core/port/HostTransaction"
import type { Notifier } from "@frontdesk/core/port/Notifier"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { DateTime } from "effect"
import { Callback } from "../workflow/callback.procedure.gen.ts"

export type Store = CaseStore["Service"]

export interface Host {
  readonly transaction: HostTransaction<unknown>
  /** a row of the host's own, inside */
  readonly write: (id: string) => Effect.Effect<void>
  /** all committed rows */
  readonly rows: Effect.Effect<ReadonlyArray<string>>
}

export interface Place {
  readonly store: Store
  /** the same cases over another connection, as another process has them */
  readonly again: Effect.Effect<Store, never, Scope.Scope>
  readonly host: Host
}

export const clerks = Array.from({ length: 20 }, (_, i) => `clerk-${String(i).padStart(2, "0")}`)

const directory = DirectoryMemory.layer({
  organisations: [Callback.compiled.plan.organisation],
  staff: Object.fromEntries(["wang", ...clerks].map((person) => [person, [{ role: "front-desk-receptionist" }]]))
})

/** A desk on a store; its scope ends it. */
export const desk = (store: Store, options: Partial<Options> = {}, notifier: Layer.Layer<Notifier> = NotifierMemory.layer) =>
  Layer.build(
    layer({ procedures: [Callback], background: false, settle: 0, ...options }).pipe(
      Layer.provide([Layer.succeed(CaseStore, store), directory, notifier])
    )
  ).pipe(Effect.map(Context.get(Desk)))

export const wang = staff<"front-desk-receptionist">("wang")
export const intake = { unit: "3-201", "repaired-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z") }
export const answer = { answer: "satisfied" } as const
export { Callback }
