/** The suite asks nothing of a test runner but `describe` and `it`: here is the smallest one, and Node's own. */
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { Effect, Layer } from "effect"
import { expect, it } from "vitest"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { StoreLaws, Suite } from "@frontdesk/core/testing"

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

it("is the same under node:test", () => {
  const file = fileURLToPath(new URL("nodeTest.ts", import.meta.url))
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=tap", file], { encoding: "utf8", env })
  expect(stdout).toContain("# Subtest: L1: a committed change can be read in all its parts")
  expect(stdout).toContain("# SKIP the store says it is not shared")
  expect(stdout).toMatch(/^# fail 1$/m)
  expect(stdout).toContain(`expected [["a",1],null,["b",2],["a",1]]`)
  expect(status).toBe(1)
})
