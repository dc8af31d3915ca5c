/** Stores that are nearly right, and the two sound ones they are made of: one many connections share, one in a file. */
import type { Scope } from "effect"
import { Effect, Layer } from "effect"
import { closeSync, existsSync, fsyncSync, ftruncateSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Answer, Change } from "@frontdesk/core/port/CaseStore"
import { CaseStore, StoreDown, StoreUnsure } from "@frontdesk/core/port/CaseStore"
import * as CaseStoreMemory from "@frontdesk/core/port/CaseStoreMemory"
import type { Adapter } from "@frontdesk/core/testing"

export type Store = CaseStore["Service"]

/** A memory store with something wrong; `spoil` gets a store of its own for each build. */
export const spoiled = (spoil: (store: Store) => Partial<Store>): Layer.Layer<CaseStore> =>
  Layer.effect(CaseStore, Effect.map(CaseStoreMemory.make, (store) => CaseStore.of({ ...store, ...spoil(store) })))

const hubs = new Map<string, Store>()
let places = 0

/** One store, and as many connections to it as one likes. `connected` spoils one of them. */
export const hub = (more: Partial<Adapter> = {}, connected: (store: Store, nth: number) => Partial<Store> = () => ({})): Adapter => {
  const at = (where: string): Effect.Effect<Store> =>
    Effect.gen(function*() {
      const store = hubs.get(where) ?? { ...yield* CaseStoreMemory.make }
      hubs.set(where, store)
      return store
    })
  let nth = 0
  return {
    name: "hub",
    fresh: Effect.acquireRelease(Effect.sync(() => `hub-${places++}`), (where) => Effect.sync(() => void hubs.delete(where))),
    open: (where) =>
      Layer.effect(CaseStore, Effect.map(at(where), (store) =>
        CaseStore.of({ ...store, traits: { ...store.traits, shared: true, durable: true, enlist: true }, ...connected(store, nth++) }))),
    beside: (where) => Layer.effect(CaseStore, at(`${where}-beside`)),
    ...more
  }
}

/** The store a host's transaction of a hub writes to: it forgets what was done in it, or does not. */
export const hosted = (rolledBack: boolean): Adapter =>
  hub({
    host: (where) =>
      Effect.gen(function*() {
        const real = hubs.get(where)!
        let open: Array<Effect.Effect<unknown, StoreDown | StoreUnsure>> | undefined
        let inside: Store = real
        const need = <A, E>(work: () => Effect.Effect<A, E>): Effect.Effect<A, E> =>
          Effect.suspend(() => (open === undefined ? Effect.die(new Error("no transaction")) : work()))
        return {
          store: CaseStore.of({
            ...real,
            load: (ids) => inside.load(ids),
            putPlans: (plans) => need(() => Effect.tap(inside.putPlans(plans), () => Effect.sync(() => void open!.push(real.putPlans(plans))))),
            commit: (batch) => need(() => Effect.tap(inside.commit(batch), () => Effect.sync(() => void open!.push(real.commit(batch)))))
          }),
          transaction: (work) =>
            Effect.gen(function*() {
              open = []
              // Enough of a view of its own for laws that write to an empty place.
              inside = rolledBack ? yield* CaseStoreMemory.make : real
              const body = yield* real.plan(`sha256:${"0".repeat(63)}a`)
              if (body._tag === "Some") yield* inside.putPlans([{ digest: `sha256:${"0".repeat(63)}a`, procedure: "sample/complaint", body: body.value }])
              const result = yield* work
              if (rolledBack) for (const it of open) yield* it
              return result
            }).pipe(Effect.ensuring(Effect.sync(() => (open = undefined))))
        }
      })
  })

/** What a store in a file may do wrong. */
export interface Slips {
  /** never syncs */
  readonly unsynced?: boolean
  /** answers first, writes later */
  readonly early?: boolean
  /** the worklist of a change is a line of its own */
  readonly halves?: boolean
  /** says it certainly did nothing, whatever broke */
  readonly sure?: boolean
}

interface Line {
  readonly plans?: Parameters<Store["putPlans"]>[0]
  readonly batch?: ReadonlyArray<Change>
}

/** The commits of a memory store, a line each; whoever opens the file does them again. */
const filed = (folder: string, slips: Slips): Effect.Effect<Store, StoreDown | StoreUnsure, Scope.Scope> =>
  Effect.gen(function*() {
    const store = yield* CaseStoreMemory.make
    const path = join(folder, "journal")
    const text = existsSync(path) ? readFileSync(path, "utf8") : ""
    const whole = text.slice(0, text.lastIndexOf("\n") + 1)
    for (const line of whole.split("\n").slice(0, -1)) {
      const { batch, plans } = JSON.parse(line) as Line
      if (plans !== undefined) yield* store.putPlans(plans)
      if (batch !== undefined) yield* store.commit(batch)
    }
    let closed = false
    const fd = yield* Effect.acquireRelease(Effect.sync(() => openSync(path, "a")), (fd) =>
      Effect.sync(() => {
        closed = true
        closeSync(fd)
      }))
    ftruncateSync(fd, Buffer.byteLength(whole))
    let broken = false
    const write = (line: Line) => {
      if (closed) return
      writeSync(fd, `${JSON.stringify(line)}\n`)
      if (slips.unsynced !== true) fsyncSync(fd)
    }
    const append = (...lines: ReadonlyArray<Line>) =>
      Effect.suspend((): Effect.Effect<void, StoreUnsure | StoreDown> => {
        if (broken) return Effect.fail(new StoreDown({ cause: "a write has failed; open it again" }))
        try {
          if (slips.early === true) setImmediate(() => lines.forEach(write))
          else lines.forEach(write)
          return Effect.void
        } catch (cause) {
          broken = true
          return Effect.fail(slips.sure === true ? new StoreDown({ cause }) : new StoreUnsure({ cause }))
        }
      })
    const without = (it: Change): Change => ({ ...it, tasks: { put: [], drop: [] } })
    return CaseStore.of({
      ...store,
      traits: { ...store.traits, name: "filed", durable: true },
      putPlans: (plans) => Effect.orDie(Effect.andThen(append({ plans }), store.putPlans(plans))),
      commit: (batch) =>
        Effect.gen(function*() {
          const answers: ReadonlyArray<Answer> = yield* store.commit(batch)
          const done = batch.filter((_, i) => answers[i]!._tag === "Committed")
          if (done.length > 0 && slips.halves !== true) yield* append({ batch: done })
          if (done.length > 0 && slips.halves === true) {
            // Nobody asks for a task by its version, so the second half is another change that changes nothing else.
            yield* append({ batch: done.map(without) }, { batch: done })
          }
          return answers
        })
    })
  })

export const inFile = (slips: Slips = {}): Adapter => ({
  name: "filed",
  fresh: Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "frontdesk-kit-"))),
    (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
  ),
  open: (folder) => Layer.effect(CaseStore, filed(folder, slips)),
  folder: true
})

export default inFile()
