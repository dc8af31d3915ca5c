/** What can be seen of a desk from outside: spans with what they are about, and counts that are right. */
import { assert, describe, it } from "@effect/vitest"
import { Context, Effect, Exit, Layer, Metric, Scope, Tracer } from "effect"
import { Desk, layerWith } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import type { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import { NotDelivered, Notifier } from "@frontdesk/core/port/Notifier"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import { change, message } from "@frontdesk/core/testing/law/Sample"
import { Errand, doIt } from "./errand.ts"
import { compiled, decider, plan } from "./TinyDecider.ts"

type Store = CaseStore["Service"]

const people = DirectoryMemory.layer({ organisations: [plan.organisation], staff: { wang: [{ role: "clerk" }], li: [{ role: "clerk" }] } })

/** A store that is not in this process: its commits take a turn. */
const away = (store: Store): Store => ({ ...store, commit: (batch) => Effect.andThen(Effect.yieldNow, store.commit(batch)) })

const deskOn = (store: Store, notifier: Layer.Layer<Notifier> = NotifierMemory.layer) =>
  Effect.map(
    Layer.build(layerWith(decider, { procedures: [Errand], background: false, settle: 0 }).pipe(
      Layer.provide([Layer.succeed(CaseStores.CaseStore, store), people, notifier])
    )),
    Context.get(Desk)
  )

const wang = staff<"clerk">("wang")

const counts = Effect.map(Metric.snapshot, (all) =>
  Object.fromEntries(all.filter(({ id }) => id.startsWith("frontdesk_")).map(({ attributes, id, state }) => [
    [id, ...Object.values(attributes ?? {})].join(" "),
    "count" in state ? state.count : "value" in state ? state.value : Object.fromEntries(state.occurrences)
  ])))

describe("what a desk counts", () => {
  it.effect("is what happened, as long as it is open", () =>
    Effect.gen(function*() {
      const closing = yield* Scope.make()
      const store = away(yield* CaseStoreMemory.make)
      let reachable = false
      const notifier = Layer.succeed(Notifier, {
        deliver: () => reachable ? Effect.void : Effect.fail(new NotDelivered({ why: "no such number", permanent: true }))
      })
      const desk = yield* Scope.provide(deskOn(store, notifier), closing)
      const { caseId } = yield* desk.open(Errand, { what: "keys" }, wang)
      yield* desk.note(caseId, "seen", wang, { id: "note-1" })
      yield* desk.note(caseId, "seen", wang, { id: "note-1" })
      yield* desk.complete(doIt, caseId, { text: "done" }, wang)
      yield* Effect.flip(desk.complete(doIt, caseId, { text: "done" }, staff<"clerk">("li")))
      const body = JSON.stringify({ kind: "notice", to: ["person:wang"], via: [], message: "hello", text: {}, receipt: false })
      const notice = (n: number) =>
        store.commit([change("told", n - 1, { head: { plan: compiled.digest }, messages: [message(n, { kind: "notice", body, after: 0 })] })])
      yield* notice(1)
      yield* desk.drain
      reachable = true
      yield* notice(2)
      yield* desk.drain
      const found = yield* counts
      assert.deepInclude(found, {
        "frontdesk_commands accepted": 3,
        "frontdesk_commands repeated": 1,
        "frontdesk_commands refused": 1,
        "frontdesk_commands failed": 0,
        "frontdesk_refusals": { TaskAlreadyCompleted: 1 },
        "frontdesk_changes": 3,
        "frontdesk_command_ms": 5,
        "frontdesk_commit_ms": 3,
        "frontdesk_commit_changes": 3,
        "frontdesk_messages delivered": 1,
        "frontdesk_messages buried": 1,
        "frontdesk_incidents": 1,
        "frontdesk_waiting": 0
      })
      yield* Scope.close(closing, Exit.void)
      assert.notProperty(yield* counts, "frontdesk_commands accepted")
    }).pipe(Effect.provideService(Metric.MetricRegistry, new Map())))
})

describe("the spans of a desk", () => {
  it.effect("say which order it was, and of which case; a commit how many changes it took", () =>
    Effect.gen(function*() {
      const spans: Array<Tracer.Span> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const told = Effect.gen(function*() {
        const desk = yield* deskOn(away(yield* CaseStoreMemory.make))
        yield* desk.open(Errand, { what: "keys" }, wang, { caseId: "c-1" })
        yield* Effect.ignore(desk.note("c-1", "seen", wang))
        yield* Effect.ignore(desk.note("nowhere", "seen", wang))
        yield* desk.case("c-1")
      })
      yield* Effect.provideService(told, Tracer.Tracer, tracer)
      const seen = spans.map(({ attributes, name, status }) => [
        name,
        attributes.get("frontdesk.case") ?? attributes.get("frontdesk.changes"),
        status._tag === "Ended" ? status.exit._tag : status._tag
      ])
      assert.deepStrictEqual(seen.filter(([name]) => name !== "Desk.case"), [
        ["Desk.open", "c-1", "Success"],
        ["Desk.commit", 1, "Success"],
        ["Desk.note", "c-1", "Success"],
        ["Desk.commit", 1, "Success"],
        ["Desk.note", "nowhere", "Failure"]
      ])
    }))
})
