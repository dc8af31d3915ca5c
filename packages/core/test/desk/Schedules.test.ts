/** The reviews of handbook v3 at a desk: the schedule opens them, whatever runs when and how often (engine §10, 19). */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Schema, Scope } from "effect"
import { TestClock } from "effect/testing"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import type { Options } from "@frontdesk/core/desk/Desk"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import * as Digest from "@frontdesk/core/plan/Digest"
import type { Compiled, Recurring } from "@frontdesk/core/plan/Plan"
import * as Office from "../case/Office.ts"
import { compilation } from "../simulation/ground.ts"

const at = Office.instant
const values = Schema.Unknown as unknown as Form<Values>

const mine = [...compilation.procedures, ...compilation.schedules]
  .map(({ compiled }) => compiled)
  .filter(({ plan }) => plan.procedure.startsWith("v3/") || plan.procedure === "v0b/complaint")
const monday = mine.find(({ plan }) => plan.procedure === "v3/schedule:monday-review")!
const organisation = monday.plan.organisation

const Reception: ProcedureHandle<string, Values, OutcomeShape, {}, string> = {
  procedure: "v3/reception",
  compiled: mine.find(({ plan }) => plan.procedure === "v3/reception")!,
  intake: values,
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"],
  task: {}
}
const review: TaskHandle<string, string, Values, string> = { procedure: "v3/review-records", step: "review", form: values }

const people = DirectoryMemory.layer({
  organisations: [organisation],
  staff: {
    wang: [{ role: "front-desk-receptionist" }],
    li: [{ role: "cs-supervisor" }],
    zhao: [{ role: "center-manager" }]
  }
})
const deskOn = (store: CaseStores.CaseStore["Service"], options: Partial<Options> = {}) =>
  Layer.build(
    Desks.layer({ procedures: mine, background: false, settle: 0, ...options }).pipe(
      Layer.provide([Layer.succeed(CaseStores.CaseStore, store), people, NotifierMemory.layer])
    )
  ).pipe(Effect.map(Context.get(Desk)))

const shared = (store: CaseStores.CaseStore["Service"]): CaseStores.CaseStore["Service"] => ({
  ...store,
  traits: { ...store.traits, shared: true }
})
const reviews = Effect.fnUntraced(function*(desk: Desk["Service"], schedule: string) {
  const { items } = yield* desk.cases({ procedure: "v3/review-records" })
  return items.map((head) => head.caseId).filter((id) => id.startsWith(`v3/${schedule}@`)).sort()
})
const received = {
  owner: "sun",
  phone: "13800000000",
  unit: "3-201",
  channel: "visit",
  "received-at": at("2026-03-02 16:30"),
  reason: "楼道灯经常不亮",
  "is-complaint": false,
  "directly-solvable": false,
  department: "engineering-dept"
}

describe("the daily review", () => {
  it.effect("is in the supervisor's worklist at 18:00, by itself, and shows what was received that day", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const desk = yield* deskOn(yield* CaseStoreMemory.make, { background: true, settle: 2_000 })
      yield* desk.open(Reception, received, "wang")
      yield* TestClock.setTime(at("2026-03-02 18:00") + 3_000)
      const { items } = yield* desk.tasks({ person: "li" })
      const [row] = items
      assert.deepInclude(row, {
        caseId: "v3/daily-review@2026-03-02",
        step: "review",
        due: at("2026-03-02 24:00"),
        day: "2026-03-02",
        offered: at("2026-03-02 18:00")
      })
      yield* desk.complete(review, "v3/daily-review@2026-03-02", { remark: "已看" }, "li")
      const shown = (yield* desk.history("v3/daily-review@2026-03-02")).flatMap((entry) =>
        entry._tag === "Answered" ? [entry.values] : []
      )
      assert.deepStrictEqual(shown, [
        { remark: "已看", records: [{ owner: "sun", unit: "3-201", "received-at": at("2026-03-02 16:30") }] }
      ])
      const [mark] = yield* desk.ledger({ ledger: "v3/review-marks" })
      assert.deepStrictEqual(mark?.columns, { span: "today-span", rows: 1, remark: "已看" })
    }))

  it.effect("what it shows is fixed when it is offered, what it counts when it is done", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 09:00"))
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      yield* TestClock.setTime(at("2026-03-02 18:30"))
      yield* desk.drain
      yield* desk.open(Reception, { ...received, "received-at": at("2026-03-02 18:20") }, "wang")
      yield* desk.complete(review, "v3/daily-review@2026-03-02", {}, "li")
      const [mark] = yield* desk.ledger({ ledger: "v3/review-marks" })
      assert.deepStrictEqual(mark?.columns, { span: "today-span", rows: 1 })
      const { state } = yield* desk.case("v3/daily-review@2026-03-02")
      assert.strictEqual(state.outcome, "reviewed")
      const answered = (yield* desk.history("v3/daily-review@2026-03-02")).find((entry) => entry._tag === "Answered")
      assert.deepStrictEqual(answered?._tag === "Answered" ? answered.values : undefined, { records: [] })
    }))

  it.effect("is filled in by nobody", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 09:00"))
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      yield* TestClock.setTime(at("2026-03-02 19:00"))
      yield* desk.drain
      const refused = yield* Effect.flip(
        desk.complete(review, "v3/daily-review@2026-03-02", { records: [{ owner: "nobody" }] }, "li")
      )
      assert.deepInclude(refused, { _tag: "FormRejected" })
    }))
})

describe("down from Friday 2026-02-27 to Wednesday 03-18", () => {
  it.effect("two desks that start at once open each Monday's review once, received on its Monday, missed, unseen", () =>
    Effect.gen(function*() {
      const store = shared(yield* CaseStoreMemory.make)
      yield* TestClock.setTime(at("2026-02-27 09:00"))
      const first = yield* Scope.make()
      yield* Scope.provide(deskOn(store), first)
      yield* Scope.close(first, Exit.void)

      yield* TestClock.setTime(at("2026-03-18 09:00"))
      const desks = yield* Effect.all([deskOn(store), deskOn(store)], { concurrency: 2 })
      yield* Effect.forEach(desks, (desk) => desk.drain, { concurrency: 2 })
      const [desk] = desks
      assert.deepStrictEqual(yield* reviews(desk, "monday-review"), [
        "v3/monday-review@2026-W10",
        "v3/monday-review@2026-W11",
        "v3/monday-review@2026-W12"
      ])
      assert.strictEqual((yield* reviews(desk, "daily-review")).length, 19)

      for (const [week, day] of [["W10", "02"], ["W11", "09"], ["W12", "16"]] as const) {
        const caseId = `v3/monday-review@2026-${week}`
        const { state } = yield* desk.case(caseId)
        assert.strictEqual(state.intake, at(`2026-03-${day} 00:00`))
        assert.strictEqual(state.due, at(`2026-03-${day} 24:00`))
        const { items } = yield* desk.tasks({ caseId })
        assert.deepInclude(items[0], { step: "review", due: at(`2026-03-${day} 24:00`), missed: true })
        const missed = (yield* desk.history(caseId)).filter((entry) => entry._tag === "Happened")
        assert.deepStrictEqual(
          missed.map((entry) => (entry._tag === "Happened" ? [entry.act, entry.at, entry.unseen] : [])),
          [["missed", at(`2026-03-${day} 24:00`), true], ["missed", at(`2026-03-${day} 24:00`), true]]
        )
      }
      // nothing is opened twice, however often somebody looks
      yield* Effect.forEach(desks, (one) => one.drain)
      assert.strictEqual((yield* desk.cases({ procedure: "v3/review-records" })).items.length, 22)
    }))

  it.effect("one desk that starts again goes on where it was, and begins nothing anew", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      yield* TestClock.setTime(at("2026-02-27 09:00"))
      for (const moment of ["2026-02-27 09:00", "2026-03-01 09:00", "2026-03-03 09:00"]) {
        yield* TestClock.setTime(at(moment))
        const scope = yield* Scope.make()
        const desk = yield* Scope.provide(deskOn(store), scope)
        yield* desk.drain
        assert.deepStrictEqual(yield* desk.incidents, [])
        yield* Scope.close(scope, Exit.void)
      }
      const desk = yield* deskOn(store)
      assert.deepStrictEqual(yield* reviews(desk, "monday-review"), ["v3/monday-review@2026-W10"])
      assert.strictEqual((yield* desk.history("schedule:v3/monday-review")).filter((it) => it._tag === "Opened").length, 1)
    }))
})

describe("a house in custody, down from Friday 2026-02-27 to Wednesday 03-18", () => {
  const custody = compilation.procedures
    .map(({ compiled }) => compiled)
    .filter(({ plan }) => plan.procedure === "v0b/house-custody" || plan.procedure === "v0b/custody-patrol")
  const HouseCustody: typeof Reception = {
    ...Reception,
    procedure: "v0b/house-custody",
    compiled: custody.find(({ plan }) => plan.procedure === "v0b/house-custody")!
  }
  const estate = DirectoryMemory.layer({
    organisations: [HouseCustody.compiled.plan.organisation],
    staff: { wang: [{ role: "front-desk-receptionist" }], he: [{ role: "security-guard" }] }
  })
  const estateDesk = (store: CaseStores.CaseStore["Service"]) =>
    Layer.build(
      Desks.layer({ procedures: custody, background: false, settle: 0 }).pipe(
        Layer.provide([Layer.succeed(CaseStores.CaseStore, store), estate, NotifierMemory.layer])
      )
    ).pipe(Effect.map(Context.get(Desk)))
  const house = { owner: "sun", unit: "3-201", "full-fee": "100" }
  const patrols = Effect.fnUntraced(function*(desk: Desk["Service"]) {
    const { items } = yield* desk.cases({ procedure: "v0b/custody-patrol" })
    return items.map((head) => head.caseId).sort()
  })

  it.effect("each Monday's patrol is there once, received on its Monday, missed, unseen; rain that fell meanwhile is not made up", () =>
    Effect.gen(function*() {
      const store = shared(yield* CaseStoreMemory.make)
      yield* TestClock.setTime(at("2026-02-27 09:00"))
      const first = yield* Scope.make()
      const before = yield* Scope.provide(estateDesk(store), first)
      yield* before.open(HouseCustody, house, "wang", { caseId: "h1" })
      yield* Scope.close(first, Exit.void)

      yield* TestClock.setTime(at("2026-03-18 09:00"))
      const desks = yield* Effect.all([estateDesk(store), estateDesk(store)], { concurrency: 2 })
      yield* Effect.forEach(desks, (desk) => desk.drain, { concurrency: 2 })
      const [desk] = desks
      const weeks = ["W10", "W11", "W12"].map((week) => `h1/weekly-patrol@2026-${week}`)
      assert.deepStrictEqual(yield* patrols(desk), weeks)
      for (const [caseId, monday, sunday] of [[weeks[0]!, "02", "08"], [weeks[1]!, "09", "15"]] as const) {
        const { state } = yield* desk.case(caseId)
        assert.strictEqual(state.intake, at(`2026-03-${monday} 00:00`))
        const { items } = yield* desk.tasks({ caseId })
        assert.deepInclude(items[0], { step: "patrol", due: at(`2026-03-${sunday} 24:00`), missed: true })
        const missed = (yield* desk.history(caseId)).filter((entry) => entry._tag === "Happened" && entry.act === "missed")
        assert.isTrue(missed.every((entry) => entry._tag === "Happened" && entry.unseen === true && entry.at === at(`2026-03-${sunday} 24:00`)))
      }
      yield* Effect.forEach(desks, (one) => one.drain)
      assert.strictEqual((yield* patrols(desk)).length, 3)
      assert.deepStrictEqual(yield* desk.incidents, [])
      const { en } = yield* desk.explain("h1")
      assert.include(en.join("\n"), "now: Weekly patrol comes next 2026-03-22 24:00")
    }))

  it.effect("one event of rain goes to every house once, however often it is sent", () =>
    Effect.gen(function*() {
      const store = shared(yield* CaseStoreMemory.make)
      yield* TestClock.setTime(at("2026-03-03 09:00"))
      const [desk, other] = yield* Effect.all([estateDesk(store), estateDesk(store)])
      yield* desk.open(HouseCustody, house, "wang", { caseId: "h1" })
      yield* other.open(HouseCustody, { ...house, unit: "3-202" }, "wang", { caseId: "h2" })
      const rain = { topic: "heavy-rain-forecast", form: values }
      const starts = { starts: at("2026-03-04 06:00") }
      yield* desk.event(rain, starts, { id: "forecast-1" })
      yield* other.event(rain, starts, { id: "forecast-1" })
      yield* desk.drain
      const found = yield* patrols(desk)
      assert.deepStrictEqual(found.map((id) => id.slice(0, id.indexOf(":"))), ["h1/rain-coming@outside", "h2/rain-coming@outside"])
      const { items } = yield* desk.tasks({ person: "he" })
      assert.deepStrictEqual(items.map((row) => row.due), [starts.starts, starts.starts])
    }))
})

describe("a handbook that has changed", () => {
  const changedTo = (every: Recurring["every"], version = monday.plan.version + 1): ReadonlyArray<Compiled> => {
    const plan = { ...monday.plan, version, schedule: { ...monday.plan.schedule!, every } as Recurring }
    return mine.map((it) => (it === monday ? { plan, digest: Digest.of(plan), words: {} } : it))
  }
  const startedOnce = Effect.fnUntraced(function*(store: CaseStores.CaseStore["Service"], procedures = mine) {
    const scope = yield* Scope.make()
    yield* Scope.provide(deskOn(store, { procedures }), scope)
    yield* Scope.close(scope, Exit.void)
  })

  it.effect("was due before it was published: opened as it was then; from then on it comes as it says now", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      yield* TestClock.setTime(at("2026-02-27 09:00"))
      yield* startedOnce(store)
      // down over one Monday, up again with Thursdays instead
      yield* TestClock.setTime(at("2026-03-04 09:00"))
      const desk = yield* deskOn(store, { procedures: changedTo({ every: "weekday", weekday: 3, at: [] }) })
      yield* desk.drain
      assert.deepStrictEqual(yield* reviews(desk, "monday-review"), ["v3/monday-review@2026-W10"])
      yield* TestClock.setTime(at("2026-03-19 09:00"))
      yield* desk.drain
      assert.deepStrictEqual(yield* reviews(desk, "monday-review"), [
        "v3/monday-review@2026-W10",
        "v3/monday-review@2026-W11",
        "v3/monday-review@2026-W12"
      ])
      const { state } = yield* desk.case("v3/monday-review@2026-W12")
      assert.strictEqual(state.intake, at("2026-03-19 00:00"))
      assert.deepStrictEqual(yield* desk.incidents, [
        // Monday's case and Thursday's of one week are one period: it is opened once
        { ...(yield* desk.incidents)[0]!, what: "not-opened", caseId: "schedule:v3/monday-review", why: "CaseExists" }
      ])
      const { en } = yield* desk.explain("schedule:v3/monday-review")
      assert.include(en.join("\n"), "the handbook has changed: it goes on as it says now")
      assert.include(en.join("\n"), "now: comes next 2026-03-25 24:00")
    }))

  it.effect("nothing is opened for the time before it was published", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      yield* TestClock.setTime(at("2026-03-02 09:00"))
      yield* startedOnce(store)
      yield* TestClock.setTime(at("2026-03-06 09:00"))
      const desk = yield* deskOn(store, { procedures: changedTo({ every: "day", at: [] }) })
      yield* desk.drain
      assert.deepStrictEqual(yield* reviews(desk, "monday-review"), [])
      assert.deepStrictEqual(yield* desk.incidents, [])
      yield* TestClock.setTime(at("2026-03-07 00:01"))
      yield* desk.drain
      assert.deepStrictEqual(yield* reviews(desk, "monday-review"), ["v3/monday-review@2026-03-07"])
    }))

  it.effect("two desks that start with it at once change it once", () =>
    Effect.gen(function*() {
      const store = shared(yield* CaseStoreMemory.make)
      yield* TestClock.setTime(at("2026-03-02 09:00"))
      yield* startedOnce(store)
      yield* TestClock.setTime(at("2026-03-06 09:00"))
      const procedures = changedTo({ every: "week" })
      const [desk] = yield* Effect.all([deskOn(store, { procedures }), deskOn(store, { procedures })], { concurrency: 2 })
      const changes = (yield* desk.history("schedule:v3/monday-review")).filter((it) => it._tag === "Migrated")
      assert.strictEqual(changes.length, 1)
      assert.deepStrictEqual(yield* desk.incidents, [])
    }))

  it.effect("a desk with an older handbook leaves it as it is, and says so", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      yield* TestClock.setTime(at("2026-03-02 09:00"))
      yield* startedOnce(store, changedTo({ every: "week" }))
      const desk = yield* deskOn(store)
      const [incident, ...more] = yield* desk.incidents
      assert.deepInclude(incident, { what: "schedule", caseId: "schedule:v3/monday-review" })
      assert.deepStrictEqual(more, [])
      assert.isEmpty((yield* desk.history("schedule:v3/monday-review")).filter((it) => it._tag === "Migrated"))
    }))
})
