/** For `Suite.test.ts`: the laws under Node's own test runner, on a sound store and on one that is not. */
import { describe, it } from "node:test"
import { Effect } from "effect"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { Suite } from "@frontdesk/core/testing"
import { spoiled } from "./faulty.ts"

Suite.run({ describe, it }, "the memory store", CaseStoreMemory.layer, { cases: 2 })

Suite.run({ describe, it: (name, body, ms) => (name.startsWith("L9: load") ? it(name, body) : ms) }, "a forgetful store", spoiled((store) => ({
  load: (ids) => Effect.map(store.load(ids), (all) => all.map((it) => it && { ...it, version: it.version + 1 }))
})))
