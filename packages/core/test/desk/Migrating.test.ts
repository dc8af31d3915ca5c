/** Two versions of a procedure on one store: open cases stay on theirs until somebody takes them over. */
import { assert, describe, it } from "@effect/vitest"
import { compile } from "@frontdesk/core/language/compile"
import type { Compiled } from "@frontdesk/core/plan/Plan"
import { Desk, layer } from "@frontdesk/core/desk/Desk"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { Context, Duration, Effect, Layer } from "effect"
import { TestClock } from "effect/testing"

const handbook = `handbook: gen
version: 1
languages: [en]
names-in: en
time: { zone: Asia/Shanghai, calendar: office, day-ends: midnight, after-closing: same day, holidays: do not move a due date, remind-at: 09:00 }
currency: CNY
calendars: { office: { open: { Mon-Fri: 08:30-17:30 }, holidays: none, covered: 2026-01-01 to 2026-12-31 } }
ranks: [staff, boss]
departments: { cs-dept: {} }
roles:
  director: { rank: boss, in: cs-dept, heads: cs-dept }
  clerk: { rank: staff, in: cs-dept, reports-to: director }
`
const first = `procedure: lamp
version: 1
intake: { by: clerk, form: { unit: unit } }
steps:
  - task: look
    by: clerk
    due: 2 calendar days from intake
    form: { price: money, bad: yes/no }
  - task: mend
    by: clerk
    due: 5 calendar days from intake
  - end: mended
outcomes: { mended: {} }
`
const second = first
  .replace("version: 1", "version: 2")
  .replace("task: mend", "task: repair")
  .replace("due: 5", "due: 7")
  .replace("  - end: mended", "  - task: ask\n    when: look.price > 10 CNY\n    by: director\n  - end: mended")

const compiled = (text: string): Compiled => {
  const { diagnostics, procedures } = compile({ files: [{ path: "gen/handbook.yaml", text: handbook }, { path: "gen/lamp.procedure.yaml", text }] })
  const found = procedures[0]?.compiled
  if (found === undefined) throw new Error(diagnostics.map((it) => it.code).join())
  return found
}
const [v1, v2] = [compiled(first), compiled(second)]

const deskOn = (store: CaseStores.CaseStore["Service"], version: Compiled) =>
  Layer.build(
    layer({ procedures: [version], background: false, settle: 0 }).pipe(
      Layer.provide([
        Layer.succeed(CaseStores.CaseStore, store),
        DirectoryMemory.layer({ organisations: [version.plan.organisation], staff: { wang: [{ role: "clerk" }], zhao: [{ role: "director" }] } }),
        NotifierMemory.layer
      ])
    )
  ).pipe(Effect.map(Context.get(Desk)))

const morning = new Date("2026-03-02T01:00:00Z").getTime()
const actor = { person: "wang", keys: ["person:wang", "role:clerk", "rank:staff", "dept:cs-dept"] } as const

const open = (desk: Desk["Service"], caseId: string, version: Compiled) =>
  desk.order({ _tag: "Open", caseId, id: caseId, actor, procedure: version.plan.procedure, plan: version.digest, values: { unit: "1-1" }, depth: 0 })
const looked = (desk: Desk["Service"], caseId: string, price: string) =>
  Effect.gen(function*() {
    const [task] = (yield* desk.tasks({ caseId })).items
    yield* desk.order({ _tag: "Complete", caseId, actor, n: task?.n ?? 0, values: { price, bad: true } })
  })
const standing = (desk: Desk["Service"]) =>
  Effect.map(desk.tasks({}), ({ items }) => items.map(({ caseId, due, step }) => [caseId, step, due === null || due === undefined ? null : new Date(due + 8 * 3_600_000).toISOString().slice(0, 16)]).toSorted())

describe("open cases and a new version", () => {
  it.effect("stay on theirs, are looked at without a trace, and go over when somebody says so", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(morning)
      const store = yield* CaseStoreMemory.make
      const old = yield* deskOn(store, v1)
      yield* open(old, "looking", v1)
      yield* open(old, "mending", v1)
      yield* looked(old, "mending", "20.00")
      const desk = yield* deskOn(store, v2)
      yield* open(desk, "new", v2)

      const order = { procedure: "gen/lamp", reason: "the handbook of April" }
      const before = yield* standing(desk)
      assert.deepStrictEqual(yield* desk.migrate(order, "zhao", { dryRun: true }), {
        to: v2.digest,
        dryRun: true,
        groups: [{ issues: [], cases: ["looking"] }, { issues: ["step-removed mend"], cases: ["mending"] }]
      })
      assert.deepStrictEqual(yield* standing(desk), before)
      assert.strictEqual((yield* desk.case("looking")).state.plan, v1.digest)

      const map = { mend: "repair" }
      assert.deepStrictEqual((yield* desk.migrate({ ...order, map }, "zhao")).groups, [{ issues: [], cases: ["looking", "mending"] }])
      assert.deepStrictEqual(yield* standing(desk), [
        ["looking", "look", "2026-03-05T00:00"],
        ["mending", "repair", "2026-03-08T00:00"],
        ["new", "look", "2026-03-05T00:00"]
      ])
      // again: nothing is left to do
      assert.deepStrictEqual((yield* desk.migrate({ ...order, map }, "zhao")).groups, [])

      // and it reads what the old version had not kept
      const [task] = (yield* desk.tasks({ caseId: "mending" })).items
      yield* desk.order({ _tag: "Complete", caseId: "mending", actor, n: task?.n ?? 0, values: {} })
      assert.deepStrictEqual((yield* desk.tasks({ caseId: "mending" })).items.map(({ step }) => step), ["ask"])
      const migrated = (yield* desk.history("mending")).find((entry) => entry._tag === "Migrated")
      assert.include(migrated, { by: "zhao", from: v1.digest, to: v2.digest, reason: "the handbook of April" })
    }))

  it.effect("with the terms of the new one, if that is wanted", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(morning)
      const store = yield* CaseStoreMemory.make
      const old = yield* deskOn(store, v1)
      yield* open(old, "mending", v1)
      yield* looked(old, "mending", "5.00")
      const desk = yield* deskOn(store, v2)
      yield* desk.migrate({ procedure: "gen/lamp", map: { mend: "repair" }, clocks: "rederive", reason: "april" }, "zhao")
      assert.deepStrictEqual(yield* standing(desk), [["mending", "repair", "2026-03-10T00:00"]])
    }))

  it.effect("what was due before happens on the old version first", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(morning)
      const store = yield* CaseStoreMemory.make
      const old = yield* deskOn(store, v1)
      yield* open(old, "looking", v1)
      yield* TestClock.adjust(Duration.days(4))
      const desk = yield* deskOn(store, v2)
      const order = { procedure: "gen/lamp", reason: "april" }
      assert.deepStrictEqual((yield* desk.migrate(order, "zhao", { dryRun: true })).groups, [{ issues: [], cases: ["looking"] }])
      assert.deepStrictEqual((yield* desk.migrate(order, "zhao")).groups, [{ issues: [], cases: ["looking"] }])
      const tags = (yield* desk.history("looking")).map(({ _tag }) => _tag)
      assert.isBelow(tags.indexOf("Happened"), tags.indexOf("Migrated"))
      assert.isAbove(tags.indexOf("Happened"), 0)
    }))
})
