/** Real procedures at the desk, in virtual time: ladders, linked cases, holds, notices, and a desk that slept. */
import { assert, describe, it } from "@effect/vitest"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import type { Closed } from "@frontdesk/core/port/WorkflowBack"
import { WorkflowBack } from "@frontdesk/core/port/WorkflowBack"
import { NotDelivered } from "@frontdesk/core/port/Notifier"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import type { Options } from "@frontdesk/core/desk/Desk"
import * as Desks from "@frontdesk/core/desk/Desk"
import { Desk } from "@frontdesk/core/desk/Desk"
import type { Form, OutcomeShape, ProcedureHandle, TaskHandle } from "@frontdesk/core/desk/Handle"
import type { Values } from "@frontdesk/core/domain/Value"
import type { Plan } from "@frontdesk/core/plan/Plan"
import { Clock, Context, Effect, Exit, Layer, Schema, Scope } from "effect"
import { TestClock } from "effect/testing"
import type { Signal } from "@frontdesk/core/case/Command"
import * as Office from "../case/Office.ts"
import * as plans from "../case/plans.ts"
import { any, end, link, parallel, role, task } from "../case/plans.ts"
import { staff } from "../case/world.ts"

const at = Office.instant
const values = Schema.Unknown as unknown as Form<Values>

/** A handle without types: what these tests are about is time and messages. */
const handle = (plan: Plan): ProcedureHandle<string, Values, OutcomeShape, {}, string> => ({
  procedure: plan.procedure,
  compiled: { plan, digest: `sha256:${plan.procedure.padEnd(64, "0")}`, words: {} },
  intake: values,
  outcome: Schema.Unknown as unknown as ProcedureHandle<string, Values, OutcomeShape, {}, string>["outcome"],
  task: {}
})
const step = (name: string): TaskHandle<string, string, Values, string> => ({ procedure: "", step: name, form: values })

const parent = plans.plan("test/parent", {
  organisation: plans.center,
  steps: [
    parallel("both", "any", {
      asking: [link("call", "ask", "test/child", {})],
      waiting: [task("give-up", any(role("cs-supervisor")))]
    }),
    end("over")
  ],
  outcomes: { over: [] }
})
const child = plans.plan("test/child", {
  organisation: plans.center,
  steps: [task("answer", any(role("front-desk-receptionist"))), end("answered")],
  outcomes: { answered: [] }
})

const Reception = handle(plans.reception)
const Complaint = handle(plans.complaint)
const FeeNotice = handle(plans.feeNotice)
const FeeObjection = handle(plans.feeObjection)
const Parent = handle(parent)
const Child = handle(child)
const payment = { topic: "payment-received", form: values }

const posts = DirectoryMemory.layer({
  organisations: [plans.center, plans.office, plans.station],
  staff: Object.fromEntries(Object.entries(staff).map(([person, of]) => [person, of.posts]))
})

const deskOn = (store: CaseStores.CaseStore["Service"], options: Partial<Options> = {}) =>
  Layer.build(
    Desks.layer({
      procedures: [Reception, Complaint, FeeNotice, FeeObjection, Parent, Child],
      background: false,
      settle: 0,
      ...options
    }).pipe(
      Layer.provideMerge(NotifierMemory.layer),
      Layer.provide([Layer.succeed(CaseStores.CaseStore, store), posts])
    )
  ).pipe(
    Effect.map((context) => ({
      desk: Context.get(context, Desk),
      notifier: Context.get(context, NotifierMemory.NotifierMemory)
    }))
  )

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
const notice = { payer: "sun", unit: "5-101", owed: "600", "owed-for": "2026年一季度物业费" }
const problems = {
  problems: [
    { problem: "垃圾", department: "environment-dept" },
    { problem: "路灯", department: "engineering-dept" }
  ],
  "agreed-limit": at("2026-03-15 18:00")
}

/** Two desks on one store, at nine; then south's machine goes back a day, and nobody has measured it yet. */
const northAndSouth = Effect.fnUntraced(function*() {
  yield* TestClock.setTime(at("2026-03-02 09:00"))
  const right = yield* Clock.Clock
  const inner = yield* CaseStoreMemory.make
  const own = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E> => Effect.provideService(effect, Clock.Clock, right)
  const store: typeof inner = {
    ...inner,
    traits: { ...inner.traits, shared: true },
    now: own(inner.now),
    nextWake: own(inner.nextWake),
    claimWakes: (q) => own(inner.claimWakes(q)),
    claimMessages: (q) => own(inner.claimMessages(q))
  }
  let back = 0
  const wrong = (): number => right.currentTimeMillisUnsafe() - back
  const clock: Clock.Clock = { ...right, currentTimeMillisUnsafe: wrong, currentTimeMillis: Effect.sync(wrong) }
  const north = yield* deskOn(store)
  const south = yield* Effect.provideService(deskOn(store), Clock.Clock, clock)
  back = 86_400_000
  return { north, south }
})

/** Time passes; everything due happens, everything sent arrives. */
const until = Effect.fnUntraced(function*(desk: Desk["Service"], moment: string) {
  yield* TestClock.setTime(at(moment))
  yield* desk.drain
})
/** What is open where, with who may do it. */
const open = Effect.fnUntraced(function*(desk: Desk["Service"], caseId?: string) {
  const { items } = yield* desk.tasks(caseId === undefined ? {} : { caseId })
  return Object.fromEntries(items.map((row) => [row.step, row.holder ?? row.offer.join(" ")]))
})

describe("a reception goes up the ladder", () => {
  it.effect("while the desk slept: whoever comes late reads that it passed on; nobody is skipped", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const first = yield* Scope.make()
      const { desk: before } = yield* Scope.provide(deskOn(store), first)
      const { caseId } = yield* before.open(Reception, received, "wang")
      yield* Scope.close(first, Exit.void)

      yield* TestClock.setTime(at("2026-03-12 09:00") + 5_000)
      const { desk } = yield* deskOn(store)
      const written = (yield* desk.history(caseId)).length
      const refused = yield* Effect.flip(desk.complete(step("handle"), caseId, { handling: "换线", result: "solved" }, "wang"))
      assert.deepInclude(refused, { _tag: "NotTheHolder" })
      assert.strictEqual((yield* desk.history(caseId)).length, written)

      assert.strictEqual(yield* desk.tick, 1)
      assert.deepStrictEqual(yield* open(desk, caseId), { handle: "role:center-manager" })
      const missed = (yield* desk.history(caseId)).flatMap((entry) =>
        entry._tag === "Happened" && entry.act !== "remind" ? [[entry.act, entry.at]] : []
      )
      assert.deepStrictEqual(missed, [["pass", at("2026-03-04 24:00")], ["pass", at("2026-03-09 24:00")]])

      yield* desk.complete(step("handle"), caseId, { handling: "协商未果", result: "cannot-be-solved", why: "遗留问题" }, "zhao")
      assert.strictEqual((yield* desk.case(caseId)).state.outcome, "closed-unresolvable")
      const { en, zh } = yield* desk.explain(caseId)
      assert.strictEqual(en.length, zh.length)
      assert.match(en.join("\n"), /2026-03-04 24:00/)
    }))

  it.effect("by itself, when its time has come and two seconds more", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make, { background: true, settle: 2_000 })
      const { caseId } = yield* desk.open(Reception, received, "wang")
      yield* TestClock.setTime(at("2026-03-04 24:00") + 1_500)
      assert.deepStrictEqual(yield* open(desk, caseId), { handle: "role:front-desk-receptionist" })
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* open(desk, caseId), { handle: "role:cs-supervisor" })
    }))

  it.effect("says who has it, until when, and how that was found", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* desk.open(Reception, received, "wang")
      const { en } = yield* desk.explain(caseId)
      assert.deepStrictEqual(en.slice(-4), [
        "now: handle is with front-desk-receptionist, due 2026-03-04 24:00",
        "  2 calendar days from intake (2026-03-02 16:30)",
        "  2026-03-03: counts",
        "  2026-03-04: counts"
      ])
    }))

  it.effect("writes its ledger row, filled when it is done", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* desk.open(Reception, received, "wang")
      yield* desk.complete(step("handle"), caseId, { handling: "换线", result: "solved" }, "wang")
      const [line] = yield* desk.ledger({ ledger: "v3/reception-record" })
      assert.deepInclude(line?.columns, { owner: "sun", handling: "换线", result: "solved" })
    }))
})

describe("linked cases", () => {
  it.effect("a started case is opened by the message, under the id its parent gave it", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* desk.open(Reception, { ...received, "is-complaint": true }, "wang")
      assert.strictEqual((yield* desk.case(caseId)).state.outcome, "transferred-to-complaint")
      yield* desk.drain
      const { items } = yield* desk.cases({ procedure: "v0b/complaint" })
      assert.strictEqual(items.length, 1)
      assert.isTrue(items[0]?.caseId.startsWith(`${caseId}/`))
    }))

  it.effect("a called case gives its outcome back", () =>
    Effect.gen(function*() {
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* desk.order({
        _tag: "Open", caseId: "p1", procedure: "test/parent", plan: Parent.compiled.digest, values: {}, depth: 0
      })
      yield* desk.drain
      const { items } = yield* desk.cases({ procedure: "test/child" })
      const [called] = items
      assert.isDefined(called)
      if (called === undefined) return
      yield* desk.complete(step("answer"), called.caseId, {}, "wang")
      yield* desk.drain
      assert.strictEqual((yield* desk.case(caseId)).state.outcome, "over")
    }))

  it.effect("a join that no longer needs the call cancels it", () =>
    Effect.gen(function*() {
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      yield* desk.order({
        _tag: "Open", caseId: "p1", procedure: "test/parent", plan: Parent.compiled.digest, values: {}, depth: 0
      })
      yield* desk.drain
      yield* desk.complete(step("give-up"), "p1", {}, "li")
      yield* desk.drain
      const { items } = yield* desk.cases({ procedure: "test/child" })
      assert.deepStrictEqual(items.map(({ outcome }) => outcome), ["cancelled"])
      assert.deepStrictEqual(yield* desk.incidents, [])
    }))

  it.effect("a call nobody can open ends as cancelled, and an administrator hears of it", () =>
    Effect.gen(function*() {
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make, { procedures: [Parent] })
      yield* desk.order({
        _tag: "Open", caseId: "p1", procedure: "test/parent", plan: Parent.compiled.digest, values: {}, depth: 0
      })
      yield* desk.drain
      assert.strictEqual((yield* desk.case("p1")).state.outcome, "over")
      assert.deepStrictEqual((yield* desk.incidents).map(({ what }) => what), ["not-opened"])
    }))

  it.effect("a called case is opened when it was sent for, not before, though the desk that opens it is behind", () =>
    Effect.gen(function*() {
      const { north, south } = yield* northAndSouth()
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      yield* north.desk.order({
        _tag: "Open", caseId: "p1", procedure: "test/parent", plan: Parent.compiled.digest, values: {}, depth: 0
      })
      yield* south.desk.drain
      const { items } = yield* north.desk.cases({ procedure: "test/child" })
      const [opened] = yield* north.desk.history(items[0]?.caseId ?? "")
      assert.strictEqual(opened?.at, at("2026-03-02 10:00"))
    }))

  it.effect("cancelled before it was opened: never opened", () =>
    Effect.gen(function*() {
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      yield* desk.cancel("c9", { from: "workflow-1", why: "interrupted" })
      yield* desk.cancel("c9", { from: "workflow-1", why: "interrupted" })
      const refused = yield* Effect.flip(
        desk.order({ _tag: "Open", caseId: "c9", procedure: "test/child", plan: Child.compiled.digest, values: {}, depth: 0 })
      )
      assert.strictEqual(refused._tag, "CaseVoid")
    }))
})

describe("dunning rests while problems are open", () => {
  /** A notice whose receipt came: its thirty days run. */
  const dunning = Effect.fnUntraced(function*(desk: Desk["Service"], notifier: NotifierMemory.NotifierMemory["Service"]) {
    const { caseId } = yield* desk.open(FeeNotice, notice, "chen")
    yield* desk.drain
    const sent = (yield* notifier.notices).filter((one) => one.caseId === caseId)
    assert.deepStrictEqual(sent.map(({ message, to }) => [message, ...to]), [["pay-please", "person:sun"]])
    assert.match(sent[0]?.text["en"] ?? "", /^sun, please pay/)
    yield* desk.received(sent[0]?.id ?? "")
    return caseId
  })

  it.effect("the scenario of the fee notice", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const { desk, notifier } = yield* deskOn(yield* CaseStoreMemory.make)
      const caseId = yield* dunning(desk, notifier)
      const term = Effect.map(desk.case(caseId), ({ state }) => state.clocks.find(({ node }) => node.endsWith("/term"))?.due)
      assert.strictEqual(yield* term, at("2026-04-01 24:00"))

      yield* until(desk, "2026-03-10 10:00")
      yield* desk.complete(step("note-objection"), caseId, problems, "chen")
      yield* desk.drain
      const [objection] = (yield* desk.cases({ procedure: "v2/fee-objection" })).items
      const objectionId = objection?.caseId ?? ""
      assert.deepStrictEqual(yield* open(desk, objectionId), { "solve-on-site": "role:building-steward" })
      assert.strictEqual(yield* term, at("2026-04-01 24:00"))

      yield* until(desk, "2026-03-15 10:00")
      yield* desk.complete(step("solve-on-site"), objectionId, { solution: "加派清扫", satisfied: false }, "chen")
      yield* desk.drain
      assert.strictEqual(yield* term, null)
      assert.deepStrictEqual(
        (yield* desk.case(caseId)).state.holds.map(({ scope, source }) => ({ scope, source })),
        [{ scope: "collecting/chasing", source: { case: objectionId, hold: "objection" } }]
      )

      yield* until(desk, "2026-03-20 10:00")
      yield* desk.complete(step("solve"), objectionId, { what: "已清运", solved: true }, "hu")
      yield* desk.drain
      assert.strictEqual(yield* term, null)

      yield* until(desk, "2026-03-25 10:00")
      yield* desk.complete(step("solve"), objectionId, { what: "已修复", solved: true }, "ma")
      yield* desk.drain
      assert.strictEqual((yield* desk.case(objectionId)).state.outcome, "all-solved")
      assert.strictEqual(yield* term, at("2026-04-11 24:00"))

      yield* until(desk, "2026-04-02 09:00")
      const paid = { unit: "5-101", paid: "600", settles: true }
      assert.deepStrictEqual(yield* desk.event(payment, paid, { id: "bank-1" }), { heard: [caseId] })
      assert.strictEqual((yield* desk.case(caseId)).state.outcome, "settled")
      assert.deepStrictEqual(yield* desk.event(payment, { unit: "9-999", settles: true }), { heard: [] })
    }))

  it.effect("a notice opened after the dissatisfaction is held too", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const { desk, notifier } = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId: objectionId } = yield* desk.open(FeeObjection, { unit: "5-101", payer: "sun", ...problems }, "chen")
      yield* desk.complete(step("solve-on-site"), objectionId, { solution: "加派清扫", satisfied: false }, "chen")
      yield* desk.drain
      const caseId = yield* dunning(desk, notifier)
      yield* desk.drain
      assert.strictEqual((yield* desk.case(caseId)).state.holds.length, 1)
      for (const person of ["hu", "ma"]) {
        yield* desk.complete(step("solve"), objectionId, { what: "已修复", solved: true }, person)
      }
      yield* desk.drain
      assert.deepStrictEqual((yield* desk.case(caseId)).state.holds, [])
    }))

  it.effect("a notice opened when all is solved is not held by news that a desk has kept in hand while it slept", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const inner = yield* CaseStoreMemory.make
      const kept: Array<CaseStores.Leased> = []
      let awake = false
      const { desk, notifier } = yield* deskOn({
        ...inner,
        claimMessages: (q) =>
          Effect.map(inner.claimMessages(q), (leased) => {
            if (awake) return [...leased, ...kept.splice(0)]
            kept.push(...leased.filter(({ body }) => body.includes('"stands":"on"')))
            return leased
          })
      })
      const { caseId: objectionId } = yield* desk.open(FeeObjection, { unit: "5-101", payer: "sun", ...problems }, "chen")
      yield* desk.complete(step("solve-on-site"), objectionId, { solution: "加派清扫", satisfied: false }, "chen")
      yield* desk.drain
      for (const person of ["hu", "ma"]) {
        yield* desk.complete(step("solve"), objectionId, { what: "已修复", solved: true }, person)
      }
      yield* desk.drain
      const caseId = yield* dunning(desk, notifier)
      assert.isAbove(kept.length, 0)
      awake = true
      yield* desk.drain
      assert.deepStrictEqual((yield* desk.case(caseId)).state.holds, [])
    }))

  it.effect("a fact that ends is not overtaken by the news of the linked case's own end", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const { desk, notifier } = yield* deskOn(yield* CaseStoreMemory.make)
      const caseId = yield* dunning(desk, notifier)
      const fact = { topic: "fee-objection.dissatisfied", key: "", values: { unit: "5-101" } }
      const hear = (signal: Signal) => desk.order({ _tag: "Hear", caseId, signal })
      yield* hear({ _tag: "Standing", from: "o1", seq: 5, ...fact, on: true })
      assert.strictEqual((yield* desk.case(caseId)).state.holds.length, 1)
      yield* hear({ _tag: "LinkClosed", from: "o1", seq: 21, link: 99, outcome: "all-solved", values: {} })
      yield* hear({ _tag: "Standing", from: "o1", seq: 20, ...fact, on: false })
      assert.deepStrictEqual((yield* desk.case(caseId)).state.holds, [])
      // and what is older than the newest word on that fact changes nothing
      yield* hear({ _tag: "Standing", from: "o1", seq: 5, ...fact, on: true })
      assert.deepStrictEqual((yield* desk.case(caseId)).state.holds, [])
    }))

  it.effect("an event sent twice under one id is heard once", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const { desk, notifier } = yield* deskOn(yield* CaseStoreMemory.make)
      const caseId = yield* dunning(desk, notifier)
      const paid = { unit: "5-101", settles: true }
      yield* desk.event(payment, paid, { id: "bank-1" })
      const { length } = yield* desk.history(caseId)
      yield* desk.event(payment, paid, { id: "bank-1" })
      assert.strictEqual((yield* desk.history(caseId)).length, length)
    }))
})

describe("notices", () => {
  it.effect("one that cannot be delivered now is tried again; one that never can lies open", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const { desk, notifier } = yield* deskOn(yield* CaseStoreMemory.make)
      yield* notifier.fail(new NotDelivered({ why: "line busy", permanent: false }))
      const { caseId } = yield* desk.open(FeeNotice, notice, "chen")
      yield* desk.drain
      assert.deepStrictEqual(yield* notifier.notices, [])
      yield* notifier.fail(null)
      yield* desk.drain
      assert.deepStrictEqual(yield* notifier.notices, [])
      yield* TestClock.adjust("1 second")
      yield* desk.drain
      assert.deepStrictEqual((yield* notifier.notices).map((one) => one.caseId), [caseId])

      yield* notifier.fail(new NotDelivered({ why: "no such number", permanent: true }))
      yield* desk.open(FeeNotice, notice, "chen")
      yield* desk.drain
      const [incident] = yield* desk.incidents
      assert.deepInclude(incident, { what: "buried", why: "no such number" })
      yield* notifier.fail(null)
      yield* desk.revive(incident?.message ?? "", "again")
      yield* desk.drain
      assert.strictEqual((yield* notifier.notices).length, 2)
    }))

  it.effect("rest between two tries, though the desk that tries is behind", () =>
    Effect.gen(function*() {
      const { north, south } = yield* northAndSouth()
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      yield* north.desk.open(FeeNotice, notice, "chen")
      yield* south.notifier.fail(new NotDelivered({ why: "line busy", permanent: false }))
      yield* south.desk.drain
      assert.deepStrictEqual(yield* south.desk.incidents, [])
      yield* south.notifier.fail(null)
      yield* south.desk.drain
      assert.deepStrictEqual(yield* south.notifier.notices, [])
      yield* TestClock.adjust("1 second")
      yield* south.desk.drain
      assert.strictEqual((yield* south.notifier.notices).length, 1)
    }))

  it.effect("one that was not sent before the desk went down is sent by the next", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const store = yield* CaseStoreMemory.make
      const first = yield* Scope.make()
      const { desk: before } = yield* Scope.provide(deskOn(store), first)
      const { caseId } = yield* before.open(FeeNotice, notice, "chen")
      yield* Scope.close(first, Exit.void)
      const { desk, notifier } = yield* deskOn(store)
      yield* desk.drain
      assert.deepStrictEqual((yield* notifier.notices).map((one) => one.caseId), [caseId])
    }))

  it.effect("leave by themselves, right after the commit", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 10:00"))
      const { desk, notifier } = yield* deskOn(yield* CaseStoreMemory.make, { background: true })
      yield* desk.open(FeeNotice, notice, "chen")
      yield* Effect.repeat(Effect.yieldNow, { times: 10 })
      assert.strictEqual((yield* notifier.notices).length, 1)
    }))

  it.effect("a workflow hears how its case ended", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const closed: Array<Closed> = []
      const back = Layer.succeed(WorkflowBack, { closed: (one) => Effect.sync(() => void closed.push(one)) })
      const { desk } = yield* Effect.flatMap(Layer.build(back), (context) =>
        Effect.provideContext(Effect.flatMap(CaseStoreMemory.make, deskOn), context)
      )
      const { caseId } = yield* desk.open(Reception, received, "wang", { back: { to: "workflow", token: "t1" } })
      yield* desk.complete(step("handle"), caseId, { handling: "换线", result: "solved" }, "wang")
      yield* desk.drain
      assert.deepStrictEqual(closed, [{ token: "t1", caseId, outcome: "resolved-by-department", values: {} }])
    }))

  it.effect("a task nobody could do is marked, and whoever is above is told", () =>
    Effect.gen(function*() {
      yield* TestClock.setTime(at("2026-03-02 16:40"))
      const { desk } = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId: complaint } = yield* desk.open(
        Complaint,
        {
          complainant: "sun", unit: "3-201", "received-at": at("2026-03-02 16:30"), "occurred-at": at("2026-03-02 12:00"),
          place: "大厅", "against-department": "security-dept", course: "…", demand: "…", "harm-ongoing": false
        },
        "wang"
      )
      yield* desk.complete(step("classify"), complaint, { "severe-impact": false, "our-fault": false }, "wang")
      yield* desk.drain
      const { items } = yield* desk.tasks({ caseId: complaint })
      assert.deepStrictEqual(items.map(({ nobody, step: name }) => [name, nobody]), [["solve", true]])
    }))
})
