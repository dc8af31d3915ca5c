/** A case that tells its tasks when it is asked: the store in memory asks for them when somebody reads a worklist. */
import { assert, describe, it } from "@effect/vitest"
import type { TaskRow } from "@frontdesk/core/case/Rows"
import type { Change } from "@frontdesk/core/port/CaseStore"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as Tasks from "@frontdesk/core/port/Tasks"
import { change, plan, task } from "@frontdesk/core/testing/law/Sample"
import { Effect } from "effect"

/** Tasks that count how often they were worked out; the difference is nobody's business here. */
const telling = (rows: ReadonlyArray<TaskRow>, asked: { times: number }): Tasks.Unsought => {
  class Asked extends Tasks.Unsought {
    get put(): never {
      throw new Error("the difference was asked for")
    }
    get drop(): never {
      throw new Error("the difference was asked for")
    }
  }
  return new Asked({
    get tasks() {
      asked.times++
      return rows
    }
  })
}

const told = (expect: number, rows: ReadonlyArray<TaskRow>, asked: { times: number }): Change => ({
  ...change("a", expect),
  tasks: telling(rows, asked)
})

const ns = (rows: ReadonlyArray<TaskRow>) => rows.map((row) => row.n)

describe("tasks that are told when somebody asks", () => {
  it.effect("are worked out once for all changes since the worklist was read", () =>
    Effect.gen(function* () {
      const store = yield* CaseStore
      yield* store.putPlans([plan])
      const asked = { times: 0 }
      yield* store.commit([told(0, [task("a", 1)], asked)])
      yield* store.commit([told(1, [task("a", 1), task("a", 2)], asked)])
      yield* store.commit([told(2, [task("a", 2), task("a", 3)], asked)])
      assert.strictEqual(asked.times, 0)
      assert.deepStrictEqual(ns((yield* store.tasks({})).items), [2, 3])
      assert.deepStrictEqual(ns((yield* store.tasks({ caseId: "a" })).items), [2, 3])
      assert.strictEqual(asked.times, 1)
      yield* store.commit([told(3, [task("a", 3)], asked)])
      assert.deepStrictEqual(ns((yield* store.tasks({})).items), [3])
    }).pipe(Effect.provide(CaseStoreMemory.layer)))

  it.effect("stand beside differences", () =>
    Effect.gen(function* () {
      const store = yield* CaseStore
      yield* store.putPlans([plan])
      yield* store.commit([told(0, [task("a", 1), task("a", 2)], { times: 0 })])
      yield* store.commit([change("a", 1, { tasks: { put: [task("a", 4)], drop: [1] } })])
      assert.deepStrictEqual(ns((yield* store.tasks({})).items), [2, 4])
    }).pipe(Effect.provide(CaseStoreMemory.layer)))
})
