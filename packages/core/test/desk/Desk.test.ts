/** The desk's own promises, whatever the procedure: one winner, once for ever, nothing lost, nothing spoken from memory. */
import { assert, describe, it } from "@effect/vitest"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { CaseStore, Change, Page } from "@frontdesk/core/port/CaseStore"
import * as CaseStores from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as DirectoryMemory from "@frontdesk/core/port/DirectoryMemory"
import * as NotifierMemory from "@frontdesk/core/port/NotifierMemory"
import type { Options } from "@frontdesk/core/desk/Desk"
import { Desk, layerWith } from "@frontdesk/core/desk/Desk"
import { staff } from "@frontdesk/core/desk/Handle"
import { Context, Effect, Exit, Fiber, Latch, Layer, Option, Ref, Scope } from "effect"
import { TestClock } from "effect/testing"
import { Errand, doIt } from "./errand.ts"
import { decider, plan } from "./TinyDecider.ts"

type Store = CaseStore["Service"]

const people = Array.from({ length: 20 }, (_, i) => `clerk-${i}`)
const directory = DirectoryMemory.layer({
  organisations: [plan.organisation],
  staff: { wang: [{ role: "clerk" }], ...Object.fromEntries(people.map((person) => [person, [{ role: "clerk" }]])) }
})
/** A desk on a store; a scope of its own ends it. */
const deskOn = (store: Store, options: Partial<Options> = {}) =>
  Layer.build(
    layerWith(decider, { procedures: [Errand], background: false, settle: 0, ...options }).pipe(
      Layer.provide([Layer.succeed(CaseStores.CaseStore, store), directory, NotifierMemory.layer])
    )
  ).pipe(Effect.map(Context.get(Desk)))

const open = (desk: Desk["Service"], id?: string) =>
  desk.open(Errand, { what: "keys" }, "wang", id === undefined ? {} : { id })

const shared = (store: Store): Store => ({ ...store, traits: { ...store.traits, shared: true } })
const complete = (desk: Desk["Service"], caseId: string, person: string, id?: string) =>
  desk.complete(doIt, caseId, { text: "done" }, staff<"clerk">(person), id === undefined ? {} : { id })

const all = <A, E>(effects: ReadonlyArray<Effect.Effect<A, E>>) =>
  Effect.forEach(effects, (effect) => Effect.result(effect), { concurrency: "unbounded" })

/** A store whose commits can be held up, and that remembers its batches. */
const slow = Effect.fnUntraced(function*(inner: Store) {
  const batches: Array<ReadonlyArray<Change>> = []
  const latch = yield* Latch.make(true)
  const store: Store = {
    ...inner,
    commit: (batch) => {
      batches.push(batch)
      return Effect.andThen(latch.await, inner.commit(batch))
    }
  }
  return { batches, held: { hold: latch.close, release: latch.open }, store }
})

describe("what was done", () => {
  it.effect("is never answered as certainly not done, when nothing can be read about it", () =>
    Effect.gen(function*() {
      const inner = yield* CaseStoreMemory.make
      let broken = false
      const desk = yield* deskOn(shared({
        ...inner,
        commit: (batch) => Effect.andThen(inner.commit(batch), (answers) => broken ? new CaseStores.StoreUnsure({ cause: "cut" }) : Effect.succeed(answers)),
        journal: (caseId, after, limit) => broken ? new CaseStores.StoreDown({ cause: "down" }) : inner.journal(caseId, after, limit)
      }))
      const { caseId } = yield* open(desk)
      broken = true
      const fault = yield* Effect.flip(desk.note(caseId, "n", "clerk-0", { id: "n1" }))
      assert.strictEqual(fault._tag, "StoreUnsure")
      // and when it is sent again
      assert.strictEqual((yield* Effect.flip(desk.note(caseId, "n", "clerk-0", { id: "n1" })))._tag, "StoreUnsure")
      broken = false
      assert.isTrue((yield* desk.note(caseId, "n", "clerk-0", { id: "n1" })).repeated)
    }))
})

describe("Desk", () => {
  it.effect("opens a case, shows its task, takes the answer, ends", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId, version } = yield* open(desk)
      assert.match(caseId, /^errand-[0-9a-z]{28}$/)
      assert.strictEqual(version, 2)
      const worklist = yield* desk.tasks({ person: "wang" })
      assert.deepStrictEqual(worklist.items.map(({ step }) => step), ["do"])
      yield* complete(desk, caseId, "wang")
      assert.deepStrictEqual((yield* desk.tasks({ person: "wang" })).items, [])
      assert.deepStrictEqual(yield* desk.outcome(Errand, caseId), Option.some({ _tag: "done" }))
      const history = yield* desk.history(caseId)
      assert.deepStrictEqual(history.map(({ seq }) => seq), [1, 2, 3, 4])
    }))

  it.effect("refuses what would make a case larger than 32 KB, by its text and not by a guess", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      const desk = yield* deskOn(store)
      // each of these characters could have become six
      const { caseId } = yield* desk.open(Errand, { what: "x".repeat(30_000) }, "wang")
      const [stored] = yield* store.load([caseId])
      assert.isAbove(stored?.body.length ?? 0, 30_000)
      const refused = yield* Effect.flip(desk.open(Errand, { what: "\u001f".repeat(6_000) }, "wang"))
      assert.strictEqual(refused._tag, "CaseTooLarge")
      if (refused._tag === "CaseTooLarge") assert.isAbove(refused.bytes, 36_000)
    }))

  it.effect("lets one of twenty win; nineteen read who it was and when", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* open(desk)
      const outcomes = yield* all(people.map((person) => complete(desk, caseId, person)))
      const lost = outcomes.flatMap((one) => (one._tag === "Failure" ? [one.failure] : []))
      assert.strictEqual(lost.length, 19)
      for (const error of lost) {
        assert.deepInclude(error, { _tag: "TaskAlreadyCompleted", by: "clerk-0", at: 0, caseId })
      }
    }))

  it.effect("answers a repeated command as the first time, though the case is long over", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      const desk = yield* deskOn(store)
      const opened = yield* open(desk, "open-1")
      const first = yield* complete(desk, opened.caseId, "wang", "click-1")
      for (let i = 0; i < 20; i++) yield* desk.note(opened.caseId, `note ${i}`, "wang")
      const again = yield* complete(desk, opened.caseId, "wang", "click-1")
      assert.deepStrictEqual(again, { ...first, repeated: true })
      assert.deepStrictEqual(yield* open(desk, "open-1"), { ...opened, repeated: true })
      assert.strictEqual((yield* desk.history(opened.caseId)).length, 24)
    }))

  it.effect("refuses another command under an id that is taken, however late; the same one is answered as before", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      const opened = yield* open(desk, "open-1")
      const { caseId } = opened
      const other = desk.open(Errand, { what: "lamps" }, "wang", { id: "open-1" })
      assert.deepInclude(yield* Effect.flip(other), { _tag: "CommandIdReused", version: 2, caseId })
      const first = yield* desk.note(caseId, "seen", "wang", { id: "click-1" })
      const reused = [
        desk.note(caseId, "not seen", "wang", { id: "click-1" }),
        desk.note(caseId, "seen", "clerk-1", { id: "click-1" }),
        complete(desk, caseId, "wang", "click-1")
      ]
      for (let round = 0; round < 2; round++) {
        for (const one of reused) assert.deepInclude(yield* Effect.flip(one), { _tag: "CommandIdReused", version: 3 })
        assert.deepStrictEqual(yield* desk.note(caseId, "seen", "wang", { id: "click-1" }), { ...first, repeated: true })
        // the case itself remembers sixteen
        for (let i = 0; i < 20; i++) yield* desk.note(caseId, `${i}`, "wang")
      }
      assert.strictEqual((yield* desk.history(caseId)).length, 43)
    }))

  it.effect("tells apart two commands of one id that wait behind each other", () =>
    Effect.gen(function*() {
      const { held, store } = yield* slow(yield* CaseStoreMemory.make)
      const desk = yield* deskOn(store)
      const { caseId } = yield* open(desk)
      yield* held.hold
      const notes = yield* Effect.forkChild(
        all(["a", "b", "a"].map((text) => desk.note(caseId, text, "wang", { id: "click-1" })))
      )
      yield* Effect.yieldNow
      yield* held.release
      const [one, two, three] = yield* Fiber.join(notes)
      assert.deepInclude(one, { _tag: "Success" })
      assert.isTrue(two?._tag === "Failure" && two.failure._tag === "CommandIdReused")
      assert.isTrue(three?._tag === "Success" && three.success.repeated)
    }))

  it.effect("folds what waits for one case into one change, and answers each", () =>
    Effect.gen(function*() {
      const { batches, store, held } = yield* slow(yield* CaseStoreMemory.make)
      const desk = yield* deskOn(store)
      const { caseId } = yield* open(desk)
      yield* held.hold
      const notes = yield* Effect.forkChild(all(Array.from({ length: 21 }, (_, i) => desk.note(caseId, `${i}`, "wang"))))
      yield* Effect.yieldNow
      yield* held.release
      const answers = yield* Fiber.join(notes)
      assert.deepStrictEqual(
        answers.map((one) => (one._tag === "Success" ? one.success.entries.map((entry) => entry.seq) : [])),
        Array.from({ length: 21 }, (_, i) => [i + 3])
      )
      assert.deepStrictEqual(batches.slice(1).map((batch) => batch.map(({ commands }) => commands.length)), [[1], [16], [4]])
    }))

  it.effect("commits many cases together while the lane is busy", () =>
    Effect.gen(function*() {
      const { batches, held, store } = yield* slow(yield* CaseStoreMemory.make)
      const desk = yield* deskOn(store)
      yield* held.hold
      const opened = yield* Effect.forkChild(all(people.map((_, i) => open(desk, `open-${i}`))))
      yield* Effect.yieldNow
      yield* held.release
      yield* Fiber.join(opened)
      assert.deepStrictEqual(batches.map((batch) => batch.length), [1, 19])
    }))

  it.effect("goes on after a restart on the same store", () =>
    Effect.gen(function*() {
      const store = yield* CaseStoreMemory.make
      const first = yield* Scope.make()
      const morning = yield* Scope.provide(deskOn(store), first)
      const { caseId } = yield* open(morning)
      yield* Scope.close(first, Exit.void)
      assert.strictEqual((yield* Effect.flip(complete(morning, caseId, "wang")))._tag, "DeskClosing")
      // without the module: the plan comes from the store
      const evening = yield* deskOn(store, { procedures: [] })
      yield* complete(evening, caseId, "wang")
      assert.strictEqual((yield* evening.case(caseId)).state.outcome, "done")
    }))

  it.effect("alone on its store, it still does not trust its memory after a transaction of the host", () =>
    Effect.gen(function*() {
      const { held, store } = yield* slow(yield* CaseStoreMemory.make)
      const desk = yield* deskOn(store)
      const host = CaseStoreMemory.host(store)
      const { caseId } = yield* open(desk)
      // somebody waits in the case's line, whose state is old when the host has committed
      const done = yield* desk.within(host, (inside) =>
        inside.complete(doIt, caseId, { text: "done" }, staff<"clerk">("clerk-1"), { id: "click-1" }))
      assert.isTrue(done.provisional)
      assert.deepInclude(yield* Effect.flip(complete(desk, caseId, "clerk-2")), { _tag: "TaskAlreadyCompleted", by: "clerk-1" })
      assert.deepInclude(yield* complete(desk, caseId, "clerk-1", "click-1"), { repeated: true })
      yield* held.hold
      const note = yield* Effect.forkChild(desk.note(caseId, "late", "wang"))
      yield* Effect.yieldNow
      yield* held.release
      assert.isFalse((yield* Fiber.join(note)).repeated)
    }))

  it.effect("two desks on one store: the second never refuses from what it remembers", () =>
    Effect.gen(function*() {
      const store = shared(yield* CaseStoreMemory.make)
      const [north, south] = [yield* deskOn(store), yield* deskOn(store)]
      const { caseId } = yield* open(north)
      // south remembers the case as it is before north's notes
      yield* south.note(caseId, "seen", "wang")
      yield* north.note(caseId, "and again", "wang", { id: "note-1" })
      yield* complete(north, caseId, "clerk-1", "click-1")
      assert.deepInclude(yield* Effect.flip(complete(south, caseId, "clerk-2")), { _tag: "TaskAlreadyCompleted", by: "clerk-1" })
      assert.deepInclude(yield* complete(south, caseId, "clerk-1", "click-1"), { repeated: true })
      assert.deepInclude(yield* south.note(caseId, "and again", "wang", { id: "note-1" }), { repeated: true })
    }))

  it.effect("twenty completers over two desks: one winner still", () =>
    Effect.gen(function*() {
      const store = shared(yield* CaseStoreMemory.make)
      const desks = [yield* deskOn(store), yield* deskOn(store)] as const
      const { caseId } = yield* open(desks[0])
      yield* desks[1].case(caseId)
      const outcomes = yield* all(people.map((person, i) => complete(i % 2 === 0 ? desks[0] : desks[1], caseId, person)))
      const tags = outcomes.map((one) => (one._tag === "Success" ? "won" : one.failure._tag)).sort()
      assert.deepStrictEqual(tags, [...Array.from({ length: 19 }, () => "TaskAlreadyCompleted"), "won"])
      assert.strictEqual((yield* desks[1].history(caseId)).filter(({ _tag }) => _tag === "Ended").length, 1)
    }))

  it.effect("shows a person what he holds and what is free, page by page, while others take and come", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      const ids = Array.from({ length: 12 }, (_, i) => `c${String(i).padStart(2, "0")}`)
      for (const caseId of ids) yield* desk.open(Errand, { what: "keys" }, "wang", { caseId })
      yield* desk.claim({ caseId: "c01", n: 1 }, "wang")
      yield* desk.claim({ caseId: "c02", n: 1 }, "clerk-1")
      const seen: Array<string> = []
      let cursor: string | undefined
      let pages = 0
      do {
        const page: Page<TaskRow> = yield* desk.tasks({ person: "wang" }, cursor, 3)
        seen.push(...page.items.map(({ caseId }) => caseId))
        cursor = page.next ?? undefined
        pages++
        // a task that was shown goes, one that is ahead is taken by another, one comes
        if (pages === 1) {
          yield* complete(desk, "c00", "wang")
          yield* desk.claim({ caseId: "c08", n: 1 }, "clerk-1")
          yield* desk.open(Errand, { what: "keys" }, "wang", { caseId: "c10b" })
        }
      } while (cursor !== undefined)
      assert.deepStrictEqual(seen, ["c00", "c01", "c03", "c04", "c05", "c06", "c07", "c09", "c10", "c10b", "c11"])
    }))

  it.effect("asks the outside what a decision asks, and decides again", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* open(desk)
      yield* desk.complete(doIt, caseId, { text: "done", asks: true }, staff<"clerk">("wang"))
      assert.strictEqual((yield* desk.case(caseId)).state.status, "ended")
    }))

  describe("when the store does not answer", () => {
    it.effect("the change was committed and the answer was lost: found by its id", () =>
      Effect.gen(function*() {
        const inner = yield* CaseStoreMemory.make
        const lose = yield* Ref.make(false)
        const desk = yield* deskOn({
          ...inner,
          commit: (batch) =>
            Effect.tap(inner.commit(batch), () =>
              Effect.flatMap(Ref.getAndSet(lose, false), (lost) =>
                lost ? Effect.fail(new CaseStores.StoreUnsure({ cause: "connection broke" })) : Effect.void
              )
            )
        })
        const { caseId } = yield* open(desk)
        yield* Ref.set(lose, true)
        assert.deepInclude(yield* complete(desk, caseId, "wang"), { version: 4, repeated: true })
        assert.strictEqual((yield* desk.history(caseId)).length, 4)
      }))

    it.effect("the change was not committed: decided again", () =>
      Effect.gen(function*() {
        const inner = yield* CaseStoreMemory.make
        const lose = yield* Ref.make(true)
        const desk = yield* deskOn({
          ...inner,
          commit: (batch) =>
            Effect.flatMap(Ref.getAndSet(lose, false), (lost) =>
              lost ? Effect.fail(new CaseStores.StoreUnsure({ cause: "connection broke" })) : inner.commit(batch)
            )
        })
        assert.deepInclude(yield* open(desk), { version: 2, repeated: false })
      }))

    it.effect("a store that is down says so, and after three failures new commands are turned away for a moment", () =>
      Effect.gen(function*() {
        const inner = yield* CaseStoreMemory.make
        const down = yield* Ref.make(true)
        const tried = yield* Ref.make(0)
        const desk = yield* deskOn({
          ...inner,
          commit: (batch) =>
            Effect.flatMap(Ref.get(down), (is) =>
              is
                ? Effect.andThen(Ref.update(tried, (n) => n + 1), Effect.fail(new CaseStores.StoreDown({ cause: "no disk" })))
                : inner.commit(batch)
            )
        })
        for (let i = 0; i < 5; i++) assert.strictEqual((yield* Effect.flip(open(desk)))._tag, "StoreDown")
        assert.strictEqual(yield* Ref.get(tried), 3)
        yield* Ref.set(down, false)
        yield* TestClock.adjust("2 seconds")
        assert.strictEqual((yield* open(desk)).version, 2)
      }))
  })

  it.effect("a caller who leaves in time takes his command back; later it goes on without him", () =>
    Effect.gen(function*() {
      const { held, store } = yield* slow(yield* CaseStoreMemory.make)
      const desk = yield* deskOn(store)
      const { caseId } = yield* open(desk)
      yield* held.hold
      const handed = yield* Effect.forkChild(desk.note(caseId, "handed over", "wang"))
      yield* Effect.yieldNow
      const waiting = yield* Effect.forkChild(desk.note(caseId, "waiting", "wang"))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(handed)
      yield* Fiber.interrupt(waiting)
      yield* held.release
      yield* desk.note(caseId, "last", "wang")
      const texts = (yield* desk.history(caseId)).flatMap((entry) => (entry._tag === "Noted" ? [entry.text] : []))
      assert.deepStrictEqual(texts, ["handed over", "last"])
    }))

  it.effect("turns commands away when too many wait", () =>
    Effect.gen(function*() {
      const { held, store } = yield* slow(yield* CaseStoreMemory.make)
      const desk = yield* deskOn(store, { waiting: { count: 2, bytes: 1_000_000 } })
      const { caseId } = yield* open(desk)
      yield* held.hold
      const two = yield* Effect.forkChild(all([desk.note(caseId, "1", "wang"), desk.note(caseId, "2", "wang")]))
      yield* Effect.yieldNow
      assert.deepInclude(yield* Effect.flip(desk.note(caseId, "3", "wang")), { _tag: "DeskBusy", why: "queue-full" })
      yield* held.release
      yield* Fiber.join(two)
      yield* desk.note(caseId, "3", "wang")
    }))

  it.effect("a desk that closes finishes what it has taken", () =>
    Effect.gen(function*() {
      const inner = yield* CaseStoreMemory.make
      const { held, store } = yield* slow(inner)
      const day = yield* Scope.make()
      const desk = yield* Scope.provide(deskOn(store), day)
      const { caseId } = yield* open(desk)
      yield* held.hold
      const note = yield* Effect.forkChild(desk.note(caseId, "the last one", "wang"))
      yield* Effect.yieldNow
      const closing = yield* Effect.forkChild(Scope.close(day, Exit.void))
      yield* Effect.yieldNow
      assert.strictEqual((yield* Effect.flip(desk.note(caseId, "too late", "wang")))._tag, "DeskClosing")
      yield* held.release
      yield* Fiber.join(closing)
      assert.strictEqual((yield* Fiber.join(note)).version, 3)
    }))

  it.effect("refuses what no procedure it has, no case and no task is", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make, { procedures: [] })
      assert.strictEqual((yield* Effect.flip(open(desk)))._tag, "UnknownPlan")
      assert.deepInclude(yield* Effect.flip(complete(desk, "errand-none", "wang")), { _tag: "NoSuchCase", caseId: "errand-none" })
      assert.strictEqual((yield* Effect.flip(desk.case("errand-none")))._tag, "NoSuchCase")
    }))

  it.effect("refusals can be caught by their tag, with what they carry", () =>
    Effect.gen(function*() {
      const desk = yield* deskOn(yield* CaseStoreMemory.make)
      const { caseId } = yield* open(desk)
      const needs = yield* complete(desk, caseId, "stranger").pipe(
        Effect.as<ReadonlyArray<string>>([]),
        Effect.catchTag("RoleNotAllowed", (error) => Effect.succeed(error.needs))
      )
      assert.deepStrictEqual(needs, ["role:clerk"])
    }))
})
