import { Effect } from "effect"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import { promises } from "./Promises.ts"

promises("the store in memory", Effect.gen(function*() {
  const store = yield* CaseStoreMemory.make
  const rows: Array<string> = []
  const transaction = CaseStoreMemory.host(store)
  // two desks on it write past each other, as two processes do
  const shared = { ...store, traits: { ...store.traits, shared: true } }
  return {
    store: shared,
    again: Effect.succeed(shared),
    host: {
      transaction: { ...transaction, store: { ...transaction.store, traits: shared.traits } },
      write: (id) => transaction.afterCommit(Effect.sync(() => void rows.push(id))),
      rows: Effect.sync(() => [...rows])
    }
  }
}))

