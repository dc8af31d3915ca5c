/** A store a desk is tried on, and a host beside it with a table of its own. */
import type { Scope } from "effect"
import { Context, DateTime, Effect, Layer } from "effect"
import type { Options } from "@frontdesk/core/desk/Desk"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import type { HostTransaction } from "@frontdesk/core/port/HostTransaction"
import type { Notifier } from "@frontdesk/core/port/Notifier"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { compile } from "@frontdesk/core/language/compile"
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
    layer({ procedures: [Callback, Errand], background: false, settle: 0, ...options }).pipe(
      Layer.provide([Layer.succeed(CaseStore, store), directory, notifier])
    )
  ).pipe(Effect.map(Context.get(Desk)))

export const wang = staff<"front-desk-receptionist">("wang")
export const intake = { unit: "3-201", "repaired-at": DateTime.makeUnsafe("2026-03-02T02:00:00Z") }
export const answer = { answer: "satisfied" } as const
export { Callback }

const office = `handbook: office
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: office, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars:
  office: { open: { Mon-Sun: 08:00-20:00 }, holidays: none, covered: 2026-01-01 to 2035-12-31 }
ranks: [staff, supervisor]
departments:
  cs-dept: {}
roles:
  front-desk-receptionist: { rank: staff, in: cs-dept, reports-to: supervising }
  supervising: { rank: supervisor, in: cs-dept, heads: cs-dept }
`
const errand = `procedure: errand
version: 1
intake:
  by: front-desk-receptionist
  form: { unit: unit }
steps:
  - task: go
    by: front-desk-receptionist
    due: 1 hour from intake
    form: { result: text }
  - end: done
outcomes:
  done: {}
`

/** A procedure with a term, for what happens by itself. */
export const Errand = compile({
  files: [{ path: "office/handbook.yaml", text: office }, { path: "office/errand.procedure.yaml", text: errand }]
}).procedures.map((it) => it.compiled)[0]!

/** Opened so late that its term is over in a moment. */
export const late = (desk: Desk["Service"], now: number) =>
  desk.order({
    _tag: "Open", caseId: "late", procedure: Errand.plan.procedure, plan: Errand.digest, values: { unit: "3-201" }, depth: 0,
    received: now - 3_600_000 + 150
  })
