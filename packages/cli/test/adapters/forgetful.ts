/** Knows no command twice. */
import { Effect, Layer } from "effect"
import { CaseStore } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { defineAdapter } from "@frontdesk/core/testing"

export default defineAdapter({
  name: "forgetful",
  open: () =>
    Layer.effect(CaseStore, Effect.map(CaseStoreMemory.make, (store) => ({
      ...store,
      commit: (batch) => store.commit(batch.map((it) => ({ ...it, commands: [], contents: [] })))
    })))
})
