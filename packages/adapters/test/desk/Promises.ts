/** What the desk promises on every store alike, with the real engine. */
import { Effect, Exit, Fiber, Latch, Layer, Scope, Stream } from "effect"
import { describe, expect, it } from "vitest"
import { staff } from "@frontdesk/core/desk/Handle"
import type * as Watching from "@frontdesk/core/desk/Watching"
import { NotDelivered, Notifier } from "@frontdesk/core/port/Notifier"
import { change, message } from "@frontdesk/core/testing/law/Sample"
import type { Place } from "./Place.ts"
import { answer, Callback, clerks, desk as deskOn, intake, late, wang } from "./Place.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

const all = <A, E>(effects: ReadonlyArray<Effect.Effect<A, E>>) =>
  Effect.forEach(effects, (effect) => Effect.result(effect), { concurrency: "unbounded" })

export const promises = (name: string, place: Effect.Effect<Place, never, Scope.Scope>) => {
  describe(`a desk on ${name}`, () => {
    it("lets one of twenty win, who all complete the same task at once; nineteen read who it was and when", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const desks = [yield* deskOn(store), yield* deskOn(yield* again)] as const
        for (let round = 0; round < 5; round++) {
          const { caseId } = yield* desks[0].open(Callback, intake, wang)
          const outcomes = yield* all(clerks.map((person, i) =>
            desks[i % (1 + (round % 2))]!.complete(Callback.task.call, caseId, answer, staff<"front-desk-receptionist">(person))))
          const ended = (yield* desks[1].history(caseId)).filter((entry) => entry._tag === "Ended")
          const winners = clerks.filter((_, i) => outcomes[i]?._tag === "Success")
          expect(winners.length).toBe(1)
          expect(ended.length).toBe(1)
          for (const one of outcomes) {
            if (one._tag === "Failure") {
              expect(one.failure).toMatchObject({ _tag: "TaskAlreadyCompleted", by: winners[0], at: ended[0]!.at, caseId })
            }
          }
        }
      })))

    it("answers a repeated command as the first time, and refuses another one under its id, from wherever it comes", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const [north, south] = [yield* deskOn(store), yield* deskOn(yield* again)]
        const opened = yield* north.open(Callback, intake, wang, { id: "open-1" })
        const { caseId } = opened
        expect(yield* south.open(Callback, intake, wang, { id: "open-1" })).toEqual({ ...opened, repeated: true })
        const other = { ...intake, unit: "5-101" }
        expect(yield* Effect.flip(south.open(Callback, other, wang, { id: "open-1" }))).toMatchObject({ _tag: "CommandIdReused", version: opened.version, caseId })
        const first = yield* south.complete(Callback.task.call, caseId, answer, wang, { id: "click-1" })
        for (const desk of [north, south]) {
          expect(yield* desk.complete(Callback.task.call, caseId, answer, wang, { id: "click-1" })).toEqual({ ...first, repeated: true })
          const changed = desk.complete(Callback.task.call, caseId, { answer: "dissatisfied", why: "leaks" }, wang, { id: "click-1" })
          expect(yield* Effect.flip(changed)).toMatchObject({ _tag: "CommandIdReused", version: first.version })
          expect(yield* Effect.flip(desk.complete(Callback.task.call, caseId, answer, wang))).toMatchObject({ _tag: "TaskAlreadyCompleted" })
        }
        // two commands of one id at once, through two desks: one is carried out, the other told so
        const { caseId: second } = yield* north.open(Callback, intake, wang)
        const both = yield* all([
          north.note(second, "from the north", wang, { id: "note-1" }),
          south.note(second, "from the south", wang, { id: "note-1" })
        ])
        expect(both.map((one) => (one._tag === "Success" ? "done" : one.failure._tag)).sort()).toEqual(["CommandIdReused", "done"])
      })))
  })

  describe(`who follows along on ${name}`, () => {
    it("sees every entry once, each case's in order, from wherever he goes on, while two desks write", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const closing = yield* Scope.make()
        const [north, south] = [yield* Scope.provide(deskOn(store), closing), yield* deskOn(yield* again)]
        const ids = Array.from({ length: 4 }, (_, i) => `c-${i}`)
        const seen: Array<Watching.Batch> = []
        const total = yield* Latch.make(false)
        let wanted = Infinity
        const count = () => seen.flatMap(({ items }) => items).length
        const watching = yield* Effect.forkChild(Stream.runForEach(north.watch(null), (batch) =>
          Effect.suspend(() => {
            seen.push(batch)
            return count() >= wanted ? Effect.asVoid(total.open) : Effect.void
          })))
        yield* Effect.forEach(ids, (caseId) => north.open(Callback, intake, wang, { caseId }), { concurrency: "unbounded" })
        yield* Effect.forEach(
          Array.from({ length: 10 }, (_, i) => i),
          (i) => Effect.forEach(ids, (caseId, c) => ((i + c) % 2 === 0 ? north : south).note(caseId, `${i}`, wang), { concurrency: "unbounded" })
        )
        const histories = yield* Effect.forEach(ids, (caseId) => south.history(caseId))
        wanted = histories.flat().length
        if (count() < wanted) yield* total.await
        const fed = seen.flatMap(({ items }) => items)
        expect(fed.length).toBe(wanted)
        ids.forEach((caseId, i) => {
          expect(fed.filter((one) => one.caseId === caseId).map((one) => one.entry)).toEqual(histories[i])
        })
        // goes on after what he had dealt with: the rest, and nothing twice
        const [first, ...rest] = seen
        yield* north.note("c-0", "one more", wang)
        const later = yield* south.watch(first!.next).pipe(
          Stream.flatMap(({ items }) => Stream.fromIterable(items)),
          Stream.take(rest.flatMap(({ items }) => items).length + 1),
          Stream.runCollect
        )
        expect(later.slice(0, -1)).toEqual(fed.slice(first!.items.length))
        expect(later.at(-1)).toMatchObject({ caseId: "c-0", entry: { _tag: "Noted" } })
        // a desk that closes has no more to tell
        yield* Scope.close(closing, Exit.void)
        expect((yield* Fiber.await(watching))._tag).toBe("Success")
      })))

    it("what nobody could deliver is shown, sent again or given up, and what waits behind it goes on", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const told: Array<string> = []
        let broken = true
        const notifier = Layer.succeed(Notifier, {
          deliver: ({ id }: { readonly id: string }) =>
            broken ? Effect.fail(new NotDelivered({ why: "no such number", permanent: true })) : Effect.sync(() => void told.push(id))
        })
        const [desk, other] = [yield* deskOn(store, {}, notifier), yield* deskOn(yield* again, {}, notifier)]
        const body = JSON.stringify({ kind: "notice", to: ["person:wang"], via: [], message: "hello", text: {}, receipt: false, about: { step: "case" } })
        yield* store.commit([change("told", 0, {
          entries: 3,
          head: { plan: Callback.compiled.digest },
          messages: [1, 2, 3].map((n) => message(n, { kind: "notice", lane: "to-wang", body }))
        })])
        yield* desk.drain
        broken = false
        yield* desk.drain
        const dead = yield* other.deadLetters()
        expect(dead.items.map(({ id, message, why }) => [id, message.kind, why])).toEqual([["told:1", "notice", "no such number"]])
        expect(told).toEqual([])
        expect((yield* other.incidents).map(({ message, what }) => [what, message])).toEqual([["buried", "told:1"]])
        yield* other.revive("told:1", "again")
        yield* desk.drain
        expect(told).toEqual(["told:1", "told:2", "told:3"])
        broken = true
        yield* store.commit([change("told", 3, { entries: 2, head: { plan: Callback.compiled.digest }, messages: [4, 5].map((n) => message(n, { kind: "notice", lane: "to-wang", body })) })])
        yield* desk.drain
        broken = false
        yield* desk.revive("told:4", "skip")
        yield* desk.drain
        expect(told.slice(3)).toEqual(["told:5"])
        expect((yield* desk.deadLetters()).items).toEqual([])
      })))
  })

  describe(`a desk that closes, and another on ${name}`, () => {
    /** A case whose notice waits to be delivered. */
    const notice = (store: Place["store"]) =>
      Effect.andThen(
        store.putPlans([{ digest: Callback.compiled.digest, procedure: "callback", body: JSON.stringify(Callback.compiled.plan) }]),
        store.commit([change("told", 0, {
          head: { plan: Callback.compiled.digest },
          messages: [message(1, {
            kind: "notice",
            body: JSON.stringify({ kind: "notice", to: ["person:wang"], via: [], message: "hello", text: {}, receipt: false, about: { step: "case" } })
          })]
        })])
      )

    const carrier = (deliver: (by: string) => Effect.Effect<void>, by: string) =>
      Layer.succeed(Notifier, { deliver: () => deliver(by) })

    it("finishes what it has begun: told once, and nothing is left to wait for", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const told: Array<string> = []
        const begun = yield* Latch.make(false)
        const slowly = (by: string) =>
          Effect.andThen(begun.open, Effect.andThen(Effect.sleep("100 millis"), Effect.sync(() => void told.push(by))))
        const morning = yield* Scope.make()
        yield* Scope.provide(deskOn(store, { background: true }, carrier(slowly, "morning")), morning)
        yield* notice(store)
        yield* begun.await
        yield* Scope.close(morning, Exit.void)
        expect(told).toEqual(["morning"])
        const evening = yield* deskOn(yield* again, {}, carrier(slowly, "evening"))
        yield* evening.drain
        expect(told).toEqual(["morning"])
      })))

    it("gives back what takes too long: the other takes it at once, not when the lease is over", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const told: Array<string> = []
        const begun = yield* Latch.make(false)
        const morning = yield* Scope.make()
        yield* Scope.provide(
          deskOn(store, { background: true, closing: "50 millis" }, carrier(() => Effect.andThen(begun.open, Effect.never), "morning")),
          morning
        )
        yield* notice(store)
        yield* begun.await
        yield* Scope.close(morning, Exit.void)
        const evening = yield* deskOn(yield* again, {}, carrier((by) => Effect.sync(() => void told.push(by)), "evening"))
        yield* evening.drain
        expect(told).toEqual(["evening"])
      })))

    it("a clock it has begun with happens; the next one is the other's", () =>
      run(Effect.gen(function*() {
        const { again, store } = yield* place
        const begun = yield* Latch.make(false)
        const slow: Place["store"] = {
          ...store,
          commit: (batch) => Effect.andThen(begun.open, Effect.andThen(Effect.sleep("100 millis"), store.commit(batch)))
        }
        const night = yield* deskOn(yield* again)
        const { caseId } = yield* late(night, yield* store.now)
        expect(yield* store.nextWake).not.toBe(null)
        const morning = yield* Scope.make()
        yield* Scope.provide(deskOn(slow, { background: true }), morning)
        yield* begun.await
        yield* Scope.close(morning, Exit.void)
        const entries = yield* night.history(caseId)
        expect(entries.filter((entry) => entry._tag === "Happened").length).toBeGreaterThan(0)
        expect(yield* night.tick).toBe(0)
        expect(yield* night.history(caseId)).toEqual(entries)
      })))
  })

  describe(`in the host's transaction on ${name}`, () => {
    it("orders and the host's rows become real together", () =>
      run(Effect.gen(function*() {
        const { again, host, store } = yield* place
        const [desk, other] = [yield* deskOn(store), yield* deskOn(yield* again)]
        const caseId = yield* desk.within(host.transaction, (inside) =>
          Effect.gen(function*() {
            yield* host.write("invoice-1")
            const opened = yield* inside.open(Callback, intake, wang)
            expect(opened.provisional).toBe(true)
            expect((yield* inside.case(opened.caseId)).state.status, "seen inside").toBe("open")
            expect(yield* Effect.flip(other.case(opened.caseId)), "not seen outside").toMatchObject({ _tag: "NoSuchCase" })
            expect(yield* host.rows).toEqual([])
            yield* inside.note(opened.caseId, "with the invoice", wang)
            return opened.caseId
          }))
        expect(yield* host.rows).toEqual(["invoice-1"])
        for (const one of [desk, other]) {
          expect((yield* one.history(caseId)).filter((entry) => entry._tag === "Noted").length).toBe(1)
          expect((yield* one.tasks({ person: "wang" })).items.map((task) => task.caseId)).toEqual([caseId])
        }
        yield* desk.complete(Callback.task.call, caseId, answer, wang)
      })))

    it("or neither does, and the desk outside goes on from what is real", () =>
      run(Effect.gen(function*() {
        const { host, store } = yield* place
        const desk = yield* deskOn(store)
        const { caseId, version } = yield* desk.open(Callback, intake, wang)
        let opened = ""
        const failed = yield* Effect.flip(desk.within(host.transaction, (inside) =>
          Effect.gen(function*() {
            yield* host.write("invoice-1")
            opened = (yield* inside.open(Callback, intake, wang, { id: "open-2" })).caseId
            yield* inside.complete(Callback.task.call, caseId, answer, wang, { id: "click-1" })
            expect((yield* inside.case(caseId)).state.status).toBe("ended")
            return yield* Effect.fail("no credit" as const)
          })))
        expect(failed).toBe("no credit")
        expect(yield* host.rows).toEqual([])
        expect(yield* Effect.flip(desk.case(opened))).toMatchObject({ _tag: "NoSuchCase" })
        expect((yield* desk.case(caseId)).version).toBe(version)
        // under the same ids it comes about later: nothing of them is remembered
        expect((yield* desk.complete(Callback.task.call, caseId, answer, wang, { id: "click-1" })).repeated).toBe(false)
        expect((yield* desk.open(Callback, intake, wang, { id: "open-2" })).caseId).toBe(opened)
      })))

    it("a person reads what was ordered in there, as far as it is his to read; outside nobody does yet", () =>
      run(Effect.gen(function*() {
        const { again, host, store } = yield* place
        const [desk, other] = [yield* deskOn(store), yield* deskOn(yield* again)]
        yield* desk.within(host.transaction, (inside) =>
          Effect.gen(function*() {
            const opened = yield* inside.open(Callback, intake, wang, { caseId: "seen" })
            const his = inside.as(wang)
            expect((yield* his.case("seen")).state.status).toBe("open")
            expect(yield* his.shown(opened)).toMatchObject({ caseId: "seen", provisional: true })
            expect((yield* his.history("seen")).map((entry) => entry._tag)).toContain("Opened")
            expect(yield* Effect.flip(inside.as("somebody").case("seen"))).toMatchObject({ _tag: "NoSuchCase" })
            expect(yield* Effect.flip(other.as(wang).case("seen"))).toMatchObject({ _tag: "NoSuchCase" })
          }))
        expect((yield* other.as(wang).case("seen")).state.status).toBe("open")
      })))

    it("a refusal has written nothing: who catches it may commit the rest", () =>
      run(Effect.gen(function*() {
        const { host, store } = yield* place
        const desk = yield* deskOn(store)
        const { caseId } = yield* desk.open(Callback, intake, wang)
        yield* desk.complete(Callback.task.call, caseId, answer, wang)
        const told = yield* desk.within(host.transaction, (inside) =>
          Effect.gen(function*() {
            yield* host.write("invoice-1")
            return yield* inside.complete(Callback.task.call, caseId, answer, wang).pipe(
              Effect.as("done twice"),
              Effect.catchTag("TaskAlreadyCompleted", ({ by }) => Effect.succeed(`${by} was first`))
            )
          }))
        expect(told).toBe("wang was first")
        expect(yield* host.rows).toEqual(["invoice-1"])
        // and let through, it takes the host's rows with it
        const refused = desk.within(host.transaction, (inside) =>
          Effect.andThen(host.write("invoice-2"), inside.complete(Callback.task.call, caseId, answer, wang)))
        expect(yield* Effect.flip(refused)).toMatchObject({ _tag: "TaskAlreadyCompleted" })
        expect(yield* host.rows).toEqual(["invoice-1"])
      })))

    it("clocks and messages follow the commit, never a rollback", () =>
      run(Effect.gen(function*() {
        const { host, store } = yield* place
        const desk = yield* deskOn(store)
        const nobody = yield* Effect.exit(desk.within(host.transaction, (inside) =>
          Effect.andThen(inside.open(Callback, intake, wang, { caseId: "lost" }), Effect.die("the host's bug"))))
        expect(Exit.isFailure(nobody)).toBe(true)
        yield* desk.drain
        expect((yield* store.feed(null, 99)).items).toEqual([])
        expect(yield* store.nextWake).toBe(null)
        // what it is due for is long past: the clock happens as soon as it is looked at
        const old = { ...intake, "repaired-at": intake["repaired-at"] }
        yield* desk.within(host.transaction, (inside) => inside.open(Callback, old, wang, { caseId: "kept" }))
        yield* desk.drain
        const tags = (yield* desk.history("kept")).map((entry) => entry._tag)
        expect(tags[0]).toBe("Opened")
      })))

    it("who is interrupted leaves nothing", () =>
      run(Effect.gen(function*() {
        const { host, store } = yield* place
        const desk = yield* deskOn(store)
        const waiting = yield* Effect.forkChild(desk.within(host.transaction, (inside) =>
          Effect.gen(function*() {
            yield* host.write("invoice-1")
            yield* inside.open(Callback, intake, wang, { caseId: "c-1" })
            yield* Effect.forkDetach(Effect.ignore(inside.note("c-1", "on its way", wang)))
            return yield* Effect.never
          })))
        yield* Effect.sleep("50 millis")
        yield* Fiber.interrupt(waiting)
        expect(yield* host.rows).toEqual([])
        expect(yield* Effect.flip(desk.case("c-1"))).toMatchObject({ _tag: "NoSuchCase" })
        yield* desk.within(host.transaction, (inside) => inside.open(Callback, intake, wang, { caseId: "c-1" }))
        expect((yield* desk.history("c-1")).some((entry) => entry._tag === "Noted")).toBe(false)
      })))

    it("the desk remembers a case it has seen, and is told when the host's transaction has changed it", () =>
      run(Effect.gen(function*() {
        const { host, store } = yield* place
        const desk = yield* deskOn(store)
        const { caseId } = yield* desk.open(Callback, intake, wang)
        yield* desk.case(caseId)
        yield* desk.within(host.transaction, (inside) => inside.complete(Callback.task.call, caseId, answer, wang))
        expect((yield* desk.case(caseId)).state.status).toBe("ended")
        expect(yield* Effect.flip(desk.complete(Callback.task.call, caseId, answer, wang))).toMatchObject({ _tag: "TaskAlreadyCompleted" })
      })))
  })
}
