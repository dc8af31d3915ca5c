/** The suite asks nothing of a test runner but `describe` and `it`: here is the smallest one. */
import { Effect, Layer } from "effect"
import { expect, it } from "vitest"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import * as StoreLaws from "@frontdesk/core/testing/StoreLaws"
import * as Suite from "@frontdesk/core/testing/Suite"

const play = async (subject: StoreLaws.Subject) => {
  const tests: Array<() => Promise<void>> = []
  const skipped: Array<string> = []
  const failed: Array<string> = []
  let name = ""
  Suite.run(
    {
      describe: (title, body) => {
        name = title
        body()
      },
      it: (title, body) =>
        tests.push(() =>
          body({ skip: (why) => skipped.push(`${title}: ${why}`) }).catch((error: unknown) => {
            failed.push(`${title}: ${String(error)}`)
          })
        )
    },
    "a store",
    subject
  )
  for (const test of tests) await test()
  return { failed, name, skipped, tests: tests.length }
}

it("runs every law, tells what it skips and why", async () => {
  const run = await play(CaseStoreMemory.layer)
  expect(run.name).toBe("a store keeps the laws of a store")
  expect(run.tests).toBe(StoreLaws.laws.length)
  expect(run.failed).toEqual([])
  expect(run.skipped).toContain("L7: what was answered is there when the store is opened again: the store says it is not durable")
})

it("fails with what was expected and what was found", async () => {
  const forgetful = Layer.effect(CaseStore, Effect.map(CaseStoreMemory.make, (store) => ({
    ...store,
    load: (ids) => Effect.map(store.load(ids), (all) => all.map((it) => it && { ...it, version: it.version + 1 }))
  })))
  const run = await play(forgetful)
  expect(run.failed.find((it) => it.startsWith("L9: load answers"))).toContain(
    `loaded\n  expected [["a",1],null,["b",2],["a",1]]\n  found    [["a",2],null,["b",3],["a",2]]`
  )
})
