/**
 * The handbook changes while cases are open: what changed, what that means for them, and taking them over. Here the
 * reception of company v3 calls `handle` something else, and gives its receptionists a day more.
 */
import { DateTime, Effect, Layer } from "effect"
import { readdirSync, readFileSync } from "node:fs"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import { compile } from "@frontdesk/core/language/compile"
import * as Difference from "@frontdesk/core/plan/Difference"
import { tell } from "@frontdesk/core/plan/DifferenceTold"
import * as CaseStore from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as ChineseDays from "@frontdesk/core/port/ChineseDays"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Reception } from "@frontdesk/procedures/v3"

const folder = new URL("../../packages/procedures/", import.meta.url)
const files = ["v0b", "v3"].flatMap((house) =>
  readdirSync(new URL(house, folder))
    .filter((name) => name.endsWith(".yaml") && !name.endsWith(".scenario.yaml"))
    .map((name) => ({ path: `${house}/${name}`, text: readFileSync(new URL(`${house}/${name}`, folder), "utf8") }))
)
const edited = files.map(({ path, text }) =>
  path === "v3/reception.procedure.yaml"
    ? { path, text: text.replace(/\bhandle\b/g, "deal-with-it").replace("2 calendar days from intake", "3 calendar days from intake") }
    : { path, text }
)
const next = compile({ files: edited }).procedures.find(({ path }) => path === "v3/reception.procedure.yaml")!.compiled

export const changes = Difference.between(Reception.compiled.plan, next.plan)
export const told = changes.map((change) => `${change.effect}: ${tell(change, Reception.compiled, next, "en")}`)

const people = DirectoryMemory.layer({
  organisations: [Reception.compiled.plan.organisation],
  staff: { wang: [{ role: "front-desk-receptionist" }], zhao: [{ role: "center-manager" }] }
})
const desk = (procedures: Parameters<typeof layer>[0]["procedures"]) =>
  layer({ procedures, calendarSources: [ChineseDays.source] }).pipe(Layer.provide([NotifierMemory.layer, people]))

const opened = Effect.gen(function* () {
  const desk = yield* Desk
  const now = yield* DateTime.now
  return yield* desk.open(Reception, {
    owner: "sun",
    phone: "13800000000",
    unit: "3-201",
    channel: "visit",
    "received-at": now,
    reason: "the light in the hall",
    "is-complaint": false,
    "directly-solvable": true
  }, staff<"front-desk-receptionist">("wang"))
})

const taken = Effect.gen(function* () {
  const desk = yield* Desk
  const order = {
    procedure: "v3/reception",
    map: Difference.suggested(changes),
    clocks: "rederive",
    reason: "the handbook of April"
  } as const
  const would = yield* desk.migrate(order, "zhao", { dryRun: true })
  const did = yield* desk.migrate(order, "zhao")
  const { items } = yield* desk.tasks({ person: "wang" })
  return { would, did, steps: items.map(({ step }) => step) }
})

/** One store, the desk of yesterday and the desk of today. */
export const program = Effect.gen(function* () {
  const store = Layer.succeed(CaseStore.CaseStore, yield* CaseStoreMemory.make)
  yield* opened.pipe(Effect.provide(Layer.provide(desk([Reception]), store)))
  return yield* taken.pipe(Effect.provide(Layer.provide(desk([next]), store)))
})

if (import.meta.main) {
  console.log(told.join("\n"))
  console.log(await Effect.runPromise(program))
}
