/** Several processes on one file: each change has one winner, nobody waits by blocking, and nothing is lost. */
import type { Scope } from "effect"
import { Effect, Fiber } from "effect"
import { existsSync } from "node:fs"
import { DatabaseSync } from "node:sqlite"
import { describe, expect, it } from "vitest"
import * as Sqlite from "@frontdesk/adapters/sqlite/Sqlite"
import { change, plan } from "@frontdesk/core/testing/law/Sample"
import * as Fresh from "./Fresh.ts"
import * as Written from "../killed/Written.ts"

const run = <A, E>(effect: Effect.Effect<A, E, Scope.Scope>) => Effect.runPromise(Effect.scoped(effect))

describe("processes on one file", () => {
  it("three writers on the same cases: every version has one winner", () =>
    run(Effect.gen(function*() {
      const file = yield* Fresh.file
      const together = Written.barrier(3)
      const writers = yield* Effect.promise(() =>
        Promise.all(["one", "two", "three"].map((name) => Written.writer(file, name, 40, 30, { together })))
      )
      expect(writers.flatMap((it) => it.wrong)).toEqual([])
      expect(writers.every((it) => it.done)).toBe(true)
      const all = writers.flatMap((it) => it.acknowledged)
      expect(new Set(all.map((it) => `${it.caseId}/${it.k}`)).size).toBe(all.length)
      expect(all.length).toBe(40 * 30)
      expect(yield* Written.check(file, 40, all)).toBe(40 * 30)
      // Otherwise this shows nothing.
      expect(writers.filter((it) => it.acknowledged.length > 0).length).toBeGreaterThan(1)
    })))

  it("a lock that is not given back in time is StoreDown, and nothing exists", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const store = yield* Sqlite.make({ filename, patience: "60 millis" })
      yield* store.putPlans([plan])
      const other = new DatabaseSync(filename)
      other.exec("begin immediate")
      const before = performance.now()
      let turns = 0
      const ticking = setInterval(() => turns++, 2)
      const error = yield* Effect.flip(store.commit([change("a", 0)]))
      clearInterval(ticking)
      expect(error._tag).toBe("StoreDown")
      expect(performance.now() - before).toBeGreaterThanOrEqual(55)
      expect(turns, "the event loop went on").toBeGreaterThan(0)
      expect(yield* store.load(["a"]), "reading does not wait").toEqual([null])
      other.exec("rollback")
      other.close()
      expect(yield* store.load(["a"])).toEqual([null])
      expect(yield* store.commit([change("a", 0)])).toEqual([{ _tag: "Committed", version: 1 }])
    })))

  it("a lock that is given back is waited for", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const store = yield* Sqlite.make({ filename })
      yield* store.putPlans([plan])
      const other = new DatabaseSync(filename)
      other.exec("begin immediate")
      const commit = yield* Effect.forkChild(store.commit([change("a", 0)]))
      yield* Effect.promise(() => new Promise((go) => setTimeout(go, 30)))
      expect(other.prepare("select count(*) as n from fd_case").get()).toEqual({ n: 0 })
      other.exec("commit")
      other.close()
      expect(yield* Fiber.join(commit)).toEqual([{ _tag: "Committed", version: 1 }])
    })))

  it("the handle is closed with the scope", () =>
    run(Effect.gen(function*() {
      const filename = yield* Fresh.file
      const store = yield* Effect.scoped(Sqlite.make({ filename }))
      const exit = yield* Effect.exit(store.load(["a"]))
      expect(exit._tag).toBe("Failure")
      // Only the last handle to close takes the log away.
      expect(existsSync(`${filename}-wal`)).toBe(false)
    })))
})
